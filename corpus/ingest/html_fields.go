package ingest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	nurl "net/url"
	"slices"
	"strings"
	"time"

	"github.com/go-shiori/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readFields fills in what go-trafilatura reads off the page, as far as it can be seen where
// each came from: the library does not say, and looks at all of a page, in which other
// articles have authors and days as well.
func (p *page) readFields() {
	start := p.findShown()
	if outlet := p.outlet(); isName(outlet) && !isListed("social hosts", outlet) {
		p.setField(Outlet, outlet)
	}
	title := fold(p.trafilatura.Title)
	sameAsDeclared := p.h1 != "" && (strings.Contains(title, p.h1) || p.h1 == p.ldHeadline)
	if title == "" || sameAsDeclared || countWords(p.h1) > 2 { // else it is a section's name
		title = p.h1
	}
	p.setField(Title, title)
	p.readURL()
	lead := slices.DeleteFunc(slices.Clone(p.lines[start:p.first]), func(l *line) bool {
		in := p.ruleOf(l.node)
		return in == "html:caption" || in == ruleRelated || in == "html:comments"
	})
	p.setField(Description, p.description(lead))
	p.readAuthor(lead)
	p.readDate(lead)
}

// setField fills in a field with the place where it stands in the page.
func (p *page) setField(f Field, value string) {
	p.set(f, value, cmp.Or(p.origin(value, p.lines), FromHeuristic))
}

// readDeclared notes what the page tells to machines.
func (p *page) readDeclared() {
	p.readLinked()
	for _, title := range dom.QuerySelectorAll(p.doc, "title") {
		p.pageTitle = cmp.Or(p.pageTitle, textOf(title))
	}
	for _, m := range dom.QuerySelectorAll(p.doc, "meta") {
		name := dom.GetAttribute(m, "property") + dom.GetAttribute(m, "name") + dom.GetAttribute(m, "itemprop")
		if !matches("name of a change", name) { // when the page was changed is no day of publication
			p.meta += fold(dom.GetAttribute(m, "content")) + " "
		}
	}
	for _, n := range dom.QuerySelectorAll(p.doc, `[itemprop~="datePublished"]`) {
		p.meta += dom.GetAttribute(n, "datetime") + " " + dom.GetAttribute(n, "content") + " " + dom.GetAttribute(n, "title") + " "
	}
}

// readLinked reads the page's JSON-LD, and leaves of it only what is about the article: the
// libraries take the first day and the first person that they find, be they of other articles
// or of who took a picture. Where an article has a day, that of the page around it is none.
func (p *page) readLinked() {
	said, dated := map[*html.Node]any{}, false
	scripts := dom.QuerySelectorAll(p.doc, `script[type*="ld+json"]`)
	for _, script := range scripts {
		var data any
		raw := textOf(script)
		unescaped := html.UnescapeString(raw)
		if json.Unmarshal([]byte(unescaped), &data) != nil && json.Unmarshal([]byte(raw), &data) != nil {
			p.ld += expression("day of a change in JSON").ReplaceAllString(unescaped, "") // the libraries read it all the same
			continue
		}
		said[script] = data
		eachThing(data, func(thing map[string]any) {
			maps.DeleteFunc(thing, func(key string, _ any) bool { return isListed("linked others", key) })
			dated = dated || isArticle(thing) && thing["datePublished"] != nil
		})
	}
	for _, script := range scripts {
		data, ok := said[script]
		if !ok {
			continue
		}
		eachThing(data, func(thing map[string]any) {
			if dated && !isArticle(thing) {
				delete(thing, "datePublished")
			}
		})
		var text strings.Builder
		e := json.NewEncoder(&text)
		e.SetEscapeHTML(false)
		_ = e.Encode(data) // it was read from such
		dom.SetTextContent(script, text.String())
		p.ld += html.UnescapeString(text.String())
	}
	p.ldHeadline = firstMatch("headline in JSON", p.ld)
}

// eachThing calls do with everything that JSON-LD tells of, and then with what is left of its parts.
func eachThing(data any, do func(thing map[string]any)) {
	list, _ := data.([]any)
	thing, _ := data.(map[string]any)
	if thing != nil {
		do(thing)
	}
	for _, d := range slices.AppendSeq(list, maps.Values(thing)) {
		eachThing(d, do)
	}
}

