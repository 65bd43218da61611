package bot

import (
	"unicode/utf16"

	"github.com/rivo/uniseg"
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
