package verbatim

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"onrecord/corpus"
	"onrecord/corpus/quotation"
)

// shared holds data that is not part of the project.
const shared = "../../../shared"

// sharedFile returns a path in ../shared. Where there is none the test is
// skipped; in CI it must be there.
func sharedFile(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join(shared, name)
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is missing; CI needs it", path)
		}
		t.Skipf("%s is missing: this test measures on data that is not part of the project", path)
	}
	return path
}

// seeds loads the articles that the claims were made from. Which lines of a file
// are the article's own is given beside them.
func seeds(t testing.TB) ([]*corpus.Article, []corpus.Identity) {
	t.Helper()
	data, err := os.ReadFile(sharedFile(t, "eval/coverage/import_dev.json"))
	if err != nil {
		t.Fatal(err)
	}
	var files []struct {
		File   string   `json:"file"`
		Outlet string   `json:"outlet"`
		Body   [][2]int `json:"body_line_ranges"` // first and last line, from 1
	}
	if err := json.Unmarshal(data, &files); err != nil {
		t.Fatal(err)
	}
	var articles []*corpus.Article
	for _, f := range files {
		raw, err := os.ReadFile(sharedFile(t, "seeds/"+f.File))
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(raw), "\n")
		var body []string
		for _, r := range f.Body {
			for _, l := range lines[r[0]-1 : min(r[1], len(lines))] {
				if l = strings.TrimSpace(l); l != "" {
					body = append(body, l)
				}
			}
		}
		articles = append(articles, newArticle(t, f.File, f.Outlet, strings.Join(body, "\n\n")))
	}
	if err := quotation.Annotate(t.Context(), articles); err != nil {
		t.Fatal(err)
	}
	return articles, quotation.Link(articles)
}

func newArticle(t testing.TB, id, outlet, body string) *corpus.Article {
	t.Helper()
	a, err := corpus.New(id, corpus.Meta{Outlet: outlet, Form: corpus.Full}, body)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestVerdicts holds the verdicts against claims judged by hand. Nothing that is
// not in the coverage may be called exact, and every change of a negation, a number
// or a modal must be flagged.
func TestVerdicts(t *testing.T) {
	const fewestRight = 0.97
	f, err := os.Open(sharedFile(t, "eval/coverage/verify_dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	articles, people := seeds(t)
	right, all := 0, 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var g struct {
			Claim, Note string
			Verdict     Verdict
			Speaker     string `json:"speaker_claimed"`
		}
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		r := Check(Claim{g.Claim, g.Speaker}, articles, people)
		got := r.Verdict
		if got == TooShort {
			got = Absent
		}
		all++
		if got == g.Verdict {
			right++
		} else {
			t.Logf("%s, want %s: %s", got, g.Verdict, g.Claim)
		}
		holds := func(v Verdict) bool { return v == Exact || v == Punctuation }
		if holds(got) && !holds(g.Verdict) {
			t.Errorf("danger: %s is called %s, want %s", g.Claim, got, g.Verdict)
		}
		for _, flag := range []Flag{Negation, Number, Modal} {
			if g.Verdict == Altered && strings.Contains(g.Note, string(flag)) &&
				!slices.ContainsFunc(r.Matches, func(m Match) bool { return slices.Contains(m.Flags, flag) }) {
				t.Errorf("%s: no flag %s", g.Claim, flag)
			}
		}
	}
	if share := float64(right) / float64(all); share < fewestRight {
		t.Errorf("%d of %d verdicts are right (%.3f), want %.2f", right, all, share, fewestRight)
	}
}
