package index

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"strings"
	"sync"
)

func wordSet(lists ...string) map[string]bool {
	m := map[string]bool{}
	for _, list := range lists {
		for _, w := range strings.Fields(list) {
			m[w] = true
		}
	}
	return m
}

func termSet(lists ...string) map[string]bool {
	m := map[string]bool{}
	for w := range wordSet(lists...) {
		m[term(w)] = true
	}
	return m
}

// contracted are contractions of "not" as people type them without the
// apostrophe; term drops their "t", as it drops that of the full form.
var contracted = wordSet(`arent couldnt didnt doesnt dont hadnt hasnt havent isnt shouldnt wasnt werent wouldnt mustnt neednt`)

// functionWords carry no meaning of their own: articles, pronouns,
// prepositions, conjunctions, auxiliaries.
const functionWords = `a an the and or but nor if then than so as at by for from in into of off on onto out over to up down with without within
about above after again against all along am among any are around be been being before below beneath beside between beyond both can cannot could
despite did do does doing done during each either else ever every few had has have having he her here hers herself him himself his how however i
is it its itself just may me might mine more most much must my myself neither no none not now only other others ought our ours ourselves own per
same shall she should since some such that their theirs them themselves there these they this those though through throughout thus till too toward
towards under until upon us very was we were what whatever when whenever where whether which while who whom whose why will with within would yet you
your yours yourself yourselves aren couldn didn doesn don hadn hasn haven isn shouldn wasn weren wouldn mustn needn ain ll ve re s t d m`

// framingWords only frame a question or a report of speech ("what did X say
// about Y", "tell me what X thinks of").
const framingWords = `say says said saying tell tells told quote quotes quoted think thinks thought mr mrs ms miss dr sir dame lord lady
anything something thing things anyone someone somebody anybody many kind sort called name named regarding concerning`

// lightWords are common verbs, adjectives and nouns that many sentences could
// hold: a result may lack one of them, and never rests on one alone.
const lightWords = `able accord actual add allow already also always another answer appear approve ask away back bad become began begin best better big biggest
bring bit call came case cause certain change claim clear come comment concern consider continue current day decide different early end enough even exactly example
expect explain fact far feel find first follow found full general get getting give given go going good got great happen hard help high hold hope idea important include
interview issue keep kind know known large last late later latest lead least leave less let like likely little live long look lot made main make making matter
mean mention might mind moment need never new news next nothing number often old once one open opinion part people perhaps place plan point possible present
probably problem put question quite rather read real really reason recent recently remark reply reported reporter respond right said seem see seen sense set several show side simply
small soon start statement still stop suggest support sure take taken talk term thing think three time today together took true try turn two understand use used using
view want way week well went wish word work working world write wrong year years yesterday ago`

var (
	stopTerms  = termSet(functionWords, framingWords)
	lightTerms = termSet(lightWords)
)

// spellings are British spellings that no pattern covers, and the American
// ones that they count as.
var spellings = func() map[string]string {
	m := map[string]string{}
	for _, pair := range strings.Fields(`defence:defense defences:defenses offence:offense offences:offenses pretence:pretense licence:license licences:licenses
		practise:practice practised:practiced practising:practicing programme:program programmes:programs centre:center centres:centers centred:centered metre:meter metres:meters
		litre:liter litres:liters theatre:theater theatres:theaters fibre:fiber fibres:fibers calibre:caliber sabre:saber spectre:specter sombre:somber meagre:meager
		grey:gray cheque:check cheques:checks sceptic:skeptic sceptics:skeptics sceptical:skeptical scepticism:skepticism judgement:judgment judgements:judgments
		ageing:aging acknowledgement:acknowledgment plough:plow mould:mold catalogue:catalog catalogues:catalogs dialogue:dialog dialogues:dialogs analogue:analog
		travelled:traveled travelling:traveling traveller:traveler travellers:travelers cancelled:canceled cancelling:canceling modelled:modeled modelling:modeling
		labelled:labeled labelling:labeling signalled:signaled signalling:signaling fuelled:fueled fuelling:fueling counselled:counseled counsellor:counselor
		levelled:leveled levelling:leveling quarrelled:quarreled rivalled:rivaled totalled:totaled unravelled:unraveled jewellery:jewelry enrol:enroll fulfil:fulfill
		skilful:skillful wilful:willful instalment:installment storey:story storeys:stories tyre:tire tyres:tires pyjamas:pajamas aluminium:aluminum
		manoeuvre:maneuver manoeuvres:maneuvers paediatric:pediatric orthopaedic:orthopedic encyclopaedia:encyclopedia anaesthetic:anesthetic haemorrhage:hemorrhage
		whilst:while amongst:among learnt:learned burnt:burned spelt:spelled dreamt:dreamed mum:mom organisation:organization co:company`) {
		from, to, _ := strings.Cut(pair, ":")
		m[from] = to
	}
	delete(m, "co")
	return m
}()

