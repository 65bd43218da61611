package ops

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	dto "github.com/prometheus/client_model/go"
)

// maxScrapes is how many requests for the metrics are answered at the same time;
// more get a 503. One Prometheus sends one.
const maxScrapes = 4

// maxFault bounds how much of a fault of the corpus is shown, in bytes: there is
// one line for everything that is wrong with it.
const maxFault = 2000

// Handler answers GET and HEAD for /healthz, /readyz and /metrics, and nothing
// else: other methods get 405, other paths 404. It calls state once for each
// request that needs it, from several goroutines; state must not wait.
func Handler(m *Metrics, state func() State, log *slog.Logger) http.Handler {
	gather := func() ([]*dto.MetricFamily, error) {
		now, moment := state(), prometheus.NewRegistry()
		moment.MustRegister(&now)
		return prometheus.Gatherers{m.registry, moment}.Gather()
	}
	return &handler{
		state: state,
		metrics: promhttp.HandlerFor(prometheus.GathererFunc(gather), promhttp.HandlerOpts{
			ErrorLog:            slog.NewLogLogger(log.Handler(), slog.LevelError),
			ErrorHandling:       promhttp.ContinueOnError, // the rest is still worth having
			MaxRequestsInFlight: maxScrapes,
		}),
	}
}

type handler struct {
	state   func() State
	metrics http.Handler
}

// ServeHTTP compares whole paths, where http.ServeMux would redirect: a probe
// that is misspelt should fail, not be led elsewhere.
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	serve := map[string]http.HandlerFunc{
		"/healthz": health,
		"/readyz":  h.readiness,
		"/metrics": h.metrics.ServeHTTP,
	}[r.URL.Path]
	if serve == nil {
		http.Error(w, "there are /healthz, /readyz and /metrics", http.StatusNotFound)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	serve(w, r)
}

// health says that the process lives. It asks nobody, so that nothing that is
// wrong elsewhere makes somebody restart it.
func health(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("ok\n"))
}

// A readiness is the body of /readyz.
type readiness struct {
	Ready   bool             `json:"ready"`
	Mode    string           `json:"mode"`
	Missing []string         `json:"missing"` // empty when ready
	Shards  []shardReadiness `json:"shards"`
	Corpus  corpusReadiness  `json:"corpus"`
	Fault   string           `json:"fault,omitempty"` // why the last reload failed
}

type shardReadiness struct {
	ID    int        `json:"id"`
	Ready bool       `json:"ready"`
	Since *time.Time `json:"since,omitempty"`
}

type corpusReadiness struct {
	Version  string     `json:"version"`
	Articles int        `json:"articles"`
	Loaded   *time.Time `json:"loaded,omitempty"`
}

func (h *handler) readiness(w http.ResponseWriter, _ *http.Request) {
	s := h.state()
	missing := s.missing()
	out := readiness{
		Ready:   len(missing) == 0,
		Mode:    s.Mode,
		Missing: missing,
		Shards:  []shardReadiness{},
		Corpus:  corpusReadiness{Version: s.Corpus.Version, Articles: s.Corpus.Articles, Loaded: known(s.Corpus.Loaded)},
		Fault:   s.Fault,
	}
	if len(out.Fault) > maxFault {
		out.Fault = strings.ToValidUTF8(out.Fault[:maxFault], "") + "…"
	}
	for _, shard := range s.Shards {
		out.Shards = append(out.Shards, shardReadiness{ID: shard.ID, Ready: shard.Ready, Since: known(shard.Since)})
	}
	body, err := json.Marshal(out)
	if err != nil { // a year that JSON cannot say
		http.Error(w, "the state cannot be said in JSON", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if !out.Ready {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_, _ = w.Write(append(body, '\n'))
}

// known is a time for JSON, which is left out when it is not known.
func known(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC().Truncate(time.Second)
	return &t
}
