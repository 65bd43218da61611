package commands

import (
	"cmp"
	"encoding/json"
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

const pageOfTen = 10 // results are shown where a request does not say how many

// paginate returns those of all that a request asks for; so many if it does not say.
func paginate[T any](all []T, req *Request, usual int) []T {
	all = all[min(req.Offset, len(all)):]
	return all[:min(cmp.Or(req.Limit, usual), len(all))]
}

// each returns what f makes of each of some values.
func each[T, U any](values []T, f func(T) U) (out []U) {
	for _, v := range values {
		out = append(out, f(v))
	}
	return out
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

// MarshalJSON gives the reply that --format json and batch print. Offsets are
// bytes of the article's body, and text is exactly body[start:end].
func (r *Response) MarshalJSON() ([]byte, error) {
	out := replyJSON{
		Command: r.Request.Command, Query: r.Request.query(), fields: fields(*r),
		Results: resultsJSON(r.Results, nil), Nearest: resultsJSON(r.Nearest, nil),
	}
	if r.Error == "" {
		out.Corpus = &r.Scope
	}
	if len(r.Articles) > 0 {
		out.Sections = nil // which say the same in words
	}
	out.Checks = each(r.Checks, func(c Check) checkJSON {
		matches, variants := resultsJSON(resultsOf(c.Matches), c.Matches), resultsJSON(resultsOf(c.Variants), c.Variants)
		return checkJSON{c.Text, c.Speaker, c.Verdict, c.warnings(), matches, variants}
	})
	if len(out.Checks) == 1 && r.Request.Command == verify.Name {
		out.checkJSON, out.Checks = out.Checks[0], nil
	}
	return json.Marshal(out)
}

// query returns the words that a request is mainly about.
func (r *Request) query() string {
	return cmp.Or(r.Arg("query"), r.Arg("question"), r.Arg("quote"), r.Arg("words"), r.Arg("speaker"), r.Arg("article"), r.Arg("outlet"), r.Arg("message"))
}

type replyJSON struct {
	Command string        `json:"command"`
	Query   string        `json:"query"`
	Corpus  *corpus.Scope `json:"corpus,omitempty"`
	fields
	Results []resultJSON `json:"results"`
	Nearest []resultJSON `json:"nearest,omitempty"`

	checkJSON             // of /verify
	Checks    []checkJSON `json:"checks,omitempty"` // where several claims were checked
}

// fields are those of a response that are written as they are.
type fields Response

type checkJSON struct {
	Claim    string           `json:"claim,omitempty"`
	Speaker  string           `json:"speaker,omitempty"` // as claimed
	Verdict  verbatim.Verdict `json:"verdict,omitempty"`
	Warnings []string         `json:"warnings,omitempty"`
	Matches  []resultJSON     `json:"matches,omitempty"`
	Variants []resultJSON     `json:"variants,omitempty"`
}

type resultJSON struct {
	Text string `json:"text"`
	corpus.Span
	corpus.Result
	Speaker  *corpus.Person  `json:"speaker"`
	Evidence *evidenceJSON   `json:"evidence"`
	Article  *corpus.Article `json:"article"`
	Link     string          `json:"link"`

	// Of a match, with the way from the claim to it.
	Voice verbatim.Voice  `json:"voice,omitempty"`
	Diff  []verbatim.Edit `json:"diff,omitzero"`
	Flags []verbatim.Flag `json:"flags,omitzero"`
}

type evidenceJSON struct {
	Rule string `json:"rule"`
	corpus.Span
}

// resultsJSON are results or, where there are some, matches of a claim.
func resultsJSON(results []corpus.Result, matches []verbatim.Match) []resultJSON {
	out := make([]resultJSON, len(results))
	for i, r := range results {
		e := r.Excerpt
		out[i] = resultJSON{Text: e.Text(), Span: e.Span(), Result: r, Speaker: r.Speaker(), Article: e.Article(), Link: link(&r)}
		if out[i].Speaker != nil {
			out[i].Evidence = &evidenceJSON{r.Statement.Rule, r.Statement.Evidence()}
		}
		if matches != nil {
			m := &matches[i]
			out[i].Voice, out[i].Diff, out[i].Flags = m.Voice, append([]verbatim.Edit{}, m.Diff...), append([]verbatim.Flag{}, m.Flags...)
		}
	}
	return out
}
