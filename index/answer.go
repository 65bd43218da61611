package index

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

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
	q, tells := &c.plan.question, c.called|c.slotsWithin(c.span)|c.fills()&c.plan.sources
	switch {
	case !c.holdsContent() || c.plan.core&^tells != 0 || q.answer == aTime && !c.tellsTime():
		return false
	case q.asksFigure() && !c.isAbout() || c.isOfOthers() || !c.isSaid() || c.plan.full && !c.isFull():
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
// is asked for.
func (c *candidate) introduces(sentence corpus.Span) bool {
	text := c.Body()[sentence.Start:sentence.End]
	return slices.ContainsFunc(c.holders, func(p *corpus.Person) bool { return covers(text, Terms(p.Name)) })
}

// belonging matches an office, before the name of who holds it, of what was named before: its
// managing director, the club's owner.
var belonging = regexp.MustCompile(`(?i)\b(its|the \pL+['’]s) ((?:[\pL-]+ ){0,3}[\pL-]+), `)

// ownedOffice returns who is said to hold the office that is asked for of what was named before.
func (c *candidate) ownedOffice() *corpus.Person {
	if c.plan.question.offices == nil || c.plan.whose&c.plan.proper == 0 {
		return nil
	}
	for _, m := range belonging.FindAllStringSubmatchIndex(c.text(), -1) {
		role, at, end := c.text()[m[4]:m[5]], c.span.Start+m[0], c.span.Start+m[1]
		if !c.plan.question.holdsOffice(role) || !c.isOfAsked(at, m[3]-m[2] == len("its")) {
			continue
		}
		for _, p := range c.peopleIn(c.span) {
			if c.People[p].Kind == corpus.Individual && slices.ContainsFunc(c.People[p].Mentions, func(s corpus.Span) bool {
				return s.End > end && s.Start >= at && (s.Start <= end || !strings.ContainsAny(c.Body()[end:s.Start], ".,;:!?"))
			}) {
				return &c.People[p]
			}
		}
	}
	return nil
}

// isOfAsked reports whether "its" or "the club's", at some place, stands for whose office is asked
// for: what was named last, but for people, is of that name. If the paragraph names nothing else,
// the club is what the article is about.
func (c *candidate) isOfAsked(at int, its bool) bool {
	paragraphs := c.Paragraphs()
	n := slices.IndexFunc(paragraphs, func(p corpus.Span) bool { return p.End > at })
	from := paragraphs[n].Start
	if its && n > 0 {
		from = paragraphs[n-1].Start
	}
	named, ours := false, false
	for w := range words(c.Body()[from:at], from) {
		if isProper(w) && !notNames[strings.ToLower(w.text)] && !c.isOfPerson(w.span) {
			got, asked := c.matcher.match(w)
			named, ours = true, asked && c.plan.whose.has(got.slot)
		}
	}
	about := c.matcher.slots(c.Title + "\n" + c.Body()[:paragraphs[0].End])
	return ours || !named && !its && c.plan.whose&^about == 0
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

// isOfOthers reports whether it is asked who did something, or for a figure, and the passage has it
// of somebody else: its article does not name all who are named, or it was done to others.
func (c *candidate) isOfOthers() bool {
	q := &c.plan.question
	if !q.open || q.did == "" && !q.asksFigure() {
		return false
	}
	if c.plan.names&c.plan.proper&^c.fills()&^c.matcher.inArticle(c.Entry) != 0 {
		return true
	}
	r := c.reading()
	for i := range r.sentences {
		st := &r.sentences[i]
		for n := st.from; n < st.to && !r.tellsOf(st); n++ {
			if s := r.words[n].slot; s < 0 || r.plan.slots[s].asked.term != q.did {
				continue
			}
			for n++; r.word(n) == "of" || articles[r.word(n)]; n++ { // the murder of Mia Brandt
			}
			if n < st.to && r.namesOther(n) {
				return true
			}
		}
	}
	return false
}

// namesOther reports whether a word has a capital, and is not asked for.
func (r *reading) namesOther(n int) bool {
	return r.words[n].slot < 0 && unicode.IsUpper(firstRune(r.Body()[r.words[n].at.Start:]))
}

// isSaid reports whether somebody says something in the passage, or is said to, if it is asked what
// they said. Whom a name stands for is told by its last word.
func (c *candidate) isSaid() bool {
	whose := slotSet(0)
	for i, s := range c.plan.slots {
		if s.proper && s.name && c.plan.question.sayer[s.asked.term] {
			whose = 1 << i
		}
	}
	if whose == 0 || slices.ContainsFunc(c.StatementsIn(c.span), func(st corpus.Statement) bool { return c.caller(st.Speaker).called&whose != 0 }) {
		return true
	}
	r := c.reading()
	for n := range r.words {
		if saying[r.words[n].term] && r.holdsAnyOf(whose, max(0, n-officeReach), n) {
			return true
		}
	}
	return false
}

// isFull reports whether a passage holds all of a question, for a name its article, and an answer
// to it that can be told: nothing that holds less of it is wanted then.
func (c *candidate) isFull() bool {
	pl := c.plan
	have := c.fills() | pl.proper&c.matcher.inArticle(c.Entry)
	for i, s := range pl.slots {
		did := s.asked.term == pl.question.did
		if s.light && did || !have.has(i) && !(s.light && len(pl.words) > 2) {
			return false
		}
	}
	if pl.question.offices != nil {
		return c.introduces(c.sentence)
	}
	return len(pl.missing) == 0 && !c.answer(c.span).Empty()
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

// hasOtherSubject reports whether the clause of word n is about somebody else: said that Norby has two.
func (r *reading) hasOtherSubject(st *sentence, n int) bool {
	that := slices.IndexFunc(r.words[st.from:n], func(w readWord) bool { return w.term == "that" })
	return that >= 0 && r.namesOther(st.from+that+1)
}

// counts reports whether number n of a sentence counts what the question asks for: the unit
// follows it ("how many people"), or it is money.
func (r *reading) counts(st *sentence, n int) bool {
	q := &r.plan.question
	if !r.tellsOf(st) && (q.answer == anAge || r.hasOtherSubject(st, n)) {
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
