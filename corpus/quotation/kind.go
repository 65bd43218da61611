package quotation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
)

// quotations decides for every quotation what it is and what claims there are
// on it, without looking at who is who.
func (a *article) quotations() []*speech {
	var speeches []*speech
	for i := range a.toks {
		if a.toks[i].kind != quoted {
			continue
		}
		p := a.pieceAt(i)
		s := &speech{tok: i, span: corpus.Span{Start: p.start, End: p.end}, claim: noClaim}
		after := a.after(i)
		s.kind = a.kindOf(i, p, after)
		if s.kind == corpus.Mixed && a.headline(a.toks[i].para) {
			continue
		}
		s.claim = a.claimOn(s, after)
		if s.kind == corpus.Mixed && !s.claim.ok() {
			s.claim = a.clauseClaim(i)
		} else if s.kind == corpus.Mixed && a.weak(s.claim, i, words(a.text[p.start:p.end])) {
			s.claim = noClaim
		}
		if titled(a.text[p.start:p.end]) && a.namesTitle(s) {
			s.claim = noClaim
		}
		speeches = append(speeches, s)
	}
	return speeches
}

// claimOn returns who the sentence says speaks, by what stands before the quotation
// and behind it.
func (a *article) claimOn(s *speech, after claim) claim {
	before := noClaim
	// She asked: “…?” He did not reply.
	anew := lastRune(a.spanText(s.span)) != ',' && a.tok(s.tok+1).has(fCap)
	// When Roe asked, “Why?” she said, “I am late.”
	main := a.mainClause(a.sentenceStart(s.tok), a.sentenceEnd(s.tok))
	takesBefore := s.tok > 0 && (anew || main > s.tok && main <= s.tok+2)
	if !after.ok() || s.kind == corpus.Mixed || takesBefore {
		before = a.before(s.tok)
	}
	if after.rule == firstPerson.rule && !before.ok() {
		return after
	}
	calledAs := before.ok() && a.lower(s.tok-1) == "as" && a.toks[before.cue[0]].is(cCall) && after.rule != "v-by-q"
	switch {
	case s.kind == corpus.Mixed && before.ok() && (calledAs || !a.outweighs(after, before)):
		if !a.reaches(before, s.tok) {
			return noClaim
		}
	case after.ok() && !(before.ok() && takesBefore && (anew || a.toks[before.cue[0]].is(cStrong))):
		return after // When Roe offered help, “…,” Gray said
	}
	return before
}

// outweighs reports whether what stands behind a fragment says more surely than what
// stands before it who speaks.
func (a *article) outweighs(after, before claim) bool {
	switch after.rule {
	case "q-s-v", "q-v-s", "v-by-q":
		return true
	case "according-to":
		return !a.toks[before.cue[0]].is(cSay | cTell | cCall)
	}
	return false
}

// clauseClaim reads an attribution that follows the clause with the fragment at
// token q in it: it was “a mess”, he said.
func (a *article) clauseClaim(q int) claim {
	hi := a.sentenceEnd(q)
	for k := q + 1; k <= hi; k++ {
		if !a.says(k) {
			continue
		}
		if m := a.follower(k); m != nil {
			return saidBy(m, k, "clause-v-s")
		}
		m := a.subject(k, q+1)
		if m == nil {
			continue
		}
		if before := a.tok(m.first - 1); (before.punct(',') || before.kind == quoted) && !a.othersSpeech(q, m, k, hi) {
			return saidBy(m, k, "clause-s-v")
		}
	}
	return noClaim
}

// namesTitle reports whether words that are written like a title are one, and
// not what the claimed speaker says.
func (a *article) namesTitle(s *speech) bool {
	cue := &a.toks[s.claim.cue[0]]
	wrote := strings.HasPrefix(a.lower(s.tok-1), "wr") // she wrote “The Long Way Home”
	switch {
	case sets.Work[a.lower(s.tok-1)] && a.determined(s.tok-1): // In her book “The Wall,” Roe wrote of him
		return true
	case s.claim.ok() && s.claim.cue[0] == s.tok-1 && cue.is(cTell) && a.tok(s.tok+1).kind == word:
		return !endsWith(a.spanText(s.span), ".?!,") // told “The Long Show” that
	// His film, “The Wall,” was good; told “The Long Show” that.
	case s.claim.ok() && s.claim.cue[0] < s.tok && sets.Work[a.lower(s.tok-2)] && a.tok(s.tok-1).punct(','):
		return true
	case s.kind == corpus.Mixed: // a film, a programme, a slogan
		return !s.claim.ok() || !cue.is(cCall)
	case s.claim.rule == "q-pp-s-v": // on “The Long Show,” she said that
		return !a.toks[s.tok].has(fFirst)
	case s.claim.ok() && s.claim.cue[0] < s.tok && (!cue.is(cSay|cTell) || wrote):
		return !endsWith(a.spanText(s.span), ".?!")
	}
	return false
}

// kindOf tells whole speech in marks from a fragment woven into a clause; after is what the words behind it
// say of the speaker.
func (a *article) kindOf(q int, p *piece, after claim) corpus.Kind {
	text := a.text[p.start:p.end]
	opens := a.toks[q].has(fFirst)
	said := (after.rule == "q-s-v" || after.rule == "q-v-s") && words(text) > 3
	// The sentence goes on behind the quotation that it begins with.
	goesOn := p.closed && a.sameParagraph(q, q+1) && a.toks[q+1].kind == word && !endsWith(text, ",.?!…—–-")
	if opens && goesOn && !said || !opens && a.woven(q, text, after.ok()) {
		return corpus.Mixed
	}
	return corpus.Direct
}

