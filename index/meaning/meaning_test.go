package meaning

import (
	"bufio"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var pieceNames = strings.Split(strings.TrimSuffix(pieces, "\n"), "\n")

func piecesOf(text string) []string {
	var out []string
	read(text, func(n int) { out = append(out, pieceNames[n]) })
	return out
}

// TestPieces compares with what Hugging Face's tokenizers makes, with the package's own
// tokenizer.json, of a thousand invented lines.
func TestPieces(t *testing.T) {
	f, err := os.Open("testdata/lines.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for lines := bufio.NewScanner(f); lines.Scan(); n++ {
		var line struct{ Text, Pieces string }
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		want := slices.DeleteFunc(strings.Fields(line.Pieces), func(p string) bool { return p == "[UNK]" })
		if diff := cmp.Diff(strings.Join(want, " "), strings.Join(piecesOf(line.Text), " ")); diff != "" {
			t.Errorf("%q (-want +got)\n%s", line.Text, diff)
		}
	}
	if n != 1000 {
		t.Errorf("read %d lines, want 1000", n)
	}
}

func TestTableFitsVocabulary(t *testing.T) {
	if len(table) != len(pieceNames)*rowSize {
		t.Errorf("%d pieces and %d bytes, want %d a piece", len(pieceNames), len(table), rowSize)
	}
	if size := len(table) + len(pieces); size > 8e6 {
		t.Errorf("%d bytes are embedded, want 8,000,000 at most", size)
	}
	if v := known(); len(v.first)+len(v.inside) != len(pieceNames) {
		t.Errorf("of %d pieces some are the same", len(pieceNames))
	}
}

// TestVersion hashes the table, and vectors, which are other ones too when texts are cut or
// added up in another way.
func TestVersion(t *testing.T) {
	f, err := os.Open("testdata/lines.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	h := sha256.New()
	h.Write(table)
	h.Write([]byte(pieces))
	for lines := bufio.NewScanner(f); lines.Scan(); {
		v := Of(lines.Text())
		b, err := v.AppendBinary(nil)
		if err != nil {
			t.Fatal(err)
		}
		h.Write(b)
	}
	if got := base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:6]); got != Version {
		t.Errorf("vectors are other ones than those of version %q: it has to be %q", Version, got)
	}
}

func TestVectorsAsBytes(t *testing.T) {
	for _, text := range []string{"", "quay", "The ferry sails at noon."} {
		v := Of(text)
		b, err := v.AppendBinary([]byte("before"))
		if err != nil || len(b) != len("before")+Dimensions {
			t.Fatalf("%d bytes, %v", len(b), err)
		}
		var back Vector
		if err := back.UnmarshalBinary(b[len("before"):]); err != nil || back != v {
			t.Errorf("%q comes back as another vector, %v", text, err)
		}
		if err := back.UnmarshalBinary(b); err == nil {
			t.Errorf("%d bytes are a vector", len(b))
		}
	}
}

func TestSimilarity(t *testing.T) {
	for _, c := range []struct{ query, near, far string }{
		{"doctors earn too little", "The hospital's physicians are underpaid.", "The ferry sails at noon."},
		{"soccer players on strike", "Footballers refused to train.", "The mayor planted a tree."},
		{"cops caught the thief", "Police arrested a burglar.", "Rain is expected tomorrow."},
		{"cheaper flats", "Lower rents for apartments", "A new symphony"},
	} {
		q, near, far := Of(c.query), Of(c.near), Of(c.far)
		if a, b := Similarity(&q, &near), Similarity(&q, &far); a <= b+0.1 {
			t.Errorf("%q: %.2f to %q, %.2f to %q", c.query, a, c.near, b, c.far)
		}
		if s := Similarity(&q, &q); math.Abs(float64(s)-1) > 0.02 {
			t.Errorf("%q is similar to itself by %.3f, want 1", c.query, s)
		}
	}
}

func TestNothingKnown(t *testing.T) {
	for _, text := range []string{"", " \n", "\u200b", "\xff\xfe", strings.Repeat("x", maxWord+1), "\U00020000"} {
		v := Of(text)
		if v != (Vector{}) {
			t.Errorf("%q has a vector", text)
		}
		if got := Nearest(&v, []Vector{Of("a word")}, 3); len(got) > 0 {
			t.Errorf("%q is near to %v", text, got)
		}
	}
}

// randomVectors are of length one, and like those of texts greater in their first numbers.
func randomVectors(r *rand.Rand, n int) []Vector {
	out := make([]Vector, n)
	for i := range out {
		var x [Dimensions]float64
		square := 0.0
		for k := range x {
			x[k] = r.NormFloat64() / math.Sqrt(float64(k+8))
			square += x[k] * x[k]
		}
		var numbers [Dimensions]int8
		for k := range x {
			numbers[k] = int8(math.Round(max(-127, min(127, one*x[k]/math.Sqrt(square)))))
		}
		out[i] = vectorOf(&numbers)
	}
	return out
}

