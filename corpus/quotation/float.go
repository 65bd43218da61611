package quotation

import (
	"slices"
	"strings"

	"onrecord/corpus"
)

// attributeWithoutCue attributes a quotation that no cue stands beside: the first that decides gives
// it a speaker, drops it, or leaves it to nobody. It reports whether the quotation is a part of the
// one before.
func (a *article) attributeWithoutCue(s, prev *speech) (goesOn bool) {
	s.rule = "unattributed"
	t := &a.toks[s.tok]
	here := prev != nil && a.sameParagraph(prev.tok, s.tok)
	switch {
	case s.claim.rule == firstPerson.rule: // its sentence gives it to somebody whom the text does not name
		a.speaker = nil
		return false
	case a.pieceAt(s.tok).unmarked() && a.pieces[t.piece].fromBefore && (prev == nil || a.parasBetween(prev.tok, s.tok) > 1):
		return false // the heading of the block stands between
	case prev != nil && (a.pieces[t.piece].fromBefore || a.toks[prev.tok].sent == t.sent && prev.kind != corpus.Indirect):
		s.who, s.rule = prev.who, "continued" // from the paragraph before, or within the sentence
		return true
	case a.floatTitle(s, prev), a.floatSigned(s), a.floatBlock(s):
		return false
	// “…,” came shouts from the crowd. Somebody is meant whom we cannot tell.
	case a.pieces[t.piece].closed && !t.has(fLast) && a.tok(s.tok+1).kind == word:
		return false
	case a.isHeading(s), a.isExchange(s, prev), a.floatAnswer(s, prev), a.floatInterview(s):
		return false
	// Of the one before, the text says only "she said", or "one onlooker said", and nobody knows who
	// that is.
	case here && prev.who == nil:
		return true
	// “…,” said Roe. “…” Only the end of the sentence that names the speaker stands between.
	case here && prev.kind != corpus.Indirect && a.sameSentence(s.tok-1, prev.tok):
		s.who, s.rule, s.chance = prev.who, "floating", 1
		a.spoke(s)
		return true
	}
	return a.floatChosen(s, prev)
}

// floatTitle: it is no speech, but a title or a term.
func (a *article) floatTitle(s, prev *speech) bool {
	t := &a.toks[s.tok]
	text := a.spanText(s.span)
	if prev != nil && prev.claim.ok() && prev.kind == corpus.Direct && a.toks[prev.tok].para == t.para && t.has(fFirst) &&
		a.toks[prev.claim.cue[0]].sent+1 == t.sent && endsWith(text, ".?!") {
		return false // “We know who did it,” said S. “Jane Roe.”
	}
	s.drop = !t.has(fFirst) && (words(text) < 6 || titled(text)) && !a.toks[s.tok-1].punct(':')
	// “…,” said somebody we cannot tell: speech, whatever it looks like.
	said := a.sameParagraph(s.tok, s.tok+1) && a.says(s.tok+1)
	s.drop = s.drop || !said && (titled(text) || words(text) < 4 && !endsWith(text, ".?!,"))
	return s.drop
}

// floatBlock: a colon stands before it, within the sentence, where nobody is told to speak, or at
// the end of the paragraph before. From a post on the site: whose?
func (a *article) floatBlock(s *speech) bool {
	colon := s.tok - 1
	if !a.tok(colon).punct(':') {
		return a.pieceAt(s.tok).unmarked() && !a.saysWe(s) // a block below prose: whose?
	}
	heading := a.text[a.paras[a.toks[colon].para].Start:a.toks[colon].start]
	capitals := heading == strings.ToUpper(heading)
	if words(heading) > 3 && capitals {
		return true // WHAT ROE SAID:
	}
	c := a.cueBefore(a.sentenceStart(colon), colon, true)
	if c.ok() && a.toks[s.tok].has(fFirst) && !(capitals && words(heading) > 1 && c.ment.is(named) && !c.ment.who.isPerson()) {
		c.rule = "block-colon"
		a.accept(s, c)
	}
	return true
}

// saysWe reports whether a quotation speaks of whoever says it.
func (a *article) saysWe(s *speech) bool {
	for w := range strings.FieldsSeq(strings.ToLower(a.spanText(s.span))) {
		w = uncontracted(w)
		if classOf(w)&cI != 0 && !strings.HasPrefix(w, "you") {
			return true
		}
	}
	return false
}

