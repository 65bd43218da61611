package commands

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

var article = Spec{
	Name:        "article",
	Description: "Read an article of the coverage, passage by passage",
	Example:     "/article social networks should report",
	Options: []Option{
		{Name: "article", Description: "Its id, its address, or words of its headline", Required: true, Complete: corpus.ArticleNames},
	},
	run: func(ctx context.Context, r *Router, req *Request, _ corpus.Query) (*Response, error) {
		a, err := r.findArticle(ctx, req.Arg("article"))
		if err != nil {
			return nil, err
		}
		spans := a.Passages()
		res := &Response{Title: headline(a), Article: a, Answer: corpus.Answer{Total: len(spans)}}
		const usual = 5 // passages at a time
		res.Results = each(paginate(spans, req, usual), func(s corpus.Span) corpus.Result { return resultOf(a, s, a.SpokenBy(s)) })
		return res, nil
	},
}

// resultOf is a stretch of an article as a result that was not searched for: a speaker's
// words or, without a statement, the outlet's.
func resultOf(a *corpus.Article, s corpus.Span, said *corpus.Statement) corpus.Result {
	e, err := a.Excerpt(s)
	if err != nil {
		panic(err) // the stretch is none of the article's own
	}
	if said == nil {
		return corpus.Result{Excerpt: e, Kind: corpus.Report}
	}
	return corpus.Result{Excerpt: e, Kind: said.Kind, Statement: said}
}

// findArticle looks for an article by id or key, by address, or by words of its
// headline and outlet; the words must fit exactly one.
func (r *Router) findArticle(ctx context.Context, asked string) (*corpus.Article, error) {
	found, total, err := r.firstListed(ctx, corpus.Listing{Article: asked}, corpus.Listing{Key: asked},
		corpus.Listing{Address: cmp.Or(corpus.AddressKey(asked), asked)},
		corpus.Listing{Named: strings.Fields(text.Fold(asked))})
	switch {
	case err != nil:
		return nil, err
	case len(found) == 0:
		hint := "See /sources for those that there are."
		if near, err := r.library.Suggest(ctx, corpus.ArticleNames, asked, 1); err == nil && len(near) > 0 {
			hint = fmt.Sprintf("Did you mean %s? %s", near[0], hint)
		}
		return nil, &UserError{fmt.Sprintf("No article of the coverage is called %q", short(asked)), hint}
	case total == 1:
		return found[0], nil
	}
	names := each(found, func(a *corpus.Article) string { return fmt.Sprintf("%s (%s)", a.ID, a.Outlet) })
	return nil, &UserError{fmt.Sprintf("%d articles fit %q", total, short(asked)), "Name one of them: " + strings.Join(names, ", ") + "."}
}

// firstListed returns a few articles of the first of some listings that has any, and how many it has.
func (r *Router) firstListed(ctx context.Context, listings ...corpus.Listing) (found []*corpus.Article, total int, err error) {
	for _, l := range listings {
		l.Limit = 5
		if found, total, err = r.library.List(ctx, l); err != nil || total > 0 {
			break
		}
	}
	return found, total, err
}
