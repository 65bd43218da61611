package bot_test

import (
	"net/http"
	"testing"
	"time"

	"onrecord/bot"
	"onrecord/bot/discordtest"
)

// TestAnswersDespiteFaults goes wrong with the first request for an answer: the member
// gets it all the same, once.
func TestAnswersDespiteFaults(t *testing.T) {
	r := builtin(t)
	const callback = discordtest.RouteCallback
	for _, test := range []struct {
		name  string
		fault discordtest.Fault
	}{
		{"429 as JSON", discordtest.RateLimited(callback, "user", 200*time.Millisecond)},
		{"429 for all", discordtest.RateLimited(callback, "global", 200*time.Millisecond)},
		{"429 as HTML", discordtest.CloudflareLimited(callback, time.Second)},
		{"500", discordtest.Broken(callback, 500)},
		{"502 as HTML", discordtest.Broken(callback, 502)},
		{"503, its answer lost", discordtest.Fault{Route: callback, Status: 503, After: true}},
		{"the connection is cut", discordtest.Fault{Route: callback, Drop: true}},
		{"the answer is lost", discordtest.Fault{Route: callback, Drop: true, After: true}},
		{"no answer", discordtest.Fault{Route: callback, Hang: true}},
		{"the host is not found", discordtest.Fault{Route: callback, NoHost: true}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			srv := discordtest.New(t)
			start(t, srv, r)
			if test.fault.After {
				srv.AllowViolation(discordtest.RuleTwice) // the bot cannot know that the first one arrived
			}
			h := srv.Fault(test.fault)
			answers(t, srv)
			if h.Hits() != 1 {
				t.Errorf("the fault hit %d requests", h.Hits())
			}
		})
	}
}

// TestAnInteractionThatComesTwice, as Discord may send it after a resume, is answered once.
func TestAnInteractionThatComesTwice(t *testing.T) {
	t.Parallel()
	srv := discordtest.New(t)
	b := start(t, srv, builtin(t))
	in := srv.Slash("quote", quote("parker monitoring"))
	before := in.Reply().Text()
	srv.AllowViolation(discordtest.RuleTwice)
	srv.SendFrame(`{"op":0,"s":1,"t":"INTERACTION_CREATE","d":` + string(in.Payload) + "}")
	b.waitLog("it has been answered already")
	if after := in.Reply().Text(); after != before {
		t.Errorf("the reply was changed to\n%s", after)
	}
}

// TestAPauseIsKept: while Discord wants the whole address to pause, nothing is sent.
func TestAPauseIsKept(t *testing.T) {
	t.Parallel()
	srv := discordtest.New(t)
	b := start(t, srv, builtin(t), func(cfg *bot.Config) { cfg.Guild = newsroom }) // or what is left over in servers is cleared meanwhile
	b.expectError("slow down")
	srv.Fault(discordtest.CloudflareLimited(discordtest.RouteCallback, time.Minute))
	srv.Slash("quote", quote("parker monitoring"))
	b.waitLog("Discord asks to slow down")
	before := srv.Count("")
	srv.Slash("quote", quote("parker monitoring"))
	b.waitLog("Discord asks to slow down")
	if after := srv.Count(""); after != before {
		t.Errorf("%d requests in the pause", after-before)
	}
}

// TestNotDiscord: what answers is a log-in page of a network, or makes no sense. The bot
// waits for Discord.
func TestNotDiscord(t *testing.T) {
	r := builtin(t)
	for name, fault := range map[string]discordtest.Fault{
		"a page":     {Header: http.Header{"Content-Type": {"text/html"}}, Body: "<html>Welcome to the hotel</html>"},
		"null":       {Body: "null"},
		"a list":     {Body: "[]"},
		"half of it": {Body: `{"url":`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := discordtest.New(t)
			fault.Status, fault.Times = http.StatusOK, 3
			srv.Fault(fault)
			b := start(t, srv, r, (*bot.Config).Hurry)
			b.waitLog("what answers is not Discord")
			answers(t, srv)
		})
	}
}
