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
	"onrecord/corpus"
)

// A server is the running bot as its operator sees it, and takes up changed articles.
type server struct {
	set settings
	log *slog.Logger

	mu    sync.Mutex
	known ops.State // all but what the bot reports
	bot   *bot.Bot  // nil until there is coverage
}

// state is what metrics and readiness are made from.
func (s *server) state() ops.State {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := s.known
	if s.bot != nil {
		s.bot.Report(&st)
	}
	return st
}

// loaded notes that coverage can be searched, and what of it was left out.
func (s *server) loaded(scope corpus.Scope, faults error) {
	s.log.Info("coverage", "articles", scope.Articles, "outlets", scope.Outlets, "version", scope.Version)
	newest, _ := time.Parse(time.DateOnly, string(scope.To)) // zero when it is not known
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known.IndexOpen, s.known.Fault = true, ""
	s.known.Corpus = ops.Corpus{Version: scope.Version, Articles: scope.Articles, Loaded: time.Now(), Newest: newest}
	if faults != nil {
		s.known.Fault = faults.Error()
	}
}

// whenever has something done again when there are changes, on SIGHUP, and when it asked for that
// itself, until ctx ends.
func whenever(ctx context.Context, changes <-chan struct{}, hangup <-chan os.Signal, again <-chan time.Time, do func() (again <-chan time.Time)) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-changes:
		case <-hangup:
		case <-again:
		}
		again = do()
	}
}

// reload loads the corpus again and has it searched from then on. When that fails, the
// coverage that is there goes on answering, unless its index was lost.
func (s *server) reload(ctx context.Context, here *local) (again <-chan time.Time) {
	c, err := loadCorpus(ctx, s.set, here.corpus)
	if err == nil {
		if err = here.Replace(ctx, c); err != nil { // as on a full disk
			again = time.After(time.Minute)
		}
	}
	tuneMemory()
	switch {
	case err == nil:
		s.loaded(c.Scope(), nil)
		here.corpus = c
	case ctx.Err() == nil:
		logFaults(s.log, err)
		_, lost := here.Scope(ctx, corpus.Query{})
		if lost != nil {
			s.log.Error("the corpus was not reloaded, and nothing can be searched", "err", lost)
		} else {
			s.log.Error("the corpus was not reloaded; the coverage stays as it was")
		}
		s.failed(err, lost == nil)
	}
	return again
}

// failed notes why there is no newer coverage, and whether there is any.
func (s *server) failed(err error, open bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known.IndexOpen, s.known.Fault = open, err.Error()
}

// lookEvery is how often shared coverage is looked at, so that readiness tells of it before
// a member does.
const lookEvery = 5 * time.Second

// lookAfter looks whether shared coverage can be reached, and what it is, until ctx ends.
func (s *server) lookAfter(ctx context.Context, lib library, hangup <-chan os.Signal) error {
	look := func() <-chan time.Time {
		within, cancel := context.WithTimeout(ctx, lookEvery)
		defer cancel()
		scope, err := lib.Scope(within, corpus.Query{})
		if err == nil { // and whether its shards can be searched
			_, _, err = lib.List(within, corpus.Listing{})
		}
		before := s.state()
		switch {
		case ctx.Err() != nil:
		case err != nil:
			if before.IndexOpen || before.Fault == "" {
				s.log.Error("the coverage cannot be reached; it is looked for again and again", "err", err)
			}
			s.failed(err, false)
		case !before.IndexOpen || before.Corpus.Version != scope.Version:
			s.loaded(scope, nil)
		}
		return time.After(lookEvery)
	}
	return whenever(ctx, nil, hangup, look(), look)
}

// tuneMemory gives back what loading took, for a process that stays. Until the next collection
// the heap may then grow by a quarter, since what is there stays, too; by default it would double.
func tuneMemory() {
	debug.FreeOSMemory()
	const leastGrowth = 16 << 20 // bytes; with less, collections of a small heap would never pause under load
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	debug.SetGCPercent(max(25, int(100*leastGrowth/max(m.HeapAlloc, 1))))
}
