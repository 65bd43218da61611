package gateway_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
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
