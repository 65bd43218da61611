package quotation

import (
	"cmp"
	"slices"
	"strings"
)

// before seeks the speaker ahead of the quotation at token q: S V, Q and S: Q.
func (a *article) before(q int) claim {
	if a.toks[q].has(fFirst) {
		return noClaim
	}
	lo := a.sentenceStart(q)
	return cmp.Or(a.gapped(q, lo), a.cueBefore(lo, q, a.toks[q-1].punct(':')))
}

// gapped reads a subject whose verb is that of the clause before: The Echo called it “a
// shame”; the Argus, “a step”. Roe called it “sound”, Gray “mad”.
func (a *article) gapped(q, lo int) claim {
	if !a.split(q) {
		return noClaim
	}
	for k := q - 1; k > lo+1 && a.toks[k].kind != quoted && !(a.isCue(k) && a.toks[k].is(vFinite)); k-- {
		t, before := &a.toks[k], &a.toks[k-1]
		behindQuote := before.kind == quoted
		if !t.punct(';') && !(t.punct(',') && behindQuote) && !(t.is(cConj) && (before.comma() || behindQuote)) {
			continue
		}
		m := a.beginsSoon(k+1, q-1)
		if !m.is(named) || m.poss {
			return noClaim
		}
		next := m.last + 1
		that := a.lower(next) == "that" || a.toks[next].punct(',') && a.lower(next+1) == "that"
		if next == q || next == q-1 && a.toks[next].punct(',') || t.punct(';') && that {
			return claim{m, [2]int{next, next - 1}, "s-v-q"}
		}
		return noClaim
	}
	return noClaim
}

// unsaid reports whether a verb of saying tells of what was not said: Roe never said “…”; Roe denied
// that he had said “…”; if Roe said “…”; Gray begged Roe to say “…”.
func (a *article) unsaid(v, lo, q int) bool {
	const reach = 6 // words before the subject or the verb
	t := &a.toks[v]
	near := q <= v+1 || q == v+2 && a.toks[v+1].punct(':') || t.is(cCall|cTell) && q < v+reach && !a.toks[v+1].is(cPrep)
	if !a.isCue(v) || !near {
		return false
	}
	saying, subject := t.is(cSay|cTell|cCall), false
	denies := func(k int) bool { return sets.Denying[a.lower(k)] && !a.needsNoun(k-1) }
	for k := v - 1; k >= max(lo, v-reach); k-- {
		w, t := a.lower(k), &a.toks[k]
		if m := a.ends(k); m != nil && !subject && !t.is(cAdv) {
			subject, k = true, m.first
			if sets.Supposing[a.lower(k-1)] {
				return true // had Roe said “…”
			}
			continue
		}
		verb := k < v-1 && !a.needsNoun(k-1) // not: a failed call
		switch {
		case !saying:
			return false
		case w == "never", w == "longer", w == "true", isNot(w) && a.toks[v].is(vBase), denies(k), denies(k-1) && verb,
			sets.Unsaid[w] && (verb || t.is(cAux) && !t.has(fCap)), (w == "would" || w == "could") && a.lower(k+1) == "have", w == "about" && a.lower(k+1) == "to":
			return true
		case t.kind != word || !t.is(cAux|cAdv|cSub|cPronoun) && !sets.Unsaying[w]:
			return false
		}
	}
	return false
}

