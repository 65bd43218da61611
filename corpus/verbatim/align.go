package verbatim

import "slices"

// A pair is a word of the claim and the same word in a view.
type pair struct{ c, v int }

// allCells bounds all tables of one check together: some 20 ms.
const allCells = 1 << 22

// A step of an alignment is the way to a cell of the table.
type step uint8

const (
	stepPair step = iota
	stepDelete
	stepInsert

	stepMask      = 3
	inRow    step = 4 // the pair before is right before this one
)

// align pairs the claim's words with those they are looked for in, so that what is found is
// worth most and least is passed over. Before the first pair and after the last, passing over
// words is free. Those of the pairs are counted from v0.
func (k *checker) align(in []token, v0 int) []pair {
	n, m := len(k.claim.toks), len(in)
	cells := (n + 1) * (m + 1)
	if cells > k.cells {
		return nil
	}
	k.cells -= cells
	const never = -1 << 30
	// Of each row of the table, the best score and the best that ends in a pair.
	above, abovePair := make([]int32, m+1), slices.Repeat([]int32{never}, m+1)
	here, herePair := make([]int32, m+1), make([]int32, m+1)
	steps := make([]step, cells)
	for i := 1; i <= n; i++ {
		id := k.claim.toks[i-1].id
		gain := k.claim.gain[id]
		row := steps[i*(m+1) : (i+1)*(m+1)]
		here[0], herePair[0], row[0] = -int32(i), never, stepDelete
		passed := int32(1) // what it costs to pass over a word of the article
		if slices.Contains(k.claim.breaks, i) {
			passed = 0
		}
		for j := 1; j <= m; j++ {
			s := stepDelete
			score := above[j] - 1
			if insert := here[j-1] - passed; insert > score {
				score, s = insert, stepInsert
			}
			herePair[j] = never
			if in[j-1].id == id {
				paired := above[j-1] + gain
				var run step
				if q := abovePair[j-1] + gain + gainInRow; q >= paired {
					paired, run = q, inRow
				}
				herePair[j] = paired
				if paired >= score {
					score, s = paired, stepPair
				}
				s |= run
			}
			here[j], row[j] = score, s
		}
		above, abovePair, here, herePair = here, herePair, above, abovePair
	}
	end := slices.Index(above, slices.Max(above))
	var out []pair
	for i, j, paired := n, end, false; i > 0 && j > 0; {
		s := steps[i*(m+1)+j]
		switch {
		case paired || s&stepMask == stepPair:
			out = append(out, pair{i - 1, v0 + j - 1})
			paired = s&inRow != 0
			i--
			j--
		case s&stepMask == stepInsert:
			j--
		default:
			i--
		}
	}
	slices.Reverse(out)
	return out
}

// fewestShared is what share of the words' worth a stretch must hold to be looked
// at closely. (Below, the alignment never found enough.)
const fewestShared = 0.4

// longestElision is how many words the ellipses of a claim may stand for.
const longestElision = 300

// window finds the stretch of the view that holds most of the claim's words, counted by their
// worth, and which share that is. It takes time in proportion to the view and the words.
func (k *checker) window(v view) (lo, hi int, share float64) {
	words, gain := k.claim.toks, k.claim.gain
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
	for i := range v {
		if i >= size {
			id := v[i-size].id
			if have[id]--; have[id] < need[id] {
				worth -= gain[id]
			}
		}
		id := v[i].id
		if have[id]++; have[id] <= need[id] {
			worth += gain[id]
		}
		if worth > best {
			best, at = worth, i
		}
	}
	return max(0, at-size+1), min(len(v), at+1+size/4), float64(best) / float64(total)
}
