package index

import (
	"math"
	"strings"

	"onrecord/corpus"
)

// An evidence is what speaks for a sentence holding the answer to a question.
// Every part is 0 when nothing does, and about 1 at most. As a weighting it says
// what each part is worth.
type evidence struct {
	unit     float64 // the unit as a whole, by BM25
	headline float64 // what the other units under the same headline hold
	pair     float64 // share of the question in it and a neighbouring sentence
	exact    float64 // the same in it alone, as it was typed
	telling  float64 // the same, but words that most of the found hold count little
	dense    float64 // how much of it is asked for
	order    float64 // words that stand in the order of the question
	kin      float64 // words that begin like one that is nowhere in the unit
	answer   float64 // can be of the kind that is wanted
	beside   float64 // the words asked for stand beside what can be the answer
}

// answerWeights are what the parts of an evidence are worth. They were found by
// logistic regression on the dev set, half its articles at a time, and rounded:
// any weights near these do as well.
var answerWeights = evidence{unit: 1, headline: 0.8, pair: 1, exact: 1.1, telling: 1.1, dense: 1.1, order: 1, kin: 1.2, answer: 0.35, beside: 0.6}

// of weighs an evidence.
func (w *evidence) of(e *evidence) float64 {
	return w.unit*e.unit + w.headline*e.headline + w.pair*e.pair + w.exact*e.exact + w.telling*e.telling +
		w.dense*e.dense + w.order*e.order + w.kin*e.kin + w.answer*e.answer + w.beside*e.beside
}

// A reading is a unit's text taken apart for a question.
type reading struct {
	body      string
	span      corpus.Span
	sentences []sentence
	words     []readWord
	slots     [maxWords]bool // what the unit holds of the question
}

type sentence struct {
	span     corpus.Span
	from, to int               // of the words
	holds    [maxWords]float64 // by slot: what it is filled with, at best
	exact    [maxWords]bool    // by slot: it is there as it was typed
}

type readWord struct {
	at    corpus.Span
	term  uint32
	slot  int // -1: not asked for
	value float64
}

// reading takes apart the unit that was read last.
func (s *scorer) reading(a *corpus.Article, unit int) *reading {
	u := &s.x.forward.units[unit]
	r := &reading{body: a.Body(), span: u.span.span()}
	for _, span := range corpus.Sentences(r.body, r.span) {
		r.sentences = append(r.sentences, sentence{span: span})
	}
	terms := termReader{s.x.forward.row, int(s.x.forward.digests[unit].row)}
	r.words = make([]readWord, 0, u.terms.len())
	in, place, match := 0, 0, 0
	walkWords(r.body, r.span, func(to int, at corpus.Span) bool {
		for in+1 < len(r.sentences) && at.Start >= r.sentences[in+1].span.Start {
			in++
			r.sentences[in].from, r.sentences[in].to = len(r.words), len(r.words)
		}
		st := &r.sentences[in]
		w := readWord{at: at, term: terms.next(), slot: -1}
		for place++; place < to; place++ {
			terms.next() // the second half of a name
		}
		for ; match < len(s.matches) && int(s.matches[match].place) < to; match++ {
			m := &s.matches[match]
			w.slot, w.value = int(m.slot), float64(m.value)
			st.holds[m.slot] = max(st.holds[m.slot], w.value)
			st.exact[m.slot] = st.exact[m.slot] || strings.EqualFold(r.body[at.Start:at.End], s.plan.slots[m.slot].asked.text)
			r.slots[m.slot] = true
		}
		r.words = append(r.words, w)
		st.to = len(r.words)
		return true
	})
	return r
}

// evidence returns what speaks for every sentence of a reading, the unit and its
// headline aside.
func (s *scorer) evidence(r *reading) []evidence {
	out := make([]evidence, len(r.sentences))
	total, telling := max(s.plan.total, 1e-9), 1e-9
	for _, w := range s.plan.topic.telling {
		telling += w
	}
	beside := s.beside(r)
	kin := s.kin(r)
	for i := range r.sentences {
		st, e := &r.sentences[i], &out[i]
		for k := range s.plan.slots {
			w := s.plan.slots[k].weight / total
			if st.exact[k] {
				e.exact += w
			}
			if s.plan.topic.telling != nil {
				e.telling += st.holds[k] * s.plan.topic.telling[k] / telling
			}
		}
		for j := max(0, i-1); j <= min(i+1, len(r.sentences)-1); j++ {
			e.pair = max(e.pair, s.both(st, &r.sentences[j])/total)
			e.beside = max(e.beside, beside[j])
			e.kin = max(e.kin, kin[j]/total)
		}
		e.dense = s.dense(r.words[st.from:st.to])
		e.order = s.order(r.words[st.from:st.to])
		switch s.plan.question.answer {
		case aReason:
			e.answer = number(explains(r.body[st.span.Start:st.span.End]))
		case aDefinition:
			e.answer = number(r.defines(st))
		default:
			e.answer = number(beside[i] > 0)
		}
	}
	return out
}

