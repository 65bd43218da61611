package verbatim

import (
	"cmp"
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

// meaningOf says what a word does to a sentence besides what it names, by the flag that a
// change of it raises; next and before are its neighbours' folded forms.
func meaningOf(word, before, next string) map[Flag]string {
	r, n := utf8.DecodeRuneInString(word)
	if c := classOf(r); n == len(word) && (c == symbol && r != '&' || c == hyphen || c == dash) {
		return map[Flag]string{Number: cmp.Or(numerals[string(r)], string(r))} // a sign, a currency, a percent sign
	}
	m := map[Flag]string{Negation: negations[word]} // an emoji
	for _, w := range plain(word) {
		m[Negation] = cmp.Or(m[Negation], negations[w])
		if modals[w] && (!toModals[w] || next == "to") {
			m[Modal] = w
		}
	}
	key, _ := folded(word)
	if (isNumber(word) || numerals[key] != "") && (key != "cent" || before == "per") {
		m[Number] = cmp.Or(numerals[key], key)
	}
	return m
}

// namesWithDigit reports whether a word is a name that has a digit in it: MI5, G20.
func namesWithDigit(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLetter(r) && strings.IndexFunc(word, unicode.IsDigit) >= 0
}
