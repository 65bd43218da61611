package ingest

import (
	"fmt"

	"onrecord/corpus"
)

// FromFeed is the origin of what the feed or the sitemap says that named a page. It
// is less sure than what the page says itself, and surer than what is concluded.
const FromFeed Origin = "feed"

// FillIn takes from a feed what the page does not show. Where both say something
// else, the page is right, unless its day was only concluded.
func (d *Draft) FillIn(title, author, outlet string, date corpus.Date) {
	if d.Origins == nil {
		d.Origins = map[Field]Origin{}
	}
	for _, f := range []struct {
		field Field
		to    *string
		value string
	}{{Title, &d.Title, title}, {Author, &d.Author, people([]string{author}, d.Outlet)}, {Outlet, &d.Outlet, outlet}} {
		if value := fold(f.value); *f.to == "" && value != "" {
			*f.to, d.Origins[f.field] = value, FromFeed
		}
	}
	concluded := d.Origins[Date] == FromHeuristic || d.Origins[Date] == FromAddress
	switch {
	case date == "":
	case d.Date == "" || concluded && d.Date != date:
		d.Date, d.Origins[Date] = date, FromFeed
	case daysApart(d.Date, date) > 1:
		d.doubt(Date, fmt.Sprintf("the feed says %s", date))
	}
}
