package fetch

import (
	"context"
	"fmt"
)

// maxLists is how many lists one source may lead to: an index of sitemaps may name others,
// and those of large sites do so twice.
const maxLists = 500

// Expand returns what a list says of the pages that it and the lists that it names lead to, each
// page once, but those that were seen before. It goes through the lists breadth first. What could
// not be read of them is among the faults, of type [*Error].
func (c *Client) Expand(ctx context.Context, list *Page, seen func(address string) bool) (entries []Entry, faults []error) {
	fault := func(address string, err error) { faults = append(faults, &Error{address, err}) }
	named, listed := map[string]bool{}, map[string]bool{list.Address: true, "": true}
	var more []string // lists that are to be read
	add := func(p *Page) {
		l, err := List(p)
		if n := len(l.Entries) + len(l.More); err != nil && n > 0 {
			err = fmt.Errorf("only its first %d entries could be read: %w", n, err)
		}
		if err != nil {
			fault(p.Address, err)
		}
		for _, e := range l.Entries {
			if named[e.Address] || seen != nil && seen(e.Address) {
				continue
			}
			if len(entries) == MaxEntries {
				fault(p.Address, fmt.Errorf("it leads to more than %d pages; the others are left out", MaxEntries))
				return
			}
			named[e.Address] = true
			entries = append(entries, e)
		}
		for _, a := range l.More {
			if listed[a] {
				continue
			}
			if len(listed) > maxLists {
				fault(p.Address, fmt.Errorf("it leads to more than %d sitemaps; the others are left out", maxLists))
				return
			}
			listed[a] = true
			more = append(more, a)
		}
	}
	add(list)
	for len(more) > 0 && len(entries) < MaxEntries {
		p, err := c.Fetch(ctx, more[0])
		more = more[1:]
		switch {
		case ctx.Err() != nil:
			return entries, append(faults, context.Cause(ctx))
		case err != nil:
			faults = append(faults, err)
		default:
			add(p)
		}
	}
	return entries, faults
}
