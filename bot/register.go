package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"

	"onrecord/commands"
)

// RegisterOptions say how commands are registered. The zero value registers the router's
// commands and clears what was left over in every server.
type RegisterOptions struct {
	DryRun bool // only find out what would change
	// Servers bounds in how many servers commands are looked for that were left over; 0
	// means all.
	Servers int
	// Progress, when it is not nil, is called after each of these servers.
	Progress func(done, total int)
}

// A Registration is what registering did, or, in a dry run, would do.
type Registration struct {
	Changes  []Change
	Warnings []string // what is no fault, but should be known
	Servers  int      // in how many servers left-over commands were looked for
	More     bool     // there are more servers than RegisterOptions.Servers
}

// registerPace is from one server to the next: ten a second, of the 50 requests that
// Discord allows everything that uses the token (Rate Limits, "Global Rate Limit").
const registerPace = 100 * time.Millisecond

// guildsPage is the most servers that Discord tells of at once (User Resource, "Get
// Current User Guilds").
const guildsPage = 200

// registerTries are those of requests with the bot's token. They read and overwrite, so
// they may be sent twice; a command may be waiting for them.
var registerTries = retry{tries: 4, within: requestWithin, most: time.Minute}

// Register writes the commands to Discord where they differ from those that it has: in
// the server cfg.Guild, or everywhere. Nothing is written when they are the same: Discord
// takes 200 new commands a day. Registering everywhere also clears the commands that are
// registered in single servers, left over from development: members would see them twice.
//
// With an error, the Registration tells what was done before it.
func Register(ctx context.Context, router *commands.Router, cfg Config, opts RegisterOptions) (Registration, error) {
	cfg.setDefaults()
	defer cfg.HTTP.CloseIdleConnections()
	r := newRegistrar(&cfg, router, opts)
	err := r.findApplication(ctx)
	if err == nil {
		err = r.write(ctx)
	}
	if err == nil && cfg.Guild == "" {
		err = r.clear(ctx)
	}
	return r.done, err
}

// A registrar is one registration on its way.
type registrar struct {
	session *discordgo.Session
	app     string // the application's id
	opts    RegisterOptions
	main    string // the server that gets the commands; "" means everywhere
	home    string // the server that gets /corpus, if any
	want    []*discordgo.ApplicationCommand
	done    Registration
}

func newRegistrar(cfg *Config, router *commands.Router, opts RegisterOptions) *registrar {
	return &registrar{
		session: newSession(cfg.Token, guarded(cfg.HTTP)), opts: opts, main: cfg.Guild, home: cfg.Home,
		want: discordCommands(router, cfg.Settable),
	}
}

// An application is what Discord says of the token's. discordgo has no fields for some.
type application struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Guilds    int    `json:"approximate_guild_count"`
	PublicKey string `json:"verify_key"`
	Endpoint  string `json:"interactions_endpoint_url"`
}

// readApplication asks whose token it is.
func readApplication(ctx context.Context, s *discordgo.Session) (app application, err error) {
	const path = "applications/@me"
	body, err := s.RequestWithBucketID(http.MethodGet, discordgo.EndpointAPI+path, nil, path, discordgo.WithContext(ctx))
	if err != nil {
		return app, err
	}
	if json.Unmarshal(body, &app) != nil || app.ID == "" {
		return app, &requestError{status: http.StatusOK, err: ErrNotDiscord}
	}
	return app, nil
}

func (r *registrar) findApplication(ctx context.Context) error {
	return fault(registerTries.do(ctx, func(ctx context.Context) error {
		app, err := readApplication(ctx, r.session)
		r.app = app.ID
		return err
	}))
}

// tooManyCreates is Discord's code for a 429 that a day has to pass after (JSON Error Codes).
const tooManyCreates = 30034

// fault is e for an operator, with what to do.
func fault(e *requestError) error {
	switch {
	case e == nil:
		return nil
	case errors.Is(e, ErrToken):
		return ErrToken
	case e.code == tooManyCreates:
		return fmt.Errorf("Discord takes no more than 200 new commands a day: try again tomorrow; what is registered stays: %w", e)
	case e.status == 0 && errors.Is(e, context.DeadlineExceeded):
		return fmt.Errorf("Discord does not answer in time: look at https://discordstatus.com and at the network here: %w", e)
	}
	return e
}

