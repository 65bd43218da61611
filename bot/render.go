package bot

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/bwmarrin/discordgo"

	"onrecord/commands"
	"onrecord/corpus"
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
	blue  = 0x3b82d6 // somebody's own words
	grey  = 0x99a2ad // reported, or nobody's
	green = 0x2e9e5b
	amber = 0xe8a317
	red   = 0xd83c3e
)

// A page is a message for a response, and what of it found room there.
type page struct {
	message *discordgo.InteractionResponseData
	size    int             // of all embeds, as Discord counts it
	shown   int             // how many of the results, or of the lines of a list
	quoted  []corpus.Result // the excerpts
}

// reserve is left, of a message's room, for the line below the excerpts.
const reserve = 100

// add puts an embed on the page if Discord allows the message to have it.
func (p *page) add(e *discordgo.MessageEmbed) bool {
	size := length(e.Title) + length(e.Description)
	if e.Footer != nil {
		size += length(e.Footer.Text)
	}
	if len(p.message.Embeds) >= maxEmbeds-1 || length(e.Description) > maxDescription || p.size+size > maxAllEmbeds-reserve {
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
	var notes []string
	if len(res.Results) > 0 && len(res.Articles) == 1 { // what they are of
		notes = append(notes, "**"+clipEscaped(res.Title, maxTitle)+"**")
	}
	for _, note := range []string{res.Certainty, commands.Searched(res)} {
		if note != "" {
			notes = append(notes, clipEscaped(note, 600))
		}
	}
	silent := len(res.Results)+len(res.Checks)+len(res.Sections) == 0
	if silent {
		notes = append(notes, clipEscaped(commands.Silence(res), maxDescription/2))
		if len(res.Nearest) > 0 {
			notes = append(notes, "", "Nearest to it, but no answer:")
		}
	}
	if len(notes) > 0 {
		p.add(&discordgo.MessageEmbed{Description: strings.Join(notes, "\n"), Color: grey})
	}
	switch {
	case silent:
		p.quoted = res.Nearest[:p.addResults(res.Nearest)]
	case len(res.Checks) > 0:
		p.addChecks(res)
		if len(res.Checks) > 1 { // and perhaps not all of the message
			p.addLine(res.Title)
		}
	case len(res.Sections) > 0:
		p.addSections(res)
	default:
		results := slices.Clone(res.Results)
		if res.Request.Command == "quote" {
			slices.SortStableFunc(results, func(a, b corpus.Result) int { return cmp.Compare(closeness(a.Kind), closeness(b.Kind)) })
		}
		p.shown = p.addResults(results)
		p.quoted = results[:p.shown]
		p.addLine(where(res, p.shown) + " · " + scopeLine(res.Scope))
	}
	return p
}

// closeness orders what is shown together: words in marks, reported ones, the outlet's.
func closeness(k corpus.Kind) int {
	return slices.Index([]corpus.Kind{corpus.Direct, corpus.Mixed, corpus.Indirect, corpus.Report}, k)
}

func where(res *commands.Response, shown int) string {
	from := res.Request.Offset + 1
	if shown == 1 {
		return fmt.Sprintf("%d of %d", from, res.Total)
	}
	return fmt.Sprintf("%d–%d of %d", from, from+shown-1, res.Total)
}

func scopeLine(s corpus.Scope) string {
	years := string(s.From[:min(4, len(s.From))])
	if to := string(s.To[:min(4, len(s.To))]); to != years {
		years += "–" + to
	}
	return strings.TrimSuffix(commands.Count(s.Articles, "article")+", "+commands.Count(s.Outlets, "outlet")+", "+years, ", ")
}

func (p *page) addLine(text string) {
	p.message.Embeds = append(p.message.Embeds, &discordgo.MessageEmbed{Description: "-# " + clipEscaped(text, reserve-3)})
}

func (p *page) addResults(results []corpus.Result) int {
	for i := range results {
		if !p.add(renderResult(&results[i])) {
			return i
		}
	}
	return len(results)
}

// renderResult renders an excerpt. None is cut: one that is longer than Discord shows is
// left to its source.
func renderResult(r *corpus.Result) *discordgo.MessageEmbed {
	matches := r.Matches
	if !r.Answer.Empty() {
		matches = []corpus.Span{r.Answer} // what was asked for, not what was asked with
	}
	before, after := r.Excerpt.Ellipses()
	text := before + bold(r.Excerpt.Article().Body(), r.Excerpt.Span(), matches) + after
	if n := length(text); n > maxDescription {
		text = fmt.Sprintf("This passage has %s, more than Discord shows. Open it at its source.", commands.Count(n, "character"))
	}
	return embedOf(r, text)
}

// embedOf shows words: who says them, linked to the source at that sentence, and where they
// stand.
func embedOf(r *corpus.Result, text string) *discordgo.MessageEmbed {
	e := &discordgo.MessageEmbed{Title: clipEscaped(byline(r), maxTitle), URL: linkTarget(r), Description: text, Footer: footer(r), Color: grey}
	if strings.TrimSpace(e.Title) == "" { // of a name that has nothing to see
		e.Title = "—"
	}
	if r.Kind == corpus.Direct || r.Kind == corpus.Mixed {
		e.Color = blue
	}
	return e
}

// byline says whose words an excerpt is: the speaker and what they are, the outlet that
// reports them, or the outlet itself.
func byline(r *corpus.Result) string {
	a := r.Excerpt.Article()
	p := r.Speaker()
	switch {
	case r.Kind == corpus.Report:
		return commands.Outlet(a)
	case p == nil:
		return "Speaker not clear from the text"
	case r.Kind == corpus.Indirect:
		return p.Name + ", as reported by " + commands.Outlet(a)
	case p.Role != "":
		return p.Name + ", " + p.Role
	}
	return p.Name
}

// footer says where an excerpt stands, and what about it was not read off the article.
func footer(r *corpus.Result) *discordgo.MessageEmbedFooter {
	a := r.Excerpt.Article()
	parts := []string{commands.Outlet(a)}
	if a.IsUnconfirmed("outlet") {
		parts[0] += " (inferred)"
	}
	day := commands.Day(a.Date)
	if a.IsUnconfirmed("date") {
		day += " (inferred)"
	}
	parts = append(parts, day)
	if r.Kind == corpus.Report {
		if voices := commands.Voices(r); voices != "" {
			parts = append(parts, voices)
		}
	}
	if a.Form == corpus.Digest {
		parts = append(parts, "digest, in our words")
	} else if (r.Kind == corpus.Direct || r.Kind == corpus.Mixed) && a.SpokenBy(r.Excerpt.Span()) == nil {
		parts = append(parts, "quoted in the report")
	}
	if also := commands.Also(r); also != "" {
		parts = append(parts, also)
	}
	if linkTarget(r) == "" {
		parts = append(parts, "no address known")
	}
	return &discordgo.MessageEmbedFooter{Text: clip(visible(strings.Join(parts, " · ")), maxFooter/4)}
}

// linkTarget returns the result's address: the one with a text fragment, or the plain one
// where that is too long. Package corpus takes web addresses only.
func linkTarget(r *corpus.Result) string {
	for _, link := range []string{commands.Link(r), r.Excerpt.Article().URL} {
		if length(link) <= maxLink && !strings.ContainsFunc(link, notInLink) {
			return link
		}
	}
	return ""
}

// notInLink reports whether Discord might refuse an address, and with it the message, for
// a character.
func notInLink(r rune) bool {
	return hidden(r) || unicode.IsSpace(r) || strings.ContainsRune("<>\"\\^`{|}", r)
}

// addSections adds as many lines as have room, and says when there are more.
func (p *page) addSections(res *commands.Response) {
	const more = "… and more, for which there is no room here"
	e := &discordgo.MessageEmbed{Title: clipEscaped(res.Title, maxTitle), Color: grey}
	var b strings.Builder
	size := length(more) + 1
	paged := slices.ContainsFunc(res.Sections, func(s commands.Section) bool { return s.Paged })
sections:
	for _, s := range res.Sections {
		limit := maxLine
		if paged && !s.Paged {
			limit = maxAside
		}
		for i, line := range s.Lines {
			line = "• " + clipEscaped(line, limit) + "\n"
			if i == 0 {
				line = "**" + escape(s.Heading) + "**\n" + line
			}
			if size += length(line); size > maxDescription {
				if !s.Paged { // a page goes on with the next
					b.WriteString(more)
				}
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
		e.Footer = &discordgo.MessageEmbedFooter{Text: where(res, p.shown) + " · " + scopeLine(res.Scope)}
	}
	p.add(e)
}

// renderError is what a member sees, alone, when a request failed.
func renderError(err error) *discordgo.InteractionResponseData {
	m := newMessage()
	m.Flags = discordgo.MessageFlagsEphemeral
	m.Content = "Something went wrong here. It has been noted; please try again in a moment."
	var user *commands.UserError
	if errors.As(err, &user) {
		m.Content = clipEscaped(user.Msg, maxContent*3/4) + "\n" + clipEscaped(user.Hint, maxContent/4-1)
	}
	return m
}
