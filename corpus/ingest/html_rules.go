package ingest

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/go-shiori/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// elementRule returns the rule of an element by its kind and its role.
func elementRule(n *html.Node) string {
	holds := n.Data == "figure" && dom.QuerySelector(n, "blockquote, table, pre") != nil
	if holds || n.Data == "figcaption" && within(n, atom.Blockquote) != nil {
		return "" // they stand nowhere else, and are signed
	}
	return cmp.Or(wordLists["rules of elements"][n.Data], wordLists["rules of roles"][dom.GetAttribute(n, "role")])
}

// classRule returns the rule of an element by the names that its maker gave it.
func classRule(n *html.Node) string {
	rules := wordLists["rules of classes"]
	for _, a := range n.Attr {
		if !isListed("attributes of names", a.Key) {
			continue
		}
		for _, name := range strings.Fields(a.Val[:min(len(a.Val), 1024)]) {
			words := nameWords(name)
			ofHeading := a.Key == "id" && (len(words) > 3 || isListed("headings", n.Data)) // for links to it
			if ofHeading || strings.HasSuffix(name, "-free") || strings.HasPrefix(name, "no-") {
				continue // "ad-free" says that it is none
			}
			last := ""
			for _, w := range words {
				if rule := cmp.Or(rules[last+"-"+w], rules[w]); rule != "" {
					return rule
				}
				last = w
			}
		}
	}
	return ""
}

// nameWords cuts a name such as "relatedPosts__item-2" into its words. What has a digit before
// a letter is a hash, as a compiler of style sheets makes it, and has none.
func nameWords(name string) []string {
	var words []string
	for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		part = strings.TrimRightFunc(part, unicode.IsDigit)
		if strings.ContainsFunc(part, unicode.IsDigit) {
			continue
		}
		words = append(words, strings.Fields(strings.ToLower(expression("capital within a word").ReplaceAllString(part, "$1 $2")))...)
	}
	return words
}

// noteBoxes notes the elements for which the rules of what stands in them do not hold.
func (p *page) noteBoxes() {
	p.posts, p.tables, p.known = map[*html.Node]bool{}, map[*html.Node]bool{}, map[*html.Node]string{}
	p.content = map[*html.Node]content{}
	for _, b := range p.lines {
		if b.signature() != "" {
			for n := b.quote; n != nil; n = n.Parent {
				p.posts[n] = true
			}
		}
		if b.kept && p.start == nil && isParagraph(b.text) {
			p.start = b.node
		}
		for n := b.node; n != nil && b.kept; n = n.Parent {
			in := p.content[n]
			if b.prose && b.linked*4 < len(b.text) {
				in.words += b.words
				in.prose++
			} else {
				in.labels++
			}
			p.content[n] = in
		}
		if b.kept {
			p.tables[within(b.node, atom.Table)] = true
		}
	}
}

// closest returns n, or the innermost element that holds it, if it is of a kind; else nil.
func closest(n *html.Node, is func(n *html.Node) bool) *html.Node {
	for n != nil && !is(n) {
		n = n.Parent
	}
	return n
}

// within returns the innermost element of a kind that n is or stands in, or nil.
func within(n *html.Node, kind atom.Atom) *html.Node {
	return closest(n, func(n *html.Node) bool { return n.DataAtom == kind })
}

func isWithin(n, in *html.Node) bool {
	return closest(n, func(n *html.Node) bool { return n == in }) != nil
}

// isParagraph reports whether a text is long enough to be one of prose.
func isParagraph(s string) bool {
	return len(s) >= 60 && (countWords(s) >= 10 || !strings.Contains(s, " "))
}

// content is what of a page, as the extraction keeps it, stands in an element.
type content struct {
	words         int // of prose
	prose, labels int // lines
}

// isMain reports whether an element holds most of the article, whatever it is called, as "page
// sidebar-right". A list of other articles, or pictures of them, may be longer than the article: it
// has more headings and links than prose, and not the headline.
func (p *page) isMain(n *html.Node, rule string) bool {
	in := p.content[n]
	most := in.words*2 > p.content[p.doc].words && isWithin(n, p.doc)
	others := rule == ruleRelated || rule == ruleGallery
	return most && (!others || in.prose > in.labels || isWithin(p.at(p.headline).node, n))
}

