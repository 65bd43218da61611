package gateway_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"onrecord/bot/discordtest"
	"onrecord/bot/gateway"
)

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