// woven reports whether a quotation within a sentence is a part of its clause, by what
// stands before it and how it begins.
func (a *article) woven(q int, text string, said bool) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, "[(…. ‘'"))
	lower := unicode.IsLower(first)
	prev := &a.toks[q-1]
	end := lastRune(text)
	short := func(n int) bool { return lower && words(text) < n }
	switch {
	case prev.punct(':'):
		return short(4)
	case prev.punct(','):
		cue := q >= 2 && a.isCue(q-2) && a.toks[q-2].is(cSay|cTell)
		return !cue && short(5) && !a.split(q)
	case prev.kind == word && a.isCue(q-1) && prev.is(cSay|cTell):
		return lower && !strings.ContainsRune(".!?", end) || short(3)
	case prev.kind == punct:
		return lower && !a.split(q)
	}
	return lower || !strings.ContainsRune(",.?!…", end) || words(text) < 5 || !said
}

// weak reports whether a claim on a fragment of n words is too weak for a name:
// the marks may as well be the writer's own.
func (a *article) weak(c claim, q, n int) bool {
	cue, before := &a.toks[c.cue[0]], a.tok(q-1)
	switch {
	case c.rule != "v-by-q" && n < 5 && a.named(q): // the firm is called “Rex”; her memoir ‘Spade’
		return true
	case cue.is(vGerund) && cue.lower == "using", // using the “Rex” name
		!strings.ContainsFunc(a.tokenText(q), unicode.IsLetter) && !endsWith(a.tokenText(q), ".?!"): // a “£900,000” house
		return true
	case a.attributive(q) && !cue.is(cSay) && (cue.is(cTell) && c.cue[0] < q || !cue.is(cTell|cCall)):
		return true // Roe told us about a “lava” cake, and ordered six “dry” ones
	case before.lower == "so-called", before.lower == "as" && a.lower(q-2) == "known":
		return true // Roe spoke of the so-called “gap year”
	case n > 2, c.cue[0] > q, cue.is(cSay | cTell), cue.is(cCall) && a.lower(c.cue[0]+1) != "for",
		!before.is(cDet) && !sets.Possessive[before.lower] && !before.has(fPoss):
		return false
	}
	// She called for rules on the “shadow banking” that …; for a “smart” meter.
	end := lastRune(a.tokenText(q))
	return end != ',' && (a.tok(q+1).is(cWh) || a.plainNoun(q+1))
}

// named reports whether a short quotation is what somebody or something is called.
func (a *article) named(q int) bool {
	k := q - 1
	if a.tok(k).punct(',') || isArticle(a.lower(k)) {
		k--
	}
	w := a.lower(k)
	known := w == "as" && a.lower(k-1) == "known"
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(a.tokenText(q), "“\"‘'"))
	verb := a.tok(q - 1)
	object := verb.is(cLoose) && !verb.is(cStrong) && words(a.tokenText(q)) == 1 && a.tok(q+1).kind == word // talked “Rex” into it
	return known || unicode.IsUpper(first) && (object || sets.Work[w] || sets.Name[w] || sets.Naming[w] && !a.toks[k].is(vGerund))
}

// attributive reports whether the fragment at token q stands before a noun, as an adjective does.
func (a *article) attributive(q int) bool {
	leads := func(k int) bool { return a.tok(k).is(cDet|cAdj) || a.tok(k).kind == number }
	next := a.tok(q + 1)
	led := leads(q-1) || a.tok(q-1).is(cPrep) && a.lower(q-1) != "as" && a.lower(q-1) != "to" || a.plainNoun(q-1) && leads(q-2)
	noun := next.kind == word && !next.is(cClosed|cAux|cCue|cTime)
	return led && noun && wordRune(lastRune(a.tokenText(q)))
}

// reaches reports whether a claim made before a fragment can reach it. A verb of
// saying reaches to the end of its sentence; "call" a few words; verbs like
// "hope" only what stands beside them or in their "that" clause.
func (a *article) reaches(c claim, q int) bool {
	v := c.cue[0]
	t, last := &a.toks[v], a.lower(q-1)
	if (q == v+1 || q == v+2 && isArticle(last)) && sets.Naming[a.lower(v)] && !a.tok(v-1).is(cAux) && !a.relative(c.ment.first) {
		return false // a website called “…”
	}
	addressed := t.is(cTell) && q-v == 2 && a.toks[q-1].is(cDet) // she told the “experts”
	near := q-v <= 3 || t.is(cCall)
	return (near || t.is(cSay|cTell)) && !addressed || last == "as" || c.rule == "according-to" || a.opensClause(v)
}

// headline reports whether a paragraph looks like a headline or a link rather
// than prose: short, and without a stop at its end. Quotation marks there are
// the editor's.
func (a *article) headline(para int32) bool {
	s := a.paras[para]
	r, _ := utf8.DecodeLastRuneInString(a.text[s.Start:s.End])
	return s.Len() <= 200 && wordRune(r)
}

// titled reports whether a text is written like the title of a work: every word with a
// capital but articles, prepositions and conjunctions.
func titled(s string) bool {
	long := 0
	for w := range strings.FieldsSeq(s) {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(r) || unicode.IsDigit(r):
			long++
		case classOf(w)&(cDet|cPrep|cConj) == 0 && wordRune(r):
			return false
		}
	}
	return long > 1
}

// lastRune returns the last rune of a quotation, inner marks left out.
func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, " \u00a0'’”\")]"))
	return r
}

// endsWith reports whether a quotation ends with one of the marks, inner ones left out.
func endsWith(s, marks string) bool { return strings.ContainsRune(marks, lastRune(s)) }

func words(s string) int { return len(strings.Fields(s)) }
