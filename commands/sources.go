package commands

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

var sources = command{
	Spec: Spec{
		Name:        "sources",
		Description: "What the coverage holds: outlets, days and articles",
		Example:     "/sources",
		Options:     []Option{{Name: "outlet", Description: "Only the articles of this outlet", Complete: corpus.OutletNames}},
	},
	run: func(_ context.Context, r *Router, req *Request, q corpus.Query) (*Response, error) {
		c := r.library.Corpus()
		listed := slices.DeleteFunc(slices.Clone(c.Articles), func(a *corpus.Article) bool { return !passes(a, &q) })
		if len(listed) == 0 {
			return nil, &UserError{fmt.Sprintf("No outlet of the coverage is called %q", short(q.Outlet)), "See /sources for those that there are."}
		}
		res := &Response{Title: "What the coverage holds", Outlets: outletsOf(listed)}
		res.Total = len(listed)
		slices.Reverse(listed) // the newest first
		res.Articles = paginate(listed, req, pageOfTen)

		outlets := Section{Heading: "Outlets"}
		const most = 15
		for _, o := range res.Outlets[:min(len(res.Outlets), most)] {
			outlets.Lines = append(outlets.Lines, fmt.Sprintf("%s: %s, %s", o.Name, text.Count(o.Articles, "article"), days(o.From, o.To)))
		}
		if more := len(res.Outlets) - most; more > 0 {
			outlets.Lines = append(outlets.Lines, fmt.Sprintf("and %d more", more))
		}
		people := Section{Heading: "People who speak most"}
		for _, p := range c.People {
			if len(people.Lines) == 10 || p.Statements == 0 {
				break
			}
			if p.Kind == corpus.Individual {
				people.Lines = append(people.Lines, withRole(&p)+": "+text.Count(p.Statements, "statement"))
			}
		}
		articles := Section{Heading: "Articles", Paged: true}
		for _, a := range res.Articles {
			articles.Lines = append(articles.Lines, fmt.Sprintf("%s — %s (%s)", headline(a), cite(a, ", ", shortDay), a.ID))
		}
		if req.Offset == 0 { // on the first page alone
			res.Sections = append(res.Sections, outlets)
			if len(people.Lines) > 0 && q.Outlet == "" {
				res.Sections = append(res.Sections, people)
			}
		}
		res.Sections = append(res.Sections, articles)
		return res, nil
	},
}

// withRole names one of the people of the coverage, and what they mostly are.
func withRole(p *corpus.Identity) string {
	if len(p.Roles) == 0 {
		return p.Name
	}
	return p.Name + ", " + p.Roles[0]
}

// outletsOf counts articles, which are in order of date, by outlet.
func outletsOf(articles []*corpus.Article) []OutletCount {
	byName := map[string][]*corpus.Article{}
	for _, a := range articles {
		byName[outletOf(a)] = append(byName[outletOf(a)], a)
	}
	var out []OutletCount
	for name, its := range byName {
		scope := corpus.ScopeOf(its)
		out = append(out, OutletCount{name, len(its), scope.From, scope.To})
	}
	slices.SortFunc(out, func(a, b OutletCount) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(a.Name, b.Name))
	})
	return out
}
