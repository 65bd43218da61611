package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// A line is one line of the source that is not blank, several that were one paragraph
// wrapped by hand, or a piece of a page's text that a browser sets as one paragraph.
type line struct {
	no    int    // its number in the source, from 1
	text  string // without white space around it
	start int    // the column in which it begins
	blank bool   // a blank line stands before it
	words int
	prose bool   // it looks like a sentence; else like a headline, a label or an item; of HTML, a long one
	turn  bool   // somebody speaks in a transcript, or signs what stands above
	rule  string // the rule that dropped it; "" if it is kept

	folded string // its words, with a space around each

	// Of HTML.
	node   *html.Node // the innermost element of block level that holds it
	key    string     // the text without white space
	linked int        // bytes of the text that are links
	quote  *html.Node // the block quotation that it stands in
	opens  bool       // it is the first line of its quotation
	kept   bool       // it belongs to the article, as the extraction sees it
}

// splitLines returns the lines that are not blank, those that were wrapped by hand joined.
func splitLines(text string) []*line {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n").Replace(text)
	var raws []*line
	no, blank := 0, true
	for raw := range strings.SplitSeq(text, "\n") {
		no++
		trimmed := trim(raw)
		if trimmed != "" {
			start := len(raw) - len(strings.TrimLeft(raw, " \t"))
			raws = append(raws, &line{no: no, text: trimmed, start: start, blank: blank})
		}
		blank = trimmed == ""
	}
	out := joinWrapped(raws)
	for _, l := range out {
		l.words = len(strings.Fields(l.text))
		l.prose = l.turn || isProse(l.text, l.words)
	}
	return out
}

// trim takes off the white space around a line, and the marks of no width that
// editors and pages leave there.
func trim(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u2060' })
}

// goodWords is how many words a sentence must have to be prose by itself: shorter
// ones are prose among prose. longWords is how many make prose of what ends in no
// full stop, as far as a fifth of them are stop words.
const (
	goodWords = 8
	longWords = 25
)

// isProse reports whether a line of so many words looks like prose by itself.
func isProse(text string, words int) bool {
	if endsProse(text) && (words >= goodWords || words >= 4 && startsQuoted(text)) {
		return true
	}
	return words >= longWords && stopWords(text)*5 >= words
}

// endsProse reports whether the line ends as a sentence does, or as the words
// before a quotation.
func endsProse(text string) bool {
	text = strings.TrimRightFunc(text, func(r rune) bool { return strings.ContainsRune("\"'”’»)]*", r) })
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?…:。！？", last)
}

// endsStop reports whether the line ends in a full stop, which headlines do not.
func endsStop(text string) bool {
	text = strings.TrimRightFunc(text, func(r rune) bool { return strings.ContainsRune("\"'”’»)]", r) })
	return strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "...")
}

func startsQuoted(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("\"'“‘«„", first)
}

// hasQuote reports whether the line has a double quotation mark in it.
func hasQuote(text string) bool { return strings.ContainsAny(text, "\"“”«»„") }

// stopWords counts the words that every text has.
func stopWords(text string) int {
	n := 0
	for _, w := range strings.Fields(text) {
		if commonWords[strings.ToLower(strings.TrimFunc(w, unicode.IsPunct))] {
			n++
		}
	}
	return n
}
