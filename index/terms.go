package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
	"golang.org/x/text/unicode/norm"

	"onrecord/corpus"
)

// A token is one word of a text: where it stands, and the term it counts as.
type token struct {
	span corpus.Span // bytes of the text
	term string
}

// tokenise appends the words of text to dst. A word is a run of letters, marks
// and digits, with single apostrophes, and full stops between digits or single
// letters, inside it; hyphens part words, so that "end to end" finds "end-to-end".
// Spans count from base.
func tokenise(dst []token, text string, base int) []token {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isWordRune(r) {
			i += size
			continue
		}
		start := i
		for i < len(text) {
			r, size = utf8.DecodeRuneInString(text[i:])
			if !isWordRune(r) && !joins(text, start, i, r, size) {
				break
			}
			i += size
		}
		if t := term(text[start:i]); t != "" {
			dst = append(dst, token{corpus.Span{Start: base + start, End: base + i}, t})
		}
	}
	return dst
}

func isWordRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' ||
		r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) ||
		isInvisible(r)
}

// isInvisible reports whether r is a format character, such as a soft hyphen or
// a zero-width space, that people cannot see and so cannot search for.
func isInvisible(r rune) bool { return r >= 0xad && unicode.Is(unicode.Cf, r) }

// joins reports whether the rune at text[i] holds two halves of one word together.
func joins(text string, start, i int, r rune, size int) bool {
	next, _ := utf8.DecodeRuneInString(text[i+size:])
	switch r {
	case '\'', '’', 'ʼ':
		return unicode.IsLetter(next)
	case '.', ',':
		before, _ := utf8.DecodeLastRuneInString(text[start:i])
		if unicode.IsDigit(before) && unicode.IsDigit(next) {
			return true // 1.5 and 49,000
		}
		// U.S. and the like: single letters with stops between them.
		return r == '.' && unicode.IsLetter(next) && (i-start == 1 || i-start > 1 && text[i-2] == '.')
	}
	return false
}

// term folds a word into what it counts as: lower case, without accents,
// possessive "s" and inflection. It is "" for what holds no letter or digit.
func term(word string) string {
	w := strings.ToLower(word)
	if !isASCII(w) {
		w = strings.Map(func(r rune) rune {
			switch {
			case r == '’' || r == 'ʼ':
				return '\''
			case unicode.Is(unicode.Mn, r) || isInvisible(r):
				return -1
			}
			return r
		}, norm.NFKD.String(w))
	}
	w = strings.TrimSuffix(strings.TrimSuffix(w, "'"), "'s")
	if strings.ContainsAny(w, "',.") {
		w = strings.NewReplacer("'", "", ",", "", ".", keepPoint(w)).Replace(w)
	}
	if w == "" {
		return ""
	}
	return english.Stem(w, false)
}

// keepPoint keeps the point of 1.5 and drops those of U.S.
func keepPoint(w string) string {
	if w[0] >= '0' && w[0] <= '9' {
		return "."
	}
	return ""
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// stopTerms are the terms that carry no meaning of their own in a query: the
// function words of English, and the words that only frame a question or a
// report of speech ("what did X say about Y").
var stopTerms = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`a an the and or but nor if then than so as at by for from in into of off on onto out over to up down with without
		about above after again against all am any are aren't be been being both can can't cannot could couldn't did didn't do does doesn't doing don't
		during each ever few had hadn't has hasn't have haven't having he he'd he'll he's her here hers herself him himself his how i i'd i'll i'm i've
		is isn't it it's its itself just let's me more most mustn't my myself no not now only other ought our ours ourselves own same shan't she she'd
		she'll she's should shouldn't some such that that's their theirs them themselves there there's these they they'd they'll they're they've this
		those through too under until us very was wasn't we we'd we'll we're we've were weren't what what's when where which while who who's whom whose
		why why's will won't would wouldn't you you'd you'll you're you've your yours yourself yourselves
		say says said saying tell tells told quote quotes quoted
		mr mrs ms miss dr sir dame`) {
		m[term(w)] = true
	}
	return m
}()
