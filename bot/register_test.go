package bot_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord/bot"
	"onrecord/bot/discordtest"
	"onrecord/bot/guilds"
)

const (
	putAll   = "PUT /applications/*/commands"
	putGuild = "PUT /applications/*/guilds/*/commands"
	theApp   = "GET /applications/@me"
)

// What an operator is told to open.
const (
	toServer = "https://discord.com/oauth2/authorize?client_id=" + discordtest.ApplicationID + "&integration_type=0&scope=bot+applications.commands&permissions=0"
	toMember = "https://discord.com/oauth2/authorize?client_id=" + discordtest.ApplicationID + "&integration_type=1&scope=applications.commands"
)

func config(srv *discordtest.Server) bot.Config {
	return bot.Config{Token: discordtest.Token, HTTP: srv.Client(), Log: slog.New(slog.DiscardHandler)}
}

// mustRegister registers in a server, or everywhere, with /config or without it.
func mustRegister(t *testing.T, srv *discordtest.Server, guild string, settable, dryRun bool) []string {
	t.Helper()
	cfg := config(srv)
	cfg.Guild, cfg.Settable = guild, settable
	changes, err := bot.Register(t.Context(), describing(), cfg, dryRun)
	if err != nil {
		t.Fatal(err)
	}
	return changes
}

// put writes commands everywhere, as another program might have.
func put(t *testing.T, srv *discordtest.Server, body string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPut, "https://discord.com/api/v10/applications/"+discordtest.ApplicationID+"/commands", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header = http.Header{"Authorization": {"Bot " + discordtest.Token}, "Content-Type": {"application/json"}, "User-Agent": {"DiscordBot (https://bot.example, 1)"}}
	client := srv.Client()
	defer client.CloseIdleConnections()
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	if _ = res.Body.Close(); res.StatusCode != http.StatusOK {
		t.Fatal(res.Status)
	}
}

func wantPuts(t *testing.T, srv *discordtest.Server, everywhere, inServers int) {
	t.Helper()
	if a, b := srv.Count(putAll), srv.Count(putGuild); a != everywhere || b != inServers {
		t.Errorf("%d writes everywhere and %d in servers, want %d and %d", a, b, everywhere, inServers)
	}
}

func twoServers(t *testing.T) *discordtest.Server {
	return discordtest.New(t, discordtest.Options{Guilds: []string{newsroom, archive}})
}

func always(f discordtest.Fault) discordtest.Fault {
	f.Times = -1
	return f
}

func TestCommandsAreWrittenOnlyWhenTheyDiffer(t *testing.T) {
	t.Parallel()
	srv := discordtest.New(t)
	n := offered(describing())
	first := mustRegister(t, srv, "", true, false)
	if len(first) != n+1 || !strings.HasPrefix(first[0], "everywhere: + ") || len(srv.Commands("")) != n+1 {
		t.Errorf("at first: %q", first)
	}
	for _, step := range []struct {
		settable, dry bool
		want          string
		puts          int
	}{
		{true, false, "", 1},
		{false, true, "everywhere: - /config", 1},
		{false, false, "everywhere: - /config", 2},
		{true, true, "everywhere: + /config", 2},
		{true, false, "everywhere: + /config", 3},
	} {
		if got := strings.Join(mustRegister(t, srv, "", step.settable, step.dry), "; "); got != step.want {
			t.Errorf("%+v: %s", step, got)
		}
		wantPuts(t, srv, step.puts, 0)
	}
	put(t, srv, `[{"name":"about","description":"of old"},{"name":"old","description":"x"}]`)
	if got := strings.Join(mustRegister(t, srv, "", false, false), "; "); !strings.Contains(got, "everywhere: ~ /about; everywhere: - /old") || len(srv.Commands("")) != n {
		t.Errorf("after those of another program: %s", got)
	}
}

func TestRegisteringInOneServer(t *testing.T) {
	t.Parallel()
	srv := twoServers(t)
	n := offered(describing())
	if r := mustRegister(t, srv, archive, true, false); len(r) != n+1 || !strings.HasPrefix(r[0], "in the server "+archive+": + ") {
		t.Errorf("at first: %+v", r)
	}
	if r := mustRegister(t, srv, archive, true, false); len(r) > 0 {
		t.Errorf("again: %q", r)
	}
	if len(srv.Commands("")) != 0 || len(srv.Commands(archive)) != n+1 {
		t.Errorf("%d commands everywhere, %d in the server", len(srv.Commands("")), len(srv.Commands(archive)))
	}
	wantPuts(t, srv, 0, 1)
}

