package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

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

	// PublicKey, as 64 hexadecimal digits, says that interactions come as signed requests
	// to the Listener, and not by the gateway. Such a bot needs no Token; with one, it
	// registers its commands.
	PublicKey string
	Listener  net.Listener // closed at the end

	// Which shards of the gateway this process runs. Shards is how many there are, all of
	// them in this process; 0 means as many as Discord recommends. With Of above 0 it is
	// shard number Shard alone, out of Of.
	Shards    int
	Shard, Of int

	UserRate, ServerRate Rate          // how much may be asked
	Guilds               *guilds.Store // what servers have set; nil: nothing can be set
	// Settable says that the command /config is offered; it is when there are Guilds.
	Settable bool
	Metrics  *ops.Metrics // counts what happens; may be nil

	// Tests cannot wait so long; 0 means the constants.
	deferAfter, forgetEvery time.Duration
	times                   times
}

func (cfg *Config) setDefaults() {
	if cfg.HTTP == nil {
		cfg.HTTP = newHTTPClient()
	}
	cfg.HTTP = guarded(cfg.HTTP) // once: a pause that Discord wants holds for every request
	cfg.Settable = cfg.Settable || cfg.Guilds != nil
	cfg.UserRate = cmp.Or(cfg.UserRate, defaultUserRate)
	cfg.ServerRate = cmp.Or(cfg.ServerRate, defaultServerRate)
}

// A Bot answers what members of Discord ask, by the gateway or by a webhook.
type Bot struct {
	cfg        Config
	router     *commands.Router
	dispatcher *dispatcher
	gateway    *gateway    // nil with a webhook
	webhook    *webhook    // nil with the gateway
	serving    atomic.Bool // the webhook listens
	draining   atomic.Bool
}

// New returns a bot that does not run yet. An error says which setting is wrong.
func New(router *commands.Router, cfg Config) (*Bot, error) {
	cfg.setDefaults()
	b := &Bot{cfg: cfg, router: router, dispatcher: newDispatcher(router, &cfg, &responder{cfg.HTTP})}
	switch {
	case cfg.PublicKey == "" && cfg.Token == "":
		return nil, errors.New("there is no token")
	case cfg.PublicKey == "":
		b.gateway = &gateway{
			session: newSession(cfg.Token, cfg.HTTP), token: cfg.Token, log: cfg.Log,
			times: cmp.Or(cfg.times, usualTimes), identifying: make(chan struct{}, 1),
			handle: func(_ *discordgo.Session, e *discordgo.InteractionCreate) {
				if e.Interaction == nil {
					e.Interaction = &discordgo.Interaction{} // it could not be read
				}
				_ = b.dispatcher.take(e.Interaction) // what is not taken has been logged
			},
		}
		b.gateway.identifying <- struct{}{}
		return b, nil
	case cfg.Listener == nil:
		return nil, errors.New("there is a public key, but no listener")
	}
	key, err := ParsePublicKey(cfg.PublicKey)
	b.webhook = &webhook{key: key, take: b.dispatcher.take, log: cfg.Log}
	return b, err
}

// workGrace is what is left, at the end, for working out what was taken. With sending it,
// and with the ends of the webhook and of the operator's listener, all is over within five
// seconds.
const workGrace = 2 * time.Second

// Run registers the commands, connects or listens, and answers until ctx ends. It then
// answers what it has taken and closes, within five seconds. It also ends, with an error
// that says what to do, when Discord does not want it back, as with a token that was
// reset; what heals it waits for.
func (b *Bot) Run(ctx context.Context) error {
	beside, end := context.WithCancel(ctx)
	var side sync.WaitGroup
	err := b.announce(beside, &side)
	if err == nil {
		if b.cfg.Guilds != nil && b.cfg.Token != "" {
			side.Go(func() { b.forgetLeft(beside, cmp.Or(b.cfg.forgetEvery, forgetEvery)) })
		}
		if b.webhook != nil {
			b.serving.Store(true)
			err = b.webhook.serve(ctx, b.cfg.Listener)
			b.serving.Store(false)
		} else {
			err = b.gateway.run(ctx, b.cfg.Shards, b.cfg.Shard, b.cfg.Of)
		}
	}
	if ctx.Err() != nil && !errors.Is(err, ErrToken) {
		err = nil // the end that was asked for
	}
	b.cfg.Log.Info("closing")
	b.draining.Store(true)
	b.dispatcher.close(workGrace)
	end()
	side.Wait()
	b.cfg.HTTP.CloseIdleConnections()
	return err
}

// startWithin bounds how long the start waits for the commands to be registered: those
// that Discord has already can be answered meanwhile. Beside the bot's work, commands that
// were left over are cleared in startServers servers; the command register looks in all.
const (
	startWithin  = 15 * time.Second
	startServers = 50
)

// announce checks the token, registers the commands, and says how to invite the bot. While
// Discord is out of order it waits for it, or goes on with the commands that Discord has.
func (b *Bot) announce(ctx context.Context, side *sync.WaitGroup) error {
	log := b.cfg.Log
	if b.cfg.Token == "" {
		log.Info("there is no token, so the commands are not registered: run onrecord register with one when they have changed")
		return nil
	}
	r := newRegistrar(&b.cfg, b.router)
	r.tries = oneTry // at a time
	if err := persist(ctx, usualTimes, log, (*requestError).passes, r.findApplication); err != nil {
		return err
	}
	r.tries = registerTries
	log.Info("to add the bot to a server, open this address", "invite", InviteURL(r.app.ID))
	writing, cancel := context.WithTimeout(ctx, startWithin)
	defer cancel()
	err := r.write(writing)
	switch {
	case errors.Is(err, ErrToken), errors.Is(err, ErrNoAccess):
		return err
	case err != nil:
		log.Warn("the commands are registered at the next start, or with onrecord register; until then members have those from before", "err", err)
		return nil
	}
	log.Info("commands", "changed", len(r.done.Changes))
	if b.cfg.Guild == "" {
		side.Go(func() {
			if err := r.clear(ctx, startServers); err != nil && ctx.Err() == nil {
				log.Warn("commands left over in servers may show twice there; to clear them, run onrecord register", "err", err)
			}
		})
	}
	return nil
}

// Report fills in what there is to say of the bot at this moment.
func (b *Bot) Report(st *ops.State) {
	st.Listening, st.Draining = b.serving.Load(), b.draining.Load()
	st.Working = int(b.dispatcher.inFlight.Load())
	if b.gateway != nil {
		st.Shards = b.gateway.status()
	}
}

// InviteURL is where the owner of a server adds the bot. It asks for no permissions: slash
// commands need none.
func InviteURL(app string) string {
	return fmt.Sprintf("https://discord.com/oauth2/authorize?client_id=%s&scope=bot+applications.commands&permissions=0", app)
}
