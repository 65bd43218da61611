package index

import "slices"

// occurrences is a forward index's row turned round: for every term the places
// where it occurs, in ascending order. It is made whenever an index is opened,
// and not kept on disk: making it takes less time than reading it would.
type occurrences struct {
	starts []uint32 // by term: where its places begin; and where the last one's end
	places []uint32
}

// invert makes the occurrences of a row in which every term occurs so many times.
func (o *occurrences) invert(row []byte, times []uint32) {
	o.starts = make([]uint32, len(times)+1)
	for n, count := range times {
		o.starts[n+1] = o.starts[n] + count
	}
	next := slices.Clone(o.starts[:len(times)])
	o.places = make([]uint32, o.starts[len(times)])
	r := termReader{row: row}
	for place := range o.places {
		n := r.next()
		o.places[next[n]] = uint32(place)
		next[n]++
	}
}

// of returns the places of a term.
func (o *occurrences) of(term uint32) []uint32 {
	return o.places[o.starts[term]:o.starts[term+1]]
}

// A cursor goes along the places of a term.
type cursor struct {
	places []uint32
	at     int
}

// seek moves to the first place that is not before the given one. Going on from
// where the cursor stands is cheap, however short or long the way.
func (c *cursor) seek(place uint32) {
	from, step := c.at, 1
	if from > 0 && c.places[from-1] >= place {
		from = 0 // back
	}
	for from+step <= len(c.places) && c.places[from+step-1] < place {
		from += step
		step *= 2
	}
	end := min(from+step-1, len(c.places))
	for from < end {
		mid := int(uint(from+end) / 2)
		if c.places[mid] < place {
			from = mid + 1
		} else {
			end = mid
		}
	}
	c.at = from
}

// below reports whether the cursor stands at a place before end.
func (c *cursor) below(end uint32) bool {
	return c.at < len(c.places) && c.places[c.at] < end
}

// A wanted term is one that a plan asks for, with the slot that it fills and
// what it is worth there.
type wanted struct {
	cursor
	term  uint32
	slot  int32
	value float32
}

// A reader finds the terms of a plan in units. Going through units in order it
// touches nothing but the places of those terms.
type reader struct {
	forward *forward
	wanted  []wanted

	article   int32   // that was entered last
	called    []call  // the wanted terms that somebody in it is called by
	inContext []int32 // the slots that its context fills
}

// A call is a wanted term that a person is called by.
type call struct {
	person uint32
	slot   int32
	value  float32
	name   bool // it is part of the name
}

// want prepares the reader for a plan. A term that could fill several slots
// fills the one where it is worth most, or the first of them.
func (r *reader) want(f *forward, pl *plan) {
	r.forward, r.article = f, -1
	r.wanted = r.wanted[:0]
	for i := range pl.slots {
		for _, a := range pl.slots[i].any {
			w := wanted{cursor{places: f.of(a.term)}, a.term, int32(i), float32(a.value)}
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

// enter finds what an article's people are called and what its context holds.
func (r *reader) enter(article int32) {
	if r.article == article {
		return
	}
	r.article, r.called, r.inContext = article, r.called[:0], r.inContext[:0]
	p := &r.forward.articles[article]
	for i := range r.wanted {
		w := &r.wanted[i]
		w.seek(p.from)
		for who := p.people; w.below(p.context); w.at++ {
			for r.forward.people[who].to <= w.places[w.at] {
				who++
			}
			r.called = append(r.called, call{who, w.slot, w.value, w.places[w.at] < r.forward.people[who].name})
		}
		if w.below(p.text) {
			r.inContext = append(r.inContext, w.slot)
		}
	}
}

// matches appends the wanted words of a unit's text, in order.
func (r *reader) matches(dst []match, u *unit) []match {
	r.enter(u.article)
	for i := range r.wanted {
		w := &r.wanted[i]
		w.seek(u.terms.from)
		for ; w.below(u.terms.to); w.at++ {
			m := match{int32(w.places[w.at] - u.terms.from), w.slot, w.value}
			dst = append(dst, m)
			at := len(dst) - 1
			for ; at > 0 && dst[at-1].place > m.place; at-- {
				dst[at] = dst[at-1]
			}
			dst[at] = m
		}
	}
	return dst
}

// calls calls yield for what the unit that was given to matches last, or
// somebody in it, is called by.
func (r *reader) calls(u *unit, yield func(slot int32, value float32)) {
	for i := range r.wanted {
		if w := &r.wanted[i]; w.below(u.extra) {
			yield(w.slot, w.value)
		}
	}
	if len(r.called) == 0 {
		return
	}
	for _, who := range r.forward.who[u.people.from:u.people.to] {
		for _, c := range r.called {
			if c.person == who {
				yield(c.slot, c.value)
			}
		}
	}
}
