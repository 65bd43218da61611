package verbatim

import (
	_ "embed"
	"strings"
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// functionWords hold sentences together and say little by themselves.
var functionWords = set(`a about after all also am an and any are as at be because been before being but by can could did do
	does doing down during each for from get go going had has have having he her here hers him his how i if in into is it its
	just like me more most much my no nor not now of off on once one only or other our out over own said same say she should
	so some such than that thats the their them then there these they this those through to too under until up us very was we
	were what when where which while who whom whose why will with would you your im ive id youre were theyre its hes shes
	dont doesnt didnt isnt arent wasnt wont cant`)

// conjunctions begin a clause of their own.
var conjunctions = set("and but or so because which who while yet then when where if although though as whereas")

// colliding are words that another one becomes when its apostrophe is dropped.
// Dropping one is a slip of the pen; putting one in makes another word.
var colliding = set(`were well shell hell ill id shed wed cant wont whore`)

// apart are words that a hyphen turns into others: to re-sign is not to resign.
var apart = set(`resign recover reform resent recreate release remark resort repress recount redress react relay
	represent reserve resound retreat recollect coop unionised unionized`)

// negations, by what they deny; those that say the same have one value.
var negations = map[string]string{
	"not": "not", "never": "never", "no": "no", "none": "none", "nobody": "nobody", "noone": "nobody", "nothing": "nothing",
	"nowhere": "nowhere", "neither": "neither", "nor": "nor", "without": "without", "hardly": "hardly", "barely": "barely",
	"scarcely": "scarcely", "rarely": "rarely", "seldom": "seldom", "cannot": "not", "non": "non", "nay": "no", "nope": "no",
	"lack": "lack", "lacks": "lack", "lacked": "lack", "fail": "fail", "fails": "fail", "failed": "fail", "failing": "fail",
	"refuse": "refuse", "refuses": "refuse", "refused": "refuse", "deny": "deny", "denies": "deny", "denied": "deny",
	"stop": "stop", "stops": "stop", "stopped": "stop", "unless": "unless",
}

// contracted are verbs that "n't" hangs on, as typed without the apostrophe, by
// the modal in them, if there is one.
var contracted = map[string]string{
	"dont": "", "doesnt": "", "didnt": "", "isnt": "", "arent": "", "wasnt": "", "werent": "", "hasnt": "", "havent": "",
	"hadnt": "", "aint": "", "cant": "can", "couldnt": "could", "wont": "will", "wouldnt": "would", "shouldnt": "should",
	"mustnt": "must", "neednt": "need", "mightnt": "might", "shant": "shall", "maynt": "may", "oughtnt": "ought",
	"darent": "dare",
}

var modals = set(`can could may might must shall should will would ought need needs needed dare have has had cannot`)

// toModals are modals only before "to": have to, need to.
var toModals = set(`have has had need needs needed`)

// numerals are number words, by their value.
var numerals = func() map[string]string {
	m := map[string]string{"zero": "0", "percent": "%", "%": "%", "cent": "%", "pct": "%"}
	for i, w := range strings.Fields(`one two three four five six seven eight nine ten eleven twelve thirteen fourteen
		fifteen sixteen seventeen eighteen nineteen`) {
		m[w] = strings.Fields("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19")[i]
	}
	for i, w := range strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety") {
		m[w] = strings.Fields("20 30 40 50 60 70 80 90")[i]
	}
	for w := range strings.FieldsSeq(`hundred hundreds thousand thousands million millions billion billions trillion trillions
		dozen dozens score scores first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
		fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth hundredth
		thousandth half halves quarter quarters thirds double doubled triple tripled twice thrice couple pair once bn
		decade decades century centuries pence penny pound pounds dollar dollars euro euros`) {
		m[w] = w
	}
	return m
}()

// scales go on with a number that stands before them.
var scales = set(`hundred thousand million billion trillion hundreds thousands millions billions bn percent per pc pct dozen m`)

// measures are what numbers count that are often typed right before them.
var measures = set(`second minute hour week month year mile metre meter yard foot feet inch inches acre hectare litre liter
	gallon pint barrel gram gramme kilo kilogram tonne watt volt degree mbps gbps kbps plus odd fold people person crown euro
	times copies strong page word item unit point cent kilometre kilometer days nights`)

var (
	tens  = set("twenty thirty forty fifty sixty seventy eighty ninety")
	units = set("one two three four five six seven eight nine first second third fourth fifth sixth seventh eighth ninth")
)

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
