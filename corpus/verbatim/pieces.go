package verbatim

import (
	"onrecord/corpus"
)

const (
	// longestAside is how many bytes of them may be the outlet's.
	longestAside = 400
)

func tokens(v view, pairs []pair) []int32 {
	out := make([]int32, len(pairs))
	for i, p := range pairs {
		out[i] = v.at[p.v]
	}
	return out
}

// oneUtterance reports whether no one else speaks from the first of the tokens to
// the last, and the outlet does not say much.
func (k *checker) oneUtterance(t *tokenised, toks []int32, h attribution) bool {
	hull := t.toks[toks[0]].span().Hull(t.toks[toks[len(toks)-1]].span())
	if h.voice == Several || h.crosses {
		return false
	}
	if h.statement == nil {
		return paragraph(t.article, hull.Start) == paragraph(t.article, hull.End-1)
	}
	aside, at := 0, hull.Start
	for _, s := range t.article.StatementsIn(hull) {
		if s.Speaker != h.statement.Speaker || s.Speaker == corpus.Unattributed && s.Quotation != h.statement.Quotation {
			return false
		}
		aside += max(0, s.Span.Start-at)
		at = s.Span.End
	}
	return aside <= longestAside
}
