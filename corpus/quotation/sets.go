package quotation

import (
	"maps"
	"slices"

	"onrecord/corpus/text"
)

// Sets of words that a rule or two look up, from lists/sets.txt.
var (
	sets = text.ReadLists(readList("sets.txt"))

	adjectives    = wordSet("adjective")
	generations   = wordSet("generation")
	beforePlaces  = wordSet("before-place")
	mutual        = wordSet("mutual")
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
	bodySurnames  = wordSet("body-surname")
	copulas       = wordSet("copula")
	leadingOn     = wordSet("leading-on")
	namingVerbs   = wordSet("naming")
	firmWords     = wordSet("firm")
	familyFirst   = wordSet("family-first")
	firms         = wordSet("firm-noun")
	publicBodies  = wordSet("public-body")
	publishing    = wordSet("publishing")
	authoring     = wordSet("authoring")
	anyDocument   = wordSet("any-document")
	notShown      = wordSet("not-shown")
	unknowns      = wordSet("unknown")
	contractions  = wordSet("contraction")
	tradeEndings  = slices.Collect(maps.Keys(wordSet("trade-ending")))
	noClauses     = wordSet("no-clause")
	belonging     = wordSet("belonging")
	anonymous     = wordSet("anonymous")
	anyPerson     = wordSet("any-person")
	noSpeakers    = wordSet("no-speaker")
	nobodies      = wordSet("nobody")
	quoting       = wordSet("quoting")
	denying       = wordSet("denying")
	outcries      = wordSet("outcry")
	platforms     = wordSet("platform")
	compoundEnds  = wordSet("compound-end")
	objects       = wordSet("object")

	phraseVerbs    = wordSet("phrase-verb")
	phraseNouns    = wordSet("phrase-noun")
	askingVerbs    = wordSet("asking")
	answeringVerbs = wordSet("answering")
	addingVerbs    = wordSet("adding")
	pleading       = wordSet("pleading")
	particles      = wordSet("particle")
	perceiving     = wordSet("perceiving")
	lesserOffice   = slices.Collect(maps.Keys(wordSet("lesser-office")))
	pastOffice     = wordSet("past-office")
	givingWords    = wordSet("giving")
	pastVerbs      = wordSet("past")
	goingBy        = wordSet("going-by")
	talking        = wordSet("talking")
	otherOffice    = slices.Collect(maps.Keys(wordSet("other-office")))
	honours        = wordSet("honour")

	sameRole = sets["role"]
	// bodySorts: what bodies with such a word in their name are called.
	bodySorts = sets["body-sort"]
	// trades: two namesakes of whom only such words are told, and different ones,
	// stay two.
	trades = sets["trade"]
)

func wordSet(heading string) map[string]bool { return sets.Set(heading) }
