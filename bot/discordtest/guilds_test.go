package discordtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
)

func TestMyGuilds(t *testing.T) {
	var guilds []Guild
	for i := range 450 {
		guilds = append(guilds, Guild{ID: fmt.Sprint(1_000_000_000_000_000_000 + i), Name: "a guild"})
	}
	slices.Reverse(guilds) // Discord gives them out by id all the same
	s, _ := quiet(t, Options{Guilds: guilds})
	page := func(query string) []string {
		t.Helper()
		a := call(t, s, "GET", "/users/@me/guilds"+query, "")
		var list []struct {
			ID, Name, Permissions string
			Members               int `json:"approximate_member_count"`
		}
		if err := json.Unmarshal([]byte(a.body), &list); err != nil || a.status != 200 {
			t.Fatal(a, err)
		}
		var ids []string
		for _, g := range list {
			if g.Name != "a guild" || g.Permissions != "0" || (g.Members > 0) != (query == "?with_counts=true") {
				t.Fatalf("a guild of %q is %+v", query, g)
			}
			ids = append(ids, g.ID)
		}
		return ids
	}
	id := func(i int) string { return fmt.Sprint(1_000_000_000_000_000_000 + i) }
	for _, tt := range []struct {
		query       string
		n           int
		first, last string
	}{
		{"", 200, id(0), id(199)},
		{"?with_counts=true", 200, id(0), id(199)},
		{"?limit=1", 1, id(0), id(0)},
		{"?limit=200&after=" + id(199), 200, id(200), id(399)},
		{"?limit=200&after=" + id(399), 50, id(400), id(449)},
		{"?limit=3&before=" + id(10), 3, id(7), id(9)},
		{"?after=" + id(4) + "&before=" + id(10), 5, id(5), id(9)},
	} {
		got := page(tt.query)
		if len(got) != tt.n || got[0] != tt.first || got[tt.n-1] != tt.last {
			t.Errorf("%q: %d guilds, %v", tt.query, len(got), got)
		}
	}
	if got := page("?after=" + id(449)); len(got) != 0 {
		t.Errorf("after the last: %v", got)
	}
	checkRules(t, s, "")
}

func TestMyGuildsAreAskedForCorrectly(t *testing.T) {
	for _, query := range []string{"limit=0", "limit=201", "limit=x", "after=x", "before=-1", "with_counts=yes", "offset=3", "limit=1&limit=2", "limit=%zz"} {
		s, _ := quiet(t, Options{})
		if a := call(t, s, "GET", "/users/@me/guilds?"+query, ""); a.status != 400 || a.code != 50035 {
			t.Errorf("%s: %v", query, a)
		}
		checkRules(t, s, RuleForm)
	}
}

func TestGuildWithoutTheScopeOfCommands(t *testing.T) {
	s := New(t)
	s.opts.Guilds = append(s.opts.Guilds, Guild{ID: "1155555555555555556", NoCommands: true})
	if a := call(t, s, "GET", "/applications/"+s.ApplicationID()+"/guilds/1155555555555555556/commands", ""); a.status != 403 || a.code != 50001 {
		t.Errorf("without the scope: %v", a)
	}
	if n := s.Count(RouteInGuilds); n != 1 {
		t.Errorf("%d requests for commands of guilds", n)
	}
}
