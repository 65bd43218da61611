package main

import (
	"cmp"
	"fmt"
	"os"
	"strings"
	"unicode"

	"golang.org/x/term"

	"onrecord/commands"
	"onrecord/corpus"
)

// textLimit is how many results the terminal shows unless told otherwise.
const textLimit = 5

// limitForTerminal limits a search to what a screen holds, unless it has a limit.
func limitForTerminal(req *commands.Request) {
	switch req.Command {
	case "quote", "ask", "find":
		req.Limit = cmp.Or(req.Limit, textLimit)
	}
}

// textWidth is the column at which the terminal's lines are wrapped.
const textWidth = 88

// A textWriter writes an answer for a terminal, in colours if it has them.
type textWriter struct {
	strings.Builder
	colour  bool
	context bool // it is what stands around an excerpt
}

func renderText(res *commands.Response, colour bool) string {
	w := textWriter{colour: colour, context: res.Request.Command == "context"}
	v := res.View()
	if v.Title != "" {
		w.lines(v.Title, "", "")
	}
	for _, note := range v.Notes {
		w.lines(note, "", "")
	}
	for _, s := range v.Sections {
		w.WriteString("\n")
		w.lines(s.Heading, "", "")
		for _, line := range s.Lines {
			w.lines(line, "  ", "    ")
		}
		if n := len(s.Lines); s.Paged && n > 0 {
			fmt.Fprintf(&w, "\n%s\n", res.Page(n))
		}
	}
	for i := range v.Findings {
		if i > 0 {
			w.WriteString("\n")
		}
		w.finding(&v.Findings[i], len(v.Findings) > 1)
	}
	w.blocks(v.Blocks)
	switch {
	case len(v.Findings) > 0:
		fmt.Fprintf(&w, "\nlooked through %s\n", commands.ScopeText(res.Scope))
	case len(res.Results) > 0:
		fmt.Fprintf(&w, "\n%s · searched %s\n", res.Page(len(res.Results)), commands.ScopeText(res.Scope))
	}
	return w.String()
}

// finding writes what came of checking a claim. Where there are several, each says which
// claim it is about.
func (w *textWriter) finding(f *commands.Finding, several bool) {
	if several {
		w.lines(f.Claim, "", "")
	}
	w.lines(f.Verdict, "", "")
	for _, warning := range f.Warnings {
		w.lines("! "+warning, "", "  ")
	}
	w.blocks(f.Matches)
	if len(f.Variants) > 0 {
		w.WriteString("\nAs others print it:\n")
		w.blocks(f.Variants)
	}
}

func (w *textWriter) blocks(blocks []commands.Block) {
	for i := range blocks {
		b := &blocks[i]
		bar, text := "  │ ", ""
		for _, p := range b.Text {
			if w.context && p.Mark == commands.Same {
				bar = "  ┃ " // the excerpt itself, with others around it
			}
			text += w.marked(p)
		}
		w.WriteString("\n" + wrap(text, bar, bar))
		if b.Kind == corpus.Report { // the outlet speaks, with which the source begins
			w.lines("— "+b.Source, "  ", "    ")
		} else {
			w.lines("— "+b.Byline, "  ", "    ")
			w.lines(b.Source, "    ", "    ")
		}
		if b.Link != "" {
			fmt.Fprintf(w, "    %s\n", printable(b.Link))
		}
	}
}

// What differs between a claim and an article is shown as [-what only the claim has-] and
// {+what only the article has+}; in colours red and struck through, and green and bold.
var (
	signs   = map[commands.Mark][2]string{commands.Deleted: {"[-", "-]"}, commands.Inserted: {"{+", "+}"}}
	colours = map[commands.Mark][2]string{commands.Deleted: {"\x1b[31;9m", "\x1b[0m"}, commands.Inserted: {"\x1b[32;1m", "\x1b[0m"}}
)

func (w *textWriter) marked(p commands.Piece) string {
	text := printable(p.Text)
	words := strings.TrimSpace(text)
	mark, differs := signs[p.Mark]
	if !differs || words == "" {
		return text
	}
	marked := mark[0] + words + mark[1]
	if w.colour { // word by word: a line may end between any two
		mark = colours[p.Mark]
		marked = mark[0] + strings.ReplaceAll(words, " ", mark[1]+" "+mark[0]) + mark[1]
	}
	return strings.Replace(text, words, marked, 1)
}

// lines writes a text that comes from anywhere, in lines that fit.
func (w *textWriter) lines(text, first, rest string) {
	w.WriteString(wrap(printable(text), first, rest))
}

// wrap breaks text at spaces into lines of textWidth columns.
func wrap(text, first, rest string) string {
	var b strings.Builder
	prefix, column := first, 0
	for _, word := range strings.Fields(text) {
		n := len([]rune(word))
		switch {
		case column == 0:
			b.WriteString(prefix)
			column = len([]rune(prefix))
		case column+1+n > textWidth:
			b.WriteString("\n" + rest)
			column = len([]rune(rest))
		default:
			b.WriteString(" ")
			column++
		}
		b.WriteString(word)
		column += n
	}
	return b.String() + "\n"
}

// printable drops what could command a terminal or change the direction of writing.
// What stands for bytes that are no text stays visible.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, s)
}

// colour reports whether answers may be in colours: only on a terminal, and not
// where NO_COLOR is set (https://no-color.org).
func (p *program) colour() bool {
	f, ok := p.stdout.(*os.File)
	return ok && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && term.IsTerminal(int(f.Fd()))
}
