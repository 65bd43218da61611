package ingest

import (
	"strings"

	"github.com/go-shiori/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A block is a piece of a page's text that a browser sets as one paragraph.
type block struct {
	node   *html.Node // the innermost element of block level that holds it
	text   string     // its words as they stand in the page, white space folded
	key    string     // the text without white space
	linked int        // bytes of the text that are links
	hidden bool       // the page shows it to nobody

	kept bool   // it belongs to the article, as the extraction sees it
	rule string // why it is dropped; "" if it is not
}

// A walker cuts a tree into blocks.
type walker struct {
	blocks []*block
	buf    strings.Builder
	linked int
	breaks int // <br> in a row
}

// blocksOf returns the blocks of a tree's body, in order, hidden ones among them.
func blocksOf(doc *html.Node) []*block {
	var w walker
	root := doc
	if body := dom.QuerySelector(doc, "body"); body != nil {
		root = body
	}
	w.children(root, root, false, false)
	w.flush(root, false)
	return w.blocks
}

func (w *walker) flush(n *html.Node, hidden bool) {
	text := fold(w.buf.String())
	if text != "" {
		w.blocks = append(w.blocks, &block{node: n, text: text, key: strings.ReplaceAll(text, " ", ""), linked: w.linked, hidden: hidden})
	}
	w.buf.Reset()
	w.linked, w.breaks = 0, 0
}

// children walks what is in n. The block is the element that text found here
// belongs to.
func (w *walker) children(n, block *html.Node, hidden, link bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			if strings.TrimSpace(c.Data) != "" {
				w.breaks = 0
			}
			w.buf.WriteString(c.Data)
			if link {
				w.linked += len(fold(c.Data))
			}
		case c.Type != html.ElementNode || noText[c.DataAtom.String()]:
		case c.DataAtom == atom.Br:
			w.buf.WriteByte(' ')
			if w.breaks++; w.breaks > 1 {
				w.flush(block, hidden)
			}
		case !hidden && isHidden(c), controls[c.DataAtom.String()]:
			// It stands in the middle of a sentence that goes on behind it.
			var inner walker
			inner.children(c, c, hidden || isHidden(c), link)
			inner.flush(c, hidden || isHidden(c))
			w.blocks = append(w.blocks, inner.blocks...)
		case isBlock(c):
			w.flush(block, hidden)
			w.children(c, c, hidden, link)
			w.flush(c, hidden)
		default:
			w.children(c, block, hidden, link || c.DataAtom == atom.A)
		}
	}
}

var (
	// noText are the elements in which no browser shows text of the page.
	noText = wordsOf(`head script style noscript template iframe object svg math canvas audio video noframes noembed title link
		meta datalist rp`)
	// controls are the parts of a form that a reader acts on.
	controls = wordsOf(`button select textarea option optgroup`)
	// blockElements are the elements that a browser sets as a block.
	blockElements = wordsOf(`address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
		figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol p
		plaintext pre search section summary table tbody td tfoot th thead tr ul xmp`)
	headings = wordsOf(`h1 h2 h3 h4 h5 h6`)
)

// isBlock goes by the atom, which stays the page's where go-trafilatura renames elements.
func isBlock(n *html.Node) bool {
	return blockElements[n.DataAtom.String()] || strings.HasPrefix(n.Data, "amp-")
}

var hiddenStyle = lazily(`(?i)(^|;)\s*(display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|opacity\s*:\s*0(\.0+)?\s*(;|!|$)|font-size\s*:\s*0|(left|top|right|text-indent)\s*:\s*-\d{3,}|(max-)?height\s*:\s*0(px)?\s*(;|!|$)|clip\s*:\s*rect\()`)

// isHidden reports whether an element says of itself that nobody sees it. Style
// sheets are not read, except for the class names that everybody uses.
func isHidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return a.Val != "until-found"
		case "aria-hidden":
			if strings.EqualFold(strings.TrimSpace(a.Val), "true") {
				return true
			}
		case "style":
			if hiddenStyle().MatchString(a.Val) {
				return true
			}
		case "class":
			for _, c := range strings.Fields(a.Val) {
				switch strings.ToLower(c) {
				case "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "u-hidden", "is-hidden", "d-none":
					return true
				}
			}
		case "layout": // AMP's way to hide an element until it is asked for
			if a.Val == "nodisplay" {
				return true
			}
		}
	}
	return n.DataAtom == atom.Dialog && !dom.HasAttribute(n, "open")
}

// visible returns a copy of the tree without what is hidden.
func visible(doc *html.Node) *html.Node {
	doc = dom.Clone(doc, true)
	for _, n := range dom.QuerySelectorAll(doc, "body *") {
		if isHidden(n) || controls[n.Data] {
			dom.DetachChild(n)
		}
	}
	return doc
}