// ruleOf returns the rule of what stands in n, or "".
func (p *page) ruleOf(n *html.Node) string {
	if n == nil || n.Type != html.ElementNode {
		return ""
	}
	if rule, ok := p.known[n]; ok {
		return rule
	}
	rule := p.ruleOf(n.Parent)
	if rule == "" {
		rule = cmp.Or(elementRule(n), classRule(n))
		switch {
		case isWithin(p.start, n), p.isMain(n, rule), p.quotes(n, rule):
			rule = ""
		case n.DataAtom == atom.Td && dom.QuerySelector(n, "p ~ p") == nil: // a column beside the article's, or what stands above both
			for row := n.Parent; row != nil; row = row.NextSibling {
				if isWithin(p.start, row) {
					rule = "html:aside"
				}
			}
		}
	}
	p.known[n] = rule
	return rule
}

// quotes reports whether an element holds words that are the article's, whatever it is
// called: an embedded post, or a pull quote, which may stand nowhere else.
func (p *page) quotes(n *html.Node, rule string) bool {
	if isListed("rules of posts", rule) {
		return p.posts[n] || p.posts[within(n, atom.Blockquote)]
	}
	return rule == "html:aside" && isNamed(n, "pull quotes", 4)
}

// inTable reports whether n stands in a table of which the library has kept a part: it likes to
// lose short cells. A table that holds the article, or has one column, only sets the page.
func (p *page) inTable(n *html.Node) bool {
	table := within(n, atom.Table)
	return table != nil && p.tables[table] && !isWithin(p.start, table) && dom.QuerySelector(table, "td ~ td") != nil
}

// dropOthers drops the lines that are not the article's, by what they are and where they stand.
func (p *page) dropOthers() {
	d := p.draft
	begun := false
	for i, b := range p.lines {
		b.turn = b.signature() != ""
		switch in := p.ruleOf(b.node); {
		case i == p.headline, b.text == d.Title:
			b.rule = ruleHeadline
		case b.text == d.Description:
			b.rule = "html:standfirst"
		case in != "":
			b.rule = in
		case p.inTable(b.node): // whatever its cells look like
		case !b.kept:
			b.rule = ruleExtractor
		default:
			b.rule = lineRule(b)
		}
		_, signed := readByline(b.parts)
		if above := p.at(i - 1); above.node == b.node && above.rule == ruleByline && !b.prose {
			signed = true // it goes on, on a line of its own
		}
		switch above := !begun && (b.rule == "" || b.rule == ruleExtractor); {
		case above && (p.isLead(b.text) || signed || within(b.node, atom.Dl) != nil && !isTalk(within(b.node, atom.Dl))):
			b.rule = ruleByline // it stands between the headline and the text
		case above && b.rule == "" && !isParagraph(b.text) && (b.linked >= len(b.text) || i < p.headline):
			b.rule = "html:links" // or the name of a section, above the headline
		}
		begun = begun || b.rule == "" && b.prose
	}
}

// isTalk reports whether a list of terms holds sentences: names, and what they say. Else it tells
// about the article.
func isTalk(dl *html.Node) bool {
	return slices.ContainsFunc(dom.QuerySelectorAll(dl, "dd"), func(dd *html.Node) bool {
		text := textOf(dd)
		return countWords(text) >= minCopy && endsProse(text)
	})
}

