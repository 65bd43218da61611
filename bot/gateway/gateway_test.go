package gateway_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"onrecord/bot/discordtest"
	"onrecord/bot/gateway"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A bot is a gateway that runs, and what came of it.
type bot struct {
	t    testing.TB
	srv  *discordtest.Server
	g    *gateway.Gateway
	stop context.CancelFunc
	done chan error

	mu     sync.Mutex
	log    bytes.Buffer
	events []string // the data of those that came
}

func (b *bot) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.log.Write(p)
}

func (b *bot) logged() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.log.String()
}

func (b *bot) got() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.events)
}

// newServer is a stand-in whose clock goes on by six seconds whenever the bot asks for
// the gateway, which it does before it connects: so the gap between identifies, that
// Discord wants and quick does not have, passes without waiting. TestShards is about it.
func newServer(t testing.TB, o discordtest.Options) *discordtest.Server {
	o.SessionTimeout = 24 * time.Hour
	return discordtest.NewWith(t, o)
}

type hurried struct {
	http.RoundTripper
	srv *discordtest.Server
}

func (h hurried) RoundTrip(r *http.Request) (*http.Response, error) {
	h.srv.Advance(6 * time.Second)
	return h.RoundTripper.RoundTrip(r)
}

// quick are times that tests need not wait for.
var quick = gateway.Times{Ready: 300 * time.Millisecond, IdentifyGap: time.Millisecond, InvalidPause: 5 * time.Millisecond, FirstWait: 4 * time.Millisecond, LastWait: 20 * time.Millisecond, Healthy: time.Minute}

func start(t testing.TB, srv *discordtest.Server, change ...func(*gateway.Config)) *bot {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	b := &bot{t: t, srv: srv, stop: stop, done: make(chan error, 1)}
	cfg := gateway.Config{
		Token: srv.Token(), HTTP: &http.Client{Transport: hurried{srv.Client().Transport, srv}}, Times: quick,
		Log: slog.New(slog.NewTextHandler(b, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Handle: func(event string, data json.RawMessage) {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.events = append(b.events, string(data))
		},
	}
	for _, f := range change {
		f(&cfg)
	}
	g, err := gateway.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	b.g = g
	go func() { b.done <- g.Run(ctx) }()
	t.Cleanup(func() {
		if err := b.end(); err != nil {
			t.Errorf("Run ended with %v", err)
		}
		if strings.Contains(b.logged(), srv.Token()) {
			t.Errorf("the token is in the log:\n%s", b.logged())
		}
		srv.Client().CloseIdleConnections()
	})
	return b
}

// end ends the gateway and returns what Run returned; nil if that was asked for before.
func (b *bot) end() error {
	b.stop()
	if b.done == nil {
		return nil
	}
	return b.wait()
}

func (b *bot) wait() error {
	b.t.Helper()
	select {
	case err := <-b.done:
		b.done = nil
		return err
	case <-time.After(10 * time.Second):
		b.t.Fatalf("the gateway does not end:\n%s", b.logged())
		return nil
	}
}

const guild = "1155555555555555555"

// works sends an event and waits until it has come: the shard is connected.
func (b *bot) works() {
	b.t.Helper()
	b.srv.WaitReady()
	mark := fmt.Sprintf(`{"mark":%d}`, time.Now().UnixNano())
	b.srv.Dispatch(guild, "SOMETHING", mark)
	b.until("the event "+mark, func() bool { return slices.Contains(b.got(), mark) })
}

func (b *bot) until(what string, done func() bool) {
	b.t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !done(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			b.t.Fatalf("waited for %s; %+v\n%s", what, b.srv.Stats(), b.logged())
		}
	}
}

// again waits until the bot has had n connections and the last one works.
func (b *bot) again(n int) {
	b.t.Helper()
	b.until(fmt.Sprintf("%d connections", n), func() bool {
		st := b.srv.Stats()
		return st.Connections >= n && st.Sessions == 1
	})
	b.works()
}

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

// TestDiscordsHTTPAPIIsOutOfOrder while the gateway is not: a session is resumed all
// the same, and a new one begun when it is there again.
func TestDiscordsHTTPAPIIsOutOfOrder(t *testing.T) {
	const route = "GET /gateway/bot"
	always := func(f discordtest.Fault) discordtest.Fault { f.Route, f.Times = route, -1; return f }
	for name, fault := range map[string]discordtest.Fault{
		"403":        always(discordtest.Refused("", 403, 50001, "Missing Access")),
		"404":        always(discordtest.Refused("", 404, 0, "404: Not Found")),
		"429":        always(discordtest.RateLimited("", "global", 10*time.Millisecond)),
		"429 HTML":   always(discordtest.CloudflareLimited("", 0)),
		"500":        always(discordtest.Broken("", 500)),
		"502":        always(discordtest.Broken("", 502)),
		"drops":      always(discordtest.Fault{Drop: true}),
		"no host":    always(discordtest.Fault{NoHost: true}),
		"no sense":   always(discordtest.Fault{Status: 200, Body: `{"url":"ftp://x","shards":0}`}),
		"half JSON":  always(discordtest.Fault{Status: 200, Body: `{"url":`}),
		"wrong type": always(discordtest.Fault{Status: 200, Body: `[]`}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := newServer(t, discordtest.Options{})
			h := srv.Fault(fault)
			b := start(t, srv)
			b.until("three questions", func() bool { return h.Hits() >= 3 })
			if n := srv.Stats().Identifies; n != 0 {
				t.Errorf("%d identifies without knowing whether one is allowed", n)
			}
			h.Remove()
			b.works()
			srv.Fault(fault)
			srv.CutGateway()
			b.again(2)
			if st := srv.Stats(); st.Resumed != 1 {
				t.Errorf("%+v", st)
			}
		})
	}
}

