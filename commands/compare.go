package commands

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

var compare = Spec{
	Name:        "compare",
	Description: "How each outlet put what somebody said, side by side, in order of date",
	Example:     "/compare parker encryption",
	Options:     withFilters(Option{Name: "words", Description: fewWords, Required: true}, speakerOption),
	run: func(ctx context.Context, r *Router, req *Request, q corpus.Query) (*Response, error) {
		const mostCompared, searchPage = 1000, 100 // results that are looked through for one of each outlet, and at a time
		var res *Response
		var best []corpus.Result
		outlets := 0
		q.Limit, q.Offset = searchPage, 0
		for more := true; more; more = q.Offset < min(res.Total, mostCompared) && outlets < res.Scope.Outlets {
			page, err := r.search(ctx, q)
			if err != nil {
				return nil, err
			}
			res = cmp.Or(res, page)
			best, outlets = bestOfOutlets(append(best, page.Results...))
			q.Offset += searchPage
		}
		if q.Offset >= mostCompared && res.Total > mostCompared {
			res.Certainty = fmt.Sprintf("Only the best %d of %s were looked through: an outlet may be missing.",
				mostCompared, text.Count(res.Total, "place"))
		}
		groupBySpeaker(best)
		res.Total, res.Results = len(best), paginate(best, req, pageOfTen)
		return res, nil
	},
}

// bestOfOutlets keeps, of what each speaker says, the first result of each outlet, and says
// how many outlets there are. An outlet that prints the same as another has no second word:
// the result that stands for both names it.
func bestOfOutlets(results []corpus.Result) (out []corpus.Result, outlets int) {
	type word struct{ outlet, speaker string }
	seen, met := map[word]bool{}, map[string]bool{}
	copies := map[string]int{} // places in out by their words
	for _, r := range results {
		a := r.Excerpt.Article()
		met[outletKey(a)] = true
		this := word{outletKey(a), speakerName(&r)}
		if seen[this] {
			continue
		}
		seen[this] = true
		for _, also := range r.Also {
			met[outletKey(also)], seen[word{outletKey(also), this.speaker}] = true, true
		}
		words := strings.Join(text.NameWords(r.Excerpt.Text()), " ")
		if i, ok := copies[words]; ok {
			out[i].Also = append(out[i].Also, a)
			continue
		}
		copies[words] = len(out)
		out = append(out, r)
	}
	return out, len(met)
}

func speakerName(r *corpus.Result) string { return cmp.Or(r.Speaker(), &corpus.Person{}).Name }

// groupBySpeaker puts together, in order of date, what is said by one person: first whom
// most outlets quote, last what no known speaker says. What has no date comes last.
func groupBySpeaker(results []corpus.Result) {
	slices.SortStableFunc(results, func(a, b corpus.Result) int {
		return a.Excerpt.Article().Date.Compare(b.Excerpt.Article().Date)
	})
	count, first := map[string]int{"": -len(results)}, map[string]int{}
	for i := range results {
		name := speakerName(&results[i])
		if count[name]++; count[name] == 1 {
			first[name] = i
		}
	}
	slices.SortStableFunc(results, func(a, b corpus.Result) int {
		x, y := speakerName(&a), speakerName(&b)
		return cmp.Or(cmp.Compare(count[y], count[x]), cmp.Compare(first[x], first[y]))
	})
}

// outletKey is the same for all spellings of one outlet. Articles that name none
// may be of any, each of another.
func outletKey(a *corpus.Article) string {
	return cmp.Or(strings.TrimPrefix(strings.ToLower(a.Outlet), "the "), "\x00"+a.ID)
}
