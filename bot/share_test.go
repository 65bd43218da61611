package bot_test

import (
	"strings"
	"testing"
	"time"

	"onrecord/bot/discordtest"
)

func private(options map[string]any) map[string]any {
	if options == nil {
		options = map[string]any{}
	}
	options["private"] = true
	return options
}

// shared waits for the public message that a press of Share has made.
func shared(t *testing.T, in *discordtest.Interaction) *discordtest.Message {
	t.Helper()
	for range 500 {
		if f := in.FollowUps(); len(f) > 0 {
			return f[len(f)-1]
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("nothing was shared")
	return nil
}

func TestEveryCommandCanBePrivate(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, harbour(t))
	for command, options := range map[string]map[string]any{
		"quote": quote("lantern"), "ask": {"question": "Where does the lantern hang?"}, "article": {"article": "lanterns"}, "sources": {},
	} {
		m := srv.Slash(command, private(options)).Reply()
		if !m.Ephemeral || !canPress(m, "Share") {
			t.Errorf("/%s private: private %v, Share %v\n%s", command, m.Ephemeral, canPress(m, "Share"), m.Text())
		}
		options["private"] = false
		if m := srv.Slash(command, options).Reply(); m.Ephemeral || canPress(m, "Share") {
			t.Errorf("/%s private:false: private %v, Share %v", command, m.Ephemeral, canPress(m, "Share"))
		}
	}
	for _, in := range []*discordtest.Interaction{
		srv.Slash("help", map[string]any{"private": false}),
		srv.Slash("quote", map[string]any{"query": "?!", "private": false}),
	} {
		if m := in.Reply(); !m.Ephemeral || canPress(m, "Share") {
			t.Errorf("help and errors are private (%v), and not for sharing (%v):\n%s", m.Ephemeral, canPress(m, "Share"), m.Text())
		}
	}
}

func TestSharingAPrivateAnswer(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, harbour(t))
	asked := srv.Slash("quote", private(quote("lantern")))
	asked.Reply()
	second := lanterns(asked.Click("Next").Reply()) // the page that is open is shared
	press := asked.Click("Share")
	m := press.Reply()
	if !m.Ephemeral || canPress(m, "Share") || !strings.Contains(m.Text(), "Shared in this channel.") || !canPress(m, "Previous") {
		t.Errorf("after sharing, the private message is (Share %v)\n%s", canPress(m, "Share"), m.Text())
	}
	public := shared(t, press)
	if public.Ephemeral || lanterns(public) != second || !strings.HasPrefix(public.Content, "Shared by alice") || canPress(public, "Share") {
		t.Errorf("what was shared is (private %v)\n%s", public.Ephemeral, public.Text())
	}
	if !canPress(public, "Previous") || !canPress(public, "Next") {
		t.Error("the shared page cannot be turned")
	}
	// Turning the private page takes the note away, and it can be shared again.
	if m := asked.Click("Previous").Reply(); !canPress(m, "Share") || strings.Contains(m.Text(), "Shared") {
		t.Errorf("another page of the private answer is\n%s", m.Text())
	}
}

func TestAnAnswerToALongQuestionIsSharedAsItStands(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, harbour(t))
	asked := srv.Slash("quote", private(quote("lantern "+strings.Repeat("lanterns ", 20))))
	before := lanterns(asked.Reply())
	public := shared(t, asked.Click("Share"))
	if lanterns(public) != before || before == "" || !canPress(public, "Next") {
		t.Errorf("what was shared is\n%s", public.Text())
	}
}

func TestSomebodyElsesPageCanBeShared(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, harbour(t))
	asked := srv.Slash("quote", quote("lantern"))
	asked.Reply()
	bobs := asked.Click("Next", discordtest.From{User: discordtest.Bob})
	if m := bobs.Reply(); !m.Ephemeral || !canPress(m, "Share") {
		t.Errorf("Bob's page: private %v\n%s", m.Ephemeral, m.Text())
	}
	if public := shared(t, bobs.Click("Share")); !strings.HasPrefix(public.Content, "Shared by bob") {
		t.Errorf("what was shared is\n%s", public.Text())
	}
}

func TestButtonsInADirectMessage(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, harbour(t))
	asked := srv.Slash("quote", quote("lantern"), discordtest.From{DM: true})
	id := asked.Reply().ID
	if m := asked.Click("Next").Reply(); m.ID != id || !strings.Contains(m.Text(), "4–6 of 8") {
		t.Errorf("the next page in a direct message is\n%s", m.Text())
	}
}

func TestAFailedShareSaysSo(t *testing.T) {
	srv := discordtest.New(t)
	b := run(t, srv.Token(), srv, harbour(t))
	srv.WaitReady()
	asked := srv.Slash("quote", private(quote("lantern")))
	asked.Reply()
	srv.Fault(discordtest.Fault{Route: discordtest.RouteFollowUp, Status: 403, Body: `{"code":50013,"message":"Missing Permissions"}`})
	press := asked.Click("Share")
	m := press.Until(func(m *discordtest.Message) bool { return strings.Contains(m.Content, "could not be shared") })
	if !canPress(m, "Share") || len(press.FollowUps()) != 0 {
		t.Errorf("Share can be pressed again: %v; %d were shared", canPress(m, "Share"), len(press.FollowUps()))
	}
	if err := b.end(); err != nil {
		t.Error(err)
	}
}
