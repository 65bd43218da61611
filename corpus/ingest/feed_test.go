package ingest

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"onrecord/corpus/ingest/fetch"
)

func TestFillIn(t *testing.T) {
	for _, tc := range []struct {
		name       string
		page, want Draft
	}{
		{"nothing known", Draft{Origins: map[Field]Origin{}}, Draft{Title: "A feed", Author: "Ada Nwosu", Outlet: "Town Voice", Date: "2024-03-19",
			Origins: map[Field]Origin{Title: FromFeed, Author: FromFeed, Outlet: FromFeed, Date: FromFeed}}},
		{"all known", Draft{Title: "T", Author: "Kit Roe", Outlet: "O", Date: "2024-03-18", Origins: map[Field]Origin{Date: FromMeta}},
			Draft{Title: "T", Author: "Kit Roe", Outlet: "O", Date: "2024-03-18", Origins: map[Field]Origin{Date: FromMeta}}},
		{"a day concluded", Draft{Title: "T", Author: "A", Outlet: "O", Date: "2024-01-01", Origins: map[Field]Origin{Date: FromHeuristic}},
			Draft{Title: "T", Author: "A", Outlet: "O", Date: "2024-03-19", Origins: map[Field]Origin{Date: FromFeed}}},
		{"another day", Draft{Title: "T", Author: "A", Outlet: "O", Date: "2023-01-01", Origins: map[Field]Origin{Date: FromJSONLD}},
			Draft{Title: "T", Author: "A", Outlet: "O", Date: "2023-01-01", Origins: map[Field]Origin{Date: FromJSONLD}, Doubts: []Doubt{{Why: "date: the feed says 2024-03-19"}}}},
	} {
		tc.page.fillIn(fetch.Entry{Title: " A  feed ", Author: "By Ada Nwosu", Outlet: "Town Voice", Date: "2024-03-19T23:30:00-05:00"})
		if diff := cmp.Diff(tc.want, tc.page, cmpopts.IgnoreUnexported(Draft{})); diff != "" {
			t.Errorf("%s: -want +got\n%s", tc.name, diff)
		}
	}
}
