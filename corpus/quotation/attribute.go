package quotation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
)

// A speech is a quotation, or a reported clause, on its way to a statement.
type speech struct {
	tok   int // the quoted token; for indirect speech the cue
	span  corpus.Span
	kind  corpus.Kind
	claim claim
	who   int // entity, or -1
	rule  string
	conf  float64
	quote int // number of the quotation
	drop  bool
}

// lastRune returns the last rune of a quotation, inner marks left out.
func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, " \u00a0'’”\")]"))
	return r
}

// findSpeeches decides for every quotation what it is and what claims there are
// on it, without looking at who is who.
func (a *article) findSpeeches() {
	for i := range a.toks {
		if a.toks[i].kind != quoted {
			continue
		}
		p := &a.pieces[a.toks[i].piece]
		s := speech{tok: i, span: corpus.Span{Start: p.start, End: p.end}, who: -1, claim: noClaim}
		s.kind = a.kindOf(i, p)
		if s.kind == corpus.Mixed && a.headline(a.toks[i].para) {
			continue
		}
		after, before := a.after(i), noClaim
		if !after.ok() || s.kind == corpus.Mixed {
			before = a.before(i)
		}
		switch {
		case s.kind == corpus.Mixed && before.ok() && !(after.ok() && (after.rule == "q-s-v" || after.rule == "q-v-s" || after.rule == "according-to")):
			if a.reaches(before, i) {
				s.claim = before
			}
		case after.ok() && (a.shouted(i) || after.rule == "q-pp-s-v" && a.introduced(i)):
			s.claim = a.before(i)
		case after.ok():
			s.claim = after
		case before.ok():
			s.claim = before
		case after.rule != "" || before.rule != "":
			s.claim = firstPerson
		}
		if s.kind == corpus.Mixed && !s.claim.ok() {
			// The cue may follow the clause: it was "a mess", he said.
			hi := a.sentenceEnd(i)
			for k := i + 1; k <= hi && !s.claim.ok(); k++ {
				if c := a.accordingTo(k, hi); c.ok() {
					s.claim = c
				} else if a.isCue(k) && a.toks[k].is(cSay|cTell) && a.toks[k].is(vFinite) {
					if m := a.follower(k); m >= 0 {
						s.claim = claim{m, [2]int{k, k}, "clause-v-s", .88}
					} else if m := a.subject(k, i+1); m >= 0 && a.ments[m].first > 0 && (a.toks[a.ments[m].first-1].punct(',') || a.toks[a.ments[m].first-1].kind == quoted) {
						s.claim = claim{m, [2]int{k, k}, "clause-s-v", .85}
					}
				}
			}
		}
		if s.kind == corpus.Mixed && !s.claim.ok() && i+2 < len(a.toks) && a.toks[i+1].sent == a.toks[i].sent && a.lower(i+1) == "by" && a.calledBefore(i) {
			if k := a.skipAdjectives(i+2, a.sentenceEnd(i)); a.at[k] >= 0 && a.ments[a.at[k]].first == k {
				s.claim = claim{int(a.at[k]), [2]int{i + 1, i + 1}, "by-agent", .9}
			}
		}
		if s.kind == corpus.Mixed && titled(a.text[p.start:p.end]) && !(s.claim.ok() && a.toks[s.claim.cue[0]].is(cCall)) {
			s.claim = noClaim // a film, a programme, a slogan
		}
		a.speeches = append(a.speeches, s)
	}
}

// naming reports whether a verb form gives things their names: "a club called
// “The Mill”" tells of no speaker.
func naming(w string) bool {
	switch w {
	case "called", "named", "dubbed", "nicknamed", "termed", "labelled", "labeled", "branded", "titled", "entitled", "christened":
		return true
	}
	return false
}

// relative reports whether a relative pronoun stands right before token i.
func (a *article) relative(i int) bool {
	for k := i - 1; k >= 0 && k > i-3; k-- {
		if a.toks[k].is(cWh) {
			return true
		}
	}
	return false
}

// calledBefore reports whether a verb of saying stands shortly before token q in
// its sentence.
func (a *article) calledBefore(q int) bool {
	for k := q - 1; k >= 0 && k > q-5 && a.toks[k].sent == a.toks[q].sent; k-- {
		if a.toks[k].is(cCue) && a.toks[k].is(vFinite|vPart) {
			return true
		}
	}
	return false
}

