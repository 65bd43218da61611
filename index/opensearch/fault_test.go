package opensearch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"onrecord/corpus"
	"onrecord/index"
)

// work searches and writes on several goroutines until stop is called, which returns the
// articles whose writing was acknowledged. Nothing may fail.
func work(t *testing.T, c *Cluster, writers int) (done func() int64, stop func() []string) {
	t.Helper()
	var (
		all     sync.WaitGroup
		over    atomic.Bool
		mu      sync.Mutex
		written []string
		actions atomic.Int64
	)
	for range 3 {
		all.Go(func() {
			for !over.Load() {
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				found, err := c.Candidates(ctx, has("lantern"))
				cancel()
				if err != nil || found.Total != 2 {
					t.Errorf("a search finds %d: %v", found.Total, err)
					return
				}
				actions.Add(1)
			}
		})
	}
	for w := range writers {
		all.Go(func() {
			for i := 0; !over.Load(); i++ {
				id := fmt.Sprintf("writer %d article %d", w, i)
				if err := c.Write(t.Context(), nil, additions(id, "a buoy")); err != nil {
					t.Errorf("write %s: %v", id, err)
					return
				}
				mu.Lock()
				written = append(written, id)
				mu.Unlock()
				actions.Add(1)
			}
		})
	}
	return actions.Load, func() []string {
		over.Store(true)
		all.Wait()
		return written
	}
}

// until waits until so many more actions are done.
func until(t *testing.T, done func() int64, more int64) {
	t.Helper()
	for want := done() + more; done() < want && !t.Failed(); {
		time.Sleep(10 * time.Millisecond)
	}
}

func lanterns(t *testing.T, c *Cluster) {
	t.Helper()
	if err := c.Write(t.Context(), nil, additions("one", "a lantern", "two", "another lantern")); err != nil {
		t.Fatal(err)
	}
}

func TestANodeDies(t *testing.T) {
	n := cluster(t)
	c := loaded(t, func(c *Config) { c.Replicas = 1 })
	lanterns(t, c)
	green(t)
	done, stop := work(t, c, 2)
	until(t, done, 20)
	n.Do(t, "kill", 2)
	until(t, done, 60)
	written := stop()
	n.Do(t, "revive", 2)
	green(t)
	found, err := c.Candidates(t.Context(), has("buoy"))
	if err != nil {
		t.Fatal(err)
	}
	held := map[string]bool{}
	for _, p := range found.Passages {
		held[p.Article] = true
	}
	for _, id := range written {
		if !held[id] {
			t.Errorf("%s is lost", id)
		}
	}
	if len(written) == 0 {
		t.Error("nothing was written")
	}
}

func TestANodeHangs(t *testing.T) {
	n := cluster(t)
	// A second for a node, a minute for a search: many times what is needed.
	c := loaded(t, func(c *Config) { c.Replicas, c.Timeout = 1, time.Second })
	lanterns(t, c)
	green(t)
	done, stop := work(t, c, 0)
	until(t, done, 20)
	n.Do(t, "pause", 3)
	for c.awake.preference("") == "" && !t.Failed() {
		time.Sleep(10 * time.Millisecond)
	}
	until(t, done, 60)
	// It hangs all the while.
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, n.URLs[2], nil)
	if err != nil {
		t.Fatal(err)
	}
	if res, err := http.DefaultClient.Do(req); err == nil {
		res.Body.Close()
		t.Error("the paused node answers")
	}
	until(t, done, 20)
	n.Do(t, "resume", 3)
	for c.awake.preference("") != "" && !t.Failed() {
		time.Sleep(10 * time.Millisecond)
	}
	until(t, done, 20)
	stop()
	green(t)
}

