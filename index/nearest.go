package index

import (
	"cmp"
	"context"
	"slices"

	"onrecord/corpus"
	"onrecord/index/meaning"
)

// inMeaning is how many of the passages that are nearest in meaning, and of those that hold
// most of the words, are looked at for the nearest of all; closely is how many of them
// sentence by sentence.
const (
	inMeaning = 48
	closely   = 8
)

// leastNear is what must speak for a passage to be called near, unless it has a name that was
// asked for. Of requests on what the coverage tells in other words the right ones have .59
// and more, of requests on other things altogether the nearest has up to .48 (paraphrase_dev,
// and made-up ones).
const leastNear = 0.5

// nearest returns the closest passages to a query that nothing holds enough of: what
// counts is how much of it they hold, in its own or other words, and what they mean as a whole and
// in two sentences at most. Found by trial on the dev sets; any weights near 1 do as well.
func (x *searcher) nearest(ctx context.Context, f *filter, p parsed) ([]*candidate, error) {
	p.question.asked = true // whatever may stand for a word may do so here
	pl, err := x.plan(ctx, p, false)
	if err != nil {
		return nil, err
	}
	pl.phrases = nil // the nearest need not have them
	byWords, err := x.nearestInWords(ctx, f, pl)
	if err != nil {
		return nil, err
	}
	query := meaning.Of(p.text)
	byMeaning := []Passage{}
	if s, ok := x.Store.(*snapshot); ok { // a cluster has no vectors, and those with its words must do
		if byMeaning, err = s.nearestInMeaning(ctx, f, &query); err != nil {
			return nil, err
		}
	}
	near, err := x.passages(ctx, slices.Concat(byWords, byMeaning))
	if err != nil {
		return nil, err
	}
	m := newMatcher(pl)
	var found []*candidate
	seen := map[held]bool{}
	for _, p := range near {
		if seen[p] {
			continue
		}
		seen[p] = true
		c := m.read(pl, p.Entry, p.span)
		for i, s := range pl.slots {
			c.score += s.weight * min(1, c.best[i]) / pl.total
		}
		c.score += float64(meaning.Similarity(&query, p.vector(p.number)))
		found = append(found, c)
	}
	slices.SortStableFunc(found, byScore)
	found = found[:min(closely, len(found))]
	for _, c := range found {
		c.score += c.similarity(&query)
	}
	slices.SortStableFunc(found, byScore)
	found = slices.DeleteFunc(found, func(c *candidate) bool { return c.score < leastNear && !c.holdsAny(pl.names) })
	found = fold(found)
	return found[:min(maxNearest, len(found))], nil
}

// similarity returns how similar in meaning the sentence, or two next to each other, of a
// passage is that is nearest to a query.
func (c *candidate) similarity(query *meaning.Vector) float64 {
	best := 0.0
	body, sentences := c.Body(), corpus.Sentences(c.Body(), c.span)
	for i, s := range sentences {
		for _, start := range []int{s.Start, sentences[max(0, i-1)].Start} {
			v := meaning.Of(body[start:s.End])
			best = max(best, float64(meaning.Similarity(query, &v)))
		}
	}
	return best
}

// nearestInWords returns the passages with the rarest of the words of a plan that hold most
// of the others.
func (x *searcher) nearestInWords(ctx context.Context, f *filter, pl *plan) ([]Passage, error) {
	if len(pl.slots) == 0 {
		return nil, nil
	}
	p := Plan{Limit: inMeaning}
	for _, s := range slices.SortedFunc(slices.Values(pl.slots), func(a, b *slot) int { return cmp.Compare(b.weight, a.weight) }) {
		p.Should = append(p.Should, s.clause())
	}
	p.Must, p.Should = p.Should[:1], p.Should[1:]
	f.restrict(&p)
	got, err := x.Candidates(ctx, &p)
	return got.Passages, err
}

// nearestInMeaning returns the passages that are most similar to a query.
func (s *snapshot) nearestInMeaning(ctx context.Context, f *filter, query *meaning.Vector) ([]Passage, error) {
	scan := meaning.NewScan(query, inMeaning)
	var scanned []*Entry
	var starts []int // by number of the first passage
	n := 0
	listing := f.listing()
	for i, e := range s.ordered {
		if i%256 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if !isListed(&listing, e.Article) {
			continue
		}
		scanned, starts = append(scanned, e), append(starts, n)
		n += len(e.passages)
		if f.speaker == nil && !f.Spoken {
			scan.Add(e.vectors)
			continue
		}
		for number, span := range e.passages {
			if f.heardIn(e, span) {
				scan.Add(e.vectors[number : number+1])
			} else {
				scan.Add([]meaning.Vector{{}}) // similar to nothing
			}
		}
	}
	var out []Passage
	for _, m := range scan.Nearest() {
		i, _ := slices.BinarySearch(starts, m.Number+1)
		e := scanned[i-1]
		out = append(out, Passage{Article: e.ID, Hash: e.hash, Number: m.Number - starts[i-1]})
	}
	return out, nil
}

// heardIn reports whether the speaker asked for, or anybody, says something in a passage.
func (f *filter) heardIn(e *Entry, span corpus.Span) bool {
	said := e.StatementsIn(span)
	return slices.ContainsFunc(said, func(st corpus.Statement) bool {
		return st.Speaker != corpus.Unattributed && (f.speaker == nil || f.speaks(e, st.Speaker))
	})
}
