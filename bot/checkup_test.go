package bot_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"onrecord/bot"
	"onrecord/bot/discordtest"
)

func checkUp(t *testing.T, srv *discordtest.Server, guild string) (bot.Facts, error) {
	t.Helper()
	cfg := config(srv)
	cfg.Guild = guild
	return bot.CheckUp(t.Context(), describing(), cfg)
}

func TestCheckUp(t *testing.T) {
	srv := discordtest.New(t)
	f, err := checkUp(t, srv, "")
	if err != nil {
		t.Fatal(err)
	}
	if f.Clock == nil || f.Clock.Abs() > 2*time.Second || f.ID != discordtest.ApplicationID || f.Name != "On the Record" || f.Guilds != 1 || f.PublicKey != srv.PublicKey() || f.Endpoint != "" {
		t.Errorf("the facts are %+v", f)
	}
	all := offered(describing())
	for _, step := range []struct {
		name                            string
		do                              func()
		registered, changes, everywhere int
	}{
		{"none", func() {}, 0, all, 0},
		{"everywhere", func() { mustRegister(t, srv, "", false, false) }, 0, all, all},
		{"twice", func() { mustRegister(t, srv, newsroom, false, false) }, all, 0, all},
		{"others", func() {
			put(t, srv, `[{"name":"quote","description":"x"},{"name":"old","description":"x"},{"name":"quote","type":2}]`)
		}, all, 0, 3},
	} {
		t.Run(step.name, func(t *testing.T) {
			step.do()
			f, err := checkUp(t, srv, newsroom)
			if err != nil || f.Registered != step.registered || len(f.Changes) != step.changes || f.Everywhere != step.everywhere {
				t.Errorf("the facts are %+v, %v; want %+v", f, err, step)
			}
		})
	}
	if f, err := checkUp(t, srv, ""); err != nil || f.Registered != 3 || len(f.Changes) != all+2 {
		t.Errorf("everywhere: %+v, %v", f, err)
	}
	wantPuts(t, srv, 2, 1) // the test's own
	t.Run("clock", func(t *testing.T) {
		for _, by := range []time.Duration{2 * time.Minute, -time.Hour} {
			srv.Advance(by)
			want := time.Until(srv.Now()).Round(time.Minute)
			if f, err := checkUp(t, srv, ""); err != nil || (*f.Clock+want).Abs() > 2*time.Second {
				t.Errorf("Discord's clock is ahead by %v, and the facts say %v, %v", want, *f.Clock, err)
			}
		}
	})
	t.Run("endpoint", func(t *testing.T) {
		srv.UseEndpoint("http://127.0.0.1:1/interactions")
		if f, err := checkUp(t, srv, ""); err != nil || f.Endpoint != "http://127.0.0.1:1/interactions" {
			t.Errorf("the endpoint is %q, %v", f.Endpoint, err)
		}
	})
	t.Run("without a token", func(t *testing.T) {
		if f, err := bot.CheckUp(t.Context(), describing(), bot.Config{HTTP: srv.Client()}); err != nil || f.Clock == nil || f.ID != "" {
			t.Errorf("the facts are %+v, %v", f, err)
		}
	})
	t.Run("with a wrong token", func(t *testing.T) {
		srv.AllowViolation("token")
		f, err := bot.CheckUp(t.Context(), describing(), bot.Config{Token: "not.the.token", HTTP: srv.Client()})
		if !errors.Is(err, bot.ErrToken) || f.Clock == nil || strings.Contains(err.Error(), "not.the") {
			t.Errorf("got %+v, %v", f, err)
		}
	})
	t.Run("what is not known keeps nothing else", func(t *testing.T) {
		srv.AllowViolation("guild 42")
		f, err := checkUp(t, srv, "42")
		if err != nil || f.ID == "" || !errors.Is(f.CommandErr, bot.ErrNoAccess) {
			t.Errorf("the facts are %+v, %v", f, err)
		}
	})
	t.Run("until it is told to end", func(t *testing.T) {
		srv.Fault(always(discordtest.Fault{Route: theApp, Hang: true}))
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		defer cancel()
		_, err := bot.CheckUp(ctx, describing(), config(srv))
		if !errors.Is(err, context.DeadlineExceeded) || !strings.HasPrefix(err.Error(), "Discord does not answer in time") {
			t.Errorf("got %v", err)
		}
	})
}

// TestCheckUpFaults: whatever answers in Discord's place, the error is one line that says
// so, and no token is in it.
func TestCheckUpFaults(t *testing.T) {
	html := http.Header{"Content-Type": {"text/html"}}
	for _, test := range []struct {
		name    string
		fault   discordtest.Fault
		want    string
		reached bool
	}{
		{"500 in HTML", discordtest.Broken(theApp, 500), "Discord is out of order (500 Internal Server Error): see https://discordstatus.com and try again", false},
		{"503 in JSON", discordtest.Refused(theApp, 503, 0, "overloaded"), "Discord is out of order (503 Service Unavailable)", true},
		{"rate limit", discordtest.RateLimited(theApp, "global", 30*time.Second), "Discord asks to slow down (429 Too Many Requests): try again in 30s", true},
		{"Cloudflare's limit", discordtest.CloudflareLimited(theApp, time.Minute), "try again in 1m0s", false},
		{"log-in page", discordtest.Fault{Route: theApp, Status: 200, Header: html, Body: "<html>log in"}, "what answers is not Discord: ", false},
		{"led elsewhere", discordtest.Fault{Route: theApp, Status: 302, Header: http.Header{"Location": {"https://example.org/login"}}}, "what answers is not Discord: ", true},
		{"not JSON", discordtest.Fault{Route: theApp, Status: 200, Body: "{"}, "what answers is not Discord: ", true},
		{"refusal", discordtest.Refused(theApp, 403, 40333, "internal\nnetwork error"), `Discord refuses that (403 Forbidden, code 40333)`, true},
		{"bare refusal", discordtest.Fault{Route: theApp, Status: 403, Header: html, Body: "<html>"}, "Discord refuses that (403 Forbidden", false},
		{"dropped", always(discordtest.Fault{Route: theApp, Drop: true}), "Discord cannot be reached: EOF", false},
		{"cut off", discordtest.Fault{Route: theApp, Status: 200, Header: http.Header{"Content-Length": {"1000"}}, Body: "{"}, "Discord cannot be reached: unexpected EOF", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			srv := discordtest.New(t)
			srv.Fault(test.fault)
			f, err := checkUp(t, srv, "")
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") || strings.Contains(err.Error(), discordtest.Token) {
				t.Fatalf("got  %v\nwant %s", err, test.want)
			}
			if (f.Clock != nil) != test.reached || f.ID != "" {
				t.Errorf("the facts are %+v", f)
			}
		})
	}
	t.Run("a proxy's password", func(t *testing.T) {
		proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusProxyAuthRequired) }))
		defer proxy.Close()
		u, err := url.Parse(proxy.URL)
		if err != nil {
			t.Fatal(err)
		}
		u.User = url.UserPassword("me", "hunter2")
		_, err = bot.CheckUp(t.Context(), describing(), bot.Config{Token: "x", HTTP: &http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(u)}}})
		if err == nil || !strings.Contains(err.Error(), "Proxy Authentication Required") || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("got %v", err)
		}
	})
}
