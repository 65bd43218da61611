package fetch

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
	"golang.org/x/net/html/charset"

	"onrecord/corpus"
)

// An Entry is what a feed or a sitemap says about one page. It is second-hand: what
// the page itself says goes before it.
type Entry struct {
	Address string
	Title   string
	Author  string
	Outlet  string // a news sitemap's name of the publication; a feed's title is none
	Date    corpus.Date
}

// A Listing is a feed's or a sitemap's content.
type Listing struct {
	Title     string // the feed's
	Entries   []Entry
	More      []string // sitemaps that a sitemap index names
	Truncated bool     // there are more entries than MaxEntries
	Problem   string   // why reading stopped before the end; empty if it did not
}

// MaxEntries is how many entries of one list are taken: as many as a sitemap may
// have. (sitemaps.org, "Sitemap index files": 50,000 addresses.)
const MaxEntries = 50_000

// maxText bounds a text of an entry, in bytes.
const maxText = 1024

// A Kind is what a document is to an import.
type Kind int

// Kinds of documents.
const (
	PageKind    Kind = iota // an article, or anything else
	FeedKind                // RSS, Atom or JSON Feed
	SitemapKind             // addresses, or an index of sitemaps
	RobotsKind              // a robots.txt, which may name sitemaps
)

// KindOf says what a document is by how it begins; servers' types are too often
// wrong.
func KindOf(p *Page) Kind {
	if u, err := url.Parse(p.Address); err == nil && u.Path == "/robots.txt" {
		return RobotsKind
	}
	body := bytes.TrimLeft(bytes.TrimPrefix(p.Body, []byte("\ufeff")), " \t\r\n")
	switch {
	case bytes.HasPrefix(body, []byte("{")):
		var feed struct {
			Version string `json:"version"`
		}
		// (JSON Feed 1.1, "Top-level": the version is an address of jsonfeed.org.)
		if json.Unmarshal(body, &feed) == nil && strings.Contains(feed.Version, "jsonfeed.org/version/") {
			return FeedKind
		}
	case bytes.HasPrefix(body, []byte("<")):
		switch rootOf(body) {
		case "rss", "RDF", "feed":
			return FeedKind
		case "urlset", "sitemapindex":
			return SitemapKind
		}
	case isAddressList(p.ContentType, body):
		return SitemapKind
	}
	return PageKind
}

func rootOf(body []byte) string {
	d := xmlDecoder(body[:min(len(body), 16<<10)])
	for {
		switch t, err := d.RawToken(); t := t.(type) {
		case xml.StartElement:
			return t.Name.Local
		default:
			if err != nil {
				return ""
			}
		}
	}
}

func xmlDecoder(body []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(body))
	d.Strict = false
	d.CharsetReader = charset.NewReaderLabel
	return d
}

// isAddressList reports whether a plain text is a sitemap of its simplest form.
// (sitemaps.org, "Other sitemap formats".)
func isAddressList(contentType string, body []byte) bool {
	if strings.Contains(contentType, "html") {
		return false
	}
	lines := 0
	for line := range bytes.Lines(body) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		if !bytes.HasPrefix(line, []byte("http://")) && !bytes.HasPrefix(line, []byte("https://")) || bytes.ContainsAny(line, " \t") {
			return false
		}
		if lines++; lines == 100 {
			break
		}
	}
	return lines > 0
}

