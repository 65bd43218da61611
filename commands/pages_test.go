package commands_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"onrecord/commands"
	"onrecord/corpus"
)

// quayside is the real index over 150 articles, in order of date, in which a lantern
// is spoken of and reported on. A hundred are of one outlet and fill what a search
// returns at a time; the others are of twenty-five.
func quayside(t *testing.T) commands.Library {
	t.Helper()
	var articles []*corpus.Article
	for i := range 150 {
		outlet := "Harbour Post"
		if i >= 100 {
			outlet = fmt.Sprintf("Gazette %c", 'A'+i%25)
		}
		day := corpus.Date(fmt.Sprintf("2021-%02d-%02d", 1+i/25, 1+i%25))
		body := fmt.Sprintf("“Lantern %d is lit now,” said Olive Brandt.\n\nA lantern %d of iron hangs there.", i, i)
		articles = append(articles, post(t, fmt.Sprintf("article-%03d", i), outlet, day, body))
	}
	return open(t, library(t, articles...).c)
}

// allPages asks for page after page, to the end, and returns all results.
func allPages(t *testing.T, lib commands.Library, command, words string, total int) []corpus.Result {
	t.Helper()
	const limit = 7
	r := commands.NewRouter(lib, commands.About{})
	var all []corpus.Result
	for offset := 0; offset < total; offset += limit {
		res, err := r.Handle(t.Context(), commands.Request{Command: command, Args: map[string]string{"words": words}, Limit: limit, Offset: offset})
		if err != nil {
			t.Fatal(err)
		}
		if res.Total != total || len(res.Results) != min(limit, total-offset) {
			t.Fatalf("from %d on there are %d results of %d, want some of %d", offset, len(res.Results), res.Total, total)
		}
		all = append(all, res.Results...)
	}
	if command != "compare" && !slices.IsSortedFunc(all, func(a, b corpus.Result) int {
		return strings.Compare(string(a.Excerpt.Article().Date), string(b.Excerpt.Article().Date))
	}) {
		t.Error("the results are not in order of date")
	}
	return all
}

func TestTimelineHasEveryMatchOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range allPages(t, quayside(t), "timeline", "lantern", 150) {
		id := r.Excerpt.Article().ID
		if seen[id] || r.Speaker() == nil {
			t.Errorf("%s comes again, or nobody says %q", id, r.Excerpt.Text())
		}
		seen[id] = true
	}
}

func TestCompareHasEveryOutletOnceForEachSpeaker(t *testing.T) {
	seen, last, done := map[[2]string]bool{}, "", map[string]bool{}
	for _, r := range allPages(t, quayside(t), "compare", "lantern", 27) {
		speaker := ""
		if p := r.Speaker(); p != nil {
			speaker = p.Name
		}
		outlet := r.Excerpt.Article().Outlet
		if seen[[2]string{outlet, speaker}] {
			t.Errorf("%s comes again with %q by %q", outlet, r.Excerpt.Text(), speaker)
		}
		seen[[2]string{outlet, speaker}] = true
		if speaker != last {
			done[last] = len(seen) > 1
			if done[speaker] {
				t.Errorf("%q comes up again, behind others", speaker)
			}
			last = speaker
		}
	}
}

// TestCompareCountsACopyOnce compares 120 outlets of which all but five print one
// agency's words.
func TestCompareCountsACopyOnce(t *testing.T) {
	var articles []*corpus.Article
	for i := range 120 {
		body := "The old lantern on the north quay of Saltby was lit again on Monday evening."
		if i%24 == 0 {
			body = fmt.Sprintf("Lantern %d is out.", i)
		}
		articles = append(articles, post(t, fmt.Sprintf("article-%03d", i), fmt.Sprintf("Gazette %03d", i), "2021-03-01", body))
	}
	copies := 0
	for _, r := range allPages(t, open(t, library(t, articles...).c), "compare", "lantern", 6) {
		copies += len(r.Also)
	}
	if copies != 114 {
		t.Errorf("%d copies are named, want 114", copies)
	}
}

// endless finds the same passages again, however many were passed over.
type endless struct {
	commands.Library
	total int
}

func (e endless) Search(ctx context.Context, q corpus.Query) (corpus.Answer, error) {
	q.Offset = 0
	ans, err := e.Library.Search(ctx, q)
	ans.Total = e.total
	return ans, err
}

// TestCompareSaysWhereItStopped, unless it has looked through all, or has every outlet.
func TestCompareSaysWhereItStopped(t *testing.T) {
	lib := quayside(t)
	for _, test := range []struct {
		name, words string
		total       int
		want        string
	}{
		{"too many", "lantern", 12_345, "Only the best 1000 of 12,345 places were looked through: an outlet may be missing."},
		{"all of them", "lantern", 1000, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := commands.NewRouter(endless{lib, test.total}, commands.About{})
			res, err := r.Handle(t.Context(), commands.Request{Command: "compare", Args: map[string]string{"words": test.words}})
			if err != nil || res.Certainty != test.want || test.want != "" && !slices.Contains(res.View().Notes, test.want) {
				t.Errorf("it says %q, %v; want %q", res.Certainty, err, test.want)
			}
		})
	}
}
