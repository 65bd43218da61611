package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
	"golang.org/x/sync/errgroup"
	"golang.org/x/time/rate"

	"onrecord/bot/ops"
)

// times are how long things may take. Tests have shorter ones.
type times struct {
	ready    time.Duration // a connection, until it is ready
	identify time.Duration // between two identifies: Discord wants 5 s (Gateway, "Rate Limiting")
	frame    time.Duration // between two frames to the gateway, after the first few
	idle     time.Duration // without a frame from the gateway, which acknowledges a heartbeat every 41 s
	first    time.Duration // of a backoff
	retry    time.Duration // the longest pause between two attempts
}

var usualTimes = times{
	ready: 7 * time.Second, identify: 5500 * time.Millisecond, frame: 5 * time.Second, idle: 100 * time.Second,
	first: 500 * time.Millisecond, retry: 3 * time.Second,
}

// A gateway is what the shards of a process share: what Discord says of its gateway, and
// the turns in which they identify.
type gateway struct {
	cfg        *Config
	handle     func(*discordgo.Session, *discordgo.Event)
	identifies *rate.Limiter

	mu     sync.Mutex
	shards []ops.Shard
}

// fetchInfo asks what Discord says of its gateway until there is an answer; only a refused
// token ends it.
func (g *gateway) fetchInfo(ctx context.Context) (*discordgo.GatewayBotResponse, error) {
	for failures := 0; ; failures++ {
		facts, err := g.cfg.session.GatewayBot(discordgo.WithContext(ctx))
		if err = cleaned(err); err == nil || errors.Is(err, ErrToken) {
			return facts, err
		}
		wait := g.cfg.times.backoff(failures)
		g.cfg.Log.Warn("Discord cannot be asked for its gateway", "err", err, "again in", wait.Round(time.Millisecond))
		if err := sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
}

// backoff is the pause after so many failures in a row: doubled each time, and half of it
// by chance, so that not all bots come at once.
func (t times) backoff(failures int) time.Duration {
	d := min(t.first<<min(failures, 20), t.retry)
	return d/2 + rand.N(d/2)
}

// waitToIdentify waits until a shard may identify. One does at a time, which is as Discord
// wants it for all but the largest bots.
func (g *gateway) waitToIdentify(ctx context.Context, limit discordgo.SessionInformation) error {
	if limit.Total > 0 && limit.Remaining <= 0 {
		wait := time.Duration(limit.ResetAfter) * time.Millisecond
		g.cfg.Log.Error("Discord lets the bot begin no more sessions today", "again in", wait)
		_ = sleep(ctx, wait) // the next line fails as well where ctx ends
	}
	return g.identifies.Wait(ctx)
}

// run keeps this process's shards connected until ctx ends. Its error says why Discord does
// not want the bot back.
func (g *gateway) run(ctx context.Context, facts *discordgo.GatewayBotResponse) error {
	first, last, count := g.cfg.Shard, g.cfg.Shard, g.cfg.Of
	if count == 0 {
		count = max(cmp.Or(g.cfg.Shards, facts.Shards), 1)
		first, last = 0, count-1
	}
	running, ctx := errgroup.WithContext(ctx) // what ends one shard ends all
	g.mu.Lock()
	g.shards = make([]ops.Shard, last-first+1)
	for i := range g.shards {
		id := first + i
		g.shards[i] = ops.Shard{ID: id, Since: time.Now()}
		s := &shard{gateway: g, id: id, count: count, log: g.cfg.Log.With("shard", id), status: &g.shards[i]}
		running.Go(func() error { return s.supervise(ctx, facts) })
	}
	g.mu.Unlock()
	return running.Wait()
}

// fatalCodes are the close codes after which a bot must not come back (Discord's
// documentation, Gateway Close Event Codes), with what to do.
var fatalCodes = map[int]error{
	4004: ErrToken,
	4010: errors.New("it refuses this shard: check SHARDS, SHARD_ID and SHARD_COUNT"),
	4011: errors.New("the bot is in too many servers for one connection: leave SHARDS empty, so that Discord's recommendation is used"),
	4012: errors.New("it no longer supports this version of its gateway: update onrecord"),
	4013: errors.New("it does not know the intents that the bot asks for: update onrecord"),
	4014: errors.New("it does not allow the intents that the bot asks for: update onrecord"),
}

// A shard keeps one of the bot's shards connected.
type shard struct {
	*gateway
	id, count int
	log       *slog.Logger
	status    *ops.Shard // guarded by the gateway's mu
}

func (s *shard) setReady(ready bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.status.Ready != ready {
		s.status.Ready, s.status.Since = ready, time.Now()
	}
}

// supervise connects, watches and connects again, until ctx ends or Discord does not want
// the bot back. A session is resumed once; what does not become ready is given up.
func (s *shard) supervise(ctx context.Context, facts *discordgo.GatewayBotResponse) error {
	var session *discordgo.Session // nil: a new one has to be begun
	for failures := 0; ; {
		if session == nil {
			if err := s.waitToIdentify(ctx, facts.SessionStartLimit); err != nil {
				return err
			}
			session = newSession(s.cfg.Token, s.cfg.HTTP)
			session.ShardID, session.ShardCount = s.id, s.count
			session.AddHandler(s.handle)
		}
		ready, resumable, err := s.connect(ctx, session)
		s.setReady(false)
		closed, ok := errors.AsType[*websocket.CloseError](err)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case ok && fatalCodes[closed.Code] != nil:
			return fmt.Errorf("gateway closed for good (%d): %w", closed.Code, fatalCodes[closed.Code])
		case ready:
			failures = 0
		}
		if !ready || !resumable {
			session = nil
		}
		wait := s.cfg.times.backoff(failures)
		failures++
		s.log.Warn("the connection to Discord has ended", "err", err, "resume", session != nil, "again in", wait.Round(time.Millisecond))
		if err := sleep(ctx, wait); err != nil {
			return err
		}
		if facts, err = s.fetchInfo(ctx); err != nil {
			return err
		}
	}
}

