package index

import (
	"context"
	"math"
	"math/bits"
	"slices"
)

// A shortlist names the units that can be a result: those in which the slots
// that are filled, by whatever means, have shares enough. It is worked out for
// articles by bleve's posting lists, and within those for units by the
// occurrences. It is used by one goroutine.
type shortlist struct {
	forward  *forward
	slots    []listed // the needed ones first, then those with the fewest units
	least    float64  // what a unit must hold of the shares
	articles bitset
	end      uint32 // no unit from this one on

	units []uint32
}

// A listed slot is one on a shortlist.
type listed struct {
	share    float64
	needed   bool
	terms    []cursor
	articles bitset // in which it is filled
	units    uint64 // of up to 64 units looked at together: those in which it is filled
}

// shortlist makes the list of the units that hold so much of the shares of the
// slots given, and all that is needed.
func (x *Index) shortlist(ctx context.Context, pl *plan, slots []int, share func(slot int) float64, needed func(slot int) bool, least float64) (*shortlist, error) {
	const slack = 1e-6 // for sums of floating-point numbers
	l := &shortlist{forward: x.forward, least: least - slack, end: math.MaxUint32, articles: newBitset(len(x.forward.articles))}
	for _, i := range slots {
		s := listed{share: share(i), needed: needed(i)}
		for _, a := range pl.slots[i].any {
			list, err := x.store.postings(ctx, x.forward.dict.terms[a.term])
			if err != nil {
				return nil, err
			}
			if s.articles == nil {
				s.articles = list
			} else {
				s.articles = slices.Clone(s.articles)
				s.articles.or(list)
			}
			s.terms = append(s.terms, cursor{places: x.forward.of(a.term)})
		}
		l.slots = append(l.slots, s)
	}
	slices.SortStableFunc(l.slots, func(a, b listed) int {
		switch {
		case a.needed == b.needed:
			return 0
		case a.needed:
			return -1
		}
		return 1
	})
	for i := range l.articles {
		l.articles[i] = l.enough(func(s *listed) uint64 { return s.articles[i] })
	}
	return l, nil
}

// enough returns in which of 64 articles or units enough is held. set tells in
// which of them a slot is filled; it is asked for no more slots than it takes.
func (l *shortlist) enough(set func(s *listed) uint64) uint64 {
	var sets [maxWords]uint64
	all, some, have := ^uint64(0), uint64(0), 0.0
	for i := range l.slots {
		s := &l.slots[i]
		if !s.needed && have >= l.least {
			return all
		}
		sets[i] = set(s)
		some |= sets[i]
		if s.needed {
			have += s.share
			if all &= sets[i]; all == 0 {
				return 0
			}
		}
	}
	all &= some
	for left := all; left != 0; left &= left - 1 {
		bit := left & -left
		have := 0.0
		for i := range l.slots {
			if sets[i]&bit != 0 {
				have += l.slots[i].share
			}
		}
		if have < l.least {
			all &^= bit
		}
	}
	return all
}

// in returns the units of one article that are on the list, in order, until the
// next call. Articles are asked for in ascending order.
func (l *shortlist) in(article int) []uint32 {
	l.units = l.units[:0]
	units := l.forward.unitsOf(article)
	for from := units.from; from < units.to; from += 64 {
		part := range32{from, min(from+64, units.to)}
		held := l.enough(func(s *listed) uint64 { return l.filled(s, article, part) })
		for ; held != 0; held &= held - 1 {
			if n := from + uint32(bits.TrailingZeros64(held)); n < min(part.to, l.end) {
				l.units = append(l.units, n)
			}
		}
	}
	return l.units
}

// filled returns in which of an article's units a slot is filled: by their text,
// by what somebody in them is called, or by the context of them all.
func (l *shortlist) filled(s *listed, article int, units range32) uint64 {
	f := l.forward
	p := &f.articles[article]
	set := uint64(0)
	for i := range s.terms {
		c := &s.terms[i]
		c.seek(p.from)
		for who := p.people; c.below(p.context); c.at++ {
			for f.people[who].to <= c.places[c.at] {
				who++
			}
			for _, n := range f.told[f.people[who].units.from:f.people[who].units.to] {
				if n >= units.from && n < units.to {
					set |= 1 << (n - units.from)
				}
			}
		}
		if c.below(p.text) {
			return ^uint64(0)
		}
		n := units.from
		if n > f.unitsOf(article).from {
			c.seek(f.ends[n-1])
		}
		for ; c.at < len(c.places); c.at++ {
			place := c.places[c.at]
			for n < units.to && f.ends[n] <= place {
				n++
			}
			if n == units.to {
				break
			}
			set |= 1 << (n - units.from)
		}
	}
	return set
}

// candidates returns all units that can be a result, and few others.
func (x *Index) candidates(ctx context.Context, pl *plan) (*shortlist, error) {
	share := func(i int) float64 {
		if pl.open {
			return pl.slots[i].weight
		}
		return pl.evenWeight(pl.slots[i].light)
	}
	have, least := 0.0, pl.least()
	for i := range pl.slots {
		have += share(i)
	}
	if have < least {
		return &shortlist{}, nil
	}
	needed := func(i int) bool { return have-share(i) < least || pl.slots[i].proper && !pl.open }
	return x.shortlist(ctx, pl, x.byRarity(pl), share, needed, least)
}

// maxNear bounds how many units are looked through for the nearest passages.
const maxNear = 2000

// nearby returns some units that hold one of the rarest words, for when there
// is no result.
func (x *Index) nearby(ctx context.Context, pl *plan) (*shortlist, error) {
	one := func(int) float64 { return 1 }
	none := func(int) bool { return false }
	order := x.byRarity(pl)
	for n := range order {
		out, err := x.shortlist(ctx, pl, order[:n+1], one, none, 1)
		if err != nil {
			return nil, err
		}
		count := 0
		for article := range out.articles.all() {
			units := out.in(article)
			if count += len(units); count >= maxNear {
				out.end = units[len(units)-1-(count-maxNear)] + 1
				break
			}
		}
		if count >= 4*maxNearest || n == len(order)-1 {
			return out, nil
		}
	}
	return &shortlist{}, nil
}

// byRarity returns the numbers of the slots, that with the fewest units first.
func (x *Index) byRarity(pl *plan) []int {
	order := make([]int, len(pl.slots))
	size := make([]int, len(pl.slots))
	for i := range order {
		order[i] = i
		for _, a := range pl.slots[i].any {
			size[i] += int(x.forward.df[a.term])
		}
	}
	slices.SortFunc(order, func(a, b int) int { return size[a] - size[b] })
	return order
}
