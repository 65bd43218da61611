package main

import (
	"context"
	"fmt"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"testing"

	"onrecord/bot/discordtest"
	"onrecord/commands"
)

// register runs the command with arguments against a stand-in.
func register(t *testing.T, srv *discordtest.Server, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	t.Setenv("DISCORD_TOKEN", discordtest.Token)
	var out, log safeBuffer
	p := &program{stdin: strings.NewReader(""), stdout: &out, stderr: &log, http: srv.Client()}
	code = p.run(t.Context(), append([]string{"register"}, args...))
	if strings.Contains(out.String()+log.String(), discordtest.Token) {
		t.Error("the token was printed")
	}
	return code, out.String(), log.String()
}

func TestRegisterSaysWhatChanges(t *testing.T) {
	t.Chdir(t.TempDir())
	const guild = "1155555555555555555"
	srv := discordtest.New(t)
	var all strings.Builder // as lines for a dry run everywhere
	router := commands.NewRouter(nil, about())
	for _, s := range router.Specs() {
		if s.Menu != "" {
			fmt.Fprintf(&all, "everywhere: + %s [menu of messages]\n", s.Menu)
		}
	}
	for _, s := range router.Specs() {
		if !s.Hidden {
			fmt.Fprintf(&all, "everywhere: + /%s\n", s.Name)
		}
	}
	there := strings.ReplaceAll(all.String(), "everywhere:", "in the server "+guild+":")
	lines := strings.SplitAfter(strings.ReplaceAll(there, ": + ", ": - "), "\n")
	slices.Sort(lines)
	left := strings.Join(lines, "")
	for _, step := range []struct {
		args           []string
		stdout, stderr string
		puts           int
	}{
		{[]string{"--dry-run"}, all.String() + "This was a dry run; nothing was written.\n", "", 0},
		{[]string{"--guild", guild}, there + "The commands were written to Discord.\n", "", 1},
		{[]string{"--guild", guild}, "Discord has them already; nothing was written.\n", "", 1},
		{[]string{"--dry-run"}, all.String() + left + "This was a dry run; nothing was written.\n", "", 1},
		{nil, all.String() + left + "The commands were written to Discord.\n", "", 3},
		{[]string{"--dry-run"}, "Discord has them already; nothing was written.\n", "", 3},
		{[]string{"--guild", guild, "--dry-run"}, there + "This was a dry run; nothing was written.\n", "", 3},
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
	srv.AllowViolation("unknown")
	if code, stdout, stderr := register(t, srv, "--guild", "1"); code != exitFault || stdout != "" || !strings.HasPrefix(stderr, "onrecord: register commands in the server 1: bot is not in that server") {
		t.Errorf("another server: exit status %d, %s%s", code, stdout, stderr)
	}
	srv.Fault(discordtest.Refused("GET /users/@me/guilds", 400, 0, "no"))
	if code, stdout, stderr := register(t, srv); code != exitFault || !strings.HasPrefix(stdout, "everywhere: + ") || !strings.HasPrefix(stderr, "onrecord: list servers to clear commands in") {
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
	t.Setenv("DISCORD_TOKEN", discordtest.Token)
	f := srv.Fault(discordtest.CloudflareLimited("GET /applications/@me", 50_000_000_000))
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	var out, log safeBuffer
	p := &program{stdin: strings.NewReader(""), stdout: &out, stderr: &log, http: srv.Client()}
	done := make(chan int, 1)
	go func() { done <- p.run(ctx, []string{"register"}) }()
	srv.WaitFor("the fault", func() bool { return f.Hits() == 1 })
	if err := signalSelf(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	// The signal may come before the answer that says to wait.
	if code := <-done; code != exitFault || !strings.Contains(log.String(), "Discord asks to slow down") && !strings.Contains(log.String(), "Discord cannot be reached") {
		t.Errorf("exit status %d: %s", code, log.String())
	}
}
