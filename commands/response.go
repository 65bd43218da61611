package commands

import (
	"slices"

	"onrecord/corpus"
)

// A Response is what a command answers. Which parts are filled depends on the
// command; the transports show those that are.
type Response struct {
	Request Request
	Again   *Request // a shorter request that gives the same, if there is one
	Scope   corpus.Scope

	Title       string              // what the answer is about
	Total       int                 // how many results there are in all
	Results     []corpus.Result     // the page that was asked for
	Nearest     []corpus.Result     // the closest passages, when there are no results
	Missing     []string            // words of the query that occur nowhere in the coverage
	Corrections []corpus.Correction // what was searched instead of words that occur nowhere
	Certainty   string              // of /who: how sure the answer is
	Checks      []Check             // claimed quotations that were checked
	Sections    []Section           // plain text: help, sources, about
	Articles    []*corpus.Article
	Outlets     []OutletCount
}

// A Section is a heading with lines of plain text below it.
type Section struct {
	Heading string
	Lines   []string
	Paged   bool // the lines are the page of Total that was asked for, one each
}

// Answered reports whether the coverage had something to say.
func (r *Response) Answered() bool {
	return len(r.Results) > 0 || len(r.Sections) > 0 ||
		slices.ContainsFunc(r.Checks, func(c Check) bool { return c.Supported() })
}

// An OutletCount is how much of the coverage an outlet has.
type OutletCount struct {
	Name     string
	Articles int
	From, To corpus.Date
}
