package bot_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/bwmarrin/discordgo"

	"onrecord/bot"
	"onrecord/bot/discordtest"
	"onrecord/commands"
	"onrecord/corpus"
)

const (
	archive  = "1155555555555555556"
	putAll   = "PUT /applications/*/commands"
	putGuild = "PUT /applications/*/guilds/*/commands"
)

// plain is a router that answers nothing: registering needs its commands only.
func plain() *commands.Router { return commands.NewRouter(nil, commands.About{Version: "test"}) }

// tiny is a router over one article, for tests that need a bot and not its answers.
func tiny(t testing.TB) *commands.Router {
	const article = `---
title: "Ferry"
date: "2021-05-01"
params: {outlet: "Island Post", url: "https://islandpost.example/ferry", form: "full"}
---
Mayor Ida Lund said the ferry will run again in winter.
`
	return router(t, corpus.Source{Name: "tiny", FS: fstest.MapFS{"ferry.md": {Data: []byte(article)}}})
}

func config(srv *discordtest.Server) bot.Config {
	return bot.Config{Token: srv.Token(), HTTP: srv.Client(), Log: slog.New(slog.DiscardHandler)}
}

// extra is a command beside the router's, like those that administrators have.
func extra(name, description string) bot.RegisterOptions {
	manage, here := int64(discordgo.PermissionManageGuild), []discordgo.InteractionContextType{discordgo.InteractionContextGuild}
	var o bot.RegisterOptions
	o.SetExtra(&discordgo.ApplicationCommand{
		Name: name, Description: description, DefaultMemberPermissions: &manage, Contexts: &here,
		Options: []*discordgo.ApplicationCommandOption{{Type: discordgo.ApplicationCommandOptionInteger, Name: "page", Description: "Results a page", MaxValue: 10,
			Choices: []*discordgo.ApplicationCommandOptionChoice{{Name: "few", Value: 3}}}},
	})
	return quick(o)
}

func quick(o bot.RegisterOptions) bot.RegisterOptions {
	o.SetPace(time.Millisecond)
	return o
}

