package index

import (
	"context"
	"slices"
	"sync"

	"onrecord/corpus"
)

// BM25's usual parameters: how soon more of a word stops counting, and how much
// longer units are held back. (Robertson and Zaragoza, 2009.)
const (
	bm25K = 1.2
	bm25B = 0.75
)

// enough is the share of what is asked for that a result must hold together.
// Every word counts alike here, common verbs and adjectives less (lightShare),
// and not by rarity, so that no other article can make a result come or go. Who
// types many words does not mean them all: from manyWords on less is enough.
const (
	enough       = 0.7
	enoughOfMany = 0.6
	manyWords    = 5
)

// enoughToAnswer is the share, by rarity, that a passage must hold to answer an
// open question of more than two words: people ask in words of their own.
const enoughToAnswer = 0.45

// nearWords is how many words apart words may be and still count as together,
// about two sentences.
const nearWords = 40

// togetherWords is how many words a result's words may be apart: an excerpt's
// length.
const togetherWords = 100

// A weighting says what each feature is worth next to 1 for BM25.
type weighting struct {
	near     float64 // words within nearWords of each other
	adjacent float64 // neighbours in the query that are neighbours in the text
	all      float64 // everything asked for is there
	context  float64 // words in the headline only
	spoken   float64 // words said by somebody whom the query names
	speaks   float64 // somebody whom the query names speaks at all
	quoted   float64 // words said by anybody
	exact    float64 // words as they were typed, not inflected
	answer   float64 // can hold the kind of answer that is wanted
	window   float64 // words within the excerpt
}

// Found by trial on the dev sets, half of them at a time.
var (
	wordWeights     = weighting{near: 1.25, context: 0.05, spoken: 0.45, speaks: 0.3, exact: 0.6, window: 0.3}
	questionWeights = weighting{near: 2, adjacent: 0.2, context: 0.25, spoken: 0.45, speaks: 0.1, quoted: 0.1, exact: 0.45, answer: 0.25, window: 0.2}
)

// A hit is a unit with its score.
type hit struct {
	unit  int
	score float64
}

// A match is a word of a unit that is asked for: its place among the unit's
// words and the slot that it fills.
type match struct {
	place int32
	slot  int32
}

// A scorer scores units against one plan. It is used by one goroutine.
type scorer struct {
	x      *Index
	plan   *plan
	filter *filter
	// slotOf holds, by term, the slot that the term fills plus one, and value
	// what it is worth there. All zero between uses: clearing it would cost more
	// than a search.
	slotOf []uint8
	value  []float32

	matches []match
	tf      [maxWords]float64
	best    [maxWords]float64 // what each slot is filled with, at best
	inText  [maxWords]bool
	office  [maxWords]bool // the slot is filled by what somebody is called
	who     [maxWords]bool // the slot is a name, or a proper noun in the role of somebody the unit tells of
}

var scorers sync.Pool

func (x *Index) newScorer(pl *plan, f *filter) *scorer {
	s, _ := scorers.Get().(*scorer)
	if s == nil || len(s.slotOf) < len(x.forward.dict.terms) {
		n := len(x.forward.dict.terms)
		s = &scorer{slotOf: make([]uint8, n), value: make([]float32, n)}
	}
	s.x, s.plan, s.filter = x, pl, f
	for i := range pl.slots {
		for _, a := range pl.slots[i].any {
			if s.slotOf[a.term] == 0 || float64(s.value[a.term]) < a.value {
				s.slotOf[a.term], s.value[a.term] = uint8(i+1), float32(a.value)
			}
		}
	}
	return s
}

func (s *scorer) release() {
	for i := range s.plan.slots {
		for _, a := range s.plan.slots[i].any {
			s.slotOf[a.term], s.value[a.term] = 0, 0
		}
	}
	s.x, s.plan, s.filter = nil, nil, nil
	scorers.Put(s)
}

// read finds what of the plan a unit holds.
func (s *scorer) read(u *unit) {
	n := len(s.plan.slots)
	clear(s.tf[:n])
	clear(s.best[:n])
	clear(s.inText[:n])
	for i := range n {
		s.who[i], s.office[i] = s.plan.slots[i].name, false
	}
	s.matches = s.matches[:0]
	terms := s.x.forward.terms
	for place, t := range terms[u.terms.from:u.terms.to] {
		if i := s.slotOf[t]; i != 0 {
			v := float64(s.value[t])
			s.tf[i-1] += v
			s.best[i-1] = max(s.best[i-1], v)
			s.inText[i-1] = true
			s.matches = append(s.matches, match{int32(place), int32(i - 1)})
		}
	}
	for _, t := range terms[u.people.from:u.people.to] {
		if i := s.slotOf[t]; i != 0 {
			s.office[i-1] = true
			s.who[i-1] = s.who[i-1] || s.plan.slots[i-1].proper
			if s.best[i-1] < float64(s.value[t]) {
				s.best[i-1] = float64(s.value[t])
				s.tf[i-1] = max(s.tf[i-1], 1)
			}
		}
	}
	for _, t := range terms[u.context.from:u.context.to] {
		if i := s.slotOf[t]; i != 0 && s.best[i-1] < contextValue {
			s.best[i-1] = contextValue
		}
	}
}

