package verbatim

import (
	"regexp"
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
	// compounds are the words that the claim has with a hyphen, by how they are
	// printed without one.
	compounds map[string][]token
	gain      []int32 // what finding it is worth in an alignment
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
	c := &claim{vocab: map[string]int32{}, compounds: map[string][]token{}}
	c.text, c.quoted = normalise(typed)
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
			c.vocab[key] = id
		}
		t.id = id
		if len(c.toks) > 0 && elision.MatchString(c.text[end:t.start]) {
			c.breaks = append(c.breaks, t.start)
		}
		c.toks = append(c.toks, t)
		end = int(t.end)
	}
	if len(c.breaks) > mostEllipses {
		c.breaks = nil // words with dots between them
	}
	typedWords := c.toks
	c.toks = make([]token, 0, len(typedWords))
	for _, t := range typedWords {
		c.toks = c.join(c.text, append(c.toks, t))
	}
	c.findCompounds()
	c.gain = make([]int32, len(c.vocab))
	for key, id := range c.vocab {
		c.gain[id] = gainWord
		if functionWords[key] {
			c.gain[id] = gainFunction
		}
	}
	return c
}

// longestCompound is how many bytes of linked words are tried together as one.
const longestCompound = 40

// join makes one word of the last of the tokens and those that it hangs on, if
// the claim has them as one: co-operation is cooperation.
func (c *claim) join(text string, toks []token) []token {
	end := toks[len(toks)-1].end
	joined := len(toks)
	for i := len(toks) - 1; i > 0 && linked(toks, i) && end-toks[i-1].start <= longestCompound; i-- {
		key := withoutHyphens(text[toks[i-1].start:end])
		if id, ok := c.vocab[key]; ok && !apart[key] {
			toks[i-1].id, joined = id, i
		}
	}
	toks[joined-1].end = end
	return toks[:joined]
}

// split makes the tokens of a compound of a word that the text prints without its
// hyphens, if it can be divided so.
func (c *claim) split(text string, word token, compound []token) []token {
	out := slices.Clone(compound)
	at := word.start
	for i := range out {
		part := c.text[out[i].start:out[i].end]
		out[i].start, out[i].end = at, at+int32(len(part))
		if at = out[i].end; i < len(out)-1 && (at >= word.end || !strings.EqualFold(text[out[i].start:at], part)) {
			return []token{word}
		}
		out[i].glued = i > 0 || word.glued
	}
	out[len(out)-1].end = word.end
	return out
}

// findCompounds notes the hyphenated words of the claim.
func (c *claim) findCompounds() {
	for i := range c.toks {
		for n := i + 1; n < len(c.toks) && linked(c.toks, n) && c.toks[n].end-c.toks[i].start <= longestCompound; n++ {
			key := withoutHyphens(c.text[c.toks[i].start:c.toks[n].end])
			if _, known := c.vocab[key]; !known && !apart[key] {
				c.compounds[key] = c.toks[i : n+1]
			}
		}
	}
}

// withoutHyphens folds a text to its words' characters.
func withoutHyphens(text string) string {
	var s scanner
	var key []byte
	s.reset(text)
	for {
		if _, ok := s.next(); !ok {
			return string(key)
		}
		key = append(key, s.key...)
	}
}

// parts cuts the claim at its ellipses.
func (c *claim) parts() [][]token {
	var out [][]token
	from := 0
	for i, w := range c.toks {
		if i > 0 && slices.Contains(c.breaks, w.start) {
			out = append(out, c.toks[from:i])
			from = i
		}
	}
	return append(out, c.toks[from:])
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
	if id, ok := c.vocab[string(s.key)]; ok {
		return id
	}
	return none
}

// elision is a mark between two words that says that something is left out.
var elision = regexp.MustCompile(`…|\.[\s\pZ]*\.[\s\pZ]*\.`)

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
