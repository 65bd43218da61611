package index

import (
	"slices"
	"strings"

	"onrecord/corpus"
)

// A fullName is a name of several words in a question.
type fullName struct {
	slots slotSet // of its words
	lacks bool    // the coverage does not have one of them
}

// fullNames returns the names of several words in a question. What somebody is called besides, as
// minister, is no part of one.
func fullNames(all []*slot) (out []fullName) {
	length, name := 0, fullName{}
	for i, s := range all {
		if !s.proper || i == 0 || s.asked.at != all[i-1].asked.at+1 || isPossessive(all[i-1].asked.text) {
			length, name = 0, fullName{}
		}
		if !s.proper || offices[s.asked.term] {
			continue
		}
		if length++; s.number >= 0 {
			name.slots |= 1 << s.number
		} else {
			name.lacks = true
		}
		if length == 2 {
			out = append(out, name)
		} else if length > 2 {
			out[len(out)-1] = name
		}
	}
	return out
}

func isPossessive(w string) bool {
	return strings.ContainsAny(w, "'’") && strings.HasSuffix(strings.TrimRight(w, "'’"), "s")
}

// ofNamesakes returns the slots of full names of a question of which a name has only a part, and
// other words in place of the rest: amery of Tom Amery, in Louise Amery. called is what else its
// bearer is called.
func (pl *plan) ofNamesakes(name string, called ...string) (set slotSet) {
	all := pl.filledBy(name + "\n" + strings.Join(called, "\n"))
	for _, asked := range pl.fullNames {
		if !asked.lacks && asked.slots&^all == 0 {
			continue
		}
		has, others := slotSet(0), false
		for w := range words(name, 0) {
			switch got, ok := pl.match(w); {
			case ok && asked.slots.has(got.slot):
				has |= 1 << got.slot
			case isProper(w) && !stopTerms[term(w.text)] && !offices[term(w.text)]:
				others = true
			}
		}
		if others {
			set |= has
		}
	}
	return set
}

// isOfNamesake reports whether a match is a word of the name of a person who only shares it with
// whom is asked for. Who is called somebody's brother is not named by that.
func (c *candidate) isOfNamesake(m match) bool {
	if !slices.ContainsFunc(c.plan.fullNames, func(n fullName) bool { return n.slots.has(m.slot) }) {
		return false
	}
	owns := isPossessive(c.Body()[m.at.Start:m.at.End])
	for i := range c.People {
		named := slices.ContainsFunc(c.People[i].Mentions, func(s corpus.Span) bool {
			return s.Overlaps(m.at) && !(owns && s.End > m.at.End)
		})
		callings := c.callings(i)
		if named && c.People[i].Kind == corpus.Individual && c.plan.ofNamesakes(callings[0], callings[1:]...).has(m.slot) {
			return true
		}
	}
	return false
}

// tellNamesakes finds the words of a passage that is taken apart which are asked for, but part of
// another's name there: ocean of Ocean Wren, in Ocean Lark.
func (c *candidate) tellNamesakes() {
	for n := 0; n < len(c.words) && len(c.plan.fullNames) > 0; n++ {
		first := n
		for isProper(c.words[n].word) && n+1 < len(c.words) && isProper(c.words[n+1].word) && c.adjoinsNext(n) {
			n++
		}
		set := c.plan.ofNamesakes(c.Body()[c.words[first].span.Start:c.words[n].span.End])
		for i := first; i <= n; i++ {
			c.words[i].namesake = set.has(c.words[i].slot)
		}
	}
}

// findKin finds out whether it is asked of somebody's sister, or of the sister of somebody. What does not
// tell of one then answers nothing.
func (pl *plan) findKin() {
	for i, s := range pl.all {
		owned := i > 0 && pl.all[i-1].proper && isPossessive(pl.all[i-1].asked.text) && s.asked.at == pl.all[i-1].asked.at+1
		owns := i+1 < len(pl.all) && pl.all[i+1].proper && s.asked.at+2 == pl.all[i+1].asked.at && pl.order[s.asked.at+1] == "of"
		if !s.proper && (owned || owns) {
			pl.kin = pl.slotsOf(s.asked.term)
			pl.core |= pl.kin
			pl.elsewhere = pl.elsewhere || pl.kin == 0
		}
	}
}

// isOfWhomIsAsked reports whether number n, an age, is that of whom is asked for, as far as it is told whose
// it is: Jane Roe, 57. Of somebody's sister it is not that of themselves.
func (c *candidate) isOfWhomIsAsked(n int) bool {
	of := n
	if c.word(n-1) == "aged" {
		of--
	}
	bearer, _ := c.subject(of)
	if c.word(n+1) == "year" && c.word(n+2) == "old" {
		for bearer, of = nil, n+3; of < c.words[n].in.to && len(bearer) == 0 && !prepositions[c.word(of)]; of++ {
			if c.isName(of) {
				bearer = []int{of}
			}
		}
	}
	named, kin := false, len(bearer) == 0 && c.holdsAnyOf(c.plan.kin, c.words[n].in.from, c.words[n].in.to)
	for _, w := range bearer {
		named = named || c.stands(w, c.plan.proper)
		for _, p := range c.peopleIn(c.words[w].span) {
			kin = kin || c.plan.filledBy(strings.Join(c.callings(p), "\n"))&c.plan.kin != 0
		}
	}
	if c.plan.kin != 0 {
		return kin && !named
	}
	return named || len(bearer) == 0 || c.plan.proper == 0
}
