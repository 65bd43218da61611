package verbatim

import (
	_ "embed"

	"onrecord/corpus/text"
)

//go:embed lists/words.txt
var wordsText string

var (
	wordLists = text.ReadLists(wordsText)

	functionWords = wordLists.Set("function")
	fillers       = wordLists.Set("filler")
	pronouns      = wordLists.Set("pronoun")
	colliding     = wordLists.Set("colliding")
	apart         = wordLists.Set("apart")
	modals        = wordLists.Set("modal")
	toModals      = wordLists.Set("to-modal")
	units         = wordLists.Set("unit")
	auxiliaries   = wordLists.Set("auxiliary")
	scales        = wordLists.Set("scale")
	numberLinks   = wordLists.Set("number-link")
	personTitles  = wordLists.Set("title")
	kin           = wordLists.Set("kin")
	months        = wordLists.Set("month")
	male          = wordLists.Set("male")
	female        = wordLists.Set("female")
	honorifics    = wordLists.Set("honorific")
	demoting      = wordLists.Set("demoting")
	speaking      = wordLists.Set("speaking")
	vague         = wordLists.Set("vague")

	negations       = wordLists["negation"]
	negating        = wordLists.Set("negation")
	contracted      = wordLists["contracted"]
	denyingPrefixes = wordLists.Set("denying-prefix")
	numerals        = wordLists["numeral"]
	currencies      = wordLists["currency"]
	amounts         = wordLists["amount"]
	noOne           = wordLists["no-one"]
	neutral         = wordLists["neutral"]

	withIs       = wordLists.Set("with-is")
	drawn        = wordLists["drawn-together"]
	participles  = wordLists.Set("participle")
	turning      = wordLists.Set("turning")
	telling      = wordLists.Set("telling")
	assenting    = wordLists.Set("assenting")
	factive      = wordLists.Set("factive")
	firstPerson  = wordLists.Set("first-person")
	adverbs      = wordLists.Set("adverb")
	universal    = wordLists.Set("universal")
	relatives    = wordLists.Set("relative")
	addsTo       = wordLists.Set("adds-to")
	degrees      = wordLists.Set("degree")
	jesting      = wordLists.Set("jesting")
	denying      = wordLists.Set("denying")
	retracting   = wordLists.Set("retracting")
	retorts      = wordLists.Set("retort")
	conjunctions = wordLists.Set("conjunction")
	asking       = wordLists.Set("asking")
	limiting     = wordLists.Set("limiting")
	linking      = wordLists.Set("linking")
	lookalikes   = wordLists.Set("lookalike")
	variants     = wordLists["variant"]
	endings      = wordLists["ending"]
	abbreviated  = wordLists["abbreviated"]
)
