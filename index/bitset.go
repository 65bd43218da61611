package index

import (
	"iter"
	"math/bits"
	"sync"
)

// A bitset is a set of small numbers, such as those of articles or units.
type bitset []uint64

func newBitset(size int) bitset { return make(bitset, (size+63)/64) }

func (b bitset) add(n int)      { b[n/64] |= 1 << (n % 64) }
func (b bitset) remove(n int)   { b[n/64] &^= 1 << (n % 64) }
func (b bitset) has(n int) bool { return b[n/64]>>(n%64)&1 != 0 }

// and takes out what is not in other, which must be of the same size.
func (b bitset) and(other bitset) {
	for i, w := range other {
		b[i] &= w
	}
}

// or puts in what is in other, which must be of the same size.
func (b bitset) or(other bitset) {
	for i, w := range other {
		b[i] |= w
	}
}

func (b bitset) count() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

// cut takes out all but the lowest numbers.
func (b bitset) cut(most int) {
	for i, w := range b {
		if most -= bits.OnesCount64(w); most < 0 {
			for ; most < 0; most++ {
				w &^= 1 << (bits.Len64(w) - 1)
			}
			b[i] = w
			clear(b[i+1:])
			return
		}
	}
}

// all yields the numbers in ascending order. The one that is yielded may be
// removed meanwhile.
func (b bitset) all() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, w := range b {
			for ; w != 0; w &= w - 1 {
				if !yield(64*i + bits.TrailingZeros64(w)) {
					return
				}
			}
		}
	}
}

// A scratch lends what is as long as the list of units for the time of a search.
type scratch struct {
	sets  []bitset
	lent  int
	share []float32
}

var scratches sync.Pool

func newScratch() *scratch {
	s, _ := scratches.Get().(*scratch)
	if s == nil {
		s = &scratch{}
	}
	return s
}

// bitset returns an empty one.
func (s *scratch) bitset(size int) bitset {
	if s.lent == len(s.sets) {
		s.sets = append(s.sets, nil)
	}
	b := s.sets[s.lent]
	if 64*len(b) < size || 64*len(b) >= size+64 {
		b = newBitset(size)
		s.sets[s.lent] = b
	} else {
		clear(b)
	}
	s.lent++
	return b
}

// shares returns a row of zeros, which the next call takes back.
func (s *scratch) shares(size int) []float32 {
	if cap(s.share) < size {
		s.share = make([]float32, size)
	}
	s.share = s.share[:size]
	clear(s.share)
	return s.share
}

func (s *scratch) release() {
	s.lent = 0
	scratches.Put(s)
}
