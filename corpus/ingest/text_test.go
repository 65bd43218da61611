package ingest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"onrecord/corpus/effort"
	"onrecord/corpus/golden"
	"onrecord/corpus/ingest"
)

// TestText runs the files in testdata/text: raw pages, and behind each what comes
// of it.
func TestText(t *testing.T) {
	names, err := filepath.Glob("testdata/text/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no test data", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			out := &txtar.Archive{Comment: ar.Comment}
			for _, f := range ar.Files {
				if !strings.HasPrefix(f.Name, "raw") {
					continue
				}
				out.Files = append(out.Files, f, txtar.File{Name: "want" + strings.TrimPrefix(f.Name, "raw"), Data: []byte(shown(f.Data))})
			}
			if *golden.Update {
				if err := os.WriteFile(name, txtar.Format(out), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(txtar.Format(ar)), string(txtar.Format(out))); diff != "" {
				t.Errorf("(-want +got), -update rewrites it\n%s", diff)
			}
		})
	}
}

// shown is a draft as people read it.
func shown(raw []byte) string {
	d, err := ingest.Text("page.txt", raw)
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	var b strings.Builder
	for _, f := range []ingest.Field{ingest.Title, ingest.Description, ingest.Outlet, ingest.Author, ingest.Date, ingest.URL} {
		if v := d.Field(f); v != "" {
			fmt.Fprintf(&b, "%s (%s): %s\n", f, d.Origins[f], v)
		}
	}
	fmt.Fprintf(&b, "missing: %v\n", d.Missing())
	for i, p := range d.Paragraphs {
		fmt.Fprintf(&b, "%2d | %s\n", d.Lines[i], p)
	}
	for _, x := range d.Dropped {
		fmt.Fprintf(&b, "%2d [%s] %s\n", x.Line, x.Rule, x.Text)
	}
	for _, x := range d.Doubts {
		fmt.Fprintf(&b, "%2d ? %s\n", x.Line, x.Why)
	}
	return b.String()
}

func TestTextDecodes(t *testing.T) {
	const body = "Café shuts its doors\n\nThe café on the bridge “will never open again”, its owner told us on Monday."
	utf16 := func(order [2]int) string {
		out := []string{"\xff\xfe", "\xfe\xff"}[order[1]]
		for _, r := range body {
			b := [2]byte{byte(r), byte(r >> 8)}
			out += string([]byte{b[order[0]], b[1-order[0]]})
		}
		return out
	}
	for name, raw := range map[string]string{
		"utf-8": body, "byte order mark": "\ufeff" + body, "crlf": strings.ReplaceAll(body, "\n", "\r\n"), "cr": strings.ReplaceAll(body, "\n", "\r"),
		"windows-1252": strings.NewReplacer("é", "\xe9", "“", "\x93", "”", "\x94").Replace(body),
		"utf-16le":     utf16([2]int{0, 0}), "utf-16be": utf16([2]int{1, 1}),
	} {
		d, err := ingest.Text("page.txt", []byte(raw))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if d.Title != "Café shuts its doors" || len(d.Paragraphs) != 1 || !strings.Contains(body, d.Paragraphs[0]) {
			t.Errorf("%s: %q %q", name, d.Title, d.Paragraphs)
		}
	}
	for name, raw := range map[string]string{
		"there is no text in it": " \n\t\u00a0", "it is not text: save the page as text or as HTML": "A\x00B",
		"it is longer than 32 MB: that is no article":                                           strings.Repeat("a", ingest.MaxSource+1),
		"no running text is found in it: what there is are short lines, as of a menu or a list": "Home\nNews\nSport",
	} {
		if _, err := ingest.Text("page.txt", []byte(raw)); err == nil || err.Error() != name {
			t.Errorf("got %v, want %s", err, name)
		}
	}
}

// TestHostileText gives what could make a rule take for ever, and more of it.
func TestHostileText(t *testing.T) {
	for name, hostile := range map[string]func(n int) string{
		"one long line":   func(n int) string { return "Headline of it all\n" + strings.Repeat("it is a word of the many. ", 24*n) },
		"one long word":   func(n int) string { return strings.Repeat("a", 500*n) },
		"copyright lines": func(n int) string { return strings.Repeat("© 2021 The Courier\n", n) },
		"bylines":         func(n int) string { return strings.Repeat("By Ada Byrne\nBridge to stay shut\n", n/2) },
		"the same line": func(n int) string {
			return strings.Repeat("The bridge will stay shut for the whole of the year, he said.\n", n)
		},
		"comments": func(n int) string {
			return strings.Repeat("The bridge will stay shut for the whole of the year.\n3 comments\n", n/2)
		},
		"short lists": func(n int) string {
			return strings.Repeat("-\nBridge to stay shut\n-\nBridge to stay shut\n-\nBridge to be open\nIt is a good sentence of prose, and one without any end.\n\nIt is another sentence of prose, as good as the first one.\n", n/8)
		},
		"quotes": func(n int) string { return strings.Repeat("\"", 125*n) },
		"dates": func(n int) string {
			return strings.Repeat("5 May 2021 ", 2*n) + "\n" + strings.Repeat("5 May 2021\n", n-2)
		},
		"marks": func(n int) string { return strings.Repeat("\u200b\n•\n> a > b > c\n", n/3) },
	} {
		t.Run(name, func(t *testing.T) {
			effort.Linear(t, 400, func(n int) func() { // as many lines as are read at all
				raw := []byte(hostile(min(n, 9000)))
				return func() { _, _ = ingest.Text("page.txt", raw) }
			})
		})
	}
	many := effort.Rounds(1 << 18)
	want := fmt.Sprintf("it has %d lines: that is no article", many)
	if _, err := ingest.Text("page.txt", []byte(strings.Repeat("a\n", many))); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// FuzzText holds every draft to what the package promises: each line of the source
// is in the article, in a field, or among what was dropped; and what is written
// reads back.
func FuzzText(f *testing.F) {
	names, _ := filepath.Glob("testdata/blind/*.txt")
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Add([]byte("By\n\xff\xfe\nBy By By\n-\n5 May 2021 5/6/2021\n\u00a0©"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		d, err := ingest.Text("page.txt", raw)
		if err != nil {
			return
		}
		if len(d.Paragraphs) == 0 || len(d.Lines) != len(d.Paragraphs) {
			t.Fatalf("%d paragraphs, %d lines", len(d.Paragraphs), len(d.Lines))
		}
		if _, err := d.Markdown(); err != nil {
			t.Fatal(err)
		}
		for _, p := range d.Paragraphs {
			if p != strings.TrimSpace(p) || p == "" || strings.ContainsAny(p, "\r\n") {
				t.Fatalf("the paragraph %q", p)
			}
		}
		seen := map[int]bool{}
		for _, no := range d.Lines {
			seen[no] = true
		}
		for _, x := range d.Dropped {
			if seen[x.Line] || x.Rule == "" {
				t.Fatalf("line %d is kept and dropped, or dropped by no rule: %+v", x.Line, x)
			}
			seen[x.Line] = true
		}
	})
}
