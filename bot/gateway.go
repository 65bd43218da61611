package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// A gateway keeps a session connected. discordgo's own reconnecting is switched
// off: it never ends, not even when the session is closed or the token revoked,
// and Open can wait for ever for a Discord that says nothing.
type gateway struct {
	session *discordgo.Session
	log     *slog.Logger
	check   func(context.Context) error // that the token is still good

	lost chan struct{} // a connection that was open has ended

	mu   sync.Mutex
	conn net.Conn // the newest connection
}

// openWithin is how long Discord may take to let us in: three messages.
const openWithin = 20 * time.Second

// Back-off between attempts to connect: doubled each time, with jitter.
const (
	firstWait = 500 * time.Millisecond
	lastWait  = time.Minute
)

func newGateway(s *discordgo.Session, log *slog.Logger, check func(context.Context) error) *gateway {
	g := &gateway{session: s, log: log, check: check, lost: make(chan struct{}, 1)}
	s.ShouldReconnectOnError = false
	s.LogLevel = -1 // it would write to standard error, past the log
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}
	s.Dialer = &websocket.Dialer{
		Proxy:            http.ProxyFromEnvironment,
		HandshakeTimeout: 10 * time.Second,
		NetDialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			c, err := dialer.DialContext(ctx, network, addr)
			if err == nil {
				g.mu.Lock()
				g.conn = c
				g.mu.Unlock()
			}
			return c, err
		},
	}
	s.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) {
		select {
		case g.lost <- struct{}{}:
		default:
		}
	})
	return g
}

// run keeps the session connected until ctx ends or the token is refused.
func (g *gateway) run(ctx context.Context) error {
	wait := firstWait
	for {
		select {
		case <-g.lost: // of an attempt before
		default:
		}
		err := g.open(ctx)
		if err == nil {
			wait = firstWait
			select {
			case <-ctx.Done():
			case <-g.lost:
				err = errors.New("the connection ended")
			}
		}
		if ctx.Err() != nil {
			return g.close()
		}
		g.log.Warn("not connected to Discord", "err", err, "again in", wait.Round(time.Millisecond))
		select {
		case <-ctx.Done():
			return g.close()
		case <-time.After(wait/2 + rand.N(wait/2)):
		}
		wait = min(2*wait, lastWait)
		if err := g.check(ctx); errors.Is(err, ErrToken) {
			return errors.Join(err, g.close())
		}
	}
}

// open connects, and cuts the connection when that takes too long: Open itself
// knows neither context nor deadline.
func (g *gateway) open(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, openWithin)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- g.session.Open() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		g.cut()
		if err := <-done; err != nil {
			return fmt.Errorf("Discord does not let us in: %w", err)
		}
		return nil
	}
}

func (g *gateway) cut() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.conn != nil {
		_ = g.conn.Close()
	}
}

func (g *gateway) close() error {
	if err := g.session.Close(); err != nil {
		return fmt.Errorf("closing the gateway: %w", err)
	}
	return nil
}
