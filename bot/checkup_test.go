package bot_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"onrecord/bot"
	"onrecord/bot/discordtest"
	"onrecord/bot/rest"
	"onrecord/commands"
)

const newsroom = "1155555555555555555"

func checkUp(t *testing.T, srv *discordtest.Server, guild string) (bot.Facts, error) {
	t.Helper()
	return bot.CheckUp(t.Context(), describing(), bot.Config{Token: srv.Token(), Guild: guild, HTTP: srv.Client(), Log: slog.New(slog.DiscardHandler)})
}

// describing is a router that can say which commands there are.
func describing() *commands.Router { return commands.NewRouter(nil, commands.About{Version: "test"}) }

func register(t *testing.T, srv *discordtest.Server, guild string) {
	t.Helper()
	_, err := bot.Register(t.Context(), describing(), bot.Config{Token: srv.Token(), Guild: guild, HTTP: srv.Client(), Log: slog.New(slog.DiscardHandler)}, quick(bot.RegisterOptions{}))
	if err != nil {
		t.Fatal(err)
	}
}

func TestCheckUp(t *testing.T) {
	srv := discordtest.NewWith(t, discordtest.Options{Shards: 3, SessionStarts: 7})
	f, err := checkUp(t, srv, "")
	if err != nil {
		t.Fatal(err)
	}
	if !f.Reached || f.Clock.Abs() > 2*time.Second || f.ID != srv.ApplicationID() || f.Name != "On the Record" || f.Guilds != 1 || f.PublicKey != srv.PublicKey() || f.Endpoint != "" {
		t.Errorf("the facts are %+v", f)
	}
	if g := f.Gateway; g.Err != nil || g.Shards != 3 || g.Total != 7 || g.Remaining != 7 || g.Reset <= 0 || g.Reset > 24*time.Hour {
		t.Errorf("the gateway's facts are %+v", g)
	}
	all := offered(describing())
	for _, step := range []struct {
		do   func()
		want []bot.Registered
	}{
		{func() {}, []bot.Registered{{}, {Guild: newsroom}}},
		{func() { register(t, srv, "") }, []bot.Registered{{Ours: all, Same: true}, {Guild: newsroom}}},
		{func() { register(t, srv, newsroom) }, []bot.Registered{{Ours: all, Same: true}, {Guild: newsroom, Ours: all, Same: true}}},
		{func() {
			put(t, srv, `[{"name":"quote","description":"x"},{"name":"old","description":"x"},{"name":"quote","type":2}]`)
		},
			[]bot.Registered{{Ours: 1, Other: 2}, {Guild: newsroom, Ours: all, Same: true}}},
	} {
		step.do()
		f, err := checkUp(t, srv, newsroom)
		if err != nil || fmt.Sprint(f.Commands) != fmt.Sprint(step.want) {
			t.Errorf("the commands are %+v, %v; want %+v", f.Commands, err, step.want)
		}
	}
	if n := srv.Count("PUT /applications/*/commands"); n != 2 {
		t.Errorf("%d writes, want the test's own 2", n)
	}
}

// put writes commands as another program might have.
func put(t *testing.T, srv *discordtest.Server, body string) {
	t.Helper()
	c := &rest.Client{HTTP: srv.Client(), Token: srv.Token()}
	if err := c.Do(t.Context(), rest.Request{Method: "PUT", Path: "/applications/" + srv.ApplicationID() + "/commands", Body: json.RawMessage(body)}); err != nil {
		t.Fatal(err)
	}
}

func TestCheckUpWithoutAToken(t *testing.T) {
	srv := discordtest.New(t)
	f, err := bot.CheckUp(t.Context(), describing(), bot.Config{HTTP: srv.Client()})
	if err != nil || !f.Reached || f.ID != "" || f.Commands != nil {
		t.Errorf("the facts are %+v, %v", f, err)
	}
}

func TestCheckUpSeesTheClock(t *testing.T) {
	srv := discordtest.New(t)
	for _, step := range []time.Duration{0, 2 * time.Minute, -time.Hour} {
		srv.Advance(step)
		want := time.Until(srv.Now()).Round(time.Minute)
		if f, err := checkUp(t, srv, ""); err != nil || (f.Clock+want).Abs() > 2*time.Second {
			t.Errorf("Discord's clock is ahead by %v, and the facts say %v, %v", want, f.Clock, err)
		}
	}
}

func TestCheckUpSeesTheEndpoint(t *testing.T) {
	srv := discordtest.New(t)
	srv.UseEndpoint("http://127.0.0.1:1/interactions")
	if f, err := checkUp(t, srv, ""); err != nil || f.Endpoint != "http://127.0.0.1:1/interactions" {
		t.Errorf("the endpoint is %q, %v", f.Endpoint, err)
	}
}

