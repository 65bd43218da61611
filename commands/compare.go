package commands

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"onrecord/corpus"
)

// widest is how many results a command looks through that puts them in another
// order than the best first.
const widest = 100

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
		q.Limit, q.Offset = widest, 0
		res, err := r.search(ctx, q)
		if err != nil {
			return nil, err
		}
		res.Results = byDate(bestOfOutlets(res.Results))
		res.turnTo(req)
		return res, nil
	},
}

// bestOfOutlets keeps the first result of each outlet. An outlet that prints the
// same as another has no second word: the result that stands for both names it.
func bestOfOutlets(results []corpus.Result) []corpus.Result {
	var out []corpus.Result
	seen := map[string]bool{}
	for _, r := range results {
		outlet := outletKey(r.Excerpt.Article())
		if seen[outlet] {
			continue
		}
		seen[outlet] = true
		for _, a := range r.Also {
			seen[outletKey(a)] = true
		}
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

// byDate puts results in order of publication, and those of one article in the
// order of its text. What has no date comes last.
func byDate(results []corpus.Result) []corpus.Result {
	day := func(r *corpus.Result) corpus.Date {
		return cmp.Or(r.Excerpt.Article().Date, "9999")
	}
	slices.SortStableFunc(results, func(a, b corpus.Result) int {
		return cmp.Or(
			cmp.Compare(day(&a), day(&b)),
			cmp.Compare(a.Excerpt.Article().ID, b.Excerpt.Article().ID),
			cmp.Compare(a.Excerpt.Span().Start, b.Excerpt.Span().Start),
		)
	})
	return results
}

// pageOfTen is how many results a command shows that was not told how many.
const pageOfTen = 10

// turnTo keeps the page of all results that was asked for.
func (r *Response) turnTo(req *Request) {
	r.Total = len(r.Results)
	from := min(req.Offset, r.Total)
	r.Results = r.Results[from:min(from+cmp.Or(req.Limit, pageOfTen), r.Total)]
}
