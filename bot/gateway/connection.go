package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// Opcodes. (Discord's documentation, Opcodes and Status Codes, "Gateway Opcodes".)
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opResume         = 6
	opReconnect      = 7
	opInvalidSession = 9
	opHello          = 10
	opACK            = 11
)

// maxFrame bounds what one frame may hold, in bytes. An interaction has at most some
// hundred kilobytes, and a READY without intents the ids of the shard's servers.
const maxFrame = 16 << 20

// writeWithin bounds the writing of one frame: they are small, so one that does not
// go out has nobody at the other end.
const writeWithin = 5 * time.Second

// Bounds of what is sent: Discord closes a connection that sends more than 120 events
// in a minute. (Gateway, "Rate Limiting".) Nothing but heartbeats could come near it,
// when Discord asks for them.
const (
	maxSends   = 100
	sendWindow = time.Minute
)

// A frame is what goes over the connection.
type frame struct {
	Op int             `json:"op"`
	D  json.RawMessage `json:"d"`
	S  *int64          `json:"s,omitempty"`
	T  string          `json:"t,omitempty"`
}

// A connection is one connection of a shard. One goroutine reads; heartbeats have
// another.
type connection struct {
	*shard
	ws         *websocket.Conn
	identified func() // to be called when a session has been asked for
	asked      bool   // for a session, or for one to be resumed
	ready      bool

	beats beats
	seen  atomic.Int64 // the last sequence number, for the heartbeats; 0 before the first

	writing sync.Mutex
	sent    []time.Time // within the last sendWindow
	why     error       // why this side closed it
	pause   time.Duration
	renew   bool // the session is over
}

var errBroken = errors.New("a frame of Discord's makes no sense")

// live keeps the connection until it ends, by whichever side.
func (c *connection) live(ctx context.Context) ending {
	defer c.ws.Close()
	defer c.beats.stop()
	stop := context.AfterFunc(ctx, func() { c.close(closeGoing, ctx.Err()) })
	defer stop()
	if c.session == "" {
		c.seq = 0
	}
	c.seen.Store(c.seq)
	c.ws.SetReadLimit(maxFrame)
	c.ws.SetCloseHandler(func(int, string) error { // to answer 1000 in kind would end the session
		c.writing.Lock()
		defer c.writing.Unlock()
		_ = c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(closeResume, ""), time.Now().Add(time.Second))
		return nil
	})
	_ = c.ws.SetReadDeadline(time.Now().Add(c.g.cfg.Times.Ready))
	for {
		kind, data, err := c.ws.ReadMessage()
		if err != nil {
			return c.ended(err)
		}
		if kind != websocket.TextMessage {
			err = fmt.Errorf("%w: it is no text", errBroken)
		} else {
			err = c.take(ctx, data)
		}
		if err != nil {
			c.close(closeResume, err)
			end := c.ended(err)
			end.broken = errors.Is(err, errBroken)
			return end
		}
	}
}

// ended says how the connection came to its end.
func (c *connection) ended(err error) ending {
	c.writing.Lock()
	end := ending{err: c.why, newSession: c.renew, pause: c.pause}
	c.writing.Unlock()
	var closed *websocket.CloseError
	switch {
	case end.err != nil: // by us
	case errors.As(err, &closed) && closed.Code == wrongToken:
		end.err = ErrToken
	case errors.As(err, &closed) && fatal[closed.Code] != "":
		end.err = &FatalError{closed.Code}
	case errors.As(err, &closed):
		end.err = fmt.Errorf("Discord closed the connection: %d %.100q", closed.Code, closed.Text)
		end.newSession = endsSession(closed.Code)
	case !c.ready:
		end.err = fmt.Errorf("the gateway did not let us in: %w", err)
	default:
		end.err = fmt.Errorf("the connection broke off: %w", err)
	}
	return end
}

// close closes the connection, for the first reason that there is.
func (c *connection) close(code int, why error) {
	c.writing.Lock()
	defer c.writing.Unlock()
	if c.why != nil {
		return
	}
	c.why = why
	_ = c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
	_ = c.ws.SetReadDeadline(time.Now()) // the other goroutine wakes up, and ends
}

// write sends a frame.
func (c *connection) write(op int, d any) error {
	data, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("gateway: %w", err)
	}
	c.writing.Lock()
	defer c.writing.Unlock()
	now := time.Now()
	c.sent = slices.DeleteFunc(c.sent, func(t time.Time) bool { return now.Sub(t) > sendWindow })
	if len(c.sent) >= maxSends {
		return errors.New("Discord asks for more heartbeats than it allows")
	}
	c.sent = append(c.sent, now)
	_ = c.ws.SetWriteDeadline(now.Add(writeWithin))
	return c.ws.WriteJSON(frame{Op: op, D: data})
}

