package index

import (
	"fmt"
	"testing"

	"onrecord/corpus"
	"onrecord/corpus/quotation"
)

// TestDatedCountsWhatItDoesNotRead asks for what is said of a lantern, of which a third of the
// passages say something else: few are counted, of many the number is told to be an estimate.
func TestDatedCountsWhatItDoesNotRead(t *testing.T) {
	for _, test := range []struct {
		articles, want int
		about          bool
	}{
		{300, 200, false},
		{2400, 1600, true},
	} {
		t.Run(fmt.Sprint(test.articles), func(t *testing.T) {
			var articles []*corpus.Article
			for i := range test.articles {
				body := fmt.Sprintf("“The lantern %d is lit,” said Olive Brandt.", i)
				if i%3 == 0 {
					body = fmt.Sprintf("The lantern %d hangs there. “The ferry is late,” said Olive Brandt.", i)
				}
				day := corpus.Date(fmt.Sprintf("20%02d-%02d-%02d", i/300, 1+i/28%12, 1+i%28))
				a, err := corpus.New(fmt.Sprint(i), corpus.Meta{Title: "Quay", Date: day, Form: corpus.Full}, body)
				if err != nil {
					t.Fatal(err)
				}
				articles = append(articles, a)
			}
			c := newCorpus(t, articles)
			if err := quotation.AnnotateCorpus(t.Context(), c); err != nil {
				t.Fatal(err)
			}
			x := openOn(t, c)
			seen := map[string]bool{}
			last := corpus.Date("")
			for offset, total := 0, 1; offset < total; offset += 100 {
				ans, err := x.Search(t.Context(), corpus.Query{Text: "lantern", ByDate: true, Spoken: true, Limit: 100, Offset: offset})
				if err != nil {
					t.Fatal(err)
				}
				if n := ans.Total; n < test.want*9/10 || n > test.want*11/10 || !test.about && n != test.want {
					t.Errorf("from %d on there are %d, want %d", offset, n, test.want)
				}
				if offset == 0 && ans.About != test.about {
					t.Errorf("it is told to be an estimate: %t", ans.About)
				}
				for _, r := range ans.Results {
					id, day := r.Excerpt.Article().ID, r.Excerpt.Article().Date
					if seen[id] || day < last {
						t.Errorf("%s of %s comes again, or after %s", id, day, last)
					}
					seen[id], last = true, day
				}
				total = ans.Total
			}
			if len(seen) != test.want {
				t.Errorf("%d are found page by page, want %d", len(seen), test.want)
			}
		})
	}
}
