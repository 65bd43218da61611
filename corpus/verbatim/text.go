package verbatim

import "onrecord/corpus"

// A text is an article's body, its words in the claim's numbers, beside the
// claim's own words. (The claim's differ between articles only where one of them
// prints a compound of the claim as one word.)
type text struct {
	article *corpus.Article
	body    string
	toks    []token
	claim   []token
}

// read reads an article. The result is good until the next call.
func (k *checker) read(a *corpus.Article) *text {
	c := k.claim
	k.text = text{article: a, body: a.Body(), toks: k.text.toks[:0], claim: c.toks}
	toks := k.text.toks
	s := &k.scan
	s.reset(a.Body())
	compounds := false
	chain, starts := k.chain[:0], [longestCompound]int{} // the keys of linked tokens, the last ones' starts
	n := 0
	for {
		t, ok := s.next()
		if !ok {
			break
		}
		t.id = c.lookup(s)
		compounds = compounds || t.id >= c.single
		toks = append(toks, t)
		if len(toks) < 2 || !linked(toks, len(toks)-1) {
			n, chain = 0, chain[:0]
		} else if n == longestCompound {
			copy(starts[:], starts[1:])
			n--
		}
		starts[n] = len(chain)
		chain = append(chain, s.key...)
		n++
		for i := 0; i < n-1; i++ {
			key := chain[starts[i]:]
			if id, ok := c.vocab[string(key)]; ok && id < c.single && !apart[string(key)] {
				first := len(toks) - (n - i)
				toks[first].id, toks[first].end = id, t.end
				toks = toks[:first+1]
				n = i + 1
				break
			}
		}
	}
	k.chain = chain
	if compounds {
		toks = k.drawTogether(toks)
	}
	k.text.toks = toks
	return &k.text
}

// A compound is the ids of linked words, the rest none.
type compound [longestCompound]int32

func compoundOf(ids []int32) compound {
	c := compound{none, none, none, none}
	copy(c[:], ids)
	return c
}

// drawTogether makes one word of the compounds that the article prints as one
// somewhere, in the claim and in the rest of the article.
func (k *checker) drawTogether(toks []token) []token {
	together := map[compound]int32{}
	for _, t := range toks {
		if i := t.id - k.claim.single; i >= 0 {
			together[compoundOf(k.claim.parts[i])] = t.id
		}
	}
	k.text.claim = join(append([]token(nil), k.text.claim...), together)
	return join(toks, together)
}

// join replaces linked tokens by one if they are to be drawn together, as many
// as can be.
func join(toks []token, together map[compound]int32) []token {
	out := toks[:0]
	for i := 0; i < len(toks); {
		t := toks[i]
		ids := [longestCompound]int32{t.id}
		n, most := 1, 1
		for ; n < longestCompound && i+n < len(toks) && linked(toks, i+n); n++ {
			ids[n] = toks[i+n].id
		}
		for ; n > 1 && most == 1; n-- {
			if id, ok := together[compoundOf(ids[:n])]; ok {
				t.id, t.end, most = id, toks[i+n-1].end, n
			}
		}
		out = append(out, t)
		i += most
	}
	return out
}

// A view is a row of the text's tokens that is read as running on.
type view struct {
	ids []int32 // of the words
	at  []int32 // which tokens of the text they are
}

// whole returns the view of all tokens. It is good until the next call.
func (k *checker) whole(t *text) view {
	k.full.ids, k.full.at = k.full.ids[:0], k.full.at[:0]
	for i, tok := range t.toks {
		k.full.ids = append(k.full.ids, tok.id)
		k.full.at = append(k.full.at, int32(i))
	}
	return k.full
}
