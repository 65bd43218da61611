package bot

import (
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"golang.org/x/time/rate"

	"onrecord/bot/guilds"
	"onrecord/bot/ops"
	"onrecord/commands"
)

// A Config says how to be a bot. Log is needed, and Token or PublicKey; the zero value of
// everything else means the default.
type Config struct {
	Token string
	Guild string // register the commands in this server only; "" means everywhere
	Log   *slog.Logger
	// HTTP is used for everything but the gateway's socket; tests redirect it.
	HTTP *http.Client

	// PublicKey, which must be 64 hexadecimal digits, says that interactions come as signed requests,
	// which Serve hands on until its context ends, and not by the gateway. Such a bot needs no
	// Token; with one, it registers its commands.
	PublicKey string
	Serve     func(context.Context, http.Handler) error

	// Which shards of the gateway this process runs. Shards is how many there are, all of
	// them in this process; 0 means as many as Discord recommends. With Of above 0 it is
	// shard number Shard alone, out of Of.
	Shards    int
	Shard, Of int

	UserRate, ServerRate Rate          // how much may be asked
	Guilds               *guilds.Store // what servers have set; nil: nothing can be set
	Settable             bool          // the command /config is offered
	Metrics              *ops.Metrics  // counts what happens

	// Tests cannot wait so long; 0 means the constants.
	deferAfter time.Duration
	times      times

	session *discordgo.Session // for requests with the Token
}

func (cfg *Config) setDefaults() {
	cfg.HTTP = guardClient(cmp.Or(cfg.HTTP, newHTTPClient())) // once: a pause that Discord wants holds for every request
	cfg.Metrics = cmp.Or(cfg.Metrics, ops.NewMetrics())
	cfg.UserRate = cmp.Or(cfg.UserRate, defaultUserRate)
	cfg.ServerRate = cmp.Or(cfg.ServerRate, defaultServerRate)
	cfg.deferAfter = cmp.Or(cfg.deferAfter, deferAfter)
	cfg.times = cmp.Or(cfg.times, usualTimes)
	cfg.session = newSession(cfg.Token, cfg.HTTP)
}

// A Bot answers what members of Discord ask, by the gateway or by a webhook.
type Bot struct {
	cfg        Config
	router     *commands.Router
	dispatcher *dispatcher
	gateway    *gateway       // nil with a webhook
	webhook    *http.ServeMux // nil with the gateway
}

// New returns a bot that does not run yet.
func New(router *commands.Router, cfg Config) *Bot {
	cfg.setDefaults()
	b := &Bot{cfg: cfg, router: router, dispatcher: newDispatcher(router, &cfg)}
	if cfg.PublicKey != "" {
		key, _ := hex.DecodeString(cfg.PublicKey)
		b.webhook = http.NewServeMux()
		b.webhook.Handle("POST "+WebhookPath, &webhook{key: key, dispatch: b.dispatcher.dispatch, log: cfg.Log})
		return b
	}
	b.gateway = &gateway{
		cfg: &cfg, identifies: rate.NewLimiter(rate.Every(cfg.times.identify), 1),
		handle: func(_ *discordgo.Session, e *discordgo.Event) {
			if e.Type == "INTERACTION_CREATE" {
				var in discordgo.Interaction
				_ = readInteraction(bytes.NewReader(e.RawData), &in) // what is missing then is found missing
				_ = b.dispatcher.dispatch(&in)                       // what is not taken has been logged
			}
		},
	}
	return b
}

// workGrace is what is left, at the end, for working out what was taken. With sending it,
// and with the ends of the webhook and of the operator's listener, all is over within five
// seconds.
const workGrace = 2 * time.Second

// Run registers the commands, connects or listens, and answers until ctx ends. It then
// answers what it has taken and closes, within five seconds. It also ends, with an error
// that says what to do, when Discord does not want it back, as with a token that was
// reset; what passes it waits for.
func (b *Bot) Run(ctx context.Context) error {
	err := b.serve(ctx)
	if ctx.Err() != nil && !errors.Is(err, ErrToken) {
		err = nil // the end that was asked for
	}
	b.cfg.Log.Info("closing")
	b.dispatcher.close(workGrace)
	return err
}

// serve registers the commands, and takes interactions until ctx ends or Discord does not
// want the bot back.
func (b *Bot) serve(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	var clearing sync.WaitGroup
	defer clearing.Wait()
	defer cancel()
	var facts *discordgo.GatewayBotResponse
	var err error
	if b.gateway != nil {
		facts, err = b.gateway.fetchInfo(ctx)
	}
	if err == nil {
		err = b.register(ctx, &clearing)
	}
	switch {
	case err != nil:
		return err
	case b.webhook != nil:
		return b.cfg.Serve(ctx, b.webhook)
	}
	return b.gateway.run(ctx, facts)
}

// registerWithin bounds how long the start waits for the commands to be registered: those
// that Discord has already can be answered meanwhile.
const registerWithin = 15 * time.Second

// register writes the commands and says how to invite the bot. When that fails, members
// have the commands from before. Those that were left over in servers are cleared while the
// bot answers.
func (b *Bot) register(ctx context.Context, clearing *sync.WaitGroup) error {
	log := b.cfg.Log
	if b.cfg.Token == "" {
		log.Info("there is no token, so the commands are not registered: run onrecord register with one when they have changed")
		return nil
	}
	within, cancel := context.WithTimeout(ctx, registerWithin)
	defer cancel()
	r := registrar{cfg: &b.cfg, router: b.router}
	err := r.register(within)
	switch {
	case errors.Is(err, ErrToken), errors.Is(err, ErrNoAccess):
		return err
	case err != nil:
		log.Warn("the commands are registered at the next start, or with onrecord register; until then members have those from before", "err", err)
		return nil
	}
	server, self := InviteURLs(r.app.ID)
	log.Info("to add the bot, open one of these addresses", "to a server", server, "for yourself", self)
	log.Info("commands", "changed", len(r.changes))
	if b.cfg.Guild == "" {
		clearing.Go(func() {
			if err := r.clear(ctx); err != nil && ctx.Err() == nil {
				log.Warn("commands left over in servers may show twice there; to clear them, run onrecord register", "err", err)
			}
		})
	}
	return nil
}

// Report fills in what there is to say of the bot at this moment.
func (b *Bot) Report(st *ops.State) {
	if g := b.gateway; g != nil {
		g.mu.Lock()
		defer g.mu.Unlock()
		st.Shards = slices.Clone(g.shards)
	}
}

// InviteURLs are where managers of a server add the bot to it, and members to their own
// account. They ask for no permissions: slash commands need none.
func InviteURLs(app string) (server, self string) {
	address := "https://discord.com/oauth2/authorize?client_id=" + app
	return address + "&integration_type=0&scope=bot+applications.commands&permissions=0", address + "&integration_type=1&scope=applications.commands"
}
