package ingest_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"onrecord/corpus"
	"onrecord/corpus/ingest"
	"onrecord/corpus/quotation"
)

// TestKinds imports the pages of testdata/kinds, a kind of fault a file, written by
// hand: NAME.html or NAME.txt, and behind it what has to become of it. NAME.body holds
// the paragraphs, NAME.fields some of the fields, NAME.said who says what, by the first
// words, in the article that is written, NAME.doubts parts of the doubts, NAME.dropped
// some of what is told as dropped.
func TestKinds(t *testing.T) {
	names, err := filepath.Glob("testdata/kinds/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no test data", err)
	}
	for _, name := range names {
		ar, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		pages := map[string]*kindsPage{}
		var order []string
		for _, f := range ar.Files {
			page, part, _ := strings.Cut(f.Name, ".")
			if pages[page] == nil {
				pages[page] = &kindsPage{name: f.Name, raw: f.Data, want: map[string]string{}}
				order = append(order, page)
				continue
			}
			pages[page].want[part] = strings.TrimSpace(string(f.Data))
		}
		for _, page := range order {
			t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar")+"/"+page, func(t *testing.T) { pages[page].test(t) })
		}
	}
}

type kindsPage struct {
	name string
	raw  []byte
	want map[string]string
}

func (p *kindsPage) test(t *testing.T) {
	contentType := ""
	if strings.HasSuffix(p.name, ".html") {
		contentType = "text/html"
	}
	d, err := ingest.Page(p.name, p.raw, contentType)
	if want := p.want["error"]; want != "" {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want the error %s", err, want)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if want, ok := p.want["body"]; ok {
		if diff := cmp.Diff(strings.Split(want, "\n\n"), d.Paragraphs); diff != "" {
			t.Errorf("the paragraphs (-want +got)\n%s\n%v", diff, d.Dropped)
		}
	}
	for line := range strings.Lines(p.want["fields"]) {
		f, want, _ := strings.Cut(strings.TrimSpace(line), ":")
		if got := d.Field(ingest.Field(f)); got != strings.TrimSpace(want) {
			t.Errorf("%s is %q, want %q (%s)", f, got, strings.TrimSpace(want), d.Origins[ingest.Field(f)])
		}
	}
	for want := range strings.Lines(p.want["doubts"]) {
		if !slices.ContainsFunc(d.Doubts, func(x ingest.Doubt) bool { return strings.Contains(x.Why, strings.TrimSpace(want)) }) {
			t.Errorf("there is no doubt %q: %v", strings.TrimSpace(want), d.Doubts)
		}
	}
	for want := range strings.Lines(p.want["dropped"]) {
		rule, text, _ := strings.Cut(strings.TrimSpace(want), ": ")
		if !slices.Contains(d.Dropped, ingest.Dropped{Text: text, Rule: rule}) {
			t.Errorf("it is not told that %q was dropped: %v", want, d.Dropped)
		}
	}
	if want, ok := p.want["said"]; ok {
		if diff := cmp.Diff(strings.Split(want, "\n"), said(t, d, strings.Split(want, "\n"))); diff != "" {
			t.Errorf("who says what (-want +got)\n%s", diff)
		}
	}
}

// said lists who says what in the article of a draft, each statement as far as the wanted
// line of the same number goes.
func said(t *testing.T, d *ingest.Draft, want []string) []string {
	t.Helper()
	data, err := d.Markdown()
	if err != nil {
		t.Fatal(err)
	}
	a, err := corpus.ParseMarkdown("a", "a.md", data)
	if err != nil {
		t.Fatal(err)
	}
	if err := quotation.Annotate(t.Context(), []*corpus.Article{a}); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, s := range a.Statements {
		if s.Kind == corpus.Indirect {
			continue
		}
		who := "nobody"
		if s.Speaker >= 0 {
			who = a.People[s.Speaker].Name
		}
		words := a.Body()[s.Span.Start:s.Span.End]
		line := fmt.Sprintf("%s: %s", who, words)
		if i := len(out); i < len(want) && strings.HasPrefix(line, want[i]) {
			line = want[i]
		}
		out = append(out, line)
	}
	return out
}