// uncontracted returns a word to its apostrophe: I of I’m.
func uncontracted(w string) string {
	w, _, _ = strings.Cut(strings.ReplaceAll(w, "’", "'"), "'")
	return w
}

// floatSigned: a name is set behind it with a dash, in the same paragraph or as one of its own:
// "…" — Jane Roe, mayor. Below a block quotation it holds for all of its paragraphs. Whoever a
// signature names is who said it, known or not.
func (a *article) floatSigned(s *speech) bool {
	i := s.tok + 1
	for a.tok(i).kind == quoted && a.pieceAt(i).unmarked() && a.pieceAt(i).fromBefore {
		i++
	}
	dash := a.tok(i)
	if !dash.punct('—') && !(dash.punct('-') && dash.end == a.tok(i+1).start) {
		return false
	}
	for k := i + 1; k < i+3; k++ {
		m := a.begins(k)
		if !m.is(named) || m.who == nil {
			continue
		}
		next := a.tok(m.last + 1)
		// “…” — Roe on Friday
		inPhrase := a.toks[s.tok].has(fFirst) && dash.punct('—') && next.is(cPrep) && a.firstCue(m.last+1, a.sentenceEnd(m.last)) < 0
		if !a.sameParagraph(k, m.last+1) || next.kind == punct || inPhrase ||
			dash.has(fFirst) && (next.is(cPrep) || strings.HasPrefix(a.text[a.toks[m.last].end:], " @")) { // Jane Roe @janeroe
			a.resolveUpTo(m.last + 1)
			a.accept(s, saidBy(m, i, "signature"))
			return true
		}
	}
	return dash.has(fFirst)
}

// isHeading: ‘We were never told’ stands between two paragraphs.
func (a *article) isHeading(s *speech) bool {
	text := a.spanText(s.span)
	return a.byItself(s.tok) && words(text) < 10 && wordRune(lastRune(text)) && !a.pieceAt(s.tok).unmarked()
}

// A float is a quotation that no cue stands beside, with what is told before it.
type float struct {
	s, prev   *speech
	quiet     bool    // nobody but the last speaker is the subject of a sentence in between
	first     bool    // it says I
	turn      *entity // who spoke before the last speaker
	concerned *entity // whom the sentence before tells of
}

func (a *article) float(s, prev *speech) *float {
	f := &float{s: s, prev: prev}
	for w := range strings.FieldsSeq(a.spanText(s.span)) {
		w = uncontracted(w)
		f.first = f.first || w == "I" || w == "my"
	}
	if s.tok > 0 {
		if m := a.sentenceSubject(a.sentenceStart(s.tok-1), s.tok); m != nil {
			f.concerned = m.who
		}
	}
	if prev != nil {
		f.quiet, f.turn = a.noNewSubject(prev, s.tok), a.otherTurn(s.tok, prev)
	}
	return f
}

var floats = newChooser("floats.txt", slices.Concat(floatSignals, lastSpokenSignals, distances), unattributedSignals...)

// last makes a signal of one that holds for the last speaker.
func last(name string, holds func(a *article, f *float) bool) signal {
	return signal{"last-" + name, func(a *article, r *referent) bool {
		return r.float.prev != nil && r.who != nil && r.who == r.float.prev.who && holds(a, r.float)
	}}
}

// floatSignals: as for pronouns, and then who spoke last, and whether it is another's turn.
var floatSignals = slices.Concat(pronounSignals, []signal{
	last("any", func(*article, *float) bool { return true }),
	last("here", func(a *article, f *float) bool { return a.sameParagraph(f.prev.tok, f.s.tok) }),
	last("quiet", func(_ *article, f *float) bool { return f.quiet }),
	last("reported", func(_ *article, f *float) bool { return f.prev.kind == corpus.Indirect }),
	last("mixed", func(_ *article, f *float) bool { return f.prev.kind == corpus.Mixed }),
	last("unnamed", func(a *article, f *float) bool { return f.prev.who.kind == corpus.Unnamed }),
	last("alone", (*article).alone),
	last("short", (*article).short),
	last("asks", func(a *article, f *float) bool { return a.asks(f.s.tok) }),
	last("asked", func(a *article, f *float) bool { return a.asks(f.prev.tok) }),
	{"turn", func(_ *article, r *referent) bool { return r.who == r.float.turn }},
	{"turn-asked", func(a *article, r *referent) bool { return r.who == r.float.turn && a.asks(r.float.prev.tok) }},
	{"turn-asks", func(a *article, r *referent) bool { return r.who == r.float.turn && a.asks(r.float.s.tok) }},
	{"turn-alone", func(a *article, r *referent) bool { return r.who == r.float.turn && a.alone(r.float) }},
	{"turn-short", func(a *article, r *referent) bool { return r.who == r.float.turn && a.short(r.float) }},
	{"concerned", func(_ *article, r *referent) bool { return r.who == r.float.concerned }},
	{"body", func(_ *article, r *referent) bool { return r.entity.kind == corpus.Organisation }},
	{"body-i", func(_ *article, r *referent) bool { return r.float.first && r.entity.kind == corpus.Organisation }},
	{"one-word", func(_ *article, r *referent) bool { return len(r.entity.name) < 2 }},
})

