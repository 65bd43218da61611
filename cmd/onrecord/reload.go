package main

import (
	"context"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

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
	var loops sync.WaitGroup
	loops.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-k.hangup:
				s.reload(ctx)
			}
		}
	})
	if k.watch != nil {
		loops.Go(func() {
			k.watch.Run(ctx, s.reload)
		})
	}
	return func() {
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

// reload loads the corpus anew and has it searched from then on. When that fails, the
// coverage that is there goes on answering. One reload runs at a time; one that was
// asked for meanwhile follows it.
func (s *station) reload(ctx context.Context) {
	s.reloading.Lock()
	defer s.reloading.Unlock()
	began := time.Now()
	previous := s.lib.Corpus()
	before := previous.Version
	c, err := loadCorpus(ctx, s.set, previous)
	if err == nil {
		err = s.lib.Replace(ctx, c)
	}
	settleMemory()
	scope := s.lib.Corpus().Scope()
	switch {
	case ctx.Err() != nil:
		s.log.Info("the reload was given up")
		return
	case err != nil:
		s.log.Error("the corpus was not reloaded; the coverage stays as it was", "err", err, "version", before)
		s.note(func() { s.fault = err.Error() })
	case scope.Version == before:
		s.log.Info("the corpus has not changed", "version", before)
	default:
		s.log.Info("coverage", "articles", scope.Articles, "outlets", scope.Outlets, "version", scope.Version, "after", time.Since(began).Round(time.Millisecond))
	}
	if err == nil {
		s.load(s.lib)
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
