package opensearch

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"onrecord/corpus"
	"onrecord/index"
	"onrecord/index/enginetest"
)

func containsAll(s string, parts ...string) bool {
	return !slices.ContainsFunc(parts, func(p string) bool { return !strings.Contains(s, p) })
}

func pathOf(r *http.Request) []string { return strings.Split(r.URL.Path, "/") }

// load loads a corpus beside what is there.
func load(t *testing.T, c *Cluster, articles *corpus.Corpus) {
	t.Helper()
	if err := index.Load(t.Context(), articles, nil, c.Beside, nil); err != nil {
		t.Fatal(err)
	}
}

// builds returns the indexes that there are.
func builds(t *testing.T, c *Cluster) (names []string) {
	t.Helper()
	var found map[string]any
	if err := c.read(t.Context(), http.MethodGet, "/"+c.config.Prefix+"-*/_settings", nil, &found); err != nil {
		t.Fatal(err)
	}
	for name := range found {
		names = append(names, name)
	}
	return names
}

// A fragile build fails after some articles.
type fragile struct {
	index.Loading
	mu            sync.Mutex // for what is written before it fails
	left, written int
}

func (f *fragile) Write(ctx context.Context, remove map[string]index.Revision, add []index.Addition) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.left -= len(add); f.left < 0 {
		return context.DeadlineExceeded
	}
	f.written += len(add)
	return f.Loading.Write(ctx, remove, add)
}

func TestAnInterruptedLoadIsTakenUp(t *testing.T) {
	c := open(t, func(c *Config) { c.Timeout = time.Second })
	articles := ferries(t, 1200)
	build := &fragile{}
	beside := func(ctx context.Context, version string) (index.Loading, error) {
		var err error
		build.Loading, err = c.Beside(ctx, version)
		return build, err
	}
	build.left = 600
	if err := index.Load(t.Context(), articles, nil, beside, nil); err == nil {
		t.Fatal("it is not interrupted")
	}
	if _, err := c.Coverage(t.Context()); err == nil || !strings.Contains(err.Error(), "run onrecord load") {
		t.Errorf("the half is searched: %v", err)
	}
	first := build.written
	build.left, build.written = 5000, 0
	if err := index.Load(t.Context(), articles, nil, beside, nil); err != nil {
		t.Fatal(err)
	}
	if first == 0 || build.written != 1200-first {
		t.Errorf("%d articles are sent, then %d, of 1200", first, build.written)
	}
	build.written = 0
	if err := index.Load(t.Context(), articles, nil, beside, nil); err != nil || build.written > 0 {
		t.Errorf("what is there is sent again: %d articles, %v", build.written, err)
	}
	if found, err := c.Candidates(t.Context(), has("ferry")); err != nil || found.Total != 1200 {
		t.Errorf("%d are found: %v", found.Total, err)
	}
}

