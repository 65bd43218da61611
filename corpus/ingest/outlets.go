package ingest

import (
	"cmp"
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"onrecord/corpus/ingest/fetch"
)

//go:embed lists/outlets.yaml
var outletsList []byte

var knownOutlets = sync.OnceValues(func() (map[string]string, error) { return ReadOutlets(outletsList) })

// ReadOutlets reads a table of outlets, by the domains of their sites.
func ReadOutlets(data []byte) (map[string]string, error) {
	var table struct {
		Outlets map[string]string `yaml:"outlets"`
	}
	d := yaml.NewDecoder(strings.NewReader(string(data)))
	d.KnownFields(true)
	if err := d.Decode(&table); err != nil {
		return nil, fmt.Errorf("read outlets: %w", err)
	}
	known := map[string]string{}
	for domain, name := range table.Outlets {
		known[site(domain)] = name
	}
	return known, nil
}

// readOutlet fills in the outlet where the page does not name it: by the article's
// address, from the operator's table, from ours or as the host.
func (d *Draft) readOutlet(own map[string]string) {
	u := articleAddress(d.URL)
	if u == nil || d.Outlet != "" && !d.isUnconfirmed(Outlet) {
		return
	}
	host := site(u.Hostname())
	known, _ := knownOutlets() // a test reads it
	if name := cmp.Or(outletOf(host, own), outletOf(host, known)); name != "" {
		d.Set(Outlet, name, FromOutlets)
	} else if d.Outlet == "" {
		d.Set(Outlet, host, FromAddress)
	}
}

// outletOf returns the outlet of a host; "" if the table does not know it.
func outletOf(host string, known map[string]string) string {
	for domain := host; strings.Contains(domain, "."); _, domain, _ = strings.Cut(domain, ".") {
		if name := known[domain]; name != "" {
			return name
		}
	}
	return ""
}

// fillIn takes from a feed what the page does not show. Where both say something
// else, the page is right, unless its day was only concluded.
func (d *Draft) fillIn(e fetch.Entry) {
	for f, value := range map[Field]string{Title: e.Title, Author: people(d.Outlet, []string{e.Author}), Outlet: e.Outlet} {
		if d.Field(f) == "" && value != "" {
			d.Set(f, value, FromFeed)
		}
	}
	switch day := parseDay(e.Date); {
	case day == "" || day == d.Date:
	case d.Date == "" || d.isUnconfirmed(Date):
		d.Set(Date, string(day), FromFeed)
	case daysApart(d.Date, day) > 1:
		d.doubt("date: the feed says " + string(day))
	}
}
