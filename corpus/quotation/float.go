package quotation

import (
	"slices"
	"strings"

	"onrecord/corpus"
)

// floatRules attribute a quotation that no cue stands beside, in order: the first
// that decides gives it a speaker, drops it, or leaves it to nobody. goesOn says that
// it is a part of the quotation before.
var floatRules = []func(a *article, s, prev *speech) (decided, goesOn bool){
	(*article).floatUnnamed,
	(*article).floatContinued,
	(*article).floatTitle,
	(*article).floatSigned,
	(*article).floatBlock,
	(*article).floatUnknown,
	(*article).floatExchange,
	(*article).floatAnswer,
	(*article).floatOn,
	(*article).floatUnresolved,
	(*article).floatSubject,
}

// attributeWithoutCue attributes a quotation that no cue stands beside. It reports whether
// the quotation is a part of the one before.
func (a *article) attributeWithoutCue(s, prev *speech) bool {
	s.rule = "unattributed"
	for _, rule := range floatRules {
		if decided, goesOn := rule(a, s, prev); decided {
			return goesOn
		}
	}
	return false
}

// floatUnnamed: the sentence gives the words to somebody whom the text does not name.
func (a *article) floatUnnamed(s, _ *speech) (decided, goesOn bool) {
	if s.claim.rule != firstPerson.rule {
		return false, false
	}
	a.speaker = -1
	return true, false
}

// floatContinued: it goes on from the paragraph before or within the sentence.
func (a *article) floatContinued(s, prev *speech) (decided, goesOn bool) {
	t := &a.toks[s.tok]
	if prev == nil || !a.pieces[t.piece].fromBefore && (a.toks[prev.tok].sent != t.sent || prev.kind == corpus.Indirect) {
		return false, false
	}
	s.who, s.rule = prev.who, "continued"
	return true, true
}

// floatTitle: it is no speech, but a title or a term.
func (a *article) floatTitle(s, prev *speech) (decided, goesOn bool) {
	t := &a.toks[s.tok]
	text := a.text[s.span.Start:s.span.End]
	if prev != nil && prev.claim.ok() && prev.kind == corpus.Direct && a.toks[prev.tok].para == t.para && t.has(fFirst) &&
		a.toks[prev.claim.cue[0]].sent+1 == t.sent && strings.ContainsRune(".?!", lastRune(text)) {
		return false, false // “We know who did it,” said S. “Jane Roe.”
	}
	if !t.has(fFirst) {
		p := &a.toks[s.tok-1]
		s.drop = (words(text) < 6 || titled(text)) && p.kind != quoted && !p.punct(':')
	}
	// “…,” said somebody we cannot tell: speech, whatever it looks like.
	said := a.sameParagraph(s.tok, s.tok+1) && a.toks[s.tok+1].is(cSay|cTell) && a.toks[s.tok+1].is(vFinite)
	s.drop = s.drop || !said && (titled(text) || words(text) < 4 && !strings.ContainsRune(".?!,", lastRune(text)))
	return s.drop, false
}

// floatBlock: a colon stands before it, within the sentence, where nobody is told to speak, or at
// the end of the paragraph before.
func (a *article) floatBlock(s, _ *speech) (decided, goesOn bool) {
	colon := s.tok - 1
	if colon < 0 || !a.toks[colon].punct(':') || a.toks[s.tok].para-a.toks[colon].para > 1 {
		return false, false
	}
	if a.toks[s.tok].has(fFirst) {
		if c := a.cueBefore(a.sentenceStart(colon), colon, true); c.ok() {
			c.rule = "block-colon"
			a.accept(s, c)
			return true, false
		}
	}
	s.unknown = true // From a post on the site: whose?
	return true, false
}

func (a *article) floatSigned(s, _ *speech) (decided, goesOn bool) {
	c := a.signature(s.tok)
	if c.ok() {
		a.resolveUpTo(a.ments[c.ment].last + 1)
		a.accept(s, c)
	}
	return c.ok(), false
}

// floatUnknown: "…," came shouts from the crowd. Somebody is meant whom we cannot tell.
func (a *article) floatUnknown(s, _ *speech) (decided, goesOn bool) {
	t := &a.toks[s.tok]
	p := &a.pieces[t.piece]
	s.unknown = p.closed && !t.has(fLast) && lastRune(a.text[p.start:p.end]) == ',' && s.tok+1 < len(a.toks) && a.toks[s.tok+1].kind == word
	return s.unknown, false
}

