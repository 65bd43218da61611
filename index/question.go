package index

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// A question says what kind of answer is wanted. Zero is no question.
type question struct {
	asked   bool // it is a question
	open    bool // asks who, what, how ..., and not for yes or no
	answer  answerKind
	offices map[string]bool // of who runs, owns or founded something, or is its head: what such a person is called
	office  string          // term of the word that this is told by
	former  bool            // who held it is asked for, or a deputy: it need not be held now
	acts    bool            // asks for what somebody does or did, and not for what was done to them
	did     string          // term of what somebody did who is asked for: bought in "who bought"
	unit    string          // term of what is counted: people in "how many people"
	much    bool            // asks how much
	money   bool            // of money
	units   map[string]bool // of how long something takes, or how high it is: terms of what that is measured in
	sayer   map[string]bool // terms of who says what is asked for: parker in "what did Parker say of it"
	frames  map[string]bool // terms that only say which kind is wanted ("long" in "how long")
}

type answerKind string

const (
	anyAnswer   answerKind = ""
	aPerson     answerKind = "person"
	aTime       answerKind = "time"
	aPlace      answerKind = "place"
	aNumber     answerKind = "number"
	aShare      answerKind = "share"
	aDuration   answerKind = "duration"
	anAge       answerKind = "age"
	aReason     answerKind = "reason"
	aDefinition answerKind = "definition"
)

// kinds has what kind of answer two words ask for.
var kinds = readPairs("questions")

