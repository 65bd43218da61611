package verbatim

import (
	_ "embed"
	"strings"
)

//go:embed lists/words.txt
var wordsText string

var (
	wordLists = readLists(wordsText)

	functionWords = set("function")
	conjunctions  = set("conjunction")
	pronouns      = set("pronoun")
	colliding     = set("colliding")
	apart         = set("apart")
	modals        = set("modal")
	toModals      = set("to-modal")
	scales        = set("scale")
	measures      = set("measure")
	tens          = set("ten")
	units         = set("unit")
	personTitles  = set("title")
	demoting      = set("demoting")
	speaking      = set("speaking")
	vague         = set("vague")

	negations  = wordLists["negation"]
	contracted = wordLists["contracted"]
	numerals   = wordLists["numeral"]
	neutral    = wordLists["neutral"]
)

// readLists returns the words under each heading with their values.
func readLists(text string) map[string]map[string]string {
	lists := map[string]map[string]string{}
	heading := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
			continue
		case line[0] == '[':
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

// set returns the words under a heading.
func set(heading string) map[string]bool {
	if wordLists[heading] == nil {
		panic("verbatim: no list of words " + heading)
	}
	m := map[string]bool{}
	for w := range wordLists[heading] {
		m[w] = true
	}
	return m
}

//go:embed lists/opposites.txt
var oppositesText string

// opposites give each word the numbers of its lines, with the side it stands on.
var opposites = func() map[string][]side {
	m := map[string][]side{}
	n := 0
	for line := range strings.Lines(oppositesText) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
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
