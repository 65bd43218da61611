package ingest

import "fmt"

// fillIn takes from a feed what the page does not show. Where both say something
// else, the page is right, unless its day was only concluded.
func (d *Draft) fillIn(p *Fetched) {
	for f, value := range map[Field]string{Title: p.Title, Author: people(d.Outlet, []string{p.Author}), Outlet: p.Outlet} {
		if d.Field(f) == "" && value != "" {
			d.Set(f, value, FromFeed)
		}
	}
	switch day := parseDay(p.Date); {
	case day == "" || day == d.Date:
	case d.Date == "" || d.isUnconfirmed(Date):
		d.Set(Date, string(day), FromFeed)
	case daysApart(d.Date, day) > 1:
		d.doubt(Date, fmt.Sprintf("the feed says %s", day))
	}
}
