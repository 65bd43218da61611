package verbatim

import (
	"cmp"
	"iter"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
)

// A token is a word, a number, or a symbol that counts as one.
type token struct {
	start, end int32 // bytes of the text
	n          int32 // its number among the tokens of the text
	id         int32 // which word of the claim it is, counted from 1; 0, if it is none
	glued      bool  // joined to the token before, by a hyphen or by nothing at all
}

func (t token) span() corpus.Span { return corpus.Span{Start: int(t.start), End: int(t.end)} }

// A text is read as tokens once.
type words struct {
	text     string
	toks     []token
	caseless bool // capitals tell nothing
}

// compound returns tokens that hyphens or brackets join as one word without them, or "".
func (w *words) compound(toks []token) (key string) {
	for i, t := range toks {
		if i > 0 && (!t.glued || toks[i-1].end == t.start) {
			return ""
		}
		key += w.key(int(t.n))
	}
	return key
}

func (w *words) word(i int) string { return w.text[w.toks[i].start:w.toks[i].end] }

// key returns token i as words are compared; "" if there is none.
func (w *words) key(i int) string {
	if i < 0 || i >= len(w.toks) {
		return ""
	}
	key, _ := folded(w.word(i))
	return key
}

// sign returns the currency whose sign is token i or stands before the number that it is of, or "".
func (w *words) sign(i int) string {
	inNumber := func(word string) bool { // isNumber is slow
		return '0' <= word[0] && word[0] <= '9' || numerals[strings.ToLower(word)] != ""
	}
	for i > 0 && inNumber(w.word(i)) {
		i--
	}
	return currencies[strings.ToLower(w.word(i))]
}

// behind returns what stands between token i and the next, or the end of the text.
func (w *words) behind(i int) string {
	end := len(w.text)
	if i+1 < len(w.toks) {
		end = int(w.toks[i+1].start)
	}
	return w.text[w.toks[i].end:end]
}

// uncut reports whether the stretch from one token to another begins and ends where words and numbers do.
func (w *words) uncut(first, last token) bool {
	return !w.cuts(int(first.n)-1) && !w.cuts(int(last.n))
}

// cuts reports whether a word or a number goes on from token i to the next.
func (w *words) cuts(i int) bool {
	return i >= 0 && i+1 < len(w.toks) && (w.toks[i+1].glued || w.splitsNumber(i) || w.key(i) == "no" && noOne[w.key(i+1)] != "")
}

// splitsNumber reports whether token i and the next are of one number, so that a quotation
// that ends between them gives another: 5 | million, 49 | 000, 5 | %, three | and a half.
func (w *words) splitsNumber(i int) bool {
	from, to := i, i+1
	for from > 0 && i-from < mostLinks && is("number-link", strings.ToLower(w.word(from))) {
		from--
	}
	for to+1 < len(w.toks) && to-i <= mostLinks && is("number-link", strings.ToLower(w.word(to))) {
		to++
	}
	next := strings.ToLower(w.word(to))
	mark := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsSpace(r) }
	return !strings.ContainsFunc(w.text[w.toks[from].end:w.toks[to].start], mark) &&
		isNumber(w.word(from)) && !strings.Contains(w.word(from), " ") &&
		(numerals[next] != "" || isNumber(next) || to == from+1 && is("scale", next))
}

// mostLinks is how many words link the parts of a number: and a, in three and a half.
const mostLinks = 2

// A scanner reads the tokens of a text.
type scanner struct {
	text  string
	last  int // where the token before ended
	glue  int // where a token begins that a hyphen or bracket joins to the one before
	key   []byte
	short bool             // the word was drawn together with an apostrophe (we're)
	claim bool             // pictures are words
	vocab map[string]int32 // of the claim, if there is one to be compared with
}

// classAfter returns the class of the first visible character at or after i, and where it is.
func (s *scanner) classAfter(i int) (class, int) {
	rest := strings.TrimLeftFunc(s.text[i:], isInvisible)
	r, _ := utf8.DecodeRuneInString(rest)
	return classOf(r), len(s.text) - len(rest)
}

// tokens returns the tokens of a text, without their ids. While one is looked at, its folded form is in s.key.
func (s *scanner) tokens(text string) iter.Seq[token] {
	return func(yield func(token) bool) {
		s.text, s.last, s.glue = text, -1, -1
		number := int32(0)
		for pos := 0; pos < len(text); {
			end := s.token(pos)
			if end == pos {
				_, n := utf8.DecodeRuneInString(s.text[pos:])
				pos += n
				continue
			}
			if !yield(token{start: int32(pos), end: int32(end), n: number, glued: pos == s.last || pos == s.glue}) {
				return
			}
			pos, s.last = end, end
			number++
		}
	}
}

// token reads the token at a place and returns where it ends; there, if there is none.
func (s *scanner) token(start int) int {
	r, n := utf8.DecodeRuneInString(s.text[start:])
	s.short = false
	switch c := classOf(r); {
	case c == letter, c == digit, r == '.' && s.leadsNumber(start, n):
		return s.date(start, s.word(start))
	case c == symbol, c == picture && s.claim, r == '~' && s.leadsNumber(start, n):
		s.key = appendFolded(s.key[:0], r, s.text[start:])
		if r == '&' || r == '＆' {
			s.key = append(s.key[:0], "and"...)
		}
		return start + n
	case (c == hyphen || c == dash) && s.leadsNumber(start, n):
		s.key = append(s.key[:0], '-')
		return start + n
	}
	return start
}

