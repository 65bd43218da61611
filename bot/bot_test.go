package bot_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"maps"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
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
	flag.Parse()
	_ = flag.Set("test.parallel", "8") // they wait, most of the time
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
	once sync.Once
	err  error  // what Run returned
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
	b := run(t, discordtest.Token, srv, r, configure...)
	srv.WaitReady()
	t.Cleanup(func() {
		if err := b.end(); err != nil {
			t.Errorf("the bot ended with: %v", err)
		}
		if strings.Contains(b.log.String(), "level=ERROR") && (b.want == "" || !strings.Contains(b.log.String(), b.want)) {
			t.Errorf("the bot logged errors:\n%s", b.log)
		}
		if strings.Contains(b.log.String(), discordtest.Token) {
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
	return bot.New(r, cfg).Run(ctx)
}

// waitLog waits until the log says one of the texts, beyond what waitLog has read of
// it before.
func (b *running) waitLog(texts ...string) {
	b.t.Helper()
	eventually(b.t, fmt.Sprintf("one of %q in the log", texts), func() bool {
		log := b.log.String()
		for _, text := range texts {
			if i := strings.Index(log[b.read:], text); i >= 0 {
				b.read += i + len(text)
				return true
			}
		}
		return false
	})
}

// eventually waits until something is so; when it does not come, the test ends.
func eventually(t testing.TB, what string, so func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !so(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("there is never %s", what)
		}
	}
}

// end stops the bot as SIGTERM does and returns what Run returned.
func (b *running) end() error {
	b.stop()
	return b.wait()
}

// wait returns what Run returns.
func (b *running) wait() error {
	b.once.Do(func() {
		select {
		case b.err = <-b.done:
		case <-time.After(time.Minute):
			b.t.Error("the bot does not stop")
		}
	})
	return b.err
}

func quote(words string) map[string]any { return map[string]any{"query": words} }

func private(options map[string]any) map[string]any {
	out := map[string]any{"private": true}
	maps.Copy(out, options)
	return out
}

// wantText holds a message against texts that have to be in it.
func wantText(t testing.TB, m *discordtest.Message, texts ...string) {
	t.Helper()
	for _, want := range texts {
		if !strings.Contains(m.Text(), want) {
			t.Errorf("the message lacks %q:\n%s", want, m.Text())
		}
	}
}

func wantPrivate(t testing.TB, m *discordtest.Message, private bool) {
	t.Helper()
	if m.Ephemeral != private {
		t.Errorf("private is %v, want %v:\n%s", m.Ephemeral, private, m.Text())
	}
}

// canPress reports whether the message has the button and it can be pressed.
func canPress(m *discordtest.Message, label string) bool {
	b, ok := m.Button(label)
	return ok && !b.Disabled
}

func TestAnAnswerIsOneEmbedAnExcerpt(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, builtin(t), func(cfg *bot.Config) { cfg.DeferAfter(time.Minute) }) // on a busy machine, too
	in := srv.Slash("quote", quote("parker monitoring"))
	m := in.Reply()
	wantPrivate(t, m, false)
	if in.Deferred() {
		t.Error("a quick answer was deferred first")
	}
	const blue, grey = 0x3b82d6, 0x99a2ad
	want := []discordgo.MessageEmbed{
		{Title: "Andrew Parker, director general of MI5", Color: blue, Description: "“We do not have population-scale **monitoring** or anything like that,” **Parker** said.",
			Footer: &discordgo.MessageEmbedFooter{Text: "BuzzFeed News · 17 Sep 2015 (inferred) · digest, in our words"},
			URL:    "https://www.buzzfeed.com/jamesball/mi5-chief-says-social-networks-should-help-spy-on-their-user#:~:text=We%20do%20not%20have"},
		{Title: "Andrew Parker, boss of MI5", Color: blue, Footer: &discordgo.MessageEmbedFooter{Text: "Infosecurity Magazine · 17 Sep 2015 (inferred) · digest, in our words"}},
		{Title: "Andrew Parker, as reported by BuzzFeed News", Color: grey}, // after what is in marks
		{Description: "-# 1–3 of 5 · 5 articles, 5 outlets, 2014–2021"},
	}
	if len(m.Embeds) != len(want) {
		t.Fatalf("%d embeds:\n%s", len(m.Embeds), m.Text())
	}
	for i, w := range want {
		got := m.Embeds[i]
		if got.Title != w.Title || got.Color != w.Color || !strings.HasPrefix(got.URL, w.URL) ||
			w.Description != "" && got.Description != w.Description || w.Footer != nil && *got.Footer != *w.Footer {
			t.Errorf("embed %d is %+v\nwant %+v", i, got, w)
		}
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
		{"quote", quote("zuckerberg encryption"), "Not in the coverage: nothing in 5 articles of 5 outlets, 4 Nov 2014 to 13 Sep 2021, answers this. It does not contain “zuckerberg”.", false},
		{"quote", quote("?!"), "There is no word to search for in that", true},
		{"quote", quote("parkr encrypton"), "Searched", false},
		{"quote", map[string]any{"query": "encryption", "from": "soon"}, "The option \"from\" is no date", true},
		{"quote", map[string]any{"query": "status quo", "speaker": "dick", "outlet": "guardian", "from": "2021", "to": "2021-09"}, "**status quo**", false},
		{"article", map[string]any{"article": "mi5 chief"}, "1–3 of 1", false},
		{"article", map[string]any{"article": "moon landing"}, "No article of the coverage is called", true},
		{"sources", nil, "BuzzFeed News: 1 article", false},
		{"help", nil, "/quote parker encryption", true},
		{"about", nil, "onrecord test", true},
	} {
		t.Run(fmt.Sprint(test.command, test.options), func(t *testing.T) {
			m := srv.Slash(test.command, test.options).Reply()
			wantText(t, m, test.want)
			wantPrivate(t, m, test.private)
		})
	}
}

