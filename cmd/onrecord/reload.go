package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

	"onrecord/bot"
	"onrecord/corpus/watch"
)

// keepCorpus takes up changed articles until ctx ends: when they change on disk, and
// when the process gets SIGHUP. The function returned ends it.
func (s *station) keepCorpus(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	var loops sync.WaitGroup
	loops.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-hangup:
				_, _ = s.Reload(ctx) // which has been logged
			}
		}
	})
	if paths := s.set.watched(); len(paths) > 0 {
		w := watch.Watcher{Paths: paths, Log: s.log}
		loops.Go(func() {
			w.Run(ctx, func(ctx context.Context) { _, _ = s.Reload(ctx) })
		})
	}
	return func() {
		signal.Stop(hangup)
		cancel()
		loops.Wait()
	}
}

// watched are the paths at which articles can change.
func (s *settings) watched() []string {
	var paths []string
	for _, path := range s.corpora() {
		if path != builtin {
			paths = append(paths, path)
		}
	}
	return paths
}

// Reload loads the corpus anew and has it searched from then on. When that fails, the
// coverage that is there goes on answering. One reload runs at a time; one that was
// asked for meanwhile follows it.
func (s *station) Reload(ctx context.Context) (changed bool, err error) {
	s.reloading.Lock()
	defer s.reloading.Unlock()
	began := time.Now()
	s.note(func() { s.building = true })
	before := s.lib.Corpus().Version
	c, err := loadCorpus(ctx, s.set)
	if err == nil {
		err = s.lib.Replace(ctx, c)
	}
	settleMemory()
	scope := s.lib.Corpus().Scope()
	changed = scope.Version != before
	switch {
	case ctx.Err() != nil:
		err = fmt.Errorf("the reload was given up: %w", ctx.Err())
	case err != nil:
		s.log.Error("the corpus was not reloaded; the coverage stays as it was", "err", err, "version", before)
		s.note(func() { s.fault, s.faultAt = err.Error(), time.Now() })
	case !changed:
		s.log.Info("the corpus has not changed", "version", before)
	default:
		s.log.Info("coverage", "articles", scope.Articles, "outlets", scope.Outlets, "version", scope.Version, "after", time.Since(began).Round(time.Millisecond))
	}
	s.note(func() { s.building = false })
	s.metrics.Reload(err == nil)
	if err == nil {
		s.load(s.lib)
	}
	return changed, err
}

// Status tells how the corpus is.
func (s *station) Status() bot.CorpusStatus {
	s.mu.Lock()
	defer s.mu.Unlock()
	return bot.CorpusStatus{
		Scope: s.lib.Corpus().Scope(), Loaded: s.loaded, Watched: len(s.set.watched()) > 0,
		Fault: s.fault, FaultAt: s.faultAt, Building: s.building,
	}
}

// settleMemory gives back what loading took, for a process that stays. What is
// left lives as long as the process, so the collector may come round when the
// heap has grown by a quarter: by default it would wait until it had doubled.
func settleMemory() {
	debug.SetGCPercent(25)
	debug.FreeOSMemory()
}
