package corpus

import (
	"slices"
	"sort"
)

// MaxExcerpt is how many bytes an excerpt of whole sentences may have; one sentence that is
// longer stands alone.
const MaxExcerpt = 600

// Passages cuts the article into the pieces that are shown: a paragraph, or as
// many whole sentences of a long one as fit into an excerpt. They are in order
// and do not overlap.
func (a *Article) Passages() []Span {
	var out []Span
	for _, p := range a.paragraphs {
		out = append(out, Cut(a.body, p, MaxExcerpt)...)
	}
	return out
}

// Cut parts p into pieces of as many whole sentences as fit into most bytes; one
// sentence that is longer stands alone. What fits as it is stays whole.
func Cut(text string, p Span, most int) []Span {
	if p.Len() <= most {
		return []Span{p}
	}
	var out []Span
	for _, s := range Sentences(text, p) {
		if last := len(out) - 1; last >= 0 && s.End-out[last].Start <= most {
			out[last].End = s.End
		} else {
			out = append(out, s)
		}
	}
	return out
}

// StatementsIn returns the article's statements that share text with s, in order.
// The slice belongs to the article.
func (a *Article) StatementsIn(s Span) []Statement {
	from := sort.Search(len(a.Statements), func(i int) bool { return a.Statements[i].Span.End > s.Start })
	to := from
	for to < len(a.Statements) && a.Statements[to].Span.Start < s.End {
		to++
	}
	return a.Statements[from:to]
}

// Voice returns the first statement of s if all that are made there are by one speaker, or
// all unattributed. Otherwise, or when there are none, it returns nil.
func (a *Article) Voice(s Span) *Statement {
	said := a.StatementsIn(s)
	other := func(st Statement) bool { return st.Speaker != said[0].Speaker }
	if len(said) == 0 || slices.ContainsFunc(said, other) {
		return nil
	}
	return &said[0]
}

// SpokenBy returns the first statement of s if all of s is one voice: as [Article.Voice] has
// it, and every sentence holds a statement. Only then may one name stand below s.
func (a *Article) SpokenBy(s Span) *Statement {
	for _, sentence := range Sentences(a.body, s) {
		if len(a.StatementsIn(sentence)) == 0 {
			return nil
		}
	}
	return a.Voice(s)
}

// SentencesAround returns the sentences that share text with s, in order.
func (a *Article) SentencesAround(s Span) []Span {
	var out []Span
	for _, p := range a.paragraphs {
		if p.Overlaps(s) {
			out = append(out, slices.DeleteFunc(Sentences(a.body, p), func(x Span) bool { return !x.Overlaps(s) })...)
		}
	}
	return out
}
