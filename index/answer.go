package index

import (
	"math/bits"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
)

// isContent reports whether a slot's word is not of a name. Of what has the names of a question
// and nothing of its content cannot be said that it answers.
func (s *slot) isContent() bool { return !s.proper && !s.source && !s.asked.capital }

// holdsContent reports whether a passage holds some of the content of a question.
func (c *candidate) holdsContent() bool {
	pl, fills := c.plan, c.fills()
	return fills&pl.content != 0 || !pl.hasContent || pl.question.offices != nil || pl.weightOf(fills) >= mostlyNames*pl.total
}

// isCore reports whether nothing else in the question makes up for a slot's word: a year,
// what somebody did who is asked for, and all that is asked about for yes or no.
func (q *question) isCore(s *slot) bool {
	return isYear(s.asked.text) || !s.light && (s.asked.term == q.did || !q.open && !s.proper)
}

// mostlyNames is the share of a question, by rarity, that names alone must make up for it
// to be answered by a passage without its other words, which texts often put differently.
const mostlyNames = 0.7

// likeAWord is how like a word in meaning another is at least for it to be taken for holding it:
// married, of a wedding. What is asked for a figure, names aside, a passage may lack by less than
// mostOfFigure. Found by trial on the dev set, and on those of blindSets that are read.
const (
	likeAWord    = 0.25
	mostOfFigure = 0.5
)

// lacksContent reports whether a passage has so little of the content of a question for a figure,
// even in other words, that what figure it has is of something else.
func (c *candidate) lacksContent() bool {
	if !c.plan.question.open || !c.plan.question.asksFigure() {
		return false
	}
	needed, lacks, fills := 0.0, 0.0, c.fills()
	own := sync.OnceValue(c.meanings)
	for _, s := range c.plan.all {
		if s.proper || s.source || s.light || s.asked.term == c.plan.question.unit {
			continue // it tells of whom, where or when, or of what kind the answer is
		}
		needed++
		if !fills.has(s.number) && s.likeness(own()) < likeAWord {
			lacks++
		}
	}
	return lacks > 0 && lacks >= mostOfFigure*needed
}

// answers reports whether a passage holds what a question asks for, where that can be told.
func (c *candidate) answers() bool {
	q, tells := &c.plan.question, c.called|c.slotsWithin(c.span)|c.fills()&c.plan.sources
	if !c.holdsContent() || c.plan.core&^tells != 0 || q.answer == aTime && !c.tellsTime() ||
		c.lacksContent() || c.isOfOthers() || c.isDoneOtherwise() || !c.isSaid() || c.plan.full && !c.isFull() ||
		q.offices != nil && c.plan.whose&c.plan.proper&^c.fills() != 0 {
		return false
	}
	told := q.offices != nil || q.unit != "" || q.much || q.units != nil || // it has to be seen who, or how many
		q.answer == aPlace || q.answer == anAge
	if !told {
		return true
	}
	hasHolder := slices.ContainsFunc(c.holders, func(p *corpus.Person) bool {
		return slices.ContainsFunc(p.Mentions, c.span.Contains)
	})
	for n, w := range c.words {
		if q.offices == nil && w.slot < 0 && c.canAnswer(n) && c.counts(n) {
			return true
		}
		if !q.offices[w.term] {
			continue
		}
		role := c.Body()[c.words[max(n-2, w.in.from)].span.Start:c.words[min(n+1, w.in.to-1)].span.End]
		besideName := c.holdsAnyOf(c.plan.whose, max(w.in.from, n-officeReach), min(w.in.to, n+officeReach+1))
		if (hasHolder || besideName && c.tellsOfSomebody(w.in)) && q.holdsOffice(role) {
			return true
		}
	}
	return false
}

// holdsOffice reports whether a role is the office that is asked for, of whatever body.
func (q *question) holdsOffice(role string) bool {
	for w := range words(chiefExecutive.ReplaceAllString(role, "ceo"), 0) {
		switch low := strings.ToLower(w.text); {
		case lesser[low] && !q.former:
			return false
		case q.offices[term(low)]:
			return true
		}
	}
	return false
}

// chiefExecutive matches a chief who is no other chief.
var chiefExecutive = regexp.MustCompile(`(?i)\bchief exec\pL*`)

