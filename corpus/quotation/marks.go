package quotation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
)

// A piece is what stands between two quotation marks within one paragraph.
type piece struct {
	open       int  // where the opening mark begins; equal to start if there is none
	start, end int  // the words, without marks and white space around them
	after      int  // where the text goes on behind the closing mark
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
				open: span.Start, start: span.Start, end: span.End, after: span.End,
				closed: true, fromBefore: p > 0 && block[p-1],
			})
			s.left = false
			continue
		}
		s.next = corpus.Span{}
		if p+1 < len(paras) {
			s.next = paras[p+1]
		}
		out = s.paragraph(out, span)
	}
	return out
}

// A marker pairs marks.
type marker struct {
	text     string
	next     corpus.Span // the following paragraph
	left     bool        // the last piece of the paragraph before was left open on purpose
	marks    []mark
	noSingle bool // no single mark closes anything in the rest of the paragraph
}

func (s *marker) paragraph(out []piece, span corpus.Span) []piece {
	s.collect(span)
	carried := s.left
	s.left, s.noSingle = false, false
	after := span.Start // where the text goes on behind the last piece
	for i, m := range s.marks {
		if m.at < after || m.turn&opens == 0 {
			continue
		}
		var stop int
		j := s.closing(i)
		if j >= 0 {
			stop, after = s.marks[j].at, s.marks[j].at+s.marks[j].size
		} else {
			stop = s.unclosed(i, span)
			after = stop
		}
		begin := m.at + m.size
		if in := corpus.TrimSpace(s.text, corpus.Span{Start: begin, End: max(begin, stop)}); !in.Empty() {
			out = append(out, piece{
				open: m.at, start: in.Start, end: in.End, after: after,
				closed: j >= 0, fromBefore: carried && m.at == span.Start,
			})
		}
	}
	return out
}

// closing returns the index of the mark that closes marks[i], or -1. Apostrophes look like single
// marks: one after an s, with the sentence going on behind it (users' data), closes only if nothing
// better follows.
func (s *marker) closing(i int) int {
	const lookAhead = 64 // marks, to keep the work linear
	marks := s.marks
	family := marks[i].family
	if family == single && s.noSingle {
		return -1
	}
	depth, weak := 0, -1
	limit := min(len(marks), i+lookAhead)
	for j := i + 1; j < limit; j++ {
		m := &marks[j]
		switch {
		case m.family != family:
		case m.turn == opens && weak >= 0:
			return weak
		case m.turn == opens:
			depth++ // nested
		case depth > 0:
			depth--
		case m.firm || family == double:
			return j
		case weak < 0:
			weak = j
		}
	}
	s.noSingle = s.noSingle || family == single && weak < 0 && limit == len(marks) && depth == 0
	return weak
}

