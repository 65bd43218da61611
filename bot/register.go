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

type RegisterOptions struct {
	DryRun bool // only find out what would change
	// Progress, when it is not nil, is called after each server in which commands were
	// looked for that were left over.
	Progress func(done, total int)

	pace time.Duration // from one server to the next; 0 means registerPace
}

// A Registration is what registering did, or, in a dry run, would do.
type Registration struct{ Changes []Change }

const (
	// registerPace is from one server to the next: ten a second, of the 50 requests that
	// Discord allows everything that uses the token (Rate Limits, "Global Rate Limit").
	registerPace = 100 * time.Millisecond
	// guildsPage is the most servers that Discord tells of at once (User Resource, "Get
	// Current User Guilds").
	guildsPage = 200
)

// ErrNoAccess means that Discord does not let the bot see a server.
var ErrNoAccess = errors.New("the bot is not in that server")

// registerTries are those of requests with the bot's token. They read and overwrite, so
// they may be sent twice; a command may be waiting for them. An operator who wants to see
// what is wrong has them sent once.
var (
	registerTries = retry{tries: 4, within: requestWithin, most: time.Minute}
	oneTry        = retry{tries: 1, within: requestWithin}
)

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
		err = r.clear(ctx, 0)
	}
	return r.done, err
}

type registrar struct {
	session *discordgo.Session
	tries   retry
	app     Application
	opts    RegisterOptions
	main    string // the server that gets the commands; "" means everywhere
	want    []*discordgo.ApplicationCommand
	done    Registration
}

func newRegistrar(cfg *Config, router *commands.Router) *registrar {
	return &registrar{
		session: newSession(cfg.Token, cfg.HTTP), tries: registerTries, main: cfg.Guild,
		want: discordCommands(router, cfg.Settable),
	}
}

// An Application is what Discord says of the token's. discordgo has no fields for some.
type Application struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Guilds    int    `json:"approximate_guild_count"` // that have added the bot, about
	PublicKey string `json:"verify_key"`              // in hexadecimal, for the signatures of a webhook's interactions
	// Endpoint is the interactions endpoint URL. While there is one, Discord sends all
	// interactions there and none over the gateway (Discord's documentation, "Receiving
	// and Responding to Interactions").
	Endpoint string `json:"interactions_endpoint_url"`
}

func (r *registrar) findApplication(ctx context.Context) error {
	return r.tries.do(ctx, func(ctx context.Context) error {
		const path = "applications/@me"
		body, err := r.session.RequestWithBucketID(http.MethodGet, discordgo.EndpointAPI+path, nil, path, discordgo.WithContext(ctx))
		if err == nil && (json.Unmarshal(body, &r.app) != nil || r.app.ID == "") {
			return discordgo.ErrJSONUnmarshal
		}
		return err
	})
}

// wantIn is what a server is to have when want are its commands.
func wantIn(want []*discordgo.ApplicationCommand) []*discordgo.ApplicationCommand {
	out := []*discordgo.ApplicationCommand{}
	for _, c := range want {
		here := *c
		here.Contexts = nil // only commands that are everywhere have them
		out = append(out, &here)
	}
	return out
}

// read returns what a scope has to become, and how that differs from what it has.
func (r *registrar) read(ctx context.Context, guild string, want []*discordgo.ApplicationCommand) (_ []*discordgo.ApplicationCommand, changes []Change, err error) {
	if guild != "" {
		want = wantIn(want)
	}
	err = r.tries.do(ctx, func(ctx context.Context) error {
		have, err := r.session.ApplicationCommands(r.app.ID, guild, discordgo.WithContext(ctx))
		if slices.Contains(have, nil) {
			return discordgo.ErrJSONUnmarshal
		}
		changes = diffCommands(guild, want, have)
		return err
	})
	return want, changes, err
}

// settle gives a scope the commands that it is to have, and no others.
func (r *registrar) settle(ctx context.Context, guild string) error {
	var want []*discordgo.ApplicationCommand
	if guild == r.main {
		want = r.want
	}
	want, changes, err := r.read(ctx, guild, want)
	if err == nil && len(changes) > 0 && !r.opts.DryRun {
		err = r.tries.do(ctx, func(ctx context.Context) error {
			_, err := r.session.ApplicationCommandBulkOverwrite(r.app.ID, guild, want, discordgo.WithContext(ctx))
			return err
		})
	}
	if err == nil {
		r.done.Changes = append(r.done.Changes, changes...)
	}
	return err
}

// outside reports whether the bot is not in a server, or may have no commands there.
func outside(err error) bool {
	e := asRequestError(err)
	return e != nil && (e.status == http.StatusForbidden || e.status == http.StatusNotFound)
}

func (r *registrar) write(ctx context.Context) error {
	switch err := r.settle(ctx, r.main); {
	case r.main != "" && outside(err):
		return fmt.Errorf("the commands cannot be registered in the server %s: the bot is not in it, or was added without the scope applications.commands; open %s and add it there, or name another server: %w", r.main, InviteURL(r.app.ID), ErrNoAccess)
	case err != nil:
		return fmt.Errorf("register commands: %w", err)
	}
	return nil
}

// clear removes the commands of single servers, of so many as most; 0 means all.
func (r *registrar) clear(ctx context.Context, most int) error {
	guilds, err := r.guilds(ctx)
	if err != nil {
		return fmt.Errorf("list the servers that the bot is in, to clear commands left over there: %w", err)
	}
	if most > 0 {
		guilds = guilds[:min(len(guilds), most)]
	}
	for i, guild := range guilds {
		if err := r.settle(ctx, guild); err != nil && !outside(err) {
			return fmt.Errorf("clear commands left over in servers, done in %d of %d: %w", i, len(guilds), err)
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

func (r *registrar) guilds(ctx context.Context) ([]string, error) {
	var ids []string
	for last := ""; ; last = ids[len(ids)-1] {
		var page []*discordgo.UserGuild
		err := r.tries.do(ctx, func(ctx context.Context) (err error) {
			page, err = r.session.UserGuilds(guildsPage, "", last, false, discordgo.WithContext(ctx))
			return err
		})
		if err != nil {
			return nil, err
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
	}
}
