package discordtest

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/http/httptest"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A refusal is an answer with an error status, and the violation behind it.
type refusal struct {
	status  int
	code    int // topics/opcodes-and-status-codes, "JSON"
	message string
	rule    string // empty: no violation
	detail  string // of the violation; the message where empty
}

func (r *refusal) Error() string { return cmp.Or(r.detail, r.message) }

// A request is one REST request with its body.
type request struct {
	*http.Request
	body []byte
}

// A route handles requests. An answer of nil has the status 204.
type route struct {
	pattern string
	open    bool // needs no token
	handle  func(*Server, *request) (answer any, err error)
}

var routes = []route{
	{"GET /gateway", true, (*Server).getGateway},
	{"GET /gateway/bot", false, (*Server).getGateway},
	{"GET /users/@me", false, (*Server).getMe},
	{"GET /users/@me/guilds", false, (*Server).listGuilds},
	{"GET /applications/@me", false, (*Server).getApplication},
	{"GET /oauth2/applications/@me", false, (*Server).getApplication}, // discordgo's
	{"GET /applications/{app}/commands", false, (*Server).listCommands},
	{"PUT /applications/{app}/commands", false, (*Server).putCommands},
	{"GET /applications/{app}/guilds/{guild}/commands", false, (*Server).listCommands},
	{"PUT /applications/{app}/guilds/{guild}/commands", false, (*Server).putCommands},
	{"POST /interactions/{id}/{token}/callback", true, (*Server).callback},
	{"POST /webhooks/{app}/{token}", true, (*Server).followUp},
	{"PATCH /webhooks/{app}/{token}/messages/{message}", true, (*Server).editMessage},
}

// Routes to aim faults at, and to count.
const (
	RouteGateway  = "GET /gateway"
	RouteCommands = "* /applications/*/commands" // the global ones
	RouteInGuilds = "* /applications/*/guilds/*/commands"
	RouteCallback = "POST /interactions/*/*/callback"
	RouteEdit     = "PATCH /webhooks/*/*/messages/@original"
	RouteFollowUp = "POST /webhooks/*/*"
	RouteGuilds   = "GET /users/@me/guilds"
)

var (
	apiPrefix = regexp.MustCompile(`^/api(/v10|/v9)?/`)
	wildcard  = regexp.MustCompile(`\{\w+\}`)
)

func (s *Server) newMux() *http.ServeMux {
	mux := http.NewServeMux()
	for _, rt := range routes {
		where := wildcard.ReplaceAllString(rt.pattern, "*")
		mux.HandleFunc(rt.pattern, func(w http.ResponseWriter, r *http.Request) {
			s.mu.Lock()
			s.counts.Requests++
			s.requests[where]++
			s.mu.Unlock()
			answer, err := s.handle(rt, r)
			s.answer(w, where, answer, err)
		})
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.answer(w, r.Method+" "+r.URL.Path, nil, &refusal{status: 404, message: "404: Not Found", rule: RuleRoute, detail: "the stand-in does not know this route"})
	})
	return mux
}

func (s *Server) serveREST(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Date", s.Now().UTC().Format(http.TimeFormat))
	r.URL.Path = apiPrefix.ReplaceAllString(r.URL.Path, "/")
	s.serveFaulty(w, r)
}

