package commands

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"onrecord/corpus"
)

var inContext = Spec{
	Name:        "context",
	Description: "What stands before and after an excerpt",
	Example:     "/context itpro-2015-social-networks-report-users start:1738 end:1878",
	Hidden:      true, // nobody counts bytes; the buttons below excerpts lead here
	Options: []Option{
		{Name: "article", Description: "Its id", Required: true, Complete: corpus.ArticleNames},
		{Name: "start", Description: "Where the excerpt begins: bytes of the article's body", Required: true},
		{Name: "end", Description: "Where it ends", Required: true},
		{Name: "sum", Description: "The start of a hash of the excerpt, if it must be the very one"},
	},
	run: func(ctx context.Context, r *Router, req *Request, q corpus.Query) (*Response, error) {
		found, _, err := r.firstListed(ctx, corpus.Listing{Article: q.Text}, corpus.Listing{Key: q.Text})
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, &UserError{fmt.Sprintf("The article %q is not in the coverage", short(q.Text)), "It may have been taken out since. Please ask again."}
		}
		a := found[0]
		e, err := excerptAt(a, req)
		if err != nil {
			return nil, err
		}
		before, after := surrounding(a, e.Span())
		res := &Response{Title: "In context: " + headline(a), Article: a}
		for _, s := range slices.DeleteFunc([]corpus.Span{before, e.Span(), after}, corpus.Span.Empty) {
			p := resultOf(a, s, a.SpokenBy(s))
			if s == e.Span() {
				p.Matches = []corpus.Span{s}
			}
			res.Results = append(res.Results, p)
		}
		res.Total, res.Results = len(res.Results), paginate(res.Results, req, len(res.Results))
		return res, nil
	},
}

// contextOf returns the request for what stands around a result. It is short
// enough for a button, and finds out whether the excerpt is still the same.
func contextOf(r *corpus.Result) Request {
	s := r.Excerpt.Span()
	return Request{Command: inContext.Name, Args: map[string]string{
		"article": r.Excerpt.Article().Key(), "sum": corpus.Hash(r.Excerpt.Text(), 4),
		"start": strconv.Itoa(s.Start), "end": strconv.Itoa(s.End),
	}}
}

// excerptAt cuts out the excerpt that a request names, without white space at its ends.
func excerptAt(a *corpus.Article, req *Request) (corpus.Excerpt, error) {
	start, err := strconv.Atoi(req.Arg("start"))
	end, err2 := strconv.Atoi(req.Arg("end"))
	if err != nil || err2 != nil {
		return corpus.Excerpt{}, &UserError{"The options \"start\" and \"end\" must be whole numbers", "They count bytes of the article's body, as the results of /quote in JSON do."}
	}
	e, err := a.Excerpt(corpus.Span{Start: start, End: end})
	if err == nil {
		e, err = a.Excerpt(corpus.TrimSpace(a.Body(), e.Span()))
	}
	if sum := req.Arg("sum"); err != nil || sum != "" && sum != corpus.Hash(e.Text(), 4) {
		return corpus.Excerpt{}, &UserError{"There is no such excerpt in the article", "The article may have changed since. Please ask again."}
	}
	return e, nil
}

// surrounding returns what stands before and after a stretch of an article: the rest of
// its passage and the one next to it, which fit into one Discord message with it.
func surrounding(a *corpus.Article, s corpus.Span) (before, after corpus.Span) {
	passages := a.Passages()
	first := slices.IndexFunc(passages, func(p corpus.Span) bool { return p.End > s.Start })
	next := slices.IndexFunc(passages, func(p corpus.Span) bool { return p.Start >= s.End })
	if next < 0 {
		next = len(passages) - 1
	}
	// The marks of a block quotation, which s may have, stand outside of all passages.
	before = corpus.Span{Start: min(passages[max(first-1, 0)].Start, s.Start), End: s.Start}
	after = corpus.Span{Start: s.End, End: max(passages[next].End, s.End)}
	return corpus.TrimSpace(a.Body(), before), corpus.TrimSpace(a.Body(), after)
}
