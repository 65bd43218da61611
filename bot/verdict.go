package bot

import (
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"onrecord/commands"
)

var toneColours = map[commands.Tone]int{commands.Nothing: grey, commands.Good: green, commands.Caution: amber, commands.Wrong: red}

// mostMatches and mostVariants are how many places and other wordings of one claim a
// message shows.
const (
	mostMatches  = 3
	mostVariants = 2
)

// addFindings adds the verdict on every claim and, in the room that these leave, what else
// it rests on. Where there are several claims, each says which one it is about.
func (p *page) addFindings(v *commands.View) {
	several := len(v.Findings) > 1
	room := 900 // for the words, of each match
	if several {
		room = 1800 / len(v.Findings)
	}
	for _, f := range v.Findings {
		claim := ""
		if several {
			claim = escape(f.Claim)
		}
		e := renderFinding(&f, claim, room)
		if !p.add(e) { // the verdict alone
			if e.Description = escape(f.Claim); !p.add(e) {
				return
			}
		}
		p.quoted = append(p.quoted, f.Matches[:min(len(f.Matches), 1)]...)
	}
	if several {
		p.addLine(v.Title) // the claims are perhaps not all of the message
		return
	}
	f := &v.Findings[0]
	shown := min(len(f.Matches), mostMatches)
	for _, b := range append(f.Matches[min(shown, 1):shown:shown], f.Nearest...) {
		if p.add(embedOf(&b, renderWithin(b.Text, room))) {
			p.quoted = append(p.quoted, b)
		}
	}
	for _, b := range f.Variants[:min(len(f.Variants), mostVariants)] {
		e := embedOf(&b, renderWithin(b.Text, room/2))
		e.Title = clipEscaped(b.Outlet+" prints it so", maxTitle)
		p.add(e)
	}
}

func renderFinding(f *commands.Finding, claim string, room int) *discordgo.MessageEmbed {
	lines := slices.DeleteFunc([]string{claim, escape(f.Looked)}, func(line string) bool { return line == "" })
	for _, w := range f.Warnings {
		lines = append(lines, "⚠️ "+clipEscaped(w, 200))
	}
	e := &discordgo.MessageEmbed{Title: clipEscaped(f.Verdict, maxTitle), Color: toneColours[f.Tone]}
	if len(f.Matches) > 0 {
		b := &f.Matches[0]
		lines = append(lines, "**"+clipEscaped(b.Byline, 200)+"**", renderWithin(b.Text, room))
		e.URL, e.Footer = linkTarget(b.Link, b.Citation.URL), footer(b)
	}
	e.Description = strings.Join(lines, "\n")
	return e
}
