package bot_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"onrecord/bot"
	"onrecord/bot/discordtest"
)

// newGateway returns a stand-in whose hearts beat often. discordgo gives up after five beats
// without an answer, and ends the session then: as always, the bot's own idle time is over before.
func newGateway(t *testing.T, options ...func(*discordtest.Options)) *discordtest.Server {
	t.Helper()
	o := discordtest.Options{HeartbeatInterval: 500 * time.Millisecond}
	for _, f := range options {
		f(&o)
	}
	return discordtest.New(t, o)
}

// answers reports whether the bot answers a member.
func answers(t *testing.T, srv *discordtest.Server) {
	t.Helper()
	if text := srv.Slash("quote", quote("parker monitoring")).Reply().Text(); !strings.Contains(text, "Andrew Parker") {
		t.Errorf("the reply is %q", text)
	}
}

// TestReconnects goes wrong with a connection that is ready: the bot has to come back,
// with the session that it had where Discord keeps it.
func TestReconnects(t *testing.T) {
	r := builtin(t)
	for _, test := range []struct {
		name    string
		fault   func(*discordtest.Server)
		resumed bool
	}{
		{"the connection is cut", (*discordtest.Server).CutGateway, true},
		{"Discord asks to reconnect", func(s *discordtest.Server) { s.SendFrame(`{"op":7,"d":null}`) }, true},
		{"Discord asks for a heartbeat, then cuts", func(s *discordtest.Server) { s.SendFrame(`{"op":1,"d":null}`); s.CutGateway() }, true},
		{"heartbeats are not acknowledged", func(s *discordtest.Server) { s.StopACKs(true) }, true},
		{"closed with an unknown error", func(s *discordtest.Server) { s.CloseGateway(4000) }, true},
		{"closed normally", func(s *discordtest.Server) { s.CloseGateway(1000) }, true},
		{"a broken frame, then a cut", func(s *discordtest.Server) { s.SendFrame(`{"op":`); s.CutGateway() }, true},
		{"an unknown event, then a cut", func(s *discordtest.Server) { s.SendFrame(`{"op":0,"s":1,"t":"NEW_THING","d":{"a":1}}`); s.CutGateway() }, true},
		{"the session is forgotten", func(s *discordtest.Server) {
			s.Fault(discordtest.Fault{Route: discordtest.RouteGateway, RefuseResume: true})
			s.CutGateway()
		}, false},
		{"the handshake is refused once", func(s *discordtest.Server) {
			s.Fault(discordtest.Fault{Route: discordtest.RouteGateway, Status: 503})
			s.CutGateway()
		}, false},
		{"the resume is not answered", func(s *discordtest.Server) {
			s.Fault(discordtest.Fault{Route: discordtest.RouteGateway, Silent: true})
			s.CutGateway()
		}, false},
		{"no Hello", func(s *discordtest.Server) {
			s.Fault(discordtest.Fault{Route: discordtest.RouteGateway, NoHello: true})
			s.CutGateway()
		}, false},
		{"asked to reconnect before READY", func(s *discordtest.Server) {
			s.Fault(discordtest.Fault{Route: discordtest.RouteGateway, Frames: []string{`{"op":7,"d":null}`}})
			s.CutGateway()
		}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			srv := newGateway(t)
			b := start(t, srv, r, (*bot.Config).Hurry)
			b.waitLog("connected to Discord")
			srv.WaitFor("the heart to beat", func() bool { return srv.Count(discordtest.Heartbeats) > 1 })
			srv.Advance(6 * time.Second)                  // Discord wants five between two sessions
			srv.AllowViolation(discordtest.RuleHeartbeat) // of what discordgo hangs on
			test.fault(srv)
			b.waitLog(fmt.Sprintf(`"connected to Discord" shard=0 resumed=%t`, test.resumed))
			srv.StopACKs(false)
			answers(t, srv)
		})
	}
}

// TestConnectsThroughFaults goes wrong with the first connection.
func TestConnectsThroughFaults(t *testing.T) {
	r := builtin(t)
	for name, fault := range map[string]discordtest.Fault{
		"no handshake":            {Hang: true},
		"refused":                 {Status: 503},
		"no Hello":                {NoHello: true},
		"no READY":                {Silent: true},
		"half a READY":            {Close: 1006},
		"closed before READY":     {Close: 4000},
		"told to reconnect":       {Frames: []string{`{"op":7,"d":null}`}, Silent: true},
		"asked for a heartbeat":   {Frames: []string{`{"op":1,"d":null}`}},
		"an invalid session":      {Frames: []string{`{"op":9,"d":false}`}},
		"a READY that makes none": {Frames: []string{`{"op":0,"s":1,"t":"READY","d":[]}`}, Close: 4000},
		"no JSON":                 {Frames: []string{`READY`}, Silent: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := newGateway(t)
			srv.AllowViolation(discordtest.RuleIdentify, discordtest.RuleHeartbeat, discordtest.RulePayload)
			fault.Route = discordtest.RouteGateway
			srv.Fault(fault)
			start(t, srv, r, (*bot.Config).Hurry)
			srv.WaitFor("a session", func() bool { return srv.Sessions() > 0 })
			answers(t, srv)
		})
	}
}

