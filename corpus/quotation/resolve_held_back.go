package quotation

import "strings"

// delayed finds the name that news holds back: the lead says "the head of the
// navy has warned …", and the next sentences name him. Nobody else may be named
// before, and the name must be the subject of a verb of saying.
func (a *article) delayed(m *mention) *entity {
	head, f := a.lower(m.head), m.first
	switch {
	case a.toks[f].para > 2, !a.toks[m.head].is(cRole | cOffice | cMan | cWoman), !a.speaks(m), sets.Anonymous[head],
		strings.HasPrefix(head, "spokes"), // a spokeswoman is nobody whom the next sentences name
		f != m.head && !a.needsNoun(f),    // "every", "one", "somebody"
		f > 1 && a.lower(f)[0] == 'a' && a.toks[f-1].is(cCue) && a.toks[f-2].kind == quoted: // nor is whom “…,” said an official
		return nil
	}
	if held := a.byRole[roleWord(head)]; len(held) == 1 && strings.HasPrefix(a.lower(f), "a") && m.head == f+1 && m.head == m.last && held[0].first > m.first {
		return held[0] // a judge said; the only one who is named, further down
	}
	for _, c := range a.ments[:min(m.index, lookBack)] {
		if at := &a.toks[c.first]; a.describesOne(c) && at.sent < a.toks[f].sent && !a.headline(at.para) {
			return nil // A pupil has been expelled. The principal said: the next sentence names the pupil
		}
	}
	for k := m.head + 2; k <= m.last; k++ {
		if a.toks[k].is(cRole|cMan|cWoman) && a.toks[k-1].is(cDet) {
			return nil // the lawyer for a man who was shot; the next sentence may name the man
		}
	}
	c := a.firstNamed()
	if c == nil || c.index < m.index || a.tok(f-1).is(cPrep) || a.relative(f) || a.behindAnother(m) || a.tok(c.first-1).is(cPrep) {
		return nil // In a letter to Roe, …
	}
	lo := a.sentenceStart(c.first)
	plain := m.head == m.last && m.head <= f+1 && !a.tok(m.last+1).is(cWh) || a.owned(m) // The judge said
	opens := !a.sameParagraph(lo-1, lo)
	switch {
	case f < lo && sets.Possessive[a.lower(lo)], // The home secretary said …; her shadow, Jane Roe, said
		len(c.who.roles) > 0 && !c.who.mayBeCalled(roleWord(head)),
		!c.who.mayBe(m.gender), a.sameSentence(c.first, f) && !sets.Naming[a.lower(c.first-1)], (plain || !opens) && !a.saysIn(c, lo), plain && !opens:
		return nil
	}
	return c.who
}

// saysIn reports whether somebody is the subject of a verb of saying in their sentence, which begins at lo.
func (a *article) saysIn(m *mention, lo int) bool {
	for v := lo; v <= a.sentenceEnd(m.last); v++ {
		if a.says(v) && (a.subject(v, lo) == m || a.begins(v+1) == m) {
			return true
		}
	}
	return false
}

// behindAnother reports whether its sentence brings in somebody else without a name first: a
// teenager has been fined after a judge said …; the next sentence names the teenager.
func (a *article) behindAnother(m *mention) bool {
	lo, hi := a.sentenceStart(m.first), a.sentenceEnd(m.last)
	for c := range a.following(m, hi) {
		if a.describesOne(c) && (a.lower(c.first) == "a" || a.lower(c.first) == "an") && c.first > m.last+2 {
			return true
		}
	}
	for i := m.index - 1; i >= 0 && a.ments[i].first >= lo; i-- {
		if c := a.ments[i]; a.describesOne(c) {
			return c.last+2 != m.first // her neighbour, a retired engineer, is one
		}
	}
	return false
}

// speaks reports whether a verb stands beside a mention as beside its subject.
func (a *article) speaks(m *mention) bool {
	before, next := a.tok(m.first-1), a.tok(m.last+1)
	if next.is(cAux) || next.lower == "who" || next.is(cCue) && next.is(vFinite|vBase) {
		return true
	}
	object := m.first > 1 && a.at[m.first-2] != nil // he called the owner
	return !object && before.is(cCue) && !before.is(cTell) && before.is(vFinite)
}
