package index

import (
	"context"
	"errors"
	"fmt"

	"github.com/blevesearch/bleve/v2"

	"onrecord/corpus"
)

// defaultLimit is how many results a query without a limit gets; maxLimit is
// the most that one answer holds.
const (
	defaultLimit = 10
	maxLimit     = 100
)

// maxCandidates is how many passages bleve is asked for.
const maxCandidates = 400

// maxNearest is how many of the closest passages an answer without results names.
const maxNearest = 3

// An Index searches one corpus. It is safe for use by many goroutines.
type Index struct {
	corpus   *corpus.Corpus
	store    bleve.Index
	passages []passage
	df       map[string]int // in how many passages a term occurs
	meanLen  float64        // words in a passage, on average
	release  func() error   // gives up the folder on disk; nil in memory
}

// Search answers a query. Results hold at least the weighty part of the query;
// when no passage does, Nearest holds the closest ones. It fails when the query
// holds no word at all, when ctx ends, or when the store is damaged.
func (x *Index) Search(ctx context.Context, q corpus.Query) (corpus.Answer, error) {
	want := parse(q.Text)
	ans := corpus.Answer{Scope: x.corpus.Scope()}
	if len(want.words) == 0 {
		return ans, corpus.ErrNoWords
	}
	x.weigh(want.words)
	var terms []string
	for _, w := range want.words {
		if x.df[w.term] == 0 {
			ans.Missing = append(ans.Missing, w.word)
		} else {
			terms = append(terms, w.term)
		}
	}
	if len(terms) == 0 {
		return ans, nil
	}
	numbers, err := candidates(ctx, x.store, terms, maxCandidates)
	if err != nil {
		return ans, err
	}
	var found, near []hit
	for _, h := range x.rank(&q, want, numbers) {
		if h.covered >= enough {
			found = append(found, h)
		} else {
			near = append(near, h)
		}
	}
	ans.Total = len(found)
	found = page(found, q.Offset, q.Limit)
	if ans.Total > 0 {
		near = nil
	}
	if ans.Results, err = x.results(found, want); err != nil {
		return ans, err
	}
	ans.Nearest, err = x.results(near[:min(len(near), maxNearest)], want)
	return ans, err
}

func page(hits []hit, offset, limit int) []hit {
	if limit <= 0 {
		limit = defaultLimit
	}
	hits = hits[min(max(offset, 0), len(hits)):]
	return hits[:min(len(hits), limit, maxLimit)]
}

func (x *Index) results(hits []hit, want parsed) ([]corpus.Result, error) {
	var out []corpus.Result
	for _, h := range hits {
		r, err := x.result(h, want)
		if err != nil {
			return nil, fmt.Errorf("index: %w", err)
		}
		out = append(out, r)
	}
	return out, nil
}

// Corpus returns the corpus that the index searches.
func (x *Index) Corpus() *corpus.Corpus { return x.corpus }

// Close gives up the store and the folder it is kept in.
func (x *Index) Close() error {
	err := x.store.Close()
	if x.release != nil {
		err = errors.Join(err, x.release())
	}
	return err
}