// reaches reports whether a claim made before a fragment can reach it. A verb of
// saying reaches to the end of its sentence; "call" a few words; verbs like
// "hope" only what stands beside them or in their "that" clause.
func (a *article) reaches(c claim, q int) bool {
	v := c.cue[0]
	t := &a.toks[v]
	switch {
	case q == v+1 && naming(a.lower(v)) && !a.toks[max(v-1, 0)].is(cAux) && !a.relative(a.ments[c.ment].first):
		return false // a website called “…”
	case a.lower(q-1) == "as" && q-v <= 10:
		return true
	case t.is(cSay) || c.rule == "according-to" || a.toks[q-1].punct(':'):
		return true
	case q-v <= 3 && !(t.is(cTell) && q-v == 2 && a.toks[q-1].is(cDet)), a.opensClause(v):
		return true
	case t.is(cTell):
		return !(q-v == 2 && a.toks[q-1].is(cDet))
	case t.is(cCall):
		return q-v <= 10
	}
	return false
}

// introduced reports whether a verb of saying stands right before the quotation
// at q, with or without a comma.
func (a *article) introduced(q int) bool {
	if a.toks[q].has(fFirst) || q < 2 {
		return false
	}
	v := q - 1
	if a.toks[v].punct(',') || a.toks[v].punct(':') {
		v--
	}
	return a.isCue(v) && a.before(q).ok()
}

// shouted reports whether the quotation at q is the whole speech in a clause
// before the main one: "When somebody shouted "No," she paused."
func (a *article) shouted(q int) bool {
	if a.toks[q].has(fFirst) || q < 2 {
		return false
	}
	v := q - 1
	if a.toks[v].punct(',') {
		v--
	}
	first := &a.toks[a.sentenceStart(q)]
	return a.isCue(v) && a.toks[v].is(vFinite) && first.is(cSub) && a.before(q).ok()
}

// headline reports whether a paragraph looks like a headline or a link rather
// than prose: short, and without a stop at its end. Quotation marks there are
// the editor's.
func (a *article) headline(para int32) bool {
	s := a.paras[para]
	if s.Len() > 200 {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(a.text[s.Start:s.End])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// kindOf tells whole speech in marks from a fragment woven into a clause.
func (a *article) kindOf(q int, p *piece) corpus.Kind {
	text := a.text[p.start:p.end]
	t := &a.toks[q]
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, "[(…. ‘'"))
	end := lastRune(text)
	lower := unicode.IsLower(first)
	if t.has(fFirst) {
		if q+1 < len(a.toks) && a.toks[q+1].para == t.para && p.closed && !strings.ContainsRune(",.?!…—–-", end) && a.toks[q+1].kind == word {
			return corpus.Mixed
		}
		return corpus.Direct
	}
	if p.fromBefore {
		return corpus.Direct
	}
	prev := &a.toks[q-1]
	switch {
	case prev.punct(':'):
		if lower && words(text) < 4 {
			return corpus.Mixed
		}
		return corpus.Direct
	case prev.punct(','):
		if q >= 2 && a.isCue(q-2) && a.toks[q-2].is(cSay|cTell) {
			return corpus.Direct
		}
		if lower && !a.split(q) && words(text) < 5 {
			return corpus.Mixed
		}
		return corpus.Direct
	case prev.kind == word && a.isCue(q-1) && prev.is(cSay|cTell):
		if lower && !strings.ContainsRune(".!?", end) {
			return corpus.Mixed
		}
		if lower && words(text) < 3 {
			return corpus.Mixed
		}
		return corpus.Direct
	case prev.punct('—') || prev.punct('.') || prev.punct('…') || prev.punct('?') || prev.punct('!'):
		if lower && !a.split(q) {
			return corpus.Mixed
		}
		return corpus.Direct
	case prev.kind == quoted && !lower:
		return corpus.Direct
	}
	if !lower && strings.ContainsRune(",.?!…", end) && words(text) >= 5 && a.after(q).ok() {
		return corpus.Direct
	}
	return corpus.Mixed
}

// split reports whether the quotation at q goes on from one earlier in its
// sentence: "a," he said, "b".
func (a *article) split(q int) bool {
	for k := q - 1; k >= 0 && q-k < 40 && a.toks[k].sent == a.toks[q].sent; k-- {
		if a.toks[k].kind == quoted {
			return true
		}
	}
	return false
}

