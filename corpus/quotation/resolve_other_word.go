package quotation

import (
	"cmp"
	"slices"
	"strings"

	"onrecord/corpus"
)

// sameNoun finds the person that a bare noun with "the" takes up again, introduced without a name by
// the same noun ("an adviser" … "the adviser"), and how sure that is.
func (a *article) sameNoun(m *mention) (who *entity, step string) {
	head := roleWord(a.lower(m.head))
	for c := range a.back(m, 6) {
		if c.kind != described || c.who == nil || c.inner || !c.isOne() {
			continue
		}
		unnamed := c.who.kind == corpus.Unnamed
		if m.last > m.head && a.span(m.first, m.last) != a.span(c.first, c.last) {
			continue // the lawyer for another
		}
		same := roleWord(a.lower(c.head)) == head || isAge(head) && a.within(c, head)
		_, fits := a.fits(m, c.who) // the head is not "the union's safety chief"
		shadow := slices.ContainsFunc(otherOffice, func(w string) bool { return a.within(m, w) != a.within(c, w) })
		if same && (unnamed && !a.otherThan(c, m) && !shadow || !unnamed && fits) || head == "person" && unnamed {
			return c.who, cmp.Or(c.step, "noun") // as sure as before
		}
	}
	return nil, ""
}

// otherWord finds somebody known for whom another word stands: the one who is likeliest to
// be meant, behind a plain phrase ("the Florida senator"), if no other office is told of
// them.
func (a *article) otherWord(m *mention) *entity {
	const leastGuess = 0.5 // how likely it must be whom another word stands for
	head := roleWord(a.lower(m.head))
	switch {
	case m.last != m.head, a.lower(m.first) != "the", a.owned(m), a.toks[m.head].class == 0,
		sets.Anonymous[head], sets.Party[head],
		!a.speaks(m) && !a.subjectPlace(m):
		return nil
	}
	if who := a.broughtIn[a.lower(m.head)]; who != nil && a.toks[m.head].is(cRole|cOffice) {
		return who
	}
	who, comma, next := a.resolvePerson(m, nil), a.afterComma(m), a.lower(m.last+1)
	introduced := isIndefinite(comma) || strings.HasPrefix(comma, "who") // the driver, a man of 60; the driver, who
	again := isAge(head) || strings.Contains(head, "-of-")               // the mother-of-two, who
	if introduced && again {
		introduced = isAge(head) && who == a.speaker
	}
	if who == nil || m.chance < leastGuess || next == "who" || introduced {
		return nil // the official who ran it is brought in; so is the driver, who asked
	}
	// Who has asked does not answer.
	if who == a.speaker && a.toks[a.speakerTok].kind == quoted && a.asks(a.speakerTok) && a.spokeBefore(m) < 2 {
		if who = a.resolvePerson(m, who); who == nil || m.chance < leastGuess {
			return nil
		}
	}
	t := &a.toks[m.head]
	named := t.is(cOffice) || sets.AnyPerson[head] || m.head > m.first+1 && a.toks[m.head-1].has(fCap)
	title := t.has(fCap) && named // the Star is a paper
	unnamed := a.speaker != nil && a.speaker.kind == corpus.Unnamed
	switch {
	case sets.AnyMan[head] && who.isOfLaw(), // the woman is not the judge
		who == a.speaker && (next == "himself" || next == "herself"), // the boy himself is another
		title,                           // the Harbour Commissioner is somebody else
		slices.Contains(who.keys, head), // the mayor is not counsel for the mayor
		unnamed && a.sameParagraph(a.speakerTok, m.first), // one shareholder said Roe was right; the investor added
		!who.sure,
		!who.mayBeCalled(head),
		a.otherHolder(m, who),
		a.speaksOf(m, who):
		return nil
	}
	return who
}

// speaksOf reports whether the quotation in the sentence of a mention speaks of somebody of a person's sex, and
// not of who speaks: “He was brave,” the farmer said. That is hardly he himself.
func (a *article) speaksOf(m *mention, who *entity) bool {
	of, self := false, false
	for w := range a.quotedWords(m) {
		c := classOf(w) & cPronoun
		self = self || c == cI && w != "you" && w != "your"
		of = of || c&(cHe|cShe) != 0 && (who.gender == anyGender || c.gender() == who.gender)
	}
	for c := range a.back(m, 2) {
		of = of && (c.who == nil || c.who == who || !c.isOne() || !c.who.mayBe(who.gender)) // another may be spoken of
	}
	return of && !self
}

// otherThan reports whether two descriptions with one noun have other words before it:
// the spy chief, the inquiry chief.
func (a *article) otherThan(b, c *mention) bool {
	modified := c.first < c.head && !a.toks[c.head-1].is(cDet|cPronoun) // "the chief" may be either
	return modified && !slices.ContainsFunc(a.toks[c.first:c.head], func(t token) bool {
		return !t.is(cDet|cPronoun) && a.within(b, t.lower)
	})
}

// mayBeCalled reports whether a noun may be another word for somebody: a judge is not "the
// baker", but a senator "the lawmaker", and anybody "the official"; whose work is not told may be the baker.
func (e *entity) mayBeCalled(noun string) bool {
	if isAge(noun) {
		// Her three-year-old is not "the 29-year-old".
		return !slices.ContainsFunc(e.keys, func(w string) bool { return w != noun && isAge(w) })
	}
	if sets.AnyPerson[noun] || slices.Contains(e.keys, noun) || classOf(noun)&(cRole|cOffice) == 0 {
		return true
	}
	trade, office := trades[noun], classOf(noun)&cOffice != 0
	employed := false
	for _, w := range e.keys {
		// A Green politician may be "the senator", but no MP "the home secretary".
		if trade != "" && trades[w] == trade && (!office || trade != "politics" || w == "politician") {
			return true
		}
		employed = employed || classOf(w)&(cRole|cOffice) != 0 && (!sets.AnyPerson[w] || w == "chief")
	}
	return !employed && !office // nor is the girl the mayor
}

// isAge reports whether a word is an age that stands for somebody: the 43-year-old.
func isAge(w string) bool { return strings.HasSuffix(w, "-old") }
