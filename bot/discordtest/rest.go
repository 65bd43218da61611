package discordtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"path"
	"regexp"
	"strings"
	"time"
)

// A refusal is an answer with an error status, and the violation behind it.
type refusal struct {
	status  int
	code    int
	message string
	errors  map[string]any
	rule    string // empty: no violation
	detail  string // for the violation; the message where empty
}

func (r *refusal) Error() string { return fmt.Sprintf("%d: %s (%d)", r.status, r.message, r.code) }

// Discord's errors: topics/opcodes-and-status-codes, "JSON".
func unauthorized(detail string) *refusal {
	return &refusal{status: 401, message: "401: Unauthorized", rule: RuleToken, detail: detail}
}

func notFound(code int, message, rule, detail string) *refusal {
	return &refusal{status: 404, code: code, message: message, rule: rule, detail: detail}
}

func badForm(f *form) *refusal {
	return &refusal{status: 400, code: 50035, message: "Invalid Form Body", errors: f.tree(), rule: RuleForm, detail: f.String()}
}

// A request is one REST request on its way through the server.
type request struct {
	*Server
	r       *http.Request
	arrived time.Time
	where   string   // method and path without /api/v10
	seg     []string // the path's segments
	body    any      // the parsed body
}

// A route handles requests of a method and a path; {} stands for one segment.
type route struct {
	method, path string
	token        bool // needs the bot's token
	global       bool // counts for the global rate limit
	body         bool // has a JSON body
	handle       func(*request) (status int, answer any, err error)
}

// routeParts are the segments of each route's path.
var routeParts = func() [][]string {
	parts := make([][]string, len(routes))
	for i, rt := range routes {
		parts[i] = strings.Split(rt.path, "/")
	}
	return parts
}()

var routes = []route{
	{"GET", "gateway", false, true, false, (*request).getGateway},
	{"GET", "gateway/bot", true, true, false, (*request).getGatewayBot},
	{"GET", "users/@me", true, true, false, (*request).getMe},
	{"GET", "users/@me/guilds", true, true, false, (*request).myGuilds},
	{"GET", "applications/@me", true, true, false, (*request).getApplication},
	{"GET", "oauth2/applications/@me", true, true, false, (*request).getApplication},
	{"GET", "applications/{}/commands", true, true, false, (*request).listCommands},
	{"PUT", "applications/{}/commands", true, true, true, (*request).putCommands},
	{"POST", "applications/{}/commands", true, true, true, (*request).postCommand},
	{"GET", "applications/{}/commands/{}", true, true, false, (*request).getCommand},
	{"PATCH", "applications/{}/commands/{}", true, true, true, (*request).patchCommand},
	{"DELETE", "applications/{}/commands/{}", true, true, false, (*request).deleteCommand},
	{"GET", "applications/{}/guilds/{}/commands", true, true, false, (*request).listCommands},
	{"PUT", "applications/{}/guilds/{}/commands", true, true, true, (*request).putCommands},
	{"POST", "applications/{}/guilds/{}/commands", true, true, true, (*request).postCommand},
	{"GET", "applications/{}/guilds/{}/commands/{}", true, true, false, (*request).getCommand},
	{"PATCH", "applications/{}/guilds/{}/commands/{}", true, true, true, (*request).patchCommand},
	{"DELETE", "applications/{}/guilds/{}/commands/{}", true, true, false, (*request).deleteCommand},
	{"POST", "interactions/{}/{}/callback", false, false, true, (*request).callback},
	{"POST", "webhooks/{}/{}", false, false, true, (*request).followUp},
	{"GET", "webhooks/{}/{}/messages/{}", false, false, false, (*request).getMessage},
	{"PATCH", "webhooks/{}/{}/messages/{}", false, false, true, (*request).editMessage},
	{"DELETE", "webhooks/{}/{}/messages/{}", false, false, false, (*request).deleteMessage},
}

// match finds the route; where only the method is wrong, it says so.
func match(method string, seg []string) (found *route, wrongMethod bool) {
	for i := range routes {
		rt := &routes[i]
		parts := routeParts[i]
		same := len(parts) == len(seg)
		for j := 0; same && j < len(parts); j++ {
			same = parts[j] == seg[j] || parts[j] == "{}" && seg[j] != ""
		}
		if same && rt.method == method {
			return rt, false
		}
		wrongMethod = wrongMethod || same
	}
	return nil, wrongMethod
}

// trimAPI takes the prefix off an API path. Versions before 9 are deprecated
// or gone (reference, "API Versions"); without a version it is the default.
func trimAPI(path string) string {
	for _, prefix := range []string{"/api/v10", "/api/v9", "/api"} {
		if rest, ok := strings.CutPrefix(path, prefix); ok && strings.HasPrefix(rest, "/") {
			return rest
		}
	}
	return path
}

