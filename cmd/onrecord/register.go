package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"onrecord/bot"
	"onrecord/commands"
)

// errNoToken is what commands that need Discord end with when there is no token.
var errNoToken = errors.New("no DISCORD_TOKEN: set it in the environment or in .env (see .env.example)")

func (p *program) registerCommand() *cobra.Command {
	var guild string
	var dryRun bool
	cmd := &cobra.Command{
		Use:   "register",
		Short: "Write the slash commands to Discord, only if they changed",
		Long: "Register writes the slash commands to Discord, only if they changed, and clears those that are\n" +
			"left over in single servers, where they would show twice. With --guild, or GUILD_ID, it writes them\n" +
			"to that server alone. The bot does this at its start.",
		Args: cobra.NoArgs,
	}
	cmd.Flags().StringVar(&guild, "guild", "", "only in the server with this id, where they show at once")
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "show what would change, and write nothing")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		set, err := p.settings()
		if err != nil {
			return err
		}
		if guild = strings.TrimSpace(guild); guild != "" {
			if err := checkGuild("--guild", guild); err != nil {
				return err
			}
			set.guild = guild
		}
		if set.token == "" {
			return errNoToken
		}
		changes, err := bot.Register(cmd.Context(), commands.NewRouter(nil, about()), bot.Config{Token: set.token, Guild: set.guild, Log: p.logger(set), HTTP: p.http, Settable: set.dataDir != ""}, dryRun)
		p.showRegistration(changes, dryRun, err)
		return err
	}
	return cmd
}

// showRegistration prints what changed; after an error, what changed before it.
func (p *program) showRegistration(changes []string, dryRun bool, err error) {
	for _, line := range changes {
		fmt.Fprintln(p.stdout, printable(line))
	}
	switch {
	case len(changes) == 0 && err != nil:
	case len(changes) == 0:
		fmt.Fprintln(p.stdout, "Discord has them already; nothing was written.")
	case dryRun:
		fmt.Fprintln(p.stdout, "This was a dry run; nothing was written.")
	default:
		fmt.Fprintln(p.stdout, "The commands were written to Discord.")
	}
}
