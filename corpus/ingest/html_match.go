package ingest

import (
	"slices"
	"strings"
)

// maxMatching bounds the bytes that are compared for blocks that do not match as
// they stand. It is reached by pages that are made for it only; what is not
// compared counts as left out, and is listed.
const maxMatching = 64 << 20

// matchBlocks marks the page's blocks that the extraction has kept. It knows them
// by their text alone: the library builds a tree of its own, in which an element
// may be renamed, merged with its neighbour or be missing a word.
func matchBlocks(page, kept []*block) {
	byKey := map[string][]int{}
	for i, b := range page {
		if !b.hidden {
			byKey[b.key] = append(byKey[b.key], i)
		}
	}
	// at[k] is the page's block that is kept[k], or -1.
	at := make([]int, len(kept))
	for k, b := range kept {
		at[k] = -1
		if same := byKey[b.key]; len(same) == 1 && len(b.key) >= 20 {
			at[k] = same[0]
		}
	}
	increasing(at)
	// Text that stands twice, or is short, is the copy between its neighbours.
	gaps(at, len(page), func(k, lo, hi int) int {
		same := byKey[kept[k].key]
		if n, _ := slices.BinarySearch(same, lo+1); n < len(same) && same[n] < hi {
			return same[n]
		}
		return -1
	})
	budget := maxMatching
	gaps(at, len(page), func(k, lo, hi int) int {
		for i := lo + 1; i < hi && budget > 0; i++ {
			budget -= len(page[i].key) + len(kept[k].key)
			if !page[i].hidden && sameBut(page[i].key, kept[k].key) {
				page[i].kept = true
			}
		}
		return -1
	})
	for _, i := range at {
		if i >= 0 {
			page[i].kept = true
		}
	}
}

// gaps asks for each kept block that has no place yet for one among the page's n
// blocks, and says between which two of them it has to stand.
func gaps(at []int, n int, place func(k, lo, hi int) int) {
	next := make([]int, len(at)) // the place of the first block behind that has one
	for k := len(at) - 1; k >= 0; k-- {
		next[k] = n
		if k+1 < len(at) {
			if next[k] = at[k+1]; next[k] < 0 {
				next[k] = next[k+1]
			}
		}
	}
	lo := -1
	for k := range at {
		if at[k] < 0 {
			at[k] = place(k, lo, next[k])
		}
		lo = max(lo, at[k])
	}
}

// increasing takes out of at what breaks the order: it keeps a longest increasing
// subsequence. (Fredman 1975, the method of patience sorting.)
func increasing(at []int) {
	var tails []int // indexes into at, of the smallest end of each length
	prev := make([]int, len(at))
	for k, v := range at {
		if v < 0 {
			continue
		}
		lo, hi := 0, len(tails)
		for lo < hi {
			if mid := (lo + hi) / 2; at[tails[mid]] < v {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		prev[k] = -1
		if lo > 0 {
			prev[k] = tails[lo-1]
		}
		if lo == len(tails) {
			tails = append(tails, k)
		} else {
			tails[lo] = k
		}
	}
	in := make([]bool, len(at))
	if len(tails) > 0 {
		for k := tails[len(tails)-1]; k >= 0; k = prev[k] {
			in[k] = true
		}
	}
	for k := range at {
		if !in[k] {
			at[k] = -1
		}
	}
}

// sameBut reports whether one text is a part of the other, or they begin or end
// alike: the library merges blocks and leaves out a word, or a link, within one.
func sameBut(a, b string) bool {
	const enough = 30 // bytes without spaces, some five words
	if len(a) < enough/2 || len(b) < enough/2 {
		return false
	}
	if strings.Contains(a, b) || strings.Contains(b, a) {
		return true
	}
	if len(a) < enough || len(b) < enough {
		return false
	}
	return a[:enough] == b[:enough] || a[len(a)-enough:] == b[len(b)-enough:]
}
