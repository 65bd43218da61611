package quotation

import "strings"

// before seeks the speaker ahead of the quotation at token q: S V, Q and S: Q.
func (a *article) before(q int) claim {
	if q == 0 || a.toks[q].has(fFirst) {
		return noClaim
	}
	lo := a.sentenceStart(q)
	if c := a.gapped(q, lo); c.ok() {
		return c
	}
	return a.cueBefore(lo, q, a.toks[q-1].punct(':'))
}

// gapped reads a subject whose verb is that of the clause before: The Echo called it “a
// shame”; the Argus, “a step”. Roe called it “sound”, Gray “mad”.
func (a *article) gapped(q, lo int) claim {
	if !a.split(q) {
		return noClaim
	}
	for k := q - 1; k > lo+1; k-- {
		t := &a.toks[k]
		if a.isCue(k) && t.is(vFinite) || t.kind == quoted {
			return noClaim
		}
		if !t.punct(';') && !(t.punct(',') && a.toks[k-1].kind == quoted) && !(t.is(cConj) && (a.toks[k-1].comma() || a.toks[k-1].kind == quoted)) {
			continue
		}
		m := a.begins(a.skipAdjectives(k+1, q-1))
		if m < 0 || a.ments[m].kind != named || a.ments[m].poss {
			return noClaim
		}
		switch next := a.ments[m].last + 1; {
		case next == q, next == q-1 && a.toks[next].punct(','), t.punct(';') && (a.lower(next) == "that" || a.toks[next].punct(',') && a.lower(next+1) == "that"):
			return claim{m, [2]int{next, next - 1}, "s-v-q"}
		}
		return noClaim
	}
	return noClaim
}

// cueBefore seeks a cue in tokens lo to q-1 that governs what begins at q.
func (a *article) cueBefore(lo, q int, colon bool) claim {
	for k := lo; k < q; k++ {
		inside := k > lo+1 // They are, in the words of Roe, “…”
		if inside && !a.toks[k-1].punct(',') {
			continue
		}
		if c := a.accordingTo(k, q-1); c.ok() && !(inside && a.firstCue(a.ments[c.ment].last+1, q-1) >= 0) {
			if by := a.cueBefore(a.ments[c.ment].last+1, q, colon); by.ok() && a.toks[by.cue[0]].is(cSay|cTell) && a.ments[by.ment].first > a.ments[c.ment].last {
				return by // According to Roe, Gray said: “…”
			}
			return c
		}
	}
	weak := noClaim
	for v := q - 1; v >= lo; v-- {
		if weak.ok() && !a.toks[v].is(cSay|cTell) {
			continue
		}
		if m := a.agent(v, q); m >= 0 && !weak.ok() {
			return claim{m, [2]int{v, v}, "v-by-q"}
		}
		if !weak.ok() && a.unnamedSpeaker(v, lo, q, colon) {
			return firstPerson
		}
		if colon && quoting[a.lower(v)] && !weak.ok() {
			return a.quotedBy(v, q)
		}
		if !a.mayGovern(v, lo) {
			continue
		}
		t := &a.toks[v]
		m := a.subjectOf(v, lo)
		if m >= 0 && a.isTold(m) {
			continue
		}
		if m < 0 && t.is(vGerund) && t.is(cSay|cTell) {
			return noClaim // comments made in May saying “…”: whose?
		}
		if m < 0 && colon && !weak.ok() && q-v <= 2 && (t.is(cSay|cTell) || a.lower(v) == "reads") && t.is(vFinite) {
			return firstPerson // another, who would not be named, said: “…”
		}
		if m < 0 {
			continue
		}
		if w := a.lower(v); (w == "read" || w == "reads") && a.ments[m].gender != thing && !a.toks[v-1].is(cWh) {
			if m = a.documentIn(v, q); m < 0 {
				continue // Roe had read it “from cover to cover”
			}
		}
		c := claim{m, [2]int{v, v}, "s-v-q"}
		if colon {
			c.rule = "s-v-colon"
		}
		if t.is(cSay|cTell) || t.is(cCall) && (q-v <= 2 || !a.toks[q-1].punct(',')) || colon {
			return c
		}
		// A weak verb inside what somebody is reported to have said ("he said
		// it showed …") leaves the words to the reported speaker.
		if !weak.ok() {
			weak = c
		}
	}
	if !weak.ok() && colon {
		m := a.uttered(lo, q)
		if m < 0 {
			m = a.sentenceSubject(lo, q)
		}
		if m >= 0 {
			return claim{m, [2]int{q - 1, q - 1}, "s-colon"}
		}
	}
	return weak
}

