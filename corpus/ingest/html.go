package ingest

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/go-shiori/dom"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// HTML makes a draft of a saved or fetched page. The source is the path or address
// that it came from; an http(s) address helps to judge what the page says about its
// own. The content type is the server's, or empty.
//
// Which blocks are the article is go-trafilatura's judgement, the best one measured;
// the words are never its own but those of the page, a paragraph a block, with white
// space folded. Everything else that a reader sees is among the dropped, with the
// rule that dropped it; so is what the page hides.
//
// It fails when there is no article in the page, and when the page is made to wear
// out whoever reads it: see [MaxHTML]. The error does not name the source.
func HTML(source string, raw []byte, contentType string) (*Draft, error) {
	text, doubts, err := decodeHTML(raw, contentType)
	if err != nil {
		return nil, err
	}
	doc, err := parseHTML(text)
	if err != nil {
		return nil, err
	}
	showMarks(doc)
	p := newPage(source, doubts, blocksOf(doc))
	p.doc = doc
	if len(p.lines) == 0 {
		if dom.QuerySelector(doc, "frameset") != nil {
			return nil, errors.New("this page only sets up frames: save the frame that holds the article")
		}
		return nil, errors.New("there is no text in this page: it may be drawn by scripts; save it from the browser as plain text")
	}
	shown := 0
	for _, b := range p.lines {
		shown += len(b.text)
	}
	if shown > maxText {
		return nil, fmt.Errorf("the page has more than %d MB of text: that is no article", maxText>>20)
	}
	if err := p.extract(); err != nil {
		return nil, err
	}
	p.rules = newRules(p.lines)
	p.fields()
	p.cut()
	if !slices.ContainsFunc(p.draft.Paragraphs, isParagraph) {
		return nil, errors.New("no article was found in this page: it holds headlines, links or notices only")
	}
	return p.draft, nil
}

// extract asks the libraries and marks the blocks that they take for the article.
func (p *page) extract() (err error) {
	// They are parsers of foreign bytes that we do not keep: what one page does to
	// them must not end an import of ten thousand.
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("this page's structure is broken in a way that cannot be read (%v): save it as plain text", r)
		}
	}()
	opts := trafilatura.Options{
		OriginalURL:        webAddressOf(p.draft.Source),
		EnableFallback:     true,
		ExcludeComments:    true,
		BlacklistedAuthors: noAuthors,
	}
	shown := visible(p.doc)
	if bare := withoutComments(shown); slices.ContainsFunc(blocksOf(bare), func(b *line) bool { return b.prose }) {
		shown = bare // else what is called comments is the article
	}
	res, err := trafilatura.ExtractDocument(shown, opts)
	if err == nil && res.ContentNode != nil {
		p.trafilatura = res.Metadata
		matchBlocks(p.lines, blocksOf(res.ContentNode))
	}
	if slices.ContainsFunc(p.lines, func(b *line) bool { return b.kept && isParagraph(b.text) }) {
		return nil
	}
	for _, b := range p.lines { // it found nothing: what is prose is kept, as far as no rule drops it
		b.kept = b.gone == "" && b.prose && b.linked*4 < len(b.text)
	}
	return nil
}

// withoutComments returns a copy of the tree without the readers' comments, which may be
// longer than what they are about, and are then taken for it.
func withoutComments(doc *html.Node) *html.Node {
	doc = dom.Clone(doc, true)
	for _, n := range dom.QuerySelectorAll(doc, "body *") {
		if isComments(n) && dom.QuerySelector(n, "h1, [itemprop~=articleBody]") == nil {
			dom.DetachChild(n)
		}
	}
	return doc
}

// isComments reports whether an element is a reader's comment, or holds them.
func isComments(n *html.Node) bool {
	if strings.HasSuffix(dom.GetAttribute(n, "itemtype"), "/Comment") {
		return true
	}
	return slices.ContainsFunc(strings.Fields(dom.GetAttribute(n, "class")+" "+dom.GetAttribute(n, "id")), func(name string) bool {
		words := nameWords(name)
		return len(words) > 0 && commentBoxes[words[len(words)-1]] &&
			slices.ContainsFunc(words, func(w string) bool { return commentNames[w] }) &&
			!slices.ContainsFunc(words, func(w string) bool { return !commentBoxes[w] && !commentsOf[w] })
	})
}

// fold returns s with each run of white space as one space, and none around it.
func fold(s string) string { return strings.Join(strings.Fields(s), " ") }
