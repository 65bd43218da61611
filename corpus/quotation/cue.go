package quotation

// A claim says that a mention is the speaker of a quotation or clause.
type claim struct {
	ment int    // index of the mention, -1 for none
	cue  [2]int // tokens of the cue, first and last
	rule string
	conf float64
}

var noClaim = claim{ment: -1}

// firstPerson stands for a speaker who is nobody in the text: the writer ("I
// said"), or whoever told somebody ("she was told: …").
var firstPerson = claim{ment: -1, rule: "first-person"}

func (c claim) ok() bool { return c.ment >= 0 }

// after seeks the speaker behind the quotation at token q: Q, S V and Q, V S.
func (a *article) after(q int) claim {
	p := &a.pieces[a.toks[q].piece]
	if !p.closed || q+1 >= len(a.toks) || a.toks[q+1].para != a.toks[q].para {
		return noClaim
	}
	i := q + 1
	end := lastRune(a.text[p.start:p.end])
	strict := false // a new sentence may begin here
	switch {
	case a.toks[q].has(fLast) && (end == '.' || end == '…'):
		if a.toks[i].has(fCap) && !a.toks[i].is(cCue) && end == '.' && !a.bareSaid(i) {
			return noClaim
		}
		strict = true
	case a.toks[q].has(fLast):
		strict = true
	}
	bound := end == '.' && a.bareSaid(i) || end == ',' || end == '?' || end == '!' || end == '—' || end == '–' || end == '-' || end == '…'
	for i < len(a.toks) && (a.toks[i].punct(',') || a.toks[i].punct('—')) {
		bound = true
		i++
	}
	if i >= len(a.toks) || a.toks[i].para != a.toks[q].para || a.toks[i].kind == quoted {
		return noClaim
	}
	hi := a.sentenceEnd(i)
	for i < hi && a.toks[i].is(cAdv) && a.at[i] < 0 {
		i++
	}
	t := &a.toks[i]
	if c := a.accordingTo(i, hi); c.ok() {
		return c
	}
	if !bound && a.toks[q].has(fFirst) && a.at[i] >= 0 && a.ments[a.at[i]].first == i {
		// “We are done” Jane Roe said: the comma was forgotten.
		v := a.ments[a.at[i]].last + 1
		bound = v <= hi && a.toks[v].is(cSay|cTell) && a.toks[v].is(vFinite) && a.isCue(v)
	}
	if !bound {
		return noClaim
	}
	// Q, V S
	if t.is(cCue) && t.is(vFinite|vBase) && a.at[i] < 0 {
		j := a.skipAdjectives(i+1, hi)
		if j <= hi && a.at[j] >= 0 && a.ments[a.at[j]].first == j {
			m := &a.ments[a.ownee(int(a.at[j]))]
			w := a.lower(j)
			if w != "him" && w != "her" && w != "them" && !m.poss {
				return claim{a.ownee(int(a.at[j])), [2]int{i, i}, "q-v-s", .97}
			}
		}
		return noClaim
	}
	// Q, S V
	if a.lower(i) == "as" && i < hi {
		i++
	}
	i = a.skipAdjectives(i, hi)
	if a.toks[i].is(cI) && i < hi && a.nextCue(i) {
		return firstPerson
	}
	if a.at[i] < 0 || a.ments[a.at[i]].first != i {
		// "Q," in a statement, S V
		if v := a.firstCue(i, hi); v >= 0 && !strict {
			if m := a.subject(v, i); m >= 0 && !(t.is(cDet) && !t.is(cPrep|cTime) && a.prepBetween(i, a.ments[m].first)) {
				return claim{m, [2]int{v, v}, "q-pp-s-v", .9}
			}
		}
		return noClaim
	}
	m := a.ownee(int(a.at[i]))
	from := a.ments[m].last + 1
	v := a.firstCue(from, hi)
	if v < 0 {
		if !strict && a.ments[m].kind == named && hi-from < 3 && a.ments[m].who >= 0 && a.ents[a.ments[m].who].sure {
			return claim{m, [2]int{i, i - 1}, "q-s", .8}
		}
		return noClaim
	}
	if strict && !a.adjacent(from, v) {
		return noClaim
	}
	if !a.toks[v].is(cSay|cTell) && v < hi && a.takesObject(v) && a.lower(v) != "put" && a.lower(v) != "puts" {
		return noClaim // "As for “Hamas,” Roe found comic relief in it"
	}
	if strict && v < hi {
		w := a.lower(v + 1)
		if n := &a.toks[v+1]; n.is(cDet|cPronoun) && !n.is(cAdv|cPrep|cSub) || w == "that" || w == "if" || w == "whether" || a.at[v+1] >= 0 && !a.toks[v].is(cTell) {
			return noClaim
		}
	}
	return claim{m, [2]int{v, v}, "q-s-v", .97}
}

