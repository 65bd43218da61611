package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	"onrecord/bot/ops"
)

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
