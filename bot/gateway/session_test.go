package gateway_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord/bot/discordtest"
	"onrecord/bot/gateway"
)

// TestEveryCloseCode closes the connection with every code that Discord has, and some
// that it has not.
func TestEveryCloseCode(t *testing.T) {
	for code, want := range map[int]string{
		1000: "resume", 1001: "resume", 1011: "resume", 1012: "resume",
		4000: "resume", 4001: "resume", 4002: "resume", 4003: "resume", 4005: "resume", 4006: "resume", 4008: "resume",
		4007: "identify", 4009: "identify",
		4004: "Discord refuses the token", 4010: "check SHARD_ID", 4011: "SHARDS=auto", 4012: "update onrecord", 4013: "update onrecord", 4014: "update onrecord",
		4999: "resume",
	} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			t.Parallel()
			srv := newServer(t, discordtest.Options{})
			b := start(t, srv)
			b.works()
			srv.CloseGateway(code, "as a test")
			if want != "resume" && want != "identify" {
				err := b.wait()
				var fatal *gateway.FatalError
				if err == nil || !strings.Contains(err.Error(), want) || !errors.Is(err, gateway.ErrToken) && (!errors.As(err, &fatal) || fatal.Code != code) {
					t.Errorf("Run ended with %v, want %q", err, want)
				}
				if n := srv.Stats().Connections; n != 1 {
					t.Errorf("%d connections", n)
				}
				return
			}
			b.again(2)
			st := srv.Stats()
			if resumed := st.Resumed == 1 && st.Identifies == 1; resumed != (want == "resume") || st.ResumedAtMain != 0 {
				t.Errorf("want %s: %+v", want, st)
			}
		})
	}
}

// TestOpcodesInEveryState sends what Discord may send at any time, in every state of a
// connection.
func TestOpcodesInEveryState(t *testing.T) {
	const (
		beat      = `{"op":1,"d":null}`
		reconnect = `{"op":7,"d":null}`
		resumable = `{"op":9,"d":true}`
		invalid   = `{"op":9,"d":false}`
	)
	for name, f := range map[string]string{"Op 1": beat, "Op 7": reconnect, "Op 9 true": resumable, "Op 9 false": invalid} {
		t.Run(name, func(t *testing.T) {
			for state, fault := range map[string]discordtest.GatewayFault{
				"before Hello": {NoHello: true, Before: []string{f}},
				"after Hello":  {Before: []string{f}},
				"for READY":    {Instead: []string{f}},
			} {
				if state == "after Hello" && strings.Contains(f, `"op":9`) {
					continue // it crosses with the identify: "for READY" is the same
				}
				t.Run(state, func(t *testing.T) {
					t.Parallel()
					srv := newServer(t, discordtest.Options{})
					srv.FaultGateway(fault)
					b := start(t, srv)
					srv.WaitFor("a connection", func(s discordtest.Stats) bool { return s.Connections > 0 })
					b.works()
				})
			}
			for state, fault := range map[string]*discordtest.GatewayFault{"when connected": nil, "while resuming": {Instead: []string{f}}} {
				t.Run(state, func(t *testing.T) {
					t.Parallel()
					srv := newServer(t, discordtest.Options{})
					b := start(t, srv)
					b.works()
					if fault != nil {
						srv.FaultGateway(*fault)
						srv.CutGateway()
						srv.WaitFor("a resume", func(s discordtest.Stats) bool { return s.Resumes > 0 })
					} else {
						srv.SendFrame(f)
					}
					if f != beat || fault != nil {
						b.until("another connection", func() bool { return srv.Stats().Connections > 1 })
					}
					b.works()
					if identifies := srv.Stats().Identifies; (f == invalid) != (identifies == 2) {
						t.Errorf("%d identifies: %+v", identifies, srv.Stats())
					}
				})
			}
		})
	}
}

func TestAZombieIsNoticed(t *testing.T) {
	srv := newServer(t, discordtest.Options{HeartbeatInterval: 50 * time.Millisecond})
	b := start(t, srv)
	b.works()
	b.until("an acknowledgement", func() bool { return b.g.Status()[0].Latency > 0 })
	srv.StopACKs(true)
	b.until("the end of the connection", func() bool { return srv.Connections()[0].BotClose != 0 })
	srv.StopACKs(false)
	b.works()
	first := srv.Connections()[0]
	if first.BotClose == 1000 || first.BotClose == 1001 || srv.Stats().Resumed == 0 || srv.Stats().Identifies != 1 {
		t.Errorf("closed with %d: %+v", first.BotClose, srv.Stats())
	}
}

