package quotation

import (
	"cmp"
	"slices"
	"strings"
)

// byDescription seeks the person with the role that a description names: of several who
// hold it, the one whose role has most words of it, and then the one who came up last.
func (a *article) byDescription(m *mention) *entity {
	head := roleWord(a.lower(m.head))
	holders := tail(a.byRole[head], 16)
	if trade := a.tradeOf(m); head == "chief" && trade != "" {
		holders = slices.Concat(tail(a.byRole[trade+" chief"], 16), holders)
	}
	if len(holders) > 1 && isAge(head) {
		return nil
	}
	var best *entity
	most := 0
	for _, who := range holders {
		n, ok := a.fits(m, who)
		if ok && (best == nil || n > most || n == most && who.seen > best.seen) {
			best, most = who, n
		}
	}
	// A nurse, Jane Roe, was treated by a nurse: the nurse is rather the other.
	if another := a.broughtIn[a.lower(m.head)]; best != nil && another != nil && another.first > best.first && m.head == m.first+1 {
		return nil
	}
	return best
}

// fits reports whether a description may mean a holder of its office, and how many words
// more of it are told of them than are not.
func (a *article) fits(m *mention, e *entity) (more int, ok bool) {
	hits, misses, elsewhere := 0, 0, false
	for k := m.first; k <= m.last; k++ {
		switch {
		case k == m.head || a.toks[k].is(cDet|cPrep|cPronoun):
		case slices.Contains(e.keys, roleWord(a.lower(k))):
			hits++
		default:
			misses++
			elsewhere = elsewhere || a.toks[k].is(cPlace)
		}
	}
	for _, w := range lesserOffice {
		if slices.Contains(e.keys, w) && !a.within(m, w) {
			misses++ // "the minister" is rather no shadow minister
		}
	}
	// A deputy mayor is never "the mayor", nor a minister "the prime minister".
	otherOffice := slices.ContainsFunc(otherOffice, func(w string) bool {
		is := a.within(m, w)
		return is != slices.Contains(e.keys, w) && !e.hasRole(roleWord(a.lower(m.head)), w, is)
	})
	// "The former mayor" is not the mayor, nor "the other MP" the one who is told of.
	another := slices.ContainsFunc(otherHolder, func(w string) bool {
		told := func(k string) bool { return k == w || sets.PastOffice[k] && sets.PastOffice[w] }
		return a.within(m, w) && !slices.ContainsFunc(e.keys, told)
	})
	gone := e.seen == 0 || a.parasBetween(e.seen-1, m.first) > 2
	former := slices.Contains(e.keys, "former") && a.toks[m.head].is(cOffice) && gone
	placed := slices.ContainsFunc(e.keys, func(w string) bool { return classOf(w)&cPlace != 0 })
	switch {
	case otherOffice, another, a.otherHolder(m, e),
		elsewhere && placed,                 // the Kent senator is not the senator for York, but may be Senator Roe
		hits == 0 && (a.owned(m) || former), // "the governor" is rather one in office
		misses > hits && (misses > 1 || e.first > m.first):
		return 0, false
	}
	return hits - misses, true
}

// otherHolder reports whether a description tells of an office, by place, nation or field, another
// thing than all that is told of somebody's: the Norby coach is not the coach of Sandholm, nor the
// finance minister the minister of defence.
func (a *article) otherHolder(m *mention, e *entity) bool {
	head := roleWord(a.lower(m.head))
	asked := qualifiers(a.span(m.first, m.last), head)
	held := false
	for _, role := range e.roles {
		if !isOffice(strings.Fields(strings.ToLower(role)), head) {
			continue
		}
		told := qualifiers(role, head)
		conflict := false
		for kind, words := range asked {
			shared := slices.ContainsFunc(words, func(w string) bool { return slices.Contains(told[kind], w) })
			conflict = conflict || len(words) > 0 && len(told[kind]) > 0 && !shared
		}
		if !conflict {
			return false
		}
		held = true
	}
	return held
}

// qualifiers returns the words that tell which office is meant, in two kinds: names, and
// nouns.
func qualifiers(text, head string) (words [2][]string) {
	for w := range strings.FieldsSeq(text) {
		w, _, _ = strings.Cut(strings.ReplaceAll(w, "’", "'"), "'s")
		lower := strings.ToLower(w)
		kind, c := 1, classOf(lower)
		switch {
		case roleWord(lower) == head,
			c&(cClosed|cTime) != 0,
			c&cAdj != 0 && c&cNoun == 0 && !sets.Field[lower],
			strings.ContainsAny(w, "0123456789"):
			continue
		case w != lower && !sets.Field[lower]: // not the Health minister
			kind = 0
		default:
			lower = cmp.Or(trades[lower], lower) // the chief constable is the police chief
		}
		words[kind] = append(words[kind], lower)
	}
	return words
}

// isOffice reports whether the words of a role, in small letters, tell of an office.
func isOffice(role []string, office string) bool {
	return slices.ContainsFunc(role, func(w string) bool { return roleWord(w) == office })
}

// hasRole reports whether somebody has a role with an office, and with another word of it or
// without.
func (e *entity) hasRole(office, word string, with bool) bool {
	return slices.ContainsFunc(e.roles, func(role string) bool {
		words := strings.Fields(strings.ToLower(role))
		return slices.Contains(words, word) == with && isOffice(words, office)
	})
}

// tradeOf returns the walk of life that stands before the noun: the spy chief, the police
// boss; or "".
func (a *article) tradeOf(m *mention) (trade string) {
	for k := m.first; k < m.head; k++ {
		trade = cmp.Or(trades[a.lower(k)], trade)
	}
	return trade
}

// owned reports whether somebody's is told of: Mr Roe's spokesman.
func (a *article) owned(m *mention) bool {
	return slices.ContainsFunc(a.toks[m.first:m.head], func(t token) bool { return t.has(fPoss) })
}
