package quotation

import "strings"

// delayed finds the name that news holds back: the lead says "the head of the navy has warned …", and the next
// sentences name him. Nobody else may be named before, and the name must be the subject of a verb of saying.
func (a *article) delayed(m *mention) *entity {
	if !a.leavesNameOpen(m) {
		return nil
	}
	head, f := roleWord(a.lower(m.head)), m.first
	bare := m.head == m.last && m.head == f+1
	if held := a.byRole[head]; bare && len(held) == 1 && strings.HasPrefix(a.lower(f), "a") && held[0].first > f {
		return held[0] // a judge said; the only one who is named, further down
	}
	if a.besideAnother(m) {
		return nil
	}
	c := a.firstNamed()
	if c == nil || c.index < m.index {
		return nil
	}
	lo := a.sentenceStart(c.first)
	plain := a.owned(m) || m.head == m.last && m.head <= f+1 && !a.tok(m.last+1).is(cWh) // The judge said
	opens := !a.sameParagraph(lo-1, lo)
	switch {
	case a.relative(f), a.behindAnother(m),
		a.tok(c.first - 1).is(cPrep),           // In a letter to Roe, …
		f < lo && sets.Possessive[a.lower(lo)], // The home secretary said …; her shadow, Jane Roe, said
		a.sameSentence(c.first, f) && !sets.Naming[a.lower(c.first-1)],
		len(c.who.roles) > 0 && (!c.who.mayBeCalled(head) || a.otherHolder(m, c.who)),
		!c.who.mayBe(m.gender),
		plain && !opens,
		(plain || !opens) && !a.saysIn(c, lo):
		return nil
	}
	return c.who
}

// leavesNameOpen reports whether a description at the head of the article is of one person, who speaks and
// whom the next sentences may name.
func (a *article) leavesNameOpen(m *mention) bool {
	head, f := a.lower(m.head), m.first
	switch {
	case a.toks[f].para > 2,
		!a.toks[m.head].is(cRole | cOffice | cMan | cWoman),
		!a.speaks(m),
		sets.Anonymous[head],
		strings.HasPrefix(head, "spokes"),
		f != m.head && !a.needsNoun(f), // "every", "one", "somebody"
		f > 1 && a.lower(f)[0] == 'a' && a.toks[f-1].is(cCue) && a.toks[f-2].kind == quoted: // “…,” said an official
		return false
	}
	return true
}

// besideAnother reports whether somebody else is described in a sentence before a description or within its
// phrase, whom the next sentence may name instead.
func (a *article) besideAnother(m *mention) bool {
	for _, c := range a.ments[:min(m.index, lookBack)] {
		at := &a.toks[c.first]
		if a.describesOne(c) && at.sent < a.toks[m.first].sent && !a.headline(at.para) {
			return true // A pupil has been expelled. The principal said
		}
	}
	for k := m.head + 2; k <= m.last; k++ {
		if a.toks[k].is(cRole|cMan|cWoman) && a.toks[k-1].is(cDet) {
			return true // the lawyer for a man who was shot
		}
	}
	return false
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
		if a.describesOne(c) && isIndefinite(a.lower(c.first)) && c.first > m.last+2 {
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
