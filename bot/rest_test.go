package bot_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"onrecord/bot/discordtest"
)

// TestAnswersArriveAllTheSame lets Discord fail in ways that pass: the member gets
// the answer, once, and within Discord's three seconds.
func TestAnswersArriveAllTheSame(t *testing.T) {
	const callback = discordtest.RouteCallback
	for name, faults := range map[string][]discordtest.Fault{
		"429 of the route":     {discordtest.RateLimited(callback, "user", 300*time.Millisecond)},
		"429 for all":          {discordtest.RateLimited(callback, "global", 300*time.Millisecond)},
		"429 of the proxy":     {discordtest.CloudflareLimited(callback, time.Second)},
		"429 that says little": {{Route: callback, Status: 429, Body: "slow down"}},
		"429 that says odd":    {{Route: callback, Status: 429, Body: `{"retry_after":-7}`, Header: http.Header{"Retry-After": {"NaN"}}}},
		"500":                  {discordtest.Broken(callback, 500)},
		"502 twice":            {discordtest.Broken(callback, 502), discordtest.Broken(callback, 502)},
		"503, but it arrived":  {{Route: callback, Status: 503, After: true}},
		"cut":                  {{Route: callback, Drop: true}},
		"cut, but it arrived":  {{Route: callback, Drop: true, After: true}},
		"hangs":                {{Route: callback, Hang: true}},
		"no such host":         {{Route: callback, NoHost: true}, {Route: callback, NoHost: true}},
	} {
		t.Run(name, func(t *testing.T) { // not in parallel: the three seconds are real
			srv := discordtest.New(t)
			b := run(t, srv.Token(), srv, harbour(t))
			srv.WaitReady()
			var handles []discordtest.FaultHandle
			for _, f := range faults {
				if f.After {
					srv.ExpectViolation(discordtest.RuleTwice) // the second try cannot know
				}
				handles = append(handles, srv.Fault(f))
			}
			in := srv.Slash("quote", quote("lantern"))
			if m := in.Reply(); !strings.Contains(m.Text(), "1–3 of 8") {
				t.Errorf("the reply is\n%s", m.Text())
			}
			if err := b.end(); err != nil {
				t.Error(err)
			}
			for _, h := range handles {
				if h.Hits() == 0 {
					t.Error("the fault was not met")
				}
			}
			if strings.Contains(b.log.String(), "level=ERROR") || !strings.Contains(b.log.String(), "msg=answered") {
				t.Errorf("the log says\n%s", b.log)
			}
		})
	}
}

