package quotation

import (
	"strings"
)

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
			if !extending[w] || w == "to" && !takingTo[a.lower(m.last)] {
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
		if n.is(cAux|cWh|cConj|cHe|cShe|cThey|cIt|cI) && !possessives[w] && w != "and" {
			break
		}
		after := k > m.last && a.toks[k].is(cPrep|cDet) // a noun must follow
		if n.is(cCue) && !n.has(fCap) && !after && !n.is(cNoun) && !(n.is(vGerund) && n.is(cLoose)) {
			break
		}
		if n.is(cAdv) || w == "and" || !after && !n.has(fCap) && strings.HasSuffix(w, "ed") {
			break
		}
		k++
	}
	// Do not end on a preposition or determiner.
	for k > m.last && a.toks[k].is(cPrep|cDet|cTime) {
		k--
	}
	m.last = k
	return -1
}

// joinedPoss reports whether a word follows a possessive directly.
func (a *article) joinedPoss(i int) bool {
	return i+1 < len(a.toks) && a.toks[i+1].kind == word && a.toks[i+1].para == a.toks[i].para
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
	case t.is(cBody|cPaper) && !t.is(cHuman) && m.nameAt == last+1 && !a.toks[m.nameAt].is(cGiven):
		m.gender = thing // "the internet body ISPA"
	case m.gender != anyGender:
	case t.is(cMan):
		m.gender = male
	case t.is(cWoman):
		m.gender = female
	}
}

// isNextName reports whether a person's name begins at token n.
func (a *article) isNextName(n int) bool {
	if a.at[n] < 0 {
		return false
	}
	m := &a.ments[a.at[n]]
	return (m.first == n || m.role[1]+1 == n && m.role[0] == m.first) && m.kind == named && m.gender != thing && !(m.last == m.nameAt && a.toks[n].is(cPlace|cPeople|cBody))
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
		if (t.is(cDet) || t.is(cPronoun) && possessives[w]) && w != "that" {
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
	return a.at[k-1] >= 0 && !p.has(fPoss) || p.kind == quoted || p.is(cPronoun) && !possessives[a.lower(k-1)] || p.punct(',')
}