func mustRegister(t *testing.T, cfg bot.Config, o bot.RegisterOptions) bot.Registration {
	t.Helper()
	r, err := bot.Register(t.Context(), plain(), cfg, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// changes writes down changes, without the commands that every router has.
func changes(r bot.Registration) string {
	var out []string
	for _, c := range r.Changes {
		out = append(out, strings.TrimSpace(fmt.Sprint(c.Scope, " ", c.Kind, " ", c.Name, " ", strings.Join(c.Fields, ","))))
	}
	return strings.Join(out, "; ")
}

func wantPuts(t *testing.T, srv *discordtest.Server, everywhere, inServers int) {
	t.Helper()
	if a, b := srv.Count(putAll), srv.Count(putGuild); a != everywhere || b != inServers {
		t.Errorf("%d writes everywhere and %d in servers, want %d and %d", a, b, everywhere, inServers)
	}
}

func TestCommandsAreWrittenOnlyWhenTheyChanged(t *testing.T) {
	srv := discordtest.New(t)
	cfg := config(srv)
	n := offered(plain())
	first := mustRegister(t, cfg, extra("config", "Settings"))
	if len(first.Changes) != n+1 || first.Changes[0].Kind != bot.Added || first.Servers != 1 || len(srv.Commands("")) != n+1 {
		t.Errorf("at first: %+v", first)
	}
	before := srv.Commands("")
	if again := mustRegister(t, cfg, extra("config", "Settings")); len(again.Changes) > 0 {
		t.Errorf("the second time: %s", changes(again))
	}
	wantPuts(t, srv, 1, 0)

	if got := changes(mustRegister(t, cfg, extra("config", "Other settings"))); got != "changed /config description" {
		t.Errorf("another description: %s", got)
	}
	wantPuts(t, srv, 2, 0)
	for i, c := range srv.Commands("") {
		if c.Name != "config" && c.Version != before[i].Version {
			t.Errorf("%s was changed too", c.Name)
		}
	}
	if got := changes(mustRegister(t, cfg, quick(bot.RegisterOptions{}))); got != "removed /config" || len(srv.Commands("")) != n {
		t.Errorf("without the command: %s", got)
	}
	wantPuts(t, srv, 3, 0)
}

func TestTheBotsStartRegisters(t *testing.T) {
	srv := discordtest.NewWith(t, discordtest.Options{Guilds: []discordtest.Guild{{ID: newsroom}, {ID: archive}}})
	r := tiny(t)
	cfg := config(srv)
	cfg.Guild = archive
	mustRegister(t, cfg, quick(bot.RegisterOptions{}))

	b := start(t, srv, r)
	b.waitLog("permissions=0")
	b.waitLog("added=" + fmt.Sprint(offered(r)))
	b.waitLog("commands left over in a server were cleared")
	if len(srv.Commands("")) != offered(r) || len(srv.Commands(archive)) != 0 {
		t.Errorf("%d commands everywhere, %d left over", len(srv.Commands("")), len(srv.Commands(archive)))
	}
	if log := b.log.String(); !strings.Contains(log, "client_id="+srv.ApplicationID()) {
		t.Errorf("no invite address in the log:\n%s", log)
	}
	wantPuts(t, srv, 1, 2)
	if err := b.end(); err != nil {
		t.Fatal(err)
	}
	b.done <- nil // for the cleanup

	srv.Advance(5 * time.Second)
	start(t, srv, r).waitLog("registered=false")
	wantPuts(t, srv, 1, 2)
}

func TestTheBotStartsWithTheCommandsThatDiscordHas(t *testing.T) {
	srv := discordtest.New(t)
	mustRegister(t, config(srv), extra("config", "Settings"))
	srv.Fault(discordtest.RateLimited(putAll, "user", time.Hour))
	b := start(t, srv, tiny(t))
	b.waitLog("the commands are registered at the next start")
	if m := srv.Slash("quote", quote("ferry")).Reply(); !strings.Contains(m.Text(), "the **ferry**") {
		t.Errorf("the reply is\n%s", m.Text())
	}
}

func TestTheBotDoesNotStartForAServerThatItIsNotIn(t *testing.T) {
	srv := discordtest.New(t)
	srv.ExpectViolation("unknown")
	b := run(t, srv.Token(), srv, tiny(t), func(cfg *bot.Config) { cfg.Guild = archive })
	if err := <-b.done; err == nil || !strings.Contains(err.Error(), "the bot is not in it") {
		t.Errorf("Run ended with %v", err)
	}
	b.stop()
}

func TestTheBotEndsWhileItClearsCommands(t *testing.T) {
	srv := discordtest.New(t)
	f := srv.Fault(discordtest.Fault{Route: "GET /applications/*/guilds/*/commands", Hang: true})
	b := start(t, srv, tiny(t))
	srv.WaitFor("the bot to look for commands", func(discordtest.Stats) bool { return f.Hits() == 1 })
	if err := b.end(); err != nil {
		t.Error(err)
	}
	b.done <- nil // for the cleanup
	if strings.Contains(b.log.String(), "level=WARN") {
		t.Errorf("the end was taken for a fault:\n%s", b.log)
	}
}

func TestADryRunWritesNothing(t *testing.T) {
	srv := discordtest.NewWith(t, discordtest.Options{Guilds: []discordtest.Guild{{ID: newsroom}, {ID: archive}}})
	cfg := config(srv)
	cfg.Guild = archive
	mustRegister(t, cfg, extra("old", "From before"))
	cfg.Guild = ""
	mustRegister(t, cfg, extra("config", "Settings"))
	cfg.Guild = archive
	mustRegister(t, cfg, extra("old", "From before")) // is gone by now
	wantPuts(t, srv, 1, 3)

	cfg.Guild = ""
	dry := extra("config", "Other settings")
	dry.DryRun = true
	for range 2 {
		r := mustRegister(t, cfg, dry)
		if got := changes(r); !strings.HasPrefix(got, "changed /config description; "+archive+" removed ") || !strings.HasSuffix(got, archive+" removed /old") {
			t.Errorf("everywhere: %s", got)
		}
	}
	cfg.Guild = newsroom
	if r := mustRegister(t, cfg, dry); len(r.Changes) != offered(plain())+1 || r.Changes[0].Scope != newsroom {
		t.Errorf("in one server: %s", changes(r))
	}
	wantPuts(t, srv, 1, 3)
}

func TestRegisteringInOneServer(t *testing.T) {
	srv := discordtest.NewWith(t, discordtest.Options{Guilds: []discordtest.Guild{{ID: newsroom}, {ID: archive}}})
	cfg := config(srv)
	cfg.Guild = archive
	r := mustRegister(t, cfg, extra("config", "Settings"))
	if len(r.Changes) != offered(plain())+1 || len(r.Warnings) > 0 || r.Servers != 0 {
		t.Errorf("at first: %+v", r)
	}
	if r := mustRegister(t, cfg, extra("config", "Settings")); len(r.Changes) > 0 {
		t.Errorf("again: %s", changes(r))
	}
	if len(srv.Commands("")) != 0 || len(srv.Commands(archive)) != offered(plain())+1 {
		t.Errorf("%d commands everywhere, %d in the server", len(srv.Commands("")), len(srv.Commands(archive)))
	}
	wantPuts(t, srv, 0, 1)

	cfg.Guild = "" // elsewhere members have them too
	mustRegister(t, cfg, quick(bot.RegisterOptions{}))
	cfg.Guild = archive
	r = mustRegister(t, cfg, extra("config", "Settings"))
	want := fmt.Sprint(offered(plain()), " of the commands are registered everywhere too and show twice in the server ", archive)
	if len(r.Warnings) != 1 || !strings.HasPrefix(r.Warnings[0], want) || len(srv.Commands("")) != offered(plain()) {
		t.Errorf("with those everywhere: %q", r.Warnings)
	}
}

func TestLeftOverCommandsAreCleared(t *testing.T) {
	srv := discordtest.NewWith(t, discordtest.Options{Guilds: []discordtest.Guild{{ID: newsroom}, {ID: archive}, {ID: "1155555555555555557", NoCommands: true}}})
	cfg := config(srv)
	for _, guild := range []string{newsroom, archive} {
		cfg.Guild = guild
		mustRegister(t, cfg, quick(bot.RegisterOptions{}))
	}
	cfg.Guild = ""
	some := quick(bot.RegisterOptions{Servers: 1})
	if r := mustRegister(t, cfg, some); r.Servers != 1 || !r.More || len(srv.Commands(newsroom)) != 0 || len(srv.Commands(archive)) == 0 {
		t.Errorf("in one of two: %+v", r)
	}
	var progress []string
	all := quick(bot.RegisterOptions{Progress: func(done, total int) { progress = append(progress, fmt.Sprint(done, "/", total)) }})
	r := mustRegister(t, cfg, all)
	if r.Servers != 3 || r.More || len(r.Changes) != offered(plain()) || r.Changes[0].Scope != archive || r.Changes[0].Kind != bot.Removed || len(srv.Commands(archive)) != 0 {
		t.Errorf("in all: %+v", r)
	}
	if got := fmt.Sprint(progress); got != "[1/3 2/3 3/3]" {
		t.Errorf("progress: %s", got)
	}
	wantPuts(t, srv, 1, 4)
}

// aSecondOn moves the stand-in's clock with every request, so that a bot that does
// not wait stays below Discord's 50 a second.
type aSecondOn struct{ srv *discordtest.Server }

func (a aSecondOn) RoundTrip(r *http.Request) (*http.Response, error) {
	a.srv.Advance(time.Second)
	return a.srv.Transport().RoundTrip(r)
}

func TestAllServersAreLookedThrough(t *testing.T) {
	o := discordtest.Options{Frozen: true}
	for i := range 401 {
		o.Guilds = append(o.Guilds, discordtest.Guild{ID: fmt.Sprint(1_155_555_555_555_555_000 + i)})
	}
	srv := discordtest.NewWith(t, o)
	cfg := config(srv)
	cfg.HTTP = &http.Client{Transport: aSecondOn{srv}}
	cfg.Guild = o.Guilds[400].ID
	mustRegister(t, cfg, quick(bot.RegisterOptions{}))
	cfg.Guild = ""
	if r := mustRegister(t, cfg, quick(bot.RegisterOptions{})); r.Servers != 401 || len(srv.Commands(o.Guilds[400].ID)) != 0 {
		t.Errorf("%d servers were looked through", r.Servers)
	}
	if n := srv.Count(discordtest.RouteGuilds); n != 3 {
		t.Errorf("they were listed with %d requests", n)
	}
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
		{"broken for a moment", discordtest.Broken("GET /users/@me/guilds", 502), "", 1},
		{"dropped", discordtest.Fault{Route: putAll, Drop: true, After: true}, "", 1},
		{"slow down, for ever", always(discordtest.RateLimited(putAll, "user", time.Millisecond)), "the commands cannot be registered: Discord asks to slow down (429 Too Many Requests)", 4},
		{"slow down, for hours", discordtest.RateLimited(putAll, "user", 30*time.Minute), "try again in 30m0s", 1},
		{"too many in a day", discordtest.Refused(putAll, 429, 30034, "Max number of daily application command creates has been reached (200)"), "no more than 200 new commands a day: try again tomorrow", 1},
		{"broken", always(discordtest.Broken(discordtest.RouteCommands, 500)), "the registered commands cannot be read: Discord is out of order (500 Internal Server Error): look at https://discordstatus.com", 4},
		{"bad gateway", always(discordtest.Broken(putAll, 502)), "Discord is out of order (502 Bad Gateway)", 4},
		{"not Discord", discordtest.Fault{Route: "GET /applications/@me", Status: 200, Header: http.Header{"Content-Type": {"text/html"}}, Body: "<html>Log in</html>"}, "what answers is not Discord", 1},
		{"another JSON", discordtest.Fault{Route: "GET /applications/@me", Status: 200, Body: "{}"}, "what answers is not Discord", 1},
		{"no command", discordtest.Fault{Route: discordtest.RouteCommands, Status: 200, Body: "[null]"}, "what answers is not Discord", 1},
		{"no list", discordtest.Fault{Route: discordtest.RouteCommands, Status: 200, Body: `{"a":1}`}, "what answers is not Discord", 1},
		{"led elsewhere", discordtest.Fault{Route: "GET /applications/@me", Status: 302, Header: http.Header{"Location": {"https://example.org/"}}}, "what answers is not Discord", 1},
		{"the same servers again", discordtest.Fault{Route: "GET /users/@me/guilds", Status: 200, Body: `[{"id":"2"},{"id":"2"}]`}, "what answers is not Discord", 1},
		{"refused", discordtest.Fault{Route: putAll, Status: 400, Body: `{"code":50035,"message":"Invalid \u001b[31mForm Body","errors":{"0":{"name":{"_errors":[{"code":"BASE_TYPE_BAD_LENGTH","message":"'lantern' is too long"}]}}}}`},
			`Discord refuses that (400 Bad Request): 50035 "Invalid \x1b[31mForm Body" 0.name: "BASE_TYPE_BAD_LENGTH"`, 1},
		{"no network", always(discordtest.Fault{Route: "GET /applications/@me", NoHost: true}), "Discord cannot be reached: look at the network here (dial tcp: lookup discord.com: no such host)", 4},
		{"silence", discordtest.Fault{Route: "GET /applications/@me", Hang: true}, "Discord does not answer in time", 1},
		{"in one server", always(discordtest.Broken(discordtest.RouteInGuilds, 503)), "commands left over in servers are cleared in 0 of 1: Discord is out of order", 4},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			srv := discordtest.New(t)
			f := srv.Fault(test.fault)
			cfg := config(srv)
			if test.fault.Hang {
				cfg.HTTP.Timeout = 100 * time.Millisecond
			}
			_, err := bot.Register(t.Context(), plain(), cfg, quick(bot.RegisterOptions{}))
			switch {
			case test.want == "" && err != nil:
				t.Error(err)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), srv.Token())):
				t.Errorf("it says %v", err)
			case f.Hits() != test.hits:
				t.Errorf("%d requests, want %d", f.Hits(), test.hits)
			case test.want == "" && len(srv.Commands("")) != offered(plain()):
				t.Errorf("%d commands", len(srv.Commands("")))
			}
		})
	}
}

