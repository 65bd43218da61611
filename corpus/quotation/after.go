package quotation

import (
	"cmp"
	"unicode"
	"unicode/utf8"
)

// after seeks the speaker in what stands behind the quotation at token q, to the end of its sentence.
func (a *article) after(q int) claim {
	p, first := a.pieceAt(q), q+1
	if !p.closed || !a.sameParagraph(q, first) {
		return noClaim
	}
	bound := endsWith(a.text[p.start:p.end], ",?!—–-…")
	for a.tok(first).punct(',') || a.tok(first).punct('—') {
		bound = true
		first++
	}
	if !a.sameParagraph(q, first) {
		return noClaim
	}
	last := a.sentenceEnd(first)
	if a.toks[first].is(cPrep) && a.tok(first+1).is(cWh) {
		return noClaim // “…,” to which S replied
	}
	if c := cmp.Or(a.accordingTo(first, last), a.agentBehind(q, first, last)); c.ok() {
		return c // “…,” according to S; described as “…” by S
	}
	if !bound && !a.commaForgotten(q, first) {
		return noClaim // “…” is what the house is called
	}
	if t := &a.toks[first]; t.is(cCue) && t.is(vFinite|vBase) && a.at[first] == nil {
		s := first + 1
		if sets.Particle[a.lower(s)] { // “…,” called out S
			s++
		}
		if a.isI(s) {
			return firstPerson // “…,” said I
		}
		return saidBy(a.ownee(a.beginsSoon(s, last)), first, "q-v-s") // “…,” said S
	}
	m := a.beginsSoon(first, last)
	if m == nil {
		v := a.firstCue(first, last)
		if a.toks[first].is(cI) {
			return firstPerson // “…?” I asked
		}
		m := a.subject(v, first)
		leadsOn := a.tok(v+1).punct(',') && a.tok(v+2).kind == quoted // and Roe, who wrote, “…”
		if m != nil && a.toks[first].is(cConj) && (leadsOn || a.othersSpeech(q, m, v, last)) {
			return noClaim // accused of “…”, but S said he was not
		}
		return saidBy(m, v, "q-pp-s-v") // “…,” in a statement, S said
	}
	first = m.first
	m = a.ownee(m)
	v := a.firstCue(m.last+1, last)
	alone := (a.toks[q].has(fFirst) || a.tok(q+1).punct('—')) && last-m.last <= 3
	switch {
	case v < 0 && alone && m.who != nil && m.who.sure && !a.doneTo(m.last+1):
		return claim{m, [2]int{first, first - 1}, "q-s"} // “…” S
	case v > m.last+1 && a.toks[v-1].is(cI):
		return firstPerson // “…” The mill, I say.
	case v < 0,
		a.othersSpeech(q, m, v, last),
		a.denied(v, first, m),
		a.lower(v) == "heard": // a court has heard what somebody said
		return noClaim
	}
	if s := a.ends(v - 1); s != nil && s.first > m.last+2 && a.tok(s.first-1).punct(',') && a.lower(s.first-2) != "who" {
		return saidBy(s, v, "q-pp-s-v") // “…,” she was late, the report said
	}
	if inner := a.begins(v + 1); inner != nil && !inner.poss {
		if k := inner.last + 1; a.says(k) || a.tok(k).is(cSay|cTell) && a.toks[k].is(vGerund) {
			return saidBy(inner, k, "q-s-v") // “…,” Roe recalled S saying; Roe said S told her
		}
	}
	return saidBy(m, v, "q-s-v") // “…,” S said
}

// doneTo reports whether the verb at v is done to its subject, or is none of saying: S was told, S will
// leave, but S had written.
func (a *article) doneTo(v int) bool {
	t := a.tok(v)
	return t.is(cAux) && (sets.Passive[t.lower] || !a.tok(v+1).is(cCue))
}

// commaForgotten reports whether nothing but a comma lacks that would tie the words to the
// quotation: “We are done” Jane Roe said; “We are done” said Jane Roe.
func (a *article) commaForgotten(q, first int) bool {
	if m := a.begins(first); m != nil {
		first = m.last + 1
	}
	said := a.tokenText(q)
	title := words(said) < 4 && wordRune(lastRune(said)) // ‘Rain’ producer Roe said
	return a.toks[q].has(fFirst) && a.says(first) && !title
}

// says reports whether a finite verb of saying stands at token v.
func (a *article) says(v int) bool {
	return a.tok(v).is(cSay|cTell) && a.toks[v].is(vFinite) && a.isCue(v)
}

// othersSpeech reports whether the verb at v, whose subject is s, tells of something else than the
// quotation at q.
func (a *article) othersSpeech(q int, s *mention, v, last int) bool {
	anew := a.toks[q].has(fLast) // a new sentence may begin behind the quotation
	t, second := a.tok(v+1), a.tok(v+2)
	opening, _ := utf8.DecodeRuneInString(a.text[second.start:second.end])
	another := t.punct(',') && second.kind == quoted && unicode.IsUpper(opening)
	switch {
	case anew && a.toks[s.first].has(fFirst) && another: // “…?” S said, “…”
		return true
	case v == last:
		return false
	}
	asked := a.asks(q) && sets.Asking[a.lower(v)] // “…?” S asked when the train
	if asked || !anew && a.toks[q].has(fFirst) {
		return false
	}
	// “….” S knew that; S said trains would run; S replied:
	object := t.kind != punct && !t.is(cPrep|cAdv|cTime|cConj|vGerund|vPart)
	return t.punct(':') || object && (!a.toks[v].is(cTell) || a.hasVerb(v+1, last)) || a.thatBehind(v, last) > 0
}
