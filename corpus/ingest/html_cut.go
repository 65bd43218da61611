package ingest

import (
	"strings"
	"unicode"

	"github.com/go-shiori/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// cut puts each of the page's blocks into the draft: into the article, or into what
// was dropped.
func (p *page) cut(d *Draft) {
	r := newRules(p.blocks)
	rule := make([]string, len(p.blocks))
	for i, b := range p.blocks {
		switch in := r.of(b.inner); {
		case b.hidden:
			rule[i] = ruleHidden
		case b.text == d.Title:
			rule[i] = ruleHeadline
		case b.text == d.Description && d.Description != "":
			rule[i] = ruleStandfirst
		case in != "":
			rule[i] = in
		case !b.kept:
			rule[i] = ruleExtractor
		default:
			rule[i] = lineRule(b)
		}
	}
	p.rescue(rule)
	outside(p.blocks, rule, d)
	lead(p.blocks, rule, d)
	repeats(p.blocks, rule)
	for i, b := range p.blocks {
		if rule[i] != "" {
			d.Dropped = append(d.Dropped, Dropped{Text: b.text, Rule: rule[i]})
			continue
		}
		d.Paragraphs = append(d.Paragraphs, b.text)
	}
	if strings.EqualFold(p.trafilatura.PageType, "website") && !strings.Contains(p.ld, "Article") {
		d.Doubts = append(d.Doubts, Doubt{Why: "the page calls itself a website, not an article: it may be a list of articles"})
	}
	if notFree.MatchString(p.ld) || dom.QuerySelector(p.doc, `meta[property="article:content_tier"][content="locked"]`) != nil {
		d.Doubts = append(d.Doubts, Doubt{Why: "the page says that it is not free: this may be the beginning of the article only"})
	}
}

var notFree = lazily(`"isAccessibleForFree" ?: ?"?[Ff]alse`)

// rescue takes back what the library left out between two blocks of the article
// that stand side by side with it.
func (p *page) rescue(rule []string) {
	prev := -1
	for i := range p.blocks {
		if rule[i] != "" {
			continue
		}
		if prev >= 0 {
			for j := prev + 1; j < i; j++ {
				b := p.blocks[j]
				if rule[j] == ruleExtractor && b.linked*2 < len(b.text) && sideBySide(b.node, p.blocks[prev].node, p.blocks[i].node) {
					rule[j] = ""
				}
			}
		}
		// The library takes the first subheading for a second headline.
		if j := i - 1; j > prev && rule[j] == ruleExtractor && isSubheading(p.blocks[j].node) && p.blocks[j].node.Parent == p.blocks[i].node.Parent {
			rule[j] = ""
		}
		prev = i
	}
}

func isSubheading(n *html.Node) bool {
	return n.DataAtom == atom.H2 || n.DataAtom == atom.H3 || n.DataAtom == atom.H4
}

// notices match whole lines that no article is written of, whatever they stand in.
var notices = []struct {
	rule string
	line *expr
}{
	{ruleFooter, lazily(`(?i)^(?:©|\(c\) ?\d{4}|copyright\b).{0,200}$`)},
	{ruleFooter, lazily(`(?i)^.{0,100}\ball rights reserved\W*$`)},
	{ruleRelated, lazily(`(?i)^(?:read|see|watch|listen) (?:also|more|next|further)\b\s*[:–—-].{0,150}$`)},
	{ruleRelated, lazily(`(?i)^(?:related|recommended|more on this)(?: articles?| stor(?:y|ies)| topics?)?\s*:.{0,150}$`)},
	{ruleAd, lazily(`(?i)^(?:advertisement|advertising|sponsored(?: content)?)$`)},
}

// lineRule returns the rule of a block by what it is itself.
func lineRule(b *block) string {
	for _, n := range notices {
		if len(b.text) <= 400 && n.line.MatchString(b.text) {
			return n.rule
		}
	}
	if b.linked*10 >= len(b.text)*6 && !endsSentence(b.text) && len(strings.Fields(b.text)) > 1 {
		return ruleLinks
	}
	return ""
}

func endsSentence(s string) bool {
	return strings.ContainsAny(strings.TrimRight(s, "”’»\"')］」』 ")[max(0, len(strings.TrimRight(s, "”’»\"')］」』 "))-3):], ".!?…。！？")
}

// outside drops short lines that stand apart from the article: before or behind the
// smallest element that holds nine tenths of it. Longer ones are kept, and doubted.
func outside(blocks []*block, rule []string, d *Draft) {
	held, total := map[*html.Node]int{}, 0
	var main *html.Node
	for i, b := range blocks {
		if rule[i] != "" {
			continue
		}
		total += len(b.text)
		for n := b.node; n != nil; n = n.Parent {
			held[n] += len(b.text)
		}
		main = common(main, b.node)
	}
	for down := true; down && main != nil; {
		down = false
		for c := range main.ChildNodes() {
			if held[c]*10 >= total*9 && isContainer(c) {
				main, down = c, true
				break
			}
		}
	}
	for i, b := range blocks {
		if rule[i] != "" || common(main, b.node) == main {
			continue
		}
		if isByline(b.text, d.Author, d.Outlet) {
			continue // see lead
		}
		if !isParagraph(b.text) {
			rule[i] = ruleOutside
			continue
		}
		d.Doubts = append(d.Doubts, Doubt{Text: b.text, Why: "this paragraph stands apart from the rest of the article"})
	}
}

// isContainer reports whether an element is one that articles are put into.
func isContainer(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Article, atom.Section, atom.Main, atom.Td, atom.Table, atom.Tbody, atom.Tr, atom.Body, atom.Center, atom.Font, atom.Span:
		return true
	}
	return false
}

