package discordtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestGatewayRules(t *testing.T) {
	identify := func(s *Server, intents, more string) string {
		return fmt.Sprintf(identifyFormat, s.Token(), intents, more)
	}
	for _, tt := range []struct {
		name string
		send func(s *Server) []string
		code int
		rule string
	}{
		{"not JSON", func(*Server) []string { return []string{`{`} }, 4002, RulePayload},
		{"no op", func(*Server) []string { return []string{`{"d":1}`} }, 4002, RulePayload},
		{"too long", func(*Server) []string { return []string{`{"op":1,"d":null,"x":"` + x(4096) + `"}`} }, 4002, RulePayload},
		{"unknown op", func(*Server) []string { return []string{`{"op":5}`} }, 4001, RulePayload},
		{"presence first", func(*Server) []string { return []string{`{"op":3,"d":{}}`} }, 4003, RulePayload},
		{"identify twice", func(s *Server) []string { return []string{identify(s, "0", ""), identify(s, "0", "")} }, 4005, RulePayload},
		{"wrong token", func(*Server) []string { return []string{fmt.Sprintf(identifyFormat, "x", "0", "")} }, 4004, RuleToken},
		{"intents missing", func(s *Server) []string { return []string{identify(s, "null", "")} }, 4013, RuleIntents},
		{"intents unknown", func(s *Server) []string { return []string{identify(s, "67108864", "")} }, 4013, RuleIntents},
		{"intents privileged", func(s *Server) []string { return []string{identify(s, "32768", "")} }, 4014, RuleIntents},
		{"intents", func(s *Server) []string { return []string{identify(s, "512", "")} }, 0, RuleIntents},
		{"shard", func(s *Server) []string { return []string{identify(s, "0", `,"shard":[2,2]`)} }, 4010, RuleShard},
		{"no properties", func(s *Server) []string {
			return []string{`{"op":2,"d":{"token":"` + s.Token() + `","intents":0}}`}
		}, 4002, RulePayload},
		{"resume without seq", func(s *Server) []string {
			return []string{`{"op":6,"d":{"token":"` + s.Token() + `","session_id":"x"}}`}
		}, 4002, RulePayload},
		{"121 events", func(*Server) []string { return slices.Repeat([]string{`{"op":1,"d":null}`}, 121) }, 4008, RuleSends},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, _ := quiet(t, Options{})
			p := dial(t, s, s.gatewayURL())
			p.want(opHello, "")
			for _, f := range tt.send(s) {
				p.send("%s", f)
			}
			for {
				f := p.next()
				if f.Op >= 0 {
					if tt.code == 0 && f.T == "READY" {
						break
					}
					continue
				}
				if f.close != tt.code {
					t.Errorf("closed with %d, want %d", f.close, tt.code)
				}
				break
			}
			checkRules(t, s, tt.rule)
		})
	}
	s, _ := quiet(t, Options{})
	ws, _, err := s.Dialer().Dial(s.gatewayURL()+"?v=8&encoding=json", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = ws.Close() }()
	(&peer{t, ws}).wantClose(4012)
}

