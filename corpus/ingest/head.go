package ingest

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// maxHeadline is the longest headline, and maxStandfirst the longest standfirst,
// in words.
const (
	maxHeadline   = 20
	maxStandfirst = 45
)

// readHead finds the headline and what else stands above the body.
func (p *page) readHead() {
	for _, find := range []func(){p.readCrawled, p.readPageTitle, p.findHeadline} { // the surest first
		if p.headline < 0 {
			find()
		}
	}
	if p.headline >= 0 {
		from := FromText
		if p.lines[p.headline].words == 2 { // it may be a label
			from = FromHeuristic
		}
		p.set(Title, expression("label of a headline").ReplaceAllString(strings.TrimLeft(p.lines[p.headline].text, "# "), ""), from)
		p.first = max(p.first, p.headline+1)
		for p.first+1 < p.end && !p.lines[p.first].turn && p.isHeadData(p.first) {
			p.first++
		}
		if above := p.at(p.first - 1); p.letters && p.first-1 > p.headline && above.rule == "" && !p.isHeadData(p.first-1) {
			p.first-- // the heading of the first one
		}
		p.readStandfirst()
	}
	p.readCredits(p.headline+1, p.first)
	p.readCredits(0, p.headline) // where pages have their own date, too
	if p.draft.Author == "" {
		p.readBareName()
	}
}

// readCredits takes the bylines and dates in lines[from:to].
func (p *page) readCredits(from, to int) {
	for i := from; i < to; i++ {
		text := p.lines[i].text
		if b, ok := readCredit(text); ok {
			p.takeCredit(i, b, FromText)
		}
		for _, part := range leadParts(text) {
			if p.isLead(text) && part != text && isBareName(part) && !matches("name of a place", part) {
				p.takeCredit(i, byline{author: part}, FromText)
			}
		}
	}
}

// readCrawled reads what a crawler has written above the page, or before its headline.
func (p *page) readCrawled() {
	for i, l := range p.lines[:min(p.first+1, p.end-1)] {
		m := expression("crawler's field").FindStringSubmatch(l.text)
		if m == nil || l.turn {
			continue
		}
		switch value := m[3]; strings.ToLower(m[1] + m[2]) {
		case "title", "headline":
			l.text, l.rule, p.headline = value, "", i
		case "site", "outlet", "publisher":
			if isName(value) {
				p.set(Outlet, value, FromText)
				l.rule = "crawler"
			}
		default:
			if day := expression("crawler's day").FindStringSubmatch(value); day != nil {
				p.set(Date, string(parseDay(day[1])), FromText)
				if l.text = day[2]; l.text == "" {
					l.text, l.rule = value, "date"
				}
			}
		}
		l.words = countWords(l.text)
	}
}

// readPageTitle looks for the page's title, the headline with the outlet's name
// behind it, and the headline itself below.
func (p *page) readPageTitle() {
	for i, title := range p.lines[:p.first] {
		m := expression("title with a site").FindStringSubmatch(title.text)
		for j := i + 1; m != nil && j < min(p.first+1, p.end-1); j++ {
			if l := p.lines[j]; l.words >= 3 && l.words <= maxHeadline && l.text != title.text && strings.HasPrefix(title.text, l.text) {
				p.drop(i, "page title")
				l.rule, p.headline = "", j
				p.set(Outlet, strings.TrimSpace(m[1]), FromText)
				return
			}
		}
	}
}

// findHeadline chooses among the lines above the body that can be a headline.
func (p *page) findHeadline() {
	var candidates []int
	for i, l := range p.lines[:min(p.first+1, p.end-1)] { // a line has to be left for the body
		over := p.standsOverStandfirst(i) // then it may end in a full stop
		leadsOn := strings.ContainsAny(lastRune(l.text), "»›→") && !hasQuote(strings.TrimSuffix(l.text, "»"))
		labelled := l.rule == "read more" && matches("label of a headline", l.text) && p.isLead(p.at(i+1).text)
		turn := l.turn && (labelOf(l.text) != "" || nameAbove(l.text) != l.text) && !matches("label of a headline", l.text)
		if (l.rule == "" || labelled) && (over || isHeadlineLike(l)) && !leadsOn && !turn && !p.isHeadData(i) {
			candidates = append(candidates, i)
		}
	}
	data := p.first - 1 // the last byline or date above the body
	for data >= 0 && !p.isHeadData(data) {
		data--
	}
	best := 0
	for n, i := range candidates {
		if score := p.scoreHeadline(i, data, len(candidates)-n-1); p.headline < 0 || score > best {
			p.headline, best = i, score
		}
	}
	above := p.first - 1
	for p.headline < 0 && above >= 0 && p.isHeadData(above) {
		above--
	}
	if l := p.at(above); p.headline < 0 && l.rule == "" && l.words == 2 && !endsStop(l.text) && !isBareName(l.text) {
		p.headline = above
	}
}

// scoreHeadline says what speaks for line i as the headline, with the last byline or date in line
// data, and so many others that may be the headline below it.
// The points are chosen on the pages of testdata/blind, and on the text of 119 pages of the press.
func (p *page) scoreHeadline(i, data, below int) (score int) {
	l, next := p.lines[i], p.at(i+1)
	points := func(n int, given bool) {
		if given {
			score += n
		}
	}
	said := p.said(l.text)
	points(2, said > 0 || p.isPartOf(i, p.lines[p.first:p.end], strings.Contains))
	points(1, said >= .5)
	points(1, p.standsOverStandfirst(i))
	points(3, data > i)
	points(1, i > 0 && p.isHeadData(i-1))
	points(1, next.rule == "" && next.words > l.words)
	points(2, l.words >= 5)
	points(-3, matches("mark of an item", l.text))
	points(-2, below > 3)                                              // as above entries of a menu
	points(-1, strings.HasPrefix(strings.ToUpper(l.text), "BREAKING")) // more often of something else
	points(-1, strings.Contains(l.text, " | "))
	return score
}

