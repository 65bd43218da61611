package discordtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"time"

	"github.com/gorilla/websocket"
)

// gateway is the state of all sessions and connections; Server.mu guards it.
type gateway struct {
	http     *httptest.Server // nil while the gateway is stopped
	url      string           // what GET /gateway gives out
	conns    map[*conn]bool
	sessions map[string]*session
	faults   []*GatewayFault
	noACK    bool
	fatal    int // the last close code that forbids another connection

	lastSession int
	identified  map[int]time.Time // by max_concurrency bucket
	starts      int               // identifies so far
	log         []*conn
}

// A Connection is one gateway connection, as it was seen from this side.
type Connection struct {
	Identifies int // more than one after Op 9
}

// Connections lists the gateway connections so far, oldest first.
func (s *Server) Connections() []Connection {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]Connection, len(s.gw.log))
	for i, c := range s.gw.log {
		list[i] = c.Connection
	}
	return list
}

// Identifies is how many identify payloads came.
func (s *Server) Identifies() int { return s.Stats().Identifies }

// StopGateway takes the gateway away: its port refuses connections, those that
// were open are cut, and no session can be resumed. REST stays, and goes on
// giving out the address.
func (s *Server) StopGateway() {
	s.mu.Lock()
	stopped := s.gw.http
	s.gw.http = nil
	clear(s.gw.sessions)
	s.mu.Unlock()
	s.CutGateway()
	if stopped != nil {
		stopped.CloseClientConnections() // those whose handshake hangs
		stopped.Close()
	}
}

// StartGateway brings the gateway back on another port.
func (s *Server) StartGateway() {
	started := s.serve(s.serveGateway)
	s.mu.Lock()
	defer s.mu.Unlock()
	if "ws://"+started.Listener.Addr().String() == s.gw.url { // by chance the old port
		defer started.Close()
		started = s.serve(s.serveGateway)
	}
	s.gw.http, s.gw.url = started, "ws://"+started.Listener.Addr().String()
}

// Opcodes and close codes: topics/opcodes-and-status-codes.
const (
	opHeartbeat      = 1
	opIdentify       = 2
	opResume         = 6
	opInvalidSession = 9
	opHello          = 10
	opACK            = 11
)

var fatalCodes = []int{4004, 4010, 4011, 4012, 4013, 4014}

// maxPayload: events/gateway, "Sending Events".
const maxPayload = 4096

// conn is one WebSocket connection; Server.mu guards its fields, and is held
// while it is written to.
type conn struct {
	Connection
	s           *Server
	ws          *websocket.Conn
	fault       GatewayFault
	session     *session
	closing     bool
	invalidated bool // was sent Op 9
}

var upgrader websocket.Upgrader

// serveGateway runs one connection to its end.
func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	s.running.Add(1)
	defer s.running.Done()
	s.mu.Lock()
	s.counts.Connections++
	fault, fatal := s.gw.nextFault(), s.gw.fatal
	s.notify()
	s.mu.Unlock()
	if fatal != 0 {
		s.violate(RuleReconnect, "gateway", "a connection after the close code %d, which forbids it", fatal)
	}
	if fault.NoHandshake {
		<-r.Context().Done()
		return
	}
	if fault.Status != 0 {
		http.Error(w, http.StatusText(fault.Status), fault.Status)
		return
	}
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil { // a client that went away in the middle did nothing wrong
		if wrong := (websocket.HandshakeError{}); errors.As(err, &wrong) {
			s.violate(RulePayload, "gateway", "no WebSocket handshake: %v", err)
		}
		return
	}
	defer ws.Close()
	c := &conn{s: s, ws: ws, fault: fault}
	if !c.hello(r) {
		return
	}
	c.left(c.read())
}

// hello opens the conversation: events/gateway, "Connecting". False means that
// the gateway was stopped meanwhile.
func (c *conn) hello(r *http.Request) bool {
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.gw.http == nil || r.Context().Value(http.ServerContextKey) != s.gw.http.Config {
		return false
	}
	s.gw.conns[c] = true
	s.gw.log = append(s.gw.log, c)
	if q := r.URL.Query(); q.Get("v") != "9" && q.Get("v") != "10" || q.Get("encoding") != "json" || q.Get("compress") != "" {
		c.refuse(4012, RulePayload, "the query is "+r.URL.RawQuery+", not v=10&encoding=json")
		return true
	}
	if c.fault.NoHello {
		return true
	}
	c.send(map[string]any{"op": opHello, "d": map[string]any{"heartbeat_interval": s.opts.HeartbeatInterval.Milliseconds()}})
	c.expectHeartbeat()
	for _, frame := range c.fault.Before {
		c.write([]byte(frame))
	}
	return true
}