func isArticle(thing map[string]any) bool {
	return matches("type of an article", fmt.Sprint(thing["@type"]))
}

// origin says where a value stands: in the page's data, or in one of the blocks; it is
// empty if nowhere.
func (p *page) origin(value string, blocks []*line) Origin {
	switch {
	case strings.Contains(p.ld, value):
		return FromJSONLD
	case strings.Contains(p.meta, value):
		return FromMeta
	case slices.ContainsFunc(blocks, func(b *line) bool { return strings.Contains(b.text, value) }):
		return FromText
	}
	return ""
}

// outlet returns what the page's data call the site. If that is nothing, or only its host, it is
// what the page's title has besides the headline.
func (p *page) outlet() string {
	name, _, _ := strings.Cut(p.trafilatura.Sitename, ";") // the same name twice
	u := webAddressOf(p.trafilatura.URL)
	before, behind, found := strings.Cut(p.pageTitle, p.h1)
	parts := expression("mark before a site").Split(strings.Trim(before+behind, " |·•–—-:»"), -1)
	beside := parts[len(parts)-1]
	unnamed := name == "" || isListed("social hosts", name) || u != nil && site(fold(name)) == site(u.Host)
	alone := found && (before == "" || behind == "") && p.h1 != "" // on one side of the headline
	if unnamed && alone && beside != "" && countWords(beside) <= 5 && !matches("byline label", beside) {
		return beside
	}
	return fold(name)
}

// findShown finds the headline that the page shows: the last <h1> before the text, since the
// site's name may be one, too; or else a lesser heading whose words the page's title holds, or
// any line that is a part of it.
// The text begins below. It returns where lines about the article begin.
func (p *page) findShown() int {
	great, begun, lesser := false, false, -1
	for i, l := range p.lines {
		if begun = begun || l.kept && isParagraph(l.text) && !l.heading; begun && great {
			break
		}
		n := closest(l.node, func(n *html.Node) bool { return n.DataAtom == atom.H1 || dom.GetAttribute(n, "aria-level") == "1" })
		switch {
		case leadsHome(l.node):
		case n != nil && !isWithin(p.at(p.headline).node, n):
			p.headline, p.h1, great = i, textOf(n), true
		case begun || p.headline >= 0:
		case l.text == p.ldHeadline, l.heading && l.words > 1 && strings.Contains(p.pageTitle, l.text):
			p.headline, p.h1 = i, l.text
		case l.heading && l.words > minCopy && isHeadlineLike(l):
			lesser = i
		}
	}
	isPart := func(l *line) bool {
		atEnd := strings.HasPrefix(p.pageTitle, l.text) || strings.HasSuffix(p.pageTitle, l.text)
		return l.words > 2 && l.text != p.trafilatura.Sitename && atEnd
	}
	if p.headline < 0 { // a page may have no headings at all, or no title but the site's
		if p.headline = slices.IndexFunc(p.lines, isPart); p.headline < 0 {
			p.headline = lesser
		}
		p.h1 = p.at(p.headline).text
	}
	for _, name := range []string{expression("mark before a site").Split(p.pageTitle, 2)[0], p.ldHeadline, fold(p.trafilatura.Title)} {
		if countWords(name) > 2 && strings.HasSuffix(p.h1, name) {
			p.h1 = name // a label stands before it
		}
	}
	p.first = p.headline + 1
	for p.first < len(p.lines) && !p.begins(p.first) {
		p.first++
	}
	if great {
		return max(p.headline+1, p.first-12)
	}
	return max(0, p.first-6)
}

// begins reports whether the text may begin with line i.
func (p *page) begins(i int) bool {
	l := p.lines[i]
	isProse := isParagraph(l.text) && (endsProse(l.text) || l.words >= longWords)
	if !l.kept || !isProse || p.isLead(l.text) || isNamed(l.node, "standfirsts", 2) {
		return false
	}
	return l.text != fold(p.trafilatura.Description) && !isNamed(l.node, "leads", 2) || !p.dataBelow(i)
}

