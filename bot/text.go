package bot

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"onrecord/commands"
	"onrecord/corpus/text"
)

// Discord's limits, in UTF-16 code units, see [text.UTF16Len]. (Discord's documentation, Message
// and Embed Limits; Application Command Option Choice Structure.)
const (
	maxTitle       = 256
	maxDescription = 4096
	maxFooter      = 2048
	maxContent     = 2000
	maxEmbeds      = 10
	maxAllEmbeds   = 6000 // over all embeds of a message
	maxChoice      = 100
)

// clipEscaped escapes text and keeps the outcome within limit UTF-16 code units.
func clipEscaped(s string, limit int) string {
	for room := limit; ; room = room * 3 / 4 {
		if out := escape(text.Truncate(s, room)); text.UTF16Len(out) <= limit {
			return out
		}
	}
}

// markup are the characters that mean something to Discord's Markdown. A
// backslash before one makes it stand for itself.
const markup = "\\*_~`|<>[]()#@"

// escape makes text show as it is: no Markdown, mention, emoji, link or heading
// in it takes effect, and nothing invisible turns the text around it about.
func escape(s string) string {
	// First drop what is hidden, or it could part what belongs together until
	// the marks have been looked for.
	s = text.StripInvisible(s)
	var b strings.Builder
	b.Grow(len(s) + len(s)/8)
	line := 0 // where it begins
	for i, r := range s {
		before := s[line:i]
		switch {
		case r == '\n':
			line = i + 1
		case strings.ContainsRune(markup, r),
			r == ':' && i+1 < len(s) && !unicode.IsSpace(rune(s[i+1])), // as of an emoji, or of an address
			(r == '-' || r == '+') && strings.TrimSpace(before) == "",  // as of lists, this one and the next
			r == '.' && before != "" && strings.Trim(before, " \t0123456789") == "":
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// marks are what stands around the pieces of a text: the words that were asked for are bold,
// what only the article has is underlined, and what only a claim has is struck through.
var marks = map[commands.Mark]string{commands.Same: "**", commands.Inserted: "__", commands.Deleted: "~~"}

func renderText(pieces []commands.Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(marked(p.Text, marks[p.Op]))
	}
	return b.String()
}

// marked puts a mark on both sides of the words of a text. Discord wants no space inside
// the marks, and no paragraph's end.
func marked(text, mark string) string {
	words := strings.TrimSpace(text)
	body := escape(strings.Join(strings.Fields(words), " "))
	if mark == "" || strings.IndexFunc(body, unicode.IsGraphic) < 0 {
		return escape(text)
	}
	from := strings.Index(text, words)
	return text[:from] + mark + body + mark + text[from+len(words):]
}

// middle finds what a long piece of a text leaves out, between words at its ends: what stands
// next to a difference stays.
var middle = regexp.MustCompile(`(?s)^(.{40,80}\s).{40,}?(\s.{40,80})$`)

// renderWithin renders a text as a block quotation of about limit characters. Where it is
// longer, the rest of the sentences goes first, and then the middle of what is long.
func renderWithin(pieces []commands.Piece, limit int) string {
	tooLong := func() bool { return text.UTF16Len(renderText(pieces)) > limit }
	if tooLong() {
		pieces = slices.DeleteFunc(slices.Clone(pieces), func(p commands.Piece) bool { return p.Op == commands.Around })
	}
	if tooLong() {
		for i := range pieces {
			pieces[i].Text = middle.ReplaceAllString(pieces[i].Text, "$1[…]$2")
			if limit -= text.UTF16Len(pieces[i].Text); limit < 0 {
				pieces = append(pieces[:i], commands.Piece{Text: " […]"})
				break
			}
		}
	}
	return quoteBlock(strings.TrimSpace(renderText(pieces)))
}

// quoteBlock makes a block quotation of what is rendered.
func quoteBlock(s string) string { return "> " + strings.ReplaceAll(s, "\n", "\n> ") }