// ServeHTTP answers REST requests and takes gateway connections. Bots reach it
// by [Server.Client].
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	arrived := time.Now()
	if !s.enter() {
		panic(http.ErrAbortHandler)
	}
	defer s.running.Done()
	if strings.HasPrefix(r.URL.Path, gatewayPath) || strings.HasPrefix(r.URL.Path, resumePath) {
		s.serveGateway(w, r)
		return
	}
	w.Header().Set("Date", s.Now().UTC().Format(http.TimeFormat))
	req := &request{Server: s, r: r, arrived: arrived}
	apiPath := trimAPI(r.URL.EscapedPath())
	req.seg = strings.Split(strings.Trim(apiPath, "/"), "/")
	req.where = r.Method + " " + shown(apiPath, req.seg)
	after, done := s.restFault(w, r, r.Method+" "+apiPath)
	if done {
		return
	}
	status, answer, err := req.serve()
	if after != nil {
		after(w)
		return
	}
	s.answer(w, req.where, status, answer, err)
}

// shown is a path without the interaction's token, which says nothing and is
// long.
func shown(path string, seg []string) string {
	if len(seg) > 2 && (seg[0] == "interactions" || seg[0] == "webhooks") {
		return strings.Replace(path, seg[2], "{token}", 1)
	}
	return path
}