// rescue takes back what the library left out between two lines of the article: what
// stands side by side with them, headings of parts, and block quotations, of which one may
// end it; the paragraphs between the headline and the article; and the names above what is said,
// as in the record of a debate, where boxes of one kind hold both.
func (p *page) rescue() {
	var last *line // of the article
	var between []*line
	names := map[string][]*line{} // by the kind of their boxes
	headed := false
	for _, l := range p.lines {
		headed = headed || l.rule == ruleHeadline
		unsure := l.rule == ruleExtractor || l.rule == ruleRelated && l.linked == 0 && isNamed(l.node, "leads", 2)
		if unsure && headed && last == nil && l.prose && l.linked*4 < len(l.text) {
			l.rule = lineRule(l)
		}
		switch {
		case l.rule == ruleExtractor:
			between = append(between, l)
		case l.rule == "":
			for _, left := range between {
				box := closest(left.node, func(n *html.Node) bool { return isWithin(l.node, n) })
				in := container(left.node)
				beside := last != nil && in == container(l.node) && in == container(last.node)
				heads := last != nil && left.heading && isWithin(l.node, in) && !isWithin(last.node, in)
				named := left.words <= 2*maxRecord && (isBareName(left.text) || strings.HasSuffix(left.text, ")"))
				switch {
				case last != nil && left.quote != nil:
					left.rule = lineRule(left)
				case left.linked*2 < len(left.text) && (beside || heads):
					left.rule = ""
				case named && box != nil && (last == nil || !isWithin(last.node, box)):
					names[boxKind(box)] = append(names[boxKind(box)], left)
				}
			}
			last, between = l, nil
		}
	}
	for _, l := range between {
		if last != nil && l.quote != nil && (l.quote == last.quote || isWithin(l.quote, container(last.node))) {
			l.rule = lineRule(l)
		}
	}
	for _, lines := range names {
		for _, l := range lines {
			if len(lines) > 2 {
				l.rule = ""
			}
		}
	}
}

// maxBox is how many words a box may have that stands between the paragraphs.
const maxBox = 60

// dropBoxes drops what asks for something between the paragraphs, a subscription or a gift: small
// boxes that have a form or end in a link, if all that are set like them hold little of the text.
// Nobody is quoted in them.
func (p *page) dropBoxes() {
	words, last, kinds := map[*html.Node]int{}, map[*html.Node]*line{}, map[string]int{}
	for _, l := range p.lines {
		for n := container(l.node); n.Parent != nil; n = container(n.Parent) {
			last[n] = l
			if l.rule == "" {
				words[n] += l.words
			}
		}
	}
	for n, w := range words {
		kinds[boxKind(n)] += w
	}
	whole := words[dom.QuerySelector(p.doc, "body")]
	for _, l := range p.lines {
		for n := container(l.node); n.Parent != nil && l.rule == "" && l.quote == nil; n = container(n.Parent) {
			small := words[n] <= maxBox && kinds[boxKind(n)]*3 < whole && !isWithin(p.start, n)
			link := last[n].linked >= len(last[n].text) && p.ruleOf(last[n].node) == ""
			if small && !hasQuote(dom.TextContent(n)) && (link || dom.QuerySelector(n, "form, input") != nil) {
				l.rule = "html:invitation"
			}
		}
	}
}

// boxKind tells boxes apart by what they are and what they are called.
func boxKind(n *html.Node) string {
	return strings.Join(append(nameWords(dom.GetAttribute(n, "class")), n.Data), " ")
}

// lineRule returns the rule of a block by what it is itself.
func lineRule(b *line) string {
	if b.turn {
		return "" // a name
	}
	if b.quote != nil && !b.opens && isStamp(b.text) && isLast(b.node, b.quote) {
		return ruleByline // below a post; a letter has its day above
	}
	if rule := patternOf(b.text); rule != "" && !(rule == "navigation" && b.heading) {
		return rule
	}
	if b.quote == nil && b.linked*10 >= len(b.text)*6 && !endsProse(b.text) && b.words > 1 {
		return "html:links"
	}
	return ""
}

// container returns the element that holds a block beside others: the innermost one that
// is no list, table, paragraph, quotation or header.
func container(n *html.Node) *html.Node {
	return closest(n, func(n *html.Node) bool { return n.Parent == nil || isListed("containers", n.Data) })
}

// dropEnd drops what has none of the text below it: headings, and dates with what stands below
// them, as where a page tells how it was changed.
func (p *page) dropEnd() {
	for i := p.end - 1; i > p.first; i-- {
		switch l := p.lines[i]; {
		case p.end == i+1 && (l.rule != "" || l.heading), l.rule == "" && isStamp(l.text) && !matches("time alone", l.text):
			p.end = i
		case l.rule == "" && (l.quote != nil || isParagraph(l.text)):
			return
		}
	}
}
