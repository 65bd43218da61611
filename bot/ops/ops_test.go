package ops

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var about = Build{Version: "v1.2.3", Commit: "0123456789ab", Go: "go1.26"}

// well is a state in which everything is well.
func well() State {
	return State{
		Mode: Gateway, IndexOpen: true, IndexBytes: 38 << 20,
		Shards: []Shard{
			{ID: 0, Ready: true, Since: time.Unix(1700000000, 0), Latency: 42 * time.Millisecond, Connects: 3, Resumes: 2, Identifies: 1},
			{ID: 1, Ready: true, Connects: 1, Identifies: 1},
		},
		Corpus:  Corpus{Version: "abc123", Articles: 5, Outlets: 4, Passages: 90, Loaded: time.Unix(1700000100, 5e8), Newest: time.Date(2021, 9, 13, 0, 0, 0, 0, time.UTC)},
		Waiting: 2, Working: 7,
	}
}

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

func get(t *testing.T, h http.Handler, method, path string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	r := httptest.NewRequest(method, "/", nil)
	r.URL.Path = path
	h.ServeHTTP(w, r)
	return w
}

// scrape reads the metrics as Prometheus does.
func scrape(t *testing.T, h http.Handler) map[string]*dto.MetricFamily {
	t.Helper()
	w := get(t, h, "GET", "/metrics")
	if w.Code != http.StatusOK {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return families
}

// value is the value of the series with these labels, as name, value, ….
func value(t *testing.T, families map[string]*dto.MetricFamily, name string, labels ...string) float64 {
	t.Helper()
	for _, m := range families[name].GetMetric() {
		var have []string
		for _, l := range m.GetLabel() {
			have = append(have, l.GetName(), l.GetValue())
		}
		if !slices.Equal(have, labels) {
			continue
		}
		switch families[name].GetType() {
		case dto.MetricType_COUNTER:
			return m.GetCounter().GetValue()
		case dto.MetricType_HISTOGRAM:
			return float64(m.GetHistogram().GetSampleCount())
		}
		return m.GetGauge().GetValue()
	}
	t.Errorf("there is no %s %v", name, labels)
	return -1
}

func TestMetrics(t *testing.T) {
	m := NewMetrics(about, []string{"quote", "ask"})
	h := Handler(m, well, quiet())
	before := scrape(t, h)
	if v := value(t, before, "onrecord_interactions_total", "command", "ask", "outcome", Failed); v != 0 {
		t.Errorf("a series that nothing happened to is %v", v)
	}
	m.Interaction("quote", Answered, 3*time.Millisecond)
	m.Interaction("quote", Answered, -time.Second) // a clock that went back
	m.Interaction("quote", "my password", time.Hour)
	for i := range 1000 {
		m.Interaction(fmt.Sprintf("made up %d", i), Silent, time.Millisecond)
	}
	m.Reload(true)
	m.Reload(false)
	m.Reload(false)
	after := scrape(t, h)
	for _, test := range []struct {
		want   float64
		name   string
		labels []string
	}{
		{2, "onrecord_interactions_total", []string{"command", "quote", "outcome", Answered}},
		{1, "onrecord_interactions_total", []string{"command", "quote", "outcome", Other}},
		{1000, "onrecord_interactions_total", []string{"command", Other, "outcome", Silent}},
		{3, "onrecord_interaction_seconds", []string{"command", "quote"}},
		{1, "onrecord_corpus_reloads_total", []string{"result", "ok"}},
		{2, "onrecord_corpus_reloads_total", []string{"result", "failed"}},
		{1, "onrecord_build_info", []string{"commit", "0123456789ab", "go", "go1.26", "version", "v1.2.3"}},
		{1, "onrecord_ready", nil},
		{0, "onrecord_draining", nil},
		{2, "onrecord_interactions_waiting", nil},
		{7, "onrecord_interactions_working", nil},
		{1, "onrecord_index_open", nil},
		{38 << 20, "onrecord_index_bytes", nil},
		{1, "onrecord_corpus_info", []string{"version", "abc123"}},
		{5, "onrecord_corpus_articles", nil},
		{4, "onrecord_corpus_outlets", nil},
		{90, "onrecord_corpus_passages", nil},
		{1700000100.5, "onrecord_corpus_loaded_timestamp_seconds", nil},
		{1631491200, "onrecord_corpus_newest_article_timestamp_seconds", nil},
		{1, "onrecord_corpus_last_reload_successful", nil},
		{1, "onrecord_gateway_ready", []string{"shard", "1"}},
		{1700000000, "onrecord_gateway_ready_changed_timestamp_seconds", []string{"shard", "0"}},
		{.042, "onrecord_gateway_heartbeat_latency_seconds", []string{"shard", "0"}},
		{3, "onrecord_gateway_connects_total", []string{"shard", "0"}},
		{2, "onrecord_gateway_resumes_total", []string{"shard", "0"}},
		{1, "onrecord_gateway_identifies_total", []string{"shard", "1"}},
	} {
		if got := value(t, after, test.name, test.labels...); got != test.want {
			t.Errorf("%s %v is %v, want %v", test.name, test.labels, got, test.want)
		}
	}
	for _, name := range []string{"go_goroutines", "process_open_fds", "process_resident_memory_bytes"} {
		if value(t, after, name) <= 0 {
			t.Errorf("%s is not there", name)
		}
	}
	for name, family := range after {
		if b, a := len(before[name].GetMetric()), len(family.GetMetric()); strings.HasPrefix(name, "onrecord_") && a != b {
			t.Errorf("%s grew from %d to %d series", name, b, a)
		}
	}
}

// TestUnknownIsLeftOut: a metric that says 0 where nothing is known would set off
// alarms, or keep them from going off.
func TestUnknownIsLeftOut(t *testing.T) {
	families := scrape(t, Handler(NewMetrics(Build{}, nil), func() State { return State{Shards: []Shard{{}}, Fault: "a.md:3"} }, quiet()))
	for _, name := range []string{
		"onrecord_index_bytes", "onrecord_corpus_passages", "onrecord_corpus_loaded_timestamp_seconds",
		"onrecord_corpus_newest_article_timestamp_seconds", "onrecord_gateway_heartbeat_latency_seconds",
		"onrecord_gateway_ready_changed_timestamp_seconds",
	} {
		if families[name] != nil {
			t.Errorf("%s is there: %v", name, families[name])
		}
	}
	for _, name := range []string{"onrecord_ready", "onrecord_corpus_last_reload_successful"} {
		if v := value(t, families, name); v != 0 {
			t.Errorf("%s is %v", name, v)
		}
	}
}

// TestMetricsFollowPrometheusConventions holds names, types and help texts
// against Prometheus's own rules.
func TestMetricsFollowPrometheusConventions(t *testing.T) {
	w := get(t, Handler(NewMetrics(about, []string{"quote"}), well, quiet()), "GET", "/metrics")
	problems, err := promlint.New(w.Body).Lint()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Metric, p.Text)
	}
}