func TestTheTokenIsCheckedBeforeEveryConnection(t *testing.T) {
	srv := newServer(t, discordtest.Options{})
	b := start(t, srv)
	b.works()
	srv.RevokeToken()
	if err := b.wait(); !errors.Is(err, gateway.ErrToken) {
		t.Errorf("Run ended with %v", err)
	}
	again := start(t, srv)
	if err := again.wait(); !errors.Is(err, gateway.ErrToken) {
		t.Errorf("Run ended with %v", err)
	}
	if n := srv.Stats().Connections; n != 1 {
		t.Errorf("%d connections", n)
	}
}

func TestTheHostIsNotFound(t *testing.T) {
	srv := newServer(t, discordtest.Options{})
	h := srv.Fault(discordtest.Fault{Route: discordtest.RouteDial, NoHost: true, Times: 3})
	b := start(t, srv, func(cfg *gateway.Config) { cfg.Dial = srv.Dialer().NetDialContext })
	b.works()
	if h.Hits() != 3 {
		t.Errorf("%d tries met the fault", h.Hits())
	}
}

// TestNoSessionIsBegunThatIsNotAllowed uses the day's sessions up.
func TestNoSessionIsBegunThatIsNotAllowed(t *testing.T) {
	srv := newServer(t, discordtest.Options{SessionStarts: 1})
	b := start(t, srv)
	b.works()
	srv.CloseGateway(4009, "session timed out")
	b.until("the pause", func() bool { return strings.Contains(b.logged(), "0 of 1 are left") })
	if n := srv.Stats().Identifies; n != 1 {
		t.Errorf("%d identifies", n)
	}
	if err := b.end(); err != nil { // it does not sit the day out
		t.Error(err)
	}
}

