package quotation

import (
	"cmp"
	"slices"
	"strings"

	"onrecord/corpus"
)

// addRole notes a role of an entity, as printed in tokens first to last.
func (a *article) addRole(e *entity, first, last int) {
	// What people are called is not what they are: Mr Justice Roe, the peer Lord Gray, Dr Jane Roe.
	address := func(k int) bool {
		return a.toks[k].is(cSir|cMadam|cStyle) && !a.toks[k].is(cRole|cOffice) && !sets.Relation[a.lower(k)]
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
	text := a.span(first, last)
	if len(e.roles) >= 6 || slices.Contains(e.roles, text) {
		return
	}
	e.roles = append(e.roles, text)
	e.sure = true
	words := strings.Fields(strings.ToLower(text))
	for k := range words {
		if initials := a.acronym(words[k:], e); initials != "" { // the DC is the deputy commissioner, of Harbour Police, too
			a.byInitials[initials] = e
		}
	}
	owner := last // whose wife somebody is: the mayor's wife is no mayor
	for owner >= first && !a.toks[owner].has(fPoss) {
		owner--
	}
	own := true
	for k := first; k <= last; k++ {
		w := roleWord(a.lower(k))
		own = own && !a.toks[k].is(cPrep) // counsel for the mayor is no mayor
		if !slices.Contains(e.keys, w) {
			e.keys = append(e.keys, w)
			// A chief constable is a constable, and chief of nothing.
			adjective := w == "chief" && k < last && a.toks[k+1].is(cHuman|cOffice)
			if own && k > owner && (a.toks[k].is(cHuman|cOffice) || k == last && a.toks[k].has(fUpper)) && !adjective {
				a.byRole[w] = append(a.byRole[w], e)
			}
			if trade := trades[w]; trade != "" && k > owner {
				a.byRole[trade+" chief"] = append(a.byRole[trade+" chief"], e)
			}
		}
		if g := (a.toks[k].class & cNoun).gender(); e.gender == anyGender && k > owner && g.known() {
			e.gender = g
		}
	}
}

// roleWord brings together words for one office.
func roleWord(w string) string {
	w = strings.TrimSuffix(w, ".")
	return cmp.Or(sameRole[w], w)
}

// appositions links descriptions to the names they stand beside:
// "Jane Roe, the founder of Acme, …" and "the founder, Jane Roe, …".
func (a *article) appositions() {
	for _, m := range a.ments {
		if m.kind == named {
			a.ageBehind(m)
			a.officeBehind(m)
			continue
		}
		last := m.inner && a.at[m.last] != nil && a.at[m.last].last == m.last // a letter from the mayor, Jane Roe
		if m.kind != described || m.inner && !last || m.poss {
			continue
		}
		if m.gender == thing && a.toks[m.head].is(cBody) {
			a.bodyBeside(m)
		}
		if !m.isOne() || a.calledAs(m) {
			continue
		}
		switch n, verb := a.begins(m.last+2), a.lower(m.last+1); {
		case !a.namesPerson(n):
		case sets.Copula[verb] && a.toks[m.head].is(cHuman|cOffice) && a.stopsAt(n.last+1), // The owner is Jane Roe.
			// A nurse named Jane Roe walked in; not: A judge named Jane Roe as heir.
			verb == "named" && a.lower(n.last+1) != "as" && a.lower(m.first) != "the":
			a.describes(m, n.who)
			continue
		}
		// Speaking on Radio Thornby, the town's mayor, Jane Roe, said
		if a.appositionBehind(m) {
			continue
		}
		// Name, description; Name (41), description; but not "Roe, an official said, is ill": no comma
		// closes an apposition
		k := m.first - 1
		if !a.tok(k).comma() || a.tok(m.last+1).is(cCue|cAux) {
			continue
		}
		if k > 3 && a.toks[k-1].punct(')') && a.toks[k-2].kind == number && a.toks[k-3].punct('(') {
			k -= 3
		}
		if n := a.ends(k - 1); a.namesPerson(n) && a.closesPhrase(m.last+1) {
			a.describes(m, n.who)
		}
	}
}

// namesPerson reports whether a mention is the name of a person, as far as can be told.
func (a *article) namesPerson(m *mention) bool {
	return m.is(named) && m.who != nil && m.who.kind == corpus.Individual
}

// calledAs links a description to the name that somebody goes by: a man who gave his name as Jan;
// the woman, who asked to be called Anna. It reports whether there is one.
func (a *article) calledAs(m *mention) bool {
	k := m.last + 1
	if a.tok(k).punct(',') {
		k++
	}
	goesBy := sets.GoingBy[a.lower(k)] && k == m.last+2 // the witness, known as K
	if a.lower(k) != "who" && !goesBy {
		return false
	}
	for k++; k < m.last+14 && a.tok(k).kind == word && a.sameSentence(k, m.last); k++ {
		if n := a.begins(k); goesBy && n.is(named) && (a.lower(k-1) == "as" || a.passive(k-1)) { // not: who named Roe
			n.who.kind, n.who.gender = corpus.Individual, m.gender // Witness K7
			a.describes(m, n.who)
			return true
		}
		goesBy = goesBy && a.toks[k].is(cAdv|cPrep) || sets.GoingBy[a.lower(k)]
	}
	return false
}

// bodyBeside links what a body is to its name: the growers' union, Acme, said; a group called
// Acme said; Acme, the firm that makes it, said.
func (a *article) bodyBeside(m *mention) {
	is := func(n *mention) bool {
		if n.kind != named || !n.who.becomesBody() {
			return false
		}
		n.who.told, m.who, m.step = true, n.who, "apposition"
		return true
	}
	next := m.last + 1
	k := m.first - 2
	behind := k >= 0 && a.toks[k+1].comma() && a.at[k] != nil && a.toks[m.first].is(cDet) && a.sameSentence(k, m.first)
	if behind && a.closesPhrase(next) && !a.tok(next).is(cCue|cAux) && is(a.at[k]) {
		return
	}
	next = a.clauseEnd(next)
	called := sets.Naming[a.lower(next)]
	if a.lower(next+1) == "itself" { // a group calling itself Acme
		called, next = true, next+1
	}
	n := a.beginsSoon(next+1, next+4) // the supplier, York-based Acme, said
	if n != nil && a.sameSentence(next+1, m.first) && (called || a.toks[next].punct(',') && a.stopsAt(n.last+1)) {
		is(n)
	}
}

// clauseEnd returns the comma that ends a relative clause which begins at token k, if a name between
// commas follows, or k: the judge who heard the case, Jane Roe, said; the firm that makes it, Acme, said.
func (a *article) clauseEnd(k int) int {
	if w := a.lower(k); w != "who" && w != "that" && w != "which" {
		return k
	}
	for end := k + 1; end < k+12 && a.tok(end).kind == word && a.sameSentence(end, k); end++ {
		if a.tok(end + 1).punct(',') {
			if i := a.begins(end + 2); i != nil && a.stopsAt(i.last+1) {
				return end + 1
			}
			break
		}
	}
	return k
}

// ageBehind notes an age that stands behind somebody's name: Jane Roe, 43, and then the 43-year-old.
func (a *article) ageBehind(m *mention) {
	k := m.last + 1
	if !a.namesPerson(m) || !a.tok(k).punct(',') && !a.tok(k).punct('(') {
		return
	}
	if k++; a.lower(k) == "aged" {
		k++
	}
	t := a.tok(k)
	age := t.lower + "-year-old"
	if t.kind == number && t.end-t.start < 3 && a.tok(k+1).kind == punct && !slices.Contains(m.who.keys, age) {
		m.who.keys = append(m.who.keys, age)
		a.byRole[age] = append(a.byRole[age], m.who)
	}
}

// officeBehind gives somebody the office that follows the name bare, without
// "the" or "a": "Jane Roe, founder of the chip maker Acme, …". It must go on with
// a preposition and end with a comma or the sentence. One role in twenty-five is
// read so.
func (a *article) officeBehind(m *mention) {
	const longest = 14 // tokens
	first := m.last + 2
	if !a.namesPerson(m) || !a.tok(first-1).punct(',') {
		return
	}
	if a.lower(first) == "for" && !m.poss && !m.inner {
		a.counselFor(m.who, first)
		return
	}
	if t := a.tok(first); !t.is(cHuman|cOffice) || t.has(fCap) || !a.tok(first+1).is(cPrep) {
		return
	}
	for k := first + 2; k-first < longest; k++ {
		t := a.tok(k)
		another := t.is(cConj) && a.tok(k+1).is(cDet) // a second office goes without saying
		switch {
		case another || t.punct(',') || t.punct('.'):
			a.addRole(m.who, first, k-1)
			return
		case t.kind != word || t.is(cCue|cAux|cWh):
			return
		}
	}
}

// counselFor makes somebody counsel of whom the phrase at token k tells: Jane Roe, for the family,
// said; asked by Paul Gray, for Mrs Roe.
func (a *article) counselFor(who *entity, k int) {
	c := a.beginsSoon(k+1, k+4)
	if c == nil || c.kind == pronoun || c.poss || a.toks[c.last].is(cPlace) {
		return
	}
	if (a.toks[c.first].is(cDet) || c.kind == named) && c.last-k < 6 && a.stopsAt(c.last+1) {
		a.addRole(who, k, c.last)
		who.isCounsel()
	}
}

// isCounsel notes that somebody pleads in court, so that no other trade is theirs.
func (e *entity) isCounsel() { e.keys = addNew(e.keys, "lawyer") }

// appositionBehind links a description to the name set behind it with a comma,
// if the name before it is not its own, and reports whether it did.
func (a *article) appositionBehind(m *mention) bool {
	comma := m.last + 1
	// His sister and director of elections, Jane Roe, agreed.
	if a.lower(comma) == "and" {
		for comma++; comma < m.last+8 && a.tok(comma).kind == word && a.sameSentence(comma, m.last); comma++ {
		}
	}
	comma = a.clauseEnd(comma)
	if !a.tok(comma).punct(',') || !a.toks[m.head].is(cHuman|cOffice) {
		return false
	}
	n, before := a.beginsSoon(comma+1, comma+4), a.ends(m.first-2)
	apposed := a.tok(m.first-1).punct(',') && before.is(named) && before.gender != thing
	if n == nil || apposed && !a.toks[comma+1].has(fCap) {
		return false // Jane Roe, the mayor, met the police chief Max Orr
	}
	// The Commissioner of Police, Harbour Command, Mr Paul Roe, said
	next := a.begins(n.last + 2)
	person := next.is(named) && a.personal(next) && a.stopsAt(next.last+1)
	if n.kind == named && !a.personal(n) && a.afterComma(n) != "" && person && n.who.becomesBody() {
		n = next
	}
	body := n.kind == named && n.who.kind == corpus.Organisation
	f := m.first
	speaks := a.tok(n.last + 1).is(cCue | cAux)
	inPhrase := a.lower(f-1) == "to" || !a.subjectPlace(m) && !a.tok(f-1).is(cSub)
	switch {
	case body && !a.toks[n.last].is(cPlace) && m.gender == anyGender && a.tok(n.last+1).punct(','):
		m.who, m.step = n.who, "apposition" // its largest investor, Acme Capital, said
	case n.poss, !a.namesPerson(n), !a.closesPhrase(n.last + 1),
		sets.Relation[a.lower(m.head)] && a.anyOf(m.head+2, m.last, cRole|cMan|cWoman), // the mother of a soldier, Jane Roe: which of them?
		speaks && inPhrase: // in a letter to the mayor, Jane Roe said
		return false
	case a.tok(f-1).is(cPrep) && a.tok(f-2).is(cHuman|cOffice) && a.at[f-2] == nil:
		a.addRole(n.who, f-2, m.last) // Counsel for the mayor, Jane Roe: she is not the mayor
	default:
		a.describes(m, n.who)
	}
	return true
}

// describes links a description to whom the name beside it names, as a role of theirs.
func (a *article) describes(m *mention, who *entity) {
	m.who, m.step = who, "apposition"
	a.addRole(who, m.first, m.last)
}

// closesPhrase reports whether an apposition can end before token i.
func (a *article) closesPhrase(i int) bool {
	return a.tok(i).kind != word || a.tok(i).is(cWh|cCue|cAux|cPrep|cConj)
}
