package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"onrecord/bot/discordtest"
)

// consult runs the doctor as the command line does, and returns what it printed
// and the error it ended with.
func consult(t *testing.T, srv *discordtest.Server) (string, error) {
	t.Helper()
	t.Chdir(t.TempDir()) // no .env
	t.Setenv("ADMIN_LISTEN", adminOff)
	var stdout, stderr bytes.Buffer
	d := &doctor{program: &program{stdout: &stdout, stderr: &stderr}, within: time.Minute}
	if srv != nil {
		d.http = srv.Client()
	}
	err := d.examine(t.Context())
	if token := os.Getenv("DISCORD_TOKEN"); token != "" && strings.Contains(stdout.String()+stderr.String()+fmt.Sprint(err), token) {
		t.Errorf("the token is in\n%s%s%v", stdout.String(), stderr.String(), err)
	}
	return stdout.String(), err
}

// says compares the lines from "token" on, or from Discord's first, with what is
// wanted.
func says(t *testing.T, got string, want ...string) {
	t.Helper()
	_, got, _ = strings.Cut(got, "would be kept\n")
	if got != strings.Join(want, "\n")+"\n" {
		t.Errorf("it says\n%swant\n%s", got, strings.Join(want, "\n"))
	}
}

const (
	theNewsroom = "1155555555555555555"
	tokenLine   = `ok  token: is that of "On the Record", application 1144444444444444444, which about 1 server added`
	inviteLine  = "--  invite: https://discord.com/oauth2/authorize?client_id=1144444444444444444&integration_type=0&scope=bot+applications.commands&permissions=0 adds it to a server,\n" +
		"    https://discord.com/oauth2/authorize?client_id=1144444444444444444&integration_type=1&scope=applications.commands to your own account"
	deliveryLine = "ok  delivery: Discord sends interactions where this bot waits for them"
	othersLine   = "--  commands: Discord does not have those of this version: the bot writes them at its start, and onrecord register at once"
	portal       = "https://discord.com/developers/applications/1144444444444444444/information"
)

func TestDoctor(t *testing.T) {
	srv := discordtest.New(t)
	t.Setenv("DISCORD_TOKEN", discordtest.Token)
	got, err := consult(t, srv)
	if err != nil {
		t.Error(err)
	}
	says(t, got, tokenLine, inviteLine, deliveryLine, othersLine)
	if srv.Count("PUT /applications/*/commands") != 0 {
		t.Error("the doctor wrote something")
	}
	var out bytes.Buffer
	p := &program{stdout: &out, stderr: &out, http: srv.Client()}
	if code := p.run(t.Context(), []string{"register"}); code != exitAnswered {
		t.Fatal(out.String())
	}
	out.Reset()
	if code := p.run(t.Context(), []string{"doctor"}); code != exitAnswered {
		t.Errorf("exit status %d", code)
	}
	if want := fmt.Sprintf("ok  commands: Discord has all %d of this version\n", len(srv.Commands(""))); !strings.HasSuffix(out.String(), want) {
		t.Errorf("it says\n%swant\n%s", out.String(), want)
	}
}

func TestDoctorWithoutAToken(t *testing.T) {
	got, err := consult(t, discordtest.New(t))
	if err != nil {
		t.Error(err)
	}
	says(t, got, "--  token: there is no DISCORD_TOKEN: onrecord is a console or, with DISCORD_PUBLIC_KEY, a bot whose commands are registered from elsewhere", "ok  network: Discord can be reached")
}