func TestResume(t *testing.T) {
	s, _ := quiet(t, Options{})
	p, d := ready(t, s)
	register(t, s, quote)
	first, _ := ask(t, s)
	if f := p.want(opDispatch, "INTERACTION_CREATE"); f.S != 2 {
		t.Fatalf("sequence number %d", f.S)
	}
	p.send(`{"op":1,"d":1}`)
	p.want(opACK, "")
	s.CutGateway()
	s.WaitFor("the cut", func(st Stats) bool { return st.Open == 0 })
	second, _ := ask(t, s) // while nobody is there
	p = dial(t, s, d.ResumeURL)
	p.want(opHello, "")
	p.send(`{"op":6,"d":{"token":%q,"session_id":%q,"seq":1}}`, s.Token(), d.SessionID)
	for i, in := range []*Interaction{first, second} {
		if f := p.want(opDispatch, "INTERACTION_CREATE"); !strings.Contains(string(f.D), in.ID) || f.S != int64(i+2) {
			t.Errorf("replayed %d %s", f.S, f.D)
		}
	}
	if f := p.want(opDispatch, "RESUMED"); f.S != 4 {
		t.Errorf("RESUMED has %d", f.S)
	}
	if st := s.Stats(); st.Resumed != 1 || st.ResumedAtMain != 0 || st.Sessions != 1 {
		t.Errorf("%+v", st)
	}
	resume := func(seq int) *peer {
		p := dial(t, s, s.gatewayURL())
		p.want(opHello, "")
		p.send(`{"op":6,"d":{"token":%q,"session_id":%q,"seq":%d}}`, s.Token(), d.SessionID, seq)
		return p
	}
	checkRules(t, s, "")
	resume(99).wantClose(4007)
	checkRules(t, s, RuleSequence)
	_ = p.ws.Close()
	s.WaitFor("the close", func(st Stats) bool { return st.Sessions == 0 })
	s.Advance(4 * time.Minute)
	if f := resume(4).want(opInvalidSession, ""); string(f.D) != "false" {
		t.Errorf("a session that timed out: %s", f.D)
	}
	if _, err := s.TrySlash("quote", map[string]any{"query": "x"}); err == nil {
		t.Error("an interaction without a session")
	}
}

func TestNormalCloseEndsTheSession(t *testing.T) {
	s := New(t)
	p, d := ready(t, s)
	if err := p.ws.WriteMessage(8, []byte{0x03, 0xE8}); err != nil { // 1000
		t.Fatal(err)
	}
	s.WaitFor("the close", func(st Stats) bool { return st.Open == 0 })
	if c := s.Connections(); len(c) != 1 || c[0].BotClose != 1000 || !c[0].Identified || c[0].Ended.IsZero() {
		t.Errorf("connections: %+v", c)
	}
	p = dial(t, s, d.ResumeURL)
	p.want(opHello, "")
	p.send(`{"op":6,"d":{"token":%q,"session_id":%q,"seq":1}}`, s.Token(), d.SessionID)
	p.want(opInvalidSession, "")
	if c := s.Connections(); len(c) != 2 || !c[1].ResumeURL || !c[1].Resumed {
		t.Errorf("connections: %+v", c)
	}
}

func TestHeartbeats(t *testing.T) {
	s, _ := quiet(t, Options{})
	p, _ := ready(t, s)
	p.send(`{"op":1,"d":1}`)
	p.want(opACK, "")
	p.send(`{"op":1,"d":null}`)
	p.want(opACK, "")
	s.RequestHeartbeat()
	p.want(opHeartbeat, "")
	s.StopACKs(true)
	p.send(`{"op":1,"d":1}`)
	s.WaitFor("the heartbeat", func(st Stats) bool { return st.Heartbeats == 3 })
	s.StopACKs(false)
	checkRules(t, s, "")
	p.send(`{"op":1,"d":7}`) // the only one of the two that is acknowledged
	p.want(opACK, "")
	checkRules(t, s, RuleSequence)
}

func TestMissingHeartbeat(t *testing.T) {
	s, _ := quiet(t, Options{HeartbeatInterval: 40 * time.Millisecond})
	p := dial(t, s, s.gatewayURL())
	p.want(opHello, "")
	p.wantClose(4000)
	checkRules(t, s, RuleHeartbeat)
	if c := s.Connections(); c[0].ServerClose != 4000 {
		t.Errorf("connections: %+v", c)
	}
}

func TestIdentifyLimits(t *testing.T) {
	s, _ := quiet(t, Options{SessionStarts: 3})
	ready(t, s)
	p := dial(t, s, s.gatewayURL())
	p.want(opHello, "")
	p.send(identifyFormat, s.Token(), "0", "")
	p.want(opInvalidSession, "")
	checkRules(t, s, RuleIdentify)
	s.Advance(5 * time.Second)
	ready(t, s)
	s.Advance(5 * time.Second)
	p = dial(t, s, s.gatewayURL())
	p.want(opHello, "")
	p.send(identifyFormat, s.Token(), "0", "")
	p.wantClose(4004)
	dial(t, s, s.gatewayURL())
	if v := s.Violations(); v[len(v)-1].Rule != RuleReconnect {
		t.Errorf("a connection after 4004: %v", v)
	}
}

