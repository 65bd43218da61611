package index

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord/corpus"
)

// A choice is a query, and what speaks for the passages that may be near to it.
type choice struct {
	set   string
	share float64 // what it counts for beside a blind one: there are few of those
	near  [][nearSignals]float64
	right []bool
}

// TestTrainNearest learns lists/near.txt from all queries that have an answer, those of
// blindSets that nobody has read aside, and writes how well the nearest are ordered, with
// weights that were learnt from the other sets, to testdata/near.txt. It is run by hand:
// ONRECORD_TRAIN=1 go test -run TestTrainNearest ./index
func TestTrainNearest(t *testing.T) {
	if os.Getenv("ONRECORD_TRAIN") == "" {
		t.Skip("learns lists/near.txt when ONRECORD_TRAIN=1 is set")
	}
	var all []choice
	add := func(x *Index, set string, share float64, q corpus.Query, isRight func(corpus.Result) bool) {
		if ans, err := x.Search(t.Context(), q); err != nil || len(ans.Results) > 0 {
			return
		}
		all = append(all, choiceOf(t, x, q, isRight))
		all[len(all)-1].set, all[len(all)-1].share = set, share
	}
	for _, set := range blindSets[:unread] {
		x := openPress(t, set.press...)
		eachLine(t, "testdata/blind/"+set.questions+".jsonl", func(q blindQuery) {
			if q.Type != "unanswerable" {
				add(x, set.questions, 1, corpus.Query{Text: q.Query, Question: q.Type == "ask"}, func(r corpus.Result) bool { return holdsOne(r.Excerpt.Text(), q.Must) })
			}
		})
	}
	x := openSeeds(t)
	eachLine(t, sharedFile(t, "eval/coverage/paraphrase_dev.jsonl"), func(q blindQuery) {
		if q.Type != "unanswerable" {
			add(x, "paraphrase", 1, corpus.Query{Text: q.Query, Question: strings.HasSuffix(q.Query, "?")}, func(r corpus.Result) bool { return holdsOne(r.Excerpt.Text(), q.Must) })
		}
	})
	for _, set := range []string{"politics", "wikipedia"} {
		x := openShared(t, "eval/search/"+set+".jsonl")
		for _, g := range readGold(t, "eval/search/"+set+"_queries_dev.jsonl") {
			if g.Type != "unanswerable" {
				add(x, set, 0.2, corpus.Query{Text: g.Query, Question: g.Type == "ask"}, func(r corpus.Result) bool { return isRight(g, r) })
			}
		}
	}
	var figures, lines strings.Builder
	for _, set := range []string{"questions", "questions2", "questions3", "questions5", "paraphrase", "politics", "wikipedia"} {
		var rest, held []choice
		for _, c := range all {
			if c.set == set {
				held = append(held, c)
			} else {
				rest = append(rest, c)
			}
		}
		w := fitNearest(rest)
		first, third := 0, 0
		for i := range held {
			switch before := held[i].before(w); {
			case before == 0:
				first++
				third++
			case before < maxNearest:
				third++
			}
		}
		n := float64(len(held))
		fmt.Fprintf(&figures, "%s: answerable %d: first %.3f, of three %.3f\n", set, len(held), float64(first)/n, float64(third)/n)
	}
	w := fitNearest(all)
	for i, name := range []string{"words", "content", "article", "beside", "kind", "speaker"} {
		fmt.Fprintf(&lines, "%s %.1f\n", name, w[i])
	}
	for name, text := range map[string]string{
		"testdata/near.txt": figures.String(),
		"lists/near.txt":    "# What speaks for a passage being near to a query; learnt by train_test.go.\n" + lines.String(),
	} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// openSeeds opens an index on the articles that the built-in coverage was made from.
func openSeeds(t *testing.T) *Index {
	t.Helper()
	var articles []*corpus.Article
	names, err := filepath.Glob(sharedFile(t, "seeds") + "/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		a, err := corpus.New(filepath.Base(name), corpus.Meta{Outlet: "Outlet", Date: "2015-09-17", Form: corpus.Full}, string(text))
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, a)
	}
	return openOn(t, newCorpus(t, articles))
}

func choiceOf(t *testing.T, x *Index, q corpus.Query, isRight func(corpus.Result) bool) (out choice) {
	t.Helper()
	s, done, err := x.begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	f := s.newFilter(&q)
	found, err := s.near(t.Context(), f, parse(&q))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range found {
		r, err := c.result(f)
		if err != nil {
			t.Fatal(err)
		}
		out.near, out.right = append(out.near, c.near), append(out.right, isRight(r))
	}
	return out
}

func score(w, near *[nearSignals]float64) (sum float64) {
	for i := range w {
		sum += w[i] * near[i]
	}
	return sum
}

// before returns how many passages come before the first that is right; many if none is.
func (c *choice) before(w [nearSignals]float64) int {
	best := math.Inf(-1)
	for i, right := range c.right {
		if right {
			best = max(best, score(&w, &c.near[i]))
		}
	}
	n := 0
	for i := range c.near {
		if math.IsInf(best, -1) || score(&w, &c.near[i]) > best {
			n++
		}
	}
	return n
}

// fitNearest makes those that are right the likeliest of their choice, by a softmax over it with
// L2, and gradient descent with adaptive steps.
func fitNearest(all []choice) (w [nearSignals]float64) {
	const steps, rate, l2 = 200, 1, 0.1
	var squares [nearSignals]float64
	for range steps {
		var g [nearSignals]float64
		for i := range all {
			c := &all[i]
			var sum, right float64
			e := make([]float64, len(c.near))
			for k := range c.near {
				e[k] = math.Exp(score(&w, &c.near[k]))
				if sum += e[k]; c.right[k] {
					right += e[k]
				}
			}
			for k := range c.near {
				d := e[k] / sum
				if c.right[k] {
					d -= e[k] / right
				}
				for s := range g {
					if right > 0 {
						g[s] += c.share * d * c.near[k][s]
					}
				}
			}
		}
		for s := range g {
			g[s] += l2 * w[s]
			squares[s] += g[s] * g[s]
			w[s] -= rate * g[s] / (math.Sqrt(squares[s]) + 1e-9)
		}
	}
	return w
}
