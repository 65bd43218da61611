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
	run: func(_ context.Context, r *Router, req *Request, _ corpus.Query) (*Response, error) {
		c := r.library.Corpus()
		var listed []*corpus.Article
		for _, a := range c.Articles {
			if o := req.Arg("outlet"); o == "" || hasWords(a.Outlet, o) {
				listed = append(listed, a)
			}
		}
		if len(listed) == 0 {
			return nil, &UserError{fmt.Sprintf("No outlet of the coverage is called %q", short(req.Arg("outlet"))), "See /sources for those that there are."}
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
		for _, p := range r.library.Corpus().People {
			if len(people.Lines) == 10 || p.Statements == 0 {
				break
			}
			if p.Kind == corpus.Individual {
				people.Lines = append(people.Lines, speaker(&p))
			}
		}
		articles := Section{Heading: "Articles", Paged: true}
		for _, a := range res.Articles {
			articles.Lines = append(articles.Lines, fmt.Sprintf("%s — %s (%s)", headline(a), cite(a, ", "), a.ID))
		}
		switch {
		case req.Offset > 0: // the rest stood on the first page
			res.Sections = []Section{articles}
		case len(people.Lines) > 0 && req.Arg("outlet") == "":
			res.Sections = []Section{outlets, people, articles}
		default:
			res.Sections = []Section{outlets, articles}
		}
		return res, nil
	},
}

// speaker names one of the people of the coverage, with role and how much they say.
func speaker(p *corpus.Identity) string {
	s := p.Name
	if len(p.Roles) > 0 {
		s += ", " + p.Roles[0]
	}
	return s + ": " + text.Count(p.Statements, "statement")
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
