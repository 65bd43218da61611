package quotation

import "strings"

// extend adds what follows a noun with a preposition: "a spokesman for the
// ministry", "a source close to the talks".
//
// When that runs into a person's name ("former secretary of state Jane Roe"),
// the words are her role; extend then returns the token of the name, else -1.
func (a *article) extend(m *mention) int {
	const longest = 14 // words
	if m.poss || !a.extends(m) {
		return -1
	}
	k := m.last
	for k-m.last < longest && (a.joined(k) || k > m.last && a.toks[k].has(fPoss) && a.tok(k+1).kind == word) {
		t, n := &a.toks[k], &a.toks[k+1]
		if k > m.last && n.has(fCap) && !t.has(fCap|fPoss) && !t.is(cPrep) && !a.needsNoun(k) && a.isNextName(k+1) {
			return k + 1
		}
		anew := k > m.last && n.is(cDet) && !t.is(cPrep|cDet|cConj) // in a post on its site the gang wrote
		if anew || a.endsPhrase(k+1, k > m.last && (t.is(cPrep) || a.needsNoun(k))) {
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

// extends reports whether the word behind a description goes on with it.
func (a *article) extends(m *mention) bool {
	k := m.last + 1
	switch w := a.lower(k); w {
	case "to":
		return sets.TakesTo[a.lower(m.last)]
	case "on", "in", "at":
		next := strings.TrimSuffix(a.lower(k+1), ".") // the defender wrote on X.
		return !a.tok(k+1).is(cTime) && !sets.Platform[next]
	default:
		return sets.Extends[w]
	}
}

// needsNoun reports whether the word at k is a determiner that does not stand by itself: of the,
// not of two.
func (a *article) needsNoun(k int) bool {
	w := a.lower(k)
	return isArticle(w) || sets.Possessive[w]
}

// endsPhrase reports whether the word at k is no part of the noun phrase before it;
// object says that a noun must follow there.
func (a *article) endsPhrase(k int, object bool) bool {
	t, w := &a.toks[k], a.lower(k)
	switch {
	case t.is(cAux|cWh|cConj|cHe|cShe|cThey|cIt|cI) && !sets.Possessive[w]:
		return true
	case object || t.has(fCap):
		return false
	case t.is(cCue):
		return true
	}
	return strings.HasSuffix(w, "ed")
}

// roleBefore gives the name that begins at token n the role before it that begins at token first:
// "campaign manager Jane Roe".
func (a *article) roleBefore(n, first int) {
	m := a.at[n]
	if !m.hasRole() {
		m.roleEnd = n
	}
	m.first = min(m.first, first)
	if t := &a.toks[n-1]; t.is(cBody|cPaper) && !t.is(cHuman) && m.nameAt == n && !a.toks[m.nameAt].is(cGiven) {
		m.gender = thing // "the internet body ISPA"
	}
}

// isNextName reports whether a person's name begins at token n.
func (a *article) isNextName(n int) bool {
	m := a.at[n]
	return m.is(named) && (m.first == n || n <= m.nameAt && m.hasRole()) && !(m.last == m.nameAt && a.toks[n].is(cPlace|cPeople|cBody))
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
		if a.stateBefore(k) {
			sure, k = false, k-2 // the Thornby, Ont., company
			continue
		}
		if t.kind != word && t.kind != number || t.has(fLast) || t.kind == number && a.tok(k-1).punct(':') { // 14:16 Chief constable
			break
		}
		if t.has(fPoss) && a.at[k] != nil {
			m.first = a.at[k].first
			if f := m.first - 1; a.tok(f).is(cDet) && a.joined(f) && a.lower(f) != "that" {
				m.first = f
			}
			return true, m.first
		}
		w := a.lower(k)
		if t.is(cDet) && w != "that" || w == "whose" {
			m.first = k
			if a.lower(k-1) == "of" && a.tok(k-2).is(cDet) {
				m.first = k - 2 // "one of two witnesses"
			}
			return true, m.first
		}
		gave := !t.has(fCap|fPoss) && (sets.Past[w] || strings.HasSuffix(w, "ed")) && a.tok(k-1).has(fCap) // Acme gave departments a month
		if gave || t.is(cPrep|cConj|cSub|cWh|cPronoun|cAux) || t.is(cTime) && t.has(fCap) && !t.has(fPoss) || t.is(cCue) && !t.is(cNoun|cAdj) {
			break
		}
		if n := a.at[k]; !sure && n.is(named) && n.last == k && a.personal(n) {
			m.first = first
			return false, first // Kern met police chief Jane Roe
		}
		if n := a.at[k]; n != nil && n.gender == thing {
			k = n.first // Bureau of Weather forecaster Jane Roe
		}
		sure = sure && !t.is(cAdv) && (t.has(fCap) || t.is(cAdj|cNoun) || t.kind == number)
		if sure {
			first = k
		}
		wide = k
	}
	m.first = first
	return false, wide
}

// stateBefore reports whether a shortened state or province stands between commas, of which
// the second is token k, behind a place.
func (a *article) stateBefore(k int) bool {
	state := a.tok(k - 1)
	return a.toks[k].punct(',') && a.tok(k-2).punct(',') && state.has(fCap) && a.text[state.end-1] == '.'
}
