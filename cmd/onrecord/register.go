package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"onrecord/bot"
	"onrecord/commands"
	"onrecord/corpus/text"
)

func (p *program) registerCommand() *cobra.Command {
	var guild uint64
	var dryRun bool
	cmd := p.command("register", "Write the slash commands to Discord, only if they changed",
		"Register writes the slash commands to Discord, only if they changed, and clears those that are\n"+
			"left over in single servers, where they would show twice. With --guild, or GUILD_ID, it writes them\n"+
			"to that server alone. The bot does this at its start.",
		func(ctx context.Context, set settings) error {
			if guild != 0 {
				set.bot.Guild = strconv.FormatUint(guild, 10)
			}
			if set.bot.Token == "" {
				return errors.New("no DISCORD_TOKEN: set it in the environment or in .env (see .env.example)")
			}
			changes, err := bot.Register(ctx, commands.NewRouter(nil, about()), set.bot, dryRun)
			for _, line := range changes { // with an error, those before it
				fmt.Fprintln(p.stdout, text.StripInvisible(line))
			}
			switch {
			case err != nil:
				return err
			case len(changes) == 0:
				fmt.Fprintln(p.stdout, "Discord has them already; nothing was written.")
			case dryRun:
				fmt.Fprintln(p.stdout, "This was a dry run; nothing was written.")
			default:
				fmt.Fprintln(p.stdout, "The commands were written to Discord.")
			}
			return nil
		}, "DISCORD_TOKEN", "GUILD_ID")
	cmd.Flags().Uint64Var(&guild, "guild", 0, "only in the server with this `ID`, where they show at once")
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "show what would change, and write nothing")
	return cmd
}