func always(f discordtest.Fault) discordtest.Fault {
	f.Times = -1
	return f
}

func TestWhatWasDoneBeforeAFaultIsTold(t *testing.T) {
	srv := discordtest.New(t)
	srv.Fault(discordtest.Refused("GET /users/@me/guilds", 400, 0, "no"))
	r, err := bot.Register(t.Context(), plain(), config(srv), quick(bot.RegisterOptions{}))
	if err == nil || len(r.Changes) != offered(plain()) {
		t.Errorf("%v; %d changes", err, len(r.Changes))
	}
}

func TestRegisteringIsRefused(t *testing.T) {
	srv := discordtest.New(t)
	srv.ExpectViolation("token", "unknown")
	cfg := config(srv)
	cfg.Guild = archive
	_, err := bot.Register(t.Context(), plain(), cfg, quick(bot.RegisterOptions{}))
	if want := "in the server " + archive + ": the bot is not in it, or was added without the scope applications.commands; open " + bot.InviteURL(srv.ApplicationID()); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("in a server that it is not in: %v", err)
	}
	cfg.Token = "not.the.token"
	if _, err := bot.Register(t.Context(), plain(), cfg, quick(bot.RegisterOptions{})); !errors.Is(err, bot.ErrToken) {
		t.Errorf("with a wrong token: %v", err)
	}
	wantPuts(t, srv, 0, 0)
}

