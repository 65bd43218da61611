package commands

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

var sources = Spec{
	Name:        "sources",
	Description: "What the coverage holds: outlets, days and articles",
	Example:     "/sources",
	Options:     []Option{{Name: "outlet", Description: "Only the articles of this outlet", Complete: corpus.OutletNames}},
	run: func(ctx context.Context, r *Router, req *Request, q corpus.Query) (*Response, error) {
		counts, err := r.library.Outlets(ctx, q)
		if err != nil {
			return nil, err
		}
		if len(counts) == 0 && q.Outlet != "" {
			return nil, &UserError{fmt.Sprintf("No outlet of the coverage is called %q", short(q.Outlet)), "See /sources for those that there are."}
		}
		res := &Response{Title: "What the coverage holds", Outlets: counts}
		listing := corpus.Listing{Limit: cmp.Or(req.Limit, pageOfTen), Offset: req.Offset}
		for i, o := range counts {
			if q.Outlet != "" {
				listing.Outlets = append(listing.Outlets, o.Name)
			}
			counts[i].Name = cmp.Or(o.Name, unknownOutlet)
		}
		if res.Articles, res.Total, err = r.library.List(ctx, listing); err != nil {
			return nil, err
		}
		if req.Offset == 0 { // on the first page alone
			res.Sections = append(res.Sections, outletSection(counts))
		}
		if req.Offset == 0 && q.Outlet == "" {
			people, err := r.library.People(ctx, nil, 100, false) // bodies among them
			if err != nil {
				return nil, err
			}
			people = slices.DeleteFunc(people, func(p corpus.Identity) bool { return p.Statements == 0 || p.Kind != corpus.Individual })
			speakers := each(people[:min(len(people), 10)], func(p corpus.Identity) string {
				return withRole(&p) + ": " + text.Count(p.Statements, "statement")
			})
			res.Sections = append(res.Sections, Section{Heading: "People who speak most", Lines: speakers})
		}
		lines := each(res.Articles, func(a *corpus.Article) string {
			return fmt.Sprintf("%s — %s (%s)", headline(a), cite(a, ", ", shortDay), a.ID)
		})
		res.Sections = append(res.Sections, Section{Heading: "Articles", Lines: lines, Paged: true})
		res.Sections = slices.DeleteFunc(res.Sections, func(s Section) bool { return len(s.Lines) == 0 })
		return res, nil
	},
}

func outletSection(counts []corpus.OutletCount) Section {
	const most = 15
	lines := each(counts[:min(len(counts), most)], func(o corpus.OutletCount) string {
		return fmt.Sprintf("%s: %s, %s", o.Name, text.Count(o.Articles, "article"), days(o.From, o.To))
	})
	if more := len(counts) - most; more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", more))
	}
	return Section{Heading: "Outlets", Lines: lines}
}

func withRole(p *corpus.Identity) string {
	return strings.Join(append([]string{p.Name}, p.Roles[:min(len(p.Roles), 1)]...), ", ")
}
