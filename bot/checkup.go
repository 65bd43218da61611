package bot

import (
	"context"
	"errors"
	"time"

	"github.com/bwmarrin/discordgo"

	"onrecord/commands"
)

// Facts are what Discord says about a bot.
type Facts struct {
	// Reached means that Discord answered, if only to refuse. Clock is then how far this
	// machine's clock is ahead of Discord's; it is right to a second or two.
	Reached bool
	Clock   time.Duration

	ID, Name  string // of the application; the rest is not known while ID is ""
	Guilds    int    // servers that have added the bot, about
	PublicKey string // in hexadecimal; interactions that come by a webhook are signed with it
	// Endpoint is the interactions endpoint URL. While there is one, Discord sends all
	// interactions there and none over the gateway (Discord's documentation, "Receiving
	// and Responding to Interactions").
	Endpoint string

	Gateway    GatewayFacts // recommended shards, and what sessions may be begun
	GatewayErr error        // why that is not known
	Commands   []Registered // everywhere, and in Config.Guild when there is one
}

// GatewayFacts are what Discord says of its gateway.
type GatewayFacts = discordgo.GatewayBotResponse

// Registered are the commands that Discord offers to members.
type Registered struct {
	Guild string // in this server only; "" means everywhere
	Ours  int    // those with the kind and name of one of ours
	Other int    // the rest
	Same  bool   // they are ours exactly as this program would write them
	Err   error  // why this is not known
}

// ErrNoAccess means that Discord does not let the bot see a server.
var ErrNoAccess = errors.New("the bot is not in that server")

// checkTries asks once: the operator wants to see what is wrong.
var checkTries = retry{tries: 1, within: requestWithin}

// CheckUp asks Discord how things stand with the bot that cfg describes, and changes
// nothing there. Without a token it only finds out whether Discord can be reached. The
// facts are worth something with an error as well; an error of ErrToken says that Discord
// refuses the token.
func CheckUp(ctx context.Context, router *commands.Router, cfg Config) (f Facts, err error) {
	cfg.setDefaults()
	defer cfg.HTTP.CloseIdleConnections()
	r := newRegistrar(&cfg, router)
	defer func() { f.Reached, f.Clock = r.session.Client.Transport.(*transport).clock() }()
	if cfg.Token == "" {
		return f, fault(checkTries.do(ctx, func(ctx context.Context) error {
			_, err := r.session.Gateway(discordgo.WithContext(ctx))
			return err
		}))
	}
	var app application
	if e := checkTries.do(ctx, func(ctx context.Context) (err error) {
		app, err = readApplication(ctx, r.session)
		return err
	}); e != nil {
		return f, fault(e)
	}
	f.ID, f.Name, f.Guilds, f.PublicKey, f.Endpoint = app.ID, app.Name, app.Guilds, app.PublicKey, app.Endpoint
	r.app = app.ID
	f.GatewayErr = fault(checkTries.do(ctx, func(ctx context.Context) error {
		facts, err := r.session.GatewayBot(discordgo.WithContext(ctx))
		if err == nil {
			f.Gateway = *facts
		}
		return err
	}))
	f.Commands = []Registered{r.registered(ctx, "")}
	if cfg.Guild != "" {
		f.Commands = append(f.Commands, r.registered(ctx, cfg.Guild))
	}
	return f, nil
}

func (r *registrar) registered(ctx context.Context, guild string) Registered {
	out := Registered{Guild: guild}
	have, e := r.read(ctx, guild)
	switch {
	case e.outside():
		out.Err = ErrNoAccess
	case e != nil:
		out.Err = fault(e)
	}
	if out.Err != nil {
		return out
	}
	want := r.want // what the scope would have if it were the one that gets the commands
	if guild != "" {
		want = r.wantIn(guild)
	}
	out.Ours = ofOurs(want, have)
	out.Other = len(have) - out.Ours
	out.Same = len(diffCommands(guild, want, have)) == 0
	return out
}
