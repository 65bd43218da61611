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

// Expand says what is to be imported from one http(s) address. If that is a page, it
// is returned, so that it need not be fetched again; if it is a feed, a sitemap, an
// index of sitemaps or a robots.txt, the entries are the pages that it names, each
// once. What could not be read of it is among the faults, of type [*Error].
func (c *Client) Expand(ctx context.Context, address string, opts SourceOptions) (page *Page, entries []Entry, faults []error) {
	p, err := c.Fetch(ctx, address)
	switch {
	case err != nil:
		return nil, nil, []error{err}
	case KindOf(p) == PageKind:
		p.Index, p.Total = 1, 1
		return p, nil, nil
	}
	entries, faults = c.ExpandList(ctx, p, opts)
	return nil, entries, faults
}

// Sources yields the pages of an address, fetched one after the other, as Expand
// finds them. A page carries its place and the number of pages, for a progress bar.
//
// An address that fails is yielded as an [*Error], and the next one follows. When
// the context ends, its error is the last that is yielded.
func (c *Client) Sources(ctx context.Context, address string, opts SourceOptions) iter.Seq2[*Page, error] {
	return func(yield func(*Page, error) bool) {
		page, entries, faults := c.Expand(ctx, address, opts)
		if page != nil {
			yield(page, nil)
			return
		}
		c.each(ctx, entries, faults, yield)
	}
}

// Listed yields the pages that a feed or a sitemap names, as Sources does. The list
// may be a file's: Body is what is in it, and Address says what relative addresses
// in it are relative to, or is empty.
func (c *Client) Listed(ctx context.Context, list *Page, opts SourceOptions) iter.Seq2[*Page, error] {
	return func(yield func(*Page, error) bool) {
		entries, faults := c.ExpandList(ctx, list, opts)
		c.each(ctx, entries, faults, yield)
	}
}

func (c *Client) each(ctx context.Context, entries []Entry, faults []error, yield func(*Page, error) bool) {
	for _, err := range faults {
		if !yield(nil, err) {
			return
		}
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

// ExpandList does what Expand does for a list that was read already. It goes through
// the lists that a list names breadth first.
func (c *Client) ExpandList(ctx context.Context, list *Page, opts SourceOptions) (entries []Entry, faults []error) {
	x := expansion{limit: opts.Max, opts: opts, named: map[string]bool{}, listed: map[string]bool{list.Address: true}}
	if x.limit <= 0 {
		x.limit = MaxEntries
	}
	x.add(list)
	for depth := 1; len(x.more) > 0; depth++ {
		level := x.more
		x.more = nil
		if depth > maxDepth {
			x.fault(level[0], "sitemaps are nested more than %d deep; this one is left out", maxDepth)
			break
		}
		for _, address := range level {
			if len(x.entries) == x.limit {
				return x.entries, x.faults
			}
			p, err := c.Fetch(ctx, address)
			if ctx.Err() != nil {
				return x.entries, append(x.faults, context.Cause(ctx))
			}
			if err != nil {
				x.faults = append(x.faults, err)
				continue
			}
			x.add(p)
		}
	}
	return x.entries, x.faults
}

// An expansion is what ExpandList has found so far.
type expansion struct {
	limit         int
	opts          SourceOptions
	entries       []Entry
	faults        []error
	more          []string        // lists that are to be read
	named, listed map[string]bool // addresses of pages, and of lists
}

func (x *expansion) fault(address, format string, args ...any) {
	x.faults = append(x.faults, &Error{address, fmt.Errorf(format, args...)})
}

// add takes what a list names and was not named before.
func (x *expansion) add(p *Page) {
	l, err := List(p)
	if err != nil {
		x.faults = append(x.faults, &Error{p.Address, err})
		return
	}
	if l.Problem != "" {
		x.fault(p.Address, "only its first %d entries could be read: %s", len(l.Entries)+len(l.More), l.Problem)
	}
	if l.Truncated {
		x.fault(p.Address, "it has more than %d entries; the others are left out", MaxEntries)
	}
	for _, e := range l.Entries {
		if x.named[e.Address] || x.opts.Seen != nil && x.opts.Seen(e.Address) {
			continue
		}
		if len(x.entries) == x.limit {
			if x.opts.Max <= 0 {
				x.fault(p.Address, "it leads to more than %d pages; the others are left out", x.limit)
			}
			return
		}
		x.named[e.Address] = true
		x.entries = append(x.entries, e)
	}
	for _, a := range l.More {
		if x.listed[a] {
			continue
		}
		if len(x.listed) > maxLists {
			x.fault(p.Address, "it leads to more than %d sitemaps; the others are left out", maxLists)
			return
		}
		x.listed[a] = true
		x.more = append(x.more, a)
	}
}