// leadsHome reports whether an element is a link to the site's front page, as its name is.
func leadsHome(n *html.Node) bool {
	a := dom.QuerySelector(n, "a[href]")
	if a == nil || textOf(a) != textOf(n) {
		return false
	}
	u, err := nurl.Parse(dom.GetAttribute(a, "href"))
	return err == nil && strings.Trim(u.Path, "/")+u.RawQuery+u.Fragment == ""
}

// readAuthor fills in who wrote the article. A wrong name is worse than none: what no data
// of the page says has to stand between the headline and the text. Where more names
// stand there, with the one that is known among them, all have written it.
func (p *page) readAuthor(lead []*line) {
	var said, shown []string
	for n := range strings.SplitSeq(strings.ReplaceAll(p.trafilatura.Author, ", ", ";"), ";") {
		if p.origin(fold(n), p.lines) != "" { // else it has run together what the page sets apart
			said = append(said, n)
		}
	}
	for _, l := range lead {
		shown = append(shown, p.authorsIn(l)...)
	}
	name, others := people(p.draft.Outlet, said), people(p.draft.Outlet, shown)
	first, _, _ := strings.Cut(name, ", ")
	from := p.origin(first, lead)
	if more := strings.Contains(others, first) && len(others) > len(name); others != "" && (more || p.origin(first, nil) == "") {
		name, from = others, cmp.Or(p.origin(others, nil), FromText)
	}
	if name != "" && from == "" {
		p.draft.doubt("author: it may be " + name + ", who is named elsewhere in the page")
		return
	}
	p.set(Author, nameOf(name), from)
}

// authorsIn returns the names that a line gives as authors': those of a byline, one that the
// page's data have, or what its elements say or are called.
func (p *page) authorsIn(l *line) (names []string) {
	const authors = `[rel~=author], [itemprop~=author], [class*="author"], .byline-name`
	byline, signed := readByline(l.parts)
	isAuthor := func() bool {
		return p.origin(l.text, nil) != "" || isNamed(l.node, "writers", 3) || within(l.node, atom.Address) != nil
	}
	switch {
	case signed:
		return strings.Split(byline.author, " and ")
	case isBareName(l.text) && l.text != p.draft.Title && isAuthor():
		return strings.Split(l.text, " and ")
	case textOf(l.node) != l.text:
		return nil // it holds others, too
	}
	for _, a := range dom.QuerySelectorAll(l.node, authors) {
		name := textOf(a)
		isPerson := isBareName(name) || !strings.Contains(dom.GetAttribute(a, "class"), "author")
		if isPerson && strings.Contains(l.parts, name) && dom.QuerySelector(a, authors) == nil {
			names = append(names, name)
		}
	}
	return names
}

