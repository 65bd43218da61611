package quotation

import "onrecord/corpus"

// resolveUpTo works out whom the pronouns and descriptions before token end
// stand for, in order.
func (a *article) resolveUpTo(end int) {
	for ; a.done < len(a.ments) && a.ments[a.done].first < end; a.done++ {
		m := &a.ments[a.done]
		switch {
		case m.who >= 0:
		case m.kind == pronoun:
			m.who = a.resolvePronoun(a.done)
		case m.kind == described:
			a.resolveDescription(a.done)
		}
	}
}

// resolvePronoun returns the entity that the pronoun stands for, or -1.
func (a *article) resolvePronoun(at int) int {
	m := &a.ments[at]
	if m.gender != male && m.gender != female {
		return -1
	}
	t := &a.toks[m.first]
	best, bestScore := -1, 0.0
	seen := 0
	for i := at - 1; i >= 0 && seen < 40; i-- {
		c := &a.ments[i]
		if c.who < 0 {
			continue
		}
		seen++
		e := &a.ents[c.who]
		ct := &a.toks[c.first]
		if t.para-ct.para > 3 {
			break
		}
		if e.kind == corpus.Organisation || e.gender != anyGender && e.gender != m.gender {
			continue
		}
		score := 10 - 1.5*float64(t.sent-ct.sent) - 1.5*float64(t.para-ct.para)
		if c.inner {
			score -= 2
		}
		if c.poss {
			score -= 1.5
		}
		if c.who == a.speaker && a.speaker >= 0 {
			score += 3
		}
		if ct.has(fFirst) || c.first > 0 && (a.toks[c.first-1].is(cConj) || a.toks[c.first-1].punct(',')) {
			score += 1.5
		}
		if c.last+1 < len(a.toks) && (a.toks[c.last+1].is(cCue | cAux)) {
			score += 1
		}
		if c.first > 0 && a.toks[c.first-1].is(cPrep) {
			score--
		}
		if e.gender == m.gender {
			score++
		}
		if !e.sure {
			score -= 1
		}
		if best < 0 || score > bestScore {
			best, bestScore = c.who, score
		}
	}
	if best >= 0 && bestScore > 3 {
		return best
	}
	return -1
}

// resolveDescription finds the person whom a description stands for, or makes
// an unnamed one of it.
func (a *article) resolveDescription(at int) {
	m := &a.ments[at]
	if m.inner {
		return
	}
	det := a.lower(m.first)
	definite := det == "the" || det == "this" || det == "that" || isPossessive(det)
	if m.gender != plural && m.gender != thing && definite {
		if who := a.byDescription(m); who >= 0 {
			m.who = who
			return
		}
	}
	text := a.span(m.first, m.last)
	if who, ok := a.byName[text]; ok {
		m.who = who
		return
	}
	kind := corpus.Unnamed
	if m.gender == thing {
		kind = corpus.Organisation
	}
	a.ents = append(a.ents, entity{show: text, kind: kind, gender: m.gender, first: m.first, out: -1})
	m.who = len(a.ents) - 1
	a.byName[text] = m.who
}

// byDescription seeks the person with the role that a description names.
func (a *article) byDescription(m *mention) int {
	head := roleWord(a.lower(m.head))
	best, bestHits := -1, -1
	for _, who := range tail(a.byRole[head], 16) {
		e := &a.ents[who]
		if e.gender != anyGender && m.gender != anyGender && e.gender != m.gender {
			continue
		}
		hits, misses := 0, 0
		for k := m.first; k <= m.last; k++ {
			if k == m.head || a.toks[k].is(cDet|cPrep|cPronoun) {
				continue
			}
			if e.keys[roleWord(a.lower(k))] {
				hits++
			} else {
				misses++
			}
		}
		if misses > hits && misses > 1 {
			continue
		}
		if hits-misses >= bestHits || best < 0 {
			best, bestHits = who, hits-misses
		}
	}
	return best
}
