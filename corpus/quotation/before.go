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

// governs reports whether nothing but helping verbs stands between a subject and its verb at v, and that
// is not followed by a second verb before token q.
func (a *article) governs(m *mention, v, q int) bool {
	apart := false
	for k := m.last + 1; k < v; k++ {
		t := &a.toks[k]
		apart = apart || !t.is(cAux|cAdv) && !t.punct(',') && (a.at[k] == nil || a.at[k].who != m.who)
	}
	joined := slices.ContainsFunc(a.toks[v+1:q], func(t token) bool { return t.is(cConj) })
	return a.toks[v].is(cStrong) && !apart && !joined && a.lower(v+1) != "for"
}
