package index

import (
	"math"
	"sync"

	"onrecord/corpus"
)

// BM25's usual parameters: how soon more of a word stops counting, and how much
// longer units are held back. (Robertson and Zaragoza, 2009.)
const (
	bm25K = 1.2
	bm25B = 0.75
)

// enough is the share of what is asked for that a result must hold together.
// Every word counts alike here, common verbs and adjectives less (lightShare),
// and not by rarity, so that no other article can make a result come or go. Who
// types many words does not mean them all: from manyWords on less is enough.
const (
	enough       = 0.7
	enoughOfMany = 0.6
	manyWords    = 5
)

// enoughToAnswer is the share, by rarity, that a passage must hold to answer an
// open question: people ask in words of their own. Of one or two words that ask
// for no kind of answer that could be told it must hold enoughOfFew. What is
// found so must yet be convincing (see enoughEvidence).
const (
	enoughToAnswer = 0.25
	enoughOfFew    = 0.6
)

// nearWords is how many words apart words may be and still count as together,
// about two sentences.
const nearWords = 40

// togetherWords is how many words a result's words may be apart: an excerpt's
// length.
const togetherWords = 100

// A weighting says what each feature is worth next to 1 for BM25.
type weighting struct {
	near    float64 // words within nearWords of each other
	all     float64 // everything asked for is there
	context float64 // words in the headline only
	spoken  float64 // words said by somebody whom the query names
	speaks  float64 // somebody whom the query names speaks at all
	quoted  float64 // words said by anybody
	exact   float64 // words as they were typed, not inflected
	window  float64 // words within the excerpt
	close   float64 // words, names aside, side by side
}

// Found by trial on the dev sets, half of them at a time.
var (
	wordWeights     = weighting{near: 1.25, context: 0.05, spoken: 0.45, speaks: 0.3, exact: 0.6, window: 0.3, close: 1}
	questionWeights = weighting{context: 0.14, spoken: 0.45} // and answerWeights
)

// A match is a word of a unit that is asked for: its place among the unit's
// words, the slot that it fills, and what it is worth there.
type match struct {
	place int32
	slot  int32
	value float32
}

// A scorer scores units against one plan. It is used by one goroutine.
type scorer struct {
	x      *Index
	plan   *plan
	filter *filter
	reader

	matches []match
	tf      [maxWords]float64
	best    [maxWords]float64 // what each slot is filled with, at best
	inText  [maxWords]bool
	office  [maxWords]bool // the slot is filled by what somebody is called
	who     [maxWords]bool // the slot is a name, or a proper noun in the role of somebody the unit tells of
}

var scorers sync.Pool

func (x *Index) newScorer(pl *plan, f *filter) *scorer {
	s, _ := scorers.Get().(*scorer)
	if s == nil {
		s = &scorer{}
	}
	s.x, s.plan, s.filter = x, pl, f
	s.want(x.forward, pl)
	return s
}

func (s *scorer) release() {
	s.x, s.plan, s.filter, s.forward = nil, nil, nil, nil
	clear(s.wanted[:cap(s.wanted)]) // lets go of the index
	scorers.Put(s)
}

// read finds what of the plan a unit holds.
func (s *scorer) read(unit int) {
	n := len(s.plan.slots)
	clear(s.tf[:n])
	clear(s.best[:n])
	clear(s.inText[:n])
	for i := range n {
		s.who[i], s.office[i] = s.plan.slots[i].name, false
	}
	s.matches = s.reader.matches(s.matches[:0], unit)
	for _, m := range s.matches {
		v := float64(m.value)
		s.tf[m.slot] += v
		s.best[m.slot] = max(s.best[m.slot], v)
		s.inText[m.slot] = true
	}
	for i := range s.wanted {
		if w := &s.wanted[i]; w.inCall {
			s.call(w.slot, w.value)
		}
	}
	for i := range s.wanted {
		if w := &s.wanted[i]; w.inContext {
			s.best[w.slot] = max(s.best[w.slot], contextValue)
		}
	}
}

// holdsEnough reports whether what was read is enough of what is asked for.
func (s *scorer) holdsEnough() bool {
	if s.plan.open {
		return s.share() >= s.plan.least()
	}
	have := 0.0
	for i := range s.plan.slots {
		switch {
		case s.best[i] == 0:
			if s.plan.slots[i].proper {
				return false
			}
		case !s.inText[i]:
			have += s.ground(i)
		}
	}
	need := s.plan.least()
	return have+s.together(need-have) >= need
}

// share returns how much of an open question was read, by rarity.
func (s *scorer) share() float64 {
	have := 0.0
	for i := range s.plan.slots {
		if s.best[i] > 0 {
			have += s.plan.slots[i].weight
		}
	}
	return have
}

// least is what a result must hold: of the weights of an open question, else of
// the even weights.
func (pl *plan) least() float64 {
	const slack = 1e-9 // for sums of floating-point numbers
	switch {
	case pl.open:
		return pl.share*pl.total - slack
	case len(pl.words) >= manyWords:
		return enoughOfMany*pl.even - slack
	}
	return enough*pl.even - slack
}

// together returns how much of the query, each word counting alike, the best
// togetherWords words in a row hold. It may stop at enough.
func (s *scorer) together(enough float64) float64 {
	return s.bestRow(togetherWords, enough, s.ground)
}

