package bot

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	"onrecord/bot/ops"
)

// fatalCodes are the close codes after which a bot must not come back (Discord's
// documentation, Gateway Close Event Codes), with what to do.
var fatalCodes = map[int]string{
	4010: "it refuses this shard: check SHARDS, SHARD_ID and SHARD_COUNT",
	4011: "the bot is in too many servers for one connection: leave SHARDS empty, so that Discord's recommendation is used",
	4012: "it no longer supports this version of its gateway: update onrecord",
	4013: "it does not know the intents that the bot asks for: update onrecord",
	4014: "it does not allow the intents that the bot asks for: update onrecord",
}

// A shard keeps one of the bot's shards connected.
type shard struct {
	*gateway
	id, count int
	log       *slog.Logger
	status    *ops.Shard // guarded by the gateway's mu
}

func (s *shard) note(change func(*ops.Shard)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	was := s.status.Ready
	if change(s.status); s.status.Ready != was {
		s.status.Since = time.Now()
	}
}

// supervise connects, watches and connects again, until ctx ends or Discord does not want
// the bot back. A session is resumed once; what does not become ready is given up.
func (s *shard) supervise(ctx context.Context, facts *discordgo.GatewayBotResponse) (err error) {
	var l *link // nil: a new session has to be begun
	for failures := 0; ; {
		if l == nil {
			l = s.newLink()
			if l.turn, err = s.turn(ctx, facts.SessionStartLimit); err != nil {
				return err
			}
		}
		ready, err := l.run(ctx, facts.URL)
		s.note(func(st *ops.Shard) { st.Ready = false })
		var closed *websocket.CloseError
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.As(err, &closed) && closed.Code == 4004:
			return ErrToken
		case errors.As(err, &closed) && fatalCodes[closed.Code] != "":
			return fmt.Errorf("Discord has closed the gateway for good (%d): %s", closed.Code, fatalCodes[closed.Code])
		case ready:
			failures = 0
		}
		if !ready || l.lost.Load() {
			l = nil
		}
		most := s.times.retry
		if limit := facts.SessionStartLimit; limit.Remaining < limit.Total/2 {
			most = s.times.spare // sessions have to last for the day
		}
		wait := s.times.backoff(failures, most)
		failures++
		s.log.Warn("the connection to Discord has ended", "err", err, "resume", l != nil, "again in", wait.Round(time.Millisecond))
		if err := sleep(ctx, wait); err != nil {
			return err
		}
		if facts, err = s.ask(ctx); err != nil {
			return err
		}
	}
}

// A link is one discordgo session, over its connections.
type link struct {
	*shard
	session *discordgo.Session
	socket  atomic.Pointer[socket]
	ready   chan struct{}         // READY or RESUMED came
	gone    chan struct{}         // discordgo has let go of the connection
	began   atomic.Int32          // sessions begun on this connection
	turn    func(identified bool) // to be given on; nil when it is
	lost    atomic.Bool           // discordgo is stuck, or Discord ends each session at once
}

func (s *shard) newLink() *link {
	l := &link{shard: s, session: newSession(s.token, nil), ready: make(chan struct{}, 1), gone: make(chan struct{}, 1)}
	l.session.ShardID, l.session.ShardCount = s.id, s.count
	connected := func(resumed bool) {
		if l.lost.Load() {
			return // of what was on its way when the session was given up
		}
		l.socket.Load().ready.Store(true)
		s.note(func(st *ops.Shard) {
			st.Ready = true
			if resumed {
				st.Resumes++
			} else {
				st.Identifies++
			}
		})
		s.log.Info("connected to Discord", "resumed", resumed)
		signal(l.ready)
	}
	// These run in discordgo's reading goroutine, some of them under its lock.
	l.session.AddHandler(func(*discordgo.Session, *discordgo.Ready) {
		if l.began.Add(1) > maxBegun {
			l.lost.Store(true)
			_ = l.socket.Load().Close() // at once: discordgo identifies for every Op 9
		}
		connected(false)
	})
	l.session.AddHandler(func(*discordgo.Session, *discordgo.Resumed) { connected(true) })
	l.session.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) { signal(l.gone) })
	l.session.AddHandler(s.handle)
	return l
}

