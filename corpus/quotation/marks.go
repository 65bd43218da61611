package quotation

import (
	"unicode/utf8"

	"onrecord/corpus"
)

// A piece is what stands between two quotation marks within one paragraph.
type piece struct {
	para       int // paragraph
	open       int // where the opening mark begins; equal to start if there is none
	start, end int // the words, without marks and white space around them
	after      int // where the text goes on behind the closing mark
	single     bool
	closed     bool // ends with a closing mark
	fromBefore bool // goes on from a piece left open in an earlier paragraph
}

// unmarked reports whether the piece is a block quotation, which has no marks.
func (p *piece) unmarked() bool { return p.closed && p.after == p.end }

// family tells apart the marks that cannot close one another.
type family uint8

const (
	noMark family = iota
	double        // " “ ” „ « » `` ''
	single        // ' ‘ ’ ‚ ‹ ›
)

// A turn says what a mark can do where it stands.
type turn uint8

const (
	opens turn = 1 << iota
	closes
)

// A mark is a quotation mark in the text.
type mark struct {
	at, size int
	family   family
	turn     turn
	firm     bool // its shape or place leaves no doubt
}

// findPieces pairs the quotation marks of each paragraph. It reads each
// paragraph from left to right, and looks further ahead only within a
// paragraph, so that a stray mark can spoil no more than the one it stands in.
func findPieces(text string, paras []corpus.Span) []piece {
	var out []piece
	s := marker{text: text}
	block := blocks(text, paras)
	for p, span := range paras {
		if block[p] {
			out = append(out, piece{
				para: p, open: span.Start, start: span.Start, end: span.End, after: span.End,
				closed: true, fromBefore: p > 0 && block[p-1],
			})
			continue
		}
		var next corpus.Span
		if p+1 < len(paras) {
			next = paras[p+1]
		}
		s.para, s.end, s.next = p, span.End, next
		out = s.paragraph(out, span)
	}
	return out
}

// A marker pairs marks.
type marker struct {
	text      string
	para, end int
	next      corpus.Span // the following paragraph
	left      int         // paragraph whose last piece was left open on purpose, plus one
	marks     []mark
	// noSingle: before this offset no single mark closes anything.
	noSingle int
}

func (s *marker) paragraph(out []piece, span corpus.Span) []piece {
	s.collect(span)
	s.noSingle = span.Start
	carried := s.left == s.para && s.para > 0 // the paragraph before was left open
	s.left = 0
	marks := s.marks
	// A quotation left open in the paragraph before, closed here without being
	// reopened: a line broken inside it.
	i := 0
	if carried && len(marks) > 0 {
		if m := marks[0]; m.family == double && m.turn&opens == 0 {
			out = append(out, s.piece(span.Start, span.Start, m.at, m.at+m.size, true, false))
			out[len(out)-1].fromBefore = true
			i = 1
		}
	}
	for i < len(marks) {
		m := marks[i]
		if m.turn&opens == 0 {
			i++
			continue
		}
		var j int
		if m.family == double {
			j = s.closeDouble(marks, i)
		} else {
			j = s.closeSingle(marks, i)
		}
		begin := m.at + m.size
		if j >= 0 {
			c := marks[j]
			p := s.piece(m.at, begin, c.at, c.at+c.size, true, m.family == single)
			p.fromBefore = carried && m.at == span.Start
			if p.end > p.start {
				out = append(out, p)
			}
			i = j + 1
			continue
		}
		// No mark closes it.
		stop, goesOn := s.unclosed(marks, i, span)
		if stop > begin {
			p := s.piece(m.at, begin, stop, stop, false, m.family == single)
			p.fromBefore = carried && m.at == span.Start
			if p.end > p.start {
				out = append(out, p)
			}
			if goesOn {
				s.left = s.para + 1
			}
		}
		for i++; i < len(marks) && marks[i].at < stop; i++ {
		}
	}
	return out
}

func (s *marker) piece(open, start, end, after int, closed, one bool) piece {
	in := corpus.TrimSpace(s.text, corpus.Span{Start: start, End: end})
	return piece{para: s.para, open: open, start: in.Start, end: in.End, after: after, closed: closed, single: one}
}

// closeDouble returns the index of the mark that closes marks[i], or -1.
func (s *marker) closeDouble(marks []mark, i int) int {
	depth := 0
	for j := i + 1; j < min(len(marks), i+lookAhead); j++ {
		m := marks[j]
		if m.family != double {
			continue
		}
		switch {
		case m.turn == opens:
			depth++ // nested
		case depth > 0:
			depth--
		default:
			return j
		}
	}
	return -1
}

// lookAhead bounds how many marks ahead a decision looks, to keep the work linear.
const lookAhead = 64

// closeSingle returns the index of the mark that closes the single mark
// marks[i], or -1. Apostrophes look the same: one after an s, with the sentence
// going on behind it (users' data), closes only if nothing better follows.
func (s *marker) closeSingle(marks []mark, i int) int {
	if marks[i].at < s.noSingle {
		return -1
	}
	depth, weak := 0, -1
	limit := min(len(marks), i+lookAhead)
	for j := i + 1; j < limit; j++ {
		m := marks[j]
		switch {
		case m.family == double:
		case m.turn == opens && weak >= 0:
			return weak
		case m.turn == opens:
			depth++
		case depth > 0:
			depth--
		case m.firm:
			return j
		case weak < 0:
			weak = j
		}
	}
	if weak < 0 && limit == len(marks) && depth == 0 {
		s.noSingle = s.end
	}
	return weak
}

// unclosed decides how far a quotation reaches that no mark closes, and whether
// it goes on in the next paragraph. A single mark without a partner is an
// apostrophe unless the next paragraph opens again.
func (s *marker) unclosed(marks []mark, i int, span corpus.Span) (stop int, goesOn bool) {
	m := marks[i]
	first := s.firstMark(s.next)
	reopens := first.family == m.family && first.at == s.next.Start && first.turn&opens != 0
	// The marks within are of another shape: "About “justice” they know nothing.
	if reopens && m.at == span.Start {
		return span.End, true
	}
	// Another quotation opens in this paragraph: this one ends with its sentence.
	for k := i + 1; k < len(marks); k++ {
		if marks[k].family == double {
			part := corpus.Span{Start: m.at + m.size, End: marks[k].at}
			return firstSentence(s.text, part), false
		}
	}
	if reopens {
		return span.End, true
	}
	// Closed in the next paragraph without being opened there.
	if first.family == double && first.turn == closes {
		return span.End, true
	}
	return span.End, false
}

// firstSentence returns the end of the first sentence of the span.
func firstSentence(text string, s corpus.Span) int {
	if s.Len() > 2000 {
		s.End = s.Start + 2000
		for s.End > s.Start && !utf8.RuneStart(text[s.End]) {
			s.End--
		}
	}
	if all := corpus.Sentences(text, s); len(all) > 0 {
		return all[0].End
	}
	return s.Start
}

// firstMark returns the first double mark of the paragraph, or the mark it
// begins with.
func (s *marker) firstMark(span corpus.Span) mark {
	for i := span.Start; i < span.End && i < span.Start+4000; {
		m, size := s.markAt(i, span)
		if m.family == double || m.family == single && i == span.Start {
			return m
		}
		i += size
	}
	return mark{at: -1}
}