func TestShards(t *testing.T) {
	a, b := Guild{ID: "4194304", Name: "one"}, Guild{ID: "8388608", Name: "two"} // 1<<22, 2<<22
	s := NewWith(t, Options{Guilds: []Guild{a, b}, MaxConcurrency: 2})
	register(t, s, quote)
	var shards [2]*peer
	for i := range shards {
		shards[i] = dial(t, s, s.gatewayURL())
		shards[i].want(opHello, "")
		shards[i].send(identifyFormat, s.Token(), "0", fmt.Sprintf(`,"shard":[%d,2]`, i))
		var d readyData
		_ = json.Unmarshal(shards[i].want(opDispatch, "READY").D, &d)
		if len(d.Guilds) != 1 {
			t.Errorf("shard %d has guilds %v", i, d.Guilds)
		}
	}
	for _, tt := range []struct {
		from  From
		shard int
	}{{From{Guild: a.ID}, 1}, {From{Guild: b.ID}, 0}, {From{DM: true}, 0}} {
		if _, err := s.TrySlash("quote", map[string]any{"query": "x"}, tt.from); err != nil {
			t.Fatal(err)
		}
		shards[tt.shard].want(opDispatch, "INTERACTION_CREATE")
	}
}

func TestGatewayFaults(t *testing.T) {
	s, _ := quiet(t, Options{MaxConcurrency: 1, HeartbeatInterval: 20 * time.Second})
	silent := func(p *peer) {
		t.Helper()
		_ = p.ws.SetReadDeadline(time.Now().Add(60 * time.Millisecond))
		if _, data, err := p.ws.ReadMessage(); err == nil {
			t.Errorf("not silent: %s", data)
		}
		_ = p.ws.Close()
	}
	identify := func(f GatewayFault) *peer {
		t.Helper()
		s.Advance(5 * time.Second)
		s.FaultGateway(f)
		p := dial(t, s, s.gatewayURL())
		if f.NoHello {
			return p
		}
		p.want(opHello, "")
		for range f.Before {
			p.next()
		}
		p.send(identifyFormat, s.Token(), "0", "")
		return p
	}
	silent(identify(GatewayFault{NoHello: true}))
	silent(identify(GatewayFault{Silent: true}))
	p := identify(GatewayFault{Before: []string{`{"op":7,"d":null}`}})
	p.want(opDispatch, "READY")
	s.Reconnect()
	p.want(opReconnect, "")
	s.InvalidateSession(true)
	if f := p.want(opInvalidSession, ""); string(f.D) != "true" {
		t.Errorf("Op 9 with %s", f.D)
	}
	_ = p.ws.Close()
	identify(GatewayFault{Close: 4009}).wantClose(4009)
	p = identify(GatewayFault{Instead: []string{`{"op":9,"d":false}`}})
	p.want(opInvalidSession, "")
	_ = p.ws.Close()
	p = identify(GatewayFault{CutReady: true})
	if _, _, err := p.ws.ReadMessage(); err == nil {
		t.Error("READY was not cut")
	}
	p = identify(GatewayFault{NoACK: true})
	p.want(opDispatch, "READY")
	p.send(`{"op":1,"d":1}`)
	silent(p)
	s.FaultGateway(GatewayFault{Status: 503})
	if _, resp, err := s.Dialer().Dial(s.gatewayURL()+"?v=10&encoding=json", nil); err == nil || resp.StatusCode != 503 {
		t.Errorf("handshake: %v", err)
	}
	s.Fault(Fault{Route: RouteDial, NoHost: true})
	if _, _, err := s.Dialer().Dial(s.gatewayURL(), nil); err == nil || !strings.Contains(err.Error(), "no such host") {
		t.Errorf("dial: %v", err)
	}
	checkRules(t, s, "")

	s.WaitFor("all to go", func(st Stats) bool { return st.Open == 0 })
	s.ForgetSessions()
	s.Advance(5 * time.Second)
	p, d := ready(t, s)
	register(t, s, quote)
	in, _ := ask(t, s)
	p.want(opDispatch, "INTERACTION_CREATE")
	s.DispatchAgain(in)
	if f := p.want(opDispatch, "INTERACTION_CREATE"); !strings.Contains(string(f.D), in.ID) {
		t.Errorf("not again: %s", f.D)
	}
	s.Dispatch("", "INTERACTION_CREATE", `{"type":99,"junk":"`+x(1<<20)+`"}`)
	if f := p.want(opDispatch, "INTERACTION_CREATE"); len(f.D) < 1<<20 {
		t.Errorf("%d bytes", len(f.D))
	}
	s.CloseGateway(4000, "")
	p.wantClose(4000)
	s.FaultGateway(GatewayFault{RefuseResume: true})
	p = dial(t, s, d.ResumeURL)
	p.want(opHello, "")
	p.send(`{"op":6,"d":{"token":%q,"session_id":%q,"seq":1}}`, s.Token(), d.SessionID)
	p.want(opInvalidSession, "")
	checkRules(t, s, "")
	p.send(identifyFormat, s.Token(), "0", "") // instead of disconnecting
	p.next()
	checkRules(t, s, RuleIdentify)
	s.HealGateway()
	s.RevokeToken()
	p.wantClose(4004)
	s.Restarted()
	p = dial(t, s, s.gatewayURL())
	p.want(opHello, "")
	p.send(identifyFormat, s.Token(), "0", "")
	p.wantClose(4004)
	checkRules(t, s, RuleIdentify)
}

