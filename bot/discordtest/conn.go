package discordtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/gorilla/websocket"
)

// item is a frame to be written, or something to do to the connection in its
// order among the frames.
type item struct {
	frame    []byte
	compress bool
	do       func(*websocket.Conn)
}

// A gatewayConn is one WebSocket connection. The lock of the gateway guards
// its fields, except those that only its reader uses.
type gatewayConn struct {
	s     *Server
	ws    *websocket.Conn
	out   chan item
	fault GatewayFault
	main  bool // connected at the address of GET /gateway

	session     *session
	closing     bool
	noACK       bool
	invalidated bool // was sent Op 9
	lastBeat    time.Time
	log         *Connection
	sends       []time.Time // only the reader
}

var upgrader = websocket.Upgrader{ReadBufferSize: 4096, WriteBufferSize: 4096}

// serveGateway runs one connection to its end.
func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	g := &s.gw
	g.mu.Lock()
	g.counts.Connections++
	fault := g.nextFault()
	fatal := g.fatal
	g.mu.Unlock()
	if fatal != 0 {
		s.violate(RuleReconnect, "gateway", "a connection after the close code %d, which forbids it", fatal)
	}
	if fault.Status != 0 {
		http.Error(w, http.StatusText(fault.Status), fault.Status)
		return
	}
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		s.violate(RulePayload, "gateway", "no WebSocket handshake: %v", err)
		return
	}
	defer func() { _ = ws.Close() }()
	ws.SetReadLimit(1 << 20)
	c := &gatewayConn{s: s, ws: ws, out: make(chan item, 2*replayBuffer), fault: fault, noACK: fault.NoACK,
		main: r.URL.Path == gatewayPath || r.URL.Path == gatewayPath+"/", lastBeat: time.Now()}
	g.mu.Lock()
	if g.closed {
		g.mu.Unlock()
		return
	}
	g.conns[c] = true
	c.log = g.record(!c.main)
	g.mu.Unlock()
	done := make(chan struct{})
	s.running.Go(func() { c.write(done) })
	s.running.Go(func() { c.watch(done) })
	c.hello(r)
	err = c.read()
	close(done)
	c.left(err)
}

// write is the only goroutine that writes to the connection.
func (c *gatewayConn) write(done chan struct{}) {
	for {
		select {
		case <-done:
			return
		case it := <-c.out:
			_ = c.ws.SetWriteDeadline(time.Now().Add(10 * time.Second))
			var err error
			switch {
			case it.do != nil:
				it.do(c.ws)
			case it.compress:
				err = c.ws.WriteMessage(websocket.BinaryMessage, deflate(it.frame))
			default:
				err = c.ws.WriteMessage(websocket.TextMessage, it.frame)
			}
			if err != nil {
				_ = c.ws.Close()
				return
			}
		}
	}
}

// watch closes the connection when heartbeats stay away. It keeps real time,
// because the bot does.
func (c *gatewayConn) watch(done chan struct{}) {
	interval := c.s.opts.HeartbeatInterval
	most := time.Duration(float64(interval) * heartbeatGrace)
	tick := time.NewTicker(max(interval/8, 5*time.Millisecond))
	defer tick.Stop()
	for {
		select {
		case <-done:
			return
		case <-tick.C:
		}
		g := &c.s.gw
		g.mu.Lock()
		late := time.Since(c.lastBeat) > most && !c.closing && !c.fault.deaf()
		if late {
			c.refuse(4000, "no heartbeat", RuleHeartbeat, fmt.Sprintf("no heartbeat in %v, the interval is %v", most, interval))
		}
		g.mu.Unlock()
	}
}

// send queues a frame; the gateway's lock is held. A connection that does not
// take its frames is cut.
func (c *gatewayConn) send(it item) {
	select {
	case c.out <- it:
	default:
		_ = c.ws.Close()
	}
}

func (c *gatewayConn) sendJSON(v any) {
	data, err := json.Marshal(v)
	if err != nil {
		c.s.tb.Errorf("discordtest: %v", err)
	}
	c.send(item{frame: data})
}

// shut closes the connection with a code; the gateway's lock is held.
func (c *gatewayConn) shut(code int, reason string) {
	if c.closing {
		return
	}
	c.closing = true
	c.log.ServerClose = code
	if slices.Contains(fatalCodes, code) {
		c.s.gw.fatal = code
	}
	c.detach()
	c.send(item{do: func(ws *websocket.Conn) {
		_ = ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, reason), time.Now().Add(time.Second))
		_ = ws.SetReadDeadline(time.Now().Add(time.Second)) // for the other side's close frame
	}})
}

// detach parts connection and session; the gateway's lock is held.
func (c *gatewayConn) detach() {
	if c.session != nil && c.session.conn == c {
		c.session.conn = nil
		c.session.lostAt = c.s.Now()
	}
}

// refuse shuts the connection for a violation of the protocol.
func (c *gatewayConn) refuse(code int, reason, rule, detail string) {
	c.s.violate(rule, "gateway", "%s (closed with %d)", detail, code)
	c.shut(code, reason)
}