// cueBefore seeks a cue in tokens lo to q-1 that governs what begins at q.
func (a *article) cueBefore(lo, q int, colon bool) claim {
	for k := lo; k < q; k++ {
		if c := a.accordingTo(k, q-1); c.ok() {
			if by := a.cueBefore(c.ment.last+1, q, colon); by.ok() && a.toks[by.cue[0]].is(cSay|cTell|cCall) {
				return by // According to Roe, Gray said: “…”
			}
			return c // They are, in the words of Roe, “…”
		}
	}
	if colon {
		if c, comes := a.received(lo, q); comes {
			return c
		}
	}
	weak := noClaim
	for v := q - 1; v >= lo; v-- {
		t := &a.toks[v]
		asked := a.ends(v - 1) // asked if she thought that it was “…”
		if (weak.ok() || asked != nil && sets.Wondering[a.lower(asked.first-1)]) && !t.is(cSay|cTell) {
			continue
		}
		switch by := a.agent(v, q); {
		case by != nil:
			return saidBy(by, v, "v-by-q")
		case !weak.ok() && a.unnamedSpeaker(v, lo, q),
			v == q-1 && a.lower(v) == "of" && sets.Outcry[a.lower(v-1)], // Roe left to cries of “…”
			colon && sets.Quoting[a.lower(v)],                           // Roe quoted the late Paul Gray: “…”
			a.unsaid(v, lo, q):
			return firstPerson
		case !a.isCue(v), t.is(vBase) && (a.lower(v-1) == "not" || strings.HasSuffix(a.lower(v-1), "n't")): // She could not comment.
			if c := a.overheard(v, lo); c != noClaim && !weak.ok() {
				return c
			}
			continue
		}
		if c := a.overheard(v, lo); t.is(vGerund) && c != noClaim {
			return c
		}
		m := a.subject(v, lo)
		if t.is(vGerund) && !(t.is(cCall) && a.tok(v-1).is(cAux)) { // has been calling it
			m = a.gerundSubject(lo, v)
		}
		if m == nil && t.is(vGerund) && t.is(cSay|cTell) {
			return noClaim // comments made in May saying “…”: whose?
		}
		if m == nil || a.isTold(m) && !a.relative(v) { // Roe told Gray, who said
			continue
		}
		// Roe said Gray had told them: “…”; Roe said Gray had called it “…”
		reported := a.toks[max(m.first-1, 0)].is(cSay) && (colon || a.governs(m, v, q))
		if t.is(vFinite) && v > m.last+1 && a.tok(m.first-1).is(vFinite) && a.afterComma(m) != "who" && (colon || a.lower(m.last+1) != "who") && !reported {
			continue // Roe met Gray, and said; but not: met Gray, who said
		}
		if w := a.lower(v); (w == "read" || w == "reads") && m.gender != thing && !a.toks[v-1].is(cWh) {
			if m = a.documentIn(v, q); m == nil {
				continue // Roe had read it “from cover to cover”
			}
		}
		if sets.Denying[a.lower(v)] && !colon && a.lower(q-1) != "as" && a.firstCue(lo, v-1) < 0 {
			return firstPerson // Roe disputed that it was “a farce”: who says so?
		}
		if a.made(lo, m) {
			return firstPerson
		}
		c := saidBy(cmp.Or(a.ownerOfWords(v, q), m), v, "s-v-q")
		if colon {
			c.rule = "s-v-colon"
		}
		if t.is(cSay|cTell) || t.is(cCall) || colon {
			return c
		}
		// A weak verb inside what somebody is reported to have said ("he said
		// it showed …") leaves the words to the reported speaker.
		weak = cmp.Or(weak, c)
	}
	if colon {
		return cmp.Or(saidBy(cmp.Or(a.ownerOfWords(lo, q), a.sentenceSubject(lo, q)), q-1, "s-colon"), weak)
	}
	return weak
}

// made reports whether somebody's words are said to be made up: a fake video shows Roe saying “…”; a
// deepfake of Roe says “…”.
func (a *article) made(lo int, m *mention) bool {
	for k := m.first; k >= lo && a.toks[k].kind == word && !a.toks[k].is(cConj|cSub); k-- {
		if sets.Fake[a.lower(k)] {
			return true
		}
	}
	return false
}

// governs reports whether nothing but helping verbs stands between a subject and its verb at v, and that
// is not followed by a second verb before token q.
func (a *article) governs(m *mention, v, q int) bool {
	apart := false
	for k := m.last + 1; k < v; k++ {
		t := &a.toks[k]
		apart = apart || !t.is(cAux|cAdv) && !t.punct(',') && (a.at[k] == nil || a.at[k].who != m.who)
	}
	joined := slices.ContainsFunc(a.toks[v+1:q], func(t token) bool { return t.is(cConj) })
	return a.toks[v].is(cSay|cTell|cCall) && !apart && !joined && a.lower(v+1) != "for"
}

// received reads who sends what somebody gets, finds or hears of before a colon: Roe got a text from Gray:
// “…”; Roe opened the letter: “…” is nobody's who is told of.
func (a *article) received(lo, q int) (from claim, comes bool) {
	for v := q - 2; v > lo; v-- {
		t, next := &a.toks[v], &a.toks[v+1]
		switch {
		case sets.Receiving[t.lower] && (next.is(cDet) || a.begins(v+1) != nil):
			if m := a.documentIn(v, q); m != nil {
				return saidBy(m, v, "s-v-colon"), true
			}
			for k := v + 2; k < q-1; k++ {
				if m := a.begins(k + 1); m != nil && (a.lower(k) == "from" || a.lower(k) == "by") {
					return saidBy(m, v, "s-v-colon"), true
				}
			}
			return firstPerson, true
		case a.isCue(v) && t.is(vFinite|vPart), t.kind == quoted:
			return noClaim, false
		}
	}
	return noClaim, false
}

