package ingest

import (
	"cmp"
	"strings"
	"unicode"

	"github.com/go-shiori/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Names of the rules that drop a block of HTML; lists/words.txt, which says what things are
// called, has more of them.
const (
	ruleHidden     = "html:hidden"     // the page shows it to nobody
	ruleStruck     = "html:struck"     // the page has struck it out
	ruleNote       = "html:note"       // it is the mark of a footnote
	ruleHeadline   = "html:headline"   // it is the title
	ruleStandfirst = "html:standfirst" // it is the description
	ruleByline     = "html:byline"     // author and day, before the text
	ruleExtractor  = "html:extractor"  // it is no part of the article, says the library
	ruleLinks      = "html:links"      // most of it is links, and it is no sentence
	ruleRelated    = "html:related"    // it is about other articles
)

// elementRule returns the rule of an element by its kind and its role.
func elementRule(n *html.Node) string {
	switch {
	case n.Data == "figure" && dom.QuerySelector(n, "blockquote, table, pre") != nil,
		n.Data == "figcaption" && figureQuote(n) != nil:
		return "" // they stand nowhere else, and are signed
	}
	return cmp.Or(elementRules[n.Data], roleRules[dom.GetAttribute(n, "role")])
}

// classRule returns the rule of an element by the names that its maker gave it.
func classRule(n *html.Node) string {
	for _, a := range n.Attr {
		if !nameAttributes[a.Key] {
			continue
		}
		for _, name := range strings.Fields(a.Val[:min(len(a.Val), 1024)]) {
			words := nameWords(name)
			if a.Key == "id" && (len(words) > 3 || headings[n.Data]) {
				continue // made of a heading's words, for links to it
			}
			last := ""
			for _, w := range words {
				if rule := cmp.Or(classRules[last+"-"+w], classRules[w]); rule != "" {
					return rule
				}
				last = w
			}
		}
	}
	return ""
}

// nameWords cuts a name such as "relatedPosts__item-2" into its words.
func nameWords(name string) []string {
	var b strings.Builder
	lower := false
	for _, r := range name {
		if unicode.IsUpper(r) && lower {
			b.WriteByte(' ')
		}
		lower = unicode.IsLower(r)
		if !unicode.IsLetter(r) {
			r = ' '
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return strings.Fields(b.String())
}

// rules finds the rule of each block by what it stands in.
type rules struct {
	kept  map[*html.Node]int // bytes of the article in an element
	total int
	start map[*html.Node]bool // the elements that hold the article's first paragraph
	posts map[*html.Node]bool // the elements that hold a block quotation with the name of whose it is
	known map[*html.Node]string
}

func newRules(blocks []*line) *rules {
	r := &rules{kept: map[*html.Node]int{}, start: map[*html.Node]bool{}, posts: map[*html.Node]bool{}, known: map[*html.Node]string{}}
	for _, b := range blocks {
		if b.quote != nil && b.signature() != "" {
			for n := b.quote; n != nil && !r.posts[n]; n = n.Parent {
				r.posts[n] = true
			}
		}
		if !b.kept {
			continue
		}
		r.total += len(b.text)
		begins := len(r.start) == 0 && isParagraph(b.text)
		for n := b.node; n != nil; n = n.Parent {
			r.kept[n] += len(b.text)
			if begins {
				r.start[n] = true
			}
		}
	}
	return r
}

// isParagraph reports whether a text is long enough to be one of prose.
func isParagraph(s string) bool {
	return len(s) >= 60 && (len(strings.Fields(s)) >= 10 || !strings.Contains(s, " "))
}

// of returns the rule of what stands in n, or "".
func (r *rules) of(n *html.Node) string {
	if n == nil || n.Type != html.ElementNode {
		return ""
	}
	if rule, ok := r.known[n]; ok {
		return rule
	}
	rule := r.of(n.Parent)
	if rule == "" {
		rule = elementRule(n)
		if rule == "" {
			rule = classRule(n)
		}
		if rule != "" && (r.isArticle(n) || r.quotes(n, rule)) {
			rule = ""
		}
	}
	r.known[n] = rule
	return rule
}

// quotes reports whether an element holds words that are the article's, whatever it is
// called: an embedded post, or a pull quote, which may stand nowhere else.
func (r *rules) quotes(n *html.Node, rule string) bool {
	if postRules[rule] {
		return r.posts[n] || r.posts[within(n, atom.Blockquote)]
	}
	return rule == "html:aside" && isNamed(n, pullQuoteNames, 4)
}

// isArticle reports whether an element holds so much of the article, and its
// beginning, that it is not what it is called: there are comment pages with a
// sidebar in their names, and articles in asides.
func (r *rules) isArticle(n *html.Node) bool {
	return r.start[n]
}