const (
	maxBegun    = 2               // sessions on one connection: more are a fault of Discord's
	closeWithin = 3 * time.Second // discordgo sleeps for one before it lets go of a connection
)

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

var (
	errUnready = errors.New("the gateway did not let the bot in in time")
	errZombie  = errors.New("Discord acknowledges no heartbeats any more")
	errEnded   = errors.New("Discord has closed it, or it broke off")
)

// run opens the session and watches it until the connection ends, and reports whether it
// was ready.
func (l *link) run(ctx context.Context, address string) (ready bool, err error) {
	dialling, cancel := context.WithCancel(ctx)
	defer cancel()
	l.socket.Store(nil)
	l.began.Store(0)
	for _, c := range []chan struct{}{l.ready, l.gone} {
		select {
		case <-c: // of the connection before
		default:
		}
	}
	l.session.Dialer = dialer(dialling, l.times.ready, func(s *socket) { l.socket.Store(s) })
	l.session.Client = &http.Client{Transport: gatewayAddress(address)}
	l.note(func(st *ops.Shard) { st.Connects++ })
	defer func() { l.giveOn(l.socket.Load() != nil) }()
	opened := make(chan error, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				opened <- fmt.Errorf("discordgo: %v", p)
			}
		}()
		opened <- l.session.Open()
	}()
	limit, tick := time.After(l.times.ready), time.Tick(l.times.check)
	var acks heartbeats
	var zombie error
	for {
		select {
		case <-ctx.Done():
			if s := l.socket.Load(); s != nil && ready {
				s.leave()
			}
			l.abandon(cancel)
			return ready, ctx.Err()
		case err := <-opened:
			if err != nil {
				l.lost.Store(true)
				return ready, err
			}
		case <-l.ready:
			ready = true
			l.giveOn(true)
			limit = nil
			acks = heartbeats{writes: l.socket.Load().writes.Load()}
		case <-l.gone:
			return ready, cmp.Or(zombie, errEnded)
		case <-limit:
			l.abandon(cancel)
			return ready, cmp.Or(zombie, errUnready)
		case <-tick:
			if ready && zombie == nil && acks.missed(l) {
				zombie, limit = errZombie, time.After(closeWithin)
				_ = l.socket.Load().Close()
			}
		}
	}
}

func (l *link) giveOn(identified bool) {
	if l.turn != nil {
		l.turn(identified)
		l.turn = nil
	}
}

// abandon gives the session up, whatever discordgo is doing with it.
func (l *link) abandon(cancel context.CancelFunc) {
	cancel()
	if s := l.socket.Load(); s != nil {
		_ = s.Close()
	}
	l.lost.Store(true)
}

// heartbeats are those of a connection that is ready: it writes nothing else.
type heartbeats struct {
	acked  time.Time
	writes int64 // when the last acknowledgement was seen
}

// missed reports whether two heartbeats have no acknowledgement although another one has
// been sent since.
func (h *heartbeats) missed(l *link) bool {
	s := l.socket.Load()
	if l.session.TryRLock() { // Open and Close hold it for seconds
		acked := l.session.LastHeartbeatAck
		l.session.RUnlock()
		if !acked.Equal(h.acked) {
			h.acked, h.writes = acked, s.writes.Load()
			if took := acked.Sub(time.Unix(0, s.lastWrite.Load())); took > 0 {
				l.note(func(st *ops.Shard) { st.Latency = took })
			}
		}
	}
	return s.writes.Load()-h.writes > 2
}

// A gatewayAddress answers the only request of a session that connects, for the gateway's
// address, with what Discord has just said of it.
type gatewayAddress string

func (a gatewayAddress) RoundTrip(*http.Request) (*http.Response, error) {
	body, _ := json.Marshal(map[string]string{"url": string(a)}) // cannot fail
	return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(bytes.NewReader(body))}, nil
}
