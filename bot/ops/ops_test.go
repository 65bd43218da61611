package ops

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// well is a state in which everything is well.
func well() State {
	return State{
		Mode: Gateway, IndexOpen: true,
		Shards: []Shard{
			{ID: 0, Ready: true, Since: time.Unix(1700000000, 0).UTC()},
			{ID: 1, Ready: true},
		},
		Corpus: Corpus{
			Version: "abc123", Articles: 5,
			Loaded: time.Unix(1700000100, 5e8).UTC(), Newest: time.Date(2021, 9, 13, 0, 0, 0, 0, time.UTC),
		},
	}
}

var quiet = slog.New(slog.DiscardHandler)

func get(h http.Handler, method, path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(method, path, nil))
	return w
}

// scrape returns the lines of /metrics.
func scrape(t *testing.T, h http.Handler) []string {
	t.Helper()
	w := get(h, "GET", "/metrics")
	if w.Code != http.StatusOK {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	return strings.Split(w.Body.String(), "\n")
}

func TestReadiness(t *testing.T) {
	for _, test := range []struct {
		name    string
		change  func(*State)
		missing []string
	}{
		{"well", func(*State) {}, nil},
		{"failed reload", func(s *State) { s.Fault = "a.md:3: no date" }, nil},
		{"no index", func(s *State) { s.IndexOpen = false }, []string{"the index is not open"}},
		{"one shard lost", func(s *State) { s.Shards[1].Ready = false }, []string{"shard 1 is not connected to Discord"}},
		{"no shard yet", func(s *State) { s.Shards = nil }, []string{"no shard has been started"}},
		{"webhook", func(s *State) { s.Mode, s.Shards = Webhook, nil }, nil},
		{"nothing", func(s *State) { *s = State{} }, []string{"the index is not open", "no shard has been started"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := well()
			test.change(&s)
			h := Handler(NewMetrics(), func() State { return s })
			w := get(h, "GET", "/readyz")
			var got struct {
				Ready   bool
				Missing []string
			}
			if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
				t.Fatal(err)
			}
			status, gauge := http.StatusOK, "onrecord_ready 1"
			if test.missing != nil {
				status, gauge = http.StatusServiceUnavailable, "onrecord_ready 0"
			}
			if w.Code != status || got.Ready != (test.missing == nil) || !slices.Equal(got.Missing, test.missing) {
				t.Errorf("status %d, %s; want %d, %q", w.Code, w.Body, status, test.missing)
			}
			if !slices.Contains(scrape(t, h), gauge) {
				t.Errorf("/metrics lacks %s", gauge)
			}
			if w := get(h, "GET", "/healthz"); w.Code != http.StatusOK || w.Body.String() != "ok\n" {
				t.Errorf("/healthz: %d %s", w.Code, w.Body)
			}
		})
	}
}

func TestReadinessBody(t *testing.T) {
	s := well()
	s.Shards[1].Ready = false
	s.Fault = "a.md:3: no date"
	want := `{"ready":false,"missing":["shard 1 is not connected to Discord"],"mode":"gateway",` +
		`"shards":[{"id":0,"ready":true,"since":"2023-11-14T22:13:20Z"},{"id":1,"ready":false}],` +
		`"corpus":{"version":"abc123","articles":5,"loaded":"2023-11-14T22:15:00.5Z"},` +
		`"fault":"a.md:3: no date"}` + "\n"
	if got := get(Handler(NewMetrics(), func() State { return s }), "GET", "/readyz").Body.String(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestOtherRequestsAreRefused(t *testing.T) {
	h := Handler(NewMetrics(), well)
	for _, path := range []string{"/", "/metrics/", "/METRICS", "/healthz/x", "/debug/pprof/"} {
		if w := get(h, "GET", path); w.Code != http.StatusNotFound {
			t.Errorf("GET %s: %d", path, w.Code)
		}
	}
	for _, path := range []string{"/healthz", "/readyz", "/metrics"} {
		for method, want := range map[string]int{"GET": 200, "HEAD": 200, "POST": 405, "PUT": 405, "DELETE": 405, "OPTIONS": 405} {
			if w := get(h, method, path); w.Code != want {
				t.Errorf("%s %s: %d, want %d", method, path, w.Code, want)
			}
		}
	}
}

func TestMetrics(t *testing.T) {
	m := NewMetrics()
	h := Handler(m, well)
	m.Interaction("quote", Answered, 3*time.Millisecond)
	m.Interaction("quote", Answered, time.Second)
	m.Interaction("quote", Lost, time.Hour)
	after := scrape(t, h)
	for _, want := range []string{
		`onrecord_interactions_total{command="quote",outcome="answered"} 2`,
		`onrecord_interactions_total{command="quote",outcome="lost"} 1`,
		`onrecord_interaction_seconds_count{command="quote"} 3`,
		`onrecord_ready 1`,
		`onrecord_corpus_info{version="abc123"} 1`,
		`onrecord_corpus_articles 5`,
		`onrecord_corpus_loaded_timestamp_seconds 1.7000001e+09`,
		`onrecord_corpus_newest_article_timestamp_seconds 1.6314912e+09`,
		`onrecord_corpus_last_reload_successful 1`,
		`onrecord_gateway_ready{shard="1"} 1`,
		`# TYPE go_goroutines gauge`,
	} {
		if !slices.Contains(after, want) {
			t.Errorf("/metrics lacks %s", want)
		}
	}
	problems, err := promlint.New(strings.NewReader(strings.Join(after, "\n"))).Lint()
	if err != nil || len(problems) > 0 {
		t.Errorf("against Prometheus's conventions: %v, %v", problems, err)
	}
}

func TestUnknownMetricsAreLeftOut(t *testing.T) {
	text := strings.Join(scrape(t, Handler(NewMetrics(), func() State { return State{Shards: []Shard{{}}, Fault: "a.md:3"} })), "\n")
	for _, name := range []string{"corpus_info", "corpus_loaded", "corpus_newest"} {
		if strings.Contains(text, "onrecord_"+name) {
			t.Errorf("%s is there", name)
		}
	}
	if !strings.Contains(text, "onrecord_corpus_last_reload_successful 0\n") {
		t.Error("the failed reload is not there")
	}
}

func ask(addr, path string) (string, error) {
	c := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := c.Get("http://" + addr + path)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return string(body), err
}

func TestServe(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := ln.Addr().String()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, ln, Handler(NewMetrics(), well), quiet) }()
	for path, want := range map[string]string{"/healthz": "ok\n", "/readyz": `{"ready":true`, "/metrics": "onrecord_ready 1\n"} {
		if body, err := ask(addr, path); err != nil || !strings.Contains(body, want) {
			t.Errorf("%s: %v\n%s", path, err, body)
		}
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if _, err := ask(addr, "/healthz"); err == nil {
		t.Error("it listens after it was stopped")
	}
	if err := Serve(t.Context(), ln, http.NotFoundHandler(), quiet); err == nil {
		t.Error("it serves a listener that is closed")
	}
}
