package ingest

import (
	"strings"

	"github.com/go-shiori/dom"
	"golang.org/x/net/html"
)

// cut puts each of the page's blocks into the draft: into the article, or into what
// was dropped.
func (p *page) cut(d *Draft) {
	r := newRules(p.blocks)
	for _, b := range p.blocks {
		switch in := r.of(b.node); {
		case b.hidden:
			b.rule = ruleHidden
		case b.text == d.Title:
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
	}
	rescue(p.blocks)
	lead(p.blocks, d)
	repeats(p.blocks)
	for _, b := range p.blocks {
		if b.rule != "" {
			d.Dropped = append(d.Dropped, Dropped{Text: b.text, Rule: b.rule})
			continue
		}
		d.Paragraphs = append(d.Paragraphs, b.text)
	}
	if strings.EqualFold(p.trafilatura.PageType, "website") && !strings.Contains(p.ld, "Article") {
		d.Doubts = append(d.Doubts, Doubt{Why: "the page calls itself a website, not an article: it may be a list of articles"})
	}
	if notFree().MatchString(p.ld) || dom.QuerySelector(p.doc, `meta[property="article:content_tier"][content="locked"]`) != nil {
		d.Doubts = append(d.Doubts, Doubt{Why: "the page says that it is not free: this may be the beginning of the article only"})
	}
}

var notFree = lazily(`(?i)"isAccessibleForFree" ?: ?"?false`)

// rescue takes back what the library left out between two blocks of the article
// that stand side by side with it.
func rescue(blocks []*block) {
	prev := -1
	for i, b := range blocks {
		if b.rule != "" {
			continue
		}
		if in := container(b.node); prev >= 0 && container(blocks[prev].node) == in {
			for _, left := range blocks[prev+1 : i] {
				if left.rule == ruleExtractor && left.linked*2 < len(left.text) && container(left.node) == in {
					left.rule = ""
				}
			}
		}
		prev = i
	}
}

// lineRule returns the rule of a block by what it is itself.
func lineRule(b *block) string {
	if rule := patternOf(b.text); rule != "" && !(rule == "navigation" && headings[b.node.Data]) {
		return rule
	}
	if b.linked*10 >= len(b.text)*6 && !endsProse(b.text) && len(strings.Fields(b.text)) > 1 {
		return ruleLinks
	}
	return ""
}

// repeats drops what the article says once more: pull quotes, and paragraphs that stand
// twice.
func repeats(blocks []*block) {
	const enough = 30 // bytes without spaces: shorter things may well be said twice
	bare := func(b *block) string { return strings.Trim(b.key, "“”„«»\"'‘’….,") }
	var body strings.Builder
	same := map[string]int{}
	for _, b := range blocks {
		if b.rule == "" {
			same[bare(b)]++
			body.WriteString(bare(b) + "\n")
		}
	}
	text, budget, seen := body.String(), maxMatching, map[string]bool{}
	for _, b := range blocks {
		if b.rule != "" || len(b.key) < enough || budget < 0 {
			continue
		}
		budget -= len(text)
		if key := bare(b); seen[key] || strings.Count(text, key) > same[key] {
			b.rule = ruleRepeat
		} else {
			seen[key] = true
		}
	}
}

var containers = wordsOf(`div article section main body aside header footer`)

// container returns the element that holds a block beside others: the innermost one that
// is no list, table, paragraph or quotation.
func container(n *html.Node) *html.Node {
	for n.Parent != nil && !containers[n.Data] {
		n = n.Parent
	}
	return n
}

// lead drops what stands between the headline and the text: who wrote it and when.
func lead(blocks []*block, d *Draft) {
	for _, b := range blocks {
		if b.rule != "" && b.rule != ruleExtractor {
			continue
		}
		if isLead(b.text, d.Author, d.Outlet) {
			b.rule = ruleByline
		} else if b.rule == "" {
			return
		}
	}
}

// isLead reports whether a line tells who wrote the article, or when, and nothing else.
func isLead(text, author, outlet string) bool {
	_, credit := readCredit(text)
	return credit || text == author || text == outlet || len(text) <= 100 && parseDay(text) != ""
}
