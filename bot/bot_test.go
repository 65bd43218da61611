package bot_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"onrecord/bot"
	"onrecord/bot/discordtest"
	"onrecord/commands"
	"onrecord/corpus"
	"onrecord/corpus/coverage"
	"onrecord/corpus/quotation"
	"onrecord/index"
)

// TestMain finds goroutines that the bot leaves behind. bleve's analysis
// workers run from the program's start to its end and are not meant.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreCurrent(),
		// discordgo takes a second to close, and hangs on an Op 7 before READY.
		goleak.IgnoreAnyFunction("github.com/bwmarrin/discordgo.(*Session).CloseWithCode"),
		goleak.IgnoreAnyFunction("github.com/bwmarrin/discordgo.(*Session).heartbeat"))
}

// builtin is a router over the built-in coverage, with the real index.
func builtin(t testing.TB) *commands.Router {
	t.Helper()
	return router(t, corpus.Source{Name: "coverage", FS: coverage.Files})
}

func router(t testing.TB, src corpus.Source) *commands.Router {
	t.Helper()
	return commands.NewRouter(library(t, src), commands.About{Version: "test"})
}

func library(t testing.TB, src corpus.Source) *index.Index {
	t.Helper()
	c, err := corpus.Load(t.Context(), src)
	if err != nil {
		t.Fatal(err)
	}
	if err := quotation.AnnotateCorpus(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	x, err := index.Open(t.Context(), c, index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	return x
}

// A running bot, and what it logged.
type running struct {
	t    testing.TB
	log  *logBuffer
	stop context.CancelFunc
	done chan error
	read int    // bytes of the log that waitLog has read
	want string // an error that the log may have
}

// expectError allows errors in the log that say so.
func (b *running) expectError(text string) { b.want = text }

type logBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// start runs the bot until the test ends, which must then be a clean end without
// an error in the log.
func start(t testing.TB, srv *discordtest.Server, r *commands.Router, configure ...func(*bot.Config)) *running {
	t.Helper()
	b := run(t, srv.Token(), srv, r, configure...)
	srv.WaitReady()
	t.Cleanup(func() {
		if err := b.end(); err != nil {
			t.Errorf("the bot ended with: %v", err)
		}
		if strings.Contains(b.log.String(), "level=ERROR") && (b.want == "" || !strings.Contains(b.log.String(), b.want)) {
			t.Errorf("the bot logged errors:\n%s", b.log)
		}
		if strings.Contains(b.log.String(), srv.Token()) {
			t.Errorf("the token is in the log:\n%s", b.log)
		}
	})
	return b
}

func run(t testing.TB, token string, srv *discordtest.Server, r *commands.Router, configure ...func(*bot.Config)) *running {
	ctx, stop := context.WithCancel(context.Background())
	b := &running{t: t, log: &logBuffer{}, stop: stop, done: make(chan error, 1)}
	log := slog.New(slog.NewTextHandler(b.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	cfg := bot.Config{Token: token, Log: log, HTTP: srv.Client(), UserRate: bot.RateOff, ServerRate: bot.RateOff}
	for _, f := range configure {
		f(&cfg)
	}
	go func() { b.done <- runBot(ctx, r, cfg) }()
	return b
}

func runBot(ctx context.Context, r *commands.Router, cfg bot.Config) error {
	b, err := bot.New(r, cfg)
	if err != nil {
		return err
	}
	return b.Run(ctx)
}

// waitLog waits until the log says one of the texts, beyond what waitLog has read of
// it before.
func (b *running) waitLog(texts ...string) {
	b.t.Helper()
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(2 * time.Millisecond) {
		log := b.log.String()
		for _, text := range texts {
			if i := strings.Index(log[b.read:], text); i >= 0 {
				b.read += i + len(text)
				return
			}
		}
		if time.Now().After(deadline) {
			b.t.Fatalf("the log has none of %q:\n%s", texts, log[b.read:])
		}
	}
}

// end stops the bot as SIGTERM does and returns what Run returned.
func (b *running) end() error {
	b.stop()
	select {
	case err := <-b.done:
		return err
	case <-time.After(10 * time.Second):
		b.t.Fatal("the bot does not stop")
		return nil
	}
}

func quote(words string) map[string]any { return map[string]any{"query": words} }

func TestQuoteInDiscord(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, builtin(t))
	m := srv.Slash("quote", quote("parker monitoring")).Reply()
	text := m.Text()
	for _, want := range []string{
		"> “We do not have population-scale **monitoring** or anything like that,” **Parker** said.",
		"**Andrew Parker**, director general of MI5, in our digest: only the words in marks are quoted · BuzzFeed News, 17 Sep 2015, date inferred · [open the source](https://www.buzzfeed.com/jamesball/mi5-chief-says-social-networks-should-help-spy-on-their-user#:~:text=We%20do%20not%20have",
		" of 5 outlets, 4 Nov 2014 to 13 Sep 2021",
		"1–",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the reply lacks %q:\n%s", want, text)
		}
	}
	if m.Ephemeral {
		t.Error("an answer for everybody was private")
	}
}

func TestEveryCommandIsAnswered(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, builtin(t))
	for _, test := range []struct {
		command string
		options map[string]any
		want    string
		private bool
	}{
		{"quote", quote("zuckerberg encryption"), "Not in the coverage: nothing in 5 articles of 5 outlets, 4 Nov 2014 to 13 Sep 2021 answers this. It does not contain “zuckerberg”.", false},
		{"quote", quote("?!"), "There is no word to search for in that", true},
		{"quote", map[string]any{"query": "encryption", "from": "soon"}, "The option \"from\" is no date", true},
		{"quote", map[string]any{"query": "status quo", "speaker": "dick", "outlet": "guardian", "from": "2021", "to": "2021-09"}, "**status quo**", false},
		{"article", map[string]any{"article": "mi5 chief"}, "1–3 of 1", false},
		{"article", map[string]any{"article": "moon landing"}, "No article of the coverage is called", true},
		{"sources", nil, "BuzzFeed News: 1 article", false},
		{"help", nil, "/quote parker encryption", true},
		{"about", nil, "onrecord test", true},
	} {
		m := srv.Slash(test.command, test.options).Reply()
		if !strings.Contains(m.Text(), test.want) {
			t.Errorf("/%s %v lacks %q:\n%s", test.command, test.options, test.want, m.Text())
		}
		if m.Ephemeral != test.private {
			t.Errorf("/%s %v: private is %v, want %v", test.command, test.options, m.Ephemeral, test.private)
		}
	}
}

func TestManyMembersAtOnce(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, builtin(t))
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() {
			words := []string{"dick status quo", "hannigan dark spaces"}[i%2]
			in, err := srv.TrySlash("quote", quote(words))
			if err != nil {
				t.Error(err)
				return
			}
			m, err := in.Wait(t.Context())
			if err != nil {
				t.Error(err)
				return
			}
			if want := []string{"Cressida Dick", "Robert Hannigan"}[i%2]; !strings.Contains(m.Text(), want) {
				t.Errorf("%q was answered with\n%s", words, m.Text())
			}
		})
	}
	all.Wait()
	if l := srv.Latencies(); l.Max > 3*time.Second {
		t.Errorf("slow answers: %s", l)
	}
}