// TestEndpoint delivers by signed requests to a bot's own address.
func TestEndpoint(t *testing.T) {
	s, _ := quiet(t, Options{})
	register(t, s, quote)
	answers := make(chan string, 1)
	bot := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		select {
		case a := <-answers:
			if a == "202" {
				w.WriteHeader(http.StatusAccepted)
				return
			}
			_, _ = io.WriteString(w, a)
		default:
			_, _ = io.WriteString(w, `{"type":1}`)
		}
	}))
	defer bot.Close()
	if err := s.VerifyEndpoint(t.Context(), bot.URL); err == nil || !strings.Contains(err.Error(), "bad signature") {
		t.Errorf("an endpoint that takes bad signatures: %v", err)
	}
	application := func() string { return call(t, s, "GET", "/applications/@me", "").body }
	if a := application(); !strings.Contains(a, `"interactions_endpoint_url":null`) {
		t.Errorf("without an endpoint: %s", a)
	}
	s.UseEndpoint(bot.URL)
	if a := application(); !strings.Contains(a, `"interactions_endpoint_url":"`+bot.URL+`"`) {
		t.Errorf("with an endpoint: %s", a)
	}
	answers <- `{"type":4,"data":{"content":"c",` + quietMentions + `}}`
	if m := s.Slash("quote", map[string]any{"query": "x"}).Reply(); m.Content != "c" {
		t.Errorf("reply: %s", m.JSON)
	}
	answers <- "202"
	in := s.Slash("quote", map[string]any{"query": "x"})
	if a := call(t, s, "POST", in.callbackPath(), `{"type":4,"data":{"content":"d",`+quietMentions+`}}`); a.status != 204 {
		t.Error(a)
	}
	if m := in.Reply(); m.Content != "d" {
		t.Errorf("reply: %s", m.JSON)
	}
	checkRules(t, s, "")
	answers <- `{"type":4,"data":{"content":"` + x(2001) + `",` + quietMentions + `}}`
	if _, err := s.Slash("quote", map[string]any{"query": "x"}).Wait(t.Context()); err == nil || !strings.Contains(err.Error(), "2000 or fewer") {
		t.Errorf("a bad answer: %v", err)
	}
	checkRules(t, s, RuleHTTPEndpoint)
}
