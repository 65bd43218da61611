package index

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"onrecord/corpus"
	"onrecord/corpus/golden"
	"onrecord/corpus/quotation"
)

// shared is where data that is not part of the project lies, if it is there.
const shared = "../../shared"

// A gold query of ../shared/eval/search: offsets are not used, texts are.
type goldQuery struct {
	ID, Type, Query string
	Gold            []struct{ Article, Text string }
}

// sharedFile returns a path in ../shared. Where there is none the test is
// skipped; in CI it must be there.
func sharedFile(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join(shared, name)
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is missing; CI needs it", path)
		}
		t.Skipf("%s is missing: this test measures on data that is not part of the project", path)
	}
	return path
}

func readGold(t testing.TB, name string) []goldQuery {
	t.Helper()
	var out []goldQuery
	eachLine(t, sharedFile(t, name), func(q goldQuery) { out = append(out, q) })
	return out
}

func openShared(t testing.TB, name string) *Index {
	t.Helper()
	src, err := corpus.PathSource(sharedFile(t, name))
	if err != nil {
		t.Fatal(err)
	}
	c, err := corpus.Load(t.Context(), src)
	if err != nil {
		t.Fatal(err)
	}
	return openOn(t, c)
}

// openOn opens an index on a corpus when it is read who says what in it.
func newCorpus(t testing.TB, articles []*corpus.Article) *corpus.Corpus {
	t.Helper()
	c, err := corpus.NewCorpus(articles)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func openOn(t testing.TB, c *corpus.Corpus) *Index {
	t.Helper()
	if err := quotation.AnnotateCorpus(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	x, err := Open(t.Context(), c, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	return x
}

// figures are what ../shared/eval/search/score.py works out.
type figures struct {
	answerable, first, third, none int
	reciprocal                     float64
	unanswerable, silent           int
}

func (f figures) String() string {
	n := float64(max(1, f.answerable))
	s := fmt.Sprintf("answerable %d: hit@1 %.3f hit@3 %.3f MRR %.3f no result %d", f.answerable, float64(f.first)/n, float64(f.third)/n, f.reciprocal/n, f.none)
	if f.unanswerable > 0 {
		s += fmt.Sprintf("; unanswerable %d: silence %.3f", f.unanswerable, float64(f.silent)/float64(f.unanswerable))
	}
	return s
}

func measure(t testing.TB, x *Index, queries []goldQuery) figures {
	t.Helper()
	var f figures
	for _, g := range queries {
		ans, err := x.Search(t.Context(), corpus.Query{Text: g.Query, Question: g.Type == "ask"})
		if err != nil {
			t.Fatalf("%q: %v", g.Query, err)
		}
		if g.Type == "unanswerable" {
			f.unanswerable++
			if len(ans.Results) == 0 {
				f.silent++
			}
			continue
		}
		f.answerable++
		if len(ans.Results) == 0 {
			f.none++
		}
		for k, r := range ans.Results {
			if !isRight(g, r) {
				continue
			}
			f.reciprocal += 1 / float64(k+1)
			if k == 0 {
				f.first++
			}
			if k < 3 {
				f.third++
			}
			break
		}
	}
	return f
}

// isRight is the scorer's rule: the excerpt holds a gold text or at least half
// of it, or is itself half inside it.
func isRight(g goldQuery, r corpus.Result) bool {
	text := foldGold(r.Excerpt.Text())
	for _, gold := range g.Gold {
		want := foldGold(gold.Text)
		n := len(want) / 2
		if gold.Article == r.Excerpt.Article().ID &&
			(strings.Contains(text, want) || len(text) > 20 && strings.Contains(want, text) ||
				len(want) > 40 && (strings.Contains(text, want[:n]) || strings.Contains(text, want[n:]))) {
			return true
		}
	}
	return false
}

func foldGold(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_'
	}), " ")
}

// TestGoldenFigures keeps the quality of the ranking under version control.
func TestGoldenFigures(t *testing.T) {
	var b strings.Builder
	for _, set := range []string{"politics", "wikipedia"} {
		queries := readGold(t, "eval/search/"+set+"_queries_dev.jsonl")
		x := openShared(t, "eval/search/"+set+".jsonl")
		fmt.Fprintf(&b, "%s: %s\n", set, measure(t, x, queries))
	}
	golden.Check(t, "testdata/figures.golden", b.String())
}
