package commands

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Length counts UTF-16 code units: Discord says characters and does not say which,
// and these are never fewer than any other count.
func Length(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// Clip shortens text to at most limit UTF-16 code units, with an ellipsis at the end; it
// cuts between characters as people see them, not between a letter and its accents.
func Clip(text string, limit int) string {
	if Length(text) <= limit {
		return text
	}
	n, end := 0, 0
	for g := uniseg.NewGraphemes(text); g.Next(); _, end = g.Positions() {
		if n += Length(g.Str()); n > limit-1 {
			break
		}
	}
	return strings.TrimSpace(text[:end]) + "…"
}

// Visible drops what people cannot see: control characters, and format
// characters other than the joiners that some scripts and emoji need. Characters
// that break a line become spaces.
func Visible(text string) string {
	if strings.IndexFunc(text, Hidden) < 0 {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("\r\v\f\u0085", r):
			return ' '
		case Hidden(r):
			return -1
		}
		return r
	}, text)
}

// Hidden reports whether people cannot see a character.
func Hidden(r rune) bool {
	const nonJoiner, joiner = '\u200c', '\u200d'
	return r != '\n' && r != '\t' && unicode.IsControl(r) ||
		unicode.Is(unicode.Cf, r) && r != nonJoiner && r != joiner ||
		r == utf8.RuneError
}
