package ingest

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-shiori/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A walker cuts a tree into blocks.
type walker struct {
	blocks []*line
	buf    strings.Builder
	links  []linked // in order
	breaks int      // <br> in a row
	quote  *html.Node
}

// A linked text is where in the block it begins, and how many bytes of it are read.
type linked struct{ at, bytes int }

// lineEnd stands for <br> in the text of a block.
const lineEnd = "\x00 "

func blocksOf(root *html.Node) []*line {
	var w walker
	w.children(root, root, false)
	w.flush(root)
	return w.blocks
}

// flush ends a block. Its lines are blocks of their own where each says something else: below
// the label of somebody who speaks, or, without links, beside a byline or a date.
func (w *walker) flush(n *html.Node) {
	text := w.buf.String()
	if within(n, atom.Dl) != nil && strings.HasSuffix(strings.TrimSpace(text), ":") && countWords(text) <= minCopy {
		w.buf.WriteByte(' ')
		return // a term introduces what stands behind it, "Chair:"
	}
	end := 0 // of what is added
	if w.quote != nil {
		if m := expression("name behind a post").FindStringSubmatchIndex(text); m != nil {
			end = m[2]
			w.add(n, []string{text[:end]}, end)
			text = text[end:]
		}
	}
	pieces := strings.Split(text, lineEnd)
	isCredit := func(piece string) bool {
		_, ok := readCredit(fold(piece))
		return ok
	}
	credits := len(pieces) > 1 && len(w.links) == 0 && slices.ContainsFunc(pieces, isCredit)
	begin := 0
	end += len(pieces[0])
	for i := 1; i < len(pieces); i++ {
		if piece := fold(pieces[i]); credits || labelOf(piece) != "" || w.quote != nil && matches("signature of a post", piece) {
			w.add(n, pieces[begin:i], end)
			begin = i
		}
		end += len(lineEnd) + len(pieces[i])
	}
	w.add(n, pieces[begin:], end)
	w.buf.Reset()
	w.links, w.breaks = nil, 0
}

// add adds a block of some lines, which end at a byte of the text. Of the links it has those that
// begin before: what the lines below link to says nothing of these.
func (w *walker) add(n *html.Node, lines []string, end int) {
	bytes := 0
	for ; len(w.links) > 0 && w.links[0].at < end; w.links = w.links[1:] {
		bytes += w.links[0].bytes
	}
	text := fold(strings.ReplaceAll(strings.Join(lines, " "), "\x00", ""))
	if text == "" {
		return
	}
	w.blocks = append(w.blocks, &line{
		words: countWords(text), prose: isParagraph(text) && endsProse(text),
		parts: fold(strings.ReplaceAll(strings.Join(lines, lineEnd), "\x00", " | ")),
		node:  n, heading: isListed("headings", n.Data), text: text, linked: bytes, quote: w.quote, opens: w.opens(),
	})
}

// children walks what is in n. The block is the element that text found here
// belongs to.
func (w *walker) children(n, block *html.Node, link bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			if strings.TrimSpace(c.Data) != "" {
				w.breaks = 0
				if link {
					w.links = append(w.links, linked{w.buf.Len(), len(fold(c.Data))})
				}
			}
			if matches("texts set apart", cmp.Or(lastRune(w.buf.String()), " ")+c.Data[:min(len(c.Data), utf8.UTFMax)]) {
				w.buf.WriteByte(0) // the parser leaves none in
			}
			w.buf.WriteString(c.Data)
		case c.Type != html.ElementNode || isListed("no text", c.DataAtom.String()):
		case c.DataAtom == atom.Br:
			bold := isBold(c.PrevSibling, w.buf.String())
			w.buf.WriteString(lineEnd)
			if w.breaks++; w.breaks > 1 || bold || w.quote != nil && dashed(textBehind(c)) {
				w.flush(block)
			}
		case c.DataAtom == atom.Pre && dom.QuerySelector(c, "br, p, div, script") == nil: // its lines are the text's
			w.flush(block)
			for _, l := range splitLines(dom.TextContent(c)) {
				w.buf.WriteString(l.text)
				w.flush(c)
			}
		case isBlock(c), w.quote != nil && w.signs(c):
			w.flush(block)
			quote := w.quote
			if c.DataAtom == atom.Blockquote {
				w.quote = c
			}
			w.children(c, c, link)
			w.flush(c)
			w.quote = quote
		default:
			w.children(c, block, link || c.DataAtom == atom.A)
		}
	}
}

