// Package ops is what an operator sees of a running bot, on a listener of its own.
// GET /healthz says that the process lives; it knows nothing of Discord, which a restart
// does not help. GET /readyz says whether members get answers now, and what is missing.
// GET /metrics is for Prometheus; no label has a value that a member can choose.
//
// It counts what it is told ([Metrics]) and shows what it is given ([State]): nothing that
// members asked or were answered, and no token. There is no access control: the address
// to listen on should be of this machine only.
package ops

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

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
