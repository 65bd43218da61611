package commands

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"onrecord/corpus"
)

// Bounds on a comparison. The best results are looked through together, and each
// outlet that they leave out is searched, which takes up to 15 ms for a word that half
// of 100,000 passages have.
const (
	bestCompared    = 100
	outletsCompared = 200
)

var compare = command{
	Spec: Spec{
		Name:        "compare",
		Description: "How each outlet put it, side by side, in order of date",
		Example:     "/compare parker encryption",
		Options: append([]Option{
			{Name: "words", Description: "A few words, names or an \"exact phrase\"", Required: true},
			speakerOption,
		}, filterOptions...),
	},
	run: func(ctx context.Context, r *Router, req *Request) (*Response, error) {
		q, err := queryOf(req, "words")
		if err != nil {
			return nil, err
		}
		q.Limit, q.Offset = bestCompared, 0
		res, err := r.search(ctx, q)
		if err != nil {
			return nil, err
		}
		if res.Total > len(res.Results) {
			more, err := r.bestOfOthers(ctx, q, res)
			if err != nil {
				return nil, err
			}
			res.Results = append(res.Results, more...)
		}
		res.Results = bestOfOutlets(res.Results)
		sortByDate(res.Results)
		res.Total, res.Results = len(res.Results), paginate(res.Results, req, pageOfTen)
		return res, nil
	},
}

// bestOfOthers returns the best result of each outlet that has matches but is not
// among the best.
func (r *Router) bestOfOthers(ctx context.Context, q corpus.Query, best *Response) ([]corpus.Result, error) {
	outlets, _, err := r.library.Counts(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("compare: %w", err)
	}
	seen := map[string]bool{}
	for _, b := range best.Results {
		seen[b.Excerpt.Article().Outlet] = true
		for _, a := range b.Also {
			seen[a.Outlet] = true
		}
	}
	var out []corpus.Result
	for _, o := range outlets[:min(len(outlets), outletsCompared)] {
		if seen[o.Value] {
			continue
		}
		q.Outlet, q.Limit = o.Value, 1
		found, err := r.search(ctx, q)
		if err != nil {
			return nil, err
		}
		// Synonyms are no match where others have the words themselves.
		if slices.Equal(found.Corrections, best.Corrections) {
			out = append(out, found.Results...)
		}
	}
	return out, nil
}

// bestOfOutlets keeps the first result of each outlet. An outlet that prints the
// same as another has no second word: the result that stands for both names it.
func bestOfOutlets(results []corpus.Result) []corpus.Result {
	var out []corpus.Result
	seen := map[string]bool{}
	copies := map[string]int{} // places in out by their words
	for _, r := range results {
		a := r.Excerpt.Article()
		if seen[outletKey(a)] {
			continue
		}
		seen[outletKey(a)] = true
		for _, also := range r.Also {
			seen[outletKey(also)] = true
		}
		words := strings.Join(nameWords(r.Excerpt.Text()), " ")
		if i, ok := copies[words]; ok {
			out[i].Also = append(out[i].Also, a)
			continue
		}
		copies[words] = len(out)
		out = append(out, r)
	}
	return out
}

// outletKey is the same for all spellings of one outlet. Articles that name none
// may be of any, each of another.
func outletKey(a *corpus.Article) string {
	words := nameWords(a.Outlet)
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	if len(words) == 0 {
		return "\x00" + a.ID
	}
	return strings.Join(words, " ")
}

// sortByDate puts results in order of publication, and those of one article in the
// order of its text. What has no date comes last.
func sortByDate(results []corpus.Result) {
	slices.SortStableFunc(results, func(a, b corpus.Result) int {
		return cmp.Or(
			a.Excerpt.Article().Date.Compare(b.Excerpt.Article().Date),
			cmp.Compare(a.Excerpt.Article().ID, b.Excerpt.Article().ID),
			cmp.Compare(a.Excerpt.Span().Start, b.Excerpt.Span().Start),
		)
	})
}