// people cleans names and joins them. What is no person's name is left out: a section, an outlet
// behind a name, who took the pictures.
func people(outlet string, names []string) string {
	var out []string
	for n := range strings.SplitSeq(strings.Join(names, ", "), ", ") {
		n, _, _ = strings.Cut(withoutAccount(fold(n)), " is ")
		n = fold(expression("byline label").ReplaceAllString(strings.TrimPrefix(n, "Reporting by "), "$1"))
		last := strings.ToLower(strings.ReplaceAll(lastWord(n), ".", ""))
		if last == strings.ToLower(n) && isListed("degrees", last) || strings.HasSuffix(outlet, " "+n) {
			continue
		}
		if isListed("forms of companies", last) {
			if lastWord(n) == n && len(out) > 0 {
				out = out[:len(out)-1] // it is parted from the name by a comma
			}
			continue
		}
		first, role := nameAndRole(n)
		if matches("role of a writer", role) {
			n = first
		}
		none := patternOf(n) != "" || first == "" && (matches("role of a writer", n) || len(out) > 0 && matches("no person", n))
		if !none && isName(n) && len(n) <= 80 && !strings.EqualFold(n, outlet) && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return strings.Join(out[:min(len(out), 10)], ", ")
}

// isName reports whether a page's machine-readable name is one, not an address or a
// placeholder.
func isName(s string) bool {
	return len(s) <= 120 && !strings.Contains(s, "://") && matches("name for machines", s)
}

// readDate fills in the day of publication: what the page's data say, or else what stands
// between the headline and the text, or in the address.
func (p *page) readDate(lead []*line) {
	var unsure []Doubt
	if day := p.trafilatura.Date.Format(time.DateOnly); p.origin(day, nil) != "" {
		p.setField(Date, day)
	}
	if above := p.at(p.headline - 1); above.node != nil { // it may stand there, in the article's box
		if box := container(p.lines[p.headline].node); box.DataAtom != atom.Body && isWithin(above.node, box) {
			lead = append(lead, above)
		}
	}
	for _, l := range lead {
		s, ok := readStamp(l.parts)
		if d, _ := findDay(l.parts); d.unsure != "" || ok && s.unsure != "" {
			unsure = append(unsure, Doubt{Text: l.text, Why: "the date was not taken: " + cmp.Or(d.unsure, s.unsure)})
		}
		if s.date == "" && !matches("label of an update", l.parts) {
			machine := cmp.Or(dom.QuerySelector(l.node, "time[datetime]"), l.node)
			s.date = cmp.Or(parseDay(dom.GetAttribute(machine, "datetime")), parseDay(l.parts))
		}
		p.set(Date, string(s.date), FromText)
	}
	if u := webAddressOf(p.draft.Source); u != nil {
		p.set(Date, string(parseDay(u.Path)), FromAddress)
	}
	if p.draft.Date == "" {
		p.draft.Doubts = append(p.draft.Doubts, unsure...)
	}
}

// isNamed reports whether an element, or one that it stands in, has one of the words in its
// class; that many levels are looked at.
func isNamed(n *html.Node, list string, levels int) bool {
	for ; n != nil && levels > 0; n, levels = n.Parent, levels-1 {
		if slices.ContainsFunc(nameWords(dom.GetAttribute(n, "class")), func(w string) bool { return isListed(list, w) }) {
			return true
		}
	}
	return false
}

// description returns the standfirst: what is named so, or the page's description, unless
// that only repeats how the text begins, or breaks off.
func (p *page) description(lead []*line) string {
	for _, l := range lead {
		if isNamed(l.node, "standfirsts", 2) && l.words >= 4 {
			return l.text
		}
	}
	text := fold(p.trafilatura.Description)
	if strings.HasSuffix(text, "...") || strings.HasSuffix(text, "…") || strings.HasSuffix(text, "[…]") {
		return ""
	}
	for i, l := range p.lines {
		first := l.text == text && endsProse(text) && !p.dataBelow(i) // be it in a box of its own
		if first || l.kept && strings.Contains(l.text, text) && len(l.text) > len(text) {
			return ""
		}
	}
	return text
}

// readURL takes the address that the page gives as its own if that is of the site that it
// was found at, or else the one at which it was found.
func (p *page) readURL() {
	own, u := webAddressOf(cmp.Or(p.saved, p.draft.Source)), articleAddress(p.trafilatura.URL)
	if u != nil && (own == nil || site(u.Host) == site(own.Host)) {
		p.set(URL, u.String(), cmp.Or(p.origin(p.trafilatura.URL, nil), FromMeta))
	} else if own != nil {
		own.Fragment = ""
		p.set(URL, own.String(), FromAddress)
	}
}

// webAddressOf reads an address of the web. It is nil if it is none, as of a file.
func webAddressOf(s string) *nurl.URL {
	u, err := nurl.Parse(expression("address of an archive").ReplaceAllString(s, ""))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil
	}
	return u
}

// articleAddress reads an address that may be an article's: not a site's front page, nor
// a post about the article. It is nil if it may not.
func articleAddress(s string) *nurl.URL {
	u := webAddressOf(s)
	if u == nil || len(s) > 2048 || u.User != nil ||
		strings.Trim(u.Path, "/")+u.RawQuery == "" || isListed("social hosts", site(u.Hostname())) {
		return nil
	}
	u.Fragment, u.RawFragment = "", ""
	return u
}

// site returns a host's name without what sets a page's forms apart.
func site(host string) string {
	return expression("form of a site").ReplaceAllString(strings.ToLower(host), "")
}