// prepBetween reports whether a preposition stands in tokens i to k-1: in "a
// welcome message on the website reads" it is not the website that speaks.
func (a *article) prepBetween(i, k int) bool {
	for ; i < k; i++ {
		if a.toks[i].is(cPrep) {
			return true
		}
	}
	return false
}

// bareSaid reports whether the sentence at token i is nothing but a speaker and a
// verb of saying: “We are done.” Roe said.
func (a *article) bareSaid(i int) bool {
	if a.at[i] < 0 || a.ments[a.at[i]].first != i {
		return false
	}
	v := a.ments[a.at[i]].last + 1
	return v < len(a.toks) && a.toks[v].is(cSay) && a.toks[v].is(vFinite) && a.isCue(v) && (v+1 >= len(a.toks) || a.toks[v+1].punct('.') || a.toks[v].has(fLast))
}

// accordingTo reads "according to S" at token i.
func (a *article) accordingTo(i, hi int) claim {
	if a.lower(i) != "according" || i+2 > hi || a.lower(i+1) != "to" {
		return noClaim
	}
	j := i + 2
	for k := j; k <= hi && k < j+3; k++ {
		if a.at[k] >= 0 && a.ments[a.at[k]].first == k {
			if m := &a.ments[a.at[k]]; m.poss && m.kind == pronoun {
				return noClaim // according to her “clawback” plan
			}
			return claim{int(a.at[k]), [2]int{i, j - 1}, "according-to", .93}
		}
	}
	return noClaim
}

// before seeks the speaker ahead of the quotation at token q: S V, Q and S: Q.
func (a *article) before(q int) claim {
	if q == 0 || a.toks[q].has(fFirst) {
		return noClaim
	}
	lo := a.sentenceStart(q)
	return a.cueBefore(lo, q, a.toks[q-1].punct(':'))
}

// cueBefore seeks a cue in tokens lo to q-1 that governs what begins at q.
func (a *article) cueBefore(lo, q int, colon bool) claim {
	for k := lo; k < q; k++ {
		if c := a.accordingTo(k, q-1); c.ok() && k < lo+2 {
			return c
		}
	}
	loose := noClaim
	for v := q - 1; v >= lo; v-- {
		t := &a.toks[v]
		if colon && q-v <= 4 && t.kind == word && t.is(cSay|cTell) && t.is(vFinite) && a.passive(v) {
			return firstPerson // she was told: by whom?
		}
		if t.kind == quoted || !a.isCue(v) {
			continue
		}
		if t.is(vBase) && !t.is(vFinite) && a.lower(max(v-1, 0)) != "to" && a.at[max(v-1, 0)] < 0 && !a.toks[max(v-1, 0)].is(cAux|cAdv) {
			continue
		}
		if loose.ok() && (!t.is(cSay|cTell) || !a.opensClause(v)) {
			continue
		}
		if v > lo && t.is(vGerund) && a.toks[v-1].is(cDet) && !a.toks[v-1].is(cPronoun) {
			continue // a screaming Roe
		}
		if v > lo && a.toks[v-1].is(cI) && q-v <= 4 && !loose.ok() {
			return firstPerson
		}
		var m int
		if t.is(vGerund) {
			m = a.gerundSubject(lo, v)
		} else if v > lo && a.lower(v-1) == "to" {
			m = a.sentenceSubject(lo, v)
		} else {
			m = a.subject(v, lo)
		}
		if m < 0 && t.is(vGerund) && t.is(cSay|cTell) {
			return noClaim // comments made in May saying “…”: whose?
		}
		if m < 0 && v > lo && q-v <= 2 && t.is(cSay|cTell) && t.is(vFinite) && a.toks[v-1].is(cDet) && a.lower(v-1) != "that" {
			return firstPerson // Another said: “…”
		}
		if m < 0 || a.objectCase(m) {
			continue
		}
		if f := a.ments[m].first; f-1 > lo && a.lower(f-1) == "as" && q-v > 2 && !a.toks[q-1].punct(',') && !a.saysThat(v, q) {
			continue // "as Roe has said" is set apart from what follows
		}
		c := claim{m, [2]int{v, v}, "s-v-q", .95}
		if colon {
			c.rule = "s-v-colon"
		}
		if t.is(cSay|cTell) || t.is(cCall) && (q-v <= 2 || !a.toks[q-1].punct(',')) || colon {
			return c
		}
		// A weak verb inside what somebody is reported to have said ("he said
		// it showed …") leaves the words to the reported speaker.
		if !loose.ok() {
			loose = c
		}
	}
	if loose.ok() {
		return loose
	}
	if colon {
		if m := a.sentenceSubject(lo, q); m >= 0 {
			return claim{m, [2]int{q - 1, q - 1}, "s-colon", .85}
		}
	}
	return noClaim
}
