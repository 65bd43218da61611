package fetch

import (
	"context"
	"fmt"
)

// Limits of what one source may lead to. An index of sitemaps may name others, and
// those of large sites do so twice.
const (
	maxDepth = 3
	maxLists = 500
)

// Expand says what is to be imported from one http(s) address. If that is a page, it
// is returned, so that it need not be fetched again; if it is a feed, a sitemap or an
// index of sitemaps, the entries are the pages that it names, each once, but those that
// were seen before. What could not be read of it is among the faults, of type [*Error].
func (c *Client) Expand(ctx context.Context, address string, seen func(address string) bool) (page *Page, entries []Entry, faults []error) {
	p, err := c.Fetch(ctx, address)
	switch {
	case err != nil:
		return nil, nil, []error{err}
	case readerOf(p.Body) == nil:
		return p, nil, nil
	}
	entries, faults = c.ExpandList(ctx, p, seen)
	return nil, entries, faults
}

// ExpandList does what Expand does for a list that was read already, such as a file's:
// Body is what is in it, and Address says what relative addresses in it are relative
// to, or is empty. It goes through the lists that a list names breadth first.
func (c *Client) ExpandList(ctx context.Context, list *Page, seen func(address string) bool) (entries []Entry, faults []error) {
	x := expansion{seen: seen, named: map[string]bool{}, listed: map[string]bool{list.Address: true, "": true}}
	x.add(list)
	for depth := 1; len(x.more) > 0 && len(x.entries) < MaxEntries; depth++ {
		if depth > maxDepth {
			x.fault(x.more[0], fmt.Errorf("sitemaps are nested more than %d deep; this one is left out", maxDepth))
			break
		}
		level := x.more
		x.more = nil
		for _, address := range level {
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
	seen          func(address string) bool
	entries       []Entry
	faults        []error
	more          []string        // lists that are to be read
	named, listed map[string]bool // addresses of pages, and of lists
}

func (x *expansion) fault(address string, err error) {
	x.faults = append(x.faults, &Error{address, err})
}

// add takes what a list names and was not named before.
func (x *expansion) add(p *Page) {
	l, err := List(p)
	if n := len(l.Entries) + len(l.More); err != nil && n > 0 {
		err = fmt.Errorf("only its first %d entries could be read: %w", n, err)
	}
	if err != nil {
		x.fault(p.Address, err)
	}
	for _, e := range l.Entries {
		if x.named[e.Address] || x.seen != nil && x.seen(e.Address) {
			continue
		}
		if len(x.entries) == MaxEntries {
			x.fault(p.Address, fmt.Errorf("it leads to more than %d pages; the others are left out", MaxEntries))
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
			x.fault(p.Address, fmt.Errorf("it leads to more than %d sitemaps; the others are left out", maxLists))
			return
		}
		x.listed[a] = true
		x.more = append(x.more, a)
	}
}
