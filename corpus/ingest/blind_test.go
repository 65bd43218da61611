package ingest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"onrecord/corpus/golden"
	"onrecord/corpus/ingest"
)

var footnotes = regexp.MustCompile(`\[\d\]`) // they are taken out

// A markedPage is an invented page with a mark before each line: H headline, S
// standfirst, B body, x none of it, ? either is right. The fields come first.
type markedPage struct {
	raw    string
	marks  []string // one a line; "" for a blank one
	lines  []string
	title  string
	fields map[string]string
}

func readMarked(t *testing.T, name string) markedPage {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	head, body, ok := strings.Cut(string(data), "---\n")
	if !ok {
		t.Fatalf("%s has no fields", name)
	}
	p := markedPage{fields: map[string]string{}}
	for l := range strings.Lines(head) {
		key, value, _ := strings.Cut(strings.TrimSpace(l), ":")
		p.fields[key] = strings.TrimSpace(value)
	}
	for l := range strings.Lines(body) {
		mark, text, _ := strings.Cut(strings.TrimSuffix(l, "\n"), " ")
		p.marks, p.lines = append(p.marks, mark), append(p.lines, text)
		if mark == "H" {
			if n := len(p.marks); n > 1 && p.marks[n-2] == "H" { // it was wrapped by hand
				text = p.title + " " + text
			}
			p.title = text
			if title := p.fields["title"]; title != "" { // a label stands before it
				p.title = title
			}
		}
		p.raw += p.lines[len(p.lines)-1] + "\n"
	}
	return p
}

// TestBlind measures the rules on pages that were written before anybody tuned
// them. The figures are under version control; -update rewrites them.
//
// Of the fifth set, the pages with even numbers were read first. They had, at the first run and
// later, 134 and 138 of 138 lines of the body, a precision of .937 and .986, 288 and 295 of 297
// lines of boilerplate dropped, and 24 and 31 of 32 fields right; the others, unread, 136 and 138
// of 143 lines, .971 and .958, 257 and 255 of 261, and 26 and 28 of 32. All have been read since.
//
// The sixth set is by another writer. The pages with even numbers were read first; some ten lines
// of the golden file about others, 07, 09, 13 and 15, were seen in a failing test. The half that
// was read had, at the first run and later, 113 and 118 of 118 lines of the body, a
// precision of .958 and .959, 224 and 224 of 229 lines of boilerplate dropped, and 21 and 32 of 32
// fields right; the other half 97 and 109 of 116, .924 and .940, 198 and 199 of 206, and 20 and 24.
// All have been read since.
//
// The seventh set is by a third writer, and unread; of its golden file the last line may be seen.
// At the first run and later it had 64 and 64 of 64 lines of the body, a precision of .914 and
// .928, 202 and 203 of 208 lines of boilerplate dropped, and 28 and 28 of 32 fields right.
func TestBlind(t *testing.T) {
	for _, set := range []string{"blind", "blind2", "blind3", "blind4", "blind5", "blind6", "blind7"} {
		t.Run(set, func(t *testing.T) { measure(t, "testdata/"+set) })
	}
}

func measure(t *testing.T, dir string) {
	names, err := filepath.Glob(dir + "/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no pages", err)
	}
	var out strings.Builder
	var kept, right, body, boiler, cut, fields, fieldsRight int
	for _, name := range names {
		p := readMarked(t, name)
		d, err := ingest.Text(filepath.Base(name), []byte(p.raw))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		base := filepath.Base(name)
		dropped := map[int]string{}
		for _, x := range d.Dropped {
			dropped[x.Line] = x.Rule
		}
		text := strings.Join(d.Paragraphs, "\n")
		for i, mark := range p.marks {
			rule, out2 := dropped[i+1]
			in := !out2 && strings.Contains(text, footnotes.ReplaceAllString(p.lines[i], "")) && p.lines[i] != ""
			if mark == "B" || mark == "x" {
				if in {
					kept++
				}
			}
			switch mark {
			case "B":
				body++
				if in {
					right++
				} else {
					fmt.Fprintf(&out, "%s:%d lost (%s): %.70s\n", base, i+1, rule, p.lines[i])
				}
			case "x":
				boiler++
				if in {
					fmt.Fprintf(&out, "%s:%d kept: %.70s\n", base, i+1, p.lines[i])
				} else {
					cut++
				}
			}
		}
		for _, f := range []struct{ name, got, want string }{
			{"title", d.Title, p.title}, {"author", d.Author, p.fields["author"]},
			{"date", string(d.Date), p.fields["date"]}, {"outlet", d.Outlet, p.fields["outlet"]},
		} {
			fields++
			if f.got == f.want {
				fieldsRight++
			} else {
				fmt.Fprintf(&out, "%s %s: %q, want %q\n", base, f.name, f.got, f.want)
			}
		}
	}
	fmt.Fprintf(&out, "%d pages; body lines kept %d of %d (recall %.3f), precision %.3f; boilerplate dropped %d of %d; fields right %d of %d\n",
		len(names), right, body, float64(right)/float64(body), float64(right)/float64(max(kept, 1)), cut, boiler, fieldsRight, fields)
	golden.Check(t, dir+"/golden", out.String())
}
