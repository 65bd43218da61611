package verbatim

import (
	"slices"
	"strings"
	"unicode"
)

// An alignment is a place in a view with the words it shares with the claim.
type alignment struct {
	text  *tokenised
	view  view
	pairs []pair // in order of both sides; never empty
	// head and tail count the words of the view before the first and after the
	// last pair that stand in the place of words of the claim.
	head, tail int
	reordered  bool // nearly all of the claim's words are there, but not in order
}

// first and last are where in the view what is compared begins and ends.
func (al *alignment) first() int { return al.pairs[0].v - al.head }
func (al *alignment) last() int  { return al.pairs[len(al.pairs)-1].v + al.tail }

// skips reports whether what the view has between two pairs is what an ellipsis
// of the claim stands for.
func (k *checker) skips(p, q pair) bool {
	return slices.ContainsFunc(k.claim.breaks, func(b int) bool { return p.c < b && b <= q.c })
}

// match builds what is shown of an alignment, and the changes between its two sides.
func (k *checker) match(al *alignment, h attribution) (Match, []change) {
	t := al.text
	tok := func(v int) token { return al.view[v] }
	first, last := al.first(), al.last()
	m := Match{Article: t.article, Span: tok(first).span().Hull(tok(last).span()), Statement: h.statement, Voice: h.voice}
	var changes []change
	at, c, words := m.Span.Start, 0, len(al.pairs)
	add := func(op Op, end int) {
		if at < end {
			m.Diff = append(m.Diff, Edit{op, t.text[at:end]})
			at = end
		}
	}
	apart := func(v int) bool { // something of the outlet's stands before the word
		return v > first && v <= last && !al.view.sideBySide(v-1)
	}
	// between lays out the claim's words up to c1 and the view's from v0 to v1. What they
	// hold stands between two bytes of the body. Spaces go where it reads well.
	between := func(c1, v0, v1, start, end int, skipped bool) {
		deleted := ""
		if c < c1 {
			deleted = k.claim.text[k.claim.toks[c].start:k.claim.toks[c1-1].end]
		}
		inner := v0 < v1 // the article has words there, in the view or not
		switch {
		case skipped && deleted != "" && inner:
			add(Equal, int(tok(v0).start))
			deleted = k.claim.text[k.claim.toks[c].start:k.claim.toks[c1].start]
		case skipped:
			add(Equal, start)
		case inner:
			if apart(v0) {
				add(Equal, start)
				add(Skip, int(tok(v0).start))
			}
			add(Equal, int(tok(v0).start))
			words += v1 - v0
		case deleted == "":
			return // the words run on
		case c1 < len(k.claim.toks):
			add(Equal, end)
			deleted = k.claim.text[k.claim.toks[c].start:k.claim.toks[c1].start]
		default:
			add(Equal, start)
			deleted = k.claim.text[k.claim.toks[c-1].end:k.claim.toks[c1-1].end]
		}
		ch := change{}
		if deleted != "" {
			m.Diff = append(m.Diff, Edit{Delete, deleted})
			ch.claim, c = k.claim.toks[c:c1], c1
			if inner && !skipped && !apart(v1) {
				end = int(tok(v1 - 1).end) // one stands for the other
			}
		}
		if skipped {
			add(Skip, end)
		} else if inner {
			ch.article = al.view[v0:v1]
			if apart(v1) {
				add(Insert, int(tok(v1-1).end))
				add(Skip, end)
			}
			add(Insert, end)
		}
		if len(ch.claim)+len(ch.article) > 0 {
			changes = append(changes, ch)
		}
	}
	v, end := first, m.Span.Start // of what comes next, and of what was before
	for i, p := range al.pairs {
		ours, theirs := k.claim.word(p.c), t.word(int(tok(p.v).n))
		if strings.ContainsFunc(ours, unicode.IsSpace) && !strings.EqualFold(ours, theirs) || (k.claim.sign(p.c) == "") != (t.sign(int(tok(p.v).n)) == "") {
			continue // a date or an amount of money in another form
		}
		interrupted := v == p.v && apart(v)
		elided := i > 0 && v < p.v && k.skips(al.pairs[i-1], p)
		between(p.c, v, p.v, end, int(tok(p.v).start), interrupted || elided)
		k.compareMarks(al, &m, i)
		c, v, end = p.c+1, p.v+1, int(tok(p.v).end)
	}
	between(len(k.claim.toks), v, last+1, end, m.Span.End, false)
	add(Equal, m.Span.End)
	m.Similarity = 2 * float64(len(al.pairs)) / float64(len(k.claim.toks)+words)
	return m, changes
}
