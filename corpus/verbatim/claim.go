package verbatim

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A claim is a claimed quotation, ready to be compared.
type claim struct {
	text   string  // without what stands around a quotation
	toks   []token // its words; ids count the different ones
	breaks []int32 // where in text an ellipsis stands
	quoted bool    // it was typed within quotation marks
	vocab  map[string]int32
	filter [1024]bool // a quick no for words that are not in vocab
	single int32      // ids below are words as typed; others are compounds drawn together
	parts  [][]int32  // of id single+i: the ids of the compound's parts
	need   []int32    // how often the claim has the word
	gain   []int32    // what finding it is worth in an alignment
}

// What finding a word is worth in an alignment, in words that are passed over for
// it, and what it adds that the word before was found right before it. (Found by
// trial: small words far from the rest are chance, and not worth the way.)
const (
	gainWord     = 5
	gainFunction = 3
	gainInRow    = 2
)

// mostEllipses is how many a quotation may have; what has more is none.
const mostEllipses = 12

// newClaim takes the outer marks off a text and numbers its words.
func newClaim(typed string) *claim {
	c := &claim{vocab: map[string]int32{}}
	c.text, c.quoted = normalise(typed)
	var keys []string
	var s scanner
	s.reset(c.text)
	end := 0
	for {
		t, ok := s.next()
		if !ok {
			break
		}
		key := string(s.key)
		if s.short && colliding[key] {
			key += "'" // we're is not were
		}
		id, known := c.vocab[key]
		if !known {
			id = int32(len(c.vocab))
			c.add(key, id)
		}
		t.id = id
		if len(c.toks) > 0 && elides(c.text[end:t.start]) {
			c.breaks = append(c.breaks, t.start)
		}
		c.toks = append(c.toks, t)
		keys = append(keys, string(s.key))
		end = int(t.end)
	}
	if len(c.breaks) > mostEllipses {
		c.breaks = nil // words with dots between them
	}
	c.single = int32(len(c.vocab))
	c.compounds(keys)
	c.need = make([]int32, len(c.vocab))
	c.gain = make([]int32, len(c.vocab))
	for key, id := range c.vocab {
		c.gain[id] = gainWord
		if functionWords[key] {
			c.gain[id] = gainFunction
		}
	}
	for _, t := range c.toks {
		c.need[t.id]++
	}
	return c
}

func (c *claim) add(key string, id int32) {
	c.vocab[key] = id
	c.filter[filterOf([]byte(key))] = true
}

func filterOf(key []byte) int {
	n := len(key)
	return (int(key[0])*31 + int(key[n-1])*7 + int(key[n/2])*3 + n) & 1023
}

// longestCompound is how many parts of a compound are tried together as one word.
const longestCompound = 4

// compounds gives ids to the claim's hyphenated words drawn together, for
// articles that print them so. Where the claim itself prints both, they are one.
func (c *claim) compounds(keys []string) {
	for i := 0; i < len(c.toks); i++ {
		key := keys[i]
		for n := 2; n <= longestCompound && i+n <= len(c.toks) && linked(c.toks, i+n-1); n++ {
			key += keys[i+n-1]
			id, known := c.vocab[key]
			switch {
			case apart[key]:
			case known && id < c.single:
				c.toks[i].id, c.toks[i].end = id, c.toks[i+n-1].end
				c.toks = slices.Delete(c.toks, i+1, i+n)
				keys = slices.Delete(keys, i+1, i+n)
				keys[i] = key
				n = 1
			case !known:
				c.add(key, int32(len(c.vocab)))
				var ids []int32
				for _, t := range c.toks[i : i+n] {
					ids = append(ids, t.id)
				}
				c.parts = append(c.parts, ids)
			}
		}
	}
}

// linked reports whether token i hangs on the one before by a hyphen or bracket.
func linked(toks []token, i int) bool {
	return toks[i].glued && toks[i-1].end < toks[i].start
}

// lookup returns the id of a word of an article, or none.
func (c *claim) lookup(s *scanner) int32 {
	if s.short && colliding[string(s.key)] {
		s.key = append(s.key, '\'')
		id, ok := c.vocab[string(s.key)]
		s.key = s.key[:len(s.key)-1]
		if ok {
			return id
		}
	}
	if !c.filter[filterOf(s.key)] {
		return none
	}
	if id, ok := c.vocab[string(s.key)]; ok {
		return id
	}
	return none
}

// elides reports whether the marks between two words say that something is left out.
func elides(gap string) bool {
	if len(gap) < 3 {
		return false
	}
	dots := 0
	for _, r := range gap {
		switch {
		case r == '…':
			return true
		case r == '.':
			if dots++; dots == 3 {
				return true
			}
		case !unicode.IsSpace(r):
			dots = 0
		}
	}
	return false
}

// normalise takes off what stands around a quotation: white space, quotation
// marks, Markdown's marks for quotations and emphasis, ellipses, and a final
// full stop or comma.
func normalise(typed string) (text string, quoted bool) {
	if strings.Contains(typed, ">") {
		lines := strings.Split(typed, "\n")
		for i, l := range lines {
			for bare := strings.TrimLeft(l, " \t"); strings.HasPrefix(bare, ">"); {
				bare = strings.TrimLeft(bare[1:], " \t")
				lines[i] = bare
			}
		}
		typed = strings.Join(lines, "\n")
	}
	opened, closed := false, false
	around := func(r rune) bool {
		return unicode.IsSpace(r) || classOf(r) == invisible || strings.ContainsRune("*_~|…", r)
	}
	left := strings.TrimLeftFunc(typed, func(r rune) bool {
		opened = opened || isQuote(r)
		return around(r) || isQuote(r)
	})
	for strings.HasPrefix(left, "...") {
		left = strings.TrimLeftFunc(left, func(r rune) bool { return r == '.' || around(r) || isQuote(r) })
	}
	right := strings.TrimRightFunc(left, func(r rune) bool {
		closed = closed || isQuote(r)
		return around(r) || isQuote(r) || r == '.' || r == ','
	})
	for _, empty := range []string{"[]", "()", "[…]", "(…)", "[...]", "(...)"} {
		right = strings.TrimSuffix(strings.TrimPrefix(right, empty), empty)
	}
	if right != left && right != strings.TrimRightFunc(right, around) {
		right = strings.TrimRightFunc(right, around)
	}
	return right, opened && closed
}

func isQuote(r rune) bool {
	if r < utf8.RuneSelf {
		return r == '"' || r == '\'' || r == '`'
	}
	switch r {
	case '´', '„', '‚', '″', '′', '＂', '＇', '「', '」', '『', '』':
		return true
	}
	return unicode.Is(unicode.Pi, r) || unicode.Is(unicode.Pf, r)
}
