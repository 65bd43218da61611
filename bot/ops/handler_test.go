package ops

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestReadiness(t *testing.T) {
	for _, test := range []struct {
		name    string
		change  func(*State)
		missing []string
	}{
		{"well", func(*State) {}, nil},
		{"failed reload", func(s *State) { s.Fault = "a.md:3: no date" }, nil},
		{"busy", func(s *State) { s.Waiting = 1000 }, nil},
		{"no index", func(s *State) { s.IndexOpen = false }, []string{"the index is not open"}},
		{"ending", func(s *State) { s.Draining = true }, []string{"the process is ending"}},
		{"one shard lost", func(s *State) { s.Shards[1].Ready = false }, []string{"shard 1 is not connected to Discord"}},
		{"no shard yet", func(s *State) { s.Shards = nil }, []string{"no shard has been started"}},
		{"webhook", func(s *State) { s.Mode, s.Listening, s.Shards = Webhook, true, nil }, nil},
		{"webhook closed", func(s *State) { s.Mode = Webhook }, []string{"the webhook does not listen"}},
		{"nothing", func(s *State) { *s = State{} }, []string{"the index is not open", "it is not known how interactions are to come"}},
		{"all at once", func(s *State) { s.IndexOpen, s.Draining, s.Shards[0].Ready = false, true, false },
			[]string{"the process is ending", "the index is not open", "shard 0 is not connected to Discord"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := well()
			test.change(&s)
			h := Handler(NewMetrics(about, nil), func() State { return s }, quiet())
			w := get(t, h, "GET", "/readyz")
			var got readiness
			if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
				t.Fatal(err)
			}
			status := http.StatusOK
			if test.missing != nil {
				status = http.StatusServiceUnavailable
			}
			if w.Code != status || got.Ready != (test.missing == nil) || !slices.Equal(got.Missing, test.missing) {
				t.Errorf("status %d, %s; want %d, %q", w.Code, w.Body, status, test.missing)
			}
			if len(got.Shards) != len(s.Shards) || got.Fault != s.Fault || got.Mode != s.Mode || got.Corpus.Version != s.Corpus.Version {
				t.Errorf("the body does not tell the state: %s", w.Body)
			}
			if v := value(t, scrape(t, h), "onrecord_ready"); v != flag(test.missing == nil) {
				t.Errorf("onrecord_ready is %v", v)
			}
			if w := get(t, h, "GET", "/healthz"); w.Code != http.StatusOK || w.Body.String() != "ok\n" {
				t.Errorf("/healthz: %d %s", w.Code, w.Body)
			}
		})
	}
}

func TestReadinessInWords(t *testing.T) {
	s := well()
	s.Shards[1].Ready = false
	s.Fault = strings.Repeat("ä", maxFault)
	w := get(t, Handler(NewMetrics(about, nil), func() State { return s }, quiet()), "GET", "/readyz")
	want := `{"ready":false,"mode":"gateway","missing":["shard 1 is not connected to Discord"],` +
		`"shards":[{"id":0,"ready":true,"since":"2023-11-14T22:13:20Z"},{"id":1,"ready":false}],` +
		`"corpus":{"version":"abc123","articles":5,"loaded":"2023-11-14T22:15:00Z"},` +
		`"fault":"` + strings.Repeat("ä", maxFault/2) + "…\"}\n"
	if got := w.Body.String(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestNothingElse: three paths, two methods.
func TestNothingElse(t *testing.T) {
	h := Handler(NewMetrics(about, nil), well, quiet())
	for _, path := range []string{
		"", "/", "/metrics/", "//metrics", "/./metrics", "/x/../metrics", "/METRICS", "/metrics\x00", "/healthz/..", "/debug/pprof/",
		"/readyz%2f", "../etc/passwd", "*", "/" + strings.Repeat("a", 1<<16),
	} {
		for _, method := range []string{"GET", "POST"} {
			if w := get(t, h, method, path); w.Code != http.StatusNotFound || w.Header().Get("Location") != "" {
				t.Errorf("%s %.40q: %d", method, path, w.Code)
			}
		}
	}
	for _, path := range []string{"/healthz", "/readyz", "/metrics"} {
		for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "QUERY", "get"} {
			if w := get(t, h, method, path); w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET, HEAD" {
				t.Errorf("%s %s: %d", method, path, w.Code)
			}
		}
		for _, method := range []string{"GET", "HEAD"} {
			if w := get(t, h, method, path); w.Code != http.StatusOK || w.Header().Get("X-Content-Type-Options") != "nosniff" || w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("%s %s: %d %v", method, path, w.Code, w.Header())
			}
		}
	}
}

// TestScrapesAreBounded: while as many as are allowed are on their way, more are
// turned away, and health is not.
func TestScrapesAreBounded(t *testing.T) {
	enter, leave := make(chan struct{}), make(chan struct{})
	h := Handler(NewMetrics(about, nil), func() State {
		enter <- struct{}{}
		<-leave
		return well()
	}, quiet())
	codes := make(chan int)
	for range maxScrapes {
		go func() { codes <- get(t, h, "GET", "/metrics").Code }()
		<-enter
	}
	if w := get(t, h, "GET", "/metrics"); w.Code != http.StatusServiceUnavailable {
		t.Errorf("one too many: %d", w.Code)
	}
	if w := get(t, h, "GET", "/healthz"); w.Code != http.StatusOK {
		t.Errorf("/healthz waits for somebody: %d", w.Code)
	}
	close(leave)
	for range maxScrapes {
		if code := <-codes; code != http.StatusOK {
			t.Errorf("a scrape got %d", code)
		}
	}
}
