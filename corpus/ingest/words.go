package ingest

import (
	_ "embed"

	"onrecord/corpus/text"
)

//go:embed lists/words.txt
var wordsList string

var wordLists = text.ReadLists(wordsList)

// Words that import knows; lists/words.txt says what each list holds.
var (
	commonWords        = wordLists.Set("common words")
	roleStart          = wordLists.Set("starts of roles")
	particles          = wordLists.Set("particles")
	hiddenClasses      = wordLists.Set("hidden classes")
	hiddenInLine       = wordLists.Set("hidden in line")
	noText             = wordLists.Set("no text")
	controls           = wordLists.Set("controls")
	blockElements      = wordLists.Set("block elements")
	headings           = wordLists.Set("headings")
	pullQuoteNames     = wordLists.Set("pull quotes")
	containers         = wordLists.Set("containers")
	standfirstNames    = wordLists.Set("standfirsts")
	leadNames          = wordLists.Set("leads")
	socialHosts        = wordLists.Set("social hosts")
	formattingElements = wordLists.Set("formatting elements")
	struckNames        = wordLists.Set("struck out")
	signNames          = wordLists.Set("signatures")
	nameAttributes     = wordLists.Set("attributes of names")
	unsureRules        = wordLists.Set("unsure rules")
	postRules          = wordLists.Set("rules of posts")
	elementRules       = wordLists["rules of elements"]
	roleRules          = wordLists["rules of roles"]
	classRules         = wordLists["rules of classes"]
	agencies           = wordLists.Set("agencies")
)