// unclosed returns how far a quotation reaches that no mark closes, and notes whether
// it goes on in the next paragraph, which opens with the same mark.
func (s *marker) unclosed(i int, span corpus.Span) int {
	m := s.marks[i]
	goesOn := false
	if s.next.Len() > 0 {
		first := s.markAt(s.next.Start, s.next)
		goesOn = first.family == m.family && first.turn&opens != 0
	}
	// Another quotation opens in this paragraph: this one ends with its sentence. But the marks within
	// one that goes on are of another shape: "About “justice” they know nothing.
	if !goesOn || m.at != span.Start {
		for _, other := range s.marks[i+1:] {
			if other.family == double {
				return firstSentence(s.text, corpus.Span{Start: m.at + m.size, End: other.at})
			}
		}
	}
	s.left = s.left || goesOn
	return span.End
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

// markAt reads the mark at i, if there is one, and says what it can do.
func (s *marker) markAt(i int, span corpus.Span) mark {
	r, size := utf8.DecodeRuneInString(s.text[i:span.End])
	m := mark{at: i, size: size}
	switch r {
	case '“', '„', '‟', '«':
		m.family, m.turn, m.firm = double, opens, true
	case '”', '»':
		m.family, m.turn, m.firm = double, closes, true
	case '"':
		m.family = double
	case '‹':
		m.family, m.turn, m.firm = single, opens, true
	case '\'', '‘', '’', '`', '‚', '‛', '›', '´':
		m.family = single
		before, _ := s.around(i, i+1, span)
		nested := strings.HasPrefix(s.text[i:span.End], "'''") && !openBefore(before) // ``He said `go,'''
		if size == 1 && i+1 < span.End && s.text[i+1] == s.text[i] && !nested {
			// `` and '' are the double marks of typewriters and wires.
			m.family, m.size = double, 2
		}
	default:
		return m
	}
	before, after := s.around(i, i+m.size, span)
	open := openBefore(before) && !unicode.IsSpace(after)
	both := m.family == single && before == '"' && unicode.IsSpace(after) // "…,"' she said
	shut := !openBefore(before) && !wordRune(after) || both
	switch {
	case r == '“' && !openBefore(before) && (unicode.IsSpace(after) || s.endsWords(before, i+m.size, span)), r == '«' && shut:
		m.turn = closes
	case (r == '”' || r == '»') && openBefore(before) && wordRune(after):
		m.turn = opens // typed with the wrong key, or »in German«
	case m.turn != 0:
	case m.family == double:
		m.turn = opens
		if !open || shut {
			m.turn |= closes
		}
	case open && (r == '’' || r == '´'): // most single marks are apostrophes
	case open:
		m.turn = opens
	case shut:
		// "users' data": an s before, and the sentence going on.
		next, _ := utf8.DecodeRuneInString(strings.TrimLeft(s.text[i+m.size:span.End], " "))
		m.turn, m.firm = closes, !strings.ContainsRune("sSz", before) || unicode.IsPunct(after) || !wordRune(next)
	}
	return m
}

// endsWords reports whether what stands at i ends words in German marks: „Ja“, said Roe; but not
// said:“...
func (s *marker) endsWords(before rune, i int, span corpus.Span) bool {
	rest := s.text[i:span.End]
	return rest != "" && !strings.ContainsRune(":,", before) && strings.IndexByte(".,;:!?)", rest[0]) >= 0 &&
		!strings.HasPrefix(rest, "..") && !strings.HasPrefix(rest, ". .")
}

// around returns the runes beside text[i:j] within the paragraph; a space
// stands for its ends.
func (s *marker) around(i, j int, span corpus.Span) (before, after rune) {
	before, after = ' ', ' '
	if i > span.Start {
		before, _ = utf8.DecodeLastRuneInString(s.text[span.Start:i])
	}
	if j < span.End {
		after, _ = utf8.DecodeRuneInString(s.text[j:span.End])
	}
	return before, after
}

func openBefore(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune("([{—–-/“‘\"'«>", r)
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func notWordRune(r rune) bool { return !wordRune(r) }

func (s *marker) collect(span corpus.Span) {
	s.marks = s.marks[:0]
	for i := span.Start; i < span.End; {
		if b := s.text[i]; b < 0x80 && b != '"' && b != '\'' && b != '`' || b > 0x80 && b != 0xC2 && b != 0xE2 {
			i++
			continue
		}
		m := s.markAt(i, span)
		if m.family != noMark && m.turn != 0 {
			s.marks = append(s.marks, m)
		}
		i += m.size
	}
}

// Block quotations stand without marks: behind Markdown's ">", or as a
// paragraph like any other behind "In a statement, the mayor said:".

// blocks returns, for each paragraph, whether it is a block quotation without marks. Without
// ">", it takes words that introduce it.
func blocks(text string, paras []corpus.Span) []bool {
	out := make([]bool, len(paras))
	before := ""
	for n, p := range paras {
		now := text[p.Start:p.End]
		signature := slices.ContainsFunc(dashes, func(dash string) bool { return strings.HasPrefix(now, dash) })
		if !opensMark(now) && !signature {
			mark := text[strings.LastIndexByte(text[:p.Start], '\n')+1 : p.Start] // Markdown's, whoever's words they are
			out[n] = strings.Contains(mark, ">") || introduces(before) && prose(now)
		}
		before = now
	}
	return out
}

func opensMark(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("\"“„«'‘`", r)
}

// dashes begin a paragraph that is a signature.
var dashes = []string{"—", "–", "--", "- "}

// introduces reports whether a paragraph ends with a verb of saying and a colon, with nothing
// between but where and when: "Roe said in a statement on Friday:".
func introduces(text string) bool {
	text, ok := strings.CutSuffix(text, ":")
	if !ok {
		return false
	}
	words := strings.Fields(text[max(0, len(text)-120):])
	if n := len(words); n > 3 {
		last := words[n-1]
		gives := classOf(last)&cPaper != 0 && sets.Giving[words[n-2]] // The firm issued this statement:
		if gives || last == "read" || last == "reads" || strings.HasSuffix(text, " in full") {
			return true
		}
	}
	for i := len(words) - 1; i > 0; i-- {
		c := classOf(words[i])
		if c&(cSay|cTell) != 0 && c&vFinite != 0 && !sets.PluralCue[words[i]] {
			last := i+1 == len(words)
			return last || c&cTell != 0 || classOf(words[i+1])&(cPrep|cTime|cAdv) != 0
		}
	}
	return false
}

// prose reports whether a paragraph is made of sentences rather than a heading, an item
// of a list or a line of a transcript.
func prose(text string) bool {
	label, _ := cutLabel(text)
	r, _ := utf8.DecodeRuneInString(text)
	return label == "" && wordRune(r) && endsWith(text, ".!?") && words(text) > 7
}
