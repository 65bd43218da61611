package index

import (
	"context"
	"slices"

	"onrecord/corpus"
)

// A hit is a unit with its score.
type hit struct {
	unit  int
	score float64
}

// A ranking is the outcome of the first look at all candidates.
type ranking struct {
	found []hit // those that hold enough, in order of units
	near  []hit // the best of the others
	all   []hit // of a question: those that hold enough, whatever the filter lets pass
}

// rank scores all candidates on the forward index.
func (x *Index) rank(ctx context.Context, pl *plan, f *filter, candidates bitset) (ranking, error) {
	s := x.newScorer(pl, f)
	defer s.release()
	var r ranking
	article, admitted, seen := int32(-1), false, 0
	for n := range candidates.all() {
		if seen++; seen%1024 == 0 && ctx.Err() != nil {
			return r, ctx.Err()
		}
		u := &x.forward.units[n]
		if u.article != article {
			article, admitted = u.article, f.article(x.corpus.Articles[u.article])
		}
		passes := admitted && (f.speaker == nil || x.saysSomething(f, u))
		if !passes && !pl.question.asked {
			continue
		}
		s.read(n)
		if pl.question.asked && s.holdsEnough() && x.holdsPhrases(pl, u) {
			r.all = append(r.all, hit{n, s.score(u)})
		}
		if !passes {
			continue
		}
		if f.speaker != nil && !s.onlySaid(x.corpus.Articles[u.article], u) {
			continue
		}
		h := hit{n, s.score(u)}
		if s.holdsEnough() && x.holdsPhrases(pl, u) {
			r.found = append(r.found, h)
		} else {
			r.near = keepBest(r.near, h, 4*maxNearest)
		}
	}
	return r, nil
}

// keepBest puts h into a short list of the best, best first.
func keepBest(list []hit, h hit, limit int) []hit {
	at, _ := slices.BinarySearchFunc(list, h, byScore)
	if at == limit {
		return list
	}
	list = slices.Insert(list, at, h)
	return list[:min(len(list), limit)]
}

// byScore orders hits best first; ties go to the order of the corpus.
func byScore(a, b hit) int {
	switch {
	case a.score > b.score:
		return -1
	case a.score < b.score:
		return 1
	}
	return a.unit - b.unit
}

// saysSomething reports whether the person asked for speaks in the unit.
func (x *Index) saysSomething(f *filter, u *unit) bool {
	a := x.corpus.Articles[u.article]
	said := a.StatementsIn(u.span.span())
	for i := range said {
		if f.speaks(a, &said[i]) {
			return true
		}
	}
	return false
}

// onlySaid drops what the person asked for does not say: of the words that were
// read, only those within that person's statements stay. Names may stand
// anywhere. It reports whether any word is left, or none but names was asked for.
func (s *scorer) onlySaid(a *corpus.Article, u *unit) bool {
	said := a.StatementsIn(u.span.span())
	read := s.matches
	found := s.locate(a.Body(), u)
	var in [maxWords]bool
	kept := read[:0]
	for i, m := range found {
		st := statementAt(said, m.at)
		if s.plan.slots[m.slot].name || st != nil && s.filter.speaks(a, st) {
			in[m.slot] = true
			kept = append(kept, read[i])
		}
	}
	s.matches = kept
	words, left := 0, 0
	for i := range s.plan.slots {
		if s.plan.slots[i].name {
			continue
		}
		words++
		if in[i] {
			left++
		} else {
			s.tf[i], s.best[i], s.inText[i] = 0, 0, false
		}
	}
	return left > 0 || words == 0
}

// holdsPhrases reports whether every exact phrase of the query is in the unit.
func (x *Index) holdsPhrases(pl *plan, u *unit) bool {
	if len(pl.phrases) == 0 {
		return true
	}
	text := " " + foldPhrase(x.text(u)) + " "
	for _, p := range pl.phrases {
		if !containsPhrase(text, p) {
			return false
		}
	}
	return true
}

func (x *Index) text(u *unit) string {
	return x.corpus.Articles[u.article].Body()[u.span.start:u.span.end]
}
