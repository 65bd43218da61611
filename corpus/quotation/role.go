package quotation

import (
	"slices"
	"strings"

	"onrecord/corpus"
)

// addRole notes a role of an entity, as printed in tokens first to last.
func (a *article) addRole(at, first, last int) {
	// What people are called is not what they are: Mr Justice Roe, the peer Lord Gray, Dr Jane Roe.
	address := func(k int) bool {
		return a.toks[k].is(cSir|cMadam|cStyle) && !a.toks[k].is(cRole|cOffice) && !relations[a.lower(k)]
	}
	for first <= last && (a.toks[first].is(cDet) || address(first)) {
		first++
	}
	for last >= first && address(last) {
		last--
	}
	if last < first {
		return
	}
	e := &a.ents[at]
	text := a.span(first, last)
	if len(e.roles) >= 6 || slices.Contains(e.roles, text) {
		return
	}
	e.roles = append(e.roles, text)
	e.sure = true
	words := strings.Fields(strings.ToLower(text))
	for k := range words {
		a.acronym(words[k:], at) // the DC is the deputy commissioner, of Harbour Police, too
	}
	if e.keys == nil {
		e.keys = map[string]bool{}
	}
	own := true
	for k := first; k <= last; k++ {
		w := roleWord(a.lower(k))
		own = own && !a.toks[k].is(cPrep) // counsel for the mayor is no mayor
		if !e.keys[w] {
			e.keys[w] = true
			// A chief constable is a constable, and chief of nothing.
			adjective := w == "chief" && k < last && a.toks[k+1].is(cHuman|cOffice)
			if own && (a.toks[k].is(cHuman|cOffice) || k == last && a.toks[k].has(fUpper)) && !adjective {
				a.byRole[w] = append(a.byRole[w], at)
			}
			if trade := trades[w]; trade != "" {
				a.byRole[trade+" chief"] = append(a.byRole[trade+" chief"], at)
			}
		}
		if g := a.toks[k].nounGender(); e.gender == anyGender && (g == male || g == female) {
			e.gender = g
		}
	}
}

// roleWord brings together words for one office.
func roleWord(w string) string {
	w = strings.TrimSuffix(w, ".")
	if same, ok := sameRole[w]; ok {
		return same
	}
	return w
}

// appositions links descriptions to the names they stand beside:
// "Jane Roe, the founder of Acme, …" and "the founder, Jane Roe, …".
func (a *article) appositions() {
	for i := range a.ments {
		m := &a.ments[i]
		if m.kind == named {
			a.officeBehind(m)
			continue
		}
		if m.kind != described || m.inner || m.poss {
			continue
		}
		if m.gender == thing && a.toks[m.head].is(cBody) {
			a.bodyBeside(m)
		}
		if m.gender == plural || m.gender == thing || a.calledAs(m) {
			continue
		}
		// The owner is Jane Roe.
		if k := m.last + 2; k < len(a.toks) && copulas[a.lower(k-1)] && a.begins(k) >= 0 && a.toks[m.head].is(cHuman|cOffice) {
			if n := &a.ments[a.begins(k)]; n.kind == named && n.who >= 0 && a.ents[n.who].kind == corpus.Individual && a.stopsAt(n.last+1) {
				a.describes(m, n.who)
				continue
			}
		}
		// Speaking on Radio Thornby, the town's mayor, Jane Roe, said
		if a.appositionBehind(i) {
			continue
		}
		// Name, description; Name (41), description
		k := m.first - 1
		comma := k > 0 && a.toks[k].comma()
		if k > 3 && a.toks[k-1].punct(')') && a.toks[k-2].kind == number && a.toks[k-3].punct('(') {
			k -= 3
		}
		if comma && a.at[k-1] >= 0 {
			n := &a.ments[a.at[k-1]]
			if m.last+1 < len(a.toks) && a.toks[m.last+1].is(cCue|cAux) {
				continue // "Roe, an official said, is ill": no comma closes an apposition
			}
			if n.kind == named && n.last == k-1 && n.who >= 0 && a.ents[n.who].kind == corpus.Individual && (m.last+1 >= len(a.toks) || a.closesPhrase(m.last+1)) {
				a.describes(m, n.who)
				continue
			}
		}
	}
}

// calledAs links a description to the name that somebody goes by: a man who gave his name as Jan;
// the woman, who asked to be called Anna. It reports whether there is one.
func (a *article) calledAs(m *mention) bool {
	k := m.last + 1
	if k < len(a.toks) && a.toks[k].punct(',') {
		k++
	}
	if a.lower(k) != "who" {
		return false
	}
	goesBy := false
	for k++; k < min(m.last+14, len(a.toks)) && a.toks[k].kind == word && a.toks[k].sent == a.toks[m.last].sent; k++ {
		if i := a.begins(k); goesBy && i >= 0 && a.ments[i].kind == named && (a.lower(k-1) == "as" || a.passive(k-1)) { // not: who named Roe
			if a.ments[i].who >= 0 {
				a.describes(m, a.ments[i].who)
			}
			return m.who >= 0
		}
		goesBy = goesBy && a.toks[k].is(cAdv|cPrep) || goingBy[a.lower(k)]
	}
	return false
}

