package commands

import (
	"regexp"
	"strings"
	"unicode"
)

// What stands in a message of Discord and is no word of its writer.
// (Discord's documentation, Message Formatting.)
var (
	tags      = regexp.MustCompile(`<(?:@[!&]?\d+|#\d+|/[^:<>]{1,100}:\d+|a?:\w+:\d+|t:-?\d+(?::\w)?|id:\w+)>|@(?:everyone|here)\b`)
	mdLinks   = regexp.MustCompile(`\[([^\[\]\n]*)\]\(<?https?://[^\s()]*(?:\([^\s()]*\))?[^\s()]*>?\)`)
	addresses = regexp.MustCompile(`(?i)<?\b(?:https?://|www\.)[^\s<>]+>?`)
	emojiName = regexp.MustCompile(`:[0-9A-Za-z_+-]*[A-Za-z_][0-9A-Za-z_+-]*:`)
	fences    = regexp.MustCompile("```(?:[0-9A-Za-z+-]*\n)?")
	lineMarks = regexp.MustCompile(`(?m)^[\t >]*(?:#{1,3} +|-# +|[-*+] +|\d{1,3}\. +)?`)
)

// plainMessage returns the words of a message, line by line: without Discord's
// markup, mentions, links, emoji and what cannot be seen. Quotation marks stay, and so do
// emoji if pictures are wanted.
func plainMessage(message string, pictures bool) string {
	s := fences.ReplaceAllString(message, "\n")
	s = mdLinks.ReplaceAllString(s, "$1")
	s = addresses.ReplaceAllString(s, " ")
	s = tags.ReplaceAllString(s, " ")
	s = emojiName.ReplaceAllString(s, " ")
	s = lineMarks.ReplaceAllString(s, "")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return '\n'
		case strings.ContainsRune("*~`|\\", r):
			return -1
		case strings.ContainsRune("_<>@", r):
			return ' '
		case unicode.Is(unicode.Variation_Selector, r), unicode.Is(unicode.Cf, r):
			return -1 // nothing to see
		case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsNumber(r), unicode.IsPunct(r), unicode.Is(unicode.Sc, r), unicode.Is(unicode.Sm, r), pictures && unicode.Is(unicode.So, r):
			return r
		}
		return ' ' // emoji and other pictures
	}, strings.ToValidUTF8(s, " "))
	var lines []string
	for line := range strings.Lines(s) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}
