package index

import (
	"cmp"
	"context"
	"fmt"
	"runtime/debug"
	"slices"

	"onrecord/corpus"
)

// Bounds on the work that Alike does for a text, however long.
const (
	maxAlikeText  = 40_000 // bytes of it that are read
	maxAlikeTerms = 24     // its rarest terms, which the units are looked up by
	maxAlikeUnits = 300    // the best of those units, whose order of words is compared
	maxPlaces     = 12_000 // that are read of them, those of the first leastTerms terms aside
	leastTerms    = 4
)

// Alike returns the articles that are likeliest to hold a text, or much of it,
// word for word, the likeliest first, at most limit of them. What the text and an
// article have in common is for the caller to find out: here only rare words and
// neighbouring words are counted.
func (x *Index) Alike(ctx context.Context, text string, limit int) (articles []*corpus.Article, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("index: panic: %v\n%s", p, debug.Stack())
		}
	}()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	terms := x.knownTerms(text[:min(len(text), maxAlikeText)])
	sc := newScratch()
	defer sc.release()
	units := x.sharing(terms, sc)
	pairs := map[uint64]int{} // by pair of neighbours: the article it was last counted for, plus one
	for i := 1; i < len(terms); i++ {
		pairs[pair(terms[i-1], terms[i])] = 0
	}
	// The units of an article one after the other, so that no pair counts twice.
	slices.SortFunc(units, func(a, b hit) int { return a.unit - b.unit })
	best := map[int32]float64{} // by article
	for _, h := range units {
		a := x.forward.units[h.unit].article
		best[a] = max(best[a], h.score) // a short text stands in one unit
		if len(pairs) > 0 {
			// The parts of a long one stand in several.
			best[a] += float64(x.newPairs(h.unit, pairs)) / float64(len(pairs))
		}
	}
	order := make([]int32, 0, len(best))
	for a := range best {
		order = append(order, a)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Or(cmp.Compare(best[b], best[a]), cmp.Compare(a, b)) })
	for _, a := range order[:min(limit, len(order))] {
		articles = append(articles, x.corpus.Articles[a])
	}
	return articles, nil
}

// knownTerms returns the terms of a text that the corpus has, in order.
func (x *Index) knownTerms(text string) []uint32 {
	var out []uint32
	for w := range words(text, 0) {
		if n, ok := x.forward.dict.numbers[term(w.text)]; ok && n != noTerm {
			out = append(out, n)
		}
	}
	return out
}

// sharing returns the units that share the rarest of the terms, with how much of
// them, by weight; a unit and the one after it count together a little less.
func (x *Index) sharing(terms []uint32, sc *scratch) []hit {
	rare := slices.Clone(terms)
	slices.Sort(rare)
	rare = slices.Compact(rare)
	slices.SortStableFunc(rare, func(a, b uint32) int { return cmp.Compare(x.forward.df[a], x.forward.df[b]) })
	share := sc.shares(len(x.forward.units))
	found := sc.bitset(len(x.forward.units))
	total, places := 0.0, 0
	for i, t := range rare[:min(len(rare), maxAlikeTerms)] {
		all := x.forward.of(t)
		if places += len(all); i >= leastTerms && places > maxPlaces {
			break
		}
		w := x.weight(x.forward.df[t], false)
		total += w
		last := ^uint32(0)
		for _, place := range all {
			if n, ok := x.forward.unitAt(place); ok && n != last {
				share[n] += float32(w)
				found.add(int(n))
				last = n
			}
		}
	}
	const (
		across   = 0.8  // what the next unit's share counts for
		together = 0.95 // and how much of all two units can have: less than one that has all
		poor     = 0.4  // of the best unit's share: less is no good match
	)
	var out []hit
	best := 0.0
	for n := range found.all() {
		score := float64(share[n])
		if next := n + 1; next < len(x.forward.units) && x.forward.units[next].article == x.forward.units[n].article {
			score = max(score, min(together*total, score+across*float64(share[next])))
		}
		if score >= poor*best {
			best = max(best, score)
			out = append(out, hit{n, score / total})
		}
	}
	slices.SortFunc(out, byScore)
	return out[:min(len(out), maxAlikeUnits)]
}

func pair(a, b uint32) uint64 { return uint64(a)<<32 | uint64(b) }

// newPairs counts the different neighbouring terms of a unit that are among pairs
// and were not counted for its article yet.
func (x *Index) newPairs(unit int, pairs map[uint64]int) int {
	u := &x.forward.units[unit]
	r := termReader{x.forward.row, int(x.forward.digests[unit].row)}
	n, before := 0, uint32(noTerm)
	for range u.terms.len() {
		t := r.next()
		p := pair(before, t)
		if last, asked := pairs[p]; asked && last != int(u.article)+1 {
			pairs[p] = int(u.article) + 1
			n++
		}
		before = t
	}
	return n
}
