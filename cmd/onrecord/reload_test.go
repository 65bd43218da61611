package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"onrecord/bot/ops"
	"onrecord/commands"
	"onrecord/corpus"
)

// A tide is a library that can be reached now and then.
type tide struct {
	commands.Library
	out     atomic.Bool
	version atomic.Int32
}

func (t *tide) Close() error { return nil }

func (t *tide) Scope(context.Context, corpus.Query) (corpus.Scope, error) {
	if t.out.Load() {
		return corpus.Scope{}, fmt.Errorf("ask three nodes: %w", corpus.ErrAway)
	}
	return corpus.Scope{Articles: 5, Version: fmt.Sprint("v", t.version.Load()), To: "2021-03-04"}, nil
}

func (t *tide) List(context.Context, corpus.Listing) ([]*corpus.Article, int, error) {
	return nil, 5, nil
}

// TestLookAfterTellsReadiness of a cluster that goes and comes back with other articles.
func TestLookAfterTellsReadiness(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log strings.Builder
		s := &server{log: slog.New(slog.NewTextHandler(&log, nil)), known: ops.State{Mode: ops.Webhook}}
		lib := &tide{}
		lib.out.Store(true)
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan struct{})
		hangup := make(chan os.Signal)
		go func() {
			_ = s.lookAfter(ctx, lib, hangup)
			close(ended)
		}()
		state := func(open bool, version, fault string) {
			t.Helper()
			synctest.Wait()
			if st := s.state(); st.IndexOpen != open || st.Corpus.Version != version || !strings.Contains(st.Fault, fault) || (fault == "") != (st.Fault == "") {
				t.Errorf("open %t, version %q, fault %q; want %t, %q, %q", st.IndexOpen, st.Corpus.Version, st.Fault, open, version, fault)
			}
		}
		state(false, "", "cannot be reached")
		lib.out.Store(false)
		time.Sleep(lookEvery) // of the bubble's clock
		state(true, "v0", "")
		lib.version.Store(1)
		time.Sleep(lookEvery)
		state(true, "v1", "")
		lib.version.Store(2)
		hangup <- syscall.SIGHUP // it looks at once
		state(true, "v2", "")
		lib.out.Store(true)
		time.Sleep(3 * lookEvery)
		state(false, "v2", "cannot be reached")
		if n := strings.Count(log.String(), "cannot be reached; it is looked for"); n != 2 {
			t.Errorf("it is logged %d times, want 2:\n%s", n, log.String())
		}
		cancel()
		<-ended
	})
}

// TestReloadThatIsNotIndexedIsTriedAgain, and readiness says whether anything can be searched.
func TestReloadThatIsNotIndexedIsTriedAgain(t *testing.T) {
	s := &server{log: slog.New(slog.DiscardHandler), set: settings{paths: []string{builtin}, dataDir: t.TempDir()}}
	s.set.bot.Log = s.log
	lib, err := s.set.open(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	here := lib.(*local)
	s.loaded(here.corpus.Scope(), nil)
	if again := s.reload(t.Context(), here); again != nil || !s.state().IndexOpen || s.state().Fault != "" {
		t.Errorf("reloaded: %+v", s.state())
	}
	if err := here.Close(); err != nil { // as if its engine were lost
		t.Fatal(err)
	}
	if again := s.reload(t.Context(), here); again == nil || s.state().IndexOpen || s.state().Fault == "" {
		t.Errorf("not reloaded: %+v", s.state())
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	times, again := 0, make(chan time.Time, 1)
	again <- time.Time{}
	err = whenever(ctx, nil, nil, again, func() <-chan time.Time {
		if times++; times == 2 {
			cancel()
		}
		again <- time.Time{}
		return again
	})
	if err != nil || times < 2 {
		t.Errorf("tried %d times, %v", times, err)
	}
}
