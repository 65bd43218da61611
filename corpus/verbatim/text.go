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
	// that something of the outlet's interrupts, and the paragraphs into which it put words between brackets.
	views []view
	cut   [][]corpus.Span // the sentences of each paragraph, once they are asked for
}

func tokenise(c *claim, a *corpus.Article) *tokenised {
	t := &tokenised{words: words{text: a.Body()}, article: a, cut: make([][]corpus.Span, len(a.Paragraphs()))}
	t.toks = make([]token, 0, len(t.text)/5)
	s := scanner{vocab: c.vocab}
	for tok := range s.tokens(t.text) {
		tok.id = c.lookup(&s)
		t.toks = append(t.toks, tok)
	}
	t.views = []view{t.toks}
	for _, parts := range slices.Concat(interrupted(a), unbracketed(a)) {
		if v, gaps := t.viewOf(parts); gaps {
			t.views = append(t.views, v)
		}
	}
	return t
}

// unbracketed returns the parts of the paragraphs into which the outlet put words between brackets
// ("terrorism, [and] other crime", "it's [sic] depth"), without those that say nothing of their own.
func unbracketed(a *corpus.Article) (groups [][]corpus.Span) {
	for _, p := range a.Paragraphs() {
		text := a.Body()[p.Start:p.End]
		found := inserted.FindAllStringSubmatchIndex(text, -1)
		for _, also := range []bool{false, true} { // [sic] alone, which no claim has, and all
			rest := p
			var parts []corpus.Span
			for _, m := range found {
				word, withPronoun := strings.ToLower(text[m[2]:m[3]]), text[max(0, m[0]-len("those ")):m[1]]
				if word == "sic" || also && (is("filler", word) || explains.MatchString(withPronoun)) {
					parts = append(parts, corpus.Span{Start: rest.Start, End: p.Start + m[0]})
					rest.Start = p.Start + m[1]
				}
			}
			groups = append(groups, append(parts, rest))
		}
	}
	return slices.CompactFunc(groups, slices.Equal) // there may be [sic] alone
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

// interrupted returns the parts of each quotation, of which something of the outlet's
// may stand between two ("We do not," said Parker, "have it.").
func interrupted(a *corpus.Article) (groups [][]corpus.Span) {
	var last *corpus.Statement // the part before
	for i := range a.Statements {
		s := &a.Statements[i]
		if s.Kind != corpus.Direct && s.Kind != corpus.Mixed {
			continue
		}
		if last != nil && runsOn(a, last, s) {
			groups[len(groups)-1] = append(groups[len(groups)-1], s.Span)
		} else {
			groups = append(groups, []corpus.Span{s.Span})
		}
		last = s
	}
	return groups
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

func paragraph(a *corpus.Article, i int) int {
	all := a.Paragraphs()
	return sort.Search(len(all), func(n int) bool { return all[n].End > i })
}

// viewOf returns the tokens within the spans, and whether any stand between them: if not, none.
func (t *tokenised) viewOf(spans []corpus.Span) (v view, gaps bool) {
	if len(spans) == 1 {
		return nil, false
	}
	for _, s := range spans {
		first := sort.Search(len(t.toks), func(n int) bool { return int(t.toks[n].start) >= s.Start })
		rest := t.toks[first:]
		gaps = gaps || len(v) > 0 && first > int(v[len(v)-1].n)+1
		v = append(v, rest[:sort.Search(len(rest), func(n int) bool { return int(rest[n].end) > s.End })]...)
	}
	return v, gaps
}
