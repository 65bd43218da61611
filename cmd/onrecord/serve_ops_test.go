package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord/bot/discordtest"
)

// hang is how long a test waits for what has to come.
const hang = time.Minute

// A served is the whole program at work.
type served struct {
	t      *testing.T
	admin  string
	stderr safeBuffer
	stop   context.CancelFunc
	done   chan int
}

// anyPort is an address with a port that the system chooses: one that a test had chosen, and let
// go of, could be given to the test of another package meanwhile.
const anyPort = "127.0.0.1:0"

// serveProgram runs the program with the environment as it is, and its listener for
// operators on a free port.
func serveProgram(t *testing.T, srv *discordtest.Server) *served {
	t.Helper()
	s := &served{t: t, done: make(chan int, 1)}
	t.Setenv("ADMIN_LISTEN", anyPort)
	ctx, stop := context.WithCancel(context.Background())
	s.stop = stop
	p := &program{stdin: strings.NewReader(""), stdout: io.Discard, stderr: &s.stderr, http: srv.Client(), watchInterval: 10 * time.Millisecond}
	go func() { s.done <- p.run(ctx, nil) }()
	t.Cleanup(func() { s.end() })
	s.admin = listensFor(t, "metrics and health", &s.stderr)
	return s
}

// listensFor waits until a log says where the program listens for something.
func listensFor(t *testing.T, what string, log *safeBuffer) (address string) {
	t.Helper()
	said := regexp.MustCompile(what + `.*?(127\.0\.0\.1:\d+)`)
	eventually(t, what+" in the log", func() bool { return said.MatchString(log.String()) })
	return said.FindStringSubmatch(log.String())[1]
}

// end ends the program, which has to end well.
func (s *served) end() {
	s.t.Helper()
	s.stop()
	if s.done == nil {
		return
	}
	select {
	case code := <-s.done:
		if code != exitAnswered {
			s.t.Errorf("exit status %d:\n%s", code, s.stderr.String())
		}
	case <-time.After(hang):
		s.t.Fatalf("the program does not end:\n%s", s.stderr.String())
	}
	s.done = nil
}

// get asks the operator's listener; 0 is no answer.
func (s *served) get(path string) (status int, body string) {
	s.t.Helper()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: 5 * time.Second}
	res, err := client.Get("http://" + s.admin + path)
	if err != nil {
		return 0, err.Error()
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		s.t.Error(err)
	}
	return res.StatusCode, string(data)
}

// ready waits until /readyz says what is wanted.
func (s *served) ready(want int) string {
	s.t.Helper()
	for deadline := time.Now().Add(hang); ; time.Sleep(5 * time.Millisecond) {
		status, body := s.get("/readyz")
		if status == want {
			return body
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("/readyz says %d %s, want %d:\n%s", status, body, want, s.stderr.String())
		}
	}
}

// says waits until the bot is ready and /readyz says something, or does not any more.
func (s *served) says(want string, says bool) {
	s.t.Helper()
	eventually(s.t, fmt.Sprintf("%q in /readyz: %t", want, says), func() bool { return strings.Contains(s.ready(http.StatusOK), want) == says })
}

// metrics waits until /metrics has these lines: an interaction is counted when the member
// has the answer already.
func (s *served) metrics(want ...string) string {
	s.t.Helper()
	for deadline := time.Now().Add(hang); ; time.Sleep(5 * time.Millisecond) {
		_, body := s.get("/metrics")
		lacks := slices.DeleteFunc(slices.Clone(want), func(line string) bool { return strings.Contains("\n"+body, "\n"+line+"\n") })
		if len(lacks) == 0 {
			return body
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("/metrics lacks %q:\n%s", lacks, body)
		}
	}
}

