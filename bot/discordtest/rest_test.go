package discordtest

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestRequests(t *testing.T) {
	s, _ := quiet(t, Options{})
	app := "/applications/" + s.ApplicationID()
	for _, tt := range []struct {
		name, method, path, body string
		header                   []string
		status                   int
		want, rule               string
	}{
		{"me", "GET", "/users/@me", "", nil, 200, s.ApplicationID(), ""},
		{"application", "GET", "/oauth2/applications/@me", "", nil, 200, "verify_key", ""},
		{"gateway", "GET", "/gateway", "", []string{"Authorization:"}, 200, "ws://127.0.0.1", ""},
		{"gateway bot", "GET", "/gateway/bot", "", nil, 200, `"max_concurrency":1`, ""},
		{"no token", "GET", "/gateway/bot", "", []string{"Authorization:"}, 401, `{"code":0,"message":"401: Unauthorized"}`, RuleToken},
		{"wrong token", "GET", "/users/@me", "", []string{"Authorization: Bot x"}, 401, "401: Unauthorized", RuleToken},
		{"bare token", "GET", "/users/@me", "", []string{"Authorization: " + s.Token()}, 401, "401: Unauthorized", RuleToken},
		{"user agent", "GET", "/users/@me", "", []string{"User-Agent: Go-http-client/1.1"}, 403, "", RuleHeader},
		{"unknown route", "GET", "/channels/1/messages", "", nil, 404, `{"code":0,"message":"404: Not Found"}`, RuleRoute},
		{"wrong method", "PUT", "/users/@me", "{}", nil, 405, "405", RuleRoute},
		{"content type", "PUT", app + "/commands", "[]", []string{"Content-Type: text/plain"}, 400, "Invalid Form Body", RuleHeader},
		{"charset", "PUT", app + "/commands", "[]", []string{"Content-Type: application/json; charset=utf-8"}, 200, "[]", ""},
		{"not JSON", "PUT", app + "/commands", "[", nil, 400, `50109`, RuleJSON},
		{"duplicate keys", "PUT", app + "/commands", `[{"name":"a","name":"b","description":"d"}]`, nil, 400, `50109`, RuleJSON},
		{"too large", "PUT", app + "/commands", strings.Repeat(" ", maxBody+1), nil, 413, "40005", ""},
		{"body of a GET", "GET", "/users/@me", "{}", nil, 400, "Invalid Form Body", RuleForm},
		{"other application", "GET", "/applications/1/commands", "", nil, 404, "10002", RuleUnknown},
		{"other guild", "GET", app + "/guilds/1/commands", "", nil, 403, "50001", RuleUnknown},
		{"no command", "DELETE", app + "/commands/1", "", nil, 404, "10063", RuleUnknown},
		{"other webhook", "PATCH", "/webhooks/1/x/messages/@original", `{"content":"c",` + quietMentions + `}`, nil, 404, "10015", RuleUnknown},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, _ := quiet(t, Options{})
			got := call(t, s, tt.method, tt.path, tt.body, tt.header...)
			if got.status != tt.status || !strings.Contains(got.body, tt.want) {
				t.Errorf("got %v, want %d %s", got, tt.status, tt.want)
			}
			checkRules(t, s, tt.rule)
		})
	}
	if _, err := s.Client().Get("https://example.org/"); err == nil {
		t.Error("a request for another host went through")
	}
	if _, _, err := s.Dialer().Dial("ws://127.0.0.1:1/", nil); err == nil {
		t.Error("another address could be dialled")
	}
	checkRules(t, s, RuleHost)
}

// TestDate: an answer tells the server's time, faults too.
func TestDate(t *testing.T) {
	s, _ := quiet(t, Options{Frozen: true})
	s.Advance(48 * time.Hour)
	s.Fault(Broken("GET /gateway", 500))
	want := s.Now().UTC().Format(http.TimeFormat)
	for _, path := range []string{"/gateway", "/gateway", "/nowhere"} {
		resp, err := s.Client().Get("https://discord.com/api/v10" + path)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if got := resp.Header.Get("Date"); got != want {
			t.Errorf("%s: Date is %q, want %q", path, got, want)
		}
	}
}

func TestRateLimits(t *testing.T) {
	s, _ := quiet(t, Options{Frozen: true})
	last := answer{}
	for range 51 {
		last = call(t, s, "GET", "/users/@me", "")
	}
	if last.status != 429 || !strings.Contains(last.body, `"global":true`) {
		t.Errorf("the 51st request in a second: %v", last)
	}
	s.Advance(time.Second)
	if a := call(t, s, "GET", "/users/@me", ""); a.status != 200 {
		t.Errorf("a second later: %v", a)
	}
	checkRules(t, s, RuleRate)
}

