package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A site is a local server, and how often each of its paths was asked for.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	asked map[string]int
}

func (s *site) count(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[path]
}

func newSite(t testing.TB, pages map[string]http.HandlerFunc) *site {
	t.Helper()
	s := &site{asked: map[string]int{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked[r.URL.Path]++
		s.mu.Unlock()
		if h := pages[r.URL.Path]; h != nil {
			h(w, r)
			return
		}
		http.NotFound(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

// newClient returns a client that may go to a test's server, and the pauses that it
// made: it makes them in no time.
func newClient(t testing.TB, opts Options) (*Client, *[]time.Duration) {
	t.Helper()
	opts.AllowPrivate = true
	c := New(opts)
	t.Cleanup(c.Close)
	var mu sync.Mutex
	var slept []time.Duration
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	c.now = func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		return now
	}
	c.sleep = func(ctx context.Context, d time.Duration) error {
		mu.Lock()
		defer mu.Unlock()
		if d > 0 {
			slept = append(slept, d)
			now = now.Add(d)
		}
		return ctx.Err()
	}
	return c, &slept
}

func text(kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		fmt.Fprint(w, body)
	}
}

func redirect(to string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) }
}

func gzipped(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFetch(t *testing.T) {
	zeros := gzipped(t, make([]byte, 64<<20))
	pages := map[string]http.HandlerFunc{
		"/page": text("text/html; charset=koi8-r", "<p>words"),
		"/gzip": func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Accept-Encoding") != "gzip" {
				t.Errorf("Accept-Encoding is %q", r.Header.Get("Accept-Encoding"))
			}
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(gzipped(t, []byte("<p>words")))
		},
		"/bomb": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(zeros)
		},
		"/bomb.xml.gz": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/gzip")
			_, _ = w.Write(zeros)
		},
		"/torn": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Encoding", "gzip")
			z := gzipped(t, []byte(strings.Repeat("words ", 1000)))
			_, _ = w.Write(z[:len(z)/2])
		},
		"/nogzip": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Encoding", "gzip")
			fmt.Fprint(w, "<p>words")
		},
		"/br": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Encoding", "br")
			fmt.Fprint(w, "?")
		},
		"/endless": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			for r.Context().Err() == nil {
				if _, err := w.Write(bytes.Repeat([]byte("<p>words"), 4096)); err != nil {
					return
				}
			}
		},
		"/declared": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Length", strconv.Itoa(1<<40))
		},
		"/image": text("image/png", "\x89PNG\r\n\x1a\n"),
		"/untyped": func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Content-Type"] = nil
			fmt.Fprint(w, "<html><p>é")
		},
		"/untyped-image": func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Content-Type"] = nil
			fmt.Fprint(w, "\x89PNG\r\n\x1a\n\x00\x00")
		},
		"/octets": text("application/octet-stream", "\x7fELF\x00\x00\x01"),
		"/304":    func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) },
		"/403":    func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) },
		"/500":    func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) },
		"/once":   redirect("/page"),
		"/circle": redirect("/circle2"), "/circle2": redirect("/circle"),
		"/nowhere":  func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusFound) },
		"/file":     redirect("file:///etc/passwd"),
		"/userinfo": redirect("http://me:secret@127.0.0.1/"),
		"/r5":       redirect("/r4"), "/r4": redirect("/r3"), "/r3": redirect("/r2"), "/r2": redirect("/r1"), "/r1": redirect("/page"),
		"/r6": redirect("/r5"),
		"/hangup": func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := http.NewResponseController(w).Hijack()
			if err == nil {
				conn.Close()
			}
		},
	}
	s := newSite(t, pages)
	c, _ := newClient(t, Options{MaxBytes: 1 << 20})
	for _, tc := range []struct{ path, address, kind, body, fault string }{
		{path: "/page", address: "/page", kind: "text/html; charset=koi8-r", body: "<p>words"},
		{path: "/page#part", address: "/page", kind: "text/html; charset=koi8-r", body: "<p>words"},
		{path: "/gzip", address: "/gzip", kind: "text/html", body: "<p>words"},
		{path: "/untyped", address: "/untyped", kind: "text/html", body: "<html><p>é"},
		{path: "/once", address: "/page", kind: "text/html; charset=koi8-r", body: "<p>words"},
		{path: "/r5", address: "/page", kind: "text/html; charset=koi8-r", body: "<p>words"},
		{path: "/r6", fault: "redirects more than 5 times"},
		{path: "/circle", fault: "redirects more than 5 times"},
		{path: "/nowhere", fault: "answers 302"},
		{path: "/file", fault: "only http and https"},
		{path: "/userinfo", fault: "user name or password"},
		{path: "/bomb", fault: "longer than 1048576 bytes"},
		{path: "/bomb.xml.gz", fault: "longer than 52428800 bytes"},
		{path: "/torn", fault: "cannot be read to its end"},
		{path: "/nogzip", fault: "cannot be read to its end"},
		{path: "/br", fault: `compressed with "br"`},
		{path: "/endless", fault: "longer than 1048576 bytes"},
		{path: "/declared", fault: "cannot be read to its end"},
		{path: "/image", fault: "of type image/png"},
		{path: "/untyped-image", fault: "of type image/png"},
		{path: "/octets", fault: "of type application/octet-stream"},
		{path: "/304", fault: "answers 304"},
		{path: "/403", fault: "save the page from a browser"},
		{path: "/404", fault: "answers 404 Not Found"},
		{path: "/500", fault: "try again later"},
		{path: "/hangup", fault: "EOF"},
	} {
		p, err := c.Fetch(t.Context(), s.URL+tc.path)
		var e *Error
		switch {
		case tc.fault != "" && (err == nil || !strings.Contains(err.Error(), tc.fault) || !errors.As(err, &e) || e.Address != s.URL+tc.path):
			t.Errorf("%s: got %v, want an error about %q", tc.path, err, tc.fault)
		case tc.fault != "" && strings.Contains(err.Error(), "secret"):
			t.Errorf("%s shows a password: %v", tc.path, err)
		case tc.fault == "" && err != nil:
			t.Errorf("%s: %v", tc.path, err)
		case tc.fault == "" && (p.Address != s.URL+tc.address || p.ContentType != tc.kind || string(p.Body) != tc.body):
			t.Errorf("%s: got %s, %s, %q", tc.path, p.Address, p.ContentType, p.Body)
		}
	}
}