// uttered returns whose words a sentence that begins at token lo says to follow: Roe's answer was
// short: “No.” Her last words: “No.” Or -1.
func (a *article) uttered(lo, q int) int {
	m := a.begins(lo)
	if m < 0 || !a.ments[m].poss {
		return -1
	}
	for k := a.ments[m].last + 1; k < min(a.ments[m].last+4, q); k++ {
		if utterances[a.lower(k)] {
			return m
		}
	}
	return -1
}

// isTold reports whether a mention is whom somebody tells (Roe told analysts on a call), or
// nobody: neither says what follows.
func (a *article) isTold(m int) bool {
	first := a.ments[m].first
	return nobodies[a.lower(first)] || first > 0 && a.toks[first-1].is(cTell) && a.toks[first-1].is(vFinite) && !a.toks[first-1].is(cSay)
}

// quotedBy reads whose words the verb at v says that somebody quotes, in front of the
// quotation at q: Roe quoted the late Paul Gray: “…”. Of a poem it is nobody's.
func (a *article) quotedBy(v, q int) claim {
	if m := a.begins(a.skipAdjectives(v+1, q-1)); m >= 0 && a.ments[m].last == q-2 {
		return claim{m, [2]int{v, v}, "s-v-colon"}
	}
	return firstPerson
}

// documentIn returns the document between tokens v and q, from which somebody reads what its author
// says: Roe read from a letter by Gray: “…”; or -1.
func (a *article) documentIn(v, q int) int {
	for k := v + 1; k < q; k++ {
		if m := a.begins(k); m >= 0 && a.isDocument(&a.ments[m]) {
			return m
		}
	}
	return -1
}

// agent returns who says something by a verb in the passive, or -1: Roe was accused by
// Gray of “…”.
func (a *article) agent(v, q int) int {
	if t := &a.toks[v]; t.kind != word || !t.is(cCue) || a.at[v] >= 0 || !a.passive(v) {
		return -1
	}
	for k := v + 1; k < min(v+4, q-1); k++ {
		if a.lower(k) != "by" {
			continue
		}
		m := a.begins(a.skipAdjectives(k+1, q-1))
		if m < 0 || a.ments[m].poss || q-a.ments[m].last > 4 {
			return -1 // what follows is not said to be the agent's
		}
		return m
	}
	return -1
}

// mayGovern reports whether the word at v is a verb of saying that may have a
// subject of its own.
func (a *article) mayGovern(v, lo int) bool {
	t, p := &a.toks[v], &a.toks[max(v-1, 0)]
	switch {
	case t.kind == quoted || !a.isCue(v):
		return false
	case v > lo && t.is(vGerund) && p.is(cDet):
		return false // a screaming Roe
	case t.is(vBase) && (a.lower(v-1) == "not" || strings.HasSuffix(a.lower(v-1), "n't")):
		return false // she could not comment
	}
	return true
}

// subjectOf returns the subject of the verb at v, or -1.
func (a *article) subjectOf(v, lo int) int {
	switch {
	case a.toks[v].is(vGerund):
		return a.gerundSubject(lo, v)
	case v > lo && a.lower(v-1) == "to":
		if m := a.clauseSubject(lo, v); m >= 0 {
			return m
		}
		return a.sentenceSubject(lo, v)
	}
	return a.subject(v, lo)
}

// unnamedSpeaker reports whether the verb at v gives the quotation at q to nobody
// whom the text names.
func (a *article) unnamedSpeaker(v, lo, q int, colon bool) bool {
	t := &a.toks[v]
	says := t.is(cSay|cTell) && t.is(vFinite)
	switch {
	case (colon && q-v <= 4 || q-v == 2 && a.toks[q-1].punct(',') || t.is(cTell) && q-v <= 5) && t.kind == word && says && a.passive(v):
		return true // she was told: by whom?
	case v == lo || !a.mayGovern(v, lo):
		return false
	}
	// Another said: “…”
	somebody := a.toks[v-1].kind == word && !a.toks[v-1].is(cConj|cAux|cAdv|cWh)
	return q-v <= 2 && says && somebody && a.subjectOf(v, lo) < 0
}
