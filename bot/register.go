package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"

	"onrecord/bot/rest"
	"onrecord/commands"
)

// RegisterOptions say how commands are registered. The zero value registers the
// router's commands and clears what was left over in every server.
type RegisterOptions struct {
	DryRun bool // only find out what would change
	// Servers bounds in how many servers commands are looked for that were left
	// over; 0 means all.
	Servers int
	// Progress, when it is not nil, is called after each of these servers.
	Progress func(done, total int)

	pace  time.Duration                   // 0 means registerPace; tests cannot wait so long
	extra []*discordgo.ApplicationCommand // beside ours; tests change them
}

// A Registration is what registering did, or, in a dry run, would do.
type Registration struct {
	Changes  []Change
	Warnings []string // what is no fault, but should be known
	Servers  int      // in how many servers left-over commands were looked for
	More     bool     // there are more servers than RegisterOptions.Servers
}

// registerPace is from one request to the next: ten a second. Discord allows 50
// (Rate Limits, "Global Rate Limit"), for everything that uses the token; and bans
// an address for 10,000 requests in ten minutes that it refused ("Invalid Request
// Limit Aka Cloudflare Bans"), which at this pace cannot be reached.
const registerPace = 100 * time.Millisecond

// guildsPage is the most servers that Discord tells of at once (User Resource, "Get
// Current User Guilds").
const guildsPage = 200

// Register writes the commands to Discord where they differ from those that it has:
// in the server cfg.Guild, or everywhere. Nothing is written when they are the same:
// Discord takes 200 new commands a day. It does not connect to the gateway.
//
// Registering everywhere also clears the commands that are registered in single
// servers, left over from development: members would see them twice.
//
// With an error, the Registration tells what was done before it.
func Register(ctx context.Context, router *commands.Router, cfg Config, opts RegisterOptions) (Registration, error) {
	cfg.setDefaults()
	r := newRegistrar(&cfg, router, opts)
	defer cfg.HTTP.CloseIdleConnections()
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
	api  *rest.Client
	app  string // the application's id
	opts RegisterOptions
	main string // the server that gets the commands; "" means everywhere
	home string // the server that gets /corpus, if any
	want []*discordgo.ApplicationCommand
	done Registration
}

func newRegistrar(cfg *Config, router *commands.Router, opts RegisterOptions) *registrar {
	return &registrar{
		api: newAPI(cfg, cmp.Or(opts.pace, registerPace)), opts: opts, main: cfg.Guild, home: cfg.Home,
		want: append(discordCommands(router, cfg.Settable), opts.extra...),
	}
}

// wantIn is what a scope is to have.
func (r *registrar) wantIn(guild string) []*discordgo.ApplicationCommand {
	var want []*discordgo.ApplicationCommand
	if guild == r.main {
		want = r.want
	}
	if guild != "" {
		want = inGuild(want)
	}
	if guild != "" && guild == r.home {
		want = append(want, corpusCommand())
	}
	return want
}

// findApplication asks whose token it is.
func (r *registrar) findApplication(ctx context.Context) error {
	var app struct {
		ID string `json:"id"`
	}
	if err := r.do(ctx, http.MethodGet, "/applications/@me", nil, &app); err != nil {
		return err
	}
	if app.ID == "" {
		return rest.ErrNotDiscord
	}
	r.app = app.ID
	return nil
}

func (r *registrar) read(ctx context.Context, guild string) ([]*discordgo.ApplicationCommand, error) {
	var have []*discordgo.ApplicationCommand
	if err := r.do(ctx, http.MethodGet, commandsPath(r.app, guild), nil, &have); err != nil {
		return nil, err
	}
	return have, areCommands(have)
}

// overwrite gives a scope the wanted commands and no others, unless it is a dry run.
func (r *registrar) overwrite(ctx context.Context, guild string, want []*discordgo.ApplicationCommand, changes []Change) error {
	if len(changes) == 0 {
		return nil
	}
	if !r.opts.DryRun {
		var written json.RawMessage // what answers with none has written nothing
		if err := r.do(ctx, http.MethodPut, commandsPath(r.app, guild), want, &written); err != nil {
			return err
		}
	}
	r.done.Changes = append(r.done.Changes, changes...)
	return nil
}

// write registers the commands, and /corpus at home.
func (r *registrar) write(ctx context.Context) error {
	if err := r.writeTo(ctx, r.main); err != nil {
		return err
	}
	if r.home != "" && r.home != r.main {
		err := r.writeTo(ctx, r.home)
		if isRefused(err, http.StatusForbidden, http.StatusNotFound) { // the others have their commands
			r.done.Warnings = append(r.done.Warnings, "/corpus cannot be offered in the server that HOME_GUILD_ID names: the bot is not in it")
		} else if err != nil {
			return err
		}
	}
	if r.main == "" {
		return nil
	}
	return r.warnOfTwins(ctx, r.main)
}

// writeTo registers what one scope is to have.
func (r *registrar) writeTo(ctx context.Context, guild string) error {
	want := r.wantIn(guild)
	have, err := r.read(ctx, guild)
	if isRefused(err, http.StatusForbidden, http.StatusNotFound) && guild != "" {
		return fmt.Errorf("the commands cannot be registered in the server %s: the bot is not in it, or was added without the scope applications.commands; open %s and add it there, or name another server: %w", guild, InviteURL(r.app), err)
	}
	if err != nil {
		return fmt.Errorf("the registered commands cannot be read: %w", err)
	}
	if err := r.overwrite(ctx, guild, want, diffCommands(guild, want, have)); err != nil {
		return fmt.Errorf("the commands cannot be registered: %w", err)
	}
	return nil
}

// warnOfTwins looks for our commands everywhere while they are registered in one
// server. They are not removed: members of other servers use them.
func (r *registrar) warnOfTwins(ctx context.Context, guild string) error {
	have, err := r.read(ctx, "")
	if err != nil {
		return fmt.Errorf("the commands that are registered everywhere cannot be read: %w", err)
	}
	if twins := ofOurs(r.want, have); twins > 0 {
		r.done.Warnings = append(r.done.Warnings, fmt.Sprintf("%d of the commands are registered everywhere too and show twice in the server %s: use another application for development", twins, guild))
	}
	return nil
}
