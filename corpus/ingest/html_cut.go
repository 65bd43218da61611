package ingest

import (
	"cmp"
	"slices"
	"strings"

	"github.com/go-shiori/dom"
	"golang.org/x/net/html"
)

// cut puts each of the page's blocks into the draft: into the article, or into what
// was dropped.
func (p *page) cut(d *Draft) {
	r, h1 := newRules(p.lines), p.h1()
	for _, b := range p.lines {
		if r.kept[b.quote]*2 > r.total {
			b.quote = nil // it only sets the article in
		}
		switch in := r.of(b.node); {
		case b.gone != "":
			b.rule = b.gone
		case b.text == d.Title, b.text == h1, strings.HasPrefix(b.text, d.Title+" ") && isLead(b.text[len(d.Title)+1:], d.Author, d.Outlet):
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
	rescue(p.lines)
	lead(p.lines, d)
	repeats(p.lines)
	about(p.lines)
	lost := 0
	above, of := "", (*html.Node)(nil) // a signature above its quotation, and which that is
	for _, b := range append(p.lines, &line{node: p.doc}) {
		if above != "" && b.quote != of {
			d.add(above)
			above = ""
		}
		switch signature := b.signature(); {
		case b.text == "": // the end
		case b.rule != "":
			d.Dropped = append(d.Dropped, Dropped{Text: b.text, Rule: b.rule})
			if unsureRules[b.rule] && isParagraph(b.text) && endsProse(b.text) && b.linked*2 < len(b.text) {
				lost += len(strings.Fields(b.text))
			}
		case signature != "" && b.opens:
			above, of = signature, b.quote
		case signature != "":
			d.add(signature)
		case b.quote != nil:
			d.add("> " + b.text)
		default:
			d.add(b.text)
		}
	}
	d.weigh(lost)
	if strings.EqualFold(p.trafilatura.PageType, "website") && !strings.Contains(p.ld, "Article") {
		d.Doubts = append(d.Doubts, Doubt{Why: "the page calls itself a website, not an article: it may be a list of articles"})
	}
	if notFree().MatchString(p.ld) || dom.QuerySelector(p.doc, `meta[property="article:content_tier"][content="locked"]`) != nil {
		d.Doubts = append(d.Doubts, Doubt{Why: "the page says that it is not free: this may be the beginning of the article only"})
	}
}

var notFree = lazily(`(?i)"isAccessibleForFree" ?: ?"?false`)

// rescue takes back what the library left out between two blocks of the article: what
// stands side by side with them, and block quotations; and the paragraphs between the
// headline and the article.
func rescue(blocks []*line) {
	prev, headed := -1, false
	for i, b := range blocks {
		headed = headed || b.rule == ruleHeadline
		unsure := b.rule == ruleExtractor || b.rule == ruleRelated && b.linked == 0 && isNamed(b.node, leadNames, 2)
		if unsure && headed && prev < 0 && isParagraph(b.text) && endsProse(b.text) && b.linked*4 < len(b.text) {
			b.rule = lineRule(b)
		}
		if b.rule != "" {
			continue
		}
		in := container(b.node)
		for _, left := range blocks[prev+1 : i] {
			beside := prev >= 0 && left.linked*2 < len(left.text) && container(blocks[prev].node) == in && container(left.node) == in
			if left.rule == ruleExtractor && (beside || prev >= 0 && left.quote != nil) {
				left.rule = ""
			}
		}
		prev = i
	}
	if prev < 0 {
		return
	}
	in := container(blocks[prev].node)
	for _, b := range blocks[prev+1:] { // a post may end it
		if b.rule == ruleExtractor && b.quote != nil && slices.Contains(slices.Collect(b.quote.Ancestors()), in) {
			b.rule = ""
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

// repeats drops what the article says once more: pull quotes, with the name below them,
// and paragraphs that stand twice.
func repeats(blocks []*line) {
	const enough = 30 // bytes without spaces: shorter things may well be said twice
	bare := func(b *line) string { return strings.ToLower(strings.Trim(b.key, "“”„«»\"'‘’….,")) }
	var body strings.Builder
	same := map[string]int{}
	for _, b := range blocks {
		if b.rule == "" {
			same[bare(b)]++
			body.WriteString(bare(b) + "\n")
		}
	}
	text, budget, seen := body.String(), maxMatching, map[string]bool{}
	for i, b := range blocks {
		if b.rule != "" || len(b.key) < enough || budget < 0 {
			continue
		}
		budget -= len(text)
		key := bare(b)
		if !seen[key] && strings.Count(text, key) <= same[key] && !(isPullQuote(b.node) && mostlyIn(b, blocks)) {
			seen[key] = true
			continue
		}
		b.rule = ruleRepeat
		for _, name := range blocks[i+1:] {
			if name.quote == nil || name.quote != b.quote || name.signature() == "" {
				break
			}
			name.rule = ruleRepeat
		}
	}
}

// about drops what a publisher says of itself at the end.
func about(blocks []*line) {
	texts := make([]string, len(blocks))
	for i, b := range blocks {
		if b.rule == "" {
			texts[i] = b.text
		}
	}
	for _, b := range blocks[endMatter(texts):] {
		b.rule = cmp.Or(b.rule, ruleAbout)
	}
}

// pullQuoteNames are what pull quotes are called, be it a few elements above their words.
var pullQuoteNames = wordLists.Set("pull quotes")

// isPullQuote reports whether an element is named as one that may repeat the text.
func isPullQuote(n *html.Node) bool { return isNamed(n, pullQuoteNames, 4) }

// mostlyIn reports whether most of a block's words stand, in threes, in another block:
// a pull quote may leave some out.
func mostlyIn(b *line, blocks []*line) bool {
	words := strings.Fields(foldWords(b.text))
	for _, other := range blocks {
		if other == b || other.rule != "" || len(other.text) < len(b.text) {
			continue
		}
		text, found := " "+foldWords(other.text)+" ", 0
		for i := range max(0, len(words)-2) {
			if strings.Contains(text, " "+strings.Join(words[i:i+3], " ")+" ") {
				found++
			}
		}
		if found*10 >= max(1, len(words)-2)*7 {
			return true
		}
	}
	return false
}

var containers = wordLists.Set("containers")

// container returns the element that holds a block beside others: the innermost one that
// is no list, table, paragraph or quotation.
func container(n *html.Node) *html.Node {
	for n.Parent != nil && !containers[n.Data] {
		n = n.Parent
	}
	return n
}

// lead drops what stands between the headline and the text: who wrote it and when.
func lead(blocks []*line, d *Draft) {
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

// isLead reports whether a line tells who wrote the article, or when, and how long it
// takes to read, and nothing else.
func isLead(text, author, outlet string) bool {
	_, credit := readCredit(text)
	if credit || text == author || text == outlet || len(text) <= 100 && parseDay(text) != "" {
		return true
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '·' || r == '|' || r == '•' })
	return len(parts) > 1 && !slices.ContainsFunc(parts, func(part string) bool {
		part = strings.TrimSpace(part)
		return patternOf(part) != "reading time" && !isLead(part, author, outlet)
	})
}
