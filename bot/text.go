package bot

import (
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
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

// length counts UTF-16 code units.
func length(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// clip shortens text to at most limit UTF-16 code units, with an ellipsis at the end.
func clip(text string, limit int) string {
	if length(text) <= limit {
		return text
	}
	n := 0
	for i, r := range text {
		if n += utf16.RuneLen(r); n > limit-1 {
			return text[:characterStart(text, i)] + "…"
		}
	}
	return text
}

// characterStart returns the last place up to at where a character as people see it
// begins: not between a letter and its accents, or between the parts of an emoji. It
// looks back a little only; nothing that is written has more.
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

// clipEscaped escapes text and keeps the outcome within limit UTF-16 code units.
func clipEscaped(text string, limit int) string {
	for room := limit; ; room = room * 3 / 4 {
		if out := escape(clip(text, room)); length(out) <= limit {
			return out
		}
	}
}
