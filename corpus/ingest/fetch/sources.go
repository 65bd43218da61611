package fetch

import (
	"context"
	"errors"
	"fmt"
	"iter"
)

// Limits of what one source may lead to. An index of sitemaps may name others, and
// those of large sites do so twice.
const (
	maxDepth = 3
	maxLists = 500
)

// SourceOptions say what of a source to leave out.
type SourceOptions struct {
	// Seen reports whether a page was imported before; see [Journal]. It may be nil.
	Seen func(address string) bool
	// Max is how many pages are fetched at most; 0 means MaxEntries.
	Max int
}

// Sources yields what is to be imported from one http(s) address: the page itself,
// or each page that it names, if it is a feed, a sitemap, an index of sitemaps or a
// robots.txt. A page carries its place and the number of pages, for a progress bar.
//
// An address that fails is yielded as an [*Error], and the next one follows. When
// the context ends, its error is the last that is yielded.
func (c *Client) Sources(ctx context.Context, address string, opts SourceOptions) iter.Seq2[*Page, error] {
	return func(yield func(*Page, error) bool) {
		p, err := c.Fetch(ctx, address)
		switch {
		case err != nil:
			yield(nil, err)
		case KindOf(p) == PageKind:
			p.Index, p.Total = 1, 1
			yield(p, nil)
		default:
			for p, err := range c.Listed(ctx, p, opts) {
				if !yield(p, err) {
					return
				}
			}
		}
	}
}

// Listed yields the pages that a feed or a sitemap names, as Sources does. The list
// may be a file's: Body is what is in it, and Address says what relative addresses
// in it are relative to, or is empty.
func (c *Client) Listed(ctx context.Context, list *Page, opts SourceOptions) iter.Seq2[*Page, error] {
	return func(yield func(*Page, error) bool) {
		entries, ok := c.entries(ctx, list, opts, yield)
		if !ok {
			return
		}
		for i, e := range entries {
			if ctx.Err() != nil {
				yield(nil, context.Cause(ctx))
				return
			}
			p, err := c.Fetch(ctx, e.Address)
			if err == nil {
				p.Entry, p.Index, p.Total = e, i+1, len(entries)
				if KindOf(p) != PageKind {
					p, err = nil, &Error{e.Address, errors.New("this is a list, where a page was named")}
				}
			}
			if !yield(p, err) {
				return
			}
		}
	}
}

// entries reads a list and those that it names, breadth first. Faults are yielded;
// it reports false when whoever asked wants no more.
func (c *Client) entries(ctx context.Context, list *Page, opts SourceOptions, yield func(*Page, error) bool) (entries []Entry, ok bool) {
	limit := opts.Max
	if limit <= 0 {
		limit = MaxEntries
	}
	named, listed := map[string]bool{}, map[string]bool{list.Address: true}
	level := []*Page{list}
	fault := func(address string, err error) bool { return yield(nil, &Error{address, err}) }
	for depth := 0; len(level) > 0; depth++ {
		var more []string
		for _, p := range level {
			l, err := List(p)
			if err != nil {
				if !fault(p.Address, err) {
					return nil, false
				}
				continue
			}
			if l.Problem != "" && !fault(p.Address, fmt.Errorf("only its first %d entries could be read: %s", len(l.Entries)+len(l.More), l.Problem)) {
				return nil, false
			}
			if l.Truncated && !fault(p.Address, fmt.Errorf("it has more than %d entries; the others are left out", MaxEntries)) {
				return nil, false
			}
			for _, e := range l.Entries {
				if named[e.Address] || opts.Seen != nil && opts.Seen(e.Address) {
					continue
				}
				if len(entries) == limit {
					if opts.Max <= 0 && !fault(p.Address, fmt.Errorf("it leads to more than %d pages; the others are left out", limit)) {
						return nil, false
					}
					return entries, true
				}
				named[e.Address] = true
				entries = append(entries, e)
			}
			for _, a := range l.More {
				if !listed[a] {
					listed[a] = true
					more = append(more, a)
				}
			}
		}
		level = nil
		if depth == maxDepth && len(more) > 0 {
			return entries, fault(more[0], fmt.Errorf("sitemaps are nested more than %d deep; this one is left out", maxDepth))
		}
		for _, a := range more {
			if len(listed) > maxLists {
				return entries, fault(list.Address, fmt.Errorf("it names more than %d sitemaps; the others are left out", maxLists))
			}
			if ctx.Err() != nil {
				yield(nil, context.Cause(ctx))
				return nil, false
			}
			p, err := c.Fetch(ctx, a)
			if err != nil {
				if !yield(nil, err) {
					return nil, false
				}
				continue
			}
			level = append(level, p)
		}
	}
	return entries, true
}
