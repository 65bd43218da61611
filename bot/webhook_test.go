package bot_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"onrecord/bot"
	"onrecord/bot/discordtest"
	"onrecord/commands"
)

// serveWebhook runs a bot that gets its interactions by signed requests, and returns
// their address.
func serveWebhook(t *testing.T, srv *discordtest.Server, r *commands.Router) (*running, string) {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b := run(t, srv.Token(), srv, r, func(cfg *bot.Config) {
		cfg.PublicKey, cfg.Listener = srv.PublicKey(), ln
	})
	b.waitLog("interactions are taken")
	t.Cleanup(func() {
		if err := b.end(); err != nil {
			t.Errorf("the bot ended with: %v", err)
		}
		if log := b.log.String(); strings.Contains(log, "level=ERROR") && !strings.Contains(log, "an interaction was lost") {
			t.Errorf("the bot logged errors:\n%s", log)
		}
	})
	return b, "http://" + ln.Addr().String() + "/interactions"
}

func TestInteractionsByWebhook(t *testing.T) {
	srv := discordtest.New(t)
	_, address := serveWebhook(t, srv, harbour(t))
	if err := srv.VerifyEndpoint(t.Context(), address); err != nil {
		t.Fatal(err)
	}
	srv.UseEndpoint(address)
	asked := srv.Slash("quote", quote("lantern"))
	if m := asked.Reply(); !strings.Contains(m.Text(), "1–3 of 8") {
		t.Errorf("the reply is\n%s", m.Text())
	}
	if m := asked.Click("Next").Reply(); !strings.Contains(m.Text(), "4–6 of 8") {
		t.Errorf("the next page is\n%s", m.Text())
	}
	if got := srv.Autocomplete("quote", "speaker", "ann").Choices(); len(got) == 0 {
		t.Error("no suggestions")
	}
	hidden := srv.Slash("quote", private(quote("lantern")))
	hidden.Reply()
	if public := shared(t, hidden.Click("Share")); public.Ephemeral {
		t.Error("what was shared is private")
	}
	if n := srv.Stats().Connections; n != 0 {
		t.Errorf("%d connections to the gateway", n)
	}
}

// TestReplicasNeedNotKnowOfEachOther sends the press of a button to another process
// than the one that has answered.
func TestReplicasNeedNotKnowOfEachOther(t *testing.T) {
	srv := discordtest.New(t)
	_, one := serveWebhook(t, srv, harbour(t))
	_, two := serveWebhook(t, srv, harbour(t))
	srv.UseEndpoint(one)
	asked := srv.Slash("quote", quote("lantern"))
	asked.Reply()
	srv.UseEndpoint(two)
	if m := asked.Click("Next").Reply(); !strings.Contains(m.Text(), "4–6 of 8") {
		t.Errorf("the next page is\n%s", m.Text())
	}
}

func TestTheWebhookRefusesWhatDiscordDoesNotSend(t *testing.T) {
	srv := discordtest.New(t)
	_, address := serveWebhook(t, srv, harbour(t))
	interaction := []byte(`{"id":"1","type":2,"token":"t","data":{"name":"quote"}}`)
	for _, test := range []struct {
		name string
		body []byte
		how  discordtest.Forgery
		want int
	}{
		{"an old request", interaction, discordtest.OldTimestamp, 401},
		{"no signature", interaction, discordtest.NoSignature, 401},
		{"another body's signature", interaction, discordtest.WrongSignature, 401},
		{"somebody else's key", interaction, discordtest.WrongKey, 401},
		{"garbage for a signature", interaction, discordtest.GarbledSignature, 401},
		{"no JSON", []byte("hello"), discordtest.Genuine, 400},
		{"nothing", nil, discordtest.Genuine, 400},
		{"no token", []byte(`{"id":"1","type":2}`), discordtest.Genuine, 400},
		{"too much", bytes.Repeat([]byte("a"), 2<<20), discordtest.Genuine, 413},
		{"too much, unsigned", bytes.Repeat([]byte("a"), 2<<20), discordtest.NoSignature, 401},
	} {
		status, answer, err := srv.Post(t.Context(), address, test.body, test.how)
		if err != nil || status != test.want {
			t.Errorf("%s: %d %s %v, want %d", test.name, status, answer, err, test.want)
		}
	}
	for _, test := range []struct {
		method, path string
		want         int
	}{
		{"GET", "/interactions", 405}, {"PUT", "/interactions", 405},
		{"POST", "/", 404}, {"POST", "/interactions/../../etc/passwd", 404}, {"GET", "/metrics", 404},
	} {
		req, err := http.NewRequestWithContext(t.Context(), test.method, strings.TrimSuffix(address, "/interactions"), nil)
		if err != nil {
			t.Fatal(err)
		}
		req.URL.Path = test.path
		if got := statusOf(t, req); got != test.want {
			t.Errorf("%s %s: %d, want %d", test.method, test.path, got, test.want)
		}
	}
}

func statusOf(t *testing.T, req *http.Request) int {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	_, _ = io.Copy(io.Discard, res.Body)
	return res.StatusCode
}

// TestAReplayedRequestIsNotAnsweredTwice sends the very same signed request again,
// as somebody in the middle might.
func TestAReplayedRequestIsNotAnsweredTwice(t *testing.T) {
	srv := discordtest.New(t)
	b, address := serveWebhook(t, srv, harbour(t))
	srv.UseEndpoint(address)
	asked := srv.Slash("quote", quote("lantern"))
	asked.Reply()
	status, _, err := srv.Post(t.Context(), address, asked.Payload(), discordtest.Genuine)
	if err != nil || status != http.StatusAccepted {
		t.Errorf("the replay: %d, %v", status, err)
	}
	b.waitLog("came twice")
}

// TestASlowClientDoesNotHoldTheWebhook opens connections that say nothing, and one
// that stops in the middle: they are closed, and others are served meanwhile.
func TestASlowClientDoesNotHoldTheWebhook(t *testing.T) {
	srv := discordtest.New(t)
	_, address := serveWebhook(t, srv, harbour(t))
	host := strings.TrimSuffix(strings.TrimPrefix(address, "http://"), "/interactions")
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
	if m := srv.Slash("quote", quote("lantern")).Reply(); !strings.Contains(m.Text(), "1–3 of 8") {
		t.Errorf("the reply is\n%s", m.Text())
	}
}

// TestTheWebhookAnswersWhatItHasTakenAtTheEnd stops the bot while it works.
func TestTheWebhookAnswersWhatItHasTakenAtTheEnd(t *testing.T) {
	srv := discordtest.New(t)
	b, address := serveWebhook(t, srv, harbour(t))
	srv.UseEndpoint(address)
	slow := srv.Fault(discordtest.Fault{Route: discordtest.RouteCallback, Delay: 200 * time.Millisecond})
	asked := srv.Slash("quote", quote("lantern"))
	for slow.Hits() == 0 {
		time.Sleep(time.Millisecond)
	}
	if err := b.end(); err != nil {
		t.Fatal(err)
	}
	b.done <- nil // for the cleanup
	if m, err := asked.Wait(context.Background()); err != nil || !strings.Contains(m.Text(), "1–3 of 8") {
		t.Errorf("%v\n%v", m, err)
	}
}
