package ops

import (
	"bytes"
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
