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
	maxAlikeText   = 40_000 // bytes of it that are read
	maxAlikeTerms  = 12     // its rarest terms, which passages are looked up by
	fewAlikeTerms  = 3      // of these, however many passages hold them
	someAlikeTerms = 4      // and where nothing with two of few holds half of the text

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
	terms, frequencies, err := x.rarest(ctx, Terms(claimed))
	if err != nil || len(terms) == 0 {
		return nil, err
	}
	asked := newOrder(claimed)
	var held map[*corpus.Article]map[[2]int]bool // of the pairs asked for
	most, tried := 0, 0
	for _, least := range []int{fewAlikeTerms, someAlikeTerms} {
		n, holding := 0, 0
		for n < min(len(terms), maxAlikeTerms) && (n < least || holding+frequencies[terms[n]] <= maxAlikeHolding) {
			holding += frequencies[terms[n]]
			n++
		}
		if n == tried || 2*most > len(asked.pairs) {
			break
		}
		p := Plan{Limit: maxAlikePassages, Least: min(2, n)}
		if frequencies[terms[0]] > x.coverage.Passages/10 {
			p.Limit = maxAlikeCommon
		}
		for _, t := range terms[:n] {
			p.Should = append(p.Should, Clause{{Text, t, 1}})
		}
		found, err := x.Candidates(ctx, &p)
		if err != nil {
			return nil, err
		}
		held, tried = map[*corpus.Article]map[[2]int]bool{}, n
		read, err := x.passages(ctx, found.Passages)
		if err != nil {
			return nil, err
		}
		for _, p := range read {
			if held[p.Article] == nil {
				held[p.Article] = map[[2]int]bool{}
			}
			asked.find(p.text(), held[p.Article])
			most = max(most, len(held[p.Article]))
		}
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

// An order is the words of a text, numbered, and which stand side by side in it.
type order struct {
	words map[string]int
	pairs map[[2]int]bool
}

func newOrder(s string) order {
	o := order{map[string]int{}, map[[2]int]bool{}}
	last := 0
	for w := range words(s, 0) {
		key := text.Fold(w.text)
		n := o.words[key]
		if n == 0 {
			n = len(o.words) + 1
			o.words[key] = n
		}
		if last > 0 {
			o.pairs[[2]int{last, n}] = true
		}
		last = n
	}
	return o
}

// find adds the pairs that stand side by side in another text, too.
func (o order) find(s string, held map[[2]int]bool) {
	last := 0
	for w := range words(s, 0) {
		n := o.words[text.Fold(w.text)]
		if pair := [2]int{last, n}; last > 0 && n > 0 && o.pairs[pair] {
			held[pair] = true
		}
		last = n
	}
}

// rarest returns those of some terms that passages hold, the rarest first, and how many hold
// each.
func (x *searcher) rarest(ctx context.Context, terms []string) (held []string, frequencies map[string]int, err error) {
	held = slices.Compact(slices.Sorted(slices.Values(terms)))
	counts, err := x.Frequencies(ctx, Text, held)
	n := map[string]int{}
	for i := range counts {
		n[held[i]] = counts[i]
	}
	held = slices.DeleteFunc(held, func(t string) bool { return n[t] == 0 })
	slices.SortStableFunc(held, func(a, b string) int { return cmp.Compare(n[a], n[b]) })
	return held, n, err
}
