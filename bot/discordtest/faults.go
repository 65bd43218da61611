package discordtest

import (
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"path"
	"time"

	"github.com/gorilla/websocket"
)

// A Fault goes wrong with REST requests, and with the network. Without a
// Status, Delay, Hang, Drop or NoHost it does nothing.
type Fault struct {
	// Route says which requests it hits: a method and a path without /api/v10,
	// in the manner of path.Match, as "POST /interactions/*/*/callback". Empty
	// hits all. For NoHost, dialling the gateway through [Server.Dialer] is
	// "DIAL /gateway".
	Route string
	// Times is how many requests it hits: 0 means one, a negative number all.
	Times int
	// Skip is how many matching requests pass before it begins.
	Skip int

	// Delay waits before anything else. It ends early when the client goes.
	Delay time.Duration
	// Status answers with this status, Header and Body.
	Status int
	Header http.Header
	Body   string
	// After lets the request have its effect first, so that only its answer is
	// lost or late: without it the request is not looked at.
	After bool
	// Hang never answers.
	Hang bool
	// Drop closes the TCP connection without an answer.
	Drop bool
	// NoHost fails in the client's transport, as a failed look-up of the host.
	NoHost bool
}

// A fault counts the hits of a Fault.
type fault struct {
	Fault
	left, skip int
	hits       int
}

// A FaultHandle watches a fault and takes it back.
type FaultHandle struct {
	s *Server
	f *fault
}

// Hits is how many requests the fault hit.
func (h FaultHandle) Hits() int {
	h.s.mu.Lock()
	defer h.s.mu.Unlock()
	return h.f.hits
}

// Remove ends the fault.
func (h FaultHandle) Remove() {
	h.s.mu.Lock()
	defer h.s.mu.Unlock()
	h.f.left = 0
}

// Fault injects a fault. Of several that match, the oldest goes first.
func (s *Server) Fault(f Fault) FaultHandle {
	s.tb.Helper()
	if _, err := path.Match(f.Route, ""); err != nil {
		s.tb.Fatalf("discordtest: the route %q: %v", f.Route, err)
	}
	kept := &fault{Fault: f, left: f.Times, skip: f.Skip}
	if f.Times == 0 {
		kept.left = 1
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, kept)
	return FaultHandle{s, kept}
}

// hit takes the first fault that matches.
func (s *Server) hit(where string, network bool) *fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.faults {
		ok, _ := path.Match(f.Route, where)
		if f.left == 0 || f.NoHost != network || !ok && f.Route != "" {
			continue
		}
		if f.skip > 0 {
			f.skip--
			continue
		}
		f.left = max(f.left-1, -1)
		f.hits++
		return f
	}
	return nil
}

// restFault applies a fault to a request. It has answered when done; with
// after, the answer is to be given when the request has had its effect.
func (s *Server) restFault(w http.ResponseWriter, r *http.Request, where string) (after func(http.ResponseWriter), done bool) {
	f := s.hit(where, false)
	if f == nil {
		return nil, false
	}
	if f.After {
		return func(w http.ResponseWriter) {
			if !s.pause(r, f.Delay) {
				panic(http.ErrAbortHandler)
			}
			s.goWrong(f, w, r)
		}, false
	}
	if !s.pause(r, f.Delay) {
		panic(http.ErrAbortHandler)
	}
	if !f.Hang && !f.Drop && f.Status == 0 { // slow, that is all
		return nil, false
	}
	_, _ = io.Copy(io.Discard, io.LimitReader(r.Body, maxBody))
	s.goWrong(f, w, r)
	return nil, true
}

func (s *Server) goWrong(f *fault, w http.ResponseWriter, r *http.Request) {
	switch {
	case f.Hang:
		select {
		case <-r.Context().Done():
		case <-s.ctx.Done():
		}
		panic(http.ErrAbortHandler)
	case f.Drop:
		panic(http.ErrAbortHandler)
	}
	maps.Copy(w.Header(), f.Header)
	if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "application/json")
	}
	s.countInvalid(f.Status)
	w.WriteHeader(max(f.Status, 200))
	_, _ = io.WriteString(w, f.Body)
}

