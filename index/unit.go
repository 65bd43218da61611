package index

import (
	"onrecord/corpus"
)

// maxUnit is how many bytes of a long paragraph are searched together: two
// excerpts' worth, so that words on both sides of a cut still meet.
const maxUnit = 2 * corpus.MaxExcerpt

// A unit is what is searched as one: a paragraph, or a stretch of whole
// sentences of a long one. The excerpt is cut out of it later. Two fit into a
// line of the processor's cache, which is what ranking waits for.
type unit struct {
	article int32 // number in the corpus
	span    span32
	terms   range32 // of places: the words of the text, in order
	extra   uint32  // where the places end of what else it is found by, right behind its words
	people  range32 // of forward.who: the people it tells of
}

// A digest is what is asked of few units only.
type digest struct {
	row  uint32 // where its terms begin in forward.row
	hash uint32 // of the text, see textHash
	bag  uint64 // of the different terms: one of 64 bits for each, see sameWords
}

// span32 and range32 keep a unit small; no corpus has articles of 4 GB.
type (
	span32  struct{ start, end uint32 }
	range32 struct{ from, to uint32 }
)

func (s span32) span() corpus.Span { return corpus.Span{Start: int(s.start), End: int(s.end)} }
func (r range32) len() int         { return int(r.to - r.from) }
func (r range32) len32() uint32    { return r.to - r.from }

func (r range32) plus(base uint32) range32 { return range32{r.from + base, r.to + base} }

// unitSpans cuts an article into units, in order. Short paragraphs in which one
// and the same person goes on speaking are one unit: what somebody says does not
// end with a paragraph.
func unitSpans(a *corpus.Article) []corpus.Span {
	var out []corpus.Span
	last := corpus.Unattributed // who alone speaks in the last unit
	for _, p := range a.Paragraphs() {
		if p.Len() <= maxUnit {
			speaker := onlySpeaker(a, p)
			if n := len(out); n > 0 && speaker != corpus.Unattributed && speaker == last && p.End-out[n-1].Start <= corpus.MaxExcerpt {
				out[n-1].End = p.End
				continue
			}
			out = append(out, p)
			last = speaker
			continue
		}
		last = corpus.Unattributed
		out = append(out, corpus.Cut(a.Body(), p, maxUnit)...)
	}
	return out
}

// onlySpeaker returns who makes all the statements of a span, or Unattributed.
func onlySpeaker(a *corpus.Article, s corpus.Span) int {
	said := a.StatementsIn(s)
	for i := range said {
		if said[i].Speaker != said[0].Speaker {
			return corpus.Unattributed
		}
	}
	if len(said) == 0 {
		return corpus.Unattributed
	}
	return said[0].Speaker
}

// peopleOf returns the numbers of the people whom a stretch of an article lets
// speak or mentions, in order, each once. Mentions and statements are in order,
// so a whole article is walked once by calling it with ascending spans.
type peopleFinder struct {
	a *corpus.Article
	// at[i] is the first mention of person i that may lie in the next span.
	at   []int
	said int
	seen []int // by person: the number of the span it was last found in, plus one
	n    int
	out  []int
}

func newPeopleFinder(a *corpus.Article) *peopleFinder {
	return &peopleFinder{a: a, at: make([]int, len(a.People)), seen: make([]int, len(a.People))}
}

func (f *peopleFinder) in(s corpus.Span) []int {
	f.n++
	f.out = f.out[:0]
	for i := range f.a.People {
		mentions := f.a.People[i].Mentions
		for f.at[i] < len(mentions) && mentions[f.at[i]].End <= s.Start {
			f.at[i]++
		}
		if f.at[i] < len(mentions) && mentions[f.at[i]].Start < s.End {
			f.add(i)
		}
	}
	for ; f.said < len(f.a.Statements); f.said++ {
		st := &f.a.Statements[f.said]
		if st.Span.Start >= s.End {
			break
		}
		if st.Span.End > s.Start && st.Speaker != corpus.Unattributed {
			f.add(st.Speaker)
		}
		if st.Span.End > s.End {
			break // goes on in the next span
		}
	}
	return f.out
}

func (f *peopleFinder) add(i int) {
	if f.seen[i] != f.n {
		f.seen[i] = f.n
		f.out = append(f.out, i)
	}
}
