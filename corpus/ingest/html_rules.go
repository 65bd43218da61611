package ingest

import (
	"cmp"
	"strings"
	"unicode"

	"github.com/go-shiori/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Names of the rules that drop a block of HTML. The first five say what the block
// is by its own element or text, the others by what it stands in.
const (
	ruleHidden     = "html:hidden"     // the page shows it to nobody
	ruleHeadline   = "html:headline"   // it is the title
	ruleStandfirst = "html:standfirst" // it is the description
	ruleByline     = "html:byline"     // author and day, before the text
	ruleRepeat     = "html:repeat"     // it says again what the text says
	ruleExtractor  = "html:extractor"  // it is no part of the article, says the library

	ruleNav        = "html:nav"
	ruleAside      = "html:aside"
	ruleCaption    = "html:caption"
	ruleForm       = "html:form"
	ruleFooter     = "html:footer"
	ruleShare      = "html:share"
	ruleRelated    = "html:related"
	ruleComments   = "html:comments"
	ruleNewsletter = "html:newsletter"
	rulePaywall    = "html:paywall"
	ruleAd         = "html:advertisement"
	ruleBio        = "html:bio"
	ruleTags       = "html:tags"
	ruleLinks      = "html:links" // most of it is links, and it is no sentence
	ruleEmbed      = "html:embed"
)

// elementRules and roleRules are what elements are by their kind, and by their role.
var (
	elementRules = map[string]string{
		"nav": ruleNav, "menu": ruleNav, "aside": ruleAside, "figure": ruleCaption, "figcaption": ruleCaption,
		"form": ruleForm, "fieldset": ruleForm, "search": ruleForm, "footer": ruleFooter,
		"amp-ad": ruleAd, "amp-embed": ruleAd, "amp-sticky-ad": ruleAd, "amp-sidebar": ruleNav,
		"amp-twitter": ruleEmbed, "amp-facebook": ruleEmbed, "amp-instagram": ruleEmbed, "amp-iframe": ruleEmbed,
	}
	roleRules = map[string]string{
		"navigation": ruleNav, "menu": ruleNav, "menubar": ruleNav, "banner": ruleNav, "search": ruleNav,
		"complementary": ruleAside, "note": ruleAside, "contentinfo": ruleFooter,
		"form": ruleForm, "dialog": ruleForm, "alertdialog": ruleForm,
	}
)

// elementRule returns the rule of an element by its kind and its role.
func elementRule(n *html.Node) string {
	switch {
	case controls[n.Data]:
		return ruleForm
	case n.Data == "figure" && dom.QuerySelector(n, "blockquote, table, pre") != nil:
		return "" // they stand nowhere else
	}
	return cmp.Or(elementRules[n.Data], roleRules[dom.GetAttribute(n, "role")])
}

// classRules are words that content management systems and their themes put into
// class names, ids and data attributes, and what they mean by them.
var classRules = map[string]string{
	"nav": ruleNav, "navbar": ruleNav, "navigation": ruleNav, "breadcrumb": ruleNav, "breadcrumbs": ruleNav,
	"menu": ruleNav, "pagination": ruleNav, "pager": ruleNav, "masthead": ruleNav, "topbar": ruleNav,
	"share": ruleShare, "sharing": ruleShare, "sharedaddy": ruleShare, "social": ruleShare, "addthis": ruleShare,
	"addtoany": ruleShare, "sharebar": ruleShare, "sharetools": ruleShare, "sharethis": ruleShare,
	"related": ruleRelated, "relatedposts": ruleRelated, "recommended": ruleRelated, "recommendations": ruleRelated,
	"recirculation": ruleRelated, "readmore": ruleRelated, "readnext": ruleRelated, "teaser": ruleRelated,
	"teasers": ruleRelated, "promo": ruleRelated, "outbrain": ruleRelated, "taboola": ruleRelated,
	"trending": ruleRelated, "mostread": ruleRelated, "mostpopular": ruleRelated, "onward": ruleRelated,
	"comment": ruleComments, "comments": ruleComments, "commentlist": ruleComments, "disqus": ruleComments, "respond": ruleComments,
	"newsletter": ruleNewsletter, "newsletters": ruleNewsletter, "signup": ruleNewsletter, "mailinglist": ruleNewsletter,
	"regwall": rulePaywall, "subscribe": rulePaywall,
	"caption": ruleCaption, "legend": ruleCaption, "figcaption": ruleCaption, "imagecaption": ruleCaption, "photocredit": ruleCaption,
	"ad": ruleAd, "ads": ruleAd, "advert": ruleAd, "adverts": ruleAd, "advertisement": ruleAd, "advertising": ruleAd,
	"adslot": ruleAd, "sponsored": ruleAd, "adsbygoogle": ruleAd,
	"bio": ruleBio, "authorbio": ruleBio, "byline": ruleByline,
	"tags": ruleTags, "taglist": ruleTags, "topics": ruleTags, "hashtags": ruleTags,
	"sidebar": ruleAside, "factbox": ruleAside, "infobox": ruleAside, "pullquote": ruleAside,
	"footer": ruleFooter, "colophon": ruleFooter, "copyright": ruleFooter,
	"cookie": ruleForm, "cookies": ruleForm, "consent": ruleForm, "gdpr": ruleForm,
}

// pairRules are the same for two words in a row. The word "paywall" alone is none:
// it often names what lies behind the wall, the text itself.
var pairRules = map[string]string{
	"read next": ruleRelated, "read more": ruleRelated, "read also": ruleRelated, "most read": ruleRelated,
	"most popular": ruleRelated, "more stories": ruleRelated, "also like": ruleRelated, "up next": ruleRelated,
	"see also": ruleRelated, "key events": ruleNav, "skip link": ruleNav,
	"comment list": ruleComments, "sign up": ruleNewsletter, "mailing list": ruleNewsletter,
	"paywall offer": rulePaywall, "paywall bar": rulePaywall, "paywall banner": rulePaywall, "paywall barrier": rulePaywall,
	"paywall message": rulePaywall, "paywall modal": rulePaywall, "paywall overlay": rulePaywall, "paywall prompt": rulePaywall,
	"inline barrier": rulePaywall, "subscription offer": rulePaywall,
	"author bio": ruleBio, "author box": ruleBio, "about author": ruleBio, "pull quote": ruleAside,
	"fact box": ruleAside, "topic list": ruleTags, "tag list": ruleTags, "photo credit": ruleCaption,
}

// classRule returns the rule of an element by the names that its maker gave it.
func classRule(n *html.Node) string {
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html {
		return ""
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "data-component", "data-module", "data-testid", "data-block", "data-type":
		default:
			continue
		}
		for _, name := range strings.Fields(a.Val[:min(len(a.Val), 1024)]) {
			words := nameWords(name)
			if a.Key == "id" && (len(words) > 3 || headings[n.Data]) {
				continue // made of a heading's words, for links to it
			}
			last := ""
			for _, w := range words {
				if rule, ok := pairRules[last+" "+w]; ok {
					return rule
				}
				if rule, ok := classRules[w]; ok {
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
	known map[*html.Node]string
}

func newRules(blocks []*block) *rules {
	r := &rules{kept: map[*html.Node]int{}, start: map[*html.Node]bool{}, known: map[*html.Node]string{}}
	for _, b := range blocks {
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
		if rule != "" && r.isArticle(n) {
			rule = ""
		}
	}
	r.known[n] = rule
	return rule
}

// isArticle reports whether an element holds so much of the article, and its
// beginning, that it is not what it is called: there are comment pages with a
// sidebar in their names, and articles in asides.
func (r *rules) isArticle(n *html.Node) bool {
	return r.start[n] && r.kept[n] > r.total/3
}
