package main

import (
	"context"
	"fmt"
	"os/signal"
	"strings"
	"syscall"
	"testing"

	"onrecord/bot/discordtest"
	"onrecord/commands"
)

// register runs the command with arguments against a stand-in.
func register(t *testing.T, srv *discordtest.Server, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	t.Setenv("DISCORD_TOKEN", srv.Token())
	var out, log safeBuffer
	p := &program{stdin: strings.NewReader(""), stdout: &out, stderr: &log, http: srv.Client()}
	code = p.run(t.Context(), append([]string{"register"}, args...))
	if strings.Contains(out.String()+log.String(), srv.Token()) {
		t.Error("the token was printed")
	}
	return code, out.String(), log.String()
}

func TestRegisterSaysWhatChanges(t *testing.T) {
	t.Chdir(t.TempDir())
	const guild = "1155555555555555555"
	srv := discordtest.New(t)
	var all strings.Builder
	router := commands.NewRouter(nil, about())
	for _, m := range router.Menus() {
		fmt.Fprintf(&all, "+ %s [menu of messages]\n", m.Name)
	}
	for _, s := range router.Specs() {
		if !s.Hidden {
			fmt.Fprintf(&all, "+ /%s\n", s.Name)
		}
	}
	left := strings.ReplaceAll(all.String(), "+ ", "- ")
	for _, step := range []struct {
		args           []string
		stdout, stderr string
		puts           int
	}{
		{[]string{"--dry-run"}, "everywhere:\n" + all.String() + "This was a dry run; nothing was written.\n", "", 0},
		{[]string{"--guild", guild}, "in the server " + guild + ":\n" + all.String() + "The commands were written to Discord.\n", "", 1},
		{[]string{"--guild", guild}, "Discord has them already; nothing was written.\n", "", 1},
		{[]string{"--dry-run"}, "everywhere:\n" + all.String() + "in the server " + guild + ":\n" + left + "This was a dry run; nothing was written.\n", "", 1},
		{nil, "everywhere:\n" + all.String() + "in the server " + guild + ":\n" + left + "The commands were written to Discord.\n", "", 3},
		{[]string{"--dry-run"}, "Discord has them already; nothing was written.\n", "", 3},
		{[]string{"--guild", guild, "--dry-run"}, "in the server " + guild + ":\n" + all.String() + "This was a dry run; nothing was written.\n", "", 3},
	} {
		code, stdout, stderr := register(t, srv, step.args...)
		if code != exitAnswered || stdout != step.stdout || !strings.Contains(stderr, step.stderr) || step.stderr == "" && stderr != "" {
			t.Errorf("register %q: exit status %d\n%s%s\nwant\n%s%s", step.args, code, stdout, stderr, step.stdout, step.stderr)
		}
		if n := srv.Count("PUT /applications/*/commands") + srv.Count("PUT /applications/*/guilds/*/commands"); n != step.puts {
			t.Errorf("register %q: %d writes by now, want %d", step.args, n, step.puts)
		}
	}
}

func TestRegisterFaults(t *testing.T) {
	t.Chdir(t.TempDir())
	srv := discordtest.New(t)
	srv.ExpectViolation("unknown")
	if code, stdout, stderr := register(t, srv, "--guild", "1"); code != exitFault || stdout != "" || !strings.HasPrefix(stderr, "onrecord: the commands cannot be registered in the server 1: the bot is not in it") {
		t.Errorf("another server: exit status %d, %s%s", code, stdout, stderr)
	}
	srv.Fault(discordtest.Refused("GET /users/@me/guilds", 400, 0, "no"))
	if code, stdout, stderr := register(t, srv); code != exitFault || !strings.HasPrefix(stdout, "everywhere:\n+ ") || !strings.HasPrefix(stderr, "onrecord: list the servers that the bot is in") {
		t.Errorf("after half of it: exit status %d, %s%s", code, stdout, stderr)
	}
	srv.RevokeToken()
	if code, _, stderr := register(t, srv); code != exitFault || !strings.HasPrefix(stderr, "onrecord: Discord refuses the token: copy a new one") {
		t.Errorf("a revoked token: exit status %d, %s", code, stderr)
	}
}

// TestRegisterEndsWithASignal asks it to end while Discord has it wait.
func TestRegisterEndsWithASignal(t *testing.T) {
	t.Chdir(t.TempDir())
	srv := discordtest.New(t)
	t.Setenv("DISCORD_TOKEN", srv.Token())
	f := srv.Fault(discordtest.CloudflareLimited("GET /applications/@me", 50_000_000_000))
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	var out, log safeBuffer
	p := &program{stdin: strings.NewReader(""), stdout: &out, stderr: &log, http: srv.Client()}
	done := make(chan int, 1)
	go func() { done <- p.run(ctx, []string{"register"}) }()
	srv.WaitFor("the fault", func(discordtest.Stats) bool { return f.Hits() == 1 })
	if err := syscall.Kill(syscall.Getpid(), syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	// The signal may come before the answer that says to wait.
	if code := <-done; code != exitFault || !strings.Contains(log.String(), "Discord asks to slow down") && !strings.Contains(log.String(), "Discord cannot be reached") {
		t.Errorf("exit status %d: %s", code, log.String())
	}
}

func TestRegisterTellsHowFarItHasGot(t *testing.T) {
	var log strings.Builder
	p := &program{stderr: &log}
	for _, total := range []int{50, 120} {
		for i := range total {
			p.registerProgress(i+1, total)
		}
	}
	if want := "looked through 50 of 120 servers\nlooked through 100 of 120 servers\nlooked through 120 of 120 servers\n"; log.String() != want {
		t.Errorf("it says\n%s", log.String())
	}
}
