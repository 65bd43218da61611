package index

import (
	"slices"
	"strings"

	"onrecord/corpus"
)

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
