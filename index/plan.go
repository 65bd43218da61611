package index

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"

	"onrecord/corpus/text"
	"onrecord/index/meaning"
)

// What a word that is not the one asked for is worth beside the one itself.
const (
	synonymValue   = 0.7
	correctedValue = 0.9
	formValue      = 1    // another form of an irregular verb
	familyValue    = 0.8  // a word derived from the same stem
	kinValue       = 0.55 // in a question: a word derived from the same stem
	meantValue     = 0.30 // in a question: a synonym
	contextValue   = 0.75 // stands in the headline or is the outlet's, not the passage's
)

// lightShare is how much of its weight a common verb or adjective keeps.
const lightShare = 0.35

// A slot is one thing that a query wants: a word, or what may stand for it.
type slot struct {
	asked        asked
	means        meaning.Vector // see mean
	number       int            // among the plan's slots; -1: the coverage does not have it
	alternatives Clause         // terms of the text, worth 1 if they are the word itself
	df           int            // passages with the first of them
	weight       float64
	even         float64 // what it counts for when all count alike
	proper       bool    // a proper noun: a name of whatever kind
	name         bool    // that of a person
	source       bool    // of an outlet's name, or a year: it may say where or when, and stand nowhere in the text
	whole        bool    // it is all of that name
	light        bool
	instead      []string // terms that are searched in its place, which are reported
	corrected    bool     // that is another spelling
}

// A plan is a query made ready: slots for the words that the coverage knows, and
// the words that it does not.
type plan struct {
	parsed
	all     []*slot // what the coverage does not have, too
	slots   []*slot // what it has
	names   slotSet // slots that are names of people
	proper  slotSet // slots that are proper nouns
	topic   slotSet // slots that tell what somebody spoke about: no names, and no common words
	sources slotSet // slots that tell where or when
	core    slotSet // of a question: what nothing else makes up for
	content slotSet // of a question: what is asked besides the names in it, bought, born, retire
	about   slotSet // of a question for a deed or a figure: what else tells what it is of
	whose   slotSet // of a question for an office: whose it is, the proper nouns if there are any
	missing []string

	wanted   map[string]wanted   // by the terms that fill slots
	begins   [utf8.RuneSelf]bool // first letters of these, in small and capital letters
	articles map[*Entry]slotSet  // which slots the articles fill that were asked for them

	deed slotSet // of a question: the verb for what was done

	hasContent bool // some words are of content, in the coverage or not

	means   meaning.Vector            // of all of the query, see mean
	vectors map[string]meaning.Vector // by words of texts, as far as they were asked for

	meanLen float64   // of the coverage's passages, in bytes
	total   float64   // weight of all that is asked for, the missing words included
	even    float64   // the same where all words count alike
	open    bool      // an open question
	share   float64   // of an open question: what a passage must hold of it, by rarity
	topical bool      // somebody is named, and what they said may be about what the article has the words of
	widened bool      // some slot may be filled by a synonym
	full    bool      // of a question: the best passage answers it in full, and what does not is left out
	nearest bool      // what is nearest in meaning is looked for
	telling []float64 // of a question, by slot: how well the word tells the best of all apart

	elsewhere bool // a question of which the coverage does not know the year, the deed, half of the words or, for a figure, a name
}