// TestDeadline lets a server send a byte now and then, for ever.
func TestDeadline(t *testing.T) {
	drip := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		for r.Context().Err() == nil {
			fmt.Fprint(w, "<p>")
			w.(http.Flusher).Flush()
			select {
			case <-r.Context().Done():
			case <-time.After(5 * time.Millisecond):
			}
		}
	}
	silent := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	s := newSite(t, map[string]http.HandlerFunc{"/drip": drip, "/silent": silent, "/late": redirect("/drip")})
	c, _ := newClient(t, Options{Timeout: 100 * time.Millisecond})
	for _, path := range []string{"/drip", "/silent", "/late"} {
		_, err := c.Fetch(t.Context(), s.URL+path)
		if err == nil || !strings.Contains(err.Error(), "longer than 100ms") {
			t.Errorf("%s: %v", path, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Fetch(ctx, s.URL+"/drip"); !errors.Is(err, context.Canceled) {
		t.Errorf("after a cancellation: %v", err)
	}
}

func TestRetry(t *testing.T) {
	busy := func(n int, code int, after string) http.HandlerFunc {
		var mu sync.Mutex
		return func(w http.ResponseWriter, _ *http.Request) {
			mu.Lock()
			defer mu.Unlock()
			if n--; n >= 0 {
				if after != "" {
					w.Header().Set("Retry-After", after)
				}
				w.WriteHeader(code)
				return
			}
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, "words")
		}
	}
	date := time.Date(2026, 1, 2, 3, 4, 15, 0, time.UTC).Format(http.TimeFormat)
	for _, tc := range []struct {
		name  string
		h     http.HandlerFunc
		waits []time.Duration
		fault string
	}{
		{"once, in seconds", busy(1, 429, "7"), []time.Duration{7 * time.Second}, ""},
		{"once, by date", busy(1, 503, date), []time.Duration{10 * time.Second}, ""},
		{"twice, without a word", busy(2, 503, ""), []time.Duration{time.Second, 2 * time.Second}, ""},
		{"nonsense", busy(1, 429, "soon"), []time.Duration{time.Second}, ""},
		{"negative", busy(1, 429, "-5"), []time.Duration{time.Second}, ""},
		{"three times", busy(3, 503, "1"), []time.Duration{time.Second, time.Second}, "try again in 1s"},
		{"an hour", busy(1, 429, "3600"), nil, "try again in 1h0m0s"},
		{"huge", busy(1, 429, "99999999999999999999"), nil, "try again in 1193046h28m15s"},
		{"not that kind", busy(1, 500, "1"), nil, "answers 500"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := newSite(t, map[string]http.HandlerFunc{"/": tc.h})
			c, slept := newClient(t, Options{Pause: time.Nanosecond})
			_, err := c.Fetch(t.Context(), s.URL)
			if tc.fault == "" && err != nil || tc.fault != "" && (err == nil || !strings.Contains(err.Error(), tc.fault)) {
				t.Errorf("%v, want %q", err, tc.fault)
			}
			var waits []time.Duration
			for _, d := range *slept {
				if d > time.Microsecond {
					waits = append(waits, d)
				}
			}
			if fmt.Sprint(waits) != fmt.Sprint(tc.waits) {
				t.Errorf("waited %v, want %v", waits, tc.waits)
			}
		})
	}
}

func TestIsPolite(t *testing.T) {
	var agent string
	s := newSite(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		agent = r.UserAgent()
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "words")
	}})
	c, slept := newClient(t, Options{})
	for range 3 {
		if _, err := c.Fetch(t.Context(), s.URL); err != nil {
			t.Fatal(err)
		}
	}
	if fmt.Sprint(*slept) != "[1s 1s]" {
		t.Errorf("paused for %v, want a second before each but the first", *slept)
	}
	if s.count("/robots.txt") != 1 {
		t.Errorf("robots.txt was read %d times", s.count("/robots.txt"))
	}
	if !strings.HasPrefix(agent, "onrecord/") || !strings.Contains(agent, "quote") {
		t.Errorf("it calls itself %q", agent)
	}
}
