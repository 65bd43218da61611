package main

import (
	"context"
	"log/slog"
	"os"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"onrecord/bot"
	"onrecord/bot/ops"
	"onrecord/index"
)

// A server is the running bot as its operator sees it, and takes up changed articles.
type server struct {
	set settings
	log *slog.Logger

	mu     sync.Mutex
	lib    *index.Index // nil until it is open; does not change then
	bot    *bot.Bot     // nil until there is one
	loaded time.Time
	fault  string // why the last reload failed, or what was left out at the start
}

// state is what metrics and readiness are made from.
func (s *server) state() ops.State {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := ops.State{Mode: ops.Gateway, Fault: s.fault}
	if s.set.publicKey != "" {
		st.Mode = ops.Webhook
	}
	if s.lib != nil {
		if c := s.lib.Corpus(); c != nil {
			scope := c.Scope()
			newest, _ := time.Parse(time.DateOnly, string(scope.To)) // zero when it is not known
			st.IndexOpen = true
			st.Corpus = ops.Corpus{Version: scope.Version, Articles: scope.Articles, Loaded: s.loaded, Newest: newest}
		}
	}
	if s.bot != nil {
		s.bot.Report(&st)
	}
	return st
}

// setLoaded notes that the library was loaded, and what is wrong with the corpus.
func (s *server) setLoaded(lib *index.Index, faults error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lib, s.loaded, s.fault = lib, time.Now(), ""
	if faults != nil {
		s.fault = faults.Error()
	}
}

// reloadOnChange reloads when articles have changed, and on SIGHUP, until ctx ends.
func (s *server) reloadOnChange(ctx context.Context, changes <-chan struct{}, hangup <-chan os.Signal) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-changes:
		case <-hangup:
		}
		s.reload(ctx)
	}
}

// reload loads the corpus again and has it searched from then on. When that fails, the
// coverage that is there goes on answering.
func (s *server) reload(ctx context.Context) {
	began := time.Now()
	previous := s.lib.Corpus()
	c, err := loadCorpus(ctx, s.set, previous)
	if err == nil {
		err = s.lib.Replace(ctx, c)
	}
	tuneMemory()
	if ctx.Err() != nil {
		s.log.Info("the reload was given up")
		return
	}
	if err != nil {
		logFaults(s.log, err)
		s.log.Error("the corpus was not reloaded; the coverage stays as it was", "version", previous.Version)
		s.mu.Lock()
		s.fault = err.Error()
		s.mu.Unlock()
		return
	}
	scope := c.Scope()
	if scope.Version == previous.Version {
		s.log.Info("the corpus has not changed", "version", scope.Version)
	} else {
		s.log.Info("coverage", "articles", scope.Articles, "outlets", scope.Outlets, "version", scope.Version, "after", time.Since(began).Round(time.Millisecond))
	}
	s.setLoaded(s.lib, nil)
}

// What the heap may grow by until the next collection, once all is loaded: a
// quarter, since what is there then stays as long as the process. By default it would
// double. A small heap grows by this many bytes, or collections would never pause under load.
const leastGrowth = 16 << 20

// tuneMemory gives back what loading took, for a process that stays.
func tuneMemory() {
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	debug.SetGCPercent(max(25, int(100*leastGrowth/max(m.HeapAlloc, 1))))
}