// TestInvalidSession: a session that Discord ends is begun again on the same connection,
// as discordgo does it, or on another.
func TestInvalidSession(t *testing.T) {
	t.Parallel()
	r := builtin(t)
	for _, resumable := range []bool{true, false} {
		srv := newGateway(t)
		start(t, srv, r, (*bot.Config).Hurry)
		srv.Advance(6 * time.Second)
		identifies := srv.Count(discordtest.Identifies)
		srv.InvalidateSession(resumable)
		srv.WaitFor("another session", func() bool { return srv.Count(discordtest.Identifies) > identifies && srv.Sessions() == 1 })
		answers(t, srv)
	}
}

// TestForGood: what a restart cannot heal ends the bot with what to do, after one attempt.
func TestForGood(t *testing.T) {
	r := builtin(t)
	for code, want := range map[int]string{4004: "copy a new one", 4010: "SHARD_ID", 4011: "leave SHARDS empty", 4012: "update onrecord", 4013: "update onrecord", 4014: "update onrecord"} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			srv := newGateway(t)
			srv.Fault(discordtest.Fault{Route: discordtest.RouteGateway, Close: code})
			b := run(t, discordtest.Token, srv, r, (*bot.Config).Hurry)
			err := b.wait()
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%d: the bot ended with %v", code, err)
			}
			if n := srv.Count(discordtest.Connections); n != 1 {
				t.Errorf("%d: %d connections", code, n)
			}
		})
	}
	t.Run("the token is revoked while the bot runs", func(t *testing.T) {
		t.Parallel()
		srv := newGateway(t)
		b := run(t, discordtest.Token, srv, r, (*bot.Config).Hurry)
		srv.WaitReady()
		srv.RevokeToken()
		if err := b.wait(); !errors.Is(err, bot.ErrToken) {
			t.Errorf("the bot ended with %v", err)
		}
	})
}

// TestSessionsAreNotSquandered: an Op 9 that repeats makes discordgo identify at once and
// without end, and Discord resets the token of a bot that does so 1,000 times a day.
func TestSessionsAreNotSquandered(t *testing.T) {
	t.Parallel()
	srv := discordtest.New(t) // whose heart beats seldom
	srv.AllowViolation(discordtest.RuleIdentify, discordtest.RulePayload)
	invalid := make([]string, 50)
	for i := range invalid {
		invalid[i] = `{"op":9,"d":false}`
	}
	srv.Fault(discordtest.Fault{Route: discordtest.RouteGateway, Frames: invalid})
	start(t, srv, builtin(t), (*bot.Config).Hurry, (*bot.Config).HoldFrames)
	srv.WaitFor("another connection", func() bool { return srv.Count(discordtest.Connections) > 1 })
	if n := srv.Count(discordtest.Identifies); n > 5 { // one may be on the new connection
		t.Errorf("%d identifies on one connection", n)
	}
}

// TestSessionLimit: while no session may be begun, the bot waits.
func TestSessionLimit(t *testing.T) {
	t.Parallel()
	srv := newGateway(t, func(o *discordtest.Options) { o.SessionStarts = 1 })
	b := start(t, srv, builtin(t), (*bot.Config).Hurry)
	b.expectError("no more sessions today")
	srv.Fault(discordtest.Fault{Route: discordtest.RouteGateway, Status: 503})
	srv.CutGateway()
	b.waitLog("no more sessions today")
	if n := srv.Count(discordtest.Identifies); n != 1 {
		t.Errorf("%d identifies", n)
	}
}

// TestBackSoonOnAnotherPort: the gateway goes away and comes back elsewhere.
func TestBackSoonOnAnotherPort(t *testing.T) {
	t.Parallel()
	srv := newGateway(t)
	start(t, srv, builtin(t), (*bot.Config).Hurry)
	for range 2 {
		srv.Advance(6 * time.Second)
		tries := srv.Count("GET /gateway/bot")
		srv.StopGateway()
		srv.WaitFor("some attempts", func() bool { return srv.Count("GET /gateway/bot") > tries+3 })
		srv.StartGateway()
		srv.WaitFor("a session", func() bool { return srv.Sessions() == 1 })
		answers(t, srv)
	}
}

func TestTwoShards(t *testing.T) {
	srv := newGateway(t, func(o *discordtest.Options) {
		o.Shards = 2
		o.Guilds = []string{"1155555555555555555", "1155555555559749859"}
	})
	srv.AllowViolation(discordtest.RuleIdentify) // they identify at once
	start(t, srv, builtin(t), (*bot.Config).Hurry)
	srv.WaitFor("two sessions", func() bool { return srv.Sessions() == 2 })
	for _, guild := range []string{"1155555555555555555", "1155555555559749859"} {
		if text := srv.Slash("quote", quote("parker monitoring"), discordtest.From{Guild: guild}).Reply().Text(); !strings.Contains(text, "Andrew Parker") {
			t.Errorf("in %s the reply is %q", guild, text)
		}
	}
}

// TestTheGatewayRestartsInMidAnswer: an answer needs no gateway.
func TestTheGatewayRestartsInMidAnswer(t *testing.T) {
	t.Parallel()
	srv := newGateway(t)
	start(t, srv, builtin(t), (*bot.Config).Hurry)
	srv.Advance(6 * time.Second)
	held := srv.Fault(discordtest.Fault{Route: discordtest.RouteCallback, Delay: 300 * time.Millisecond})
	in := srv.Slash("quote", quote("parker monitoring"))
	srv.WaitFor("the answer to be on its way", func() bool { return held.Hits() > 0 })
	srv.CutGateway()
	if text := in.Reply().Text(); !strings.Contains(text, "Andrew Parker") {
		t.Errorf("the reply is %q", text)
	}
	srv.WaitFor("another session", func() bool { return srv.Sessions() == 1 })
	answers(t, srv)
}
