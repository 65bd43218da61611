package quotation

import (
	"iter"
	"slices"

	"onrecord/corpus"
)

// Who answers: a quotation without a cue behind a question, and “she replied”.

// isExchange: “By whom?” “By my wife.” Two voices, and nothing tells which is whose.
func (a *article) isExchange(s, prev *speech) bool {
	if prev != nil && prev.who != nil && a.asks(prev.tok) && a.sameParagraph(prev.tok, s.tok) {
		if i := a.speechAt(prev.tok); i > 0 {
			other := a.speeches[i-1]
			if a.sameParagraph(other.tok, s.tok) && other.who != prev.who && other.kind != corpus.Indirect {
				return true // “No,” said Roe. “Never?” asked Gray. “Never.”
			}
		}
	}
	answered := func(q int) bool {
		return a.sameParagraph(q, q+1) && a.toks[q].kind == quoted && a.toks[q+1].kind == quoted && (a.asks(q) || a.asks(q+1))
	}
	return s.tok > 0 && answered(s.tok-1) || answered(s.tok)
}

// floatInterview: the paragraph before is a question of the writer's, or speaks to "you", and what
// stands here by itself answers as what stood by itself before: Did that hurt? “No.”
func (a *article) floatInterview(s *speech) bool {
	if !a.byItself(s.tok) || !a.spokenTo(s.tok-1) {
		return false
	}
	for other := range a.speechesBefore(s.tok, s.tok) {
		if a.byItself(other.tok) {
			return a.answeredBy(s, other.who)
		}
	}
	return false
}

// answeredBy gives an answer to who has given it, and reports whether it is known who.
func (a *article) answeredBy(s *speech, who *entity) bool {
	if s.who = who; who != nil {
		s.rule, s.chance = "answer", 1
		a.spoke(s)
	}
	return who != nil
}

// spokenTo reports whether the paragraph that ends with token k is a question, or speaks to somebody.
func (a *article) spokenTo(k int) bool {
	question, you := a.tok(k).punct('?'), false
	for para := a.tok(k).para; k >= 0 && a.toks[k].para == para; k-- {
		if w := a.lower(k); w == "you" || w == "your" {
			you = true
		}
	}
	return question || you
}

// floatAnswer: the paragraph before ends with a question, and its asker does not answer it.
func (a *article) floatAnswer(s, prev *speech) bool {
	switch {
	case prev == nil || a.toks[s.tok].para != a.toks[prev.tok].para+1:
		return false
	case a.asks(prev.tok) && a.byItself(s.tok) && a.byItself(prev.tok): // turns of a dialogue
		a.answeredBy(s, a.otherTurn(s.tok, prev))
	case a.isQuestion(prev):
		a.answeredBy(s, a.asked(prev))
	default:
		return false
	}
	return true
}

// otherTurn returns who spoke last before a speech, other than its speaker; or nil.
func (a *article) otherTurn(q int, prev *speech) *entity {
	for other := range a.speechesBefore(prev.tok, q) {
		if other.who != nil && other.who != prev.who {
			return other.who
		}
	}
	return nil
}

// speechesBefore yields the speeches before token tok, the nearest first, that may be turns of one dialogue
// with the quotation at q.
func (a *article) speechesBefore(tok, q int) iter.Seq[*speech] {
	const turnsBack = 4 // paragraphs before it in which a dialogue's other voice has spoken
	return func(yield func(*speech) bool) {
		for _, s := range slices.Backward(a.speeches[:a.speechAt(tok)]) {
			if a.parasBetween(s.tok, q) > turnsBack || !yield(s) {
				return
			}
		}
	}
}

// speechAt returns the index of the speech at a token.
func (a *article) speechAt(tok int) int {
	i, _ := slices.BinarySearchFunc(a.speeches, tok, func(s *speech, tok int) int { return s.tok - tok })
	return i
}

// asks reports whether quotation q ends with a question.
func (a *article) asks(q int) bool { return lastRune(a.tokenText(q)) == '?' }

// isQuestion reports whether a verb of asking says that a speech is a question: “…?” she asked; Roe
// asked her whether she had been paid.
func (a *article) isQuestion(s *speech) bool {
	verb := s.claim.cue[0]
	if !s.claim.ok() || !s.claim.hasCue() || !sets.Asking[a.lower(verb)] {
		return false
	}
	if s.kind != corpus.Indirect {
		return a.asks(s.tok)
	}
	return slices.ContainsFunc(a.toks[verb+1:min(verb+8, len(a.toks))], func(t token) bool {
		return sets.Wondering[t.lower] || t.is(cWh) && t.lower != "that"
	})
}

// askee returns who is the object of the verb of asking, or nil.
func (a *article) askee(s *speech) *entity {
	cue := s.claim.cue[0]
	m := a.beginsSoon(cue+1, a.sentenceEnd(cue))
	if m == nil || m == s.claim.ment {
		return nil
	}
	return m.who
}

// asked returns who is asked: the object of the verb, or else the only other person told of in that
// paragraph and the two before, or nil.
func (a *article) asked(s *speech) *entity {
	if who := a.askee(s); who != nil {
		return who
	}
	var only *entity
	for _, m := range slices.Backward(a.ments[:a.done]) {
		if a.parasBetween(m.first, s.tok) > 2 {
			break
		}
		if !a.namesPerson(m) || !m.who.sure || m.who == s.who || m.who == only {
			continue
		}
		if only != nil {
			return nil
		}
		only = m.who
	}
	return only
}

// answer mends who answers: "she replied" is whom the question names or the verb of asking has as its
// object.
func (a *article) answer(s, prev *speech) {
	m := s.claim.ment
	if prev == nil || m.kind != pronoun || a.parasBetween(prev.tok, s.tok) > 1 {
		return
	}
	question := a.isQuestion(prev)
	var who *entity
	if question {
		who = a.askee(prev)
	}
	// “Why?” asked Roe. And in the next paragraph: “I was late,” he said.
	turn := prev.kind != corpus.Indirect && !a.sameParagraph(s.tok-1, s.tok) && !a.asks(s.tok)
	if prev.kind == corpus.Direct && a.asks(prev.tok) && sets.Answering[a.lower(s.claim.cue[0])] {
		question = true // “…?” Roe went on. “…,” she replied.
	}
	replies := question && (sets.Answering[a.lower(s.claim.cue[0])] || turn)
	reported := prev.kind == corpus.Indirect && who.isSomebody()
	switch {
	case replies && who == nil && s.who == prev.who:
		m.who = a.resolvePerson(m, prev.who) // who replies has not asked
	case who != nil && who.mayBe(m.gender) && (replies || reported || !a.sameParagraph(prev.tok, s.tok)):
		m.who, m.chance = who, 1
	default:
		return
	}
	s.who = m.who
	a.spoke(s)
}
