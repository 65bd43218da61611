package verbatim

import (
	"strings"

	"onrecord/corpus"
)

// failures returns the table of Knuth, Morris and Pratt for a row of words.
func failures(words []token) []int32 {
	f := make([]int32, len(words)+1)
	f[0] = -1
	k := int32(-1)
	for i := range words {
		for k >= 0 && words[k].id != words[i].id {
			k = f[k]
		}
		k++
		f[i+1] = k
	}
	return f
}

// occurrences calls found with every place in the view where the words stand in a
// row and are not cut out of longer ones, until it returns false. It takes
// time in proportion to the view, whatever stands in it.
func occurrences(t *tokenised, v view, words []token, fail []int32, found func(at int) bool) {
	n := int32(len(words))
	if n == 0 {
		return
	}
	k := int32(0)
	for i, id := range v.ids {
		for k >= 0 && (k == n || words[k].id != id) {
			k = fail[k]
		}
		k++
		if k == n {
			if at := i + 1 - int(n); t.uncut(int(v.at[at]), int(v.at[i])) && !found(at) {
				return
			}
		}
	}
}

// uncut reports whether the stretch from token i to token j begins and ends where
// words and numbers do.
func (t *tokenised) uncut(i, j int) bool {
	toks := t.toks
	if toks[i].glued && i > 0 || j+1 < len(toks) && toks[j+1].glued {
		return false
	}
	if i > 0 && splitsNumber(t.word(i-1), t.word(i), t.between(i-1)) {
		return false
	}
	return j+1 == len(toks) || !splitsNumber(t.word(j), t.word(j+1), t.between(j))
}

func (t *tokenised) word(i int) string { return t.body[t.toks[i].start:t.toks[i].end] }

// between returns what stands between token i and the next.
func (t *tokenised) between(i int) string { return t.body[t.toks[i].end:t.toks[i+1].start] }

// splitsNumber reports whether two neighbouring words are one number, so that a
// quotation that ends between them gives another: 5 | million, 49 | 000, 5 | %.
func splitsNumber(a, b, gap string) bool {
	if strings.TrimSpace(gap) != "" {
		return false
	}
	if strings.EqualFold(a, "per") && strings.EqualFold(b, "cent") {
		return true
	}
	if !isNumber(a) {
		return false
	}
	if r := b[0]; r >= '0' && r <= '9' {
		return len(b) == 3 && len(a) <= 3 && allDigits(a) && allDigits(b)
	}
	b = strings.ToLower(b)
	return b == "%" || b == "‰" || b == "°" || scales[b] || tens[strings.ToLower(a)] && units[b]
}

func allDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// sameBytes reports whether the claim is, byte for byte, the stretch of the body
// that its words were found at, and returns that stretch with the marks that the
// claim has at its ends.
func (k *checker) sameBytes(t *tokenised, from, to int) (corpus.Span, bool) {
	c := k.claim
	first, last := int(c.toks[0].start), int(c.toks[len(c.toks)-1].end)
	span := corpus.Span{Start: int(t.toks[from].start), End: int(t.toks[to].end)}
	if t.body[span.Start:span.End] != c.text[first:last] ||
		!strings.HasSuffix(t.body[:span.Start], c.text[:first]) || !strings.HasPrefix(t.body[span.End:], c.text[last:]) {
		return span, false
	}
	return corpus.Span{Start: span.Start - first, End: span.End + len(c.text) - last}, true
}
