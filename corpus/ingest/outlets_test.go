package ingest

import "testing"

func TestOutlets(t *testing.T) {
	own, err := ReadOutlets([]byte("outlets:\n  www.harbour.example: Harbour Post\n  bbc.com: The Other One\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, url, outlet string
		from              Origin
		want              string
		origin            Origin
	}{
		{"a table of the operator's", "https://www.harbour.example/a", "", "", "Harbour Post", FromOutlets},
		{"a site of the site", "https://sport.harbour.example/a", "", "", "Harbour Post", FromOutlets},
		{"it goes first", "https://www.bbc.com/a", "", "", "The Other One", FromOutlets},
		{"ours", "https://m.theguardian.com/world/a", "", "", "The Guardian", FromOutlets},
		{"a host that nobody knows", "https://www.quay.example/a", "", "", "quay.example", FromAddress},
		{"the page says so", "https://harbour.example/a", "The Harbour", FromMeta, "The Harbour", FromMeta},
		{"only concluded", "https://harbour.example/a", "harbour.example", FromHeuristic, "Harbour Post", FromOutlets},
		{"nothing", "", "", "", "", ""},
	} {
		d := &Draft{Origins: map[Field]Origin{}}
		if tc.url != "" {
			d.Set(URL, tc.url, FromText)
		}
		if tc.outlet != "" {
			d.Set(Outlet, tc.outlet, tc.from)
		}
		if d.readOutlet(own); d.Outlet != tc.want || d.Origins[Outlet] != tc.origin {
			t.Errorf("%s: %q (%s), want %q (%s)", tc.name, d.Outlet, d.Origins[Outlet], tc.want, tc.origin)
		}
	}
	if _, err := ReadOutlets([]byte("outlet:\n  a: b\n")); err == nil {
		t.Error("another field is read")
	}
}
