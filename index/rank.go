package index

import (
	"slices"
	"strings"
	"unicode/utf8"

	"onrecord/corpus"
)

// BM25's usual parameters: how soon more of a word stops counting, and how much
// longer passages are held back. (Robertson and Zaragoza, 2009.)
const (
	bm25K = 1.2
	bm25B = 0.75
)

// enough is the share of what is asked for that a result must hold together.
// Every word counts alike here, common verbs and adjectives less (lightShare),
// and not by rarity, so that no other article can make a result come or go. Who
// types many words does not mean them all: from manyWords on less is enough.
const (
	enough       = 0.7
	enoughOfMany = 0.6
	manyWords    = 5
)

// enoughToAnswer is the share, by rarity, that a passage must hold to answer an
// open question: people ask in words of their own. What is found so must yet
// answer it (see answers).
const enoughToAnswer = 0.25

// wordWeights is what a signal is worth next to 1 for BM25, when words are looked for;
// for questions see answerWeights. Found by trial on the dev sets, half of them at a
// time; what is lost without each is in testdata/worth.txt.
var wordWeights = struct {
	there  float64 // words that are in the text, however often
	spoken float64 // words said by a speaker whom the query names, before the outlet's own
	speaks float64 // a speaker whom the query names speaks
	exact  float64 // words as they were typed, not inflected
	quoted float64 // words in marks, said by whom the query names if it names somebody
}{there: 1.25, spoken: 0.45, speaks: 0.3, exact: 0.6, quoted: 0.2}

// A wanted is the slot that a term fills, and what it is worth there. A term that
// could fill several fills the one where it is worth most.
type wanted struct {
	slot  int
	value float64
}

// want makes ready for finding the words of a plan in texts.
func (pl *plan) want() {
	pl.wanted, pl.articles = map[string]wanted{}, map[*Entry]slotSet{}
	for i, slot := range pl.slots {
		for _, a := range slot.alternatives {
			if w, ok := pl.wanted[a.Term]; ok && w.value >= a.Boost {
				continue
			}
			pl.wanted[a.Term] = wanted{i, a.Boost}
			if c := a.Term[0]; c < utf8.RuneSelf {
				pl.begins[c] = true
				pl.begins[strings.ToUpper(a.Term[:1])[0]] = true
			}
		}
	}
}

// A match is a word that is asked for.
type match struct {
	at corpus.Span
	wanted
}

// find returns the matches of a text, in order.
func (pl *plan) find(text string, base int) []match {
	var out []match
	for w := range words(text, base) {
		if got, ok := pl.match(w); ok {
			out = append(out, match{w.span, got})
		}
	}
	return out
}

// filledBy returns the set of the slots that a text fills.
func (pl *plan) filledBy(text string) (set slotSet) {
	for _, found := range pl.find(text, 0) {
		set |= 1 << found.slot
	}
	return set
}

// inArticle returns the set of the slots that the body of an article fills.
func (pl *plan) inArticle(e *Entry) slotSet {
	set, known := pl.articles[e]
	if !known {
		set = pl.filledBy(e.Body())
		pl.articles[e] = set
	}
	return set
}

// match returns what a word, or the second half of a name, fills. Folding a word never
// changes its first letter, but for an accent: most words are told by it, unfolded.
func (pl *plan) match(w word) (got wanted, ok bool) {
	if c := w.text[0]; c < utf8.RuneSelf && !pl.begins[c] && !w.joined {
		return wanted{}, false
	}
	if got, ok = pl.wanted[term(w.text)]; !ok && w.joined {
		got, ok = pl.wanted[term(w.tail())]
	}
	return got, ok
}

// A slotSet has a bit for each of a plan's slots.
type slotSet uint32

func (s slotSet) has(slot int) bool { return slot >= 0 && s&(1<<slot) != 0 }

// A candidate is a passage and what it holds of a plan.
type candidate struct {
	held
	plan    *plan
	matches []match           // in the text
	tf      [maxWords]float64 // how often a slot is filled in the text, by what it is worth
	best    [maxWords]float64 // what a slot is filled with anywhere, at best
	called  slotSet           // slots filled by what a person in the passage is called
	callers map[int]caller    // by person
	named   bool              // the query names somebody in the passage
	holders []*corpus.Person  // of the office that is asked for
	score   float64
	near    [nearSignals]float64 // of what is shown where nothing holds enough
	alike   float64              // the same: how like the query it is in meaning, as a whole

	sentences []sentence      // see takeApart
	words     []readWord      // of all of them
	sentence  corpus.Span     // of a question: which is likeliest to hold the answer
	distinct  map[string]bool // see distinctWords
	also      []*corpus.Article
}

