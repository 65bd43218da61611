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
