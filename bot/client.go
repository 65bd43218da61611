package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"onrecord/bot/gateway"
	"onrecord/commands"
)

// ErrToken means that Discord refused the token.
var ErrToken = gateway.ErrToken

// httpTimeout bounds one request to Discord.
const httpTimeout = 15 * time.Second

func newHTTPClient() *http.Client {
	return &http.Client{
		Timeout: httpTimeout,
		Transport: &http.Transport{
			Proxy:               http.ProxyFromEnvironment,
			DialContext:         (&net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
			TLSHandshakeTimeout: 5 * time.Second,
			ForceAttemptHTTP2:   true,
			MaxIdleConnsPerHost: 128,
			IdleConnTimeout:     90 * time.Second,
		},
	}
}

// newSession returns a session that is not connected: discordgo is asked for
// Discord's HTTP API, and package gateway holds the connection.
func newSession(cfg *Config) (*discordgo.Session, error) {
	s, err := discordgo.New("Bot " + cfg.Token)
	if err != nil {
		return nil, fmt.Errorf("bot: %w", err)
	}
	s.Client = &http.Client{Transport: newerAPI{cmp.Or[http.RoundTripper](cfg.HTTP.Transport, http.DefaultTransport)}, Timeout: cfg.HTTP.Timeout}
	s.UserAgent = userAgent
	s.MaxRestRetries = 2
	return s, nil
}

// Register writes the slash commands to Discord if they changed, without
// connecting to the gateway, and reports whether it wrote them.
func Register(ctx context.Context, router *commands.Router, cfg Config) (bool, error) {
	cfg.setDefaults()
	s, err := newSession(&cfg)
	if err != nil {
		return false, err
	}
	app, err := application(ctx, s)
	if err != nil {
		return false, err
	}
	return register(ctx, s, app, cfg.Guild, router)
}

// application asks Discord who the token belongs to.
func application(ctx context.Context, s *discordgo.Session) (string, error) {
	endpoint := discordgo.EndpointOAuth2Application("@me") // discordgo's own call takes no context
	data, err := s.RequestWithBucketID(http.MethodGet, endpoint, nil, endpoint, discordgo.WithContext(ctx))
	if err != nil {
		return "", restFault(err)
	}
	var app discordgo.Application
	if err := json.Unmarshal(data, &app); err != nil || !isSnowflake(app.ID) {
		return "", errors.New("Discord does not say who the token belongs to")
	}
	return app.ID, nil
}

// restFault says in our words why a request to Discord failed.
func restFault(err error) error {
	var rest *discordgo.RESTError
	if errors.As(err, &rest) && rest.Response != nil && rest.Response.StatusCode == http.StatusUnauthorized {
		return ErrToken
	}
	if errors.Is(err, discordgo.ErrUnauthorized) {
		return ErrToken
	}
	return fmt.Errorf("Discord cannot be asked: %w", err)
}

// InviteURL is where the owner of a server adds the bot. It asks for no
// permissions: slash commands need none.
func InviteURL(app string) string {
	return "https://discord.com/oauth2/authorize?client_id=" + app + "&scope=bot+applications.commands&permissions=0"
}

// A newerAPI sends discordgo's requests to the version of the API that the rest of
// the bot uses. discordgo 0.29 asks for version 9, and has worked that into all of
// its addresses when the program starts.
type newerAPI struct{ next http.RoundTripper }

func (t newerAPI) RoundTrip(r *http.Request) (*http.Response, error) {
	if rest, ok := strings.CutPrefix(r.URL.Path, "/api/v9/"); ok {
		r = r.Clone(r.Context())
		r.URL.Path = "/api/v10/" + rest
	}
	return t.next.RoundTrip(r)
}
