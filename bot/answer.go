package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"onrecord/bot/ops"
	"onrecord/commands"
	"onrecord/corpus/text"
)

// An answer is the first answer to an interaction.
type answer struct {
	response *discordgo.InteractionResponse // nil: nothing to send
	outcome  string                         // one of the constants of package ops; "" is answered
}

func respondWith(kind discordgo.InteractionResponseType, m *discordgo.InteractionResponseData) answer {
	return answer{response: &discordgo.InteractionResponse{Type: kind, Data: m}}
}

// refusal answers what went wrong: privately, or, to a member who is still typing, not at
// all.
func refusal(i *discordgo.Interaction, err error) answer {
	outcome := ops.Failed
	if _, ok := errors.AsType[*commands.UserError](err); ok && !errors.Is(err, errSlow) {
		outcome = ops.UserError
	}
	if i.Type == discordgo.InteractionApplicationCommandAutocomplete {
		return answer{outcome: outcome}
	}
	return answer{&discordgo.InteractionResponse{Type: newAnswer, Data: renderError(err)}, outcome}
}

// answer does what is planned for an interaction.
func (d *dispatcher) answer(ctx context.Context, i *discordgo.Interaction, p plan) (answer, error) {
	switch {
	case p.kind == suggestions:
		return d.complete(ctx, i.ApplicationCommandData())
	case p.action == actShare:
		return share(i)
	case p.request.Command == configName && i.Type == discordgo.InteractionApplicationCommand:
		m, err := d.configure(i, i.ApplicationCommandData().Options)
		return respondWith(newAnswer, m), err
	}
	return d.show(ctx, p)
}

func (d *dispatcher) show(ctx context.Context, p plan) (answer, error) {
	res, err := d.router.Handle(ctx, p.request)
	if err == nil && res.Total > 0 && p.request.Offset >= res.Total {
		// The coverage has become smaller since the button was made.
		limit := max(p.request.Limit, 1)
		p.request.Offset = (res.Total - 1) / limit * limit
		res, err = d.router.Handle(ctx, p.request)
	}
	if err != nil {
		return answer{}, err
	}
	shown := render(res)
	if p.action == actCite && canCite(res, &shown) { // else it says what there is now
		return respondWith(p.kind, renderCitations(shown.quoted)), nil
	}
	shown.message.Components = d.buttons.components(res, &shown, p.private && !p.confined)
	if p.private && p.kind != inPlace { // which changes nothing of who sees it
		shown.message.Flags |= discordgo.MessageFlagsEphemeral
	}
	a := respondWith(p.kind, shown.message)
	if !res.Answered() {
		a.outcome = ops.Silent
	}
	return a, nil
}

// share shows a private answer to everybody, as it stands.
func share(i *discordgo.Interaction) (answer, error) {
	if i.Message == nil || len(i.Message.Embeds) == 0 { // none of ours
		return answer{}, errUnknown
	}
	_, name := memberOf(i)
	public := newMessage()
	// Discord shows an invite for an address without https://, which a name can hold.
	public.Content = strings.ReplaceAll(clipEscaped("Shared by "+name, maxContent/2), "/", `\/`)
	public.Embeds, public.Components = i.Message.Embeds, withoutShare(i.Message.Components)
	return respondWith(newAnswer, public), nil
}

// complete suggests values for the option that a member is typing. Where there is nothing
// to suggest it offers what was typed: discordgo leaves an empty list out, which Discord
// refuses.
func (d *dispatcher) complete(ctx context.Context, data discordgo.ApplicationCommandInteractionData) (answer, error) {
	at := slices.IndexFunc(data.Options, func(o *discordgo.ApplicationCommandInteractionDataOption) bool { return o.Focused })
	if at < 0 {
		return answer{}, nil
	}
	typed := fmt.Sprint(data.Options[at].Value)
	found, err := d.router.Complete(ctx, data.Name, data.Options[at].Name, typed)
	if same := text.Truncate(strings.TrimSpace(text.StripInvisible(typed)), maxChoice); len(found) == 0 && same != "" {
		found = []commands.Choice{{Name: same, Value: same}}
	}
	if err != nil || len(found) == 0 {
		return answer{}, err
	}
	m := &discordgo.InteractionResponseData{}
	for _, c := range found {
		m.Choices = append(m.Choices, &discordgo.ApplicationCommandOptionChoice{Name: c.Name, Value: c.Value})
	}
	return respondWith(suggestions, m), nil
}
