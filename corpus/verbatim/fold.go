package verbatim

import (
	"unicode"
	"unicode/utf8"

	"go.mau.fi/util/confusable"
	"golang.org/x/text/unicode/norm"
)

// A class says what a character does in a text.
type class uint8

const (
	other      class = iota // marks and white space: what stands between words
	letter                  // part of a word
	digit                   // part of a number
	combining               // an accent of the letter before it
	apostrophe              // joins what stands beside it
	hyphen                  // joins or separates
	dash                    // separates; before a number it may be a sign
	bracket                 // an editor's, separates or stands within a word
	invisible               // is as if it were not there
	symbol                  // a word by itself: %, £, +
	picture                 // a word by itself in a claim: an emoji, what turns the direction of a text
)

func isInvisible(r rune) bool { return classOf(r) == invisible }

func classOf(r rune) class {
	switch r {
	case '\'', '`', '’', '‘', '‛', 'ʼ', 'ʹ', '′', '´', '＇':
		return apostrophe
	case '-', '‐', '‑':
		return hyphen
	case '[', ']':
		return bracket
	case '‒', '–', '−':
		return dash
	case '%', '$', '&', '+', '=', '<', '>', '°', '‰':
		return symbol
	}
	switch {
	case r == 0x34f, r >= 0xfe00 && r <= 0xfe0f: // a joiner of marks, selectors of variations
		return invisible
	case r >= 0xff01 && r <= 0xff5e: // full-width forms of ASCII
		return classOf(r - 0xfee0)
	case unicode.IsLetter(r):
		return letter
	case unicode.IsNumber(r): // ², ½ and Ⅳ as well: 10² is not 102
		return digit
	case r < utf8.RuneSelf:
		return other
	case unicode.Is(unicode.Me, r): // a prohibition sign around what it follows
		return picture
	case unicode.IsMark(r):
		return combining
	case unicode.Is(unicode.So, r), r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return picture
	case unicode.Is(unicode.Cf, r):
		return invisible
	case unicode.Is(unicode.Sc, r), unicode.Is(unicode.Sm, r):
		return symbol
	}
	return other
}

// spelt are letters that print without their strokes, or taken apart, where the
// type for them is missing; Unicode does not decompose them.
var spelt = map[rune]string{
	'ß': "ss", 'ẞ': "ss", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'ø': "o", 'Ø': "o", 'ł': "l", 'Ł': "l",
	'đ': "d", 'Đ': "d", 'ﬀ': "ff", 'ﬁ': "fi", 'ﬂ': "fl", 'ﬃ': "ffi", 'ﬄ': "ffl", 'ﬅ': "st", 'ﬆ': "st", 'ς': "σ",
}

// appendFolded appends the character at the start of s without case and, in
// Latin script, without accents; elsewhere these tell letters apart (й and и).
func appendFolded(buf []byte, r rune, s string) []byte {
	if f, ok := spelt[r]; ok {
		return append(buf, f...)
	}
	d := norm.NFD.PropertiesString(s).Decomposition()
	if len(d) == 0 {
		return utf8.AppendRune(buf, unicode.ToLower(latin(r)))
	}
	base, n := utf8.DecodeRune(d)
	buf = utf8.AppendRune(buf, unicode.ToLower(base))
	if unicode.Is(unicode.Latin, base) {
		return buf
	}
	return append(buf, d[n:]...)
}

// latin returns the Latin letter or the digit that a character looks like (UTS 39), or the
// character: Cyrillic о, mathematical bold, full width, CO₂; but 10² is not 102.
func latin(r rune) rune {
	lowered := '₀' <= r && r <= '₉'
	if d := norm.NFKD.String(string(r)); len(d) == 1 && (lowered || !unicode.Is(unicode.No, r)) {
		return rune(d[0])
	}
	if alike := confusable.GetReplacement(r); !unicode.Is(unicode.Latin, r) && unicode.IsLetter(r) && len(alike) == 1 {
		return rune(alike[0])
	}
	return r
}
