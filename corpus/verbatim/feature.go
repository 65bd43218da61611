package verbatim

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// folded returns a word of a text as words are compared.
func folded(word string) (key string, short bool) {
	var s scanner
	s.reset(word)
	s.next()
	return string(s.key), s.short
}

func isNumber(word string) bool {
	if c := word[0]; c < utf8.RuneSelf {
		if c >= '0' && c <= '9' || c == '.' {
			return true
		}
	} else if r, _ := utf8.DecodeRuneInString(word); unicode.IsNumber(r) {
		return true
	}
	return numerals[strings.ToLower(word)] != "" && !strings.EqualFold(word, "cent")
}

// A meaning is what a word does to a sentence besides what it names.
type meaning struct {
	negation, modal, number string
}

// meaningOf reads a word; next and before are its neighbours' folded forms.
func meaningOf(word, before, next string) (m meaning) {
	if r, n := utf8.DecodeRuneInString(word); n == len(word) && (classOf(r) == symbol && r != '&' || classOf(r) == hyphen || classOf(r) == dash) {
		m.number = string(r) // a sign, a currency, a percent sign
		if numerals[m.number] != "" {
			m.number = numerals[m.number]
		}
		return m
	}
	key, short := folded(word)
	m.negation = negations[key]
	if modal, ok := contracted[key]; ok && (short || !colliding[key] || key == "cant" || key == "wont") {
		m.negation, m.modal = "not", modal
	}
	switch {
	case short && strings.HasSuffix(key, "ll"):
		m.modal = "will"
	case short && strings.HasSuffix(key, "d") && m.negation == "":
		m.modal = "would"
	case key == "cannot":
		m.modal = "can"
	case modals[key] && (!toModals[key] || next == "to"):
		m.modal = key
	}
	r, _ := utf8.DecodeRuneInString(word)
	switch {
	case namesWithDigit(word):
	case unicode.IsNumber(r) || r == '.':
		m.number = key
	case key == "cent" && before != "per":
	case numerals[key] != "":
		m.number = numerals[key]
	}
	return m
}

// namesWithDigit reports whether a word is a name that has a digit in it: MI5, G20,
// Brexit2, 4chan; but not 3.5m, 40km, 1970s or 5million.
func namesWithDigit(word string) bool {
	if strings.IndexFunc(word, unicode.IsDigit) < 0 {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(word); unicode.IsLetter(r) {
		return true
	}
	rest := strings.TrimLeftFunc(word, unicode.IsDigit)
	if utf8.RuneCountInString(rest) < 4 || strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) }) >= 0 {
		return false
	}
	rest = strings.ToLower(rest)
	return numerals[rest] == "" && !measures[rest] && !measures[strings.TrimSuffix(rest, "s")]
}

// sides returns where a word, in whatever form, stands among the opposites.
func sides(key string) []side {
	out := opposites[key]
	for _, end := range []string{"s", "es", "d", "ed", "ing", "er", "ers", "est", "ly", "ly"} {
		if stem, ok := strings.CutSuffix(key, end); ok && len(stem) > 2 {
			out = append(out[:len(out):len(out)], opposites[stem]...)
			if end[0] == 'e' || end == "ing" {
				out = append(out, opposites[stem+"e"]...)
				if n := len(stem); stem[n-1] == stem[n-2] {
					out = append(out, opposites[stem[:n-1]]...)
				}
			}
			if stem[len(stem)-1] == 'i' {
				out = append(out, opposites[stem[:len(stem)-1]+"y"]...)
			}
		}
	}
	return out
}

// opposed reports whether one word was put for its opposite.
func opposed(a, b string) bool {
	if a == b {
		return false
	}
	for _, prefix := range []string{"un", "in", "im", "il", "ir", "dis", "non", "anti", "mis", "de"} {
		if len(a) > 3 && prefix+a == b || len(b) > 3 && prefix+b == a {
			return true
		}
	}
	bs := sides(b)
	for _, x := range sides(a) {
		for _, y := range bs {
			if x.line == y.line && x.side != y.side {
				return true
			}
		}
	}
	return false
}
