package commands

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
)

// A search is what is looked for on behalf of a message.
type search struct {
	text     string
	question bool
}

// Bounds of what is searched for: more words than that do not stand together in
// any passage.
const (
	maxSearchWords = 24 // of a sentence as it was written
	maxKeywords    = 7  // of one that is too long, or found nothing
	fewKeywords    = 4  // when these found nothing either
)

// searchesFor returns what to search for to find what the coverage holds on a
// text, the best first: its weightiest sentence as it was written, that sentence's
// weightiest words, and those of the sentence after it in weight.
func searchesFor(text string, known *names) []search {
	var sentences []weighed
	for _, line := range strings.Split(text, "\n") {
		for _, s := range corpus.Sentences(line, corpus.Span{Start: 0, End: len(line)}) {
			if w := weigh(line[s.Start:s.End], known); w.weight > 0 {
				sentences = append(sentences, w)
			}
		}
	}
	if len(sentences) == 0 { // function words only: the search says so
		return []search{{text: unquoted(firstWords(text, maxSearchWords))}}
	}
	slices.SortStableFunc(sentences, func(a, b weighed) int { return cmp.Compare(b.weight, a.weight) })
	best := sentences[0]
	var out []search
	if whole := withoutFillers(unquoted(best.text)); len(strings.Fields(whole)) <= maxSearchWords {
		out = append(out, search{whole, best.question})
	}
	out = append(out, search{text: best.keywords(maxKeywords)}, search{text: best.keywords(fewKeywords)})
	if len(sentences) > 1 && 3*sentences[1].weight >= 2*best.weight { // or it is not what the message is about
		out = append(out, search{text: sentences[1].keywords(fewKeywords)})
	}
	return slices.Compact(out)
}

// A weighed sentence knows what in it is worth searching for.
type weighed struct {
	text     string
	question bool
	words    []weighedWord // each once, in order
	weight   float64
}

type weighedWord struct {
	text   string
	weight float64
}

// weigh weighs a sentence by its words: the names of people and outlets that the
// coverage knows most, then other names, numbers and long words; function words
// nothing.
func weigh(sentence string, known *names) weighed {
	w := weighed{text: sentence, question: strings.HasSuffix(strings.TrimRight(sentence, `"”'’)] `), "?")}
	shouted := strings.ToUpper(sentence) == sentence
	seen := map[string]bool{}
	for i, field := range strings.Fields(sentence) {
		word := strings.TrimFunc(field, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
		for _, end := range []string{"'s", "’s"} {
			word = strings.TrimSuffix(word, end)
		}
		folded := strings.Join(nameWords(word), " ")
		if folded == "" || functionWords[folded] || fillers[folded] || seen[folded] {
			continue
		}
		seen[folded] = true
		weight := 1.0
		first, _ := utf8.DecodeRuneInString(word)
		if unicode.IsUpper(first) && !shouted {
			switch {
			case known.proper[folded]:
				weight += 2
			case i > 0:
				weight++
			}
		}
		if strings.ContainsAny(word, "0123456789") {
			weight++
		}
		if utf8.RuneCountInString(word) >= 8 {
			weight += 0.5
		}
		w.words = append(w.words, weighedWord{word, weight})
		if len(w.words) <= maxKeywords { // or the longest sentence would always win
			w.weight += weight
		}
	}
	if w.question && len(w.words) > 1 {
		w.weight *= 1.5 // who asks wants to know that
	}
	return w
}

// keywords returns the weightiest words, in the order of the sentence.
func (w *weighed) keywords(most int) string {
	by := slices.Clone(w.words)
	slices.SortStableFunc(by, func(a, b weighedWord) int { return cmp.Compare(b.weight, a.weight) })
	kept := map[string]bool{}
	for _, word := range by[:min(len(by), most)] {
		kept[word.text] = true
	}
	var out []string
	for _, word := range w.words {
		if kept[word.text] {
			out = append(out, word.text)
		}
	}
	return strings.Join(out, " ")
}

// unquoted takes the quotation marks out of a text: they would ask for exactly
// these words, and members quote from memory.
func unquoted(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if strings.ContainsRune("\"“”„‟«»‹›＂", r) {
			return ' '
		}
		return r
	}, s)), " ")
}

// withoutFillers takes out the words that only talk to the others in the channel.
func withoutFillers(s string) string {
	return strings.Join(slices.DeleteFunc(strings.Fields(s), func(field string) bool {
		return fillers[strings.Join(nameWords(field), " ")]
	}), " ")
}

func firstWords(s string, most int) string {
	words := strings.Fields(s)
	return strings.Join(words[:min(len(words), most)], " ")
}

// functionWords carry no weight in a sentence, and neither do the words with which
// people talk about the news.
var functionWords = setOf(`a about after again against all also always am an and any anybody anyone are arent as at be because been before
	being between both but by can cant cannot could couldnt did didnt do does doesnt doing dont down during each else even ever every few for
	from further get gets getting go goes going gonna got had has hasnt have havent he hed her here heres hers herself him himself
	his how however i id if ill im in into is isnt it its itself ive just know knows let lets look made make many may maybe me mean
	might more most much must my myself never no nor not now of off on once one only or other ought our ours out over own people
	quite rather read remember right said same saw say saying says see seen shall she should shouldnt so some somebody someone
	something still such sure than that thats the their theirs them themselves then there theres these they theyre thing things think
	thinks this those though thought through to today told tell too true under until up upon us very was wasnt way we well were werent what
	whats when where whether which while who whom whose why will with without wont would wouldnt yesterday yet you your youre yours`)

// fillers are not even looked for as part of a sentence.
var fillers = setOf(`actually anyway anyways apparently basically bro btw dude folks fyi guys haha hahaha hello hey hi honestly idk imho imo kinda
	like lmao lol literally nah ngl nope obviously ok okay omg pls please really rofl seriously smh tbh thanks totally u ur wow wtf yea yeah yep yes yo`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}