func TestLeftOverCommandsAreCleared(t *testing.T) {
	t.Parallel()
	srv := discordtest.New(t, discordtest.Options{Guilds: []string{newsroom, archive, "1155555555555555557"}})
	srv.Fault(always(discordtest.Refused("GET /applications/*/guilds/1155555555555555557/commands", 403, 50001, "Missing Access")))
	for _, guild := range []string{newsroom, archive} {
		mustRegister(t, srv, guild, false, false)
	}
	dry := mustRegister(t, srv, "", false, true)
	got := mustRegister(t, srv, "", false, false)
	if len(got) != 3*offered(describing()) || !strings.HasPrefix(got[len(got)-1], "in the server "+archive+": - ") || !slices.Equal(got, dry) || len(srv.Commands(newsroom))+len(srv.Commands(archive)) != 0 {
		t.Errorf("in all: %q\nin a dry run: %q", got, dry)
	}
	wantPuts(t, srv, 1, 4)
}

func TestRegisteringThroughFaults(t *testing.T) {
	for _, test := range []struct {
		name  string
		fault discordtest.Fault
		want  string // of the error; "" means that it succeeds
		hits  int
	}{
		{"slow down", discordtest.RateLimited(putAll, "user", 20*time.Millisecond), "", 1},
		{"slow down, in HTML", discordtest.CloudflareLimited(putAll, 0), "", 1},
		{"broken for a moment", discordtest.Broken(discordtest.RouteGuilds, 502), "", 1},
		{"dropped", discordtest.Fault{Route: putAll, Drop: true, After: true}, "", 1},
		{"slow down, for ever", always(discordtest.RateLimited(putAll, "user", time.Millisecond)), "register commands: Discord asks to slow down (429 Too Many Requests)", 4},
		{"slow down, for hours", discordtest.RateLimited(putAll, "user", 30*time.Minute), "try again in 30m0s", 1},
		{"broken", always(discordtest.Broken(discordtest.RouteCommands, 500)), "Discord is out of order (500 Internal Server Error): see https://discordstatus.com", 4},
		{"not Discord", discordtest.Fault{Route: theApp, Status: 200, Header: http.Header{"Content-Type": {"text/html"}}, Body: "<html>Log in</html>"}, "what answers is not Discord", 1},
		{"another JSON", discordtest.Fault{Route: theApp, Status: 200, Body: "{}"}, "what answers is not Discord", 1},
		{"no list", discordtest.Fault{Route: discordtest.RouteCommands, Status: 200, Body: `{"a":1}`}, "what answers is not Discord", 1},
		{"led elsewhere", discordtest.Fault{Route: theApp, Status: 302, Header: http.Header{"Location": {"https://example.org/"}}}, "what answers is not Discord", 1},
		{"refused", discordtest.Refused(putAll, 400, 50035, "Invalid\nForm Body"), `Discord refuses that (400 Bad Request, code 50035)`, 1},
		{"no network", always(discordtest.Fault{Route: theApp, NoHost: true}), "Discord cannot be reached: dial tcp: lookup discord.com: no such host", 4},
		{"silence", always(discordtest.Fault{Route: theApp, Hang: true}), "Discord does not answer in time", 4},
		{"in one server", always(discordtest.Broken(discordtest.RouteInGuilds, 503)), "clear commands in servers, done in 0 of 1: Discord is out of order", 4},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			srv := discordtest.New(t)
			f := srv.Fault(test.fault)
			cfg := config(srv)
			if test.fault.Hang {
				cfg.HTTP.Timeout = 50 * time.Millisecond
			}
			changes, err := bot.Register(t.Context(), describing(), cfg, false)
			switch {
			case test.want == "" && (err != nil || len(srv.Commands("")) != offered(describing())):
				t.Errorf("%d commands, %v", len(srv.Commands("")), err)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want) || strings.ContainsAny(err.Error(), "\n\x1b") || strings.Contains(err.Error(), discordtest.Token)):
				t.Errorf("it says %v", err)
			case f.Hits() != test.hits:
				t.Errorf("%d requests, want %d", f.Hits(), test.hits)
			case test.name == "in one server" && len(changes) != offered(describing()):
				t.Errorf("what was done before is not told: %q", changes)
			}
		})
	}
}

func TestRegisteringIsRefused(t *testing.T) {
	srv := discordtest.New(t)
	srv.AllowViolation("token", "unknown")
	cfg := config(srv)
	cfg.Guild = archive
	_, err := bot.Register(t.Context(), describing(), cfg, false)
	if want := "in the server " + archive + ": bot is not in that server, or was added without the scope applications.commands; open " + toServer; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("in a server that it is not in: %v", err)
	}
	cfg.Token = "not.the.token"
	if _, err := bot.Register(t.Context(), describing(), cfg, false); !errors.Is(err, bot.ErrToken) {
		t.Errorf("with a wrong token: %v", err)
	}
}

