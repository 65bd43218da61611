package discordtest

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// Intents: events/gateway, "List of Intents" and "Privileged Intents".
const (
	knownIntents      = 1<<17 - 1 | 1<<20 | 1<<21 | 1<<24 | 1<<25
	privilegedIntents = 1<<1 | 1<<8 | 1<<15
)

func deflate(data []byte) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write(data)
	_ = z.Close()
	return b.Bytes()
}

// identify: events/gateway-events, "Identify". The gateway's lock is held.
func (c *gatewayConn) identify(d map[string]any) {
	s, g := c.s, &c.s.gw
	g.counts.Identifies++
	c.log.Identified = true
	if c.invalidated {
		s.violate(RuleIdentify, "gateway", "an identify on a connection that was told its session is invalid: disconnect first")
	}
	s.mu.Lock()
	token, now := s.token, s.clock.now()
	s.mu.Unlock()
	if d["token"] != token && d["token"] != "Bot "+token || token == "" {
		if token != "" {
			s.violate(RuleToken, "gateway", "identify with a wrong token")
		}
		c.shut(4004, "Authentication failed.")
		return
	}
	shard, shards, ok := shardOf(d["shard"])
	switch {
	case !ok:
		c.refuse(4010, "Invalid shard.", RuleShard, fmt.Sprintf("shard %v", d["shard"]))
		return
	case shards == 1 && len(s.opts.Guilds) > maxUnsharded:
		c.refuse(4011, "Sharding required.", RuleShard, "more than 2,500 guilds in one session")
		return
	case !c.checkIntents(d["intents"]) || !c.checkProperties(d["properties"]):
		return
	}
	if now.Sub(g.startsAt) > 24*time.Hour {
		g.starts, g.startsAt = 0, now
	}
	if g.starts++; g.starts > g.opts.SessionStarts {
		c.refuse(4004, "Authentication failed.", RuleIdentify, "more identifies than the session start limit: the token is reset")
		return
	}
	bucket := shard % g.opts.MaxConcurrency
	if last, ok := g.identified[bucket]; ok && now.Sub(last) < identifyWindow {
		s.violate(RuleIdentify, "gateway", "an identify %v after the last one; max_concurrency is %d per 5 seconds", now.Sub(last).Round(time.Millisecond), g.opts.MaxConcurrency)
		c.invalid(false)
		return
	}
	g.identified[bucket] = now
	if !c.instead() {
		return
	}
	g.lastID++
	ses := &session{id: fmt.Sprintf("session%d", g.lastID), shard: shard, shards: shards, compress: d["compress"] == true}
	g.sessions[ses.id] = ses
	ses.conn, c.session = c, ses
	guilds := []any{}
	for _, guild := range s.opts.Guilds {
		if ses.owns(guild.ID) {
			guilds = append(guilds, map[string]any{"id": guild.ID, "unavailable": true})
		}
	}
	ready := map[string]any{
		"v": 10, "user": s.botUser(), "guilds": guilds, "session_id": ses.id, "session_type": "normal",
		"resume_gateway_url": "ws://" + s.Addr() + resumePath + ses.id, "application": map[string]any{"id": s.opts.ApplicationID, "flags": 0},
		"private_channels": []any{}, "relationships": []any{}, "presences": []any{}, "user_settings": map[string]any{},
		"geo_ordered_rtc_regions": []any{}, "_trace": []any{"stand-in"},
	}
	if d["shard"] != nil {
		ready["shard"] = []int{shard, shards}
	}
	if c.fault.CutReady {
		c.cut()
		return
	}
	g.emit(ses, "READY", encode(ready))
}

// instead does what a fault wants in place of READY or RESUMED; false means
// that it did.
func (c *gatewayConn) instead() bool {
	for _, frame := range c.fault.Instead {
		c.sendRaw(frame)
	}
	if c.fault.Close != 0 {
		c.shut(c.fault.Close, "")
		return false
	}
	return len(c.fault.Instead) == 0
}

// shardOf reads [id, count]; none means [0, 1].
func shardOf(v any) (shard, shards int, ok bool) {
	if v == nil {
		return 0, 1, true
	}
	l, _ := v.([]any)
	if len(l) != 2 {
		return 0, 0, false
	}
	m := map[string]any{"id": l[0], "n": l[1]}
	shard, shards = int(integerOf(m, "id")), int(integerOf(m, "n"))
	return shard, shards, shard >= 0 && shards > 0 && shard < shards
}

func (c *gatewayConn) checkIntents(v any) bool {
	n, ok := v.(json.Number)
	intents, err := n.Int64()
	switch {
	case !ok || err != nil || intents&^knownIntents != 0:
		c.refuse(4013, "Invalid intent(s).", RuleIntents, fmt.Sprintf("intents %v", v))
		return false
	case intents&privilegedIntents != 0:
		c.refuse(4014, "Disallowed intent(s).", RuleIntents, fmt.Sprintf("privileged intents in %v", v))
		return false
	case intents != 0:
		c.s.violate(RuleIntents, "gateway", "intents %d: a bot of slash commands needs none", intents)
	}
	return true
}

// checkProperties: "Identify Connection Properties". The names with a dollar
// are the old ones, which discordgo sends.
func (c *gatewayConn) checkProperties(v any) bool {
	m, _ := v.(map[string]any)
	for _, key := range []string{"os", "browser", "device"} {
		if _, ok := m[key].(string); ok {
			continue
		}
		if _, ok := m["$"+key].(string); !ok {
			c.refuse(4002, "Error while decoding payload.", RulePayload, "identify without properties."+key)
			return false
		}
	}
	return true
}

