package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"onrecord/corpus"
	"onrecord/corpus/text"
	"onrecord/corpus/verbatim"
)

var who = Spec{
	Name:        "who",
	Description: "Who said this? The best match, and how sure it is",
	Example:     "/who plot and communicate out of the reach of any authorities",
	Options:     withFilters(Option{Name: "words", Description: "What was said, as well as you remember it", Required: true}),
	run: func(ctx context.Context, r *Router, req *Request, q corpus.Query) (*Response, error) {
		res, err := r.saidSo(ctx, q)
		if err == nil && res == nil {
			res, err = r.saidLike(ctx, q)
		}
		if err != nil {
			return nil, err
		}
		res.Total, res.Results = len(res.Results), paginate(res.Results, req, pageOfTen)
		return res, nil
	},
}

func (r *Router) saidLike(ctx context.Context, q corpus.Query) (*Response, error) {
	q.Limit, q.Offset = 100, 0 // it is no more than a hint: the best few are enough
	res, err := r.search(ctx, q)
	if err != nil {
		return nil, err
	}
	said := slices.DeleteFunc(slices.Clone(res.Results), func(r corpus.Result) bool { return r.Speaker() == nil })
	// A few words are too short to be verified, and there all the same.
	row := func(s string) string { return " " + strings.Join(text.NameWords(s), " ") + " " }
	inWords := slices.DeleteFunc(slices.Clone(said), func(r corpus.Result) bool {
		s := r.Statement.Span
		return !strings.Contains(row(r.Excerpt.Article().Body()[s.Start:s.End]), row(q.Text))
	})
	res.Certainty = "Not in these words: the best match by what it is about."
	switch {
	case len(inWords) > 0:
		said = inWords
		res.Certainty = fmt.Sprintf("In these words, in %s; so few may be others' as well.", text.Count(len(said), "place"))
	case len(said) == 0:
		res.Certainty = "Nobody in the coverage is known to have said that."
		res.Nearest = append(res.Results, res.Nearest...)
		res.Nearest = res.Nearest[:min(maxNearest, len(res.Nearest))]
	}
	res.Results = said
	return res, nil
}

// nearly is how much of the words two texts must share to be called nearly the
// same, and likeness how much to be worth showing: people ask for what they
// remember. Found by trial. Of tooFew words, three may be so by chance ("there will be").
const nearly, likeness, tooFew = 0.75, 0.5, 4

// saidSo answers who said the words themselves, or nearly; nil if no one did. It warns of the best
// match as /verify does, and gives words that are nobody's if they are there.
func (r *Router) saidSo(ctx context.Context, q corpus.Query) (*Response, error) {
	report, err := r.check(ctx, verbatim.Claim{Text: q.Text})
	c := Check{Report: report}
	least, allThere := likeness, c.complete()
	if err != nil || !allThere && c.Verdict != verbatim.Altered && c.Verdict != verbatim.Partial {
		return nil, err
	}
	if allThere {
		least = nearly // what is only like it is of no interest then
	}
	res, filters := &Response{}, corpus.Query{Outlet: q.Outlet, From: q.From, To: q.To}
	matches, exact, reported, best := append(c.Matches, c.Variants...), 0, 0, c
	results := resultsOf(matches)
	somebodys := slices.ContainsFunc(results, func(r corpus.Result) bool { return r.Speaker() != nil })
	for i, found := range results {
		whole := allThere && i < len(c.Matches)
		if found.Score < least || found.Speaker() == nil && (somebodys || !whole) {
			continue
		}
		if filters != (corpus.Query{}) {
			filters.Article = found.Excerpt.Article().ID
			switch scope, err := r.library.Scope(ctx, filters); {
			case err != nil:
				return nil, err
			case scope.Articles == 0:
				continue
			}
		}
		if whole {
			exact++
		}
		if found.Kind == corpus.Indirect && slices.Contains(matches[i].Flags, verbatim.Reported) {
			reported++
		}
		if len(res.Results) == 0 {
			best.Matches = matches[i : i+1]
		}
		res.Results = append(res.Results, found)
	}
	switch {
	case len(res.Results) == 0:
		return nil, nil
	case reported == len(res.Results):
		res.Certainty = "As reported, without quotation marks: these need not be the very words."
	case exact == 0 && (res.Results[0].Score < nearly || len(text.NameWords(q.Text)) <= tooFew):
		res.Certainty = "Not in these words, but in some that are much like them."
	case exact == 0:
		res.Certainty = "Nearly in these words."
	case exact == len(res.Results):
		res.Certainty = "Word for word."
	default:
		res.Certainty = fmt.Sprintf("Word for word in %s; the rest is nearly so.", text.Count(exact, "place"))
	}
	if allThere && exact == 0 {
		best.Verdict = verbatim.Altered // of a variant
	}
	warnings := best.flags()
	if turn := best.turn(); turn != "" && best.complete() {
		warnings = append(warnings, strings.Replace(turn, "Cut short: ", "But ", 1)+".")
	}
	for _, w := range warnings {
		switch {
		case w != warning[verbatim.Reported]:
			res.Certainty += " " + w
		case reported < len(res.Results): // there are marks, around some of it
			res.Certainty += " Some of it is reported without quotation marks, and need not be in the very words."
		}
	}
	return res, nil
}