// titled reports whether a text is written like the title of a work: every
// longer word with a capital.
func titled(s string) bool {
	long := 0
	for w := range strings.FieldsSeq(s) {
		r, _ := utf8.DecodeRuneInString(w)
		if len(w) < 5 && !unicode.IsUpper(r) {
			continue
		}
		if !unicode.IsUpper(r) && !unicode.IsDigit(r) {
			return false
		}
		long++
	}
	return long > 1
}

// words counts the words of a text.
func words(s string) int {
	n := 0
	for range strings.FieldsSeq(s) {
		n++
	}
	return n
}

// settle gives every speech its speaker, in order of the text.
func (a *article) settle() {
	number := -1
	var prev *speech
	for i := range a.speeches {
		s := &a.speeches[i]
		// What stands before the speech is read first; so is its own claim.
		a.resolveUpTo(s.tok)
		label := -1
		if a.toks[s.tok].kind == quoted && a.toks[s.tok].has(fFirst) {
			label = a.labelInside(s)
		}
		if prev != nil && a.toks[s.tok].kind == quoted && a.pullSignature(s, prev) {
			s.drop = true
			continue
		}
		switch {
		case label >= 0:
			s.claim, s.kind, s.who, s.rule, s.conf = noClaim, corpus.Direct, label, "label", .95
			a.speaker, a.speakerTok = s.who, s.tok
			number++
		case s.claim.ok():
			a.resolveUpTo(a.ments[s.claim.ment].last + 1)
			a.accept(s, s.claim)
			if prev == nil || s.kind == corpus.Indirect || prev.claim.ment != s.claim.ment {
				number++
			}
		case s.kind == corpus.Mixed:
			s.drop = true
		default:
			if !a.float(s, prev) {
				number++
			}
		}
		s.quote = max(number, 0)
		// What is reported in the tail of an attribution ("…," she told him, after
		// he warned that …) does not take the word from the one who is quoted.
		tail := s.kind == corpus.Indirect && prev != nil && prev.claim.ok() && prev.kind != corpus.Indirect && a.toks[a.ments[prev.claim.ment].first].sent == a.toks[s.tok].sent
		if tail && prev.who >= 0 {
			a.speaker, a.speakerTok = prev.who, prev.tok
		}
		if !s.drop && !tail {
			prev = s
		}
	}
	a.resolveUpTo(len(a.toks))
}

// pullSignature reads a quotation's last paragraph that is no more of it but
// the name of its speaker, set inside the marks: “We shall see.¶ Jane Roe, mayor.”
func (a *article) pullSignature(s, prev *speech) bool {
	if !a.pieces[a.toks[s.tok].piece].fromBefore {
		return false
	}
	text := strings.TrimSuffix(a.text[s.span.Start:s.span.End], ".")
	name, _, _ := strings.Cut(text, ",")
	n := words(name)
	if words(text) > 12 || n < 2 || n > 4 || !titled(name) {
		return false
	}
	prev.who, prev.rule, prev.conf, prev.claim = a.labelled(name), "signature", .85, noClaim
	a.speaker, a.speakerTok = prev.who, prev.tok
	return true
}

// accept settles a speech by a claim.
func (a *article) accept(s *speech, c claim) {
	m := &a.ments[c.ment]
	s.claim, s.who, s.rule, s.conf = c, m.who, c.rule, c.conf
	if m.kind != named {
		s.conf *= .93
	}
	if s.who >= 0 {
		a.speaker, a.speakerTok = s.who, s.tok
	}
}

