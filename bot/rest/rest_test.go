package rest_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"onrecord/bot/discordtest"
	"onrecord/bot/rest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const me = "GET /users/@me"

// user is what Discord says of the bot's user.
type user struct {
	ID string `json:"id"`
}

// ask asks whose the token is, which the stand-in answers.
func ask(ctx context.Context, c *rest.Client) error {
	var u user
	err := c.Do(ctx, rest.Request{Method: "GET", Path: "/users/@me", Reply: &u})
	if err == nil && u.ID == "" {
		return errors.New("a user without an id")
	}
	return err
}

func patient(srv *discordtest.Server) *rest.Client {
	return &rest.Client{HTTP: srv.Client(), Token: srv.Token(), Tries: 4, Patience: 600 * time.Millisecond}
}

func always(f discordtest.Fault) discordtest.Fault { f.Times = -1; return f }

// failed is the Error in err.
func failed(t *testing.T, err error) *rest.Error {
	t.Helper()
	var e *rest.Error
	if !errors.As(err, &e) {
		t.Fatalf("no Error: %v", err)
	}
	return e
}

func TestFaultsThatPass(t *testing.T) {
	for name, faults := range map[string][]discordtest.Fault{
		"429 of the route": {discordtest.RateLimited(me, "user", 20*time.Millisecond)},
		"429 for all":      {discordtest.RateLimited(me, "global", 20*time.Millisecond)},
		"429 of the proxy": {discordtest.CloudflareLimited(me, 0)},
		"500, 502, 503":    {discordtest.Broken(me, 500), discordtest.Broken(me, 502), discordtest.Broken(me, 503)},
		"cut":              {{Route: me, Drop: true}},
		"cut in the body":  {{Route: me, Status: 200, Header: http.Header{"Content-Length": {"1000"}}, Body: "{"}},
		"cut in a refusal": {{Route: me, Status: 403, Header: http.Header{"Content-Length": {"1000"}}, Body: "{"}},
		"no such host":     {{Route: me, NoHost: true}, {Route: me, NoHost: true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := discordtest.New(t)
			var met []discordtest.FaultHandle
			for _, f := range faults {
				met = append(met, srv.Fault(f))
			}
			if err := ask(t.Context(), patient(srv)); err != nil {
				t.Error(err)
			}
			for _, h := range met {
				if h.Hits() != 1 {
					t.Errorf("a fault was met %d times", h.Hits())
				}
			}
		})
	}
}

