package index

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// isContent reports whether a slot's word is not of a name. Of what has the names of a question
// and nothing of its content cannot be said that it answers.
func (s *slot) isContent() bool { return !s.proper && !s.name && !s.source && !s.asked.capital }

// holdsContent reports whether a passage holds some of the content of a question.
func (c *candidate) holdsContent() bool {
	pl, fills := c.plan, c.fills()
	return fills&pl.content != 0 || pl.contents == 0 || pl.question.offices != nil || pl.weightOf(fills) >= mostlyNames*pl.total
}

// isCore reports whether nothing else in the question makes up for a slot's word: a year,
// what somebody did who is asked for, and all that is asked about for yes or no.
func (q *question) isCore(s *slot) bool {
	yesNo := !q.open && !s.light && !s.proper && !s.name
	return isYear(s.asked.text) || s.asked.term == q.did && !s.light || yesNo
}

// mostlyNames is the share of a question, by rarity, that names alone must make up for it
// to be answered by a passage without its other words, which texts often put differently.
const mostlyNames = 0.7

// answers reports whether a passage holds what a question asks for, where that can be told.
func (c *candidate) answers() bool {
	q, tells := &c.plan.question, c.called|c.slotsWithin(c.span)|c.fills()&c.plan.sources
	switch {
	case !c.holdsContent() || c.plan.core&^tells != 0 || q.answer == aTime && !c.tellsTime():
		return false
	case c.isOfOthers() || !c.namesWhose() || !c.isSaid():
		return false
	case q.offices != nil:
		return c.tellsOffice(0, len(c.words))
	case q.answer != aNumber && q.answer != aPlace && q.answer != anAge:
		return true
	}
	for n, w := range c.words {
		if w.slot < 0 && c.canAnswer(n) && c.counts(n) {
			return true
		}
	}
	return false
}

// tellsOffice reports whether one of the words from to to is an office that is asked for, beside
// the name of what somebody holds it of.
func (c *candidate) tellsOffice(from, to int) bool {
	for n := from; n < to; n++ {
		w := c.words[n]
		if c.plan.question.offices[w.term] && !lesser[c.word(n-1)] &&
			c.holdsAnyOf(c.plan.whose, max(w.in.from, n-officeReach), min(w.in.to, n+officeReach+1)) {
			return true
		}
	}
	return false
}

// namesWhose reports whether a passage has the name of whose office is asked for or, where its
// article has that in full, its first word, of nothing else: Oakley's chief executive.
func (c *candidate) namesWhose() bool {
	name := c.plan.whose & c.plan.proper
	if name&^c.fills() == 0 {
		return true
	}
	full, first := " ", bits.TrailingZeros32(uint32(name))
	for i, s := range c.plan.slots {
		if name.has(i) {
			full += text.Fold(s.asked.text) + " "
		}
	}
	alone := func(n int) bool {
		return c.words[n].slot == first && (n+1 == len(c.words) || !c.adjoinsNext(n) || strings.HasSuffix(c.word(n), "s") && strings.ContainsAny(c.word(n), "'’") || c.plan.question.offices[c.words[n+1].term])
	}
	for n := range c.words {
		if alone(n) {
			return strings.Contains(foldedWords(c.Body()), full)
		}
	}
	return false
}

// lesser stand before an office that somebody does not hold, or no more.
var lesser = wordSet(`deputy assistant associate vice former ex late acting shadow`)

// asksFigure reports whether a date, a number or a place is asked for: everything has one of its own.
func (q *question) asksFigure() bool {
	return slices.Contains([]answerKind{aTime, aPlace, aNumber, aDuration, anAge}, q.answer)
}

// isOfOthers reports whether it is asked who did something, or for a figure, and the passage has it
// of somebody else: it has nothing else of the question, or its article does not name all who are
// named or, for a figure, nothing that is.
func (c *candidate) isOfOthers() bool {
	q := &c.plan.question
	if !q.open || q.did == "" && !q.asksFigure() {
		return false
	}
	lacks := c.plan.proper &^ c.fills() &^ c.plan.inArticle(c.Entry)
	return c.plan.about != 0 && c.fills()&c.plan.about == 0 || lacks&c.plan.names != 0 || lacks != 0 && lacks == c.plan.proper && q.asksFigure()
}

// isSaid reports whether somebody says something in the passage if it is asked what they said.
func (c *candidate) isSaid() bool {
	whose := c.plan.names & c.plan.proper & c.plan.slotsThat(func(s *slot) bool { return c.plan.question.sayer[s.asked.term] })
	return whose == 0 || slices.ContainsFunc(c.StatementsIn(c.span), func(st corpus.Statement) bool { return c.callers[st.Speaker].called&whose != 0 })
}

// tellsTime reports whether a passage tells any time at all.
func (c *candidate) tellsTime() bool {
	return slices.ContainsFunc(c.words, func(w readWord) bool {
		return isYear(strings.TrimSuffix(c.Body()[w.at.Start:w.at.End], "s")) || timeTerms[w.term]
	})
}

// officeReach is how many words stand at most between an office and whose it is: the new
// head of the spy agency GCHQ.
const officeReach = 4

// unitReach is how many words stand at most between a number and what it counts.
const unitReach = 8

// holdsAnyOf reports whether one of the words from to to fills one of some slots.
func (c *candidate) holdsAnyOf(set slotSet, from, to int) bool {
	return slices.ContainsFunc(c.words[from:to], func(w readWord) bool { return set.has(w.slot) })
}

// counts reports whether word n, a number, counts what the question asks for: the unit is
// near it ("how many people"), it is money, or the age of somebody of whom its sentence tells.
func (c *candidate) counts(n int) bool {
	q, st := &c.plan.question, c.words[n].in
	if q.answer == anAge {
		return c.plan.proper == 0 || c.holdsAnyOf(c.plan.proper, st.from, st.to) || slices.ContainsFunc(c.peopleIn(st.span), c.isNamed)
	}
	if q.money {
		sign, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(c.Body()[:c.words[n].at.Start]))
		return unicode.Is(unicode.Sc, sign) || n+1 < st.to && currencies[c.words[n+1].term] || n+2 < st.to && currencies[c.words[n+2].term]
	}
	return q.unit == "" || c.holdsAnyOf(c.plan.slotsOf(q.unit), max(st.from, n-unitReach), min(st.to, n+unitReach))
}