func (s *Server) answer(w http.ResponseWriter, where string, answer any, err error) {
	status := http.StatusOK
	if err != nil {
		refused := &refusal{status: 500, message: err.Error(), rule: RuleForm}
		errors.As(err, &refused)
		status = refused.status
		body := map[string]any{"code": refused.code, "message": refused.message}
		if refused.code == 50035 {
			body["errors"] = map[string]any{"_errors": []any{map[string]any{"code": "STAND_IN", "message": refused.detail}}}
		}
		answer = body
		// A bot whose answer is lost sends it again, and cannot know better.
		if _, lost := w.(*httptest.ResponseRecorder); refused.rule != "" && !lost {
			s.violate(refused.rule, where, "%v", refused)
		}
	}
	if answer == nil {
		w.WriteHeader(http.StatusNoContent)
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

// userAgent: reference, "User Agent".
var userAgent = regexp.MustCompile(`^DiscordBot \(\S+, ?\S+\)`)

// maxBody bounds bodies, far under Discord's 25 MiB for files.
const maxBody = 4 << 20

// handle checks what all requests have in common, then hands over to the route.
func (s *Server) handle(rt route, r *http.Request) (any, error) {
	if agent := r.UserAgent(); !userAgent.MatchString(agent) {
		return nil, &refusal{status: 403, code: 40333, message: "internal network error", rule: RuleHeader,
			detail: fmt.Sprintf("User-Agent %q is not of the form DiscordBot ($url, $versionNumber)", agent)}
	}
	if !rt.open {
		s.mu.Lock()
		revoked := s.revoked
		s.mu.Unlock()
		refused := &refusal{status: 401, message: "401: Unauthorized"}
		if revoked { // not the bot's fault
			return nil, refused
		}
		if r.Header.Get("Authorization") != "Bot "+token {
			refused.rule, refused.detail = RuleToken, "Authorization is not the word Bot and the token"
			return nil, refused
		}
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if err != nil { // cut off by the client
		return nil, &refusal{status: 400, code: 50109, message: "The request body contains invalid JSON."}
	}
	if len(body) > maxBody {
		return nil, &refusal{status: 413, code: 40005, message: "Request entity too large", rule: RuleForm}
	}
	if r.Method != http.MethodGet {
		if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "application/json" {
			return nil, &refusal{status: 400, code: 50035, message: "Invalid Form Body", rule: RuleHeader, detail: "Content-Type is not application/json"}
		}
		if !json.Valid(body) {
			return nil, &refusal{status: 400, code: 50109, message: "The request body contains invalid JSON.", rule: RuleForm}
		}
	}
	return rt.handle(s, &request{r, body})
}

// Count is how many requests came for the routes that match a pattern like
// [Fault.Route], refused ones too, without those that a fault kept from having
// an effect: "PUT /applications/*/commands" counts registrations.
func (s *Server) Count(route string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for where, times := range s.requests {
		if ok, _ := path.Match(route, where); ok {
			n += times
		}
	}
	return n
}

// getGateway answers both routes: Discord gives out more to a bot.
func (s *Server) getGateway(r *request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	answer := map[string]any{"url": s.gw.url}
	if strings.HasSuffix(r.URL.Path, "/bot") {
		s.renewStarts()
		answer["shards"] = s.opts.Shards
		answer["session_start_limit"] = map[string]any{
			"total": s.opts.SessionStarts, "remaining": max(s.opts.SessionStarts-s.gw.starts, 0), "max_concurrency": s.opts.MaxConcurrency,
			"reset_after": (startsWindow - s.now().Sub(s.gw.startsAt)).Milliseconds(),
		}
	}
	return answer, nil
}

func botUser() map[string]any {
	return map[string]any{
		"id": applicationID, "username": "onrecord", "discriminator": "0001", "global_name": nil, "avatar": nil,
		"bot": true, "public_flags": 0, "flags": 0, "primary_guild": nil,
	}
}

func userObject(u User) map[string]any {
	return map[string]any{
		"id": u.ID, "username": u.Name, "discriminator": "0", "global_name": u.Name, "avatar": nil, "public_flags": 0, "flags": 0,
		"bot": false, "primary_guild": nil,
	}
}

func (s *Server) getMe(*request) (any, error) {
	u := botUser()
	u["mfa_enabled"], u["locale"], u["verified"], u["email"] = true, "en-US", true, nil
	return u, nil
}

func (s *Server) getApplication(*request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var endpoint any // null when there is none
	if s.endpoint != "" {
		endpoint = s.endpoint
	}
	return map[string]any{
		"id": applicationID, "name": "On the Record", "icon": nil, "description": "", "type": nil, "bot": botUser(),
		"bot_public": true, "bot_require_code_grant": false, "verify_key": s.PublicKey(), "flags": 0, "flags_new": "0",
		"redirect_uris": []any{}, "interactions_endpoint_url": endpoint, "role_connections_verification_url": nil,
		"approximate_guild_count": len(s.opts.Guilds), "approximate_user_install_count": 0,
		"approximate_user_authorization_count": 0, "explicit_content_filter": 0, "team": nil, "eligible_oauth2_scopes": []any{},
		"integration_types_config": map[string]any{"0": map[string]any{}},
		"owner":                    userObject(User{ID: "1100000000000000000", Name: "owner"}),
	}, nil
}

// maxGuilds: resources/user, "Get Current User Guilds".
const maxGuilds = 200

// listGuilds gives the bot's guilds by id, from after on.
func (s *Server) listGuilds(r *request) (any, error) {
	limit, err := strconv.Atoi(cmp.Or(r.FormValue("limit"), strconv.Itoa(maxGuilds)))
	if err != nil || limit < 1 || limit > maxGuilds {
		return nil, badForm("limit: must be between 1 and 200")
	}
	after, _ := strconv.ParseUint(r.FormValue("after"), 10, 64)
	byID := map[uint64]Guild{}
	for _, g := range s.opts.Guilds {
		if id, _ := strconv.ParseUint(g.ID, 10, 64); id > after {
			byID[id] = g
		}
	}
	ids := make([]uint64, 0, len(byID))
	for id := range byID {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	answer := []any{}
	for _, id := range ids[:min(limit, len(ids))] {
		answer = append(answer, map[string]any{
			"id": byID[id].ID, "name": byID[id].Name, "icon": nil, "banner": nil, "owner": false, "permissions": "0", "features": []any{},
		})
	}
	return answer, nil
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000+00:00") }
