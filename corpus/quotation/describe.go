package quotation

// findDescriptions returns the mentions that stand for somebody without a name:
// "the spy chief", "a spokesman for the ministry", "critics". So far, a.ments
// holds the names and pronouns.
func (a *article) findDescriptions() []mention {
	var out []mention
	for i := 0; i < len(a.toks); i++ {
		t := &a.toks[i]
		if t.kind == quoted || t.kind == punct || !t.is(cNoun|cOffice) || a.at[i] >= 0 || !a.nounHere(i) {
			continue
		}
		if t.is(cPeople) && a.joined(i) {
			// "Republican" before a noun is an adjective.
			if n := &a.toks[i+1]; !n.has(fCap) && !n.is(cCue|cAux|cPrep|cConj|cWh|cAdv|cSub) {
				continue
			}
		}
		if !t.has(fCap) && a.joined(i) && a.plainNoun(i+1) && adjectives[a.lower(i)] {
			continue // "major reforms"
		}
		if m, ok := a.description(i); ok {
			if n := len(out); n > 0 && m.first <= out[n-1].last {
				if out[n-1].poss && m.first <= out[n-1].first {
					out = out[:n-1] // the prime minister's spokesman
				} else {
					m.first = out[n-1].last + 1
				}
			}
			out = append(out, m)
			i = m.last
		}
	}
	return out
}

// plainNoun reports whether token i is a word in lower case of which nothing is
// known, so that it may well be a noun.
func (a *article) plainNoun(i int) bool {
	t := &a.toks[i]
	return t.kind == word && !t.has(fCap|fPoss) && a.at[i] < 0 && !t.is(cClosed|cCue|cNoun|cTime)
}

// nounHere reports whether the word at i, which can be a noun, is one: "report"
// and "state" are verbs as well.
func (a *article) nounHere(i int) bool {
	t := &a.toks[i]
	if t.is(cAdv|cPrep|cAux) && !t.is(cRole|cMan|cWoman) {
		return false
	}
	if !t.is(cCue) && !t.is(cDet) {
		return true
	}
	// A determiner, adjective or noun before it in the noun phrase.
	for k := i - 1; k >= 0 && i-k <= 3 && a.toks[k].para == t.para; k-- {
		switch p := &a.toks[k]; {
		case p.kind != word:
			return false
		case p.is(cDet) || p.has(fPoss):
			return true
		case p.is(cAux | cCue | cPronoun | cPrep):
			return false
		}
	}
	return false
}

// description reads the noun phrase around the noun at i.
func (a *article) description(i int) (mention, bool) {
	m := mention{first: i, last: i, kind: described, who: -1, head: i, role: none}
	// To the right: compound nouns ("police chief"), then "of", "for", "at" …
	for a.joined(m.last) && !a.toks[m.last].has(fPoss) {
		n := &a.toks[m.last+1]
		if n.is(cNoun) && a.at[m.last+1] < 0 && a.nounHere(m.last+1) && !n.is(cDet) && !(n.is(cCue) && !n.is(cRole)) {
			m.last++
			m.head = m.last
			continue
		}
		// A word of which nothing is known may stand between two nouns: "deputy
		// environment secretary".
		k := m.last + 1
		for k < m.last+3 && a.joined(k) && (a.plainNoun(k) || a.joined(k-1) && a.at[k] < 0 && !a.toks[k].has(fCap) && a.toks[k].is(cBody|cPaper) && !a.toks[k].is(vFinite)) {
			k++
		}
		if k > m.last+1 && a.toks[k].is(cHuman|cOffice) && !a.toks[k].is(cCue|cDet|cAdv) && !a.toks[k].has(fCap) && a.at[k] < 0 {
			m.last, m.head = k, k
			continue
		}
		break
	}
	m.poss = a.toks[m.last].has(fPoss)
	det, wide := a.leftOf(&m, i)
	head := &a.toks[m.head]
	switch {
	case head.is(cGroup) && !head.is(cRole):
		m.gender = plural
	case head.is(cMan):
		m.gender = male
	case head.is(cWoman):
		m.gender = female
	case head.is(cBody|cPaper) && !head.is(cRole):
		m.gender = thing
	}
	// A role before a name belongs to the name.
	if a.joined(m.last) && !m.poss {
		if n := m.last + 1; a.toks[n].has(fCap) && a.startsName(n) && a.isNextName(n) {
			a.roleBefore(n, wide, m.last)
			return m, false
		}
	}
	if !det && m.gender != plural && m.first == m.head && !head.is(cGroup) {
		// A bare singular noun is no speaker ("report", "police" are).
		if !head.is(cBody) || !head.is(cGroup) {
			w := a.lower(m.head)
			if w != "police" && w != "someone" && w != "somebody" {
				return m, false
			}
		}
	}
	if n := a.extend(&m); n >= 0 {
		a.roleBefore(n, wide, n-1)
		return m, false
	}
	return m, true
}
