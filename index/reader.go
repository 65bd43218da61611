package index

import "slices"

// A wanted term is one that a plan asks for, with the slot that it fills and
// what it is worth there.
type wanted struct {
	term   uint32
	slot   int32
	value  float32
	units  cursor   // of its postings
	refs   []uint32 // by posting
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
			list := pl.slots[i].lists[k]
			w := wanted{term: a.term, slot: int32(i), value: float32(a.value),
				units: cursor{places: list.units}, refs: list.refs, places: cursor{places: f.of(a.term)}}
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

// ref returns how a unit holds the term: see postings.
func (w *wanted) ref(unit uint32) uint32 {
	w.units.seek(unit)
	if w.units.below(unit + 1) {
		return w.refs[w.units.at]
	}
	return uint32(len(w.places.places)) // not at all
}

// matches appends the wanted words of a unit's text, in order, and notes for
// every wanted term how else the unit holds it.
func (r *reader) matches(dst []match, unit int) []match {
	u := &r.forward.units[unit]
	for i := range r.wanted {
		w := &r.wanted[i]
		ref := w.ref(uint32(unit))
		w.inCall, w.inContext = ref&inCall != 0, ref&inContext != 0
		c := &w.places
		for c.at = int(ref & refPlace); c.below(u.terms.to); c.at++ {
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
