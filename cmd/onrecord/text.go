package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"onrecord/commands"
	"onrecord/corpus"
	"onrecord/corpus/text"
)

// Lines are wrapped at the terminal's width, within these bounds; at textWidth where there is no terminal.
const textWidth, leastWidth, mostWidth = 88, 40, 100

type textWriter struct {
	strings.Builder
	width   int    // columns
	context bool   // it is what stands around an excerpt
	article string // the address of what all excerpts are of, where it is a single article
}

func shown(res *commands.Response) int {
	n := len(res.Results)
	for _, s := range res.Sections {
		if s.Paged {
			n += len(s.Lines)
		}
	}
	return n
}

// renderText returns an answer as it is read at a terminal of some columns, 0 if there is none,
// with how to get more of it.
func renderText(res *commands.Response, columns int, more string) string {
	v := res.View()
	w := textWriter{width: min(max(cmp.Or(columns, textWidth), leastWidth), mostWidth), context: res.Request.Command == "context", article: v.URL}
	if v.Title != "" {
		w.lines(v.Title, "", "")
	}
	for _, note := range v.Notes {
		w.lines(note, "", "")
	}
	if v.URL != "" {
		fmt.Fprintln(&w, text.StripInvisible(v.URL))
	}
	for _, s := range v.Sections {
		w.WriteString("\n")
		w.lines(s.Heading, "", "")
		for _, line := range s.Lines {
			w.lines(line, "  ", "    ")
		}
		if n := len(s.Lines); s.Paged && n > 0 {
			fmt.Fprintf(&w, "\n%s%s\n", res.Page(n), more)
		}
	}
	for i := range v.Findings {
		if i > 0 {
			w.WriteString("\n")
		}
		w.finding(&v.Findings[i], len(v.Findings) > 1)
	}
	w.blocks(v.Blocks, false)
	switch {
	case len(v.Findings) > 0:
		fmt.Fprintf(&w, "\nlooked through %s\n", commands.ScopeText(res.Scope))
	case len(res.Results) > 0:
		fmt.Fprintf(&w, "\n%s%s · searched %s\n", res.Page(len(res.Results)), more, commands.ScopeText(res.Scope))
	}
	return w.String()
}

// renderCitations returns the citations of what answers, a line each unless an excerpt has several.
func renderCitations(v *commands.View) string {
	blocks := v.Blocks
	for _, f := range v.Findings {
		blocks = slices.Concat(blocks, f.Matches, f.Variants)
	}
	var out strings.Builder
	for _, b := range blocks {
		fmt.Fprintln(&out, text.StripInvisible(b.Citation.String()))
	}
	return out.String()
}

// finding writes what came of checking a claim. Where there are several, each says which claim it is about.
func (w *textWriter) finding(f *commands.Finding, several bool) {
	if several {
		w.lines(f.Claim, "", "")
	}
	w.lines(f.Verdict, "", "")
	for _, warning := range f.Warnings {
		w.lines("! "+warning, "", "  ")
	}
	w.blocks(f.Matches, true)
	if len(f.Variants) > 0 {
		w.WriteString("\nAs others print it:\n")
		w.blocks(f.Variants, true)
	}
	if len(f.Nearest) > 0 {
		fmt.Fprintf(w, "\n%s\n", commands.NearestToClaim)
		w.blocks(f.Nearest, false)
	}
}

// blocks writes excerpts; those that a claim was checked against show what they have in common with it.
func (w *textWriter) blocks(blocks []commands.Block, checked bool) {
	for _, b := range blocks {
		bar, words := "  │ ", ""
		for _, p := range b.Text {
			if w.context && p.Op == commands.Same {
				bar = "  ┃ " // the excerpt itself, with others around it
			}
			if p.Op == commands.Same && !checked {
				p.Op = commands.Plain
			}
			words += marked(p)
		}
		w.WriteString("\n")
		w.lines(words, bar, bar)
		source := "  — "
		if b.Kind != corpus.Report { // else the outlet speaks, with which the source begins
			w.lines("— "+b.Byline, "  ", "    ")
			source = "    "
		}
		if b.Source != "" {
			w.lines(b.Source, source, "    ")
		}
		if b.Link != "" && w.article == "" {
			fmt.Fprintf(w, "    %s\n", text.StripInvisible(b.Link))
		}
	}
}

// signs show what differs between a claim and an article: [-what only the claim has-] and {+what only
// the article has+}. What both have is *marked*, as the rest of the sentences stands beside it.
var signs = map[commands.Mark][2]string{commands.Deleted: {"[-", "-]"}, commands.Inserted: {"{+", "+}"}, commands.Same: {"*", "*"}}

func marked(p commands.Piece) string {
	words := strings.TrimSpace(p.Text)
	sign, differs := signs[p.Op]
	if !differs || words == "" {
		return p.Text
	}
	return strings.Replace(p.Text, words, sign[0]+words+sign[1], 1)
}

// lines writes a text that comes from anywhere, broken at spaces into lines of the
// width, without what could command a terminal.
func (w *textWriter) lines(s, first, rest string) {
	line := first
	for i, word := range strings.Fields(text.StripInvisible(s)) {
		switch {
		case i == 0:
			line += word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > w.width:
			fmt.Fprintln(w, line)
			line = rest + word
		default:
			line += " " + word
		}
	}
	fmt.Fprintln(w, line)
}