// TestDoctorFaults: one fault, named, with what to do.
func TestDoctorFaults(t *testing.T) {
	const look = "\n    if others reach it, look at this machine's network and at HTTPS_PROXY"
	for _, test := range []struct {
		name  string
		opts  discordtest.Options
		setup func(t *testing.T, srv *discordtest.Server)
		want  []string
	}{
		{"token", discordtest.Options{}, func(t *testing.T, srv *discordtest.Server) {
			srv.AllowViolation("token")
			t.Setenv("DISCORD_TOKEN", "MTE0NDQ0NDQ0NDQ0NDQ0NDQ0NA.not-it.not-the-token")
		}, []string{"!!  token: Discord refuses the token: copy a new one from https://discord.com/developers/applications (Bot, Reset Token) into DISCORD_TOKEN"}},
		{"out of order", discordtest.Options{}, func(_ *testing.T, srv *discordtest.Server) {
			srv.Fault(discordtest.Broken("", 500))
		}, []string{"!!  network: Discord is out of order (500 Internal Server Error): see https://discordstatus.com and try again later" + look}},
		{"no network", discordtest.Options{}, func(_ *testing.T, srv *discordtest.Server) {
			srv.Fault(discordtest.Fault{NoHost: true})
		}, []string{"!!  network: Discord cannot be reached: dial tcp: lookup discord.com: no such host" + look}},
		{"clock", discordtest.Options{}, func(_ *testing.T, srv *discordtest.Server) {
			srv.Advance(3 * time.Minute)
		}, []string{"!!  clock: this machine's is 3m0s behind Discord's: set it, best by NTP, or signed requests will be refused",
			tokenLine, inviteLine, deliveryLine, othersLine}},
		{"clock ahead", discordtest.Options{}, func(_ *testing.T, srv *discordtest.Server) {
			srv.Advance(-2 * time.Hour)
		}, []string{"!!  clock: this machine's is 2h0m0s ahead of Discord's: set it, best by NTP, or signed requests will be refused",
			tokenLine, inviteLine, deliveryLine, othersLine}},
		{"endpoint", discordtest.Options{}, func(_ *testing.T, srv *discordtest.Server) {
			srv.UseEndpoint("http://127.0.0.1:8080/secret-path?key=hunter2")
		}, []string{tokenLine, inviteLine,
			"!!  delivery: Discord sends interactions to an address, and none over the gateway, where this bot waits for them: empty the Interactions Endpoint URL at " + portal, othersLine}},
		{"webhook without an endpoint", discordtest.Options{}, func(t *testing.T, srv *discordtest.Server) {
			setWebhook(t, srv.PublicKey())
		}, []string{tokenLine, inviteLine,
			"!!  delivery: Discord sends interactions over the gateway, and none to this bot's webhook: start the bot, and set the Interactions Endpoint URL at " + portal, othersLine}},
		{"webhook with another key", discordtest.Options{}, func(t *testing.T, srv *discordtest.Server) {
			setWebhook(t, strings.Repeat("ab", 32))
			srv.UseEndpoint("http://127.0.0.1:8080/")
		}, []string{tokenLine, inviteLine,
			"!!  delivery: DISCORD_PUBLIC_KEY is another application's: copy it again from " + portal, othersLine}},
		{"commands twice", discordtest.Options{}, func(t *testing.T, srv *discordtest.Server) {
			registerIn(t, srv, "")
			registerIn(t, srv, theNewsroom)
		}, []string{tokenLine, inviteLine, deliveryLine,
			"ok  commands: Discord has all N of this version",
			"!!  commands: they are registered everywhere and in the server " + theNewsroom + " as well, where members see them twice: leave GUILD_ID empty and run onrecord register, which clears the server's"}},
		{"strange server", discordtest.Options{}, func(t *testing.T, srv *discordtest.Server) {
			srv.AllowViolation("guild 42")
			t.Setenv("GUILD_ID", "42")
		}, []string{tokenLine, inviteLine, deliveryLine,
			"!!  commands: bot is not in that server: open the invite address, or leave GUILD_ID empty"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			srv := discordtest.New(t, test.opts)
			t.Setenv("DISCORD_TOKEN", discordtest.Token)
			test.setup(t, srv)
			got, err := consult(t, srv)
			says(t, strings.Replace(got, fmt.Sprintf("has all %d of", len(srv.Commands(""))), "has all N of", 1), test.want...)
			if err == nil || err.Error() != `1 fault found; what to do stands behind each "!!"` {
				t.Errorf("it ends with %v", err)
			}
		})
	}
}

// setWebhook has interactions come by requests that the key signs.
func setWebhook(t *testing.T, key string) {
	t.Helper()
	t.Setenv("DISCORD_PUBLIC_KEY", key)
	t.Setenv("LISTEN", "127.0.0.1:0")
}

func registerIn(t *testing.T, srv *discordtest.Server, guild string) {
	t.Helper()
	var out bytes.Buffer
	p := &program{stdout: &out, stderr: &out, http: srv.Client()}
	t.Setenv("GUILD_ID", guild)
	if code := p.run(t.Context(), []string{"register"}); code != exitAnswered {
		t.Fatal(out.String())
	}
}

