package corpus_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"onrecord/corpus"
)

// TestLoad runs the files in testdata/load: the files of a corpus, and in
// "want" all the faults and the articles that come of them.
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
				// These cannot stand in a text file that people read.
				data := strings.NewReplacer("{BAD BYTE}", "\xff", "{BOM}", "\ufeff", "{NOTHING}\n", "").Replace(string(f.Data))
				fsys[f.Name] = &fstest.MapFile{Data: []byte(data)}
			}
			c, err := corpus.Load(t.Context(), corpus.Source{Name: "c", FS: fsys})
			if diff := cmp.Diff(want, outcome(c, err)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func outcome(c *corpus.Corpus, err error) string {
	var b strings.Builder
	var faults corpus.LoadError
	if errors.As(err, &faults) {
		for _, f := range faults {
			fmt.Fprintln(&b, f)
		}
	} else if err != nil {
		return err.Error() + "\n"
	}
	if c == nil {
		return b.String()
	}
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
	c, err := corpus.Load(t.Context(), corpus.Source{Name: "empty", FS: fstest.MapFS{}})
	if c != nil || err == nil || !strings.Contains(err.Error(), "holds no article") {
		t.Errorf("Load of an empty folder: %v", err)
	}
}

// TestLoadOfTwoUnnamedSources: two files of one name are two, and nothing is passed over in silence.
func TestLoadOfTwoUnnamedSources(t *testing.T) {
	source := func(title string) corpus.Source {
		return corpus.Source{FS: fstest.MapFS{"a.md": {Data: []byte("---\ntitle: " + title + "\n---\nIt rained.\n")}}}
	}
	_, err := corpus.Load(t.Context(), source("Rain"), source("More rain"))
	if err == nil || !strings.Contains(err.Error(), `id "a" is that of a.md, too`) {
		t.Errorf("Load of two articles of one id: %v", err)
	}
}

// TestPathSource names a folder, and single files in it.
func TestPathSource(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string]string{"one.md": "---\ntitle: One\n---\nBody.\n", "two.jsonl": line("two", "Body."), "notes.txt": "Body."} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	for path, want := range map[string]string{
		dir:                             "one two",
		".":                             "one two",
		"one.md":                        "one",
		filepath.Join(dir, "two.jsonl"): "two",
		"notes.txt":                     "read corpus notes.txt: neither a folder nor a .md or .jsonl file",
	} {
		t.Run(path, func(t *testing.T) {
			var got []string
			src, err := corpus.PathSource(path)
			if err != nil {
				got = append(got, err.Error())
			} else {
				c, err := corpus.Load(t.Context(), src)
				if err != nil {
					t.Fatal(err)
				}
				for _, a := range c.Articles {
					got = append(got, a.ID)
				}
			}
			if said := strings.Join(got, " "); said != want {
				t.Errorf("%s, want %s", said, want)
			}
		})
	}
	// A folder is none, whatever it is called.
	if err := os.MkdirAll("all/deep.md", 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename("one.md", "all/deep.md/one.md"); err != nil {
		t.Fatal(err)
	}
	if src, err := corpus.PathSource("all"); err != nil {
		t.Error(err)
	} else if c, err := corpus.Load(t.Context(), src); err != nil || len(c.Articles) != 1 || c.Articles[0].ID != "deep.md/one" {
		t.Errorf("a folder in a folder: %v", err)
	}
	if err := os.WriteFile("bad.md", []byte("Body."), 0o600); err != nil {
		t.Fatal(err)
	}
	src, err := corpus.PathSource("bad.md")
	if err != nil {
		t.Fatal(err)
	}
	if c, err := corpus.Load(t.Context(), src); c != nil || err == nil || !strings.HasPrefix(err.Error(), "bad.md:1: no front matter") {
		t.Errorf("what is no article: %v", err)
	}
}

// TestLoadErrorIsShort asks that a file which is no corpus at all does not
// flood the terminal, and does not fill the memory.
func TestLoadErrorIsShort(t *testing.T) {
	load := func(lines int) (corpus.LoadError, string) {
		t.Helper()
		fsys := fstest.MapFS{"a.jsonl": {Data: bytes.Repeat([]byte("\x00\xff\n"), lines)}}
		_, err := corpus.Load(t.Context(), corpus.Source{Name: "c", FS: fsys})
		var faults corpus.LoadError
		if !errors.As(err, &faults) {
			t.Fatalf("%d lines: %v, want a LoadError", lines, err)
		}
		return faults, err.Error()
	}
	if _, msg := load(20); strings.Count(msg, "\n") != 19 || strings.Contains(msg, "more") {
		t.Errorf("20 faults are shown as\n%s", msg)
	}
	if _, msg := load(21); strings.Count(msg, "\n") != 20 || !strings.HasSuffix(msg, "\nand 1 more") {
		t.Errorf("21 faults are shown as\n%s", msg)
	}
	faults, _ := load(100_000)
	if n := len(faults); n > 1001 {
		t.Errorf("%d faults of one file are kept", n)
	}
	if got, want := faults[len(faults)-1].String(), "c/a.jsonl:1001: too many faults: the rest of the file was not read"; got != want {
		t.Errorf("the last fault is %q, want %q", got, want)
	}
}

// TestLoadOfWhatIsTooLong: the beginning of a file is no article.
func TestLoadOfWhatIsTooLong(t *testing.T) {
	data := append([]byte("---\ntitle: Long\n---\n"), bytes.Repeat([]byte("Body. "), 3<<20)...)
	_, err := corpus.Load(t.Context(), corpus.Source{Name: "c", FS: fstest.MapFS{"a.md": {Data: data}}})
	if err == nil || err.Error() != "c/a.md: cannot be read: longer than 16 MB: that is no article" {
		t.Errorf("a file of %d bytes: %.100v", len(data), err)
	}
}

// TestLoadWithoutFields: none has to be there.
func TestLoadWithoutFields(t *testing.T) {
	for _, front := range []string{"---\n---\n", "---\n# title: T\n---\n", "---\n\n---\n"} {
		c, err := corpus.Load(t.Context(), corpus.Source{Name: "c", FS: fstest.MapFS{"a.md": {Data: []byte(front + "Body.\n")}}})
		if err != nil || c.Articles[0].Body() != "Body." || c.Articles[0].Form != corpus.Full {
			t.Errorf("%q: %v", front, err)
		}
	}
}

func TestNew(t *testing.T) {
	for _, test := range []struct{ id, body, want string }{
		{"a/b c", "Body.", ""},
		{"", "", "no id"},
		{"a", "", "body is empty"},
		{"a\n", "Body.", `id "a\n" has white space around it or control characters in it`},
		{"\u00a0a", "Body.", `id "\u00a0a" has white space around it or control characters in it`},
		{"a\xff", "Body.", `id "a\xff" is not valid UTF-8`},
		{"a", "\xff", "body is not valid UTF-8"},
	} {
		t.Run(test.want, func(t *testing.T) {
			a, err := corpus.New(test.id, corpus.Meta{}, test.body)
			got := ""
			if err != nil {
				got = err.Error()
			}
			if got != test.want || (a == nil) != (err != nil) {
				t.Errorf("New(%q, %q): %v, %q; want %q", test.id, test.body, a, got, test.want)
			}
		})
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
		t.Run(name, func(t *testing.T) {
			if other, ok := seen[v]; ok {
				t.Errorf("%s and %s have the same version %s", name, other, v)
			}
			seen[v] = name
		})
	}
}

func FuzzLoad(f *testing.F) {
	f.Add("---\ntitle: \"T\"\nparams:\n  outlet: O\n---\nBody.\n", `{"id":"a","body":"b"}`)
	f.Add("---\n- a\n---\n", `{"params":{"unconfirmed":["date"]},"body":"x","id":"y"}`)
	f.Add("---\na: &x [*x]\n---\n\\# b", "[1]\n{}\nnull")
	f.Add("\ufeff---\n!a title: !!binary YQ==\n...\nb\n---\nc", `{"id":"\ud800","params":{},"params":7,"body":[{}]}`)
	f.Fuzz(func(t *testing.T, md, jsonl string) {
		c, err := corpus.Load(t.Context(), corpus.Source{Name: "c", FS: fstest.MapFS{
			"a.md": {Data: []byte(md)}, "b.jsonl": {Data: []byte(jsonl)},
		}})
		var faults corpus.LoadError
		if err != nil && !errors.As(err, &faults) {
			t.Fatal(err)
		}
		if c == nil {
			return
		}
		for _, a := range c.Articles {
			if strings.ContainsFunc(a.ID, unicode.IsControl) || a.ID != strings.TrimSpace(a.ID) {
				t.Fatalf("the id %q was let pass", a.ID)
			}
			if shown := md + jsonl; strings.Contains(a.Body(), "\ufffd") && !strings.Contains(shown, "\ufffd") && !strings.Contains(strings.ToLower(shown), `\ufffd`) {
				t.Fatal("a character was replaced")
			}
			for _, p := range a.Passages() {
				if _, err := a.Excerpt(p); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}
