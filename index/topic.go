package index

import (
	"math"
	"slices"
)

// poorShare is the part of what the best unit of all holds of an open question
// that a result must hold, too.
const poorShare = 0.55

// promising returns the units that hold enough of an open question. A question
// has many words that many units hold; counted from the postings, what all of
// them hold is known before any is read.
func (x *Index) promising(pl *plan, sc *scratch) bitset {
	const slack = 1e-3 // for sums of small floating-point numbers; rank looks again
	share := sc.shares(len(x.forward.units))
	best := float32(0)
	for i := range pl.slots {
		weight := float32(pl.slots[i].weight)
		for n := range x.unitsWith(&pl.slots[i], sc).all() {
			share[n] += weight
			best = max(best, share[n])
		}
	}
	pl.share = max(pl.share, poorShare*float64(best)/pl.total)
	least := float32(pl.least() - slack)
	out := sc.bitset(len(share))
	for n, s := range share {
		if s >= least {
			out.add(n)
		}
	}
	return out
}

// A topic is what the best of all that was found, whatever the filter lets pass,
// says about a question. Were it made of what passes alone, a filter could bring
// results that there are none of without it.
type topic struct {
	headlines map[string]float64 // how much was found under each headline
	telling   []float64          // by slot: how well the word tells the best apart
}

// topic looks through what was found.
func (x *Index) topic(pl *plan, f *filter, found []hit) topic {
	const most = 100
	var best []hit
	for _, h := range found {
		best = keepBest(best, h, most)
	}
	v := topic{headlines: map[string]float64{}, telling: x.telling(pl, f, best)}
	for _, h := range best {
		v.headlines[x.headline(h)] += h.score * h.score
	}
	return v
}

// lift adds to the score of hits what was found under their headlines: what a
// question is about is told at length somewhere.
func (x *Index) lift(v topic, hits []hit) {
	for i := range hits {
		hits[i].score += answerWeights.headline * math.Log1p(v.headlines[x.headline(hits[i])])
	}
}

// enoughEvidence is what must speak for the best passage of all that was found,
// whatever the filter lets pass, or there is no answer to an open question. What
// the corpus does not tell of can so be told from what it tells in other words:
// of questions whose articles are taken away half get no answer, of the others one
// in sixty (at 1.7 it is .57 and one in forty).
const enoughEvidence = 1.55

// convincing reports whether what was found can be an answer. The more of the
// names in a question are not in the corpus, the less it is.
func (x *Index) convincing(pl *plan, f *filter, r *ranking, p *page) (bool, error) {
	if !pl.open {
		return true, nil
	}
	need := enoughEvidence * (pl.total + pl.unknown) / pl.total
	if p.evidence < need || len(r.all) == len(r.found) {
		return p.evidence >= need, nil
	}
	x.lift(pl.topic, r.all)
	slices.SortFunc(r.all, byScore)
	all, err := x.page(pl, f, r.all, 0, 1)
	return all.evidence >= need, err
}

func (x *Index) headline(h hit) string {
	return x.corpus.Articles[x.forward.units[h.unit].article].Title
}

// telling works out how well each word of a question tells the best of what was
// found apart: by its rarity among them.
func (x *Index) telling(pl *plan, f *filter, best []hit) []float64 {
	const most = 20
	best = best[:min(most, len(best))]
	out := make([]float64, len(pl.slots))
	s := x.newScorer(pl, f)
	defer s.release()
	for _, h := range best {
		s.read(h.unit)
		for k := range pl.slots {
			if s.inText[k] {
				out[k]++
			}
		}
	}
	n := float64(len(best))
	for k, df := range out {
		out[k] = math.Log(1 + (n-df+0.5)/(df+0.5))
	}
	return out
}
