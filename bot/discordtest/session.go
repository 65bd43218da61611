package discordtest

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// identifyWindow is for max_concurrency identifies: events/gateway, "Session
// Start Limit Object".
const identifyWindow = 5 * time.Second

// A session outlives its connections until it ends.
type session struct {
	id            string
	shard, shards int
	seq           int64
	events        []event // sent and not acknowledged by a heartbeat
	conn          *conn
}

type event struct {
	seq   int64
	frame []byte
}

// handshake has the fields of identify and resume: events/gateway-events.
type handshake struct {
	Token     string `json:"token"`
	Intents   *int64 `json:"intents"`
	Shard     *[2]int
	SessionID string `json:"session_id"`
	Seq       *int64 `json:"seq"`
}

// handshake checks what identify and resume have in common.
func (c *conn) handshake(op int, h handshake) {
	s := c.s
	if op == opIdentify {
		s.counts.Identifies++
		c.Identifies++
	} else {
		s.counts.Resumes++
	}
	switch {
	case c.session != nil:
		c.refuse(4005, RulePayload, "a second identify or resume on a connection")
	case s.revoked: // not the bot's fault
		c.shut(4004, "Authentication failed.")
	case strings.TrimPrefix(h.Token, "Bot ") != token: // discordgo sends the word
		c.refuse(4004, RuleToken, "another token")
	case op == opResume:
		c.resume(h)
	default:
		c.identify(h)
	}
}

func (c *conn) identify(h handshake) {
	s, g := c.s, &c.s.gw
	if h.Intents == nil || *h.Intents != 0 {
		s.violate(RuleIntents, "gateway", "a bot of slash commands needs no intents, and says so")
	}
	shard := [2]int{0, 1}
	if h.Shard != nil {
		shard = *h.Shard
	}
	if shard[0] < 0 || shard[0] >= shard[1] {
		c.refuse(4010, RulePayload, fmt.Sprintf("shard %v", shard))
		return
	}
	if g.starts++; g.starts > s.opts.SessionStarts {
		c.refuse(4004, RuleIdentify, "more identifies than the session start limit: the token is reset")
		return
	}
	// What Op 9 asks for, on its connection, is no rush of new sessions.
	bucket, now := shard[0]%s.opts.MaxConcurrency, s.now()
	if last, ok := g.identified[bucket]; ok && now.Sub(last) < identifyWindow && !c.invalidated {
		s.violate(RuleIdentify, "gateway", "an identify %v after the last one; max_concurrency is %d per 5 seconds", now.Sub(last), s.opts.MaxConcurrency)
		c.invalidate(false)
		return
	}
	g.identified[bucket] = now
	if c.instead() {
		return
	}
	g.lastSession++
	ses := &session{id: fmt.Sprint("session", g.lastSession), shard: shard[0], shards: shard[1], conn: c}
	g.sessions[ses.id], c.session = ses, ses
	guilds := []any{}
	for _, guild := range s.opts.Guilds {
		if ses.owns(guild.ID) {
			guilds = append(guilds, map[string]any{"id": guild.ID, "unavailable": true})
		}
	}
	ready, _ := json.Marshal(map[string]any{
		"v": 10, "user": userObject(botUser), "guilds": guilds, "session_id": ses.id, "resume_gateway_url": g.url, "shard": shard,
		"application": map[string]any{"id": applicationID, "flags": 0},
	})
	s.emit(ses, "READY", ready)
}

// instead does what a fault wants in place of READY or RESUMED, if it wants
// something.
func (c *conn) instead() bool {
	for _, frame := range c.fault.Instead {
		c.write([]byte(frame))
	}
	if c.fault.Close != 0 {
		c.shut(c.fault.Close, "")
	}
	if c.fault.CutReady {
		c.cut()
	}
	done := len(c.fault.Instead) > 0 || c.closing
	c.fault.Instead = nil // once: another identify may follow
	return done
}

// resume: events/gateway, "Resuming".
func (c *conn) resume(h handshake) {
	s, g := c.s, &c.s.gw
	ses := g.sessions[h.SessionID]
	switch {
	case h.Seq == nil:
		c.refuse(4002, RulePayload, "a resume without seq")
		return
	case c.fault.RefuseResume, ses == nil,
		*h.Seq < ses.seq && (len(ses.events) == 0 || ses.events[0].seq > *h.Seq+1): // no longer kept
		delete(g.sessions, h.SessionID)
		c.invalidate(false)
		return
	case *h.Seq > ses.seq:
		c.refuse(4007, RuleSequence, fmt.Sprintf("a resume with the sequence number %d; the last one was %d", *h.Seq, ses.seq))
		return
	}
	if c.instead() {
		return
	}
	if ses.conn != nil {
		ses.conn.shut(4000, "resumed elsewhere")
	}
	ses.conn, c.session = c, ses
	for _, e := range ses.events {
		if e.seq > *h.Seq {
			c.write(e.frame)
		}
	}
	s.counts.Resumed++
	s.emit(ses, "RESUMED", []byte(`{}`))
}

// invalidate sends Op 9: events/gateway-events, "Invalid Session".
func (c *conn) invalidate(resumable bool) {
	c.send(map[string]any{"op": opInvalidSession, "d": resumable})
	if c.session != nil && !resumable {
		delete(c.s.gw.sessions, c.session.id)
	}
	c.detach()
	c.session = nil
}

// owns says whether the guild's events go to the session's shard: events/
// gateway, "Sharding Formula"; direct messages go to shard 0.
func (ses *session) owns(guild string) bool {
	return int(snowflake(guild)>>22%uint64(ses.shards)) == ses.shard
}

// emit gives an event its sequence number, keeps it for a resume and sends it.
func (s *Server) emit(ses *session, name string, data []byte) {
	ses.seq++
	frame := fmt.Appendf(nil, `{"op":0,"s":%d,"t":%q,"d":%s}`, ses.seq, name, data)
	ses.events = append(ses.events, event{ses.seq, frame})
	if ses.conn != nil {
		ses.conn.write(frame)
	}
	s.notify()
}

// dispatch sends an event to the sessions of the guild's shard; to one that
// lost its connection when it resumes.
func (s *Server) dispatch(guild, name string, data []byte) error {
	sent := false
	for _, ses := range s.gw.sessions {
		if ses.owns(guild) {
			s.emit(ses, name, data)
			sent = true
		}
	}
	if !sent {
		return fmt.Errorf("discordtest: no bot is connected for guild %q: call WaitReady first", guild)
	}
	return nil
}
