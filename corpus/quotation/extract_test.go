package quotation

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"onrecord/corpus"
	"onrecord/corpus/golden"
)

// Each file of testdata holds invented articles, one for a rule or a pitfall.
// An article stands under "-- name --", its statements, one to a line, under
// "-- name: statements --"; if there is a section "-- name: people --" the
// people are compared as well.
func TestExtract(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no test data: %v", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		article := ""
		changed := false
		for i := range archive.Files {
			f := &archive.Files[i]
			name, what, _ := strings.Cut(f.Name, ": ")
			if what == "" {
				article = string(f.Data)
				continue
			}
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar")+"/"+f.Name, func(t *testing.T) {
				got := ""
				switch statements, people := Extract(article); what {
				case "statements":
					got = show(article, statements, people)
				case "people":
					got = showPeople(people)
				default:
					t.Fatalf("%s: no such section of %s", what, name)
				}
				if got == string(f.Data) {
					return
				}
				if *golden.Update {
					f.Data, changed = []byte(got), true
					return
				}
				t.Errorf("%s\ngot:\n%s\nwant:\n%s", article, got, f.Data)
			})
		}
		if changed {
			if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// show writes the statements one to a line: kind | speaker | rule | words.
func show(text string, statements []corpus.Statement, people []corpus.Person) string {
	var b strings.Builder
	for _, s := range statements {
		name := "-"
		if s.Speaker != corpus.Unattributed {
			name = people[s.Speaker].Name
		}
		fmt.Fprintf(&b, "%s | %s | %s | %s\n", s.Kind, name, s.Rule, strings.Join(strings.Fields(text[s.Span.Start:s.Span.End]), " "))
	}
	return b.String()
}

// showPeople writes the people one to a line: name | kind | role | aliases.
func showPeople(people []corpus.Person) string {
	var b strings.Builder
	for _, p := range people {
		fmt.Fprintf(&b, "%s | %s | %s | %s\n", p.Name, p.Kind, p.Role, strings.Join(p.Aliases, ", "))
	}
	return b.String()
}

// TestOfficeBehindTheName reads offices that follow a name bare.
func TestOfficeBehindTheName(t *testing.T) {
	for text, want := range map[string]string{
		`Jane Roe, founder of the chip maker Acme, agreed. "Yes," Roe said.`:                             "founder of the chip maker Acme",
		`Jane Roe, commissioner of the harbour police and the town's best rower, spoke. "No," she said.`: "commissioner of the harbour police",
		`Jane Roe, director at Acme. "No," she said.`:                                                    "director at Acme",
		`Jane Roe, critics of the plan said, was wrong. "No," Roe said.`:                                 "",
		`Jane Roe, Paul Gray and others met. "No," Roe said.`:                                            "",
	} {
		_, people := Extract(text)
		if len(people) == 0 || people[0].Name != "Jane Roe" || people[0].Role != want {
			t.Errorf("%s\n got %+v, want the role %q", text, people, want)
		}
	}
}
