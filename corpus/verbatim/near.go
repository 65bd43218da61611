package verbatim

import (
	"cmp"
	"slices"
	"strings"
)

// What must hold for a stretch to be the claimed words in an altered form. Found
// by trial; the claims' words are counted.
const (
	// fewestKept is what share of the claim must be there.
	fewestKept = 0.6
	// fewestAlike is what share of both sides together must agree.
	fewestAlike = 0.5
	// surelyAlike is what share must agree where small words alone do.
	surelyAlike = 0.7
	// longestDropped is how many words may be left out in one place without an
	// ellipsis; over more than that, two pieces are put together.
	longestDropped = 10
	// longestReplaced is how many words at an end are shown with what the article
	// has in their place.
	longestReplaced = 4
	// mostUneven is by how many words what is replaced at an end may be longer or
	// shorter than what is put there.
	mostUneven = 2
	// nearlyAll is what share of the words a place must have that has them in
	// another order, and longestReordered the length of a claim, in words, beyond
	// which small words alone bring many together.
	nearlyAll        = 0.9
	longestReordered = 20
)

// A candidate is a place that holds the claim or something near it.
type candidate struct {
	match   Match
	score   float64 // among candidates of the same sort
	alike   float64 // the similarity of what is there, without what long ends are put for
	words   int     // of the claim
	kept    int     // of them, those that are there
	content int     // of these, those that are not small words
	wanted  int     // how many words of the claim are not small
	longest int     // most kept words in a row
	dropped int     // most words left out in one place
	head    int     // words of the claim before the first that is there
	tail    int     // and after the last
	made    bool    // an end of the claim is made up, and not put for what is there
	one     bool    // the words are one utterance
	// reordered says that nearly all words are there, but not in order.
	reordered bool
}

// prune takes away small words at the ends of an alignment that stand far off
// the rest: they are there by chance.
func (k *checker) prune(t *tokenised, view view, pairs []pair) []pair {
	// stray judges one of two neighbours by the way between them, and how many words
	// of the claim are missing beyond it.
	stray := func(p, a, b pair, beyond int) bool {
		c, v := b.c-a.c-1, b.v-a.v-1
		far := c+v >= 3 || c >= 2 && beyond >= 2
		return far && k.claim.gain[t.claim[p.c].id] == gainFunction && !(beyond == 0 && brackets(t, view, a, b))
	}
	for n := len(pairs); n > 1 && stray(pairs[n-1], pairs[n-2], pairs[n-1], len(t.claim)-1-int(pairs[n-1].c)); n-- {
		pairs = pairs[:n-1]
	}
	for len(pairs) > 1 && stray(pairs[0], pairs[0], pairs[1], int(pairs[0].c)) {
		pairs = pairs[1:]
	}
	return pairs
}

// brackets reports whether a few words between two pairs of one sentence are put
// for about as many others. The outermost word of a claim is then not there by
// chance: "We might not spend" is "We cannot spend" altered.
func brackets(t *tokenised, view view, a, b pair) bool {
	ours, theirs := int(b.c-a.c-1), int(b.v-a.v-1)
	if ours == 0 || theirs == 0 || max(ours, theirs) >= longestReplaced || max(ours-theirs, theirs-ours) > 1 {
		return false
	}
	for v := a.v; v < b.v; v++ {
		if !adjoins(t, view, int(v), sentenceEnds) {
			return false
		}
	}
	return true
}

// near finds the place of a view that is nearest to the claim.
func (k *checker) near(t *tokenised, v view) (al alignment, ok bool) {
	lo, hi, share := k.window(v, t.claim, 0, len(v.ids))
	if share < fewestShared {
		return al, false
	}
	pairs := k.prune(t, v, k.align(t.claim, v.ids[lo:hi], 0, lo))
	if len(pairs)*5 < len(t.claim)*2 { // a partial claim has two words in five
		return al, false
	}
	return alignment{text: t, view: v, pairs: pairs, within: [2]int{lo, hi}, share: share}, true
}

// reordered reports whether the words are nearly all there, but not in order.
func (al *alignment) reordered() bool {
	return al.share >= nearlyAll && float64(len(al.pairs)) < fewestKept*float64(len(al.text.claim)) && len(al.text.claim) <= longestReordered
}

// complete widens an alignment that begins or ends within a number or a
// hyphenated word to where that does, so that what was cut off is seen.
func (al *alignment) complete() {
	t, at := al.text, al.view.at
	cut := func(v int) bool { // between v and the next
		if v < 0 || v+1 >= len(at) || at[v+1] != at[v]+1 {
			return false
		}
		i := int(at[v])
		return t.toks[i+1].glued || splitsNumber(t.word(i), t.word(i+1), t.between(i))
	}
	for first := int(al.pairs[0].v); cut(first - al.head - 1); {
		al.head++
	}
	for last := int(al.pairs[len(al.pairs)-1].v); cut(last + al.tail); {
		al.tail++
	}
}

const (
	// sentenceEnds are the marks that part sentences or speakers,
	sentenceEnds = ".?!;:\n…\"“”"
	// clauseEnds those that part what is said of one thing.
	clauseEnds = sentenceEnds + ",()[]–—"
)

// adjoins reports whether the view's word and the next stand side by side in the
// article, without one of the marks.
func adjoins(t *tokenised, view view, v int, marks string) bool {
	return v >= 0 && v+1 < len(view.at) && view.at[v+1] == view.at[v]+1 && !strings.ContainsAny(t.between(int(view.at[v])), marks)
}

