package commands

import (
	"encoding/json"

	"onrecord/corpus"
	"onrecord/corpus/verbatim"
)

// MarshalJSON gives the reply that --format json and batch print. Offsets are
// bytes of the article's body, and text is exactly body[start:end].
func (r *Response) MarshalJSON() ([]byte, error) {
	out := replyJSON{
		Command: r.Request.Command,
		Query:   r.Request.query(),
		Corpus:  scopeJSON{r.Scope.Articles, r.Scope.Outlets, r.Scope.From, r.Scope.To, r.Scope.Version},
		Total:   r.Total,
		Results: resultsJSON(r.Results),
		Nearest: resultsJSON(r.Nearest),
		Missing: r.Missing,
		Outlets: r.Outlets,

		Certainty: r.Certainty,
	}
	if out.Results == nil {
		out.Results = []resultJSON{}
	}
	if len(r.Results) == 0 {
		for _, a := range r.Articles {
			out.Articles = append(out.Articles, articleOf(a))
		}
	}
	for _, c := range r.Corrections {
		out.Searched = append(out.Searched, searchedJSON(c))
	}
	if len(r.Articles) == 0 {
		out.Sections = r.Sections
	}
	for i := range r.Checks {
		out.Checks = append(out.Checks, checkOf(&r.Checks[i]))
	}
	if len(out.Checks) == 1 && r.Request.Command == verify.Name {
		out.checkJSON, out.Checks = out.Checks[0], nil
	}
	return json.Marshal(out)
}

// query returns the words that a request is mainly about.
func (r *Request) query() string {
	for _, option := range []string{"query", "question", "quote", "words", "speaker", "article", "outlet"} {
		if v := r.Arg(option); v != "" {
			return v
		}
	}
	return r.Arg("message")
}

// A Refusal stands in the place of a reply to a request that could not be
// answered. As JSON it is a reply without results that says why.
type Refusal struct {
	Request Request
	Why     string
}

// MarshalJSON gives an object that whoever expects a reply can read.
func (r *Refusal) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Command string       `json:"command"`
		Query   string       `json:"query"`
		Error   string       `json:"error"`
		Total   int          `json:"total"`
		Results []resultJSON `json:"results"`
	}{r.Request.Command, r.Request.query(), r.Why, 0, []resultJSON{}})
}

type replyJSON struct {
	Command  string         `json:"command"`
	Query    string         `json:"query"`
	Corpus   scopeJSON      `json:"corpus"`
	Total    int            `json:"total"`
	Results  []resultJSON   `json:"results"`
	Nearest  []resultJSON   `json:"nearest,omitempty"`
	Missing  []string       `json:"missing,omitempty"`
	Searched []searchedJSON `json:"searched,omitempty"`
	Articles []articleJSON  `json:"articles,omitempty"`
	Outlets  []OutletCount  `json:"outlets,omitempty"`
	Sections []Section      `json:"sections,omitempty"`

	Certainty string      `json:"certainty,omitempty"` // of /who
	checkJSON             // of /verify
	Checks    []checkJSON `json:"checks,omitempty"` // where several claims were checked
}

// checkJSON is a claimed quotation and what came of it.
type checkJSON struct {
	Claim    string           `json:"claim,omitempty"`
	Speaker  string           `json:"speaker,omitempty"` // as claimed
	Verdict  verbatim.Verdict `json:"verdict,omitempty"`
	Warnings []string         `json:"warnings,omitempty"`
	Matches  []matchJSON      `json:"matches,omitempty"`
	Variants []matchJSON      `json:"variants,omitempty"`
}

// matchJSON is a result with the way from the claim to it.
type matchJSON struct {
	resultJSON
	Voice verbatim.Voice  `json:"voice"`
	Diff  []editJSON      `json:"diff"`
	Flags []verbatim.Flag `json:"flags"`
}

type editJSON struct {
	Op   verbatim.Op `json:"op"`
	Text string      `json:"text"`
}

func checkOf(c *Check) checkJSON {
	return checkJSON{c.Text, c.Speaker, c.Verdict, c.warnings(), matchesJSON(c.Matches), matchesJSON(c.Variants)}
}

func matchesJSON(matches []verbatim.Match) []matchJSON {
	shown := resultsJSON(resultsOf(matches))
	out := make([]matchJSON, len(shown))
	for i := range shown {
		out[i] = matchJSON{resultJSON: shown[i], Voice: matches[i].Voice, Diff: []editJSON{}, Flags: append([]verbatim.Flag{}, matches[i].Flags...)}
		for _, e := range matches[i].Diff {
			out[i].Diff = append(out[i].Diff, editJSON(e))
		}
	}
	return out
}

// searchedJSON is a word that was searched for in place of one that occurs nowhere.
type searchedJSON struct {
	Typed    string `json:"typed"`
	Searched string `json:"searched"`
}

type scopeJSON struct {
	Articles int         `json:"articles"`
	Outlets  int         `json:"outlets"`
	From     corpus.Date `json:"from"`
	To       corpus.Date `json:"to"`
	Version  string      `json:"version"`
}

type resultJSON struct {
	Text     string        `json:"text"`
	Start    int           `json:"start"`
	End      int           `json:"end"`
	Kind     corpus.Kind   `json:"kind"`
	Speaker  *speakerJSON  `json:"speaker"`
	Evidence *evidenceJSON `json:"evidence"`
	Article  articleJSON   `json:"article"`
	Link     string        `json:"link"`
	Score    float64       `json:"score"`
	Answer   *spanJSON     `json:"answer,omitempty"` // the words likeliest to answer a question
	Also     []articleJSON `json:"also,omitempty"`   // other articles that print nearly the same
}

type spanJSON struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

type speakerJSON struct {
	Name string `json:"name"`
	Role string `json:"role"`
}

type evidenceJSON struct {
	Rule  string `json:"rule"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

type articleJSON struct {
	ID          string      `json:"id"`
	Title       string      `json:"title"`
	Outlet      string      `json:"outlet"`
	Author      string      `json:"author"`
	Date        corpus.Date `json:"date"`
	URL         string      `json:"url"`
	Form        corpus.Form `json:"form"`
	Origin      string      `json:"origin"`
	Unconfirmed []string    `json:"unconfirmed,omitempty"`
}

func articleOf(a *corpus.Article) articleJSON {
	return articleJSON{a.ID, a.Title, a.Outlet, a.Author, a.Date, a.URL, a.Form, a.Origin, a.Unconfirmed}
}

func resultsJSON(results []corpus.Result) []resultJSON {
	var out []resultJSON
	for i := range results {
		r := &results[i]
		j := resultJSON{
			Text:    r.Excerpt.Text(),
			Start:   r.Excerpt.Span().Start,
			End:     r.Excerpt.Span().End,
			Kind:    r.Kind,
			Article: articleOf(r.Excerpt.Article()),
			Link:    link(r),
			Score:   r.Score,
		}
		if p := r.Speaker(); p != nil {
			at := r.Statement.Evidence()
			j.Speaker = &speakerJSON{p.Name, p.Role}
			j.Evidence = &evidenceJSON{r.Statement.Rule, at.Start, at.End}
		}
		if !r.Answer.Empty() {
			j.Answer = &spanJSON{r.Answer.Start, r.Answer.End}
		}
		for _, a := range r.Also {
			j.Also = append(j.Also, articleOf(a))
		}
		out = append(out, j)
	}
	return out
}
