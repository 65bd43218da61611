package discordtest

import (
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"path"
	"strconv"
	"time"
)

// A Fault goes wrong with REST requests, and with the network.
type Fault struct {
	// Route says which requests it hits: a method and a path without /api/v10,
	// in the manner of path.Match. Empty hits all.
	Route string
	// Times is how many requests it hits: 0 means one, a negative number all.
	Times int

	Delay  time.Duration // waits first; the client may go meanwhile
	Status int           // answers with this status, Header and Body
	Header http.Header
	Body   string
	After  bool // lets the request have its effect: only its answer is lost or late
	Hang   bool // never answers
	Drop   bool // closes the TCP connection without an answer
	NoHost bool // fails in the client's transport, as a failed look-up of the host
}

// A FaultHandle watches a fault and takes it back.
type FaultHandle = *fault

type fault struct {
	Fault
	s    *Server
	hits int
}

// Hits is how many requests the fault hit.
func (f *fault) Hits() int {
	f.s.mu.Lock()
	defer f.s.mu.Unlock()
	return f.hits
}

// Remove ends the fault.
func (f *fault) Remove() { f.s.locked(func() { f.Times = 0 }) }

// Fault injects a fault. Of several that match, the oldest goes first.
func (s *Server) Fault(f Fault) FaultHandle {
	if f.Times == 0 {
		f.Times = 1
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := &fault{Fault: f, s: s}
	s.faults = append(s.faults, kept)
	return kept
}

// hit takes the first fault that matches.
func (s *Server) hit(where string, network bool) *fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.faults {
		ok, _ := path.Match(f.Route, where)
		if f.Times != 0 && f.NoHost == network && (ok || f.Route == "") {
			f.Times = max(f.Times-1, -1)
			f.hits++
			s.notify()
			return f
		}
	}
	return nil
}

// serveFaulty serves a request with the fault that it meets.
func (s *Server) serveFaulty(w http.ResponseWriter, r *http.Request) {
	f := s.hit(r.Method+" "+r.URL.Path, false)
	if f == nil {
		s.mux.ServeHTTP(w, r)
		return
	}
	if f.After {
		s.mux.ServeHTTP(httptest.NewRecorder(), r)
	}
	wait := time.After(f.Delay)
	if f.Hang {
		wait = nil
	}
	select {
	case <-wait:
	case <-r.Context().Done():
	}
	switch {
	case r.Context().Err() != nil || f.Drop:
		panic(http.ErrAbortHandler)
	case f.Status == 0 && !f.After:
		s.mux.ServeHTTP(w, r)
	default:
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		maps.Copy(w.Header(), f.Header)
		w.WriteHeader(f.Status)
		_, _ = io.WriteString(w, f.Body)
	}
}

// RateLimited is a 429 with Discord's JSON: topics/rate-limits. The scope is
// user, global or shared.
func RateLimited(route, scope string, retryAfter time.Duration) Fault {
	h := http.Header{"Retry-After": {strconv.Itoa(int((retryAfter + time.Second - 1) / time.Second))}, "X-Ratelimit-Scope": {scope}}
	if scope == "global" {
		h.Set("X-RateLimit-Global", "true")
	}
	return Fault{Route: route, Status: http.StatusTooManyRequests, Header: h, Body: fmt.Sprintf(
		`{"message":"You are being rate limited.","retry_after":%.3f,"global":%t,"code":0}`, retryAfter.Seconds(), scope == "global")}
}

// CloudflareLimited is a 429 from the proxy before Discord, in HTML.
func CloudflareLimited(route string, retryAfter time.Duration) Fault {
	f := Broken(route, http.StatusTooManyRequests)
	f.Header.Set("Retry-After", strconv.Itoa(int(retryAfter.Seconds())))
	return f
}

// Broken is an answer of the proxy when Discord is not there: 500, 502, 503 …
// in HTML.
func Broken(route string, status int) Fault {
	return Fault{Route: route, Status: status, Header: http.Header{"Content-Type": {"text/html"}},
		Body: fmt.Sprintf("<html><head><title>%d %s</title></head></html>\r\n", status, http.StatusText(status))}
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

	NoHandshake  bool     // takes the TCP connection and does not answer
	Status       int      // answers the handshake with this HTTP status
	NoHello      bool     // takes the WebSocket connection and says nothing
	Silent       bool     // says Hello, then Before, and nothing more
	Before       []string // frames after Hello, as {"op":7,"d":null}
	Instead      []string // frames in place of the first READY or RESUMED
	Close        int      // closes with this code in place of READY and RESUMED, after Instead
	CutReady     bool     // breaks the TCP connection in the middle of READY
	RefuseResume bool     // answers a resume with Op 9 false
	NoACK        bool     // acknowledges no heartbeat
}

// FaultGateway injects a fault into the next connections.
func (s *Server) FaultGateway(f GatewayFault) {
	if f.Connections == 0 {
		f.Connections = 1
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gw.faults = append(s.gw.faults, &f)
}

// HealGateway ends all faults of the gateway.
func (s *Server) HealGateway() { s.locked(func() { s.gw.faults, s.gw.noACK = nil, false }) }

// nextFault is the fault of a new connection.
func (g *gateway) nextFault() GatewayFault {
	for _, f := range g.faults {
		if f.Connections != 0 {
			f.Connections = max(f.Connections-1, -1)
			return *f
		}
	}
	return GatewayFault{}
}

// each does something to every connection that is open.
func (s *Server) each(do func(*conn)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.gw.conns {
		if !c.closing {
			do(c)
		}
	}
	s.notify()
}

// CloseGateway closes all connections with a code. 4004 and 4010 to 4014 forbid
// another connection; 4007 and 4009 end the sessions.
func (s *Server) CloseGateway(code int, reason string) {
	s.each(func(c *conn) {
		if c.session != nil && (code == 4007 || code == 4009) {
			delete(s.gw.sessions, c.session.id)
		}
		c.shut(code, reason)
	})
}

// CutGateway breaks all TCP connections of the gateway in the middle of a
// frame, with a reset.
func (s *Server) CutGateway() { s.each((*conn).cut) }

// StopACKs makes the connections zombies: heartbeats are taken and not
// acknowledged, until called with false.
func (s *Server) StopACKs(stop bool) { s.locked(func() { s.gw.noACK = stop }) }

// RequestHeartbeat sends Op 1.
func (s *Server) RequestHeartbeat() { s.SendFrame(`{"op":1,"d":null}`) }

// Reconnect sends Op 7, which asks the bot to reconnect and resume.
func (s *Server) Reconnect() { s.SendFrame(`{"op":7,"d":null}`) }

// InvalidateSession sends Op 9. When it is not resumable, the sessions end.
func (s *Server) InvalidateSession(resumable bool) {
	s.each(func(c *conn) { c.invalidate(resumable) })
}

// SendFrame sends a frame as it stands to all connections, valid or not.
func (s *Server) SendFrame(frame string) { s.each(func(c *conn) { c.write([]byte(frame)) }) }

// Dispatch sends an event to the sessions of the guild's shard, with any data:
// an interaction of an unknown type, missing fields, a megabyte of options.
func (s *Server) Dispatch(guild, event, data string) {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.dispatch(guild, event, []byte(data)); err != nil {
		s.tb.Error(err)
	}
}

// DispatchAgain sends the event of an interaction a second time, as Discord may.
func (s *Server) DispatchAgain(in *Interaction) {
	s.tb.Helper()
	s.Dispatch(in.guild, "INTERACTION_CREATE", string(in.payload))
}