// float attributes a quotation that no cue stands beside. It reports whether
// the quotation is a part of the one before.
func (a *article) float(s, prev *speech) bool {
	t := &a.toks[s.tok]
	p := &a.pieces[t.piece]
	text := a.text[p.start:p.end]
	if s.claim.rule == firstPerson.rule {
		s.rule, s.conf = "unattributed", 0
		a.speaker = -1
		return false
	}
	if prev != nil && (p.fromBefore || a.toks[prev.tok].sent == t.sent && prev.kind != corpus.Indirect) {
		s.who, s.rule, s.conf = prev.who, "continued", .97*prev.conf
		return true
	}
	// In the middle of a sentence that has no cue: a title or a term.
	if !t.has(fFirst) && (words(text) < 6 || titled(text)) && a.toks[s.tok-1].kind != quoted && !a.toks[s.tok-1].punct(':') {
		s.drop = true
		return false
	}
	// Not speech: a title or a term.
	if titled(text) || words(text) < 4 && !strings.ContainsRune(".?!,", lastRune(text)) {
		s.drop = true
		return false
	}
	// The paragraph before ends with a colon.
	if t.has(fFirst) && s.tok > 0 && a.toks[s.tok-1].punct(':') && t.para-a.toks[s.tok-1].para <= 1 {
		if c := a.cueBefore(a.sentenceStart(s.tok-1), s.tok-1, true); c.ok() {
			c.rule = "block-colon"
			a.accept(s, c)
			return false
		}
	}
	if c := a.signature(s.tok); c.ok() {
		a.resolveUpTo(a.ments[c.ment].last + 1)
		a.accept(s, c)
		return false
	}
	// "…," came shouts from the crowd: somebody is meant whom we cannot tell.
	if p.closed && !t.has(fLast) && lastRune(text) == ',' && s.tok+1 < len(a.toks) && a.toks[s.tok+1].kind == word {
		s.rule, s.conf = "unattributed", 0
		return false
	}
	if prev != nil && a.quiet(prev, s.tok) {
		rule := "floating"
		if prev.kind == corpus.Indirect {
			rule = "floating-cue"
			if k := a.ents[prev.who]; k.gender == plural || k.gender == thing && k.kind == corpus.Unnamed {
				s.rule, s.conf = "unattributed", 0
				return false
			}
		}
		s.who, s.rule, s.conf = prev.who, rule, .9*prev.conf
		return prev.kind != corpus.Indirect
	}
	// The sentences before tell of somebody.
	k := s.tok - 1
	for n := 0; n < 6 && k > 0 && t.para-a.toks[k].para <= 3; n++ {
		lo := a.sentenceStart(k)
		m := a.sentenceSubject(lo, k+1)
		if m >= 0 && a.ments[m].who >= 0 && a.ents[a.ments[m].who].kind == corpus.Individual {
			who := a.ments[m].who
			switch {
			case who == a.speaker:
				s.who, s.rule, s.conf = who, "floating-far", .75
			case n == 0:
				s.who, s.rule, s.conf = who, "floating-subject", .6
			default:
				s.rule, s.conf = "unattributed", 0
			}
			return false
		}
		k = lo - 1
	}
	s.rule, s.conf = "unattributed", 0
	return false
}

// quiet reports whether between a speech and the quotation at token to nobody
// but its speaker comes up as the subject of a sentence.
func (a *article) quiet(prev *speech, to int) bool {
	if prev.who < 0 || a.toks[to].para-a.toks[prev.tok].para > 1 {
		return false
	}
	own := a.toks[prev.tok].sent
	cue := own
	if prev.claim.ok() {
		cue = a.toks[a.ments[prev.claim.ment].first].sent
	}
	for k := prev.tok + 1; k < to; k++ {
		t := &a.toks[k]
		if !t.has(fFirst) || t.sent == own || t.sent == cue {
			continue
		}
		m := a.sentenceSubject(k, min(a.sentenceEnd(k), to))
		if m >= 0 && a.ments[m].who >= 0 && a.ments[m].who != prev.who {
			return false
		}
	}
	return true
}

// signature reads a name set behind a quotation with a dash, in the same
// paragraph or as one of its own: "…" — Jane Roe, mayor.
func (a *article) signature(q int) claim {
	i := q + 1
	if i+1 >= len(a.toks) || !a.toks[i].punct('—') && !(a.toks[i].punct('-') && a.toks[i].start+1 == a.toks[i+1].start) || a.toks[i].para-a.toks[q].para > 1 {
		return noClaim
	}
	if a.toks[i].para != a.toks[q].para && !a.toks[i].has(fFirst) {
		return noClaim
	}
	i++
	for k := i; k < i+2 && k < len(a.toks); k++ {
		if m := a.at[k]; m >= 0 && a.ments[m].first == k && a.ments[m].kind == named && a.ments[m].who >= 0 {
			if next := a.ments[m].last + 1; next >= len(a.toks) || a.toks[next].para != a.toks[k].para || a.toks[next].kind == punct {
				return claim{int(m), [2]int{i - 1, i - 1}, "signature", .9}
			}
		}
	}
	return noClaim
}
