package verbatim

// fewestShared is what share of the words' worth a stretch must hold to be looked
// at closely. (Below, the alignment never found enough.)
const fewestShared = 0.4

// longestElision is how many words the ellipses of a claim may stand for.
const longestElision = 300

// window finds the stretch of the view that holds most of the words, counted by their
// worth, and which share that is. It takes time in proportion to the view and the words.
func (k *checker) window(v view, words []token) (lo, hi int, share float64) {
	gain := k.claim.gain
	need, have := make([]int32, len(gain)), make([]int32, len(gain))
	total := int32(0)
	for _, w := range words {
		need[w.id]++
		total += gain[w.id]
	}
	size := len(words) + len(words)/3 + 8
	if len(k.claim.breaks) > 0 {
		size += longestElision
	}
	best, worth, at := int32(0), int32(0), 0
	for i := range v.ids {
		if i >= size {
			if id := v.ids[i-size]; id >= 0 {
				if have[id]--; have[id] < need[id] {
					worth -= gain[id]
				}
			}
		}
		if id := v.ids[i]; id >= 0 {
			if have[id]++; have[id] <= need[id] {
				worth += gain[id]
			}
			if worth > best {
				best, at = worth, i
			}
		}
	}
	lo, hi = max(0, at-size+1), min(len(v.ids), at+1+size/4)
	for lo < hi && (v.ids[lo] < 0 || need[v.ids[lo]] == 0) {
		lo++
	}
	for hi > lo && (v.ids[hi-1] < 0 || need[v.ids[hi-1]] == 0) {
		hi--
	}
	return lo, hi, float64(best) / float64(total)
}
