package index

import (
	"slices"
	"strings"

	"onrecord/corpus"
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
	q := &c.plan.question
	if !c.holdsContent() || c.plan.core&^c.fills() != 0 || q.answer == aTime && !c.tellsTime() || q.asksFigure() && !c.isAbout() {
		return false
	}
	told := q.offices != nil || q.unit != "" || q.much // it has to be seen who, or how many
	switch q.answer {
	case aPlace, aDuration, anAge:
		told = true
	case aTime, aNumber, aShare:
		told = told || c.plan.contents == 0
	}
	if !told {
		return true
	}
	hasHolder := slices.ContainsFunc(c.holders, func(p *corpus.Person) bool {
		return slices.ContainsFunc(p.Mentions, c.span.Contains)
	})
	r := c.reading()
	for i := range r.sentences {
		st := &r.sentences[i]
		for n := st.from; n < st.to; n++ {
			if q.offices[r.words[n].term] && !lesser[r.word(n-1)] && (hasHolder || r.besideName(st, n) && r.tellsOfSomebody(st)) ||
				q.offices == nil && r.words[n].slot < 0 && q.canAnswer(r, n) && r.counts(st, n) {
				return true
			}
		}
	}
	return false
}

// holdsOffice reports whether a role is the office that is asked for, of whatever body.
func (q *question) holdsOffice(role string) bool {
	before := ""
	for w := range words(role, 0) {
		if q.offices[term(w.text)] && !lesser[before] {
			return true
		}
		before = strings.ToLower(w.text)
	}
	return false
}

// introduces reports whether a sentence has the whole name of somebody who holds the office that
// is asked for or, if it is asked who somebody is, that name and the role.
func (c *candidate) introduces(sentence corpus.Span) bool {
	text := c.Body()[sentence.Start:sentence.End]
	if c.plan.question.offices != nil {
		return slices.ContainsFunc(c.holders, func(p *corpus.Person) bool { return covers(text, Terms(p.Name)) })
	}
	return slices.ContainsFunc(c.peopleIn(sentence), func(p int) bool {
		return c.isNamed(p) && covers(text, Terms(c.People[p].Name)) && covers(text, meaningful(c.People[p].Role))
	})
}

// lesser stand before an office that somebody does not hold, or no more.
var lesser = wordSet(`deputy assistant associate vice former ex late acting shadow`)

// asksFigure reports whether a date or a number is asked for: everything has one of its own.
func (q *question) asksFigure() bool {
	return slices.Contains([]answerKind{aTime, aNumber, aShare, aDuration, anAge}, q.answer)
}

// isAbout reports whether a proper noun of the question stands in the article, or belongs to
// somebody in the passage, if there are any.
func (c *candidate) isAbout() bool {
	names := c.plan.proper
	return names == 0 || c.fills()&names != 0 || c.matcher.inArticle(c.Entry)&names != 0
}

// tellsTime reports whether a passage tells any time at all.
func (c *candidate) tellsTime() bool {
	for w := range words(c.text(), 0) {
		if isYear(strings.TrimSuffix(w.text, "s")) || timeTerms[term(w.text)] {
			return true
		}
	}
	return false
}

// officeReach is how many words stand at most between an office and whose it is: the new
// head of the spy agency GCHQ.
const officeReach = 4

// unitReach is how many words stand at most between a number and what it counts.
const unitReach = 8

// besideName reports whether the name of what somebody heads stands near word n of a sentence.
func (r *reading) besideName(st *sentence, n int) bool {
	return r.holdsAnyOf(r.plan.whose, max(st.from, n-officeReach), min(st.to, n+officeReach+1))
}

// holdsAnyOf reports whether one of the words from to to fills one of some slots.
func (r *reading) holdsAnyOf(set slotSet, from, to int) bool {
	return slices.ContainsFunc(r.words[from:to], func(w readWord) bool { return w.slot >= 0 && set.has(w.slot) })
}

// tellsOfSomebody reports whether a sentence mentions a person.
func (r *reading) tellsOfSomebody(st *sentence) bool {
	return slices.ContainsFunc(r.peopleIn(st.span), func(p int) bool { return r.People[p].Kind == corpus.Individual })
}

// tellsOf reports whether a sentence has a proper noun of the question, or one whom it names.
func (r *reading) tellsOf(st *sentence) bool {
	return r.plan.proper == 0 || r.holdsAnyOf(r.plan.proper, st.from, st.to) || slices.ContainsFunc(r.peopleIn(st.span), r.isNamed)
}

// counts reports whether number n of a sentence counts what the question asks for: the unit
// follows it ("how many people"), or it is money.
func (r *reading) counts(st *sentence, n int) bool {
	q := &r.plan.question
	if q.answer == anAge && !r.tellsOf(st) {
		return false
	}
	if q.money {
		at := r.words[n].at
		return strings.HasSuffix(strings.TrimSpace(r.Body()[:at.Start]), "£") || strings.HasSuffix(r.Body()[:at.Start], "$") || strings.HasSuffix(r.Body()[:at.Start], "€") ||
			currencies[r.words[min(n+1, st.to-1)].term] || currencies[r.words[min(n+2, st.to-1)].term]
	}
	if q.unit == "" {
		return true
	}
	for k := max(st.from, n-unitReach); k < min(st.to, n+unitReach); k++ {
		if s := r.words[k].slot; s >= 0 && r.plan.slots[s].asked.term == q.unit {
			return true
		}
	}
	return false
}
