package index

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// A parsed query is what the text of a corpus.Query asks for.
type parsed struct {
	words    []asked
	order    []string // of a question: the terms of all words, in order
	capitals bool     // of a question: some word is typed with a capital
	phrases  []phrase // what stood between quotation marks
	question question
}

// asked is one word of a query.
type asked struct {
	text string // as typed
	term string
	tail string // the term of the second half of a name such as O'Brien, or ""

	capital bool // typed with a capital, and not because a question begins with it
}

// maxQuery is how many bytes of a query are read, and maxWords how many
// different words. Discord lets members type 6,000 characters into an option;
// no member searches for so many.
const (
	maxQuery = 1000
	maxWords = 32
)

// maxPhrases is how many different phrases between marks are held against passages.
const maxPhrases = 8

// parse splits a query into words and "exact phrases". Words that carry no meaning of
// their own are dropped, unless they stand between marks or beside one other; where
// there are no others, nothing is asked for.
func parse(q *corpus.Query) parsed {
	text := q.Text
	if len(text) > maxQuery {
		text = strings.ToValidUTF8(text[:maxQuery], "")
	}
	p := parsed{phrases: quotedParts(text)}
	if q.Question || strings.HasSuffix(strings.TrimSpace(text), "?") {
		p.question = questionOf(text)
	}
	var empty []asked
	seen := map[string]bool{}
	for w := range words(text, 0) {
		a := asked{text: w.text, term: term(w.text), tail: term(w.tail()), capital: w.span.Start > 0 && unicode.IsUpper(firstRune(w.text))}
		if p.question.asked && a.term != "" && len(p.order) < maxWords {
			p.order = append(p.order, a.term)
		}
		p.capitals = p.capitals || a.capital
		switch {
		case a.term == "" || seen[a.term] || len(p.words)+len(empty) >= maxWords:
		case stopTerms[a.term] && !isAcronym(w.text) || p.question.frames[a.term]:
			empty = append(empty, a)
		default:
			p.words = append(p.words, a)
		}
		seen[a.term] = true
	}
	if len(p.words) == 0 && len(p.phrases) > 0 || len(p.words) > 0 && !p.question.asked && len(p.words)+len(empty) <= 2 {
		p.words = append(p.words, empty...)
	}
	return p
}

// isAcronym reports whether a word is an acronym that looks like a function word:
// "IT" and "WHO" are typed in capitals by those who mean them.
func isAcronym(w string) bool {
	return len(w) >= 2 && len(w) <= 4 && strings.ToUpper(w) == w && strings.ToLower(w) != w
}

// A phrase is words in a row, in lower case.
type phrase []string

func phraseOf(s string) phrase {
	var p phrase
	for w := range words(s, 0) {
		p = append(p, text.Fold(w.text))
	}
	return p
}

// matches reports whether the phrase is in a text, whatever its case and marks.
func (p phrase) matches(text string) bool {
	var last []string // as many words as the phrase has
	for w := range words(text, 0) {
		if len(last) == len(p) {
			last = append(last[:0], last[1:]...)
		}
		if last = append(last, w.text); len(last) == len(p) && slices.EqualFunc(last, p, sameWord) {
			return true
		}
	}
	return false
}

func sameWord(written, lowered string) bool {
	return strings.EqualFold(written, lowered) || len(written) > len(lowered) && text.Fold(written) == lowered
}

// quotedParts returns what stands between double quotation marks, straight or
// curly. A mark without a partner opens nothing.
func quotedParts(text string) []phrase {
	const marks = `"“”„«»`
	var out []phrase
	for {
		open := strings.IndexAny(text, marks)
		if open < 0 {
			return out
		}
		_, size := utf8.DecodeRuneInString(text[open:])
		text = text[open+size:]
		end := strings.IndexAny(text, marks)
		if end < 0 {
			return out
		}
		known := func(p phrase) bool { return slices.Equal(p, phraseOf(text[:end])) }
		if p := phraseOf(text[:end]); len(p) > 0 && len(out) < maxPhrases && !slices.ContainsFunc(out, known) {
			out = append(out, p)
		}
		_, size = utf8.DecodeRuneInString(text[end:])
		text = text[end+size:]
	}
}

// meaningful returns the terms of a name, without function words.
func meaningful(name string) []string {
	return slices.DeleteFunc(termsOf(name), func(t string) bool { return stopTerms[t] })
}

// termsOf returns the terms of a text, in order.
func termsOf(text string) []string {
	var out []string
	for w := range words(text, 0) {
		if t := term(w.text); t != "" {
			out = append(out, t)
		}
		if t := term(w.tail()); t != "" {
			out = append(out, t)
		}
	}
	return out
}

// covers reports whether a text has all of some terms, and there is one.
func covers(text string, asked []string) bool {
	have := termsOf(text)
	for _, t := range asked {
		if !slices.Contains(have, t) {
			return false
		}
	}
	return len(asked) > 0
}
