package ingest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/go-shiori/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/corpus/golden"
)

// A realPage is one of the pages with which go-trafilatura is measured: passages that are the
// article's, and some that are not.
type realPage struct {
	file, title   string
	with, without []string
}

// TestRealPages measures import on each third of the English pages that the module of go-trafilatura holds for its
// own comparison, as pages and as text that was copied whole. None of them is in this repository;
// their figures are. The texts were looked at where passages were missing, so that they are not blind.
func TestRealPages(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", "{{.Dir}}", "github.com/markusmobius/go-trafilatura").Output()
	dir := strings.TrimSpace(string(out))
	if _, statErr := os.Stat(filepath.Join(dir, "test-files")); err != nil || dir == "" || statErr != nil {
		t.Skip("the module go-trafilatura is not here with its test files:", err, statErr)
	}
	var figures strings.Builder
	pages := englishPages(t, dir)
	for _, as := range []struct {
		name string
		read func(raw []byte) (*Draft, error)
	}{
		{"pages", func(raw []byte) (*Draft, error) { return HTML("page.html", raw, "") }},
		{"copied text", func(raw []byte) (*Draft, error) { return Text("page.txt", []byte(copied(t, raw))) }},
	} {
		read, kept, passages, extra, others, titles, titled := 0, 0, 0, 0, 0, 0, 0
		for i, p := range pages {
			if i%3 != 0 { // all of them take the race detector two minutes
				continue
			}
			raw, err := os.ReadFile(filepath.Join(dir, "test-files/comparison", p.file))
			if err != nil {
				continue // a few are not in the module
			}
			d, err := as.read(raw)
			if err != nil {
				d = &Draft{}
			} else {
				read++
			}
			text := " " + foldWords(d.Title+"\n"+d.Description+"\n"+d.body()) + " "
			has := func(passage string) bool { return strings.Contains(text, foldWords(passage)) }
			passages, others = passages+len(p.with), others+len(p.without)
			kept, extra = kept+count(p.with, has), extra+count(p.without, has)
			if p.title != "" {
				titled++
				titles += count([]string{p.title}, func(title string) bool { return foldWords(title) == foldWords(d.Title) })
			}
		}
		fmt.Fprintf(&figures, "%s: %d articles; %d of %d passages kept, and %d of %d others; %d of %d headlines\n",
			as.name, read, kept, passages, extra, others, titles, titled)
	}
	golden.Check(t, "testdata/pages.golden", figures.String())
}

func count(passages []string, has func(string) bool) (n int) {
	for _, p := range passages {
		if has(p) {
			n++
		}
	}
	return n
}

// englishPages reads the table of the pages, which is a program's, and takes those whose passages
// have the commonest words of English.
func englishPages(t *testing.T, dir string) (pages []realPage) {
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, "scripts/comparison/data.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		lit, ok := n.(*ast.CompositeLit)
		if !ok || lit.Type != nil {
			return true
		}
		var p realPage
		for _, e := range lit.Elts {
			kv, ok := e.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			texts := stringsIn(kv.Value)
			switch fmt.Sprint(kv.Key) {
			case "File":
				p.file = texts[0]
			case "Title":
				p.title = texts[0]
			case "With":
				p.with = texts
			case "Without":
				p.without = texts
			}
		}
		english := func(passage string) bool {
			return slices.ContainsFunc(strings.Fields(passage), func(w string) bool {
				return w == "the" || w == "and" || w == "of" || w == "that" || w == "with"
			})
		}
		if p.file != "" && slices.ContainsFunc(p.with, english) {
			pages = append(pages, p)
		}
		return p.file == ""
	})
	slices.SortFunc(pages, func(a, b realPage) int { return strings.Compare(a.file, b.file) })
	return slices.CompactFunc(pages, func(a, b realPage) bool { return a.file == b.file })
}

func stringsIn(n ast.Node) (all []string) {
	ast.Inspect(n, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if s, err := strconv.Unquote(lit.Value); err == nil && s != "" {
				all = append(all, s)
			}
		}
		return true
	})
	return all
}

// copied returns what a browser copies of a page: a line for each block.
func copied(t *testing.T, raw []byte) string {
	text, _, err := decode(raw, "")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range dom.QuerySelectorAll(doc, "script, style, noscript, template, head, svg, select, textarea, iframe, [hidden]") {
		dom.DetachChild(n)
	}
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(strings.ReplaceAll(n.Data, "\n", " "))
		case n.DataAtom == atom.Br || isBlock(n):
			b.WriteByte('\n')
			defer b.WriteByte('\n')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
	return b.String()
}
