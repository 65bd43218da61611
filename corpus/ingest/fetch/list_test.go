package fetch

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	rss = `<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Caf` + "\xe9" + `</title>
<item><title>One &amp; only</title><link>/one#top</link><pubDate>Mon, 02 Jan 2023 23:30:00 -0500</pubDate><dc:creator>Ada Nwosu</dc:creator></item>
<item><title>Two</title><guid>https://a.example/two</guid></item>
<item><title>No link</title></item>
<item><link>javascript:alert(1)</link></item>
<item><link>http://me:pw@a.example/x</link></item>
<item><title>One again</title><link>/one</link></item></channel></rss>`
	atomFeed = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><title>Three</title><link rel="alternate" href="https://a.example/three"/>
<published>2024-05-06T07:08:09+02:00</published><updated>2025-01-01T00:00:00Z</updated><author><name>Tom Ferris</name></author><author><name>Ines Falk</name></author></entry>
<entry><title>Four</title><link href="https://a.example/four"/><updated>2025-01-01T00:00:00Z</updated></entry></feed>`
	jsonFeed = `{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"1","url":"https://a.example/five","title":"Five","date_published":"2022-02-02T02:02:02Z","authors":[{"name":"Kit Roe"}]}]}`
	urlset   = `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://a.example/six </loc><lastmod>2021-01-01</lastmod><image:image><image:loc>https://a.example/six.jpg</image:loc><image:title>Picture</image:title></image:image>
<news:news><news:publication><news:name>The Daily</news:name><news:language>en</news:language></news:publication><news:publication_date>2020-03-04T05:06:07+00:00</news:publication_date><news:title>Six</news:title></news:news></url>
<url><loc>https://a.example/seven?a=1&amp;b=2</loc><lastmod>2021-01-01</lastmod></url></urlset>`
	index = `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>/s1.xml</loc><lastmod>2021-01-01</lastmod></sitemap><sitemap><loc>/s2.xml.gz</loc></sitemap></sitemapindex>`
)

func TestList(t *testing.T) {
	for _, tc := range []struct {
		name, kind, body string
		want             []Entry
	}{
		{"RSS", "application/rss+xml", rss, []Entry{
			{Address: "https://a.example/one", Title: "One & only", Author: "Ada Nwosu", Date: "Mon, 02 Jan 2023 23:30:00 -0500"}, {Address: "https://a.example/two", Title: "Two"}, {Title: "No link"}, {}, {},
			{Address: "https://a.example/one", Title: "One again"}}},
		{"Atom", "text/html", atomFeed, []Entry{
			{Address: "https://a.example/three", Title: "Three", Author: "Tom Ferris, Ines Falk", Date: "2024-05-06T07:08:09+02:00"}, {Address: "https://a.example/four", Title: "Four"}}},
		{"JSON Feed", "application/json", jsonFeed, []Entry{{Address: "https://a.example/five", Title: "Five", Author: "Kit Roe", Date: "2022-02-02T02:02:02Z"}}},
		{"sitemap", "text/xml", urlset, []Entry{{Address: "https://a.example/six", Title: "Six", Outlet: "The Daily", Date: "2020-03-04T05:06:07+00:00"}, {Address: "https://a.example/seven?a=1&b=2"}}},
		{"index", "text/xml", index, []Entry{{Address: "https://a.example/s1.xml", IsList: true}, {Address: "https://a.example/s2.xml.gz", IsList: true}}},
		{"broken sitemap", "text/xml", urlset[:len(urlset)-30], []Entry{{Address: "https://a.example/six", Title: "Six", Outlet: "The Daily", Date: "2020-03-04T05:06:07+00:00"}}},
	} {
		got, err := List(&Page{Address: "https://a.example/list", ContentType: tc.kind, Body: []byte(tc.body)})
		if broken := strings.HasPrefix(tc.name, "broken"); broken != (err != nil) {
			t.Errorf("%s: %v", tc.name, err)
			continue
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s: -want +got\n%s", tc.name, diff)
		}
	}
	for _, body := range []string{
		"", "<html><p>a page", "{}", `{"version":"https://jsonfeed.org/version/1","items":[`, "<rss", "<rss><channel><item>", "<urlset><url><loc>https://a.example",
		"<urlset>" + strings.Repeat("<a>", 10_000), "<feed", "just words", "https://a.example/8 and words",
	} {
		if l, err := List(&Page{Address: "https://a.example/list", Body: []byte(body)}); err == nil && len(l) > 0 {
			t.Errorf("%.40q: read as %v", body, l)
		}
	}
}

