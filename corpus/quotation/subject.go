package quotation

import (
	"cmp"
	"strings"
)

// subject returns the mention that is the subject of the verb at v, or nil; lo is
// where the sentence begins.
func (a *article) subject(v, lo int) *mention {
	j := v - 1
	for j >= lo && a.at[j] == nil && (a.toks[j].is(cAux|cAdv) || a.lower(j) == "to") && a.toks[j].kind == word {
		j--
	}
	if j < lo {
		return nil
	}
	if m := a.beforeAdverbial(j, lo); m != nil {
		return m
	}
	done := a.lower(v-1) == "have" || a.toks[v].is(vBase)
	if m := a.ends(j - 1); m != nil && m.first > lo && done && a.lower(j+1) == "to" && a.toks[j].is(cCue) && a.toks[j].is(vFinite|vPart) {
		return a.governor(m, lo, true) // members said to have called it
	}
	t := &a.toks[j]
	switch {
	case a.at[j] != nil:
		if k := a.at[j].first - 1; a.ends(k-1) != nil && (a.lower(k) == "nor" || a.lower(k) == "or") {
			return nil // neither R nor S said
		}
		m := a.governor(a.at[j], lo, true)
		k := m.first - 1
		if sets.Except[a.lower(k)] && sets.Everyone[a.lower(k-1)] {
			return nil // everyone but S said
		}
		if m.kind != pronoun && m.gender != plural && a.lower(k) == "of" && k > lo && a.plainNoun(k-1) && a.tok(k-2).is(cDet) {
			return nil // the estate of S said
		}
		return m
	case a.relativeSubject(j, lo):
		return nil // in what the policy calls
	case t.is(cConj):
		// S said this but added that.
		for k := j - 1; k > lo; k-- {
			if a.isCue(k) && a.toks[k].is(vFinite) && a.toks[k].is(cStrong) {
				return a.subject(k, lo)
			}
		}
	case t.is(cWh):
		return a.antecedent(j, lo)
	case t.comma() || t.kind == quoted:
		if m := a.at[max(j-1, 0)]; m != nil && t.punct(',') && m.first > lo+1 && a.toks[m.first-2].punct(',') && a.ownClause(m) {
			return m // it was late, but a spokesman for R, said
		}
		if m := a.beforeApposition(j, lo); m != nil {
			return m
		}
	}
	return a.sentenceSubject(lo, v)
}

// beforeAdverbial returns the subject right before a phrase of time or place that ends at j: the firm in May
// said; or nil.
func (a *article) beforeAdverbial(j, lo int) *mention {
	k := j
	for k > max(lo, j-4) && a.at[k] == nil && (a.toks[k].is(cTime|cDet|cAdj) || a.toks[k].kind == number || a.plainNoun(k)) {
		k--
	}
	if k == j || !a.toks[k].is(cPrep) || a.toks[k].is(cSub) {
		return nil
	}
	m := a.ends(k - 1)
	if m == nil || m.first < lo || m.poss || a.tok(m.first-1).is(cPrep) || a.tok(m.first-1).is(cCue|vFinite) {
		return nil
	}
	return a.governor(m, lo, true)
}

// mainClause returns the token before end at which the main clause of a sentence begins, with its subject,
// behind a clause like "When Roe asked Gray to stay,", or "When Roe asked, “Why?”"; it is lo if none does.
func (a *article) mainClause(lo, end int) int {
	first := lo
	if a.tok(first).is(cConj|cAdv) && !a.toks[first].is(cSub) {
		first++ // But when
	}
	if !sets.Subordinating[a.lower(first)] {
		return lo
	}
	end = min(end, a.sentenceEnd(lo)+1)
	for k := first + 2; k < end-1; k++ {
		if t := &a.toks[k]; !t.punct(',') && t.kind != quoted {
			continue
		}
		begin := k + 1
		v := begin + 1
		switch m := a.begins(begin); {
		case m == nil && (!a.tok(begin).is(cI) || sets.Possessive[a.lower(begin)]):
			continue
		case m.is(described) || m.is(named) || m.is(pronoun):
			v = m.last + 1
		}
		if a.drives(v, end) {
			return begin
		}
	}
	return lo
}

// opensMain reports whether a mention is the subject of a main clause behind another of its sentence, which
// begins at lo: When Roe left, she said.
func (a *article) opensMain(m *mention, lo int) bool {
	return m.first > lo && a.mainClause(lo, m.last+3) == m.first
}

// relativeSubject reports whether the noun at j, of which nothing is known, is the subject of a
// relative clause: in what the policy calls.
func (a *article) relativeSubject(j, lo int) bool {
	for k := j; k > lo && k > j-4 && a.plainNoun(k); k-- {
		if a.toks[k-1].is(cDet) && k-2 >= lo && a.toks[k-2].is(cWh) {
			return true
		}
	}
	return false
}

