package index

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"onrecord/corpus"
	"onrecord/corpus/quotation"
)

// wharf is a snapshot of invented articles.
func wharf(t testing.TB) *snapshot {
	t.Helper()
	var articles []*corpus.Article
	for id, a := range map[string]struct {
		outlet string
		date   corpus.Date
		body   string
	}{
		"cameras": {"Harbour Post", "2021-03-04", "“Cameras do not catch smugglers,” said Olive Brandt, mayor of Saltby."},
		"penny":   {"Coast Echo", "2021-03-06", "Olive Brandt, the council leader, said: “We will not spend a penny.”"},
		"undated": {"", "", "“The quay is closed,” said Piet Doorn, the harbour master."},
	} {
		made, err := corpus.New(id, corpus.Meta{Title: "On " + id, Outlet: a.outlet, Date: a.date, Form: corpus.Full, URL: "https://wharf.example/" + id}, a.body)
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, made)
	}
	c := newCorpus(t, articles)
	if err := quotation.AnnotateCorpus(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	s, err := newSnapshot(c, &snapshot{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAnEntryIsReadAsItWasWritten(t *testing.T) {
	s := wharf(t)
	e := s.articles["penny"]
	data, err := e.Record()
	if err != nil {
		t.Fatal(err)
	}
	got, err := ReadEntry(data, e.Revision().Hash)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(e.documents(), got.documents(), cmpopts.EquateEmpty()); diff != "" || got.Revision() != e.Revision() {
		t.Errorf("other documents are made of it (-want +got), revision %v, want %v\n%s", got.Revision(), e.Revision(), diff)
	}
	for i := range data {
		changed := bytes.Clone(data)
		changed[i] ^= 1
		if _, err := ReadEntry(changed, e.Revision().Hash); err == nil {
			t.Fatalf("a record with another byte %d is taken", i)
		}
	}
	// What is written with a right hash is not believed, either.
	for _, wrong := range []string{"", "{}", strings.Replace(string(data), `"Body":"`, `"Body":"\n`, 1) + "}"} {
		if _, err := ReadEntry([]byte(wrong), hashOf([]byte(wrong))); err == nil {
			t.Errorf("%.40q is taken", wrong)
		}
	}
}

func TestARevisionTellsEveryChange(t *testing.T) {
	s := wharf(t)
	e := s.articles["penny"]
	for name, change := range map[string]func(a *corpus.Article){
		"address":     func(a *corpus.Article) { a.URL += "x" },
		"author":      func(a *corpus.Article) { a.Author = "Ida Holm" },
		"unconfirmed": func(a *corpus.Article) { a.Unconfirmed = []string{"date"} },
		"statement": func(a *corpus.Article) {
			a.Statements = slices.Clone(a.Statements)
			a.Statements[0].Speaker = corpus.Unattributed
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := *e.Article
			change(&a)
			data, err := a.Record()
			if err != nil {
				t.Fatal(err)
			}
			if hashOf(data) == e.hash {
				t.Error("the change is not told")
			}
		})
	}
}

func TestPassagesOfWhatIsGoneAreLeftOut(t *testing.T) {
	s := wharf(t)
	x := newSearcher(nil, s, &s.coverage, nil)
	hash := s.articles["penny"].hash
	found, err := x.passages(t.Context(), []Passage{{"gone", hash, 0, 1}, {"penny", "other", 0, 1}, {"penny", hash, 7, 1}, {"penny", hash, 0, 1}})
	if err != nil || len(found) != 1 || !strings.Contains(found[0].text(), "penny") {
		t.Errorf("%v, %v", found, err)
	}
}
