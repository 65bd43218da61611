package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"onrecord/bot/discordtest"
)

// A safeBuffer can be read while the program writes to it.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// TestServe runs the whole program with a token from the environment, asks it
// in Discord, and ends it as an operator does: with SIGTERM.
func TestServe(t *testing.T) {
	srv := discordtest.New(t)
	t.Setenv("DISCORD_TOKEN", discordtest.Token)
	t.Setenv("ADMIN_LISTEN", adminOff)
	t.Setenv("DATA_DIR", t.TempDir())
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	var stdout, stderr safeBuffer
	p := &program{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr, http: srv.Client()}
	done := make(chan int, 1)
	go func() { done <- p.run(ctx, nil) }()
	srv.WaitReady()
	if m := srv.Slash("quote", map[string]any{"query": "parker encryption"}).Reply(); !strings.Contains(m.Text(), "IT Pro · 17 Sep 2015") {
		t.Errorf("the reply is\n%s", m.Text())
	}
	if err := signalSelf(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case code := <-done:
		if code != exitAnswered {
			t.Errorf("exit status %d:\n%s", code, stderr.String())
		}
	case <-time.After(time.Minute):
		t.Fatal("SIGTERM does not end the program")
	}
	if strings.Contains(stderr.String(), discordtest.Token) {
		t.Error("the token is in the log")
	}
	// What it wrote the first time, it need not write again.
	var again bytes.Buffer
	p = &program{stdout: &again, stderr: &stderr, http: srv.Client()}
	if code := p.run(context.Background(), []string{"register"}); code != 0 || !strings.Contains(again.String(), "nothing was written") {
		t.Errorf("register: status %d, %s%s", code, again.String(), stderr.String())
	}
}

func TestServeWithAWrongToken(t *testing.T) {
	srv := discordtest.New(t)
	srv.AllowViolation("token")
	const wrong = "not-the-token"
	t.Setenv("DISCORD_TOKEN", wrong)
	t.Setenv("ADMIN_LISTEN", adminOff)
	var stdout, stderr bytes.Buffer
	p := &program{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr, http: srv.Client()}
	if code := p.run(t.Context(), nil); code != exitFault {
		t.Errorf("exit status %d", code)
	}
	if !strings.Contains(stderr.String(), "onrecord: Discord refuses the token: copy a new one from") || strings.Contains(stderr.String(), wrong) {
		t.Errorf("it says\n%s", stderr.String())
	}
}

// TestReload changes the operator's articles below the running bot: first so
// that they cannot be loaded, then for good.
func TestReload(t *testing.T) {
	const article = "---\ntitle: Ferry\ndate: %q\nparams:\n  outlet: Coast Echo\n  url: https://example.org/ferry\n  form: full\n---\n\u201cThe ferry will sail in %s,\u201d said Piet Doorn.\n"
	dir := t.TempDir()
	write := func(date, season string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, "ferry.md"), fmt.Appendf(nil, article, date, season), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("2021-05-01", "winter")
	srv := discordtest.New(t)
	t.Setenv("DISCORD_TOKEN", discordtest.Token)
	t.Setenv("ADMIN_LISTEN", adminOff)
	t.Setenv("CORPUS_DIR", dir)
	t.Setenv("DATA_DIR", t.TempDir())
	ctx, stop := context.WithCancel(t.Context())
	var stdout, stderr safeBuffer
	p := &program{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr, http: srv.Client()}
	done := make(chan int, 1)
	go func() { done <- p.run(ctx, nil) }()
	srv.WaitReady()
	ask := func() string { return srv.Slash("quote", map[string]any{"query": "ferry"}).Reply().Text() }
	hangup := func(logged string) {
		t.Helper()
		if err := signalSelf(syscall.SIGHUP); err != nil {
			t.Fatal(err)
		}
		for deadline := time.Now().Add(time.Minute); !strings.Contains(stderr.String(), logged); time.Sleep(10 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("the log does not say %q:\n%s", logged, stderr.String())
			}
		}
	}
	if got := ask(); !strings.Contains(got, "winter") {
		t.Errorf("before: %s", got)
	}
	write("no date", "summer")
	hangup("files with faults keep the articles that they had")
	if got := ask(); !strings.Contains(got, "winter") {
		t.Errorf("after a fault: %s", got)
	}
	write("2021-05-02", "summer")
	hangup("outlets=1 version=" + reloadedVersion(t, dir))
	if got := ask(); !strings.Contains(got, "summer") || strings.Contains(got, "winter") {
		t.Errorf("after the reload: %s", got)
	}
	stop()
	if code := <-done; code != exitAnswered {
		t.Errorf("exit status %d:\n%s", code, stderr.String())
	}
}

func reloadedVersion(t *testing.T, dir string) string {
	t.Helper()
	c, err := loadCorpus(t.Context(), settings{paths: []string{dir}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c.Version
}
