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
// article have in common is for the caller to find out: here passages with its
// rare words are found, and words side by side are counted.
func (x *Index) Alike(ctx context.Context, text string, limit int) (articles []*corpus.Article, err error) {
	done, err := x.begin()
	if err != nil {
		return nil, err
	}
	defer done(&err)
	terms := termsOf(text[:min(len(text), maxAlikeText)])
	rare, fewest, err := x.rarest(ctx, terms)
	if err != nil || len(rare) == 0 {
		return nil, err
	}
	p := Plan{Limit: maxAlikePassages, Least: min(2, len(rare))}
	if fewest > x.now.passages/10 {
		p.Limit = maxAlikeCommon
	}
	for _, t := range rare {
		p.Should = append(p.Should, Clause{{Text, t, 1}})
	}
	found, err := x.Candidates(ctx, &p)
	if err != nil {
		return nil, err
	}
	asked := pairsOf(terms)
	held := map[*corpus.Article]map[[2]string]bool{} // of the pairs asked for
	for _, passage := range found.Passages {
		e, span := x.now.passage(passage)
		if held[e.Article] == nil {
			held[e.Article] = map[[2]string]bool{}
			articles = append(articles, e.Article)
		}
		for pair := range pairsOf(termsOf(e.Body()[span.Start:span.End])) {
			if asked[pair] {
				held[e.Article][pair] = true
			}
		}
	}
	slices.SortStableFunc(articles, func(a, b *corpus.Article) int {
		return cmp.Or(cmp.Compare(len(held[b]), len(held[a])), a.Date.Compare(b.Date), cmp.Compare(a.ID, b.ID))
	})
	return articles[:min(limit, len(articles))], nil
}

// pairsOf returns the pairs of neighbouring terms.
func pairsOf(terms []string) map[[2]string]bool {
	pairs := map[[2]string]bool{}
	for i := 1; i < len(terms); i++ {
		pairs[[2]string{terms[i-1], terms[i]}] = true
	}
	return pairs
}

// rarest returns the rarest of some terms that passages hold, and how many hold the first.
func (x *Index) rarest(ctx context.Context, terms []string) (rare []string, fewest int, err error) {
	different := slices.Compact(slices.Sorted(slices.Values(terms)))
	frequencies, err := x.Frequencies(ctx, Text, different)
	if err != nil {
		return nil, 0, err
	}
	df := map[string]int{}
	for i, t := range different {
		df[t] = frequencies[i]
	}
	held := slices.DeleteFunc(different, func(t string) bool { return df[t] == 0 })
	slices.SortStableFunc(held, func(a, b string) int { return cmp.Compare(df[a], df[b]) })
	if len(held) == 0 {
		return nil, 0, nil
	}
	n, holding := 0, 0
	for n < min(len(held), maxAlikeTerms) && (n < leastAlikeTerms || holding+df[held[n]] <= maxAlikeHolding) {
		holding += df[held[n]]
		n++
	}
	return held[:n], df[held[0]], nil
}