// TestBases resolves addresses in feeds, as far as the library knows bases: a relative one is one
// from the site's root, and each is a folder.
func TestBases(t *testing.T) {
	for _, tc := range []struct{ name, root, entry, href, want string }{
		{"none", "", "", "one", "https://a.example/blog/one"},
		{"on the feed", "https://b.example/x/", "", "one", "https://b.example/x/one"},
		{"from the root, on the entry", "", "/2021/05/", "one", "https://a.example/2021/05/one"},
		{"on both", "https://b.example/x/y.atom", "2021/", "one", "https://b.example/x/2021/one"},
		{"a folder above", "", "../", "one", "https://a.example/one"},
		{"a host alone", "https://b.example", "", "one", "https://b.example/one"},
		{"a whole address", "https://b.example/x/", "2021/", "https://c.example/one", "https://c.example/one"},
		{"a query", "https://b.example/x/?a=1&amp;b=2", "", "one?c=3", "https://b.example/x/one?c=3"},
	} {
		attr := func(base string) string {
			if base == "" {
				return ""
			}
			return ` xml:base="` + base + `"`
		}
		body := `<feed xmlns="http://www.w3.org/2005/Atom"` + attr(tc.root) + `><title>N</title><entry` + attr(tc.entry) + `><title>One</title><link href="` + tc.href + `"/></entry></feed>`
		l, err := List(&Page{Address: "https://a.example/blog/feed.atom", Body: []byte(body)})
		if err != nil || len(l) != 1 || l[0].Address != tc.want {
			t.Errorf("%s: %v, %v, want %s", tc.name, l, err, tc.want)
		}
	}
}

func bigSitemap(n int) string {
	var b strings.Builder
	b.WriteString("<urlset>")
	for i := range n {
		fmt.Fprintf(&b, "<url><loc>/p%d</loc></url>", i)
	}
	b.WriteString("</urlset>")
	return b.String()
}

func TestListIsBounded(t *testing.T) {
	l, err := List(&Page{Address: "https://a.example/", Body: []byte(bigSitemap(MaxEntries + 10))})
	if err == nil || len(l) != MaxEntries {
		t.Errorf("%d entries, %v", len(l), err)
	}
	long := "<urlset><url><loc>/" + strings.Repeat("a", 1<<20) + "</loc></url><url><loc>/b</loc></url></urlset>"
	if l, err := List(&Page{Address: "https://a.example/", Body: []byte(long)}); err != nil || len(l) != 2 || l[0].Address != "" {
		t.Errorf("%v, %v", l, err)
	}
	titled := "<rss version='2.0'><channel><item><link>/a</link><title>" + strings.Repeat("a", maxText+1) + "</title></item></channel></rss>"
	if l, err := List(&Page{Address: "https://a.example/", Body: []byte(titled)}); err != nil || len(l) != 1 || l[0].Title != "" {
		t.Errorf("a long title: %d entries, %v", len(l), err)
	}
	lol := `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">]><urlset><url><loc>https://a.example/&lol2;</loc></url></urlset>`
	if l, err := List(&Page{Address: "https://a.example/", Body: []byte(lol)}); err == nil && len(l) > 0 && strings.Contains(l[0].Address, "lollol") {
		t.Errorf("entities are expanded: %v", l)
	}
}

// collect expands a source, fetches its pages, and says what came of it, a line each.
func collect(c *Client, t *testing.T, address string, seen func(address string) bool) string {
	t.Helper()
	site := address[:strings.LastIndex(address, "/")]
	var out []string
	page, err := c.Fetch(t.Context(), address)
	if err != nil {
		return "! " + strings.ReplaceAll(err.Error(), site, "")
	}
	if !IsList(page) {
		return strings.TrimPrefix(page.Address, site)
	}
	entries, faults := c.Expand(t.Context(), page, seen)
	for _, err := range faults {
		out = append(out, "! "+strings.ReplaceAll(err.Error(), site, ""))
	}
	for _, e := range entries {
		out = append(out, strings.TrimSpace(strings.TrimPrefix(e.Address, site)+" "+e.Title))
	}
	return strings.Join(out, "\n")
}

