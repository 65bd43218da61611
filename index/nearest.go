package index

import (
	"cmp"
	"context"
	"slices"

	"onrecord/corpus"
	"onrecord/index/meaning"
)

// inMeaning is how many of the passages that are nearest in meaning, and of those that hold
// most of the words, are looked at for the nearest of all; closely is how many of them word
// by word.
const (
	inMeaning = 48
	closely   = 32
)

// leastNear is what a passage must hold of a query and be like it in meaning, together, to be
// called near, unless it has a name that was asked for: its article alone does not make it so.
const leastNear = 0.5

// What speaks for a passage being near to what is asked for, each about 1 at most. What it is
// worth is in lists/near.txt, in this order, as train_test.go learnt it.
const (
	ofWords   = iota // the share of the words that it holds or, in part, that are near to one of its own
	ofContent        // the same without names, by meaning alone
	ofArticle        // the share that the article holds
	ofNext           // what it and those beside it mean as a whole
	ofKind           // it holds what is of the kind that is wanted
	ofSpeaker        // somebody who is asked for by name speaks in it
	nearSignals
)

var nearWeights = readWeights("near")

// nearest returns the closest passages to a query that nothing holds enough of: what
// counts is how much of it they hold, in its own or other words, and what they mean.
func (x *searcher) nearest(ctx context.Context, f *filter, p parsed) ([]*candidate, error) {
	found, err := x.near(ctx, f, p)
	if err != nil {
		return nil, err
	}
	for _, c := range found {
		c.score = 0
		for i, w := range nearWeights {
			c.score += w * c.near[i]
		}
	}
	slices.SortStableFunc(found, byScore)
	found = slices.DeleteFunc(found, func(c *candidate) bool {
		return c.near[ofWords]+c.alike < leastNear && c.fills()&c.plan.names == 0
	})
	found = fold(found)
	return found[:min(maxNearest, len(found))], nil
}

// near returns the passages that may be near to a query, and what speaks for each.
func (x *searcher) near(ctx context.Context, f *filter, p parsed) ([]*candidate, error) {
	p.question.asked = true // whatever may stand for a word may do so here
	pl, err := x.plan(ctx, p, false)
	if err != nil {
		return nil, err
	}
	pl.phrases = nil // the nearest need not have them
	pl.nearest = true
	pl.mean()
	byWords, err := x.nearestInWords(ctx, f, pl)
	if err != nil {
		return nil, err
	}
	byMeaning := []Passage{}
	if s, ok := x.Store.(*snapshot); ok { // a cluster has no vectors, and those with its words must do
		if byMeaning, err = s.nearestInMeaning(ctx, f, &pl.means); err != nil {
			return nil, err
		}
	}
	near, err := x.passages(ctx, slices.Concat(byWords, byMeaning))
	if err != nil {
		return nil, err
	}
	var found []*candidate
	seen := map[held]bool{}
	for _, p := range near {
		if seen[p] {
			continue
		}
		seen[p] = true
		c := pl.read(p)
		c.alike = float64(meaning.Similarity(&pl.means, p.vector(p.number)))
		c.score = pl.weightOf(c.fills())/pl.total + c.alike
		found = append(found, c)
	}
	slices.SortStableFunc(found, byScore)
	found = found[:min(closely, len(found))]
	for _, c := range found {
		c.weighNearness()
		if c.namedSpeaks() {
			c.near[ofSpeaker] = 1
		}
		from, to := max(0, c.number-1), min(c.number+2, len(c.passages))
		for n := from; n < to; n++ {
			c.near[ofNext] += float64(meaning.Similarity(&pl.means, c.vector(n))) / float64(to-from)
		}
	}
	return found, nil
}

// meanings returns what the words of a passage mean, function words aside.
func (c *candidate) meanings() (out []meaning.Vector) {
	for w := range words(c.text(), 0) {
		if stopTerms[term(w.text)] {
			continue
		}
		v, known := c.plan.vectors[w.text]
		if !known {
			v = meaning.Of(w.text)
			c.plan.vectors[w.text] = v
		}
		out = append(out, v)
	}
	return out
}

// likeness returns how like a slot's word the likest of some words is in meaning.
func (s *slot) likeness(words []meaning.Vector) float64 {
	if best := meaning.Nearest(&s.means, words, 1); len(best) > 0 {
		return float64(best[0].Similarity)
	}
	return 0
}

// weighNearness finds out how much of what is asked for a passage holds, in the same words or
// in others of the same meaning.
func (c *candidate) weighNearness() {
	own, have := c.meanings(), c.fills()|c.plan.inArticle(c.Entry)
	content := 0.0
	for _, s := range c.plan.all {
		alike := s.likeness(own)
		if !s.proper {
			c.near[ofContent] += s.weight * alike
			content += s.weight
		}
		if s.number >= 0 {
			alike = max(alike, min(1, c.best[s.number]))
		}
		c.near[ofWords] += s.weight * alike / c.plan.total
		if have.has(s.number) {
			c.near[ofArticle] += s.weight / c.plan.total
		}
	}
	c.near[ofContent] /= max(content, 1e-9)
	c.takeApart()
	if slices.ContainsFunc(c.sentences, func(s sentence) bool { return c.canHoldAnswer(&s) }) {
		c.near[ofKind] = 1
	}
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
	p.Must, p.Should = p.Should[:1:1], p.Should[1:]
	f.restrict(&p)
	got, err := x.Candidates(ctx, &p)
	return got.Passages, err
}

// nearestInMeaning returns the passages that are most similar to a query.
func (s *snapshot) nearestInMeaning(ctx context.Context, f *filter, query *meaning.Vector) ([]Passage, error) {
	scan := meaning.NewScan(query, inMeaning)
	listing := f.listing()
	for i, e := range s.ordered {
		if i%256 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		switch {
		case !isListed(&listing, e.Article):
		case f.speaker == nil && !f.Spoken:
			scan.Add(e.first, e.vectors)
		default:
			for n, span := range e.passages {
				if f.heardIn(e, span) {
					scan.Add(e.first+n, e.vectors[n:n+1])
				}
			}
		}
	}
	var out []Passage
	for _, m := range scan.Nearest() {
		after, _ := slices.BinarySearchFunc(s.ordered, m.Number+1, func(e *Entry, n int) int { return cmp.Compare(e.first, n) })
		e := s.ordered[after-1]
		out = append(out, Passage{Article: e.ID, Hash: e.hash, Number: m.Number - e.first})
	}
	return out, nil
}

// heardIn reports whether the speaker asked for, or anybody, says something in a passage.
func (f *filter) heardIn(e *Entry, span corpus.Span) bool {
	return slices.ContainsFunc(e.StatementsIn(span), func(st corpus.Statement) bool {
		return st.Speaker != corpus.Unattributed && (f.speaker == nil || f.speaks(e, st.Speaker))
	})
}