// wantIn is what a scope is to have.
func (r *registrar) wantIn(guild string) []*discordgo.ApplicationCommand {
	var want []*discordgo.ApplicationCommand
	if guild == r.main {
		want = slices.Clone(r.want)
	}
	if guild == "" {
		return want
	}
	for i, c := range want {
		here := *c
		here.Contexts = nil // only commands that are everywhere have them
		want[i] = &here
	}
	if guild == r.home {
		want = append(want, corpusCommand())
	}
	return want
}

func (r *registrar) read(ctx context.Context, guild string) (have []*discordgo.ApplicationCommand, e *requestError) {
	e = registerTries.do(ctx, func(ctx context.Context) (err error) {
		have, err = r.session.ApplicationCommands(r.app, guild, discordgo.WithContext(ctx))
		if slices.Contains(have, nil) {
			return discordgo.ErrJSONUnmarshal
		}
		return err
	})
	return have, e
}

// settle gives a scope the commands that it is to have, and no others.
func (r *registrar) settle(ctx context.Context, guild string) *requestError {
	have, e := r.read(ctx, guild)
	if e != nil {
		return e
	}
	want := r.wantIn(guild)
	changes := diffCommands(guild, want, have)
	if len(changes) == 0 {
		return nil
	}
	if !r.opts.DryRun {
		if e := registerTries.do(ctx, func(ctx context.Context) error {
			if want == nil {
				want = []*discordgo.ApplicationCommand{}
			}
			_, err := r.session.ApplicationCommandBulkOverwrite(r.app, guild, want, discordgo.WithContext(ctx))
			return err
		}); e != nil {
			return e
		}
	}
	r.done.Changes = append(r.done.Changes, changes...)
	return nil
}

// outside reports whether the bot is not in a server, or may have no commands there.
func (e *requestError) outside() bool {
	return e != nil && (e.status == http.StatusForbidden || e.status == http.StatusNotFound) && !errors.Is(e, ErrNotDiscord)
}

// write registers the commands, and /corpus at home.
func (r *registrar) write(ctx context.Context) error {
	switch e := r.settle(ctx, r.main); {
	case r.main != "" && e.outside():
		return fmt.Errorf("the commands cannot be registered in the server %s: the bot is not in it, or was added without the scope applications.commands; open %s and add it there, or name another server: %w", r.main, InviteURL(r.app), e)
	case e != nil:
		return fmt.Errorf("register commands: %w", fault(e))
	}
	if r.home != "" && r.home != r.main {
		switch e := r.settle(ctx, r.home); {
		case e.outside(): // the others have their commands
			r.done.Warnings = append(r.done.Warnings, "/corpus cannot be offered in the server that HOME_GUILD_ID names: the bot is not in it")
		case e != nil:
			return fmt.Errorf("register /corpus: %w", fault(e))
		}
	}
	if r.main == "" {
		return nil
	}
	// They are not removed everywhere: members of other servers use them.
	have, e := r.read(ctx, "")
	if e != nil {
		return fmt.Errorf("read the commands that are registered everywhere: %w", fault(e))
	}
	if twins := ofOurs(r.want, have); twins > 0 {
		r.done.Warnings = append(r.done.Warnings, fmt.Sprintf("%d of the commands are registered everywhere too and show twice in the server %s: use another application for development", twins, r.main))
	}
	return nil
}

// clear removes the commands of single servers.
func (r *registrar) clear(ctx context.Context) error {
	guilds, err := r.guilds(ctx)
	if err != nil {
		return fmt.Errorf("list the servers that the bot is in, to clear commands left over there: %w", err)
	}
	if n := r.opts.Servers; n > 0 && len(guilds) > n {
		guilds, r.done.More = guilds[:n], true
	}
	for i, guild := range guilds {
		if e := r.settle(ctx, guild); e != nil && !e.outside() {
			return fmt.Errorf("clear commands left over in servers, done in %d of %d: %w", i, len(guilds), fault(e))
		}
		r.done.Servers++
		if r.opts.Progress != nil {
			r.opts.Progress(i+1, len(guilds))
		}
		if err := sleep(ctx, registerPace); err != nil {
			return err
		}
	}
	return nil
}