// holdsEnough reports whether what was read is enough of what is asked for.
func (s *scorer) holdsEnough() bool {
	have, rare := 0.0, 0.0
	for i := range s.plan.slots {
		sl := &s.plan.slots[i]
		if s.best[i] == 0 {
			if sl.proper && !s.plan.open {
				return false
			}
			continue
		}
		rare += sl.weight
		if !s.inText[i] {
			have += s.ground(i)
		}
	}
	if s.plan.open {
		return rare >= s.plan.least()
	}
	need := s.plan.least()
	return have+s.together(need-have) >= need
}

// least is what a result must hold: of the weights of an open question, else of
// the even weights.
func (pl *plan) least() float64 {
	const slack = 1e-9 // for sums of floating-point numbers
	switch {
	case pl.open:
		return enoughToAnswer*pl.total - slack
	case len(pl.words) >= manyWords:
		return enoughOfMany*pl.even - slack
	}
	return enough*pl.even - slack
}

// together returns how much of the query, each word counting alike, the best
// togetherWords words in a row hold. It may stop at enough.
func (s *scorer) together(enough float64) float64 {
	var count [maxWords]int
	have, best := 0.0, 0.0
	from := 0
	for _, m := range s.matches {
		if count[m.slot]++; count[m.slot] == 1 {
			have += s.ground(int(m.slot))
		}
		for m.place-s.matches[from].place >= togetherWords {
			out := s.matches[from].slot
			if count[out]--; count[out] == 0 {
				have -= s.ground(int(out))
			}
			from++
		}
		if best = max(best, have); best >= enough {
			break
		}
	}
	return best
}

// ground is what a slot that is filled counts for when all count alike. A
// synonym is thin ground: no result rests on two words of which one is another.
// In somebody's office it is not: the chief of a body is its head.
func (s *scorer) ground(slot int) float64 {
	w := s.plan.evenWeight(s.plan.slots[slot].light)
	if s.best[slot] <= synonymValue && !s.office[slot] {
		w *= synonymGround
	}
	return w
}

const synonymGround = 0.35

// evenWeight is what a word counts for when all count alike. In a query of one
// or two words none is light.
func (pl *plan) evenWeight(light bool) float64 {
	if light && len(pl.words) > 2 {
		return lightShare
	}
	return 1
}

// score weighs what was read by rarity, nearness and order.
func (s *scorer) score(u *unit) float64 {
	pl := s.plan
	norm := bm25K * (1 - bm25B + bm25B*float64(u.terms.len())/s.x.forward.meanLen)
	bm, all, outside := 0.0, true, 0.0
	for i := range pl.slots {
		w := pl.slots[i].weight
		if tf := s.tf[i]; tf > 0 {
			bm += w * tf * (bm25K + 1) / (tf + norm)
		} else if s.best[i] > 0 {
			outside += w
		}
		all = all && s.best[i] > 0
	}
	score := bm/(pl.total*(bm25K+1)) + s.plan.weights.context*outside/pl.total + s.plan.weights.near*s.near() + s.plan.weights.adjacent*s.adjacent()
	if all {
		score += s.plan.weights.all
	}
	return score
}

// near returns the share, by weight, of the best nearWords words in a row.
func (s *scorer) near() float64 {
	var count [maxWords]int
	have, best := 0.0, 0.0
	from := 0
	for _, m := range s.matches {
		if count[m.slot]++; count[m.slot] == 1 {
			have += s.plan.slots[m.slot].weight
		}
		for m.place-s.matches[from].place >= nearWords {
			if out := s.matches[from].slot; count[out] == 1 {
				have -= s.plan.slots[out].weight
			}
			count[s.matches[from].slot]--
			from++
		}
		best = max(best, have)
	}
	return best / s.plan.total
}

// adjacent returns the share of the neighbours in the query that stand side by
// side, or with one word between them, in the unit.
func (s *scorer) adjacent() float64 {
	if len(s.plan.slots) < 2 {
		return 0
	}
	var pairs [maxWords]bool
	n := 0
	for i := 1; i < len(s.matches); i++ {
		a, b := s.matches[i-1], s.matches[i]
		if b.slot == a.slot+1 && b.place-a.place <= 2 && !pairs[a.slot] {
			pairs[a.slot] = true
			n++
		}
	}
	return float64(n) / float64(len(s.plan.slots)-1)
}

