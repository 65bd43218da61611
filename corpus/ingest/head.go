package ingest

import (
	"regexp"
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

var titleMark = regexp.MustCompile(`^(.{12,}?) (?:[|·•–—-]|::|») ([^|]{2,40})$`)

// readPageTitle looks for the page's title, the headline with the outlet's name
// behind it, and the headline itself below.
func (p *textPage) readPageTitle() {
	for i := 0; i < p.first; i++ {
		text := p.lines[i].text
		for j := i + 1; j <= p.first && j < len(p.lines); j++ {
			below := p.lines[j].text
			rest, ok := strings.CutPrefix(text, below)
			if !ok || rest == "" || p.lines[j].words < 3 || p.lines[j].words > maxHeadline {
				continue
			}
			if m := titleMark.FindStringSubmatch(text); m != nil {
				p.drop(i, "page title")
				p.lines[j].rule = ""
				p.headline = j
				parts := strings.Split(strings.NewReplacer(" – ", " | ", " — ", " | ", " - ", " | ", " · ", " | ").Replace(rest), " | ")
				p.set(Outlet, strings.TrimSpace(parts[len(parts)-1]), FromText)
				return
			}
		}
	}
}

// findHeadline chooses among the lines above the body that can be a headline.
func (p *textPage) findHeadline() {
	best, bestScore := -1, 0.0
	order := 0
	for i := 0; i < min(p.first+1, p.end); i++ {
		l := p.lines[i]
		fallback := l.rule == "read more" && i <= 1 && l.words >= minCopy
		if l.rule != "" && !fallback || !isHeadlineLike(l) || p.isHeadData(i) {
			continue
		}
		if i == p.first && (best >= 0 || startsQuoted(l.text) && endsProse(l.text)) {
			continue
		}
		score := 3 - 0.75*float64(order)
		order++
		if fallback {
			score -= 10
		}
		switch {
		case l.words >= 5:
			score += 2
		case l.words <= 3:
			score--
		}
		if echo := p.echo(i); echo > 0 {
			score += 2 * echo
		} else {
			score -= 1.5 // an outlet's name and its motto
		}
		below := ""
		if i+1 < len(p.lines) {
			below = p.lines[i+1].rule
		}
		switch {
		case below == "navigation" || below == "newsletter" || strings.Contains(l.text, " | "):
			score--
		case i == 0:
			score += 2
		}
		if best < 0 || score > bestScore {
			best, bestScore = i, score
		}
	}
	if best >= 0 {
		p.headline = best
		p.lines[best].rule = ""
		return
	}
	// Two words above the body are a headline, or a label: that is left open.
	if i := p.first - 1; i >= 0 && p.lines[i].rule == "" && p.lines[i].words == 2 && !endsStop(p.lines[i].text) && !p.isHeadData(i) && !isBareName(p.lines[i].text) {
		p.headline = i
		p.set(Title, p.lines[i].text, FromHeuristic)
	}
}

// headLabel begins a line that says about the page what its reader need not know.
var headLabel = regexp.MustCompile(`^(?i:from|to|cc|subject|delivered on|location|department|ref|reference|issued by|contact|embargo|embargoed|source|document type|applies to|section|length|byline|edition|page|word count) ?: `)

// isHeadData reports whether a line above the body is a byline, a date or the like.
func (p *textPage) isHeadData(i int) bool {
	text := p.lines[i].text
	if _, ok := readByline(text); ok {
		return true
	}
	if _, ok := readStamp(text); ok {
		return true
	}
	if d, ok := findDay(text); ok && p.lines[i].words <= 14 && !endsStop(text) {
		if b, ok := bylineOf(text); ok && (d.at == 0 || b.author != "") {
			return true
		}
	}
	_, _, named := readNamed(text)
	return named || webAddress.MatchString(text) || headLabel.MatchString(text)
}

// echo is the share of a line's telling words that the first paragraphs hold.
func (p *textPage) echo(i int) float64 {
	return overlap(p.lines[i].text, p.opening(p.first, i))
}

// opening returns the text of the first paragraphs from line first on.
func (p *textPage) opening(first, except int) string {
	var b strings.Builder
	n := 0
	for j := first; j < p.end && n < 4; j++ {
		if j != except && p.lines[j].rule == "" {
			b.WriteString(p.lines[j].text + " ")
			n++
		}
	}
	return b.String()
}

// overlap is the share of the words of a, stop words excepted, that are in b. Words
// count as the same when they begin alike: "inform" and "informing".
func overlap(a, b string) float64 {
	in := map[string]bool{}
	for _, w := range strings.Fields(foldWords(b)) {
		in[stem(w)] = true
	}
	n, of := 0, 0
	for _, w := range strings.Fields(foldWords(a)) {
		if commonWords[w] || len(w) < 3 {
			continue
		}
		of++
		if in[stem(w)] {
			n++
		}
	}
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

func stem(w string) string {
	if len(w) > 6 {
		return w[:6]
	}
	return w
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

var presentTense = regexp.MustCompile(`(?i)\b(?:says|say|warns|warn|calls|call|urges|urge|claims|tells|insists|accuses|wants|demands|admits|reveals|plans|faces|vows|backs|argues|asks|believes|criticises|criticizes|denies|defends)\b`)

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
		if i == p.headline || p.lines[i].rule != "" || !isBareName(name) {
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
