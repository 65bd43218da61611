package bot_test

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"onrecord/bot"
	"onrecord/bot/discordtest"
	"onrecord/bot/ops"
	"onrecord/commands"
)

// serveWebhook runs a bot that gets its interactions as signed requests, and returns their
// address.
func serveWebhook(t testing.TB, srv *discordtest.Server, r *commands.Router, configure ...func(*bot.Config)) (*running, string) {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	configure = append(configure, func(cfg *bot.Config) {
		cfg.PublicKey = srv.PublicKey()
		cfg.Serve = func(ctx context.Context, h http.Handler) error { return ops.Serve(ctx, ln, h, cfg.Log) }
	})
	b := run(t, discordtest.Token, srv, r, configure...)
	address := "http://" + ln.Addr().String() + bot.WebhookPath
	eventually(t, "a webhook", func() bool {
		res, err := http.Get(address)
		if err == nil {
			_ = res.Body.Close()
		}
		return err == nil && res.StatusCode == http.StatusMethodNotAllowed
	})
	t.Cleanup(func() {
		if err := b.end(); err != nil {
			t.Errorf("the bot ended with: %v", err)
		}
		if log := b.log.String(); strings.Contains(log, "level=ERROR") && !strings.Contains(log, "an interaction was lost") {
			t.Errorf("the bot logged errors:\n%s", log)
		}
		http.DefaultClient.CloseIdleConnections()
	})
	return b, address
}

func TestInteractionsByWebhook(t *testing.T) {
	srv := discordtest.New(t)
	b, address := serveWebhook(t, srv, harbour(t))
	_, replica := serveWebhook(t, srv, harbour(t))
	if status, pong, err := srv.Post(t.Context(), address, []byte(discordtest.Ping)); status != http.StatusOK || !strings.Contains(string(pong), `"type":1`) {
		t.Fatalf("PING was answered with %d %s %v", status, pong, err)
	}
	srv.UseEndpoint(address)
	asked := srv.Slash("quote", quote("lantern"))
	wantText(t, asked.Reply(), "1–3 of 8")
	t.Run("autocomplete", func(t *testing.T) {
		if got := srv.Autocomplete("quote", "speaker", "ann").Choices(); len(got) == 0 {
			t.Error("no suggestions")
		}
	})
	t.Run("share", func(t *testing.T) {
		hidden := srv.Slash("quote", private(quote("lantern")))
		hidden.Reply()
		wantPrivate(t, hidden.Click("Share").Reply(), false)
	})
	t.Run("button at another replica", func(t *testing.T) {
		srv.UseEndpoint(replica)
		wantText(t, asked.Click("Next").Reply(), "4–6 of 8")
	})
	t.Run("replay", func(t *testing.T) { // within a minute; Discord takes one of the answers
		srv.AllowViolation(discordtest.RuleTwice)
		status, _, err := srv.Post(t.Context(), address, asked.Payload)
		if err != nil || status != http.StatusAccepted {
			t.Errorf("%d, %v", status, err)
		}
		b.waitLog("it has been answered already")
		wantText(t, asked.Message(), "4–6 of 8")
	})
	if n := srv.Count(discordtest.Connections); n != 0 {
		t.Errorf("%d connections to the gateway", n)
	}
}

func TestTheWebhookRefusesWhatDiscordDoesNotSend(t *testing.T) {
	t.Parallel()
	srv := discordtest.New(t)
	b, address := serveWebhook(t, srv, harbour(t))
	interaction := []byte(`{"id":"1","type":2,"token":"t","data":{"name":"quote"}}`)
	genuine := func(http.Header) {}
	unsigned := func(h http.Header) { h.Del("X-Signature-Ed25519") }
	garbled := func(h http.Header) { h.Set("X-Signature-Ed25519", "zz") }
	otherBody := func(h http.Header) { srv.Sign(h, []byte(discordtest.Ping), time.Now()) }
	anHourAgo := func(h http.Header) { srv.Sign(h, interaction, time.Now().Add(-time.Hour)) } // a replay
	for _, test := range []struct {
		name string
		body []byte
		how  func(http.Header)
		want int
	}{
		{"an old request", interaction, anHourAgo, 401},
		{"no signature", interaction, unsigned, 401},
		{"another body's signature", interaction, otherBody, 401},
		{"garbage for a signature", interaction, garbled, 401},
		{"no JSON", []byte("hello"), genuine, 400},
		{"nothing", nil, genuine, 400},
		{"no token", []byte(`{"id":"1","type":2}`), genuine, 400},
		{"too much", bytes.Repeat([]byte("a"), 2<<20), genuine, 401},
		{"too much, unsigned", bytes.Repeat([]byte("a"), 2<<20), unsigned, 401},
	} {
		t.Run(test.name, func(t *testing.T) {
			if status, answer, err := srv.Post(t.Context(), address, test.body, test.how); err != nil || status != test.want {
				t.Errorf("%d %s %v, want %d", status, answer, err, test.want)
			}
		})
	}
	b.waitLog("set this machine's clock") // as for the old request, the only one that Discord could have signed
	for _, test := range []struct {
		method, path string
		want         int
	}{
		{"GET", "/interactions", 405}, {"PUT", "/interactions", 405}, {"POST", "/", 404}, {"POST", "/interactions/more", 404}, {"GET", "/metrics", 404},
	} {
		t.Run(test.method+" "+test.path, func(t *testing.T) {
			req := httptest.NewRequestWithContext(t.Context(), test.method, strings.TrimSuffix(address, bot.WebhookPath)+test.path, nil)
			req.RequestURI = ""
			res, err := http.DefaultClient.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			defer res.Body.Close()
			if res.StatusCode != test.want {
				t.Errorf("%d, want %d", res.StatusCode, test.want)
			}
		})
	}
}

// TestASlowClientDoesNotHoldTheWebhook opens connections that say nothing, and some that
// stop in the middle: others are served meanwhile.
func TestASlowClientDoesNotHoldTheWebhook(t *testing.T) {
	srv := discordtest.New(t)
	_, address := serveWebhook(t, srv, harbour(t))
	host := strings.TrimSuffix(strings.TrimPrefix(address, "http://"), bot.WebhookPath)
	for i := range 50 {
		c, err := net.Dial("tcp", host)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close() })
		if i%2 == 0 {
			fmt.Fprintf(c, "POST /interactions HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
		}
	}
	srv.UseEndpoint(address)
	wantText(t, srv.Slash("quote", quote("lantern")).Reply(), "1–3 of 8")
}

// TestTheWebhookAnswersWhatItHasTakenAtTheEnd stops the bot while it works.
func TestTheWebhookAnswersWhatItHasTakenAtTheEnd(t *testing.T) {
	srv := discordtest.New(t)
	lib := &heldLibrary{Library: library(t, harbourSource())}
	lib.hold()
	b, address := serveWebhook(t, srv, commands.NewRouter(lib, commands.About{}))
	srv.UseEndpoint(address)
	asked := srv.Slash("quote", quote("lantern"))
	eventually(t, "a search", func() bool { return lib.waiting.Load() > 0 })
	b.stop()
	b.waitLog("closing")
	lib.release()
	wantText(t, asked.Reply(), "1–3 of 8")
	if err := b.end(); err != nil {
		t.Fatal(err)
	}
}

// describing is a router that can say which commands there are, and answers nothing.
func describing() *commands.Router { return commands.NewRouter(nil, commands.About{Version: "test"}) }
