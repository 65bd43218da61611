package index

import (
	"math"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"

	"onrecord/corpus"
)

// What a word that is not the one asked for is worth beside the one itself.
const (
	synonymValue   = 0.7
	correctedValue = 0.9
	formValue      = 1    // another form of an irregular verb
	kinValue       = 0.55 // in a question: a word derived from the same stem
	meantValue     = 0.30 // in a question: a synonym
	contextValue   = 0.75 // stands in the headline or is the outlet's, not the passage's
)

// lightShare is how much of its weight a common verb or adjective keeps.
const lightShare = 0.35

// functionShare is what a function word counts for in the order of words.
const functionShare = 0.2

// A slot is one thing that a query wants: a word, or what may stand for it.
type slot struct {
	asked     asked
	any       []alternative
	lists     []*postings // of any, see Index.fetch
	weight    float64
	name      bool // of a person
	proper    bool // a proper noun: a name of whatever kind
	source    bool // of an outlet's name, or a year: it may say where or when, and stand nowhere in the text
	light     bool
	synonyms  []string // what may stand for it, as it is written
	corrected string   // what was searched instead, as it is written; "" if the word itself
}

type alternative struct {
	term  uint32
	value float64 // 1 for the word itself
}

// A plan is a query made ready for the index: slots for the words that the
// corpus knows, and the words that it does not.
type plan struct {
	parsed
	slots   []slot
	missing []asked
	total   float64 // weight of all that is asked for, the missing words included
	even    float64 // the same with evenWeight
	weights *weighting
	open    bool    // an open question
	share   float64 // of an open question: what a passage must hold of it, by rarity
	widened bool    // some slot may be filled by a synonym

	sequence []inOrder // of a question
	topic    topic     // of a question
	unknown  float64   // weight of the names in a question that the corpus does not know
}

// inOrder is a word of a question in its place.
type inOrder struct {
	term   uint32 // noTerm if the corpus does not know it
	weight float64
}

// plan looks up the words of a query: as they are, with synonyms if wanted, and
// only when neither is in the corpus by similar spelling.
func (x *Index) plan(p parsed, synonyms bool) (*plan, error) {
	pl := &plan{parsed: p, weights: &wordWeights}
	if p.question.asked {
		pl.weights = &questionWeights
	}
	heavy := 0
	for _, a := range p.words {
		s := slot{asked: a, light: lightTerms[a.term], source: x.sources[a.term]}
		pl.even += pl.evenWeight(s.light)
		if !s.light {
			heavy++
		}
		for _, t := range []string{a.term, a.tail} {
			if n, ok := x.forward.dict.numbers[t]; ok && t != "" {
				s.any = append(s.any, alternative{n, 1})
				s.name = s.name || x.forward.dict.names[n]
				s.proper = s.proper || s.name || x.forward.dict.proper(n)
			}
		}
		if p.question.asked && (s.light || p.capitals && !a.capital) {
			s.proper = false // who types one name with a capital types all so
		}
		known := len(s.any) > 0
		switch {
		case s.proper:
		case p.question.asked: // people ask in words of their own
			s.add(x, forms[a.term], formValue, !known)
			s.add(x, x.family(a.term), kinValue, !known)
			for _, list := range [][]string{x.thesaurus.of(a.term), askedThesaurus().of(a.term)} {
				s.add(x, list, meantValue, !known)
				for _, t := range list {
					s.add(x, forms[t], meantValue, !known)
				}
			}
		case synonyms:
			s.add(x, forms[a.term], formValue, true)
			s.add(x, x.family(a.term), synonymValue, true)
			s.add(x, x.thesaurus.of(a.term), synonymValue, true)
			pl.widened = pl.widened || len(s.synonyms) > 0
		}
		if len(s.any) == 0 {
			if err := x.correct(&s); err != nil {
				return nil, err
			}
		}
		if len(s.any) == 0 {
			pl.missing = append(pl.missing, a)
			if a.capital {
				pl.unknown += x.weight(0, false)
			}
			pl.total += x.weight(0, s.light)
			continue
		}
		s.weight = x.weight(x.forward.df[s.any[0].term], s.light)
		pl.total += s.weight
		pl.slots = append(pl.slots, s)
	}
	for _, t := range p.order {
		w := inOrder{x.forward.dict.numbers[t], 1}
		if stopTerms[t] {
			w.weight = functionShare
		}
		pl.sequence = append(pl.sequence, w)
	}
	pl.open = p.question.open && heavy > 0
	pl.share = enoughToAnswer
	if a := p.question.answer; heavy <= 2 && (a == anyAnswer || a == aDefinition) {
		pl.share = enoughOfFew
	}
	return pl, nil
}

// add lets other terms stand for a slot. They are shown if tell is set.
func (s *slot) add(x *Index, terms []string, value float64, tell bool) {
	for _, t := range terms {
		n, ok := x.forward.dict.numbers[t]
		if !ok || slices.ContainsFunc(s.any, func(a alternative) bool { return a.term == n }) {
			continue
		}
		s.any = append(s.any, alternative{n, value})
		if tell {
			s.synonyms = append(s.synonyms, strings.ToLower(x.forward.dict.surface[n]))
		}
	}
}

