package index

import (
	"iter"
	"math/bits"
)

// A bitset is a set of small numbers, of articles.
type bitset []uint64

func newBitset(size int) bitset { return make(bitset, (size+63)/64) }

func (b bitset) add(n int) { b[n/64] |= 1 << (n % 64) }

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

// all yields the numbers in ascending order.
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