// pause waits unless the client or the server goes.
func (s *Server) pause(r *http.Request, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-r.Context().Done():
	case <-s.ctx.Done():
	}
	return false
}

func (s *Server) networkFault(method, apiPath, host string) error {
	if f := s.hit(method+" "+apiPath, true); f != nil {
		return dnsError(host)
	}
	return nil
}

// RateLimited is a 429 with Discord's JSON: topics/rate-limits, "Exceeding A
// Rate Limit". The scope is user, global or shared.
func RateLimited(route, scope string, retryAfter time.Duration) Fault {
	h := http.Header{"Retry-After": {fmt.Sprintf("%d", int((retryAfter+time.Second-1)/time.Second))}, "X-Ratelimit-Scope": {scope}}
	h.Set("X-RateLimit-Reset-After", fmt.Sprintf("%.3f", retryAfter.Seconds()))
	if scope == "global" {
		h.Set("X-RateLimit-Global", "true")
	}
	return Fault{Route: route, Status: http.StatusTooManyRequests, Header: h, Body: fmt.Sprintf(
		`{"message":"You are being rate limited.","retry_after":%.3f,"global":%t,"code":0}`, retryAfter.Seconds(), scope == "global")}
}

// CloudflareLimited is a 429 from the proxy before Discord: HTML, and a
// Retry-After.
func CloudflareLimited(route string, retryAfter time.Duration) Fault {
	return Fault{Route: route, Status: http.StatusTooManyRequests,
		Header: http.Header{"Content-Type": {"text/html; charset=UTF-8"}, "Retry-After": {fmt.Sprint(int(retryAfter.Seconds()))}},
		Body:   "<!doctype html>\n<html><head><title>Access denied | discord.com used Cloudflare to restrict access</title></head><body>error code: 1015</body></html>\n"}
}

// Broken is an answer of the proxy when Discord is not there: 500, 502, 503 …
// with an HTML body.
func Broken(route string, status int) Fault {
	return Fault{Route: route, Status: status, Header: http.Header{"Content-Type": {"text/html"}},
		Body: fmt.Sprintf("<html>\r\n<head><title>%d %s</title></head>\r\n<body>\r\n</body>\r\n</html>\r\n", status, http.StatusText(status))}
}

// Refused is an error of Discord's with its JSON code, as 403 and 50001.
func Refused(route string, status, code int, message string) Fault {
	return Fault{Route: route, Status: status, Body: fmt.Sprintf(`{"message":%q,"code":%d}`, message, code)}
}

// A GatewayFault goes wrong with new gateway connections. For those that are
// open there are methods: CloseGateway, CutGateway, Reconnect and so on.
type GatewayFault struct {
	// Connections is how many of the next connections it hits: 0 means one, a
	// negative number all.
	Connections int

	Status       int      // answers the handshake with this HTTP status
	NoHello      bool     // takes the connection and says nothing
	Silent       bool     // says Hello and nothing more
	Before       []string // frames after Hello, as {"op":7,"d":null}
	Instead      []string // frames in place of READY and RESUMED
	Close        int      // closes with this code in place of READY and RESUMED
	CutReady     bool     // breaks the TCP connection in the middle of READY
	RefuseResume bool     // answers a resume with Op 9 false
	NoACK        bool     // acknowledges no heartbeat
}

func (f GatewayFault) deaf() bool { return f.NoHello || f.Silent }

// FaultGateway injects a fault into the next connections.
func (s *Server) FaultGateway(f GatewayFault) {
	if f.Connections == 0 {
		f.Connections = 1
	}
	s.gw.mu.Lock()
	defer s.gw.mu.Unlock()
	s.gw.faults = append(s.gw.faults, &f)
}

// HealGateway ends all faults of the gateway.
func (s *Server) HealGateway() {
	s.gw.mu.Lock()
	defer s.gw.mu.Unlock()
	s.gw.faults, s.gw.noACK = nil, false
}

// nextFault is the fault of a new connection; the lock is held.
func (g *gateway) nextFault() GatewayFault {
	for _, f := range g.faults {
		if f.Connections != 0 {
			f.Connections = max(f.Connections-1, -1)
			return *f
		}
	}
	return GatewayFault{}
}

