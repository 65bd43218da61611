package verbatim

import (
	"strings"

	"onrecord/corpus"
)

// A text is an article's body and its words in the claim's numbers, beside the
// claim's own words. It does not change once it is read.
type text struct {
	article *corpus.Article
	body    string
	toks    []token
	claim   []token
	// views are the ways to read the body: all of it first, then the quotations
	// that something of the outlet's interrupts.
	views []view
}

func newText(c *claim, a *corpus.Article) *text {
	t := &text{article: a, body: a.Body(), claim: c.toks}
	t.toks = make([]token, 0, len(t.body)/5)
	var s scanner
	s.reset(t.body)
	for {
		tok, ok := s.next()
		if !ok {
			break
		}
		tok.id = c.lookup(&s)
		if parts := c.compounds[string(s.key)]; tok.id == none && len(parts) > 0 {
			t.toks = append(t.toks, split(t.body, tok, parts)...)
		} else {
			t.toks = c.join(t.body, append(t.toks, tok))
		}
	}
	t.views = append([]view{wholeView(t)}, interrupted(t)...)
	return t
}

// split makes a token of each part of a compound that the article prints as one
// word, if the parts can be told apart in it.
func split(body string, tok token, parts []part) []token {
	out := make([]token, len(parts))
	rest := tok
	for i, p := range parts {
		n := int32(len(p.word))
		last := i == len(parts)-1
		if !last && (rest.end-rest.start <= n || !strings.EqualFold(body[rest.start:rest.start+n], p.word)) {
			return []token{tok}
		}
		out[i], out[i].id = rest, p.id
		if !last {
			out[i].end = rest.start + n
			rest.start, rest.glued = out[i].end, true
		}
	}
	return out
}

// A view is a row of the text's tokens that is read as running on.
type view struct {
	ids []int32 // of the words
	at  []int32 // which tokens of the text they are
}

func wholeView(t *text) view {
	v := view{ids: make([]int32, len(t.toks)), at: make([]int32, len(t.toks))}
	for i, tok := range t.toks {
		v.ids[i], v.at[i] = tok.id, int32(i)
	}
	return v
}
