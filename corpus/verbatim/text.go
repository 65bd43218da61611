package verbatim

import "onrecord/corpus"

// A tokenised text is an article's body and its words in the claim's numbers, beside the
// claim's own words.
type tokenised struct {
	article *corpus.Article
	body    string
	toks    []token
	claim   []token
	// views are the ways to read the body: all of it first, then the quotations
	// that something of the outlet's interrupts.
	views []view
	cut   [][]corpus.Span // the sentences of each paragraph, once they are asked for
}

func tokenise(c *claim, a *corpus.Article) *tokenised {
	t := &tokenised{article: a, body: a.Body(), claim: c.toks}
	t.toks = make([]token, 0, len(t.body)/4)
	var s scanner
	s.reset(t.body)
	for {
		tok, ok := s.next()
		if !ok {
			break
		}
		tok.id = c.lookup(&s)
		t.toks = append(t.toks, tok)
		if tok.glued {
			t.toks = c.join(t.body, t.toks)
		}
	}
	t.views = append([]view{wholeView(t)}, interrupted(t)...)
	return t
}

// A view is a row of the text's tokens that is read as running on.
type view struct {
	ids []int32 // of the words
	at  []int32 // which tokens of the text they are
}

func wholeView(t *tokenised) view {
	v := view{ids: make([]int32, len(t.toks)), at: make([]int32, len(t.toks))}
	for i, tok := range t.toks {
		v.ids[i], v.at[i] = tok.id, int32(i)
	}
	return v
}
