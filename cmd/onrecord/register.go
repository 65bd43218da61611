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
	cmd := &cobra.Command{
		Use:   "register",
		Short: "Write the slash commands to Discord, only if they changed",
		Long: "Register writes the slash commands to Discord, only if they changed, and clears those that are\n" +
			"left over in single servers, where they would show twice. With --guild, or GUILD_ID, it writes them\n" +
			"to that server alone. The bot does this at its start.",
		Args: cobra.NoArgs,
	}
	guild := cmd.Flags().Uint64("guild", 0, "only in the server with this `ID`, where they show at once")
	dryRun := cmd.Flags().Bool("dry-run", false, "show what would change, and write nothing")
	cmd.RunE = p.withSettings(func(ctx context.Context, set settings) error {
		if *guild != 0 {
			set.bot.Guild = strconv.FormatUint(*guild, 10)
		}
		if set.bot.Token == "" {
			return errors.New("no DISCORD_TOKEN: set it in the environment or in .env (see .env.example)")
		}
		changes, err := bot.Register(ctx, commands.NewRouter(nil, about()), set.bot, *dryRun)
		for _, line := range changes { // with an error, those before it
			fmt.Fprintln(p.stdout, text.StripInvisible(line))
		}
		switch {
		case err != nil:
			return err
		case len(changes) == 0:
			fmt.Fprintln(p.stdout, "Discord has them already; nothing was written.")
		case *dryRun:
			fmt.Fprintln(p.stdout, "This was a dry run; nothing was written.")
		default:
			fmt.Fprintln(p.stdout, "The commands were written to Discord.")
		}
		return nil
	}, "DISCORD_TOKEN", "GUILD_ID")
	return cmd
}