// resume: events/gateway, "Resuming". The gateway's lock is held.
func (c *gatewayConn) resume(d map[string]any) {
	s, g := c.s, &c.s.gw
	g.counts.Resumes++
	c.log.Resumed = true
	if c.main {
		g.counts.ResumedAtMain++
	}
	s.mu.Lock()
	token, now := s.token, s.clock.now()
	s.mu.Unlock()
	if d["token"] != token && d["token"] != "Bot "+token || token == "" {
		if token != "" {
			s.violate(RuleToken, "gateway", "resume with a wrong token")
		}
		c.shut(4004, "Authentication failed.")
		return
	}
	n, ok := d["seq"].(json.Number)
	seq, err := n.Int64()
	ses := g.sessions[stringOf(d, "session_id")]
	switch {
	case !ok || err != nil || d["session_id"] == nil:
		c.refuse(4002, "Error while decoding payload.", RulePayload, "resume without session_id and seq")
		return
	case c.fault.RefuseResume, ses == nil, ses.conn == nil && now.Sub(ses.lostAt) > g.opts.SessionTimeout:
		if ses != nil {
			delete(g.sessions, ses.id)
		}
		c.invalid(false)
		return
	case seq > ses.seq:
		c.refuse(4007, "Invalid seq.", RuleSequence, fmt.Sprintf("resume with the sequence number %d, the last one was %d", seq, ses.seq))
		return
	case seq < ses.seq && (len(ses.events) == 0 || ses.events[0].seq > seq+1): // no longer kept
		delete(g.sessions, ses.id)
		c.invalid(false)
		return
	}
	if !c.instead() {
		return
	}
	if ses.conn != nil {
		ses.conn.shut(4000, "resumed elsewhere")
	}
	ses.conn, c.session = c, ses
	for _, e := range ses.events {
		if e.seq > seq {
			c.send(e.item)
		}
	}
	g.counts.Resumed++
	g.emit(ses, "RESUMED", encode(map[string]any{"_trace": []any{"stand-in"}}))
}

// invalid sends Op 9: events/gateway-events, "Invalid Session".
func (c *gatewayConn) invalid(resumable bool) {
	c.invalidated = true
	c.sendJSON(map[string]any{"op": opInvalidSession, "s": nil, "t": nil, "d": resumable})
	if ses := c.session; ses != nil {
		c.detach()
		c.session = nil
		if !resumable {
			delete(c.s.gw.sessions, ses.id)
		}
	}
}

func encode(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // our own literals
	}
	return data
}

// owns says whether the guild's events go to the session's shard: events/
// gateway, "Sharding Formula"; direct messages go to shard 0.
func (ses *session) owns(guild string) bool {
	n, _ := strconv.ParseUint(guild, 10, 64)
	return int(n>>22%uint64(ses.shards)) == ses.shard
}

// emit gives an event its sequence number, keeps it for a resume and sends it;
// the gateway's lock is held.
func (g *gateway) emit(ses *session, name string, data []byte) {
	ses.seq++
	frame := make([]byte, 0, len(data)+64)
	frame = fmt.Appendf(frame, `{"op":0,"s":%d,"t":%q,"d":`, ses.seq, name)
	frame = append(append(frame, data...), '}')
	if len(ses.events) >= replayBuffer {
		ses.events = slices.Delete(ses.events, 0, replayBuffer/4)
	}
	it := item{frame: frame, compress: ses.compress && (name == "READY" || len(frame) >= compressFrom)}
	ses.events = append(ses.events, event{ses.seq, it})
	g.counts.Dispatches++
	if ses.conn != nil {
		ses.conn.send(it)
	}
}

// dispatch sends an event to the sessions of the guild's shard; to one that
// lost its connection when it resumes.
func (s *Server) dispatch(guild, name string, data []byte) error {
	g := &s.gw
	now := s.Now()
	g.mu.Lock()
	defer g.mu.Unlock()
	sent := false
	for id, ses := range g.sessions {
		if ses.conn == nil && now.Sub(ses.lostAt) > g.opts.SessionTimeout {
			delete(g.sessions, id)
			continue
		}
		if ses.owns(guild) {
			g.emit(ses, name, data)
			sent = true
		}
	}
	if !sent {
		return s.errorf("no bot is connected for guild %q: call WaitReady first", guild)
	}
	return nil
}

// WaitReady waits until a bot has a session; none in time is the test's end.
func (s *Server) WaitReady() {
	s.tb.Helper()
	s.WaitFor("a bot to connect", func(st Stats) bool { return st.Sessions > 0 })
}

// WaitFor waits until the counts are as wanted; too long is the test's end.
func (s *Server) WaitFor(what string, done func(Stats) bool) {
	s.tb.Helper()
	ctx, cancel := context.WithTimeout(s.ctx, s.opts.Timeout)
	defer cancel()
	if err := s.Await(ctx, done); err != nil {
		s.tb.Fatalf("discordtest: waited for %s: %v; %+v", what, err, s.Stats())
	}
}

// Await is WaitFor for other goroutines than the test's.
func (s *Server) Await(ctx context.Context, done func(Stats) bool) error {
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for !done(s.Stats()) {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
	return nil
}
