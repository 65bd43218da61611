package quotation

import "slices"

// findDescriptions returns the mentions that stand for somebody without a name:
// "the spy chief", "a spokesman for the ministry", "critics". So far, a.ments
// holds the names and pronouns.
func (a *article) findDescriptions() []*mention {
	var out []*mention
	for i := 0; i < len(a.toks); i++ {
		t := &a.toks[i]
		if first := a.indefinite(i); first >= 0 {
			out = append(out, a.mention(described, first, i))
			continue
		}
		switch {
		case !t.is(cNoun | cOffice), a.at[i] != nil, !a.nounHere(i),
			t.is(cPeople) && a.joined(i) && !a.toks[i+1].is(cCue|cAux|cPrep|cConj|cWh|cAdv|cSub), // "Republican" before a noun is an adjective
			a.joined(i) && a.plainNoun(i+1) && sets.Adjective[a.lower(i)]:                        // "major reforms"
			continue
		}
		if m := a.description(i); m != nil {
			if n := len(out) - 1; n >= 0 && m.first <= out[n].last && (!out[n].poss || m.first > out[n].first) {
				continue // not: the prime minister's spokesman
			}
			out = append(out, m)
			i = m.last
		}
	}
	return out
}

// indefinite returns where a phrase for a person who is not named begins, which ends at token i
// before a verb: the other said, another added, one regular said; or -1.
func (a *article) indefinite(i int) int {
	told := a.tok(i+1).punct(',') && a.lower(i+2) == "who" // one regular, who would not be named
	if a.at[i] != nil || !told && (!a.joined(i) || !a.toks[i+1].is(cCue|cAux|vFinite)) {
		return -1
	}
	switch w := a.lower(i); {
	case w == "other" && a.lower(i-1) == "the" && a.toks[i-1].has(fFirst):
		return i - 1
	case (w == "another" || w == "one") && a.toks[i].has(fFirst):
		return i
	case a.lower(i-1) == "one" && a.toks[i-1].has(fFirst) && a.plainNoun(i):
		return i - 1
	}
	return -1
}

// plainNoun reports whether token i is a word in lower case of which nothing is
// known, so that it may well be a noun.
func (a *article) plainNoun(i int) bool {
	t := a.tok(i)
	return t.kind == word && a.at[i] == nil && !t.is(cClosed|cCue|cNoun|cTime)
}

// nounHere reports whether the word at i, which can be a noun, is one: "report"
// and "state" are verbs as well.
func (a *article) nounHere(i int) bool {
	t := &a.toks[i]
	// A determiner, adjective or noun before it in the noun phrase.
	return !t.is(cCue|cDet) || slices.ContainsFunc(a.toks[max(0, i-3):i], func(p token) bool {
		return p.para == t.para && (p.is(cDet) || p.has(fPoss))
	})
}

// description reads the noun phrase around the noun at i; nil if it describes nobody by itself.
func (a *article) description(i int) *mention {
	m := a.mention(described, i, i)
	a.compound(m)
	m.poss = a.toks[m.last].has(fPoss)
	det, wide := a.leftOf(m, i)
	if m.gender = (a.toks[m.head].class & cNoun).gender(); m.gender == plural && a.lower(m.first) == "one" {
		m.gender = anyGender // one of the customers
	}
	// A role before a name belongs to the name.
	if n := m.last + 1; a.joined(m.last) && a.isNextName(n) {
		a.roleBefore(n, wide)
		return nil
	}
	head, of, which := a.lower(m.head), a.lower(m.last+1) == "of", a.lower(m.last+2)
	his := m.first < m.head && sets.Possessive[a.lower(m.first)]
	switch {
	case head == "voice" && (his || m.first < m.head && a.toks[m.head-1].has(fPoss)), // his voice broke
		head == "head" && his && m.head == m.first+1 && !of,                    // he shook his head
		of && (which == "which" || which == "whom"),                            // none of which he could prove
		!det && m.gender != plural && m.first == m.head && !sets.Unknown[head]: // a bare singular noun: report
		return nil
	}
	if n := a.extend(m); n >= 0 {
		a.roleBefore(n, wide)
		return nil
	}
	return m
}

// compound widens a description to the right over the nouns of a compound: "police
// chief".
func (a *article) compound(m *mention) {
	for a.joined(m.last) {
		k := m.last + 1
		n := &a.toks[k]
		if !n.is(cNoun) || a.at[k] != nil || n.is(cCue) && (n.is(vFinite) || !n.is(cRole)) { // the firm's general counsel
			return
		}
		m.last, m.head = k, k
	}
}

// gender is what words of a class tell of those whom they mean.
func (c class) gender() gender {
	switch {
	case c&(cGroup|cThey) != 0:
		return plural
	case c&(cMan|cHe|cSir) != 0:
		return male
	case c&(cWoman|cShe|cMadam) != 0:
		return female
	case c&(cBody|cPaper|cIt) != 0 && c&cRole == 0:
		return thing
	}
	return anyGender
}
