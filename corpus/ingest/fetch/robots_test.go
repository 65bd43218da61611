package fetch

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"
)

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

func TestRobots(t *testing.T) {
	endless := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		for r.Context().Err() == nil {
			if _, err := w.Write([]byte(strings.Repeat("# nothing\n", 1000))); err != nil {
				return
			}
		}
	}
	hangup := func(w http.ResponseWriter, _ *http.Request) {
		if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
			conn.Close()
		}
	}
	for _, tc := range []struct {
		name   string
		robots http.HandlerFunc
		path   string
		fault  string // empty: it is fetched
	}{
		{"none", nil, "/a", ""},
		{"empty", text("text/plain", ""), "/a", ""},
		{"forbidden", status(403), "/a", ""},
		{"gone", status(410), "/a", ""},
		{"broken server", status(500), "/a", "for now"},
		{"busy server", status(503), "/a", "for now"},
		{"too many requests", status(429), "/a", "for now"},
		{"hung up", hangup, "/a", "cannot be reached"},
		{"endless", endless, "/a", "for now"},
		{"all", text("text/plain", "User-agent: *\nDisallow: /\n"), "/a", "asks not to"},
		{"others", text("text/plain", "User-agent: otherbot\nDisallow: /\n"), "/a", ""},
		{"us", text("text/plain", "User-agent: *\nAllow: /\n\nUser-agent: OnRecord\nDisallow: /\n"), "/a", "asks not to"},
		{"us allowed", text("text/plain", "User-agent: *\nDisallow: /\n\nUser-agent: onrecord\nDisallow: /x\n"), "/a", ""},
		{"a folder", text("text/plain", "User-agent: *\nDisallow: /private/\n"), "/private/a", "asks not to"},
		{"beside it", text("text/plain", "User-agent: *\nDisallow: /private/\n"), "/a", ""},
		{"a query", text("text/plain", "User-agent: *\nDisallow: /*?print=\n"), "/a?print=1", "asks not to"},
		{"exception", text("text/plain", "User-agent: *\nDisallow: /\nAllow: /a\n"), "/a", ""},
		{"not text", text("text/html", "<!DOCTYPE html><html><p>Not found: sorry</html>"), "/a", ""},
		{"half broken", text("text/plain", "Disallow: /\nUser-agent: *\nCrawl-delay: often\nNonsense\n\x00\xff: \nDisallow: /a\n"), "/a", "asks not to"},
		{"redirected", redirect("/rules"), "/a", "asks not to"},
		{"redirected to nowhere", redirect("ftp://x.example/"), "/a", ""},
		{"redirected for ever", redirect("/robots.txt"), "/a", ""},
		{"itself", text("text/plain", "User-agent: *\nDisallow: /\n"), "/robots.txt", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			pages := map[string]http.HandlerFunc{
				"/robots.txt": tc.robots, "/a": text("text/html", "words"), "/private/a": text("text/html", "words"),
				"/rules": text("text/plain", "User-agent: *\nDisallow: /a\n"),
			}
			if tc.robots == nil {
				delete(pages, "/robots.txt")
			}
			s := newSite(t, pages)
			c, _ := newClient(t, Options{})
			_, err := c.Fetch(t.Context(), s.URL+tc.path)
			switch {
			case tc.fault == "" && err != nil:
				t.Error(err)
			case tc.fault != "" && (err == nil || !strings.Contains(err.Error(), tc.fault)):
				t.Errorf("got %v, want an error about %q", err, tc.fault)
			case tc.fault == "asks not to" && !errors.Is(err, ErrRobots):
				t.Errorf("%v is not ErrRobots", err)
			case tc.fault != "" && s.count("/a")+s.count("/private/a") > 0:
				t.Error("the page was asked for all the same")
			}
		})
	}
}

// TestRobotsOnTheWay redirects to a page of another site that wants no robots.
func TestRobotsOnTheWay(t *testing.T) {
	other := newSite(t, map[string]http.HandlerFunc{"/robots.txt": text("text/plain", "User-agent: *\nDisallow: /"), "/a": text("text/html", "words")})
	s := newSite(t, map[string]http.HandlerFunc{"/a": redirect(other.URL + "/a")})
	c, _ := newClient(t, Options{})
	if _, err := c.Fetch(t.Context(), s.URL+"/a"); !errors.Is(err, ErrRobots) || other.count("/a") > 0 {
		t.Errorf("%v, asked %d times", err, other.count("/a"))
	}
}

func TestCrawlDelay(t *testing.T) {
	for delay, want := range map[string]time.Duration{"5": 5 * time.Second, "0.1": time.Second, "3600": 30 * time.Second, "-1": time.Second, "1e9": time.Second} {
		s := newSite(t, map[string]http.HandlerFunc{
			"/robots.txt": text("text/plain", "User-agent: *\nCrawl-delay: "+delay+"\nDisallow: /x\n"),
			"/a":          text("text/html", "words"),
		})
		c, slept := newClient(t, Options{})
		for range 2 {
			if _, err := c.Fetch(t.Context(), s.URL+"/a"); err != nil {
				t.Fatal(err)
			}
		}
		if len(*slept) != 1 || (*slept)[0] != want {
			t.Errorf("a delay of %s: paused for %v, want %v", delay, *slept, want)
		}
	}
}

func FuzzRobots(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /*?a=*$\nCrawl-delay: 1.5\nSitemap: x\n"))
	f.Fuzz(func(t *testing.T, body []byte) {
		if got := plainRules(body); len(plainRules(got)) != len(got) {
			t.Errorf("%q is read differently the second time", got)
		}
	})
}
