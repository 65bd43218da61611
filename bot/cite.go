package bot

import (
	"strings"

	"github.com/bwmarrin/discordgo"

	"onrecord/commands"
	"onrecord/corpus/text"
)

// canCite reports whether there is something to be cited on a page. What is only nearest in
// meaning is not what was asked for.
func canCite(res *commands.Response, p *page) bool { return res.Answered() && len(p.quoted) > 0 }

// renderCitations returns a private message with what can be pasted of an answer's excerpts:
// each as plain text and, as far as there is room besides, as Markdown.
func renderCitations(quoted []commands.Block) *discordgo.InteractionResponseData {
	p := page{message: newMessage()}
	p.message.Flags = discordgo.MessageFlagsEphemeral
	var plain []string
	room := maxAllEmbeds - reserve
	for i := range quoted {
		plain = append(plain, fenced(text.StripInvisible(quoted[i].Citation.String())))
		room -= text.UTF16Len(plain[i])
	}
	for i := range quoted {
		e := &discordgo.MessageEmbed{Color: grey, Description: plain[i]}
		markdown := "\nAs Markdown:\n" + fenced(citeMarkdown(&quoted[i]))
		if n := text.UTF16Len(markdown); n <= room && n+text.UTF16Len(plain[i]) <= maxDescription {
			e.Description += markdown
			room -= n
		}
		if !p.add(e) {
			p.addLine("There is no room for more. The answer to Context has Cite, too.")
			break
		}
	}
	return p.message
}

// citeMarkdown returns a citation as Discord and others show it: a block quotation, and below
// it whose words they are, linked to the source at that sentence. A backslash before it does
// not keep @everyone from calling everybody, as a space without a width behind its @ does.
func citeMarkdown(b *commands.Block) string {
	pasted := func(s string) string { return strings.ReplaceAll(escape(s), "@", "@\u200b") }
	by := pasted(strings.Join(strings.Fields(b.Citation.By), " "))
	if link := linkTarget(b.Link, b.Citation.URL); link != "" {
		by = "[" + by + "](<" + link + ">)"
	}
	return quoteBlock(pasted(b.Citation.Words)) + "\n— " + by
}

// fenced returns a text as a block of code, which Discord shows as it is. What would end the
// block is divided by such spaces.
func fenced(s string) string {
	return "```\n" + strings.ReplaceAll(s, "``", "`\u200b`") + "\n```"
}
