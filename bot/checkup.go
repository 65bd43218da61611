package bot

import (
	"context"
	"time"

	"github.com/bwmarrin/discordgo"

	"onrecord/commands"
)

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
	r := newRegistrar(&cfg, router)
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
	f.Registered, f.Changes, f.CommandErr = len(have), diffCommands(cfg.Guild, r.want, have), err
	if cfg.Guild != "" {
		everywhere, _ := r.listCommands(ctx, "") // not known is as good as none
		f.Everywhere = len(everywhere)
	}
	return f, nil
}
