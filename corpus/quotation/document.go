package quotation

import (
	"cmp"
	"slices"

	"onrecord/corpus"
)

// isDocument reports whether a mention is of a writing or a broadcast, which says what
// its author says.
func (a *article) isDocument(m *mention) bool {
	if m.kind != described || !a.toks[m.head].is(cPaper) {
		return false
	}
	i := a.begins(m.last + 2)
	apposed := i != nil && a.toks[m.last+1].comma() && a.stopsAt(i.last+1) // his brief, Jane Roe, said
	return !apposed || !a.namesPerson(i)
}

// author returns who wrote a document: whoever is named with it ("Roe's letter", "a
// statement by Acme"), or brought it in with a verb ("In a letter, Roe asked …"); nil if
// the text does not tell.
func (a *article) author(m *mention) *entity {
	const farthest = 8 // paragraphs before it
	head := a.lower(m.head)
	for _, c := range slices.Backward(a.ments[max(0, m.index-4*lookBack) : m.index+1]) {
		if a.parasBetween(c.first, m.first) > farthest {
			break
		}
		if !a.isDocument(c) || a.lower(c.head) != head && !sets.AnyDocument[head] {
			continue
		}
		if who, told := a.owner(c); told {
			return who
		}
		if s := a.publisher(c); s != nil {
			a.resolveUpTo(s.last + 1)
			if who := s.who; !who.isStatute() {
				return who // Roe, or the Roe campaign
			}
			return nil // somebody else than is named before
		}
	}
	return nil
}

// owner returns who is named with a document, before it as its owner or behind it with
// "by" or "from", and whether the text tells that; of somebody without a name, who is nil.
func (a *article) owner(m *mention) (who *entity, told bool) {
	// What stands within a mention comes behind it in order.
	var by *mention
	for c := range a.following(m, m.last+6) {
		if sets.Platform[a.lower(c.last)] && !c.poss {
			continue // a Telegram message
		}
		switch household := a.joined(c.last) && sets.Household[a.lower(c.last+1)]; {
		case household && c.last < m.head:
			return nil, true // a Roe campaign release, the Roe family's statement
		case household:
			continue
		}
		// Roe's letter; the panel and its report; but not: in its report, the office said
		body := c.kind == pronoun && c.who.isBody()
		if c.last < m.head && (body || c.who.isSomebody() && !c.who.isStatute()) && !(c.kind == pronoun && a.lower(m.first-1) == "in") {
			return c.who, true
		}
		k := c.first - 1
		if k > m.head+1 && a.toks[k].is(cDet) {
			k-- // a paper from the ministry
		}
		w, verb := a.lower(k), a.lower(k-1)
		held := w == "by" && isParticiple(verb) && !bringsOut(verb) // a sign held by Roe
		if c.kind != pronoun && !c.poss && k > m.head && !held && (w == "by" || w == "from") && a.undivided(m.last+1, k) {
			by = c
			break
		}
	}
	if by = cmp.Or(by, a.sentBy(m)); by == nil {
		return nil, a.owned(m) || a.within(m, "from") // the neighbour's diary; a statement from the force
	}
	by = a.behindOffices(by)
	a.resolveUpTo(by.last + 1)
	if next := a.begins(by.last + 2); a.lower(by.last+1) == "and" && a.isNamedPerson(by) && a.isNamedPerson(next) {
		return a.together(by, next), true
	}
	if who = by.who; !who.isSomebody() || who.isStatute() {
		who = nil
	}
	return who, true
}

// behindOffices returns the person who is named behind offices and bodies, or the mention itself: by the Head, Taxpayer
// Education, Jane Roe.
func (a *article) behindOffices(m *mention) *mention {
	for c := m; c != nil && !a.isNamedPerson(m); c = a.begins(c.last + 2) {
		if a.isNamedPerson(c) {
			return c
		}
		if !a.tok(c.last + 1).punct(',') {
			break
		}
	}
	return m
}

// isStatute reports whether an entity is a bill, an act or a report, which others have written.
func (e *entity) isStatute() bool {
	return e.isBody() && len(e.name) > 1 && sets.Statute[e.name[len(e.name)-1]]
}

// undivided reports whether the tokens from first to before end are of one phrase: the report last
// month by the ministry; the report, by the ministry.
func (a *article) undivided(first, end int) bool {
	return !slices.ContainsFunc(a.toks[min(first, end):end], func(t token) bool {
		return t.kind == quoted || t.is(cCue|cAux|cConj|cWh) || t.kind == punct && t.r != ','
	})
}

// sentBy returns the mention of whoever a document behind which a verb stands in the
// passive comes from: an email (was) sent to the staff by Roe; or nil.
func (a *article) sentBy(m *mention) *mention {
	end := min(a.sentenceEnd(m.last), m.last+12)
	v := m.last + 1
	for v < end && (a.toks[v].is(cAux|cAdv) || v == m.last+1 && a.toks[v].punct(',')) {
		v++
	}
	if !bringsOut(a.lower(v)) {
		return nil
	}
	for k := v + 1; k < end; k++ {
		if w := a.lower(k); w == "by" || w == "from" {
			if m := a.begins(k + 1); m != nil {
				return m
			}
			return a.begins(min(k+2, end)) // by the clerk
		}
	}
	return nil
}

// documentOf returns the mention of a document that a mention is, or takes up as "it"; or nil.
func (a *article) documentOf(m *mention) *mention {
	if a.isDocument(m) {
		return m
	}
	if m.kind != pronoun || m.gender != thing {
		return nil
	}
	for c := range a.back(m, 1) {
		if a.isDocument(c) && (m.who == c.who || m.who == nil) {
			return c // Acme put out a statement. “…,” it says
		}
	}
	return nil
}

// isSomebody reports whether an entity is a person or body with a name.
func (e *entity) isSomebody() bool {
	return e != nil && e.kind != corpus.Unnamed && len(e.name) > 0
}

// bringsOut reports whether by a verb a document comes from somebody.
func bringsOut(verb string) bool { return sets.Publishing[verb] || sets.Authoring[verb] }

// publisher returns the mention of whoever says something in a document ("In a letter,
// Roe asked …"), or wrote or published it ("Acme put out a statement"); or nil.
func (a *article) publisher(c *mention) *mention {
	lo, k := a.sentenceStart(c.first), c.first-1
	if a.lower(k) == "in" {
		if v := k - 1; v > lo && a.says(v) { // the board, which had warned in a report that
			return a.subject(v, lo)
		}
		return a.sentenceSubject(lo, a.sentenceEnd(c.last)+1)
	}
	for k > lo && a.toks[k].kind == word && !bringsOut(a.lower(k)) && k > c.first-3 {
		k--
	}
	if !bringsOut(a.lower(k)) {
		return nil
	}
	return a.subject(k, lo)
}
