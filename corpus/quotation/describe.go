package quotation

import "strings"

// findDescriptions returns the mentions that stand for somebody without a name:
// "the spy chief", "a spokesman for the ministry", "critics". So far, a.ments
// holds the names and pronouns.
func (a *article) findDescriptions() []mention {
	var out []mention
	for i := 0; i < len(a.toks); i++ {
		t := &a.toks[i]
		if m, ok := a.unknownNoun(i); ok && (len(out) == 0 || out[len(out)-1].last < m.first) {
			out = append(out, m)
			continue
		}
		if t.kind == quoted || t.kind == punct || !t.is(cNoun|cOffice) || a.at[i] >= 0 || !a.nounHere(i) {
			continue
		}
		if t.is(cPeople) && a.joined(i) {
			// "Republican" before a noun is an adjective.
			if n := &a.toks[i+1]; !n.has(fCap) && !n.is(cCue|cAux|cPrep|cConj|cWh|cAdv|cSub) {
				continue
			}
		}
		if !t.has(fCap) && a.joined(i) && a.plainNoun(i+1) && adjective(a.lower(i)) {
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

// unknownNoun reads a noun phrase around the verb of saying at i whose noun is
// in no list: "the neurosurgeon said", "“…,” said the yodeller".
func (a *article) unknownNoun(i int) (mention, bool) {
	t := &a.toks[i]
	if t.kind != word || !t.is(cSay|cTell) || !t.is(vFinite) || i == 0 || t.has(fCap) {
		return mention{}, false
	}
	m := mention{kind: described, who: -1, role: none}
	if a.plainNoun(i - 1) {
		for k := i - 2; k >= 0 && k > i-7 && a.toks[k].para == t.para && a.toks[k].kind == word && a.at[k] < 0; k-- {
			if a.toks[k].is(cDet) && !a.toks[k].is(cPrep|cPronoun) {
				m.first, m.last, m.head = k, i-1, i-1
				return m, true
			}
			if a.toks[k].is(cClosed|cCue|cNoun) && !a.toks[k].is(cNotName) {
				break
			}
		}
	}
	if a.toks[i-1].kind == quoted && i+2 < len(a.toks) && a.toks[i+1].is(cDet) && !a.toks[i+1].is(cPronoun) {
		k := i + 2
		for k < i+6 && k < len(a.toks) && a.plainNoun(k) && !a.toks[k-1].has(fLast) {
			k++
		}
		if k > i+2 && (k == len(a.toks) || a.toks[k].kind != word || a.toks[k].is(cPrep|cWh|cConj)) {
			m.first, m.last, m.head = i+1, k-1, k-1
			return m, true
		}
	}
	return mention{}, false
}

// plainNoun reports whether token i is a word in lower case of which nothing is
// known, so that it may well be a noun.
func (a *article) plainNoun(i int) bool {
	t := &a.toks[i]
	return t.kind == word && !t.has(fCap|fPoss) && a.at[i] < 0 && !t.is(cClosed|cCue|cNoun|cTime)
}

// adjective reports whether a noun for people is as often an adjective.
func adjective(w string) bool {
	switch w {
	case "major", "general", "private", "chief", "conservative", "liberal", "deputy", "executive", "other", "some", "many", "most", "few", "several":
		return true
	}
	return false
}

// nounHere reports whether the word at i, which can be a noun, is one: "report"
// and "state" are verbs as well.
func (a *article) nounHere(i int) bool {
	t := &a.toks[i]
	if t.is(cAdv|cPrep|cAux) && !t.is(cRole|cMan|cWoman) {
		return false
	}
	if t.is(cDet) && !t.is(cGroup) {
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
	if !det && m.gender != plural && m.first == m.head && !head.is(cGroup) {
		// A bare singular noun is no speaker ("report", "police" are).
		if !head.is(cBody) || !head.is(cGroup) {
			w := a.lower(m.head)
			if w != "police" && w != "someone" && w != "somebody" {
				return m, false
			}
		}
	}
	// A role before a name belongs to the name.
	if a.joined(m.last) && !m.poss {
		if n := m.last + 1; a.toks[n].has(fCap) && a.startsName(n) && a.isNextName(n) {
			a.roleBefore(n, wide, m.last)
			return m, false
		}
	}
	if n := a.extend(&m); n >= 0 {
		a.roleBefore(n, wide, n-1)
		return m, false
	}
	return m, true
}

// leftOf widens a description to the left of the noun at i, over adjectives and
// nouns, up to its determiner, and reports whether there is one. Without one it
// takes in only words that go before nouns for certain; wide is how far it might
// reach, if a name follows.
func (a *article) leftOf(m *mention, i int) (det bool, wide int) {
	sure, first := true, i
	wide = i
	for k := i - 1; k >= 0 && i-k <= 8 && a.toks[k].para == a.toks[i].para; k-- {
		t := &a.toks[k]
		if t.kind == number && !t.has(fLast) {
			if sure {
				first = k
			}
			wide = k
			continue
		}
		if t.kind != word || t.has(fLast) {
			break
		}
		if t.has(fPoss) && a.at[k] >= 0 {
			m.first = a.ments[a.at[k]].first
			if f := m.first - 1; f >= 0 && a.toks[f].is(cDet) && a.joined(f) && a.lower(f) != "that" {
				m.first = f
			}
			return true, m.first
		}
		w := a.lower(k)
		if (t.is(cDet) || t.is(cPronoun) && isPossessive(w)) && w != "that" {
			m.first = k
			// "one of the", "some of his"
			if t.is(cDet) && k > 0 && a.toks[k-1].is(cDet) && a.joined(k-1) && a.lower(k-1) != "that" {
				m.first = k - 1
			}
			if f := m.first; f > 1 && !m.poss && a.lower(f-1) == "of" && a.toks[f-2].is(cDet) && a.joined(f-2) {
				m.first = f - 2 // "one of two witnesses"
			}
			return true, m.first
		}
		if w == "that" || t.is(cPrep|cConj|cSub|cWh|cPronoun|cAux|cAdv) && !t.is(cAdj) || t.is(cCue) && !t.is(cNoun|cAdj) && !strings.HasSuffix(w, "ed") {
			break
		}
		if !t.has(fCap) && !t.has(fPoss) && a.verbLike(k) {
			break
		}
		sure = sure && (t.has(fCap) || t.is(cAdj|cNoun))
		if sure {
			first = k
		}
		wide = k
	}
	m.first = first
	return false, wide
}

// verbLike reports whether the word at k could be the verb of the sentence
// rather than part of a noun phrase: it ends like a verb and follows a name, a
// pronoun or a quotation, and not a determiner.
func (a *article) verbLike(k int) bool {
	w := a.lower(k)
	if !strings.HasSuffix(w, "ed") && !a.toks[k].is(cCue) && !(strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss")) {
		return false
	}
	if k == 0 || a.toks[k-1].para != a.toks[k].para {
		return false
	}
	p := &a.toks[k-1]
	return a.at[k-1] >= 0 && !p.has(fPoss) || p.kind == quoted || p.is(cPronoun) && !isPossessive(a.lower(k-1)) || p.punct(',')
}

func isPossessive(w string) bool {
	switch w {
	case "his", "her", "their", "its", "our", "my", "your":
		return true
	}
	return false
}

// isNextName reports whether a person's name begins at token n.
func (a *article) isNextName(n int) bool {
	if a.at[n] < 0 {
		return false
	}
	m := &a.ments[a.at[n]]
	return (m.first == n || m.role[1]+1 == n && m.role[0] == m.first) && m.kind == named && m.gender != thing && !(m.last == m.nameAt && a.toks[n].is(cPlace|cPeople|cBody))
}

// roleBefore gives the name that begins at token n the role in tokens first to
// last: "campaign manager Jane Roe".
func (a *article) roleBefore(n, first, last int) {
	m := &a.ments[a.at[n]]
	if m.role[1] < m.role[0] {
		m.role = [2]int{first, last}
	} else {
		m.role[0] = first
	}
	m.first = first
	switch t := &a.toks[last]; {
	case m.gender != anyGender:
	case t.is(cMan):
		m.gender = male
	case t.is(cWoman):
		m.gender = female
	}
}

// extend adds what follows a noun with a preposition: "a spokesman for the
// ministry", "a source close to the talks".
//
// When that runs into a person's name ("former secretary of state Jane Roe"),
// the words are her role; extend then returns the token of the name, else -1.
func (a *article) extend(m *mention) int {
	k := m.last
	if m.poss {
		return -1
	}
	for k-m.last < 14 && (a.joined(k) || k > m.last && a.toks[k].has(fPoss) && a.joinedPoss(k)) {
		n := &a.toks[k+1]
		w := a.lower(k + 1)
		if k == m.last {
			switch w {
			case "of", "for", "at", "with", "from", "in", "on", "to", "close", "familiar", "against", "within", "near", "who's":
			default:
				return -1
			}
			if w == "to" && !takesTo(a.lower(m.last)) {
				return -1
			}
			if w == "on" || w == "in" || w == "at" {
				if k+2 < len(a.toks) && a.toks[k+2].is(cTime) {
					return -1
				}
			}
		} else if n.has(fCap) && !a.toks[k].has(fCap) && !a.toks[k].is(cPrep|cDet) && a.isNextName(k+1) && !a.toks[k].has(fPoss) {
			return k + 1
		}
		if n.is(cAux|cWh|cConj|cHe|cShe|cThey|cIt|cI) && !isPossessive(w) && w != "and" {
			break
		}
		after := k > m.last && a.toks[k].is(cPrep|cDet) // a noun must follow
		if n.is(cCue) && !n.has(fCap) && !after && !n.is(cNoun) && !(n.is(vGerund) && n.is(cLoose)) {
			break
		}
		if n.is(cCue) && !n.has(fCap) && n.is(vFinite) && !after && !a.nounHere(k+1) {
			break
		}
		if n.is(cAdv) || w == "and" || !after && !n.has(fCap) && strings.HasSuffix(w, "ed") {
			break
		}
		k++
		if a.toks[k].has(fPoss) && !a.joinedPoss(k) {
			break
		}
	}
	// Do not end on a preposition or determiner.
	for k > m.last && a.toks[k].is(cPrep|cDet|cTime) {
		k--
	}
	m.last = k
	return -1
}

// takesTo reports whether a noun goes on with "to": an adviser to the minister.
func takesTo(w string) bool {
	switch w {
	case "adviser", "advisor", "aide", "ambassador", "envoy", "assistant", "secretary", "counsel", "heir", "deputy", "candidate", "emissary", "contributor",
		"advisers", "advisors", "aides", "assistants", "close", "source", "sources", "correspondent", "delegate", "representative", "attorney", "visitor", "donor":
		return true
	}
	return false
}

// joinedPoss reports whether a word follows a possessive directly.
func (a *article) joinedPoss(i int) bool {
	return i+1 < len(a.toks) && a.toks[i+1].kind == word && a.toks[i+1].para == a.toks[i].para
}