func (s *Server) answer(w http.ResponseWriter, where string, status int, answer any, err error) {
	var refused *refusal
	if errors.As(err, &refused) {
		status = refused.status
		body := map[string]any{"code": refused.code, "message": refused.message}
		if refused.errors != nil {
			body["errors"] = refused.errors
		}
		if refused.status == http.StatusTooManyRequests {
			w.Header().Set("Retry-After", "1")
			w.Header().Set("X-RateLimit-Scope", "global")
			w.Header().Set("X-RateLimit-Global", "true")
			body["retry_after"], body["global"] = 1.0, true
		}
		answer = body
		if refused.rule != "" {
			detail := refused.detail
			if detail == "" {
				detail = refused.message
			}
			s.violate(refused.rule, where, "%s", detail)
		}
		s.mu.Lock()
		s.requests.refused++
		s.mu.Unlock()
		s.countInvalid(status)
	}
	if answer == nil {
		w.WriteHeader(status)
		return
	}
	data, err := json.Marshal(answer)
	if err != nil {
		s.tb.Errorf("discordtest: %s: %v", where, err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(data)
}

// countInvalid keeps the count behind Discord's ban of an address.
func (s *Server) countInvalid(status int) {
	if status != 401 && status != 403 && status != 429 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c, now := &s.requests, s.clock.now()
	if now.Sub(c.invalidFrom) > invalidWindow {
		c.invalidFrom, c.invalidNow = now, 0
	}
	c.invalid++
	c.invalidNow++
}

// serve checks what all requests have in common, then hands over to the route.
func (r *request) serve() (int, any, error) {
	rt, wrongMethod := match(r.r.Method, r.seg)
	r.mu.Lock()
	c := &r.requests
	c.all++
	if rt != nil {
		c.byRoute[rt]++
	}
	now := r.clock.now()
	banned := c.invalidNow > maxInvalid && now.Sub(c.invalidFrom) < invalidWindow
	tooMany := false
	if rt != nil && rt.global {
		if second := now.Unix(); second != c.second {
			c.second, c.inSecond = second, 0
		}
		c.inSecond++
		tooMany = c.inSecond > maxRESTPerSecond
	}
	r.mu.Unlock()
	switch {
	case banned:
		return 0, nil, &refusal{status: 403, code: 1015, message: "You are being rate limited", rule: RuleRate, detail: "10,000 invalid requests in 10 minutes: the address is banned"}
	case rt == nil && wrongMethod:
		return 0, nil, &refusal{status: 405, message: "405: Method Not Allowed", rule: RuleRoute}
	case rt == nil:
		return 0, nil, notFound(0, "404: Not Found", RuleRoute, "the stand-in does not implement this route")
	case !strings.HasPrefix(r.r.URL.Path, "/api/"):
		return 0, nil, notFound(0, "404: Not Found", RuleRoute, "the path does not begin with /api")
	case tooMany:
		return 0, nil, &refusal{status: 429, message: "You are being rate limited.", rule: RuleRate, detail: "more than 50 requests in a second"}
	}
	if err := r.checkHeaders(rt); err != nil {
		return 0, nil, err
	}
	if err := r.readBody(rt); err != nil {
		return 0, nil, err
	}
	return rt.handle(r)
}

// userAgent: reference, "User Agent". Interaction callbacks have the same
// header requirements (receiving-and-responding, "Responding").
var userAgent = regexp.MustCompile(`^DiscordBot \(\S+, ?\S+\)`)

func (r *request) checkHeaders(rt *route) error {
	h := r.r.Header
	if ua := h.Get("User-Agent"); !userAgent.MatchString(ua) {
		return &refusal{status: 403, code: 40333, message: "internal network error", rule: RuleHeader,
			detail: fmt.Sprintf("User-Agent %q is not of the form: DiscordBot ($url, $versionNumber)", ua)}
	}
	if !rt.token {
		return nil
	}
	r.mu.Lock()
	token := r.token
	r.mu.Unlock()
	switch got := h.Get("Authorization"); {
	case token == "":
		return &refusal{status: 401, message: "401: Unauthorized"} // revoked: not the bot's fault
	case got == "":
		return unauthorized("no Authorization")
	case got != "Bot "+token:
		return unauthorized("Authorization is not the word Bot and the token")
	}
	return nil
}

func (r *request) readBody(rt *route) error {
	data, err := io.ReadAll(io.LimitReader(r.r.Body, maxBody+1))
	if err != nil {
		return &refusal{status: 400, code: 50109, message: "The request body contains invalid JSON."} // cut off by the client
	}
	if !rt.body {
		if len(data) > 0 {
			return &refusal{status: 400, code: 50035, message: "Invalid Form Body", rule: RuleForm, detail: "a body where none belongs"}
		}
		return nil
	}
	if len(data) > maxBody {
		return &refusal{status: 413, code: 40005, message: "Request entity too large"}
	}
	kind, params, err := mime.ParseMediaType(r.r.Header.Get("Content-Type"))
	if charset, ok := params["charset"]; err != nil || kind != "application/json" || ok && !strings.EqualFold(charset, "utf-8") {
		return &refusal{status: 400, code: 50035, message: "Invalid Form Body", rule: RuleHeader,
			detail: fmt.Sprintf("Content-Type %q is not application/json", r.r.Header.Get("Content-Type"))}
	}
	if r.body, err = parseJSON(data); err != nil {
		return &refusal{status: 400, code: 50109, message: "The request body contains invalid JSON.", rule: RuleJSON, detail: err.Error()}
	}
	return nil
}

// Count is how many requests came for the routes that match a pattern like
// [Fault.Route], refused ones too, without those that a fault kept from having
// an effect: "PUT /applications/*/commands" counts registrations.
func (s *Server) Count(route string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for rt, times := range s.requests.byRoute {
		if ok, _ := path.Match(route, rt.method+" /"+strings.ReplaceAll(rt.path, "{}", "*")); ok {
			n += times
		}
	}
	return n
}

// checked gives the refusal for a form with faults and reports breaches of our
// own rules; where the form is clean it asks the OpenAPI description too.
func (r *request) checked(f *form, openAPI func() error) error {
	if len(f.errs) > 0 {
		return badForm(f)
	}
	if err := openAPI(); err != nil {
		return &refusal{status: 400, code: 50035, message: "Invalid Form Body", rule: RuleOpenAPI, detail: err.Error()}
	}
	for _, own := range f.own {
		r.violate(RuleMentions, r.where, "%s", strings.TrimPrefix(own, ": "))
	}
	return nil
}

// flagged reads a boolean of the query (reference, "Boolean Query Strings").
func (r *request) flagged(key string) bool {
	switch r.r.URL.Query().Get(key) {
	case "True", "true", "1":
		return true
	}
	return false
}

func (r *request) getGateway() (int, any, error) {
	return 200, map[string]any{"url": r.gatewayURL()}, nil
}

func (r *request) getGatewayBot() (int, any, error) {
	total, remaining, reset := r.gw.startLimit(r.Now())
	return 200, map[string]any{
		"url": r.gatewayURL(), "shards": r.opts.Shards,
		"session_start_limit": map[string]any{
			"total": total, "remaining": remaining, "reset_after": reset.Milliseconds(), "max_concurrency": r.opts.MaxConcurrency,
		},
	}, nil
}

func (s *Server) botUser() map[string]any {
	return map[string]any{
		"id": s.opts.ApplicationID, "username": "onrecord", "discriminator": "0001", "global_name": nil, "avatar": nil,
		"bot": true, "public_flags": 0, "flags": 0, "primary_guild": nil,
	}
}

func (r *request) getMe() (int, any, error) {
	u := r.botUser()
	u["mfa_enabled"], u["locale"], u["verified"], u["email"] = true, "en-US", true, nil
	return 200, u, nil
}

func (r *request) getApplication() (int, any, error) {
	r.mu.Lock()
	var endpoint any // null when there is none
	if r.endpoint != "" {
		endpoint = r.endpoint
	}
	r.mu.Unlock()
	return 200, map[string]any{
		"id": r.opts.ApplicationID, "name": "On the Record", "icon": nil, "description": "", "type": nil, "bot": r.botUser(),
		"bot_public": true, "bot_require_code_grant": false, "verify_key": r.PublicKey(), "flags": 0, "flags_new": "0",
		"redirect_uris": []any{}, "interactions_endpoint_url": endpoint, "role_connections_verification_url": nil,
		"approximate_guild_count": len(r.opts.Guilds), "approximate_user_install_count": 0,
		"approximate_user_authorization_count": 0, "explicit_content_filter": 0, "team": nil, "eligible_oauth2_scopes": []any{},
		"integration_types_config": map[string]any{"0": map[string]any{}},
		"owner":                    userObject(User{ID: "1100000000000000000", Name: "owner"}),
	}, nil
}

func userObject(u User) map[string]any {
	return map[string]any{
		"id": u.ID, "username": u.Name, "discriminator": "0", "global_name": u.Name, "avatar": nil, "public_flags": 0, "flags": 0,
		"bot": false, "primary_guild": nil,
	}
}
