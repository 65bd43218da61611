package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"

	"onrecord/corpus"
)

// defaultLimit is how many results a query without a limit gets; maxLimit is
// the most that one answer holds.
const (
	defaultLimit = 10
	maxLimit     = 100
)

// maxNearest is how many of the closest passages an answer without results names.
const maxNearest = 3

// lookBlock is how many hits at a time are looked at closely. Blocks follow each
// other in the order of the first look, so that a page never depends on another.
const lookBlock = 48

// An Index searches one corpus. It is safe for use by many goroutines.
type Index struct {
	corpus      *corpus.Corpus
	forward     *forward
	store       *store
	kept        keeper
	corrections corrections
	thesaurus   *Thesaurus
	sources     map[string]bool     // see sourceTerms
	families    sync.Once           // guards the making of byStem
	byStem      map[string][]string // terms by their stem
	people      string              // of an index in a folder: see peopleHash
	release     func() error        // gives up the folder on disk; nil in memory
}

// Search answers a query. Results hold at least the weighty part of the query
// together; when no passage does, Nearest holds the closest ones. It fails when
// the query holds no word at all, when ctx ends, or when the index is damaged,
// but never panics.
func (x *Index) Search(ctx context.Context, q corpus.Query) (ans corpus.Answer, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("index: panic: %v\n%s", p, debug.Stack())
		}
	}()
	f := newFilter(&q)
	ans.Scope = x.scope(f)
	p := parse(&q)
	if len(p.words) == 0 {
		return ans, corpus.ErrNoWords
	}
	// First the words themselves; only when nothing holds them, what may stand
	// for them.
	for _, synonyms := range []bool{false, true} {
		pl, err := x.plan(p, synonyms)
		if err != nil || synonyms && !pl.widened {
			return ans, err
		}
		if err := x.answer(ctx, &q, f, pl, &ans); err != nil || len(ans.Results) > 0 {
			return ans, err
		}
	}
	return ans, nil
}

// answer carries a plan out and puts what comes of it into ans.
func (x *Index) answer(ctx context.Context, q *corpus.Query, f *filter, pl *plan, ans *corpus.Answer) error {
	if len(pl.slots) == 0 {
		ans.Missing = pl.missingWords()
		return nil
	}
	if err := x.fetch(ctx, pl); err != nil {
		return err
	}
	sc := newScratch()
	defer sc.release()
	find := x.candidates
	if pl.open {
		find = x.promising
	}
	r, err := x.rank(ctx, pl, f, find(pl, sc))
	if err != nil {
		return err
	}
	if pl.question.asked {
		pl.topic = x.topic(pl, f, r.all)
		x.lift(pl.topic, r.found)
	}
	if len(r.found) > 0 {
		slices.SortFunc(r.found, byScore)
		limit := min(cmp.Or(max(0, q.Limit), defaultLimit), maxLimit)
		p, err := x.page(pl, f, r.found, max(0, q.Offset), limit)
		if err != nil {
			return err
		}
		convincing, err := x.convincing(pl, f, &r, &p)
		if err != nil {
			return err
		}
		if convincing {
			ans.Missing, ans.Corrections, ans.Nearest = pl.missingWords(), pl.corrections(), nil
			ans.Results, ans.Total = p.results, len(r.found)-p.folded
			return nil
		}
	}
	if pl.widened {
		return nil // the nearest to the words themselves are there already
	}
	if r.near = r.found; len(r.near) == 0 {
		if r, err = x.rank(ctx, pl, f, x.nearby(pl, sc)); err != nil {
			return err
		}
	}
	p, err := x.page(pl, f, r.near, 0, maxNearest)
	ans.Missing, ans.Corrections, ans.Nearest = pl.missingWords(), pl.corrections(), p.results
	return err
}

// scope says how much of the corpus the filter lets pass.
func (x *Index) scope(f *filter) corpus.Scope {
	if f.q.Article == "" && f.q.Outlet == "" && f.q.From == "" && f.q.To == "" {
		return x.corpus.Scope()
	}
	var passed []*corpus.Article
	for _, a := range x.corpus.Articles {
		if f.article(a) {
			passed = append(passed, a)
		}
	}
	s := corpus.ScopeOf(passed)
	s.Version = x.corpus.Version
	return s
}

// A page is a part of the results.
type page struct {
	results  []corpus.Result
	folded   int     // how many were put under others
	evidence float64 // of a question: what speaks best for any of the first block
}

// page looks closely at the hits, block by block, and returns the results from
// offset on. Near-identical ones among the first block, which is where people
// look, are folded together.
func (x *Index) page(pl *plan, f *filter, hits []hit, offset, limit int) (page, error) {
	s := x.newScorer(pl, f)
	defer s.release()
	var p page
	var all []closerLook
	for first := true; len(hits) > 0 && len(all) < offset+limit; first = false {
		block := hits[:min(lookBlock, len(hits))]
		hits = hits[len(block):]
		looks := make([]closerLook, len(block))
		for i, h := range block {
			looks[i] = x.look(s, h)
		}
		slices.SortFunc(looks, func(a, b closerLook) int { return byScore(a.hit, b.hit) })
		if first {
			for i := range looks {
				p.evidence = max(p.evidence, looks[i].evidence)
			}
			looks = x.fold(looks)
			p.folded = len(block) - len(looks)
		}
		all = append(all, looks...)
	}
	all = all[min(offset, len(all)):]
	for _, c := range all[:min(limit, len(all))] {
		r, err := x.result(s, &c)
		if err != nil {
			return page{}, err
		}
		p.results = append(p.results, r)
	}
	return p, nil
}

// termSet returns the different terms of a unit's text, sorted.
func (x *Index) termSet(n int) []uint32 {
	set := make([]uint32, x.forward.units[n].terms.len())
	r := termReader{x.forward.row, int(x.forward.digests[n].row)}
	for i := range set {
		set[i] = r.next()
	}
	slices.Sort(set)
	return slices.Compact(set)
}

// Corpus returns the corpus that the index searches.
func (x *Index) Corpus() *corpus.Corpus { return x.corpus }

// Close gives up the store and the folder it is kept in.
func (x *Index) Close() error {
	err := x.store.close()
	if x.release != nil {
		err = errors.Join(err, x.release())
	}
	return err
}
