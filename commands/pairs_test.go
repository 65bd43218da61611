package commands_test

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"onrecord/commands"
	"onrecord/corpus"
	"onrecord/corpus/quotation"
	"onrecord/corpus/verbatim"
	"onrecord/index"
)

var update = flag.Bool("update", false, "rewrite the responses in testdata/pairs")

const pairs = "testdata/pairs/"

// TestPairs asks the requests of testdata/pairs, a file a command, of the articles
// in articles.txtar through the real index. In each file NAME.request, a line as
// typed in Discord or an object as batch takes it, is followed by NAME.response.
func TestPairs(t *testing.T) {
	router := commands.NewRouter(openPairs(t), commands.About{Version: "v9", Commit: "abc1234"})
	for _, spec := range router.Specs() {
		t.Run(spec.Name, func(t *testing.T) {
			name := pairs + spec.Name + ".txtar"
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal("every command has its pairs: ", err)
			}
			out := &txtar.Archive{Comment: ar.Comment}
			want := map[string]string{}
			for _, f := range ar.Files {
				if base, ok := strings.CutSuffix(f.Name, ".response"); ok {
					want[base] = string(f.Data)
				}
			}
			for _, f := range ar.Files {
				base, ok := strings.CutSuffix(f.Name, ".request")
				if !ok {
					continue
				}
				got := respond(t, router, string(f.Data))
				if got != want[base] && !*update {
					t.Errorf("%s:\n%s\ngot:\n%s\nwant:\n%s", base, f.Data, got, want[base])
				}
				out.Files = append(out.Files, f, txtar.File{Name: base + ".response", Data: []byte(got)})
			}
			if *update {
				if err := os.WriteFile(name, txtar.Format(out), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// TestPairsAreOfCommands finds files whose command is gone.
func TestPairsAreOfCommands(t *testing.T) {
	known := map[string]bool{"articles": true}
	for _, s := range commands.NewRouter(nil, commands.About{}).Specs() {
		known[s.Name] = true
	}
	files, err := filepath.Glob(pairs + "*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if name := strings.TrimSuffix(filepath.Base(f), ".txtar"); !known[name] {
			t.Errorf("there is no command %q", name)
		}
	}
}

func openPairs(t *testing.T) *index.Index {
	t.Helper()
	ar, err := txtar.ParseFile(pairs + "articles.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files, err := txtar.FS(ar)
	if err != nil {
		t.Fatal(err)
	}
	c, err := corpus.Load(t.Context(), corpus.Source{Name: pairs, FS: files})
	if err != nil {
		t.Fatal(err)
	}
	if err := quotation.AnnotateCorpus(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	return open(t, c)
}

// open indexes a corpus until the test ends.
func open(t testing.TB, c *corpus.Corpus) *index.Index {
	t.Helper()
	x, err := index.Open(t.Context(), c, index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	return x
}

// respond answers a request, in a form for people to read.
func respond(t *testing.T, router *commands.Router, asked string) string {
	t.Helper()
	res, err := router.Handle(context.Background(), readRequest(t, router, strings.TrimSpace(asked)))
	var user *commands.UserError
	switch {
	case errors.As(err, &user):
		return "refused: " + user.Msg + "\n         " + user.Hint + "\n"
	case err != nil:
		t.Fatalf("%s: %v", asked, err)
	}
	return show(res)
}

// readRequest reads a JSON object, or a line as typed in Discord: the words of the
// first option, then others as "name: value".
func readRequest(t *testing.T, router *commands.Router, asked string) (req commands.Request) {
	t.Helper()
	if strings.HasPrefix(asked, "{") {
		dec := json.NewDecoder(strings.NewReader(asked))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&req); err != nil {
			t.Fatalf("%s: %v", asked, err)
		}
		return req
	}
	name, words, _ := strings.Cut(strings.TrimPrefix(asked, "/"), " ")
	req = commands.Request{Command: name, Args: map[string]string{}}
	option := ""
	for _, s := range router.Specs() {
		if s.Name == name && len(s.Options) > 0 {
			option = s.Options[0].Name
		}
		for _, o := range s.Options {
			if s.Name == name {
				words = strings.ReplaceAll(" "+words, " "+o.Name+": ", "\x00"+o.Name+"\x00")
			}
		}
	}
	parts := strings.Split(words, "\x00")
	if first := strings.TrimSpace(parts[0]); first != "" {
		req.Args[option] = first
	}
	for i := 1; i+1 < len(parts); i += 2 {
		req.Args[parts[i]] = strings.TrimSpace(parts[i+1])
	}
	return req
}

// show writes everything of a response that a transport may show.
func show(res *commands.Response) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	v := res.View()
	for _, note := range v.Notes {
		line("%s", note)
	}
	for _, s := range v.Sections {
		line("%s:", s.Heading)
		for _, l := range s.Lines {
			line("  %s", l)
		}
	}
	for i, f := range v.Findings {
		c := &res.Checks[i]
		if i > 0 {
			line("")
		}
		line("claim: %s", quoted(c.Text, c.Speaker))
		line("%s: %s", c.Verdict, f.Verdict)
		for _, w := range f.Warnings {
			line("! %s", w)
		}
		showMatches(&b, "", c.Matches, f.Matches)
		showMatches(&b, "variant: ", c.Variants, f.Variants)
		v.Blocks = append(v.Blocks, f.Nearest...)
	}
	if len(res.Results) > 0 {
		line("%s", res.Page(len(res.Results)))
	}
	for i := range v.Blocks {
		showBlock(&b, &v.Blocks[i])
		line("")
	}
	return b.String()
}

// quoted writes a claim, with what cannot be seen as an escape.
func quoted(text, speaker string) string {
	var b strings.Builder
	for _, r := range text {
		if r != '\n' && !strconv.IsPrint(r) {
			fmt.Fprintf(&b, "\\u%04x", r)
			continue
		}
		b.WriteRune(r)
	}
	s := "“" + strings.ReplaceAll(b.String(), "\n", "¶") + "”"
	if speaker != "" {
		s += " by " + speaker
	}
	return s
}

// showBlock writes a block without its last line's end.
func showBlock(b *strings.Builder, block *commands.Block) {
	marks := map[commands.Mark]string{commands.Deleted: "[-%s-]", commands.Inserted: "{+%s+}", commands.Around: "(%s)"}
	text := ""
	for _, p := range block.Text {
		text += fmt.Sprintf(cmp.Or(marks[p.Op], "%s"), p.Text)
	}
	fmt.Fprintf(b, "\n    %s\n%s", strings.ReplaceAll(text, "\n", "¶"), strings.Join(nonempty(string(block.Kind), block.Byline, block.Source), " · "))
}

func nonempty(words ...string) []string {
	return slices.DeleteFunc(words, func(s string) bool { return s == "" })
}

func showMatches(b *strings.Builder, sign string, matches []verbatim.Match, blocks []commands.Block) {
	for i := range blocks {
		fmt.Fprintf(b, "\n%s%s", sign, matches[i].Voice)
		for _, f := range matches[i].Flags {
			fmt.Fprintf(b, " · %s", f)
		}
		showBlock(b, &blocks[i])
		b.WriteString("\n")
	}
}
