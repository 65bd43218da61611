package index

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"onrecord/corpus"
)

func TestZZDump(t *testing.T) {
	set := os.Getenv("ZZ")
	if set == "" {
		t.Skip()
	}
	queries := readGold(t, "eval/search/"+set+"_queries_dev.jsonl")
	x := openShared(t, "eval/search/"+set+".jsonl")
	clip := func(s string) string {
		s = strings.ReplaceAll(s, "\n", " ¶ ")
		return s
	}
	for _, g := range queries {
		ans, _ := x.Search(t.Context(), corpus.Query{Text: g.Query, Question: g.Type == "ask"})
		if g.Type == "unanswerable" {
			if len(ans.Results) > 0 {
				r := ans.Results[0]
				fmt.Printf("NOTSILENT %s %q total %d corr %v\n   GOT %s %.2f: %s\n", g.ID, g.Query, ans.Total, ans.Corrections, r.Excerpt.Article().ID, r.Score, clip(r.Excerpt.Text()))
			}
			continue
		}
		rank := 0
		for k, r := range ans.Results {
			if isRight(g, r) {
				rank = k + 1
				break
			}
		}
		if rank == 1 {
			continue
		}
		fmt.Printf("MISS %s rank %d %q\n", g.ID, rank, g.Query)
		for _, gd := range g.Gold {
			fmt.Printf("   GOLD %s: %s\n", gd.Article, clip(gd.Text))
		}
		for k, r := range ans.Results {
			if k > 0 && k+1 != rank {
				continue
			}
			who := "-"
			if r.Statement != nil && r.Statement.Speaker >= 0 {
				who = r.Excerpt.Article().People[r.Statement.Speaker].Name
			}
			fmt.Printf("   #%d %s %.2f [%s]: %s\n", k+1, r.Excerpt.Article().ID, r.Score, who, clip(r.Excerpt.Text()))
		}
	}
}