// plan looks up the words of a query: as they are, with synonyms if wanted, and
// only when neither is in the coverage by similar spelling.
func (x *searcher) plan(ctx context.Context, p parsed, synonyms bool) (*plan, error) {
	pl := &plan{parsed: p, meanLen: x.meanLen, share: enoughToAnswer, vectors: map[string]meaning.Vector{}}
	var terms []string // all at once, which are asked for one by one
	var fill []func(context.Context) error
	for _, a := range p.words {
		terms = append(terms, a.term, a.tail)
		s := &slot{asked: a, number: -1, light: lightTerms[a.term]}
		s.whole, s.source = x.sources[a.term]
		pl.all = append(pl.all, s)
		fill = append(fill, func(ctx context.Context) error { return x.fillSlot(ctx, s, p, synonyms) })
	}
	if _, err := x.usages(ctx, terms...); err != nil {
		return nil, err
	}
	if err := atOnce(ctx, fill...); err != nil {
		return nil, err
	}
	heavy, strange := 0, 0
	for _, s := range pl.all {
		a, missing := s.asked, len(s.alternatives) == 0
		s.weight = x.weight(s.df, s.light)
		pl.total += s.weight
		s.even = 1
		if s.light && len(p.words) > 2 { // of one or two words none is light
			s.even = lightShare
		}
		pl.even += s.even
		pl.widened = pl.widened || !p.question.asked && !s.corrected && len(s.instead) > 0
		if missing {
			s.proper = a.capital
			pl.missing = append(pl.missing, a.text)
			pl.elsewhere = pl.elsewhere || p.question.asked && isYear(a.text) ||
				a.capital && p.question.asksFigure() || a.term == p.question.did && !s.light
		} else {
			s.number = len(pl.slots)
			pl.slots = append(pl.slots, s)
		}
		if !s.light {
			heavy++
		}
		if missing && !s.light || s.corrected && meaning.IsWord(text.Fold(a.text)) { // it may be meant as it is typed
			strange++
		}
	}
	q := &pl.question
	pl.names = pl.slotsThat(func(s *slot) bool { return s.name })
	pl.proper = pl.slotsThat(func(s *slot) bool { return s.proper })
	pl.topic = pl.slotsThat(func(s *slot) bool { return !s.name && !s.light })
	pl.sources = pl.slotsThat(func(s *slot) bool { return s.source })
	pl.core = pl.slotsThat(q.isCore)
	pl.content = pl.slotsThat((*slot).isContent)
	pl.hasContent = slices.ContainsFunc(pl.all, (*slot).isContent)
	pl.about = pl.slotsThat(func(s *slot) bool {
		return !s.light && s.asked.term != q.did && s.asked.term != q.unit && !pricing[s.asked.term]
	})
	if q.offices != nil {
		pl.whose = pl.slotsThat(func(s *slot) bool { return s.asked.term != q.office && (s.proper || pl.proper == 0) })
	}
	pl.open = p.question.open && heavy > 0
	pl.elsewhere = pl.elsewhere || pl.open && 2*strange >= heavy
	pl.want()
	pl.deed = pl.deedOf()
	for i, s := range pl.all {
		// Whose sister somebody is can seldom be told.
		if i > 0 && q.answer == anAge && !s.proper && pl.all[i-1].proper && isPossessive(pl.all[i-1].asked.text) {
			pl.elsewhere = true
		}
	}
	return pl, nil
}

// mean works out what the query and its words mean, which most searches never ask.
func (pl *plan) mean() {
	pl.means = meaning.Of(pl.text)
	for _, s := range pl.all {
		s.means = meaning.Of(s.asked.text)
	}
}

// slotsThat returns the slots of some kind.
func (pl *plan) slotsThat(are func(*slot) bool) (set slotSet) {
	for i, s := range pl.slots {
		if are(s) {
			set |= 1 << i
		}
	}
	return set
}

// slotsOf returns the slots of a term.
func (pl *plan) slotsOf(term string) slotSet {
	return pl.slotsThat(func(s *slot) bool { return s.asked.term == term })
}

// fillSlot finds what can fill a slot.
func (x *searcher) fillSlot(ctx context.Context, s *slot, p parsed, synonyms bool) error {
	if _, err := x.fill(ctx, s, true, worth(1, Text, s.asked.term, s.asked.tail)); err != nil {
		return err
	}
	question := p.question.asked
	if question && s.asked.term == p.question.office { // any word for it will do
		s.light, s.proper, s.name = false, false, false
		_, err := x.fill(ctx, s, false, worth(familyValue, Text, slices.Sorted(maps.Keys(p.question.offices))...))
		return err
	}
	if !s.proper && (question || synonyms) {
		if err := x.addStandIns(ctx, s, question); err != nil {
			return err
		}
	}
	if len(s.alternatives) == 0 {
		return x.correctSpelling(ctx, s)
	}
	return nil
}

