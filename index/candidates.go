package index

import (
	"context"
	"slices"
)

// candidates returns the numbers of all units that can be a result, in order,
// and of few others. A word without which a result cannot hold enough is needed;
// units hold all needed words, or, where none is, one of the rare words of which
// a result must hold some.
func (x *Index) candidates(ctx context.Context, pl *plan) ([]uint32, error) {
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
		return nil, nil
	}
	var needed []int
	order := x.byRarity(pl)
	for _, i := range order {
		if have-share(i) < least || pl.slots[i].proper && !pl.open {
			needed = append(needed, i)
		}
	}
	if len(needed) == 0 {
		for n, i := range order {
			if have -= share(i); have < least {
				return x.union(ctx, pl, order[:n+1])
			}
		}
	}
	var out []uint32
	for n, i := range needed {
		list, err := x.union(ctx, pl, []int{i})
		if err != nil {
			return nil, err
		}
		if n == 0 {
			out = list
		} else {
			out = intersect(out, list)
		}
	}
	return out, nil
}

// maxNear bounds how many units are looked through for the nearest passages.
const maxNear = 2000

// nearby returns some units that hold one of the rarest words, for when there
// is no result.
func (x *Index) nearby(ctx context.Context, pl *plan) ([]uint32, error) {
	order := x.byRarity(pl)
	var out []uint32
	for n := range order {
		list, err := x.union(ctx, pl, order[:n+1])
		if err != nil {
			return nil, err
		}
		if out = list; len(out) >= 4*maxNearest {
			break
		}
	}
	return out[:min(len(out), maxNear)], nil
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

// union returns the units that hold one of the slots. The slice must not be
// changed.
func (x *Index) union(ctx context.Context, pl *plan, slots []int) ([]uint32, error) {
	var out []uint32
	lists := 0
	for _, i := range slots {
		for _, a := range pl.slots[i].any {
			list, err := x.store.postings(ctx, x.forward.dict.terms[a.term])
			if err != nil {
				return nil, err
			}
			if lists++; lists == 1 {
				out = list
			} else {
				out = append(slices.Clip(out), list...)
			}
		}
	}
	if lists > 1 {
		slices.Sort(out)
		out = slices.Compact(out)
	}
	return out, nil
}

// intersect returns what stands in both of two sorted lists. It walks the
// shorter one and gallops through the other.
func intersect(a, b []uint32) []uint32 {
	if len(a) > len(b) {
		a, b = b, a
	}
	out := make([]uint32, 0, len(a))
	for _, v := range a {
		step := 1
		for step < len(b) && b[step] < v {
			step *= 2
		}
		from := step / 2
		at, found := slices.BinarySearch(b[from:min(step+1, len(b))], v)
		b = b[from+at:]
		if found {
			out = append(out, v)
		}
	}
	return out
}