// sentenceRest counts the words of the article before the first pair and after the last,
// as far as the sentence goes, and no more than most.
func (al *alignment) sentenceRest(most int) (head, tail int) {
	first, last := int(al.pairs[0].v), int(al.pairs[len(al.pairs)-1].v)
	for head < most && adjoins(al.text, al.view, first-head-1, sentenceEnds) {
		head++
	}
	for tail < most && adjoins(al.text, al.view, last+tail, sentenceEnds) {
		tail++
	}
	return head, tail
}

// substitutes reports whether n words at one end of a claim are put for all that
// the sentence has there, and are not made up from nothing.
func substitutes(n, room, words int) bool {
	return (n <= longestReplaced || 3*n <= words) && room > 0 && max(n-room, room-n) <= mostUneven
}

// replaced returns how many of the article's words n words at one end stand for.
func replaced(n, room, words int) int {
	switch {
	case n == 0 || n > longestReplaced && !substitutes(n, room, words):
		return 0
	case room <= n+mostUneven:
		return room
	}
	return n
}

// judge measures an alignment and builds its match.
func (k *checker) judge(al *alignment) candidate {
	t := al.text
	first, last := al.pairs[0], al.pairs[len(al.pairs)-1]
	c := candidate{words: len(t.claim), kept: len(al.pairs), head: int(first.c), tail: len(t.claim) - 1 - int(last.c), one: true}
	c.wanted = k.content(t, 0, len(t.claim))
	toks := tokens(al.view, al.pairs)
	run, elided := 0, false
	for i, p := range al.pairs {
		if k.claim.gain[t.claim[p.c].id] != gainFunction {
			c.content++
		}
		run++
		if i > 0 {
			q := al.pairs[i-1]
			switch gap := int(p.v - q.v - 1); {
			case k.skips(al, q, p):
				elided = elided || gap > 0
				run = 1
			case gap > 0 || p.c != q.c+1:
				c.dropped = max(c.dropped, gap)
				run = 1
			}
		}
		c.longest = max(c.longest, run)
	}
	var edges []Flag
	madeHead, madeTail := false, false
	if c.reordered = al.reordered(); c.reordered {
		al.head, al.tail = int(first.v)-al.within[0], al.within[1]-1-int(last.v)
	} else {
		head, tail := al.sentenceRest(c.words + mostUneven + 1)
		madeHead = considerable(c.head, c.words) && !substitutes(c.head, head, c.words)
		madeTail = considerable(c.tail, c.words) && !substitutes(c.tail, tail, c.words)
		if !madeHead {
			al.head = replaced(c.head, head, c.words)
		}
		if !madeTail {
			al.tail = replaced(c.tail, tail, c.words)
		}
		edges = k.flagEdges(al, madeHead, madeTail)
	}
	c.made = madeHead || madeTail
	al.complete()
	var changes []change
	c.match, changes = k.match(al)
	both := 2 * float64(len(al.pairs)) / c.match.Similarity // words of the two sides
	if considerable(c.head, c.words) {
		both -= float64(al.head)
	}
	if considerable(c.tail, c.words) {
		both -= float64(al.tail)
	}
	c.alike = 2 * float64(len(al.pairs)) / both
	h := k.attribute(t, toks)
	c.match.Statement, c.match.Voice = h.statement, h.voice
	if h.voice == Outlet {
		c.match.Statement = nil
	}
	if elided {
		c.one = k.oneUtterance(t, toks, h)
	}
	if madeHead { // made up, not changed
		changes = changes[1:]
	}
	if madeTail {
		changes = changes[:len(changes)-1]
	}
	c.match.Flags = union(k.flagChanges(t, changes), edges)
	if k.passesNegation(al) {
		c.match.Flags = append(c.match.Flags, SkipsNegation)
	}
	c.match.Flags = append(c.match.Flags, circumstances(h, c.one)...)
	c.score = c.match.Similarity
	if k.speaker.given() && h.voice == Said {
		c.score += 0.05 // of two places nearly alike, the claimed speaker's is meant
	}
	return c
}

// passesNegation reports whether what an ellipsis stands for holds a negation.
func (k *checker) passesNegation(al *alignment) bool {
	for i, p := range al.pairs[1:] {
		q := al.pairs[i]
		if p.v > q.v+1 && k.skips(al, q, p) && negates(al.text, al.view.at[q.v+1:p.v]) {
			return true
		}
	}
	return false
}

// circumstances are the flags that concern the speakers, not words.
func circumstances(h attribution, one bool) (out []Flag) {
	if h.crosses || !one {
		out = append(out, SkipsSpeaker)
	}
	if h.reported {
		out = append(out, Reported)
	}
	return out
}

// considerable reports whether so many of a claim's words at one end are more
// than a slip: made up, or from elsewhere.
func considerable(n, words int) bool { return n >= 4 && 5*n >= words || n >= 3 && 3*n >= words }

// altered reports whether the place holds nearly all of the claim in order, or
// all of it in disorder.
func (c *candidate) altered() bool {
	return c.reordered && c.content >= 2 && c.longest >= 2 && c.one ||
		c.substituted() && !considerable(c.head, c.words) && !considerable(c.tail, c.words)
}

// substituted reports the same of a place whose ends may be replaced by other
// words, as long as none is made up. What these are may be printed elsewhere.
func (c *candidate) substituted() bool {
	return !c.reordered && float64(c.kept) >= fewestKept*float64(c.words) && c.match.Similarity >= fewestAlike &&
		(c.content >= 2 || c.match.Similarity >= surelyAlike) && c.longest >= min(3, (c.words+1)/3) &&
		!c.made && c.dropped <= longestDropped && c.one
}

// better sorts candidates by their score; equal ones stay in the order of the articles.
func better(cs []candidate) {
	slices.SortStableFunc(cs, func(a, b candidate) int {
		return cmp.Compare(b.score, a.score)
	})
}