// addStandIns lets other words stand for a slot's. Of a question more will do, since people ask
// in words of their own, and they are reported only where the word itself is not known.
func (x *searcher) addStandIns(ctx context.Context, s *slot, question bool) error {
	t := s.asked.term
	kin, err := x.derivedTerms(ctx, t)
	if err != nil {
		return err
	}
	known := len(s.alternatives) > 0
	synonyms, ofFamily, ofSynonym := x.thesaurus.synonyms(t), familyValue, synonymValue
	if question {
		ofFamily, ofSynonym = kinValue, meantValue
		synonyms = slices.Concat(synonyms, askedThesaurus.synonyms(t))
		for _, other := range synonyms {
			synonyms = append(synonyms, forms.synonyms(other)...)
		}
	}
	added, err := x.fill(ctx, s, false, slices.Concat(
		worth(formValue, Text, forms.synonyms(t)...), worth(ofFamily, Text, kin...), worth(ofSynonym, Text, synonyms...)))
	if !question || !known {
		s.instead = added
	}
	return err
}

// fill lets those of some alternatives fill a slot that the coverage has, and returns their terms.
// Of the word itself it finds out of what kind it is. Nine in ten of a proper noun's places are written
// with a capital, but sentences begin with any word and headlines use capitals: four in five are
// asked for. An irregular verb is no proper noun.
func (x *searcher) fill(ctx context.Context, s *slot, itself bool, alternatives Clause) (added []string, err error) {
	var terms []string
	for _, a := range alternatives {
		terms = append(terms, a.Term)
	}
	used, err := x.usages(ctx, terms...)
	if err != nil {
		return nil, err
	}
	for _, a := range alternatives {
		t, u := a.Term, used[a.Term]
		if u.text == 0 && (u.context == 0 || !itself) ||
			slices.ContainsFunc(s.alternatives, func(had Alternative) bool { return had.Term == t }) {
			continue
		}
		if len(s.alternatives) == 0 {
			s.df = u.text
		}
		s.alternatives, added = append(s.alternatives, a), append(added, t)
		if itself {
			s.name = s.name || u.name && 2*u.proper >= u.text
			s.proper = s.proper || s.name || u.text > 0 && 5*u.proper >= 4*u.text && (numberWords[t] || forms.synonyms(t) == nil)
		}
	}
	return added, nil
}

// A usage is where the coverage has a term: how many passages in some fields, and whether it
// is of somebody's name.
type usage struct {
	text, context, proper int
	name                  bool
}

// usages looks up terms, "" for nothing, and remembers them.
func (x *searcher) usages(ctx context.Context, terms ...string) (map[string]usage, error) {
	out := map[string]usage{"": {}}
	var unknown []string
	for _, t := range terms {
		if _, have := out[t]; have {
			continue
		}
		u, known := x.used.Get(t)
		if out[t] = u; !known {
			unknown = append(unknown, t)
		}
	}
	if len(unknown) == 0 {
		return out, nil
	}
	var text, headed, proper []int
	var names []bool
	count := func(f Field, n *[]int) func(context.Context) error {
		return func(ctx context.Context) (err error) {
			*n, err = x.Frequencies(ctx, f, unknown)
			return err
		}
	}
	err := atOnce(ctx, count(Text, &text), count(Context, &headed), count(Proper, &proper), func(ctx context.Context) (err error) {
		names, err = x.AreNames(ctx, unknown)
		return err
	})
	if err != nil {
		return nil, err
	}
	for i, t := range unknown {
		out[t] = usage{text[i], headed[i], proper[i], names[i]}
		x.used.Add(t, out[t])
	}
	return out, nil
}

