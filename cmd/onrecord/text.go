package main

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"

	"onrecord/commands"
	"onrecord/corpus"
)

// textLimit is how many results the terminal shows unless told otherwise.
const textLimit = 5

// forText limits a search to what a screen holds, unless it has a limit.
func forText(req *commands.Request) {
	switch req.Command {
	case "quote", "ask", "find":
		req.Limit = cmp.Or(req.Limit, textLimit)
	}
}

// textWidth is the column at which the terminal's lines are wrapped.
const textWidth = 88

// renderText writes a response for a terminal, in colours if it has them.
func renderText(res *commands.Response, colour bool) string {
	var b strings.Builder
	if len(res.Sections) > 0 {
		fmt.Fprintf(&b, "%s\n", res.Title)
		for _, s := range res.Sections {
			fmt.Fprintf(&b, "\n%s\n", s.Heading)
			for _, line := range s.Lines {
				b.WriteString(wrap(printable(line), "  ", "    "))
			}
			if n := len(s.Lines); s.Paged && n > 0 {
				fmt.Fprintf(&b, "\n%d–%d of %d\n", res.Request.Offset+1, res.Request.Offset+n, res.Total)
			}
		}
		return b.String()
	}
	if len(res.Checks) > 0 {
		if searched := commands.Searched(res); searched != "" {
			b.WriteString(wrap(printable(searched), "", ""))
		}
		writeChecks(&b, res, colour)
		return b.String()
	}
	if res.Again != nil {
		b.WriteString(wrap(printable("Looked for: "+res.Title), "", ""))
	}
	for _, note := range []string{res.Certainty, commands.Searched(res)} {
		if note != "" {
			b.WriteString(wrap(printable(note), "", ""))
		}
	}
	if len(res.Results) == 0 {
		b.WriteString(wrap(printable(commands.Silence(res)), "", ""))
		if len(res.Nearest) > 0 {
			b.WriteString("\nNearest to it:\n")
		}
	} else if len(res.Articles) == 1 {
		a := res.Articles[0]
		fmt.Fprintf(&b, "%s\n%s\n", printable(res.Title), printable(commands.Cite(a)))
	}
	for i := range res.Results {
		writeResult(&b, &res.Results[i])
	}
	for i := range res.Nearest {
		writeResult(&b, &res.Nearest[i])
	}
	if len(res.Results) > 0 {
		from := res.Request.Offset + 1
		fmt.Fprintf(&b, "\n%d–%d of %d · searched %s\n", from, from+len(res.Results)-1, res.Total, commands.Looked(res.Scope))
	}
	return b.String()
}

func writeResult(b *strings.Builder, r *corpus.Result) {
	b.WriteString("\n")
	bar := "  │ "
	if len(r.Matches) == 1 && r.Matches[0] == r.Excerpt.Span() {
		bar = "  ┃ " // the excerpt itself, with others around it
	}
	before, after := r.Excerpt.Ellipses()
	b.WriteString(wrap(before+printable(r.Excerpt.Text())+after, bar, bar))
	writeSource(b, r)
}

// writeSource writes who says an excerpt, and where it stands.
func writeSource(b *strings.Builder, r *corpus.Result) {
	name, detail := commands.Attribution(r)
	switch {
	case name == "":
		name = "(" + detail + ")"
	case detail != "":
		name += ", " + detail
	}
	b.WriteString(wrap(printable("— "+name+" · "+commands.Cite(r.Excerpt.Article())), "  ", "    "))
	if len(r.Also) > 0 {
		b.WriteString(wrap(printable(commands.Also(r)), "    ", "    "))
	}
	if link := commands.Link(r); link != "" {
		fmt.Fprintf(b, "    %s\n", printable(link))
	} else {
		b.WriteString("    (no address of the source is known)\n")
	}
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

// printable drops what could command a terminal or turn its text about: control
// characters, and the marks that change the direction of writing.
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