// guilds lists the servers that the bot is in.
func (r *registrar) guilds(ctx context.Context) ([]string, error) {
	var ids []string
	for last := ""; ; {
		var page []*discordgo.UserGuild
		if e := registerTries.do(ctx, func(ctx context.Context) (err error) {
			page, err = r.session.UserGuilds(guildsPage, "", last, false, discordgo.WithContext(ctx))
			if len(page) > guildsPage || slices.Contains(page, nil) {
				return discordgo.ErrJSONUnmarshal
			}
			return err
		}); e != nil {
			return nil, fault(e)
		}
		for _, g := range page {
			if slices.Contains(ids, g.ID) { // or it would go on for ever
				return nil, ErrNotDiscord
			}
			ids = append(ids, g.ID)
		}
		if len(page) < guildsPage || r.opts.Servers > 0 && len(ids) > r.opts.Servers {
			return ids, nil
		}
		last = page[len(page)-1].ID
	}
}

// startServers bounds in how many servers the bot looks for left-over commands at its
// start, beside its work; the command register looks in all.
const startServers = 50

// startWithin bounds how long the start waits for the commands to be registered: those
// that Discord has already can be answered meanwhile.
const startWithin = 15 * time.Second

// atStart registers the commands for a bot that is about to connect. It fails only for
// what an operator has to mend; while Discord is out of order, the bot goes on with the
// commands that Discord has.
func (r *registrar) atStart(ctx context.Context, log *slog.Logger) error {
	ctx, cancel := context.WithTimeout(ctx, startWithin)
	defer cancel()
	err := r.write(ctx)
	var e *requestError
	switch {
	case err == nil:
		r.done.log(log)
		return nil
	case errors.As(err, &e) && e.passes():
		log.Warn("the commands are registered at the next start, or with onrecord register; until then members have those from before", "err", err)
		return nil
	}
	return err
}

// clearBeside clears left-over commands. It is no fault if that does not succeed.
func (r *registrar) clearBeside(ctx context.Context, log *slog.Logger) {
	r.done = Registration{}
	err := r.clear(ctx)
	switch {
	case len(r.done.Changes) > 0:
		log.Info("commands left over in servers were cleared", "commands", len(r.done.Changes))
	case ctx.Err() != nil:
	case err != nil:
		log.Warn("commands left over in servers may show twice there; to clear them, run onrecord register", "err", err)
	case r.done.More:
		log.Info("commands left over in servers were looked for in the first only; onrecord register looks in all", "servers", r.done.Servers)
	}
}

// log tells what was registered.
func (r *Registration) log(log *slog.Logger) {
	kinds := map[string]int{}
	for _, c := range r.Changes {
		kinds[c.Kind]++
	}
	log.Info("commands", "registered", len(r.Changes) > 0, "added", kinds[Added], "changed", kinds[Changed], "removed", kinds[Removed])
	for _, w := range r.Warnings {
		log.Warn(w)
	}
}

// forgetEvery is from one look at the servers that the bot is in to the next. Without
// intents Discord does not tell when it leaves one.
const forgetEvery = time.Hour

// forgetLeft forgets what servers have set that the bot has left, until ctx ends. A server
// counts as left when two looks in a row do not find it, and another one: what is
// forgotten is gone, and an answer of Discord's may be wrong once.
func (b *Bot) forgetLeft(ctx context.Context, every time.Duration) {
	missing := map[string]bool{} // at the last look
	for ; ctx.Err() == nil; _ = sleep(ctx, every) {
		if b.cfg.Guilds.Len() == 0 {
			continue
		}
		in, err := newRegistrar(&b.cfg, b.router, RegisterOptions{}).guilds(ctx)
		if err != nil || len(in) == 0 { // what is not known is not forgotten
			b.cfg.Log.Debug("the servers that the bot is in cannot be listed", "err", err)
			continue
		}
		before := missing
		missing = map[string]bool{}
		gone, err := b.cfg.Guilds.Retain(func(guild string) bool {
			missing[guild] = !slices.Contains(in, guild)
			return !missing[guild] || !before[guild]
		})
		switch {
		case err != nil:
			b.cfg.Log.Error("what servers have set that the bot has left could not be forgotten", "err", err)
		case gone > 0:
			b.cfg.Log.Info("the bot has left servers; what they had set is forgotten", "servers", gone)
		}
	}
}
