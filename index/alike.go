package index

import (
	"cmp"
	"context"
	"slices"

	"onrecord/corpus"
)

// Bounds on the work that Alike does for a text, however long.
const (
	maxAlikeText     = 40_000 // bytes of it that are read
	maxAlikeTerms    = 12     // its rarest terms, which passages are looked up by
	leastAlikeTerms  = 4      // of these, however many passages hold them
	maxAlikeHolding  = 800    // passages that hold the others, together
	maxAlikePassages = 40     // the best of those, whose order of words is compared
	maxAlikeCommon   = 100    // and of those of a text that has no rare term
)

// Alike returns the articles that are likeliest to hold a text, or much of it,
// word for word, the likeliest first, at most limit of them. What the text and an
// article have in common is for the caller to find out: here only rare words and
// neighbouring words are counted.
func (x *Index) Alike(ctx context.Context, text string, limit int) (articles []*corpus.Article, err error) {
	done, err := x.begin()
	if err != nil {
		return nil, err
	}
	defer done(&err)
	terms := termsOf(text[:min(len(text), maxAlikeText)])
	rare, err := x.rarest(ctx, terms)
	if err != nil || len(rare) == 0 {
		return nil, err
	}
	p := Plan{Limit: maxAlikePassages, Least: min(2, len(rare))}
	if rare[0].Passages > x.now.passages/10 {
		p.Limit = maxAlikeCommon
	}
	weights, total := map[string]float64{}, 0.0
	for _, c := range rare {
		p.Should = append(p.Should, Clause{{Text, c.Value, 1}})
		weights[c.Value] = x.weight(c.Passages, false)
		total += weights[c.Value]
	}
	found, err := x.Candidates(ctx, &p)
	if err != nil {
		return nil, err
	}
	pairs := map[[2]string]bool{}
	for i := 1; i < len(terms); i++ {
		pairs[[2]string{terms[i-1], terms[i]}] = true
	}
	shares := map[*corpus.Article]*share{}
	for _, passage := range found.Passages {
		e, span, err := x.now.passage(passage)
		if err != nil {
			return nil, err
		}
		s := shares[e.Article]
		if s == nil {
			s = &share{terms: map[string]bool{}, pairs: map[[2]string]bool{}}
			shares[e.Article] = s
			articles = append(articles, e.Article)
		}
		before := ""
		for _, t := range termsOf(e.Body()[span.Start:span.End]) {
			if weights[t] > 0 && !s.terms[t] {
				s.terms[t] = true
				s.score += weights[t] / total
			}
			if pair := [2]string{before, t}; pairs[pair] && !s.pairs[pair] {
				s.pairs[pair] = true
				s.score += 1 / float64(len(pairs))
			}
			before = t
		}
	}
	slices.SortStableFunc(articles, func(a, b *corpus.Article) int {
		return cmp.Or(cmp.Compare(shares[b].score, shares[a].score), a.Date.Compare(b.Date), cmp.Compare(a.ID, b.ID))
	})
	return articles[:min(limit, len(articles))], nil
}

// A share is what an article has of a text's rare terms and neighbouring terms.
type share struct {
	terms map[string]bool
	pairs map[[2]string]bool
	score float64
}

// rarest returns the rarest of some terms that passages hold, each once.
func (x *Index) rarest(ctx context.Context, terms []string) ([]Count, error) {
	different := slices.Compact(slices.Sorted(slices.Values(terms)))
	df, err := x.Frequencies(ctx, Text, different)
	if err != nil {
		return nil, err
	}
	var out []Count
	for i, t := range different {
		if df[i] > 0 {
			out = append(out, Count{Value: t, Passages: df[i]})
		}
	}
	slices.SortStableFunc(out, func(a, b Count) int { return cmp.Compare(a.Passages, b.Passages) })
	holding, n := 0, 0
	for n < min(len(out), maxAlikeTerms) && (n < leastAlikeTerms || holding+out[n].Passages <= maxAlikeHolding) {
		holding += out[n].Passages
		n++
	}
	return out[:n], nil
}
