package corpus

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Paragraphs returns the spans of text's paragraphs, without the white space around them and
// Markdown's marks of a block quotation before them. A blank line ends a paragraph; so does
// the end of a line, unless the line stands in a block that looks wrapped by hand (see wrapped).
func Paragraphs(text string) []Span {
	var out, lines []Span // lines are those of the block that has not ended
	at := 0
	for line := range strings.Lines(text) {
		s := Span{at, at + len(line)}
		at = s.End
		blank := strings.TrimSpace(line) == ""
		if !blank {
			lines = append(lines, s)
		}
		if !blank && at < len(text) || len(lines) == 0 {
			continue
		}
		if block := lines[0].Hull(lines[len(lines)-1]); wrapped(text[block.Start:block.End]) {
			lines = []Span{block}
		}
		for _, p := range lines {
			for p = TrimSpace(text, p); strings.HasPrefix(text[p.Start:p.End], ">"); {
				p = TrimSpace(text, Span{p.Start + 1, p.End})
			}
			out = appendTrimmed(out, text, p)
		}
		lines = nil
	}
	return out
}

// wrapColumn is the longest line, in bytes, that is taken for wrapped by hand.
// Mail and typewriters wrap at 72 to 80 columns; 100 leaves room for the rest.
const wrapColumn = 100

// wrapped reports whether a block's lines are one paragraph wrapped by hand: no line is
// long, and the next one goes on with a small letter or after a comma, or mostly so where
// its first word would hardly have fitted in. A headline above another is no paragraph.
func wrapped(block string) bool {
	lines := strings.Split(strings.TrimSpace(block), "\n")
	widest := 0
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
		widest = max(widest, len(lines[i]))
	}
	var goesOn, full int
	for i, line := range lines[1:] {
		before := lines[i]
		first, _ := utf8.DecodeRuneInString(line)
		if unicode.IsLower(first) || strings.HasSuffix(before, ",") {
			goesOn++
		}
		next, _, _ := strings.Cut(line, " ")
		if (len(before)+1+len(next))*10 >= widest*9 {
			full++
		}
	}
	breaks := len(lines) - 1
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(lines[breaks], "\"'”’)]»*_"))
	prose := strings.Contains(block, ",") && isStop(last)
	return widest <= wrapColumn && (goesOn == breaks || full*10 >= breaks*8 && (goesOn*2 >= breaks || prose))
}

func appendTrimmed(out []Span, text string, s Span) []Span {
	s = TrimSpace(text, s)
	if s.Empty() {
		return out
	}
	return append(out, s)
}

// TrimSpace returns s without the white space at its ends.
func TrimSpace(text string, s Span) Span {
	left := strings.TrimLeftFunc(text[s.Start:s.End], unicode.IsSpace)
	start := s.End - len(left)
	return Span{start, start + len(strings.TrimSpace(left))}
}

// abbreviations end in a full stop that does not end a sentence, when a capital
// follows. Those that are words as well (sat, sun, mar) count only with a capital.
var abbreviations = slices.Sorted(strings.FieldsSeq(`Mr Mrs Ms Dr Prof Sir Rev Hon St Lt Col Gen Maj Capt Cpl Sgt Adm Cmdr Brig Insp Supt Det Coun Cllr Const Ald
	Sen Sens Rep Reps Gov Govs Pres VP Sec Amb Atty Jr Sr Messrs Mme Mlle
	Jan Feb Mar Apr Jun Jul Aug Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
	Inc inc Ltd ltd Co co Corp corp plc Bros Dept dept Univ Assn Ave Blvd Rd Mt Ft Vol vol pp Fig fig Ed ed eds al vs v cf eg ie etc
	Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Vt Va Wash Wis Wyo`))

// Sentences returns the spans of the sentences of text[within], in order,
// without the white space between them. Closing quotation marks and brackets
// stay with the sentence they close; abbreviations, initials and decimal points
// do not end one.
func Sentences(text string, within Span) []Span {
	var out []Span
	start := within.Start
	for at := within.Start; ; {
		n := strings.IndexFunc(text[at:within.End], isStop)
		if n < 0 {
			break
		}
		stop := at + n
		at = within.End - len(strings.TrimLeftFunc(text[stop:within.End], isStopOrCloser))
		if sentenceEnds(text, start, stop, at, within.End) {
			out = appendTrimmed(out, text, Span{start, at})
			start = at
		}
	}
	return appendTrimmed(out, text, Span{start, within.End})
}

func isStop(r rune) bool { return r == '.' || r == '!' || r == '?' || r == '…' }

func isStopOrCloser(r rune) bool { return isStop(r) || strings.ContainsRune("\"'”’)]»", r) }

// sentenceEnds reports whether the stop at text[stop] ends the sentence begun
// at start; next is where the text goes on behind the stop and its closers.
func sentenceEnds(text string, start, stop, next, end int) bool {
	r, _ := utf8.DecodeRuneInString(text[next:end])
	if !unicode.IsSpace(r) {
		return false // 3.5, example.org, U.S.
	}
	rest := strings.TrimLeftFunc(text[next:end], unicode.IsSpace)
	rest = strings.TrimLeft(rest, "\"'“‘([«-–—• ")
	first, _ := utf8.DecodeRuneInString(rest)
	if unicode.IsLower(first) {
		return false // "Really?" he asked.
	}
	if text[stop] != '.' || next != stop+1 {
		return true
	}
	word := text[start:stop]
	if i := strings.LastIndexFunc(word, unicode.IsSpace); i >= 0 {
		_, size := utf8.DecodeRuneInString(word[i:])
		word = word[i+size:]
	}
	word = strings.Trim(word, "\"'“”‘’([«")
	_, abbreviated := slices.BinarySearch(abbreviations, word)
	numbered := unicode.IsDigit(first) && slices.Contains([]string{"No", "no", "Nos", "nos"}, word)
	// An initial (J. Edgar) or a row of them (U.S. Senate).
	last, size := utf8.DecodeLastRuneInString(word)
	before, _ := utf8.DecodeLastRuneInString(word[:len(word)-size])
	initial := unicode.IsUpper(last) && (len(word) == size || before == '.')
	return !abbreviated && !numbered && !initial
}

// MaxExcerpt is how many bytes an excerpt of whole sentences may have; one sentence that is
// longer stands alone.
const MaxExcerpt = 600

// Passages cuts the article into the pieces that are shown: a paragraph, or as
// many whole sentences of a long one as fit into an excerpt. They are in order
// and do not overlap.
func (a *Article) Passages() []Span {
	var out []Span
	for _, p := range a.paragraphs {
		out = append(out, Cut(a.body, p, MaxExcerpt)...)
	}
	return out
}

// Cut parts p into pieces of as many whole sentences as fit into most bytes; one
// sentence that is longer stands alone. What fits as it is stays whole.
func Cut(text string, p Span, most int) []Span {
	if p.Len() <= most {
		return []Span{p}
	}
	var out []Span
	for _, s := range Sentences(text, p) {
		if last := len(out) - 1; last >= 0 && s.End-out[last].Start <= most {
			out[last].End = s.End
		} else {
			out = append(out, s)
		}
	}
	return out
}

// SentencesAround returns the sentences that share text with s, in order.
func (a *Article) SentencesAround(s Span) []Span {
	var out []Span
	for _, p := range a.paragraphs {
		if p.Overlaps(s) {
			out = append(out, slices.DeleteFunc(Sentences(a.body, p), func(x Span) bool { return !x.Overlaps(s) })...)
		}
	}
	return out
}
