package quotation

import "onrecord/corpus"

// A speech is a quotation, or a reported clause, on its way to a statement.
type speech struct {
	tok    int // the quoted token; for indirect speech the cue
	span   corpus.Span
	kind   corpus.Kind
	claim  claim
	who    *entity // or nil
	rule   string
	conf   float64 // how likely it is that who said it; see rate
	chance float64 // without a cue: how likely it is that who is meant
	quote  int     // number of the quotation
	drop   bool

	features []string // by which it was rated
	named    *entity  // who was rated
	rated    float64  // and how, whether or not the name has stayed
}

// assignSpeakers gives every speech its speaker, in order of the text.
func (a *article) assignSpeakers() {
	number := -1
	var prev *speech
	for _, s := range a.speeches {
		// What stands before the speech is read first; so is its own claim.
		a.resolveUpTo(s.tok)
		switch {
		case s.claim.ok():
			a.resolveUpTo(s.claim.ment.last + 1)
			a.accept(s, s.claim)
			a.answer(s, prev)
			if prev == nil || prev.claim.ment != s.claim.ment || s.kind == corpus.Indirect && prev.claim.cue != s.claim.cue {
				number++
			}
		case s.kind == corpus.Mixed:
			s.drop = true
		case !a.attributeWithoutCue(s, prev):
			number++
		}
		s.quote = max(number, 0)
		// What is reported in the tail of an attribution ("…," she told him, after
		// he warned that …) does not take the word from the one who is quoted.
		tail := s.kind == corpus.Indirect && prev != nil && prev.kind != corpus.Indirect &&
			prev.claim.ok() && a.sameSentence(prev.claim.ment.first, s.tok)
		if !s.drop && !tail {
			prev = s
		}
	}
	a.resolveUpTo(len(a.toks))
}

// accept settles a speech by a claim.
func (a *article) accept(s *speech, c claim) {
	s.claim, s.who, s.rule = c, c.ment.who, c.rule
	if at := a.documentOf(c.ment); at != nil {
		if who := a.author(at); who != nil {
			s.who, s.rule = who, "document"
		}
	}
	if both := a.both(c); both != nil {
		s.who = both
	}
	if s.who != nil {
		a.spoke(s)
	}
}

// both returns who stands for two people who say something together, as the text has it: Roe and Gray
// said; or nil.
func (a *article) both(c claim) *entity {
	start := c.ment
	first, second := a.ends(a.beforeAside(start.first-2)), c.ment
	if next := a.begins(second.last + 2); next != nil && c.hasCue() && (c.cue[0] < second.first || c.cue[0] == next.last+1) {
		first, second, start = second, next, next // said Roe and Gray; “…,” Roe and Gray said
	}
	if !a.isNamedPerson(first) || !a.isNamedPerson(second) || a.lower(start.first-1) != "and" {
		return nil
	}
	for a.tok(first.first - 1).punct(',') { // Roe, Gray and Lind said; Roe, 33, Gray, 31, and Lind, 30, said
		before := a.ends(a.beforeAside(first.first - 2))
		if !a.isNamedPerson(before) {
			before = a.ends(a.beforeAside(first.first - 1))
		}
		if !a.isNamedPerson(before) {
			break
		}
		first = before
	}
	return a.together(first, second)
}

func (a *article) isNamedPerson(m *mention) bool { return m.is(named) && !m.poss && a.surelyPerson(m) }

// together returns who stands for two people, as the text has them.
func (a *article) together(first, second *mention) *entity {
	return a.unnamedAs(&mention{first: first.first, gender: plural}, a.span(first.first, second.last))
}

// beforeAside returns the token before what stands in brackets, or between commas, and ends at k; or k: Roe (Ind) and
// Gray; Roe, a nurse, and Gray.
func (a *article) beforeAside(k int) int {
	const longest = 12 // words
	open := map[rune]rune{')': '(', ',': ','}[a.tok(k).r]
	for j := k - 1; open != 0 && j > max(0, k-longest) && a.sameSentence(j, k); j-- {
		if a.toks[j].punct(open) {
			return j - 1
		}
	}
	return k
}

// spoke notes who has spoken last.
func (a *article) spoke(s *speech) { a.speaker, a.speakerTok = s.who, s.tok }
