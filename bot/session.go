package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"

	"onrecord/commands"
)

// A Config says how to be a bot. Token and Log are needed; the zero value of
// everything else means the default.
type Config struct {
	Token string
	Guild string // register the commands in this server only; "" means everywhere
	Log   *slog.Logger
	// HTTP is used for everything but the gateway; tests redirect it.
	HTTP *http.Client
	// Workers is how many interactions are worked on at the same time; 0 means twice
	// as many as there are processors.
	Workers int

	deferAfter time.Duration // 0 means deferAfter; tests cannot wait so long
}

// ErrToken means that Discord refused the token.
var ErrToken = errors.New("Discord refuses the token: copy it anew from https://discord.com/developers/applications (Bot, Reset Token) into DISCORD_TOKEN")

// drainWithin is what is left at the end for interactions that were taken: with
// the rest of closing it stays within five seconds.
const drainWithin = 3 * time.Second

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

// newSession returns a session that is not connected: no intents, no state, no
// second thoughts about rate limits.
func newSession(cfg *Config) (*discordgo.Session, error) {
	s, err := discordgo.New("Bot " + cfg.Token)
	if err != nil {
		return nil, fmt.Errorf("bot: %w", err)
	}
	s.Client = cfg.HTTP
	s.UserAgent = userAgent
	s.Identify.Intents = 0
	s.StateEnabled = false
	s.SyncEvents = true // the handlers only hand over; no goroutine per event
	s.MaxRestRetries = 2
	return s, nil
}

func (cfg *Config) setDefaults() {
	if cfg.HTTP == nil {
		cfg.HTTP = newHTTPClient()
	}
}

// application asks Discord who the token belongs to.
func application(ctx context.Context, s *discordgo.Session) (string, error) {
	type result struct {
		app *discordgo.Application
		err error
	}
	done := make(chan result, 1)
	go func() { // this call of discordgo takes no context; its client has a timeout
		app, err := s.Application("@me")
		done <- result{app, err}
	}()
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case r := <-done:
		if r.err != nil {
			return "", restFault(r.err)
		}
		return r.app.ID, nil
	}
}

// endedBy returns err, or nil when it is only the end that was asked for.
func endedBy(ctx context.Context, err error) error {
	if ctx.Err() == nil {
		return err
	}
	return nil
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

// Run is the bot: it checks the token, registers the commands, connects, and
// answers until ctx ends. It then answers what it has taken and closes.
func Run(ctx context.Context, router *commands.Router, cfg Config) error {
	cfg.setDefaults()
	s, err := newSession(&cfg)
	if err != nil {
		return err
	}
	app, err := application(ctx, s)
	if err != nil {
		return endedBy(ctx, err)
	}
	stopRegistering, err := registerAtStart(ctx, &cfg, app, router)
	if err != nil {
		return endedBy(ctx, err)
	}
	defer stopRegistering()
	cfg.Log.Info("to add the bot to a server, open this address", "invite", InviteURL(app))

	router.Prepare()
	d := newDispatcher(router, cfg.Log, cfg.Workers, &responder{http: cfg.HTTP})
	d.deferAfter = cmp.Or(cfg.deferAfter, deferAfter)
	// Everything comes in through the raw event: it is decoded here, and a
	// handler of discordgo's would decode it a second time.
	s.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) {
		switch e.Type {
		case "INTERACTION_CREATE":
			_ = d.take(e.RawData) // what is not taken has been logged
		case "READY":
			cfg.Log.Info("connected to Discord")
		case "RESUMED":
			cfg.Log.Info("reconnected to Discord")
		}
	})
	check := func(ctx context.Context) error {
		_, err := application(ctx, s)
		return err
	}
	err = newGateway(s, cfg.Log, check).run(ctx)
	cfg.Log.Info("closing")
	d.close(drainWithin)
	cfg.HTTP.CloseIdleConnections()
	return err
}
