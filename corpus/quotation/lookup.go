package quotation

import (
	"iter"
	"slices"
	"strings"

	"onrecord/corpus"
)

// What the rules ask of tokens and mentions: what stands where, and what beside it.

// tok returns token i; i may lie outside of the text.
func (a *article) tok(i int) *token {
	if i < 0 || i >= len(a.toks) {
		return &outside
	}
	return &a.toks[i]
}

// lower returns the token's text in lower case; "" beyond the text.
func (a *article) lower(i int) string { return a.tok(i).lower }

// anyOf reports whether one of the tokens first to last is a word of a class.
func (a *article) anyOf(first, last int, c class) bool {
	return slices.ContainsFunc(a.toks[first:max(first, last+1)], func(t token) bool { return t.is(c) })
}

// within reports whether a mention has the word.
func (a *article) within(m *mention, w string) bool {
	return slices.ContainsFunc(a.toks[m.first:m.last+1], func(t token) bool { return t.lower == w })
}

func (a *article) sameParagraph(i, j int) bool { return a.tok(i).para == a.tok(j).para }

func (a *article) sameSentence(i, j int) bool { return a.tok(i).sent == a.tok(j).sent }

// parasBetween returns how many paragraphs token j stands behind token i.
func (a *article) parasBetween(i, j int) int32 { return a.toks[j].para - a.toks[i].para }

// pieceAt returns the quotation at token q.
func (a *article) pieceAt(q int) *piece { return &a.pieces[a.toks[q].piece] }

// tokenText returns a token as printed; of a quotation, the words in it.
func (a *article) tokenText(i int) string { return a.text[a.toks[i].start:a.toks[i].end] }

func (a *article) spanText(s corpus.Span) string { return a.text[s.Start:s.End] }

// longestSentence is how many tokens to either side belong to a token's sentence at most.
const longestSentence = 120

// sentenceStart returns the first token of token i's sentence.
func (a *article) sentenceStart(i int) int {
	lo := i
	for a.sameSentence(lo-1, i) && i-lo < longestSentence {
		lo--
	}
	return lo
}

// sentenceEnd returns the last token of token i's sentence.
func (a *article) sentenceEnd(i int) int {
	hi := i
	for a.sameSentence(hi+1, i) && hi-i < longestSentence {
		hi++
	}
	return hi
}

// sentencesBefore yields up to n sentences before the one that begins at token lo, the nearest first: the first
// token, and the one behind the last.
func (a *article) sentencesBefore(lo, n int) iter.Seq2[int, int] {
	return func(yield func(first, end int) bool) {
		for ; n > 0 && lo > 0; n-- {
			end := lo
			lo = a.sentenceStart(lo - 1)
			if !yield(lo, end) {
				return
			}
		}
	}
}

// quotedWords yields the words of the quotations in the sentence of a mention; an apostrophe ends one.
func (a *article) quotedWords(m *mention) iter.Seq[string] {
	return func(yield func(string) bool) {
		for k := a.sentenceStart(m.first); k <= a.sentenceEnd(m.last); k++ {
			if a.toks[k].kind != quoted {
				continue
			}
			for w := range strings.FieldsFuncSeq(a.tokenText(k), notWordRune) {
				if !yield(w) {
					return
				}
			}
		}
	}
}

// joined reports whether token i+1 follows token i with nothing but a space
// between, in the same sentence and with no possessive.
func (a *article) joined(i int) bool {
	t, n := a.tok(i), a.tok(i+1)
	if n.kind != word || t.para != n.para || t.has(fPoss|fLast) {
		return false
	}
	gap := a.text[t.end:n.start]
	return (len(gap) <= 2 || gap[0] == '\n') && strings.TrimSpace(gap) == "" || len(gap) > 3 && n.has(fNick)
}

func (a *article) joinedCap(i int) bool { return a.joined(i) && a.toks[i+1].has(fCap) }

// begins returns the mention that begins at token i, or nil.
func (a *article) begins(i int) *mention {
	if i < 0 || i >= len(a.at) || a.at[i] == nil || a.at[i].first != i {
		return nil
	}
	return a.at[i]
}

