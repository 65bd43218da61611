package gateway

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"onrecord/bot/rest"
)

// A Config says which shards to keep connected, and what to do with their events.
// Token, HTTP, Log and Handle are needed.
type Config struct {
	Token string
	HTTP  *http.Client // for GET /gateway/bot
	Log   *slog.Logger
	// Handle gets every event but READY and RESUMED, those of one shard in order. It
	// must return soon: the shard waits for it. The data is its own to keep.
	Handle func(event string, data json.RawMessage)

	// Shards is how many shards there are, all of them in this process; 0 means as
	// many as Discord recommends. With Of above 0, this process runs shard number
	// Shard alone, out of Of.
	Shards    int
	Shard, Of int

	// Times are shorter in tests; the zero value means the default.
	Times Times
	// Dial connects to the gateway; nil means as usual, through the environment's
	// proxy if there is one.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// Times are how long things may take.
type Times struct {
	Ready        time.Duration // a connection, until it is ready: 20 s
	IdentifyGap  time.Duration // between two identifies of one kind: Discord wants 5 s, and they may be on their way for different times: 5.5 s
	InvalidPause time.Duration // after Op 9 at most; a fifth of it at least: 5 s, as Discord wants
	FirstWait    time.Duration // before the second attempt to connect; doubled from there on: 500 ms
	LastWait     time.Duration // at most: a minute
	Healthy      time.Duration // a connection that lasted so long was good: 30 s
}

func (t *Times) setDefaults() {
	for _, d := range []struct {
		of        *time.Duration
		otherwise time.Duration
	}{
		{&t.Ready, 20 * time.Second}, {&t.IdentifyGap, 5500 * time.Millisecond}, {&t.InvalidPause, 5 * time.Second},
		{&t.FirstWait, 500 * time.Millisecond}, {&t.LastWait, time.Minute}, {&t.Healthy, 30 * time.Second},
	} {
		if *d.of == 0 {
			*d.of = d.otherwise
		}
	}
}

// A Gateway keeps the shards of a process connected.
type Gateway struct {
	cfg        Config
	api        *rest.Client // asks once: what comes next is decided here
	dialer     *websocket.Dialer
	identifies identifies

	mu     sync.Mutex
	shards []*shard
}

// New returns a gateway that is not connected yet.
func New(cfg Config) (*Gateway, error) {
	switch {
	case cfg.Token == "":
		return nil, errors.New("gateway: there is no token")
	case cfg.Shards < 0 || cfg.Of < 0:
		return nil, errors.New("gateway: a negative number of shards")
	case cfg.Of > 0 && (cfg.Shard < 0 || cfg.Shard >= cfg.Of):
		return nil, fmt.Errorf("gateway: there is no shard %d of %d", cfg.Shard, cfg.Of)
	}
	cfg.Times.setDefaults()
	if cfg.Dial == nil {
		cfg.Dial = (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}).DialContext
	}
	return &Gateway{cfg: cfg, api: &rest.Client{HTTP: cfg.HTTP, Token: cfg.Token}, dialer: &websocket.Dialer{
		Proxy:            http.ProxyFromEnvironment,
		HandshakeTimeout: cfg.Times.Ready,
		NetDialContext:   cfg.Dial,
	}}, nil
}

// Run keeps the shards connected until ctx ends, and then closes them; its error is
// nil then. It ends before with [ErrToken] or a [*FatalError], when no further attempt
// could succeed.
func (g *Gateway) Run(ctx context.Context) error {
	numbers, of, err := g.plan(ctx)
	if err != nil {
		return ended(ctx, err)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var running sync.WaitGroup
	g.mu.Lock()
	for _, n := range numbers {
		s := newShard(g, n, of)
		g.shards = append(g.shards, s)
		running.Go(func() {
			if err := s.run(ctx); err != nil {
				cancel(err) // what one of them cannot heal, none of them can
			}
		})
	}
	g.mu.Unlock()
	running.Wait()
	return ended(ctx, context.Cause(ctx))
}

// ended returns err unless it is only the end that was asked for.
func ended(ctx context.Context, err error) error {
	var lasting *FatalError
	if ctx.Err() == nil || errors.Is(err, ErrToken) || errors.As(err, &lasting) {
		return err
	}
	return nil
}

// plan returns the numbers of the shards that this process runs, and how many there
// are in all. It asks Discord until there is an answer.
func (g *Gateway) plan(ctx context.Context) (numbers []int, of int, err error) {
	facts, err := g.ask(ctx)
	for wait := g.cfg.Times.FirstWait; err != nil; wait = min(2*wait, g.cfg.Times.LastWait) {
		if err := g.pause(ctx, wait, err); err != nil {
			return nil, 0, err
		}
		facts, err = g.ask(ctx)
	}
	if g.cfg.Of > 0 {
		return []int{g.cfg.Shard}, g.cfg.Of, nil
	}
	of = cmp.Or(g.cfg.Shards, facts.Shards)
	for n := range of {
		numbers = append(numbers, n)
	}
	return numbers, of, nil
}

// pause lets Discord's fault pass; it fails at once with one that does not.
func (g *Gateway) pause(ctx context.Context, wait time.Duration, fault error) error {
	if errors.Is(fault, ErrToken) || ctx.Err() != nil {
		return fault
	}
	wait = max(wait, wantedPause(fault))
	g.cfg.Log.Warn("Discord's gateway cannot be asked for", "err", fault, "again in", wait.Round(time.Millisecond))
	return rest.Sleep(ctx, wait)
}

// A Status is how a shard is at one moment.
type Status struct {
	ID      int
	Ready   bool          // it has a session, and its heartbeats are acknowledged
	Since   time.Time     // when Ready last changed
	Latency time.Duration // from the last heartbeat to its acknowledgement; 0 before the first

	Connects, Resumes, Identifies uint64 // since the start
}

// Status tells how the shards of this process are; none are before Run knows them.
func (g *Gateway) Status() []Status {
	g.mu.Lock()
	defer g.mu.Unlock()
	out := make([]Status, len(g.shards))
	for i, s := range g.shards {
		out[i] = s.now()
	}
	return out
}
