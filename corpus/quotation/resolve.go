package quotation

import (
	"onrecord/corpus"
)

// resolveUpTo works out whom the pronouns and descriptions before token end
// stand for, in order.
func (a *article) resolveUpTo(end int) {
	for ; a.done < len(a.ments) && a.ments[a.done].first < end; a.done++ {
		m := &a.ments[a.done]
		if m.who >= 0 {
			a.ents[m.who].seen = m.first + 1
		}
		switch {
		case m.who >= 0:
		case m.kind == pronoun:
			m.who = a.resolvePronoun(a.done)
			// The pronoun tells the gender of a name that does not.
			if m.who >= 0 && (m.margin >= 12 || m.onTopic && m.margin >= 4) && m.gender != plural && m.gender != thing && a.ents[m.who].gender == anyGender {
				a.ents[m.who].gender = m.gender
			}
		case m.kind == described:
			a.resolveDescription(a.done)
		}
	}
}

// resolvePronoun returns the entity that the pronoun stands for, or -1.
func (a *article) resolvePronoun(at int) int {
	m := &a.ments[at]
	switch m.gender {
	case male, female:
		return a.resolvePerson(at)
	case thing:
		return a.resolveThing(at)
	}
	return -1
}

// resolveThing finds what "it" stands for: the body or paper that is the
// subject of the sentence before, or of this one.
func (a *article) resolveThing(at int) int {
	first := a.ments[at].first
	if m := a.sentenceSubject(a.sentenceStart(first), first); m >= 0 && a.isThing(m) {
		return a.ments[m].who
	}
	t := &a.toks[a.ments[at].first]
	for i, seen := at-1, 0; i >= 0 && seen < 12; i, seen = i-1, seen+1 {
		c := &a.ments[i]
		ct := &a.toks[c.first]
		if t.sent-ct.sent > 3 || t.para-ct.para > 2 {
			return -1
		}
		if c.inner || !a.isThing(i) || ct.sent == t.sent && c.first > 0 && a.toks[c.first-1].is(cPrep) {
			continue // "In a statement, it said"
		}
		if f := c.first; a.toks[f].has(fFirst) || f > 0 && a.toks[f-1].has(fFirst) {
			return c.who
		}
	}
	return -1
}

// isThing reports whether a mention is of a body or a paper.
func (a *article) isThing(m int) bool {
	who := a.ments[m].who
	return who >= 0 && (a.ents[who].gender == thing || a.ents[who].kind == corpus.Organisation)
}

// subjectPlace reports whether a mention stands where a subject stands: at the
// head of its sentence or clause, and before a verb as far as can be told.
func (a *article) subjectPlace(c *mention) bool {
	f := c.first
	if f > 0 && a.toks[f-1].is(cDet) && !a.toks[f-1].has(fLast) {
		f--
	}
	if c.poss {
		return false
	}
	return a.toks[f].has(fFirst) || a.toks[f-1].is(cConj|cAdv) && !a.toks[f-1].is(cSub) && !a.toks[f-1].is(cPrep) || a.toks[f-1].punct(',') || a.toks[f-1].kind == quoted
}

// lookBack is how many mentions before it a pronoun can mean.
const lookBack = 60

// Weights of what speaks for a candidate. They were set by hand: the speaker
// before goes on, subjects are taken up again, and the near beats the far.
const (
	wSentence = -1.6 // per sentence between
	wPara     = -1.0 // per paragraph between
	wSubject  = 2.5
	wSpeaker  = 2.0
	wTopic    = 2.5 // subject of the last sentence that tells something
	wUnnamed  = -1.5
	wAsFor    = 5.0 // "As for Roe, he …"
	wVerb     = 0.8 // a verb follows
	wPrep     = -1.2
	wPoss     = -1.5
	wInner    = -2.5
	wGender   = 1.0 // the gender is known and fits
	wUnsure   = -1.0
	wLeast    = -9.0
)

// resolvePerson finds whom "he" or "she", or another word, stands for. Names inside quotations
// have no tokens and so never come up.
func (a *article) resolvePerson(at int) int {
	m := &a.ments[at]
	t := &a.toks[m.first]
	best, bestScore, second := -1, 0.0, wLeast
	topic := a.topic(m.first)
	for i := at - 1; i >= 0 && i > at-lookBack; i-- {
		c := &a.ments[i]
		ct := &a.toks[c.first]
		if t.para-ct.para > 3 {
			break
		}
		if c.who < 0 {
			continue
		}
		e := &a.ents[c.who]
		if !e.sure && !e.acts && e.kind == corpus.Individual {
			continue
		}
		if e.kind == corpus.Organisation || e.gender != anyGender && m.gender != anyGender && e.gender != m.gender {
			continue
		}
		score := wSentence*float64(t.sent-ct.sent) + wPara*float64(t.para-ct.para)
		if c.inner {
			score += wInner
		}
		if c.poss {
			score += wPoss
		}
		if c.who == a.speaker {
			score += wSpeaker
		}
		if i == topic {
			score += wTopic
		}
		if f := c.first; f > 1 && a.lower(f-1) == "for" && a.toks[f-2].has(fFirst) && a.lower(f-2) == "as" {
			score += wAsFor
		}
		if e.kind == corpus.Unnamed {
			score += wUnnamed
		}
		if a.subjectPlace(c) && !c.inner {
			score += wSubject
		}
		if n := c.last + 1; n < len(a.toks) && a.toks[n].is(cCue|cAux) {
			score += wVerb
		}
		if c.first > 0 && a.toks[c.first-1].is(cPrep) {
			score += wPrep
		}
		if e.gender == m.gender && e.gender != anyGender {
			score += wGender
		}
		if !e.sure {
			score += wUnsure
		}
		switch {
		case best < 0 || score > bestScore:
			if c.who != best {
				second = bestScore
			}
			if best < 0 {
				second = wLeast
			}
			best, bestScore, m.onTopic = c.who, score, i == topic
		case c.who != best && score > second:
			second = score
		}
	}
	m.margin = bestScore - second
	if bestScore < wLeast {
		return -1
	}
	return best
}

// topic returns the mention that is the subject of the last sentence before
// token i, other than the attribution that i itself stands in.
func (a *article) topic(i int) int {
	lo := a.sentenceStart(i)
	// She saw it differently: "…," she said.
	for k := i - 1; k > lo; k-- {
		if a.toks[k].kind == quoted && (a.toks[k-1].punct(':') || a.toks[k-1].punct(',')) {
			if m := a.sentenceSubject(lo, k); m >= 0 {
				return m
			}
		}
	}
	for n := 0; n < 2 && lo > 0; n++ {
		end := lo
		lo = a.sentenceStart(lo - 1)
		if a.toks[end].para-a.toks[lo].para > 1 {
			return -1
		}
		if a.toks[lo].kind == quoted {
			continue // the quotation that is being attributed
		}
		return a.sentenceSubject(lo, end)
	}
	return -1
}
