package bot

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/commands"
	"onrecord/corpus"
)

// pageSize is how many results one message shows, listSize how many lines of a list.
const (
	pageSize = 3
	listSize = 10
)

// Lines of lists are cut at maxLine, and at maxAside where another list of the
// message is the one with pages: that always has room for some lines then.
const (
	maxLine  = 300
	maxAside = 90
)

// maxLink is the longest address that is put behind an excerpt.
const maxLink = 512

// render turns a response into a message within Discord's limits.
func render(res *commands.Response) message {
	e := embed{Title: clipEscaped(res.Title, maxTitle)}
	var shown int
	var quoted []corpus.Result
	switch {
	case len(res.Checks) > 0:
		e.Description, quoted = renderChecks(res)
	case len(res.Sections) > 0:
		e.Description, shown = renderSections(res.Sections)
	case len(res.Results) == 0:
		e.Description = escape(commands.Silence(res))
		if len(res.Nearest) > 0 {
			e.Description += "\n\nNearest to it, but no answer:\n\n"
			var n int
			e.Description, n = appendResults(e.Description, res.Nearest, false)
			quoted = res.Nearest[:n]
		}
	default:
		e.Description, shown = appendResults("", res.Results, true)
		quoted = res.Results[:shown]
	}
	for _, note := range []string{res.Certainty, commands.Searched(res)} {
		if note == "" {
			continue
		}
		note = escape(clip(note, 300)) + "\n\n"
		if length(note)+length(e.Description) <= maxDescription {
			e.Description = note + e.Description
		}
	}
	footerText := "searched " + commands.Looked(res.Scope) + " · version " + res.Scope.Version
	if shown > 0 {
		from := res.Request.Offset + 1
		n := fmt.Sprintf("%d–%d of %d", from, from+shown-1, res.Total)
		if shown == 1 {
			n = fmt.Sprintf("%d of %d", from, res.Total)
		}
		footerText = n + " · " + footerText
	}
	e.Footer = &footer{Text: clip(footerText, maxFooter)}
	return message{Embeds: []embed{e}, shown: shown, quoted: quoted}
}

// alwaysPrivate are the commands whose answers concern nobody but who asked.
var alwaysPrivate = map[string]bool{"help": true, "about": true, configName: true, corpusName: true}

// Room for an excerpt, in characters. One that is longer is cut at the end of a
// sentence, and says so; the tight ones are for what else could not be shown.
const (
	room      = 900
	tightRoom = 400
	leastRoom = 120
)

// appendResults adds as many results as fit and returns how many did. What stands on
// a next page otherwise is not cut to stand on this one.
func appendResults(description string, results []corpus.Result, nextPage bool) (string, int) {
	for i := range results {
		block := ""
		rooms := []int{room, tightRoom, leastRoom}
		if i > 0 && nextPage {
			rooms = rooms[:1]
		}
		for _, room := range rooms {
			block = renderResult(&results[i], room)
			if i > 0 {
				block = "\n\n" + block
			}
			if length(description)+length(block) <= maxDescription {
				break
			}
			block = ""
		}
		if block == "" {
			return description, i
		}
		description += block
	}
	return description, len(results)
}

// renderResult renders an excerpt of at most about room characters and, below
// it, who says it and where.
func renderResult(r *corpus.Result, room int) string {
	a := r.Excerpt.Article()
	span, cut := clipSpan(a.Body(), r.Excerpt.Span(), room)
	var b strings.Builder
	bold := r.Matches
	if !r.Answer.Empty() {
		bold = []corpus.Span{r.Answer} // what was asked for, not what was asked with
	}
	b.WriteString(blockQuote(a.Body(), span, bold))
	if cut {
		b.WriteString(" […]")
	}
	b.WriteString("\n")
	b.WriteString(source(r))
	if cut {
		b.WriteString(" · shortened here, in full in the source")
	}
	return b.String()
}

