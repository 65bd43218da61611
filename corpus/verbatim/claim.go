package verbatim

import (
	"cmp"
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"onrecord/corpus/text"
)

// A claim is a claimed quotation, ready to be compared.
type claim struct {
	words                   // without what stands around a quotation; ids count the different ones
	breaks []int            // the words before which an ellipsis stands
	quoted bool             // it was typed within quotation marks
	vocab  map[string]int32 // ids of the words
	gain   []int32          // by id, what finding a word is worth in an alignment
}

// What finding a word is worth in an alignment, in words that are passed over for
// it, and what it adds that the word before was found right before it. (Found by
// trial: small words far from the rest are chance, and not worth the way.)
const (
	gainWord     = 5
	gainFunction = 3
	gainInRow    = 2
)

// mostEllipses is how many a quotation may have; what has more is none.
const mostEllipses = 12

// newClaim reads a claim and numbers its words.
func newClaim(typed string) *claim {
	c := &claim{vocab: map[string]int32{}, gain: []int32{0}}
	c.text, c.quoted = read(typed)
	c.caseless = c.text == strings.ToUpper(c.text)
	s := scanner{claim: true}
	for t := range s.tokens(c.text) {
		key := string(s.key)
		if s.short && is("colliding", key) {
			key += "'" // we're is not were
		}
		if c.vocab[key] == 0 {
			c.vocab[key] = int32(len(c.gain))
			gain := int32(gainWord)
			if is("function", key) {
				gain = gainFunction
			}
			c.gain = append(c.gain, gain)
		}
		t.id = c.vocab[key]
		c.toks = append(c.toks, t)
	}
	for i := 1; i < len(c.toks); i++ {
		if elision.MatchString(c.behind(i - 1)) {
			c.breaks = append(c.breaks, i)
		}
	}
	if len(c.breaks) > mostEllipses {
		c.breaks = nil // words with dots between them
	}
	return c
}

// lookup returns the id of a word of an article; 0 if the claim does not have it.
func (c *claim) lookup(s *scanner) int32 {
	if s.short && is("colliding", string(s.key)) {
		return cmp.Or(c.vocab[string(s.key)+"'"], c.vocab[string(s.key)])
	}
	return c.vocab[string(s.key)]
}

var (
	// elision is a mark between two words that says that something is left out.
	elision = regexp.MustCompile(`…|⋯|\.[\s\pZ]*\.[\s\pZ]*\.|[\s\pZ]\*[\s\pZ]?\*[\s\pZ]?\*[\s\pZ]`)

	// overlays are the combining characters that strike out the letter before them.
	overlays = `\x{0334}-\x{0338}\x{20d2}\x{20d3}\x{20d8}-\x{20da}\x{20e5}\x{20e6}\x{20ea}\x{20eb}`

	struckOut = regexp.MustCompile(`(?s)~~(.+?)~~|<(?:s|del|strike)>(.+?)</(?:s|del|strike)>|` +
		`(?:[^\s` + overlays + `][` + overlays + `]+)+`)
	tags       = regexp.MustCompile(`(?i)</?(?:b|i|em|strong|u|p|br|q|a|span|blockquote)(?:\s[^<>]*)?/?>`)
	hyphenated = regexp.MustCompile(`(\pL)[-‐]\r?\n(\p{Ll})`) // at the end of a line
	blockMarks = regexp.MustCompile(`(?m)^[ \t]*(?:>[ \t]*)+`)
	spoiler    = regexp.MustCompile(`(?s)\|\|([^"“«].*?)\|\|`)
	sic        = regexp.MustCompile(`(?i)[\s\pZ]*[\[(]sic[!.]?[\])]`)
	capital    = regexp.MustCompile(`\[(\pL)\](\pL)`)           // [W]e
	initial    = regexp.MustCompile(`^\pL(?:[^\pL\pN\pM'’]|$)`) // one letter, and no more
	inserted   = regexp.MustCompile(`\[([^\[\]\n]*\pL[^\[\]\n]*)\]`)
)

// HasSic reports whether a quoter marks a slip in a claim as not their own.
func HasSic(typed string) bool { return sic.MatchString(typed) }

// read takes a claimed quotation out of what was typed, as a reader of the message sees it
// (see [Visible]), and without what stands around a quotation: white space, quotation marks,
// Markdown's marks for quotations and emphasis, ellipses, and a final full stop or comma.
func read(typed string) (text string, quoted bool) {
	if strings.Contains(typed, ">") { // quick, as claims are long and quote blocks rare
		typed = blockMarks.ReplaceAllString(typed, "")
	}
	typed = hyphenated.ReplaceAllString(html.UnescapeString(tags.ReplaceAllString(typed, " ")), "$1-$2")
	typed = capital.ReplaceAllString(Visible(sic.ReplaceAllString(typed, "")), "$1$2")
	around := func(r rune) bool {
		return unicode.IsSpace(r) || isInvisible(r) || isQuote(r) || strings.ContainsRune("*_~|…⋯", r)
	}
	left := strings.TrimLeftFunc(typed, func(r rune) bool { return around(r) && r != '~' })
	right := strings.TrimRightFunc(left, func(r rune) bool { return around(r) || r == '.' || r == ',' })
	return right, strings.ContainsFunc(strings.TrimSuffix(typed, left), isQuote) && strings.ContainsFunc(strings.TrimPrefix(left, right), isQuote)
}

// Visible returns a message as its readers see it: without what is struck out, and with a
// bar before what a spoiler hides, so that it is never just what was said. A message that is
// struck out or hidden as a whole stays.
func Visible(typed string) string {
	if shown := struckOut.ReplaceAllString(typed, " "); text.HasWord(shown) {
		typed = shown
	}
	if text.HasWord(spoiler.ReplaceAllString(typed, "")) {
		typed = spoiler.ReplaceAllString(typed, "█ $1")
	}
	return typed
}

// withoutInsertions puts an ellipsis for the words that the quoter put into a claim between
// brackets, and says whether there are any and none of them is such as turns a sentence.
func withoutInsertions(typed string) (without string, ok bool) {
	if slices.ContainsFunc(inserted.FindAllString(typed, -1), func(s string) bool { return turns(keysOf(s), false) || limits(s) }) {
		return typed, false
	}
	without = inserted.ReplaceAllString(typed, " … ")
	return without, without != typed && text.HasWord(without)
}

func isQuote(r rune) bool {
	return strings.ContainsRune("\"'`´„‚″′＂＇「」『』", r) || unicode.In(r, unicode.Pi, unicode.Pf)
}
