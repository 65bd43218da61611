package ingest

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// maxLines bounds the lines of a source. A live blog of a whole day has two thousand;
// the rules compare lines with each other.
const maxLines = 10_000

var errNoProse = errors.New("no running text is found in it: what there is are short lines, as of a menu or a list")

// Text makes a draft of plain text as it was copied from a page. The words of the
// body are kept as they stand, damaged ones too. The error says why there is no
// article in it.
func Text(source string, raw []byte) (*Draft, error) {
	text, doubts, err := decodeText(raw)
	if err != nil {
		return nil, err
	}
	p := newPage(source, doubts, splitLines(text))
	if len(p.lines) > maxLines {
		return nil, fmt.Errorf("it has %d lines: that is no article", len(p.lines))
	}
	p.dropListed()
	p.dropRecords()
	p.dropComments()
	p.dropBesideDropped()
	p.dropCopies()
	if !p.findBody() {
		return nil, errNoProse
	}
	p.readHead()
	p.readTail()
	p.readInside()
	p.readOutlet()
	p.readAddress()
	p.settle()
	if len(p.draft.Paragraphs) == 0 {
		return nil, errNoProse
	}
	return p.draft, nil
}

// A page is a source while it is being read. Its body is lines[first:end].
type page struct {
	draft      *Draft
	lines      []*line
	first, end int
	headline   int // the line that is the headline; -1 if there is none
	standfirst int // likewise

	// Of HTML.
	doc         *html.Node
	rules       *rules
	h1          string // the headline that it shows
	great       bool   // that is an <h1>
	ld, meta    string // what the page tells to machines: its JSON-LD; its meta elements and microdata
	trafilatura trafilatura.Metadata
}

func newPage(source string, doubts []Doubt, lines []*line) *page {
	return &page{draft: &Draft{Source: source, Doubts: doubts}, lines: lines, headline: -1, standfirst: -1}
}

// at returns line i, or an empty one if there is no such line.
func (p *page) at(i int) *line {
	if i < 0 || i >= len(p.lines) {
		return &line{}
	}
	return p.lines[i]
}

func (p *page) drop(i int, rule string) {
	if l := p.at(i); l.rule == "" {
		l.rule = rule
	}
}

func (p *page) doubt(i int, why string) {
	p.draft.Doubts = append(p.draft.Doubts, Doubt{Line: p.lines[i].no, Text: p.lines[i].text, Why: why})
}

// set fills in a field, unless it is known already from something as sure.
func (p *page) set(f Field, value string, from Origin) {
	if value == "" || p.draft.Field(f) != "" {
		return
	}
	p.draft.Set(f, value, from)
}

func (p *page) dropListed() {
	for i := range p.lines {
		if p.signs(i) {
			p.lines[i].turn, p.lines[i].prose = true, true
		}
		if !p.lines[i].turn {
			p.lines[i].rule = patternOf(p.lines[i].text)
		}
	}
}

// isGood reports whether line i is prose that no rule has dropped.
func (p *page) isGood(i int) bool { return p.lines[i].rule == "" && p.lines[i].prose }

// goodIn counts the lines of prose in lines[from:to].
func (p *page) goodIn(from, to int) int {
	n := 0
	for i := max(from, 0); i < min(to, len(p.lines)); i++ {
		if p.isGood(i) {
			n++
		}
	}
	return n
}

// settle drops what is left around the body, and puts the draft together.
func (p *page) settle() {
	lost := 0
	for i, l := range p.lines {
		outside := ""
		switch {
		case i == p.headline || i == p.standfirst:
			continue
		case i < p.first:
			outside = "before the body"
		case i >= p.end:
			outside = "after the body"
		}
		if l.rule == "" && outside == "" {
			text := l.text
			if next := p.at(i + 1); i+1 < p.end && postSigned().MatchString(next.text) && !strings.HasPrefix(text, ">") && !startsQuoted(text) {
				text = "> " + text // a post
			}
			p.draft.add(text)
			if l.no > 0 {
				p.draft.Lines = append(p.draft.Lines, l.no)
			}
			continue
		}
		unsure := l.rule == "" || l.rule == relatedList || unsureRules[l.rule]
		if unsure && endsProse(l.text) && l.linked*2 < len(l.text) {
			lost += l.words
		}
		p.draft.Dropped = append(p.draft.Dropped, Dropped{Line: l.no, Text: l.text, Rule: cmp.Or(l.rule, outside)})
	}
	p.draft.weigh(lost)
	slices.SortStableFunc(p.draft.Doubts, func(a, b Doubt) int { return a.Line - b.Line })
}