func TestRegisteringCanBeCancelled(t *testing.T) {
	for name, fault := range map[string]discordtest.Fault{
		"slow down": always(discordtest.RateLimited(putAll, "user", 50*time.Second)),
		"broken":    always(discordtest.Broken(discordtest.RouteGuilds, 500)),
		"silent":    always(discordtest.Fault{Route: discordtest.RouteCommands, Hang: true}),
	} {
		t.Run(name, func(t *testing.T) {
			srv := discordtest.New(t)
			f := srv.Fault(fault)
			ctx, cancel := context.WithCancel(t.Context())
			done := make(chan error, 1)
			go func() {
				_, err := bot.Register(ctx, describing(), config(srv), false)
				done <- err
			}()
			srv.WaitFor("the fault", func() bool { return f.Hits() > 0 })
			cancel()
			if err := <-done; err == nil {
				t.Error("it ended without an error")
			}
		})
	}
}

func TestTheBotsStartRegisters(t *testing.T) {
	srv := twoServers(t)
	r := harbour(t)
	mustRegister(t, srv, archive, false, false)
	b := start(t, srv, r)
	b.waitLog(toServer)
	b.waitLog("changed=" + fmt.Sprint(offered(r)))
	srv.WaitFor("left-over commands to be cleared", func() bool { return len(srv.Commands(archive)) == 0 })
	if len(srv.Commands("")) != offered(r) {
		t.Errorf("%d commands everywhere", len(srv.Commands("")))
	}
	wantPuts(t, srv, 1, 2)
	if err := b.end(); err != nil {
		t.Fatal(err)
	}
	srv.Advance(6 * time.Second) // max_concurrency: one identify in five seconds
	start(t, srv, r).waitLog("changed=0")
	wantPuts(t, srv, 1, 2)
}

func TestTheBotsStartThroughFaults(t *testing.T) {
	t.Run("with the commands that Discord has", func(t *testing.T) {
		srv := discordtest.New(t)
		mustRegister(t, srv, "", true, false)
		srv.Fault(discordtest.RateLimited(putAll, "user", time.Hour))
		start(t, srv, harbour(t)).waitLog("the commands are registered at the next start")
		wantText(t, srv.Slash("quote", quote("lantern")).Reply(), "1–3 of 8")
	})
	t.Run("in a server that it is not in", func(t *testing.T) {
		srv := discordtest.New(t)
		srv.AllowViolation("unknown")
		b := run(t, discordtest.Token, srv, harbour(t), func(cfg *bot.Config) { cfg.Guild = archive })
		if err := b.wait(); err == nil || !strings.Contains(err.Error(), "bot is not in that server") {
			t.Errorf("Run ended with %v", err)
		}
		b.stop()
	})
	t.Run("ends while it clears commands", func(t *testing.T) {
		srv := discordtest.New(t)
		f := srv.Fault(discordtest.Fault{Route: "GET /applications/*/guilds/*/commands", Hang: true})
		b := start(t, srv, harbour(t))
		srv.WaitFor("the bot to look for commands", func() bool { return f.Hits() == 1 })
		if err := b.end(); err != nil || strings.Contains(b.log.String(), "level=WARN") {
			t.Errorf("the end was taken for a fault: %v\n%s", err, b.log)
		}
	})
}

// whenListed calls a function when the commands of a server are asked for.
type whenListed struct {
	http.RoundTripper
	do func()
}

func (w whenListed) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method == http.MethodGet && strings.Contains(r.URL.Path, "/guilds/") {
		w.do()
	}
	return w.RoundTripper.RoundTrip(r)
}

// TestOnlyServersThatWereLeftAreForgotten has the bot join one while it looks through the
// others for commands.
func TestOnlyServersThatWereLeftAreForgotten(t *testing.T) {
	srv := twoServers(t)
	store, err := guilds.Open(filepath.Join(t.TempDir(), "guilds.json"))
	if err != nil {
		t.Fatal(err)
	}
	set := func(server string) {
		if err := store.Set(server, guilds.Settings{Private: true}); err != nil {
			t.Error(err)
		}
	}
	set("left")
	mustRegister(t, srv, archive, true, false)
	start(t, srv, harbour(t), func(cfg *bot.Config) {
		cfg.Guilds = store
		cfg.HTTP = &http.Client{Transport: whenListed{cfg.HTTP.Transport, func() { set("joined") }}}
	})
	srv.WaitFor("left-over commands to be cleared", func() bool { return len(srv.Commands(archive)) == 0 })
	srv.WaitFor("a server to be forgotten", func() bool { return !store.Get("left").Private })
	if !store.Get("joined").Private {
		t.Error("what a server has set that the bot just joined is forgotten")
	}
}
