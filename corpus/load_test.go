package corpus_test

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"onrecord/corpus"
)

// TestLoad runs the files in testdata/load: the files of a corpus, and in
// "want" the articles that come of them or all the faults.
func TestLoad(t *testing.T) {
	names, err := filepath.Glob("testdata/load/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no test data", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			fsys, want := fstest.MapFS{}, ""
			for _, f := range ar.Files {
				if f.Name == "want" {
					want = string(f.Data)
					continue
				}
				// \xff cannot stand in a text file that people read.
				data := strings.ReplaceAll(string(f.Data), "{BAD BYTE}", "\xff")
				fsys[f.Name] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(data, "{NOTHING}\n", ""))}
			}
			c, err := corpus.Load(t.Context(), corpus.Source{Name: "c", FS: fsys})
			if diff := cmp.Diff(want, outcome(c, err)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func outcome(c *corpus.Corpus, err error) string {
	if err != nil {
		return err.Error() + "\n"
	}
	var b strings.Builder
	for _, a := range c.Articles {
		fmt.Fprintf(&b, "%s: %q %s %q by %q %s %s unconfirmed%v\n", a.ID, a.Title, a.Date, a.Outlet, a.Author, a.Form, a.URL, a.Unconfirmed)
		for _, p := range a.Paragraphs() {
			fmt.Fprintf(&b, "  %q\n", a.Body()[p.Start:p.End])
		}
	}
	return b.String()
}

func TestLoadKeepsTheBodyByteForByte(t *testing.T) {
	for _, body := range []string{"One.\n\nTwo.", " leading space", "tab\there", "naïve “quote” — 49,000 - pieces", "line one\nline two"} {
		line := fmt.Sprintf("{\"id\":\"a\",\"body\":%q}", body)
		c, err := corpus.Load(t.Context(), corpus.Source{Name: "c", FS: fstest.MapFS{"a.jsonl": {Data: []byte(line)}}})
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Articles[0].Body(); got != body {
			t.Errorf("jsonl: got body %q, want %q", got, body)
		}
	}
}

func TestLoadOfWhatIsNotThere(t *testing.T) {
	if _, err := corpus.PathSource(filepath.Join(t.TempDir(), "nowhere")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("PathSource of a missing folder: %v", err)
	}
	_, err := corpus.Load(t.Context(), corpus.Source{Name: "empty", FS: fstest.MapFS{}})
	if err == nil || !strings.Contains(err.Error(), "holds no article") {
		t.Errorf("Load of an empty folder: %v", err)
	}
}

func TestVersionChangesWithEverythingThatIsShown(t *testing.T) {
	article := func(change func(*corpus.Meta), body string) string {
		m := corpus.Meta{Title: "T", Outlet: "O", Date: "2020-01-02", Form: corpus.Full}
		change(&m)
		a, err := corpus.New("id", m, body)
		if err != nil {
			t.Fatal(err)
		}
		c, err := corpus.NewCorpus([]*corpus.Article{a})
		if err != nil {
			t.Fatal(err)
		}
		return c.Version
	}
	seen := map[string]string{}
	for name, v := range map[string]string{
		"plain":       article(func(*corpus.Meta) {}, "Body."),
		"body":        article(func(*corpus.Meta) {}, "Body!"),
		"title":       article(func(m *corpus.Meta) { m.Title = "U" }, "Body."),
		"date":        article(func(m *corpus.Meta) { m.Date = "2020-01-03" }, "Body."),
		"unconfirmed": article(func(m *corpus.Meta) { m.Unconfirmed = []string{"date"} }, "Body."),
		"moved":       article(func(m *corpus.Meta) { m.Title, m.Outlet = "", "TO" }, "Body."),
	} {
		if other, ok := seen[v]; ok {
			t.Errorf("%s and %s have the same version %s", name, other, v)
		}
		seen[v] = name
	}
}

func FuzzLoad(f *testing.F) {
	f.Add("---\ntitle: \"T\"\nparams:\n  outlet: O\n---\nBody.\n", `{"id":"a","body":"b"}`)
	f.Add("---\n- a\n---\n", `{"params":{"unconfirmed":["date"]},"body":"x","id":"y"}`)
	f.Add("---\na: &x [*x]\n---\n\\# b", "[1]\n{}\nnull")
	f.Fuzz(func(t *testing.T, md, jsonl string) {
		c, err := corpus.Load(t.Context(), corpus.Source{Name: "c", FS: fstest.MapFS{
			"a.md": {Data: []byte(md)}, "b.jsonl": {Data: []byte(jsonl)},
		}})
		if err != nil {
			if c != nil {
				t.Fatal("something was loaded in spite of", err)
			}
			return
		}
		for _, a := range c.Articles {
			for _, p := range a.Passages() {
				if _, err := a.Excerpt(p); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}
