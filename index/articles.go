package index

import (
	"context"
	"fmt"
	"strings"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// Scope says how much of the coverage a query's filters let pass.
func (x *Reader) Scope(ctx context.Context, q corpus.Query) (scope corpus.Scope, err error) {
	s, done, err := x.begin(ctx)
	if err != nil {
		return scope, err
	}
	defer done(&err)
	return s.scope(ctx, s.newFilter(&q))
}

// Articles returns the articles of some ids, in their order; nil stands for one that is
// not in the coverage.
func (x *Reader) Articles(ctx context.Context, ids []string) (found []*corpus.Article, err error) {
	s, done, err := x.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer done(&err)
	entries, err := s.Entries(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("read articles: %w", err)
	}
	found = make([]*corpus.Article, len(ids))
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
	s, done, err := x.begin(ctx)
	if err != nil {
		return nil, 0, err
	}
	defer done(&err)
	ids, total, err := s.List(ctx, l)
	if err != nil {
		return nil, 0, fmt.Errorf("list articles: %w", err)
	}
	entries, err := s.Entries(ctx, ids)
	if err != nil {
		return nil, 0, fmt.Errorf("list articles: %w", err)
	}
	for _, e := range entries {
		if e != nil {
			page = append(page, e.Article)
		}
	}
	return page, total, nil
}

// Outlets counts the articles that a query's filters let pass by outlet, the most first.
func (x *Reader) Outlets(ctx context.Context, q corpus.Query) (counts []corpus.OutletCount, err error) {
	s, done, err := x.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer done(&err)
	return s.Outlets(ctx, s.newFilter(&q).listing())
}

// People returns who is called by all words of one of some names: by name, role, or as an
// article describes them; of no names, everybody. Those who say most come first. Where they
// come up may be missing unless places is set.
func (x *Reader) People(ctx context.Context, names []string, limit int, places bool) (called []corpus.Identity, err error) {
	s, done, err := x.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer done(&err)
	var asked [][]string
	seen := map[string]bool{}
	for _, n := range names {
		words := text.NameWords(n)
		if key := strings.Join(words, " "); key != "" && !seen[key] {
			seen[key] = true
			asked = append(asked, words)
		}
	}
	if len(names) > 0 && len(asked) == 0 {
		return nil, nil
	}
	return s.People(ctx, asked, limit, places)
}
