package verbatim

import (
	"regexp"
	"slices"
	"strings"

	"onrecord/corpus"
)

// What must hold for a stretch to be the claimed words in an altered form. Found
// by trial; the claims' words are counted.
const (
	// fewestKept is what share of the claim must be there.
	fewestKept = 0.6
	// fewestAlike is what share of both sides together must agree.
	fewestAlike = 0.5
	// nearlyAll is what share of the words a place must have that has them in
	// another order, and longestReordered the length of a claim, in words, beyond
	// which small words alone bring many together.
	nearlyAll        = 0.9
	longestReordered = 20
)

// A candidate is a place that holds the claim or something near it.
type candidate struct {
	text    *tokenised
	match   Match   // without its context
	score   float64 // among candidates of the same sort
	kept    int     // words of the claim that are there
	content int     // of these, those that are not small words
	longest int     // most kept words in a row
	one     bool    // the words are one utterance
	// altered says that nearly all of the claim is there in order, or all of it in disorder;
	// restyled that all of it is, with numbers written in another style.
	altered, restyled bool
}

// prune takes away small words at the ends of an alignment that stand far off
// the rest: they are there by chance.
func (k *checker) prune(pairs []pair) []pair {
	// stray judges one of two neighbours by the way between them, and how many words
	// of the claim are missing beyond it.
	stray := func(p, a, b pair, beyond int) bool {
		c, v := b.c-a.c-1, b.v-a.v-1
		altered := beyond == 0 && min(c, v) > 0 && max(c, v) <= 3 // "We might not spend" is "We cannot spend" altered
		return !altered && (c+v >= 3 || c >= 2 && beyond >= 2) && k.claim.gain[k.claim.toks[p.c].id] == gainFunction
	}
	for n := len(pairs); n > 1 && stray(pairs[n-1], pairs[n-2], pairs[n-1], len(k.claim.toks)-1-pairs[n-1].c); n-- {
		pairs = pairs[:n-1]
	}
	for len(pairs) > 1 && stray(pairs[0], pairs[0], pairs[1], pairs[0].c) {
		pairs = pairs[1:]
	}
	return pairs
}

// near finds the place of a view that is nearest to the claim; without a text, there is none.
func (k *checker) near(t *tokenised, v view) candidate {
	lo, hi, share := k.window(v)
	if share < fewestShared {
		return candidate{}
	}
	pairs, words := k.prune(k.align(v[lo:hi], lo)), len(k.claim.toks)
	if len(pairs)*5 < words*2 { // a partial claim has two words in five
		return candidate{}
	}
	for p := pairs[0]; p.c > 0 && p.v > 0 && k.claim.toks[p.c-1].id == v[p.v-1].id; p = pairs[0] {
		pairs = slices.Insert(pairs, 0, pair{p.c - 1, p.v - 1}) // the window began behind them
	}
	from := 0
	for _, to := range append(k.claim.breaks, words) { // each piece between ellipses must be there
		kept := slices.DeleteFunc(slices.Clone(pairs), func(p pair) bool { return p.c < from || to <= p.c })
		if len(k.claim.breaks) > 0 && float64(len(kept)) < fewestKept*float64(to-from) {
			return candidate{}
		}
		from = to
	}
	reordered := share >= nearlyAll && float64(len(pairs)) < fewestKept*float64(words) && words <= longestReordered
	return k.judge(&alignment{text: t, view: v, pairs: pairs, reordered: reordered})
}

// replaces reports whether a word at an end of the claim can stand for one of the view: each stands side
// by side with the next, or a clause ends between them in both. A currency stands behind an amount or before.
func (k *checker) replaces(al *alignment, c, v int) bool {
	behind := al.text.behind(int(al.view[max(v, 0)].n))
	c = min(max(c, 0), len(k.claim.toks)-1)     // I'll stands for two words
	article := len(plain(k.claim.word(c))) == 0 // what stands for one is seen, and the article is not
	sameClause := strings.ContainsAny(behind, ",—–") == strings.ContainsAny(k.claim.behind(c), ",;:—–")
	return al.view.sideBySide(v) && (sameClause || article) && currencies[k.claim.key(c)] == "" &&
		!strings.ContainsAny(behind, ".?!;:\n…\"“”")
}

