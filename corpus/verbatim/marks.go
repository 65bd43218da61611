package verbatim

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// compareMarks notes what marks differ behind a word that both sides have, as far as they
// turn what is said: marks are not words, and yet a question is no statement, words in marks
// are somebody else's, and a full stop beside a "not" says what is denied.
func (k *checker) compareMarks(al *alignment, m *Match, n int) {
	t, p := al.text, al.pairs[n]
	i := int(al.view[p.v].n)
	word := t.toks[i].span()
	ours, theirs := k.claim.behind(p.c), t.behind(i)
	asks, asked := strings.ContainsRune(ours, '?'), strings.ContainsRune(theirs, '?')
	last := n+1 == len(al.pairs)
	switch {
	case asks && !asked:
		if _, isQuestion := t.question(m, word.Start); !isQuestion {
			m.marked = append(m.marked, word)
		}
	case asked && !asks && !last: // the last has the rest of the sentence behind it
		m.asked = append(m.asked, word)
	}
	if !last && int(al.view[al.pairs[n+1].v].n) > i+1 && k.skips(p, al.pairs[n+1]) && t.cuts(i) {
		m.marked = append(m.marked, word) // an ellipsis within a number
	}
	if last || al.pairs[n+1] != (pair{p.c + 1, p.v + 1}) || !al.view.sideBySide(p.v) {
		return
	}
	ends := func(gap string) bool { return strings.ContainsAny(gap, ".!?") } // a sentence
	parted := ends(ours) && !ends(theirs) || ends(theirs) && strings.TrimSpace(ours) == ""
	putIn := setApart(ours) && !strings.ContainsFunc(theirs, isQuote)
	leftOut := setApart(theirs) && !strings.ContainsFunc(ours, isQuote) &&
		m.Statement != nil && m.Statement.Span.Contains(corpus.Span{Start: word.Start, End: word.End + len(theirs)})
	value := func(gap string) string { return strings.Join(keysOf(t.word(i)+gap+t.word(i+1)), " ") }
	counts := isNumber(t.word(i)) && isNumber(t.word(i+1)) && value(ours) != value(theirs)
	denies := parted && !isNumber(t.word(i+1)) && anyOf(keysOf(t.word(i)+" "+t.word(i+1)), "negation") // not: No. 10
	if putIn || leftOut || counts || denies {
		m.marked = append(m.marked, word)
	}
}

// setApart reports whether a quotation opens or closes between two words.
func setApart(gap string) bool {
	gap = strings.Trim(gap, "[]()")
	last, _ := utf8.DecodeLastRuneInString(gap)
	first, _ := utf8.DecodeRuneInString(gap)
	return isQuote(last) && strings.ContainsFunc(gap, unicode.IsSpace) || isQuote(first) && first != '\'' && first != '’'
}

// unasked returns the end of a question that the claim gives as a statement.
func (k *checker) unasked(t *tokenised, m *Match) (mark corpus.Span) {
	asked := m.asked
	if !strings.HasSuffix(strings.TrimRight(k.claim.text, closers), "?") {
		asked = append(asked, m.Span)
	}
	for _, words := range asked {
		end, isQuestion := t.question(m, words.End-1)
		begins := t.sentenceAt(words.End - 1).Start
		if begins >= words.End { // they end in the mark of a block, which stands before its first sentence
			continue
		}
		first, _ := folded(t.text[max(begins, m.Span.Start):m.Span.End])
		begun := begins < m.Span.Start && slices.ContainsFunc(ownWords(m, corpus.Span{Start: begins, End: m.Span.Start}),
			func(s corpus.Span) bool { return text.HasWord(t.text[s.Start:s.End]) })
		if isQuestion && (begun || !is("asking", first)) { // else it reads as a question
			return corpus.Span{Start: words.End, End: max(words.End, end)}
		}
	}
	return mark
}

// closers may stand behind the mark that ends a sentence.
const closers = " \n”’\"'»)"

// question returns where the sentence ends that has the byte at i, as far as the match's
// speaker says it, and whether it is a question.
func (t *tokenised) question(m *Match, i int) (end int, is bool) {
	end = t.sentenceAt(i).End
	if m.Statement != nil && m.Statement.Span.End > i {
		end = min(end, m.Statement.Span.End)
	}
	asked := strings.TrimRight(t.text[:end], closers)
	return len(asked), len(asked) > i && strings.HasSuffix(asked, "?")
}