// TestFaultsOfConnecting are over with the next connection, or the one after it.
func TestFaultsOfConnecting(t *testing.T) {
	for name, fault := range map[string]discordtest.GatewayFault{
		"accepts and says nothing": {NoHello: true},
		"Hello and then silence":   {Silent: true},
		"500":                      {Status: 500},
		"429":                      {Status: 429, Connections: 3},
		"half a READY":             {CutReady: true},
		"no Hello but garbage":     {NoHello: true, Before: []string{"\x00garbage"}},
		"a Hello of no time":       {NoHello: true, Before: []string{`{"op":10,"d":{"heartbeat_interval":0}}`}},
		"a Hello of a year":        {NoHello: true, Before: []string{`{"op":10,"d":{"heartbeat_interval":31536000000}}`}},
		"two Hellos":               {Before: []string{`{"op":10,"d":{"heartbeat_interval":41250}}`}},
		"an event before Hello":    {NoHello: true, Before: []string{`{"op":0,"s":1,"t":"INTERACTION_CREATE","d":{}}`}},
		"a READY without a name":   {Instead: []string{`{"op":0,"s":1,"t":"READY","d":{}}`}},
		"a number that is none":    {Instead: []string{`{"op":0,"s":"x","t":"READY","d":{}}`}},
		"an event without number":  {Instead: []string{`{"op":0,"t":"READY","d":{"session_id":"a","resume_gateway_url":"ws://127.0.0.1:1"}}`}},
		"a list":                   {Instead: []string{`[]`}},
		"nothing":                  {Instead: []string{``}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := newServer(t, discordtest.Options{})
			srv.FaultGateway(fault)
			b := start(t, srv)
			srv.WaitFor("a connection", func(s discordtest.Stats) bool { return s.Connections > 0 || fault.Status != 0 })
			b.works()
		})
	}
}

// TestUnknownFramesAreNothing sends what is legal and of no use.
func TestUnknownFramesAreNothing(t *testing.T) {
	srv := newServer(t, discordtest.Options{})
	b := start(t, srv)
	b.works()
	for _, f := range []string{`{"op":99}`, `{"op":11}`, `{"op":11,"d":{"x":1}}`, `{}`, `{"op":8,"d":null,"extra":[1,2,{"a":"b"}]}`} {
		srv.SendFrame(f)
	}
	srv.Dispatch(guild, "BIG", `{"a":"`+strings.Repeat("x", 1<<20)+`"}`)
	b.works()
	if st := srv.Stats(); st.Connections > 1 && st.Identifies > 1 {
		t.Errorf("%+v", st)
	}
}

// TestBrokenFramesCostTheConnectionOnly sends what is not legal; the session goes on.
func TestBrokenFramesCostTheConnectionOnly(t *testing.T) {
	srv := newServer(t, discordtest.Options{})
	b := start(t, srv)
	b.works()
	for n, f := range []string{`{"op":`, `{"op":"x"}`, `{"op":0,"s":1.5,"t":"X"}`, "\xff\xfe", `{"op":0,"s":-4,"t":"X","d":{}}`} {
		srv.SendFrame(f)
		b.again(n + 2)
	}
	if st := srv.Stats(); st.Identifies != 1 || st.Resumed != 5 {
		t.Errorf("%+v", st)
	}
}

func TestEventsAreReplayedOnceAndInOrder(t *testing.T) {
	srv := newServer(t, discordtest.Options{})
	b := start(t, srv)
	b.works()
	sent := b.got()
	for round := range 3 {
		if round == 1 { // the resume breaks off too
			srv.FaultGateway(discordtest.GatewayFault{Instead: []string{`{"op":7,"d":null}`}})
		}
		srv.CutGateway()
		for i := range 20 {
			data := fmt.Sprintf(`{"round":%d,"event":%d}`, round, i)
			srv.Dispatch(guild, "SOMETHING", data)
			sent = append(sent, data)
		}
		b.until("the events", func() bool { return len(b.got()) >= len(sent) })
	}
	if got := b.got(); !slices.Equal(got, sent) {
		t.Errorf("got  %v\nwant %v", got, sent)
	}
	if st := srv.Stats(); st.Identifies != 1 || st.ResumedAtMain != 0 {
		t.Errorf("%+v", st)
	}
}

// TestASessionThatCannotBeResumedIsGivenUp has an address to resume at that is dead,
// and an event that makes no sense however often it is replayed.
func TestASessionThatCannotBeResumedIsGivenUp(t *testing.T) {
	for name, spoil := range map[string]func(srv *discordtest.Server){
		"a dead address": func(srv *discordtest.Server) {
			srv.FaultGateway(discordtest.GatewayFault{Status: 502, Connections: 5})
			srv.CutGateway()
		},
		"a broken event": func(srv *discordtest.Server) { srv.Dispatch(guild, "SOMETHING", `{"a":`) },
	} {
		t.Run(name, func(t *testing.T) {
			srv := newServer(t, discordtest.Options{})
			b := start(t, srv)
			b.works()
			spoil(srv)
			b.until("a new session", func() bool { return srv.Stats().Identifies == 2 })
			b.works()
		})
	}
}

func TestARefusedResumeBeginsANewSession(t *testing.T) {
	srv := newServer(t, discordtest.Options{})
	b := start(t, srv)
	b.works()
	srv.FaultGateway(discordtest.GatewayFault{RefuseResume: true})
	srv.CutGateway()
	b.until("a new session", func() bool { return srv.Stats().Identifies == 2 })
	b.works()
}
