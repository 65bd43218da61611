package commands

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A nameList is a list of names to choose from, in the order in which to prefer
// them. Every different word is held once, so that a word that somebody types is
// held against some ten thousands of words and not against all of all names.
type nameList struct {
	choices []Choice
	entries [][]int32        // by choice: its words
	words   []nameWord       // every different word
	number  map[string]int32 // of a word, while names are added
}

// A nameWord is a word with the letters in it, one bit each: a word that lacks
// more letters than may be wrong cannot be meant.
type nameWord struct {
	text    string
	letters uint64
}

func newNameList() *nameList { return &nameList{number: map[string]int32{}} }

// add appends a choice that is found by the words of text. One without a value is
// left out: choosing it would lead nowhere.
func (l *nameList) add(c Choice, text string) {
	c.Name = clipTo(strings.Join(strings.Fields(seen(c.Name)), " "), maxChoice)
	if c.Name == "" || c.Value == "" {
		return
	}
	var entry []int32
	for _, w := range nameWords(text) {
		n, known := l.number[w]
		if !known {
			n = int32(len(l.words))
			l.number[w] = n
			l.words = append(l.words, nameWord{w, lettersOf(w)})
		}
		if !slices.Contains(entry, n) {
			entry = append(entry, n)
		}
	}
	l.choices = append(l.choices, c)
	l.entries = append(l.entries, entry)
}

// seen drops what cannot be seen in a name: two that look the same are the same.
func seen(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) || unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, name)
}

// How well a typed word fits a word of a name; the smaller the better.
const (
	fitPrefix    = 0
	fitSubstring = 1
	fitTypo      = 2 // and one more for each further letter that is wrong
	fitNot       = 0xf0
)

// complete returns the choices that all typed words fit. A choice fits as badly
// as its worst word; of equals, the earlier comes first.
func (l *nameList) complete(typed []string) []Choice {
	found := l.fitting(typed, false)
	if len(found) < maxChoices {
		found = l.fitting(typed, true)
	}
	slices.SortStableFunc(found, func(a, b fit) int { return cmp.Or(cmp.Compare(a.worst, b.worst), cmp.Compare(a.sum, b.sum)) })
	out := make([]Choice, 0, maxChoices)
	names, values := map[string]bool{}, map[string]bool{}
	for _, f := range found {
		c := l.choices[f.choice]
		if names[c.Name] || values[c.Value] { // Discord refuses the one, the other is no choice
			continue
		}
		names[c.Name], values[c.Value] = true, true
		if out = append(out, c); len(out) == maxChoices {
			break
		}
	}
	return out
}

// A fit is a choice that fits.
type fit struct {
	choice     int32
	worst, sum uint8
}

// fitting returns the choices that fit, with typing errors forgiven or not.
func (l *nameList) fitting(typed []string, forgiving bool) []fit {
	raters := make([]rater, len(typed))
	for i, t := range typed {
		raters[i] = rater{typed: t, letters: lettersOf(t)}
		if forgiving {
			raters[i].allowed = mistakes(t)
		}
	}
	// The longest word leaves the fewest choices, and those that are out need not
	// be held against the others.
	slices.SortStableFunc(raters, func(a, b rater) int { return cmp.Compare(len(b.typed), len(a.typed)) })
	var out []fit
	for choice, entry := range l.entries {
		f := fit{choice: int32(choice)}
		for i := range raters {
			best := raters[i].best(l.words, entry)
			if f.worst = max(f.worst, best); best == fitNot {
				break
			}
			f.sum += best
		}
		if f.worst != fitNot {
			out = append(out, f)
			if len(typed) == 0 && len(out) == 4*maxChoices {
				break
			}
		}
	}
	return out
}

// A rater holds one typed word against the words of names, and remembers the
// outcome: the same word stands in many names.
type rater struct {
	typed   string
	letters uint64
	allowed int     // how many letters may be wrong
	known   []uint8 // by word: how well it fits, and 1 more than that
}

// best returns how well the best of some words fits.
func (r *rater) best(words []nameWord, entry []int32) uint8 {
	if r.known == nil {
		r.known = make([]uint8, len(words))
	}
	best := uint8(fitNot)
	for _, n := range entry {
		if r.known[n] == 0 {
			r.known[n] = 1 + rateWord(&words[n], r.typed, r.letters, r.allowed)
		}
		best = min(best, r.known[n]-1)
	}
	return best
}

