package fetch

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"strings"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
	"golang.org/x/net/html/charset"
)

// An Entry is what a feed or a sitemap says about one page. It is second-hand: what
// the page itself says goes before it.
type Entry struct {
	Address string // "" if it has none that can be fetched
	IsList  bool   // it is no page but a sitemap, which an index of them names
	Title   string
	Author  string
	Outlet  string // a news sitemap's name of the publication; a feed's title is none
	Date    string // of publication, as it is written
}

const (
	// MaxEntries is how many entries of one list are taken: as many as a sitemap may
	// have. (sitemaps.org, "Sitemap index files": 50,000 addresses.)
	MaxEntries = 50_000
	// maxLists is how many lists one source may lead to: an index of sitemaps may name others,
	// and those of large sites do so twice.
	maxLists = 500
	maxText  = 1024 // bytes of a text of an entry
)

var sitemapRoot = regexp.MustCompile(`<(?:\w+:)?(?:urlset|sitemapindex)[\s>]`)

// readerOf returns what reads a feed (RSS, Atom or JSON Feed) or a sitemap, going by how
// it begins: servers' types are too often wrong. It is nil for a page and all else.
func readerOf(body []byte) func(body []byte) ([]Entry, error) {
	start := body[:min(len(body), 16<<10)]
	switch kind := gofeed.DetectFeedType(bytes.NewReader(start)); {
	case kind == gofeed.FeedTypeRSS, kind == gofeed.FeedTypeAtom,
		kind == gofeed.FeedTypeJSON && bytes.Contains(start, []byte("jsonfeed.org/version/")):
		return readFeed
	case bytes.HasPrefix(bytes.TrimLeft(start, "\ufeff \t\r\n"), []byte("<")) && sitemapRoot.Match(start):
		return readSitemap
	}
	return nil
}

// IsList reports whether a page is a feed or a sitemap.
func IsList(p *Page) bool { return readerOf(p.Body) != nil }

// List reads a feed or a sitemap, from the web or from a file; addresses in it are
// relative to the page's, or to what the library finds as their base. What was read before an error
// is returned with it.
func List(p *Page) ([]Entry, error) {
	read := readerOf(p.Body)
	if read == nil {
		return nil, errors.New("this is neither a feed nor a sitemap")
	}
	base, err := url.Parse(p.Address)
	if err != nil {
		base = &url.URL{}
	}
	entries, err := read(p.Body)
	for i := range entries {
		e := &entries[i]
		e.Address = resolve(e.Address, base)
		for _, s := range []*string{&e.Title, &e.Author, &e.Outlet, &e.Date} {
			if *s = strings.Join(strings.Fields(*s), " "); len(*s) > maxText {
				*s = ""
			}
		}
	}
	if len(entries) > MaxEntries {
		entries = entries[:MaxEntries]
		err = fmt.Errorf("it has more than %d entries; the others are left out", MaxEntries)
	}
	return entries, err
}

// Expand returns what a list says of the pages that it and the lists that it names lead to, each
// page once, but those that were seen before. It goes through the lists breadth first. What could
// not be read of them is among the faults, of type [*Error].
func (c *Client) Expand(ctx context.Context, list *Page, seen func(address string) bool) (entries []Entry, faults []error) {
	fault := func(p *Page, err error) { faults = append(faults, &Error{p.Address, err}) }
	named, listed := map[string]bool{}, map[string]bool{list.Address: true, "": true}
	var more []string // lists that are to be read
	for p := list; p != nil && len(entries) < MaxEntries; {
		listing, err := List(p)
		if n := len(listing); err != nil && n > 0 {
			err = fmt.Errorf("only its first %d entries could be read: %w", n, err)
		}
		if err != nil {
			fault(p, err)
		}
		tooMany := false
		for _, e := range listing {
			switch {
			case e.IsList && listed[e.Address]:
			case e.IsList && len(listed) > maxLists:
				tooMany = true
			case e.IsList:
				listed[e.Address] = true
				more = append(more, e.Address)
			case e.Address == "":
				fault(p, fmt.Errorf("its entry %.200q has no link to a page", e.Title))
			case named[e.Address], seen != nil && seen(e.Address):
			case len(entries) == MaxEntries:
				fault(p, fmt.Errorf("it leads to more than %d pages; the others are left out", MaxEntries))
				return entries, faults
			default:
				named[e.Address] = true
				entries = append(entries, e)
			}
		}
		if tooMany {
			fault(p, fmt.Errorf("it leads to more than %d sitemaps; the others are left out", maxLists))
		}
		for p = nil; p == nil && len(more) > 0; more = more[1:] {
			if p, err = c.Fetch(ctx, more[0]); ctx.Err() != nil {
				return entries, append(faults, context.Cause(ctx))
			} else if err != nil {
				faults = append(faults, err)
			}
		}
	}
	return entries, faults
}

// resolve returns the address that one in a list stands for; "" if it can be no page's.
func resolve(address string, base *url.URL) string {
	u, err := base.Parse(strings.TrimSpace(address))
	if err == nil {
		u, err = parseAddress(u.String())
	}
	if err != nil || address == "" {
		return ""
	}
	return u.String()
}

// readFeed reads RSS, Atom and JSON Feed.
func readFeed(body []byte) (entries []Entry, err error) {
	defer func() { // a parser of foreign bytes that we do not keep
		if r := recover(); r != nil {
			err = fmt.Errorf("the feed cannot be read: %v", r)
		}
	}()
	parser := gofeed.NewParser()
	parser.KeepOriginalFeed = true
	feed, err := parser.Parse(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("the feed cannot be read: %w", err)
	}
	original, _ := feed.OriginalFeed().(*atom.Feed)
	for i, item := range feed.Items {
		e := Entry{Address: item.Link, Title: item.Title}
		if e.Address == "" && strings.HasPrefix(item.GUID, "http") {
			e.Address = item.GUID
		}
		var names []string
		for _, a := range item.Authors {
			names = append(names, a.Name)
		}
		e.Author = strings.Join(names, ", ")
		// The library takes Atom's last update for the publication, where there is none.
		if original == nil || original.Entries[i].Published != "" {
			e.Date = item.Published
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// readSitemap reads a sitemap or an index of them, entry by entry: a tree of 50 MB would
// take half a gigabyte. A last modification is no day of publication; only the
// extension for news has one. (developers.google.com, "News sitemaps".)
func readSitemap(body []byte) (entries []Entry, err error) {
	d := xml.NewDecoder(bytes.NewReader(body))
	d.Strict = false
	d.CharsetReader = charset.NewReaderLabel
	for len(entries) <= MaxEntries {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		start, ok := t.(xml.StartElement)
		if ok && (start.Name.Local == "url" || start.Name.Local == "sitemap") {
			var e struct {
				Loc    string `xml:"loc"`
				Title  string `xml:"news>title"`
				Date   string `xml:"news>publication_date"`
				Outlet string `xml:"news>publication>name"`
			}
			if err = d.DecodeElement(&e, &start); err == nil {
				isList := start.Name.Local == "sitemap"
				entries = append(entries, Entry{Address: e.Loc, IsList: isList, Title: e.Title, Outlet: e.Outlet, Date: e.Date})
			}
		}
		if err != nil {
			return entries, fmt.Errorf("the sitemap is broken: %w", err)
		}
	}
	return entries, nil
}