// floatExchange: “By whom?” “By my wife.” Two voices, and nothing tells which is whose.
func (a *article) floatExchange(s, _ *speech) (decided, goesOn bool) {
	asks := func(k int) bool { return lastRune(a.text[a.toks[k].start:a.toks[k].end]) == '?' }
	for _, k := range []int{s.tok - 1, s.tok + 1} {
		if k >= 0 && k < len(a.toks) && a.toks[k].kind == quoted && a.toks[k].para == a.toks[s.tok].para && (asks(k) || asks(s.tok)) {
			return true, false
		}
	}
	return false, false
}

// floatAnswer: the paragraph before is a question, and its asker does not answer it.
func (a *article) floatAnswer(s, prev *speech) (decided, goesOn bool) {
	if prev == nil || a.toks[s.tok].para != a.toks[prev.tok].para+1 {
		return false, false
	}
	if a.byItself(s.tok) && a.byItself(prev.tok) && strings.HasSuffix(a.text[:prev.span.End], "?") {
		// Turns of a dialogue, each a paragraph: who asks is not who answers.
		a.takesTurn(s, a.otherTurn(s.tok, prev))
		return true, false
	}
	if strings.HasSuffix(a.text[:s.span.End], "?") {
		// Behind an answer, the next question.
		if prev.rule != "answer" && !a.answers(prev) && !a.askedBefore(prev) {
			return false, false
		}
		if a.byItself(s.tok) {
			a.takesTurn(s, a.otherTurn(s.tok, prev))
		}
		return true, false
	}
	if !a.asks(prev) {
		return false, false
	}
	a.takesTurn(s, a.asked(prev))
	return true, false
}

// takesTurn gives a quotation to who asks, or answers, in turn; to nobody if that is -1.
func (a *article) takesTurn(s *speech, who int) {
	if s.who = who; who >= 0 {
		s.rule = "answer"
		a.speaker, a.speakerTok = who, s.tok
	}
}

// answers reports whether a verb of answering stands with a speech, or with what it goes on from.
func (a *article) answers(s *speech) bool {
	for i := a.speechAt(s.tok); i >= 0 && a.speeches[i].quote == s.quote; i-- {
		if c := a.speeches[i].claim; c.ok() {
			return answeringVerbs[a.lower(c.cue[0])]
		}
	}
	return false
}

// askedBefore reports whether the paragraph before a speech ends with what another asked.
func (a *article) askedBefore(s *speech) bool {
	i := a.speechAt(s.tok) - 1
	if i < 0 {
		return false
	}
	q := &a.speeches[i]
	return a.toks[q.tok].para+1 == a.toks[s.tok].para && q.who >= 0 && q.who != s.who && a.asksBy(q.claim)
}

// byItself reports whether the quotation at q is all of its paragraph.
func (a *article) byItself(q int) bool {
	return (q == 0 || a.toks[q-1].para != a.toks[q].para) && (q+1 == len(a.toks) || a.toks[q+1].para != a.toks[q].para)
}

// turnsBack is how many paragraphs before it a dialogue's other voice has spoken.
const turnsBack = 4

// otherTurn returns who spoke last before a speech, other than its speaker; or -1.
func (a *article) otherTurn(q int, prev *speech) int {
	for i := a.speechAt(prev.tok) - 1; i >= 0 && a.toks[q].para-a.toks[a.speeches[i].tok].para <= turnsBack; i-- {
		if who := a.speeches[i].who; who >= 0 && who != prev.who {
			return who
		}
	}
	return -1
}

// speechAt returns the index of the speech at a token.
func (a *article) speechAt(tok int) int {
	i, _ := slices.BinarySearchFunc(a.speeches, tok, func(s speech, tok int) int { return s.tok - tok })
	return i
}

// asks reports whether a speech is a question that its attribution calls one.
func (a *article) asks(s *speech) bool {
	return s.who >= 0 && s.kind == corpus.Direct && strings.HasSuffix(a.text[:s.span.End], "?") && a.asksBy(s.claim)
}

// asksBy reports whether the verb of a claim is one of asking.
func (a *article) asksBy(c claim) bool {
	return c.ok() && c.cue[1] >= c.cue[0] && askingVerbs[a.lower(c.cue[0])]
}