// TestCheckUpFaults: whatever answers in Discord's place, the error is one line
// that says so, and no token is in it.
func TestCheckUpFaults(t *testing.T) {
	const app, all = "GET /applications/@me", -1
	html := http.Header{"Content-Type": {"text/html"}}
	for _, test := range []struct {
		name    string
		fault   discordtest.Fault
		want    string
		reached bool
	}{
		{"500 in HTML", discordtest.Broken(app, 500), "Discord is out of order (500 Internal Server Error): see https://discordstatus.com and try again", false},
		{"502 is asked once", discordtest.Broken(app, 502), "Discord is out of order (502 Bad Gateway)", false},
		{"503 in JSON", discordtest.Refused(app, 503, 0, "overloaded"), "Discord is out of order (503 Service Unavailable)", true},
		{"rate limit", discordtest.RateLimited(app, "global", 30*time.Second), "Discord asks to slow down (429 Too Many Requests): try again in 30s", true},
		{"Cloudflare's limit", discordtest.CloudflareLimited(app, time.Minute), "try again in 1m0s", false},
		{"log-in page", discordtest.Fault{Route: app, Status: 200, Header: html, Body: "<html>log in"}, "what answers is not Discord: ", false},
		{"led elsewhere", discordtest.Fault{Route: app, Status: 302, Header: http.Header{"Location": {"https://example.org/login"}}}, "what answers is not Discord: ", true},
		{"not JSON", discordtest.Fault{Route: app, Status: 200, Body: "{"}, "what answers is not Discord: ", true},
		{"other JSON", discordtest.Fault{Route: app, Status: 200, Body: "{}"}, "what answers is not Discord: ", true},
		{"refusal", discordtest.Refused(app, 403, 40333, "internal\nnetwork error"), `Discord refuses (403 Forbidden): "internal\nnetwork error"`, true},
		{"bare refusal", discordtest.Fault{Route: app, Status: 403, Header: html, Body: "<html>"}, "Discord refuses (403 Forbidden): it, or something before it, does not let this machine in", false},
		{"no host", discordtest.Fault{Route: app, NoHost: true}, "Discord cannot be reached: dial tcp: lookup discord.com: no such host", false},
		{"dropped", discordtest.Fault{Route: app, Drop: true, Times: all}, "Discord cannot be reached: EOF", false},
		{"cut off", discordtest.Fault{Route: app, Status: 200, Header: http.Header{"Content-Length": {"1000"}}, Body: "{"}, "Discord cannot be reached: unexpected EOF", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			srv := discordtest.New(t)
			srv.Fault(test.fault)
			f, err := checkUp(t, srv, "")
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Fatalf("got  %v\nwant %s", err, test.want)
			}
			if f.Reached != test.reached || f.ID != "" {
				t.Errorf("the facts are %+v", f)
			}
			if strings.Contains(fmt.Sprint(f, err), srv.Token()) {
				t.Error("the token is in it")
			}
		})
	}
}

// TestCheckUpGoesOn: what cannot be found out does not keep the rest from it.
func TestCheckUpGoesOn(t *testing.T) {
	srv := discordtest.New(t)
	srv.ExpectViolation("guild 42")
	srv.Fault(discordtest.Broken("GET /gateway/bot", 500))
	f, err := checkUp(t, srv, "42")
	if err != nil || f.ID == "" || f.Gateway.Err == nil || f.Commands[0].Err != nil || !errors.Is(f.Commands[1].Err, bot.ErrNoAccess) {
		t.Errorf("the facts are %+v, %v", f, err)
	}
}

// TestCheckUpWithoutCommands: a list of nothing is no list of commands.
func TestCheckUpWithoutCommands(t *testing.T) {
	srv := discordtest.New(t)
	srv.Fault(discordtest.Fault{Route: discordtest.RouteCommands, Status: 200, Body: "[null]"})
	f, err := checkUp(t, srv, "")
	if err != nil || !errors.Is(f.Commands[0].Err, rest.ErrNotDiscord) {
		t.Errorf("the facts are %+v, %v", f, err)
	}
}

func TestCheckUpWithAWrongToken(t *testing.T) {
	srv := discordtest.New(t)
	srv.ExpectViolation("token")
	f, err := bot.CheckUp(t.Context(), describing(), bot.Config{Token: "not.the.token", HTTP: srv.Client()})
	if !errors.Is(err, bot.ErrToken) || !f.Reached || strings.Contains(err.Error(), "not.the") {
		t.Errorf("got %+v, %v", f, err)
	}
}

func TestCheckUpEndsWithItsContext(t *testing.T) {
	srv := discordtest.New(t)
	srv.Fault(discordtest.Fault{Route: "GET /applications/@me", Hang: true, Times: -1})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err := bot.CheckUp(ctx, describing(), bot.Config{Token: srv.Token(), HTTP: srv.Client()})
	if !errors.Is(err, context.DeadlineExceeded) || !strings.HasPrefix(err.Error(), "Discord does not answer: ") {
		t.Errorf("got %v", err)
	}
}

// TestCheckUpHidesAProxy: the address of a proxy can hold a password.
func TestCheckUpHidesAProxy(t *testing.T) {
	behind := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusProxyAuthRequired)
	}))
	defer behind.Close()
	u, err := url.Parse(behind.URL)
	if err != nil {
		t.Fatal(err)
	}
	u.User = url.UserPassword("me", "hunter2")
	_, err = bot.CheckUp(t.Context(), describing(), bot.Config{Token: "x", HTTP: &http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(u)}}})
	if err == nil || !strings.Contains(err.Error(), "Proxy Authentication Required") || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("got %v", err)
	}
}