// A caller is a person in a passage, and what of the query the person is called.
type caller struct {
	named  bool    // the query names the person
	called slotSet // proper nouns that name and other callings hold
}

// read finds what of the plan a passage holds.
func (pl *plan) read(p held) *candidate {
	c := &candidate{held: p, plan: pl, callers: map[int]caller{}}
	c.matches = pl.find(c.text(), c.span.Start)
	for _, f := range c.matches {
		c.tf[f.slot] += f.value
		c.best[f.slot] = max(c.best[f.slot], f.value)
	}
	if c.slotsWithin(c.span) != 1<<len(pl.slots)-1 {
		c.called = pl.filledBy(shortened(c.text()))
	}
	for _, p := range c.peopleIn(c.span) {
		if pl.question.asked && pl.filledBy(c.People[p].Name)&pl.names != 0 && !c.isMeant(p) {
			continue
		}
		holds, who := false, caller{}
		for i, text := range c.callings(p) {
			set := pl.filledBy(text)
			if set == 0 {
				continue
			}
			c.called |= set
			holds = holds || i > 0 && set&pl.whose != 0 && pl.question.holdsOffice(text)
			who.called |= set & pl.proper
			who.named = who.named || i == 0 && set&pl.proper&pl.names != 0
		}
		c.callers[p] = who
		c.named = c.named || who.named
		if holds && c.People[p].Kind == corpus.Individual {
			c.holders = append(c.holders, &c.People[p])
		}
	}
	context := pl.filledBy(c.Title) | pl.filledBy(c.Outlet) | pl.filledBy(year(c.Date))
	for i := range pl.slots {
		if value := pl.slots[i].alternatives[0].Boost; c.called.has(i) && c.best[i] < value {
			c.best[i], c.tf[i] = value, max(c.tf[i], 1)
		}
		if context.has(i) && c.tf[i] == 0 {
			c.best[i] = max(c.best[i], contextValue)
		}
	}
	return c
}

// holdsPhrases reports whether every exact phrase of the query is in a text.
func (pl *plan) holdsPhrases(text string) bool {
	if len(pl.phrases) == 0 {
		return true
	}
	have := foldedWords(text)
	return !slices.ContainsFunc(pl.phrases, func(p string) bool { return !strings.Contains(have, p) })
}

// holdsEnough reports whether the passage holds enough of what is asked for.
func (c *candidate) holdsEnough() bool {
	if c.plan.open {
		return c.plan.weightOf(c.fills()) >= c.plan.least()
	}
	have, topical := 0.0, c.plan.topical && c.saysOfTopic()
	for i, s := range c.plan.slots {
		switch {
		case c.best[i] > 0:
			have += c.slotValue(i)
		case topical && c.plan.inArticle(c.Entry).has(i):
			have += s.even
		case s.proper:
			return false
		}
	}
	return have >= c.plan.least()
}

// saysOfTopic reports whether somebody whom the query names says a word of what they are to
// speak of.
func (c *candidate) saysOfTopic() bool {
	return slices.ContainsFunc(c.StatementsIn(c.span), func(st corpus.Statement) bool {
		return c.isNamed(st.Speaker) && c.slotsWithin(st.Span)&c.plan.topic != 0 && c.isMeant(st.Speaker)
	})
}

// isMeant reports whether a person whom the query names is not one who has only part of the
// name: it has their surname, and nobody in the article is called more of it.
func (c *candidate) isMeant(person int) bool {
	p := &c.People[person]
	own := c.plan.filledBy(p.Name) & c.plan.names
	if p.Kind == corpus.Individual && c.plan.filledBy(p.Name[strings.LastIndexByte(p.Name, ' ')+1:])&own == 0 {
		return false
	}
	return !slices.ContainsFunc(c.People, func(other corpus.Person) bool {
		more := c.plan.filledBy(other.Name) & c.plan.names
		return more != own && more&own == own
	})
}

