package verbatim

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"onrecord/corpus"
)

var update = flag.Bool("update", false, "rewrite the expected reports")

// TestClaims holds the claims of testdata/claims.txtar against its articles and
// compares the reports.
func TestClaims(t *testing.T) {
	const file = "testdata/claims.txtar"
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var articles []*corpus.Article
	for _, s := range archive.Files {
		if name, ok := strings.CutPrefix(s.Name, "article: "); ok {
			articles = append(articles, newArticle(t, name, name, strings.TrimSpace(string(s.Data))))
		}
	}
	articles, people := annotated(t, articles)
	var out strings.Builder
	out.Write(archive.Comment)
	for _, s := range archive.Files {
		if strings.HasPrefix(s.Name, "article: ") {
			fmt.Fprintf(&out, "-- %s --\n%s", s.Name, s.Data)
			continue
		}
		first, _, _ := strings.Cut(string(s.Data), "\n")
		c := Claim{Text: first}
		if name, words, ok := strings.Cut(first, ": "); ok {
			c = Claim{words, name}
		}
		r := Check(c, articles, people)
		checkPromises(t, c, articles, r)
		got := first + "\n" + show(r)
		if got != string(s.Data) && !*update {
			t.Errorf("%s:\ngot:\n%s\nwant:\n%s", s.Name, got, s.Data)
		}
		fmt.Fprintf(&out, "-- %s --\n%s", s.Name, got)
	}
	if *update {
		if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func show(r Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "    %s\n", r.Verdict)
	line := func(sign string, m Match) {
		name := "-"
		if p := m.Speaker(); p != nil {
			name = p.Name
		}
		fmt.Fprintf(&b, "    %s %s | %s | %s | %v | ", sign, m.Article.ID, m.Voice, name, m.Flags)
		for _, e := range m.Diff {
			format := map[Op]string{Equal: "%s", Delete: "[-%s-]", Insert: "{+%s+}", Skip: "(~%s~)"}[e.Op]
			fmt.Fprintf(&b, format, strings.ReplaceAll(e.Text, "\n", "¶"))
		}
		b.WriteString("\n")
	}
	for _, m := range r.Matches {
		line("=", m)
	}
	for _, m := range r.Variants {
		line("~", m)
	}
	return b.String()
}
