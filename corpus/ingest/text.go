package ingest

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"unicode"
)

// maxLines bounds the lines of a source. A live blog of a whole day has two thousand;
// the rules compare lines with each other.
const maxLines = 10_000

var errNoProse = errors.New("no running text is found in it: what there is are short lines, as of a menu or a list")

// Text makes a draft of plain text as it was copied from a page. The words of the
// body are kept as they stand, damaged ones too. The error says why there is no
// article in it.
func Text(source string, raw []byte) (*Draft, error) {
	text, doubts, err := decode(raw, "")
	switch {
	case err != nil:
		return nil, err
	case countControls(text) > 0, matches("other format", text):
		return nil, errors.New("it is not text: save the page as text or as HTML")
	case strings.TrimSpace(text) == "":
		return nil, errors.New("there is no text in it")
	}
	mark := expression("mark of a mail")
	if n := len(mark.FindAllString(text, -1)); n*2 > strings.Count(text, "\n") && matches("quoted mail", text) {
		text = mark.ReplaceAllString(text, "")
		doubts = append(doubts, Doubt{Why: "most lines began with \">\", as what a mail quotes: one such mark was taken off each"})
	}
	if strings.EqualFold(filepath.Ext(source), ".md") {
		text = expression("emphasis in Markdown").ReplaceAllString(expression("link in Markdown").ReplaceAllString(text, "$1"), "$1")
	}
	p := newPage(source, doubts, splitLines(text))
	if len(p.lines) > maxLines {
		return nil, fmt.Errorf("it has %d lines: that is no article", len(p.lines))
	}
	p.dropListed()
	p.dropComments()
	p.dropBesideDropped()
	p.dropCopies()
	if !p.findBody() {
		return nil, errNoProse
	}
	p.readHead()
	p.readTail()
	p.readMail()
	p.readInside()
	p.readOutlet()
	p.readAddress()
	p.doubtVoices()
	p.settle()
	if len(p.draft.Paragraphs) == 0 {
		return nil, errNoProse
	}
	return p.draft, nil
}

func (p *page) dropListed() {
	entries, letters, signed := 0, false, 0
	for i, l := range p.lines {
		if p.headsEntry(i) {
			entries++
		}
		if p.signsLetter(i) {
			signed++
		}
		letters = letters || matches("letter to the editor", l.text)
	}
	p.letters = letters && signed > 1
	for i := range p.lines {
		turn := i > 1 && p.lines[i-2].turn && matches("time alone", p.lines[i-1].text) // below a name
		entry := turn || entries > 1 && p.headsEntry(i)
		if entry {
			p.lines[i-1].rule = timeOfEntry
		}
		if p.signs(i) || entry || p.letters && p.signsLetter(i) {
			p.lines[i].turn, p.lines[i].prose = true, true
		}
		p.lines[i].rule = lineRule(p.lines[i])
	}
}

// headsEntry reports whether line i is the heading of an entry of a live page: it stands
// between a time and what the entry says, with a byline above that or not.
func (p *page) headsEntry(i int) bool {
	l, below := p.lines[i], p.at(i+1)
	if l.prose || l.words < 2 || l.words > maxHeadline || !matches("time alone", p.at(i-1).text) {
		return false
	}
	if p.isLead(below.text) {
		below = p.at(i + 2)
	}
	return below.prose && !p.isLead(l.text)
}

// signsLetter reports whether line i is the name below a letter to the editor.
func (p *page) signsLetter(i int) bool {
	l, above := p.lines[i], p.at(i-1)
	name, _, _ := strings.Cut(strings.TrimLeft(l.text, "—–- "), ",")
	ended := above.prose || endsStop(above.text) || strings.HasSuffix(above.text, ",")
	return ended && l.words <= 8 && !l.prose && isBareName(nameOf(name)) && patternOf(l.text) == ""
}

var lineEnds = strings.NewReplacer(
	"\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n")

// splitLines returns the lines that are not blank, those that were wrapped by hand joined.
func splitLines(text string) []*line {
	text = lineEnds.Replace(text)
	var raws []*line
	no, blank := 0, true
	isSpace := func(r rune) bool { // or a mark of no width, as editors and pages leave it there
		return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u2060'
	}
	for raw := range strings.SplitSeq(text, "\n") {
		no++
		trimmed := strings.TrimFunc(raw, isSpace)
		if trimmed != "" {
			start := len(raw) - len(strings.TrimLeft(raw, " \t"))
			raws = append(raws, &line{no: no, text: trimmed, start: start, blank: blank})
		}
		blank = trimmed == ""
	}
	quoteIndented(raws)
	out := joinWrapped(raws)
	for _, l := range out {
		l.words = countWords(l.text)
		l.prose = l.turn || isProse(l.text, l.words)
	}
	return out
}

// quoteIndented marks what is set in below a colon, as block quotations are where there are no
// marks for them.
func quoteIndented(lines []*line) {
	for i := 1; i < len(lines); i++ {
		above, begin := lines[i-1], i
		if !lines[i].blank || !strings.HasSuffix(above.text, ":") {
			continue
		}
		for i < len(lines) && lines[i].start > above.start+1 && !matches("mark of an item", lines[i].text) {
			i++
		}
		if i < len(lines) && lines[i].blank && lines[i].start <= above.start && endsProse(lines[i-1].text) {
			for _, l := range lines[begin:i] {
				l.text = "> " + l.text
			}
		}
	}
}
