package commands

import (
	"context"
	"fmt"

	"onrecord/corpus"
	"onrecord/corpus/verbatim"
)

// alike is how many articles a claim is held against.
const alike = 12

// A Check is a claimed quotation and what came of holding it against the
// coverage.
type Check struct {
	verbatim.Claim
	verbatim.Report
}

var verify = command{
	Spec: Spec{
		Name:        "verify",
		Description: "Is this quotation real? Verdict, differences, and who really said it",
		Example:     "/verify we do not have population-scale monitoring",
		Options: []Option{
			{Name: "quote", Description: "The quotation to be checked, as it is claimed", Required: true},
			{Name: "speaker", Description: "Who is claimed to have said it", Complete: CompleteSpeaker},
		},
	},
	run: func(ctx context.Context, r *Router, req *Request) (*Response, error) {
		c, err := r.check(ctx, verbatim.Claim{Text: req.Arg("quote"), Speaker: req.Arg("speaker")})
		if err != nil {
			return nil, err
		}
		return &Response{Title: c.Text, Checks: []Check{c}}, nil
	},
}

// check holds a claim against the articles that are likeliest to have it.
func (r *Router) check(ctx context.Context, claim verbatim.Claim) (Check, error) {
	if !hasWord(claim.Text) {
		return Check{}, corpus.ErrNoWords
	}
	articles, err := r.library.Alike(ctx, claim.Text, alike)
	if err != nil {
		return Check{}, fmt.Errorf("verify: %w", err)
	}
	return Check{claim, verbatim.Check(claim, articles, r.library.Corpus().People)}, nil
}

// Results returns the matches of a check, or its variants, as results: the
// article's text from the first to the last word that the claim rests on. A match
// whose span is no excerpt, which cannot be, is left out.
func Results(matches []verbatim.Match) []corpus.Result {
	out := make([]corpus.Result, 0, len(matches))
	for i := range matches {
		m := &matches[i]
		e, err := m.Article.Excerpt(m.Span)
		if err != nil {
			continue
		}
		r := corpus.Result{Excerpt: e, Kind: corpus.Report, Matches: m.Pieces, Score: m.Similarity}
		// No name may stand below the words of several.
		if m.Statement != nil && m.Voice != verbatim.Several {
			r.Kind, r.Statement = m.Statement.Kind, m.Statement
		}
		out = append(out, r)
	}
	return out
}

// Supported reports whether the coverage has the words, or some of them.
func (c *Check) Supported() bool {
	return c.Verdict != verbatim.Absent && c.Verdict != verbatim.TooShort
}

// verdict says in words what came of a check.
func (c *Check) verdict() string {
	switch c.Verdict {
	case verbatim.Exact:
		return "Exact: these words are in the coverage, word for word."
	case verbatim.Punctuation:
		return "The words are right: only marks, case or spacing differ."
	case verbatim.Altered:
		return "Altered: the coverage has it in other words."
	case verbatim.Partial:
		return "Partly real: some of the words are in the coverage, the rest is not."
	case verbatim.Stitched:
		return "Stitched together: these words are real, but not said in one piece."
	case verbatim.WrongSpeaker:
		return "Wrong speaker: the words are in the coverage, but " + c.really() + "."
	case verbatim.TooShort:
		return "Too short to check: give at least four words, or put a phrase that you mean exactly in quotation marks."
	}
	return "Not in the coverage: nothing like it was found."
}

// really says whose the words are that were claimed for somebody else.
func (c *Check) really() string {
	claimed := short(c.Speaker)
	if len(c.Matches) > 0 {
		m := &c.Matches[0]
		if p := m.Speaker(); p != nil {
			return p.Name + " says them, not " + claimed
		}
		if m.Statement == nil {
			return "they are the outlet's own, not " + claimed + "'s"
		}
	}
	return "not as said by " + claimed
}

// Verdict says in words what came of a check, and what the reader should not
// overlook: a sentence each.
func Verdict(c *Check) (verdict string, warnings []string) {
	if c.Unconfirmed() {
		warnings = append(warnings, "The text does not make clear that "+short(c.Speaker)+" said it.")
	}
	if len(c.Matches) > 0 {
		m := &c.Matches[0]
		if c.Verdict != verbatim.WrongSpeaker && c.Speaker == "" && m.Voice == verbatim.Outlet {
			warnings = append(warnings, "These are the outlet's own words, not a quotation.")
		}
		seen := map[verbatim.Flag]bool{}
		for i := range c.Matches {
			for _, f := range c.Matches[i].Flags {
				if !seen[f] {
					seen[f] = true
					warnings = append(warnings, warning[f])
				}
			}
		}
	}
	return c.verdict(), warnings
}

// warning says what a flag means to the reader.
var warning = map[verbatim.Flag]string{
	verbatim.Negation:      "A negation differs: it may mean the opposite.",
	verbatim.Number:        "A number differs.",
	verbatim.Modal:         "What can, may or must be differs.",
	verbatim.Name:          "A name differs.",
	verbatim.Direction:     "A word was turned into its opposite.",
	verbatim.Order:         "Words stand in another order: others may be doing what is told.",
	verbatim.SkipsNegation: "What is left out holds a negation: it may mean the opposite.",
	verbatim.SkipsSpeaker:  "It runs from one speaker's words into another's.",
	verbatim.Reported:      "The outlet reports it without quotation marks: these need not be the very words.",
}