// TestProduct compares with a plain loop, on numbers as great as they come and of any sign.
func TestProduct(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 3))
	vector := func(of ...int8) (v [Dimensions]int8) {
		for i := range v {
			v[i] = of[r.IntN(len(of))]
		}
		return v
	}
	all := [][Dimensions]int8{vector(127), vector(-128), vector(0), vector(-1), vector(-128, 127), vector(-128, 0, 1), vector(-3, -2, -1, 0, 1, 2, 3, 90)}
	for _, a := range all {
		for _, b := range all {
			x, y, want := vectorOf(&a), vectorOf(&b), 0
			f := newFactor(&x)
			for i := range a {
				want += int(a[i]) * int(b[i])
			}
			if got := f.dot(&y); got != want {
				t.Errorf("%v by %v is %d, want %d", a, b, got, want)
			}
		}
	}
}

// TestNearest compares with sorting all, some of which are equal, and some of which are
// greatest in their last numbers.
func TestNearest(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 1))
	for round := range 50 {
		vectors := randomVectors(r, 400)
		for range 50 {
			vectors[r.IntN(400)] = vectors[r.IntN(400)]
			v := &vectors[r.IntN(400)]
			numbers := v.numbers()
			slices.Reverse(numbers[:])
			*v = vectorOf(&numbers)
		}
		query := &randomVectors(r, 1)[0]
		if round%2 == 0 {
			query = &vectors[r.IntN(400)]
		}
		var want []Match
		for i := range vectors {
			if s := Similarity(query, &vectors[i]); s > 0 {
				want = append(want, Match{i, s})
			}
		}
		slices.SortStableFunc(want, func(a, b Match) int {
			switch {
			case a.Similarity > b.Similarity:
				return -1
			case a.Similarity < b.Similarity:
				return 1
			}
			return 0
		})
		for _, n := range []int{0, 1, 3, 50, 1000} {
			s := NewScan(query, n)
			s.Add(0, vectors[:150])
			s.Add(150, vectors[150:])
			if diff := cmp.Diff(want[:min(n, len(want))], s.Nearest()); diff != "" {
				t.Fatalf("round %d, nearest %d (-want +got)\n%s", round, n, diff)
			}
		}
	}
}

// TestRest has vectors that differ in the last number alone: the nearer one must not be taken for the
// farther.
func TestRest(t *testing.T) {
	var numbers [Dimensions]int8
	for i := range numbers {
		numbers[i] = int8(1 + i%5)
	}
	query := vectorOf(&numbers)
	numbers[Dimensions-1]--
	farther := vectorOf(&numbers)
	if got := Nearest(&query, []Vector{farther, query}, 1); len(got) != 1 || got[0].Number != 1 {
		t.Errorf("found %v, want the second", got)
	}
}

func FuzzPieces(f *testing.F) {
	for _, s := range []string{"Dr. Ångström's e-mail", "ﷺ\u0301\x00\xff", "東京の記者", strings.Repeat("é", 120)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		// Words are put together again and end where pieces without "##" begin.
		var b strings.Builder
		for _, p := range piecesOf(text) {
			if rest, ok := strings.CutPrefix(p, "##"); ok && rest != "" {
				b.WriteString(rest)
			} else {
				b.WriteString(" " + p)
			}
		}
		words := b.String()
		if got := strings.Join(piecesOf(words), " "); got != strings.Join(piecesOf(text), " ") {
			t.Errorf("%q has the pieces of %q, but that has %q", text, words, got)
		}
		for _, w := range strings.Fields(words) {
			if utf8.RuneCountInString(w) > maxWord {
				t.Errorf("%q is too long a word", w)
			}
		}
		const longest = one + Dimensions/32 // a rounding of each number included
		v, square := Of(text), 0.0
		for _, x := range v.numbers() {
			square += float64(x) * float64(x)
		}
		if words != "" && (square > longest*longest || square < one*one*3/4) {
			t.Errorf("%q has a vector of length %.3f", text, math.Sqrt(square)/one)
		}
	})
}

func BenchmarkNearest(b *testing.B) {
	r := rand.New(rand.NewPCG(19, 2))
	vectors := randomVectors(r, 149_000)
	queries := randomVectors(r, 64)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Nearest(&queries[i%len(queries)], vectors, 3)
	}
}

func BenchmarkOf(b *testing.B) {
	text := strings.Repeat("Doctors at the county hospital said that they had not been paid since the spring. ", 6)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Of(text)
	}
}

func BenchmarkVocabulary(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		readVocabulary()
	}
}
