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
func (p *textPage) readHead() {
	p.readPageTitle()
	if p.headline < 0 {
		p.findHeadline()
	}
	if p.headline >= 0 {
		p.set(Title, p.lines[p.headline].text, FromText)
		p.first = max(p.first, p.headline+1)
	}
	p.readStandfirst()
	p.readTopBio()
	for i := range p.first {
		if i != p.headline && i != p.standfirst {
			p.readHeadLine(i)
		}
	}
	if p.draft.Author == "" {
		p.readBareName()
	}
}

// readStandfirst finds the standfirst below the headline: a line that is no
// sentence, or a sentence with the byline or the date below it, or one that tells
// in the present tense what the next paragraph tells at length.
func (p *textPage) readStandfirst() {
	if p.headline < 0 {
		return
	}
	for i := p.headline + 1; i < p.first; i++ {
		l := p.lines[i]
		if l.rule == "" && l.words >= 5 && l.words <= maxStandfirst && !itemMark.MatchString(l.text) && !p.isHeadData(i) && !isBareName(l.text) {
			next := i + 1
			if next < len(p.lines) && p.lines[next].rule == "credits" {
				p.drop(i, "caption")
				continue
			}
			if _, bio := readBio(l.text, p.draft.Author); bio {
				continue
			}
			p.standfirst = i
			p.set(Description, l.text, FromText)
			return
		}
	}
	l := p.lines[p.first]
	if l.words > maxStandfirst || startsQuoted(l.text) || p.end-p.first < 3 || l.rule != "" {
		return
	}
	if p.dataBelow(p.first) {
		p.takeStandfirst(FromText)
	} else if p.headline == p.first-1 && presentTense.MatchString(l.text) && !hasQuote(l.text) && l.words <= 35 &&
		overlap(l.text, p.lines[p.first+1].text) >= 0.3 {
		p.takeStandfirst(FromHeuristic)
		p.doubt(p.standfirst, "it was taken for the standfirst because the next paragraph tells the same at length")
	}
}

var presentTense = lazily(`(?i)\b(?:says|say|warns|warn|calls|call|urges|urge|claims|tells|insists|accuses|wants|demands|admits|reveals|plans|faces|vows|backs|argues|asks|believes|criticises|criticizes|denies|defends)\b`)

func (p *textPage) takeStandfirst(from Origin) {
	p.standfirst = p.first
	p.set(Description, p.lines[p.first].text, from)
	for p.first++; p.first < p.end && !p.isGood(p.first) && (p.lines[p.first].rule != "" || !endsStop(p.lines[p.first].text)); {
		p.first++
	}
}

// dataBelow reports whether a byline or a date stands between line i and the next
// line of prose.
func (p *textPage) dataBelow(i int) bool {
	for j := i + 1; j < p.end && j <= i+6 && !p.isGood(j); j++ {
		text := p.lines[j].text
		if _, ok := readByline(text); ok {
			return true
		}
		if _, ok := readStamp(text); ok && !clockOnly.MatchString(text) {
			return true
		}
	}
	return false
}

// readHeadLine takes the byline or the date of a line above the body.
func (p *textPage) readHeadLine(i int) {
	text := p.lines[i].text
	if b, ok := readByline(text); ok {
		p.takeByline(i, b, FromText)
		return
	}
	if s, ok := readStamp(text); ok {
		p.takeStamp(i, s, FromText)
		return
	}
	if p.lines[i].rule != "" {
		return
	}
	if name, _, ok := readNamed(text); ok {
		p.set(Author, name, FromText)
		p.drop(i, "byline")
		return
	}
	if d, ok := findDay(text); ok && p.lines[i].words <= 14 {
		// A name, an outlet or a section stands before the date.
		if b, ok := bylineOf(text); ok && b.stamp != nil {
			if b.author != "" {
				p.set(Author, b.author, FromHeuristic)
			}
			p.takeStamp(i, stamp{published: d.date, unsure: d.unsure}, FromText)
		}
	}
}

func (p *textPage) takeByline(i int, b byline, from Origin) {
	p.lines[i].rule = "byline"
	p.set(Author, b.author, from)
	p.set(Outlet, b.outlet, from)
	if b.stamp != nil {
		p.takeStamp(i, *b.stamp, from)
	}
}

func (p *textPage) takeStamp(i int, s stamp, from Origin) {
	if p.lines[i].rule != "byline" {
		p.lines[i].rule = "date"
	}
	if s.unsure != "" {
		if p.draft.Date == "" {
			p.doubt(i, "the date was not taken: "+s.unsure)
		}
		return
	}
	p.set(Date, string(s.published), from)
}

// readTopBio drops the account of its author that some columns begin with.
func (p *textPage) readTopBio() {
	for i := max(p.headline, 0); i < min(p.first+2, p.end); i++ {
		if i == p.headline || i == p.standfirst || p.lines[i].rule != "" {
			continue
		}
		name, ok := readBio(p.lines[i].text, p.authorAbove(i))
		if !ok || p.mentions(surname(name), i) {
			continue
		}
		p.drop(i, "author bio")
		p.set(Author, name, FromHeuristic)
		if i >= p.first {
			p.first = i + 1
		}
	}
}

// authorAbove returns the author that a line above line i names.
func (p *textPage) authorAbove(i int) string {
	for j := range i {
		if b, ok := readByline(p.lines[j].text); ok && b.author != "" {
			return b.author
		}
		if isBareName(p.lines[j].text) {
			return p.lines[j].text
		}
	}
	return ""
}

// mentions reports whether the body holds a word, line except left out.
func (p *textPage) mentions(word string, except int) bool {
	for i := p.first; i < p.end; i++ {
		if i != except && p.lines[i].rule == "" && strings.Contains(" "+foldWords(p.lines[i].text)+" ", " "+foldWords(word)+" ") {
			return true
		}
	}
	return false
}

func surname(name string) string {
	words := strings.Fields(name)
	return words[len(words)-1]
}

// readBareName takes a name that stands alone above the body for the author, if
// the date or a role stands beside it.
func (p *textPage) readBareName() {
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
			role := p.lines[j].words <= 6 && byRole.MatchString(p.lines[j].text) && p.lines[j].rule == ""
			labelled := p.lines[j].rule == "byline label" && j == i-1
			if dated || role || labelled {
				p.set(Author, name, FromHeuristic)
				p.drop(i, "byline")
				return
			}
		}
	}
}