func number(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// both returns how much of the question, by weight, two sentences hold together.
func (s *scorer) both(a, b *sentence) float64 {
	sum := 0.0
	for k := range s.plan.slots {
		sum += s.plan.slots[k].weight * max(a.holds[k], b.holds[k])
	}
	return sum
}

// dense returns how much of what a sentence says, by rarity, is asked for. A
// short sentence is taken for a longer one.
func (s *scorer) dense(words []readWord) float64 {
	const least = 10.0
	all, asked := least, 0.0
	for _, w := range words {
		idf := s.x.weight(s.x.forward.df[w.term], false)
		all += idf
		if w.slot >= 0 {
			asked += idf
		}
	}
	return asked / all
}

// order returns the share of the question's words, function words a little, that
// a sentence has in the question's order (longest common subsequence).
func (s *scorer) order(words []readWord) float64 {
	if len(s.plan.sequence) == 0 {
		return 0
	}
	row := make([]float64, len(words)+1)
	for _, q := range s.plan.sequence {
		if q.term == noTerm {
			continue
		}
		before := 0.0
		for i := range words {
			old := row[i+1]
			v := row[i]
			if old > v {
				v = old
			}
			if words[i].term == q.term && before+q.weight > v {
				v = before + q.weight
			}
			row[i+1], before = v, old
		}
	}
	return row[len(words)] / float64(len(s.plan.sequence))
}

// kin returns, by sentence, the weight of the words that are nowhere in the unit
// but have one that begins alike in the sentence: evaluated, evaluation.
func (s *scorer) kin(r *reading) []float64 {
	const alike = 5 // bytes
	out := make([]float64, len(r.sentences))
	for k := range s.plan.slots {
		sl := &s.plan.slots[k]
		if r.slots[k] || sl.proper || len(sl.asked.text) < alike {
			continue
		}
		for i := range r.sentences {
			for _, w := range r.words[r.sentences[i].from:r.sentences[i].to] {
				if w.at.Len() >= alike && strings.EqualFold(r.body[w.at.Start:w.at.Start+alike], sl.asked.text[:alike]) {
					out[i] += sl.weight
					break
				}
			}
		}
	}
	return out
}

// beside returns, by sentence, how close the words of the question stand to what
// can be its answer, by weight: 1 would be in the same place.
func (s *scorer) beside(r *reading) []float64 {
	out := make([]float64, len(r.sentences))
	if !s.plan.question.spots() {
		return out
	}
	for i := range r.sentences {
		for n := r.sentences[i].from; n < r.sentences[i].to; n++ {
			if r.words[n].slot < 0 && s.plan.question.spot(r, n) {
				out[i] = max(out[i], s.nearness(r, i, n))
			}
		}
	}
	return out
}

// nearness returns how close the words of the question stand to a word, number n,
// of a sentence.
func (s *scorer) nearness(r *reading, sentence, n int) float64 {
	const (
		reach   = 12.0 // words after which nearness has sunk to a third
		another = 10   // words that the end of a sentence counts for
	)
	var nearest [maxWords]int
	for j := range r.sentences {
		for m := r.sentences[j].from; m < r.sentences[j].to; m++ {
			k := r.words[m].slot
			if k < 0 {
				continue
			}
			d := max(m-n, n-m)
			if j != sentence {
				d += another
			}
			if nearest[k] == 0 || d < nearest[k] {
				nearest[k] = d
			}
		}
	}
	sum := 0.0
	for k := range s.plan.slots {
		if d := nearest[k]; d > 0 {
			sum += s.plan.slots[k].weight * math.Exp(-float64(d)/reach)
		}
	}
	return sum / max(s.plan.total, 1e-9)
}

// around returns the excerpt for a sentence of a reading: whole sentences of at
// most MaxExcerpt bytes with it among them, that hold most of the query.
func (s *scorer) around(r *reading, sentence int, found []placed) corpus.Span {
	best, bestScore := r.sentences[sentence].span, -1.0
	for i := sentence; i >= 0; i-- {
		w := r.sentences[i].span
		for j := i + 1; j < len(r.sentences) && r.sentences[j].span.End-w.Start <= corpus.MaxExcerpt; j++ {
			w.End = r.sentences[j].span.End
		}
		if w.End < r.sentences[sentence].span.End {
			break
		}
		score := s.inside(w, found)
		if i > 0 && startsWithPronoun(r.body[w.Start:w.End]) {
			score -= 0.05
		}
		if score >= bestScore {
			best, bestScore = w, score
		}
	}
	return best
}

// answering returns the excerpt of a unit that speaks best for holding the
// answer, and its score. first is the unit's score at the first look.
func (s *scorer) answering(a *corpus.Article, unit int, found []placed, first float64) (corpus.Span, float64) {
	r := s.reading(a, unit)
	best, bestScore := 0, math.Inf(-1)
	for i, e := range s.evidence(r) {
		if score := answerWeights.of(&e); score > bestScore {
			best, bestScore = i, score
		}
	}
	return s.around(r, best, found), first + bestScore
}
