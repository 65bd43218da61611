package ingest

import (
	"errors"
	"fmt"
	"index/suffixarray"
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
// out whoever reads it: see [MaxSource]. The error does not name the source.
func HTML(source string, raw []byte, contentType string) (*Draft, error) {
	text, doubts, err := decode(raw, contentType)
	if err != nil {
		return nil, err
	}
	if n := countControls(text); n > 8 && n > len(text)/50 { // a page may have a few
		return nil, errors.New("this is no page but binary data, such as a picture or an archive")
	}
	doc, err := parseHTML(text)
	if err != nil {
		return nil, err
	}
	showUnseen(doc)
	showMarks(doc)
	p := newPage(source, doubts, nil)
	p.doc, p.saved = doc, firstMatch("saved from", text[:min(len(text), 1024)])
	p.readDeclared()
	p.dropGone(doc)
	p.lines = blocksOf(doc)
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
	p.extract()
	p.noteBoxes()
	p.readFields()
	p.dropOthers()
	p.dropBoxes()
	p.rescue()
	p.headline, p.first, p.end = -1, 0, len(p.lines) // it is among the dropped
	p.dropCopies()
	p.dropAbout()
	p.dropBios()
	p.dropEnd()
	p.markQuotes()
	p.doubtVoices()
	p.settle()
	if matches("not free in JSON", p.ld) {
		p.draft.doubt("the page says that it is not free: this may be the beginning of the article only")
	}
	if !slices.ContainsFunc(p.draft.Paragraphs, isParagraph) {
		return nil, errors.New("no article was found in this page: it holds headlines, links or notices only")
	}
	return p.draft, nil
}

// showUnseen sets the article in its place where a page holds it for scripts, or for readers
// without them: more prose than all that it shows. A notice there has a line or two.
func showUnseen(doc *html.Node) {
	var most *html.Node
	var article []*html.Node
	words := minUnseen
	for _, n := range dom.QuerySelectorAll(doc, `noscript, script[type="text/template"], script[type="text/html"]`) {
		text := dom.TextContent(n)
		if len(text) <= words {
			continue
		}
		parsed, err := parseHTML(text)
		if err != nil {
			continue
		}
		if prose := proseOf(parsed); prose > words {
			most, words = n, prose
			article = dom.ChildNodes(dom.QuerySelector(parsed, "body"))
		}
	}
	if most == nil || words <= proseOf(doc) {
		return
	}
	for _, n := range article {
		dom.DetachChild(n)
		most.Parent.InsertBefore(n, most)
	}
	dom.DetachChild(most)
}

// minUnseen is how many words of prose an article has that a page does not show.
const minUnseen = 50

func proseOf(doc *html.Node) (words int) {
	for _, l := range blocksOf(doc) {
		if l.prose {
			words += l.words
		}
	}
	return words
}

// extract asks the libraries and marks the blocks that they take for the article.
func (p *page) extract() {
	opts := trafilatura.Options{
		OriginalURL:     webAddressOf(p.draft.Source),
		EnableFallback:  true,
		ExcludeComments: true,
		HtmlDateMode:    trafilatura.Fast, // only days that the page declares are asked for
	}
	p.detachComments()
	res, err := trafilatura.ExtractDocument(p.doc, opts)
	if err == nil {
		p.trafilatura = res.Metadata
		matchBlocks(p.lines, blocksOf(res.ContentNode))
	}
	if slices.ContainsFunc(p.lines, func(b *line) bool { return b.kept && isParagraph(b.text) }) {
		return
	}
	for _, b := range p.lines { // it found nothing: what is prose is kept, as far as no rule drops it
		b.kept = b.prose && b.linked*4 < len(b.text)
	}
}

// detachComments takes the readers' comments off the tree, which may be longer than what they
// are about, and are then taken for it. What holds the page's first prose is none: it may be
// called after a section, "Comment".
func (p *page) detachComments() {
	begins := slices.IndexFunc(p.lines, func(b *line) bool { return b.prose })
	first := p.at(begins).node
	p.detachHeaded(begins+1, first)
	for _, n := range dom.QuerySelectorAll(p.doc, "body *") {
		comments := classRule(n) == "html:comments" || strings.HasSuffix(dom.GetAttribute(n, "itemtype"), "/Comment")
		if comments && !isWithin(first, n) {
			dom.SetAttribute(n, "class", wordLists["classes of headings"]["comments"])
			dom.DetachChild(n)
		}
	}
}

// detachHeaded takes off the largest boxes that begin, at line from or later, with a heading of
// comments or of an offer, and of comments without a box what stands below it; but nothing that
// holds the first of the article.
func (p *page) detachHeaded(from int, first *html.Node) {
	var kept *html.Node // the last before line i that is still on the tree
	for i := max(from, 1); i < len(p.lines); i++ {
		l, before := p.lines[i], p.lines[i-1].node
		if isWithin(before, p.doc) {
			kept = before
		} else if isWithin(l.node, p.doc) {
			before = kept // what stood between has gone with a box above
		}
		rule := patternOf(l.text)
		comments := rule == "comments"
		if !(comments && (l.heading || l.linked == 0) || rule == "subscription" && l.heading) {
			continue
		}
		box := closest(l.node, func(n *html.Node) bool { return isWithin(before, n.Parent) })
		var next *html.Node // there is no box if the line went by itself, below a heading
		for n := box; n != nil && (n == box || comments && l.heading && box == l.node); n = next {
			next = n.NextSibling
			if n.Type == html.ElementNode && !isWithin(first, n) {
				dom.SetAttribute(n, "class", wordLists["classes of headings"][rule])
				dom.DetachChild(n)
			}
		}
	}
}

// fold returns s with each run of white space as one space, and none around it.
func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

func countWords(s string) int { return len(strings.Fields(s)) }

func textOf(n *html.Node) string { return fold(dom.TextContent(n)) }

// matchBlocks marks the page's blocks that the extraction has kept. It knows them by
// their text alone: the library builds a tree of its own, in which an element may be
// renamed, merged with its neighbours or be missing a word or a link. So a block is kept
// if it is in the extraction, or if a block there begins or ends as it does.
func matchBlocks(page, kept []*line) {
	const enough = 30 // bytes without spaces, some five words
	unspaced := func(b *line) string { return strings.ReplaceAll(b.text, " ", "") }
	var all strings.Builder
	for _, b := range kept {
		all.WriteString("\n" + unspaced(b) + "\n")
	}
	index := suffixarray.New([]byte(all.String()))
	has := func(s string) bool { return len(index.Lookup([]byte(s), 1)) > 0 }
	for _, b := range page {
		k := unspaced(b)
		b.kept = has("\n"+k+"\n") || len(k) >= enough/2 && has(k) ||
			len(k) >= enough && (has("\n"+k[:enough]) || has(k[len(k)-enough:]+"\n"))
	}
}

// What a page may cost. The extraction's time grows, in parts, with the square of the
// number of links, and with that of paragraphs times the text, so that these are
// what has to be bounded, not the bytes. A live blog of a whole day has 20,000 tags
// and half a megabyte of text.
const (
	maxTags = 40_000
	maxText = 1 << 20 // bytes of text that a reader sees
	// An unclosed <b> is opened again in every paragraph that follows: n of them
	// before m paragraphs are n·m elements. (HTML Standard, 13.2.4.3, "the list of
	// active formatting elements".)
	maxReopened = 500_000
)

// parseHTML parses a page after it has looked at what that will cost.
func parseHTML(text string) (*html.Node, error) {
	if err := weigh(text); err != nil {
		return nil, err
	}
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("the page cannot be parsed (it may be nested too deeply): %w", err)
	}
	return doc, nil
}

func weigh(text string) error {
	z := html.NewTokenizer(strings.NewReader(text))
	tags, open, reopened := 0, 0, 0
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() { // which is the end: it refuses nothing
		if kind != html.StartTagToken && kind != html.EndTagToken {
			continue
		}
		name, _ := z.TagName()
		switch formatting := isListed("formatting elements", string(name)); {
		case formatting && kind == html.StartTagToken:
			open++
		case formatting:
			open = max(0, open-1)
		}
		tags++
		reopened += open
		switch {
		case tags > maxTags:
			return fmt.Errorf("the page has more than %d tags: that is no article", maxTags)
		case reopened > maxReopened:
			return errors.New("the page leaves so many tags like <b> open that it cannot be read: save it as plain text")
		}
	}
	return nil
}
