package index

import (
	"math"
	"slices"
)

// poorShare is the part of what the best passage of all holds of an open question
// that a result must hold, too.
const poorShare = 0.55

// A topic is what the best of all that was found, whatever the filter lets pass,
// says about a question. Were it made of what passes alone, a filter could bring
// results that there are none of without it.
type topic struct {
	headlines map[string]float64 // how much was found under each headline
	telling   []float64          // by slot: how well the word tells the best apart
}

// topicOf looks through what was found, the best first.
func topicOf(pl *plan, found []*candidate) topic {
	t := topic{headlines: map[string]float64{}, telling: make([]float64, len(pl.slots))}
	for _, c := range found {
		t.headlines[c.Title] += c.score * c.score
	}
	const most = 20
	best := found[:min(most, len(found))]
	for k := range t.telling {
		df := 0.0
		for _, c := range best {
			if c.slotsWithin(c.span).has(k) {
				df++
			}
		}
		t.telling[k] = math.Log(1 + (float64(len(best))-df+0.5)/(df+0.5))
	}
	return t
}

// weighAnswers scores the passages found for a question by what speaks for each
// holding the answer. What a question is about is told at length somewhere: what was
// found under its headline counts too.
func weighAnswers(pl *plan, found []*candidate) {
	for _, c := range found {
		first := c.bm25() + answerWeights.headline*math.Log1p(pl.topic.headlines[c.Title])
		sentence, evidence := c.reading().best()
		c.sentence, c.score = sentence, first+evidence
	}
	slices.SortStableFunc(found, byScore)
}

// enoughEvidence is what must speak for the best passage of all that was found,
// whatever the filter lets pass, or there is no answer to an open question. What
// the corpus does not tell of can so be told from what it tells in other words.
const enoughEvidence = 1.65

// convincing reports whether what was found, the best first, can be an answer. The more of the
// names in a question are not in the coverage, the less it is.
func (pl *plan) convincing(found []*candidate) bool {
	return !pl.open || len(found) > 0 && found[0].score >= enoughEvidence*(pl.total+pl.unknown)/pl.total
}
