package quotation

import (
	"strings"

	"onrecord/corpus"
)

// resolveThing finds what "it" stands for: the body or paper that is the
// subject of the sentence before, or of this one.
func (a *article) resolveThing(m *mention) *entity {
	lo := a.sentenceStart(m.first)
	if a.speaker.isBody() && a.says(m.last+1) && lo > 0 && m.first == lo && a.sameSentence(a.speakerTok, lo-1) {
		return a.speaker // “…,” Acme said. It said
	}
	if m := a.sentenceSubject(lo, m.first); m != nil && m.who.isBody() {
		return m.who
	}
	// "Kestrel Freight declined. “…,” it said": a name that nothing makes a person's.
	for first, end := range a.sentencesBefore(lo, 2) {
		m := a.sentenceSubject(first, end)
		if m != nil && !m.inner && (m.kind == named && m.who.becomesBody() || m.kind == described && m.who.isBody()) {
			return m.who
		}
	}
	return nil
}

// sameBody finds the body that "the group", "the company", "the ministry" stands
// for: the last one named that is of that sort, or that any word may stand for.
func (a *article) sameBody(m *mention) *entity {
	head := a.lower(m.head)
	if m.first != m.head-1 && !strings.HasSuffix(a.lower(m.head-1), "-based") {
		return nil
	}
	any := sets.AnyBody[head]
	for c := range a.back(m, lookBack) {
		again := c.kind == described && !c.inner && a.lower(c.head) == head
		switch {
		case c.who == nil:
		case any && again && a.lower(c.head+1) == "of" && isIndefinite(a.lower(c.first)): // a group of doctors
			return c.who
		case any && again && a.lower(c.head+1) != "of" && c.who.isBody(), // "the drug company", of which the company is told
			c.kind == named && (any && a.mayBeBody(c, m) || c.who.isBody() && a.isOfSort(c, head)):
			return c.who
		}
	}
	return nil
}

// mayBeBody reports whether a name before mention m may be that of a body of any sort: one that
// does something, or for which somebody works in its paragraph.
func (a *article) mayBeBody(c, m *mention) bool {
	before, head := a.lower(c.first-1), a.lower(m.head)
	switch {
	case a.isTold(c),
		a.toks[c.last].is(cPlace | cPeople),
		sets.Agency[a.lower(c.last)] && head != "agency" && head != "bureau", // the FBI is no group
		a.joined(c.last) && a.toks[c.last+1].is(cNoun),
		sets.FirmNoun[head] && sets.PublicBody[a.lower(c.last)]:
		return false
	case !c.who.isBody():
		return !c.inner && a.subjectPlace(c) && c.who.becomesBody()
	case c.inner: // an adviser at Acme
		return a.sameParagraph(c.first, m.first) && (before == "at" || !sets.BeforePlace[before])
	}
	return !sets.BeforePlace[before]
}

// isOfSort reports whether a body's name has the noun, or a word for what it names: the
// union is the Federation of Porters.
func (a *article) isOfSort(c *mention, noun string) bool {
	for k := c.last; k >= c.first; k-- {
		w := a.lower(k)
		if w == noun || bodySorts[w] == noun {
			return true
		}
		if k > c.first && bodySorts[w] != "" {
			return false // the Police Federation is no force
		}
	}
	return false
}

// bodyOf returns the body that a spokeswoman's phrase names, or that was named before it: a Home
// Office spokesman; a council spokesman; Acme was sorry. “…,” a spokeswoman said; or nil.
func (a *article) bodyOf(m *mention) *entity {
	switch {
	case m.head == m.last && m.head == m.first+1:
		return a.resolveThing(m)
	case m.head < m.last && (m.last != m.head+3 || a.lower(m.head+1) != "for" || a.lower(m.head+2) != "the"):
		return nil
	}
	for c := range a.following(m, m.last) {
		if c.kind == named && c.last+1 == m.head && c.who.isBody() {
			return c.who
		}
		if c.kind == named {
			return nil // a Norby council spokesman stays one
		}
	}
	sort := a.lower(m.head - 1)
	if m.head < m.last {
		sort = a.lower(m.last) // for the ministry
	}
	for c := range a.back(m, lookBack) {
		if c.kind == named && a.isOfSort(c, sort) && c.who.isBody() {
			return c.who
		}
	}
	return nil
}

// spokenFor returns for whom a spokeswoman speaks, or "": whom her phrase or the text before it
// names, or else the subject of the sentence before, if that is not surely a person: Acme declined
// to comment, the health board had no plans. “…,” a spokeswoman said.
func (a *article) spokenFor(m *mention) string {
	who := a.bodyOf(m)
	if !who.isSomebody() && m.head == m.first+1 && m.head == m.last && isArticle(a.lower(m.first)) {
		s := a.subjectBefore(a.sentenceStart(m.first))
		if s != nil && s.kind == described && a.tok(s.last+1).punct(',') && a.at[s.last+2].is(named) {
			s = a.at[s.last+2] // the operator, Acme Lines, said
		}
		if s != nil && a.sameParagraph(s.first, m.first) && !s.who.gender.known() && (s.kind == named || a.toks[s.head].is(cOffice)) {
			who = s.who
		}
	}
	if who == nil {
		return ""
	}
	c := classOf(lastWord(who.show))
	switch {
	case who.isSomebody() && who.the:
		return "the " + who.show
	case who.isSomebody(), strings.HasPrefix(who.show, "the ") && c&(cBody|cOffice) != 0 && c&cPaper == 0:
		return who.show
	}
	return ""
}

// subjectBefore returns the subject of the sentence that ends before token lo, or nil.
func (a *article) subjectBefore(lo int) *mention {
	for first, end := range a.sentencesBefore(lo, 1) {
		if s := a.sentenceSubject(first, end); s != nil && s.who != nil && !s.inner && a.subjectPlace(s) {
			return s
		}
	}
	return nil
}

// isBody reports whether an entity is a body or a paper.
func (e *entity) isBody() bool { return e != nil && e.kind == corpus.Organisation }

// becomesBody makes a body of what a name stands for unless something makes it a person's, and
// reports whether it is one.
func (e *entity) becomesBody() bool {
	if e.kind == corpus.Individual && !e.isPerson() {
		e.kind, e.gender = corpus.Organisation, thing
	}
	return e.kind == corpus.Organisation
}
