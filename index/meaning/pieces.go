package meaning

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// What distil.py writes: the pieces, one a line, and in the same order their vectors, a row
// of bytes each: what its numbers are multiplied by, a little-endian float32 that
// has the piece's weight in it, and the numbers.
var (
	//go:embed vocabulary.txt
	pieces string
	//go:embed table.bin
	table []byte
)

const (
	scaleSize = 4
	rowSize   = scaleSize + Dimensions
)

// maxWord is how many characters a word has at most that is cut into pieces, as in BERT.
const maxWord = 100

// A vocabulary knows pieces' numbers. It is made when the first text is read, which takes
// some milliseconds, so that a start that reads none costs nothing.
type vocabulary struct {
	first   map[string]uint16 // pieces that begin a word
	inside  map[string]uint16 // pieces that go on with one, without the "##" before them
	longest int               // in bytes
}

var known = sync.OnceValue(readVocabulary)

func readVocabulary() *vocabulary {
	v := &vocabulary{first: make(map[string]uint16, 1<<15), inside: make(map[string]uint16, 1<<13)}
	n := uint16(0)
	for piece := range strings.Lines(pieces) {
		piece = strings.TrimSuffix(piece, "\n")
		v.longest = max(v.longest, len(piece))
		if rest, ok := strings.CutPrefix(piece, "##"); ok && rest != "" {
			v.inside[rest] = n
		} else {
			v.first[piece] = n
		}
		n++
	}
	return v
}

// IsWord reports whether a word in lower case is one piece: one of the some twenty thousand
// words and names that English text is fullest of.
func IsWord(word string) bool {
	_, ok := known().first[word]
	return ok
}

// read cuts a text into pieces as BERT's tokeniser for lower case does, and passes on their
// numbers in order. Words that pieces cannot make are left out. The names of BERT's special
// pieces, such as "[SEP]", are plain text here.
func read(text string, piece func(int)) {
	v := known()
	var room [maxWord * utf8.UTFMax]byte
	word, length := room[:0], 0
	end := func() {
		if length > 0 && length <= maxWord {
			v.cut(word, piece)
		}
		word, length = word[:0], 0
	}
	for _, r := range norm.NFD.String(text) {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == ' ':
			end()
		case r < utf8.RuneSelf && ('a' <= r && r <= 'z' || '0' <= r && r <= '9'):
			if length++; length <= maxWord {
				word = append(word, byte(r))
			}
		case r == utf8.RuneError || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Mn):
			// dropped: it ends no word
		case unicode.IsSpace(r):
			end()
		case standsAlone(r):
			end()
			word, length = utf8.AppendRune(word, r), 1
			end()
		default:
			if length++; length <= maxWord {
				word = utf8.AppendRune(word, unicode.ToLower(r))
			}
		}
	}
	end()
}

// cut passes on the pieces that make a word: the longest that it begins with, then the
// longest that the rest begins with, and so on; none if that leaves something over.
func (v *vocabulary) cut(word []byte, piece func(int)) {
	var room [maxWord]int
	found, in := room[:0], v.first
	for rest := word; len(rest) > 0; in = v.inside {
		n := min(len(rest), v.longest)
		number, ok := in[string(rest[:n])]
		for !ok && n > 1 {
			n--
			number, ok = in[string(rest[:n])]
		}
		if !ok {
			return
		}
		found, rest = append(found, int(number)), rest[n:]
	}
	for _, number := range found {
		piece(number)
	}
}

// standsAlone reports whether a character is a word by itself, whatever is beside it:
// punctuation, which includes all symbols of ASCII, and Chinese characters.
func standsAlone(r rune) bool {
	if r < utf8.RuneSelf {
		return unicode.IsPunct(r) || unicode.IsSymbol(r)
	}
	return unicode.IsPunct(r) || unicode.Is(chinese, r)
}

// chinese are the blocks that BERT takes for Chinese.
var chinese = &unicode.RangeTable{
	R16: []unicode.Range16{{Lo: 0x3400, Hi: 0x4DBF, Stride: 1}, {Lo: 0x4E00, Hi: 0x9FFF, Stride: 1}, {Lo: 0xF900, Hi: 0xFAFF, Stride: 1}},
	R32: []unicode.Range32{{Lo: 0x20000, Hi: 0x2A6DF, Stride: 1}, {Lo: 0x2A700, Hi: 0x2CEAF, Stride: 1}, {Lo: 0x2F800, Hi: 0x2FA1F, Stride: 1}},
}
