package quotation

import (
	"slices"
	"strings"
)

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
		case !t.is(cNoun|cOffice) && !a.unknownNoun(i), a.at[i] != nil, !a.nounHere(i),
			a.joined(i) && a.joined(i+1) && a.toks[i+1].is(cTime) && a.toks[i+2].is(cRole),       // a hotel night porter
			t.is(cPeople) && a.joined(i) && !a.toks[i+1].is(cCue|cAux|cPrep|cConj|cWh|cAdv|cSub), // a Republican senator
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

// unknownNoun reports whether the word at i, of which nothing is known, must be the noun of a phrase
// that is the subject of a verb of saying beside a quotation: “…,” said a plasterer from Hull; “…,” a
// line cook said.
func (a *article) unknownNoun(i int) bool {
	if !a.plainNoun(i) || a.joined(i) && !a.toks[i+1].is(cClosed|cCue) {
		return false
	}
	inside := func(t *token) bool { return t.is(cAdj | cNoun | cOffice) }
	d := i - 1 // where the phrase begins, as it turns out
	for d > i-4 && !a.tok(d).has(fPoss) && (a.plainNoun(d) || inside(a.tok(d))) {
		d--
	}
	if a.lower(d) == "the" && a.lower(d-1) == "of" {
		d -= 2
	}
	owner, w := a.tok(d), a.lower(d)
	people := a.toks[i].is(cPeople) && a.tok(i+1).punct(',') && a.lower(i+2) == "who"
	switch n := a.at[max(d, 0)]; {
	case owner.has(fPoss) && n != nil:
		d = n.first // Roe's killer
	case owner.has(fPoss) && inside(owner):
		for d--; inside(a.tok(d)) && d > i-8; d-- { // the mayor's plasterer
		}
		if !a.tok(d).is(cDet) {
			return false
		}
	case isArticle(w) && a.clauseBegins(d) && (a.says(i+1) || people):
		return true // the robber told staff; the Italian, who beat Roe, said
	case !isIndefinite(w) && w != "one" && !sets.Possessive[w]:
		return false
	}
	return a.tok(d-1).kind == quoted && a.says(i+1) || a.says(d-1) && a.tok(d-2).kind == quoted
}

// clauseBegins reports whether a clause may begin at token i: at the head of the sentence, behind a comma
// or a conjunction, or behind a verb of saying.
func (a *article) clauseBegins(i int) bool {
	before := a.tok(i - 1)
	joins := before.is(cConj|cSub) && !before.is(cPrep)
	said := before.is(cSay) && before.is(vFinite)
	return a.toks[i].has(fFirst) || before.comma() || before.kind == quoted || joins || said
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
	case head == "head" && his && m.head == m.first+1 && !of, // he shook his head
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
		if !n.is(cNoun) || a.at[k] != nil || n.is(cCue) && (n.is(vFinite) || !n.is(cRole|cPaper)) { // the firm's general counsel
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
	case c&(cMan|cHe|cSir) != 0, c == cMale:
		return male
	case c&(cWoman|cShe|cMadam) != 0, c == cFemale: // a given name that is of one kind only
		return female
	case c&(cBody|cPaper|cIt) != 0 && c&cRole == 0:
		return thing
	}
	return anyGender
}

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
			if !(t.is(cRole|cMan|cWoman) && a.lower(m.last+1) != "in") && m.gender != thing { // an editor in chief
				return k + 1
			}
			k = a.at[k+1].last // the mother of the teenager Jane Roe
			break
		}
		anew := k > m.last && n.is(cDet) && !t.is(cPrep|cDet|cConj) // in a post on its site the gang wrote
		ofHis := t.lower == "his" && a.says(k+1)                    // a friend of his said
		if anew || ofHis || a.endsPhrase(k+1, k > m.last && (t.is(cPrep) || a.needsNoun(k))) {
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
	if !m.is(named) || m.first != n && (n > m.nameAt || !m.hasRole()) {
		return false
	}
	part := a.joined(m.last) && !a.toks[m.last+1].has(fCap) && a.toks[m.last+1].is(cHuman) // a group of York bakers
	return m.last != m.nameAt || !a.toks[n].is(cPlace|cPeople|cBody) && !part
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
		if t.kind != word && t.kind != number || t.has(fLast) || t.kind == number && a.tok(k-1).punct(':') { // 14:16 Chief constable
			break
		}
		if t.has(fPoss) && a.at[k] != nil {
			m.first = a.at[k].first
			switch f := m.first - 1; {
			case a.tok(f).is(cDet) && a.joined(f) && a.lower(f) != "that":
				m.first = f
			case a.lower(f) == "of" && a.lower(f-1) == "one": // one of Roe's sons
				m.first = f - 1
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
		gave := !t.has(fCap|fPoss) && isPast(w) && a.tok(k-1).has(fCap) // Acme gave departments a month
		day := t.is(cTime) && t.has(fCap) && !t.has(fPoss)
		says := t.is(cCue) && !t.is(cNoun|cAdj)
		if gave || day || says || t.is(cPrep|cConj|cSub|cWh|cPronoun|cAux) {
			break
		}
		if n := a.at[k]; n != nil && n.gender == thing {
			k = n.first // Bureau of Weather forecaster Jane Roe
		}
		sure = sure && !t.is(cAdv) && (t.is(cPeople|cPlace) || t.is(cAdj|cNoun) && !t.has(fCap))
		if sure {
			first = k
		}
		wide = k
	}
	m.first = first
	return false, wide
}
