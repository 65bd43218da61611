package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"golang.org/x/term"

	"onrecord/commands"
	"onrecord/corpus/verbatim"
)

// mostVariants is how many other wordings of a claim the terminal shows.
const mostVariants = 5

// writeChecks writes what came of checking claims. Where there are several, each
// says which claim it is about.
func writeChecks(b *strings.Builder, res *commands.Response, colour bool) {
	for i := range res.Checks {
		c := &res.Checks[i]
		if i > 0 {
			b.WriteString("\n")
		}
		if len(res.Checks) > 1 {
			claim := "“" + c.Text + "”"
			if c.Speaker != "" {
				claim += ", claimed of " + c.Speaker
			}
			b.WriteString(wrap(printable(claim), "", ""))
		}
		verdict, warnings := commands.Verdict(c)
		b.WriteString(wrap(printable(verdict), "", ""))
		for _, w := range warnings {
			b.WriteString(wrap(printable("! "+w), "", "  "))
		}
		writeMatches(b, c.Matches, colour)
		if n := min(len(c.Variants), mostVariants); n > 0 {
			b.WriteString("\nAs others print it:\n")
			writeMatches(b, c.Variants[:n], colour)
		}
	}
	fmt.Fprintf(b, "\nlooked through %s\n", commands.Looked(res.Scope))
}

func writeMatches(b *strings.Builder, matches []verbatim.Match, colour bool) {
	results := commands.Results(matches)
	for i := range results {
		b.WriteString("\n")
		b.WriteString(wrap(diffText(&matches[i], colour), "  │ ", "  │ "))
		writeSource(b, &results[i])
	}
}

// diffText shows the way from a claim to what an article prints: [-what only the
// claim has-], {+what only the article has+}; in colours red and struck through,
// and green and bold. What an ellipsis leaves out is shown only if it would change
// the meaning.
func diffText(m *verbatim.Match, colour bool) string {
	turned := slices.Contains(m.Flags, verbatim.SkipsNegation)
	marks := map[verbatim.Op][2]string{verbatim.Delete: {"[-", "-]"}, verbatim.Insert: {"{+", "+}"}}
	if colour {
		marks = map[verbatim.Op][2]string{verbatim.Delete: {"\x1b[31;9m", "\x1b[0m"}, verbatim.Insert: {"\x1b[32;1m", "\x1b[0m"}}
	}
	var b strings.Builder
	for _, e := range m.Diff {
		text := printable(e.Text)
		switch words := strings.TrimSpace(text); {
		case e.Op == verbatim.Skip && turned:
			b.WriteString(" […" + words + "…] ")
		case e.Op == verbatim.Skip:
			b.WriteString(" […] ")
		case e.Op == verbatim.Equal || words == "":
			b.WriteString(text)
		default:
			from := strings.Index(text, words)
			b.WriteString(text[:from])
			if colour { // word by word: a line may end between any two
				for i, w := range strings.Fields(words) {
					if i > 0 {
						b.WriteByte(' ')
					}
					b.WriteString(marks[e.Op][0] + w + marks[e.Op][1])
				}
			} else {
				b.WriteString(marks[e.Op][0] + words + marks[e.Op][1])
			}
			b.WriteString(text[from+len(words):])
		}
	}
	return b.String()
}

// colour reports whether answers may be in colours: only on a terminal, and not
// where NO_COLOR is set (https://no-color.org).
func (p *program) colour() bool {
	f, ok := p.stdout.(*os.File)
	return ok && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && term.IsTerminal(int(f.Fd()))
}
