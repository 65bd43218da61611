package quotation

import (
	"slices"
	"strings"
)

// Which of several people of one name a name means.

// pick chooses among people of one name the one whom m means: the one whose
// surname came up last before m, or failing that the first behind it. The one who
// has gone by the given name since is not meant by the surname.
func (a *article) pick(all []*entity, m *mention) *entity {
	var best *entity
	bestAt := 0
	all = a.fitting(tail(all, 8), m)
	established := a.bare(m) && slices.ContainsFunc(all, func(e *entity) bool { return e.short > 0 })
	for _, e := range all {
		if m.gender != anyGender && e.gender != m.gender && m.nameAt > m.first && e.gender != anyGender {
			continue // Mrs Pell is rather the mother of the boy than he
		}
		last := e.short
		if m.nameAt > m.first {
			last = max(last, e.titled)
		}
		for _, f := range e.full {
			here := a.toks[m.first].para == a.toks[f].para+1
			if f < m.first && (here || !(established && e.short == 0)) {
				last = max(last, f+1)
			}
		}
		if m.nameAt > m.first && m.gender != anyGender && e.gender == m.gender {
			last += len(a.toks) // Ms Roe is rather Jane Roe than Robin Roe
		}
		if best == nil || last > bestAt {
			best, bestAt = e, last
		}
	}
	return best
}

// bare reports whether a surname stands alone, and not as in "the younger Roe".
func (a *article) bare(m *mention) bool {
	return m.nameAt == m.first && (a.lower(m.first-2) != "the" || a.toks[m.first-1].has(fCap))
}

// fitting returns those of some people of one name whom the title before it fits (Inspector
// Roe), and the pronoun behind the verb (Roe said she); all of them where that tells nothing.
func (a *article) fitting(all []*entity, m *mention) []*entity {
	told := func(fits func(e *entity) bool) {
		if some := slices.DeleteFunc(slices.Clone(all), func(e *entity) bool { return !fits(e) }); len(some) > 0 {
			all = some
		}
	}
	if m.nameAt > m.first { // it is in full in the same paragraph
		told(func(e *entity) bool {
			return slices.ContainsFunc(e.full, func(f int) bool { return f < m.first && a.sameParagraph(f, m.first) })
		})
	}
	for k := m.first; k < m.nameAt; k++ {
		told(func(e *entity) bool {
			return slices.Contains(e.keys, roleWord(a.lower(k))) || slices.Contains(e.titles, a.lower(k))
		})
	}
	if g := a.saidOf(m); g != anyGender {
		told(func(e *entity) bool { return e.gender == anyGender || e.gender == g })
	}
	return all
}

// saidOf returns the gender of the first pronoun behind a name, if no other name comes before it:
// Roe said she; Roe has sold her car.
func (a *article) saidOf(m *mention) gender {
	for k := m.last + 1; !m.poss && k < m.last+7 && a.sameSentence(k, m.last); k++ {
		switch t := &a.toks[k]; {
		case t.is(cHe | cShe):
			return (t.class & cPronoun).gender()
		case t.kind != word || a.at[k].is(named):
			return anyGender
		}
	}
	return anyGender
}

// tail returns the last n elements, to bound the work on articles full of
// people with one surname.
func tail(s []*entity, n int) []*entity { return s[max(0, len(s)-n):] }

// sameGiven reports whether two lists of given names can be one person's.
func sameGiven(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool {
		return slices.ContainsFunc(b, func(y string) bool { return compatible(x, y) })
	})
}

// compatible reports whether two given names can be one person's.
func compatible(x, y string) bool {
	x, y = strings.TrimRight(x, "."), strings.TrimRight(y, ".")
	short := len(x) == 1 || len(y) == 1 || len(x) > 2 && len(y) > 2 // J., Jen
	return x == y || nicknames[[2]string{x, y}] || short && (strings.HasPrefix(x, y) || strings.HasPrefix(y, x))
}

// namedBefore reports whether somebody with a surname is named before token i: who is brought in
// there is named in full.
func (a *article) namedBefore(surname string, i int) bool {
	return slices.ContainsFunc(a.ments, func(m *mention) bool {
		return m.kind == named && m.first < i && a.lower(m.last) == surname
	})
}
