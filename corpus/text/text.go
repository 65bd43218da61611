// Package text has what several packages do with a piece of text: folding words for
// comparison, measuring and truncating as Discord counts, removing what cannot be seen,
// and reading lists of words.
package text

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
)

// Fold returns a word in lower case, with straight apostrophes, and without accents and
// format characters such as soft hyphens.
func Fold(word string) string {
	w := strings.ToLower(word)
	if strings.IndexFunc(w, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
		return w
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '’' || r == 'ʼ':
			return '\''
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, norm.NFKD.String(w))
}

// NameWords returns the words of a name, folded: O'Neil is one.
func NameWords(name string) []string {
	return strings.FieldsFunc(strings.ReplaceAll(Fold(name), "'", ""), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
}

// HasNameWords reports whether a name has all of some words, see [NameWords], and there is one.
func HasNameWords(name string, words []string) bool {
	known := NameWords(name)
	return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(known, w) })
}

// UTF16Len counts UTF-16 code units: Discord says characters and does not say which,
// and these are never fewer than any other count.
func UTF16Len(s string) int { return len(utf16.Encode([]rune(s))) }

// Truncate shortens a text to at most limit UTF-16 code units, with an ellipsis at the
// end; it cuts between characters as people see them, not between a letter and its accents.
func Truncate(s string, limit int) string {
	if UTF16Len(s) <= limit {
		return s
	}
	n, end := 0, 0
	for g := uniseg.NewGraphemes(s); g.Next(); _, end = g.Positions() {
		if n += UTF16Len(g.Str()); n > limit-1 {
			break
		}
	}
	return strings.TrimSpace(s[:end]) + "…"
}

// StripInvisible drops the characters of which [Invisible] reports true. Those that break
// a line become spaces.
func StripInvisible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("\r\v\f\u0085", r):
			return ' '
		case Invisible(r):
			return -1
		}
		return r
	}, s)
}

// Invisible reports whether people cannot see a character: a control character, or a
// format character other than the joiners that some scripts and emoji need.
func Invisible(r rune) bool {
	const nonJoiner, joiner = '\u200c', '\u200d'
	return r != '\n' && r != '\t' && unicode.IsControl(r) ||
		unicode.Is(unicode.Cf, r) && r != nonJoiner && r != joiner ||
		r == utf8.RuneError
}

// HasWord reports whether there is a letter or a number in a text.
func HasWord(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// Count returns a number of things: "1 article", "12,500 articles".
func Count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits + " " + what + "s"
}

// Lines returns the lines of a list, without comments (#), empty ones, and the byte order mark that some
// editors begin a file with.
func Lines(list string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for line := range strings.Lines(strings.TrimPrefix(list, "\ufeff")) {
			line = strings.TrimSpace(line)
			if line != "" && line[0] != '#' && !yield(line) {
				return
			}
		}
	}
}

// Lists are words with their values, by the heading of their list.
type Lists map[string]map[string]string

// ReadLists reads lists of words. "[heading]" opens one; a line "value: words" gives its
// words one value, "-" none; other words are their own.
func ReadLists(file string) Lists {
	lists := Lists{}
	heading := ""
	for line := range Lines(file) {
		if line[0] == '[' {
			heading = strings.Trim(line, "[]")
			lists[heading] = map[string]string{}
			continue
		}
		value, words, shared := strings.Cut(line, ": ")
		if !shared {
			words = line
		}
		for w := range strings.FieldsSeq(words) {
			lists[heading][w] = w
			if shared {
				lists[heading][w] = strings.TrimPrefix(value, "-")
			}
		}
	}
	return lists
}

// Set returns the words under a heading, which must exist.
func (l Lists) Set(heading string) map[string]bool {
	if l[heading] == nil {
		panic("text: no list of words " + heading)
	}
	set := map[string]bool{}
	for w := range l[heading] {
		set[w] = true
	}
	return set
}