// TestOneBadThingIsNotTheEndOfAll: what is wrong with one metric is logged, and
// the others are there all the same.
func TestOneBadThingIsNotTheEndOfAll(t *testing.T) {
	var log bytes.Buffer
	s := well()
	s.Corpus.Version = "v\xff\n\"x\""
	s.Shards[1].ID = 0 // the same twice
	m := NewMetrics(Build{Version: "\xff"}, []string{"\xfe", "quote", "quote", Other})
	h := Handler(m, func() State { return s }, slog.New(slog.NewTextHandler(&log, nil)))
	families := scrape(t, h)
	value(t, families, "onrecord_corpus_info", "version", "v\ufffd\n\"x\"")
	value(t, families, "onrecord_build_info", "commit", "", "go", "", "version", "\ufffd")
	value(t, families, "onrecord_interactions_total", "command", "quote", "outcome", Lost)
	if !strings.Contains(log.String(), "onrecord_gateway_ready") {
		t.Errorf("the log does not say that a shard is there twice: %s", log.String())
	}
}

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

func BenchmarkInteraction(b *testing.B) {
	m := NewMetrics(about, []string{"quote", "ask", "who", "verify"})
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			m.Interaction("quote", Answered, 3*time.Millisecond)
		}
	})
}

func BenchmarkScrape(b *testing.B) {
	h := Handler(NewMetrics(about, []string{"quote", "ask", "who", "verify"}), well, quiet())
	r := httptest.NewRequest("GET", "/metrics", nil)
	b.ReportAllocs()
	for b.Loop() {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		_, _ = io.Copy(io.Discard, w.Body)
	}
}