// fills returns the slots that the passage fills, somehow.
func (c *candidate) fills() slotSet {
	return c.plan.slotsThat(func(s *slot) bool { return c.best[s.number] > 0 })
}

// mayRest reports whether a result may rest on a word that stands for the one asked for: it
// is the only one, or one of at most so many besides the name of somebody in the passage.
func (c *candidate) mayRest(most int) bool {
	n := len(c.plan.words)
	return n == 1 || n <= most && c.named
}

// weakValue is what a word counts for that no result rests on.
const weakValue = 0.35

// slotValue is what a slot that is filled counts for when all count alike. A word that
// only stands for the one asked for is worth little (weakValue), and no result rests on it,
// unless it is all that is asked for, or besides the name of somebody in the passage. In a person's office it is
// not: the chief of a body is its head. A word of the headline only is worth little, too; the
// outlet and the year are what they are: alone they find all of that outlet or year, after the texts
// that have the word. Only part of an outlet's name alone, as mail, is a word like others if texts have it.
func (c *candidate) slotValue(i int) float64 {
	s := c.plan.slots[i]
	w := s.even
	best := c.best[i]
	standsIn := best <= synonymValue && !c.mayRest(2) || best == familyValue && !c.mayRest(maxWords)
	if standsIn && !(c.called.has(i) && offices[s.asked.term]) || best == contextValue && (!s.source || !s.whole && len(c.plan.words) == 1 && s.df > 0) {
		w *= weakValue
	}
	return w
}

// bm25 returns what the words that are there are worth by rarity and number, at most 1.
func (c *candidate) bm25() float64 {
	norm := bm25K * (1 - bm25B + bm25B*float64(c.span.Len())/c.plan.meanLen)
	sum := 0.0
	for i := range c.plan.slots {
		tf := c.tf[i]
		sum += c.plan.slots[i].weight * tf * (bm25K + 1) / (tf + norm)
	}
	return sum / (c.plan.total * (bm25K + 1))
}

// unnamed is how much of a name's weight a passage has when the one who is named speaks
// in it, or is mentioned, without being named. Found by
// trial on the dev sets.
const unnamed = 0.5

// presence returns the share, by weight, of the query's words that are in the text.
func (c *candidate) presence() float64 {
	within := c.slotsWithin(c.span)
	return (c.plan.weightOf(within) + unnamed*c.plan.weightOf(c.plan.names&c.called&^within)) / c.plan.total
}

// isNamed reports whether the query names a person.
func (c *candidate) isNamed(person int) bool { return c.callers[person].named }

// namedSpeaks reports whether somebody whom the query names speaks in the passage.
func (c *candidate) namedSpeaks() bool {
	return slices.ContainsFunc(c.StatementsIn(c.span), func(st corpus.Statement) bool { return c.isNamed(st.Speaker) })
}

// scoreWords scores a passage by its words, where they stand, how they are written, and
// who says them.
func (c *candidate) scoreWords() {
	w := &wordWeights
	said := c.StatementsIn(c.span)
	spoken := c.shareOf(func(m match) bool {
		return slices.ContainsFunc(said, func(st corpus.Statement) bool { return st.Span.Contains(m.at) && c.isNamed(st.Speaker) })
	})
	exact := c.shareOf(func(m match) bool {
		return strings.EqualFold(c.Body()[m.at.Start:m.at.End], c.plan.slots[m.slot].asked.text)
	})
	c.score = c.bm25() + w.there*c.presence() + w.spoken*spoken + w.exact*exact + w.quoted*c.shareOf(c.isQuoted)
	if c.namedSpeaks() {
		c.score += w.speaks
	}
}

// isQuoted reports whether a word is said in marks, by whom the query names if it names somebody.
func (c *candidate) isQuoted(m match) bool {
	return slices.ContainsFunc(c.StatementsIn(m.at), func(st corpus.Statement) bool {
		return st.Kind == corpus.Direct && (c.plan.names == 0 || c.isNamed(st.Speaker))
	})
}

// shareOf returns the share, by weight, of the query's words, names aside, that have a
// match of some kind.
func (c *candidate) shareOf(is func(match) bool) float64 {
	var set slotSet
	for _, m := range c.matches {
		if !set.has(m.slot) && is(m) {
			set |= 1 << m.slot
		}
	}
	return c.plan.weightOf(set&^c.plan.names) / max(c.plan.weightOf(^c.plan.names), 1e-9)
}
