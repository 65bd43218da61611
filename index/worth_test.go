package index

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestWorthOfSignals writes what each signal of the ranking is worth, the figures without
// it, to testdata/worth.txt. It takes two minutes, and is run by hand: ONRECORD_WORTH=1.
func TestWorthOfSignals(t *testing.T) {
	if os.Getenv("ONRECORD_WORTH") == "" {
		t.Skip("writes testdata/worth.txt when ONRECORD_WORTH=1 is set")
	}
	politics, wikipedia := openShared(t, "eval/search/politics.jsonl"), openShared(t, "eval/search/wikipedia.jsonl")
	words, questions := readGold(t, "eval/search/politics_queries_dev.jsonl"), readGold(t, "eval/search/wikipedia_queries_dev.jsonl")
	var table []string
	without := func(name string, signal *float64, x *Index, queries []goldQuery) {
		value := 0.0
		if signal != nil {
			value, *signal = *signal, 0
			defer func() { *signal = value }()
		}
		table = append(table, fmt.Sprintf("%-20s %4.2f  %s", name, value, measure(t, x, queries)))
	}
	without("words: all", nil, politics, words)
	for name, s := range map[string]*float64{"there": &wordWeights.there, "speaks": &wordWeights.speaks, "spoken": &wordWeights.spoken, "exact": &wordWeights.exact, "quoted": &wordWeights.quoted} {
		without("words: "+name, s, politics, words)
	}
	without("questions: all", nil, wikipedia, questions)
	w := &answerWeights
	for name, s := range map[string]*float64{"pair": &w.pair, "exact": &w.exact, "telling": &w.telling, "dense": &w.dense,
		"answer": &w.answer, "meaning": &w.meaning} {
		without("questions: "+name, s, wikipedia, questions)
	}
	slices.Sort(table)
	text := strings.Join(table, "\n") + "\n"
	if err := os.WriteFile("testdata/worth.txt", []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
