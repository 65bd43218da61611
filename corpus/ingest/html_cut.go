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
	rule := make([]string, len(p.blocks))
	for i, b := range p.blocks {
		switch in := r.of(b.node); {
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
	if notFree().MatchString(p.ld) || dom.QuerySelector(p.doc, `meta[property="article:content_tier"][content="locked"]`) != nil {
		d.Doubts = append(d.Doubts, Doubt{Why: "the page says that it is not free: this may be the beginning of the article only"})
	}
}

var notFree = lazily(`(?i)"isAccessibleForFree" ?: ?"?false`)

// rescue takes back what the library left out between two blocks of the article
// that stand side by side with it.
func (p *page) rescue(rule []string) {
	prev := -1
	for i := range p.blocks {
		if rule[i] != "" {
			continue
		}
		in := container(p.blocks[i].node)
		if prev >= 0 {
			for j := prev + 1; j < i; j++ {
				b := p.blocks[j]
				beside := container(b.node) == in && container(p.blocks[prev].node) == in
				if rule[j] == ruleExtractor && b.linked*2 < len(b.text) && beside {
					rule[j] = ""
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
func repeats(blocks []*block, rule []string) {
	const enough = 30 // bytes without spaces: shorter things may well be said twice
	bare := func(b *block) string { return strings.Trim(b.key, "“”„«»\"'‘’….,") }
	var body strings.Builder
	same := map[string]int{}
	for i, b := range blocks {
		if rule[i] == "" {
			same[bare(b)]++
			body.WriteString(bare(b) + "\n")
		}
	}
	text, budget, seen := body.String(), maxMatching, map[string]bool{}
	for i, b := range blocks {
		if rule[i] != "" || len(b.key) < enough || budget < 0 {
			continue
		}
		budget -= len(text)
		if key := bare(b); seen[key] || strings.Count(text, key) > same[key] {
			rule[i] = ruleRepeat
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
func lead(blocks []*block, rule []string, d *Draft) {
	for i, b := range blocks {
		if rule[i] != "" && rule[i] != ruleExtractor {
			continue
		}
		if isLead(b.text, d.Author, d.Outlet) {
			rule[i] = ruleByline
		} else if rule[i] == "" {
			return
		}
	}
}

// isLead reports whether a line tells who wrote the article, or when, and nothing else.
func isLead(text, author, outlet string) bool {
	_, credit := readCredit(text)
	return credit || text == author || text == outlet || len(text) <= 100 && parseDay(text) != ""
}