// gerundSubject returns the subject of "…, saying" at v: that of the verb of
// saying before it, of the clause it follows ("when protesters interrupted her,
// shouting"), or of the sentence.
func (a *article) gerundSubject(lo, v int) *mention {
	if sets.Denying[a.lower(v-1)] {
		return nil // she denied saying
	}
	// "… from Jane Roe calling it": her own.
	if m := a.ends(v - 1); v > lo && m != nil {
		before := a.lower(m.first - 1)
		led := sets.Towards[before]                                         // wrote to Roe saying
		from := a.within(m, "from") || before == "from" || before == "with" // a letter from her clerk saying
		apposed := a.tok(m.first - 1).punct(',')                            // the judge calling it
		if m.kind == named && !led || m.kind == described && (from || apposed) {
			return m
		}
	}
	for k := v - 1; k > lo && k > v-60; k-- {
		if m := a.begins(k); m != nil && !m.poss && a.ownClause(m) && a.drives(m.last+1, v) {
			return m // Roe left, while Gray stayed, saying
		}
		if a.says(k) {
			if m := a.subject(k, lo); m != nil {
				return m
			}
		}
	}
	m := a.sentenceSubject(lo, v)
	// The court heard that Roe lied, calling it “…”
	for k := lo + 1; m != nil && k < v; k++ {
		if a.lower(k) == "that" && a.lower(k-1) == "heard" {
			return a.sentenceSubject(k+1, v)
		}
	}
	return m
}

// ownClause reports whether a mention is the subject of a clause that a conjunction opens: while Roe; and Roe,
// but not Gray and Roe.
func (a *article) ownClause(m *mention) bool {
	before := a.tok(m.first - 1)
	return (before.is(cConj) || sets.Subordinating[before.lower]) && a.ends(m.first-2) == nil
}

// drives reports whether a finite verb stands at token k, before token end.
func (a *article) drives(k, end int) bool {
	for a.tok(k).is(cAdv) && !a.toks[k].is(cAux) {
		k++
	}
	return k < end && (a.tok(k).is(cAux|vFinite) || isPast(a.tok(k).lower))
}

// antecedent returns what a relative pronoun at j stands for.
func (a *article) antecedent(j, lo int) *mention {
	k := j - 1
	if k >= lo && a.toks[k].comma() {
		k--
	}
	if k >= lo && a.at[k] != nil {
		m := a.governor(a.at[k], lo, !a.toks[j-1].comma()) // Roe turned to the fans, who sang
		if a.lower(m.first-1) != "not" {
			return m
		}
		return a.ends(m.first - 3) // it was Roe, not Gray, who said
	}
	if k >= lo && a.lower(j) != "which" && !(a.lower(j) == "that" && a.plainNoun(k)) {
		return a.beforeApposition(j, lo)
	}
	return nil
}

// governor climbs from a mention inside a phrase to the one the phrase belongs to: in "Jane Roe of Georgia
// said" that is Jane Roe. A verb before the preposition is a participle only if no other verb can be the
// phrase's.
func (a *article) governor(m *mention, lo int, participle bool) *mention {
	for {
		k := a.beforePhrase(m, lo)
		up := cmp.Or(a.doer(m, lo), a.participleHead(k, lo, participle), a.relativeHead(m, lo), a.prepositionHead(k, lo),
			a.coordinateHead(m, lo))
		if up == nil {
			return m
		}
		m = up
	}
}

// beforePhrase returns the token before the noun phrase that a mention stands in.
func (a *article) beforePhrase(m *mention, lo int) int {
	inPhrase := func(k int) bool {
		t := &a.toks[k]
		besideName := k == m.first-1 && m.kind == named && (a.plainNoun(k) || t.is(cBody))
		return t.is(cDet|cAdj) || t.kind == number || besideName
	}
	k := m.first - 1
	for k >= lo && inPhrase(k) {
		k--
	}
	return k
}

// participleHead returns what a participle before the preposition at k belongs to, or nil: another source
// speaking to the Echo said; a panel led by Roe said; a memo sent to staff and shared with the Echo.
func (a *article) participleHead(k, lo int, participle bool) *mention {
	up := k - 2
	if up < lo || !a.toks[k].is(cPrep) || a.toks[k].is(cSub) || a.toks[k-1].kind != word || a.at[k-1] != nil {
		return nil
	}
	w, verb := a.lower(k), &a.toks[k-1]
	if w != "by" && (!participle || !isParticiple(verb.lower) || verb.is(cPrep) || w == "as") {
		return nil
	}
	if up > lo && a.toks[up].is(cConj) {
		up--
	}
	if head := a.at[up]; head != nil && !head.poss {
		return head
	}
	return nil
}

