package verbatim

import (
	_ "embed"
	"strings"

	"onrecord/corpus/text"
)

//go:embed lists/words.txt
var wordsText string

var (
	wordLists = text.ReadLists(wordsText)

	functionWords = wordLists.Set("function")
	conjunctions  = wordLists.Set("conjunction")
	pronouns      = wordLists.Set("pronoun")
	colliding     = wordLists.Set("colliding")
	apart         = wordLists.Set("apart")
	modals        = wordLists.Set("modal")
	toModals      = wordLists.Set("to-modal")
	scales        = wordLists.Set("scale")
	measures      = wordLists.Set("measure")
	tens          = wordLists.Set("ten")
	units         = wordLists.Set("unit")
	personTitles  = wordLists.Set("title")
	demoting      = wordLists.Set("demoting")
	speaking      = wordLists.Set("speaking")
	vague         = wordLists.Set("vague")

	negations  = wordLists["negation"]
	contracted = wordLists["contracted"]
	numerals   = wordLists["numeral"]
	neutral    = wordLists["neutral"]
)

//go:embed lists/opposites.txt
var oppositesText string

// opposites give each word the numbers of its lines, with the side it stands on.
var opposites = func() map[string][]side {
	m := map[string][]side{}
	n := 0
	for line := range text.Lines(oppositesText) {
		n++
		for i, words := range strings.Split(line, "|") {
			for w := range strings.FieldsSeq(words) {
				m[w] = append(m[w], side{n, i})
			}
		}
	}
	return m
}()

// A side is where a word stands in the list of opposites.
type side struct{ line, side int }
