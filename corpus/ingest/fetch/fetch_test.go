package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
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
		{path: "/r6", fault: "more than 5 redirects"},
		{path: "/circle", fault: "go in a circle"},
		{path: "/nowhere", fault: "redirects to nowhere"},
		{path: "/file", fault: "only http and https"},
		{path: "/userinfo", fault: "user name or password"},
		{path: "/bomb", fault: "longer than 1048576 bytes"},
		{path: "/bomb.xml.gz", fault: "longer than 52428800 bytes"},
		{path: "/torn", fault: "breaks off"},
		{path: "/nogzip", fault: "compression is broken"},
		{path: "/br", fault: `compressed with "br"`},
		{path: "/endless", fault: "longer than 1048576 bytes"},
		{path: "/declared", fault: "longer than 1048576 bytes"},
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

func TestParseAddress(t *testing.T) {
	for _, tc := range []struct{ address, fault string }{
		{"https://press.example/a?b=c#d", ""},
		{"HTTPS://Press.Example", ""},
		{"https://press.example:443/", ""},
		{"http://press.example:80/", ""},
		{"http://93.184.216.34/", ""},
		{"http://[2606:2800:220:1::1]/", ""},
		{"ftp://press.example/", "only http"},
		{"file:///etc/passwd", "only http"},
		{"javascript:alert(1)", "only http"},
		{"press.example/a", "only http"},
		{"https://", "names no host"},
		{"https:///a", "names no host"},
		{"https://me@press.example/", "user name"},
		{"https://me:secret@press.example/", "user name"},
		{"http://press.example:22/", "port 22"},
		{"http://press.example:8080/", "port 8080"},
		{"http://press.example/a b", "spaces"},
		{"http://press.example/\r\nHost: other", "spaces or control"},
		{"http://%zz/", "no address"},
		{"http://press.example/" + strings.Repeat("a", 3000), "longer than"},
		{"http://127.0.0.1/", "private network"},
		{"http://[::1]/", "private network"},
		{"http://169.254.169.254/latest/meta-data", "private network"},
	} {
		u, err := parseAddress(tc.address, false)
		switch {
		case tc.fault == "" && (err != nil || u.Fragment != "" || u.Path == "" || u.Host != strings.ToLower(u.Host)):
			t.Errorf("%s: %v, %v", tc.address, u, err)
		case tc.fault != "" && (err == nil || !strings.Contains(err.Error(), tc.fault)):
			t.Errorf("%s: got %v, want an error about %q", tc.address, err, tc.fault)
		case tc.fault != "" && strings.Contains(err.Error(), "secret"):
			t.Errorf("%s: the error shows the password", tc.address)
		}
	}
}

// TestGuard asks the guard as the dialer does, without any network.
func TestGuard(t *testing.T) {
	for class, addresses := range map[string][]string{
		"this host":     {"0.0.0.0", "::", "0.1.2.3"},
		"loopback":      {"127.0.0.1", "127.255.255.254", "::1"},
		"private":       {"10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd12:3456::1"},
		"shared":        {"100.64.0.1"},
		"link-local":    {"169.254.169.254", "fe80::1", "fe80::1%eth0"},
		"multicast":     {"224.0.0.1", "239.255.255.255", "ff02::1"},
		"broadcast":     {"255.255.255.255"},
		"reserved":      {"240.0.0.1", "192.0.0.8", "198.18.0.1"},
		"documentation": {"192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"},
		"mapped":        {"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1"},
		"NAT64":         {"64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1"},
		"6to4":          {"2002:7f00:1::1", "2002:a00:1::"},
		"Teredo":        {"2001::1"},
		"site-local":    {"fec0::1"},
		"discard":       {"100::1"},
	} {
		for _, a := range addresses {
			network := "tcp4"
			if strings.Contains(a, ":") {
				network = "tcp6"
			}
			if err := guard(network, net.JoinHostPort(a, "443"), nil); !errors.Is(err, ErrGuard) {
				t.Errorf("%s %s: %v", class, a, err)
			}
		}
	}
	for _, bad := range [][2]string{{"tcp4", "8.8.8.8:22"}, {"tcp4", "8.8.8.8:8080"}, {"udp4", "8.8.8.8:443"}, {"unix", "/run/x"}, {"tcp4", "nonsense"}} {
		if err := guard(bad[0], bad[1], nil); !errors.Is(err, ErrGuard) {
			t.Errorf("%v: %v", bad, err)
		}
	}
	for _, good := range [][2]string{{"tcp4", "93.184.216.34:80"}, {"tcp4", "8.8.8.8:443"}, {"tcp6", "[2606:2800:220:1::1]:443"}} {
		if err := guard(good[0], good[1], nil); err != nil {
			t.Errorf("%v: %v", good, err)
		}
	}
}

