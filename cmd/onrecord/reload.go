package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

	"onrecord/bot"
	"onrecord/corpus/watch"
)

// A keeping is what takes up changed articles. It is made before the articles are read
// for the first time, so that nothing that happens meanwhile is missed.
type keeping struct {
	hangup chan os.Signal
	watch  *watch.Watcher // nil where nothing can change
}

// prepareKeeping notes what is there, and catches SIGHUP, which would end the process.
func (s *station) prepareKeeping() *keeping {
	k := &keeping{hangup: make(chan os.Signal, 1)}
	signal.Notify(k.hangup, syscall.SIGHUP)
	if paths := s.set.watched(); len(paths) > 0 {
		k.watch = &watch.Watcher{Paths: paths, Log: s.log, Settle: s.settle}
		k.watch.Look()
	}
	return k
}

func (k *keeping) stop() { signal.Stop(k.hangup) }

// keepCorpus takes up changed articles until ctx ends: when they change on disk, and
// when the process gets SIGHUP. The function returned ends it.
func (s *station) keepCorpus(ctx context.Context, k *keeping) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	s.note(func() { s.life = ctx })
	var loops sync.WaitGroup
	loops.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-k.hangup:
				_, _ = s.reload(ctx) // which has been logged
			}
		}
	})
	if k.watch != nil {
		loops.Go(func() {
			k.watch.Run(ctx, func(ctx context.Context) { _, _ = s.reload(ctx) })
		})
	}
	return func() {
		cancel()
		loops.Wait()
		s.asked.Wait()
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

// Reload does what reload does, for somebody in Discord. It goes on when ctx ends: the
// bot, and not who waits for it, says how long it may take.
func (s *station) Reload(ctx context.Context) (changed bool, err error) {
	s.mu.Lock()
	life, busy := s.life, s.building
	if life == nil || life.Err() != nil || busy {
		s.mu.Unlock()
		return false, bot.ErrReloading
	}
	s.building = true // before another is asked for
	s.asked.Add(1)
	s.mu.Unlock()
	type result struct {
		changed bool
		err     error
	}
	done := make(chan result, 1)
	go func() {
		defer s.asked.Done()
		changed, err := s.reload(life)
		done <- result{changed, err}
	}()
	select {
	case r := <-done:
		return r.changed, r.err
	case <-ctx.Done():
		return false, bot.ErrReloading
	}
}

// reload loads the corpus anew and has it searched from then on. When that fails, the
// coverage that is there goes on answering. One reload runs at a time; one that was
// asked for meanwhile follows it.
func (s *station) reload(ctx context.Context) (changed bool, err error) {
	s.reloading.Lock()
	defer s.reloading.Unlock()
	began := time.Now()
	s.note(func() { s.building = true })
	previous := s.lib.Corpus()
	before := previous.Version
	c, err := loadCorpus(ctx, s.set, previous)
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

// What the heap may grow by until the collector comes round, once all is loaded: a
// quarter, since what is there then stays as long as the process. By default it would
// double. A small heap grows by this many bytes, or the collector would never rest under load.
const leastGrowth = 16 << 20

// settleMemory gives back what loading took, for a process that stays.
func settleMemory() {
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	debug.SetGCPercent(max(25, int(100*leastGrowth/max(m.HeapAlloc, 1))))
}
