package quotation

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"onrecord/corpus"
)

// Margin is how wide the column of speakers is that [Explain] prints.
const margin = 30

// Explain writes the article with the speakers in the margin: one line for each
// stretch of text, and for each statement the kind of statement, its speaker,
// the rule that decided, its confidence, what speaks most for and against it (in logits), and
// who a pronoun may mean or may say what no cue stands beside. A person can check an article by it.
func Explain(w io.Writer, text string) error {
	meant := map[int][]antecedent{} // by mention
	a := read(text, func(key int, o antecedent, _ *chooser, _ []int) { meant[key] = addAntecedent(meant[key], o) })
	a.rate()
	statements, people := a.result()
	rated := map[corpus.Span]*speech{}
	for _, s := range a.speeches {
		rated[s.span] = s
	}
	out := bufio.NewWriter(w)
	next := 0
	for _, p := range corpus.Paragraphs(text) {
		at := p.Start
		for next < len(statements) && statements[next].Span.Start < p.End {
			s := &statements[next]
			next++
			line(out, "", "", text[at:s.Span.Start])
			name := "unattributed"
			if s.Speaker != corpus.Unattributed {
				name = people[s.Speaker].Name
			}
			note := fmt.Sprintf("%s %s %.2f", s.Kind, s.Rule, s.Confidence)
			if e := s.Evidence(); !e.Empty() && e.Len() < 200 {
				note += " “" + strings.Join(strings.Fields(text[e.Start:e.End]), " ") + "”"
			}
			line(out, name, note, text[s.Span.Start:s.Span.End])
			r := rated[s.Span]
			if len(r.features) > 0 {
				who := ""
				if r.who != r.named {
					who = "not " + r.named.show + ": "
				}
				fmt.Fprintf(out, "%*s     %s%s\n", margin-2, "", who, reasons(r.features))
			}
			if all := meant[a.keyOf(r)]; len(all) > 0 {
				of := "said by"
				if r.claim.ok() {
					of = "“" + a.span(r.claim.ment.first, r.claim.ment.last) + "”"
				}
				fmt.Fprintf(out, "%*s     %s: %s\n", margin-2, "", of, candidates(all))
			}
			at = s.Span.End
		}
		line(out, "", "", text[at:p.End])
		fmt.Fprintln(out)
	}
	if len(people) > 0 {
		fmt.Fprintln(out, "People")
	}
	for _, p := range people {
		fmt.Fprintf(out, "  %s (%s", p.Name, p.Kind)
		if p.Role != "" {
			fmt.Fprintf(out, ", %s", p.Role)
		}
		fmt.Fprintf(out, "; %d×)", len(p.Mentions))
		if len(p.Aliases) > 0 {
			fmt.Fprintf(out, ": %s", strings.Join(p.Aliases, " | "))
		}
		fmt.Fprintln(out)
	}
	return out.Flush()
}

// candidates says for whom a pronoun may stand, the likeliest first, with their scores.
func candidates(all []antecedent) string {
	likeliestFirst(all)
	var out []string
	for _, c := range all {
		show := "nobody"
		if c.who != nil {
			show = c.who.show
		}
		out = append(out, fmt.Sprintf("%s %+.1f", show, c.score))
	}
	return strings.Join(out, ", ")
}

// line prints a stretch of text with a speaker in the margin.
func line(out *bufio.Writer, name, note, text string) {
	text = strings.Join(strings.Fields(text), " ")
	if text == "" {
		return
	}
	if utf8.RuneCountInString(name) > margin-2 {
		name = string([]rune(name)[:margin-3]) + "…"
	}
	bar := "│ "
	if name != "" {
		bar = "┃ "
	}
	fmt.Fprintf(out, "%*s %s%s\n", margin-2, name, bar, text)
	if note != "" {
		fmt.Fprintf(out, "%*s   ↳ %s\n", margin-2, "", note)
	}
}