// TestShards runs several shards, which begin their sessions as max_concurrency says:
// the stand-in refuses what is too early by its clock, which stands still but for this.
func TestShards(t *testing.T) {
	for _, concurrency := range []int{1, 2} {
		t.Run(fmt.Sprint(concurrency), func(t *testing.T) {
			srv := discordtest.NewWith(t, discordtest.Options{Frozen: true, Shards: 4, MaxConcurrency: concurrency})
			b := start(t, srv, func(cfg *gateway.Config) {
				cfg.HTTP, cfg.Times.IdentifyGap = srv.Client(), 60*time.Millisecond
			})
			for n := concurrency; n <= 4; n += concurrency {
				srv.WaitFor("a shard", func(s discordtest.Stats) bool { return s.Sessions >= n })
				srv.Advance(5100 * time.Millisecond)
			}
			b.until("four shards", func() bool {
				ready := 0
				for _, s := range b.g.Status() {
					if s.Ready {
						ready++
					}
				}
				return ready == 4
			})
			if st := srv.Stats(); st.Identifies != 4 {
				t.Errorf("%+v", st)
			}
		})
	}
}

func TestOneShardOfSeveral(t *testing.T) {
	srv := newServer(t, discordtest.Options{})
	const of = 3
	owner := 1155555555555555555 >> 22 % of
	var bots []*bot
	for n := range of {
		bots = append(bots, start(t, srv, func(cfg *gateway.Config) { cfg.Shard, cfg.Of = n, of }))
		srv.WaitFor("a shard", func(s discordtest.Stats) bool { return s.Sessions == n+1 })
	}
	srv.Dispatch(guild, "SOMETHING", `{"a":1}`)
	bots[owner].until("the event", func() bool { return len(bots[owner].got()) == 1 })
	for n, b := range bots {
		if n != owner && len(b.got()) > 0 {
			t.Errorf("shard %d got %v", n, b.got())
		}
	}
}

func TestAPanicCostsOneEvent(t *testing.T) {
	srv := newServer(t, discordtest.Options{})
	b := start(t, srv, func(cfg *gateway.Config) {
		handle := cfg.Handle
		cfg.Handle = func(event string, data json.RawMessage) {
			if event == "BAD" {
				panic("a test")
			}
			handle(event, data)
		}
	})
	b.works()
	srv.Dispatch(guild, "BAD", `{}`)
	b.works()
	if st := srv.Stats(); st.Connections != 1 || !strings.Contains(b.logged(), "panic while an event was handled") {
		t.Errorf("%+v\n%s", st, b.logged())
	}
}

// TestTheTokenGoesNowhereInTheClear has an answer that names an address without TLS.
func TestTheTokenGoesNowhereInTheClear(t *testing.T) {
	srv := newServer(t, discordtest.Options{})
	h := srv.Fault(discordtest.Fault{Route: "GET /gateway/bot", Status: 200, Times: 3,
		Body: `{"url":"ws://gateway.example","shards":1,"session_start_limit":{"total":1000,"remaining":1000,"reset_after":0,"max_concurrency":1}}`})
	dialled := make(chan string, 10)
	b := start(t, srv, func(cfg *gateway.Config) {
		cfg.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
			dialled <- address
			return new(net.Dialer).DialContext(ctx, network, address)
		}
	})
	b.works()
	if address := <-dialled; h.Hits() != 3 || address != srv.Addr() {
		t.Errorf("after %d such answers it dialled %s", h.Hits(), address)
	}
}

func TestWrongSettings(t *testing.T) {
	for _, cfg := range []gateway.Config{{}, {Token: "t", Shards: -1}, {Token: "t", Shard: 2, Of: 2}, {Token: "t", Shard: -1, Of: 2}} {
		if _, err := gateway.New(cfg); err == nil {
			t.Errorf("%+v was taken", cfg)
		}
	}
}

func TestTheEndClosesForGood(t *testing.T) {
	srv := newServer(t, discordtest.Options{})
	b := start(t, srv)
	b.works()
	if err := b.end(); err != nil {
		t.Fatal(err)
	}
	srv.WaitFor("the end", func(s discordtest.Stats) bool { return s.Open == 0 })
	if code := srv.Connections()[0].BotClose; code != 1000 {
		t.Errorf("closed with %d", code)
	}
	if st := b.g.Status(); st[0].Ready {
		t.Errorf("%+v", st)
	}
}
