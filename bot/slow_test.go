package bot_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"onrecord/bot"
	"onrecord/bot/discordtest"
	"onrecord/commands"
	"onrecord/corpus"
)

// A slowLibrary takes its time for every search.
type slowLibrary struct {
	commands.Library
	takes atomic.Int64 // nanoseconds
}

func (l *slowLibrary) Search(ctx context.Context, q corpus.Query) (corpus.Answer, error) {
	select {
	case <-time.After(time.Duration(l.takes.Load())):
		return l.Library.Search(ctx, q)
	case <-ctx.Done():
		return corpus.Answer{}, ctx.Err()
	}
}

// slowHarbour is a bot over invented articles whose searches take longer than it
// waits before it promises an answer.
func slowHarbour(t *testing.T, srv *discordtest.Server) (*slowLibrary, *running) {
	t.Helper()
	lib := &slowLibrary{Library: library(t, harbourSource())}
	lib.takes.Store(int64(60 * time.Millisecond))
	b := start(t, srv, commands.NewRouter(lib, commands.About{Version: "test"}), func(cfg *bot.Config) { cfg.DeferAfter(20 * time.Millisecond) })
	return lib, b
}

func TestASlowAnswerIsPromisedFirst(t *testing.T) {
	srv := discordtest.New(t)
	lib, _ := slowHarbour(t, srv)
	asked := srv.Slash("quote", quote("lantern"))
	m := asked.Reply()
	if !asked.Deferred() || m.Ephemeral || !strings.Contains(m.Text(), "1–3 of 8") || !canPress(m, "Next") {
		t.Errorf("deferred %v, private %v:\n%s", asked.Deferred(), m.Ephemeral, m.Text())
	}
	// The press of a button promises a change of its message.
	next := asked.Click("Next")
	if m := next.Reply(); !next.Deferred() || m.ID != asked.Message().ID || !strings.Contains(m.Text(), "4–6 of 8") {
		t.Errorf("the next page: deferred %v\n%s", next.Deferred(), m.Text())
	}
	// Somebody else's press promises a message of their own.
	bobs := asked.Click("Next", discordtest.From{User: discordtest.Bob})
	if m := bobs.Reply(); !bobs.Deferred() || !m.Ephemeral || m.ID == asked.Message().ID {
		t.Errorf("Bob's page: deferred %v, private %v\n%s", bobs.Deferred(), m.Ephemeral, m.Text())
	}
	// What is quick is answered directly.
	lib.takes.Store(0)
	quick := srv.Slash("quote", quote("lantern"))
	if quick.Reply(); quick.Deferred() {
		t.Error("a quick answer was promised first")
	}
}

func TestASlowPrivateAnswerStaysPrivate(t *testing.T) {
	srv := discordtest.New(t)
	slowHarbour(t, srv)
	asked := srv.Slash("quote", private(quote("lantern")))
	if m := asked.Reply(); !asked.Deferred() || !m.Ephemeral || !canPress(m, "Share") {
		t.Errorf("deferred %v, private %v\n%s", asked.Deferred(), m.Ephemeral, m.Text())
	}
	press := asked.Click("Share")
	if m := press.Until(func(m *discordtest.Message) bool { return strings.Contains(m.Content, "Shared") }); !press.Deferred() || !m.Ephemeral {
		t.Errorf("sharing: deferred %v, private %v\n%s", press.Deferred(), m.Ephemeral, m.Text())
	}
	if public := shared(t, press); public.Ephemeral || !strings.HasPrefix(public.Content, "Shared by alice") {
		t.Errorf("what was shared is (private %v)\n%s", public.Ephemeral, public.Text())
	}
	found := srv.MessageCommand("Find in coverage", "Who hung the lantern?")
	if m := found.Reply(); !found.Deferred() || !m.Ephemeral {
		t.Errorf("the menu of a message: deferred %v, private %v\n%s", found.Deferred(), m.Ephemeral, m.Text())
	}
}

// TestAFailureAfterAPromise leaves the message below which the button stands alone.
func TestAFailureAfterAPromise(t *testing.T) {
	srv := discordtest.New(t)
	lib, b := slowHarbour(t, srv)
	asked := srv.Slash("quote", quote("lantern"))
	before := asked.Reply().Text()
	lib.takes.Store(int64(time.Hour))
	press := asked.Click("Next")
	slash := srv.Slash("quote", quote("lantern"))
	for !press.Deferred() || !slash.Deferred() {
		time.Sleep(time.Millisecond)
	}
	if err := b.end(); err != nil { // which gives up what is still being worked on
		t.Fatal(err)
	}
	b.done <- nil // for the cleanup
	if m := shared(t, press); !m.Ephemeral || !strings.Contains(m.Content, "is being restarted") {
		t.Errorf("the member who pressed reads (private %v)\n%s", m.Ephemeral, m.Text())
	}
	if after := asked.Message().Text(); after != before {
		t.Errorf("the message has become\n%s", after)
	}
	if m := slash.Reply(); !strings.Contains(m.Content, "is being restarted") {
		t.Errorf("the promised answer has become\n%s", m.Text())
	}
}

