package index

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"onrecord/corpus"
	"onrecord/corpus/quotation"
)

// TestSpokenHasEverythingOnce asks for all that somebody says in long paragraphs, which are
// several passages, and beside others.
func TestSpokenHasEverythingOnce(t *testing.T) {
	const sentence = "The lantern on the old quay is lit every night of the year by the keeper. "
	for _, test := range []struct {
		name, body, speaker string
		want                []string // parts of the results, and who says them
	}{
		{"a quotation over two passages", "“" + strings.Repeat(sentence, 20) + "That is all,” said Olive Brandt.", "Brandt", []string{"That is all — Olive Brandt"}},
		{"two in one sentence", "“We need lights,” said Olive Brandt, “and they must be bright.”", "Brandt", []string{"lights,” said Olive Brandt, “and they — Olive Brandt"}},
		{"two in one paragraph", "“We need lights,” said Olive Brandt. “They must be bright,” she said.", "Brandt", []string{"lights,” said Olive Brandt. “They — Olive Brandt"}},
		{"two paragraphs", "“We need lights,” said Olive Brandt.\n\n“They must be bright,” she said.", "Brandt", []string{"lights — Olive Brandt", "bright — Olive Brandt"}},
		{"more than one excerpt holds", "“" + strings.Repeat(sentence, 5) + "We need lights,” said Olive Brandt. “" + strings.Repeat(sentence, 5) + "They must be bright,” she said.",
			"Brandt", []string{"lights — Olive Brandt", "bright — Olive Brandt"}},
		{"a paragraph of two people", "“We need lights,” said Olive Brandt. “We need none,” said Ines Falk.", "Brandt", []string{"lights,” said Olive Brandt. — Olive Brandt"}},
		{"a sentence of two people", "“We need lights,” said Ines Falk, but Olive Brandt said “lights are for the theatre only”.", "Brandt", []string{"lights are for the theatre only — Olive Brandt"}},
		{"two people of one surname", "“We need lights,” said Olive Brandt. “We need none,” said Ines Brandt.", "Brandt", []string{"need lights — Olive Brandt", "need none — Ines Brandt"}},
		{"that very name", "“We need lights,” said Olive Brandt. “We need none,” said Olive Brandt Falk.", "olive brandt", []string{"need lights — Olive Brandt"}},
		{"a name before an office", "“We need lights,” said Olive Brandt. “She does,” said Ines Falk, spokeswoman for Brandt.", "Brandt", []string{"need lights — Olive Brandt"}},
		{"an office", "“We need lights,” said Olive Brandt, the mayor.\n\n“They must be bright,” she said.", "mayor", []string{"need lights — Olive Brandt", "bright — Olive Brandt"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, err := corpus.New("a", corpus.Meta{Title: "Quay", Date: "2021-03-04", Form: corpus.Full}, test.body)
			if err != nil {
				t.Fatal(err)
			}
			c, err := corpus.NewCorpus([]*corpus.Article{a})
			if err != nil {
				t.Fatal(err)
			}
			if err := quotation.AnnotateCorpus(t.Context(), c); err != nil {
				t.Fatal(err)
			}
			ans, err := openOn(t, c).Search(t.Context(), corpus.Query{Speaker: test.speaker})
			if err != nil || len(ans.Results) != len(test.want) || ans.Total != len(test.want) {
				t.Fatalf("%d results of %d (%v), want %q", len(ans.Results), ans.Total, err, test.want)
			}
			for i, want := range test.want {
				r := ans.Results[i]
				words, name, _ := strings.Cut(want, " — ")
				text := r.Excerpt.Text()
				if !strings.Contains(text, words) || strings.Contains(text, "Falk") || r.Speaker().Name != name || r.Kind != r.Statement.Kind {
					t.Errorf("%d is %q by %v, want %q", i, text, r.Speaker(), want)
				}
			}
		})
	}
}

func TestSearchNeedsWordsOrASpeaker(t *testing.T) {
	c, err := corpus.NewCorpus(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []corpus.Query{{}, {Text: " "}, {Text: "the", Speaker: "brandt"}, {Outlet: "post", ByDate: true}} {
		if _, err := openOn(t, c).Search(t.Context(), q); !errors.Is(err, corpus.ErrNoWords) {
			t.Errorf("%+v: %v", q, err)
		}
	}
}

// A lender counts the articles that are read of a store.
type lender struct {
	Store
	read int
}

func (l *lender) Entries(ctx context.Context, ids []string) ([]*Entry, error) {
	l.read += len(ids)
	return l.Store.Entries(ctx, ids)
}

// brandts is a corpus of so many articles, in the first of which Olive Brandt says something, and in the
// others Ola Brandt.
func brandts(t *testing.T, articles, olive int) *Index {
	t.Helper()
	var all []*corpus.Article
	for i := range articles {
		name := "Ola Brandt"
		if i < olive {
			name = "Olive Brandt"
		}
		a, err := corpus.New(fmt.Sprintf("quay%03d", i), corpus.Meta{Title: "Quay", Form: corpus.Full}, fmt.Sprintf("“Lamp %d is out,” said %s.", i, name))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, a)
	}
	return openOn(t, newCorpus(t, all))
}

// TestSpokenReadsNoArticlesOfOthers asks for all that somebody of a common surname says.
func TestSpokenReadsNoArticlesOfOthers(t *testing.T) {
	s, done, err := brandts(t, 300, 1).begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	l := &lender{Store: s.Store}
	s.Store = l
	ans, err := s.search(t.Context(), corpus.Query{Speaker: "Olive Brandt"})
	if err != nil || ans.Total != 1 || ans.About || !strings.Contains(ans.Results[0].Excerpt.Text(), "Lamp 0") {
		t.Errorf("%+v, %v", ans, err)
	}
	if l.read > 1 {
		t.Errorf("%d articles were read for one", l.read)
	}
}

// TestATopicalSearchReadsTheBest asks for what somebody spoke about who speaks in many articles.
func TestATopicalSearchReadsTheBest(t *testing.T) {
	for _, byDate := range []bool{false, true} {
		s, done, err := brandts(t, 300, 0).begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		l := &lender{Store: s.Store}
		s.Store = l
		ans, err := s.search(t.Context(), corpus.Query{Text: "brandt lamp zeppelin", ByDate: byDate, Spoken: byDate})
		if err != nil || len(ans.Results) > 0 {
			t.Errorf("%+v, %v", ans, err)
		}
		if l.read > 2*blockSize {
			t.Errorf("by date %t, %d articles were read", byDate, l.read)
		}
		done()
	}
}

// TestNoPageIsPromisedInVain asks for a page that has all that there is: what has not been read
// yet must not be estimated to hold more.
func TestNoPageIsPromisedInVain(t *testing.T) {
	ans, err := brandts(t, leastDated+200, 10).Search(t.Context(), corpus.Query{Speaker: "Olive Brandt", Limit: 10})
	if err != nil || ans.Total != 10 || len(ans.Results) != 10 {
		t.Errorf("%d of %d, %v", len(ans.Results), ans.Total, err)
	}
}