// List reads a feed or a sitemap, from the web or from a file; addresses in it are
// relative to the page's. It fails when nothing of it can be read.
func List(p *Page) (*Listing, error) {
	base, err := url.Parse(p.Address)
	if err != nil {
		base = &url.URL{}
	}
	l := &Listing{}
	switch KindOf(p) {
	case FeedKind:
		err = l.feed(p.Body, base)
	case SitemapKind:
		if body := bytes.TrimSpace(bytes.TrimPrefix(p.Body, []byte("\ufeff"))); bytes.HasPrefix(body, []byte("<")) {
			err = l.sitemap(body, base)
		} else {
			for line := range bytes.Lines(body) {
				l.add(Entry{Address: strings.TrimSpace(string(line))}, base)
			}
		}
	case RobotsKind:
		for line := range bytes.Lines(p.Body) {
			key, value, _ := strings.Cut(string(line), ":")
			if strings.EqualFold(strings.TrimSpace(key), "sitemap") {
				l.more(value, base)
			}
		}
	default:
		err = errors.New("this is neither a feed nor a sitemap")
	}
	if err != nil && len(l.Entries)+len(l.More) > 0 {
		l.Problem, err = err.Error(), nil
	}
	if err != nil {
		return nil, err
	}
	return l, nil
}

func resolve(address string, base *url.URL) string {
	address = strings.TrimSpace(address)
	u, err := url.Parse(address)
	if err != nil || address == "" || len(address) > maxAddress {
		return ""
	}
	u = base.ResolveReference(u)
	u.Fragment, u.RawFragment = "", ""
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return ""
	}
	return u.String()
}

func (l *Listing) add(e Entry, base *url.URL) {
	if e.Address = resolve(e.Address, base); e.Address == "" {
		return
	}
	if len(l.Entries) >= MaxEntries {
		l.Truncated = true
		return
	}
	for _, s := range []*string{&e.Title, &e.Author, &e.Outlet} {
		if *s = strings.Join(strings.Fields(*s), " "); len(*s) > maxText {
			*s = ""
		}
	}
	l.Entries = append(l.Entries, e)
}

func (l *Listing) more(address string, base *url.URL) {
	if address = resolve(address, base); address == "" {
		return
	}
	if len(l.More) >= MaxEntries {
		l.Truncated = true
		return
	}
	l.More = append(l.More, address)
}

// feed reads RSS, Atom and JSON Feed.
func (l *Listing) feed(body []byte, base *url.URL) (err error) {
	defer func() { // a parser of foreign bytes that we do not keep
		if r := recover(); r != nil {
			err = fmt.Errorf("the feed cannot be read: %v", r)
		}
	}()
	parser := gofeed.NewParser()
	parser.KeepOriginalFeed = true
	feed, err := parser.Parse(bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("the feed cannot be read: %w", err)
	}
	l.Title = feed.Title
	original, _ := feed.OriginalFeed().(*atom.Feed)
	for i, item := range feed.Items {
		if item == nil {
			continue
		}
		e := Entry{Address: item.Link, Title: item.Title}
		if e.Address == "" && strings.HasPrefix(item.GUID, "http") {
			e.Address = item.GUID
		}
		var names []string
		for _, a := range item.Authors {
			if a != nil && a.Name != "" && !strings.Contains(a.Name, "@") {
				names = append(names, a.Name)
			}
		}
		e.Author = strings.Join(names, ", ")
		// The library takes Atom's last update for the publication, where there is none.
		if original == nil || i < len(original.Entries) && original.Entries[i].Published != "" {
			e.Date = published(item)
		}
		l.add(e, base)
	}
	return nil
}

// published returns an item's day, in the time zone that it is written in; the
// library's own reading is in UTC.
func published(item *gofeed.Item) corpus.Date {
	if d := dayOf(strings.TrimSpace(item.Published)); d != "" {
		return d
	}
	for _, layout := range []string{time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "2 Jan 2006 15:04:05 -0700"} {
		if t, err := time.Parse(layout, strings.TrimSpace(item.Published)); err == nil {
			return dayOf(t.Format(time.DateOnly))
		}
	}
	if item.PublishedParsed != nil {
		return dayOf(item.PublishedParsed.Format(time.DateOnly))
	}
	return ""
}

func dayOf(s string) corpus.Date {
	d, err := corpus.ParseDate(s[:min(len(s), 10)])
	if err != nil {
		return ""
	}
	return d
}
