package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"onrecord/bot/gateway"
	"onrecord/bot/guilds"
	"onrecord/bot/ops"
	"onrecord/bot/rest"
	"onrecord/commands"
)

// A Config says how to be a bot. Log is needed, and Token or PublicKey; the zero
// value of everything else means the default.
type Config struct {
	Token string
	Guild string // register the commands in this server only; "" means everywhere
	Log   *slog.Logger
	// HTTP is used for everything but the gateway; tests redirect it.
	HTTP *http.Client
	// Workers is how many interactions are worked on at the same time; 0 means twice
	// as many as there are processors.
	Workers int

	// PublicKey, as 64 hexadecimal digits, says that interactions come as signed
	// requests to the Listener, and not by the gateway. Such a bot needs no Token;
	// with one, it registers its commands.
	PublicKey string
	Listener  net.Listener // closed at the end

	// Which shards of the gateway this process runs. Shards is how many there are,
	// all of them in this process; 0 means as many as Discord recommends. With Of
	// above 0 it is shard number Shard alone, out of Of.
	Shards    int
	Shard, Of int

	UserRate, ServerRate Rate          // how much may be asked
	Guilds               *guilds.Store // what servers have set; nil: nothing can be set
	// Settable says that the command /config is offered; it is when there are Guilds.
	Settable bool
	// Home is the server, if any, whose managers may look after the corpus with
	// /corpus, by way of the Keeper.
	Home    string
	Keeper  Keeper
	Metrics *ops.Metrics // counts what happens; may be nil

	// Tests cannot wait so long; 0 means the constants.
	deferAfter, forgetEvery time.Duration
}

func (cfg *Config) setDefaults() {
	if cfg.HTTP == nil {
		cfg.HTTP = newHTTPClient()
	}
	cfg.Settable = cfg.Settable || cfg.Guilds != nil
	cfg.UserRate = cmp.Or(cfg.UserRate, DefaultUserRate)
	cfg.ServerRate = cmp.Or(cfg.ServerRate, DefaultServerRate)
}

// A Bot answers what members of Discord ask, by the gateway or by a webhook.
type Bot struct {
	cfg        Config
	router     *commands.Router
	dispatcher *dispatcher
	gateway    *gateway.Gateway // nil with a webhook
	webhook    *webhook         // nil with the gateway

	mu       sync.Mutex
	serving  bool // the webhook listens
	draining bool
}

// New returns a bot that does not run yet. An error says which setting is wrong.
func New(router *commands.Router, cfg Config) (*Bot, error) {
	cfg.setDefaults()
	b := &Bot{cfg: cfg, router: router}
	b.dispatcher = newDispatcher(router, &cfg, newResponder(cfg.HTTP))
	if cfg.PublicKey == "" {
		return b, b.useGateway()
	}
	key, err := ParsePublicKey(cfg.PublicKey)
	if err != nil {
		return nil, err
	}
	if cfg.Listener == nil {
		return nil, errors.New("bot: a webhook without a listener")
	}
	b.webhook = &webhook{key: key, take: b.dispatcher.take, log: cfg.Log, now: time.Now}
	return b, nil
}

func (b *Bot) useGateway() (err error) {
	b.gateway, err = gateway.New(gateway.Config{
		Token: b.cfg.Token, HTTP: b.cfg.HTTP, Log: b.cfg.Log,
		Shards: b.cfg.Shards, Shard: b.cfg.Shard, Of: b.cfg.Of,
		Handle: func(event string, data json.RawMessage) {
			if event == "INTERACTION_CREATE" {
				_ = b.dispatcher.take(data) // what is not taken has been logged
			}
		},
	})
	return err
}

// workGrace is what is left, at the end, for working out what was taken. With sending
// it, and with the ends of the webhook and of the operator's listener, all is over within
// five seconds.
const workGrace = 2 * time.Second