// asksWhat reports whether a clause reports a question: Roe asked her whether she had been paid.
func (a *article) asksWhat(s *speech) bool {
	if !a.asksBy(s.claim) {
		return false
	}
	for k := s.claim.cue[0] + 1; k < s.claim.cue[0]+8 && k < len(a.toks); k++ {
		if w := a.lower(k); w == "whether" || w == "if" || a.toks[k].is(cWh) && w != "that" {
			return true
		}
	}
	return false
}

// askee returns who is the object of the verb of asking, or -1.
func (a *article) askee(s *speech) int {
	cue := s.claim.cue[0]
	m := a.begins(a.skipAdjectives(cue+1, a.sentenceEnd(cue)))
	if m < 0 || m == s.claim.ment {
		return -1
	}
	return a.ments[m].who
}

// asked returns who is asked: the object of the verb, or else the only other person told
// of in that paragraph and the two before, or -1.
func (a *article) asked(s *speech) int {
	if who := a.askee(s); who >= 0 {
		return who
	}
	only := -1
	for i := a.done - 1; i >= 0 && a.toks[s.tok].para-a.toks[a.ments[i].first].para < 3; i-- {
		m := &a.ments[i]
		if m.kind != named || m.who < 0 || m.who == s.who || m.who == only {
			continue
		}
		if e := &a.ents[m.who]; e.kind != corpus.Individual || !e.sure {
			continue
		}
		if only >= 0 {
			return -1
		}
		only = m.who
	}
	return only
}

// answer mends who answers: "The witness replied" behind a question is not its asker.
func (a *article) answer(s, prev *speech) {
	if prev == nil || s.who != prev.who || !a.asks(prev) && !(prev.kind == corpus.Indirect && a.asksWhat(prev)) {
		return
	}
	m := &a.ments[s.claim.ment]
	if m.kind == named {
		return
	}
	who := a.asked(prev)
	if answeringVerbs[a.lower(s.claim.cue[0])] || prev.kind == corpus.Indirect && a.isSomebody(who) && who == a.askee(prev) && a.ents[who].mayBe(m.gender) {
		s.who = who
		a.speaker, a.speakerTok = s.who, s.tok
	}
}

// floatOn: the one who spoke before goes on.
func (a *article) floatOn(s, prev *speech) (decided, goesOn bool) {
	if prev == nil || !a.noNewSubject(prev, s.tok) {
		return false, false
	}
	if prev.kind == corpus.Mixed && prev.rule == "document" && a.toks[prev.tok].para != a.toks[s.tok].para {
		return false, false // a notice says a little; what comes then is rather a person's
	}
	if prev.kind != corpus.Indirect && a.byItself(s.tok) && a.inDialogue(prev) {
		return true, false // whose turn it is, nothing tells
	}
	if prev.kind != corpus.Indirect {
		s.who, s.rule = prev.who, "floating"
		return true, true
	}
	if a.asksWhat(prev) {
		// Roe asked whether she had been paid. “In part.”
		if s.who = a.asked(prev); s.who >= 0 {
			s.rule = "answer"
		}
		return true, false
	}
	// Roe said that it was lost to a man who claimed to know it. “…” Roe goes on.
	if i := a.speechAt(prev.tok); i > 0 && prev.claim.ok() && a.toks[max(prev.claim.cue[0]-1, 0)].is(cWh) && a.toks[a.speeches[i-1].tok].sent == a.toks[prev.tok].sent && a.speeches[i-1].who >= 0 {
		prev = &a.speeches[i-1]
	}
	if k := &a.ents[prev.who]; k.gender != plural && k.gender != thing {
		s.who, s.rule = prev.who, "floating-cue"
	}
	return true, false
}

// inDialogue reports whether a speech is a turn of a dialogue: its paragraph is the quotation and
// its attribution alone, somebody else speaks at the end of the paragraph before, and whoever
// speaks has come up before that.
func (a *article) inDialogue(s *speech) bool {
	if s.rule == "answer" {
		return true
	}
	i := a.speechAt(s.tok)
	for i > 0 && a.speeches[i].quote == a.speeches[i-1].quote {
		i--
	}
	first := &a.speeches[i]
	if i == 0 || !s.claim.ok() && !first.claim.ok() || !a.toks[first.tok].has(fFirst) || first.tok > 0 && a.toks[first.tok-1].para == a.toks[first.tok].para {
		return false
	}
	before := &a.speeches[i-1]
	return before.who >= 0 && before.who != s.who && before.kind == corpus.Direct && a.toks[before.tok].para+1 == a.toks[first.tok].para &&
		(s.claim.ok() && a.ments[s.claim.ment].kind != named || a.ents[s.who].first < before.tok)
}

