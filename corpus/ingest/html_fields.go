package ingest

import (
	"fmt"
	nurl "net/url"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// fields fills in what the page shows about the article.
func (p *page) fields(d *Draft) {
	set := func(f Field, to *string, value string, from Origin) {
		if value != "" {
			*to, d.Origins[f] = value, from
		}
	}
	outlet, from := p.outlet()
	set(Outlet, &d.Outlet, outlet, from)
	title, from, doubt := p.title(d.Outlet)
	set(Title, &d.Title, title, from)
	d.doubt(Title, doubt)
	p.markTitle(d.Title)
	description, from := p.description()
	set(Description, &d.Description, description, from)
	url, from, doubt := p.url()
	set(URL, &d.URL, url, from)
	d.doubt(URL, doubt)
	author, from, doubt := p.author(d.Outlet)
	set(Author, &d.Author, author, from)
	d.doubt(Author, doubt)
	date, from, doubt := p.date()
	set(Date, (*string)(&d.Date), string(date), from)
	d.doubt(Date, doubt)
}

func (d *Draft) doubt(f Field, why string) {
	if why != "" {
		d.Doubts = append(d.Doubts, Doubt{Why: fmt.Sprintf("%s: %s", f, why)})
	}
}

// markTitle takes the headline out of what counts as the article's text: a page
// that only repeats it has none.
func (p *page) markTitle(title string) {
	for _, b := range p.blocks {
		if b.text == title {
			b.kept = false
		}
	}
}

func (p *page) outlet() (string, Origin) {
	if names := p.head.article.names("publisher"); len(names) > 0 && isName(names[0]) {
		return names[0], FromJSONLD
	}
	for _, name := range []string{p.head.first("og:site_name"), p.head.micro["publisher"], p.head.first("dc.publisher", "citation_journal_title", "application-name")} {
		if isName(name) {
			return name, FromMeta
		}
	}
	return "", ""
}

// isName reports whether a page's machine-readable name is one, not an address or a
// placeholder.
func isName(s string) bool {
	return s != "" && len(s) <= 120 && !strings.Contains(s, "://") && !strings.ContainsAny(s, "@{}<>") && strings.ContainsFunc(s, unicode.IsLetter)
}

// title returns the headline as it stands on the page, if the page's own data know
// it; what they alone know may be a search engine's version of it.
func (p *page) title(outlet string) (string, Origin, string) {
	ldTitle, ogTitle := p.head.article.text("headline"), withoutOutlet(p.head.first("og:title", "twitter:title", "dc.title"), outlet)
	micro, h1, element := p.head.micro["headline"], p.head.h1, withoutOutlet(p.head.title, outlet)
	shown := h1
	if shown == "" {
		shown = p.heading(ldTitle, ogTitle, element)
	}
	switch {
	case ldTitle != "" && (ldTitle == shown || ldTitle == ogTitle || shown == "" && strings.Contains(element, ldTitle)):
		return ldTitle, FromJSONLD, ""
	case ogTitle != "" && ogTitle == shown:
		return ogTitle, FromMeta, ""
	case micro != "":
		return micro, FromMeta, ""
	case shown != "" && shown != outlet && (strings.Contains(element, shown) || alike(shown, ldTitle) || alike(shown, ogTitle)):
		return shown, FromText, ""
	case ldTitle != "":
		return ldTitle, FromJSONLD, "the page shows another headline or none; look at it"
	case ogTitle != "":
		return ogTitle, FromMeta, "the page shows another headline or none; look at it"
	case element != "":
		return element, FromHeuristic, "taken from the window's title; look at it"
	}
	if t := fold(p.readeck.Title()); t != "" && t == fold(p.trafilatura.Title) {
		return t, FromHeuristic, "concluded; look at it"
	}
	return "", "", ""
}

// heading returns the text of a block that is, to the letter, what the page's data
// call its headline; old pages have no <h1>.
func (p *page) heading(wanted ...string) string {
	for _, b := range p.blocks {
		if !b.hidden && slices.Contains(wanted, b.text) {
			return b.text
		}
	}
	return ""
}

// alike reports whether two headlines share most of their words.
func alike(a, b string) bool {
	in := map[string]bool{}
	for _, w := range strings.Fields(strings.ToLower(b)) {
		in[w] = true
	}
	words := strings.Fields(strings.ToLower(a))
	same := 0
	for _, w := range words {
		if in[w] {
			same++
		}
	}
	return len(words) > 0 && same*3 >= len(words)*2
}

var titleSeparator = lazily(`\s+[|–—\-·•:»]\s+|:\s+`)

// withoutOutlet takes the outlet's name off either end of a window's title, with
// the sections' names that stand between: "Headline | Politics | Outlet".
func withoutOutlet(title, outlet string) string {
	if outlet == "" || title == outlet {
		return title
	}
	if strings.HasSuffix(title, outlet) {
		head := strings.TrimSuffix(title, outlet)
		if cut := lazily(`\s+[|–—\-·•»]\s*$`).FindStringIndex(head); cut != nil {
			head = head[:cut[0]]
			// A section is a word or two behind a bar.
			if bar := strings.LastIndex(head, " | "); bar > 0 && len(strings.Fields(head[bar+3:])) <= 2 {
				head = head[:bar]
			}
			return head
		}
	}
	if rest, ok := strings.CutPrefix(title, outlet); ok {
		if m := titleSeparator.FindStringIndex(rest); m != nil && m[0] == 0 {
			return rest[m[1]:]
		}
	}
	return title
}

// description returns the standfirst; a description that only repeats how the text
// begins, or breaks off, is none.
func (p *page) description() (string, Origin) {
	text, from := p.head.article.text("description"), FromJSONLD
	if text == "" {
		text, from = p.head.first("og:description", "description", "dc.description", "twitter:description"), FromMeta
	}
	if text == "" || strings.HasSuffix(text, "...") || strings.HasSuffix(text, "…") || strings.HasSuffix(text, "[…]") {
		return "", ""
	}
	for i, b := range p.blocks {
		if !b.kept || !strings.Contains(b.text, text) {
			continue
		}
		// The same words may be a standfirst on the page, or its first paragraph.
		if len(b.text) > len(text) || i+1 < len(p.blocks) && p.blocks[i+1].kept && p.blocks[i+1].node.Parent == b.node.Parent {
			return "", ""
		}
	}
	return text, from
}

// url returns the canonical address, if the page and the way it was found agree
// that it is the page's.
func (p *page) url() (string, Origin, string) {
	own := p.address()
	base := own
	og := address(p.head.first("og:url"), base)
	if base == nil {
		base = og
	}
	canonical := address(p.head.canonical, base)
	structured := address(p.head.article.id("mainEntityOfPage"), base)
	if structured == nil {
		structured = address(p.head.article.id("url"), base)
	}
	same := func(a, b *nurl.URL) bool { return a != nil && b != nil && site(a.Host) == site(b.Host) }
	switch {
	case canonical != nil && (same(canonical, own) || own == nil && same(canonical, og)):
		return canonical.String(), FromMeta, ""
	case own != nil && same(og, own):
		return og.String(), FromMeta, ""
	case own != nil && same(structured, own):
		return structured.String(), FromJSONLD, ""
	case canonical != nil && own != nil && same(canonical, og):
		return canonical.String(), FromMeta, "the page was read at " + own.Host + " and calls itself " + canonical.Host
	case own != nil:
		u := *own
		u.Fragment = ""
		return u.String(), FromAddress, ""
	case canonical != nil:
		return canonical.String(), FromMeta, ""
	case og != nil:
		return og.String(), FromMeta, ""
	case structured != nil:
		return structured.String(), FromJSONLD, ""
	}
	return "", "", ""
}

// address reads an address that may be an article's: http(s), with no credentials
// and not a site's front page.
func address(s string, base *nurl.URL) *nurl.URL {
	if s == "" || len(s) > 2048 {
		return nil
	}
	u, err := nurl.Parse(s)
	if err != nil {
		return nil
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || strings.Trim(u.Path, "/") == "" && u.RawQuery == "" {
		return nil
	}
	u.Fragment, u.RawFragment = "", ""
	return u
}

// site returns a host's name without what sets a page's forms apart.
func site(host string) string {
	host = strings.ToLower(host)
	for _, form := range []string{"www.", "amp.", "m.", "mobile."} {
		host = strings.TrimPrefix(host, form)
	}
	return host
}

// leading returns the blocks between the headline and the text, the only ones that
// are asked for an author and a day: those of other articles stand elsewhere.
func (p *page) leading() []*block {
	start, end := -1, -1
	for i, b := range p.blocks {
		if b.hidden {
			continue
		}
		if b.text == p.head.h1 || inElement(b.node, atom.H1) {
			if start < 0 {
				start = i
			}
			continue
		}
		if b.kept && !isByline(b.text, "", "") && isParagraph(b.text) {
			end = i
			break
		}
	}
	if start < 0 {
		start = max(0, end-6)
	} else {
		start++
	}
	if end < start {
		return nil
	}
	r := newRules(p.blocks)
	var out []*block
	for _, b := range p.blocks[start:min(end, start+12)] {
		if rule := r.of(b.inner); !b.hidden && len(b.text) <= 200 && (rule == "" || rule == ruleByline) {
			out = append(out, b)
		}
	}
	return out
}

func inElement(n *html.Node, a atom.Atom) bool {
	for ; n != nil; n = n.Parent {
		if n.DataAtom == a {
			return true
		}
	}
	return false
}
