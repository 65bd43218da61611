package quotation

// Whose name stands beside words that they have not said: denied, wished for, made up, said to them.

// unsaid reports whether a verb of saying tells of what was not said: Roe never said “…”; Roe denied
// that he had said “…”; if Roe said “…”; Gray begged Roe to say “…”.
func (a *article) unsaid(v, lo, q int) bool {
	const reach = 6 // words before the subject or the verb
	verb, next := &a.toks[v], &a.toks[v+1]
	near := q == v+1 || q == v+2 && (next.punct(':') || next.punct(',')) || verb.is(cCall|cTell) && q < v+reach && !next.is(cPrep)
	if !near || !a.isCue(v) {
		return false
	}
	subject := false
	for k := v - 1; k >= max(lo, v-reach); k-- {
		t := &a.toks[k]
		if m := a.ends(k); m != nil && !subject && !t.is(cAdv) {
			subject, k = true, m.first
			if sets.Supposing[a.lower(k-1)] {
				return true // had Roe said “…”
			}
			continue
		}
		switch {
		case !verb.is(cStrong):
			return false
		case a.negates(k, v):
			return true
		case t.kind != word, !t.is(cAux|cAdv|cSub|cPronoun) && !sets.Unsaying[t.lower]:
			return false
		}
	}
	return false
}

// negates reports whether the word at k says that what the verb at v tells has not been said: a negation, a
// denial, what lies ahead or is only thought of.
func (a *article) negates(k, v int) bool {
	t, w, next := &a.toks[k], a.lower(k), a.lower(k+1)
	verb := k < v-1 && !a.needsNoun(k-1) // not: a failed call
	denies := func(k int) bool { return sets.Denying[a.lower(k)] && !a.needsNoun(k-1) }
	negated := w == "never" || w == "longer" || w == "true" || isNot(w) && a.toks[v].is(vBase)
	denied := denies(k) || verb && denies(k-1)
	ahead := sets.Unsaid[w] && (verb || t.is(cAux) && !t.has(fCap)) || w == "about" && next == "to"
	unreal := (w == "would" || w == "could") && next == "have" || (w == "if" || w == "though") && a.lower(k-1) == "as"
	return negated || denied || ahead || unreal
}

// madeUp reports whether somebody's words are said to be made up: a fake video shows Roe saying “…”; a
// deepfake of Roe says “…”.
func (a *article) madeUp(lo int, m *mention) bool {
	for k := m.first; k >= lo && a.toks[k].kind == word && !a.toks[k].is(cConj|cSub); k-- {
		if sets.Fake[a.lower(k)] {
			return true
		}
	}
	return false
}

// denied reports whether the verb at k, whose subject is mention m, tells what somebody did
// not say: Roe would not say whether; neither Roe nor Gray said; nobody said.
func (a *article) denied(k, lo int, m *mention) bool {
	for j := k - 1; j >= lo && a.toks[j].kind == word && a.toks[j].is(cAux|cAdv); j-- {
		if w := a.lower(j); w == "never" || isNot(w) {
			return true
		}
	}
	return a.lower(m.first-1) == "nor" || a.isNobody(m)
}

// inDenial reports whether a mention is the subject of what somebody denies: Roe denied she had said.
func (a *article) inDenial(m *mention) bool {
	k := m.first - 1
	if a.lower(k) == "that" {
		k--
	}
	return sets.Denying[a.lower(k)] && !a.needsNoun(k-1)
}

// isTold reports whether a mention is whom somebody tells (Roe told analysts on a call), or
// nobody: neither says what follows.
func (a *article) isTold(m *mention) bool {
	before := a.tok(m.first - 1)
	return a.isNobody(m) || before.is(cTell) && before.is(vFinite)
}

// isNobody reports whether a mention is of none: nobody, no minister, not even Roe.
func (a *article) isNobody(m *mention) bool {
	first := a.lower(m.first)
	notEven := a.lower(m.first-2) == "not" && a.lower(m.first-1) == "even"
	return sets.Nobody[first] || m.kind == described && first == "no" || notEven
}

// unnamedSpeaker reports whether the verb at v gives the quotation at q to nobody
// whom the text names: Another said: “…”
func (a *article) unnamedSpeaker(v, lo, q int) bool {
	t, before := &a.toks[v], a.tok(v-1)
	if !t.is(cSay|cTell) || !t.is(vFinite) {
		return false
	}
	if q-v <= 5 && a.passive(v) {
		return true // she was told: by whom?
	}
	return q-v <= 2 && before.kind == word && !before.is(cConj|cAux|cAdv|cWh) && a.subject(v, lo) == nil
}
