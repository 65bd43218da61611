package ingest

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// repeats drops blocks that say once more what the page has said: pull quotes,
// captions printed twice, and paragraphs that stand twice as they are.
func repeats(blocks []*block, rule []string) {
	captions, seen, same := map[string]bool{}, map[string]bool{}, map[string]int{}
	var body strings.Builder
	for i, b := range blocks {
		switch rule[i] {
		case ruleCaption:
			captions[b.key] = true
		case "":
			same[bare(b.key)]++
			body.WriteString(bare(b.key))
			body.WriteByte('\n')
		}
	}
	text := body.String()
	budget := maxMatching
	for i, b := range blocks {
		if rule[i] != "" {
			continue
		}
		const enough = 30 // bytes without spaces: shorter things may well be said twice
		switch long := len(b.key) >= enough; {
		case captions[b.key]:
			rule[i] = ruleCaption
		case long && seen[b.key]:
			rule[i] = ruleRepeat
		case long && isQuote(b.node) && budget > 0:
			budget -= len(text)
			if quote := bare(b.key); strings.Count(text, quote) > same[quote] {
				rule[i] = ruleRepeat
			}
		}
		if rule[i] == "" {
			seen[b.key] = true
		}
	}
}

// bare returns a text without the marks that a pull quote adds or takes away.
func bare(s string) string {
	return strings.Trim(s, "“”„«»\"'‘’….,")
}

func isQuote(n *html.Node) bool {
	for ; n != nil && n.DataAtom != atom.Article && n.DataAtom != atom.Body; n = n.Parent {
		if n.DataAtom == atom.Blockquote || slices.Contains(nameWords(attr(n, "class")), "quote") {
			return true
		}
	}
	return false
}
