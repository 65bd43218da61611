package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
)

// A question says what kind of answer is wanted. Zero is no question.
type question struct {
	asked  bool // it is a question
	open   bool // asks who, what, how ..., and not for yes or no
	answer answerKind
	frames map[string]bool // terms that only say which kind is wanted ("long" in "how long")
}

type answerKind int

const (
	anyAnswer answerKind = iota
	aPerson
	aTime
	aPlace
	aNumber
	aReason
	aDefinition
)

// questionOf reads the kind of answer off the question word, wherever it stands.
func questionOf(text string) question {
	q := kindOf(text)
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(text)), " ")
	q.asked, q.open = true, !yesNo[first]
	return q
}

// yesNo begin questions that ask for yes or no.
var yesNo = wordSet(`is are was were am do does did has have had can could will would should shall may might must isn't aren't wasn't weren't don't doesn't didn't hasn't haven't`)

func kindOf(text string) question {
	fields := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' })
	for i, w := range fields {
		next := ""
		if i+1 < len(fields) {
			next = fields[i+1]
		}
		switch w {
		case "who", "whom", "whose":
			return question{answer: aPerson}
		case "when":
			return question{answer: aTime}
		case "where":
			return question{answer: aPlace}
		case "why":
			return question{answer: aReason, frames: termSet("reason")}
		case "how":
			switch next {
			case "many", "much", "often", "old", "long", "far", "big", "large", "tall", "high", "deep", "fast":
				return question{answer: aNumber, frames: termSet(next)}
			}
		case "what", "which", "whats":
			switch next {
			case "year", "month", "day", "date", "century", "decade", "time":
				return question{answer: aTime, frames: termSet(next)}
			case "percentage", "percent", "number", "amount", "proportion", "share":
				return question{answer: aNumber, frames: termSet(next)}
			case "person", "man", "woman":
				return question{answer: aPerson, frames: termSet(next)}
			case "is", "are":
				return question{answer: aDefinition}
			case "country", "city", "town", "state", "place", "region", "continent":
				return question{answer: aPlace}
			}
		}
	}
	return question{}
}

var (
	timeWords   = wordSet(`january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday century decade today yesterday tomorrow`)
	numberWords = wordSet(`one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million billion trillion dozen dozens half third quarter twice percent`)
	placeLeads  = wordSet(`in at from near to of across outside`)
)

// answers says how well a sentence can hold the answer to the question, from 0
// to 1. The words of the query itself are no answer to it.
func (q question) answers(sentence string, asked map[string]bool) float64 {
	if q.answer == anyAnswer {
		return 0
	}
	if q.answer == aDefinition {
		return defines(sentence, asked)
	}
	if q.answer == aReason {
		low := " " + strings.ToLower(sentence) + " "
		for _, lead := range []string{" because ", " because of ", " due to ", " so that ", " in order to ", " owing to ", " since ", " without "} {
			if strings.Contains(low, lead) {
				return 1
			}
		}
		return 0
	}
	best := 0.0
	before, first := "", true
	for w := range words(sentence, 0) {
		low := strings.ToLower(w.text)
		r, _ := utf8.DecodeRuneInString(w.text)
		capital := unicode.IsUpper(r) && !first && !asked[term(w.text)]
		digits := unicode.IsDigit(r)
		switch q.answer {
		case aPerson:
			if capital && !timeWords[low] {
				best = max(best, 1)
			}
		case aTime:
			switch {
			case digits && len(low) == 4 && (low[0] == '1' || low[0] == '2'):
				best = max(best, 1)
			case timeWords[low] && (capital || low == "century" || low == "decade"):
				best = max(best, 0.8)
			case digits:
				best = max(best, 0.4)
			}
		case aPlace:
			if capital && placeLeads[before] && !timeWords[low] {
				best = max(best, 1)
			}
		case aNumber:
			switch {
			case digits && !asked[term(w.text)]:
				best = max(best, 1)
			case numberWords[low]:
				best = max(best, 0.8)
			}
		}
		before, first = low, false
	}
	return best
}

// defines reports, as 1 or 0, whether a sentence of the text begins with what is
// asked for and goes on with "is" or "are": "Encryption is a way to ...".
func defines(text string, asked map[string]bool) float64 {
	for _, s := range corpus.Sentences(text, corpus.Span{Start: 0, End: len(text)}) {
		state := 0 // 0: nothing of it yet, 1: only what is asked for, 2: something else
		found := false
		for w := range words(text[s.Start:s.End], 0) {
			low := strings.ToLower(w.text)
			switch {
			case state == 2 || found:
			case asked[term(w.text)]:
				state = 1
			case state == 1 && (low == "is" || low == "are" || low == "means"):
				found = true
			case !stopTerms[term(w.text)]:
				state = 2
			}
		}
		if found {
			return 1
		}
	}
	return 0
}
