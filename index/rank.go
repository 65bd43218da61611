package index

import (
	"math"
	"slices"
	"strings"

	"onrecord/corpus"
)

// BM25's usual parameters: how soon more of a word stops counting, and how much
// longer passages are held back. (Robertson and Zaragoza, 2009.)
const (
	bm25K = 1.2
	bm25B = 0.75
)

// enough is the share of the query, by weight, that a passage must cover to be
// a result and not merely near. Rare words weigh more than common ones, so this
// lets a long question miss a light word but never its subject.
const enough = 0.75

// spokenWeight is what it is worth that the query names the person who speaks
// the words it asks for. A first guess, next to 1 for covering the query wholly.
const spokenWeight = 0.4

// A hit is a candidate with its score.
type hit struct {
	passage int
	score   float64
	covered float64 // share of the query's weight that the passage holds, 0 to 1
	matches []corpus.Span
}

// weigh gives every wanted word its inverse document frequency; a word that
// occurs nowhere weighs as much as the rarest.
func (x *Index) weigh(words []wanted) {
	n := float64(len(x.passages))
	for i := range words {
		df := float64(x.df[words[i].term])
		words[i].weight = math.Log(1 + (n-df+0.5)/(df+0.5))
	}
}

// rank scores the candidates, best first; ties go to the order of the corpus.
func (x *Index) rank(q *corpus.Query, want parsed, numbers []int) []hit {
	var hits []hit
	for _, n := range numbers {
		p := x.passages[n]
		if !admits(q, p.article) || q.Speaker != "" && !x.speaks(q.Speaker, p) {
			continue
		}
		if h, ok := x.score(want, n); ok {
			hits = append(hits, h)
		}
	}
	slices.SortFunc(hits, func(a, b hit) int {
		switch {
		case a.score != b.score:
			if a.score > b.score {
				return -1
			}
			return 1
		default:
			return a.passage - b.passage
		}
	})
	return hits
}

func (x *Index) speaks(name string, p passage) bool {
	for _, s := range p.article.StatementsIn(p.span) {
		if s.Speaker != corpus.Unattributed && namesPerson(name, &p.article.People[s.Speaker]) {
			return true
		}
	}
	return false
}

// score weighs one passage against the query.
func (x *Index) score(want parsed, number int) (hit, bool) {
	p := x.passages[number]
	h := hit{passage: number}
	text := p.article.Body()[p.span.Start:p.span.End]
	tokens := tokenise(nil, text, p.span.Start)
	people := x.peopleTerms(p)
	norm := bm25K * (1 - bm25B + bm25B*float64(len(tokens))/x.meanLen)
	var total float64
	for _, w := range want.words {
		total += w.weight
		tf := 0.0
		for _, t := range tokens {
			if t.term == w.term {
				tf++
				h.matches = append(h.matches, t.span)
			}
		}
		if tf == 0 && people[w.term] {
			tf = 1
		}
		if tf == 0 {
			continue
		}
		h.covered += w.weight
		h.score += w.weight * tf * (bm25K + 1) / (tf + norm)
	}
	if total == 0 || h.covered == 0 {
		return h, false
	}
	h.covered /= total
	h.score = h.score/(total*(bm25K+1)) + h.covered + spokenWeight*spoken(p, want, h.matches)
	folded := ""
	for _, phrase := range want.phrases {
		if folded == "" {
			folded = " " + foldPhrase(text) + " "
		}
		if !strings.Contains(folded, " "+phrase+" ") {
			h.covered = 0 // an exact phrase was asked for, and it is not there
		}
	}
	slices.SortFunc(h.matches, func(a, b corpus.Span) int { return a.Start - b.Start })
	return h, true
}

// peopleTerms returns the words of the names of the people a passage tells of.
func (x *Index) peopleTerms(p passage) map[string]bool {
	out := map[string]bool{}
	for i := range p.article.People {
		if p.tellsOf(i) {
			for _, t := range tokenise(nil, p.article.People[i].Name, 0) {
				out[t.term] = true
			}
		}
	}
	return out
}

// spoken returns the share of the matched words, names aside, that stand in
// statements by somebody whom the query names; and a quarter when such a person
// speaks in the passage, but says none of the words.
func spoken(p passage, want parsed, matches []corpus.Span) float64 {
	const speaksAtAll = 0.25
	inside, words, speaks := 0, 0, false
	said := p.article.StatementsIn(p.span)
	for _, m := range matches {
		isName := false
		for _, s := range said {
			isName = isName || s.Mention.Contains(m)
		}
		if isName {
			continue
		}
		words++
		for _, s := range said {
			if s.Span.Contains(m) && asksForSpeaker(want, p.article, s) {
				inside++
			}
		}
	}
	for _, s := range said {
		speaks = speaks || asksForSpeaker(want, p.article, s)
	}
	switch {
	case inside > 0:
		return float64(inside) / float64(words)
	case speaks:
		return speaksAtAll
	}
	return 0
}

// asksForSpeaker reports whether a word of the query is a word of the name of
// the statement's speaker.
func asksForSpeaker(want parsed, a *corpus.Article, s *corpus.Statement) bool {
	if s.Speaker == corpus.Unattributed {
		return false
	}
	for _, t := range tokenise(nil, a.People[s.Speaker].Name, 0) {
		for _, w := range want.words {
			if w.term == t.term {
				return true
			}
		}
	}
	return false
}
