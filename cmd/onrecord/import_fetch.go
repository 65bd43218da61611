package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"onrecord/corpus/ingest"
	"onrecord/corpus/ingest/fetch"
)

// A gatherer fetches pages from the web, and knows which of them a feed or a sitemap
// stands for.
type gatherer struct {
	client *fetch.Client

	mu      sync.Mutex
	fetched map[string]*fetch.Page // by the address asked for, until they are read
	listed  map[string]fetch.Entry // what lists say of pages
	before  int                    // pages of lists that were imported before
}

// gather returns a gatherer for the arguments, or nil when none of them needs one.
func (f *importFlags) gather(args []string) *gatherer {
	if !slices.ContainsFunc(args, func(arg string) bool { return ingest.IsAddress(arg) || isList(arg) }) {
		return nil
	}
	return &gatherer{
		client:  fetch.New(fetch.Options{AllowPrivate: f.allowPrivate, Pause: max(f.pause, time.Millisecond)}),
		fetched: map[string]*fetch.Page{}, listed: map[string]fetch.Entry{},
	}
}

// isList reports whether a file is a saved feed or sitemap, going by its name.
func isList(name string) bool {
	return slices.Contains([]string{".xml", ".rss", ".atom"}, strings.ToLower(filepath.Ext(name)))
}

// expand puts the pages in the place of the feeds and sitemaps that name them. Pages
// that were imported from such a list before are left out.
func (g *gatherer) expand(ctx context.Context, args []string, store *ingest.Store) (out []string, faults []ingest.Result, err error) {
	opts := fetch.SourceOptions{Seen: func(address string) bool {
		seen := store.Seen(address)
		if seen {
			g.before++
		}
		return seen
	}}
	for _, arg := range args {
		var entries []fetch.Entry
		var wrong []error
		switch {
		case ingest.IsAddress(arg):
			var page *fetch.Page
			page, entries, wrong = g.client.Expand(ctx, arg, opts)
			if page != nil {
				g.fetched[arg] = page
				out = append(out, arg)
			}
		case isList(arg):
			data, err := os.ReadFile(arg)
			list := &fetch.Page{Body: data}
			switch {
			case err != nil:
				wrong = []error{err}
			case fetch.KindOf(list) == fetch.PageKind: // a page that is called so
				out = append(out, arg)
			default:
				entries, wrong = g.client.ExpandList(ctx, list, opts)
			}
		default:
			out = append(out, arg)
		}
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		for _, e := range entries {
			g.listed[e.Address] = e
			out = append(out, e.Address)
		}
		for _, err := range wrong {
			name := arg
			var of *fetch.Error
			if errors.As(err, &of) {
				name, err = of.Address, of.Err
			}
			faults = append(faults, ingest.Result{Source: name, Outcome: ingest.Failed, Err: err})
		}
	}
	return out, faults, nil
}

// Fetch implements [ingest.Fetcher].
func (g *gatherer) Fetch(ctx context.Context, address string) (*ingest.Fetched, error) {
	g.mu.Lock()
	page := g.fetched[address]
	delete(g.fetched, address)
	g.mu.Unlock()
	if page == nil {
		var err error
		if page, err = g.client.Fetch(ctx, address); err != nil {
			var of *fetch.Error
			if errors.As(err, &of) {
				err = of.Err // the source is named beside it
			}
			return nil, err
		}
	}
	if fetch.KindOf(page) != fetch.PageKind {
		return nil, errors.New("a list named this list as a page: import it by itself")
	}
	e := g.listed[address]
	return &ingest.Fetched{
		Address: page.Address, ContentType: page.ContentType, Body: page.Body,
		Title: e.Title, Author: e.Author, Outlet: e.Outlet, Date: e.Date,
	}, nil
}
