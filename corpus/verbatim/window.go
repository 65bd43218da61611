package verbatim

// fewestShared is what share of the words' worth a stretch must hold to be looked
// at closely. (Below, the alignment never found enough.)
const fewestShared = 0.4

// window finds the stretch of the view between from and to that holds most of
// the words, counted by their worth, and which share that is. It takes time in
// proportion to the view and the words.
func (k *checker) window(v view, words []token, from, to int) (lo, hi int, share float64) {
	if len(k.need) == 0 {
		k.need, k.have = make([]int32, len(k.claim.gain)), make([]int32, len(k.claim.gain))
	}
	gain := k.claim.gain
	total := int32(0)
	for _, w := range words {
		k.need[w.id]++
		total += gain[w.id]
	}
	size := len(words) + len(words)/3 + 8
	best, worth, at := int32(0), int32(0), from
	for i := from; i < to; i++ {
		if i-size >= from {
			if id := v.ids[i-size]; id >= 0 {
				if k.have[id]--; k.have[id] < k.need[id] {
					worth -= gain[id]
				}
			}
		}
		if id := v.ids[i]; id >= 0 {
			if k.have[id]++; k.have[id] <= k.need[id] {
				worth += gain[id]
			}
			if worth > best {
				best, at = worth, i
			}
		}
	}
	lo, hi = max(from, at-size+1), min(to, at+1+size/4)
	for lo < hi && (v.ids[lo] < 0 || k.need[v.ids[lo]] == 0) {
		lo++
	}
	for hi > lo && (v.ids[hi-1] < 0 || k.need[v.ids[hi-1]] == 0) {
		hi--
	}
	for i := max(from, to-size); i < to; i++ {
		if id := v.ids[i]; id >= 0 {
			k.have[id] = 0
		}
	}
	for _, w := range words {
		k.need[w.id] = 0
	}
	return lo, hi, float64(best) / float64(total)
}
