package bot

import (
	"context"
	"time"

	"github.com/bwmarrin/discordgo"

	"onrecord/commands"
)

type Facts struct {
	// Reached means that Discord answered, if only to refuse. Clock is then how far this
	// machine's clock is ahead of Discord's; it is right to a second or two.
	Reached bool
	Clock   time.Duration

	Application // the rest is not known while its ID is ""

	Gateway    GatewayFacts // recommended shards, and what sessions may be begun
	GatewayErr error        // why that is not known
	Commands   []Registered // everywhere, and in Config.Guild when there is one
}

type GatewayFacts = discordgo.GatewayBotResponse

type Registered struct {
	Guild string // in this server only; "" means everywhere
	Ours  int    // those with the kind and name of one of ours
	Other int    // the rest
	Same  bool   // they are ours exactly as this program would write them
	Err   error  // why this is not known
}

// CheckUp asks Discord how things stand with the bot that cfg describes, and changes
// nothing there. Without a token it only finds out whether Discord can be reached. The
// facts are worth something with an error as well; an error of ErrToken says that Discord
// refuses the token.
func CheckUp(ctx context.Context, router *commands.Router, cfg Config) (f Facts, err error) {
	cfg.setDefaults()
	defer cfg.HTTP.CloseIdleConnections()
	r := newRegistrar(&cfg, router)
	r.tries = oneTry
	defer func() {
		if ahead := cfg.HTTP.Transport.(*transport).ahead.Load(); ahead != nil {
			f.Reached, f.Clock = true, *ahead
		}
	}()
	if cfg.Token == "" {
		return f, r.tries.do(ctx, func(ctx context.Context) error {
			_, err := r.session.Gateway(discordgo.WithContext(ctx))
			return err
		})
	}
	if err := r.findApplication(ctx); err != nil {
		return f, err
	}
	f.Application = r.app
	f.GatewayErr = r.tries.do(ctx, func(ctx context.Context) error {
		facts, err := r.session.GatewayBot(discordgo.WithContext(ctx))
		if err == nil {
			f.Gateway = *facts
		}
		return err
	})
	f.Commands = []Registered{r.registered(ctx, "")}
	if cfg.Guild != "" {
		f.Commands = append(f.Commands, r.registered(ctx, cfg.Guild))
	}
	return f, nil
}

// registered compares the commands of a scope with those it would have if it were the one
// that gets them.
func (r *registrar) registered(ctx context.Context, guild string) Registered {
	want, changes, err := r.read(ctx, guild, r.want)
	out := Registered{Guild: guild, Err: err}
	if outside(err) {
		out.Err = ErrNoAccess
	}
	if err != nil {
		return out
	}
	out.Ours, out.Same = len(want), len(changes) == 0
	for _, c := range changes {
		switch c.Kind {
		case Added:
			out.Ours--
		case Removed:
			out.Other++
		}
	}
	return out
}
