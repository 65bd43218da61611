package verbatim

import (
	_ "embed"
	"slices"

	"onrecord/corpus/text"
)

//go:embed lists/words.txt
var wordsText string

// The lists whose words have values; those of the others are asked for by their headings.
var (
	wordLists  = text.ReadLists(wordsText)
	negations  = wordLists["negation"]
	numerals   = wordLists["numeral"]
	currencies = wordLists["currency"]
	amounts    = wordLists["amount"]
	noOne      = wordLists["no-one"]
	drawn      = wordLists["drawn-together"]
	months     = wordLists.Set("month") // asked for at each word of an article
)

// is reports whether a word stands under a heading of the lists.
func is(heading, word string) bool {
	_, ok := wordLists[heading][word]
	return ok
}

func anyOf(words []string, heading string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return is(heading, w) })
}