// left cleans up after the connection. Closing with 1000 or 1001 ends the
// session (events/gateway, "Initiating a Disconnect").
func (c *gatewayConn) left(err error) {
	g := &c.s.gw
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.conns, c)
	c.detach()
	c.log.Ended = time.Now()
	var closed *websocket.CloseError
	if errors.As(err, &closed) && closed.Code != websocket.CloseAbnormalClosure {
		c.log.BotClose = closed.Code
	}
	if websocket.IsCloseError(err, websocket.CloseNormalClosure, websocket.CloseGoingAway) && c.session != nil && !c.closing {
		delete(g.sessions, c.session.id)
	}
}

// hello opens the conversation: events/gateway, "Connecting".
func (c *gatewayConn) hello(r *http.Request) {
	g := &c.s.gw
	g.mu.Lock()
	defer g.mu.Unlock()
	q := r.URL.Query()
	if v, _ := strconv.Atoi(q.Get("v")); v != 9 && v != 10 {
		c.refuse(4012, "Invalid API version", RulePayload, "the query says v="+q.Get("v"))
		return
	}
	if q.Get("encoding") != "json" || q.Get("compress") != "" {
		c.refuse(4002, "Decode error", RulePayload, "the stand-in speaks encoding=json without compress, the query is "+r.URL.RawQuery)
		return
	}
	if c.fault.NoHello {
		return
	}
	c.sendJSON(map[string]any{"op": opHello, "s": nil, "t": nil, "d": map[string]any{
		"heartbeat_interval": g.opts.HeartbeatInterval.Milliseconds(), "_trace": []any{"stand-in"}}})
	for _, frame := range c.fault.Before {
		c.sendRaw(frame)
	}
}

// sendRaw queues a frame of a test. Op 9 in it has the effect it would have.
func (c *gatewayConn) sendRaw(frame string) {
	var p struct{ Op int }
	if json.Unmarshal([]byte(frame), &p) == nil && p.Op == opInvalidSession {
		c.invalidated = true
	}
	c.send(item{frame: []byte(frame)})
}

// read handles what the bot sends until the connection ends.
func (c *gatewayConn) read() error {
	for {
		kind, data, err := c.ws.ReadMessage()
		if err != nil {
			return err
		}
		if c.fault.deaf() {
			continue
		}
		c.s.gw.mu.Lock()
		if !c.closing {
			c.payload(kind, data)
		}
		c.s.gw.mu.Unlock()
	}
}

// payload handles one event of the bot; the gateway's lock is held.
func (c *gatewayConn) payload(kind int, data []byte) {
	now := time.Now()
	c.sends = slices.DeleteFunc(c.sends, func(t time.Time) bool { return now.Sub(t) > sendWindow })
	if c.sends = append(c.sends, now); len(c.sends) > maxSends {
		c.refuse(4008, "Rate limited.", RuleSends, "more than 120 events in 60 seconds")
		return
	}
	var v any
	err := errors.New("not a text frame")
	if kind == websocket.TextMessage {
		v, err = parseJSON(data)
	}
	if len(data) > maxPayload {
		err = errors.New("over 4,096 bytes")
	}
	m, ok := v.(map[string]any)
	op, isNumber := m["op"].(json.Number)
	code, convErr := strconv.Atoi(op.String())
	if err != nil || !ok || !isNumber || convErr != nil {
		c.refuse(4002, "Error while decoding payload.", RulePayload, "a payload that cannot be read: "+errorText(err))
		return
	}
	switch code {
	case opHeartbeat:
		c.heartbeat(m["d"])
	case opIdentify, opResume:
		d, ok := m["d"].(map[string]any)
		switch {
		case c.session != nil:
			c.refuse(4005, "Already authenticated.", RulePayload, "a second identify or resume on a connection")
		case !ok:
			c.refuse(4002, "Error while decoding payload.", RulePayload, "identify or resume without d")
		case code == opIdentify:
			c.identify(d)
		default:
			c.resume(d)
		}
	case opPresence, opVoice, opMembers, opSoundboard:
		if c.session == nil {
			c.refuse(4003, "Not authenticated.", RulePayload, "op "+op.String()+" before identify")
		} else if code != opPresence {
			c.s.violate(RulePayload, "gateway", "the stand-in does not implement op %d", code)
		}
	default:
		c.refuse(4001, "Unknown opcode.", RulePayload, "op "+op.String())
	}
}

func errorText(err error) string {
	if err == nil {
		return "no op"
	}
	return err.Error()
}

// heartbeat: events/gateway, "Sending Heartbeats". The sequence number that it
// carries says what need not be sent again.
func (c *gatewayConn) heartbeat(d any) {
	g := &c.s.gw
	g.counts.Heartbeats++
	c.lastBeat = time.Now()
	if n, ok := d.(json.Number); ok {
		seq, err := n.Int64()
		switch {
		case err != nil || c.session != nil && seq > c.session.seq:
			c.s.violate(RuleSequence, "gateway", "a heartbeat with the sequence number %s, which was never sent", n)
		case c.session != nil:
			ses := c.session
			ses.events = slices.DeleteFunc(ses.events, func(e event) bool { return e.seq <= seq })
		}
	} else if d != nil {
		c.refuse(4002, "Error while decoding payload.", RulePayload, "a heartbeat whose d is no number")
		return
	}
	if !g.noACK && !c.noACK {
		c.sendJSON(map[string]any{"op": opACK, "s": nil, "t": nil, "d": nil})
	}
}
