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
		if err := x.answer(ctx, f, pl, &ans); err != nil || ans.Total > 0 {
			return ans, err
		}
	}
	if typed.topical = typed.names != 0 && !p.question.asked; typed.topical {
		if err := x.answer(ctx, f, typed, &ans); err != nil || ans.Total > 0 {
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
	ans.Total, ans.About = total, total > len(found)
	ans.Results, err = results(f, page(f, found))
	// What all results say in the word that was typed was not searched in another.
	ans.Corrections = slices.DeleteFunc(ans.Corrections, func(c corpus.Correction) bool {
		return !slices.ContainsFunc(ans.Results, func(r corpus.Result) bool {
			return !strings.Contains(strings.ToLower(r.Excerpt.Text()), strings.ToLower(c.Typed))
		})
	})
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
	if !ok || pl.elsewhere {
		return nil, 0, nil
	}
	// Of an open question, or what is topical, any word may be enough to be found: of
	// thousands, the best can answer.
	bestOnly := pl.open || pl.topical
	anywhere := p
	filtered := f.restrict(&p)
	if pl.question.asked {
		best, err := x.prepare(ctx, pl, anywhere)
		if err != nil || len(best) == 0 {
			return nil, 0, err
		}
		if bestOnly && !f.ByDate && !filtered {
			best = fold(best)
			return best, len(best), nil
		}
	}
	least, dropped := 0, 0
	p.ByDate = f.ByDate && !pl.topical
	if p.ByDate {
		want, least = want+1, leastDated // one more: there is a next page
	} else if len(pl.phrases) > 0 {
		want = 1
	}
	if len(pl.phrases) > 0 {
		least = mostPhrases
	}
	matches, err := x.scan(ctx, &p, least, func() bool { return bestOnly && !p.ByDate || len(found) >= want }, func(passages []Passage) error {
		read, err := x.passages(ctx, passages)
		block := pl.enoughOf(read, f)
		if !p.ByDate {
			weigh(block)
		}
		if !p.ByDate && pl.question.asked {
			block = answering(block)
		}
		if f.ByDate && f.Spoken {
			block = slices.DeleteFunc(block, func(c *candidate) bool { return c.statement(f, c.chooseExcerpt()) == nil })
		}
		if len(found) == 0 && !f.ByDate { // near-identical ones are folded where people look
			block = fold(block)
		}
		dropped += len(passages) - len(block)
		found = append(found, block...)
		return err
	})
	switch {
	case err != nil:
		return nil, 0, err
	case p.ByDate:
		total = estimate(len(found), p.Offset, matches)
	case bestOnly || len(pl.phrases) > 0:
		total = len(found)
	default:
		total = matches - dropped
	}
	if f.ByDate {
		slices.SortStableFunc(found, inOrder)
	}
	return found, total, nil
}

// scan reads the passages of a plan in its order, so many at least, until it is enough, and
// says how many match it. Up to the plan's offset they are read then. Most need the first block
// only; of the rest more and more is asked for at once, since an engine may be far away.
func (x *searcher) scan(ctx context.Context, p *Plan, least int, enough func() bool, block func([]Passage) error) (matches int, err error) {
	for {
		p.Limit = max(blockSize, least-p.Offset, p.Offset)
		got, err := x.Candidates(ctx, p)
		if err != nil {
			return 0, err
		}
		for passages := range slices.Chunk(got.Passages, blockSize) {
			if err := ctx.Err(); err != nil {
				return 0, err
			}
			if err := block(passages); err != nil {
				return 0, err
			}
		}
		p.Offset += p.Limit
		if p.Offset >= got.Total || p.Offset >= least && enough() {
			return got.Total, nil
		}
	}
}

// estimate says how much there is in all: what was found among those matches that were read, and
// of the others as large a share.
func estimate(found, read, matches int) int {
	return found + (max(0, matches-read)*found+read-1)/read
}

// enoughOf returns those of some passages that hold enough, and the query's phrases.
func (pl *plan) enoughOf(passages []held, f *filter) []*candidate {
	var out []*candidate
	for _, p := range passages {
		if !pl.holdsPhrases(p.text()) {
			continue
		}
		if c := pl.read(p); (f.speaker == nil || c.onlySaid(f)) && c.holdsEnough() {
			out = append(out, c)
		}
	}
	return out
}

// leastDated is how many of the earliest passages are read at least: of no more, the number of
// those that hold enough is exact.
const leastDated = 500

// prepare finds out what a question is about, and returns those of the best of all that was
// found, whatever the filter lets pass, that answer it.
func (x *searcher) prepare(ctx context.Context, pl *plan, p Plan) (best []*candidate, err error) {
	p.Limit = blockSize
	read, err := x.find(ctx, &p)
	if err != nil {
		return nil, err
	}
	pl.mean()
	best = pl.enoughOf(read, &filter{})
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
	if len(best) > 0 && pl.core == 0 && !best[0].holdsContent() {
		return nil, nil
	}
	best = answering(best)
	if len(best) > 0 && pl.open && pl.question.answer != anyAnswer {
		pl.full = best[0].isFull()
		best = answering(best)
	}
	return best, nil
}

// answering returns those that answer the question.
func answering(found []*candidate) []*candidate {
	return slices.DeleteFunc(found, func(c *candidate) bool { return !c.answers() })
}

// byScore puts the best first; of copies that are as good, the earliest, and then as inOrder.
func byScore(a, b *candidate) int {
	return cmp.Or(cmp.Compare(b.score, a.score), inOrder(a, b))
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