// Run registers the commands, connects or listens, and answers until ctx ends. It
// then answers what it has taken and closes, within five seconds. It also ends, with
// an error that says what to do, when Discord does not want it back, as with a token
// that was reset; what heals it waits for.
func (b *Bot) Run(ctx context.Context) error {
	ended, end := context.WithCancel(ctx)
	defer end()
	var side sync.WaitGroup
	if b.cfg.Guilds != nil && b.cfg.Token != "" {
		side.Go(func() { b.forgetLeft(ended, cmp.Or(b.cfg.forgetEvery, forgetEvery)) })
	}
	stop, err := b.announce(ctx)
	if err == nil {
		defer stop()
		b.router.Prepare()
	}
	switch {
	case err != nil:
	case b.webhook != nil:
		err = b.serveWebhook(ctx)
	default:
		err = b.gateway.Run(ctx)
	}
	if ctx.Err() != nil && !errors.Is(err, ErrToken) {
		err = nil // the end that was asked for
	}
	b.cfg.Log.Info("closing")
	b.mu.Lock()
	b.draining = true
	b.mu.Unlock()
	b.dispatcher.close(workGrace)
	end()
	side.Wait()
	b.cfg.HTTP.CloseIdleConnections()
	return err
}

// announce checks the token, registers the commands, and says how to invite the bot.
// When Discord is out of order it waits for it. The function returned ends what goes on
// beside the bot's work.
func (b *Bot) announce(ctx context.Context) (stop func(), err error) {
	log := b.cfg.Log
	if b.cfg.Token == "" {
		log.Info("there is no token, so the commands are not registered: run onrecord register with one when they have changed")
		return func() {}, nil
	}
	r := newRegistrar(&b.cfg, b.router, RegisterOptions{Servers: startServers})
	for wait := time.Second; ; wait = min(2*wait, time.Minute) {
		err := r.findApplication(ctx)
		if err == nil {
			break
		}
		if !heals(err) || ctx.Err() != nil {
			return nil, err
		}
		log.Warn("Discord cannot be asked whose token it is", "err", err, "again in", wait)
		if err := rest.Sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
	log.Info("to add the bot to a server, open this address", "invite", InviteURL(r.app))
	return r.atStart(ctx, &b.cfg)
}

// Deadlines of the webhook's requests, which come from Discord or from a proxy of
// ours and are short.
const (
	headerWithin  = 5 * time.Second
	requestWithin = 10 * time.Second
	idleFor       = 2 * time.Minute
)

// WebhookPath is where the webhook takes interactions.
const WebhookPath = "/interactions"

// serveWebhook takes signed requests until ctx ends.
func (b *Bot) serveWebhook(ctx context.Context) error {
	mux := http.NewServeMux()
	mux.Handle(WebhookPath, b.webhook)
	srv := &http.Server{
		Handler: mux, ReadHeaderTimeout: headerWithin, ReadTimeout: requestWithin, WriteTimeout: requestWithin,
		IdleTimeout: idleFor, MaxHeaderBytes: 16 << 10,
		ErrorLog: slog.NewLogLogger(b.cfg.Log.Handler(), slog.LevelDebug), // of clients that break off
	}
	stopped := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(stopped)
		ctx, cancel := context.WithTimeout(context.Background(), time.Second/2)
		defer cancel()
		if srv.Shutdown(ctx) != nil {
			_ = srv.Close() // of what does not end
		}
	})
	b.setServing(true)
	defer b.setServing(false)
	b.cfg.Log.Info("interactions are taken as signed requests", "address", b.cfg.Listener.Addr().String(), "path", WebhookPath)
	err := srv.Serve(b.cfg.Listener)
	if !stop() {
		<-stopped
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return fmt.Errorf("bot: the webhook has ended: %w", err)
}

func (b *Bot) setServing(serving bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.serving = serving
}

// Report fills in what there is to say of the bot at this moment.
func (b *Bot) Report(st *ops.State) {
	b.mu.Lock()
	st.Listening, st.Draining = b.serving, b.draining
	b.mu.Unlock()
	underWay, working := b.dispatcher.load()
	st.Waiting, st.Working = underWay-working, working
	if b.gateway == nil {
		return
	}
	for _, s := range b.gateway.Status() {
		st.Shards = append(st.Shards, ops.Shard(s))
	}
}

// CommandNames are the names under which interactions are counted.
func CommandNames(router *commands.Router) []string {
	names := []string{buttonName, configName, corpusName}
	for _, m := range router.Menus() {
		names = append(names, m.Name)
	}
	for _, s := range router.Specs() {
		if !s.Hidden {
			names = append(names, s.Name)
		}
	}
	return names
}
