package verbatim

import (
	"sort"

	"onrecord/corpus"
)

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

// longestInterruption is how many bytes may stand between two parts of a
// quotation that are read as one: a clause that names the speaker, at most with
// the office and the occasion. (Found by trial on interrupted quotations.)
const longestInterruption = 300

// interrupted returns views of the quotations that something of the outlet's
// stands in ("We do not," said Parker, "have it."), read without it.
func interrupted(t *tokenised) []view {
	var out []view
	var group []corpus.Span
	var last *corpus.Statement
	flush := func() {
		if len(group) > 1 {
			if v, ok := viewOf(t, group); ok {
				out = append(out, v)
			}
		}
		group = nil
	}
	said := t.article.Statements
	for i := range said {
		s := &said[i]
		if s.Kind != corpus.Direct && s.Kind != corpus.Mixed {
			if last != nil && s.Speaker != last.Speaker {
				flush()
				last = nil
			}
			continue
		}
		if last != nil && !runsOn(t.article, last, s) {
			flush()
		}
		group = append(group, s.Span)
		last = s
	}
	flush()
	return out
}

// runsOn reports whether b goes on where a left off, so that nothing of what was
// said is passed over between them.
func runsOn(article *corpus.Article, a, b *corpus.Statement) bool {
	switch {
	case a.Speaker != b.Speaker || b.Span.Start-a.Span.End > longestInterruption:
		return false
	case a.Quotation == b.Quotation:
		return true
	}
	// Fragments that are woven into the outlet's clauses are not one speech.
	apart := paragraph(article, b.Span.Start) - paragraph(article, a.Span.Start)
	return a.Speaker != corpus.Unattributed && a.Kind == corpus.Direct && b.Kind == corpus.Direct && apart <= 1
}

// paragraph returns the number of the paragraph that holds the byte at i.
func paragraph(a *corpus.Article, i int) int {
	all := a.Paragraphs()
	return sort.Search(len(all), func(n int) bool { return all[n].End > i })
}

// viewOf returns the tokens within the spans, and whether any stand between them.
func viewOf(t *tokenised, spans []corpus.Span) (v view, gaps bool) {
	for _, s := range spans {
		i := sort.Search(len(t.toks), func(n int) bool { return int(t.toks[n].start) >= s.Start })
		gaps = gaps || len(v.at) > 0 && i > int(v.at[len(v.at)-1])+1
		for ; i < len(t.toks) && int(t.toks[i].end) <= s.End; i++ {
			v.ids = append(v.ids, t.toks[i].id)
			v.at = append(v.at, int32(i))
		}
	}
	return v, gaps
}
