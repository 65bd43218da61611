package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"

	"onrecord/commands"
)

// ErrNoAccess means that Discord does not let the bot see a server.
var ErrNoAccess = errors.New("bot is not in that server")

// maxCleared is how many servers are looked through for commands that were left over: as many as
// Discord lists at once (User Resource, "Get Current User Guilds").
const maxCleared = 200

// Register writes the commands to Discord where they differ from those that it has: in the server
// cfg.Guild, or everywhere. The latter also clears those left over in single servers, which members
// would see twice. A dry run only finds out what would change. The changes are lines for the
// operator, and with an error those that were made before it.
func Register(ctx context.Context, router *commands.Router, cfg Config, dryRun bool) (changes []string, err error) {
	cfg.setDefaults()
	r := registrar{cfg: &cfg, router: router, dryRun: dryRun}
	if err = r.register(ctx); err == nil && cfg.Guild == "" {
		err = r.clear(ctx)
	}
	return r.changes, err
}

type registrar struct {
	cfg     *Config
	router  *commands.Router
	dryRun  bool
	app     Application
	changes []string
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
	// Installs has the ways to install it that Discord offers; nil where it does not say.
	Installs map[discordgo.ApplicationIntegrationType]struct{} `json:"integration_types_config"`
}

// ServersOnly reports whether Discord lets servers install it, and members not.
func (a *Application) ServersOnly() bool {
	_, forMembers := a.Installs[discordgo.ApplicationIntegrationUserInstall]
	return a.Installs != nil && !forMembers
}

func (r *registrar) findApplication(ctx context.Context) error {
	const path = "applications/@me"
	body, err := r.cfg.session.RequestWithBucketID(http.MethodGet, discordgo.EndpointAPI+path, nil, path, discordgo.WithContext(ctx))
	if err == nil && (json.Unmarshal(body, &r.app) != nil || r.app.ID == "") {
		return ErrNotDiscord
	}
	return cleaned(err)
}

// listCommands returns the commands that Discord has in a server, or everywhere.
func (r *registrar) listCommands(ctx context.Context, guild string) ([]*discordgo.ApplicationCommand, error) {
	list, err := r.cfg.session.ApplicationCommands(r.app.ID, guild, discordgo.WithContext(ctx))
	if code := codeOf(err); code == discordgo.ErrCodeMissingAccess || code == discordgo.ErrCodeUnknownGuild {
		return nil, ErrNoAccess
	}
	return list, cleaned(err)
}

// syncCommands gives a server the commands that are wanted, and no others.
func (r *registrar) syncCommands(ctx context.Context, guild string, want []*discordgo.ApplicationCommand) error {
	have, err := r.listCommands(ctx, guild)
	if err != nil {
		return err
	}
	changes := diffCommands(guild, want, have)
	if len(changes) > 0 && !r.dryRun {
		_, err = r.cfg.session.ApplicationCommandBulkOverwrite(r.app.ID, guild, want, discordgo.WithContext(ctx))
	}
	if err == nil {
		r.changes = append(r.changes, changes...)
	}
	return cleaned(err)
}

// register writes the commands where they are wanted.
func (r *registrar) register(ctx context.Context) error {
	if err := r.findApplication(ctx); err != nil {
		return err
	}
	err := r.syncCommands(ctx, r.cfg.Guild, Commands(r.router, r.cfg.Settable, r.cfg.Guild))
	switch {
	case errors.Is(err, ErrNoAccess):
		server, _ := InviteURLs(r.app.ID)
		return fmt.Errorf("register commands in the server %s: %w, or was added without the scope applications.commands; "+
			"open %s and add it there, or name another server", r.cfg.Guild, err, server)
	case err != nil:
		return fmt.Errorf("register commands: %w", err)
	}
	return nil
}

// clear removes the commands of single servers, after having forgotten what those had set that
// the bot has left: those that it joins meanwhile are not among the servers that are listed.
func (r *registrar) clear(ctx context.Context) error {
	servers, err := r.cfg.session.UserGuilds(maxCleared, "", "", false, discordgo.WithContext(ctx))
	if err != nil {
		return fmt.Errorf("list servers to clear commands in: %w", cleaned(err))
	}
	var ids []string
	for _, s := range servers {
		ids = append(ids, s.ID)
	}
	if len(ids) < maxCleared { // else there may be more
		if err := r.cfg.Guilds.Keep(ids); err != nil {
			r.cfg.Log.Error("what servers had set that the bot has left could not be forgotten", "err", err)
		}
	}
	for i, id := range ids {
		if err := r.syncCommands(ctx, id, []*discordgo.ApplicationCommand{}); err != nil && !errors.Is(err, ErrNoAccess) {
			return fmt.Errorf("clear commands in servers, done in %d of %d: %w", i, len(ids), err)
		}
	}
	return nil
}

// Facts are what Discord says of a bot.
type Facts struct {
	Clock       *time.Duration // how far this machine's clock is ahead of Discord's, to a second or two; nil: Discord did not answer
	Application                // the rest is not known while its ID is ""

	Registered int      // commands that Discord has where the bot writes them
	Changes    []string // what writing them would change
	CommandErr error    // why that is not known
	Everywhere int      // commands that it has everywhere although there is a Config.Guild
}

// CheckUp asks Discord how things stand with the bot that cfg describes, and changes
// nothing there. Without a token it only finds out whether Discord can be reached. The
// facts are worth something with an error as well.
func CheckUp(ctx context.Context, router *commands.Router, cfg Config) (f Facts, err error) {
	cfg.setDefaults()
	r := registrar{cfg: &cfg, router: router}
	guard := cfg.HTTP.Transport.(*transport)
	guard.tries = 1 // an operator wants to see what is wrong
	defer func() { f.Clock = guard.ahead.Load() }()
	if cfg.Token == "" {
		_, err := cfg.session.Gateway(discordgo.WithContext(ctx))
		return f, cleaned(err)
	}
	if err := r.findApplication(ctx); err != nil {
		return f, err
	}
	f.Application = r.app
	have, err := r.listCommands(ctx, cfg.Guild)
	f.Registered, f.Changes, f.CommandErr = len(have), diffCommands(cfg.Guild, Commands(router, cfg.Settable, cfg.Guild), have), err
	if cfg.Guild != "" {
		everywhere, _ := r.listCommands(ctx, "") // not known is as good as none
		f.Everywhere = len(everywhere)
	}
	return f, nil
}
