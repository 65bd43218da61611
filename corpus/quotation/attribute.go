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

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
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
		after, before := a.after(i), noClaim
		if !after.ok() || s.kind == corpus.Mixed {
			before = a.before(i)
		}
		switch {
		case s.kind == corpus.Mixed && before.ok():
			s.claim = before
		case after.ok():
			s.claim = after
		case before.ok() && a.governs(before, i):
			s.claim = before
		}
		if s.kind == corpus.Mixed && !s.claim.ok() {
			// The cue may follow the clause: it was "a mess", he said.
			hi := a.sentenceEnd(i)
			for k := i + 1; k <= hi && !s.claim.ok(); k++ {
				if c := a.accordingTo(k, hi); c.ok() {
					s.claim = c
				} else if a.isCue(k) && a.toks[k].is(cSay|cTell) && a.toks[k].is(vFinite) {
					if m := a.subject(k, i+1); m >= 0 {
						s.claim = claim{m, [2]int{k, k}, "clause-s-v", .85}
					}
				}
			}
		}
		a.speeches = append(a.speeches, s)
	}
}

// governs reports whether a claim found before the quotation can reach it.
func (a *article) governs(c claim, q int) bool { return true }

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
		if lower {
			return corpus.Mixed
		}
		return corpus.Direct
	case prev.kind == quoted:
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
	a.resolved = make([]bool, len(a.ments))
	number := -1
	var prev *speech
	for i := range a.speeches {
		s := &a.speeches[i]
		p := &a.pieces[a.toks[s.tok].piece]
		// What stands before the speech is read first; so is its own claim.
		a.resolveUpTo(s.tok)
		if s.claim.ok() {
			a.resolveUpTo(a.ments[s.claim.ment].last + 1)
			s.who = a.ments[s.claim.ment].who
			s.rule, s.conf = s.claim.rule, s.claim.conf
			if a.ments[s.claim.ment].kind != named {
				s.conf *= .93
			}
			if s.who >= 0 {
				a.speaker, a.speakerTok = s.who, s.tok
			}
			number++
			if prev != nil && s.claim.rule == "s-v-q" && prev.claim.ment == s.claim.ment {
				number--
			}
		} else if s.kind != corpus.Mixed {
			a.float(s, p, prev, &number)
		}
		if s.kind == corpus.Mixed && !s.claim.ok() {
			s.drop = true
		}
		s.quote = max(number, 0)
		prev = s
	}
	a.resolveUpTo(len(a.toks))
}

// float attributes a quotation that no cue stands beside.
func (a *article) float(s *speech, p *piece, prev *speech, number *int) {
	text := a.text[p.start:p.end]
	t := &a.toks[s.tok]
	// Not speech: a title or a term.
	if words(text) < 4 && !strings.ContainsRune(".?!,", lastRune(text)) {
		s.drop = true
		return
	}
	*number++
	if prev != nil && !prev.drop {
		q := &a.toks[prev.tok]
		switch {
		case p.fromBefore || q.sent == t.sent:
			*number--
			s.who, s.rule, s.conf = prev.who, "continued", .95*prev.conf
			return
		case prev.tok == s.tok-1 || a.quiet(prev.tok, s.tok, prev):
			*number--
			s.who, s.rule, s.conf = prev.who, "floating", .9*prev.conf
			return
		}
	}
	// The paragraph before ends with a colon.
	if t.has(fFirst) && s.tok > 0 && a.toks[s.tok-1].punct(':') {
		lo := a.sentenceStart(s.tok - 1)
		if c := a.cueBefore(lo, s.tok-1, true); c.ok() {
			s.claim = c
			s.who, s.rule, s.conf = a.ments[c.ment].who, "block-colon", .9
			a.speaker, a.speakerTok = s.who, s.tok
			return
		}
	}
	// The sentence before tells of somebody.
	if s.tok > 0 {
		lo := a.sentenceStart(s.tok - 1)
		if v := a.anyCue(lo, s.tok); v >= 0 {
			if m := a.subject(v, lo); m >= 0 && a.ments[m].who >= 0 {
				s.claim = claim{m, [2]int{v, v}, "floating-cue", .85}
				s.who, s.rule, s.conf = a.ments[m].who, "floating-cue", .85
				a.speaker, a.speakerTok = s.who, s.tok
				return
			}
		}
		if m := a.sentenceSubject(lo, s.tok); m >= 0 && a.ments[m].who >= 0 && a.ents[a.ments[m].who].kind == corpus.Individual {
			s.who, s.rule, s.conf = a.ments[m].who, "floating-subject", .6
			return
		}
	}
	if a.speaker >= 0 && t.para-a.toks[a.speakerTok].para <= 2 {
		s.who, s.rule, s.conf = a.speaker, "floating", .6
		return
	}
	s.rule, s.conf = "unattributed", 0
}

func (a *article) anyCue(lo, hi int) int {
	for k := hi - 1; k >= lo; k-- {
		if a.isCue(k) && a.toks[k].is(cSay|cTell) && a.toks[k].is(vFinite|vBase) {
			return k
		}
	}
	return -1
}

// quiet reports whether between two quotations nobody but the first one's
// speaker comes up as the subject of a sentence.
func (a *article) quiet(from, to int, prev *speech) bool {
	if prev.who < 0 || a.toks[to].para-a.toks[from].para > 1 {
		return false
	}
	for k := from + 1; k < to; k++ {
		if a.toks[k].has(fFirst) && a.toks[k].sent != a.toks[from].sent && !(prev.claim.ok() && a.toks[a.ments[prev.claim.ment].first].sent == a.toks[k].sent) {
			hi := min(a.sentenceEnd(k), to)
			m := a.sentenceSubject(k, hi)
			if m >= 0 && a.ments[m].who >= 0 && a.ments[m].who != prev.who {
				return false
			}
		}
	}
	return true
}
