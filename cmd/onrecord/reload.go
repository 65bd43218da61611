package main

import (
	"context"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"sync"
	"syscall"

	"onrecord/bot/ops"
	"onrecord/index"
)

// reloadOnHangup loads the corpus anew whenever the process gets SIGHUP, and has
// the station's library search it from then on. When that fails, the coverage that
// is there goes on answering. The function returned ends it.
func reloadOnHangup(ctx context.Context, set settings, st *station, metrics *ops.Metrics, log *slog.Logger) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	var loop sync.WaitGroup
	loop.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-hangup:
				metrics.Reload(st.reload(ctx, set, log) == nil)
				settleMemory()
			}
		}
	})
	return func() {
		signal.Stop(hangup)
		cancel()
		loop.Wait()
	}
}

// reload loads the corpus anew and logs what came of it.
func (s *station) reload(ctx context.Context, set settings, log *slog.Logger) error {
	lib := s.lib
	before := lib.Corpus().Version
	err := replace(ctx, set, lib)
	scope := lib.Corpus().Scope()
	switch {
	case err != nil:
		log.Error("the corpus was not reloaded; the coverage stays as it was", "err", err, "version", before)
		s.mu.Lock()
		s.fault = err.Error()
		s.mu.Unlock()
		return err
	case scope.Version == before:
		log.Info("the corpus has not changed", "version", before)
	default:
		log.Info("coverage", "articles", scope.Articles, "outlets", scope.Outlets, "version", scope.Version)
	}
	s.load(lib, set.indexDir())
	return nil
}

func replace(ctx context.Context, set settings, lib *index.Live) error {
	c, err := loadCorpus(ctx, set)
	if err != nil {
		return err
	}
	return lib.Replace(ctx, c)
}

// settleMemory gives back what loading took, for a process that stays. What is
// left lives as long as the process, so the collector may come round when the
// heap has grown by a quarter: by default it would wait until it had doubled.
func settleMemory() {
	debug.SetGCPercent(25)
	debug.FreeOSMemory()
}