// weight is a term's inverse document frequency, of Okapi's form. A word that
// occurs nowhere weighs as much as the rarest. In a small corpus rarity says
// little, so a few hundred passages of general English are thought to stand behind it.
func (x *searcher) weight(df int, light bool) float64 {
	const behind = 300.0
	n := float64(x.coverage.Passages) + behind
	w := math.Log(1 + (n-float64(df)+0.5)/(float64(df)+0.5+behind/100))
	if light {
		w *= lightShare
	}
	return w
}

// derivedTerms returns the terms derived from the same stem as t: wasteful for waste.
func (x *searcher) derivedTerms(ctx context.Context, t string) ([]string, error) {
	if known, ok := x.families.Get(t); ok {
		return known, nil
	}
	stems := stemsOf(t)
	common := max(3, min(len(stems[0]), len(stems[1]))-1) // a stem may end in another letter: hurry, hurri
	var out []string
	if prefix := strings.ToValidUTF8(t[:min(len(t), common)], ""); len(prefix) >= 3 {
		all, err := x.Terms(ctx, Text, prefix)
		if err != nil {
			return nil, err
		}
		for _, other := range all {
			if other != t && slices.ContainsFunc(stemsOf(other), func(stem string) bool { return slices.Contains(stems, stem) }) {
				out = append(out, other)
			}
		}
	}
	x.families.Add(t, out)
	return out, nil
}

// stemsOf returns the stem of a term, and that of the word which it is without its last e.
func stemsOf(t string) []string { return []string{english.Stem(t, false), english.Stem(t+"e", false)} }

// weightOf returns the weight of some slots.
func (pl *plan) weightOf(set slotSet) float64 {
	sum := 0.0
	for i, s := range pl.slots {
		if set.has(i) {
			sum += s.weight
		}
	}
	return sum
}

// least is what a result must hold: of the weights of an open question, else of
// the even weights.
func (pl *plan) least() float64 {
	const slack = 1e-9 // for sums of floating-point numbers
	switch {
	case pl.open:
		return pl.share*pl.total - slack
	case len(pl.words) >= manyWords:
		return enoughOfMany*pl.even - slack
	}
	return enough*pl.even - slack
}

// candidates puts the plan in an engine's words, so that what can hold enough of the
// query is found, and little else. It is false when nothing can.
func (pl *plan) candidates() (Plan, bool) {
	var p Plan
	if pl.topical {
		var named Clause
		for i, s := range pl.slots {
			switch {
			case s.name:
				named = append(named, s.clause()...)
			case pl.topic.has(i):
				p.Should = append(p.Should, s.clause())
			}
		}
		p.Must, p.Least = []Clause{named}, 1
		return p, len(p.Should) > 0
	}
	share := func(s *slot) float64 {
		if pl.open {
			return s.weight
		}
		return s.even
	}
	have, least := 0.0, pl.least()
	for _, s := range pl.slots {
		have += share(s)
	}
	if have < least {
		return p, false
	}
	slots := slices.Clone(pl.slots)
	slices.SortStableFunc(slots, func(a, b *slot) int {
		return cmp.Or(cmp.Compare(share(b), share(a)), cmp.Compare(b.weight, a.weight))
	})
	if pl.open { // one of its rarer words is there, since the others are not enough
		var rare Clause
		for _, s := range slots {
			if have >= least {
				rare = append(rare, s.clause()...)
			}
			have -= s.weight
			p.Should = append(p.Should, s.clause())
		}
		p.Must = []Clause{rare}
		return p, true
	}
	var optional []*slot
	need := least
	for _, s := range slots {
		if have-s.even >= least && !s.proper {
			optional = append(optional, s)
			continue
		}
		p.Must = append(p.Must, s.clause()) // no passage can lack it
		need -= s.even
	}
	for _, s := range optional { // and so many of the others as it takes
		p.Should = append(p.Should, s.clause())
		if need > 1e-6 {
			p.Least++
		}
		need -= s.even
	}
	return p, true
}

// clause is what a passage has that holds the slot's word, or what may stand for it.
func (s *slot) clause() Clause {
	var c Clause
	for _, a := range s.alternatives {
		c = append(c, a, Alternative{Context, a.Term, 0})
	}
	return c
}
