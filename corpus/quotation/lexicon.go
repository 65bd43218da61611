package quotation

import (
	"embed"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus/text"
)

// A class is a set of things that are known of a word by itself.
type class uint64

const (
	cDet class = 1 << iota
	cPrep
	cConj
	cSub // opens a subordinate clause: when, because
	cWh
	cHe
	cShe
	cThey
	cIt
	cI // I, we, you: never anybody's name
	cAux
	cAdv
	cTime
	cSuffix
	cParticle
	cNotName
	cPlace
	cPeople // nationalities, parties, faiths
	cFemale
	cMale
	cEither
	cSir
	cMadam
	cStyle
	cOffice
	cRole
	cMan
	cWoman
	cGroup
	cBody
	cPaper
	cSay
	cTell
	cLoose
	cCall
	cAdj    // goes before nouns for people
	vFinite // said, says
	vBase   // say
	vGerund // saying
	vPart   // written
)

const (
	cGiven   = cFemale | cMale | cEither
	cTitle   = cSir | cMadam | cStyle | cOffice
	cHuman   = cRole | cMan | cWoman | cGroup
	cNoun    = cHuman | cBody | cPaper
	cStrong  = cSay | cTell | cCall // report words also without "that" or a colon
	cCue     = cStrong | cLoose
	cPronoun = cHe | cShe | cThey | cIt | cI
	cClosed  = cDet | cPrep | cConj | cSub | cWh | cPronoun | cAux | cAdv | cNotName
)

//go:embed lists/*.txt
var lists embed.FS

// sections says which class the words under a heading of a list get.
var sections = map[string]class{
	"det": cDet, "prep": cPrep, "conj": cConj, "sub": cSub, "wh": cWh,
	"he": cHe, "she": cShe, "they": cThey, "it": cIt, "i": cI,
	"aux": cAux, "adv": cAdv, "time": cTime, "suffix": cSuffix, "particle": cParticle, "notname": cNotName,
	"place": cPlace, "people": cPeople,
	"female": cFemale, "male": cMale, "either": cEither,
	"sir": cSir, "madam": cMadam, "style": cStyle, "office": cOffice,
	"role": cRole, "man": cMan, "woman": cWoman, "group": cGroup, "body": cBody, "paper": cPaper,
	"adj": cAdj, "say": cSay, "tell": cTell, "loose": cLoose, "call": cCall,
}

func readList(file string) string {
	data, err := lists.ReadFile("lists/" + file)
	if err != nil {
		panic(err) // the lists are part of the program
	}
	return string(data)
}

// lexicon holds the classes of every listed word, in lower case. It is filled
// once, before any article is read, and never changes.
var lexicon = loadLexicon()

func loadLexicon() map[string]class {
	words := make(map[string]class, 8192)
	for _, file := range []string{"words.txt", "given.txt", "nouns.txt", "places.txt", "titles.txt", "verbs.txt"} {
		for heading, list := range text.ReadLists(readList(file)) {
			class := sections[heading]
			if class == 0 {
				panic("quotation: " + file + ": unknown section " + heading)
			}
			for word := range list {
				if class&cCue != 0 {
					addVerb(words, word, class)
				} else {
					words[word] |= class
				}
			}
		}
	}
	return words
}

// addVerb enters a verb with all its forms. Irregular verbs are given as
// plain/past or plain/past/participle.
func addVerb(words map[string]class, entry string, kind class) {
	base, irregular, _ := strings.Cut(entry, "/")
	enter := func(form string, c class) { words[form] |= kind | c }
	third, gerund, past := inflect(base)
	enter(base, vBase)
	enter(third, vFinite)
	enter(gerund, vGerund)
	if irregular != "" {
		pasts := strings.Split(irregular, "/")
		enter(pasts[0], vFinite)
		enter(pasts[len(pasts)-1], vPart)
		return
	}
	enter(past, vFinite)
	if doubles(base) {
		last := base[len(base)-1:]
		enter(base+last+"ed", vFinite)
		enter(base+last+"ing", vGerund)
	}
}

// sibilants, and "go", are the endings of verbs that take "es".
var sibilants = []string{"s", "x", "z", "sh", "ch", "go"}

// inflect makes the regular forms of a verb.
func inflect(base string) (third, gerund, past string) {
	n := len(base)
	switch {
	case strings.HasSuffix(base, "ie"):
		return base + "s", base[:n-2] + "ying", base + "d"
	case strings.HasSuffix(base, "ee"):
		return base + "s", base + "ing", base + "d"
	case base[n-1] == 'e':
		return base + "s", base[:n-1] + "ing", base + "d"
	case base[n-1] == 'y' && !vowel(base[n-2]):
		return base[:n-1] + "ies", base + "ing", base[:n-1] + "ied"
	case slices.ContainsFunc(sibilants, func(end string) bool { return strings.HasSuffix(base, end) }):
		return base + "es", base + "ing", base + "ed"
	}
	return base + "s", base + "ing", base + "ed"
}

