package meaning

// A factor is a vector made ready to be multiplied by many: one multiplication of 64 bits does
// two of a number each. What is made of the numbers a and b of the one, and c and d of the
// other, is
//
//	(a<<32 + b) * (d<<32 + c) = (a*c + b*d)<<32 + b*c
//
// modulo 1<<64, so that the upper halves of such products add up to the product of the vectors.
type factor struct {
	pairs      [Dimensions / 8][4]uint64 // of each word the numbers j<<32 and j+4, for j from 0
	inHead, in int                       // the sums of the numbers before the cut, and of all
}

// With offset a word's numbers, from -128 on, are ones from 0 on, which can be taken out of it in
// pairs with a mask.
const (
	offset = 0x8080808080808080
	pair   = 0x000000ff000000ff
)

func newFactor(v *Vector) *factor {
	var f factor
	numbers := v.numbers()
	for i, x := range numbers {
		word, j := i/8, i%8
		if j < 4 {
			f.pairs[word][j] += uint64(int64(x) << 32)
		} else {
			f.pairs[word][j-4] += uint64(int64(x))
		}
		if f.in += int(x); i < cut {
			f.inHead += int(x)
		}
	}
	return &f
}

// head and tail return the sums of the products with a vector's numbers before the cut, and
// from there on. Their bounds are constant, so that nothing is checked in between.
func (f *factor) head(v *Vector) (sum uint64) {
	for i := range cut / 8 {
		sum += products(v.words[i], &f.pairs[i])
	}
	return sum
}

func (f *factor) tail(v *Vector) (sum uint64) {
	for i := cut / 8; i < Dimensions/8; i++ {
		sum += products(v.words[i], &f.pairs[i])
	}
	return sum
}

func products(word uint64, x *[4]uint64) uint64 {
	word ^= offset
	return (word&pair)*x[0] + (word>>8&pair)*x[1] + (word>>16&pair)*x[2] + (word>>24&pair)*x[3]
}

// ofHead and ofAll return the products of two vectors, of which head made a sum, or head and
// tail. The lower half of that is of no use, but has to be rounded off: it can be negative.
func (f *factor) ofHead(sum uint64) int { return int(int64(sum+1<<31)>>32) - 128*f.inHead }
func (f *factor) ofAll(sum uint64) int  { return int(int64(sum+1<<31)>>32) - 128*f.in }

func (f *factor) dot(v *Vector) int { return f.ofAll(f.head(v) + f.tail(v)) }