// ownerOfWords returns who has said what a verb at v takes up: Roe mocked Gray's claim that it was “a
// farce”; Roe posted Gray's words: “…”; or nil.
func (a *article) ownerOfWords(v, q int) *mention {
	for k := v + 1; k < min(q, v+8); k++ {
		m := a.begins(k)
		if m == nil || !m.poss || m.kind == pronoun || !sets.SpeechNoun[a.lower(m.last+1)] {
			continue
		}
		next := m.last + 2
		that, last := a.lower(next) == "that", next == q-1
		if last && (that || a.toks[next].punct(':')) || that && !a.toks[v].is(cSay|cTell|cCall) && a.lower(q-1) != "as" {
			return m
		}
	}
	return nil
}

// overheard reads a verb behind whom somebody hears or recalls: Roe heard a man shout “Stop!”; Roe
// remembers her father saying “stop”; and behind who is blamed for it: Roe sued Gray for calling her “a liar”.
func (a *article) overheard(v, lo int) claim {
	t := &a.toks[v]
	gerund := t.is(vGerund)
	if !gerund && (!t.is(cSay) || !t.is(vBase) || t.is(vFinite)) {
		return noClaim
	}
	if w := a.lower(v - 1); gerund && (w == "of" || w == "for" || w == "from") {
		if m := a.ends(v - 2); m != nil && m.first > lo && a.toks[m.first-1].kind == word && !a.toks[m.first-1].is(cPrep|cConj|cSub|cDet|cAux|cAdv) && m.gender != thing {
			return saidBy(m, v, "s-v-q")
		}
	}
	for k := v - 1; k >= max(lo, v-6) && a.toks[k].kind == word; k-- {
		if w := a.lower(k); !(sets.Perceiving[w] || gerund && sets.Recalling[w]) || a.passive(k) {
			continue
		}
		if m := a.beginsSoon(k+1, v); m != nil && m.last == v-1 {
			return saidBy(m, v, "s-v-q")
		}
		return firstPerson
	}
	return noClaim
}

// isTold reports whether a mention is whom somebody tells (Roe told analysts on a call), or
// nobody: neither says what follows.
func (a *article) isTold(m *mention) bool {
	first := m.first
	return a.isNobody(m) || a.tok(first-1).is(cTell) && a.toks[first-1].is(vFinite)
}

// isNobody reports whether a mention is of none: nobody, no minister, not even Roe.
func (a *article) isNobody(m *mention) bool {
	first := m.first
	return sets.Nobody[a.lower(first)] || m.kind == described && a.lower(first) == "no" || a.lower(first-1) == "even" && a.lower(first-2) == "not"
}

// documentIn returns the document between tokens v and q, from which somebody reads what its author
// says: Roe read from a letter by Gray: “…”; or nil.
func (a *article) documentIn(v, q int) *mention {
	for k := v + 1; k < q; k++ {
		if m := a.begins(k); m != nil && a.isDocument(m) {
			return m
		}
	}
	return nil
}

// agent returns who says something by a verb in the passive, or nil: Roe was accused by
// Gray of “…”.
func (a *article) agent(v, q int) *mention {
	if t := &a.toks[v]; !t.is(cCue) || !a.passive(v) {
		return nil
	}
	for k := v + 1; k < min(v+4, q-1); k++ {
		if a.lower(k) != "by" {
			continue
		}
		m := a.beginsSoon(k+1, q-1)
		if m == nil || m.poss || q-m.last > 4 {
			return nil // what follows is not said to be the agent's
		}
		return m
	}
	return nil
}

// unnamedSpeaker reports whether the verb at v gives the quotation at q to nobody
// whom the text names: Another said: “…”
func (a *article) unnamedSpeaker(v, lo, q int) bool {
	t, before := &a.toks[v], a.tok(v-1)
	switch {
	case !t.is(cSay | cTell), !t.is(vFinite):
		return false
	case q-v <= 5 && a.passive(v):
		return true // she was told: by whom?
	}
	return q-v <= 2 && before.kind == word && !before.is(cConj|cAux|cAdv|cWh) && a.subject(v, lo) == nil
}