// TestWhatIsLostIsLogged lets Discord fail in ways that do not pass: the log names
// the interaction and why, once, and the bot goes on.
func TestWhatIsLostIsLogged(t *testing.T) {
	const callback = discordtest.RouteCallback
	always := func(f discordtest.Fault) discordtest.Fault { f.Times = -1; return f }
	for name, test := range map[string]struct {
		fault discordtest.Fault
		want  string
		tries int
	}{
		"401":              {discordtest.Refused(callback, 401, 0, "401: Unauthorized"), "Discord refuses the answer (401", 1},
		"403":              {discordtest.Refused(callback, 403, 50001, "Missing Access"), "50001 Missing Access", 1},
		"404":              {discordtest.Refused(callback, 404, 10062, "Unknown interaction"), "an answer came too late", 1},
		"40060":            {discordtest.Refused(callback, 400, 40060, "Interaction has already been acknowledged."), "somebody else has answered already", 1},
		"500 for ever":     {always(discordtest.Broken(callback, 500)), "Discord is out of order (500", 4},
		"502 for ever":     {always(discordtest.Broken(callback, 502)), "Discord is out of order (502", 4},
		"429 for too long": {always(discordtest.RateLimited(callback, "user", time.Minute)), "slow down (429 Too Many Requests, for 1m0s)", 1},
		"HTML":             {discordtest.Fault{Route: callback, Status: 403, Body: "<html><body>Access denied</body></html>"}, "Discord refuses the answer (403", 1},
		"no such host":     {always(discordtest.Fault{Route: callback, NoHost: true}), "Discord cannot be reached", 4},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := discordtest.NewWith(t, discordtest.Options{Frozen: true}) // what is unanswered is not late
			b := run(t, srv.Token(), srv, harbour(t))
			srv.WaitReady()
			h := srv.Fault(test.fault)
			in := srv.Slash("quote", quote("lantern"))
			b.waitLog(test.want)
			if h.Hits() != test.tries {
				t.Errorf("%d tries, want %d", h.Hits(), test.tries)
			}
			if log := b.log.String(); !strings.Contains(log, "interaction="+in.ID) || strings.Contains(log, in.Token) || strings.Contains(log, "lantern") {
				t.Errorf("the log does not name the interaction, or its token or words:\n%s", log)
			}
			h.Remove()
			if m := srv.Slash("quote", quote("lantern")).Reply(); !strings.Contains(m.Text(), "1–3 of 8") {
				t.Errorf("the next reply is\n%s", m.Text())
			}
			if err := b.end(); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestAnAnswerAfterThreeSeconds is one that Discord no longer takes.
func TestAnAnswerAfterThreeSeconds(t *testing.T) {
	srv := discordtest.New(t)
	srv.ExpectViolation(discordtest.RuleLate)
	b := run(t, srv.Token(), srv, harbour(t))
	srv.WaitReady()
	slow := srv.Fault(discordtest.Fault{Route: discordtest.RouteCallback, Delay: 200 * time.Millisecond})
	srv.Slash("quote", quote("lantern"))
	for slow.Hits() == 0 {
		time.Sleep(time.Millisecond)
	}
	srv.Advance(3500 * time.Millisecond)
	b.waitLog("an answer came too late")
	if err := b.end(); err != nil {
		t.Error(err)
	}
}

// TestDiscordsClockDoesNotMatter: only Discord decides what is too late.
func TestDiscordsClockDoesNotMatter(t *testing.T) {
	for _, jump := range []time.Duration{365 * 24 * time.Hour, -365 * 24 * time.Hour} {
		srv := discordtest.New(t)
		start(t, srv, harbour(t))
		srv.Advance(jump)
		if m := srv.Slash("quote", quote("lantern")).Reply(); !strings.Contains(m.Text(), "1–3 of 8") {
			t.Errorf("after a jump of %v the reply is\n%s", jump, m.Text())
		}
	}
}

// TestOddInteractions sends what Discord never should. The bot answers what can be
// answered, logs the rest, and goes on.
func TestOddInteractions(t *testing.T) {
	srv := discordtest.New(t)
	b := run(t, srv.Token(), srv, harbour(t))
	srv.WaitReady()
	alter := func(f func(p map[string]any)) discordtest.From { return discordtest.From{Alter: f} }
	for name, from := range map[string]discordtest.From{
		"unknown type":      alter(func(p map[string]any) { p["type"] = 99 }),
		"type as text":      alter(func(p map[string]any) { p["type"] = "2" }),
		"no id":             alter(func(p map[string]any) { delete(p, "id") }),
		"an id of another":  alter(func(p map[string]any) { p["id"] = "../../1" }),
		"no token":          alter(func(p map[string]any) { delete(p, "token") }),
		"no data":           alter(func(p map[string]any) { delete(p, "data") }),
		"no member":         alter(func(p map[string]any) { delete(p, "member") }),
		"no options":        alter(func(p map[string]any) { p["data"].(map[string]any)["options"] = nil }),
		"unknown command":   alter(func(p map[string]any) { p["data"].(map[string]any)["name"] = "sudo" }),
		"megabyte of words": alter(func(p map[string]any) { option(p)["value"] = strings.Repeat("lantern ", 1<<17) }),
		"a list of words":   alter(func(p map[string]any) { option(p)["value"] = []any{"lantern"} }),
		"10,000 options": alter(func(p map[string]any) {
			p["data"].(map[string]any)["options"] = make([]any, 10_000)
		}),
	} {
		in, err := srv.TrySlash("quote", quote("lantern"), from)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		b.waitLog(in.ID, "an interaction was lost", "cannot be read")
	}
	srv.Dispatch("1155555555555555555", "INTERACTION_CREATE", `"nothing"`)
	srv.Dispatch("1155555555555555555", "INTERACTION_CREATE", `null`)
	srv.Dispatch("1155555555555555555", "SOMETHING_NEW", `{"id":"1"}`)
	in := srv.Slash("quote", quote("lantern"))
	srv.DispatchAgain(in)
	if m := in.Reply(); !strings.Contains(m.Text(), "1–3 of 8") {
		t.Errorf("afterwards the reply is\n%s", m.Text())
	}
	b.waitLog("came twice")
	if err := b.end(); err != nil {
		t.Error(err)
	}
	if strings.Contains(b.log.String(), "panic") {
		t.Errorf("a panic:\n%s", b.log)
	}
}

// option is the first option of a command's payload.
func option(p map[string]any) map[string]any {
	return p["data"].(map[string]any)["options"].([]any)[0].(map[string]any)
}
