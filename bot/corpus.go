package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"onrecord/commands"
	"onrecord/corpus"
)

// A Keeper looks after the corpus that the bot answers from.
type Keeper interface {
	Status() CorpusStatus
	// Reload reads the corpus anew, and has it searched from then on. It reports
	// whether anything has changed. When it fails, the coverage stays as it was. It is
	// ErrReloading when one is on its way already, or takes longer than ctx.
	Reload(ctx context.Context) (changed bool, err error)
}

var ErrReloading = errors.New("a reload of the corpus is on its way")

// reloadWaits is how long a member waits to see what came of a reload.
const reloadWaits = 20 * time.Second

type CorpusStatus struct {
	Scope    corpus.Scope
	Loaded   time.Time // when it began to be searched
	Watched  bool      // changes on disk are taken up by themselves
	Fault    string    // why the last reload failed; "" when it did not
	FaultAt  time.Time
	Building bool // a reload is on its way
}

// corpusName is the command by which the managers of the operator's own server look after
// the corpus, and these are its subcommands. It takes no articles: fetching an address that
// a member names would open the operator's network to them.
const (
	corpusName   = "corpus"
	corpusShow   = "status"
	corpusReload = "reload"
)

// corpusCommand describes /corpus as Discord wants it. It is registered in the home
// server alone.
func corpusCommand() *discordgo.ApplicationCommand {
	managers := int64(discordgo.PermissionManageGuild)
	return &discordgo.ApplicationCommand{
		Type:                     discordgo.ChatApplicationCommand,
		Name:                     corpusName,
		Description:              "Look after the articles that the bot answers from",
		DefaultMemberPermissions: &managers,
		Options: []*discordgo.ApplicationCommandOption{
			{Type: discordgo.ApplicationCommandOptionSubCommand, Name: corpusShow, Description: "What is searched, since when, and whether the last reload went well"},
			{Type: discordgo.ApplicationCommandOptionSubCommand, Name: corpusReload, Description: "Read the articles anew; the present ones answer until that is done"},
		},
	}
}

// lookAfterCorpus answers /corpus, always privately: a fault names files of the operator's.
func (r *answerer) lookAfterCorpus(ctx context.Context, i *discordgo.Interaction, options []*discordgo.ApplicationCommandInteractionDataOption) (*discordgo.InteractionResponseData, error) {
	if r.keeper == nil || r.home == "" || i.GuildID != r.home {
		return nil, &commands.UserError{Msg: "/corpus is for the server of whoever runs the bot", Hint: "/sources shows what the coverage holds."}
	}
	if len(options) == 0 {
		return nil, errUnknownKind
	}
	note := ""
	if options[0].Name == corpusReload {
		waiting, cancel := context.WithTimeout(ctx, reloadWaits)
		defer cancel()
		changed, err := r.keeper.Reload(waiting)
		switch {
		case errors.Is(err, ErrReloading): // the status says so
		case err != nil: // the status says why
			r.log.Warn("a reload that was asked for in Discord failed", "interaction", i.ID)
		case changed:
			note = "The articles were read anew, and are searched from now on.\n\n"
		default:
			note = "The articles were read anew; they have not changed.\n\n"
		}
	}
	return privateMessage("The corpus", note+describeCorpus(r.keeper.Status())), nil
}

func describeCorpus(s CorpusStatus) string {
	var b strings.Builder
	changes := "with /corpus reload"
	if s.Watched {
		changes = "by themselves"
	}
	fmt.Fprintf(&b, "• **Searched**: %s\n", escape(commands.Looked(s.Scope)))
	fmt.Fprintf(&b, "• **Version**: %s, since <t:%d:R>\n", escape(s.Scope.Version), s.Loaded.Unix())
	fmt.Fprintf(&b, "• **Changes** on disk are taken up %s\n", changes)
	if s.Building {
		b.WriteString("• A reload is on its way\n")
	}
	if s.Fault != "" {
		fmt.Fprintf(&b, "\n⚠️ The last reload failed, <t:%d:R>, and the coverage stayed as it was:\n%s", s.FaultAt.Unix(), clipEscaped(s.Fault, 2500))
	}
	return b.String()
}
