package discordtest

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// A session outlives its connections until it ends.
type session struct {
	id            string
	shard, shards int
	seq           int64
	conn          *conn
}

// handshake has the fields of identify and resume: events/gateway-events.
type handshake struct {
	Token     string
	Intents   *int64
	Shard     [2]int
	SessionID string `json:"session_id"`
	Seq       int64
}

// handshake checks what identify and resume have in common.
func (c *conn) handshake(op int, d []byte) {
	s, h := c.s, handshake{Shard: [2]int{0, 1}}
	if !c.read(d, &h) {
		return
	}
	switch {
	case c.session != nil:
		c.refuse(4005, RulePayload, "a second identify or resume on a connection")
	case s.revoked: // not the bot's fault
		c.shut(4004)
	case strings.TrimPrefix(h.Token, "Bot ") != Token: // discordgo sends the word
		c.refuse(4004, RuleToken, "another token")
	case op == opResume:
		c.resume(h)
	default:
		c.identify(h)
	}
}

func (c *conn) identify(h handshake) {
	s, g := c.s, &c.s.gw
	s.counts[Identifies]++
	if h.Intents == nil || *h.Intents != 0 {
		s.violate(RulePayload, RouteGateway, "a bot of slash commands needs no intents, and says so")
	}
	if s.counts[Identifies] > s.opts.SessionStarts {
		c.refuse(4004, RuleIdentify, "more identifies than the session start limit: the token is reset")
		return
	}
	// events/gateway, "Session Start Limit Object": max_concurrency, here 1, in five seconds.
	// What Op 9 asks for, on its connection, is no rush of new sessions.
	now := s.now()
	if after := now.Sub(g.started); after < 5*time.Second && !c.invalidated {
		s.violate(RuleIdentify, RouteGateway, "an identify %v after the last one", after)
		c.invalidate(false)
		return
	}
	g.started = now
	if c.script() {
		return
	}
	ses := &session{id: fmt.Sprint("session", s.counts[Identifies]), shard: h.Shard[0], shards: h.Shard[1], conn: c}
	g.sessions[ses.id], c.session = ses, ses
	s.emit(ses, "READY", s.encode(map[string]any{
		"v": 10, "user": botUser.object(), "guilds": []any{}, "session_id": ses.id, "resume_gateway_url": g.url,
		"shard": h.Shard, "application": map[string]any{"id": ApplicationID, "flags": 0},
	}))
}

// script does what a fault wants before READY or RESUMED, and reports whether it takes
// its place.
func (c *conn) script() (instead bool) {
	f := c.fault
	c.fault.Frames, c.fault.Close = nil, 0 // once: another identify may follow
	instead = f.Silent || f.Close != 0
	for _, frame := range f.Frames {
		if strings.Contains(frame, `"op":9`) {
			instead, c.invalidated = true, true
		}
		c.write([]byte(frame))
	}
	switch f.Close {
	case 0:
	case websocket.CloseAbnormalClosure:
		c.cut()
	default:
		c.shut(f.Close)
	}
	return instead
}

// resume: events/gateway, "Resuming". What was missed meanwhile is not sent again.
func (c *conn) resume(h handshake) {
	s, ses := c.s, c.s.gw.sessions[h.SessionID]
	if c.fault.RefuseResume || ses == nil || h.Seq > ses.seq {
		delete(s.gw.sessions, h.SessionID)
		c.invalidate(false)
		return
	}
	if c.script() {
		return
	}
	if ses.conn != nil {
		ses.conn.shut(4000)
	}
	ses.conn, c.session = c, ses
	s.emit(ses, "RESUMED", []byte(`{}`))
}

// invalidate sends Op 9: events/gateway-events, "Invalid Session".
func (c *conn) invalidate(resumable bool) {
	c.send(opInvalidSession, resumable)
	c.invalidated = true
	if !resumable {
		c.endSession()
	}
	c.detach()
	c.session, c.s.gw.conns[c] = nil, true
}

// owns says whether a guild's events go to the shard: events/gateway, "Sharding Formula".
func (ses *session) owns(guild string) bool {
	id, _ := strconv.ParseUint(guild, 10, 64) // 0 in a direct message
	return int(id>>22%uint64(ses.shards)) == ses.shard
}

// emit gives an event its sequence number and sends it.
func (s *Server) emit(ses *session, name string, data []byte) {
	ses.seq++
	if ses.conn != nil {
		ses.conn.write(fmt.Appendf(nil, `{"op":0,"s":%d,"t":%q,"d":%s}`, ses.seq, name, data))
	}
}

// dispatch sends an event to the sessions of the guild's shard; s.mu is held.
func (s *Server) dispatch(guild, name string, data []byte) error {
	err := fmt.Errorf("discordtest: no bot is connected for guild %q: call WaitReady first", guild)
	for _, ses := range s.gw.sessions {
		if ses.owns(guild) {
			s.emit(ses, name, data)
			err = nil
		}
	}
	return err
}
