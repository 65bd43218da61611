package ingest

import (
	"strings"
)

// maxHeadline is the longest headline, and maxStandfirst the longest standfirst,
// in words.
const (
	maxHeadline   = 20
	maxStandfirst = 45
)

// readHead finds the headline and what else stands above the body.
func (p *page) readHead() {
	p.readCrawled()
	if p.headline < 0 {
		p.readPageTitle()
	}
	if p.headline < 0 {
		p.findHeadline()
	}
	if p.headline >= 0 {
		p.set(Title, strings.TrimLeft(p.lines[p.headline].text, "# "), FromText)
		p.first = max(p.first, p.headline+1)
	}
	p.readStandfirst()
	for i := range p.first {
		if b, ok := readCredit(p.lines[i].text); ok && i != p.headline && i != p.standfirst {
			p.takeCredit(i, b, FromText)
		}
	}
	if p.draft.Author == "" {
		p.readBareName()
	}
	if p.first < p.end && p.draft.Date == "" {
		if m := datedLine().FindString(p.lines[p.first].text); m != "" {
			p.set(Date, string(parseDay(m)), FromHeuristic)
		}
	}
}

// datedLine begins a report that tells where and when it was written: "BRACK, 3 June 2021 -".
var datedLine = lazily(`^\p{Lu}[\p{L} .,'’-]{1,40}, [\p{L}\d .,]{6,24}(?: \([^()]{2,40}\))? ?[–—-]{1,2} `)

// readStandfirst finds the standfirst below the headline: a line that is no
// sentence, or a sentence with the byline or the date below it.
func (p *page) readStandfirst() {
	if p.headline < 0 {
		return
	}
	for i := p.headline + 1; i < p.first; i++ {
		l := p.lines[i]
		if l.rule == "" && l.words >= 5 && l.words <= maxStandfirst && !itemMark().MatchString(l.text) && !p.isHeadData(i) && !isBareName(l.text) {
			next := i + 1
			if next < len(p.lines) && p.lines[next].rule == "credits" {
				p.drop(i, "caption")
				continue
			}
			p.standfirst = i
			p.set(Description, l.text, FromText)
			return
		}
	}
	l := p.lines[p.first]
	if l.rule == "" && l.words <= maxStandfirst && !startsQuoted(l.text) && p.end-p.first >= 3 && p.dataBelow(p.first) {
		p.standfirst = p.first
		p.set(Description, l.text, FromText)
		for p.first++; p.first < p.end && !p.isGood(p.first); {
			p.first++
		}
	}
}

// dataBelow reports whether a byline or a date stands between line i and the next
// line of prose.
func (p *page) dataBelow(i int) bool {
	for j := i + 1; j < p.end && j <= i+6 && !p.isGood(j); j++ {
		if _, ok := readCredit(p.lines[j].text); ok && !clockOnly().MatchString(p.lines[j].text) {
			return true
		}
	}
	return false
}

// takeCredit takes the byline or the date of a line beside the body.
func (p *page) takeCredit(i int, b byline, from Origin) {
	if b.guessed {
		p.set(Author, b.author, FromHeuristic)
	}
	p.set(Author, b.author, from)
	p.set(Outlet, b.outlet, from)
	p.lines[i].rule = "byline"
	if b.stamp == nil {
		return
	}
	if b.author == "" && b.outlet == "" {
		p.lines[i].rule = "date"
	}
	if b.stamp.unsure == "" {
		p.set(Date, string(b.stamp.published), from)
	} else if p.draft.Date == "" {
		p.doubt(i, "the date was not taken: "+b.stamp.unsure)
	}
}

// mentions reports whether the body holds a word, line except left out.
func (p *page) mentions(word string, except int) bool {
	for i := p.first; i < p.end; i++ {
		if i != except && p.lines[i].rule == "" && strings.Contains(" "+foldWords(p.lines[i].text)+" ", " "+foldWords(word)+" ") {
			return true
		}
	}
	return false
}

// readBareName takes a name that stands alone above the body for the author, if
// the date or a role stands beside it.
func (p *page) readBareName() {
	for i := 0; i < p.first; i++ {
		name := p.lines[i].text
		if person, place, ok := strings.Cut(name, " in "); ok && isCapitalised(place) {
			name = person
		}
		if i == p.headline || p.lines[i].rule != "" || strings.HasPrefix(name, "The ") || !isBareName(name) {
			continue
		}
		for _, j := range []int{i - 1, i + 1, i + 2} {
			if j < 0 || j >= p.first || j == p.headline {
				continue
			}
			_, dated := readStamp(p.lines[j].text)
			role := p.lines[j].words <= 6 && byRole().MatchString(p.lines[j].text) && p.lines[j].rule == ""
			labelled := p.lines[j].rule == "byline label" && j == i-1
			if dated || role || labelled {
				p.set(Author, name, FromHeuristic)
				p.drop(i, "byline")
				return
			}
		}
	}
}
