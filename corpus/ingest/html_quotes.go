package ingest

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-shiori/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What people say stands in a page in more ways than between quotation marks. It must
// neither be lost nor look like the article's own words, and nobody may be quoted with
// what the page has taken back.

// showMarks writes into the tree what a browser shows and the text alone does not say:
// the marks of <q>, powers, which block is a quotation, and that the name below it is part of it.
func showMarks(doc *html.Node) {
	for _, n := range dom.QuerySelectorAll(doc, "p[style*=left]") {
		if isSetIn(n) {
			n.Data, n.DataAtom = "blockquote", atom.Blockquote
		}
	}
	const tweets = "div[class*=tweet]:not(:has(blockquote)), figure[class*=tweet]:not(:has(blockquote))"
	for _, n := range dom.QuerySelectorAll(doc, tweets) {
		if !isNamed(n, "posts", 1) || within(n, atom.Blockquote) != nil {
			continue
		}
		if text := dom.TextContent(n); countWords(text) <= 2*maxBox && matches("account", text) { // small, with who posts
			n.Data, n.DataAtom = "blockquote", atom.Blockquote
		}
	}
	for _, quote := range dom.QuerySelectorAll(doc, "blockquote") {
		name := dom.NextElementSibling(quote)
		if figure := within(quote, atom.Figure); figure != nil {
			name = cmp.Or(dom.QuerySelector(figure, "figcaption"), name)
		}
		if name == nil || !isSignature(name) {
			continue
		}
		alone := dom.PreviousElementSibling(quote) == nil && strings.TrimSpace(textBefore(quote)) == "" && textBehind(name) == ""
		apart := within(name, atom.Blockquote) == nil && countWords(dom.TextContent(name)) <= 12
		if apart && (alone || isListed("signing elements", name.Data)) {
			name.Parent.RemoveChild(name)
			quote.AppendChild(name)
		}
	}
	for _, q := range dom.QuerySelectorAll(doc, "q") {
		text := strings.TrimSpace(dom.TextContent(q))
		if text == "" || startsQuoted(text) || startsQuoted(lastRune(strings.TrimSpace(textBefore(q)))) {
			continue // its author has set them, too
		}
		marks := []string{"“", "”"}
		if within(q.Parent, atom.Q) != nil {
			marks = []string{"‘", "’"}
		}
		q.InsertBefore(&html.Node{Type: html.TextNode, Data: marks[0]}, q.FirstChild)
		q.AppendChild(&html.Node{Type: html.TextNode, Data: marks[1]})
	}
	for _, sup := range dom.QuerySelectorAll(doc, "sup") {
		before, _ := utf8.DecodeLastRuneInString(textBefore(sup))
		if t := sup.FirstChild; t != nil && t == sup.LastChild && t.Type == html.TextNode && unicode.IsDigit(before) {
			t.Data = powers.Replace(t.Data)
		}
	}
}

// isSetIn reports whether a paragraph is set in below one that ends in a colon, or another such.
func isSetIn(n *html.Node) bool {
	above := dom.PreviousElementSibling(n)
	sets := func(n *html.Node) bool { return matches("style that sets in", dom.GetAttribute(n, "style")) }
	if above == nil || !sets(n) {
		return false
	}
	text := strings.TrimSpace(dom.TextContent(n))
	if matches("mark of an item", text) || !endsProse(text) {
		return false
	}
	return strings.HasSuffix(textOf(above), ":") || above.DataAtom == atom.Blockquote && sets(above)
}