// alone reports whether a quotation and the last speech are each all of a paragraph.
func (a *article) alone(f *float) bool { return a.byItself(f.s.tok) && a.byItself(f.prev.tok) }

// short reports whether a quotation is a few words by themselves, as an answer is.
func (a *article) short(f *float) bool { return a.byItself(f.s.tok) && words(a.spanText(f.s.span)) < 4 }

// unattributedSignals speak for a quotation being nobody's who is told of.
var unattributedSignals = []signal{
	{"asks", func(a *article, r *referent) bool { return a.asks(r.float.s.tok) }},
	{"alone", func(a *article, r *referent) bool { return a.byItself(r.float.s.tok) }},
	{"quiet", func(_ *article, r *referent) bool { return r.float.quiet }},
	{"first", func(_ *article, r *referent) bool { return r.float.prev == nil }},
}

// floatChosen gives it to who is likeliest to go on, to answer, or to be told of.
func (a *article) floatChosen(s, prev *speech) (goesOn bool) {
	f := a.float(s, prev)
	place := mention{index: a.done, first: s.tok, last: s.tok, kind: pronoun}
	referents := a.referents(&place, a.topic(s.tok), func(c *mention) bool {
		e := c.who
		told := c.kind == described && a.headline(a.toks[c.first].para)          // a headline's: mothers march on the mill
		return !told && !e.isStatute() && (e.gender != thing || len(e.name) > 0) // the mill says nothing
	})
	for i := range referents {
		referents[i].float = f
	}
	all, chance := floats.choose(a, a.keyOf(s), referents, referent{float: f})
	s.chance = chance
	switch s.who = all[0].who; {
	case s.who == nil:
		return false
	case (prev == nil || s.who != prev.who) && a.belowCaption(s, prev):
		s.who = nil
		return false
	case prev == nil || s.who != prev.who:
		s.rule = "floating-subject"
	case prev.kind == corpus.Indirect:
		s.rule = "floating-cue"
	default:
		s.rule, goesOn = "floating", true
	}
	a.spoke(s)
	return goesOn
}

// belowCaption reports whether what stands right above a quotation by itself is a heading, or may tell who said the
// quotation above that: “…” / Roe sees a sign in it. / “…”
func (a *article) belowCaption(s, prev *speech) bool {
	switch {
	case s.tok == 0:
		return false
	case a.sameParagraph(s.tok-1, s.tok):
		return a.toks[s.tok-1].punct('?') // Do they talk? “…”
	case !a.byItself(s.tok):
		return false
	}
	above := a.toks[s.tok-1].para
	captioned := prev != nil && prev.who == nil && a.toks[prev.tok].para == above-1 && a.byItself(prev.tok)
	return captioned || a.headline(above)
}

// keyOf is the key by which trace is told who may say a quotation.
func (a *article) keyOf(s *speech) int {
	if s.claim.ok() {
		return s.claim.ment.index
	}
	return len(a.ments) + s.tok
}

// byItself reports whether the quotation at q is all of its paragraph.
func (a *article) byItself(q int) bool {
	return !a.sameParagraph(q-1, q) && !a.sameParagraph(q, q+1)
}

// noNewSubject reports whether between a speech and the quotation at token to nobody
// but its speaker comes up as the subject of a sentence.
func (a *article) noNewSubject(prev *speech, to int) bool {
	if prev.who == nil || a.parasBetween(prev.tok, to) > 1 {
		return false
	}
	for k := prev.tok + 1; k < to; k++ {
		if !a.toks[k].has(fFirst) {
			continue
		}
		m := a.sentenceSubject(k, min(a.sentenceEnd(k), to))
		if m != nil && m.who != nil && m.who != prev.who {
			return false
		}
	}
	return true
}
