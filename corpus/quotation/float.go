package quotation

import (
	"strings"

	"onrecord/corpus"
)

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
	// “…,” said somebody we cannot tell: speech, whatever it looks like.
	said := s.tok+1 < len(a.toks) && a.toks[s.tok+1].para == t.para && a.toks[s.tok+1].is(cSay|cTell) && a.toks[s.tok+1].is(vFinite)
	// In the middle of a sentence that has no cue: a title or a term.
	if !t.has(fFirst) && (words(text) < 6 || titled(text)) && a.toks[s.tok-1].kind != quoted && !a.toks[s.tok-1].punct(':') {
		s.drop = true
		return false
	}
	// Not speech: a title or a term.
	if !said && (titled(text) || words(text) < 4 && !strings.ContainsRune(".?!,", lastRune(text))) {
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
		if m >= 0 && a.ments[m].who >= 0 && a.ents[a.ments[m].who].kind == corpus.Individual && (a.ents[a.ments[m].who].sure || len(a.ents[a.ments[m].who].name) > 1) {
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

// pullSignature reads a quotation's last paragraph that is no more of it but
// the name of its speaker, set inside the marks: “We shall see.¶ Jane Roe, mayor.”
func (a *article) pullSignature(s, prev *speech) bool {
	if !a.pieces[a.toks[s.tok].piece].fromBefore {
		return false
	}
	text := strings.TrimSuffix(a.text[s.span.Start:s.span.End], ".")
	name, _, _ := strings.Cut(text, ",")
	if words(text) > 12 {
		return false
	}
	if !titled(name) {
		// “…¶ Former mayor Jane Roe.”
		f := strings.Fields(name)
		for len(f) > 0 && (classOf(f[0])&cGiven == 0 || f[0][0] >= 'a') {
			f = f[1:]
		}
		name = strings.Join(f, " ")
	}
	if n := words(name); n < 2 || n > 4 || !titled(name) {
		return false
	}
	prev.who, prev.rule, prev.conf, prev.claim = a.labelled(name), "signature", .85, noClaim
	a.speaker, a.speakerTok = prev.who, prev.tok
	return true
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