// floatUnresolved: it goes on from a quotation in its paragraph of which the text says
// only "she said", or "one onlooker said", and nobody knows who that is.
func (a *article) floatUnresolved(s, prev *speech) (decided, goesOn bool) {
	unresolved := prev != nil && prev.who < 0 && a.sameParagraph(prev.tok, s.tok)
	return unresolved, unresolved
}

// floatSubject: the sentences before tell of somebody.
func (a *article) floatSubject(s, _ *speech) (decided, goesOn bool) {
	k := s.tok - 1
	for n := 0; n < 6 && k > 0 && a.toks[s.tok].para-a.toks[k].para <= 3; n++ {
		lo := a.sentenceStart(k)
		m := a.concerned(lo, k+1)
		k = lo - 1
		if m < 0 || a.ments[m].who < 0 {
			continue
		}
		who := a.ments[m].who
		if e := &a.ents[who]; e.kind != corpus.Individual || !e.sure && len(e.name) <= 1 {
			continue
		}
		switch {
		case who == a.speaker:
			s.who, s.rule = who, "floating-far"
		case n == 0:
			s.who, s.rule = who, "floating-subject"
		}
		return true, false
	}
	return false, false
}

// concerned returns whom a sentence that begins at token lo tells of, up to hi: its subject, or
// whom it is about (for the mayor Jane Roe the matter is simple); or -1.
func (a *article) concerned(lo, hi int) int {
	if a.lower(lo) == "for" && lo+1 < hi {
		if m := a.begins(a.skipAdjectives(lo+1, hi-1)); m >= 0 && a.ments[m].kind == named {
			return m
		}
	}
	return a.sentenceSubject(lo, hi)
}

// signature reads a name set behind a quotation with a dash, in the same
// paragraph or as one of its own: "…" — Jane Roe, mayor. Below a block quotation it
// holds for all of its paragraphs.
func (a *article) signature(q int) claim {
	i := q + 1
	for i < len(a.toks) && a.toks[i].kind == quoted && a.pieces[a.toks[i].piece].unmarked() && a.pieces[a.toks[i].piece].fromBefore {
		q, i = i, i+1
	}
	if i+1 >= len(a.toks) || !a.toks[i].punct('—') && !(a.toks[i].punct('-') && a.toks[i].start+1 == a.toks[i+1].start) || a.toks[i].para-a.toks[q].para > 1 {
		return noClaim
	}
	i++
	for k := i; k < i+2 && k < len(a.toks); k++ {
		if m := a.at[k]; m >= 0 && a.ments[m].first == k && a.ments[m].kind == named && a.ments[m].who >= 0 {
			next := a.ments[m].last + 1
			if next >= len(a.toks) || a.toks[next].para != a.toks[k].para || a.toks[next].kind == punct ||
				a.toks[i-1].has(fFirst) && (a.toks[next].is(cPrep) || strings.HasPrefix(a.text[a.toks[next-1].end:], " @")) { // Jane Roe @janeroe
				return claim{int(m), [2]int{i - 1, i - 1}, "signature"}
			}
		}
	}
	return noClaim
}

// noNewSubject reports whether between a speech and the quotation at token to nobody
// but its speaker comes up as the subject of a sentence.
func (a *article) noNewSubject(prev *speech, to int) bool {
	if prev.who < 0 || a.toks[to].para-a.toks[prev.tok].para > 1 {
		return false
	}
	own := a.toks[prev.tok].sent
	for k := prev.tok + 1; k < to; k++ {
		t := &a.toks[k]
		if !t.has(fFirst) || t.sent == own {
			continue
		}
		m := a.concerned(k, min(a.sentenceEnd(k), to))
		if m >= 0 && a.ments[m].who >= 0 && a.ments[m].who != prev.who {
			return false
		}
	}
	return true
}