// A spellingPattern rewrites the last "from" of a word, when one of the endings
// follows it and at least "least" bytes stand before it.
type spellingPattern struct {
	from, to string
	least    int
	endings  []string
}

var spellingPatterns = []spellingPattern{
	{"is", "iz", 3, []string{"ation", "ations", "ational", "e", "ed", "es", "er", "ers", "ing"}},
	{"ys", "yz", 3, []string{"e", "ed", "es", "er", "ers", "ing"}},
	{"our", "or", 2, []string{"", "s", "ed", "ing", "ful", "able", "ite", "ites", "hood", "hoods", "er", "ers", "less", "ism"}},
}

// irregular lists the forms of irregular verbs and nouns. Each group counts as
// one word in a query; the forms stay apart in the index, because many are words
// of their own (found, saw, rose).
const irregular = `arise arose arisen, awake awoke awoken, bear bore borne born, beat beaten, become became, begin began begun, bend bent, bind bound, bite bit bitten,
bleed bled, blow blew blown, break broke broken, breed bred, bring brought, build built, buy bought, catch caught, choose chose chosen, cling clung,
come came, creep crept, deal dealt, dig dug, draw drew drawn, drink drank drunk, drive drove driven, eat ate eaten, fall fell fallen, feed fed, feel
felt, fight fought, find found, flee fled, fly flew flown, forbid forbade forbidden, forget forgot forgotten, forgive forgave forgiven, freeze froze
frozen, get got gotten, give gave given, go went gone, grow grew grown, hang hung, hear heard, hide hid hidden, hold held, keep kept, kneel knelt,
know knew known, lay laid, lead led, leave left, lend lent, lose lost, make made, mean meant, meet met, pay paid, ride rode ridden, ring rang rung,
rise rose risen, run ran, see saw seen, seek sought, sell sold, send sent, shake shook shaken, shine shone, shoot shot, show shown, shrink shrank
shrunk, sing sang sung, sink sank sunk, sit sat, sleep slept, slide slid, speak spoke spoken, spend spent, spin spun, stand stood, steal stole stolen,
stick stuck, strike struck, strive strove striven, swear swore sworn, sweep swept, swim swam swum, swing swung, take took taken, teach taught, tear
tore torn, think thought, throw threw thrown, understand understood, wake woke woken, wear wore worn, weave wove woven, win won, withdraw withdrew
withdrawn, write wrote written, overthrow overthrew overthrown, undergo underwent undergone, undertake undertook undertaken, overcome overcame, man
men, woman women, child children, foot feet`

// forms holds the other irregular forms of a term.
var forms = func() map[string][]string {
	m := map[string][]string{}
	for _, group := range strings.Split(irregular, ",") {
		words := strings.Fields(group)
		for _, a := range words {
			for _, b := range words {
				if term(a) != term(b) {
					m[term(a)] = append(m[term(a)], term(b))
				}
			}
		}
	}
	return m
}()

// thesaurusText lists words that stand for each other in searches.
//
//go:embed thesaurus.txt
var thesaurusText string

// askedText lists words that people ask with for words of the text.
//
//go:embed asked.txt
var askedText string

// askedThesaurus is read when the first question is asked.
var askedThesaurus = sync.OnceValue(func() *Thesaurus {
	t := &Thesaurus{}
	if err := t.Read("asked.txt", strings.NewReader(askedText)); err != nil {
		panic(err) // a test reads it
	}
	return t
})

// A Thesaurus knows which words stand for each other in searches. The zero
// value knows none.
type Thesaurus struct {
	others map[string][]string // by term
}

// DefaultThesaurus returns the general thesaurus of English that onrecord
// comes with.
func DefaultThesaurus() (*Thesaurus, error) {
	t := &Thesaurus{}
	if err := t.Read("the built-in thesaurus", strings.NewReader(thesaurusText)); err != nil {
		return nil, err
	}
	return t, nil
}

// Read adds groups of synonyms: a line a group, its words parted by commas, each
// word a single one. Lines that begin with # are comments. The error names the
// file and line.
func (t *Thesaurus) Read(name string, r io.Reader) error {
	if t.others == nil {
		t.others = map[string][]string{}
	}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		var group []string
		for _, w := range strings.Split(line, ",") {
			w = strings.TrimSpace(w)
			var parts []string
			for x := range words(w, 0) {
				parts = append(parts, term(x.text))
			}
			if len(parts) != 1 {
				return fmt.Errorf("%s:%d: %q is not a single word", name, n, w)
			}
			group = append(group, parts[0])
		}
		if len(group) < 2 {
			return fmt.Errorf("%s:%d: a group needs two words or more, parted by commas", name, n)
		}
		for i, a := range group {
			for j, b := range group {
				if i != j && a != b {
					t.others[a] = append(t.others[a], b)
				}
			}
		}
	}
	return lines.Err()
}

func (t *Thesaurus) of(term string) []string {
	if t == nil {
		return nil
	}
	return t.others[term]
}