// sideBySide reports whether a block is a sibling of its neighbours, or an item of a
// list or a row of a table that is.
func sideBySide(n, before, after *html.Node) bool {
	up := func(n *html.Node) *html.Node {
		for n.Parent != nil {
			switch n.DataAtom {
			case atom.Li, atom.Dd, atom.Dt, atom.Tr, atom.Td, atom.Th, atom.Tbody, atom.Thead, atom.Ul, atom.Ol, atom.Dl:
				n = n.Parent
			default:
				if n.Parent.DataAtom != atom.Blockquote && n.Parent.DataAtom != atom.Li {
					return n
				}
				n = n.Parent
			}
		}
		return n
	}
	a, b, c := up(before), up(n), up(after)
	return (a.Parent == b.Parent || a == b) && (b.Parent == c.Parent || b == c)
}

// lead drops what stands between the headline and the text: who wrote it and when.
func lead(blocks []*block, rule []string, d *Draft) {
	for i, b := range blocks {
		switch byline := isByline(b.text, d.Author, d.Outlet); {
		case byline && (rule[i] == "" || rule[i] == ruleExtractor):
			rule[i] = ruleByline
		case rule[i] == "":
			return
		}
	}
}

// isByline reports whether there is nothing in a text but the author, the outlet, a
// day, a time and the words around them.
func isByline(text, author, outlet string) bool {
	if len(text) > 200 {
		return false
	}
	for _, name := range append(strings.Split(author, ", "), outlet) {
		if name != "" {
			text = strings.ReplaceAll(text, name, " ")
		}
	}
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if unicode.IsDigit([]rune(w)[0]) || bylineWords[w] {
			continue
		}
		return false
	}
	return true
}

var bylineWords = wordSet(`by words text story report photographs photography and with on at in of the
	published updated last modified posted first written min mins minute minutes read am pm
	gmt bst utc est edt cet cest pst pdt ago hours hour
	january february march april may june july august september october november december
	jan feb mar apr jun jul aug sep sept oct nov dec
	monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
	von par por av`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}