// take does what a frame wants. An error ends the connection; the session goes on
// unless c.renew says otherwise.
func (c *connection) take(ctx context.Context, data []byte) error {
	var f frame
	if err := json.Unmarshal(data, &f); err != nil {
		return fmt.Errorf("%w: %w", errBroken, err)
	}
	switch f.Op {
	case opDispatch:
		return c.dispatch(&f)
	case opHeartbeat:
		return c.beat()
	case opHello:
		return c.hello(ctx, f.D)
	case opACK:
		c.acknowledged()
	case opReconnect:
		return errors.New("Discord asks to reconnect")
	case opInvalidSession:
		var resumable bool
		_ = json.Unmarshal(f.D, &resumable) // anything but true means that it is over
		c.writing.Lock()
		c.renew = !resumable
		longest := c.g.cfg.Times.InvalidPause
		c.pause = longest/5 + rand.N(longest*4/5+1) // so that not all come at once
		c.writing.Unlock()
		return errors.New("Discord has ended the session")
	}
	return nil // what else there may be is not for us
}

// hello begins the heartbeats and asks for a session, or for the old one.
func (c *connection) hello(ctx context.Context, d json.RawMessage) error {
	if c.asked {
		return errors.New("a second Hello")
	}
	var hello struct {
		Interval int64 `json:"heartbeat_interval"` // milliseconds
	}
	// Discord's is 41,250; what is far from it would drown it in heartbeats, or never
	// notice that nobody is there.
	if err := json.Unmarshal(d, &hello); err != nil || hello.Interval < 10 || hello.Interval > 600_000 {
		return fmt.Errorf("a Hello that makes no sense: %.100q", d)
	}
	c.asked = true
	c.beginBeats(ctx, time.Duration(hello.Interval)*time.Millisecond)
	if c.session != "" {
		c.note(func(st *Status) { st.Resumes++ })
		return c.write(opResume, map[string]any{"token": c.g.cfg.Token, "session_id": c.session, "seq": c.seq})
	}
	identify := map[string]any{
		"token":      c.g.cfg.Token,
		"intents":    0, // interactions come without any
		"properties": map[string]string{"os": runtime.GOOS, "browser": "onrecord", "device": "onrecord"},
	}
	if c.of > 1 {
		identify["shard"] = []int{c.id, c.of}
	}
	c.note(func(st *Status) { st.Identifies++ })
	defer c.identified() // even if it failed: it may have arrived
	return c.write(opIdentify, identify)
}

// dispatch takes an event.
func (c *connection) dispatch(f *frame) error {
	if f.S == nil || *f.S < 0 || !c.asked {
		return fmt.Errorf("%w: an event without a number, or out of turn", errBroken)
	}
	switch f.T {
	case "READY":
		if err := c.begin(f.D); err != nil {
			return err
		}
	case "RESUMED":
		c.log.Info("reconnected to Discord")
	}
	c.seq = *f.S
	c.seen.Store(c.seq)
	switch f.T {
	case "READY", "RESUMED":
		c.ready = true
		c.resumes = 0
		_ = c.ws.SetReadDeadline(time.Time{}) // from now on the heartbeats watch
		c.note(func(st *Status) { st.Ready = true })
	default:
		c.broken = 0
		c.handle(f.T, f.D)
	}
	return nil
}

// begin begins a session.
func (c *connection) begin(d json.RawMessage) error {
	var ready struct {
		Session   string `json:"session_id"`
		ResumeURL string `json:"resume_gateway_url"`
	}
	if err := json.Unmarshal(d, &ready); err != nil || ready.Session == "" || ready.ResumeURL == "" {
		return fmt.Errorf("%w: a READY without a session", errBroken)
	}
	c.session, c.resumeURL = ready.Session, ready.ResumeURL
	c.log.Info("connected to Discord")
	return nil
}

// handle hands an event over. A panic costs that event.
func (c *connection) handle(event string, data json.RawMessage) {
	defer func() {
		if p := recover(); p != nil {
			c.log.Error("panic while an event was handled", "event", event, "panic", p, "stack", string(debug.Stack()))
		}
	}()
	c.g.cfg.Handle(event, data)
}
