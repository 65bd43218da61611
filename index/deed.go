package index

import (
	"slices"
	"strings"
)

// A deed is what a question asks about, and by whom or to whom it is done: buy, by Lawson, in "when
// did Lawson buy Rovers", and to Rovers in "who bought Rovers".
type deed struct {
	words slotSet
	lead  slotSet // the name behind "did" or, of who did something, behind that
	done  bool    // the deed is done to the lead
}

// deedOf reads the deed off a question. Of what is done by the lead in another form of words, as in "was
// the ferry carrying" and "rescued by the pilots", only the lead is read.
func (pl *plan) deedOf() (d deed) {
	find := func(terms map[string]bool) int {
		return slices.IndexFunc(pl.order, func(t string) bool { return terms[t] })
	}
	at, helped := slices.Index(pl.order, pl.question.did), false
	if d.done = at >= 0; !d.done {
		if at = find(having); at < 0 || at > 1 { // not in "what other cities had"
			at = find(helping)
		}
		if helped = at >= 0; !helped {
			at = max(find(being), slices.Index(pl.order, "by"))
		}
	}
	for at++; at > 0 && at < len(pl.order) && articles[pl.order[at]]; at++ {
	}
	for _, s := range pl.all {
		if at == 0 || s.asked.at != at {
			continue
		}
		switch {
		case s.proper && s.number >= 0:
			d.lead |= 1 << s.number
		case !s.proper && !s.light && !d.done && d.lead != 0:
			if helped {
				d.words = pl.slotsOf(s.asked.term)
			}
			return d
		}
		at++
	}
	if d.done {
		d.words = pl.slotsOf(pl.question.did)
	}
	return d
}

var (
	helping      = termSet(`do does did will would can could`)
	having       = termSet(`has have had`)
	pronouns     = wordSet(`i you he she it we they there`)
	prepositions = wordSet(`of in at from near to for with on by against over under between into`)
	conjunctions = wordSet(`and but or nor if than as after before when while until because though although that`)
)

// isDoneOtherwise reports whether a passage tells of the deed that is asked about nothing but that
// somebody else did it or, of who did it to somebody, that those did it themselves, or that it was
// done for them, with them or by them.
func (c *candidate) isDoneOtherwise() bool {
	d, told := &c.plan.deed, false
	for n, w := range c.words {
		if !d.words.has(w.slot) {
			continue
		}
		subject, passive := c.subject(n)
		leads := slices.ContainsFunc(subject, c.isLead)
		behind, led := c.leadBehind(n)
		switch {
		case d.done && !c.tellsOf(w.in) && c.namesOther(c.objectOf(n)):
		case d.lead == 0, articles[c.word(n-1)], isProper(w.word) && n > w.in.from: // it is a noun, as in "the sale"
			return false
		case d.done && (leads && !passive && (!behind || led != "" && led != "of") || !leads && behind && led != "" && led != "of"):
		case !d.done && len(subject) > 0 && !leads && !passive && led != "by" && led != "of":
		default:
			return false
		}
		told = true
	}
	return told
}

// objectOf returns the word behind verb n: Brandt in "the murder of the Brandts", too.
func (c *candidate) objectOf(n int) int {
	for n++; c.word(n) == "of" || articles[c.word(n)]; n++ {
	}
	return n
}

// stands reports whether word n fills one of some slots, or stands for a person who does.
func (c *candidate) stands(n int, set slotSet) bool {
	w := &c.words[n]
	return set.has(w.slot) && !w.namesake ||
		slices.ContainsFunc(c.peopleIn(w.span), func(p int) bool { return c.callers[p].called&set != 0 })
}

// isLead reports whether word n stands for the lead of the deed.
func (c *candidate) isLead(n int) bool { return c.stands(n, c.plan.deed.lead) }

// leadBehind reports whether the lead stands behind word n in its sentence, and which preposition
// leads to it, if it stands behind none without.
func (c *candidate) leadBehind(n int) (behind bool, led string) {
	for i := n + 1; i < c.words[n].in.to; i++ {
		if c.isLead(i) && !c.isLead(i-1) {
			behind, led = true, c.wordBefore(i)
			if !prepositions[led] {
				return true, ""
			}
		}
	}
	return behind, led
}

// wordBefore returns the word before word n and its article.
func (c *candidate) wordBefore(n int) string {
	if articles[c.word(n-1)] {
		n--
	}
	return c.word(n - 1)
}

// subject returns the words of the names that tell who does what verb n tells, none where that
// cannot be told, and whether it is done to them. Names stand before their verb, with nothing but
// auxiliaries and the like between; behind a comma they must begin behind another.
func (c *candidate) subject(n int) (names []int, passive bool) {
	from, last := c.words[n].in.from, n-1
	for ; last >= from && !c.isName(last); last-- {
		low := c.word(last)
		passive = passive || being[low]
		if pronouns[low] || prepositions[low] || conjunctions[low] || !stopTerms[term(low)] && !lightTerms[term(low)] && !isNumber(low) && !strings.HasSuffix(low, "ly") {
			return nil, passive
		}
	}
	first := last
	for first > from && c.isName(first-1) && c.adjoinsNext(first-1) {
		first--
	}
	if last < from || isPossessive(c.words[last].text) {
		return nil, passive
	}
	next, between := c.word(last+1), strings.TrimSpace(c.Body()[c.words[last].span.End:c.words[last+1].span.Start])
	before := strings.TrimSpace(c.Body()[c.words[from].span.Start:c.words[first].span.Start])
	switch relative := next == "who" || next == "which"; {
	case between != "" && between != ",", !relative && first > from && prepositions[c.wordBefore(first)]:
		return nil, passive
	case between == "," && !relative && !isNumber(next) && !strings.HasSuffix(before, ","):
		return nil, passive
	}
	for ; last >= first || last >= from && (c.isName(last) && c.word(last+1) == "and" || c.word(last) == "and"); last-- {
		names = append(names, last)
	}
	return names, passive
}

// isName reports whether a word is of a name, or stands for a person.
func (c *candidate) isName(n int) bool {
	return isProper(c.words[n].word) && !notNames[c.word(n)] || c.word(n) != "they" && c.isOfPerson(c.words[n].span)
}