func TestRegisteringCanBeCancelled(t *testing.T) {
	for name, fault := range map[string]discordtest.Fault{
		"rate-limited": always(discordtest.RateLimited(putAll, "user", 50*time.Second)),
		"broken":       always(discordtest.Broken("GET /users/@me/guilds", 500)),
		"silent":       always(discordtest.Fault{Route: discordtest.RouteCommands, Hang: true}),
	} {
		t.Run(name, func(t *testing.T) {
			srv := discordtest.New(t)
			f := srv.Fault(fault)
			ctx, cancel := context.WithCancel(t.Context())
			done := make(chan error, 1)
			go func() {
				_, err := bot.Register(ctx, plain(), config(srv), quick(bot.RegisterOptions{}))
				done <- err
			}()
			srv.WaitFor("the fault", func(discordtest.Stats) bool { return f.Hits() > 0 })
			cancel()
			cancelled := time.Now()
			if err := <-done; !errors.Is(err, context.Canceled) {
				t.Errorf("it ended with %v", err)
			}
			if took := time.Since(cancelled); took > 5*time.Second {
				t.Errorf("it went on for %v", took)
			}
		})
	}
}

// TestRegisteringKeepsItsPace holds the pace below what Discord allows.
func TestRegisteringKeepsItsPace(t *testing.T) {
	o := discordtest.Options{}
	for i := range 5 {
		o.Guilds = append(o.Guilds, discordtest.Guild{ID: fmt.Sprint(1_155_555_555_555_555_000 + i)})
	}
	srv := discordtest.NewWith(t, o)
	var opts bot.RegisterOptions
	opts.SetPace(30 * time.Millisecond)
	begun := time.Now()
	mustRegister(t, config(srv), opts)
	// Nine requests: the application, reading, writing, the servers, five of them.
	if took := time.Since(begun); took < 8*30*time.Millisecond {
		t.Errorf("nine requests took %v", took)
	}
	if n := srv.Stats().Requests; n != 9 {
		t.Errorf("%d requests", n)
	}
}