// each does something to every connection.
func (s *Server) each(do func(*gatewayConn)) {
	s.gw.mu.Lock()
	defer s.gw.mu.Unlock()
	for c := range s.gw.conns {
		if !c.closing {
			do(c)
		}
	}
}

// CloseGateway closes all connections with a code. 4004 and 4010 to 4014 forbid
// another connection: see [Server.Restarted]. 4007 and 4009 end the sessions.
func (s *Server) CloseGateway(code int, reason string) {
	s.each(func(c *gatewayConn) {
		if ses := c.session; ses != nil && (code == 4007 || code == 4009) {
			delete(s.gw.sessions, ses.id)
		}
		c.shut(code, reason)
	})
}

// Restarted says that the bot was started anew by hand, so that it may connect
// although a close code forbade it.
func (s *Server) Restarted() {
	s.gw.mu.Lock()
	defer s.gw.mu.Unlock()
	s.gw.fatal = 0
}

// CutGateway breaks all TCP connections of the gateway in the middle of a
// frame, with a reset.
func (s *Server) CutGateway() { s.each(func(c *gatewayConn) { c.cut() }) }

func (c *gatewayConn) cut() {
	c.closing = true
	c.detach()
	c.send(item{do: func(ws *websocket.Conn) {
		raw := ws.NetConn()
		_, _ = raw.Write([]byte{0x81, 0x7E, 0x10, 0x00, '{', '"', 'o', 'p', '"'}) // a text frame of 4,096 bytes, of which 5 come
		if tcp, ok := raw.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0)
		}
		_ = raw.Close()
	}})
}

// StopACKs makes the connections zombies: heartbeats are taken and not
// acknowledged, until called with false.
func (s *Server) StopACKs(stop bool) {
	s.gw.mu.Lock()
	defer s.gw.mu.Unlock()
	s.gw.noACK = stop
}

// RequestHeartbeat sends Op 1.
func (s *Server) RequestHeartbeat() { s.SendFrame(`{"op":1,"d":null,"s":null,"t":null}`) }

// Reconnect sends Op 7, which asks the bot to reconnect and resume.
func (s *Server) Reconnect() { s.SendFrame(`{"op":7,"d":null,"s":null,"t":null}`) }

// InvalidateSession sends Op 9. When it is not resumable, the sessions end.
func (s *Server) InvalidateSession(resumable bool) {
	s.each(func(c *gatewayConn) { c.invalid(resumable) })
}

// SendFrame sends a frame as it stands to all connections, valid or not.
func (s *Server) SendFrame(frame string) {
	s.each(func(c *gatewayConn) { c.sendRaw(frame) })
}

// Dispatch sends an event to the sessions of the guild's shard, with any data:
// an interaction of an unknown type, missing fields, a megabyte of options.
func (s *Server) Dispatch(guild, event, data string) {
	s.tb.Helper()
	if err := s.dispatch(guild, event, []byte(data)); err != nil {
		s.tb.Fatalf("%v", err)
	}
}

// DispatchAgain sends the event of an interaction a second time, as Discord may
// (reference, "Consistency").
func (s *Server) DispatchAgain(in *Interaction) {
	s.tb.Helper()
	s.Dispatch(in.guild, "INTERACTION_CREATE", string(in.payload))
}

// ForgetSessions ends the sessions that have no connection: a resume is refused.
func (s *Server) ForgetSessions() {
	s.gw.mu.Lock()
	defer s.gw.mu.Unlock()
	for id, ses := range s.gw.sessions {
		if ses.conn == nil {
			delete(s.gw.sessions, id)
		}
	}
}

// Routes to aim faults at. RouteCommands are the global commands, RouteInGuilds
// those of guilds.
const (
	RouteGateway  = "GET /gateway"
	RouteCommands = "* /applications/*/commands"
	RouteInGuilds = "* /applications/*/guilds/*/commands"
	RouteCallback = "POST /interactions/*/*/callback"
	RouteEdit     = "PATCH /webhooks/*/*/messages/@original"
	RouteFollowUp = "POST /webhooks/*/*"
	RouteMe       = "GET /users/@me"
	RouteGuilds   = "GET /users/@me/guilds"
	RouteDial     = "DIAL /gateway"
)
