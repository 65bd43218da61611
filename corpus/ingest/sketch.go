package ingest

import (
	"hash/maphash"
	"slices"
	"strings"
)

// A sketch is the small remainder of a text by which near-identical texts are
// known: the lowest hashes of its runs of shingleWords words (Broder, "On the
// resemblance and containment of documents", 1997). It takes 8·sketchSize bytes,
// however long the text is.
type sketch struct {
	whole uint64   // of all the words
	low   []uint64 // ascending
}

// sketchSize gives the share of runs that two texts have in common to within
// 1/√128, nine hundredths. Runs of four words are seldom the same by chance.
const (
	sketchSize   = 128
	shingleWords = 4
)

// seed is the same for all sketches of a process; none leaves it.
var seed = maphash.MakeSeed()

func sketchOf(paragraphs []string) sketch {
	words := strings.Fields(foldWords(strings.Join(paragraphs, " ")))
	s := sketch{whole: maphash.String(seed, strings.Join(words, " "))}
	var all []uint64
	for i := range words {
		end := min(i+shingleWords, len(words))
		if i > 0 && end-i < shingleWords {
			break
		}
		all = append(all, maphash.String(seed, strings.Join(words[i:end], " ")))
	}
	slices.Sort(all)
	all = slices.Compact(all)
	s.low = slices.Clone(all[:min(len(all), sketchSize)])
	return s
}

// resemblance estimates which share of the runs of both texts they have in common.
func (s sketch) resemblance(t sketch) float64 {
	i, j, both, all := 0, 0, 0, 0
	for all < sketchSize && (i < len(s.low) || j < len(t.low)) {
		switch {
		case j == len(t.low) || i < len(s.low) && s.low[i] < t.low[j]:
			i++
		case i == len(s.low) || s.low[i] > t.low[j]:
			j++
		default:
			both++
			i, j = i+1, j+1
		}
		all++
	}
	if all == 0 {
		return 0
	}
	return float64(both) / float64(all)
}

// An index finds the texts that may resemble another one: those that share one of
// their lowest hashes. Two texts of which more than half is the same share one of
// keyHashes with a probability of over 0.999.
type sketchIndex struct {
	sketches []sketch
	by       map[uint64][]int32
}

// keyHashes is how many of a text's hashes it is found by. A hash that maxBucket
// texts have is a standing phrase and tells nothing.
const (
	keyHashes = 16
	maxBucket = 64
)

func (x *sketchIndex) add(s sketch) {
	if x.by == nil {
		x.by = map[uint64][]int32{}
	}
	n := len(x.sketches)
	x.sketches = append(x.sketches, s)
	for _, h := range s.keys() {
		if len(x.by[h]) < maxBucket {
			x.by[h] = append(x.by[h], int32(n))
		}
	}
}

func (s *sketch) keys() []uint64 {
	return append(slices.Clone(s.low[:min(len(s.low), keyHashes)]), s.whole)
}

// near calls f with every text that resembles s at least as much as least says, in
// the order in which they were added.
func (x *sketchIndex) near(s sketch, least float64, f func(n int, resemblance float64)) {
	var found []int32
	for _, h := range s.keys() {
		found = append(found, x.by[h]...)
	}
	slices.Sort(found)
	for _, n := range slices.Compact(found) {
		if t := x.sketches[n]; t.whole == s.whole {
			f(int(n), 1)
		} else if r := s.resemblance(t); r >= least {
			f(int(n), min(r, 0.999)) // not the same to the last word
		}
	}
}
