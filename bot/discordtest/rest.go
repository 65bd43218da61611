package discordtest

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
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
	{"GET /users/@me", false, func(*Server, *request) (any, error) { return userObject(botUser), nil }},
	{"GET /users/@me/guilds", false, (*Server).listGuilds},
	{"GET /applications/@me", false, (*Server).getApplication},
	{"GET /oauth2/applications/@me", false, (*Server).getApplication}, // discordgo's
	{"GET /applications/{app}/commands", false, (*Server).listCommands},
	{"PUT /applications/{app}/commands", false, (*Server).putCommands},
	{"GET /applications/{app}/guilds/{guild}/commands", false, (*Server).listCommands},
	{"PUT /applications/{app}/guilds/{guild}/commands", false, (*Server).putCommands},
	{"POST /interactions/{id}/{token}/callback", true, (*Server).callback},
	{"POST /webhooks/{app}/{token}", true, (*Server).followUp},
	{"PATCH /webhooks/{app}/{token}/messages/@original", true, (*Server).editMessage},
}

// Routes to aim faults at, and to count.
const (
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
	body, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, maxBody))
	if err != nil { // cut off by the client, or far too long
		return nil, &refusal{status: 400, code: 50109, message: "The request body contains invalid JSON."}
	}
	if r.Method != http.MethodGet && (!strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") || !json.Valid(body)) {
		return nil, &refusal{status: 400, code: 50109, message: "The request body contains invalid JSON.", rule: RuleForm}
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
		answer["shards"] = s.opts.Shards
		answer["session_start_limit"] = map[string]any{
			"total": s.opts.SessionStarts, "remaining": max(s.opts.SessionStarts-s.gw.starts, 0), "max_concurrency": s.opts.MaxConcurrency,
			"reset_after": (24 * time.Hour).Milliseconds(),
		}
	}
	return answer, nil
}

func userObject(u User) map[string]any {
	return map[string]any{"id": u.ID, "username": u.Name, "discriminator": "0", "global_name": u.Name, "avatar": nil, "bot": u == botUser}
}

var botUser = User{ID: applicationID, Name: "onrecord"}

func (s *Server) getApplication(*request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	application := map[string]any{
		"id": applicationID, "name": "On the Record", "bot": userObject(botUser), "verify_key": s.PublicKey(),
		"interactions_endpoint_url": nil, "approximate_guild_count": len(s.opts.Guilds),
	}
	if s.endpoint != "" {
		application["interactions_endpoint_url"] = s.endpoint
	}
	return application, nil
}

// maxGuilds: resources/user, "Get Current User Guilds".
const maxGuilds = 200

// listGuilds gives the bot's guilds by id, from after on.
func (s *Server) listGuilds(r *request) (any, error) {
	limit, err := strconv.Atoi(cmp.Or(r.FormValue("limit"), strconv.Itoa(maxGuilds)))
	if err != nil || limit < 1 || limit > maxGuilds {
		return nil, badForm("limit: must be between 1 and 200")
	}
	after := snowflake(r.FormValue("after"))
	guilds := slices.DeleteFunc(slices.Clone(s.opts.Guilds), func(g Guild) bool { return snowflake(g.ID) <= after })
	slices.SortFunc(guilds, func(a, b Guild) int { return cmp.Compare(snowflake(a.ID), snowflake(b.ID)) })
	answer := []any{}
	for _, g := range guilds[:min(limit, len(guilds))] {
		answer = append(answer, map[string]any{"id": g.ID, "name": g.Name, "owner": false, "permissions": "0", "features": []any{}})
	}
	return answer, nil
}

func snowflake(id string) uint64 {
	n, _ := strconv.ParseUint(id, 10, 64)
	return n
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000+00:00") }
