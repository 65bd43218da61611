package discordtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// gateway is the state of all sessions and connections; Server.mu guards it.
type gateway struct {
	http     *httptest.Server // nil while the gateway is stopped
	url      string           // what GET /gateway gives out
	conns    map[*conn]bool   // those that are open
	sessions map[string]*session
	noACK    bool
	started  time.Time // the last identify
}

// StopGateway takes the gateway away: its port refuses connections, those that were
// open are cut, and no session can be resumed. REST goes on giving out the address.
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
	started := s.listen(s.serveGateway)
	s.locked(func() { s.gw.http, s.gw.url = started, "ws://"+started.Listener.Addr().String() })
}

// each does something to every connection that is open.
func (s *Server) each(do func(*conn)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.gw.conns {
		do(c)
	}
}

// CloseGateway closes all connections with a code.
func (s *Server) CloseGateway(code int) { s.each(func(c *conn) { c.shut(code) }) }

// CutGateway breaks all TCP connections in the middle of a frame.
func (s *Server) CutGateway() { s.each((*conn).cut) }

// StopACKs has heartbeats taken and not acknowledged, until called with false.
func (s *Server) StopACKs(stop bool) { s.locked(func() { s.gw.noACK = stop }) }

// InvalidateSession sends Op 9. When it is not resumable, the sessions end.
func (s *Server) InvalidateSession(resumable bool) { s.each(func(c *conn) { c.invalidate(resumable) }) }

// SendFrame sends a frame as it stands to all connections, valid or not.
func (s *Server) SendFrame(frame string) { s.each(func(c *conn) { c.write([]byte(frame)) }) }

// Opcodes and close codes: topics/opcodes-and-status-codes.
const (
	opHeartbeat      = 1
	opIdentify       = 2
	opResume         = 6
	opInvalidSession = 9
	opHello          = 10
	opACK            = 11
)

// conn is one WebSocket connection; Server.mu guards it, and is held while it is
// written to.
type conn struct {
	s           *Server
	ws          *websocket.Conn
	fault       Fault // that it meets; the zero value is none
	session     *session
	invalidated bool // was sent Op 9
}

// serveGateway runs one connection to its end.
func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	s.running.Add(1)
	defer s.running.Done()
	s.locked(func() { s.counts[Connections]++ })
	c := &conn{s: s}
	f := s.hit(RouteGateway, false)
	if f != nil {
		c.fault = *f
	}
	f.serve(w, r, func(w http.ResponseWriter, r *http.Request) {
		ws, err := new(websocket.Upgrader).Upgrade(w, r, nil)
		if err != nil { // a client that went away in the middle did nothing wrong
			return
		}
		defer ws.Close()
		c.ws = ws
		c.run()
	})
}

// run holds the conversation to its end: events/gateway, "Connecting".
func (c *conn) run() {
	s := c.s
	s.locked(func() {
		if s.gw.http == nil { // it was stopped meanwhile
			_ = c.ws.Close()
			return
		}
		s.gw.conns[c] = true
		if !c.fault.NoHello {
			c.send(opHello, map[string]any{"heartbeat_interval": s.opts.HeartbeatInterval.Milliseconds()})
			c.expectHeartbeat()
		}
	})
	for {
		_, frame, err := c.ws.ReadMessage()
		s.locked(func() { c.handle(frame, err) })
		if err != nil {
			return
		}
	}
}

// expectHeartbeat has the reader give up after so many intervals that a busy machine sends one, too.
func (c *conn) expectHeartbeat() {
	if !c.fault.Silent {
		_ = c.ws.SetReadDeadline(time.Now().Add(50 * c.s.opts.HeartbeatInterval))
	}
}

// handle handles a frame, or the end of the connection. Closing with 1000 or 1001
// ends the session: events/gateway, "Initiating a Disconnect".
func (c *conn) handle(frame []byte, err error) {
	var timeout net.Error
	switch {
	case !c.s.gw.conns[c]: // it is closed from this side
	case errors.As(err, &timeout) && timeout.Timeout():
		c.refuse(4000, RuleHeartbeat, "no heartbeat in time")
	case err == nil && !c.fault.NoHello:
		c.receive(frame)
	case err != nil:
		if websocket.IsCloseError(err, 1000, 1001) {
			c.endSession()
		}
		c.detach()
	}
}

// write sends a frame; a connection that does not take it is cut.
func (c *conn) write(frame []byte) {
	_ = c.ws.SetWriteDeadline(time.Now().Add(time.Second))
	if err := c.ws.WriteMessage(websocket.TextMessage, frame); err != nil {
		_ = c.ws.Close()
	}
}

func (c *conn) send(op int, d any) { c.write(c.s.encode(map[string]any{"op": op, "d": d})) }

// detach takes the connection from the open ones and from its session, which stays.
func (c *conn) detach() {
	delete(c.s.gw.conns, c)
	if c.session != nil && c.session.conn == c {
		c.session.conn = nil
	}
}

func (c *conn) endSession() {
	if c.session != nil {
		delete(c.s.gw.sessions, c.session.id)
	}
}

// shut closes the connection with a code.
func (c *conn) shut(code int) {
	c.detach()
	soon := time.Now().Add(time.Second)
	_ = c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), soon)
	_ = c.ws.SetReadDeadline(soon) // for the other side's close frame
}

// refuse shuts the connection for a violation of the protocol.
func (c *conn) refuse(code int, rule, format string, args ...any) {
	c.s.violate(rule, RouteGateway, "%s (closed with %d)", fmt.Sprintf(format, args...), code)
	c.shut(code)
}

// cut breaks the TCP connection in the middle of a frame.
func (c *conn) cut() {
	c.detach()
	raw := c.ws.NetConn()
	_, _ = raw.Write([]byte{0x81, 0x7E, 0x10, 0x00, '{', '"', 'o', 'p', '"'}) // a text frame of 4,096 bytes, of which 5 come
	_ = raw.Close()
}

// receive handles one payload of the bot.
func (c *conn) receive(data []byte) {
	var p discordgo.Event
	if !c.read(data, &p) {
		return
	}
	switch p.Operation {
	case opHeartbeat:
		c.s.counts[Heartbeats]++
		c.expectHeartbeat()
		if !c.s.gw.noACK && !c.fault.Silent {
			c.send(opACK, nil)
		}
	case opIdentify, opResume:
		c.handshake(p.Operation, p.RawData)
	default:
		c.refuse(4001, RulePayload, "the opcode %d, which the stand-in does not know", p.Operation)
	}
}

func (c *conn) read(data []byte, v any) bool {
	err := json.Unmarshal(data, v)
	if err != nil {
		c.refuse(4002, RulePayload, "a payload that cannot be read: %v: %.100s", err, data)
	}
	return err == nil
}
