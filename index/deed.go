package index

import (
	"slices"
	"strings"

	"onrecord/corpus"
)

// deedOf returns the slots of what a question asks who did it, or when, how often or why somebody did
// it: of the verb, which stands behind the name then.
func (pl *plan) deedOf() slotSet {
	if pl.question.did != "" {
		return pl.slotsOf(pl.question.did)
	}
	named := slices.IndexFunc(pl.slots, func(s *slot) bool { return s.proper })
	for i, s := range pl.slots {
		if pl.question.acts && !s.proper && 0 <= named && named < i {
			return pl.slotsThat(func(other *slot) bool { return other == s && !s.light })
		}
	}
	return 0
}

// isDoneOtherwise reports whether all that a passage tells of the deed that is asked about is that
// somebody else did it, that it was done to others, or that those did it whom it was to be done to.
func (c *candidate) isDoneOtherwise() bool {
	told, who := false, c.plan.question.did != ""
	for n, w := range c.words {
		if !c.plan.deed.has(w.slot) {
			continue
		}
		object := n + 1
		for ; c.word(object) == "of" || articles[c.word(object)]; object++ { // the murder of Mia Brandt
		}
		subject := c.subject(n)
		asked := subject >= 0 && c.isAsked(subject)
		switch {
		case who && !c.tellsOf(w.in) && object < w.in.to && c.namesOther(object):
		case isProper(w.word) && n > w.in.from: // it is of a name
			return false
		case who && asked && !c.holdsAnyOf(c.plan.proper, n+1, w.in.to), !who && subject >= 0 && !asked:
		default:
			return false
		}
		told = true
	}
	return told
}

// subject returns the last word of the name that tells who does what verb n tells: -1 where that cannot be
// told, or it is done to them. A name stands before its verb, with nothing but auxiliaries and the like
// between; behind a comma it must begin behind another.
func (c *candidate) subject(n int) int {
	from, last := c.words[n].in.from, n-1
	for ; last >= from && !c.isName(last); last-- {
		if low := c.word(last); being[low] || !yesNo[low] && !relative[low] && !lightTerms[term(low)] && !isNumber(low) {
			return -1
		}
	}
	first := last
	for first > from && c.isName(first-1) && c.adjoinsNext(first-1) {
		first--
	}
	if last < from || isPossessive(c.words[last].text) {
		return -1
	}
	between := strings.TrimSpace(c.Body()[c.words[last].span.End:c.words[last+1].span.Start])
	apart := strings.HasSuffix(strings.TrimSpace(c.Body()[c.words[from].span.Start:c.words[first].span.Start]), ",")
	next, led := c.word(last+1), c.word(first-1)
	if articles[led] {
		led = c.word(first - 2)
	}
	if !relative[next] && (first > from && following[led] || between != "" && !(between == "," && (apart || isNumber(next)))) {
		return -1
	}
	return last
}

// isAsked reports whether word n is of a name of the question, or stands for a person of that name.
func (c *candidate) isAsked(n int) bool {
	if p := c.personAt(n); p >= 0 {
		return c.callers[p].called != 0
	}
	return c.plan.proper.has(c.words[n].slot)
}

// isName reports whether a word is of a name, or stands for a person.
func (c *candidate) isName(n int) bool {
	return isProper(c.words[n].word) && !notNames[c.word(n)] || c.word(n) != "they" && c.personAt(n) >= 0
}

// personAt returns the person whom word n names or stands for, or -1. Whose brother somebody is called is
// not that somebody.
func (c *candidate) personAt(n int) int {
	if n < 0 {
		return -1
	}
	w := c.words[n].span
	return slices.IndexFunc(c.People, func(p corpus.Person) bool {
		return p.Kind == corpus.Individual && slices.ContainsFunc(p.Mentions, func(m corpus.Span) bool {
			return m.Contains(w) && !(isPossessive(c.words[n].text) && m.End > w.End)
		})
	})
}

// isPossessive reports whether a word ends with the s of whom something is of.
func isPossessive(w string) bool { return strings.HasSuffix(w, "s") && strings.ContainsAny(w, "'’") }

// isOfWhomIsAsked reports whether number n, an age, is that of whom is asked for, if it stands behind a
// name: Jane Roe, 57. Of somebody's sister it is not that of themselves.
func (c *candidate) isOfWhomIsAsked(n int) bool {
	kin, p := c.plan.kin, c.personAt(n-1)
	switch {
	case p < 0:
		return kin == 0 || c.holdsAnyOf(kin, c.words[n].in.from, c.words[n].in.to)
	case kin == 0:
		return c.plan.proper == 0 || c.isNamed(p)
	}
	return !c.isNamed(p) && c.plan.filledBy(strings.Join(c.callings(p), "\n"))&kin != 0
}

// findKin finds out whether it is asked of somebody's sister. What does not tell of one then answers nothing.
func (pl *plan) findKin() {
	for i, s := range pl.all[1:] {
		if whose := pl.all[i]; whose.proper && !s.proper && isPossessive(whose.asked.text) {
			pl.kin = pl.slotsOf(s.asked.term)
			pl.core |= pl.kin
			pl.elsewhere = pl.elsewhere || pl.kin == 0
		}
	}
}