// powers are written so that 10³ does not become 103.
var powers = strings.NewReplacer(
	"0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "-", "⁻", "−", "⁻")

func lastRune(s string) string {
	_, size := utf8.DecodeLastRuneInString(s)
	return s[len(s)-size:]
}

// textBefore and textBehind return the text that stands right beside an element, within
// the element that holds it.
func textBefore(n *html.Node) (text string) {
	for n = n.PrevSibling; n != nil && text == ""; n = n.PrevSibling {
		text = dom.TextContent(n)
	}
	return text
}

func textBehind(n *html.Node) (text string) {
	for n = n.NextSibling; n != nil && text == ""; n = n.NextSibling {
		text = strings.TrimSpace(dom.TextContent(n))
	}
	return text
}

// goneRule returns the rule of an element whose text the page does not say: it hides it,
// has struck it out, or refers to a footnote with it. It is "" for all others.
func goneRule(n *html.Node) string {
	switch {
	case n.Type != html.ElementNode:
		return ""
	case isHidden(n):
		return "html:hidden"
	case matches("struck style", dom.GetAttribute(n, "style")), !isBlock(n) && isNamed(n, "struck out", 1):
		return "html:struck"
	case isNoteMark(n):
		return "html:note"
	}
	return wordLists["rules of gone elements"][n.DataAtom.String()]
}

// isNoteMark reports whether an element is the mark of a footnote: a link to a place in
// the page, or a raised number behind a word or a stop. A power stands behind a unit.
func isNoteMark(n *html.Node) bool {
	if n.DataAtom != atom.Sup && n.DataAtom != atom.A {
		return false
	}
	text := strings.TrimSpace(dom.TextContent(n))
	if !matches("mark of a footnote", text) {
		return false
	}
	before := textBefore(n)
	if n.DataAtom == atom.A {
		return strings.HasPrefix(dom.GetAttribute(n, "href"), "#") && strings.TrimSpace(lastRune(before)) != ""
	}
	linked := within(n, atom.A) != nil || dom.QuerySelector(n, "a[href*='#']") != nil
	return linked || !matches("letters", text[:1]) && matches("what a note stands behind", before)
}

// add adds a paragraph to the article, without the marks of footnotes.
func (d *Draft) add(text string) {
	if strings.ContainsAny(text, "[⁰¹²³⁴⁵⁶⁷⁸⁹") {
		marked := text
		text = expression("marks of footnotes in text").ReplaceAllString(marked, "$1$3")
		if text != marked {
			d.doubt("marks of footnotes were taken out of the text")
		}
	}
	d.Paragraphs = append(d.Paragraphs, text)
}

// dashed reports whether a text begins as a signature does.
func dashed(text string) bool { return matches("dash before a name", text) }

// isLast reports whether no text stands behind n in an element, but a day.
func isLast(n, in *html.Node) bool {
	for ; n != in && n != nil; n = n.Parent {
		if text := textBehind(n); text != "" && !isStamp(text) {
			return false
		}
	}
	return true
}

// signature returns a block as the line that says whose the block quotation is that it
// stands in, "— Jane Roe, mayor"; "" if it is none. That of a post may stand above it.
func (b *line) signature() string {
	text := strings.TrimSpace(strings.TrimLeft(b.text, "—–―-~ "))
	post := expression("signature of a post").FindStringSubmatch(text)
	named := func(n *html.Node) bool { return n == b.quote || isSignature(n) }
	switch {
	case b.quote == nil || text == "":
		return ""
	case dashed(b.text) && !endsProse(b.text):
	case !b.opens && !isLast(b.node, b.quote):
		return ""
	case post != nil:
		text = post[1] + post[2]
	case matches("name with an account", text) && countWords(text) <= 12:
	case closest(b.node, named) == b.quote, b.opens && isLast(b.node, b.quote):
		return "" // neither its element nor its name says so, or nothing else stands in the quotation
	}
	if m := expression("name and day").FindStringSubmatch(text); m != nil && parseDay(m[2]) != "" {
		text = m[1] + ", " + m[2]
	}
	return "— " + expression("verb behind a name").ReplaceAllString(text, "")
}

// markQuotes sets quotations and their signatures apart, each signature below its quotation.
func (p *page) markQuotes() {
	words := map[*html.Node]bool{} // the quotations that have some
	for _, l := range p.lines {
		words[l.quote] = words[l.quote] || l.rule == "" && l.signature() == ""
	}
	var out []*line
	var above *line // a signature that stands above its quotation
	for _, l := range append(p.lines, &line{node: p.doc}) {
		if above != nil && l.quote != above.quote {
			out, above = append(out, above), nil
		}
		switch signature := l.signature(); {
		case l.rule != "":
		case signature != "" && !words[l.quote]:
			l.rule = "html:embed"
		case signature != "":
			l.text = signature
			if l.opens {
				above = l
				continue
			}
		case l.quote != nil:
			l.text = "> " + l.text
		}
		out = append(out, l)
	}
	p.lines = out[:len(out)-1] // without the empty one
}

// doubtVoices tells where a source shows who speaks by how it is set: by questions in bold, or, in
// a text, on lines of their own, and by names that are headings, or stand above the words. The
// article says the words, and not whose they are.
func (p *page) doubtVoices() {
	voices, few := 0, 1
	for i, l := range p.lines {
		name, _, _ := strings.Cut(l.text, ",")
		asks := strings.HasSuffix(l.text, "?") && !startsQuoted(l.text)
		named := l.turn && isBareName(nameAbove(l.text))
		if l.node != nil {
			bold := dom.QuerySelector(l.node, "b, strong")
			asks = asks && bold != nil && textOf(bold) == l.text
			named = l.heading && isBareName(name)
		} else if asks {
			asks = l.words <= longWords && endsStop(p.at(i+1).text) && p.at(i+1).blank
			few = 2 // of its author's there may be some
		}
		if l.rule == "" && (asks || named) {
			voices++
		}
	}
	if voices > few {
		p.draft.doubt("several people may speak: questions, or names, stand above answers that bear none")
	}
}

// isSignature reports whether an element may hold the name of who is quoted.
func isSignature(n *html.Node) bool {
	return isNamed(n, "signatures", 1) || isListed("signing elements", n.DataAtom.String())
}