func TestChangesInPlace(t *testing.T) {
	c := open(t, func(c *Config) { c.Timeout = 2 * time.Second })
	load(t, c, enginetest.Harbour(t))
	change := func(articles *corpus.Corpus) {
		t.Helper()
		present, err := c.Present(t.Context())
		if err == nil {
			err = index.Load(t.Context(), articles, present, c.Beside, nil)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	change(ferries(t, 3))
	if got := builds(t, c); len(got) != 1 {
		t.Errorf("a few changes make %q", got)
	}
	held, err := c.Coverage(t.Context())
	if err != nil || held.Articles != 3 || held.Version != ferries(t, 3).Version {
		t.Errorf("%+v, %v", held, err)
	}
	if people, err := c.People(t.Context(), nil, 10, true); err != nil || len(people) > 0 {
		t.Errorf("people who are gone are found: %v, %v", people, err)
	}
	change(enginetest.Harbour(t))
	// The first build has been changed since: what has its name is begun under another.
	load(t, c, ferries(t, 3))
	load(t, c, enginetest.Harbour(t))
	if held, err := c.Coverage(t.Context()); err != nil || held.Articles != 5 || len(builds(t, c)) != 1 {
		t.Errorf("%+v, %v in %q", held, err, builds(t, c))
	}
	people, err := c.People(t.Context(), nil, 10, true)
	if err != nil || len(people) != 4 {
		t.Errorf("%d people, %v", len(people), err)
	}
}

// TestALoadThatWasGivenUp leaves a build behind, which is younger than the one that is searched.
func TestALoadThatWasGivenUp(t *testing.T) {
	c := open(t, func(c *Config) { c.Timeout = time.Second })
	load(t, c, ferries(t, 3))
	longer := openAs(t, Config{Addresses: c.config.Addresses, Prefix: c.config.Prefix + "-longer"})
	for _, beside := range []*Cluster{c, longer} {
		b, err := beside.Beside(t.Context(), "given up")
		if err == nil {
			err = b.Write(t.Context(), nil, additions("one", "lantern"))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	present, err := c.Present(t.Context())
	if err == nil {
		err = index.Load(t.Context(), ferries(t, 4), present, c.Beside, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	finds(t, c, "ferry", 4)
	if got := builds(t, c); len(got) != 2 || len(builds(t, longer)) != 1 {
		t.Errorf("%q are left, want what is searched and what is of another name", got)
	}
}

func TestASwapWhileSearching(t *testing.T) {
	c := open(t, func(c *Config) { c.Timeout = 2 * time.Second })
	load(t, c, ferries(t, 3))
	var all sync.WaitGroup
	var over atomic.Bool
	var seen [8]atomic.Int64 // searches by what they found
	for range 4 {
		all.Go(func() {
			for !over.Load() {
				found, err := c.Candidates(t.Context(), has("ferry"))
				if err != nil || found.Total != 3 && found.Total != 5 && found.Total != 7 {
					t.Errorf("%d are found: %v", found.Total, err)
					return
				}
				seen[found.Total].Add(1)
			}
		})
	}
	load(t, c, ferries(t, 5))
	load(t, c, ferries(t, 7))
	over.Store(true)
	all.Wait()
	if seen[3].Load() == 0 || seen[5].Load() == 0 {
		t.Error("nothing was searched before the swaps")
	}
	if got := builds(t, c); len(got) != 1 {
		t.Errorf("%q are left", got)
	}
}

func TestALoadThatIsNotComplete(t *testing.T) {
	c := open(t)
	load(t, c, ferries(t, 3))
	for name, expected := range map[string]index.Coverage{
		"an article is missing":  {Scope: corpus.Scope{Articles: 2, Version: "x"}, Passages: 1},
		"a passage is missing":   {Scope: corpus.Scope{Articles: 1, Version: "x"}, Passages: 2},
		"a body is cut off":      {Scope: corpus.Scope{Articles: 1, Version: "x"}, Passages: 1, Bytes: 100},
		"there is one too many":  {Scope: corpus.Scope{Articles: 0, Version: "x"}, Passages: 1},
		"nothing should be here": {Scope: corpus.Scope{Version: "x"}},
	} {
		t.Run(name, func(t *testing.T) {
			b, err := c.Beside(t.Context(), "x")
			if err == nil {
				err = b.Write(t.Context(), nil, additions("one", "lantern"))
			}
			if err != nil {
				t.Fatal(err)
			}
			if err := b.Finish(t.Context(), &expected, nil); err == nil || !strings.Contains(err.Error(), "should have") {
				t.Errorf("it is finished: %v", err)
			}
			finds(t, c, "ferry", 3)
			finds(t, c, "lantern", 0)
		})
	}
}

func TestAnotherMapping(t *testing.T) {
	c := open(t, func(c *Config) { c.Timeout = 2 * time.Second })
	load(t, c, ferries(t, 3))
	err := c.write(t.Context(), http.MethodPut, "/"+c.config.Prefix+"/_mapping", object{"_meta": meta{Version: "0", Coverage: "x"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	later := openAs(t, c.config)
	_, err = index.Follow(later, nil).Search(t.Context(), corpus.Query{Text: "ferry"})
	if err == nil || !containsAll(err.Error(), `of version "0"`, "run onrecord load") {
		t.Errorf("a search: %v", err)
	}
	present, err := later.Present(t.Context())
	if err != nil || present != nil {
		t.Errorf("changes would be made to it: %v, %v", present, err)
	}
	load(t, later, ferries(t, 4))
	finds(t, later, "ferry", 4)
}

func TestNothingIsLoaded(t *testing.T) {
	c := open(t)
	if present, err := c.Present(t.Context()); present != nil || err != nil {
		t.Errorf("%v, %v", present, err)
	}
	if _, err := index.Follow(c, nil).Search(t.Context(), corpus.Query{Text: "ferry"}); err == nil || !strings.Contains(err.Error(), "run onrecord load") {
		t.Errorf("a search: %v", err)
	}
	if err := c.Write(t.Context(), nil, additions("one", "ferry")); err == nil || len(builds(t, c)) > 0 {
		t.Errorf("something is written: %v", err)
	}
}

func TestHostileIDs(t *testing.T) {
	c := loaded(t)
	ids := []string{"nul\x00nul", strings.Repeat("ü", 1000), "../../_all", `"quoted" \ `, "*", "?", "a,b", "_all", "line\nline",
		"#fragment?q=1&x=%2f", "<script>", "\u2028", "{}"}
	var write []string
	for _, id := range ids {
		write = append(write, id, "lantern")
	}
	if err := c.Write(t.Context(), nil, additions(write...)); err != nil {
		t.Fatal(err)
	}
	held, err := c.Held(t.Context())
	if err != nil || len(held) != len(ids) {
		t.Errorf("%d of %d are held: %v", len(held), len(ids), err)
	}
	for _, id := range ids {
		p := has("lantern")
		p.Must = append(p.Must, index.Clause{{Field: index.Article, Term: id}})
		found, err := c.Candidates(t.Context(), p)
		if err != nil || found.Total != 1 || found.Passages[0].Article != id {
			t.Errorf("%.40q: %+v, %v", id, found, err)
		}
		if got, total, err := c.List(t.Context(), corpus.Listing{Article: id, Limit: 9}); err != nil || total != 1 || got[0] != id {
			t.Errorf("%.40q: listed is %q of %d, %v", id, got, total, err)
		}
	}
	for _, id := range ids {
		if err := c.Write(t.Context(), map[string]index.Revision{id: held[id]}, nil); err != nil {
			t.Fatal(err)
		}
	}
	finds(t, c, "lantern", 0)
}

func TestHostileTerms(t *testing.T) {
	c := loaded(t)
	if err := c.Write(t.Context(), nil, additions("one", "lantern", "two", "ferry")); err != nil {
		t.Fatal(err)
	}
	for _, hostile := range []string{"*", "lan*", "lan.*", ".*", "/.*/", "lantern OR ferry", "text:lantern", "lantern~1", "lanter?", "[a-z]*", `\`, `"`,
		`{"match_all":{}}`, "_exists_:text", "\x00", "", " ", strings.Repeat("a", 40_000)} {
		t.Run(fmt.Sprintf("%.20q", hostile), func(t *testing.T) {
			p := &index.Plan{Must: []index.Clause{{{Field: index.Text, Term: hostile, Boost: 1}}}, Limit: 9}
			if found, err := c.Candidates(t.Context(), p); err != nil || found.Total != 0 {
				t.Errorf("it matches %d: %v", found.Total, err)
			}
			p = has("lantern")
			for _, f := range []index.Field{index.Outlet, index.Article, index.Speaker} {
				p.Must = append(p.Must, index.Clause{{Field: f, Term: hostile}})
			}
			if found, err := c.Candidates(t.Context(), p); err != nil || found.Total != 0 {
				t.Errorf("as a filter it matches %d: %v", found.Total, err)
			}
			if n, err := c.Frequencies(t.Context(), index.Text, []string{hostile, "ferry"}); err != nil || !slices.Equal(n, []int{0, 1}) {
				t.Errorf("%d have it: %v", n, err)
			}
			if _, err := c.Similar(t.Context(), index.Text, hostile, "", 2); err != nil {
				t.Error(err)
			}
			if hostile != "" {
				if found, err := c.Terms(t.Context(), index.Text, hostile); err != nil || len(found) > 0 {
					t.Errorf("terms begin so: %q, %v", found, err)
				}
			}
			if _, total, err := c.List(t.Context(), corpus.Listing{Key: hostile + "x", Named: []string{hostile}}); err != nil || total > 0 {
				t.Errorf("%d articles are named so: %v", total, err)
			}
			if _, err := c.Suggest(t.Context(), corpus.SpeakerNames, []string{hostile}, true, 9); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestADamagedArticleIsNotQuoted(t *testing.T) {
	var log strings.Builder
	c := open(t, func(c *Config) { c.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	load(t, c, ferries(t, 2))
	ids := []string{"ferry001", "ferry000"}
	sound, err := c.Entries(t.Context(), ids)
	if err != nil || sound[0] == nil || sound[1] == nil {
		t.Fatalf("%v, %v", sound, err)
	}
	record, err := sound[1].Record()
	if err != nil {
		t.Fatal(err)
	}
	var l items
	l.add("", put, articleID("ferry000"), articleID("ferry000"), object{"type": articles, "article": "ferry000",
		"hash": sound[1].Revision().Hash, "record": strings.Replace(string(record), "late", "lost", 1)})
	if err := c.bulk(t.Context(), &l); err != nil {
		t.Fatal(err)
	}
	if err := c.refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	got, err := c.Entries(t.Context(), ids)
	if err != nil || got[0] == nil || got[1] != nil {
		t.Errorf("%v, %v", got, err)
	}
	if !containsAll(log.String(), "damaged", "ferry000") {
		t.Errorf("it is not told: %q", log.String())
	}
}
