package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"onrecord/corpus"
	"onrecord/corpus/coverage"
	"onrecord/corpus/ingest"
	"onrecord/corpus/ingest/fetch"
)

// A gatherer fetches pages from the web, and knows which of them a feed or a sitemap
// stands for.
type gatherer struct {
	client  *fetch.Client
	fetched map[string]*fetch.Page // by the address asked for, until they are read
	listed  map[string]fetch.Entry // what lists say of pages
}

// newGatherer returns a gatherer for the arguments, or nil when all are pages in files.
func newGatherer(f *importFlags, args []string) *gatherer {
	if !slices.ContainsFunc(args, func(arg string) bool { return arg == builtin || ingest.IsAddress(arg) || isList(arg) }) {
		return nil
	}
	return &gatherer{client: fetch.New(f.web), fetched: map[string]*fetch.Page{}, listed: map[string]fetch.Entry{}}
}

// isList reports whether a file is a saved feed or sitemap, going by its name.
func isList(name string) bool {
	return slices.Contains([]string{".xml", ".rss", ".atom"}, strings.ToLower(filepath.Ext(name)))
}

// expand puts the pages in the place of the feeds and sitemaps that name them. Pages
// that were imported from such a list before are left out.
func (g *gatherer) expand(ctx context.Context, args []string, store *ingest.Store) (out []string, faults []ingest.Result) {
	if i := slices.Index(args, builtin); i >= 0 {
		var addresses []string
		addresses, faults = builtinAddresses(ctx)
		args = slices.Concat(args[:i], addresses, args[i+1:])
	}
	for _, arg := range args {
		var entries []fetch.Entry
		var wrong []error
		switch {
		case ingest.IsAddress(arg):
			var page *fetch.Page
			page, entries, wrong = g.client.Expand(ctx, arg, store.Seen)
			if page != nil {
				g.fetched[arg] = page
				out = append(out, arg)
			}
		case isList(arg):
			data, err := os.ReadFile(arg)
			if err != nil {
				wrong = []error{err}
				break
			}
			entries, wrong = g.client.ExpandList(ctx, &fetch.Page{Body: data}, store.Seen)
		default:
			out = append(out, arg)
		}
		for _, e := range entries {
			g.listed[e.Address] = e
			out = append(out, e.Address)
		}
		for _, err := range wrong {
			faults = append(faults, ingest.Result{Source: arg, Outcome: ingest.Failed, Err: err})
		}
	}
	return out, faults
}

// builtinAddresses returns where the articles are that the built-in coverage tells of, and
// as faults those of which it does not know that.
func builtinAddresses(ctx context.Context) (addresses []string, faults []ingest.Result) {
	c, err := corpus.Load(ctx, corpus.Source{Name: builtin, FS: coverage.Files})
	if err != nil {
		return nil, []ingest.Result{{Source: builtin, Outcome: ingest.Failed, Err: err}}
	}
	for _, a := range c.Articles {
		if a.URL == "" {
			faults = append(faults, ingest.Result{Source: builtin + " " + a.ID, Outcome: ingest.Failed, Err: errors.New("its address is not known: its digest stays")})
			continue
		}
		addresses = append(addresses, a.URL)
	}
	return addresses, faults
}

// Fetch implements [ingest.Fetcher].
func (g *gatherer) Fetch(ctx context.Context, address string) (*ingest.Fetched, error) {
	page := g.fetched[address]
	delete(g.fetched, address)
	if page == nil {
		var err error
		if page, err = g.client.Fetch(ctx, address); err != nil {
			return nil, err
		}
	}
	e := g.listed[address]
	return &ingest.Fetched{
		Address: page.Address, ContentType: page.ContentType, Body: page.Body,
		Title: e.Title, Author: e.Author, Outlet: e.Outlet, Date: e.Date,
	}, nil
}
