// Package ops is what an operator sees of a running bot, on a listener of its own.
// GET /healthz says that the process lives; it knows nothing of Discord, which a restart
// does not help. GET /readyz says whether members get answers now, and what is missing.
// GET /metrics is for Prometheus; no label has a value that a member can choose.
//
// Nothing that members asked or were answered is among it, and no token. There is no access
// control: the address to listen on should be of this machine only.
package ops

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// How interactions reach the bot.
const (
	Gateway = "gateway" // over connections to Discord
	Webhook = "webhook" // by requests from Discord
)

// A State is how the bot is at one moment. The zero value of a time means that it is not
// known. As JSON it is part of what /readyz says.
type State struct {
	Mode      string  `json:"mode"`             // Gateway or Webhook
	Shards    []Shard `json:"shards,omitempty"` // those of this process, each id once
	IndexOpen bool    `json:"-"`

	Corpus Corpus `json:"corpus"`
	Fault  string `json:"fault,omitempty"` // why some articles, or all, are not as the files have them
}

// A Shard is one connection to Discord's gateway, over all of its sessions.
type Shard struct {
	ID    int       `json:"id"`
	Ready bool      `json:"ready"`          // it has a session, and Discord acknowledges its heartbeats
	Since time.Time `json:"since,omitzero"` // when Ready last changed
}

type Corpus struct {
	Version  string    `json:"version"`
	Articles int       `json:"articles"`
	Loaded   time.Time `json:"loaded,omitzero"` // when it was loaded
	Newest   time.Time `json:"-"`               // the newest article's day of publication
}

// missing says what keeps the bot from answering. A failed reload does not: the coverage
// from before goes on answering.
func (s State) missing() []string {
	out := []string{} // which is [] in JSON
	if !s.IndexOpen {
		out = append(out, "the index is not open")
	}
	if s.Mode != Webhook && len(s.Shards) == 0 {
		out = append(out, "no shard has been started")
	}
	for _, shard := range s.Shards {
		if !shard.Ready {
			out = append(out, fmt.Sprintf("shard %d is not connected to Discord", shard.ID))
		}
	}
	return out
}

// collect makes metrics of the state. It leaves out what is not known, because 0 would set
// off alarms, or keep them from going off.
func (s State) collect(out chan<- prometheus.Metric) {
	gauge := func(name, help string, v float64, labels prometheus.Labels) {
		out <- prometheus.MustNewConstMetric(prometheus.NewDesc("onrecord_"+name, help, nil, labels), prometheus.GaugeValue, v)
	}
	flag := map[bool]float64{true: 1}
	gauge("ready", "Whether members get answers now: what /readyz says.", flag[len(s.missing()) == 0], nil)
	gauge("corpus_last_reload_successful", "Whether the last load took up all articles.", flag[s.Fault == ""], nil)
	if s.IndexOpen {
		version := prometheus.Labels{"version": s.Corpus.Version}
		gauge("corpus_info", "The corpus that is searched; always 1.", 1, version)
		gauge("corpus_articles", "Articles of the corpus.", float64(s.Corpus.Articles), nil)
		gauge("corpus_loaded_timestamp_seconds", "When the corpus was loaded.", float64(s.Corpus.Loaded.Unix()), nil)
	}
	if day := s.Corpus.Newest; !day.IsZero() {
		gauge("corpus_newest_article_timestamp_seconds", "Day of publication of the newest article.", float64(day.Unix()), nil)
	}
	for _, shard := range s.Shards {
		id := prometheus.Labels{"shard": strconv.Itoa(shard.ID)}
		gauge("gateway_ready", "Whether the shard has a session with Discord.", flag[shard.Ready], id)
	}
}

// What became of an interaction; each is counted once, under one of these.
const (
	Answered  = "answered"   // with something out of the coverage, or with help
	Silent    = "silent"     // with the words that there is nothing in the coverage
	UserError = "user_error" // with what the member can correct
	Limited   = "limited"    // with the words that the member asks too often
	Failed    = "failed"     // with the words that something went wrong here
	Duplicate = "duplicate"  // not: it came twice, or another process has answered
	Late      = "late"       // not: the answer came after Discord's 3 seconds
	Gone      = "gone"       // not: the message or the channel was deleted meanwhile
	Lost      = "lost"       // not, for a reason that the log has
)

// Metrics count what happens. They are safe for use by many goroutines.
type Metrics struct {
	registry *prometheus.Registry
	counts   *prometheus.CounterVec
	took     *prometheus.HistogramVec
}

func NewMetrics() *Metrics {
	registry := prometheus.NewRegistry()
	registry.MustRegister(
		collectors.NewGoCollector(), collectors.NewBuildInfoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	auto := promauto.With(registry)
	return &Metrics{
		registry: registry,
		counts: auto.NewCounterVec(prometheus.CounterOpts{
			Name: "onrecord_interactions_total", Help: "Interactions, by command and by what became of them.",
		}, []string{"command", "outcome"}),
		took: auto.NewHistogramVec(prometheus.HistogramOpts{
			Name: "onrecord_interaction_seconds", Help: "Time from the arrival of an interaction to its first answer.",
		}, []string{"command"}),
	}
}

// Interaction counts an interaction that is over: what was asked for, what became of it,
// and how long the first answer took. Members cannot make up names of commands.
func (m *Metrics) Interaction(command, outcome string, took time.Duration) {
	m.counts.WithLabelValues(command, outcome).Inc()
	m.took.WithLabelValues(command).Observe(took.Seconds())
}

// Handler answers /healthz, /readyz and /metrics; there is one for Metrics. It calls state
// once for each request that needs it, from several goroutines; state must not wait.
func Handler(m *Metrics, state func() State) http.Handler {
	m.registry.MustRegister(prometheus.CollectorFunc(func(out chan<- prometheus.Metric) { state().collect(out) }))
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "ok\n")
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		s := state()
		missing := s.missing()
		w.Header().Set("Content-Type", "application/json")
		if len(missing) > 0 {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		_ = json.NewEncoder(w).Encode(struct {
			Ready   bool     `json:"ready"`
			Missing []string `json:"missing"`
			State
		}{len(missing) == 0, missing, s})
	})
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	return mux
}

// Serve answers requests with h until ctx ends; requests and answers are to be short.
func Serve(ctx context.Context, ln net.Listener, h http.Handler, log *slog.Logger) error {
	srv := &http.Server{
		Handler:      h,
		ReadTimeout:  10 * time.Second,
		WriteTimeout: 10 * time.Second,
		ErrorLog:     slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	serving := make(chan error, 1)
	go func() { serving <- srv.Serve(ln) }()
	select {
	case err := <-serving:
		return fmt.Errorf("serve %s: %w", ln.Addr(), err)
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.Background(), time.Second/2)
	defer cancel()
	if srv.Shutdown(grace) != nil {
		_ = srv.Close()
	}
	return nil
}
