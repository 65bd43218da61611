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
var errNoToken = errors.New("there is no DISCORD_TOKEN: set it in the environment or in .env (see .env.example)")

func (p *program) registerCommand() *cobra.Command {
	var guild string
	var opts bot.RegisterOptions
	cmd := &cobra.Command{
		Use:   "register",
		Short: "Write the slash commands to Discord, only if they changed",
		Long: "Register writes the slash commands to Discord, only if they changed, and clears those that are\n" +
			"left over in single servers, where they would show twice. With --guild, or GUILD_ID, it writes them\n" +
			"to that server alone. The bot does this at its start, but looks through 50 servers only.",
		Args: cobra.NoArgs,
	}
	cmd.Flags().StringVar(&guild, "guild", "", "only in the server with this id, where they show at once")
	cmd.Flags().BoolVar(&opts.DryRun, "dry-run", false, "show what would change, and write nothing")
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
		opts.Progress = p.registerProgress
		done, err := bot.Register(cmd.Context(), commands.NewRouter(nil, about()), bot.Config{Token: set.token, Guild: set.guild, Log: p.logger(set), HTTP: p.http, Settable: set.dataDir != ""}, opts)
		p.showRegistration(done, opts.DryRun, err)
		return err
	}
	return cmd
}

// registerProgress tells how far it has got where that takes more than some seconds.
func (p *program) registerProgress(done, total int) {
	const few = 50
	if total > few && (done%few == 0 || done == total) {
		fmt.Fprintf(p.stderr, "looked through %d of %d servers\n", done, total)
	}
}

// showRegistration prints what changed, scope by scope; after an error, what
// changed before it.
func (p *program) showRegistration(r bot.Registration, dry bool, err error) {
	for i, c := range r.Changes {
		if i == 0 || c.Scope != r.Changes[i-1].Scope {
			if c.Scope == "" {
				fmt.Fprintln(p.stdout, "everywhere:")
			} else {
				fmt.Fprintf(p.stdout, "in the server %s:\n", printable(c.Scope))
			}
		}
		fmt.Fprintln(p.stdout, changeLine(c))
	}
	switch {
	case len(r.Changes) == 0 && err != nil:
	case len(r.Changes) == 0:
		fmt.Fprintln(p.stdout, "Discord has them already; nothing was written.")
	case dry:
		fmt.Fprintln(p.stdout, "This was a dry run; nothing was written.")
	default:
		fmt.Fprintln(p.stdout, "The commands were written to Discord.")
	}
}

func changeLine(c bot.Change) string {
	return map[string]string{bot.Added: "+ ", bot.Changed: "~ ", bot.Removed: "- "}[c.Kind] + printable(c.Name)
}
