package index

import "slices"

// A wanted term is one that a plan asks for, with the slot that it fills and
// what it is worth there.
type wanted struct {
	term   uint32
	slot   int32
	value  float32
	list   []posting
	at     int // the first of list that is not before the unit read last
	places cursor

	inCall, inContext bool // of the unit read last
}

// A reader finds the terms of a plan in units. Going through units in order it
// touches little but the postings and places of those terms.
type reader struct {
	forward *forward
	wanted  []wanted

	article  int32     // whose people were looked through last
	callings []calling // of those people
}

// A calling is a proper noun that is asked for and that somebody in an article
// is called by.
type calling struct {
	person uint32
	slot   int32
	inName bool // and not in a role or an alias
}

// want prepares the reader for a plan. A term that could fill several slots
// fills the one where it is worth most, or the first of them.
func (r *reader) want(f *forward, pl *plan) {
	r.forward, r.article = f, -1
	r.wanted = r.wanted[:0]
	for i := range pl.slots {
		for k, a := range pl.slots[i].any {
			w := wanted{term: a.term, slot: int32(i), value: float32(a.value), list: pl.slots[i].lists[k].list, places: cursor{places: f.of(a.term)}}
			at := slices.IndexFunc(r.wanted, func(other wanted) bool { return other.term == a.term })
			switch {
			case at < 0:
				r.wanted = append(r.wanted, w)
			case float64(r.wanted[at].value) < a.value:
				r.wanted[at] = w
			}
		}
	}
}

// seek moves to the first posting that is not before a unit, and returns it, or
// one that holds nothing. Going on from the last one is cheap, however short or
// long the way.
func (w *wanted) seek(unit uint32) posting {
	from, step := w.at, 1
	if from > 0 && w.list[from-1].unit >= unit {
		from = 0 // back
	}
	for from+step <= len(w.list) && w.list[from+step-1].unit < unit {
		from += step
		step *= 2
	}
	end := min(from+step-1, len(w.list))
	for from < end {
		mid := int(uint(from+end) / 2)
		if w.list[mid].unit < unit {
			from = mid + 1
		} else {
			end = mid
		}
	}
	w.at = from
	if from < len(w.list) && w.list[from].unit == unit {
		return w.list[from]
	}
	return posting{unit, uint32(len(w.places.places))}
}

// matches appends the wanted words of a unit's text, in order, and notes for
// every wanted term how else the unit holds it.
func (r *reader) matches(dst []match, unit int) []match {
	u := &r.forward.units[unit]
	for i := range r.wanted {
		w := &r.wanted[i]
		p := w.seek(uint32(unit))
		w.inCall, w.inContext = p.ref&inCall != 0, p.ref&inContext != 0
		c := &w.places
		for c.at = int(p.ref & refPlace); c.below(u.terms.to); c.at++ {
			m := match{int32(c.places[c.at] - u.terms.from), w.slot, w.value}
			dst = append(dst, m)
			at := len(dst) - 1
			for ; at > 0 && dst[at-1].place > m.place; at-- {
				dst[at] = dst[at-1]
			}
			dst[at] = m
		}
		w.inCall = w.inCall || c.below(u.extra)
	}
	return dst
}

// callingsIn returns the callings of an article's people.
func (r *reader) callingsIn(article int32, pl *plan) []calling {
	if r.article == article {
		return r.callings
	}
	r.article, r.callings = article, r.callings[:0]
	p := &r.forward.articles[article]
	for i := range r.wanted {
		w := &r.wanted[i]
		if !pl.slots[w.slot].proper {
			continue
		}
		c := &w.places
		c.seek(p.from)
		for who := p.people; c.below(p.context); c.at++ {
			for r.forward.people[who].to <= c.places[c.at] {
				who++
			}
			r.callings = append(r.callings, calling{who, w.slot, c.places[c.at] < r.forward.people[who].name})
		}
	}
	return r.callings
}
