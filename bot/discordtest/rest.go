package discordtest

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"path"
	"regexp"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Client is an HTTP client whose requests for https://discord.com/api go to the
// server; those for any other host fail and are violations.
func (s *Server) Client() *http.Client {
	return &http.Client{Transport: s, Timeout: 20 * time.Second}
}

// RoundTrip is the part of [Server.Client] that sends requests to the server.
func (s *Server) RoundTrip(r *http.Request) (*http.Response, error) {
	var err error
	switch {
	case r.URL.Scheme != "https" || r.URL.Host != "discord.com" || !strings.HasPrefix(r.URL.Path, "/api/"):
		s.violate(RuleRoute, r.Method+" "+r.URL.Host, "only https://discord.com/api may be asked")
		err = fmt.Errorf("discordtest: %s://%s%s is not Discord's API", r.URL.Scheme, r.URL.Host, r.URL.Path)
	case s.hit(r.Method+" "+apiPrefix.ReplaceAllString(r.URL.Path, "/"), true) != nil:
		err = fmt.Errorf("dial tcp: %w", &net.DNSError{Err: "no such host", Name: r.URL.Host, IsNotFound: true})
	default:
		r = r.Clone(r.Context())
		r.URL.Scheme, r.URL.Host = "http", s.rest.Listener.Addr().String()
		return s.client.RoundTrip(r)
	}
	if r.Body != nil {
		_ = r.Body.Close()
	}
	return nil, err
}

// A refusal is an answer with an error status, and the violation behind it.
type refusal struct {
	status, code int // topics/opcodes-and-status-codes, "HTTP" and "JSON"
	message      string
	rule, detail string // of the violation; without a rule it is none
}

func (r *refusal) Error() string { return cmp.Or(r.detail, r.message) }

// Routes to aim faults at, and to count.
const (
	RouteCommands = "* /applications/*/commands" // the global ones
	RouteInGuilds = "* /applications/*/guilds/*/commands"
	RouteCallback = "POST /interactions/*/*/callback"
	RouteGuilds   = "GET /users/@me/guilds"
	RouteGateway  = "gateway" // new connections of it
)

var (
	apiPrefix = regexp.MustCompile(`^/api(/v10|/v9)?/`)
	wildcard  = regexp.MustCompile(`\{\w+\}`)
	userAgent = regexp.MustCompile(`^DiscordBot \(\S+, ?\S+\)`) // reference, "User Agent"
	needToken = regexp.MustCompile(`^/(gateway/bot$|users/|applications/|oauth2/)`)
)

// newMux routes requests. An answer of nil has the status 204.
func (s *Server) newMux() http.HandlerFunc {
	mux := http.NewServeMux()
	for pattern, handle := range map[string]func(r *http.Request, body []byte) (answer any, err error){
		"GET /gateway":                                                     s.getGateway,
		"GET /gateway/bot":                                                 s.getGateway,
		"GET /users/@me/guilds":                                            s.listGuilds,
		"GET /applications/@me":                                            s.getApplication,
		"GET /applications/{application_id}/commands":                      s.listCommands,
		"PUT /applications/{application_id}/commands":                      s.putCommands,
		"GET /applications/{application_id}/guilds/{guild_id}/commands":    s.listCommands,
		"PUT /applications/{application_id}/guilds/{guild_id}/commands":    s.putCommands,
		"POST /interactions/{interaction_id}/{interaction_token}/callback": s.callback,
		"POST /webhooks/{webhook_id}/{webhook_token}":                      s.change,
		"PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original":  s.change,
		"/": s.unknownRoute,
	} {
		where := wildcard.ReplaceAllString(pattern, "*")
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			s.locked(func() { s.counts[where]++ })
			var answer any
			body, err := s.receive(r)
			if err == nil {
				answer, err = handle(r, body)
			}
			s.answer(w, where, answer, err)
		})
	}
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", s.Now().UTC().Format(http.TimeFormat))
		r.URL.Path = apiPrefix.ReplaceAllString(r.URL.Path, "/")
		s.hit(r.Method+" "+r.URL.Path, false).serve(w, r, mux.ServeHTTP)
	}
}

