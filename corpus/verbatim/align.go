package verbatim

import (
	"slices"
	"strings"
	"unicode"
)

// A pair is a word of the claim and the same word in a view.
type pair struct{ c, v int }

// allCells bounds all tables of one check together: some 20 ms.
const allCells = 1 << 22

// A step of an alignment is the way to a cell of the table.
type step uint8

const (
	stepPair step = iota
	stepDelete
	stepInsert

	stepMask      = 3
	inRow    step = 4 // the pair before is right before this one
)

// align pairs the claim's words with those they are looked for in, so that what is found is
// worth most and least is passed over. Before the first pair and after the last, passing over
// words is free. Those of the pairs are counted from v0.
func (k *checker) align(in []token, v0 int) []pair {
	n, m := len(k.claim.toks), len(in)
	cells := (n + 1) * (m + 1)
	if cells > k.cells {
		return nil
	}
	k.cells -= cells
	const never = -1 << 30
	// Of each row of the table, the best score and the best that ends in a pair.
	above, abovePair := make([]int32, m+1), slices.Repeat([]int32{never}, m+1)
	here, herePair := make([]int32, m+1), make([]int32, m+1)
	steps := make([]step, cells)
	for i := 1; i <= n; i++ {
		id := k.claim.toks[i-1].id
		gain := k.claim.gain[id]
		row := steps[i*(m+1) : (i+1)*(m+1)]
		here[0], herePair[0], row[0] = -int32(i), never, stepDelete
		passed := int32(1) // what it costs to pass over a word of the article
		if slices.Contains(k.claim.breaks, i) {
			passed = 0
		}
		for j := 1; j <= m; j++ {
			s := stepDelete
			score := above[j] - 1
			if insert := here[j-1] - passed; insert > score {
				score, s = insert, stepInsert
			}
			herePair[j] = never
			if in[j-1].id == id {
				paired := above[j-1] + gain
				var run step
				if q := abovePair[j-1] + gain + gainInRow; q >= paired {
					paired, run = q, inRow
				}
				herePair[j] = paired
				if paired >= score {
					score, s = paired, stepPair
				}
				s |= run
			}
			here[j], row[j] = score, s
		}
		above, abovePair, here, herePair = here, herePair, above, abovePair
	}
	end := slices.Index(above, slices.Max(above))
	out := make([]pair, 0, min(n, m))
	for i, j, paired := n, end, false; i > 0 && j > 0; {
		s := steps[i*(m+1)+j]
		switch {
		case paired || s&stepMask == stepPair:
			out = append(out, pair{i - 1, v0 + j - 1})
			paired = s&inRow != 0
			i--
			j--
		case s&stepMask == stepInsert:
			j--
		default:
			i--
		}
	}
	slices.Reverse(out)
	return out
}

// fewestShared is what share of the words' worth a stretch must hold to be looked
// at closely. (Below, the alignment never found enough.)
const fewestShared = 0.4

// longestElision is how many words the ellipses of a claim may stand for.
const longestElision = 300

// window finds the stretch of the view that holds most of the claim's words, counted by their
// worth, and which share that is. It takes time in proportion to the view and the words.
func (k *checker) window(v view) (lo, hi int, share float64) {
	words, gain := k.claim.toks, k.claim.gain
	need, have := make([]int32, len(gain)), make([]int32, len(gain))
	total := int32(0)
	for _, w := range words {
		need[w.id]++
		total += gain[w.id]
	}
	size := len(words) + len(words)/3 + 8
	if len(k.claim.breaks) > 0 {
		size += longestElision
	}
	best, worth, at := int32(0), int32(0), 0
	for i := range v {
		if i >= size {
			id := v[i-size].id
			if have[id]--; have[id] < need[id] {
				worth -= gain[id]
			}
		}
		id := v[i].id
		if have[id]++; have[id] <= need[id] {
			worth += gain[id]
		}
		if worth > best {
			best, at = worth, i
		}
	}
	return max(0, at-size+1), min(len(v), at+1+size/4), float64(best) / float64(total)
}

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

// complete widens an alignment that begins or ends within a number or a
// hyphenated word to where that does, so that what was cut off is seen.
func (al *alignment) complete() {
	goesOn := func(v int) bool { return al.view.sideBySide(v) && al.text.cuts(int(al.view[v].n)) }
	for goesOn(al.first() - 1) {
		al.head++
	}
	for goesOn(al.last()) {
		al.tail++
	}
}

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
		otherDate := strings.ContainsFunc(ours, unicode.IsSpace) && !strings.EqualFold(ours, theirs)
		if otherDate || (k.claim.sign(p.c) == "") != (t.sign(int(tok(p.v).n)) == "") { // or an amount of money in another form
			continue
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
