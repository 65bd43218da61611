package verbatim

// A claim is a claimed quotation, ready to be compared.
type claim struct {
	words          // without what stands around a quotation; ids count the different ones
	breaks []int32 // the words before which an ellipsis stands
	quoted bool    // it was typed within quotation marks
	vocab  map[string]int32
	starts [256]uint64 // the lengths of vocab's words, by their first byte
	gain   []int32     // what finding it is worth in an alignment
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

// newClaim reads a claim and numbers its words.
func newClaim(typed string) *claim {
	c := &claim{vocab: map[string]int32{}}
	c.text, c.quoted = read(typed)
	s := scanner{claim: true}
	var typedWords []token
	for t := range s.tokens(c.text) {
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
		typedWords = append(typedWords, t)
	}
	for _, t := range typedWords {
		c.add(&c.words, t)
	}
	for i := 1; i < len(c.toks); i++ {
		if elision.MatchString(c.behind(i - 1)) {
			c.breaks = append(c.breaks, int32(i))
		}
	}
	if len(c.breaks) > mostEllipses {
		c.breaks = nil // words with dots between them
	}
	c.gain = make([]int32, len(c.vocab))
	for key, id := range c.vocab {
		c.starts[key[0]] |= 1 << min(len(key), 63)
		c.gain[id] = gainWord
		if functionWords[key] {
			c.gain[id] = gainFunction
		}
	}
	return c
}

// longestCompound is how many bytes of linked words are tried together as one.
const longestCompound = 40

// add appends a token to those of a text. It makes one word of it and those that it hangs
// on, if the claim has them as one: co-operation is cooperation.
func (c *claim) add(w *words, t token) {
	t.n = int32(len(w.toks))
	w.toks = append(w.toks, t)
	joined := len(w.toks)
	for i := joined - 1; i > 0 && linked(w.toks, i) && t.end-w.toks[i-1].start <= longestCompound; i-- {
		key := withoutHyphens(w.text[w.toks[i-1].start:t.end])
		if id, ok := c.vocab[key]; ok && !apart[key] {
			w.toks[i-1].id, joined = id, i
		}
	}
	w.toks = w.toks[:joined]
	w.toks[joined-1].end = t.end
}

// withoutHyphens folds a text to its words' characters.
func withoutHyphens(text string) string {
	var s scanner
	var key []byte
	for range s.tokens(text) {
		key = append(key, s.key...)
	}
	return string(key)
}

// linked reports whether token i hangs on the one before by a hyphen or bracket.
func linked(toks []token, i int) bool {
	return toks[i].glued && toks[i-1].end < toks[i].start
}

// lookup returns the id of a word of an article, or none.
func (c *claim) lookup(s *scanner) int32 {
	if s.short && colliding[string(s.key)] {
		if id, ok := c.vocab[string(s.key)+"'"]; ok {
			return id
		}
	}
	if len(s.key) == 0 {
		return none // as most words of an article
	}
	if id, ok := c.vocab[string(s.key)]; ok {
		return id
	}
	return none
}