// receive checks what all requests have in common and reads the body.
func (s *Server) receive(r *http.Request) ([]byte, error) {
	if agent := r.UserAgent(); !userAgent.MatchString(agent) {
		return nil, &refusal{403, 40333, "internal network error", RuleForm,
			fmt.Sprintf("User-Agent %q is not of the form DiscordBot ($url, $versionNumber)", agent)}
	}
	s.mu.Lock()
	revoked := s.revoked
	s.mu.Unlock()
	if needToken.MatchString(r.URL.Path) && (revoked || r.Header.Get("Authorization") != "Bot "+Token) {
		refused := &refusal{401, 0, "401: Unauthorized", RuleToken, "Authorization is not the word Bot and the token"}
		if revoked { // not the bot's fault
			refused.rule = ""
		}
		return nil, refused
	}
	body, err := io.ReadAll(r.Body)
	if err != nil { // cut off by the client
		return nil, &refusal{status: 400, code: 50109, message: "The request body contains invalid JSON."}
	}
	return body, s.checkOpenAPI(r.Pattern, body)
}

func (s *Server) answer(w http.ResponseWriter, where string, answer any, err error) {
	status := http.StatusOK
	if err != nil {
		refused := &refusal{status: 500, message: err.Error(), rule: RuleForm}
		errors.As(err, &refused)
		status = refused.status
		answer = map[string]any{"code": refused.code, "message": refused.message, "errors": map[string]any{
			"_errors": []any{map[string]any{"code": "STAND_IN", "message": refused.Error()}}}}
		// A bot whose answer is lost sends it again, and cannot know better.
		if _, lost := w.(*httptest.ResponseRecorder); refused.rule != "" && !lost {
			s.violate(refused.rule, where, "%v", refused)
		}
	}
	if answer == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(s.encode(answer))
}

func (s *Server) unknownRoute(r *http.Request, _ []byte) (any, error) {
	return nil, &refusal{404, 0, "404: Not Found", RuleRoute, "the stand-in does not know " + r.Method + " " + r.URL.Path}
}

// What is counted of the gateway.
const (
	Connections = "gateway connection"
	Identifies  = "gateway identify"
	Heartbeats  = "gateway heartbeat"
)

// Count is how many requests came for the routes that match a pattern like
// [Fault.Route], refused ones too, without those that a fault kept back; for [Connections]
// and its like, how many there were of these.
func (s *Server) Count(route string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for where, times := range s.counts {
		if ok, _ := path.Match(route, where); ok || route == "" && strings.Contains(where, "/") {
			n += times
		}
	}
	return n
}

// getGateway answers both routes: Discord gives out more to a bot.
func (s *Server) getGateway(r *http.Request, _ []byte) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.URL.Path == "/gateway" {
		return map[string]any{"url": s.gw.url}, nil
	}
	return map[string]any{"url": s.gw.url, "shards": s.opts.Shards, "session_start_limit": map[string]any{
		"total": s.opts.SessionStarts, "remaining": max(s.opts.SessionStarts-s.counts[Identifies], 0),
		"max_concurrency": 1, "reset_after": (24 * time.Hour).Milliseconds(),
	}}, nil
}

var botUser = User{ID: ApplicationID, Name: "onrecord"}

func (u User) object() map[string]any {
	return map[string]any{"id": u.ID, "username": u.Name, "discriminator": "0", "global_name": u.Name, "avatar": nil, "bot": u == botUser}
}

func (s *Server) getApplication(*http.Request, []byte) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return map[string]any{
		"id": ApplicationID, "name": "On the Record", "bot": botUser.object(), "verify_key": s.PublicKey(),
		"interactions_endpoint_url": s.endpoint, "approximate_guild_count": len(s.opts.Guilds),
		"integration_types_config": map[string]any{"0": map[string]any{}, "1": map[string]any{}},
	}, nil
}

// listGuilds gives the bot's guilds: resources/user, "Get Current User Guilds".
func (s *Server) listGuilds(*http.Request, []byte) (any, error) {
	answer := []discordgo.UserGuild{}
	for _, g := range s.opts.Guilds {
		answer = append(answer, discordgo.UserGuild{ID: g, Name: "Server " + g, Features: []discordgo.GuildFeature{}})
	}
	return answer, nil
}
