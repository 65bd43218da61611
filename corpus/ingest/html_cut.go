package ingest

import (
	"slices"
	"strings"

	"github.com/go-shiori/dom"
	"golang.org/x/net/html"
)

// dropOthers drops the lines that are not the article's, by what they are and where they stand.
func (p *page) dropOthers() {
	d, r := p.draft, p.rules
	begun := false
	for _, b := range p.lines {
		if r.kept[b.quote]*2 > r.total {
			b.quote = nil // it only sets the article in
		}
		b.turn = b.signature() != ""
		switch in := r.of(b.node); {
		case b.text == d.Title, strings.HasPrefix(b.text, d.Title+" ") && p.isLead(b.text[len(d.Title)+1:]):
			b.rule = ruleHeadline
		case b.text == d.Description && d.Description != "":
			b.rule = ruleStandfirst
		case in != "":
			b.rule = in
		case !b.kept:
			b.rule = ruleExtractor
		default:
			b.rule = lineRule(b)
		}
		if !begun && (b.rule == "" || b.rule == ruleExtractor) && p.isLead(b.text) {
			b.rule = ruleByline // it stands between the headline and the text
		}
		begun = begun || b.rule == ""
	}
}

// doubtPage notes what the page says of itself that speaks against a whole article.
func (p *page) doubtPage() {
	if strings.EqualFold(p.trafilatura.PageType, "website") && !strings.Contains(p.ld, "Article") {
		p.draft.Doubts = append(p.draft.Doubts, Doubt{Why: "the page calls itself a website, not an article: it may be a list of articles"})
	}
	if notFree().MatchString(p.ld) || dom.QuerySelector(p.doc, `meta[property="article:content_tier"][content="locked"]`) != nil {
		p.draft.Doubts = append(p.draft.Doubts, Doubt{Why: "the page says that it is not free: this may be the beginning of the article only"})
	}
}

var notFree = lazily(`(?i)"isAccessibleForFree" ?: ?"?false`)

// rescue takes back what the library left out between two lines of the article: what
// stands side by side with them, and block quotations, of which one may end it; and the
// paragraphs between the headline and the article.
func (p *page) rescue() {
	var last *line // of the article
	var between []*line
	headed := false
	for _, l := range p.lines {
		headed = headed || l.rule == ruleHeadline
		unsure := l.rule == ruleExtractor || l.rule == ruleRelated && l.linked == 0 && isNamed(l.node, leadNames, 2)
		if unsure && headed && last == nil && l.prose && l.linked*4 < len(l.text) {
			l.rule = lineRule(l)
		}
		switch {
		case l.rule == ruleExtractor && last != nil:
			between = append(between, l)
		case l.rule == "":
			for _, left := range between {
				in := container(left.node)
				if left.quote != nil || left.linked*2 < len(left.text) && in == container(l.node) && in == container(last.node) {
					left.rule = ""
				}
			}
			last, between = l, nil
		}
	}
	for _, l := range between {
		if l.quote != nil && slices.Contains(slices.Collect(l.quote.Ancestors()), container(last.node)) {
			l.rule = ""
		}
	}
}

// lineRule returns the rule of a block by what it is itself.
func lineRule(b *line) string {
	if rule := patternOf(b.text); rule != "" && !(rule == "navigation" && headings[b.node.Data]) {
		return rule
	}
	if b.quote == nil && b.linked*10 >= len(b.text)*6 && !endsProse(b.text) && len(strings.Fields(b.text)) > 1 {
		return ruleLinks
	}
	return ""
}

// container returns the element that holds a block beside others: the innermost one that
// is no list, table, paragraph or quotation.
func container(n *html.Node) *html.Node {
	for n.Parent != nil && !containers[n.Data] {
		n = n.Parent
	}
	return n
}