// candidates returns the numbers of all units that can be a result, in order,
// and of few others. A word without which a result cannot hold enough is needed;
// units hold all needed words, or, where none is, one of the rare words of which
// a result must hold some.
func (x *Index) candidates(ctx context.Context, pl *plan) ([]uint32, error) {
	share := func(i int) float64 {
		if pl.open {
			return pl.slots[i].weight
		}
		return pl.evenWeight(pl.slots[i].light)
	}
	have, least := 0.0, pl.least()
	for i := range pl.slots {
		have += share(i)
	}
	if have < least {
		return nil, nil
	}
	var needed []int
	order := x.byRarity(pl)
	for _, i := range order {
		if have-share(i) < least || pl.slots[i].proper && !pl.open {
			needed = append(needed, i)
		}
	}
	if len(needed) == 0 {
		for n, i := range order {
			if have -= share(i); have < least {
				return x.union(ctx, pl, order[:n+1])
			}
		}
	}
	var out []uint32
	for n, i := range needed {
		list, err := x.union(ctx, pl, []int{i})
		if err != nil {
			return nil, err
		}
		if n == 0 {
			out = list
		} else {
			out = intersect(out, list)
		}
	}
	return out, nil
}

// maxNear bounds how many units are looked through for the nearest passages.
const maxNear = 2000

// nearby returns some units that hold one of the rarest words, for when there
// is no result.
func (x *Index) nearby(ctx context.Context, pl *plan) ([]uint32, error) {
	order := x.byRarity(pl)
	var out []uint32
	for n := range order {
		list, err := x.union(ctx, pl, order[:n+1])
		if err != nil {
			return nil, err
		}
		if out = list; len(out) >= 4*maxNearest {
			break
		}
	}
	return out[:min(len(out), maxNear)], nil
}

// byRarity returns the numbers of the slots, that with the fewest units first.
func (x *Index) byRarity(pl *plan) []int {
	order := make([]int, len(pl.slots))
	size := make([]int, len(pl.slots))
	for i := range order {
		order[i] = i
		for _, a := range pl.slots[i].any {
			size[i] += int(x.forward.df[a.term])
		}
	}
	slices.SortFunc(order, func(a, b int) int { return size[a] - size[b] })
	return order
}

// union returns the units that hold one of the slots. The slice must not be
// changed.
func (x *Index) union(ctx context.Context, pl *plan, slots []int) ([]uint32, error) {
	var out []uint32
	lists := 0
	for _, i := range slots {
		for _, a := range pl.slots[i].any {
			list, err := x.store.postings(ctx, x.forward.dict.terms[a.term])
			if err != nil {
				return nil, err
			}
			if lists++; lists == 1 {
				out = list
			} else {
				out = append(slices.Clip(out), list...)
			}
		}
	}
	if lists > 1 {
		slices.Sort(out)
		out = slices.Compact(out)
	}
	return out, nil
}

// intersect returns what stands in both of two sorted lists. It walks the
// shorter one and gallops through the other.
func intersect(a, b []uint32) []uint32 {
	if len(a) > len(b) {
		a, b = b, a
	}
	out := make([]uint32, 0, len(a))
	for _, v := range a {
		step := 1
		for step < len(b) && b[step] < v {
			step *= 2
		}
		from := step / 2
		at, found := slices.BinarySearch(b[from:min(step+1, len(b))], v)
		b = b[from+at:]
		if found {
			out = append(out, v)
		}
	}
	return out
}

// A ranking is the outcome of the first look at all candidates.
type ranking struct {
	found []hit // those that hold enough, in order of units
	near  []hit // the best of the others
}

// rank scores all candidates on the forward index.
func (x *Index) rank(ctx context.Context, pl *plan, f *filter, candidates []uint32) (ranking, error) {
	s := x.newScorer(pl, f)
	defer s.release()
	var r ranking
	article, admitted := int32(-1), false
	for i, n := range candidates {
		if i%1024 == 0 && ctx.Err() != nil {
			return r, ctx.Err()
		}
		u := &x.forward.units[n]
		if u.article != article {
			article, admitted = u.article, f.article(x.corpus.Articles[u.article])
		}
		if !admitted || f.speaker != nil && !x.saysSomething(f, u) {
			continue
		}
		s.read(u)
		if f.speaker != nil && !s.onlySaid(x.corpus.Articles[u.article], u) {
			continue
		}
		h := hit{int(n), s.score(u)}
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

// nameAsked reports whether the query names the person.
func (s *scorer) nameAsked(article int32, person int) bool {
	if person == corpus.Unattributed {
		return false
	}
	for _, t := range s.x.forward.personNames(int(article), person) {
		if i := s.slotOf[t]; i != 0 && s.plan.slots[i-1].name {
			return true
		}
	}
	return false
}