// TestFaultsThatLast: the error says which kind it is, in one line and without the
// token, after as many tries as make sense.
func TestFaultsThatLast(t *testing.T) {
	html := http.Header{"Content-Type": {"text/html"}}
	const notDiscord = "what answers is not Discord: something between here and there answers in its place, as a proxy or the log-in page of a network"
	for _, test := range []struct {
		name  string
		fault discordtest.Fault
		kind  rest.Kind
		tries int
		want  string
	}{
		{"429", discordtest.RateLimited(me, "user", time.Millisecond), rest.SlowDown, 4, "Discord asks to slow down (429 Too Many Requests): try again in 1s"},
		{"429 for too long", discordtest.RateLimited(me, "user", 90*time.Second), rest.SlowDown, 1, "Discord asks to slow down (429 Too Many Requests): try again in 1m30s"},
		{"429 that says little", discordtest.Fault{Status: 429, Body: "slow down"}, rest.SlowDown, 1, "try again in 1s"},
		{"429 that says odd", discordtest.Fault{Status: 429, Body: `{"retry_after":-7}`, Header: http.Header{"Retry-After": {"NaN"}}}, rest.SlowDown, 1, "try again in 1s"},
		{"429 in the header", discordtest.Fault{Status: 429, Body: `{}`, Header: http.Header{"Retry-After": {"65"}}}, rest.SlowDown, 1, "try again in 1m5s"},
		{"429 for ever", discordtest.Fault{Status: 429, Body: `{"retry_after":1e300}`}, rest.SlowDown, 1, "try again in 24h0m0s"},
		{"429 of the proxy", discordtest.CloudflareLimited(me, time.Minute), rest.SlowDown, 1, "try again in 1m0s"},
		{"429 for the day", discordtest.Refused(me, 429, rest.TooManyCreates, "Max"), rest.SlowDown, 1, "try again in 24h0m0s"},
		{"500", discordtest.Broken(me, 500), rest.OutOfOrder, 4, "Discord is out of order (500 Internal Server Error)"},
		{"503 in JSON", discordtest.Refused(me, 503, 0, "overloaded"), rest.OutOfOrder, 4, "Discord is out of order (503 Service Unavailable)"},
		{"403", discordtest.Fault{Status: 403, Body: `{"code":50001,"message":"Missing\u001b[31m\nAccess"}`}, rest.Refused, 1, `Discord refuses that (403 Forbidden): 50001 "Missing\x1b[31m\nAccess" `},
		{"400", discordtest.Fault{Status: 400, Body: `{"code":50035,"message":"Invalid","errors":{"0":{"name":{"_errors":[{"code":"BASE_TYPE_BAD_LENGTH","message":"'lantern' is too long"}]}}}}`}, rest.Refused, 1, `Discord refuses that (400 Bad Request): 50035 "Invalid" 0.name: "BASE_TYPE_BAD_LENGTH"`},
		{"403 in HTML", discordtest.Fault{Status: 403, Header: html, Body: "<html>"}, rest.NotDiscord, 1, notDiscord + " (403 Forbidden)"},
		{"401 in HTML", discordtest.Fault{Status: 401, Header: html, Body: "<html>"}, rest.NotDiscord, 1, notDiscord + " (401 Unauthorized)"},
		{"a log-in page", discordtest.Fault{Status: 200, Header: html, Body: "<html>"}, rest.NotDiscord, 1, notDiscord + " (200 OK)"},
		{"led elsewhere", discordtest.Fault{Status: 302, Header: http.Header{"Location": {"https://example.org/"}}, Body: "{}"}, rest.NotDiscord, 1, notDiscord + " (302 Found)"},
		{"half JSON", discordtest.Fault{Status: 200, Body: `{"id":`}, rest.NotDiscord, 1, notDiscord + " (200 OK)"},
		{"other JSON", discordtest.Fault{Status: 200, Body: "[]"}, rest.NotDiscord, 1, notDiscord + ": json: cannot unmarshal"},
		{"too long", discordtest.Fault{Status: 200, Body: `{"id":"` + strings.Repeat("1", 64<<10) + `"}`}, rest.NotDiscord, 1, notDiscord + " (200 OK)"},
		{"no such host", discordtest.Fault{NoHost: true}, rest.NoAnswer, 4, "Discord cannot be reached: dial tcp: lookup discord.com: no such host"},
		{"dropped", discordtest.Fault{Drop: true}, rest.NoAnswer, 4, "Discord cannot be reached: EOF"},
		// net/http has two texts for one time-out, as it happens.
		{"silence", discordtest.Fault{Hang: true}, rest.NoAnswer, 1, "Discord cannot be reached: "},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			srv := discordtest.New(t)
			test.fault.Route = me
			h := srv.Fault(always(test.fault))
			c := patient(srv)
			if test.fault.Hang {
				c.HTTP.Timeout = 50 * time.Millisecond
			}
			err := ask(t.Context(), c)
			e := failed(t, err)
			if e.Kind != test.kind || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("of kind %d: %v\nwant %d: %s", e.Kind, err, test.kind, test.want)
			}
			if errors.Is(err, rest.ErrNotDiscord) != (e.Kind == rest.NotDiscord) || e.Timeout != test.fault.Hang {
				t.Errorf("not Discord: %v, timed out: %v", errors.Is(err, rest.ErrNotDiscord), e.Timeout)
			}
			if h.Hits() != test.tries {
				t.Errorf("%d tries, want %d", h.Hits(), test.tries)
			}
			if strings.Contains(err.Error(), srv.Token()) {
				t.Error("the token is in it")
			}
		})
	}
}

func TestTheTokenIsRefused(t *testing.T) {
	srv := discordtest.New(t)
	srv.ExpectViolation("token")
	c := &rest.Client{HTTP: srv.Client(), Token: "not.the.token", Tries: 4, Patience: time.Second}
	if err := ask(t.Context(), c); !errors.Is(err, rest.ErrToken) || strings.Contains(err.Error(), c.Token) {
		t.Errorf("it says %v", err)
	}
	if n := srv.Stats().Requests; n != 1 {
		t.Errorf("%d tries", n)
	}
	c.Token = "a token\nof two lines"
	if err := ask(t.Context(), c); failed(t, err).Kind != rest.NoAnswer || strings.Contains(err.Error(), "two lines") {
		t.Errorf("it says %v", err)
	}
}