// TestGuardIsInPlace leads a guarded client to the test's own server, in every way
// that there is: by address, by name, and by a name that changes its answer.
func TestGuardIsInPlace(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/": text("text/html", "secret")})
	_, port, err := net.SplitHostPort(s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	dns := newNameServer(t, "127.0.0.1")
	c := New(Options{Resolver: dns.resolver()})
	t.Cleanup(c.Close)
	for _, address := range []string{"http://127.0.0.1/", "http://localhost/", "http://inside.example/", "http://changes.example/", "http://changes.example/a", "http://[::ffff:127.0.0.1]/", "http://2130706433/", "http://0x7f.1/"} {
		if p, err := c.Fetch(t.Context(), address); err == nil {
			t.Errorf("%s was fetched: %q", address, p.Body)
		} else if !errors.Is(err, ErrGuard) && !strings.Contains(err.Error(), "no such host") && !strings.Contains(err.Error(), "lookup") {
			t.Errorf("%s: %v", address, err)
		}
	}
	if n := dns.count("changes.example."); n == 0 {
		t.Error("the name server was not asked; the test tests nothing")
	}
	// A redirect of a server that may be dialled leads to one that may not: the
	// dialer of a client that allows this server's port alone.
	other := newSite(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://127.0.0.1:"+port+"/", http.StatusFound)
	}})
	open, _ := newClient(t, Options{})
	transport := open.http.Transport.(*http.Transport)
	dial := transport.DialContext
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if address != other.Listener.Addr().String() {
			return nil, guard("tcp4", address, nil)
		}
		return dial(ctx, network, address)
	}
	if _, err := open.Fetch(t.Context(), other.URL); !errors.Is(err, ErrGuard) {
		t.Errorf("a redirect leads past the guard: %v", err)
	}
	if s.count("/") > 0 || s.count("/robots.txt") > 0 {
		t.Error("the private server was asked")
	}
}

func TestNoProxyFromTheEnvironment(t *testing.T) {
	proxy := newSite(t, map[string]http.HandlerFunc{"/": text("text/html", "from the proxy")})
	t.Setenv("HTTP_PROXY", proxy.URL)
	t.Setenv("http_proxy", proxy.URL)
	s := newSite(t, map[string]http.HandlerFunc{"/": text("text/html", "straight")})
	c, _ := newClient(t, Options{})
	if tr := c.http.Transport.(*http.Transport); tr.Proxy != nil {
		t.Error("the client has a proxy")
	}
	if p, err := c.Fetch(t.Context(), s.URL); err != nil || string(p.Body) != "straight" {
		t.Errorf("%v, %v", p, err)
	}
}

func TestTLSIsVerified(t *testing.T) {
	s := httptest.NewUnstartedServer(text("text/html", "words"))
	s.Config.ErrorLog = discardLog()
	s.StartTLS()
	t.Cleanup(s.Close)
	c, _ := newClient(t, Options{})
	if _, err := c.Fetch(t.Context(), s.URL); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("a server that nobody vouches for: %v", err)
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
		start := time.Now()
		_, err := c.Fetch(t.Context(), s.URL+path)
		if err == nil || !strings.Contains(err.Error(), "longer than 100ms") || time.Since(start) > 5*time.Second {
			t.Errorf("%s: %v after %v", path, err, time.Since(start))
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
