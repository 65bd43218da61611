package index

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// Bounds on the work that Alike does for a text, however long.
const (
	maxAlikeText     = 40_000 // bytes of it that are read
	maxAlikeTerms    = 12     // its rarest terms, which passages are looked up by
	minAlikeTerms    = 3      // of these, however many passages hold them
	maxAlikeHolding  = 800    // passages that hold the others, together
	maxAlikePassages = 60     // the best of those, whose order of words is compared
	alikeShare       = 5      // what has less than a fifth of the best one's order is chance
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
	terms, err := x.rarest(ctx, Terms(claimed))
	if err != nil || len(terms) == 0 {
		return nil, err
	}
	asked := map[[2]string]bool{}
	for pair := range pairs(claimed) {
		asked[pair] = true
	}
	n, holding := 0, 0
	for n < min(len(terms), maxAlikeTerms) && (n < minAlikeTerms || holding+terms[n].passages <= maxAlikeHolding) {
		holding += terms[n].passages
		n++
	}
	p := Plan{Limit: maxAlikePassages, Least: min(2, n)}
	for _, t := range terms[:n] {
		p.Should = append(p.Should, AnyOf(Text, t.term))
	}
	found, err := x.find(ctx, &p)
	if err != nil {
		return nil, err
	}
	held := map[*corpus.Article]map[[2]string]bool{} // of the pairs asked for
	most := 0
	for _, p := range found {
		if held[p.Article] == nil {
			held[p.Article] = map[[2]string]bool{}
		}
		for pair := range pairs(p.text()) {
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

// pairs returns the words that stand side by side in a text, folded.
func pairs(s string) iter.Seq[[2]string] {
	return func(yield func([2]string) bool) {
		var pair [2]string
		n := 0
		for w := range words(s, 0) {
			pair = [2]string{pair[1], text.Fold(w.text)}
			if n++; n > 1 && !yield(pair) {
				return
			}
		}
	}
}

// A frequency is how many passages hold a term.
type frequency struct {
	term     string
	passages int
}

// rarest returns those of some terms that passages hold, the rarest first.
func (x *searcher) rarest(ctx context.Context, terms []string) (held []frequency, err error) {
	terms = slices.Compact(slices.Sorted(slices.Values(terms)))
	counts, err := x.Frequencies(ctx, Text, terms)
	for i, n := range counts {
		if n > 0 {
			held = append(held, frequency{terms[i], n})
		}
	}
	slices.SortStableFunc(held, func(a, b frequency) int { return cmp.Compare(a.passages, b.passages) })
	return held, err
}
