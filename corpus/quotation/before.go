package quotation

import (
	"cmp"
	"strings"
)

// before seeks the speaker ahead of the quotation at token q: S V, Q and S: Q.
func (a *article) before(q int) claim {
	if a.toks[q].has(fFirst) {
		return noClaim
	}
	lo := a.mainClause(a.sentenceStart(q), q)
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

// cueBefore seeks a cue in tokens lo to q-1 that governs what begins at q.
func (a *article) cueBefore(lo, q int, colon bool) claim {
	for k := lo; k < q; k++ {
		if c := a.accordingTo(k, q-1); c.ok() {
			if by := a.cueBefore(c.ment.last+1, q, colon); by.ok() && a.toks[by.cue[0]].is(cStrong) {
				return by // According to Roe, Gray said: “…”
			}
			return c // They are, in the words of Roe, “…”
		}
	}
	weak := noClaim
	for v := q - 1; v >= lo; v-- {
		asked := a.ends(v - 1) // asked if she thought that it was “…”
		wondered := asked != nil && sets.Wondering[a.lower(asked.first-1)]
		if (weak.ok() || wondered) && !a.toks[v].is(cSay|cTell) {
			continue
		}
		c, decides := a.verbClaim(v, lo, q, colon, weak)
		if decides {
			return c
		}
		weak = cmp.Or(weak, c)
	}
	if colon {
		s := a.sentenceSubject(lo, q)
		if m := a.ends(q - 2); m.is(named) && m == s && a.toks[m.last].is(cPaper) && !a.surelyPerson(m) {
			s = nil // The Roe Report: “…”
		}
		return cmp.Or(saidBy(cmp.Or(a.ownerOfWords(lo, q), s), q-1, "s-colon"), weak)
	}
	return weak
}

// verbClaim reads the verb at v as the cue of what begins at q, and whether that decides. A weak verb does not:
// inside what somebody is reported to have said ("he said it showed …") it leaves the words to the reported
// speaker. What a weak verb nearer to q claims is given as well.
func (a *article) verbClaim(v, lo, q int, colon bool, weak claim) (c claim, decides bool) {
	t, w, before := &a.toks[v], a.lower(v), a.lower(v-1)
	if by := a.agent(v, q); by != nil {
		return saidBy(by, v, "v-by-q"), true
	}
	outcry := v == q-1 && w == "of" && sets.Outcry[before] // Roe left to cries of “…”
	quotes := colon && sets.Quoting[w]                     // Roe quoted the late Paul Gray: “…”
	if outcry || quotes || !weak.ok() && a.unnamedSpeaker(v, lo, q) || a.unsaid(v, lo, q) {
		return firstPerson, true
	}
	negated := t.is(vBase) && (before == "not" || strings.HasSuffix(before, "n't")) // She could not comment.
	cue := a.isCue(v) && !negated
	if heard := a.overheard(v, lo); heard != noClaim && (cue && t.is(vGerund) || !cue && !weak.ok()) {
		return heard, true
	}
	if !cue {
		return noClaim, false
	}
	m := a.subject(v, lo)
	if t.is(vGerund) && !(t.is(cCall) && a.tok(v-1).is(cAux)) { // has been calling it
		m = a.gerundSubject(lo, v)
	}
	switch {
	case m == nil:
		return noClaim, t.is(vGerund) && t.is(cSay|cTell) // comments made in May saying “…”: whose?
	case a.isTold(m) && !a.relative(v): // Roe told Gray, who said
		return noClaim, false
	case (w == "read" || w == "reads") && m.gender != thing && !a.toks[v-1].is(cWh) && a.lower(q-1) != "as":
		if m = a.documentIn(v, q); m == nil {
			return noClaim, false // Roe had read it “from cover to cover”
		}
	}
	if strings.HasPrefix(w, "hear") && t.is(vFinite) && q-v <= 2 && a.firstCue(lo, v-1) < 0 {
		return firstPerson, true // Roe heard “…”
	}
	disputed := sets.Denying[w] && !colon && a.lower(q-1) != "as" && a.firstCue(lo, v-1) < 0
	if disputed || a.madeUp(lo, m) {
		return firstPerson, true // Roe disputed that it was “a farce”: who says so?
	}
	c = saidBy(cmp.Or(a.ownerOfWords(v, q), m), v, "s-v-q")
	if colon {
		c.rule = "s-v-colon"
	}
	return c, colon || t.is(cStrong)
}
