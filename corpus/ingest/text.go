package ingest

import (
	"errors"
	"slices"
	"strings"

	"onrecord/corpus"
)

// Text makes a draft of plain text as it was copied from a page. The words of the
// body are kept as they stand, damaged ones too. The error says why there is no
// article in it.
func Text(source string, raw []byte) (*Draft, error) {
	text, err := decodeText(raw)
	if err != nil {
		return nil, err
	}
	p := &page{draft: &Draft{Source: source, Origins: map[Field]Origin{}}, lines: splitLines(text), headline: -1, standfirst: -1}
	p.dropListed()
	p.dropRecords()
	p.dropBehindBarriers()
	p.dropBesideDropped()
	p.dropCopies()
	if !p.findBody() {
		return nil, errors.New("no running text is found in it: what there is are short lines, as of a menu or a list")
	}
	p.readHead()
	p.readTail()
	p.readInside()
	p.readOutlet()
	p.readAddress()
	p.settle()
	return p.draft, nil
}

// A page is a source while it is being read. Its body is lines[first:end].
type page struct {
	draft      *Draft
	lines      []line
	first, end int
	headline   int // the line that is the headline; -1 if there is none
	standfirst int // likewise
	tail       int // where a list of other articles or the like begins
}

func (p *page) drop(i int, rule string) {
	if p.lines[i].rule == "" {
		p.lines[i].rule = rule
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
		p.lines[i].rule = patternOf(p.lines[i].text)
	}
	p.tail = len(p.lines)
}

// isGood reports whether line i is prose that no rule has dropped.
func (p *page) isGood(i int) bool { return p.lines[i].rule == "" && p.lines[i].class == good }

// goodIn counts the prose in lines[from:to], in lines and words.
func (p *page) goodIn(from, to int) (lines, words int) {
	for i := max(from, 0); i < min(to, len(p.lines)); i++ {
		if p.isGood(i) {
			lines++
			words += p.lines[i].words
		}
	}
	return lines, words
}

// settle drops what is left around the body, and puts the draft together.
func (p *page) settle() {
	for i := range p.lines {
		l := &p.lines[i]
		switch {
		case i == p.headline || i == p.standfirst:
		case l.rule != "":
		case i < p.first:
			l.rule = "before the body"
		case i >= p.end:
			l.rule = "after the body"
		default:
			p.draft.Paragraphs = append(p.draft.Paragraphs, l.text)
			continue
		}
		if i != p.headline && i != p.standfirst {
			p.draft.Dropped = append(p.draft.Dropped, Dropped{Line: l.no, Text: l.text, Rule: l.rule})
		}
	}
	slices.SortStableFunc(p.draft.Doubts, func(a, b Doubt) int { return a.Line - b.Line })
}

// Field returns what a field holds.
func (d *Draft) Field(f Field) string {
	switch f {
	case Title:
		return d.Title
	case Description:
		return d.Description
	case Outlet:
		return d.Outlet
	case Author:
		return d.Author
	case URL:
		return d.URL
	case Date:
		return string(d.Date)
	}
	return ""
}

// Set fills in a field and notes how it is known. White space in the value is
// squeezed to single spaces: a field stands on one line.
func (d *Draft) Set(f Field, value string, from Origin) {
	value = strings.Join(strings.Fields(value), " ")
	switch f {
	case Title:
		d.Title = value
	case Description:
		d.Description = value
	case Outlet:
		d.Outlet = value
	case Author:
		d.Author = value
	case URL:
		d.URL = value
	case Date:
		d.Date = corpus.Date(value)
	}
	if d.Origins == nil {
		d.Origins = map[Field]Origin{}
	}
	d.Origins[f] = from
}

// Missing returns the fields that are to be filled in, in the order of the front
// matter. Not every article has a standfirst; it is not asked for.
func (d *Draft) Missing() []Field {
	var out []Field
	for _, f := range []Field{Title, Date, Outlet, Author, URL} {
		if d.Field(f) == "" {
			out = append(out, f)
		}
	}
	return out
}
