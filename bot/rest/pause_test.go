package rest_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"onrecord/bot/discordtest"
	"onrecord/bot/rest"
)

// TestAPauseIsEverybodys: after a 429 that is meant for all, no request is made.
func TestAPauseIsEverybodys(t *testing.T) {
	const other = "GET /gateway"
	for name, test := range map[string]struct {
		fault discordtest.Fault
		all   bool
	}{
		"of the route": {discordtest.RateLimited(other, "user", time.Minute), false},
		"for all":      {discordtest.RateLimited(other, "global", time.Minute), true},
		"of the proxy": {discordtest.CloudflareLimited(other, time.Minute), true},
	} {
		srv := discordtest.New(t)
		srv.Fault(test.fault)
		c := patient(srv)
		e := failed(t, c.Do(t.Context(), rest.Request{Method: "GET", Path: "/gateway"}))
		if e.Kind != rest.SlowDown || e.After != time.Minute {
			t.Errorf("%s: %+v", name, e)
		}
		err := ask(t.Context(), c)
		if !test.all {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if e := failed(t, err); e.Kind != rest.SlowDown || e.After > time.Minute || e.After < 50*time.Second || srv.Count(me) != 0 {
			t.Errorf("%s: %+v, and %d requests", name, e, srv.Count(me))
		}
	}
}

// TestAPauseIsWaitedFor where there is the patience, by those who did not cause it too.
func TestAPauseIsWaitedFor(t *testing.T) {
	const pause = 200 * time.Millisecond
	srv := discordtest.New(t)
	srv.Fault(discordtest.RateLimited("GET /gateway", "global", pause))
	c := patient(srv)
	c.Tries = 0
	begun := time.Now()
	if e := failed(t, c.Do(t.Context(), rest.Request{Method: "GET", Path: "/gateway"})); e.After != pause {
		t.Fatalf("%+v", e)
	}
	short, cancel := context.WithTimeout(t.Context(), pause/2)
	defer cancel()
	if e := failed(t, ask(short, c)); e.Kind != rest.SlowDown || short.Err() != nil {
		t.Errorf("without room for the pause: %v", e)
	}
	if err := ask(t.Context(), c); err != nil || time.Since(begun) < pause {
		t.Errorf("%v, after %v", err, time.Since(begun))
	}
	if n := srv.Count(me); n != 1 {
		t.Errorf("%d requests", n)
	}
}

func TestPace(t *testing.T) {
	srv := discordtest.New(t)
	c := &rest.Client{HTTP: srv.Client(), Token: srv.Token(), Pace: 20 * time.Millisecond}
	begun, done := time.Now(), make(chan error)
	for range 5 {
		go func() { done <- ask(t.Context(), c) }()
	}
	for range 5 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if took := time.Since(begun); took < 4*c.Pace {
		t.Errorf("five requests took %v", took)
	}
}

func TestTheContextEnds(t *testing.T) {
	for name, fault := range map[string]discordtest.Fault{
		"in a pause":   discordtest.RateLimited(me, "user", 50*time.Second),
		"in a request": {Route: me, Hang: true},
	} {
		srv := discordtest.New(t)
		h := srv.Fault(always(fault))
		ctx, cancel := context.WithCancel(t.Context())
		c := patient(srv)
		c.Patience = time.Minute
		done := make(chan error)
		go func() { done <- ask(ctx, c) }()
		srv.WaitFor("the fault", func(discordtest.Stats) bool { return h.Hits() > 0 })
		cancel()
		select {
		case err := <-done:
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%s: %v", name, err)
			}
		case <-time.After(5 * time.Second):
			t.Fatalf("%s: it goes on", name)
		}
	}
	srv := discordtest.New(t)
	srv.Fault(always(discordtest.RateLimited(me, "user", 500*time.Millisecond)))
	ctx, cancel := context.WithTimeout(t.Context(), 400*time.Millisecond)
	defer cancel()
	err := ask(ctx, patient(srv))
	if e := failed(t, err); e.Kind != rest.SlowDown || !errors.Is(err, context.DeadlineExceeded) || ctx.Err() != nil {
		t.Errorf("a wait that there is no room for: %v", err)
	}
}
