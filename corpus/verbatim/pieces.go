package verbatim

import (
	"sort"
	"strings"

	"onrecord/corpus"
)

const (
	// longestElision is how many words an ellipsis may stand for.
	longestElision = 300
	// longestAside is how many bytes of them may be the outlet's.
	longestAside = 400
	// mostStarts is how many places of a claim's first piece are tried.
	mostStarts = 64
)

// inOrder finds the claim's pieces in a view, whole, in order and as one utterance,
// with as little as possible left out.
func (k *checker) inOrder(t *tokenised, v view) (alignment, bool) {
	parts := k.claim.parts()
	places := make([][]int, len(parts))
	for i, p := range parts {
		occurrences(t, v, p, failures(p), func(at int) bool {
			places[i] = append(places[i], at)
			return true
		})
		if len(places[i]) == 0 {
			return alignment{}, false
		}
	}
	var best alignment
	least := -1
	for _, start := range places[0][:min(len(places[0]), mostStarts)] {
		var pairs []pair
		skipped, at, ok := 0, start, true
		for i, p := range parts {
			if i > 0 {
				end := at
				n := sort.SearchInts(places[i], end)
				if ok = n < len(places[i]) && places[i][n]-end <= longestElision; !ok {
					break
				}
				at = places[i][n]
				skipped += at - end
				gap := t.body[t.toks[v.at[end-1]].end:t.toks[v.at[at]].start]
				few := len(p) < 3 || len(parts[i-1]) < 3 // so few words are found anywhere
				if ok = !(few && strings.ContainsAny(gap, ".?!…\n")) && !t.splices(v.at[end-1], v.at[at]); !ok {
					break
				}
			}
			for n := range p {
				pairs = append(pairs, pair{int32(len(pairs)), int32(at + n)})
			}
			at += len(p)
		}
		if !ok || least >= 0 && skipped >= least {
			continue
		}
		toks := tokens(v, pairs)
		if h := k.attribute(t, toks); h.voice != Several && k.oneUtterance(t, toks, h) {
			best, least = alignment{text: t, view: v, pairs: pairs}, skipped
		}
	}
	return best, least >= 0
}

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