func TestNamesAreSuggestedWhileTyping(t *testing.T) {
	srv := discordtest.New(t)
	b := start(t, srv, builtin(t))
	for _, test := range []struct{ command, option, typed, name, value string }{
		{"quote", "speaker", "park", "Andrew Parker, director general of MI5", "Andrew Parker"},
		{"quote", "speaker", "cresida", "Cressida Dick, commissioner of the Metropolitan Police", "Cressida Dick"},
		{"ask", "outlet", "guard", "The Guardian", "The Guardian"},
		{"quote", "speaker", "zeppelin", "zeppelin", "zeppelin"}, // nothing to suggest
		{"quote", "speaker", strings.Repeat("x", 6000), strings.Repeat("x", 99) + "…", strings.Repeat("x", 99) + "…"},
		{"quote", "speaker", "<@1> @everyone", "<@1> @everyone", "<@1> @everyone"},
	} {
		t.Run(fmt.Sprintf("%s %s %.20s", test.command, test.option, test.typed), func(t *testing.T) {
			got := srv.Autocomplete(test.command, test.option, test.typed).Choices()
			if len(got) == 0 || got[0].Name != test.name || got[0].Value != test.value {
				t.Errorf("suggested %v", got)
			}
		})
	}
	t.Run("only a space, where there are no names", func(t *testing.T) { // Discord refuses a blank choice
		quiet := discordtest.New(t)
		b := start(t, quiet, router(t, source(article("quiet", "Quiet", "Post", "It rains."))))
		in := quiet.Autocomplete("quote", "speaker", "  ", discordtest.From{Alter: func(map[string]any) {}})
		b.waitLog("interaction=" + in.ID + " command=quote outcome=answered")
	})
	t.Run("nothing typed", func(t *testing.T) { // Discord refuses the empty list that discordgo would send
		sent := srv.Count(discordtest.RouteCallback)
		in := srv.Autocomplete("quote", "speaker", "park", discordtest.From{Alter: func(p map[string]any) { p["data"].(map[string]any)["options"] = nil }})
		b.waitLog("interaction=" + in.ID + " command=quote outcome=answered")
		if srv.Count(discordtest.RouteCallback) != sent {
			t.Error("something was sent")
		}
	})
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
			wantText(t, in.Reply(), []string{"Cressida Dick", "Robert Hannigan"}[i%2])
		})
	}
	all.Wait()
}

func TestAWrongTokenIsSaidPlainly(t *testing.T) {
	srv := discordtest.New(t)
	srv.AllowViolation("token")
	const wrong = "not.the.token"
	b := run(t, wrong, srv, builtin(t))
	err := b.wait()
	if !errors.Is(err, bot.ErrToken) {
		t.Errorf("Run ended with %v, want ErrToken", err)
	}
	if strings.Contains(fmt.Sprint(err, b.log), wrong) {
		t.Errorf("the token is in the error or the log: %v\n%s", err, b.log)
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
	for i, in := range asked {
		if in.Message().ID == "" {
			t.Errorf("interaction %d was lost", i)
		}
	}
}

func TestASilentGatewayDoesNotKeepTheBotFromEnding(t *testing.T) {
	srv := discordtest.New(t)
	srv.Fault(discordtest.Fault{Route: discordtest.RouteGateway, NoHello: true})
	b := run(t, discordtest.Token, srv, builtin(t))
	srv.WaitFor("the bot to dial", func() bool { return srv.Count(discordtest.Connections) == 1 })
	if err := b.end(); err != nil {
		t.Errorf("Run ended with %v", err)
	}
}

// offered is how many commands Discord shows: slash commands and menus.
func offered(r *commands.Router) int {
	n := 0
	for _, s := range r.Specs() {
		if !s.Hidden {
			n++
		}
		if s.Menu != "" {
			n++
		}
	}
	return n
}