func rateWord(w *nameWord, typed string, letters uint64, allowed int) uint8 {
	missing := bits.OnesCount64(letters &^ w.letters)
	switch {
	case missing == 0 && strings.HasPrefix(w.text, typed):
		return fitPrefix
	case missing == 0 && strings.Contains(w.text, typed):
		return fitSubstring
	case missing > allowed || allowed == 0:
		return fitNot
	}
	if d := typos(typed, w.text, allowed); d <= allowed {
		return fitTypo + uint8(d) - 1
	}
	return fitNot
}

// mistakes is how many letters of a word may be wrong: none of a short one, or
// everything would look like it.
func mistakes(word string) int {
	switch n := len([]rune(word)); {
	case n < 4:
		return 0
	case n < 7:
		return 1
	default:
		return 2
	}
}

// longestWord is how many letters of a word are looked at for typing errors.
const longestWord = 31

// typos counts the letters that must be changed, added, left out or exchanged with
// their neighbour to make typed the beginning of word: somebody may still be
// typing. It gives up, with more than most, as soon as it is more. (Damerau's
// distance, in its form without edits between exchanged letters.)
func typos(typed, word string, most int) int {
	var letters [2][longestWord + 1]rune // without an allocation: this runs for very many words
	a, b := runesInto(letters[0][:0], typed), runesInto(letters[1][:0], word)
	b = b[:min(len(b), len(a)+most)]
	if len(a) > len(b)+most || len(a) > longestWord {
		return most + 1
	}
	var rows [3][longestWord + 2]int
	before, above, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		above[j] = j
	}
	for i := range a {
		row[0] = i + 1
		least := row[0]
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(above[j]+cost, above[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
			least = min(least, row[j+1])
		}
		if least > most {
			return most + 1
		}
		before, above, row = above, row, before
	}
	return slices.Min(above[:len(b)+1])
}

// runesInto appends the first letters of a word, one more than are looked at.
func runesInto(buf []rune, word string) []rune {
	for _, r := range word {
		if len(buf) > longestWord {
			break
		}
		buf = append(buf, r)
	}
	return buf
}

func lettersOf(word string) uint64 {
	var set uint64
	for _, r := range word {
		set |= 1 << (uint32(r) % 64)
	}
	return set
}

// plainLetter takes the accents off the letters that European names have; who
// types on another keyboard leaves them out.
var plainLetter = func() map[rune]string {
	plain := map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i"}
	for letter, accented := range map[string]string{
		"a": "àáâãäåāăą", "c": "çćĉċč", "d": "ďḍ", "e": "èéêëēĕėęě", "g": "ĝğġģ", "h": "ĥħ", "i": "ìíîïĩīĭįi̇", "j": "ĵ", "k": "ķ",
		"l": "ĺļľŀ", "n": "ñńņňŉ", "o": "òóôõöōŏő", "r": "ŕŗř", "s": "śŝşšș", "t": "ţťŧț", "u": "ùúûüũūŭůűų", "w": "ŵ", "y": "ýÿŷ", "z": "źżž",
	} {
		for _, r := range accented {
			if r > 0x7f && !unicode.Is(unicode.Mn, r) {
				plain[r] = letter
			}
		}
	}
	return plain
}()

// nameWords returns the words of a name in lower case, without accents.
func nameWords(s string) []string {
	var out []string
	var b strings.Builder
	end := func() {
		if b.Len() > 0 {
			out = append(out, b.String())
			b.Reset()
		}
	}
	for _, r := range s {
		if r < utf8.RuneSelf {
			switch {
			case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
				b.WriteByte(byte(r))
			case r >= 'A' && r <= 'Z':
				b.WriteByte(byte(r) + 'a' - 'A')
			case r != '\'': // O'Neil is one word
				end()
			}
			continue
		}
		r = unicode.ToLower(r)
		switch plain, ok := plainLetter[r]; {
		case ok:
			b.WriteString(plain)
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r), r == '’':
		default:
			end()
		}
	}
	end()
	return out
}
