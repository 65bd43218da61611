package discordtest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/bwmarrin/discordgo"
)

func TestGatewayRules(t *testing.T) {
	identify := func(format string, args ...any) func(*peer) {
		return func(p *peer) { p.send(`{"op":2,"d":{`+format+`}}`, args...) }
	}
	for _, tt := range []struct {
		name string
		send func(p *peer)
		want string
		rule string
	}{
		{"not JSON", func(p *peer) { p.send(`{`) }, "close 4002", RulePayload},
		{"unknown op", func(p *peer) { p.send(`{"op":5}`) }, "close 4001", RulePayload},
		{"identify", identify(`"token":%q,"intents":0`, Token), "op0 READY", ""},
		{"another token", identify(`"token":"x","intents":0`), "close 4004", RuleToken},
		{"no intents field", identify(`"token":%q`, Token), "op0 READY", RulePayload},
		{"intents", identify(`"token":%q,"intents":512`, Token), "op0 READY", RulePayload},
		{"heartbeat", func(p *peer) { p.send(`{"op":1,"d":null}`) }, "op11", ""},
		{"unknown session", func(p *peer) { p.resume("x", 1) }, "op9", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := quiet(t, Options{})
			p := dial(t, s)
			p.want("op10")
			tt.send(p)
			p.want(tt.want)
			checkRules(t, s, strings.Fields(tt.rule)...)
		})
	}
	t.Run("identify twice", func(t *testing.T) {
		s := quiet(t, Options{})
		p, _ := ready(t, s)
		p.identify("")
		p.want("close 4005")
		checkRules(t, s, RulePayload)
	})
	t.Run("no heartbeat", func(t *testing.T) {
		s := quiet(t, Options{HeartbeatInterval: 10 * time.Millisecond})
		dial(t, s).want("op10", "close 4000")
		checkRules(t, s, RuleHeartbeat)
	})
}

func TestResume(t *testing.T) {
	s := quiet(t, Options{})
	p, session := ready(t, s)
	register(t, s, quote)
	s.CutGateway()
	p.want("cut")
	p = dial(t, s)
	p.want("op10")
	p.resume(session, 1)
	p.want("op0 RESUMED")
	checkRules(t, s)

	s.Fault(Fault{Route: RouteGateway, RefuseResume: true})
	for _, step := range []struct {
		seq  int
		want string
	}{{2, "op9"}, {2, "op9"}} { // refused, and gone from then on
		p = dial(t, s)
		p.want("op10")
		p.resume(session, step.seq)
		p.want(step.want)
	}
	s.Advance(5 * time.Second)
	p.identify("") // on the same connection
	p.want("op0 READY")
	if s.Count(Identifies) != 2 {
		t.Errorf("%d identifies", s.Count(Identifies))
	}
}

func TestNormalCloseEndsTheSession(t *testing.T) {
	s := New(t)
	p, session := ready(t, s)
	if err := p.ws.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(1000, "")); err != nil {
		t.Fatal(err)
	}
	s.WaitFor("the close", func() bool { return s.Sessions() == 0 })
	p = dial(t, s)
	p.want("op10")
	p.resume(session, 1)
	p.want("op9")
}

func TestIdentifyLimits(t *testing.T) {
	s := quiet(t, Options{SessionStarts: 3})
	ready(t, s)
	p := dial(t, s)
	p.want("op10")
	p.identify("")
	p.want("op9")
	checkRules(t, s, RuleIdentify)
	s.Advance(5 * time.Second)
	ready(t, s)
	s.Advance(5 * time.Second)
	p = dial(t, s)
	p.want("op10")
	p.identify("")
	p.want("close 4004")
	dial(t, s)
	checkRules(t, s, RuleIdentify, RuleIdentify)
	if a := call(t, s, "GET", "/gateway/bot", ""); !strings.Contains(a.body, `"remaining":0`) {
		t.Error(a)
	}
}

func TestShards(t *testing.T) {
	one, two := "4194304", "8388608" // 1<<22, 2<<22
	s := New(t, Options{Guilds: []string{one, two}})
	register(t, s, quote)
	var shards [2]*peer
	for i := range shards {
		s.Advance(5 * time.Second)
		shards[i] = dial(t, s)
		shards[i].want("op10")
		shards[i].identify(fmt.Sprintf(`,"shard":[%d,2]`, i))
		shards[i].want("op0 READY")
	}
	for _, tt := range []struct {
		from  From
		shard int
	}{{From{Guild: one}, 1}, {From{Guild: two}, 0}, {From{In: discordgo.InteractionContextBotDM}, 0}} {
		s.Slash("quote", map[string]any{"query": "x"}, tt.from)
		shards[tt.shard].want("op0 INTERACTION_CREATE")
	}
}

// TestLiveFaults scripts what befalls a bot that is connected.
func TestLiveFaults(t *testing.T) {
	for _, tt := range []struct {
		name string
		do   func(s *Server)
		want []string
	}{
		{"Op 1", func(s *Server) { s.SendFrame(`{"op":1,"d":null}`) }, []string{"op1"}},
		{"Op 9 true", func(s *Server) { s.InvalidateSession(true) }, []string{"op9"}},
		{"a close", func(s *Server) { s.CloseGateway(4009) }, []string{"close 4009"}},
		{"a cut", (*Server).CutGateway, []string{"cut"}},
		{"a token revoked", (*Server).RevokeToken, []string{"close 4004"}},
		{"an odd event", func(s *Server) { s.SendFrame(`{"op":0,"s":1,"t":"X","d":"` + x(1<<20) + `"}`) }, []string{"op0 X"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := New(t)
			p, _ := ready(t, s)
			tt.do(s)
			p.want(tt.want...)
		})
	}
	t.Run("no acknowledgements", func(t *testing.T) {
		s := New(t)
		p, _ := ready(t, s)
		s.StopACKs(true)
		p.send(`{"op":1,"d":1}`)
		s.WaitFor("the heartbeat", func() bool { return s.Count(Heartbeats) == 1 })
		s.StopACKs(false)
		s.SendFrame(`{"op":7,"d":null}`)
		p.want("op7")
	})
}
