package quotation

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

// agentBehind reads who says something by a verb in the passive, behind what is said: it was called
// “…” by S; a man described as “…” by S.
func (a *article) agentBehind(q, first, last int) claim {
	m := a.beginsSoon(first+1, last)
	if a.lower(first) != "by" || m == nil || m.poss {
		return noClaim
	}
	lo := a.sentenceStart(q)
	for v := q - 1; v >= lo && v > q-12; v-- {
		t, s := &a.toks[v], a.ends(v-1)
		described := t.is(cCall) && t.is(vFinite|vPart) && (v == q-1 || a.lower(v+1) == "as") && (s == nil || !a.relative(s.first))
		if t.is(cCall|cSay) && a.passive(v) || described {
			return saidBy(m, v, "v-by-q")
		}
	}
	return noClaim
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
		if last && (that || a.toks[next].punct(':')) || that && !a.toks[v].is(cStrong) && a.lower(q-1) != "as" {
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