func signal(c chan bool, v bool) {
	select {
	case c <- v:
	default: // one is on its way
	}
}

// connect opens the session and waits until the connection ends. It reports whether
// the session was ready, and whether it may be resumed: discordgo is not stuck in it.
func (s *shard) connect(ctx context.Context, session *discordgo.Session) (ready, resumable bool, err error) {
	dialling, cancel := context.WithCancel(ctx)
	defer cancel()
	var conn atomic.Pointer[socket]
	defer func() {
		if c := conn.Load(); c != nil && !ready { // discordgo may be stuck on it
			_ = c.Close()
		}
	}()
	session.Dialer = dialer(dialling, s.cfg.times, conn.Store)
	begun, gone, opened := make(chan bool, 1), make(chan bool, 1), make(chan error, 1)
	// These run in discordgo's goroutines, some of them under its lock.
	defer session.AddHandler(func(*discordgo.Session, *discordgo.Ready) { signal(begun, true) })()
	defer session.AddHandler(func(*discordgo.Session, *discordgo.Resumed) { signal(begun, false) })()
	defer session.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) { signal(gone, true) })()
	go func() { opened <- session.Open() }()
	limit := time.After(s.cfg.times.ready)
	for {
		select {
		case err := <-opened:
			if err != nil {
				return ready, false, err
			}
		case identified := <-begun:
			ready, limit = true, nil
			s.setReady(true)
			s.log.Info("connected to Discord", "resumed", !identified)
		case <-gone:
			return ready, true, errors.New("connection closed by Discord, broken off or silent")
		case <-limit:
			return false, false, errors.New("gateway not ready in time")
		case <-ctx.Done():
			if !ready {
				return false, false, ctx.Err()
			}
			// discordgo closes the session in its own way, with a close frame.
			return true, false, conn.Load().SetReadDeadline(time.Now())
		}
	}
}