// TestWithoutAToken is about interactions, whose token stands in the address: it is in
// no error, and a 401 is a refusal as any other.
func TestWithoutAToken(t *testing.T) {
	const route, secret = "POST /webhooks/*/*", "aW50ZXJhY3Rpb24"
	for name, fault := range map[string]discordtest.Fault{
		"401":          discordtest.Refused(route, 401, 0, "401: Unauthorized"),
		"no such host": {Route: route, NoHost: true},
		"cut":          {Route: route, Drop: true},
		"500":          discordtest.Broken(route, 500),
		"elsewhere":    {Route: route, Status: 307, Header: http.Header{"Location": {"https://example.org/"}}},
	} {
		srv := discordtest.New(t)
		h := srv.Fault(always(fault))
		c := &rest.Client{HTTP: srv.Client()}
		err := c.Do(t.Context(), rest.Request{Method: "POST", Path: "/webhooks/1/" + secret, Body: struct{}{}})
		if e := failed(t, err); errors.Is(err, rest.ErrToken) || strings.Contains(fmt.Sprintf("%v %+v", err, e), secret) || h.Hits() != 1 {
			t.Errorf("%s: %d tries, %v", name, h.Hits(), err)
		}
	}
	c := &rest.Client{HTTP: http.DefaultClient}
	if err := c.Do(t.Context(), rest.Request{Method: "POST", Path: "/webhooks/%zz" + secret}); err == nil || strings.Contains(err.Error(), secret) {
		t.Errorf("an address that cannot be: %v", err)
	}
}

// TestOnce: what would stand there twice is not sent again when it may have arrived.
func TestOnce(t *testing.T) {
	const route = "POST /webhooks/*/*"
	for name, test := range map[string]struct {
		fault discordtest.Fault
		tries int
		doubt bool
	}{
		"429":     {discordtest.RateLimited(route, "user", time.Millisecond), 4, false},
		"502":     {discordtest.Broken(route, 502), 1, true},
		"cut":     {discordtest.Fault{Drop: true}, 1, true},
		"silence": {discordtest.Fault{Hang: true}, 1, true},
		"400":     {discordtest.Refused(route, 400, 50035, "Invalid Form Body"), 1, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := discordtest.New(t)
			test.fault.Route = route
			h := srv.Fault(always(test.fault))
			err := patient(srv).Do(t.Context(), rest.Request{Method: "POST", Path: "/webhooks/1/x", Body: struct{}{}, Within: 50 * time.Millisecond, Once: true})
			if e := failed(t, err); e.Doubt != test.doubt || h.Hits() != test.tries {
				t.Errorf("%d tries, in doubt: %v", h.Hits(), e.Doubt)
			}
		})
	}
	c := &rest.Client{HTTP: &http.Client{Transport: &http.Transport{DialContext: toNobody}}, Tries: 2}
	if e := failed(t, c.Do(t.Context(), rest.Request{Method: "POST", Path: "/webhooks/1/x", Once: true})); e.Doubt || e.Kind != rest.NoAnswer {
		t.Errorf("a connection that was refused leaves a doubt: %v", e)
	}
}

// toNobody dials a port of this machine on which nobody listens.
func toNobody(ctx context.Context, _, _ string) (net.Conn, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	l.Close()
	var d net.Dialer
	return d.DialContext(ctx, "tcp", l.Addr().String())
}

// TestDoubtIsKept: a refusal can be the doing of an earlier try that arrived.
func TestDoubtIsKept(t *testing.T) {
	srv := discordtest.New(t)
	srv.Fault(discordtest.Broken(me, 503))
	srv.Fault(discordtest.Refused(me, 400, 40060, "Interaction has already been acknowledged."))
	if e := failed(t, ask(t.Context(), patient(srv))); e.Code != 40060 || !e.Doubt {
		t.Errorf("%+v", e)
	}
}

func TestATryThatHangsLeavesRoom(t *testing.T) {
	srv := discordtest.New(t)
	srv.Fault(discordtest.Fault{Route: me, Hang: true})
	var u user
	if err := patient(srv).Do(t.Context(), rest.Request{Method: "GET", Path: "/users/@me", Reply: &u, Within: 100 * time.Millisecond}); err != nil || u.ID == "" {
		t.Errorf("%v, %+v", err, u)
	}
}

func TestWhatIsNoJSONIsNotSent(t *testing.T) {
	c := &rest.Client{HTTP: http.DefaultClient}
	if err := c.Do(t.Context(), rest.Request{Method: "POST", Path: "/x", Body: make(chan int)}); err == nil {
		t.Error("a channel was sent")
	}
}
