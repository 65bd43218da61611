package meaning

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"testing"

	"onrecord/corpus/golden"
)

func readShared[T any](t *testing.T, name string) []T {
	t.Helper()
	f, err := os.Open("../../../shared/" + name)
	if errors.Is(err, os.ErrNotExist) && os.Getenv("CI") == "" {
		t.Skipf("%s is missing: this test measures on data that is not part of the project", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []T
	for dec := json.NewDecoder(f); ; {
		var x T
		if err := dec.Decode(&x); err == io.EOF {
			return out
		} else if err != nil {
			t.Fatal(err)
		}
		out = append(out, x)
	}
}

// TestFigures keeps under version control how often the paragraph that answers a question
// is nearest to it, by meaning alone.
func TestFigures(t *testing.T) {
	paragraphs := readShared[struct{ ID, Body string }](t, "eval/search/wikipedia.jsonl")
	questions := readShared[struct {
		Query string
		Gold  []struct{ Article string }
	}](t, "eval/search/wikipedia_queries_dev.jsonl")
	vectors := make([]Vector, len(paragraphs))
	for i, p := range paragraphs {
		vectors[i] = Of(p.Body)
	}
	first, third := 0, 0
	for _, q := range questions {
		v := Of(q.Query)
		for rank, m := range Nearest(&v, vectors, 3) {
			if slices.ContainsFunc(q.Gold, func(g struct{ Article string }) bool { return g.Article == paragraphs[m.Number].ID }) {
				third++
				if rank == 0 {
					first++
				}
				break
			}
		}
	}
	n := float64(len(questions))
	got := fmt.Sprintf("wikipedia, %d questions: hit@1 %.3f hit@3 %.3f\n", len(questions), float64(first)/n, float64(third)/n)
	golden.Check(t, "testdata/figures.golden", got)
}
