package quotation

// Whose words somebody takes up, hears, gets or is accused with: the verb is one person's, the words another's.

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
		if m == nil || m.poss || q-a.behindAside(m) > 4 {
			return nil // what follows is not said to be the agent's
		}
		return m
	}
	return nil
}

// behindAside returns the last token of a mention, with what tells who that is: Roe, the firm's chairman, …
func (a *article) behindAside(m *mention) int {
	if d := a.begins(m.last + 2); a.tok(m.last+1).punct(',') && d.is(described) && a.tok(d.last+1).punct(',') {
		return d.last + 1
	}
	return m.last
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
		called := t.is(cCall) && t.is(vFinite|vPart) && (v == q-1 || a.lower(v+1) == "as")
		if t.is(cCall|cSay) && a.passive(v) || called && (s == nil || !a.relative(s.first)) {
			return saidBy(m, v, "v-by-q")
		}
	}
	return noClaim
}

// documentIn returns the document between tokens v and q, from which somebody reads what its author
// says: Roe read from a letter by Gray: “…”; or nil.
func (a *article) documentIn(v, q int) *mention {
	for m := range a.mentionsIn(v+1, q-1) {
		if a.isDocument(m) {
			return m
		}
	}
	return nil
}

// ownerOfWords returns who has said what a verb at v takes up: Roe mocked Gray's claim that it was “a
// farce”; Roe posted Gray's words: “…”; or nil.
func (a *article) ownerOfWords(v, q int) *mention {
	for m := range a.mentionsIn(v+1, min(q, v+8)-1) {
		if !m.poss || m.kind == pronoun || !sets.SpeechNoun[a.lower(m.last+1)] {
			continue
		}
		next := m.last + 2
		that, adjacent := a.lower(next) == "that", next == q-1
		takenUp := that && !a.toks[v].is(cStrong) && a.lower(q-1) != "as" // mocked Gray's claim that it was “a farce”
		if takenUp || adjacent && (that || a.toks[next].punct(':')) {
			return m
		}
	}
	return nil
}

// overheard reads a verb behind whom somebody hears or recalls: Roe heard a man shout “Stop!”; Roe
// remembers her father saying “stop”; and behind who is blamed for it: Roe sued Gray for calling her “a liar”.
func (a *article) overheard(v, lo int) claim {
	t, before := &a.toks[v], a.lower(v-1)
	gerund := t.is(vGerund)
	if !gerund && (!t.is(cSay) || !t.is(vBase) || t.is(vFinite)) {
		return noClaim
	}
	blames := gerund && t.is(cSay|cTell|cCall) && (before == "of" || before == "for" || before == "from")
	if blamed := a.ends(v - 2); blames && blamed != nil && blamed.first > lo && blamed.gender != thing {
		verb := &a.toks[blamed.first-1]
		if verb.kind == word && !verb.is(cPrep|cConj|cSub|cDet|cAux|cAdv) {
			if before == "of" {
				return firstPerson // accused Gray of saying “…”: whether he did is not told
			}
			return saidBy(blamed, v, "s-v-q")
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
