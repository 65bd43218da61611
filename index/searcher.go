package index

import (
	"context"

	lru "github.com/hashicorp/golang-lru/v2"

	"onrecord/corpus"
)

// A searcher searches one state of the coverage.
type searcher struct {
	Engine
	Store
	thesaurus *Thesaurus
	coverage  *Coverage
	meanLen   float64         // of a passage, in bytes
	sources   map[string]bool // terms of outlets' names, and years

	counts    *lru.Cache[string, termCount] // what countTerm worked out
	families  *lru.Cache[string, []string]  // what derivedTerms did
	corrected *lru.Cache[string, string]    // what correctSpelling did: people misspell the same names
}

// mostRemembered bounds each of a searcher's caches.
const mostRemembered = 4096

func newSearcher(ctx context.Context, e Engine, s Store, t *Thesaurus) (*searcher, error) {
	x := &searcher{Engine: e, Store: s, thesaurus: t, sources: map[string]bool{}}
	var err error
	if x.coverage, err = s.Coverage(ctx); err != nil {
		return nil, err
	}
	x.meanLen = float64(x.coverage.Bytes) / float64(max(1, x.coverage.Passages))
	for _, y := range x.coverage.Years {
		x.sources[y] = true
	}
	for _, o := range x.coverage.Outlets {
		for _, t := range meaningful(o.Name) {
			x.sources[t] = true
		}
	}
	x.counts, _ = lru.New[string, termCount](mostRemembered)
	x.families, _ = lru.New[string, []string](mostRemembered) // it fails for sizes below 1 only
	x.corrected, _ = lru.New[string, string](mostRemembered)
	return x, nil
}

// A held is a passage with the article that it is of.
type held struct {
	*Entry
	number int
	span   corpus.Span
}

func (h *held) text() string { return h.Body()[h.span.Start:h.span.End] }

// passages returns where candidates stand. One whose article is gone, or is another than
// that which it was found in, is left out: a store may change in mid-search.
func (x *searcher) passages(ctx context.Context, found []Passage) ([]held, error) {
	ids := make([]string, len(found))
	for i, p := range found {
		ids[i] = p.Article
	}
	entries, err := x.Entries(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]held, 0, len(found))
	for i, p := range found {
		if e := entries[i]; e != nil && e.hash == p.Hash && p.Number < len(e.passages) {
			out = append(out, held{e, p.Number, e.passages[p.Number]})
		}
	}
	return out, nil
}
