package index

import (
	"cmp"
	"context"
	"slices"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// Bounds on the work that Alike does for a text, however long.
const (
	maxAlikeText  = 40_000 // bytes of it that are read
	maxAlikeTerms = 12     // its rarest terms, which passages are looked up by
	fewAlikeTerms = 4      // of these, however many passages hold them

	maxAlikeHolding  = 800 // passages that hold the others, together
	maxAlikePassages = 40  // the best of those, whose order of words is compared
	maxAlikeCommon   = 100 // and of those of a text that has no rare term
	alikeShare       = 5   // what has less than a fifth of the best one's order is chance
)

// Alike returns the articles that are likeliest to hold a text, or much of it,
// word for word, the likeliest first, at most limit of them. What the text and an
// article have in common is for the caller to find out: here passages with its
// rare words are found, and words side by side are counted.
func (x *Reader) Alike(ctx context.Context, claimed string, limit int) ([]*corpus.Article, error) {
	return read(ctx, x, func(s *searcher) ([]*corpus.Article, error) { return s.alike(ctx, claimed, limit) })
}

func (x *searcher) alike(ctx context.Context, claimed string, limit int) (articles []*corpus.Article, err error) {
	claimed = claimed[:min(len(claimed), maxAlikeText)]
	terms := slices.Compact(slices.Sorted(slices.Values(Terms(claimed))))
	counts, err := x.Frequencies(ctx, Text, terms)
	if err != nil {
		return nil, err
	}
	holding := map[string]int{}
	for i, t := range terms {
		holding[t] = counts[i]
	}
	terms = slices.DeleteFunc(terms, func(t string) bool { return holding[t] == 0 })
	slices.SortStableFunc(terms, func(a, b string) int { return cmp.Compare(holding[a], holding[b]) })
	p := Plan{Limit: maxAlikePassages}
	if len(terms) > 0 && holding[terms[0]] > x.coverage.Passages/10 {
		p.Limit = maxAlikeCommon
	}
	others := 0
	for n, t := range terms[:min(len(terms), maxAlikeTerms)] {
		if others += holding[t]; n >= fewAlikeTerms && others > maxAlikeHolding {
			break
		}
		p.Should = append(p.Should, Clause{{Text, t, 1}})
	}
	if p.Least = min(2, len(p.Should)); p.Least == 0 {
		return nil, nil
	}
	found, err := x.Candidates(ctx, &p)
	if err != nil {
		return nil, err
	}
	read, err := x.passages(ctx, found.Passages)
	if err != nil {
		return nil, err
	}
	asked, most := wordPairs(claimed), 0
	held := map[*corpus.Article]map[[2]string]bool{} // of the pairs asked for
	for _, p := range read {
		if held[p.Article] == nil {
			held[p.Article] = map[[2]string]bool{}
		}
		for pair := range wordPairs(p.text()) {
			if asked[pair] {
				held[p.Article][pair] = true
			}
		}
		most = max(most, len(held[p.Article]))
	}
	for a, pairs := range held {
		if len(pairs)*alikeShare >= most {
			articles = append(articles, a)
		}
	}
	slices.SortFunc(articles, func(a, b *corpus.Article) int {
		return cmp.Or(cmp.Compare(len(held[b]), len(held[a])), a.Date.Compare(b.Date), cmp.Compare(a.ID, b.ID))
	})
	return articles[:min(limit, len(articles))], nil
}

// wordPairs returns the words that stand side by side in a text.
func wordPairs(s string) map[[2]string]bool {
	pairs := map[[2]string]bool{}
	last := ""
	for w := range words(s, 0) {
		next := text.Fold(w.text)
		if last != "" {
			pairs[[2]string{last, next}] = true
		}
		last = next
	}
	return pairs
}
