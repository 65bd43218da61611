package discordtest

import (
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestRequests(t *testing.T) {
	app := "/applications/" + ApplicationID
	for _, tt := range []struct {
		name, method, path, body string
		header                   string
		status                   int
		want, rule               string
	}{
		{"good", "GET", "/applications/@me", "", "", 200, ApplicationID, ""},
		{"no token needed", "GET", "/gateway", "", "Authorization: ", 200, "ws://127.0.0.1", ""},
		{"no token", "GET", "/gateway/bot", "", "Authorization: ", 401, "401: Unauthorized", RuleToken},
		{"user agent", "GET", "/gateway", "", "User-Agent: curl", 403, "40333", RuleForm},
		{"no JSON", "PUT", app + "/commands", "[", "", 400, "50035", RuleForm},
		{"unknown route", "GET", "/channels/1", "", "", 404, "404: Not Found", RuleRoute},
		{"another application", "GET", "/applications/1/commands", "", "", 404, "10002", RuleUnknown},
		{"another guild", "GET", app + "/guilds/1/commands", "", "", 403, "50001", RuleUnknown},
		{"another webhook", "PATCH", "/webhooks/1/x/messages/@original", `{}`, "", 404, "10015", RuleUnknown},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := quiet(t, Options{})
			got := call(t, s, tt.method, tt.path, tt.body, slices.DeleteFunc([]string{tt.header}, func(h string) bool { return h == "" })...)
			if got.status != tt.status || !strings.Contains(got.body, tt.want) {
				t.Errorf("got %v, want %d %s", got, tt.status, tt.want)
			}
			checkRules(t, s, strings.Fields(tt.rule)...)
		})
	}
	t.Run("another host", func(t *testing.T) {
		s := quiet(t, Options{})
		if _, err := s.Client().Get("https://example.org/"); err == nil {
			t.Error("the request went through")
		}
		checkRules(t, s, RuleRoute)
	})
}

func TestCommandStore(t *testing.T) {
	s := New(t)
	app := "/applications/" + ApplicationID
	guild := s.opts.Guilds[0]
	register(t, s, quote)
	register(t, s, `{"name":"quote","description":"other"}`, `{"name":"new","description":"d"}`)
	if c := s.Commands(""); len(c) != 2 || c[0].Description != "other" {
		t.Errorf("a command that changed: %+v", c)
	}
	call(t, s, "PUT", app+"/guilds/"+guild+"/commands", "["+quote+"]")
	got := call(t, s, "GET", app+"/guilds/"+guild+"/commands?with_localizations=true", "")
	for _, want := range []string{`"guild_id":"` + guild, `"nsfw":false`, `"autocomplete":true`} {
		if !strings.Contains(got.body, want) {
			t.Errorf("no %s in %s", want, got.body)
		}
	}
	if s.Count("PUT "+"/applications/*/guilds/*/commands") != 1 || s.Count(RouteCommands) != 2 || s.Count(RouteInGuilds) != 2 {
		t.Error("requests are miscounted")
	}
}

func TestFaults(t *testing.T) {
	const route = "GET /gateway"
	get := func(s *Server) (status, body, retryAfter string, err error) {
		client := s.Client()
		resp, err := client.Get("https://discord.com/api/v10/gateway")
		if err != nil {
			return "", "", "", err
		}
		defer resp.Body.Close()
		data, err := io.ReadAll(resp.Body)
		return fmt.Sprint(resp.StatusCode), string(data), resp.Header.Get("Retry-After"), err
	}
	for _, tt := range []struct {
		name       string
		fault      Fault
		want       string
		retryAfter string
	}{
		{"status", Fault{Route: route, Status: 500, Body: "oops"}, "500 oops", ""},
		{"user's limit", RateLimited("GET /*", "user", 1500*time.Millisecond), `429 {"message":"You are being rate limited.","retry_after":1.500,"global":false,"code":0}`, "2"},
		{"global limit", RateLimited("", "global", time.Second), `429 {"message":"You are being rate limited.","retry_after":1.000,"global":true,"code":0}`, "1"},
		{"proxy's limit", CloudflareLimited(route, 3*time.Second), "429 <html>", "3"},
		{"broken", Broken(route, 502), "502 <html>", ""},
		{"refused", Refused(route, 403, 50001, "Missing Access"), `403 {"message":"Missing Access","code":50001}`, ""},
		{"slow", Fault{Route: route, Delay: time.Millisecond}, `403 {"code":40333`, ""}, // for want of a User-Agent
		{"another route", Fault{Route: "PUT /gateway", Status: 500}, `403 {"code":40333`, ""},
		{"lost", Fault{Route: route, Status: 503, After: true}, "503 ", ""},
		{"cut", Fault{Route: route, Drop: true}, "EOF", ""},
		{"no host", Fault{Route: route, NoHost: true}, "no such host", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := quiet(t, Options{})
			h := s.Fault(tt.fault)
			status, body, retryAfter, err := get(s)
			got := status + " " + body
			if err != nil {
				got = err.Error()
			}
			if !strings.Contains(got, tt.want) || retryAfter != tt.retryAfter || (h.Hits() == 1) != (tt.name != "another route") {
				t.Errorf("got %s (Retry-After %s, %d hits), want %s", got, retryAfter, h.Hits(), tt.want)
			}
			if n := s.Count(""); (n == 1) != (tt.fault.After || strings.HasPrefix(tt.want, "403 {\"code")) {
				t.Errorf("%d requests had an effect", n)
			}
		})
	}
	t.Run("hang", func(t *testing.T) {
		s := quiet(t, Options{})
		h := s.Fault(Fault{Hang: true, Times: -1})
		client := s.Client()
		client.Timeout = 20 * time.Millisecond
		var timeout net.Error
		if _, err := client.Get("https://discord.com/api/v10/gateway"); !errors.As(err, &timeout) || !timeout.Timeout() {
			t.Errorf("got %v", err)
		}
		h.Remove()
		if status, _, _, err := get(s); status != "403" {
			t.Errorf("got %s, %v", status, err)
		}
	})
}
