package index

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// A parsed query is what the text of a corpus.Query asks for.
type parsed struct {
	text     string // as typed, as far as it is read
	words    []asked
	phrases  []string // what stood between quotation marks, see foldedWords
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
	p := parsed{text: text, phrases: phrasesOf(text)}
	if q.Question || strings.HasSuffix(strings.TrimSpace(text), "?") || asks.MatchString(text) {
		text = text[len(asksFor.FindString(text)):]
		p.question = questionOf(text)
	}
	shouted := strings.Count(text, " ") > 1 && text == strings.ToUpper(text) // its capitals say nothing
	var empty []asked
	seen := map[string]bool{}
	for w := range words(text, 0) {
		a := asked{text: w.text, term: term(w.text), tail: term(w.tail()), capital: !shouted && w.span.Start > 0 && unicode.IsUpper(firstRune(w.text))}
		switch {
		case a.term == "" || seen[a.term] || len(p.words)+len(empty) >= maxWords:
		case stopTerms[a.term] && a.term != p.question.office && (shouted || !isAcronym(w.text)) || p.question.frames[a.term] || p.question.asked && chatWords[strings.ToLower(w.text)]:
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

// asks matches the beginning of a question, with or without its mark: who bought, how many,
// when did, did they. What somebody said may begin with "when we".
var asks = regexp.MustCompile(`(?i)^\s*(who|whose|did|does|how (many|much|old|long|often|far|big|tall)|(what|when|where|why|how) (is|are|was|were|do|does|did|will|has|have|had))\s`)

// asksFor matches what people put before a question: can you tell me when, does anyone know who.
var asksFor = regexp.MustCompile(`(?i)^\W*((can|could|would|do|does|please|pls|hey|so|ok|you|u) )*(tell me|(you|u|any(one|body)|some(one|body)) (know|remember)|any (idea|clue)) `)

// isAcronym reports whether a word is an acronym that looks like a function word:
// "IT" and "WHO" are typed in capitals by those who mean them.
func isAcronym(w string) bool {
	return len(w) >= 2 && len(w) <= 4 && strings.ToUpper(w) == w && strings.ToLower(w) != w
}

// foldedWords returns the words of a text in lower case, a space around each, so that
// words in a row can be looked for whatever their case and the marks between them.
func foldedWords(s string) string {
	var b strings.Builder
	for w := range words(s, 0) {
		b.WriteString(" " + text.Fold(w.text))
	}
	return b.String() + " "
}

// inMarks is what stands between double quotation marks, straight or curly.
var inMarks = regexp.MustCompile(`["“”„«»]([^"“”„«»]*)["“”„«»]`)

// phrasesOf returns what stands between marks. A mark without a partner opens nothing.
func phrasesOf(text string) []string {
	var out []string
	for _, m := range inMarks.FindAllStringSubmatch(text, -1) {
		if p := foldedWords(m[1]); p != " " && len(out) < maxPhrases && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// meaningful returns the terms of a name, without function words.
func meaningful(name string) []string {
	return slices.DeleteFunc(Terms(name), func(t string) bool { return stopTerms[t] })
}

// Terms returns the terms of a text, in order.
func Terms(text string) []string {
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
	have := Terms(text)
	return len(asked) > 0 && !slices.ContainsFunc(asked, func(t string) bool { return !slices.Contains(have, t) })
}