// bodyBeside links what a body is to its name: the growers' union, Acme, said; a group called
// Acme said; Acme, the firm that makes it, said.
func (a *article) bodyBeside(m *mention) {
	if k := m.first - 2; k >= 0 && a.toks[k+1].comma() && a.at[k] >= 0 && a.toks[m.first].is(cDet) && a.toks[k].sent == a.toks[m.first].sent {
		n := &a.ments[a.at[k]]
		if next := m.last + 1; next < len(a.toks) && a.closesPhrase(next) && !a.toks[next].is(cCue|cAux) && a.bodyNamed(n) {
			m.who, m.step = n.who, "apposition"
			return
		}
	}
	k := m.last + 2
	if a.lower(k) == "itself" {
		k++ // a group calling itself Acme
	}
	if k >= len(a.toks) || a.toks[k].sent != a.toks[m.first].sent {
		return
	}
	i, called := a.begins(k), namingVerbs[a.lower(k-1)] || a.lower(k-1) == "itself"
	if i < 0 || !called && !(a.toks[k-1].punct(',') && a.stopsAt(a.ments[i].last+1)) {
		return
	}
	if n := &a.ments[i]; a.bodyNamed(n) {
		m.who, m.step = n.who, "apposition"
	}
}

// bodyNamed makes a body of what a mention names, unless that is a person's name, and reports
// whether it did.
func (a *article) bodyNamed(n *mention) bool {
	if n.kind != named || n.who < 0 || n.poss || n.inner {
		return false
	}
	e := &a.ents[n.who]
	if e.kind == corpus.Individual && (e.isPerson() || len(e.roles) > 0) {
		return false
	}
	e.kind, e.gender, e.told = corpus.Organisation, thing, true
	return true
}

// stopsAt reports whether a comma or a stop stands at i.
func (a *article) stopsAt(i int) bool {
	return i >= len(a.toks) || a.toks[i].punct(',') || a.toks[i].punct('.')
}

// officeBehind gives somebody the office that follows the name bare, without
// "the" or "a": "Jane Roe, founder of the chip maker Acme, …". It must go on with
// a preposition and end with a comma or the sentence. One role in twenty-five is
// read so.
func (a *article) officeBehind(m *mention) {
	const longest = 14 // tokens
	first := m.last + 2
	if m.who < 0 || m.poss || m.inner || a.ents[m.who].kind != corpus.Individual || first+2 >= len(a.toks) || !a.toks[first-1].punct(',') {
		return
	}
	t := &a.toks[first]
	if t.kind != word || t.has(fCap) || !t.is(cHuman|cOffice) || !a.toks[first+1].is(cPrep) || t.para != a.toks[m.last].para {
		return
	}
	for k := first + 2; k < len(a.toks) && k-first < longest; k++ {
		t := &a.toks[k]
		switch {
		case t.is(cConj) && k+1 < len(a.toks) && a.toks[k+1].is(cDet):
			a.addRole(m.who, first, k-1) // a second office goes without saying
			return
		case t.kind == word && t.is(cCue|cAux|cWh), t.para != a.toks[first].para:
			return
		case t.kind != word:
			if t.punct(',') || t.punct('.') {
				a.addRole(m.who, first, k-1)
			}
			return
		}
	}
}

// appositionBehind links a description to the name set behind it with a comma,
// if the name before it is not its own, and reports whether it did.
func (a *article) appositionBehind(i int) bool {
	m := &a.ments[i]
	k := m.last + 1
	// His sister and director of elections, Jane Roe, agreed.
	if a.lower(k) == "and" {
		for k++; k+1 < len(a.toks) && k < m.last+8 && a.toks[k].kind == word && a.toks[k].sent == a.toks[m.last].sent; k++ {
		}
	}
	if k+1 >= len(a.toks) || !a.toks[k].punct(',') || !a.toks[m.head].is(cHuman|cOffice) {
		return false
	}
	comma := k
	behind := a.beginsSoon(comma+1, min(comma+4, len(a.toks)-1))
	if behind < 0 || !a.toks[comma+1].has(fCap) && m.first > 1 && a.toks[m.first-1].punct(',') && a.endsName(m.first-2) {
		return false // Jane Roe, the mayor, met the police chief Max Orr
	}
	n := &a.ments[behind]
	// The Commissioner of Police, Harbour Command, Mr Paul Roe, said
	if next := a.at[min(n.last+2, len(a.toks)-1)]; n.gender == thing && a.afterComma(n) != "" && next >= 0 && a.ments[next].first == n.last+2 && a.ments[next].nameAt > n.last+2 {
		n = &a.ments[next]
	}
	if n.kind == named && n.who >= 0 && a.ents[n.who].kind == corpus.Organisation && !a.toks[n.last].is(cPlace) && m.gender == anyGender && n.last+1 < len(a.toks) && a.toks[n.last+1].punct(',') {
		m.who, m.step = n.who, "apposition" // its largest investor, Acme Capital, said
		return true
	}
	if n.kind != named || n.who < 0 || n.poss || a.ents[n.who].kind != corpus.Individual || n.last+1 < len(a.toks) && !a.closesPhrase(n.last+1) {
		return false
	}
	if f := m.first; f > 1 && a.toks[f-1].is(cPrep) && a.toks[f-2].is(cHuman|cOffice) && a.at[f-2] < 0 {
		a.addRole(n.who, f-2, m.last) // Counsel for the mayor, Jane Roe: she is not the mayor
		return true
	}
	a.describes(m, n.who)
	return true
}

// describes links a description to whom the name beside it names, as a role of theirs.
func (a *article) describes(m *mention, who int) {
	m.who, m.step = who, "apposition"
	a.addRole(who, m.first, m.last)
}

// endsName reports whether the name of somebody ends with token i.
func (a *article) endsName(i int) bool {
	return a.at[i] >= 0 && a.ments[a.at[i]].kind == named && a.ments[a.at[i]].last == i && a.ments[a.at[i]].gender != thing
}

// closesPhrase reports whether an apposition can end before token i.
func (a *article) closesPhrase(i int) bool {
	t := &a.toks[i]
	return t.kind != word || t.is(cWh|cCue|cAux|cPrep|cConj)
}