// questionOf reads the kind of answer off the question word, wherever it stands.
func questionOf(text string) question {
	fields := strings.FieldsFunc(joined.ReplaceAllString(strings.ToLower(text), "$1 is"), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' })
	fields = slices.DeleteFunc(fields, func(w string) bool { return chatWords[w] })
	q := kindOf(append(fields, "", "")) // what follows the last word
	q.asked, q.open = true, len(fields) == 0 || !yesNo[fields[0]]
	if m := says.FindStringSubmatch(text); m != nil && !slices.ContainsFunc(strings.Fields(m[1]), func(w string) bool { return placeLeads[w] || w == "other" }) {
		q.sayer = termSet(m[1])
	}
	q.acts = q.sayer == nil && q.answer != anyAnswer && slices.ContainsFunc(fields, func(w string) bool { return helping[w] })
	return q
}

// sayings are verbs of speech and thought, says what is asked with them.
const sayings = `say said tell told think thought warn warned criticise criticised criticize criticized claim claimed argue argued describe described explain explained comment commented feel felt believe believed insist insisted complain complained suggest suggested`

var says = regexp.MustCompile(`(?i)\b(?:do|does|did|has|have|had) ((?:[^\s?]+ ){1,5}?)(?:` + strings.ReplaceAll(sayings, " ", "|") + `)\b`)

// yesNo begin questions that ask for yes or no.
var yesNo = wordSet(`is are was were am do does did has have had can could will would should shall may might must isn't aren't wasn't weren't don't doesn't didn't hasn't haven't`)

// heading, owning and founding follow "who" where somebody's office is asked for.
const (
	heading  = "runs run ran leads led heads headed chairs chaired directs directed commands manages"
	owning   = "owns owned own"
	founding = "founded"
)

// leading are the verbs of those who head, own or founded something.
var leading = wordSet(heading, owning, founding)

// called has, for each word for one who heads, owns or founded something, or for doing so, those
// that may stand for it.
var called = func() map[string]map[string]bool {
	out := map[string]map[string]bool{}
	add := func(words string, may ...string) {
		for t := range termSet(words) {
			out[t] = termSet(append(may, words)...)
		}
	}
	heads := readList("heads")
	for _, same := range heads[1:] {
		add(same, heads[0])
	}
	add(heads[0]+" "+heading, append(heads[1:], "leadership")...)
	add("owner proprietor "+owning, "bought acquired")
	add("founder cofounder " + founding)
	return out
}()

// shortest is how many words a question for what something is has at most:
// "What is an alternating current?" Longer ones ask for some detail.
const shortest = 6

// joined matches a question word and the verb typed in one with it: who's, wheres.
var joined = regexp.MustCompile(`\b(who|what|when|where|why|how)['’]?s\b`)

// kindOf reads the kind of answer off the words of a question and two empty ones.
func kindOf(fields []string) question {
	for i, w := range fields[:len(fields)-2] {
		next, third := fields[i+1], fields[i+2]
		switch w {
		case "who", "whom", "whose":
			q := question{answer: aPerson}
			if done[next] && third != "" && !yesNo[third] && !stopTerms[term(third)] { // who has bought, who will run
				next = third
			}
			switch {
			case leading[next]:
				q.office = term(next)
			case w == "who" && yesNo[next]:
				q.office = officeIn(fields[i+2 : len(fields)-2])
			case w == "who":
				q.did = term(next)
			}
			q.offices = called[q.office]
			if q.office == "chief" && chiefExecutive.MatchString(strings.Join(fields, " ")) {
				q.offices = called["ceo"]
			}
			q.former = slices.ContainsFunc(fields, func(w string) bool { return lesser[w] || w == "was" || w == "were" })
			return q
		case "when":
			if i > 0 && !yesNo[next] {
				continue // "when compared to"
			}
			return question{answer: aTime}
		case "where":
			return question{answer: aPlace}
		case "why":
			return question{answer: aReason, frames: termSet("reason")}
		case "which":
			w = "what"
		}
		q := question{answer: answerKind(kinds[w+"-"+next]), frames: termSet(next)}
		switch {
		case q.answer == anyAnswer, q.answer == aDefinition && len(fields)-2-i > shortest:
			continue
		case q.answer == aPlace, q.answer == aDefinition:
			q.frames = nil
		case q.answer == aDuration:
			q.units = durations
		case measured[next]:
			q.units = measures
		case next == "many":
			q.unit = term(third)
		case next == "much":
			q.much, q.money = true, being[third] || slices.ContainsFunc(fields, func(w string) bool { return pricing[w] })
		}
		return q
	}
	return question{}
}

// officeIn returns the term of the office whose holder is asked for: head in "the new head of the
// harbour" and in "the harbour's head"; "" if there is none, or it is told in another way ("the
// leader who founded the colony").
func officeIn(fields []string) string {
	for i, f := range fields {
		t := term(f)
		if called[t] != nil && (i+1 == len(fields) || officeLeads[fields[i+1]]) {
			return t
		}
		if stopTerms[t] && !articles[f] {
			break
		}
	}
	return ""
}

var (
	articles    = wordSet(`the a an`)
	helping     = wordSet(`do does did will would can could`)
	relative    = wordSet(`who which`)
	done        = wordSet(`has have had will`)              // before what somebody did or does
	officeLeads = wordSet(`of at for in general executive`) // to whose office it is, or what it is called in full

	// Words that a time, number and so on is told by. A month or day has a capital.
	calendar    = strings.Join(readList("calendar"), " ")
	dates       = wordSet(calendar, `century centuries decade decades`)
	days        = wordSet(strings.ToLower(calendar))
	numberWords = wordSet(`one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million billion trillion dozen dozens half third quarter twice`)
	shares      = wordSet(`half third quarter majority most minority`)
	periods     = termSet(`second minute hour day night week month year decade century`)
	durations   = termSet(strings.Join(slices.Collect(maps.Keys(periods)), " "), `mile kilometer kilometre km metre meter foot feet`)
	measured    = wordSet(`tall high deep fast`)
	measures    = termSet(`centimeter centimetre cm kilometer kilometre km meter metre m foot feet ft inch mile mph knot storey story floor percent per degree`)
	being       = wordSet(`is are was were be been being`)
	ages        = wordSet(`old history anniversary aged age turned`)
	pricing     = wordSet(`cost costs pay pays paid spend spends spent worth earn earns earned price fined charge`)
	currencies  = termSet(`pound dollar euro crown kronor krone franc rupee yen yuan rouble ruble peso rand million billion bn sterling cent pence`)
	notNames    = wordSet(strings.Join(readList("function"), " "), strings.ToLower(calendar))
	placeLeads  = wordSet(`in at from near to of across outside on over under behind inside beside into`)
	placeNouns  = termSet(readList("places")...)
	timeTerms   = termSet(append(readList("times"), calendar)...)
	onlyPlaces  = wordSet(`in at near across outside`) // these lead to no person
)
