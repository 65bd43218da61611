package quotation

import (
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"onrecord/corpus/text"
)

// wordSets are words that a rule or two look up: TakesTo has those under [takes-to] in lists/sets.txt.
type wordSets struct {
	Abbreviation, Adding, Adjective, Anonymous, Answering, AnyBody, AnyDocument, AnyPerson, Asking,
	Authoring, BeforePlace, BehindPlural, Belonging, BodySurname, ClauseCue, CompoundEnd, Contraction,
	Copula, Denying, Extends, FamilyFirst, Firm, FirmNoun, Generation, GivenTitle, Giving, GoingBy,
	Honour, LeadingOn, Mutual, Naming, NoClause, NoSpeaker, Nobody, NotShown, Object, Outcry, Particle,
	Passive, Past, PastOffice, Perceiving, PhraseNoun, PhraseVerb, Platform, Pleading, PluralCue,
	Possessive, PublicBody, Publishing, Quoting, Relation, TakesTo, Talking, Unknown map[string]bool
}

var sets, setLists = loadSets()

func loadSets() (sets wordSets, lists text.Lists) {
	lists = text.ReadLists(readList("sets.txt"))
	inner := regexp.MustCompile("([a-z])([A-Z])")
	fields := reflect.ValueOf(&sets).Elem()
	for i := range fields.NumField() {
		heading := strings.ToLower(inner.ReplaceAllString(fields.Type().Field(i).Name, "$1-$2"))
		fields.Field(i).Set(reflect.ValueOf(lists.Set(heading)))
	}
	return sets, lists
}

var (
	tradeEndings = setList("trade-ending")
	lesserOffice = setList("lesser-office")
	otherOffice  = setList("other-office")

	sameRole = setLists["role"]
	// bodySorts: what bodies with such a word in their name are called.
	bodySorts = setLists["body-sort"]
	// trades: two namesakes of whom only such words are told, and different ones,
	// stay two.
	trades = setLists["trade"]
)

func setList(heading string) []string { return slices.Collect(maps.Keys(setLists.Set(heading))) }
