package index

import (
	"strings"

	"onrecord/corpus"
)

// answer returns the words of an excerpt that are likeliest to be the answer to
// the question: what is of the kind that is wanted and stands nearest to the words
// of the question, or the reason that is given. It is empty where no word can be
// told to be the answer.
func (s *scorer) answer(a *corpus.Article, unit int, excerpt corpus.Span) corpus.Span {
	if s.plan.question.answer == aReason {
		return s.reading(a, unit).reason(excerpt)
	}
	if !s.plan.question.spots() {
		return corpus.Span{}
	}
	r := s.reading(a, unit)
	best, bestScore := -1, 0.0
	for i := range r.sentences {
		for n := r.sentences[i].from; n < r.sentences[i].to; n++ {
			if r.words[n].slot >= 0 || !excerpt.Contains(r.words[n].at) || !s.plan.question.spot(r, n) {
				continue
			}
			if score := s.nearness(r, i, n); score > bestScore {
				best, bestScore = n, score
			}
		}
	}
	if best < 0 {
		return corpus.Span{}
	}
	if out := s.plan.question.whole(r, best); excerpt.Contains(out) {
		return out
	}
	return corpus.Span{}
}

// whole widens a word that is the head of an answer to all of it: a name of
// several words, a number and what it counts.
func (q question) whole(r *reading, n int) corpus.Span {
	from, to := n, n
	for from > 0 && q.spot(r, from-1) && r.beside(from-1) {
		from--
	}
	for to+1 < len(r.words) && q.spot(r, to+1) && r.beside(to) {
		to++
	}
	switch q.answer {
	case aNumber, aShare, aDuration:
		if to+1 < len(r.words) && r.beside(to) && !stopTerms[r.word(to+1)] {
			to++
		}
	}
	return corpus.Span{Start: r.words[from].at.Start, End: r.words[to].at.End}
}

// beside reports whether nothing but a space or a hyphen stands between a word and
// the next.
func (r *reading) beside(n int) bool {
	between := r.body[r.words[n].at.End:r.words[n+1].at.Start]
	return between == " " || between == "-"
}

// reason returns the clause of an excerpt that gives a reason, from the word that
// leads over to it to the end of its sentence.
func (r *reading) reason(excerpt corpus.Span) corpus.Span {
	for _, s := range r.sentences {
		if !excerpt.Contains(s.span) {
			continue
		}
		text := r.body[s.span.Start:s.span.End]
		for _, lead := range reasons {
			if at := strings.Index(text, lead); at >= 0 {
				return corpus.Span{Start: s.span.Start + at + 1, End: s.span.End}
			}
		}
	}
	return corpus.Span{}
}
