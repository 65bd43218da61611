// Package meaning compares texts by what they mean where they share no words: "spy boss"
// is near to "head of MI5".
//
// A text is cut into word pieces as BERT cuts it, and its [Vector] is the mean of theirs. The
// table of the pieces' vectors is distilled from all-MiniLM-L6-v2 by distil.py; NOTICE says
// whose work that is, and README.md how well it finds. A similarity puts texts in order; it
// cannot tell a text that answers a question from one that does not.
package meaning

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Version tells vectors from those that another table makes, or another way to cut texts.
// TestVersion says what it has to be.
const Version = "17sEp6mN"

// Dimensions is how many numbers a vector has; written, it is so many bytes.
const Dimensions = 256

// one is what 1 is in a vector. A unit vector's numbers are seldom above a half, so
// they fit; what does not fit is cut off.
const one = 256

// A Vector is where a text lies among meanings: a unit vector, in 256ths. A text without any
// known piece has the zero vector, which is similar to nothing.
type Vector struct {
	words [Dimensions / 8]uint64 // its numbers, a byte each, the first one the lowest
}

// Of returns the vector of a text: the weighted mean of its pieces', of length one.
func Of(text string) Vector {
	var sum [Dimensions]float32
	read(text, func(piece int) {
		row := table[piece*rowSize : (piece+1)*rowSize]
		scale := math.Float32frombits(binary.LittleEndian.Uint32(row))
		for i, x := range row[scaleSize:] {
			sum[i] += float32(scale * float32(int8(x))) // rounded: not all processors do it by themselves
		}
	})
	square := 0.0
	for _, x := range sum {
		square += float64(float64(x) * float64(x))
	}
	var numbers [Dimensions]int8
	if square == 0 {
		return Vector{}
	}
	unit := one / math.Sqrt(square)
	for i, x := range sum {
		numbers[i] = int8(min(max(math.Round(float64(x)*unit), -math.MaxInt8), math.MaxInt8))
	}
	return vectorOf(&numbers)
}

func vectorOf(numbers *[Dimensions]int8) (v Vector) {
	for i, x := range numbers {
		v.words[i/8] |= uint64(uint8(x)) << (i % 8 * 8)
	}
	return v
}

func (v *Vector) numbers() (out [Dimensions]int8) {
	for i := range out {
		out[i] = int8(v.words[i/8] >> (i % 8 * 8))
	}
	return out
}

// AppendBinary appends the vector to b, as [Dimensions] bytes. It never fails.
func (v *Vector) AppendBinary(b []byte) ([]byte, error) {
	for _, w := range v.words {
		b = binary.LittleEndian.AppendUint64(b, w)
	}
	return b, nil
}

// UnmarshalBinary reads what AppendBinary wrote.
func (v *Vector) UnmarshalBinary(b []byte) error {
	if len(b) != Dimensions {
		return fmt.Errorf("read vector: %d bytes, want %d", len(b), Dimensions)
	}
	var numbers [Dimensions]int8
	for i, x := range b {
		numbers[i] = int8(x)
	}
	*v = vectorOf(&numbers)
	return nil
}

// Similarity returns the cosine of the angle between two vectors: 1 for the same direction,
// about 0 for texts that have nothing to do with each other, and -1 at the least.
func Similarity(a, b *Vector) float32 {
	return similarity(newFactor(a).dot(b))
}

func similarity(product int) float32 { return float32(product) / (one * one) }

// A Match is a vector that was found.
type Match struct {
	Number     int     // of the vector
	Similarity float32 // see [Similarity]
}

// Nearest returns the vectors that are most similar to another, at most n, the most similar
// first and of equal ones the first.
func Nearest(query *Vector, vectors []Vector, n int) []Match {
	s := NewScan(query, n)
	s.Add(0, vectors)
	return s.Nearest()
}