// doubles reports whether the verb may double its last letter (admitted); the
// form that does not is entered as well, for spellings differ.
func doubles(base string) bool {
	n := len(base)
	return n >= 3 && !vowel(base[n-1]) && vowel(base[n-2]) && (!vowel(base[n-3]) || strings.HasPrefix(base, "qu")) &&
		base[n-1] != 'w' && base[n-1] != 'x' && base[n-1] != 'y'
}

func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

// classOf returns what is known of the word, which may be written in any case.
func classOf(word string) class {
	const longest = 24                     // bytes
	word, _, _ = strings.Cut(word, "-of-") // a mother-of-two
	word = strings.TrimSuffix(word, "-in-law")
	if len(word) > longest {
		return 0
	}
	key := text.Fold(word)
	n := len(key)
	ascii := !strings.ContainsFunc(word, func(r rune) bool { return r >= utf8.RuneSelf })
	if !ascii && key != word && key != "" {
		c := classOf(key) // Siobhán is Siobhan
		if strings.ContainsFunc(word, func(r rune) bool { return r >= utf8.RuneSelf && unicode.IsLetter(r) }) {
			c &^= cClosed // Shé is no pronoun
		}
		return c
	}
	c, ok := lexicon[key]
	if !ok && n > 1 && key[n-1] == '.' {
		c, ok = lexicon[key[:n-1]]
	}
	switch {
	case ok:
		return c
	case n > 4 && strings.HasSuffix(key, "ly"):
		return cAdv
	}
	// ex-minister, then-senator, co-founder: the last part decides.
	if i := strings.LastIndexByte(key, '-'); i > 0 {
		return lexicon[key[i+1:]] & (cHuman | cBody)
	}
	if slices.ContainsFunc(tradeEndings, func(end string) bool { return n > len(end)+2 && strings.HasSuffix(key, end) }) {
		return cRole
	}
	// Plurals of people: "spokesmen" are listed, "advisers" follow the rule.
	if n > 3 && key[n-1] == 's' {
		c = lexicon[key[:n-1]]
	}
	if c&(cRole|cMan|cWoman) != 0 {
		return cGroup
	}
	return c & (cBody | cPaper)
}

// nicknames maps a short form and the given name it stands for to true.
var nicknames = loadNicknames()

func loadNicknames() map[[2]string]bool {
	pairs := map[[2]string]bool{}
	for line := range text.Lines(readList("nicknames.txt")) {
		f := strings.Fields(line)
		for _, short := range f[1:] {
			pairs[[2]string{f[0], short}] = true
			pairs[[2]string{short, f[0]}] = true
		}
	}
	return pairs
}

// wordSets are words that a rule or two look up: TakesTo has those under [takes-to] in lists/sets.txt.
type wordSets struct {
	Abbreviation, Adding, Adjective, Agency, Anonymous, Answering, AnyBody, AnyDocument, AnyMan, AnyPerson, Asking,
	Authoring, BeforePlace, BeforeTime, BehindPlural, Belonging, BodySurname, ClauseCue, CompoundEnd, Contraction,
	Copula, Denying, Devoted, Everyone, Except, Extends, Fake, FamilyFirst, Field, Firm, FirmNoun, Generation,
	GerundNoun, GivenTitle, Giving, GoingBy, Honour, Household, LeadingOn, Mutual, Name, Naming, NoClause,
	NoSpeaker, Nobody, NotShown, Object, OfPlace, Officer, Outcry, Particle, Party, Passive, Past, PastOffice,
	Perceiving, PhraseNoun, PhraseVerb, Platform, PluralCue, Pointing, Possessive, PublicBody, Publishing,
	Questioner, Quoting, Recalling, Relation, Several, SpeechNoun, Statute, Subordinating, Supposing, TakesTo,
	Talking, Topical, Towards, Unknown, Unsaid, Unsaying, Wondering, Work map[string]bool
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
	otherHolder  = setList("other-holder")

	sameRole = setLists["role"]
	// bodySorts: what bodies with such a word in their name are called.
	bodySorts = setLists["body-sort"]
	// trades: two namesakes of whom only such words are told, and different ones,
	// stay two.
	trades = setLists["trade"]
)

func setList(heading string) []string { return slices.Collect(maps.Keys(setLists.Set(heading))) }
