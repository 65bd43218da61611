package index

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/sync/errgroup"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// A Reader answers from the coverage as it is at the moment: that of an [Index] or of a
// [Follower]. It is safe for use by many goroutines.
type Reader struct {
	// begin begins a search of one state of the coverage, which done ends.
	begin func(context.Context) (now *searcher, done func(), err error)
}

// read answers from one state of the coverage.
func read[T any](ctx context.Context, x *Reader, from func(*searcher) (T, error)) (out T, err error) {
	s, done, err := x.begin(ctx)
	if err != nil {
		return out, err
	}
	defer done()
	defer caught(&err)
	return from(s)
}

// Scope says how much of the coverage a query's filters let pass.
func (x *Reader) Scope(ctx context.Context, q corpus.Query) (corpus.Scope, error) {
	return read(ctx, x, func(s *searcher) (corpus.Scope, error) { return s.scope(ctx, s.newFilter(&q)) })
}

// Articles returns the articles of some ids, in their order; nil stands for one that is
// not in the coverage.
func (x *Reader) Articles(ctx context.Context, ids []string) ([]*corpus.Article, error) {
	return read(ctx, x, func(s *searcher) ([]*corpus.Article, error) { return s.articles(ctx, ids) })
}

func (x *searcher) articles(ctx context.Context, ids []string) ([]*corpus.Article, error) {
	entries, err := x.Entries(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("read articles: %w", err)
	}
	found := make([]*corpus.Article, len(ids))
	for i, e := range entries {
		if e != nil {
			found[i] = e.Article
		}
	}
	return found, nil
}

// List returns a page of the articles of a listing, the newest first, and how many there
// are in all.
func (x *Reader) List(ctx context.Context, l corpus.Listing) (page []*corpus.Article, total int, err error) {
	page, err = read(ctx, x, func(s *searcher) (found []*corpus.Article, err error) {
		var ids []string
		if ids, total, err = s.List(ctx, l); err != nil {
			return nil, fmt.Errorf("list articles: %w", err)
		}
		found, err = s.articles(ctx, ids)
		return slices.DeleteFunc(found, func(a *corpus.Article) bool { return a == nil }), err
	})
	return page, total, err
}

// Outlets counts the articles that a query's filters let pass by outlet, the most first.
func (x *Reader) Outlets(ctx context.Context, q corpus.Query) ([]corpus.OutletCount, error) {
	return read(ctx, x, func(s *searcher) ([]corpus.OutletCount, error) { return s.Outlets(ctx, s.newFilter(&q).listing()) })
}

// People returns who is called by all words of one of some names: by name, role, or as an
// article describes them; of no names, everybody. Those who say most come first. Where they
// come up may be missing unless places is set.
func (x *Reader) People(ctx context.Context, names []string, limit int, places bool) ([]corpus.Identity, error) {
	var asked [][]string
	for _, n := range names {
		if words := text.NameWords(n); len(words) > 0 {
			asked = append(asked, words)
		}
	}
	if len(names) > 0 && len(asked) == 0 {
		return nil, nil
	}
	return read(ctx, x, func(s *searcher) ([]corpus.Identity, error) { return s.People(ctx, asked, limit, places) })
}

// caught makes an error of a panic, as bleve's on a damaged segment. It must be what is deferred.
func caught(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("index: panic: %v\n%s", p, debug.Stack())
	}
}

// atOnce does several things at once, since an engine may be far away. A panic in one of them
// is an error.
func atOnce(ctx context.Context, things ...func(context.Context) error) error {
	all, within := errgroup.WithContext(ctx)
	for _, do := range things {
		all.Go(func() (err error) {
			defer caught(&err)
			return do(within)
		})
	}
	return all.Wait()
}

// A searcher searches one state of the coverage.
type searcher struct {
	Engine
	Store
	thesaurus *Thesaurus
	coverage  *Coverage
	meanLen   float64         // of a passage, in bytes
	sources   map[string]bool // terms of outlets' names, and years: whether they are all of one

	used      *lru.Cache[string, usage]    // what usages found out
	families  *lru.Cache[string, []string] // what derivedTerms did
	corrected *lru.Cache[string, string]   // what correctSpelling did: people misspell the same names
	entries   *lru.Cache[revised, *Entry]  // articles that were read lately
}

// mostRemembered bounds each of a searcher's caches.
const mostRemembered = 4096

func newSearcher(e Engine, s Store, c *Coverage, t *Thesaurus) *searcher {
	x := &searcher{Engine: e, Store: s, thesaurus: t, coverage: c, sources: map[string]bool{}}
	x.meanLen = float64(c.Bytes) / float64(max(1, c.Passages))
	for _, y := range c.Years {
		x.sources[y] = true
	}
	for _, o := range c.Outlets {
		name := meaningful(o.Name)
		for _, t := range name {
			x.sources[t] = x.sources[t] || len(name) == 1
		}
	}
	x.used, _ = lru.New[string, usage](4 * mostRemembered)
	x.families, _ = lru.New[string, []string](mostRemembered) // it fails for sizes below 1 only
	x.corrected, _ = lru.New[string, string](mostRemembered)
	x.entries, _ = lru.New[revised, *Entry](mostEntries)
	return x
}

// A held is a passage with the article that it is of.
type held struct {
	*Entry
	number int
	span   corpus.Span
}

func (h *held) text() string { return h.Body()[h.span.Start:h.span.End] }

// revised names a revision of an article.
type revised struct{ article, hash string }

// passages returns where candidates stand. One whose article is gone, or is another than
// that which it was found in, is left out: a store may change in mid-search.
func (x *searcher) passages(ctx context.Context, found []Passage) ([]held, error) {
	known := map[revised]*Entry{}
	var ids []string
	for _, p := range found {
		r := revised{p.Article, p.Hash}
		if _, asked := known[r]; asked {
			continue
		}
		if known[r], _ = x.entries.Get(r); known[r] == nil {
			ids = append(ids, p.Article)
		}
	}
	if len(ids) > 0 {
		entries, err := x.Entries(ctx, ids)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if e != nil {
				r := revised{e.ID, e.hash}
				known[r] = e
				x.entries.Add(r, e)
			}
		}
	}
	out := make([]held, 0, len(found))
	for _, p := range found {
		if e := known[revised{p.Article, p.Hash}]; e != nil && p.Number < len(e.passages) {
			out = append(out, held{e, p.Number, e.passages[p.Number]})
		}
	}
	return out, nil
}

// find returns the passages that match a plan.
func (x *searcher) find(ctx context.Context, p *Plan) ([]held, error) {
	found, err := x.Candidates(ctx, p)
	if err != nil {
		return nil, err
	}
	return x.passages(ctx, found.Passages)
}
