package bot

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"onrecord/corpus"
)

// Discord's limits, in UTF-16 code units, as [length] counts: Discord documents
// "characters" and does not say which, and code units are never fewer than any other
// count. (Discord's documentation, Message and Embed Limits; Application Command Option
// Choice Structure.)
const (
	maxTitle       = 256
	maxDescription = 4096
	maxFooter      = 2048
	maxContent     = 2000
	maxEmbeds      = 10
	maxAllEmbeds   = 6000 // over all embeds of a message
	maxChoice      = 100
)

func length(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// clip shortens text to at most limit UTF-16 code units, with an ellipsis at the end; it
// cuts between characters as people see them, not between a letter and its accents.
func clip(text string, limit int) string {
	if length(text) <= limit {
		return text
	}
	n, end := 0, 0
	for g := uniseg.NewGraphemes(text); g.Next(); _, end = g.Positions() {
		if n += length(g.Str()); n > limit-1 {
			break
		}
	}
	return text[:end] + "…"
}

// clipEscaped escapes text and keeps the outcome within limit UTF-16 code units.
func clipEscaped(text string, limit int) string {
	for room := limit; ; room = room * 3 / 4 {
		if out := escape(clip(text, room)); length(out) <= limit {
			return out
		}
	}
}

// markup are the characters that mean something to Discord's Markdown. A
// backslash before one makes it stand for itself.
const markup = "\\*_~`|<>[]()#@"

// escape makes text show as it is: no Markdown, mention, emoji, link or heading
// in it takes effect, and nothing invisible turns the text around it about.
func escape(text string) string {
	// First drop what is hidden, or it could part what belongs together until
	// the marks have been looked for.
	text = visible(text)
	var b strings.Builder
	b.Grow(len(text) + len(text)/8)
	lineStart := true
	for i, r := range text {
		switch {
		case r == '\n':
			b.WriteByte('\n')
			lineStart = true
			continue
		case strings.ContainsRune(markup, r):
			b.WriteByte('\\')
		case r == ':' && (strings.HasPrefix(text[i:], "://") || isEmojiName(text[i+1:])):
			b.WriteByte('\\')
		case lineStart && (r == '-' || r == '+'), r == '.' && afterLineNumber(text[:i]):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		lineStart = lineStart && unicode.IsSpace(r)
	}
	return b.String()
}

// visible drops what people cannot see: control characters, and format
// characters other than the joiners that some scripts and emoji need. Characters
// that break a line become spaces.
func visible(text string) string {
	if strings.IndexFunc(text, hidden) < 0 {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("\r\v\f\u0085", r):
			return ' '
		case hidden(r):
			return -1
		}
		return r
	}, text)
}

func hidden(r rune) bool {
	const nonJoiner, joiner = '\u200c', '\u200d'
	return r != '\n' && r != '\t' && unicode.IsControl(r) ||
		unicode.Is(unicode.Cf, r) && r != nonJoiner && r != joiner ||
		r == utf8.RuneError
}

// isEmojiName reports whether text begins with a name and a colon, as in :smile:.
func isEmojiName(text string) bool {
	for i, r := range text {
		if r == ':' {
			return i > 1
		}
		if i > 32 || !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '+' || r == '-') {
			return false
		}
	}
	return false
}

// afterLineNumber reports whether text ends in a number alone on its line: with
// a full stop behind it that would begin a numbered list.
func afterLineNumber(text string) bool {
	line := strings.TrimSpace(text[strings.LastIndexByte(text, '\n')+1:])
	return line != "" && strings.Trim(line, "0123456789") == ""
}

// bold renders part of a text with the matched words in bold. Matches are in the same bytes
// as span.
func bold(text string, span corpus.Span, matches []corpus.Span) string {
	var b strings.Builder
	at := span.Start
	for _, m := range joinMatches(text, matches) {
		if m.Start < at || m.End > span.End {
			continue
		}
		b.WriteString(escape(text[at:m.Start]))
		b.WriteString("**" + escape(text[m.Start:m.End]) + "**")
		at = m.End
	}
	b.WriteString(escape(text[at:span.End]))
	return b.String()
}

func blockQuote(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = "> " + strings.TrimSpace(line)
	}
	return strings.Join(lines, "\n")
}

// joinMatches makes one span of matches with nothing but a hyphen or a space
// between them.
func joinMatches(text string, matches []corpus.Span) []corpus.Span {
	var out []corpus.Span
	for _, m := range matches {
		if n := len(out); n > 0 && m.Start >= out[n-1].End {
			if between := text[out[n-1].End:m.Start]; between == "-" || between == " " || between == "" {
				out[n-1].End = m.End
				continue
			}
		}
		out = append(out, m)
	}
	return out
}