// expectHeartbeat lets the reader give up when no heartbeat comes in one and a
// half intervals.
func (c *conn) expectHeartbeat() {
	if !c.fault.Silent {
		_ = c.ws.SetReadDeadline(time.Now().Add(c.s.opts.HeartbeatInterval * 3 / 2))
	}
}

// read handles what the bot sends until the connection ends.
func (c *conn) read() error {
	for {
		_, data, err := c.ws.ReadMessage()
		c.s.mu.Lock()
		var timeout net.Error
		switch {
		case errors.As(err, &timeout) && timeout.Timeout() && !c.closing:
			c.refuse(4000, RuleHeartbeat, "no heartbeat in time")
		case err == nil && !c.closing && !c.fault.NoHello && !c.fault.Silent:
			c.receive(data)
			c.s.notify()
		}
		c.s.mu.Unlock()
		if err != nil {
			return err
		}
	}
}

// left cleans up after the connection. Closing with 1000 or 1001 ends the
// session: events/gateway, "Initiating a Disconnect".
func (c *conn) left(err error) {
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.notify()
	delete(s.gw.conns, c)
	if websocket.IsCloseError(err, 1000, 1001) && c.session != nil && !c.closing {
		delete(s.gw.sessions, c.session.id)
	}
	c.detach()
}

// write sends a frame; a connection that does not take it is cut.
func (c *conn) write(frame []byte) {
	var p struct{ Op int }
	if json.Unmarshal(frame, &p) == nil && p.Op == opInvalidSession {
		c.invalidated = true
	}
	_ = c.ws.SetWriteDeadline(time.Now().Add(time.Second))
	if err := c.ws.WriteMessage(websocket.TextMessage, frame); err != nil {
		_ = c.ws.Close()
	}
}

func (c *conn) send(payload map[string]any) {
	data, err := json.Marshal(payload)
	if err != nil {
		c.s.tb.Errorf("discordtest: encode a payload: %v", err)
	}
	c.write(data)
}

// shut closes the connection with a code.
func (c *conn) shut(code int, reason string) {
	if c.closing {
		return
	}
	if slices.Contains(fatalCodes, code) {
		c.s.gw.fatal = code
	}
	c.detach()
	c.closing = true
	now := time.Now()
	_ = c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, reason), now.Add(time.Second))
	_ = c.ws.SetReadDeadline(now.Add(time.Second)) // for the other side's close frame
}

// refuse shuts the connection for a violation of the protocol.
func (c *conn) refuse(code int, rule, detail string) {
	c.s.violate(rule, "gateway", "%s (closed with %d)", detail, code)
	c.shut(code, "")
}

// cut breaks the TCP connection in the middle of a frame, with a reset.
func (c *conn) cut() {
	c.detach()
	c.closing = true
	raw := c.ws.NetConn()
	_, _ = raw.Write([]byte{0x81, 0x7E, 0x10, 0x00, '{', '"', 'o', 'p', '"'}) // a text frame of 4,096 bytes, of which 5 come
	if tcp, ok := raw.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = raw.Close()
}

// detach parts connection and session.
func (c *conn) detach() {
	if c.session != nil && c.session.conn == c {
		c.session.conn = nil
	}
}

// receive handles one payload of the bot.
func (c *conn) receive(data []byte) {
	var p struct {
		Op *int
		D  json.RawMessage
	}
	if err := json.Unmarshal(data, &p); err != nil || p.Op == nil || len(data) > maxPayload {
		c.refuse(4002, RulePayload, fmt.Sprintf("a payload that cannot be read: %.100s", data))
		return
	}
	switch *p.Op {
	case opHeartbeat:
		c.heartbeat(p.D)
	case opIdentify, opResume:
		var h handshake
		if err := json.Unmarshal(p.D, &h); err != nil {
			c.refuse(4002, RulePayload, "an identify or resume that cannot be read")
			return
		}
		c.handshake(*p.Op, h)
	default:
		c.refuse(4001, RulePayload, fmt.Sprintf("the opcode %d, which the stand-in does not know", *p.Op))
	}
}

// heartbeat: events/gateway, "Sending Heartbeats". The sequence number that it
// carries says what need not be sent again.
func (c *conn) heartbeat(d []byte) {
	c.s.counts.Heartbeats++
	c.expectHeartbeat()
	var seq int64 // 0 stands for null
	if err := json.Unmarshal(d, &seq); err != nil {
		c.refuse(4002, RulePayload, "a heartbeat that cannot be read")
		return
	}
	if ses := c.session; ses != nil {
		if seq > ses.seq {
			c.s.violate(RuleSequence, "gateway", "a heartbeat with the sequence number %d; the last one was %d", seq, ses.seq)
		}
		ses.events = slices.DeleteFunc(ses.events, func(e event) bool { return e.seq <= seq })
	}
	if !c.s.gw.noACK && !c.fault.NoACK {
		c.send(map[string]any{"op": opACK})
	}
}