// sourceTerms returns the terms of the outlets' names and of the years.
func sourceTerms(articles []*corpus.Article) map[string]bool {
	out := map[string]bool{}
	seen := map[string]bool{}
	for _, a := range articles {
		year, _, _ := strings.Cut(string(a.Date), "-")
		if out[year] = true; !seen[a.Outlet] {
			seen[a.Outlet] = true
			for _, t := range meaningful(a.Outlet) {
				out[t] = true
			}
		}
	}
	return out
}

// weight is a term's inverse document frequency, of Okapi's form. A word that
// occurs nowhere weighs as much as the rarest. In a small corpus rarity says
// little, so a few hundred units of general English are thought to stand behind it.
func (x *Index) weight(df uint32, light bool) float64 {
	const behind = 300.0
	n := float64(len(x.forward.units)) + behind
	w := math.Log(1 + (n-float64(df)+0.5)/(float64(df)+0.5+behind/100))
	if light {
		w *= lightShare
	}
	return w
}

// longestCorrected is how many letters a word may have that is looked for by
// spelling: bleve's automata grow with them, and no longer word is misspelt twice.
const longestCorrected = 20

// family returns the terms derived from the same stem as t: wasteful for waste.
func (x *Index) family(t string) []string {
	x.families.Do(func() {
		x.byStem = map[string][]string{}
		for _, t := range x.forward.dict.terms {
			stem := english.Stem(t, false)
			x.byStem[stem] = append(x.byStem[stem], t)
		}
	})
	var out []string
	for _, other := range x.byStem[english.Stem(t, false)] {
		if other != t {
			out = append(out, other)
		}
	}
	return out
}

// correct looks for words spelt nearly like the slot's: one letter wrong in a
// word of five to eight letters, two in a longer one, the first letter right.
// The nearest counts; of equally near ones a name, then the more common.
func (x *Index) correct(s *slot) error {
	t := s.asked.term
	n := utf8.RuneCountInString(t)
	first, size := utf8.DecodeRuneInString(t)
	if n < 5 || n > longestCorrected || first >= '0' && first <= '9' || s.light {
		return nil
	}
	distance := 1
	if n > 8 {
		distance = 2
	}
	best, known := x.corrections.get(t)
	if !known {
		var err error
		if best, err = x.nearest(t, distance, t[:size]); err != nil {
			return err
		}
		x.corrections.put(t, best)
	}
	if best == "" {
		return nil
	}
	number := x.forward.dict.numbers[best]
	s.any = []alternative{{number, correctedValue}}
	s.name = x.forward.dict.names[number]
	s.proper = s.name || x.forward.dict.proper(number)
	s.corrected = x.forward.dict.surface[number]
	return nil
}

// nearest returns the term that is nearest to one that there is not; "" is none.
func (x *Index) nearest(t string, distance int, prefix string) (string, error) {
	type candidate struct {
		term     string
		distance int
		name     bool
		df       uint32
	}
	var all []candidate
	err := x.store.similar(t, distance, prefix, func(found string) {
		n, ok := x.forward.dict.numbers[found]
		if !ok || x.forward.df[n] == 0 || stopTerms[found] {
			return
		}
		all = append(all, candidate{found, editDistance(t, found), x.forward.dict.names[n], x.forward.df[n]})
	})
	if err != nil || len(all) == 0 {
		return "", err
	}
	return slices.MinFunc(all, func(a, b candidate) int {
		switch {
		case a.distance != b.distance:
			return a.distance - b.distance
		case a.name != b.name:
			if a.name {
				return -1
			}
			return 1
		case a.df != b.df:
			return int(b.df) - int(a.df)
		}
		return strings.Compare(a.term, b.term)
	}).term, nil
}

// corrections are those that were worked out, by what was typed: an automaton of a
// quarter of a megabyte is built for each, and people misspell the same names.
type corrections struct {
	mu sync.Mutex
	of map[string]string
}

// maxCorrections bounds them; where there are more, others go by chance.
const maxCorrections = 4096

func (c *corrections) get(typed string) (string, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	term, known := c.of[typed]
	return term, known
}

func (c *corrections) put(typed, term string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of == nil {
		c.of = map[string]string{}
	}
	for other := range c.of {
		if len(c.of) < maxCorrections {
			break
		}
		delete(c.of, other)
	}
	c.of[typed] = term
}

// editDistance counts the letters to be inserted, dropped, exchanged or swapped
// with their neighbour to make b of a (optimal string alignment).
func editDistance(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}

// corrections tells what was searched instead of words that occur nowhere.
func (pl *plan) corrections() []corpus.Correction {
	var out []corpus.Correction
	for _, s := range pl.slots {
		if s.corrected != "" {
			out = append(out, corpus.Correction{Typed: s.asked.text, Searched: s.corrected})
		}
		if len(s.synonyms) > 0 {
			out = append(out, corpus.Correction{Typed: s.asked.text, Searched: strings.Join(s.synonyms, ", ")})
		}
	}
	return out
}

func (pl *plan) missingWords() []string {
	var out []string
	for _, a := range pl.missing {
		out = append(out, a.text)
	}
	return out
}
