package meaning

// A factor is a vector made ready to be multiplied by many: one multiplication of 64 bits does
// two of a number each. What is made of the numbers a and b of the one, and c and d of the
// other, is
//
//	(a<<32 + b) * (d<<32 + c) = (a*c + b*d)<<32 + b*c
//
// modulo 1<<64, so that the upper halves of such products add up to the product of the vectors.
type factor struct {
	pairs [Dimensions / 8][4]uint64 // of each word the numbers j<<32 and j+4, for j from 0
	in    int                       // the sum of the numbers
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
		f.in += int(x)
	}
	return &f
}

// dot returns the product of two vectors. The lower half of the sum is of no use, but has to be rounded
// off: it can be negative.
func (f *factor) dot(v *Vector) int {
	sum := uint64(0)
	for i := range v.words {
		word, x := v.words[i]^offset, &f.pairs[i]
		sum += (word&pair)*x[0] + (word>>8&pair)*x[1] + (word>>16&pair)*x[2] + (word>>24&pair)*x[3]
	}
	return int(int64(sum+1<<31)>>32) - 128*f.in
}