func TestAWrongTokenIsSaidPlainly(t *testing.T) {
	srv := discordtest.New(t)
	srv.ExpectViolation("token")
	const wrong = "not.the.token"
	b := run(t, wrong, srv, builtin(t))
	select {
	case err := <-b.done:
		if !errors.Is(err, bot.ErrToken) {
			t.Errorf("Run ended with %v, want ErrToken", err)
		}
		if strings.Contains(fmt.Sprint(err, b.log), wrong) {
			t.Errorf("the token is in the error or the log: %v\n%s", err, b.log)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("a wrong token does not end the bot")
	}
	b.stop()
}

func TestAnswersInFlightAreFinishedAtTheEnd(t *testing.T) {
	srv := discordtest.New(t)
	b := start(t, srv, builtin(t))
	var asked []*discordtest.Interaction
	for range 20 {
		asked = append(asked, srv.Slash("quote", quote("parker encryption")))
	}
	asked[len(asked)-1].Reply() // all frames are read by now
	if err := b.end(); err != nil {
		t.Fatal(err)
	}
	b.done <- nil // for the cleanup
	for i, in := range asked {
		if in.Message() == nil {
			t.Errorf("interaction %d was lost", i)
		}
	}
}

func TestTheGatewayIsFoundAgain(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, builtin(t))
	srv.CutGateway()
	srv.WaitFor("the bot to come back", func(s discordtest.Stats) bool { return s.Connections == 2 && s.Sessions == 1 })
	if m := srv.Slash("quote", quote("dick status quo")).Reply(); !strings.Contains(m.Text(), "Cressida Dick") {
		t.Errorf("after a cut the reply is\n%s", m.Text())
	}
}

func TestARevokedTokenEndsTheBot(t *testing.T) {
	srv := discordtest.New(t)
	b := run(t, srv.Token(), srv, builtin(t))
	srv.WaitReady()
	srv.RevokeToken()
	srv.CloseGateway(4004, "Authentication failed.")
	select {
	case err := <-b.done:
		if !errors.Is(err, bot.ErrToken) {
			t.Errorf("Run ended with %v, want ErrToken", err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("a revoked token does not end the bot")
	}
	b.stop()
}

func TestASilentGatewayDoesNotKeepTheBotFromEnding(t *testing.T) {
	srv := discordtest.New(t)
	srv.FaultGateway(discordtest.GatewayFault{NoHello: true})
	b := run(t, srv.Token(), srv, builtin(t))
	srv.WaitFor("the bot to dial", func(s discordtest.Stats) bool { return s.Connections == 1 })
	if err := b.end(); err != nil {
		t.Errorf("Run ended with %v", err)
	}
}

// offered is how many commands Discord shows: slash commands and menus.
func offered(r *commands.Router) int {
	n := len(r.Menus())
	for _, s := range r.Specs() {
		if !s.Hidden {
			n++
		}
	}
	return n
}