func TestDoctorSeesOldCommands(t *testing.T) {
	srv := discordtest.New(t)
	t.Setenv("DISCORD_TOKEN", discordtest.Token)
	old, err := discordgo.New("Bot " + discordtest.Token)
	must(t, err)
	old.Client = srv.Client()
	_, err = old.ApplicationCommandBulkOverwrite(discordtest.ApplicationID, "", []*discordgo.ApplicationCommand{{Name: "quote", Description: "of old"}})
	must(t, err)
	got, err := consult(t, srv)
	if want := othersLine + "\n"; err != nil || !strings.HasSuffix(got, want) {
		t.Errorf("it says\n%s%v", got, err)
	}
}

func TestDoctorMissesTheInstallByMembers(t *testing.T) {
	srv := discordtest.New(t)
	srv.Fault(discordtest.Fault{Route: "GET /applications/@me", Status: 200, Body: `{"id":"` + discordtest.ApplicationID +
		`","name":"On the Record","approximate_guild_count":1,"integration_types_config":{"0":{}}}`})
	t.Setenv("DISCORD_TOKEN", discordtest.Token)
	got, err := consult(t, srv)
	if err != nil {
		t.Error(err)
	}
	says(t, got, tokenLine, inviteLine, "--  invite: Discord does not let members install it for themselves: switch on User Install at "+
		"https://discord.com/developers/applications/1144444444444444444/installation", deliveryLine, othersLine)
}

func TestDoctorWithAWebhook(t *testing.T) {
	srv := discordtest.New(t)
	t.Setenv("DISCORD_TOKEN", discordtest.Token)
	setWebhook(t, strings.ToUpper(srv.PublicKey()))
	srv.UseEndpoint("http://127.0.0.1:8080/hunter2")
	got, err := consult(t, srv)
	if err != nil {
		t.Error(err)
	}
	says(t, got, tokenLine, inviteLine, deliveryLine, othersLine)
}

// TestDoctorDoesNotWait: when Discord says nothing, the doctor does, soon; and it
// ends at once when it is told to.
func TestDoctorDoesNotWait(t *testing.T) {
	srv := discordtest.New(t)
	t.Setenv("ADMIN_LISTEN", adminOff)
	hang := srv.Fault(discordtest.Fault{Route: "GET /applications/@me", Hang: true, Times: -1})
	t.Setenv("DISCORD_TOKEN", discordtest.Token)
	t.Chdir(t.TempDir())
	var out bytes.Buffer
	d := &doctor{program: &program{stdout: &out, stderr: &out, http: srv.Client()}, within: 30 * time.Millisecond}
	if err := d.examine(t.Context()); err == nil || d.faults != 1 {
		t.Errorf("%d faults, %v", d.faults, err)
	}
	says(t, out.String(), "!!  network: Discord does not answer in time: look at https://discordstatus.com and at the network here\n    if others reach it, look at this machine's network and at HTTPS_PROXY")

	ctx, cancel := context.WithCancel(t.Context())
	d = &doctor{program: &program{stdout: io.Discard, stderr: io.Discard, http: srv.Client()}, within: time.Hour}
	done := make(chan error, 1)
	asked := hang.Hits() // on a slow machine the first did not come so far
	go func() { done <- d.examine(ctx) }()
	srv.WaitFor("the doctor to ask", func() bool { return hang.Hits() > asked })
	cancel()
	select {
	case err := <-done:
		if !errors.Is(err, context.Canceled) || d.faults != 0 {
			t.Errorf("%d faults, %v", d.faults, err)
		}
	case <-time.After(time.Minute):
		t.Fatal("it does not end when it is told to")
	}

	// That is no fault of the articles, if it was reading them.
	out.Reset()
	d = &doctor{program: &program{stdout: &out, stderr: io.Discard, http: srv.Client()}, within: time.Hour}
	if err := d.examine(ctx); !errors.Is(err, context.Canceled) || d.faults != 0 || strings.Contains(out.String(), "corpus") {
		t.Errorf("%d faults, %v:\n%s", d.faults, err, out.String())
	}
}
