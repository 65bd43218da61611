package verbatim

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"onrecord/corpus"
)

var update = flag.Bool("update", false, "rewrite the expected reports")

// TestClaims holds the claims of testdata/claims.txtar against its articles and
// compares the reports.
func TestClaims(t *testing.T) {
	const file = "testdata/claims.txtar"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	comment, sections := parseTxtar(string(data))
	var articles []*corpus.Article
	for _, s := range sections {
		if name, ok := strings.CutPrefix(s.name, "article: "); ok {
			articles = append(articles, newArticle(t, name, name, strings.TrimSpace(s.text)))
		}
	}
	articles, people := annotated(t, articles)
	var out strings.Builder
	out.WriteString(comment)
	for _, s := range sections {
		if strings.HasPrefix(s.name, "article: ") {
			fmt.Fprintf(&out, "-- %s --\n%s", s.name, s.text)
			continue
		}
		first, _, _ := strings.Cut(s.text, "\n")
		c := Claim{Text: first}
		if name, words, ok := strings.Cut(first, ": "); ok {
			c = Claim{words, name}
		}
		r := Check(c, articles, people)
		checkPromises(t, c, articles, r)
		got := first + "\n" + show(r)
		if got != s.text && !*update {
			t.Errorf("%s:\ngot:\n%s\nwant:\n%s", s.name, got, s.text)
		}
		fmt.Fprintf(&out, "-- %s --\n%s", s.name, got)
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
