package ingest

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/markusmobius/go-htmldate"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/corpus"
)

// author returns who wrote the article. A wrong name is worse than none: what no
// data of the page says has to stand beside the headline, and be read alike by two.
func (p *page) author(outlet string) (string, Origin, string) {
	if names := people(p.head.article.names("author"), outlet); names != "" {
		return names, FromJSONLD, ""
	}
	if names := people([]string{p.head.micro["author"]}, outlet); names != "" {
		return names, FromMeta, ""
	}
	for _, key := range []string{"author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator", "citation_author"} {
		if names := people([]string{p.head.meta[key]}, outlet); names != "" {
			return names, FromMeta, ""
		}
	}
	var written, trafilatura, readeck string
	lead := p.leading()
	for _, b := range lead {
		if m := bylineName.FindStringSubmatch(b.text); m != nil && written == "" {
			written = people([]string{m[1]}, outlet)
		}
	}
	shown := func(name string) string {
		name = people([]string{name}, outlet)
		if name != "" && slices.ContainsFunc(lead, func(b *block) bool { return strings.Contains(b.text, name) }) {
			return name
		}
		return ""
	}
	trafilatura, readeck = shown(p.trafilatura.Author), shown(p.readeck.Byline())
	switch {
	case written != "":
		return written, FromText, ""
	case readeck != "" && readeck == trafilatura:
		return readeck, FromText, ""
	case readeck != "" || trafilatura != "":
		return "", "", "it may be " + cmp.Or(readeck, trafilatura) + ", who is named before the text"
	}
	return "", "", ""
}

// bylineName finds a name behind the word that says it is an author's.
var bylineName = lazily(`^(?:(?:[Ww]ords|[Tt]ext|[Ss]tory|[Rr]eport|[Ww]ritten)\s+)?(?:[Bb]y|BY)[:\s]\s*(\p{Lu}[\p{L}.'’-]*(?:\s+(?:(?:de|da|van|von|der|den|la|le|du|al|bin|di|dos|and|und|et|y)\s+)*\p{Lu}[\p{L}.'’-]*){1,6})`)

// people cleans names and joins them. What is no person's name is left out.
func people(names []string, outlet string) string {
	var out []string
	for _, n := range names {
		n = fold(strings.TrimPrefix(strings.TrimPrefix(n, "By "), "by "))
		switch low := strings.ToLower(n); {
		case !isName(n), len(n) > 80, strings.EqualFold(n, outlet), strings.HasPrefix(low, "www."):
		case low == "admin" || low == "administrator" || low == "editor" || low == "author" || low == "unknown" || low == "guest" || low == "webmaster" || low == "root" || low == "user":
		case strings.ContainsFunc(n, unicode.IsDigit):
		case !slices.Contains(out, n):
			out = append(out, n)
		}
	}
	return strings.Join(out[:min(len(out), 10)], ", ")
}

// date returns the day of publication, in the time zone that the page writes it in.
func (p *page) date() (corpus.Date, Origin, string) {
	structured := []struct {
		value string
		from  Origin
	}{
		{p.head.article.text("datePublished"), FromJSONLD},
		{p.head.first("article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created",
			"pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date", "citation_publication_date", "article.published"), FromMeta},
		{p.head.micro["datePublished"], FromMeta},
	}
	guess := p.htmldate()
	var day corpus.Date
	var from Origin
	for _, s := range structured {
		d := parseDay(s.value)
		switch {
		case d == "":
		case day == "":
			day, from = d, s.from
		case daysApart(day, d) > 1:
			return day, from, "the page also says " + string(d)
		}
	}
	if day != "" {
		if t, err := p.readeck.PublishedTime(); err == nil && daysApart(day, corpus.Date(t.Format(time.DateOnly))) > 1 {
			return day, from, "the page's data can also be read as " + t.Format(time.DateOnly)
		}
		return day, from, ""
	}
	inAddress := p.dateInAddress()
	var written corpus.Date
	for _, b := range p.leading() {
		if t := find(b.node, func(n *html.Node) bool { return n.DataAtom == atom.Time && attr(n, "datetime") != "" }); t != nil && written == "" {
			written = parseDay(attr(t, "datetime"))
		}
		if written == "" {
			written = dayIn(b.text)
		}
	}
	switch {
	case written != "" && (guess == "" || daysApart(guess, written) <= 1 || written == inAddress):
		return written, FromText, ""
	case written != "":
		return written, FromHeuristic, "the page can also be read as " + string(guess)
	case inAddress != "":
		return inAddress, FromAddress, "taken from the address; look at it"
	case guess != "":
		return guess, FromHeuristic, "concluded from the page; look at it"
	}
	return "", "", ""
}

