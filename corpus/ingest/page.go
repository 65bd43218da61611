package ingest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// A line is one line of the source that is not blank, several that were one paragraph
// wrapped by hand, or a piece of a page's text that a browser sets as one paragraph.
type line struct {
	no    int    // its number in the source, from 1
	text  string // without white space around it
	start int    // the column in which it begins
	blank bool   // a blank line stands before it
	words int
	prose bool   // it looks like a sentence; else like a headline, a label or an item; of HTML, a long one
	turn  bool   // somebody speaks in a transcript, or signs what stands above
	rule  string // the rule that dropped it; "" if it is kept

	parted bool   // a hyphen stands in it where a line ended
	folded string // its words, with a space around each

	// Of HTML.
	node    *html.Node // the innermost element of block level that holds it
	heading bool       // which is one of <h1> to <h6>
	parts   string     // the text with bars where a style sheet alone sets elements apart
	linked  int        // bytes of the text that are links
	quote   *html.Node // the block quotation that it stands in
	opens   bool       // it is the first line of its quotation
	kept    bool       // it belongs to the article, as the extraction sees it
}

// A page is a source while it is being read, of text or of HTML, by one stage after the other:
// each drops lines, or takes fields off them. Its body is lines[first:end].
type page struct {
	draft      *Draft
	lines      []*line
	first, end int
	headline   int // the line that is the headline; -1 if there is none
	standfirst int // likewise
	letters    bool

	// Of HTML.
	doc         *html.Node
	start       *html.Node // holds the article's first paragraph
	content     map[*html.Node]content
	posts       map[*html.Node]bool   // the elements that hold a block quotation with the name of whose it is
	tables      map[*html.Node]bool   // those of which the library has kept a part
	known       map[*html.Node]string // their rules, as far as they were asked for
	pageTitle   string
	saved       string // the address that whoever saved it has noted
	h1          string // the headline that it shows
	ld, meta    string // what the page tells to machines: its JSON-LD; its meta elements and microdata
	ldHeadline  string // of its JSON-LD
	trafilatura trafilatura.Metadata
}

func newPage(source string, doubts []Doubt, lines []*line) *page {
	draft := &Draft{Source: source, Doubts: doubts, Origins: map[Field]Origin{}}
	return &page{draft: draft, lines: lines, headline: -1, standfirst: -1}
}

// at returns line i, or an empty one if there is no such line.
func (p *page) at(i int) *line {
	if i < 0 || i >= len(p.lines) {
		return &line{}
	}
	return p.lines[i]
}

func (p *page) drop(i int, rule string) {
	l := p.at(i)
	l.rule = cmp.Or(l.rule, rule)
}

func (p *page) doubt(i int, why string) {
	p.draft.Doubts = append(p.draft.Doubts, Doubt{Line: p.lines[i].no, Text: p.lines[i].text, Why: why})
}

// set fills in a field, unless it is known already from something as sure.
func (p *page) set(f Field, value string, from Origin) {
	surer := from != FromHeuristic && from != FromAddress && p.draft.isUnconfirmed(f)
	if value != "" && (p.draft.Field(f) == "" || surer) {
		p.draft.Set(f, value, from)
	}
}

// isGood reports whether line i is prose that no rule has dropped.
func (p *page) isGood(i int) bool { return p.lines[i].rule == "" && p.lines[i].prose }

// goodIn counts the lines of prose in lines[from:to].
func (p *page) goodIn(from, to int) (n int) {
	for i := max(from, 0); i < min(to, len(p.lines)); i++ {
		if p.isGood(i) {
			n++
		}
	}
	return n
}