// standsOverStandfirst reports whether a longer line stands right below line i, and a byline or a
// date below that.
func (p *page) standsOverStandfirst(i int) bool {
	below := p.at(i + 1)
	longer := below.rule == "" && below.words > p.lines[i].words && below.words <= maxStandfirst
	return longer && i+2 < p.first && p.lines[i].words >= 5 && !p.isHeadData(i+1) && p.isHeadData(i+2)
}

// said returns which part of a line's words the beginning of the body says again, as it does of its
// headline.
func (p *page) said(text string) float64 {
	body := ""
	for _, l := range p.lines[p.first:min(p.first+10, p.end)] {
		if l.text != text {
			body += cmp.Or(l.folded, " "+foldWords(l.text)+" ")
		}
	}
	found, all := 0, 0
	for w := range strings.FieldsSeq(foldWords(text)) {
		if len(w) > 2 && !isListed("common words", w) {
			all++
			if strings.Contains(body, " "+w) {
				found++
			}
		}
	}
	return float64(found) / float64(max(all, 1))
}

// isHeadData reports whether a line above the body is a byline, a date or the like.
func (p *page) isHeadData(i int) bool {
	text := p.lines[i].text
	return p.isLead(text) || matches("address alone", text) || matches("label above the body", text)
}

// isLead reports whether a line tells who wrote the article, or when, and how long it
// takes to read, and nothing else.
func (p *page) isLead(text string) bool {
	_, credit := readCredit(text)
	dated := len(text) <= 100 && parseDay(text) != "" && !isProse(text, countWords(text))
	if credit || dated || text != "" && (text == p.draft.Author || text == p.draft.Outlet) {
		return true
	}
	parts := leadParts(text)
	return len(parts) > 1 && !slices.ContainsFunc(parts, func(part string) bool {
		return patternOf(part) != "reading time" && !isBareName(part) && !p.isLead(part)
	})
}

func leadParts(text string) []string {
	return expression("mark between credits").Split(strings.Trim(text, "·|• "), -1)
}

// readStandfirst finds the standfirst below the headline: a line that is no
// sentence, or a sentence with the byline or the date below it.
func (p *page) readStandfirst() {
	for i := p.headline + 1; i < p.first && p.standfirst < 0; i++ {
		if l := p.lines[i]; l.rule == "" && l.words >= 5 && l.words <= maxStandfirst && !p.isHeadData(i) {
			p.standfirst = i
			p.set(Description, l.text, FromText)
		}
	}
}

// dataBelow reports whether a byline, a date or a picture stands between line i and the next
// line of prose: then it is a standfirst.
func (p *page) dataBelow(i int) bool {
	for j := i + 1; j < len(p.lines) && j <= i+6 && !p.isGood(j) && p.lines[j].rule != "related"; j++ { // which have their own
		l := p.lines[j]
		_, signed := readByline(l.parts)
		if within(l.node, atom.Figure) != nil || signed || p.isLead(l.text) && !matches("time alone", l.text) {
			return true
		}
	}
	return false
}

func (p *page) takeCredit(i int, b byline, from Origin) {
	who := from
	if b.guessed { // it may be a place
		who = FromHeuristic
	}
	p.set(Author, b.author, who)
	p.set(Outlet, b.outlet, from)
	p.lines[i].rule = "byline"
	if b.stamp == nil {
		return
	}
	if b.author == "" && b.outlet == "" {
		p.lines[i].rule = "date"
	}
	if b.stamp.unsure == "" {
		p.set(Date, string(b.stamp.date), from)
	} else if p.draft.Date == "" {
		p.doubt(i, "the date was not taken: "+b.stamp.unsure)
	}
}

// readMail takes a mail's subject for the title and who sent it for the author, unless they are
// known from elsewhere.
func (p *page) readMail() {
	for i, l := range p.lines[:p.first] {
		switch m := expression("field of a mail").FindStringSubmatch(l.text); {
		case m == nil:
		case m[1] != "" && p.draft.Title == "":
			p.set(Title, m[1], FromHeuristic)
			p.headline = i
		case isBareName(m[2]):
			p.takeCredit(i, byline{author: m[2]}, FromHeuristic)
		}
	}
}

// readBareName takes a name that stands alone above the body for the author, if
// the date or a role stands beside it.
func (p *page) readBareName() {
	for i, l := range p.lines[:p.first] {
		name, place, in := strings.Cut(expression("place of one of two").ReplaceAllString(l.text, " and $1"), " in ")
		if i == p.headline || l.rule != "" || strings.HasPrefix(name, "The ") || !isBareName(name) || in && !isCapitalised(place) {
			continue
		}
		for j := max(i-1, 0); j < min(i+3, p.first); j++ {
			near := p.lines[j]
			role := near.rule == "" && near.words <= 6 && matches("role of a writer", near.text)
			if j != i && j != p.headline && (role || near.rule == "date" || near.rule == "byline label") {
				p.set(Author, name, FromHeuristic)
				p.drop(i, "byline")
				return
			}
		}
	}
}