// htmldate asks the library, which looks for a day in all of a page and finds those
// of other articles as well: so it sees the head and what stands between the
// headline and the text.
func (p *page) htmldate() corpus.Date {
	doc := &html.Node{Type: html.DocumentNode}
	root := &html.Node{Type: html.ElementNode, Data: "html", DataAtom: atom.Html}
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	doc.AppendChild(root)
	root.AppendChild(body)
	for _, b := range p.leading() {
		par := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
		par.AppendChild(&html.Node{Type: html.TextNode, Data: b.text})
		body.AppendChild(par)
	}
	if body.FirstChild == nil {
		return ""
	}
	res, err := htmldate.FromDocument(doc, htmldate.Options{UseOriginalDate: true})
	if err != nil || res.IsZero() {
		return ""
	}
	return corpus.Date(res.DateTime.Format(time.DateOnly))
}

var addressDay = lazily(`/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?:/|-|$)`)

func (p *page) dateInAddress() corpus.Date {
	u := p.address()
	if u == nil {
		return ""
	}
	m := addressDay.FindStringSubmatch(u.Path)
	if m == nil {
		return ""
	}
	t, err := time.Parse("2006-1-2", m[1]+"-"+m[2]+"-"+m[3])
	if err != nil {
		return ""
	}
	return corpus.Date(t.Format(time.DateOnly))
}

var isoDay = lazily(`^(\d{4}-\d{2}-\d{2})(?:$|[T ]\d)`)

// parseDay reads a machine's date; the day is the one that it writes.
func parseDay(s string) corpus.Date {
	s = fold(s)
	if m := isoDay.FindStringSubmatch(s); m != nil {
		d, err := corpus.ParseDate(m[1])
		if err != nil || d < "1600" {
			return ""
		}
		return d
	}
	for _, layout := range []string{time.RFC1123, time.RFC1123Z, time.RFC850, time.ANSIC, time.UnixDate, "20060102", "2006/01/02", "2006-1-2",
		"20060102T150405Z07:00", "January 2, 2006", "2 January 2006", "Jan 2, 2006", "2 Jan 2006", "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST"} {
		if t, err := time.Parse(layout, s); err == nil {
			return corpus.Date(t.Format(time.DateOnly))
		}
	}
	return dayIn(s)
}

var (
	months     = `(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?`
	dayMonth   = lazily(`(?i)\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? (` + months + `),? ((?:1[6-9]|20)\d\d)\b`)
	monthDay   = lazily(`(?i)\b(` + months + `) (\d{1,2})(?:st|nd|rd|th)?,? ((?:1[6-9]|20)\d\d)\b`)
	dayISOText = lazily(`\b((?:1[6-9]|20)\d\d-\d\d-\d\d)\b`)
	dayCJK     = lazily(`((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日`)
)

// dayIn returns the first day that is written out in a text, without the ways of
// writing that mean two days, as 3/4/2020 does.
func dayIn(s string) corpus.Date {
	try := func(layout, v string) corpus.Date {
		t, err := time.Parse(layout, v)
		if err != nil {
			return ""
		}
		return corpus.Date(t.Format(time.DateOnly))
	}
	if m := dayMonth.FindStringSubmatch(s); m != nil {
		return try("2 Jan 2006", m[1]+" "+m[2][:3]+" "+m[3])
	}
	if m := monthDay.FindStringSubmatch(s); m != nil {
		return try("Jan 2 2006", m[1][:3]+" "+m[2]+" "+m[3])
	}
	if m := dayISOText.FindStringSubmatch(s); m != nil {
		return try(time.DateOnly, m[1])
	}
	if m := dayCJK.FindStringSubmatch(s); m != nil {
		return try("2006-1-2", m[1]+"-"+m[2]+"-"+m[3])
	}
	return ""
}

func daysApart(a, b corpus.Date) int {
	s, err1 := time.Parse(time.DateOnly, string(a))
	t, err2 := time.Parse(time.DateOnly, string(b))
	if err1 != nil || err2 != nil {
		return 1 << 20
	}
	n := int(t.Sub(s).Hours() / 24)
	return max(n, -n)
}