// source renders who says an excerpt, and where it stands.
func source(r *corpus.Result) string {
	a := r.Excerpt.Article()
	var b strings.Builder
	name, detail := commands.Attribution(r)
	if name != "" {
		b.WriteString("**" + escape(clip(name, 100)) + "**")
		if detail != "" {
			b.WriteString(", ")
		}
	}
	b.WriteString(escape(clip(detail, 200)))
	b.WriteString(" · " + escape(clip(commands.Cite(a), 200)))
	if also := commands.Also(r); also != "" {
		b.WriteString(" · " + escape(clip(also, 200)))
	}
	switch link := linkTarget(r); {
	case link != "":
		b.WriteString(" · [open the source](" + link + ")")
	default:
		b.WriteString(" · no address known")
	}
	return b.String()
}

// outsideBrackets encodes what would end a link, or its brackets.
var outsideBrackets = strings.NewReplacer("(", "%28", ")", "%29", " ", "%20", "<", "%3C", ">", "%3E", "\\", "%5C")

// linkTarget returns the result's address fit for standing in brackets: the one
// with a text fragment, or the plain one where that is too long.
func linkTarget(r *corpus.Result) string {
	for _, link := range []string{commands.Link(r), r.Excerpt.Article().URL} {
		link = outsideBrackets.Replace(link)
		if link != "" && length(link) <= maxLink && strings.IndexFunc(link, hidden) < 0 {
			return link
		}
	}
	return ""
}

// renderSections renders as many lines as fit, says when there are more, and
// returns how many lines of the page asked for are among them.
func renderSections(sections []commands.Section) (string, int) {
	const more = "… and more, for which there is no room here"
	var b strings.Builder
	shown, size := 0, length(more)+1
	paged := slices.ContainsFunc(sections, func(s commands.Section) bool { return s.Paged })
	for _, s := range sections {
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
				return strings.TrimSpace(b.String()), shown
			}
			b.WriteString(line)
			if s.Paged {
				shown++
			}
		}
	}
	return strings.TrimSpace(b.String()), shown
}

// renderError is what a member sees, alone, when a request failed.
func renderError(err error) message {
	text := "Something went wrong here. It has been noted; please try again in a moment."
	var user *commands.UserError
	if errors.As(err, &user) {
		text = clipEscaped(user.Msg, maxContent*3/4) + "\n" + clipEscaped(user.Hint, maxContent/4-1)
	}
	return message{Content: text, Flags: flagEphemeral}
}

// clipSpan shortens a span to at most room characters: at the end of a sentence
// if there is one, else of a word, never inside a character.
func clipSpan(text string, s corpus.Span, room int) (corpus.Span, bool) {
	if utf8.RuneCountInString(text[s.Start:s.End]) <= room {
		return s, false
	}
	end := s.Start
	for range room {
		_, size := utf8.DecodeRuneInString(text[end:s.End])
		end += size
	}
	end = s.Start + characterStart(text[s.Start:s.End], end-s.Start)
	sentences := corpus.Sentences(text, s)
	for i := len(sentences) - 1; i >= 0; i-- {
		if sentences[i].End <= end {
			return corpus.Span{Start: s.Start, End: sentences[i].End}, true
		}
	}
	if space := strings.LastIndexFunc(text[s.Start:end], unicode.IsSpace); space > 0 {
		end = s.Start + space
	}
	return corpus.Span{Start: s.Start, End: end}, true
}

// clip shortens text to at most limit characters, with an ellipsis at the end.
func clip(text string, limit int) string {
	if length(text) <= limit {
		return text
	}
	n := 0
	for i, r := range text {
		if n += length(string(r)); n > limit-1 {
			return text[:characterStart(text, i)] + "…"
		}
	}
	return text
}

// characterStart returns the last place up to at where a character as people see it
// begins: not between a letter and its accents, or between the parts of an emoji.
// It looks back a little only; nothing that is written has more.
func characterStart(text string, at int) int {
	const joiner = '\u200d'
	start := at
	for range 16 {
		after, _ := utf8.DecodeRuneInString(text[start:])
		before, size := utf8.DecodeLastRuneInString(text[:start])
		skinTone := after >= 0x1f3fb && after <= 0x1f3ff
		if start == 0 || start == len(text) || !unicode.IsMark(after) && after != joiner && before != joiner && !skinTone {
			return start
		}
		start -= size
	}
	return at
}

// clipEscaped escapes text and keeps the outcome within limit.
func clipEscaped(text string, limit int) string {
	for room := limit; ; room = room * 3 / 4 {
		if out := escape(clip(text, room)); length(out) <= limit {
			return out
		}
	}
}
