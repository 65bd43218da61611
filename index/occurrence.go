package index

import "slices"

// occurrences is a forward index's row turned round: for every term the places
// where it occurs, in ascending order. It is made whenever an index is opened,
// and not kept on disk: making it takes less time than reading it would.
type occurrences struct {
	starts []uint32 // by term: where its places begin; and where the last one's end
	places []uint32
}

// of returns the places of a term.
func (o *occurrences) of(term uint32) []uint32 {
	return o.places[o.starts[term]:o.starts[term+1]]
}

// A cursor goes along ascending numbers: the places of a term, or its units.
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

// told is forward.who turned round: by person, the units that tell of them.
type told struct{ starts, units []uint32 }

func turned(who []uint32, units []unit, people int) told {
	t := told{make([]uint32, people+1), make([]uint32, len(who))}
	for _, n := range who {
		t.starts[n+1]++
	}
	for n := range people {
		t.starts[n+1] += t.starts[n]
	}
	next := slices.Clone(t.starts)
	for i := range units {
		for _, n := range who[units[i].people.from:units[i].people.to] {
			t.units[next[n]] = uint32(i)
			next[n]++
		}
	}
	return t
}

// of returns the units that tell of somebody.
func (t *told) of(person uint32) []uint32 { return t.units[t.starts[person]:t.starts[person+1]] }
