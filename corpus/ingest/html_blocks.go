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

	kept bool // it belongs to the article, as the extraction sees it
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
		case c.Type != html.ElementNode || isNoText(c):
		case c.DataAtom == atom.Br:
			w.buf.WriteByte(' ')
			if w.breaks++; w.breaks > 1 {
				w.flush(block, hidden)
			}
		case !hidden && isHidden(c), isControl(c):
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

// isNoText reports whether no browser shows what is in n as text of the page.
func isNoText(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Head, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object,
		atom.Svg, atom.Math, atom.Canvas, atom.Audio, atom.Video, atom.Noframes, atom.Noembed, atom.Title,
		atom.Link, atom.Meta, atom.Datalist, atom.Rp:
		return true
	}
	return false
}

// isControl reports whether n is a part of a form that a reader acts on.
func isControl(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Button, atom.Select, atom.Textarea, atom.Option, atom.Optgroup:
		return true
	}
	return false
}

func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption, atom.Center, atom.Dd,
		atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption,
		atom.Figure, atom.Footer, atom.Form, atom.Frameset, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5,
		atom.H6, atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Legend, atom.Li, atom.Listing, atom.Main,
		atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Plaintext, atom.Pre, atom.Search, atom.Section,
		atom.Summary, atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul, atom.Xmp:
		return true
	}
	return strings.HasPrefix(n.Data, "amp-")
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
		if isHidden(n) || isControl(n) {
			dom.DetachChild(n)
		}
	}
	return doc
}
