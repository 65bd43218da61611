package bot

import (
	"strings"

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

// noRoom says that something is not shown.
const noRoom = "… and more, for which there is no room here"

// renderChecks renders the verdict on every claim and, in the room that these
// leave, what it rests on; it returns the excerpts shown. Where there are several
// claims, each says which one it is about.
func renderChecks(res *commands.Response) (string, []corpus.Result) {
	n := len(res.Checks)
	const between = "\n\n"
	heads := make([]string, n)
	left := maxDescription
	for i := range heads {
		heads[i] = renderVerdict(res, &res.Checks[i], maxDescription/n-length(between+noRoom+"\n"))
		left -= length(heads[i] + between)
	}
	var b strings.Builder
	var quoted []corpus.Result
	for i := range res.Checks {
		if i > 0 {
			b.WriteString(between)
		}
		body, shown := renderEvidence(&res.Checks[i], left/(n-i), n)
		b.WriteString(heads[i] + body)
		left -= length(body)
		quoted = append(quoted, shown...)
	}
	return b.String(), quoted
}

// renderVerdict renders the verdict on a claim and its warnings in about so many
// characters.
func renderVerdict(res *commands.Response, c *commands.Check, room int) string {
	s := ""
	if len(res.Checks) > 1 {
		s = claimed(c) + "\n"
	}
	verdict, warnings := commands.Verdict(c)
	sign := signs[c.Verdict]
	if sign == signs[verbatim.Exact] && len(warnings) > 0 {
		sign = signs[verbatim.Altered] // what a glance takes in must not be better than what is written
	}
	s += sign + " **" + clipEscaped(verdict, 300) + "**"
	if c.Verdict == verbatim.Absent {
		s += "\n" + escape("Looked through "+commands.Looked(res.Scope)+".")
	}
	for _, w := range warnings {
		w = "\n⚠️ " + clipEscaped(w, 200)
		if length(s+w) > room {
			return s + "\n" + noRoom
		}
		s += w
	}
	return s
}

// claimed names a claim and whom it was said to be of.
func claimed(c *commands.Check) string {
	s := "“" + clipEscaped(c.Text, 150) + "”"
	if c.Speaker != "" {
		s += ", claimed of " + clipEscaped(c.Speaker, 80)
	}
	return s
}

// renderEvidence renders the places that a verdict rests on, in so many
// characters, and returns those that found room. The more claims a message has,
// the less of each is shown.
func renderEvidence(c *commands.Check, room, claims int) (string, []corpus.Result) {
	s := ""
	room -= length("\n" + noRoom)
	add := func(m *verbatim.Match, r *corpus.Result, before string, most int) bool {
		for _, size := range []int{most / claims, min(400, most) / claims, 80} {
			block := before + "\n" + renderDiff(m, size) + "\n" + source(r)
			if length(s+block) <= room {
				s += block
				return true
			}
		}
		return false
	}
	matches := c.Matches[:min(len(c.Matches), mostMatches)]
	shown := commands.Results(matches)
	for i := range shown {
		if !add(&matches[i], &shown[i], "", 900) {
			return s + "\n" + noRoom, shown[:i]
		}
	}
	if claims > 1 {
		return s, shown
	}
	variants := c.Variants[:min(len(c.Variants), mostVariants)]
	before := "\n\nAs others print it:"
	others := commands.Results(variants)
	for i := range others {
		if !add(&variants[i], &others[i], before, 400) {
			return s + "\n" + noRoom, shown
		}
		before = ""
	}
	return s, shown
}