func TestCommandStore(t *testing.T) {
	s := New(t)
	app := "/applications/" + s.ApplicationID()
	guild := app + "/guilds/" + s.opts.Guilds[0].ID
	var made map[string]any
	a := call(t, s, "POST", app+"/commands", quote)
	if err := json.Unmarshal([]byte(a.body), &made); err != nil || a.status != 201 {
		t.Fatal(a, err)
	}
	if made["type"] != 1.0 || made["default_member_permissions"] != nil || made["nsfw"] != false || made["guild_id"] != nil {
		t.Errorf("defaults: %v", made)
	}
	if strings.Contains(a.body, `"required":false`) || strings.Contains(a.body, `"autocomplete":false`) {
		t.Errorf("Discord leaves out what is false: %s", a.body)
	}
	if b := call(t, s, "POST", app+"/commands", quote); b.status != 200 || b.body != a.body {
		t.Errorf("the same again: %v", b)
	}
	id := app + "/commands/" + made["id"].(string)
	b := call(t, s, "PATCH", id, `{"description":"other"}`)
	if b.status != 200 || !strings.Contains(b.body, `"other"`) || strings.Contains(b.body, `"version":"`+made["version"].(string)) {
		t.Errorf("patched: %v", b)
	}
	if got := call(t, s, "GET", id, ""); got.body != b.body {
		t.Errorf("got %v, want %v", got, b)
	}
	if got := call(t, s, "GET", app+"/commands", ""); strings.Contains(got.body, "localizations") {
		t.Errorf("localizations not asked for: %v", got)
	}
	if got := call(t, s, "GET", app+"/commands?with_localizations=true", ""); !strings.Contains(got.body, `"name_localizations":null`) {
		t.Errorf("localizations: %v", got)
	}
	if got := call(t, s, "PUT", guild+"/commands", "["+quote+"]"); !strings.Contains(got.body, `"guild_id"`) {
		t.Errorf("guild command: %v", got)
	}
	if n := s.Count("PUT /applications/*/guilds/*/commands"); n != 1 || s.Count(RouteCommands) != 4 {
		t.Errorf("%d registrations for the guild, %d requests for global commands", n, s.Count(RouteCommands))
	}
	if len(s.Commands("")) != 1 || len(s.Commands(s.opts.Guilds[0].ID)) != 1 {
		t.Errorf("commands: %v", s.Commands(""))
	}
	if got := call(t, s, "PUT", app+"/commands", "[]"); got.body != "[]" || len(s.Commands("")) != 0 {
		t.Errorf("emptied: %v", got)
	}
	if got := call(t, s, "DELETE", guild+"/commands/"+s.Commands(s.opts.Guilds[0].ID)[0].ID, ""); got.status != 204 {
		t.Errorf("deleted: %v", got)
	}
}

func TestDailyCreations(t *testing.T) {
	s, _ := quiet(t, Options{Frozen: true})
	path := "/applications/" + s.ApplicationID() + "/commands"
	last := answer{}
	for i := range 201 {
		s.Advance(time.Second)
		last = call(t, s, "PUT", path, `[{"name":"c`+itoa(i)+`","description":"d"}]`)
	}
	if last.status != 429 || last.code != 30034 {
		t.Errorf("the 201st creation: %v", last)
	}
	checkRules(t, s, RuleCommands)
}

func TestOpenAPI(t *testing.T) {
	s := New(t)
	if s.api == nil {
		t.Skip("shared/discord/openapi.json is not there")
	}
	for schema, bad := range map[string]string{
		"RichEmbed":                       `{"title":5}`,
		"ApplicationCommandUpdateRequest": `{"description":"d"}`,
		callbackSchema(callbackMessage):   `{"type":4,"data":{"embeds":[{"url":"no address"}]}}`,
		callbackSchema(callbackChoices):   `{"type":8}`,
	} {
		v, err := parseJSON([]byte(bad))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.api.check(schema, v); err == nil || !strings.Contains(err.Error(), schema) {
			t.Errorf("%s takes %s: %v", schema, bad, err)
		}
	}
}

// TestOwnAnswers checks what the stand-in sends against Discord's description:
// a stand-in that gives out what Discord would not is of no use.
func TestOwnAnswers(t *testing.T) {
	s := New(t)
	if s.api == nil {
		t.Skip("shared/discord/openapi.json is not there")
	}
	ready(t, s)
	register(t, s, quote)
	in, where := ask(t, s)
	embed := `"embeds":[{"title":"t","fields":[{"name":"n","value":"v"}]}],"components":[{"type":1,"components":[{"type":2,"style":1,"label":"l","custom_id":"c"}]}]`
	for _, tt := range []struct{ schema, method, path, body string }{
		{"GatewayResponse", "GET", "/gateway", ""},
		{"GatewayBotResponse", "GET", "/gateway/bot", ""},
		{"UserPIIResponse", "GET", "/users/@me", ""},
		{"PrivateApplicationResponse", "GET", "/applications/@me", ""},
		{"ApplicationCommandResponse", "POST", "/applications/" + s.ApplicationID() + "/commands", quote},
		{"ApplicationCommandResponse", "GET", "/applications/" + s.ApplicationID() + "/commands/" + s.Commands("")[0].ID, ""},
		{"InteractionCallbackResponse", "POST", where + "?with_response=true", `{"type":4,"data":{` + embed + `,` + quietMentions + `}}`},
		{"MessageResponse", "GET", in.webhookPath() + "/messages/@original", ""},
		{"MessageResponse", "PATCH", in.webhookPath() + "/messages/@original", `{"content":"e",` + quietMentions + `}`},
		{"MessageResponse", "POST", in.webhookPath(), `{"content":"f",` + quietMentions + `}`},
	} {
		a := call(t, s, tt.method, tt.path, tt.body)
		v, err := parseJSON([]byte(a.body))
		if err == nil {
			err = s.api.check(tt.schema, v)
		}
		if err != nil {
			t.Errorf("%s %s: %v\n%v", tt.method, tt.path, err, a)
		}
	}
}

