package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"

	"onrecord/commands"
)

// RegisterOptions say how commands are registered.
type RegisterOptions struct {
	DryRun bool // only find out what would change
	// Progress, when it is not nil, is called after each server in which commands were
	// looked for that were left over.
	Progress func(done, total int)

	pace time.Duration // from one server to the next; 0 means registerPace
}

// A Registration is what registering did, or, in a dry run, would do.
type Registration struct {
	Changes  []Change
	Warnings []string // what is no fault, but should be known
}

const (
	// registerPace is from one server to the next: ten a second, of the 50 requests that
	// Discord allows everything that uses the token (Rate Limits, "Global Rate Limit").
	registerPace = 100 * time.Millisecond
	// guildsPage is the most servers that Discord tells of at once (User Resource, "Get
	// Current User Guilds").
	guildsPage = 200
	// tooManyCreates is Discord's code for a 429 that a day has to pass after (JSON Error
	// Codes): 200 new commands were written in one.
	tooManyCreates = 30034
)

// registerTries are those of requests with the bot's token. They read and overwrite, so
// they may be sent twice; a command may be waiting for them.
var registerTries = retry{tries: 4, within: requestWithin, most: time.Minute}

// Register writes the commands to Discord where they differ from those that it has: in
// the server cfg.Guild, or everywhere. Registering everywhere also clears the commands
// that are registered in single servers, left over from development: members would see
// them twice. With an error, the Registration tells what was done before it.
func Register(ctx context.Context, router *commands.Router, cfg Config, opts RegisterOptions) (Registration, error) {
	cfg.setDefaults()
	defer cfg.HTTP.CloseIdleConnections()
	r := newRegistrar(&cfg, router)
	r.opts = opts
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
	most    int    // in how many servers to look for commands that were left over; 0: all
	want    []*discordgo.ApplicationCommand
	done    Registration
}

func newRegistrar(cfg *Config, router *commands.Router) *registrar {
	return &registrar{
		session: newSession(cfg.Token, cfg.HTTP), main: cfg.Guild, home: cfg.Home,
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
	if err == nil && (json.Unmarshal(body, &app) != nil || app.ID == "") {
		err = discordgo.ErrJSONUnmarshal
	}
	return app, err
}

func (r *registrar) findApplication(ctx context.Context) error {
	return fault(registerTries.do(ctx, func(ctx context.Context) error {
		app, err := readApplication(ctx, r.session)
		r.app = app.ID
		return err
	}))
}

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
	want := []*discordgo.ApplicationCommand{}
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
	if len(changes) > 0 && !r.opts.DryRun {
		if e := registerTries.do(ctx, func(ctx context.Context) error {
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
	return e != nil && (e.status == http.StatusForbidden || e.status == http.StatusNotFound)
}

// write registers the commands, and /corpus at home.
func (r *registrar) write(ctx context.Context) error {
	switch e := r.settle(ctx, r.main); {
	case r.main != "" && e.outside():
		return fmt.Errorf("the commands cannot be registered in the server %s: the bot is not in it, or was added without the scope applications.commands; open %s and add it there, or name another server: %w", r.main, InviteURL(r.app), ErrNoAccess)
	case e != nil:
		return fmt.Errorf("register commands: %w", fault(e))
	}
	if r.home == "" || r.home == r.main {
		return nil
	}
	switch e := r.settle(ctx, r.home); {
	case e.outside(): // the others have their commands
		r.done.Warnings = append(r.done.Warnings, "/corpus cannot be offered in the server that HOME_GUILD_ID names: the bot is not in it")
	case e != nil:
		return fmt.Errorf("register /corpus: %w", fault(e))
	}
	return nil
}

// clear removes the commands of single servers.
func (r *registrar) clear(ctx context.Context) error {
	guilds, err := r.guilds(ctx)
	if err != nil {
		return fmt.Errorf("list the servers that the bot is in, to clear commands left over there: %w", err)
	}
	if r.most > 0 {
		guilds = guilds[:min(len(guilds), r.most)]
	}
	for i, guild := range guilds {
		if e := r.settle(ctx, guild); e != nil && !e.outside() {
			return fmt.Errorf("clear commands left over in servers, done in %d of %d: %w", i, len(guilds), fault(e))
		}
		if r.opts.Progress != nil {
			r.opts.Progress(i+1, len(guilds))
		}
		if err := sleep(ctx, cmp.Or(r.opts.pace, registerPace)); err != nil {
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
			return err
		}); e != nil {
			return nil, fault(e)
		}
		for _, g := range page {
			if g == nil || slices.Contains(ids, g.ID) { // or it would go on for ever
				return nil, ErrNotDiscord
			}
			ids = append(ids, g.ID)
		}
		if len(page) < guildsPage {
			return ids, nil
		}
		last = ids[len(ids)-1]
	}
}
