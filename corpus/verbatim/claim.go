package verbatim

// A claim is a claimed quotation, ready to be compared.
type claim struct {
	words                   // without what stands around a quotation; ids count the different ones
	breaks []int            // the words before which an ellipsis stands
	quoted bool             // it was typed within quotation marks
	vocab  map[string]int32 // ids of the words
	gain   []int32          // by id, what finding a word is worth in an alignment
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
	c := &claim{vocab: map[string]int32{}, gain: []int32{0}}
	c.text, c.quoted = read(typed)
	s := scanner{claim: true}
	for t := range s.tokens(c.text) {
		key := string(s.key)
		if s.short && colliding[key] {
			key += "'" // we're is not were
		}
		id, known := c.vocab[key]
		if !known {
			id = int32(len(c.gain))
			c.vocab[key] = id
			c.gain = append(c.gain, gainWord)
			if functionWords[key] {
				c.gain[id] = gainFunction
			}
		}
		t.id = id
		c.add(t)
	}
	for i := 1; i < len(c.toks); i++ {
		if elision.MatchString(c.behind(i - 1)) {
			c.breaks = append(c.breaks, i)
		}
	}
	if len(c.breaks) > mostEllipses {
		c.breaks = nil // words with dots between them
	}
	return c
}

// lookup returns the id of a word of an article; 0 if the claim does not have it.
func (c *claim) lookup(s *scanner) int32 {
	if s.short && colliding[string(s.key)] {
		if id, ok := c.vocab[string(s.key)+"'"]; ok {
			return id
		}
	}
	return c.vocab[string(s.key)]
}
