package verbatim

import (
	"regexp"
	"slices"
	"sort"
	"strings"

	"onrecord/corpus"
)

// A tokenised text is an article's body and its words in the claim's numbers.
type tokenised struct {
	words
	article *corpus.Article
	// views are the ways to read the body: all of it first, then the quotations
	// that something of the outlet's interrupts, and the paragraphs into which it put words
	// between brackets.
	views []view
	cut   [][]corpus.Span // the sentences of each paragraph, once they are asked for
}

func tokenise(c *claim, a *corpus.Article) *tokenised {
	t := &tokenised{words: words{text: a.Body()}, article: a, cut: make([][]corpus.Span, len(a.Paragraphs()))}
	t.toks = make([]token, 0, len(t.text)/5)
	s := scanner{vocab: c.vocab}
	for tok := range s.tokens(t.text) {
		tok.id = c.lookup(&s)
		t.add(tok)
	}
	t.views = slices.Concat([]view{t.toks}, interrupted(t), unbracketed(t))
	return t
}

// unbracketed returns views of the paragraphs into which the outlet put words between brackets
// ("terrorism, [and] other crime", "it's [sic] depth"), read without those that say nothing of their own.
func unbracketed(t *tokenised) (out []view) {
	for _, p := range t.article.Paragraphs() {
		found := inserted.FindAllStringSubmatchIndex(t.text[p.Start:p.End], -1)
		shortest := len(t.toks)
		for _, also := range []bool{false, true} { // [sic] alone, which no claim has, and all
			rest := p
			var parts []corpus.Span
			for _, m := range found {
				word := strings.ToLower(t.text[p.Start+m[2] : p.Start+m[3]])
				withPronoun := t.text[max(p.Start, p.Start+m[0]-len("those ")) : p.Start+m[1]]
				if word == "sic" || also && (fillers[word] || explains.MatchString(withPronoun)) {
					parts = append(parts, corpus.Span{Start: rest.Start, End: p.Start + m[0]})
					rest.Start = p.Start + m[1]
				}
			}
			if v, gaps := viewOf(t, append(parts, rest)); gaps && len(v) < shortest {
				out, shortest = append(out, v), len(v)
			}
		}
	}
	return out
}

// explains are an outlet's words between brackets that say who or what a pronoun before them stands for.
var explains = regexp.MustCompile(`\b(?i:it|they|them|he|him|she|this|that|these|those) \[(?:(?i:the|an?|his|her|their|its|our) |\p{Lu}\p{Ll})[^\]]*\]$`)

// A view is a row of the text's tokens that is read as running on.
type view []token

// sideBySide reports whether there are a token i and a next one, and nothing was left out between them.
func (v view) sideBySide(i int) bool {
	return i >= 0 && i+1 < len(v) && v[i+1].n == v[i].n+1
}

// longestInterruption is how many bytes may stand between two parts of a
// quotation that are read as one: a clause that names the speaker, at most with
// the office and the occasion. (Found by trial on interrupted quotations.)
const longestInterruption = 300

// interrupted returns views of the quotations that something of the outlet's
// stands in ("We do not," said Parker, "have it."), read without it.
func interrupted(t *tokenised) []view {
	var groups [][]corpus.Span // of the parts of each quotation
	var last *corpus.Statement // the part before
	said := t.article.Statements
	for i := range said {
		s := &said[i]
		if s.Kind != corpus.Direct && s.Kind != corpus.Mixed {
			continue
		}
		if last != nil && runsOn(t.article, last, s) {
			groups[len(groups)-1] = append(groups[len(groups)-1], s.Span)
		} else {
			groups = append(groups, []corpus.Span{s.Span})
		}
		last = s
	}
	var out []view
	for _, group := range groups {
		if v, gaps := viewOf(t, group); gaps {
			out = append(out, v)
		}
	}
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

// viewOf returns the tokens within the spans, and whether any stand between them: if not, none.
func viewOf(t *tokenised, spans []corpus.Span) (v view, gaps bool) {
	if len(spans) == 1 {
		return nil, false
	}
	for _, s := range spans {
		i := sort.Search(len(t.toks), func(n int) bool { return int(t.toks[n].start) >= s.Start })
		gaps = gaps || len(v) > 0 && i > int(v[len(v)-1].n)+1
		for ; i < len(t.toks) && int(t.toks[i].end) <= s.End; i++ {
			v = append(v, t.toks[i])
		}
	}
	return v, gaps
}
