package bot

import (
	"strings"
	"unicode"

	"onrecord/commands"
	"onrecord/corpus"
	"onrecord/corpus/verbatim"
)

// signs let a verdict be seen before it is read.
var signs = map[verbatim.Verdict]string{
	verbatim.Exact:        "✅",
	verbatim.Punctuation:  "✅",
	verbatim.Altered:      "⚠️",
	verbatim.Partial:      "⚠️",
	verbatim.Stitched:     "⚠️",
	verbatim.WrongSpeaker: "❌",
	verbatim.Absent:       "❔",
	verbatim.TooShort:     "❔",
}

// mostMatches and mostVariants are how many places and other wordings of one
// claim a message shows.
const (
	mostMatches  = 3
	mostVariants = 2
)

// renderChecks renders as many checks as fit, and returns the excerpts in them.
// Where there are several, each says which claim it is about.
func renderChecks(res *commands.Response) (string, []corpus.Result) {
	const more = "\n\n… and more, for which there is no room here"
	var b strings.Builder
	var quoted []corpus.Result
	size := length(more)
	for i := range res.Checks {
		c := &res.Checks[i]
		block := ""
		if len(res.Checks) > 1 {
			block = claimed(c) + "\n"
		}
		verdict, warnings := commands.Verdict(c)
		block += signs[c.Verdict] + " **" + escape(clip(verdict, 300)) + "**"
		if c.Verdict == verbatim.Absent {
			block += "\n" + escape("Looked through "+commands.Looked(res.Scope)+".")
		}
		for _, w := range warnings {
			block += "\n⚠️ " + escape(clip(w, 300))
		}
		room := 900 / len(res.Checks)
		shown := commands.Results(c.Matches[:min(len(c.Matches), mostMatches)])
		for k := range shown {
			block += "\n" + renderDiff(c.Matches[k].Diff, room) + "\n" + source(&shown[k])
		}
		if n := min(len(c.Variants), mostVariants); n > 0 && len(res.Checks) == 1 {
			block += "\n\nAs others print it:"
			others := commands.Results(c.Variants[:n])
			for k := range others {
				block += "\n" + renderDiff(c.Variants[k].Diff, 400) + "\n" + source(&others[k])
			}
		}
		if i > 0 {
			block = "\n\n" + block
		}
		if size += length(block); size > maxDescription {
			b.WriteString(more)
			break
		}
		b.WriteString(block)
		quoted = append(quoted, shown...)
	}
	return strings.TrimSpace(b.String()), quoted
}

// claimed names a claim and whom it was said to be of.
func claimed(c *commands.Check) string {
	s := "“" + escape(clip(c.Text, 150)) + "”"
	if c.Speaker != "" {
		s += ", claimed of " + escape(clip(c.Speaker, 80))
	}
	return s
}

// renderDiff renders the way from a claim to what an article prints as a block
// quotation of about room characters: what only the claim has is struck through,
// what only the article has is bold.
func renderDiff(diff []verbatim.Edit, room int) string {
	var b strings.Builder
	for _, e := range diff {
		if room <= 0 {
			b.WriteString(" […]")
			break
		}
		text := clip(e.Text, room)
		room -= length(text)
		switch e.Op {
		case verbatim.Delete:
			b.WriteString(marked(text, "~~"))
		case verbatim.Insert:
			b.WriteString(marked(text, "**"))
		case verbatim.Skip:
			b.WriteString(" […] ")
		default:
			b.WriteString(escape(text))
		}
	}
	lines := strings.Split(b.String(), "\n")
	for i, line := range lines {
		lines[i] = "> " + strings.TrimSpace(line)
	}
	return strings.Join(lines, "\n")
}

// marked puts a mark on both sides of the words of a text. Discord wants no space
// inside the marks, and no paragraph's end.
func marked(text, mark string) string {
	words := strings.TrimSpace(text)
	if strings.IndexFunc(words, unicode.IsGraphic) < 0 {
		return escape(text)
	}
	from := strings.Index(text, words)
	body := strings.Join(strings.Fields(words), " ")
	return text[:from] + mark + escape(body) + mark + text[from+len(words):]
}