// prepositionHead returns what the phrase belongs to that the preposition at k opens, or nil: the man beside
// Roe; a letter to Roe.
func (a *article) prepositionHead(k, lo int) *mention {
	if k-1 < lo || !a.toks[k].is(cPrep) || a.at[k-1] == nil || a.at[k-1].kind == pronoun {
		return nil
	}
	w, up := a.lower(k), a.at[k-1]
	part := (a.subjectPlace(up) || sets.BeforePlace[w]) && !a.toks[k].is(cSub) && w != "to" && w != "by"
	addressed := w == "to" && a.isLed(up, lo) // a note by the ministry to Roe
	if part || addressed || sets.Belonging[w] {
		return up
	}
	return nil
}

// coordinateHead returns of whom a phrase tells that ends with two names: officials in Roeville and Elm; the mother
// of Roe and Gray; a panel of Judges Roe and Gray; or nil.
func (a *article) coordinateHead(m *mention, lo int) *mention {
	c := a.ends(m.first - 2)
	if a.lower(m.first-1) != "and" || c == nil || !a.toks[c.last].has(fCap) {
		return nil
	}
	person := !m.is(named) || m.who.isPerson()
	if c.kind == named && !c.who.isPerson() && !person {
		c = a.prepositionHead(a.beforePhrase(c, lo), lo)
	}
	if !c.is(described) || c.poss || c.head == c.last {
		return nil
	}
	if !person || sets.Relation[a.lower(c.head)] || c.gender == thing && a.lower(c.head+1) == "of" {
		return c // the Minister for Ponds and Ditches
	}
	return nil
}

// doer returns whom a phrase describes that ends with a name as its object, or nil: the lawyer representing
// Roe; the only man to beat Roe; an MP loyal to Roe.
func (a *article) doer(m *mention, lo int) *mention {
	k := m.first - 1
	if k <= lo || a.at[k] != nil {
		return nil
	}
	up := a.ends(k - 1)
	switch {
	case a.lower(k) == "to" && sets.Devoted[a.lower(k-1)],
		a.lower(k-1) == "to" && a.plainNoun(k):
		up = a.ends(k - 2)
	case !strings.HasSuffix(a.lower(k), "ing"):
		return nil
	}
	if !up.is(described) || up.first < lo || up.poss {
		return nil
	}
	return up
}

// relativeHead returns the mention before a "who" clause that m is the object of.
// (Without it there is one wrong name more among politics_sources.)
func (a *article) relativeHead(m *mention, lo int) *mention {
	first := m.first
	for k := first - 1; k > lo && k > first-10 && a.toks[k].kind == word; k-- {
		v := &a.toks[k+1]
		employs := strings.HasSuffix(v.lower, "s") && a.at[k+1] == nil && !v.is(cClosed)
		verb := v.is(cAux) || isPast(v.lower) || employs
		switch w := a.lower(k); {
		case w == "who" || w == "whose" || (w == "that" || w == "which") && verb && m.kind != pronoun:
			up := k - 1
			if k < first-1 && up >= lo {
				return a.at[up]
			}
			return nil
		}
	}
	return nil
}

// beforeApposition climbs over phrases set apart by commas, brackets or dashes
// before token j: "Hugh Hill, a doctor, said".
func (a *article) beforeApposition(j, lo int) *mention {
	if m := a.at[max(j-1, 0)]; m != nil && m.first > lo+1 && a.toks[m.first-1].punct(',') && a.isNamedPerson(m) {
		if up := a.ends(m.first - 2); up.is(named) && !up.who.isPerson() {
			return m // Roeville's Roads Policing Lead, Superintendent Roe, said
		}
	}
	var within *mention // a phrase of the apposition: the director of the Centre
	for k := j - 1; k > lo; k-- {
		if a.toks[k].punct(')') { // Jane Roe (Ind), who …, said
			for k--; k > lo && !a.toks[k].punct('('); k-- {
			}
		}
		if k == lo || !a.toks[k].comma() || a.at[k-1] == nil {
			continue
		}
		m := a.governor(a.at[k-1], lo, true)
		if !a.isLed(m, lo) {
			return m
		}
		if before := a.tok(m.first - 1); within == nil && (!before.is(cPrep|cConj) || before.lower == "as") {
			within = m
		}
	}
	return within
}

// isLed reports whether a preposition stands before the phrase of a mention: the Minister for Roe and Gray.
func (a *article) isLed(m *mention, lo int) bool {
	b := a.beforePhrase(m, lo)
	return b >= lo && a.toks[b].is(cPrep) && a.lower(b) != "as"
}