// lesser stand before an office that somebody does not hold, or no more.
var lesser = wordSet(`deputy assistant associate vice former ex late acting shadow`)

// asksFigure reports whether a date, a number or a place is asked for: everything has one of its own.
func (q *question) asksFigure() bool {
	return slices.Contains([]answerKind{aTime, aPlace, aNumber, aShare, aDuration, anAge}, q.answer)
}

// isOfOthers reports whether it is asked who did something, or for a figure, and the passage has it
// of somebody else: it has nothing else of the question, its article does not name all who are
// named or, for a figure, nothing that is.
func (c *candidate) isOfOthers() bool {
	pl, figure := c.plan, c.plan.question.asksFigure()
	if !pl.question.open || pl.question.did == "" && !figure {
		return false
	}
	lacks := pl.proper &^ c.fills() &^ pl.inArticle(c.Entry)
	return pl.about != 0 && c.fills()&pl.about == 0 || lacks&pl.names != 0 || lacks != 0 && lacks == pl.proper && figure
}

// namesOther reports whether a word has a capital, and is not asked for.
func (c *candidate) namesOther(n int) bool {
	return n < len(c.words) && c.words[n].slot < 0 && isProper(c.words[n].word)
}

// isSaid reports whether somebody says something in the passage, if it is asked what they said, and
// whom they are to speak of is in it. Whom a name stands for is told by its last word.
func (c *candidate) isSaid() bool {
	of := c.plan.names & c.plan.proper
	whose := of & c.plan.slotsThat(func(s *slot) bool { return c.plan.question.sayer[s.asked.term] })
	if whose != 0 {
		whose = 1 << (bits.Len32(uint32(whose)) - 1)
	}
	of &^= whose
	if whose != 0 && of != 0 && c.fills()&of == 0 {
		return false
	}
	return whose == 0 || slices.ContainsFunc(c.StatementsIn(c.span), func(st corpus.Statement) bool {
		return c.callers[st.Speaker].called&whose != 0
	})
}

// introduces reports whether a sentence has the whole name of somebody who holds the office that
// is asked for.
func (c *candidate) introduces(sentence corpus.Span) bool {
	text := c.Body()[sentence.Start:sentence.End]
	return slices.ContainsFunc(c.holders, func(p *corpus.Person) bool { return covers(text, Terms(p.Name)) })
}

// isFull reports whether a passage holds all of a question, for a name its article, and an answer
// to it that can be told: nothing that holds less of it is wanted then.
func (c *candidate) isFull() bool {
	pl := c.plan
	have := c.fills() | pl.proper&pl.inArticle(c.Entry)
	needed := pl.slotsThat(func(s *slot) bool { return !s.light || len(pl.words) <= 2 })
	switch {
	case lightTerms[pl.question.did] || needed&^have != 0:
		return false
	case pl.question.offices != nil:
		return c.introduces(c.sentence)
	}
	return len(pl.missing) == 0 && !c.answer(c.span).Empty()
}

