package bot

import (
	"context"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
	"golang.org/x/time/rate"
)

// newHTTPClient returns the client for everything but the gateway's socket.
func newHTTPClient() *http.Client {
	t := http.DefaultTransport.(*http.Transport).Clone()
	// All requests share one connection. When the network has swallowed it, every try would
	// go the same way for minutes.
	t.HTTP2 = &http.HTTP2Config{SendPingTimeout: 3 * time.Second, PingTimeout: 2 * time.Second}
	return &http.Client{Transport: t}
}

// newSession returns a discordgo session that retries and reconnects nothing by itself:
// it does so without end, whatever becomes of the context. The client is a guarded one.
func newSession(token string, client *http.Client) *discordgo.Session {
	s, _ := discordgo.New("") // fails for nothing
	if token != "" {
		s.Token = "Bot " + token
	}
	s.Client = client
	// As Discord asks every client to name itself (Reference, "User Agent").
	s.UserAgent = "DiscordBot (https://github.com/bwmarrin/discordgo, v" + discordgo.VERSION + ") onrecord"
	s.Identify.Intents = discordgo.IntentsNone
	s.StateEnabled = false
	s.SyncEvents = true // the dispatcher has goroutines of its own
	s.Compress = false
	s.ShouldReconnectOnError = false
	s.ShouldRetryOnRateLimit = false
	s.MaxRestRetries = 0
	s.LogLevel = -1 // it would print to standard error
	return s
}

// A socket is the connection beneath discordgo's WebSocket. With it the supervisor can
// end a connection that discordgo is stuck on. A failed write closes it and is not
// reported: so only discordgo's reading goroutine ever closes the session, where two that
// do would race for it (discordgo issue 1702).
type socket struct {
	net.Conn
	// idle closes it when nothing has come for so long: heartbeats are no longer
	// acknowledged.
	idle     *time.Timer
	idleFor  time.Duration
	upgraded atomic.Bool // the handshakes of TLS, of a proxy and of the WebSocket are over
	// frames bounds what is written then: discordgo identifies for every Op 9, at once and
	// without end, and Discord allows 1,000 identifies a day.
	frames *rate.Limiter
}

// frameBurst is how many frames may go out at once: an identify or a resume, what Discord
// asks for after it, and a heartbeat.
const frameBurst = 4

// dialer returns a dialer whose connections are sockets, handed to use when they stand.
func dialer(ctx context.Context, t times, use func(*socket)) *websocket.Dialer {
	plain := net.Dialer{Timeout: t.ready, KeepAlive: 30 * time.Second}
	return &websocket.Dialer{
		Proxy:            http.ProxyFromEnvironment,
		HandshakeTimeout: t.ready,
		NetDialContext: func(_ context.Context, network, address string) (net.Conn, error) {
			c, err := plain.DialContext(ctx, network, address)
			if err != nil {
				return nil, err
			}
			idle := time.AfterFunc(t.idle, func() { _ = c.Close() })
			s := &socket{Conn: c, idle: idle, idleFor: t.idle, frames: rate.NewLimiter(rate.Every(t.frame), frameBurst)}
			use(s)
			return s, nil
		},
	}
}

// Read implements [net.Conn].
func (s *socket) Read(p []byte) (int, error) {
	n, err := s.Conn.Read(p)
	s.idle.Reset(s.idleFor)
	return n, err
}

// Write implements [net.Conn]; it never fails.
func (s *socket) Write(p []byte) (int, error) {
	if s.upgraded.Load() && !s.frames.Allow() {
		_ = s.Close()
	}
	if _, err := s.Conn.Write(p); err != nil {
		_ = s.Close()
	}
	return len(p), nil
}

// SetDeadline implements [net.Conn]. gorilla/websocket lifts the deadline when it has shaken
// hands.
func (s *socket) SetDeadline(t time.Time) error {
	if t.IsZero() {
		s.upgraded.Store(true)
	}
	return s.Conn.SetDeadline(t)
}
