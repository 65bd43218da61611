package quotation

// An attribution is what stands behind a quotation, to the end of its sentence.
type attribution struct {
	quote       int  // token of the quotation
	first, last int  // tokens
	bound       bool // a mark or a verb ties it to the quotation
	strict      bool // a new sentence may begin here
}

// attributionRules read who speaks from the words behind a quotation, in order;
// the first that applies decides, for a speaker or for nobody.
var attributionRules = []func(*article, attribution) (c claim, applies bool){
	(*article).byAccordingTo, // “…,” according to S
	(*article).byAgent,       // described as “…” by S
	(*article).unbound,       // “…” is what the house is called
	(*article).byVerbSubject, // “…,” said S
	(*article).byPhrase,      // “…,” in a statement, S said
	(*article).byNameAlone,   // “…” S
	(*article).othersSpeech,  // “…?” S knew that
	(*article).bySubjectVerb, // “…,” S said
}

// after seeks the speaker behind the quotation at token q.
func (a *article) after(q int) claim {
	b, ok := a.attributionOf(q)
	if !ok {
		return noClaim
	}
	for _, rule := range attributionRules {
		if c, applies := rule(a, b); applies {
			return c
		}
	}
	return noClaim
}

// attributionOf finds what may be the attribution of the quotation at token q.
func (a *article) attributionOf(q int) (attribution, bool) {
	b := attribution{quote: q, first: q + 1, strict: a.toks[q].has(fLast)}
	p := &a.pieces[a.toks[q].piece]
	if !p.closed || !a.sameParagraph(q, b.first) {
		return b, false
	}
	end := lastRune(a.text[p.start:p.end])
	switch end {
	case ',', '?', '!', '—', '–', '-', '…':
		b.bound = true
	}
	for b.first < len(a.toks) && (a.toks[b.first].punct(',') || a.toks[b.first].punct('—')) {
		b.bound = true
		b.first++
	}
	if !a.sameParagraph(q, b.first) {
		return b, false
	}
	b.last = a.sentenceEnd(b.first)
	return b, true
}

func (a *article) sameParagraph(i, j int) bool {
	return j < len(a.toks) && a.toks[i].para == a.toks[j].para
}

func (a *article) byAccordingTo(b attribution) (claim, bool) {
	c := a.accordingTo(b.first, b.last)
	return c, c.ok()
}

// byAgent reads who says something by a verb in the passive, behind what is said: it was called
// “…” by S.
func (a *article) byAgent(b attribution) (claim, bool) {
	if a.lower(b.first) != "by" || b.first >= b.last {
		return noClaim, false
	}
	m := a.begins(a.skipAdjectives(b.first+1, b.last))
	if m < 0 || a.ments[m].poss {
		return noClaim, false
	}
	lo := a.sentenceStart(b.quote)
	for v := b.quote - 1; v >= lo && v > b.quote-12; v-- {
		if a.toks[v].is(cCall|cSay) && a.passive(v) {
			return claim{m, [2]int{v, v}, "v-by-q"}, true
		}
	}
	return noClaim, false
}

// unbound applies where nothing ties the words to the quotation; but the comma may
// have been forgotten: “We are done” Jane Roe said; “We are done” said Jane Roe.
func (a *article) unbound(b attribution) (claim, bool) {
	if b.bound || !a.toks[b.quote].has(fFirst) {
		return noClaim, !b.bound
	}
	if m := a.begins(b.first); m >= 0 {
		return noClaim, !a.saysAt(a.ments[m].last+1, b.last)
	}
	return noClaim, !a.saysAt(b.first, b.last)
}

// saysAt reports whether a finite verb of saying stands at token v, no later than hi.
func (a *article) saysAt(v, hi int) bool {
	return v <= hi && a.toks[v].is(cSay|cTell) && a.toks[v].is(vFinite) && a.isCue(v)
}

func (a *article) byVerbSubject(b attribution) (claim, bool) {
	v := b.first
	if t := &a.toks[v]; !t.is(cCue) || !t.is(vFinite|vBase) || a.at[v] >= 0 {
		return noClaim, false
	}
	s := v + 1
	if particles[a.lower(s)] { // “…,” called out S
		s++
	}
	s = a.skipAdjectives(s, b.last)
	if s > b.last || a.begins(s) < 0 {
		return noClaim, true
	}
	m := a.ownee(a.begins(s))
	return claim{m, [2]int{v, v}, "q-v-s"}, true
}

// subjectAt returns the token at which the subject of an attribution begins, if it
// comes before the verb.
func (a *article) subjectAt(b attribution) int { return a.skipAdjectives(b.first, b.last) }

func (a *article) byPhrase(b attribution) (claim, bool) {
	s := a.subjectAt(b)
	if a.begins(s) >= 0 {
		return noClaim, false
	}
	v := a.firstCue(s, b.last)
	if v < 0 {
		return noClaim, true
	}
	m := a.subject(v, s)
	if m < 0 {
		return noClaim, true
	}
	return claim{m, [2]int{v, v}, "q-pp-s-v"}, true
}

// verbOf returns the subject that an attribution begins with, and its verb or -1.
func (a *article) verbOf(b attribution) (m, v int) {
	m = a.ownee(a.begins(a.subjectAt(b)))
	return m, a.firstCue(a.ments[m].last+1, b.last)
}

// byNameAlone reads a speaker without a verb: “…,” S.
func (a *article) byNameAlone(b attribution) (claim, bool) {
	m, v := a.verbOf(b)
	if v >= 0 {
		return noClaim, false
	}
	s := &a.ments[m]
	if b.last-s.last > 3 || s.who < 0 || !a.ents[s.who].sure {
		return noClaim, true
	}
	first := a.subjectAt(b)
	return claim{m, [2]int{first, first - 1}, "q-s"}, true
}

// othersSpeech applies where the verb tells of something else than the quotation.
func (a *article) othersSpeech(b attribution) (claim, bool) {
	m, v := a.verbOf(b)
	if next := a.ments[m].last + 1; b.strict && v > next+2 && !a.toks[next].comma() {
		return noClaim, true // “…?” S left before anybody answered
	}
	if v == b.last {
		return noClaim, false
	}
	w, next := a.lower(v+1), &a.toks[v+1]
	switch {
	case !a.toks[v].is(cSay|cTell) && !next.is(cPrep|cAdv|cTime|cConj|cSub) && next.kind == word:
		return noClaim, true // As for “Hamas,” Roe found comic relief in it
	case !b.strict:
		return noClaim, false
	}
	return noClaim, w == "that" || w == "if" || w == "whether" || a.at[v+1] >= 0 && !a.toks[v].is(cTell)
}

func (a *article) bySubjectVerb(b attribution) (claim, bool) {
	m, v := a.verbOf(b)
	if a.lower(v) == "heard" {
		return noClaim, true // a court has heard what somebody said
	}
	return claim{m, [2]int{v, v}, "q-s-v"}, true
}
