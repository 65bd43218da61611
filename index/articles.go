package index

import (
	"context"
	"fmt"
	"slices"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

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
