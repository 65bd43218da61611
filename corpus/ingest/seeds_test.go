package ingest_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord/corpus/ingest"
)

// shared holds raw pages that were marked by hand; it is no part of this
// repository.
const shared = "../../../shared"

type marked struct {
	File                string   `json:"file"`
	Headline            *string  `json:"headline"`
	Author              *string  `json:"author"`
	Published           *string  `json:"published"`
	Body                [][2]int `json:"body_line_ranges"`
	Inset               [][2]int `json:"inset_line_ranges"`
	Boilerplate         [][2]int `json:"boilerplate_line_ranges"`
	Outlet              *string  `json:"outlet"`
	OutletInferred      *string  `json:"outlet_inferred"`
	AuthorInferred      *string  `json:"author_inferred"`
	PublishedConfidence string   `json:"published_confidence"`
}

// TestSeeds holds the drafts of the pages against their marks: every line of the
// body kept, every line of boilerplate dropped, no wrong field.
func TestSeeds(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(shared, "eval/coverage/import_dev.json"))
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("the marked pages are missing: %v", err)
		}
		t.Skipf("the marked pages are not part of this repository: %v", err)
	}
	var pages []marked
	if err := json.Unmarshal(data, &pages); err != nil {
		t.Fatal(err)
	}
	for _, m := range pages {
		t.Run(m.File, func(t *testing.T) {
			raw, err := os.ReadFile(filepath.Join(shared, "seeds", m.File))
			if err != nil {
				t.Fatal(err)
			}
			d, err := ingest.Text(m.File, raw)
			if err != nil {
				t.Fatal(err)
			}
			lines := strings.Split(string(raw), "\n")
			each := func(ranges [][2]int, f func(no int, text string)) {
				for _, r := range ranges {
					for no := r[0]; no <= r[1]; no++ {
						if text := strings.TrimSpace(lines[no-1]); text != "" {
							f(no, text)
						}
					}
				}
			}
			kept := map[string]bool{}
			for _, p := range d.Paragraphs {
				kept[p] = true
			}
			dropped := map[int]bool{}
			for _, x := range d.Dropped {
				dropped[x.Line] = true
			}
			for _, ranges := range [][][2]int{m.Body, m.Inset} {
				each(ranges, func(no int, text string) {
					if !kept[text] || dropped[no] {
						t.Errorf("line %d of the body is not kept: %.80s", no, text)
					}
				})
			}
			each(m.Boilerplate, func(no int, text string) {
				if !dropped[no] {
					t.Errorf("line %d is boilerplate and not dropped: %.80s", no, text)
				}
			})
			if got, want := d.Title, value(m.Headline); got != want {
				t.Errorf("headline %q, want %q", got, want)
			}
			if got, want := d.Author, value(m.Author); got != want {
				t.Errorf("author %q, want %q", got, want)
			}
			if d.Date != "" && string(d.Date) != value(m.Published) {
				t.Errorf("date %q, want %q", d.Date, value(m.Published))
			}
			t.Logf("outlet %q (marked %q), standfirst %q, origins %v", d.Outlet, value(m.Outlet), d.Description, d.Origins)
			for _, x := range d.Doubts {
				t.Logf("doubt in line %d: %s: %.60s", x.Line, x.Why, x.Text)
			}
		})
	}
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
