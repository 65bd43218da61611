package verbatim

import (
	"strings"
	"unicode"

	"onrecord/corpus"
)

// uncut reports whether the stretch from one token to another begins and ends where
// words and numbers do.
func (t *tokenised) uncut(first, last token) bool {
	return !t.cuts(int(first.n)-1) && !t.cuts(int(last.n))
}

// cuts reports whether a word or a number goes on from token i to the next.
func (t *tokenised) cuts(i int) bool {
	return i >= 0 && i+1 < len(t.toks) && (t.toks[i+1].glued || t.splitsNumber(i) || t.key(i) == "no" && noOne[t.key(i+1)] != "")
}

// splitsNumber reports whether token i and the next are of one number, so that a quotation
// that ends between them gives another: 5 | million, 49 | 000, 5 | %, three | and a half.
func (t *tokenised) splitsNumber(i int) bool {
	from, to := i, i+1
	for from > 0 && i-from < mostLinks && numberLinks[strings.ToLower(t.word(from))] {
		from--
	}
	for to+1 < len(t.toks) && to-i <= mostLinks && numberLinks[strings.ToLower(t.word(to))] {
		to++
	}
	next := strings.ToLower(t.word(to))
	mark := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsSpace(r) }
	return !strings.ContainsFunc(t.text[t.toks[from].end:t.toks[to].start], mark) && isNumber(t.word(from)) && !strings.Contains(t.word(from), " ") &&
		(numerals[next] != "" || isNumber(next) || to == from+1 && scales[next])
}

// mostLinks is how many words link the parts of a number: and a, in three and a half.
const mostLinks = 2

// sameBytes reports whether the claim is, byte for byte, the stretch of the body that its
// words were found at, with the marks that the claim has at its ends. A claim that has what
// is neither letter, digit, mark nor space never is: nobody knows what its reader sees.
func (k *checker) sameBytes(t *tokenised, s corpus.Span) bool {
	c := k.claim
	from, to := s.Start-int(c.toks[0].start), s.End+len(c.text)-int(c.toks[len(c.toks)-1].end)
	unprintable := func(r rune) bool { return classOf(r) == picture || isInvisible(r) }
	return from >= 0 && to <= len(t.text) && t.text[from:to] == c.text && !strings.ContainsFunc(c.text, unprintable)
}
