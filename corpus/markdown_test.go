package corpus_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"onrecord/corpus"
	"onrecord/corpus/effort"
)

// readBack writes an article and loads it.
func readBack(t *testing.T, m corpus.Meta, paragraphs []string) {
	t.Helper()
	data, err := corpus.Markdown(m, paragraphs)
	if err != nil {
		t.Fatalf("Markdown(%q, %q): %v", m, paragraphs, err)
	}
	c, err := corpus.Load(t.Context(), corpus.Source{Name: "c", FS: fstest.MapFS{"a.md": {Data: data}}})
	if err != nil {
		t.Fatalf("%v in\n%s", err, data)
	}
	a := c.Articles[0]
	if diff := cmp.Diff(strings.Join(paragraphs, "\n\n"), a.Body()); diff != "" {
		t.Errorf("the paragraphs (-want +got)\n%s\nof\n%s", diff, data)
	}
	if diff := cmp.Diff(m, a.Meta); diff != "" {
		t.Errorf("the fields (-want +got)\n%s\nof\n%s", diff, data)
	}
}

// paragraph makes what the writer takes of any text: one line without white
// space around it; "" of marks of a quotation alone.
func paragraph(s string) string {
	s = strings.ToValidUTF8(s, "?")
	if strings.TrimFunc(s, func(r rune) bool { return r == '>' || unicode.IsSpace(r) }) == "" {
		return ""
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, s))
}

// TestMarkdownReadsBack writes paragraphs put together at random of what Markdown
// and YAML take for markup.
func TestMarkdownReadsBack(t *testing.T) {
	pieces := strings.Split("#|##|-|--|---|...|+|*|**|_|`|```|~|~~~|>|<|<b>|<!--|&|&amp;|[|]|(|)|](|]:|!|\\|\\\\|1.|2)|=|===|:| |  |\t|\u00a0|\u2028|\ufeff|\x00|\x1b|'|\"|“|it|said|word|é|🙂|%|@|{|}|,|?|title:|params:|null|!!str|0x10|2021-01-02|\u0085|\u200b", "|")
	rng := rand.New(rand.NewPCG(1, 2))
	text := func() string {
		var b strings.Builder
		for range 1 + rng.IntN(8) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
		}
		return paragraph(b.String())
	}
	for range effort.Rounds(1000) {
		var paragraphs []string
		for range 1 + rng.IntN(4) {
			if p := text(); p != "" {
				paragraphs = append(paragraphs, p)
			}
		}
		if len(paragraphs) == 0 {
			continue
		}
		readBack(t, corpus.Meta{Title: text(), Description: text(), Outlet: text(), Author: text(), Origin: text(),
			Date: "2021-05-06", URL: "https://courier.example/a?b=c#d", Form: corpus.Full, Unconfirmed: []string{"date", "title"}}, paragraphs)
	}
}

func FuzzMarkdown(f *testing.F) {
	f.Add("# A\n- b\n\n1. c\\", "title: \"x\"\x00")
	f.Add("---\n***\n\\\\*", "'|>&*!%@`")
	f.Fuzz(func(t *testing.T, body, field string) {
		var paragraphs []string
		for line := range strings.Lines(body) {
			paragraphs = append(paragraphs, paragraph(line))
		}
		paragraphs = slices.DeleteFunc(paragraphs, func(p string) bool { return p == "" })
		if len(paragraphs) == 0 {
			t.Skip()
		}
		if field = paragraph(field); !utf8.ValidString(field) {
			t.Skip()
		}
		readBack(t, corpus.Meta{Title: field, Form: corpus.Full}, paragraphs)
	})
}

func TestMarkdownRefuses(t *testing.T) {
	full := corpus.Meta{Form: corpus.Full}
	for _, test := range []struct {
		what       string
		meta       corpus.Meta
		paragraphs []string
	}{
		{"no body", full, nil},
		{"two lines", full, []string{"a\nb"}},
		{"white space", full, []string{" a"}},
		{"an empty paragraph", full, []string{"a", "", "b"}},
		{"more than a corpus reads", full, []string{strings.Repeat("a", 16<<20)}},
		{"bad bytes", full, []string{"a\xff"}},
		{"a bad date", corpus.Meta{Form: corpus.Full, Date: "5 May"}, []string{"a"}},
		{"a bad address", corpus.Meta{Form: corpus.Full, URL: "javascript:x"}, []string{"a"}},
		{"an unknown field", corpus.Meta{Form: corpus.Full, Unconfirmed: []string{"colour"}}, []string{"a"}},
	} {
		t.Run(test.what, func(t *testing.T) {
			if data, err := corpus.Markdown(test.meta, test.paragraphs); err == nil {
				t.Errorf("%s: written as\n%s", test.what, data)
			}
		})
	}
}
