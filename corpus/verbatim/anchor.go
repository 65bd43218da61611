package verbatim

import (
	"slices"
	"sort"
)

// anchorWords is how many words in a row that come up once on either side are
// taken for the same place.
const anchorWords = 5

// anchor aligns what is too long for one table: rows of words that come up once on
// both sides are fixed, in the longest order that agrees, and what
// lies between is aligned by itself. What then is still too long stays without pairs,
// which only texts made of repetitions are.
func (k *checker) anchor(words []token, ids []int32, c0, v0 int, freeStart, freeEnd bool, out []pair) []pair {
	fixed := ascending(anchors(words, ids))
	c, v := 0, 0
	part := func(c1, v1 int, start, end bool) {
		if (c1-c+1)*(v1-v+1) <= mostCells {
			out = k.align(words[c:c1], ids[v:v1], c0+c, v0+v, start, end, out)
		}
	}
	for i, a := range fixed {
		skip := max(c-int(a.c), v-int(a.v), 0) // the part that the anchor before has
		if skip >= anchorWords || int(a.c)-c != int(a.v)-v && skip > 0 {
			continue
		}
		part(int(a.c)+skip, int(a.v)+skip, freeStart && i == 0, false)
		for n := skip; n < anchorWords; n++ {
			out = append(out, pair{int32(c0+n) + a.c, int32(v0+n) + a.v})
		}
		c, v = int(a.c)+anchorWords, int(a.v)+anchorWords
	}
	if len(fixed) > 0 {
		part(len(words), len(ids), false, freeEnd)
	}
	return out
}

// anchors returns where rows of words that are unique on both sides stand, in
// order of the view.
func anchors(words []token, ids []int32) []pair {
	type row [anchorWords]int32
	const twice = -1
	places := map[row]pair{}
	var r row
	for i := 0; i+anchorWords <= len(words); i++ {
		for n := range r {
			r[n] = words[i+n].id
		}
		p := pair{int32(i), twice - 1}
		if _, again := places[r]; again {
			p.c = twice
		}
		places[r] = p
	}
	for i := 0; i+anchorWords <= len(ids); i++ {
		copy(r[:], ids[i:])
		if p, ok := places[r]; ok && p.c != twice {
			if p.v >= 0 {
				p.c = twice
			}
			p.v = int32(i)
			places[r] = p
		}
	}
	var out []pair
	for _, p := range places {
		if p.c != twice && p.v >= 0 {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b pair) int { return int(a.v - b.v) })
	return out
}

// ascending returns the longest part of pairs, which are in order of the view,
// that is in order of the claim too.
func ascending(pairs []pair) []pair {
	var ends []int                    // of the best rows of each length, by index
	before := make([]int, len(pairs)) // in the best row that ends here
	for i, p := range pairs {
		at := sort.Search(len(ends), func(n int) bool { return pairs[ends[n]].c >= p.c })
		before[i] = -1
		if at > 0 {
			before[i] = ends[at-1]
		}
		if at == len(ends) {
			ends = append(ends, i)
		} else {
			ends[at] = i
		}
	}
	if len(ends) == 0 {
		return nil
	}
	out := make([]pair, len(ends))
	for n, i := len(ends)-1, ends[len(ends)-1]; n >= 0; n, i = n-1, before[i] {
		out[n] = pairs[i]
	}
	return out
}