// ends returns the mention that ends with token i, or nil.
func (a *article) ends(i int) *mention {
	if i < 0 || i >= len(a.at) || a.at[i] == nil || a.at[i].last != i {
		return nil
	}
	return a.at[i]
}

// beginsSoon returns the mention that begins at token i, or behind a few words that tell nothing
// ("former", "longtime"), at hi at the latest; or nil.
func (a *article) beginsSoon(i, hi int) *mention {
	for k := i; k <= min(hi, i+4, len(a.toks)-1); k++ {
		if m := a.begins(k); m != nil {
			return m
		}
		if t := &a.toks[k]; a.at[k] != nil || t.kind == quoted || t.is(cCue|cAux|cPrep|cWh|cConj|cSub|cI) {
			return nil
		}
	}
	return nil
}

// mentionsIn yields the mentions that begin at tokens first to last, in order, but for those within others.
func (a *article) mentionsIn(first, last int) iter.Seq[*mention] {
	return func(yield func(*mention) bool) {
		for k := first; k <= last; k++ {
			if m := a.begins(k); m != nil && !yield(m) {
				return
			}
		}
	}
}

// afterComma returns the word behind the comma behind a mention; "" without a comma.
func (a *article) afterComma(m *mention) string {
	if k := m.last + 1; a.tok(k).punct(',') {
		return a.lower(k + 1)
	}
	return ""
}

// comma returns the first comma from a token on, or the end before which there is none.
func (a *article) comma(from, end int) int {
	for from < end && !a.toks[from].punct(',') {
		from++
	}
	return from
}

// following yields the mentions behind another that begin before a token or with it, in order.
func (a *article) following(m *mention, last int) iter.Seq[*mention] {
	return func(yield func(*mention) bool) {
		for _, c := range a.ments[m.index+1:] {
			if c.first > last || !yield(c) {
				return
			}
		}
	}
}

// back yields the mentions before another, the nearest first, as far as they stand in its
// paragraph or in one of so many before that.
func (a *article) back(m *mention, paragraphs int32) iter.Seq[*mention] {
	return func(yield func(*mention) bool) {
		for _, c := range slices.Backward(a.ments[max(0, m.index-lookBack):m.index]) {
			if a.parasBetween(c.first, m.first) > paragraphs || !yield(c) {
				return
			}
		}
	}
}

// lookBack is how many mentions before it a pronoun or a description can mean.
const lookBack = 60

func (a *article) stopsAt(i int) bool {
	return a.tok(i).punct(',') || a.tok(i).punct('.')
}

func (a *article) determined(i int) bool { return a.tok(i-1).is(cDet) && a.sameParagraph(i-1, i) }

// needsNoun reports whether the word at k is a determiner that does not stand by itself: of the,
// not of two.
func (a *article) needsNoun(k int) bool {
	w := a.lower(k)
	return isArticle(w) || sets.Possessive[w]
}

func isIndefinite(w string) bool { return w == "a" || w == "an" }

func isArticle(w string) bool { return w == "the" || isIndefinite(w) }

func (a *article) relative(i int) bool { return a.tok(i-1).is(cWh) || a.tok(i-2).is(cWh) }

// split reports whether the quotation at q goes on from one earlier in its
// sentence: "a," he said, "b".
func (a *article) split(q int) bool {
	const farthest = 39 // tokens
	return slices.ContainsFunc(a.toks[max(0, q-farthest):q], func(t token) bool {
		return t.kind == quoted && t.sent == a.toks[q].sent
	})
}

// isPast reports whether a word has the form of a verb's past.
func isPast(w string) bool { return strings.HasSuffix(w, "ed") || sets.Past[w] }

// isParticiple reports whether a word may tell what somebody does or has done to them, as its ending
// says.
func isParticiple(w string) bool {
	return strings.HasSuffix(w, "ing") || isPast(w)
}

// isNot reports whether a word is "not", or ends in it: didn't.
func isNot(w string) bool {
	return w == "not" || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t")
}

// span returns the text of tokens first to last.
func (a *article) span(first, last int) string {
	return strings.Join(strings.Fields(a.text[a.toks[first].start:a.toks[last].end]), " ")
}

func (a *article) bytes(first, last int) corpus.Span {
	return corpus.Span{Start: a.toks[first].start, End: a.toks[last].end}
}
