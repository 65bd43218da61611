package quotation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
)

// markAt reads the mark at i, if there is one, and says what it can do.
func (s *marker) markAt(i int, span corpus.Span) (mark, int) {
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
			m.family, m.size, size = double, 2, 2
		}
	default:
		return m, size
	}
	before, after := s.around(i, i+m.size, span)
	open := openBefore(before) && !unicode.IsSpace(after)
	shut := !openBefore(before) && !wordRune(after) || m.family == single && before == '"' && unicode.IsSpace(after) // "…,"' she said
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
	return m, size
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

// collect finds all marks of a paragraph.
func (s *marker) collect(span corpus.Span) {
	s.marks = s.marks[:0]
	for i := span.Start; i < span.End; {
		if b := s.text[i]; b < 0x80 && b != '"' && b != '\'' && b != '`' || b > 0x80 && b != 0xC2 && b != 0xE2 {
			i++
			continue
		}
		m, size := s.markAt(i, span)
		if m.family != noMark && m.turn != 0 {
			s.marks = append(s.marks, m)
		}
		i += size
	}
}
