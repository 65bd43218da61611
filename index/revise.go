package index

import (
	"context"
	"slices"

	"onrecord/corpus"
)

// leastStale is how many articles the large part of a store may lack, or have
// though they are gone, in a corpus however small; see next and tidy.
const leastStale = 64

// next makes the index of another corpus from x, which may be searched meanwhile.
// Of articles that both have nothing is read, and what bleve has of them is shared.
// What is kept in the folder is of c then.
func (x *Index) next(ctx context.Context, c *corpus.Corpus, opts Options) (*Index, error) {
	y, err := newIndex(c, opts)
	if err != nil {
		return nil, err
	}
	if y.forward, err = revise(ctx, c, x.corpus, x.forward); err != nil {
		return nil, err
	}
	lacking, large := 0, x.store.parts[0].inverted
	for i := range y.forward.articles {
		if y.forward.articles[i].doc == 0 {
			lacking++
		}
	}
	if lacking > max(leastStale, len(c.Articles)/2) {
		return y, y.invert(ctx, opts) // it would be large itself
	}
	if opts.Dir != "" {
		err := reseal(opts.current(), c.Version, y.people, large.sealed, y.forward)
		if err != nil {
			opts.log().Warn("the kept index cannot be changed and is built anew", "folder", opts.current(), "err", err)
			return y, y.invert(ctx, opts)
		}
	}
	y.store, err = newStore(ctx, large, y.forward)
	return y, err
}

// untidy reports whether so much of the store's large part is stale that the small
// one takes noticeable time to make: a tenth of a second for 12,500 articles.
func (x *Index) untidy() bool {
	return x.store.stale > max(leastStale, len(x.corpus.Articles)/16)
}

// tidy returns the same index with a store in which nothing is stale.
func (x *Index) tidy(ctx context.Context, opts Options) (*Index, error) {
	f := *x.forward // which says what is where in the store
	f.articles = slices.Clone(f.articles)
	y := &Index{corpus: x.corpus, forward: &f, thesaurus: x.thesaurus, sources: x.sources, people: x.people}
	return y, y.invert(ctx, opts)
}

// revise makes the forward index of a corpus from that of another, whose articles
// it mostly has. It reads only articles that changed, and is the one that survey
// would make, but for what its pieces say of the store.
func revise(ctx context.Context, c, before *corpus.Corpus, f *forward) (*forward, error) {
	roles, rolesBefore := rolesElsewhere(c.People), rolesElsewhere(before.People)
	numbers := make(map[*corpus.Article]int, len(before.Articles))
	for i, a := range before.Articles {
		numbers[a] = i
	}
	kept := make([]int, len(c.Articles)) // by article: which of before it is, or none
	isKept := make([]bool, len(before.Articles))
	var changed, renamed, gone []int
	for i, a := range c.Articles {
		old, ok := before.Article(a.ID)
		if !ok || !sameArticle(a, old) {
			kept[i] = none
			changed = append(changed, i)
			continue
		}
		n := numbers[old]
		kept[i], isKept[n] = n, true
		if !sameRoles(a, roles, i, rolesBefore, n) {
			renamed = append(renamed, i)
		}
	}
	for n := range before.Articles {
		if !isKept[n] {
			gone = append(gone, n)
		}
	}
	if len(changed)+len(gone) > len(c.Articles) {
		return survey(ctx, c) // which reads no more than that
	}
	read := func(w *surveyor, i int) draft { return w.article(i, c.Articles[i], roles) }
	drafts, err := draftsOf(ctx, changed, read)
	if err != nil {
		return nil, err
	}
	called, err := draftsOf(ctx, renamed, func(w *surveyor, i int) draft { return w.called(i, c.Articles[i], roles) })
	if err != nil {
		return nil, err
	}
	farewell, err := draftsOf(ctx, gone, func(w *surveyor, i int) draft { return w.article(i, before.Articles[i], nil) })
	if err != nil {
		return nil, err
	}
	m := newMerger(f)
	for i, n := range kept {
		if n == none {
			m.add(&drafts[0])
			drafts = drafts[1:]
			continue
		}
		var names *draft
		if len(renamed) > 0 && renamed[0] == i {
			names = &called[0]
			renamed, called = renamed[1:], called[1:]
		}
		var w *surveyor
		m.keep(n, names, func(term string) string {
			if w == nil {
				w = newSurveyor()
				read(w, i)
			}
			return w.dict.surface[w.dict.numbers[term]]
		})
	}
	return m.finish(farewell)
}

const none = -1

// sameArticle reports whether all that the forward index tells of two articles is
// the same, and their place among others.
func sameArticle(a, b *corpus.Article) bool {
	if a == b {
		return true
	}
	return a.ID == b.ID && a.Date == b.Date && a.Title == b.Title && a.Outlet == b.Outlet && a.Body() == b.Body() &&
		slices.Equal(a.Statements, b.Statements) &&
		slices.EqualFunc(a.People, b.People, func(a, b corpus.Person) bool {
			return a.Name == b.Name && a.Kind == b.Kind && a.Role == b.Role && slices.Equal(a.Aliases, b.Aliases) && slices.Equal(a.Mentions, b.Mentions)
		})
}

// sameRoles reports whether other articles give the people of one the same roles
// as before, when it had the number old.
func sameRoles(a *corpus.Article, roles map[corpus.Place][]string, now int, before map[corpus.Place][]string, old int) bool {
	for i := range a.People {
		if !slices.Equal(roles[corpus.Place{Article: now, Person: i}], before[corpus.Place{Article: old, Person: i}]) {
			return false
		}
	}
	return true
}