// tellsTime reports whether a passage tells any time at all.
func (c *candidate) tellsTime() bool {
	return slices.ContainsFunc(c.words, func(w readWord) bool {
		return isYear(strings.TrimSuffix(w.text, "s")) || timeTerms[w.term]
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

// tellsOfSomebody reports whether a sentence mentions a person.
func (c *candidate) tellsOfSomebody(st *sentence) bool {
	return slices.ContainsFunc(c.peopleIn(st.span), func(p int) bool { return c.People[p].Kind == corpus.Individual })
}

// tellsOf reports whether a sentence has a proper noun of the question, or one whom it names.
func (c *candidate) tellsOf(st *sentence) bool {
	return c.plan.proper == 0 || slices.ContainsFunc(c.words[st.from:st.to], c.isAsked) ||
		slices.ContainsFunc(c.peopleIn(st.span), c.isNamed)
}

// hasOtherSubject reports whether the clause of word n is about somebody else: said that Norby has two.
func (c *candidate) hasOtherSubject(n int) bool {
	from := c.words[n].in.from
	that := from + slices.IndexFunc(c.words[from:n], func(w readWord) bool { return w.term == "that" })
	return that >= from && (c.namesOther(that+1) || articles[c.word(that+1)] && c.namesOther(that+2))
}

// counts reports whether word n, a number, counts what the question asks for: the unit is
// near it ("how many people"), or it is money.
func (c *candidate) counts(n int) bool {
	q, st := &c.plan.question, c.words[n].in
	if !c.tellsOf(st) && (q.answer == anAge || c.hasOtherSubject(n)) {
		return false
	}
	if q.money {
		sign, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(c.Body()[:c.words[n].span.Start]))
		return unicode.Is(unicode.Sc, sign) || currencies[c.words[min(n+1, st.to-1)].term] || c.word(n+1) != "per" && currencies[c.words[min(n+2, st.to-1)].term]
	}
	return q.unit == "" || c.holdsAnyOf(c.plan.slotsOf(q.unit), max(st.from, n-unitReach), min(st.to, n+unitReach))
}

// deedOf returns the slots of what a question asks who did it, or when, how often or why somebody did
// it: of the verb, which stands behind the name then.
func (pl *plan) deedOf() slotSet {
	q := &pl.question
	for i, s := range pl.slots {
		if s.asked.term == q.did || q.did == "" && q.acts && !s.proper && !s.light && pl.proper&(1<<i-1) != 0 {
			return 1 << i
		}
	}
	return 0
}

// isDoneOtherwise reports whether all that a passage tells of the deed that is asked about is that
// somebody else did it, that it was done to others, or that those did it whom it was to be done to.
func (c *candidate) isDoneOtherwise() bool {
	told, who := false, c.plan.question.did != ""
	for n, w := range c.words {
		if !c.plan.deed.has(w.slot) || isProper(w.word) && n > w.in.from { // the last is of a name
			continue
		}
		object := n + 1
		for ; c.word(object) == "of" || articles[c.word(object)]; object++ { // the murder of Mia Brandt
		}
		subject := c.subject(n)
		asked := subject >= 0 && c.isAsked(c.words[subject])
		toOthers := object < w.in.to && c.namesOther(object) && !c.tellsOf(w.in)
		byThemselves := asked && !c.holdsAnyOf(c.plan.proper, n+1, w.in.to)
		if who && !toOthers && !byThemselves || !who && (subject < 0 || asked) {
			return false
		}
		told = true
	}
	return told
}

// subject returns the last word of the name that tells who does what verb n tells: -1 where that cannot be
// told, or it is done to them. A name stands before its verb, with nothing but auxiliaries and the like
// between.
func (c *candidate) subject(n int) int {
	from, last := c.words[n].in.from, n-1
	for ; last >= from && !c.isName(last); last-- {
		if low := c.word(last); being[low] || !yesNo[low] && !relative[low] && !lightTerms[term(low)] && !isNumber(low) {
			return -1
		}
	}
	if last < from || isPossessive(c.words[last].text) {
		return -1
	}
	return last
}

// isAsked reports whether a word is of a name of the question, or stands for a person of that name.
func (c *candidate) isAsked(w readWord) bool {
	if p := c.personAt(w.span); p >= 0 {
		return c.callers[p].called != 0
	}
	return c.plan.proper.has(w.slot)
}

// isName reports whether a word is of a name, or stands for a person.
func (c *candidate) isName(n int) bool {
	return isProper(c.words[n].word) && !notNames[c.word(n)] || c.word(n) != "they" && c.personAt(c.words[n].span) >= 0
}

// personAt returns the person whom a word names or stands for, or -1. Whose brother somebody is called is
// not that somebody.
func (e *Entry) personAt(word corpus.Span) int {
	owns := isPossessive(e.Body()[word.Start:word.End])
	return slices.IndexFunc(e.People, func(p corpus.Person) bool {
		return p.Kind == corpus.Individual && slices.ContainsFunc(p.Mentions, func(m corpus.Span) bool {
			return m.Contains(word) && !(owns && m.End > word.End)
		})
	})
}

// isPossessive reports whether a word ends with the s of whom something is of.
func isPossessive(w string) bool { return strings.HasSuffix(w, "s") && strings.ContainsAny(w, "'’") }

// isOfOther reports whether word n, an age, stands behind the name of somebody who is not asked for: Jane
// Roe, 57.
func (c *candidate) isOfOther(n int) bool {
	p := c.personAt(c.words[max(0, n-1)].span)
	return p >= 0 && c.plan.proper != 0 && !c.isNamed(p)
}