// leadsNumber reports whether the sign or point of n bytes at i belongs to a
// number: it stands free on its left, and right before a digit or an amount.
func (s *scanner) leadsNumber(i, n int) bool {
	r, size := utf8.DecodeRuneInString(s.text[i+n:])
	point := s.text[i] == '.'
	if !point && (unicode.Is(unicode.Sc, r) || r == '.') {
		r, _ = utf8.DecodeRuneInString(s.text[i+n+size:])
	}
	if classOf(r) != digit {
		return false
	}
	before := strings.TrimRightFunc(s.text[:i], isInvisible)
	b, _ := utf8.DecodeLastRuneInString(before)
	switch classOf(b) {
	case hyphen, dash:
		return point
	case symbol:
		return true
	}
	return before == "" || unicode.IsSpace(b) || unicode.In(b, unicode.Ps, unicode.Pi) || b == '"' || b == '\''
}

// word reads a word or number that begins at start and returns where it ends.
func (s *scanner) word(start int) int {
	s.key = s.key[:0]
	end := start
	letters := 0    // since the start or the last point: U.S. is one word
	number := false // the last character was a digit
	i := end
	if s.text[start] == '.' {
		s.key = append(s.key, '.')
		i++
	}
	for i < len(s.text) && s.text[i] != ' ' {
		if b := s.text[i] | 0x20; 'a' <= b && b <= 'z' { // nearly all there is
			s.key, number, letters, i, end = append(s.key, b), false, letters+1, i+1, i+1
			continue
		}
		r, n := utf8.DecodeRuneInString(s.text[i:])
		c := classOf(r)
		switch c {
		case letter, digit:
			s.key = appendFolded(s.key, r, s.text[i:])
			number = c == digit
			letters++
			i, end = i+n, i+n
			continue
		case combining:
			if last, _ := utf8.DecodeLastRune(s.key); !unicode.Is(unicode.Latin, last) {
				s.key = utf8.AppendRune(s.key, r)
			}
			i, end = i+n, i+n
			continue
		case invisible:
			i += n
			continue
		}
		next, at := s.classAfter(i + n)
		link := links[r]
		if r == ':' && s.digits(2, at) {
			link = '.' // 7:30 is 7.30, but 3:1 is not 3.1
		}
		switch {
		case number && next == digit && link != 0 && (link != '\u202f' || s.digits(3, at)):
			grouped := s.digits(3, at) || s.digits(2, at) && strings.HasPrefix(s.text[at+2:], ",") // 1,50,000
			if (link != ',' || !grouped) && link != '\u202f' {
				s.key = append(s.key, byte(link)) // 1,400 is 1400, but 1,5 is not 15
			}
		case c == apostrophe && (next == letter || next == digit && !number):
			s.short = true
		case r == '.' && letters == 1 && !number && next == letter && initial.MatchString(s.text[at:]):
			letters = 0
		default:
			if c == hyphen && (next == letter || next == digit) || c == bracket && next == letter && !number {
				s.glue = at
			}
			return end
		}
		i = at // the word goes on
	}
	return end
}

// dated begins with a date: 14 July, July 14, the 14th of July, the fourteenth of July.
var dated = regexp.MustCompile(strings.NewReplacer(
	"MONTH", "("+strings.Join(slices.Sorted(maps.Keys(months)), "|")+")", "DAY", `(\d{1,2})(?:st|nd|rd|th)?`, " ", `[\s\pZ]+`,
).Replace(`(?i)^((?:DAY(?: of)?|(\pL+) of) MONTH|MONTH\.? (?:the )?DAY)(?:$|[\s\pZ]|[^\pL\pN](?:\PN|$))`))

// date widens the word from start to end to the date that begins with it, which is one word, and the
// same one in each form. Of a date that the claim does not have, it may have the month.
func (s *scanner) date(start, end int) int {
	if s.key[0] > '9' && !months[string(s.key)] && (numerals[string(s.key)] == "" || !strings.HasPrefix(s.text[end:], " o")) {
		return end // quick, as dates are rare
	}
	m := dated.FindStringSubmatchIndex(s.text[start:])
	if m == nil {
		return end
	}
	group := func(n int) string { return strings.ToLower(s.text[start+max(m[2*n], 0) : start+max(m[2*n+1], 0)]) }
	month, day := group(4)+group(5), group(2)+group(6)+strings.Trim(numerals[group(3)], "+dhnrst")
	n, _ := strconv.Atoi(day)
	_, alone := s.vocab[month]
	key := strconv.Itoa(n) + cmp.Or(wordLists["variant"][month], month)
	if _, known := s.vocab[key]; n < 1 || n > 31 || alone && !known {
		return end
	}
	s.key = append(s.key[:0], key...)
	return start + m[3]
}

// digits reports whether exactly n digits stand at i.
func (s *scanner) digits(n, i int) bool {
	for d := range n + 1 {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		if (classOf(r) == digit) != (d < n) {
			return false
		}
		i += size
	}
	return true
}

// links are the marks that make one number of the digits on their two sides, as in 1.5, 10:30, 9/11
// and 2015–16, with their plain forms. Narrow spaces, which part thousands, have one of them.
var links = map[rune]rune{
	'.': '.', ',': ',', ':': ':', '/': '/', '*': '*', '×': '*', '^': '^',
	'-': '-', '‐': '-', '‑': '-', '－': '-', '‒': '-', '–': '-', '−': '-',
	'\'': '\'', '’': '\'', '′': '\'', '\u202f': '\u202f', '\u2009': '\u202f',
}