// bestRow returns the most that so many words in a row hold of the query, every
// slot counting once for its weight. It may stop at enough.
func (s *scorer) bestRow(words int32, enough float64, weight func(slot int) float64) float64 {
	var count [maxWords]int
	have, best := 0.0, 0.0
	from := 0
	for _, m := range s.matches {
		if count[m.slot]++; count[m.slot] == 1 {
			have += weight(int(m.slot))
		}
		for m.place-s.matches[from].place >= words {
			out := s.matches[from].slot
			if count[out]--; count[out] == 0 {
				have -= weight(int(out))
			}
			from++
		}
		if best = max(best, have); best >= enough {
			break
		}
	}
	return best
}

// call notes that somebody or something in the unit is called by a term.
func (s *scorer) call(slot int32, value float32) {
	s.office[slot] = true
	s.who[slot] = s.who[slot] || s.plan.slots[slot].proper
	if v := float64(value); s.best[slot] < v {
		s.best[slot] = v
		s.tf[slot] = max(s.tf[slot], 1)
	}
}

// ground is what a slot that is filled counts for when all count alike. A
// synonym is thin ground: no result rests on two words of which one is another.
// In somebody's office it is not: the chief of a body is its head. A word of the
// headline only is thin, too; the outlet and the year are what they are.
func (s *scorer) ground(slot int) float64 {
	w := s.plan.evenWeight(s.plan.slots[slot].light)
	switch best := s.best[slot]; {
	case best <= synonymValue && !(s.office[slot] && offices[s.plan.slots[slot].asked.term]), best == contextValue && !s.plan.slots[slot].source:
		w *= thinGround
	}
	return w
}

const thinGround = 0.35

// offices are words for those who head, serve or speak for a body.
var offices = termSet(`boss chief head director leader commissioner ceo president chairman chairwoman chair minister premier
	secretary governor mayor senator representative officer official spokesman spokeswoman spokesperson founder owner
	manager editor captain commander general judge prosecutor lawyer adviser aide deputy spy cop policeman expert`)

// evenWeight is what a word counts for when all count alike. In a query of one
// or two words none is light.
func (pl *plan) evenWeight(light bool) float64 {
	if light && len(pl.words) > 2 {
		return lightShare
	}
	return 1
}

// score weighs what was read by rarity, nearness and order.
func (s *scorer) score(u *unit) float64 {
	pl := s.plan
	norm := bm25K * (1 - bm25B + bm25B*float64(u.terms.len())/s.x.forward.meanLen)
	bm, all, outside := 0.0, true, 0.0
	for i := range pl.slots {
		w := pl.slots[i].weight
		if tf := s.tf[i]; tf > 0 {
			bm += w * tf * (bm25K + 1) / (tf + norm)
		} else if s.best[i] > 0 {
			outside += w
		}
		all = all && s.best[i] > 0
	}
	score := bm/(pl.total*(bm25K+1)) + pl.weights.context*outside/pl.total + pl.weights.near*s.near()
	if all {
		score += pl.weights.all
	}
	return score
}

// unnamed is how much of a name's weight a passage has near its words when the
// one who is named speaks in it, or is told of, without being named. Found by
// trial on the dev sets.
const unnamed = 0.5

// near returns the share, by weight, of the best nearWords words in a row.
func (s *scorer) near() float64 {
	rarity := func(slot int) float64 { return s.plan.slots[slot].weight }
	present := 0.0
	for i := range s.plan.slots {
		if s.plan.slots[i].name && s.office[i] && !s.inText[i] {
			present += unnamed * s.plan.slots[i].weight
		}
	}
	return (present + s.bestRow(nearWords, math.Inf(1), rarity)) / s.plan.total
}

// nameAsked reports whether the query names the person.
func (s *scorer) nameAsked(article int32, person int) bool {
	if person == corpus.Unattributed {
		return false
	}
	who := s.forward.articles[article].people + uint32(person)
	for _, c := range s.callingsIn(article, s.plan) {
		if c.person == who && c.inName && s.plan.slots[c.slot].name {
			return true
		}
	}
	return false
}

// calls returns the set of the slots that hold nothing but what somebody is
// called: names, and proper nouns of a role.
func (s *scorer) calls(article int32, person int) (slots uint32) {
	if person == corpus.Unattributed {
		return 0
	}
	who := s.forward.articles[article].people + uint32(person)
	for _, c := range s.callingsIn(article, s.plan) {
		if c.person == who {
			slots |= 1 << c.slot
		}
	}
	return slots
}

// close returns how closely the words that are there, names aside, stand
// together at their closest: 1 when side by side, less the more words are
// between them.
func (s *scorer) close() float64 {
	var count [maxWords]int
	kinds := 0
	for _, m := range s.matches {
		if !s.plan.slots[m.slot].name {
			if count[m.slot]++; count[m.slot] == 1 {
				kinds++
			}
		}
	}
	if kinds < 2 {
		return 0
	}
	clear(count[:])
	have, from, best := 0, 0, int32(1<<30)
	for i, m := range s.matches {
		if s.plan.slots[m.slot].name {
			continue
		}
		if count[m.slot]++; count[m.slot] == 1 {
			have++
		}
		for have == kinds {
			out := s.matches[from]
			from++
			if s.plan.slots[out.slot].name {
				continue
			}
			best = min(best, s.matches[i].place-out.place+1)
			if count[out.slot]--; count[out.slot] == 0 {
				have--
			}
		}
	}
	return float64(kinds) / float64(best)
}
