package fetch

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
)

// sitemap reads a sitemap or an index of them, element by element: a tree of 50 MB
// would take half a gigabyte. A last modification is no day of publication; only
// the extension for news has one. (developers.google.com, "News sitemaps".)
func (l *Listing) sitemap(body []byte, base *url.URL) error {
	d := xmlDecoder(body)
	var path []string
	var entry Entry
	var text strings.Builder
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("the sitemap is broken: %w", err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if len(path) > 32 {
				return errors.New("the sitemap is broken: its elements are nested too deeply")
			}
			path = append(path, t.Name.Local)
			if t.Name.Local == "url" {
				entry = Entry{}
			}
			text.Reset()
		case xml.CharData:
			if text.Len()+len(t) <= 2*maxAddress {
				text.Write(t)
			}
		case xml.EndElement:
			parent := ""
			if len(path) > 1 {
				parent = path[len(path)-2]
			}
			value := strings.TrimSpace(text.String())
			switch parent + "/" + t.Name.Local {
			case "url/loc":
				entry.Address = value
			case "sitemap/loc":
				l.more(value, base)
			case "news/title":
				entry.Title = value
			case "news/publication_date":
				entry.Date = dayOf(value)
			case "publication/name":
				entry.Outlet = value
			case "urlset/url":
				l.add(entry, base)
			}
			if len(path) > 0 {
				path = path[:len(path)-1]
			}
			text.Reset()
		}
	}
}