func TestSources(t *testing.T) {
	page := text("text/html", "<p>words")
	smap := func(entries string) http.HandlerFunc { return text("application/xml", "<urlset>"+entries+"</urlset>") }
	idx := func(names ...string) http.HandlerFunc {
		body := "<sitemapindex>"
		for _, n := range names {
			body += "<sitemap><loc>" + n + "</loc></sitemap>"
		}
		return text("application/xml", body+"</sitemapindex>")
	}
	url := func(path string) string { return "<url><loc>" + path + "</loc></url>" }
	s := newSite(t, map[string]http.HandlerFunc{
		"/one": page, "/two": page, "/three": page,
		"/rss":       text("application/rss+xml", `<rss version="2.0"><channel><item><title>One</title><link>/one</link></item><item><title>Gone</title><link>/gone</link></item><item><title>Two</title><link>/two</link></item><item><link>/one#again</link></item></channel></rss>`),
		"/map.xml":   smap(url("/one") + url("/two") + url("/map.xml") + url("/image")),
		"/image":     text("image/png", "\x89PNG"),
		"/index.xml": idx("/map.xml", "/map2.xml.gz", "/missing.xml", "/index.xml", "/notalist"),
		"/map2.xml.gz": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/x-gzip")
			_, _ = w.Write(gzipped(t, []byte("<urlset>"+url("/two")+url("/three")+"</urlset>")))
		},
		"/notalist": page,
		"/a.xml":    idx("/b.xml"), "/b.xml": idx("/a.xml", "/map3.xml"), "/map3.xml": smap(url("/three")),
		"/d0.xml": idx("/d1.xml"), "/d1.xml": idx("/d2.xml"), "/d2.xml": idx("/d3.xml"), "/d3.xml": idx("/d4.xml"), "/d4.xml": smap(url("/one")),
		"/broken":     text("application/rss+xml", "<rss version='2.0'><channel><item>"),
		"/robots.txt": text("text/plain", "User-agent: *\nDisallow: /x\n"),
	})
	c, _ := newClient(t, Options{Pause: 1})
	for _, tc := range []struct {
		path string
		seen func(address string) bool
		want string
	}{
		{"/one", nil, "/one"},
		{"/none", nil, "! /none: the server answers 404 Not Found"},
		{"/rss", nil, "/one One\n/gone Gone\n/two Two"},
		{"/rss", func(a string) bool { return strings.HasSuffix(a, "/one") || strings.HasSuffix(a, "/gone") }, "/two Two"},
		{"/map.xml", nil, "/one\n/two\n/map.xml\n/image"},
		{"/index.xml", nil, "! /missing.xml: the server answers 404 Not Found\n! /notalist: this is neither a feed nor a sitemap\n/one\n/two\n/map.xml\n/image\n/three"},
		{"/a.xml", nil, "/three"},
		{"/d0.xml", nil, "/one"},
	} {
		if diff := cmp.Diff(tc.want, collect(c, t, s.URL+tc.path, tc.seen)); diff != "" {
			t.Errorf("%s: -want +got\n%s", tc.path, diff)
		}
	}
	if got := collect(c, t, s.URL+"/broken", nil); !strings.HasPrefix(got, "! /broken: the feed cannot be read") && got != "" {
		t.Errorf("a broken feed: %s", got)
	}
}

// TestSourcesOfAFile reads a feed that was saved.
func TestSourcesOfAFile(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/one": text("text/html", "<p>words")})
	c, _ := newClient(t, Options{})
	body := `<rss version="2.0"><channel><item><title>One</title><link>` + s.URL + `/one</link></item><item><title>Two</title><link>relative</link></item></channel></rss>`
	entries, faults := c.Expand(t.Context(), &Page{Body: []byte(body)}, nil)
	if len(entries) != 1 || entries[0].Title != "One" || entries[0].Address != s.URL+"/one" {
		t.Errorf("%v", entries)
	}
	if len(faults) != 1 || faults[0].Error() != `: its entry "Two" has no link to a page` {
		t.Errorf("it has no base: %v", faults)
	}
}

func FuzzList(f *testing.F) {
	for _, s := range []string{rss, atomFeed, jsonFeed, urlset, index, "https://a.example/8\n"} {
		f.Add([]byte(s), "https://a.example/list")
	}
	f.Add([]byte("Sitemap: /a"), "https://a.example/robots.txt")
	f.Fuzz(func(t *testing.T, body []byte, address string) {
		l, err := List(&Page{Address: address, Body: body})
		if err != nil {
			return
		}
		for _, e := range l {
			if _, err := parseAddress(e.Address); e.Address != "" && err != nil && !strings.Contains(err.Error(), "longer than") && !strings.Contains(err.Error(), "no address") {
				t.Errorf("%q: %v", e.Address, err)
			}
		}
	})
}
