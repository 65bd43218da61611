package quotation

import "strings"

// Sets of words that a rule or two look up, from lists/sets.txt.
var (
	sets = loadSets()

	adjectives    = wordSet("adjective")
	elisions      = wordSet("elision")
	generations   = wordSet("generation")
	beforePlaces  = wordSet("before-place")
	relations     = wordSet("relation")
	givenTitles   = wordSet("given-title")
	extending     = wordSet("extends")
	takingTo      = wordSet("takes-to")
	possessives   = wordSet("possessive")
	anyBody       = wordSet("any-body")
	abbreviations = wordSet("abbreviation")
	pluralCues    = wordSet("plural-cue")
	behindPlurals = wordSet("behind-plural")
	passives      = wordSet("passive")
	clauseCues    = wordSet("clause-cue")
	namingVerbs   = wordSet("naming")
	publishing    = wordSet("publishing")
	about         = wordSet("about")
	lesserOffice  = wordSet("lesser-office")

	sameRole = sets["role"]
	// trades: two namesakes of whom only such words are told, and different ones,
	// stay two.
	trades = sets["trade"]
)

// loadSets returns the words under each heading with their values, or themselves.
func loadSets() map[string]map[string]string {
	m := map[string]map[string]string{}
	heading := ""
	for line := range listLines("sets.txt") {
		if line[0] == '[' {
			heading = strings.Trim(line, "[]")
			m[heading] = map[string]string{}
			continue
		}
		value, words, shared := strings.Cut(line, ": ")
		if !shared {
			words = line
		}
		for w := range strings.FieldsSeq(words) {
			m[heading][w] = w
			if shared {
				m[heading][w] = value
			}
		}
	}
	return m
}

func wordSet(heading string) map[string]bool {
	if sets[heading] == nil {
		panic("quotation: no set of words " + heading)
	}
	m := map[string]bool{}
	for w := range sets[heading] {
		m[w] = true
	}
	return m
}
