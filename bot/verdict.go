package bot

import (
	"strings"

	"github.com/bwmarrin/discordgo"

	"onrecord/commands"
	"onrecord/corpus"
	"onrecord/corpus/verbatim"
)

var verdictColours = map[verbatim.Verdict]int{
	verbatim.Exact:        green,
	verbatim.Punctuation:  green,
	verbatim.Altered:      amber,
	verbatim.Partial:      amber,
	verbatim.Stitched:     amber,
	verbatim.WrongSpeaker: red,
	verbatim.Absent:       grey,
	verbatim.TooShort:     grey,
}

// mostMatches and mostVariants are how many places and other wordings of one claim a
// message shows.
const (
	mostMatches  = 3
	mostVariants = 2
)

// addChecks adds the verdict on every claim and, in the room that these leave, what else
// it rests on. Where there are several claims, each says which one it is about.
func (p *page) addChecks(res *commands.Response) {
	several := len(res.Checks) > 1
	room := 900 // for the words, of each match
	if several {
		room = 1800 / len(res.Checks)
	}
	for i := range res.Checks {
		c := &res.Checks[i]
		e, shown := renderCheck(res, c, room, several)
		if !p.add(e) { // the verdict alone
			if e.Description = claimed(c); !p.add(e) {
				return
			}
		}
		p.quoted = append(p.quoted, shown...)
	}
	if several {
		return
	}
	c := &res.Checks[0]
	matches := c.Matches[:min(len(c.Matches), mostMatches)]
	results := commands.Results(matches)
	for i := 1; i < len(results); i++ {
		if !p.add(embedOf(&results[i], renderDiff(&matches[i], room))) {
			return
		}
		p.quoted = append(p.quoted, results[i])
	}
	variants := c.Variants[:min(len(c.Variants), mostVariants)]
	for i, r := range commands.Results(variants) {
		e := embedOf(&r, renderDiff(&variants[i], room/2))
		e.Title = clipEscaped(commands.Outlet(variants[i].Article)+" prints it so", maxTitle)
		if !p.add(e) {
			return
		}
	}
}

// colourOf never looks better than what is written.
func colourOf(c *commands.Check, warnings []string) int {
	if colour := verdictColours[c.Verdict]; colour != green || len(warnings) == 0 {
		return colour
	}
	return amber
}

func renderCheck(res *commands.Response, c *commands.Check, room int, several bool) (*discordgo.MessageEmbed, []corpus.Result) {
	verdict, warnings := commands.Verdict(c)
	var lines []string
	if several {
		lines = append(lines, claimed(c))
	}
	if c.Verdict == verbatim.Absent {
		lines = append(lines, escape("Looked through "+commands.Looked(res.Scope)+"."))
	}
	for _, w := range warnings {
		lines = append(lines, "⚠️ "+clipEscaped(w, 200))
	}
	e := &discordgo.MessageEmbed{Title: clipEscaped(verdict, maxTitle), Color: colourOf(c, warnings)}
	results := commands.Results(c.Matches[:min(len(c.Matches), 1)])
	if len(results) == 1 {
		lines = append(lines, "**"+clipEscaped(byline(&results[0]), 200)+"**", renderDiff(&c.Matches[0], room))
		e.URL, e.Footer = linkTarget(&results[0]), footer(&results[0])
	}
	e.Description = strings.Join(lines, "\n")
	return e, results
}

func claimed(c *commands.Check) string {
	s := "“" + clipEscaped(c.Text, 150) + "”"
	if c.Speaker != "" {
		s += ", claimed of " + clipEscaped(c.Speaker, 80)
	}
	return s
}
