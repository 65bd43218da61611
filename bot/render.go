package bot

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"onrecord/commands"
	"onrecord/corpus"
	"onrecord/corpus/text"
)

const listSize = 10

// Lines of lists are cut at maxLine, and at maxAside where another list of the message is
// the one with pages: that always has room for some lines then.
const (
	maxLine  = 300
	maxAside = 90
)

// maxLink is the longest address that a title leads to. (Discord's documentation, Embed
// Limits, has none; browsers and proxies do.)
const maxLink = 2000

// The colours of the bar beside an embed. They repeat what the words say.
const (
	blue  = 0x3b82d6 // the speaker's own words
	grey  = 0x99a2ad // reported, or by no known speaker
	green = 0x2e9e5b
	amber = 0xe8a317
	red   = 0xd83c3e
)

// A page is a message for a response, and what of it found room there.
type page struct {
	message *discordgo.InteractionResponseData
	size    int              // of all embeds, as Discord counts it
	shown   int              // how many of the results, or of the lines of a list
	quoted  []commands.Block // the excerpts
}

// reserve is left, of a message's room, for the line below the excerpts. The notes, four or so,
// are cut at maxNote to stand in one embed, and maxFirst is for them and the first excerpt.
const (
	reserve  = 100
	maxNote  = 800
	maxFirst = maxAllEmbeds - reserve - maxTitle - maxFooter/4
)

// add puts an embed on the page if Discord allows the message to have it.
func (p *page) add(e *discordgo.MessageEmbed) bool {
	size := text.UTF16Len(e.Title + e.Description + cmp.Or(e.Footer, &discordgo.MessageEmbedFooter{}).Text)
	if len(p.message.Embeds) >= maxEmbeds-1 || text.UTF16Len(e.Description) > maxDescription || p.size+size > maxAllEmbeds-reserve {
		return false
	}
	p.size += size
	p.message.Embeds = append(p.message.Embeds, e)
	return true
}

// render turns a response into a page within Discord's limits: one embed an excerpt,
// dropped whole where it has no room.
func render(res *commands.Response) page {
	p := page{message: newMessage()}
	v := res.View()
	var notes []string
	for _, note := range v.Notes {
		notes = append(notes, clipEscaped(note, maxNote))
	}
	if len(notes) > 0 {
		e := &discordgo.MessageEmbed{Description: strings.Join(notes, "\n"), Color: grey}
		if len(v.Blocks) > 0 { // what they are of
			e.Title, e.URL = clipEscaped(v.Title, maxTitle), linkTarget(v.URL)
		}
		p.add(e)
	}
	for i := range v.Blocks {
		// None is cut: one that is longer than Discord shows is left to its source, as is the first
		// where the notes leave no room, for a page has to show one.
		shown := renderText(v.Blocks[i].Text)
		if n := text.UTF16Len(shown); n > maxDescription || i == 0 && p.size+n > maxFirst {
			shown = fmt.Sprintf("This passage has %s, more than Discord shows. Open it at its source.", text.Count(n, "character"))
		}
		if !p.add(embedOf(&v.Blocks[i], shown)) {
			break
		}
		p.quoted = append(p.quoted, v.Blocks[i])
	}
	switch {
	case len(v.Findings) > 0:
		p.addFindings(v)
	case len(v.Sections) > 0:
		p.addSections(res, v)
	case len(p.quoted) > 0 && len(p.quoted) < len(res.Results):
		// The next page begins behind those that are shown, so these must be the first.
		fewer := *res
		fewer.Results = res.Results[:len(p.quoted)]
		return render(&fewer)
	case len(res.Results) > 0:
		p.shown = len(p.quoted)
		p.addLine(res.Page(p.shown) + " · " + v.Scope)
	}
	return p
}

func (p *page) addLine(text string) {
	p.message.Embeds = append(p.message.Embeds, &discordgo.MessageEmbed{Description: "-# " + clipEscaped(text, reserve-3)})
}

// embedOf shows words: who says them, linked to the source at that sentence, and where they
// stand.
func embedOf(b *commands.Block, text string) *discordgo.MessageEmbed {
	e := &discordgo.MessageEmbed{Title: clipEscaped(b.Byline, maxTitle), Description: text, Footer: footer(b), Color: grey}
	e.URL = linkTarget(b.Link, b.Citation.URL)
	if b.Kind == corpus.Direct || b.Kind == corpus.Mixed {
		e.Color = blue
	}
	return e
}

func footer(b *commands.Block) *discordgo.MessageEmbedFooter {
	if b.Source == "" {
		return nil
	}
	return &discordgo.MessageEmbedFooter{Text: text.Truncate(text.StripInvisible(b.Source), maxFooter/4)}
}

// notInLink are the characters for which Discord might refuse an address, and with it the
// message: spaces, what cannot be seen, and some marks.
const notInLink = "\\pZ\\pC<>\"\\\\^`{|}\uFFFD"

// linkForm is what an address looks like that Discord takes. It refuses a host without a dot, as
// machines in a newsroom's own network have.
var linkForm = regexp.MustCompile("^https?://[^/?#" + notInLink + "]+\\.[\\pL\\pN][^" + notInLink + "]*$")

// linkTarget returns the first of some addresses that Discord takes: one with a text
// fragment may be too long.
func linkTarget(addresses ...string) string {
	for _, link := range addresses {
		if text.UTF16Len(link) <= maxLink && linkForm.MatchString(link) {
			return link
		}
	}
	return ""
}

// addSections adds as many lines as have room: a page, behind which the next goes on.
func (p *page) addSections(res *commands.Response, v *commands.View) {
	e := &discordgo.MessageEmbed{Title: clipEscaped(v.Title, maxTitle), Color: grey}
	var b strings.Builder
	size := 0
	paged := slices.ContainsFunc(v.Sections, func(s commands.Section) bool { return s.Paged })
sections:
	for _, s := range v.Sections {
		limit := maxLine
		if paged && !s.Paged {
			limit = maxAside
		}
		for i, line := range s.Lines {
			line = "• " + clipEscaped(line, limit) + "\n"
			if i == 0 {
				line = "**" + escape(s.Heading) + "**\n" + line
			}
			if size += text.UTF16Len(line); size > maxDescription {
				break sections
			}
			b.WriteString(line)
			if s.Paged {
				p.shown++
			}
		}
	}
	e.Description = strings.TrimSpace(b.String())
	if p.shown > 0 {
		e.Footer = &discordgo.MessageEmbedFooter{Text: res.Page(p.shown) + " · " + v.Scope}
	}
	p.add(e)
}

// renderError is what a member sees, alone, when a request failed.
func renderError(err error) *discordgo.InteractionResponseData {
	m := newMessage()
	m.Flags = discordgo.MessageFlagsEphemeral
	m.Content = "Something went wrong here. It has been noted; please try again in a moment."
	if errors.Is(err, corpus.ErrAway) {
		m.Content = "The coverage cannot be reached just now. It has been noted; please try again in a minute."
	}
	if user, ok := errors.AsType[*commands.UserError](err); ok {
		m.Content = clipEscaped(user.Msg, maxContent*3/4) + "\n" + clipEscaped(user.Hint, maxContent/4-1)
	}
	return m
}

// newMessage returns a message that pings no one, whatever stands in it, and that
// clears what the message it may take the place of has. Every message begins with it.
func newMessage() *discordgo.InteractionResponseData {
	return &discordgo.InteractionResponseData{
		Embeds:          []*discordgo.MessageEmbed{},
		Components:      []discordgo.MessageComponent{},
		AllowedMentions: &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}},
	}
}