// sentenceSubject returns the first mention of the sentence that is not part of
// an introductory phrase, before token v; nil if there is none.
func (a *article) sentenceSubject(lo, v int) *mention {
	for i := lo; i < v; {
		t, m := &a.toks[i], a.begins(i)
		opens := i <= lo+3 && sets.Subordinating[t.lower] ||
			i == lo+1 && t.is(cPrep) && a.at[lo] == nil && a.comma(i, v) < v // Two days after Roe left, Gray said; halfway through
		clause := i == lo || opens || a.toks[i-1].kind == punct || a.toks[i-1].is(cConj|cAdv)
		// Dragging his chair; paying tribute to Roe; not: Watching from there was Roe
		dragging := a.plainNoun(i) && strings.HasSuffix(t.lower, "ing")
		gerund := t.is(vGerund) || dragging && (a.needsNoun(i+1) || !a.hasVerb(i+1, a.comma(i+1, v)-1))
		introduces := t.is(cPrep|cSub|vPart) || gerund || t.has(fFirst) && t.is(cCue)
		switch {
		case m != nil:
			k := i - 1
			if k > lo && a.toks[k].is(cDet) {
				k--
			}
			led := k >= lo && a.toks[k].is(cPrep) && !a.toks[k].is(cSub) // In a note to the Stock Exchange it said
			i = m.last + 1
			label := i < v-1 && a.toks[i].punct(':') // DELHI: The court said
			if !led && !label && !sets.Object[a.lower(m.first)] && !(m.poss && i < v) {
				return m
			}
		case clause && introduces:
			// Skip the introductory phrase, up to its comma.
			if comma := a.comma(i+1, v); comma < v {
				i = a.behindApposition(comma) + 1
			} else if i++; i < v && a.at[i] != nil {
				i = a.at[i].last + 1
			}
		default:
			i++
		}
	}
	return nil
}

// behindApposition returns the comma behind what tells who is named before a comma, or that comma: paying tribute to
// Roe, a teacher, Gray said.
func (a *article) behindApposition(comma int) int {
	m, n := a.begins(comma+1), a.ends(comma-1)
	if m.is(described) && n != nil && m.step == "apposition" && m.who == n.who && a.tok(m.last+1).punct(',') {
		return m.last + 1
	}
	return comma
}

// ownee returns the mention that a possessive one belongs to: in "Florida's
// Jane Roe said" that is Jane Roe.
func (a *article) ownee(m *mention) *mention {
	for m != nil && m.poss && m.last+1 < len(a.at) && a.at[m.last+1] != nil {
		m = a.at[m.last+1]
	}
	return m
}

// follower returns the subject that stands behind the verb at k and closes its
// clause, as in "…, said Jane Roe, who …" or "…, said Jane Roe.", or nil.
func (a *article) follower(k int) *mention {
	if !a.tok(k-1).punct(',') || !a.toks[k].is(vFinite|vBase) || !a.toks[k].is(cSay) {
		return nil
	}
	hi := a.sentenceEnd(k)
	m := a.ownee(a.beginsSoon(k+1, hi))
	if m == nil || m.kind == pronoun || m.gender != plural && !a.toks[k].is(vFinite) || m.first == m.last && a.toks[m.first].is(cTime) {
		return nil // "…, denies it."; "…, announced last April that"
	}
	if next := a.tok(m.last + 1); m.last < hi && next.kind == word && !next.is(cPrep|cWh|cTime) {
		return nil // the clause goes on
	}
	return m
}

// subjectPlace reports whether a mention stands where a subject stands: at the
// head of its sentence or clause, and before a verb as far as can be told.
func (a *article) subjectPlace(c *mention) bool {
	f := c.first
	before := a.tok(f - 1)
	switch {
	case before.is(cConj) && a.ends(f-2) != nil: // she and her sister
		return false
	case before.lower == "to" && a.lower(f-2) == "according": // it says what the clause reports
		return true
	case before.is(cAux) && !sets.Passive[before.lower]: // What does Roe make of it?
		return true
	case before.is(cConj|cAdv) && !before.is(cSub|cPrep):
		return true
	}
	return a.toks[f].has(fFirst) || before.punct(',') || before.kind == quoted
}

// topic returns the mention that is the subject of what stands before a comma or a colon in
// the sentence of token i, or of the last sentence before it, the quotation aside that is
// being attributed.
func (a *article) topic(i int) *mention {
	lo := a.sentenceStart(i)
	// When Roe was asked, the star said
	if m := a.begins(i); m != nil && a.opensMain(m, lo) {
		for c := range a.mentionsIn(lo, i) {
			if !c.poss {
				return c
			}
		}
	}
	for first, end := range a.sentencesBefore(lo, 2) {
		if a.toks[first].kind == quoted {
			continue // the quotation that is being attributed
		}
		m := a.sentenceSubject(first, end)
		if end == lo && a.sameParagraph(first-1, i) && (m == nil || m.who.isBody() || !m.isOne()) {
			continue // Roe wrote twice. Neither letter was answered. “…,” she said.
		}
		return m
	}
	return nil
}