func TestFaults(t *testing.T) {
	s, _ := quiet(t, Options{})
	patience := 10 * time.Second
	get := func() (*http.Response, error) {
		r, _ := http.NewRequest("GET", "https://discord.com/api/v10/users/@me", nil)
		r.Header.Set("User-Agent", "DiscordBot (https://example.org, 1.0)")
		r.Header.Set("Authorization", "Bot "+s.Token())
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		return s.Client().Do(r.WithContext(ctx))
	}
	status := func(want int) *http.Response {
		t.Helper()
		resp, err := get()
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if resp.StatusCode != want {
			t.Fatalf("status %d, want %d", resp.StatusCode, want)
		}
		return resp
	}
	h := s.Fault(Fault{Route: RouteMe, Status: 500, Body: "oops", Times: 2, Skip: 1})
	status(200)
	status(500)
	status(500)
	status(200)
	if h.Hits() != 2 {
		t.Errorf("%d hits", h.Hits())
	}
	s.Fault(RateLimited(RouteMe, "user", 1500*time.Millisecond))
	if resp := status(429); resp.Header.Get("Retry-After") != "2" {
		t.Errorf("headers %v", resp.Header)
	}
	s.Fault(CloudflareLimited("", 3*time.Second))
	if resp := status(429); !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") {
		t.Errorf("headers %v", resp.Header)
	}
	s.Fault(Broken("GET /users/*", 502))
	status(502)
	s.Fault(Refused(RouteMe, 403, 50001, "Missing Access"))
	status(403)
	s.Fault(Fault{Route: RouteGateway, Status: 500}) // another route
	status(200)
	for name, f := range map[string]Fault{"hang": {Hang: true}, "drop": {Drop: true}, "slow": {Delay: 5 * time.Second}, "lost": {Drop: true, After: true}} {
		before := s.Stats().Requests
		f.Route = RouteMe
		s.Fault(f)
		patience = 200 * time.Millisecond
		if resp, err := get(); err == nil {
			t.Errorf("%s: %v", name, resp.Status)
		}
		if seen := s.Stats().Requests > before; seen != f.After {
			t.Errorf("%s: the request had its effect: %t", name, seen)
		}
	}
	patience = 10 * time.Second
	s.Fault(Fault{NoHost: true})
	var dns *net.DNSError
	if _, err := get(); !errors.As(err, &dns) || !dns.IsNotFound {
		t.Errorf("no host: %v", err)
	}
	h = s.Fault(Fault{Status: 500, Times: -1})
	status(500)
	h.Remove()
	status(200)
	s.RevokeToken()
	status(401)
	checkRules(t, s, "")
}

func TestUnansweredAndExpected(t *testing.T) {
	s, rec := quiet(t, Options{})
	ready(t, s)
	register(t, s, quote)
	s.ExpectViolation("never happens")
	s.ExpectViolation(RuleRoute)
	call(t, s, "GET", "/nowhere", "")
	ask(t, s)
	_, where := ask(t, s)
	call(t, s, "POST", where, `{"type":5}`)
	s.Advance(4 * time.Second)
	s.Close()
	if !rec.said("got no answer in 4") || !rec.said("was deferred and not answered in 4") || !rec.said(`"never happens"`) || rec.said(RuleRoute+":") {
		t.Errorf("reported: %q", rec.errors)
	}
}

func TestKeep(t *testing.T) {
	s, _ := quiet(t, Options{Keep: 10, NoOpenAPI: true})
	ready(t, s)
	register(t, s, quote)
	first, _ := ask(t, s)
	for range 30 {
		_, where := ask(t, s)
		call(t, s, "POST", where, `{"type":4,"data":{"content":"c",`+quietMentions+`}}`)
	}
	if st := s.Stats(); st.Remembered != 10 || st.Interactions != 31 || st.Answered != 30 {
		t.Errorf("%+v", st)
	}
	if a := call(t, s, "POST", first.callbackPath(), `{"type":5}`); a.code != 10062 {
		t.Errorf("a forgotten interaction: %v", a)
	}
}
