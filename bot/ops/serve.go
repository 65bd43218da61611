package ops

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// Limits of the listener. Its callers are a Prometheus and a probe of the same
// machine or network; whoever is slower than this is none of them.
const (
	headerWithin  = 3 * time.Second  // for the head of a request
	requestWithin = 10 * time.Second // for a request, and again for its answer
	idleFor       = time.Minute      // Prometheus scrapes once a minute, or more often
	endWithin     = time.Second      // for answers on their way when it ends
	maxHeader     = 8 << 10          // bytes; net/http adds 4 KiB
	maxConns      = 64               // connections; more are closed at once
)

// Serve listens on addr, a host and a port, and answers with h until ctx ends or
// stop is called; stop returns when nothing is left of it. An empty host means
// every address of the machine, which is the caller's choice to make.
//
// Its ctx should end after the bot has: while the bot finishes what it has taken,
// /readyz is to say so.
func Serve(ctx context.Context, addr string, h http.Handler, log *slog.Logger) (stop func(), err error) {
	ln, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("metrics and health cannot be served: %w", err)
	}
	log.Info("metrics and health", "address", ln.Addr().String())
	return serve(ctx, ln, h, log), nil
}

func serve(ctx context.Context, ln net.Listener, h http.Handler, log *slog.Logger) (stop func()) {
	return run(ctx, ln, newServer(h, log), log)
}

func newServer(h http.Handler, log *slog.Logger) *http.Server {
	var conns atomic.Int64
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: headerWithin,
		ReadTimeout:       requestWithin,
		WriteTimeout:      requestWithin,
		IdleTimeout:       idleFor,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		// Connections that say nothing cost the process file descriptors, which
		// the index and the connection to Discord need.
		ConnState: func(c net.Conn, s http.ConnState) {
			switch s {
			case http.StateNew:
				if conns.Add(1) > maxConns {
					_ = c.Close()
				}
			case http.StateClosed, http.StateHijacked:
				conns.Add(-1)
			}
		},
	}
}

func run(ctx context.Context, ln net.Listener, srv *http.Server, log *slog.Logger) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	running.Go(func() {
		if err := srv.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
			log.Error("metrics and health are no longer served", "err", err)
		}
	})
	running.Go(func() {
		<-ctx.Done()
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), endWithin)
		defer cancel()
		if srv.Shutdown(end) != nil {
			_ = srv.Close()
		}
	})
	return func() {
		cancel()
		running.Wait()
	}
}
