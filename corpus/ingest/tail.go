package ingest

import (
	"slices"
	"strings"
)

// beside is how many lines below the body still tell about the article.
const beside = 5

// readTail reads what stands below the body, up to the first list of other things:
// the byline, the account of the author, the date.
func (p *page) readTail() {
	p.dropAbout()
	p.dropBios()
	for i := p.end; i < p.behind(); i++ {
		from := FromText
		b, ok := readCredit(p.lines[i].text)
		if b.author == "" && !matches("label of publication", p.lines[i].text) {
			from = FromHeuristic
		}
		if ok && !b.guessed {
			p.takeCredit(i, b, from)
		}
	}
}

// behind returns the end of the lines below the body that still tell about the article: up to
// a list of others, or a line that is of one.
func (p *page) behind() int {
	end := p.end
	for ; end < min(p.end+beside, len(p.lines)); end++ {
		l := p.lines[end]
		if _, ok := readCredit(l.text); l.rule == "related" || l.rule == afterComments || l.rule == "" && l.words >= 3 && !ok {
			break
		}
	}
	return end
}

// dropAbout takes what a publisher says of itself off the body's end, as under "About
// Acme", where the next paragraph begins with that name and says what it is. It has nobody's
// words in it, and is the smaller part.
func (p *page) dropAbout() {
	whole, size, begin := 0, 0, p.end
	for _, l := range p.lines[p.first:p.end] {
		whole += len(l.text)
	}
	below := ""
	for i := p.end - 1; i > p.first && !hasQuote(p.lines[i].text) && size*2 <= whole; i-- {
		l := p.lines[i]
		if l.rule != "" {
			continue
		}
		m := expression("heading of an account").FindStringSubmatch(l.text)
		account := m != nil && strings.HasPrefix(below, foldWords(m[1])) && matches("account of a company", below)
		if account || m != nil && m[2] != "" || matches("heading of contacts", l.text) {
			begin = i
		}
		size += len(l.text)
		below = strings.TrimPrefix(foldWords(l.text), "the ")
	}
	for i := begin; i < p.end; i++ {
		p.drop(i, "about the publisher")
	}
	p.end = begin
}

// dropBios takes the account of the author off the body's end: "Ada Byrne is a writer who …". The
// role may be any where the author is known from elsewhere.
func (p *page) dropBios() {
	for ; p.end > p.first+1; p.end-- {
		i := p.end - 1
		if p.lines[i].rule != "" {
			continue
		}
		text := strings.TrimLeft(p.lines[i].text, "•*-–— ")
		who := firstMatch("start of a bio", text)
		name, _ := nameAndRole(who)
		known := name == p.draft.Author
		if name == "" || name != who || hasQuote(text) || !known && !matches("writer in a bio", text) {
			return
		}
		isNamed := func(l *line) bool {
			return l.rule == "" && strings.Contains(" "+foldWords(l.text)+" ", " "+foldWords(lastWord(name))+" ")
		}
		if !known && slices.ContainsFunc(p.lines[p.first:i], isNamed) { // the article is about it
			return
		}
		p.set(Author, name, FromHeuristic)
		p.drop(i, "author bio")
	}
}

// readOutlet takes the outlet's name from what the page prints about itself, the surest first.
func (p *page) readOutlet() {
	masthead, again := p.masthead()
	if again {
		p.set(Outlet, masthead, FromHeuristic)
	}
	for _, mark := range []string{"outlet of a newsletter", "outlet of an issue", "outlet of a list", "owner of a copyright"} {
		for _, l := range p.lines {
			name := strings.Trim(firstMatch(mark, l.text), " |·-–—")
			folded := foldLine(name)
			first, _, _ := strings.Cut(folded, " ")
			other := isListed("no outlets", first) || strings.Contains(folded, "copyright")
			if l.rule != "" && !other && isCapitalised(name) && isName(name) && countWords(name) <= 5 {
				p.set(Outlet, name, FromHeuristic)
			}
		}
	}
	p.set(Outlet, masthead, FromHeuristic)
}

// masthead returns the name that the page begins with, or one above the headline that it says
// again elsewhere; and whether it does.
func (p *page) masthead() (name string, again bool) {
	begun := false
	for i, l := range p.lines[:min(p.first, 100)] { // a menu may be longer, and each is sought in all below
		if l.rule != "" || i == p.headline || i == p.standfirst {
			continue
		}
		first := !begun && i < p.headline
		begun = true
		inCapitals := first && strings.HasPrefix(l.text, "THE ") && isUpperCase(l.text)
		looks := l.words >= 2 && l.words <= 5 && (inCapitals || isTitleCase(l.text))
		if !looks || endsProse(l.text) || strings.Contains(l.text, ":") || p.isHeadData(i) {
			continue
		}
		if p.owns(nameOf(l.text)) {
			return nameOf(l.text), true
		}
		if back := p.comesBack(i); name == "" && (first || back) {
			name, again = nameOf(l.text), back
		}
	}
	return name, again
}

// owns reports whether a copyright's owner has the first word of a name, or, of one that begins
// with "The", the last, as publishers of one paper have.
func (p *page) owns(name string) bool {
	rest, the := strings.CutPrefix(name, "The ")
	first, _, _ := strings.Cut(rest, " ")
	return slices.ContainsFunc(p.lines[p.end:], func(l *line) bool {
		return l.rule == "copyright" && slices.ContainsFunc(strings.Fields(bareWords(l.text)), func(word string) bool {
			is := func(w string) bool { return word == w || word == strings.ToUpper(w) }
			return is(first) || the && is(lastWord(name)) && !matches("no person", word)
		})
	})
}

// comesBack reports whether what line i says stands in a line below as a name, as the
// outlet's does.
func (p *page) comesBack(i int) bool {
	name := " " + bareWords(strings.TrimPrefix(p.lines[i].text, "The ")) + " "
	return slices.ContainsFunc(p.lines[i+1:], func(other *line) bool {
		return other.text != p.lines[i].text && strings.Contains(" "+bareWords(other.text)+" ", name)
	})
}

// isTitleCase reports whether all words but the small ones begin with capitals, and not
// all of it is in them.
func isTitleCase(text string) bool {
	return !isUpperCase(text) && !slices.ContainsFunc(strings.Fields(text), func(w string) bool {
		return !isCapitalised(w) && !isListed("common words", w)
	})
}

// readAddress takes the page's address where it stands alone on a line above the
// body, right below it, or at the very end.
func (p *page) readAddress() {
	behind := p.behind()
	for i, l := range p.lines {
		around := i < p.first || i >= p.end && (i < behind || i == len(p.lines)-1)
		if m := expression("address alone").FindStringSubmatch(l.text); around && m != nil && articleAddress(m[1]) != nil {
			p.set(URL, m[1], FromText)
		}
	}
}
