package index

import (
	"fmt"
	"os"
	"testing"

	"onrecord/corpus"
)

func TestZZ(t *testing.T) {
	x := openShared(t, "eval/search/wikipedia.jsonl")
	first, near, none := 0, 0, 0
	lost := 0
	qs := readGold(t, "eval/search/wikipedia_queries_dev.jsonl")
	n := 0
	for _, g := range qs {
		ans, err := x.Search(t.Context(), corpus.Query{Text: g.Query, Question: g.Type == "ask"})
		if err != nil {
			t.Fatal(err)
		}
		if g.Type == "unanswerable" {
			continue
		}
		n++
		if len(ans.Results) == 0 {
			none++
			if right(ans.Nearest, g) {
				near++
				lost++
				if os.Getenv("ZL") != "" {
					fmt.Println("LOST", g.Query, "|", ans.Missing)
				}
			}
			continue
		}
		if right(ans.Results, g) {
			first++
			near++
		}
	}
	fmt.Printf("n %d first %.3f first-or-nearest %.3f none %d lost %d\n", n, float64(first)/float64(n), float64(near)/float64(n), none, lost)
}

func right(rs []corpus.Result, g goldQuery) bool {
	return len(rs) > 0 && isRight(g, rs[0])
}