var articles = regexp.MustCompile(`(?i)\b(?:an?|the)\b`)

// judge measures an alignment and builds its match.
func (k *checker) judge(al *alignment) candidate {
	t := al.text
	first, last := al.pairs[0], al.pairs[len(al.pairs)-1]
	c := candidate{text: t, kept: len(al.pairs), one: true}
	words := len(k.claim.toks)
	// I'll is two words, no one is one.
	lost := func(text string) int { return len(keysOf(text)) + len(articles.FindAllString(text, -1)) }
	lostHead, lostTail := lost(k.claim.text[:k.claim.toks[first.c].start]), lost(k.claim.text[k.claim.toks[last.c].end:])
	if al.reordered {
		lostHead, lostTail = 0, 0 // they are, elsewhere
	}
	var toks []token
	run, elided, apart := 0, false, false
	var halves []Turn // an ellipsis joins those of two sentences
	for i, p := range al.pairs {
		toks = append(toks, al.view[p.v])
		c.content += k.content(p.c, 1)
		q := al.pairs[max(i-1, 0)]
		gap := p.v > q.v+1
		if gap && k.skips(q, p) {
			a, b := al.view[q.v], al.view[p.v]
			quotations, sentences := t.joins(a, b)
			elided, apart = true, apart || quotations
			if sentences {
				halves = append(halves, Turn{Within, corpus.Span{Start: int(a.end), End: int(b.start)}})
			}
		}
		if run++; gap || p.c > q.c+1 {
			run = 1
		}
		c.longest = max(c.longest, run)
	}
	// An end of the claim may be made up, and not put for what is there.
	madeHead, madeTail := considerable(min(lostHead, first.c), words), considerable(min(lostTail, words-1-last.c), words)
	// So may each word of the claim be that stands there, if they are in another order.
	moved := func(v int) bool { return al.reordered && al.view[v].id != 0 }
	for !madeHead && k.replaces(al, first.c-al.head-1, al.first()-1) &&
		(moved(al.first()-1) || lost(t.text[al.view[al.first()].start:al.view[first.v].start]) < lostHead) {
		al.head++
	}
	for !madeTail && k.replaces(al, last.c+al.tail, al.last()) &&
		(moved(al.last()+1) || lost(t.text[al.view[last.v].end:al.view[al.last()].end]) < lostTail) {
		al.tail++
	}
	al.complete()
	h := k.attribute(t, toks)
	var changes []change
	c.match, changes = k.match(al, h)
	c.match.Turns = slices.Clip(halves)
	if elided || h.crosses && !h.reported { // what has the outlet's words, too, says who speaks
		c.one = !apart && t.oneUtterance(toks, h)
	}
	if madeHead { // what differs there is all of it, whatever is in it
		changes = changes[1:]
	}
	if madeTail {
		changes = changes[:len(changes)-1]
	}
	flags, restyled, same := k.flagChanges(t, changes)
	c.match.Flags, c.kept = flags, c.kept+same
	switch {
	case madeHead || madeTail:
		c.match.Flags = union(c.match.Flags, Words)
	case c.one && al.reordered:
		c.altered, c.restyled = c.content >= 2 && c.longest >= 2, restyled
	case c.one:
		c.altered, c.restyled = float64(c.kept) >= fewestKept*float64(words) && c.match.Similarity >= fewestAlike, restyled
	}
	c.match.Flags = append(c.match.Flags, circumstances(h, c.one)...)
	if c.score = c.match.Similarity; !slices.Contains(c.match.Flags, Words) {
		c.score++ // nothing but spelling differs
	}
	if k.speaker.given() && h.voice == Said {
		c.score += 0.05 // of two places nearly alike, the claimed speaker's is meant
	}
	return c
}

// circumstances are the flags that concern the speakers, not words.
func circumstances(h attribution, one bool) []Flag {
	found := map[Flag]bool{SkipsSpeaker: h.crosses || !one, Reported: h.reported}
	return slices.DeleteFunc([]Flag{SkipsSpeaker, Reported}, func(f Flag) bool { return !found[f] })
}

// considerable reports whether so many of a claim's words at one end are more
// than a slip: made up, or from elsewhere.
func considerable(n, words int) bool { return n >= 4 && 5*n >= words || n >= 3 && 3*n >= words }
