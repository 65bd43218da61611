package commands

import (
	"cmp"
	"slices"

	"onrecord/corpus"
	"onrecord/corpus/verbatim"
)

// A Response is what a command answers. Which parts are filled depends on the
// command; the transports show those that are.
type Response struct {
	Request Request  `json:"-"`
	Error   string   `json:"error,omitempty"` // why there is no answer; of a line of batch, as an error is none
	Again   *Request `json:"-"`               // a shorter request that gives the same, if there is one

	asked corpus.Query // as it was searched, with the names that the coverage has

	Title         string               `json:"-"` // what is shown, of an article, a list or several claims
	Article       *corpus.Article      `json:"-"` // that all results are of, where it is a single one
	corpus.Answer                      // what was found
	Certainty     string               `json:"certainty,omitempty"` // of /who and /compare: how sure the answer is
	Checks        []Check              `json:"-"`                   // claimed quotations that were checked
	Sections      []Section            `json:"sections,omitempty"`  // plain text: help, sources, about
	Articles      []*corpus.Article    `json:"articles,omitempty"`
	Outlets       []corpus.OutletCount `json:"outlets,omitempty"`
}

// pageOfTen is how many results a command shows that was not told how many.
const pageOfTen = 10

// paginate returns those of all that a request asks for; so many if it does not say.
func paginate[T any](all []T, req *Request, usual int) []T {
	all = all[min(req.Offset, len(all)):]
	return all[:min(cmp.Or(req.Limit, usual), len(all))]
}

// A Section is a heading with lines of plain text below it.
type Section struct {
	Heading string   `json:"heading"`
	Lines   []string `json:"lines"`
	Paged   bool     `json:"-"` // the lines are the page of Total that was asked for, one each
}

// Answered reports whether the coverage had something to say.
func (r *Response) Answered() bool {
	return len(r.Results) > 0 || len(r.Sections) > 0 ||
		slices.ContainsFunc(r.Checks, func(c Check) bool { return c.Verdict != verbatim.Absent && c.Verdict != verbatim.TooShort })
}
