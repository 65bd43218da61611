package quotation

import (
	"strings"

	"onrecord/corpus"
)

// resolveUpTo works out whom the pronouns and descriptions before token end
// stand for, in order.
func (a *article) resolveUpTo(end int) {
	for ; a.done < len(a.ments) && a.ments[a.done].first < end; a.done++ {
		m := a.ments[a.done]
		switch {
		case m.who != nil:
			m.who.seen = m.first + 1
		case m.kind == pronoun && m.gender == thing:
			m.who = a.resolveThing(m)
		case m.kind == pronoun && m.gender == plural:
			m.who = a.resolveThey(m)
		case m.kind == pronoun:
			m.who = a.resolvePerson(m, nil)
			// The pronoun tells the gender of a name that does not.
			if m.who != nil && m.chance >= .8 && m.who.gender == anyGender {
				m.who.gender = m.gender
			}
		case m.kind == described:
			a.resolveDescription(m)
		}
	}
}

// resolveThey finds whom "they" stands for: the people without a name who are the subject of the sentence before,
// as the family of Roe; or nil.
func (a *article) resolveThey(m *mention) *entity {
	if m.poss || !a.toks[m.first].has(fFirst) && a.toks[max(m.first-1, 0)].kind != quoted {
		return nil
	}
	for first, end := range a.sentencesBefore(a.sentenceStart(m.first), 2) {
		s := a.sentenceSubject(first, end)
		if s.is(described) && s.gender == plural && !s.inner {
			return s.who
		}
	}
	return nil
}

// resolveDescription finds the person whom a description stands for, or makes
// an unnamed one of it.
func (a *article) resolveDescription(m *mention) {
	det := a.lower(m.first)
	bare := !a.toks[m.first].is(cDet | cPronoun) // a headline's
	definite := bare || det == "the" || det == "this" || det == "that" || sets.Possessive[det]
	// “…,” said Roe, a cousin of Gray. His cousin is Gray.
	own := func(who *entity) bool {
		return who == a.speaker && sets.Mutual[a.lower(m.head)] && a.toks[m.first].is(cHe|cShe)
	}
	if who, is := a.predicated(m); is {
		if m.who, m.step = who, "predicate"; who != nil {
			a.addRole(who, m.first, m.last)
		}
		return
	}
	if det == "whose" { // Acme, whose director said: no other firm's
		return
	}
	found := func(who *entity, step string) bool {
		if who != nil && !own(who) {
			m.who, m.step = who, step
		}
		return m.who != nil
	}
	switch {
	case m.gender == plural, m.gender == thing && !definite:
	case m.gender == thing:
		found(a.sameBody(m), "body")
	case definite && (found(a.byDescription(m), "role") || found(a.sameNoun(m))):
	case found(a.delayed(m), "delayed"):
		a.addRole(m.who, m.first, m.last)
	case definite:
		found(a.otherWord(m), "guess")
	}
	if m.who == nil {
		m.who = a.unnamed(m)
	}
}

// predicated reports whether a description says what somebody is (she was a detective
// sergeant), and of whom; nil if that is not clear. It brings in nobody else.
func (a *article) predicated(m *mention) (who *entity, is bool) {
	k := m.first - 1
	if k < 1 || !a.describesOne(m) || !sets.Copula[a.lower(k)] || a.at[k-1] == nil {
		return nil, false
	}
	s := a.at[k-1]
	return s.who, s.who != nil || s.kind == pronoun
}

// unnamed returns the entity that a description stands for by itself.
func (a *article) unnamed(m *mention) *entity {
	text := a.span(m.first, m.last)
	if t := &a.toks[m.first]; t.has(fFirst) && !t.has(fUpper) && t.is(cDet|cAdj|cNoun|cPronoun) {
		text = strings.ToLower(text[:1]) + text[1:] // a capital of the sentence's
	}
	if strings.HasPrefix(a.lower(m.head), "spokes") {
		if whose := a.spokenFor(m); whose != "" {
			det := a.lower(m.first)
			if det == "an" {
				det = "a" // an Acme spokesman
			}
			text = det + " " + a.lower(m.head) + " for " + whose
		}
	}
	return a.unnamedAs(m, text)
}

// unnamedAs returns the entity that a description stands for, shown as text.
func (a *article) unnamedAs(m *mention, text string) *entity {
	if who, ok := a.byName[text]; ok {
		return who
	}
	kind := corpus.Unnamed
	if m.gender == thing {
		kind = corpus.Organisation
	}
	e := a.addEntity(text, &entity{show: text, kind: kind, gender: m.gender, first: m.first})
	if article, noun, _ := strings.Cut(text, " "); kind == corpus.Unnamed && isIndefinite(article) {
		a.broughtIn[lastWord(noun)] = e
	}
	return e
}

// describesOne reports whether a mention describes one person, by itself.
func (a *article) describesOne(m *mention) bool {
	return m.kind == described && !m.inner && !m.poss && m.isOne() && a.toks[m.head].is(cRole|cOffice|cMan|cWoman)
}

// surelyPerson reports whether a mention names a person for certain, by itself.
func (a *article) surelyPerson(m *mention) bool {
	return a.namesPerson(m) && !m.inner && (m.who.sure || len(m.who.name) > 1)
}