// signs reports whether an element says whose the block quotation is, which <cite> or <small> does
// at its end; elsewhere <cite> is the title of a work. At its beginning it has a colon behind it,
// or is the link of an account.
func (w *walker) signs(n *html.Node) bool {
	before := strings.TrimSpace(w.buf.String())
	if text := strings.TrimSpace(dom.TextContent(n)); before == "" && w.opens() {
		return isSignature(n) && strings.HasSuffix(text, ":") || n.DataAtom == atom.A && strings.HasPrefix(text, "@")
	}
	if !isSignature(n) || !isLast(n, w.quote) {
		return false
	}
	return n.Parent == w.quote && !dashed(before) || before == "" || endsProse(before) || dashed(lastRune(before))
}

// opens reports whether the block quotation has no block yet.
func (w *walker) opens() bool {
	return w.quote != nil && (len(w.blocks) == 0 || w.blocks[len(w.blocks)-1].quote != w.quote)
}

// isBold reports whether the last line of a text is a sentence in bold, as a question is.
func isBold(n *html.Node, text string) bool {
	line := fold(text[strings.LastIndex(text, lineEnd)+1:])
	bold := n != nil && (n.DataAtom == atom.B || n.DataAtom == atom.Strong)
	return bold && endsProse(line) && !strings.HasSuffix(line, ":") && line == textOf(n)
}

// isBlock goes by the atom, which stays the page's where go-trafilatura renames elements.
func isBlock(n *html.Node) bool {
	return isListed("block elements", n.DataAtom.String()) || strings.HasPrefix(n.Data, "amp-")
}

// isSeen reports whether an element is kept only from programs that read aloud: the large letter
// or two that begin a paragraph. A longer text may be the name of an icon.
func isSeen(n *html.Node) bool {
	text := strings.TrimSpace(dom.TextContent(n))
	return within(n, atom.P) != nil && utf8.RuneCountInString(text) <= 3 && strings.ContainsFunc(text, unicode.IsLetter)
}

// isHidden reports whether an element says of itself that nobody sees it. Style
// sheets are not read, except for the class names that everybody uses.
func isHidden(n *html.Node) bool {
	attr := func(name string) string { return dom.GetAttribute(n, name) }
	switch {
	case dom.HasAttribute(n, "hidden") && attr("hidden") != "until-found",
		strings.EqualFold(strings.TrimSpace(attr("aria-hidden")), "true") && !isSeen(n),
		matches("hidden style", attr("style")),
		attr("role") == "tooltip",     // it is shown when the pointer rests on something
		attr("layout") == "nodisplay", // AMP's way to hide an element until it is asked for
		n.DataAtom == atom.Dialog && !dom.HasAttribute(n, "open"):
		return true
	}
	classes := strings.Fields(strings.ToLower(dom.GetAttribute(n, "class")))
	hides := func(c string) bool {
		card := isListed("hidden cards", c) && n.DataAtom != atom.A // which a link has, and is not
		return card || isListed("hidden classes", c) || isListed("hidden in line", c) && !isBlock(n)
	}
	shown := slices.ContainsFunc(classes, expression("shown on wide screens").MatchString)
	return !shown && slices.ContainsFunc(classes, hides)
}

// dropGone takes out of a tree what the page does not say: what it hides or has struck out,
// what is there for other programs, and what its reader acts on.
func (p *page) dropGone(n *html.Node) {
	for _, c := range dom.ChildNodes(n) {
		rule := goneRule(c)
		if rule == "" {
			p.dropGone(c)
			continue
		}
		n.RemoveChild(c)
		if text := dom.TextContent(c); rule == "html:unseen" && strings.Contains(text, "<") { // its parts are not parsed
			if doc, err := parseHTML(text); err == nil {
				c = doc
			}
		}
		for _, l := range blocksOf(c) {
			p.draft.Dropped = append(p.draft.Dropped, Dropped{Text: l.text, Rule: rule})
		}
	}
}
