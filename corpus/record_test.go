package corpus_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"onrecord/corpus"
)

// recorded is an article with something in every field.
func recorded(t testing.TB) *corpus.Article {
	t.Helper()
	a, err := corpus.New("2021/quay", corpus.Meta{Title: "Mayor: no cameras", Description: "A quay", Date: "2021-03-04", Outlet: "Harbour Post",
		Author: "Ida Holm", URL: "https://harbour.example/1", Form: corpus.Digest, Unconfirmed: []string{"date"}, Origin: "001.txt"},
		"“Não,” said Olive Brandt.\n\nThe mayor left.")
	if err != nil {
		t.Fatal(err)
	}
	a.People = []corpus.Person{{Name: "Olive Brandt", Kind: corpus.Individual, Role: "mayor", Aliases: []string{"The mayor"},
		Mentions: []corpus.Span{{Start: 17, End: 29}}}, {Name: "a trader", Kind: corpus.Unnamed}}
	a.Statements = []corpus.Statement{{Span: corpus.Span{Start: 3, End: 8}, Kind: corpus.Direct, Speaker: 0, Rule: "after",
		Cue: corpus.Span{Start: 12, End: 16}, Mention: corpus.Span{Start: 17, End: 29}, Confidence: 0.93, Quotation: 1}}
	return a
}

func TestARecordHoldsAllOfAnArticle(t *testing.T) {
	a := recorded(t)
	data, err := a.Record()
	if err != nil {
		t.Fatal(err)
	}
	got, err := corpus.ReadRecord(data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(a, got, cmp.AllowUnexported(corpus.Article{}), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	again, err := got.Record()
	if err != nil || !bytes.Equal(again, data) {
		t.Errorf("its record is another: %v\n%s\n%s", err, data, again)
	}
}

func TestReadRecordRefuses(t *testing.T) {
	data, err := recorded(t).Record()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, old, new, want string }{
		{"no JSON", "{", "{,", "not valid JSON"},
		{"no id", `"2021/quay"`, `""`, "no id"},
		{"no body", "“Não,” said Olive Brandt.\\n\\nThe mayor left.", "", "body is empty"},
		{"a mention beyond the body", `"start":17,"end":29}]`, `"start":17,"end":2900}]`, "no bytes 17 to 2900"},
		{"a statement beyond the body", `"start":3,"end":8`, `"start":3,"end":800`, "a statement that it cannot have"},
		{"a statement before the body", `"start":3,"end":8`, `"start":-3,"end":8`, "a statement that it cannot have"},
		{"a statement the wrong way round", `"start":3,"end":8`, `"start":8,"end":3`, "a statement that it cannot have"},
		{"half a character", `"start":3,"end":8`, `"start":3,"end":5`, "a statement that it cannot have"},
		{"a cue beyond the body", `"start":12,"end":16`, `"start":12,"end":160`, "a statement that it cannot have"},
		{"a name beyond the body", `"Mention":{"start":17,"end":29}`, `"Mention":{"start":17,"end":290}`, "a statement that it cannot have"},
		{"a speaker who is not there", `"Speaker":0`, `"Speaker":2`, "a statement that it cannot have"},
		{"a speaker before the first", `"Speaker":0`, `"Speaker":-2`, "a statement that it cannot have"},
	} {
		t.Run(test.name, func(t *testing.T) {
			changed := strings.Replace(string(data), test.old, test.new, 1)
			if changed == string(data) {
				t.Fatalf("%s is not in %s", test.old, data)
			}
			if _, err := corpus.ReadRecord([]byte(changed)); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, want %q", err, test.want)
			}
		})
	}
}

func FuzzReadRecord(f *testing.F) {
	data, err := recorded(f).Record()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte("{}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := corpus.ReadRecord(data)
		if err != nil {
			return
		}
		for _, st := range a.Statements {
			if st.Span.Empty() {
				continue
			}
			if _, err := a.Excerpt(st.Span); err != nil {
				t.Error(err)
			}
		}
	})
}
