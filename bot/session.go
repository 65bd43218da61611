package bot

import (
	"context"
	"net"
	"net/http"
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
	s.UserAgent = userAgent
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
// end a connection that discordgo is stuck on. It ends itself when too much is written:
// discordgo identifies for every Op 9, at once and without end, and Discord allows 1,000
// identifies a day.
type socket struct {
	net.Conn
	writes *rate.Limiter
}

// writeBurst is how often may be written at once: for the handshakes of a proxy, of TLS and
// of the WebSocket, an identify or a resume, what Discord asks for after it, and a heartbeat.
const writeBurst = 12

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
			s := &socket{c, rate.NewLimiter(rate.Every(t.write), writeBurst)}
			use(s)
			return s, nil
		},
	}
}

// Write implements [net.Conn].
func (s *socket) Write(p []byte) (int, error) {
	if !s.writes.Allow() {
		_ = s.Close()
	}
	return s.Conn.Write(p)
}
