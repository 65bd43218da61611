package index

import "slices"

// candidates returns all units that can be a result, and few others: those that
// hold enough of the query, by whatever means, and each word without which a
// result cannot hold enough. (For open questions see promising.)
func (x *Index) candidates(pl *plan, sc *scratch) bitset {
	const slack = 1e-6 // for sums of floating-point numbers, on top of that of pl.least
	share := func(i int) float64 { return pl.evenWeight(pl.slots[i].light) }
	have, least := 0.0, pl.least()
	for i := range pl.slots {
		have += share(i)
	}
	if have < least {
		return nil
	}
	var out bitset
	needed := 0.0
	sets := make([]bitset, len(pl.slots))
	order := x.byRarity(pl)
	for _, i := range order {
		sets[i] = x.unitsWith(&pl.slots[i], sc)
		if have-share(i) >= least && !pl.slots[i].proper {
			continue
		}
		needed += share(i)
		if out == nil {
			out = sc.bitset(len(x.forward.units))
			copy(out, sets[i])
		} else {
			out.and(sets[i])
		}
	}
	if needed >= least {
		return out
	}
	if out == nil {
		// One of the rare words must be there: the others are not enough.
		out = sc.bitset(len(x.forward.units))
		for n := 0; have >= least; n++ {
			out.or(sets[order[n]])
			have -= share(order[n])
		}
	}
	for n := range out.all() {
		have := 0.0
		for i, set := range sets {
			if set.has(n) {
				have += share(i)
			}
		}
		if have < least-slack {
			out.remove(n)
		}
	}
	return out
}

// maxNear bounds how many units are looked through for the nearest passages.
const maxNear = 2000

// nearby returns some units that hold one of the rarest words, for when there
// is no result.
func (x *Index) nearby(pl *plan, sc *scratch) bitset {
	out := sc.bitset(len(x.forward.units))
	for _, i := range x.byRarity(pl) {
		if out.or(x.unitsWith(&pl.slots[i], sc)); out.count() >= 4*maxNearest {
			break
		}
	}
	out.cut(maxNear)
	return out
}

// unitsWith returns the units that hold one of the slot's terms. The set must not be
// changed.
func (x *Index) unitsWith(s *slot, sc *scratch) bitset {
	if len(s.lists) == 1 && s.lists[0].bits != nil {
		return s.lists[0].bits
	}
	out := sc.bitset(len(x.forward.units))
	for _, list := range s.lists {
		list.addTo(out)
	}
	return out
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
