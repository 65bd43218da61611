package index

import (
	"cmp"
	"context"
	"slices"
	"strings"

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

// blockSize is how many candidates at a time are ranked. Blocks follow each other
// in the order of the engine, so that a page never depends on another.
const blockSize = 64

// mostPhrases is how many passages with the words of a quoted phrase, the best first, are
// read for those that have them in a row: the engine knows no phrases. More are read only
// of phrases that none of the best has.
const mostPhrases = 2000

// poorShare is the part of what the best passage of all holds of an open question
// that a result must hold, too.
const poorShare = 0.55

// Search answers a query. Results hold at least the weighty part of the query
// together; when no passage does, Nearest holds the closest ones. To a query without
// a text all that its speaker says is the answer, the earliest first. It fails when
// the query holds no word at all, when ctx ends, or when the index is damaged,
// but never panics.
func (x *Reader) Search(ctx context.Context, q corpus.Query) (corpus.Answer, error) {
	return read(ctx, x, func(s *searcher) (corpus.Answer, error) { return s.search(ctx, q) })
}

func (x *searcher) search(ctx context.Context, q corpus.Query) (ans corpus.Answer, err error) {
	f := x.newFilter(&q)
	if ans.Scope, err = x.scope(ctx, f); err != nil {
		return ans, err
	}
	if strings.TrimSpace(q.Text) == "" && q.Speaker != "" {
		return ans, x.spoken(ctx, f, &ans)
	}
	p := parse(&q)
	if len(p.words) == 0 {
		return ans, corpus.ErrNoWords
	}
	// First the words themselves; only when nothing holds them, what may stand
	// for them, and then what somebody said where the article has the words.
	var typed *plan
	for _, synonyms := range []bool{false, true} {
		pl, err := x.plan(ctx, p, synonyms)
		if err != nil {
			return ans, err
		}
		if synonyms && !pl.widened {
			break
		}
		typed = cmp.Or(typed, pl)
		if err := x.answer(ctx, f, pl, &ans); err != nil || len(ans.Results) > 0 {
			return ans, err
		}
	}
	if typed.topical = typed.names != 0 && !p.question.asked; typed.topical {
		if err := x.answer(ctx, f, typed, &ans); err != nil || len(ans.Results) > 0 {
			return ans, err
		}
	}
	near, err := x.nearest(ctx, f, p)
	if err != nil {
		return ans, err
	}
	ans.Nearest, err = results(f, near)
	return ans, err
}

// answer carries a plan out and puts what comes of it into ans.
func (x *searcher) answer(ctx context.Context, f *filter, pl *plan, ans *corpus.Answer) error {
	found, total, err := x.ranked(ctx, f, pl, f.wanted())
	if err != nil {
		return err
	}
	if len(found) == 0 && pl.widened {
		return nil // what was searched instead helped nothing
	}
	ans.Missing = pl.missing
	if ans.Corrections, err = x.corrections(ctx, pl); err != nil || len(found) == 0 {
		return err
	}
	ans.Total, ans.About = total, f.ByDate && total > len(found)
	ans.Results, err = results(f, page(f, found))
	return err
}

// page returns those of all results, from the first on, that a query asks for.
func page[T any](f *filter, found []T) []T {
	return found[min(max(0, f.Offset), len(found)):min(f.wanted(), len(found))]
}

func results(f *filter, found []*candidate) ([]corpus.Result, error) {
	var out []corpus.Result
	for _, c := range found {
		r, err := c.result(f)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// ranked returns the best passages that hold enough of the plan, at least so many if
// there are, and how many there are in all. The engine says which may: those are read
// block by block, and what does not hold enough is taken off the number.
func (x *searcher) ranked(ctx context.Context, f *filter, pl *plan, want int) (found []*candidate, total int, err error) {
	p, ok := pl.candidates()
	if !ok {
		return nil, 0, nil
	}
	m := newMatcher(pl)
	anywhere := p
	f.restrict(&p)
	take := func(read int, block []*candidate) {
		if len(found) == 0 && !f.ByDate { // near-identical ones are folded where people look
			block = fold(block)
		}
		total -= read - len(block)
		found = append(found, block...)
	}
	matches := blockSize // of the plan, at least
	most := func(got Found) int {
		if pl.open || pl.topical { // any word may be enough to be found: of thousands, the best can answer
			return len(got.Passages)
		}
		return got.Total
	}
	if pl.elsewhere {
		return nil, 0, nil
	}
	if pl.question.asked {
		got, best, err := x.prepare(ctx, pl, m, anywhere)
		if err != nil {
			return nil, 0, err
		}
		if len(best) > 0 && !best[0].holdsContent() {
			return nil, 0, nil
		}
		best = slices.DeleteFunc(slices.Clone(best), func(c *candidate) bool { return !c.answers() })
		if len(best) == 0 {
			return nil, 0, nil
		}
		pl.full = pl.open && pl.question.answer != anyAnswer && best[0].isFull()
		best = slices.DeleteFunc(best, func(c *candidate) bool { return !c.answers() })
		if !p.filtered() && !f.ByDate { // these are the first block
			p.Offset = len(got.Passages)
			matches = most(got)
			total = matches
			take(len(got.Passages), best)
		}
	}
	spoken := func(block []*candidate) []*candidate {
		return slices.DeleteFunc(block, func(c *candidate) bool {
			return f.Spoken && c.statement(f, c.chooseExcerpt()) == nil
		})
	}
	if f.ByDate && !pl.topical {
		least := leastDated
		if len(pl.phrases) > 0 {
			least = mostPhrases
		}
		return dated(ctx, x, f, p, least, func(passages []Passage) ([]*candidate, error) {
			block, err := x.block(ctx, f, pl, m, passages)
			return spoken(block), err
		})
	}
	size, least := blockSize, 0 // passages that are asked for at once, and that are read
	if len(pl.phrases) > 0 {
		want, size, least = 1, mostPhrases, mostPhrases
	}
	for (len(found) < want || p.Offset < least) && p.Offset < matches {
		// Most need the first block only; the rest is asked for at once.
		p.Limit = size
		if p.Offset > 0 {
			p.Limit += max(0, want-len(found)) / size * size
		}
		got, err := x.Candidates(ctx, &p)
		if err != nil {
			return nil, 0, err
		}
		if p.Offset == 0 {
			matches = most(got)
			total = matches
		}
		for passages := range slices.Chunk(got.Passages, blockSize) {
			if err := ctx.Err(); err != nil {
				return nil, 0, err
			}
			block, err := x.block(ctx, f, pl, m, passages)
			if err != nil {
				return nil, 0, err
			}
			weigh(block)
			if pl.question.asked {
				block = slices.DeleteFunc(block, func(c *candidate) bool { return !c.answers() })
			}
			take(len(passages), block)
		}
		p.Offset += p.Limit
		size = min(2*size, mostPhrases) // an engine may be far away
	}
	if f.ByDate { // and topical
		found = spoken(found)
		slices.SortStableFunc(found, inOrder)
		return found, len(found), nil
	}
	if len(pl.phrases) > 0 {
		total = len(found)
	}
	return found, total, nil
}

// block reads candidates and returns those that hold enough, and the query's phrases.
func (x *searcher) block(ctx context.Context, f *filter, pl *plan, m *matcher, passages []Passage) ([]*candidate, error) {
	held, err := x.passages(ctx, passages)
	if err != nil {
		return nil, err
	}
	var out []*candidate
	for _, p := range held {
		if !pl.holdsPhrases(p.text()) {
			continue
		}
		if c := m.read(pl, p); (f.speaker == nil || c.onlySaid(f)) && c.holdsEnough() {
			out = append(out, c)
		}
	}
	return out, nil
}

// leastDated is how many of the earliest passages are read at least: of no more, the number of
// those that hold enough is exact.
const leastDated = 500

// dated reads the earliest passages that match a plan, so many at least, until they hold more
// than is asked for, which is on the next page, and says how much there is in all: what was found,
// and of the passages that were not read as large a share.
func dated[T any](ctx context.Context, x *searcher, f *filter, p Plan, least int, read func([]Passage) ([]T, error)) (found []T, total int, err error) {
	p.ByDate = true
	for {
		p.Limit = max(blockSize, f.wanted()-len(found), least-p.Offset, p.Offset)
		got, err := x.Candidates(ctx, &p)
		if err != nil {
			return nil, 0, err
		}
		for passages := range slices.Chunk(got.Passages, blockSize) {
			if err := ctx.Err(); err != nil {
				return nil, 0, err
			}
			block, err := read(passages)
			if err != nil {
				return nil, 0, err
			}
			found = append(found, block...)
		}
		p.Offset += p.Limit
		if rest := got.Total - p.Offset; rest <= 0 || p.Offset >= least && len(found) > f.wanted() {
			return found, len(found) + (max(0, rest)*len(found)+p.Offset-1)/p.Offset, nil
		}
	}
}

// prepare finds out what a question is about, and returns the best of all that was
// found, whatever the filter lets pass.
func (x *searcher) prepare(ctx context.Context, pl *plan, m *matcher, p Plan) (got Found, best []*candidate, err error) {
	p.Limit = blockSize
	if got, err = x.Candidates(ctx, &p); err != nil {
		return got, nil, err
	}
	if best, err = x.block(ctx, &filter{Query: &corpus.Query{}}, pl, m, got.Passages); err != nil {
		return got, nil, err
	}
	for _, c := range best {
		c.score = c.bm25()
	}
	slices.SortStableFunc(best, byScore)
	if pl.open {
		most := 0.0
		for _, c := range best {
			most = max(most, pl.weightOf(c.fills()))
		}
		pl.share = max(pl.share, poorShare*most/pl.total)
		best = slices.DeleteFunc(best, func(c *candidate) bool { return !c.holdsEnough() })
	}
	pl.telling = telling(pl, best)
	weigh(best)
	return got, best, nil
}

// byScore puts the best first; of copies that are as good, the earliest.
func byScore(a, b *candidate) int {
	return cmp.Or(cmp.Compare(b.score, a.score), a.Date.Compare(b.Date))
}

// inOrder puts the earliest first, and of one day in the order of the articles and their text, as
// engines do.
func inOrder(a, b *candidate) int {
	return cmp.Or(a.Date.Compare(b.Date), strings.Compare(a.ID, b.ID), cmp.Compare(a.span.Start, b.span.Start))
}

// scope says how much of the corpus the filter lets pass.
func (x *searcher) scope(ctx context.Context, f *filter) (corpus.Scope, error) {
	if f.Article == "" && f.outlets == nil && f.From == "" && f.To == "" {
		return x.coverage.Scope, nil
	}
	outlets, err := x.Outlets(ctx, f.listing())
	s := corpus.ScopeOf(outlets)
	s.Version = x.coverage.Version
	return s, err
}