// TestLittleTime has a node hang for longer than there is time.
func TestLittleTime(t *testing.T) {
	direct := loaded(t)
	lanterns(t, direct)
	var asked atomic.Int64
	hangs := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		_, _ = io.Copy(io.Discard, r.Body) // or it is not told that it is given up
		<-r.Context().Done()
	}))
	t.Cleanup(hangs.Close)
	config := direct.config
	config.Addresses, config.Timeout = []string{hangs.URL, direct.config.Addresses[0]}, time.Minute
	c := openAs(t, config)
	for asked.Load() == 0 {
		ctx, cancel := context.WithTimeout(t.Context(), 8*time.Second)
		found, err := c.Candidates(ctx, has("lantern"))
		cancel()
		if err != nil || found.Total != 2 {
			t.Fatalf("%d are found: %v", found.Total, err)
		}
	}
}

func TestAllNodesAreAway(t *testing.T) {
	behind := proxy(t, func(http.ResponseWriter, *http.Request) bool { return false })
	server := httptest.NewServer(behind)
	address := server.Listener.Addr().String()
	direct := loaded(t)
	lanterns(t, direct)
	c := through(t, direct, "http://"+address)
	finds(t, c, "lantern", 2)
	server.CloseClientConnections()
	server.Close()
	for name, ask := range map[string]func() error{
		"candidates": func() error { _, err := c.Candidates(t.Context(), has("lantern")); return err },
		"coverage":   func() error { _, err := c.Coverage(t.Context()); return err },
		"entries":    func() error { _, err := c.Entries(t.Context(), []string{"one"}); return err },
		"people":     func() error { _, err := c.People(t.Context(), nil, 1, true); return err },
		"write":      func() error { return c.Write(t.Context(), nil, additions("three", "a lantern")) },
		"present":    func() error { _, err := c.Present(t.Context()); return err },
	} {
		began := time.Now()
		if err := ask(); !errors.Is(err, corpus.ErrAway) {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(began); took > c.config.Timeout {
			t.Errorf("%s takes %v to find out", name, took)
		}
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	again := httptest.NewUnstartedServer(behind)
	again.Listener.Close()
	again.Listener = l
	again.Start()
	t.Cleanup(again.Close)
	finds(t, c, "lantern", 2)
}

// TestTheServerIsBusy has a proxy refuse what is written the first time, in part.
func TestTheServerIsBusy(t *testing.T) {
	var bulks atomic.Int64
	server := httptest.NewServer(proxy(t, func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method != http.MethodPost || !slices.Contains(pathOf(r), "_bulk") || bulks.Add(1) > 1 {
			return false
		}
		// Of outlet, word, passage and article the server takes the first two.
		fmt.Fprint(w, `{"errors": true, "items": [{"create": {"status": 201}}, {"create": {"status": 409}},
			{"index": {"status": 429, "error": {"type": "rejected_execution_exception", "reason": "queue is full"}}},
			{"index": {"status": 429, "error": {"type": "rejected_execution_exception", "reason": "queue is full"}}}]}`)
		return true
	}))
	t.Cleanup(server.Close)
	direct := loaded(t)
	c := through(t, direct, server.URL)
	if err := c.Write(t.Context(), nil, additions("one", "lantern")); err != nil {
		t.Fatal(err)
	}
	if bulks.Load() != 2 {
		t.Errorf("%d bulk requests, want 2", bulks.Load())
	}
	finds(t, direct, "lantern", 1)
	if n, err := direct.Terms(t.Context(), index.Text, ""); err != nil || len(n) > 0 {
		t.Errorf("what was taken is sent again: %q, %v", n, err)
	}
}

func TestTheServerRefusesADocument(t *testing.T) {
	c := loaded(t)
	long := additions("too long", "lantern", "in order", "lantern")
	long[0].Documents[0].Outlet = string(make([]byte, 40_000)) // more than a term may have
	err := c.Write(t.Context(), nil, long)
	if err == nil || errors.Is(err, corpus.ErrAway) || !containsAll(err.Error(), `article "too long" is refused`, "immense term") {
		t.Errorf("%.300v", err)
	}
	if err := c.Write(t.Context(), nil, long[1:]); err != nil {
		t.Error(err)
	}
	finds(t, c, "lantern", 1)
}