// settle drops what is left around the body, and puts the draft together.
func (p *page) settle() {
	lost := 0 // words of prose
	for i, l := range p.lines {
		if l.rule == "" && p.breaksOff(i) {
			p.draft.doubt("sentences break off at the ends of lines, and were not joined")
		}
		switch {
		case i == p.headline || i == p.standfirst:
			continue
		case i < p.first:
			p.drop(i, "before the body")
		case i >= p.end:
			p.drop(i, "after the body")
		}
		if l.rule == "" {
			text := l.text
			post := i+1 < p.end && matches("signed post", p.lines[i+1].text)
			if post && !strings.HasPrefix(text, ">") && !startsQuoted(text) {
				text = "> " + text
			}
			p.draft.add(p.turnOf(i, text))
			if l.no > 0 {
				p.draft.Lines = append(p.draft.Lines, l.no)
			}
			if l.parted {
				p.doubt(i, "whether the hyphen at the end of a line belongs to the word cannot be told; it was kept")
			}
			continue
		}
		if prose := (endsProse(l.text) || p.breaksOff(i)) && l.linked*2 < len(l.text); prose && matches("unsure rule", l.rule) {
			lost += l.words
		}
		p.draft.Dropped = append(p.draft.Dropped, Dropped{Line: l.no, Text: l.text, Rule: l.rule})
	}
	if kept := countWords(p.draft.body()); lost > kept {
		p.draft.doubtful = true
		p.draft.doubt(fmt.Sprintf("most of the prose was left out, %d words of %d: see what was dropped", lost, lost+kept))
	}
	for _, x := range p.draft.Dropped {
		if isSpeech(x.Text) && !matches("sure rule", x.Rule) {
			p.draft.Doubts = append(p.draft.Doubts, Doubt{Line: x.Line, Text: x.Text, Why: "somebody is quoted here, and it was left out"})
		}
	}
	slices.SortStableFunc(p.draft.Doubts, func(a, b Doubt) int { return a.Line - b.Line })
}

// turnOf returns the text of line i, if it is a turn of a transcript, as the article has it: the
// name alone stands before the words, and an asker without one, "Q", has a colon.
func (p *page) turnOf(i int, text string) string {
	bare, asks := text, strings.HasPrefix(text, "Q") // else it may be the quarter of a year
	switch {
	case p.lines[i].turn:
		bare = nameAbove(unstamped(text))
	case asks && labelOf(p.at(i-1).text)+labelOf(p.at(i+1).text) == "":
	case strings.HasPrefix(text, "Q ") && isCapitalised(text[2:]):
		bare = "Q: " + text[2:]
	default:
		bare = unstamped(text)
	}
	if len(bare) < len(text) {
		p.draft.doubt("times, or numbers of questions, were taken off the names of who speaks")
	}
	return bare
}

// breaksOff reports whether the sentence of line i of a text goes on in the next.
func (p *page) breaksOff(i int) bool {
	l, next := p.lines[i], p.at(i+1)
	return l.no > 0 && l.words >= goodWords && !endsProse(l.text) && !next.blank && beginsLower(next.text)
}

// goodWords is how many words a sentence must have to be prose by itself: shorter
// ones are prose among prose. longWords is how many make prose of what ends in no
// full stop.
const (
	goodWords = 8
	longWords = 25
)

// isProse reports whether a line of so many words looks like prose by itself.
func isProse(text string, words int) bool {
	ended := endsProse(text) && (words >= goodWords || words >= 4 && startsQuoted(text))
	goesOn := words > goodWords && strings.HasSuffix(text, ",")
	return ended || goesOn || words >= longWords || endsStop(text) && matches("words of a speaker", text)
}

// isSpeech reports whether prose tells in quotation marks what somebody said.
func isSpeech(text string) bool {
	return hasQuote(text) && endsProse(text) && (matches("reporting verb", text) || matches("words of a speaker", text))
}

// closing are the marks that may stand behind the stop of a sentence: what closes a quotation in
// one language opens it in another, and a footnote ends in an arrow.
const closing = "\"'”’»“‘«)] ↩\ufe0e"

// endsProse reports whether the line ends as a sentence does, or as the words
// before a quotation.
func endsProse(text string) bool {
	text = strings.TrimRight(text, closing+"*")
	return strings.ContainsAny(lastRune(text), ".!?…:。！？")
}

// endsStop reports whether the line ends in a full stop, which headlines do not.
func endsStop(text string) bool {
	text = strings.TrimRight(text, closing)
	return strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "...")
}

func startsQuoted(text string) bool { return strings.TrimLeft(text, "\"'“‘«„") != text }

// hasQuote reports whether the line has a double quotation mark in it.
func hasQuote(text string) bool { return strings.ContainsAny(text, "\"“”«»„") }