// TestAPromiseInDoubtIsKept has Discord take a promise and never say so.
func TestAPromiseInDoubtIsKept(t *testing.T) {
	srv := discordtest.New(t)
	slowHarbour(t, srv)
	srv.Fault(discordtest.Fault{Route: discordtest.RouteCallback, After: true, Hang: true, Times: 2})
	if m := srv.Slash("quote", quote("lantern")).Reply(); !strings.Contains(m.Text(), "1–3 of 8") {
		t.Errorf("the promise has become\n%s", m.Text())
	}
}

// TestTheEndDoesNotWaitForDiscord has an edit that hangs when the bot is to end.
func TestTheEndDoesNotWaitForDiscord(t *testing.T) {
	srv := discordtest.New(t)
	srv.ExpectViolation(discordtest.RuleUnanswered) // Discord's own doing
	lib := &slowLibrary{Library: library(t, harbourSource())}
	lib.takes.Store(int64(60 * time.Millisecond))
	b := run(t, srv.Token(), srv, commands.NewRouter(lib, commands.About{Version: "test"}), func(cfg *bot.Config) { cfg.DeferAfter(20 * time.Millisecond) })
	srv.WaitReady()
	hang := srv.Fault(discordtest.Fault{Route: discordtest.RouteEdit, Times: -1, Hang: true})
	srv.Slash("quote", quote("lantern"))
	for hang.Hits() == 0 {
		time.Sleep(time.Millisecond)
	}
	began := time.Now()
	if err := b.end(); err != nil {
		t.Error(err)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("it ended after %v", took)
	}
	b.waitLog("an answer was lost")
}

// TestWhoAsksTooMuchIsToldPrivately although all slots are taken and the answer, had
// there been one, would have been for everybody.
func TestWhoAsksTooMuchIsToldPrivately(t *testing.T) {
	srv := discordtest.New(t)
	lib := &slowLibrary{Library: library(t, harbourSource())}
	lib.takes.Store(int64(300 * time.Millisecond))
	start(t, srv, commands.NewRouter(lib, commands.About{Version: "test"}), func(cfg *bot.Config) {
		cfg.DeferAfter(20 * time.Millisecond)
		cfg.Workers, cfg.UserRate = 1, bot.Rate{Burst: 2, Per: time.Hour}
	})
	var asked []*discordtest.Interaction
	for range 3 {
		asked = append(asked, srv.Slash("quote", quote("lantern")))
	}
	if m := asked[2].Reply(); !m.Ephemeral || !strings.Contains(m.Content, "a lot of questions") || asked[2].Deferred() {
		t.Errorf("the third is answered (private %v, deferred %v)\n%s", m.Ephemeral, asked[2].Deferred(), m.Text())
	}
	for _, in := range asked[:2] {
		in.Reply()
	}
}

func TestSlowSuggestionsAreNotPromised(t *testing.T) {
	srv := discordtest.New(t)
	slowHarbour(t, srv)
	if got := srv.Autocomplete("quote", "speaker", "a").Choices(); len(got) == 0 {
		t.Error("no suggestions")
	}
}

// TestEditsDoNotWaitForEachOther holds all of them at Discord at the same time.
func TestEditsDoNotWaitForEachOther(t *testing.T) {
	srv := discordtest.New(t)
	slowHarbour(t, srv)
	const members = 20
	slow := srv.Fault(discordtest.Fault{Route: discordtest.RouteEdit, Times: -1, Delay: 500 * time.Millisecond})
	var asked []*discordtest.Interaction
	for range members {
		asked = append(asked, srv.Slash("quote", quote("lantern")))
	}
	waiting := func() (n int) {
		for _, in := range asked {
			if m := in.Message(); m == nil || m.Loading {
				n++
			}
		}
		return n
	}
	for slow.Hits() < members {
		time.Sleep(time.Millisecond)
		if n := waiting(); n < members-slow.Hits() {
			t.Fatal("an edit has come before the others had begun")
		}
	}
	if n := waiting(); n != members {
		t.Errorf("%d edits are over before the last has begun", members-n)
	}
	for _, in := range asked {
		if m := in.Reply(); !strings.Contains(m.Text(), "1–3 of 8") {
			t.Errorf("an edit says\n%s", m.Text())
		}
	}
}
