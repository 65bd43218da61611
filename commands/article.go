package commands

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// articlePage is how many passages of an article are shown at a time.
const articlePage = 5

var article = command{
	Spec: Spec{
		Name:        "article",
		Description: "Read an article of the coverage, passage by passage",
		Example:     "/article social networks should report",
		Options: []Option{
			{Name: "article", Description: "Its id, its address, or words of its headline", Required: true, Complete: corpus.ArticleNames},
		},
	},
	run: func(_ context.Context, r *Router, req *Request, _ corpus.Query) (*Response, error) {
		a, err := r.findArticle(req.Arg("article"))
		if err != nil {
			return nil, err
		}
		spans := a.Passages()
		res := &Response{Title: headline(a), Article: a, Answer: corpus.Answer{Total: len(spans)}}
		for _, s := range paginate(spans, req, articlePage) {
			p, err := resultOf(a, s, a.SpokenBy(s))
			if err != nil {
				return nil, fmt.Errorf("article: %w", err)
			}
			res.Results = append(res.Results, p)
		}
		return res, nil
	},
}

// resultOf is a stretch of an article as a result that was not searched for: a speaker's
// words or, without a statement, the outlet's.
func resultOf(a *corpus.Article, s corpus.Span, said *corpus.Statement) (corpus.Result, error) {
	e, err := a.Excerpt(s)
	r := corpus.Result{Excerpt: e, Kind: corpus.Report, Statement: said}
	if said != nil {
		r.Kind = said.Kind
	}
	return r, err
}

// findArticle looks for an article by id or key, by address, or by words of its
// headline and outlet; the words must fit exactly one.
func (r *Router) findArticle(asked string) (*corpus.Article, error) {
	if a, ok := r.articleNamed(asked); ok {
		return a, nil
	}
	var found []*corpus.Article
	address, words := corpus.AddressKey(asked), strings.Fields(text.Fold(asked))
	for _, a := range r.library.Corpus().Articles {
		if address != "" && corpus.AddressKey(a.URL) == address {
			return a, nil
		}
		named := text.Fold(a.Title + " " + a.Outlet + " " + a.ID)
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(named, w) }) {
			found = append(found, a)
		}
	}
	switch len(found) {
	case 0:
		return nil, &UserError{fmt.Sprintf("No article of the coverage is called %q", short(asked)), "See /sources for those that there are."}
	case 1:
		return found[0], nil
	}
	var names []string
	for _, a := range found[:min(len(found), 5)] {
		names = append(names, fmt.Sprintf("%s (%s)", a.ID, a.Outlet))
	}
	return nil, &UserError{fmt.Sprintf("%d articles fit %q", len(found), short(asked)), "Name one of them: " + strings.Join(names, ", ") + "."}
}

// maxKey is how long an article's id may be to serve as its key: beside it a
// button's custom_id of 100 characters holds a whole request.
const maxKey = 40

// articleKey returns a short name for an article, which commands take in place of
// its id: the id itself, or, where that is long or no plain ASCII, a hash of it.
func articleKey(a *corpus.Article) string {
	if len(a.ID) <= maxKey && !strings.ContainsFunc(a.ID, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return a.ID
	}
	return "#" + hashOf(a.ID, 9)
}

// hashOf returns the first bytes of a hash in letters and digits that need no escape.
func hashOf(s string, bytes int) string {
	sum := sha256.Sum256([]byte(s))
	return base64.RawURLEncoding.EncodeToString(sum[:bytes])
}

// articleNamed returns the article with the id or the key.
func (r *Router) articleNamed(asked string) (*corpus.Article, bool) {
	c := r.library.Corpus()
	if a, ok := c.Article(asked); ok || !strings.HasPrefix(asked, "#") {
		return a, ok
	}
	i := slices.IndexFunc(c.Articles, func(a *corpus.Article) bool { return articleKey(a) == asked })
	if i < 0 {
		return nil, false
	}
	return c.Articles[i], true
}
