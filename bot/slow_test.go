package bot_test

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"onrecord/bot"
	"onrecord/bot/discordtest"
	"onrecord/commands"
	"onrecord/corpus"
)

// A heldLibrary is one whose searches wait while they are held.
type heldLibrary struct {
	commands.Library
	mu      sync.Mutex
	gate    chan struct{} // closed when they go on
	waiting atomic.Int32
}

func (l *heldLibrary) Search(ctx context.Context, q corpus.Query) (corpus.Answer, error) {
	l.mu.Lock()
	gate := l.gate
	l.mu.Unlock()
	l.waiting.Add(1)
	defer l.waiting.Add(-1)
	select {
	case <-gate:
		return l.Library.Search(ctx, q)
	case <-ctx.Done():
		return corpus.Answer{}, ctx.Err()
	}
}

func (l *heldLibrary) hold() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.gate = make(chan struct{})
}

func (l *heldLibrary) release() {
	l.mu.Lock()
	defer l.mu.Unlock()
	close(l.gate)
}

// slowly has searches wait until all that is asked has been deferred.
func (l *heldLibrary) slowly(t *testing.T, ask func() []*discordtest.Interaction) {
	t.Helper()
	l.hold()
	defer l.release()
	for _, in := range ask() {
		eventually(t, "a deferral", in.Deferred)
	}
}

// one is what slowly asks when it asks one thing.
func one(in *discordtest.Interaction) []*discordtest.Interaction {
	return []*discordtest.Interaction{in}
}

// slowHarbour runs a bot over invented articles that defers what is not there at once.
func slowHarbour(t *testing.T, srv *discordtest.Server, configure ...func(*bot.Config)) *heldLibrary {
	t.Helper()
	lib := &heldLibrary{Library: library(t, harbourSource())}
	lib.hold()
	lib.release()
	configure = append(configure, func(cfg *bot.Config) { cfg.DeferAfter(time.Millisecond) })
	b := run(t, discordtest.Token, srv, commands.NewRouter(lib, commands.About{Version: "test"}), configure...)
	srv.WaitReady()
	t.Cleanup(func() {
		if err := b.end(); err != nil {
			t.Error(err)
		}
	})
	return lib
}

func TestASlowAnswerIsPromisedFirst(t *testing.T) {
	srv := discordtest.New(t)
	lib := slowHarbour(t, srv)
	var asked, hidden, confined, found *discordtest.Interaction
	lib.slowly(t, func() []*discordtest.Interaction {
		asked, hidden, found = srv.Slash("quote", quote("lantern")), srv.Slash("quote", private(quote("lantern"))), srv.MessageCommand("Find in coverage", "Who hung the lantern?")
		confined = srv.Slash("quote", quote("lantern"), whereSilent)
		return []*discordtest.Interaction{asked, hidden, confined, found}
	})
	t.Run("public", func(t *testing.T) {
		m := asked.Reply()
		wantPrivate(t, m, false)
		wantText(t, m, "1–3 of 8", "Next")
	})
	t.Run("private", func(t *testing.T) {
		m := hidden.Reply()
		wantPrivate(t, m, true)
		if !canPress(m, "Share") {
			t.Error("it cannot be shared")
		}
		wantPrivate(t, found.Reply(), true)
		if m := confined.Reply(); !m.Ephemeral || canPress(m, "Share") {
			t.Errorf("what a server hides is shown, or can be shared:\n%s", m.Text())
		}
	})
	t.Run("share", func(t *testing.T) {
		wantPrivate(t, hidden.Click("Share").Reply(), false)
	})
	t.Run("own button", func(t *testing.T) { // defers a change of its message
		var next *discordtest.Interaction
		lib.slowly(t, func() []*discordtest.Interaction { next = asked.Click("Next"); return one(next) })
		m := next.Until(func(m *discordtest.Message) bool { return strings.Contains(m.Text(), "4–6 of 8") })
		if m.ID != asked.Message().ID {
			t.Error("it is another message")
		}
	})
	t.Run("another member's button", func(t *testing.T) { // defers a message of their own
		var bobs *discordtest.Interaction
		lib.slowly(t, func() []*discordtest.Interaction {
			bobs = asked.Click("Next", discordtest.From{User: discordtest.Bob})
			return one(bobs)
		})
		m := bobs.Reply()
		wantPrivate(t, m, true)
		if m.ID == asked.Message().ID {
			t.Error("it is the same message")
		}
	})
}

// TestADeferralThatMayHaveArrivedIsEdited has Discord take a deferral and never say so.
func TestADeferralThatMayHaveArrivedIsEdited(t *testing.T) {
	t.Parallel() // most of it is pauses between tries
	srv := discordtest.New(t)
	lib := slowHarbour(t, srv)
	srv.Fault(discordtest.Fault{Route: discordtest.RouteCallback, After: true, Drop: true})
	srv.Fault(discordtest.Fault{Route: discordtest.RouteCallback, Drop: true, Times: -1})
	var asked *discordtest.Interaction
	lib.slowly(t, func() []*discordtest.Interaction { asked = srv.Slash("quote", quote("lantern")); return one(asked) })
	wantText(t, asked.Reply(), "1–3 of 8")
}

// TestAMemberWhoAsksTooMuchIsToldPrivately although the answer, had there been one, would
// have been for everybody.
func TestAMemberWhoAsksTooMuchIsToldPrivately(t *testing.T) {
	srv := discordtest.New(t)
	lib := slowHarbour(t, srv, func(cfg *bot.Config) { cfg.UserRate = bot.Rate{Burst: 2, Per: time.Hour} })
	lib.slowly(t, func() []*discordtest.Interaction {
		asked := []*discordtest.Interaction{srv.Slash("quote", quote("lantern")), srv.Slash("quote", quote("lantern"))}
		third := srv.Slash("quote", quote("lantern"))
		m := third.Reply()
		wantPrivate(t, m, true)
		wantText(t, m, "a lot of questions", "Please try again in 60 minutes.")
		if third.Deferred() {
			t.Error("it was deferred first")
		}
		return asked
	})
}

// together is a transport whose edits wait until there are so many of them.
type together struct {
	http.RoundTripper
	left atomic.Int32
	all  chan struct{}
}

func (g *together) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method == http.MethodPatch {
		if g.left.Add(-1) == 0 {
			close(g.all)
		}
		select {
		case <-g.all:
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
	}
	return g.RoundTripper.RoundTrip(r)
}

// TestEditsDoNotWaitForEachOther: discordgo has one bucket for all (its issue 1384).
func TestEditsDoNotWaitForEachOther(t *testing.T) {
	srv := discordtest.New(t)
	const members = 20
	edits := &together{RoundTripper: srv, all: make(chan struct{})}
	edits.left.Store(members)
	lib := slowHarbour(t, srv, func(cfg *bot.Config) { cfg.HTTP = &http.Client{Transport: edits} })
	var asked []*discordtest.Interaction
	lib.slowly(t, func() []*discordtest.Interaction {
		for range members {
			asked = append(asked, srv.Slash("quote", quote("lantern")))
		}
		return asked
	})
	for _, in := range asked {
		wantText(t, in.Reply(), "1–3 of 8")
	}
	if n := edits.left.Load(); n != 0 {
		t.Errorf("%d edits more than there are members", -n)
	}
}