// TestOperations watches the program as an operator does, from its start to its end.
func TestOperations(t *testing.T) {
	srv := discordtest.New(t)
	srv.Fault(discordtest.Fault{Route: "GET /applications/@me", Status: 503, Times: 1})
	starting := srv.Fault(discordtest.Fault{Route: "GET /gateway/bot", Status: 503, Times: -1})
	t.Setenv("DISCORD_TOKEN", discordtest.Token)
	t.Setenv("LOG_FORMAT", "json")
	s := serveProgram(t, srv)
	if missing := s.ready(http.StatusServiceUnavailable); !strings.Contains(missing, "index") && !strings.Contains(missing, "shard") {
		t.Errorf("not ready, and it says only %s", missing)
	}
	if status, body := s.get("/healthz"); status != http.StatusOK {
		t.Errorf("/healthz while it starts: %d %s", status, body)
	}
	starting.Remove()
	s.ready(http.StatusOK)
	srv.Slash("quote", map[string]any{"query": "parker encryption"}).Reply()
	srv.Slash("quote", map[string]any{"query": "zeppelin"}).Reply()
	srv.Slash("quote", map[string]any{"query": "?!"}).Reply()
	srv.Slash("about", nil).Reply()
	version, err := loadCorpus(t.Context(), settings{paths: []string{builtin}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	metrics := s.metrics(
		`onrecord_interactions_total{command="quote",outcome="answered"} 1`,
		`onrecord_interactions_total{command="quote",outcome="silent"} 1`,
		`onrecord_interactions_total{command="quote",outcome="user_error"} 1`,
		`onrecord_interactions_total{command="about",outcome="answered"} 1`,
		`onrecord_interaction_seconds_count{command="quote"} 3`,
		`onrecord_gateway_ready{shard="0"} 1`,
		`onrecord_corpus_info{version="`+version.Version+`"} 1`,
		`onrecord_corpus_articles 5`,
		`onrecord_ready 1`,
	)
	if strings.Contains(metrics, discordtest.Token) || strings.Contains(metrics, "zeppelin") {
		t.Error("/metrics holds a secret")
	}

	// A gateway that is gone is no readiness, and no reason to be restarted.
	gone := srv.Fault(discordtest.Fault{Route: discordtest.RouteGateway, Status: 503, Times: -1})
	srv.CutGateway()
	s.ready(http.StatusServiceUnavailable)
	if status, _ := s.get("/healthz"); status != http.StatusOK {
		t.Errorf("/healthz without a gateway: %d", status)
	}
	gone.Remove()
	s.ready(http.StatusOK)
	s.end()
	for _, line := range strings.Split(strings.TrimSpace(s.stderr.String()), "\n") {
		var entry map[string]any
		if err := json.Unmarshal([]byte(line), &entry); err != nil {
			t.Errorf("a line of the log is no JSON: %s", line)
		}
	}
	for _, want := range []string{`"msg":"onrecord","version":`, `"version":"` + version.Version + `"`} {
		if !strings.Contains(s.stderr.String(), want) {
			t.Errorf("the log lacks %s:\n%s", want, s.stderr.String())
		}
	}
}

// TestServeByWebhook runs the program without a token: the public key is all it needs.
func TestServeByWebhook(t *testing.T) {
	srv := discordtest.New(t)
	registerIn(t, withToken(t, srv), "")
	t.Setenv("DISCORD_TOKEN", "")
	t.Setenv("DISCORD_PUBLIC_KEY", srv.PublicKey())
	t.Setenv("LISTEN", anyPort)
	s := serveProgram(t, srv)
	s.ready(http.StatusOK)
	address := "http://" + listensFor(t, "interactions are taken", &s.stderr) + "/interactions"
	if status, pong, err := srv.Post(t.Context(), address, []byte(discordtest.Ping)); status != http.StatusOK || err != nil {
		t.Fatalf("PING was answered with %d %s %v", status, pong, err)
	}
	srv.UseEndpoint(address)
	if m := srv.Slash("quote", map[string]any{"query": "dick status quo"}).Reply(); !strings.Contains(m.Text(), "Cressida Dick") {
		t.Errorf("the reply is\n%s", m.Text())
	}
	if srv.Count(discordtest.Connections) != 0 {
		t.Error("a gateway was connected to")
	}
}

func withToken(t *testing.T, srv *discordtest.Server) *discordtest.Server {
	t.Setenv("DISCORD_TOKEN", discordtest.Token)
	return srv
}

// TestServersSettingsAreKept sets something, restarts, and finds it again.
func TestServersSettingsAreKept(t *testing.T) {
	srv := discordtest.New(t)
	t.Setenv("DISCORD_TOKEN", discordtest.Token)
	t.Setenv("DATA_DIR", t.TempDir())
	ask := func() *discordtest.Message {
		return srv.Slash("quote", map[string]any{"query": "parker encryption"}).Reply()
	}
	s := serveProgram(t, srv)
	s.ready(http.StatusOK)
	if m := ask(); m.Ephemeral || !strings.Contains(m.Text(), "1–3 of 5") {
		t.Errorf("before: private %v\n%s", m.Ephemeral, m.Text())
	}
	srv.Slash("config", map[string]any{"private": true, "page": 2}).Reply()
	s.end()
	srv.Advance(6 * time.Second)
	s = serveProgram(t, srv)
	s.ready(http.StatusOK)
	if m := ask(); !m.Ephemeral || !strings.Contains(m.Text(), "1–2 of 5") {
		t.Errorf("after: private %v\n%s", m.Ephemeral, m.Text())
	}
}

// TestTheOperatorsListenerIsTaken by something else: members get answers all the same.
func TestTheOperatorsListenerIsTaken(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	srv := discordtest.New(t)
	t.Setenv("DISCORD_TOKEN", discordtest.Token)
	t.Setenv("ADMIN_LISTEN", ln.Addr().String())
	ctx, stop := context.WithCancel(t.Context())
	var stderr safeBuffer
	p := &program{stdin: strings.NewReader(""), stdout: io.Discard, stderr: &stderr, http: srv.Client()}
	done := make(chan int, 1)
	go func() { done <- p.run(ctx, nil) }()
	srv.WaitReady()
	stop()
	if code := <-done; code != exitAnswered || !strings.Contains(stderr.String(), "give ADMIN_LISTEN another address") {
		t.Errorf("exit status %d:\n%s", code, stderr.String())
	}
}

// TestTheEndWhileItStarts is no fault, whether the articles are read or Discord is waited
// for.
func TestTheEndWhileItStarts(t *testing.T) {
	srv := discordtest.New(t)
	srv.Fault(discordtest.Fault{Route: "GET /gateway/bot", Status: 503, Times: -1})
	t.Setenv("DISCORD_TOKEN", discordtest.Token)
	t.Setenv("DATA_DIR", t.TempDir())
	ctx, stop := context.WithCancel(t.Context())
	stop()
	var stderr safeBuffer
	p := &program{stdin: strings.NewReader(""), stdout: io.Discard, stderr: &stderr, http: srv.Client()}
	t.Setenv("ADMIN_LISTEN", "off")
	if code := p.run(ctx, nil); code != exitAnswered {
		t.Errorf("while it reads: exit status %d\n%s", code, stderr.String())
	}
	s := serveProgram(t, srv)
	eventually(t, "a wait for Discord", func() bool { return strings.Contains(s.stderr.String(), "again in") })
	s.end()
}
