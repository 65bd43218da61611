package bot

import (
	"context"
	"errors"
	"log/slog"

	"github.com/bwmarrin/discordgo"

	"onrecord/bot/guilds"
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
	var user *commands.UserError
	if errors.As(err, &user) && !errors.Is(err, errSlow) {
		outcome = ops.UserError
	}
	if i.Type == discordgo.InteractionApplicationCommandAutocomplete {
		return answer{outcome: outcome}
	}
	a := respondWith(discordgo.InteractionResponseChannelMessageWithSource, renderError(err))
	a.outcome = outcome
	return a
}

// An answerer works out answers: decode, ask the router, render.
type answerer struct {
	router  *commands.Router
	log     *slog.Logger
	buttons *buttons
	guilds  *guilds.Store // nil where the bot keeps nothing
}

func (r *answerer) answer(ctx context.Context, i *discordgo.Interaction) (answer, error) {
	switch data := i.Data.(type) {
	case discordgo.ApplicationCommandInteractionData:
		if i.Type == discordgo.InteractionApplicationCommandAutocomplete {
			return r.complete(ctx, data)
		}
		return r.command(ctx, i, data)
	case discordgo.MessageComponentInteractionData:
		return r.pressButton(ctx, i, data.CustomID)
	}
	return answer{}, errUnknownKind
}

func (r *answerer) command(ctx context.Context, i *discordgo.Interaction, data discordgo.ApplicationCommandInteractionData) (answer, error) {
	const message = discordgo.InteractionResponseChannelMessageWithSource
	set := r.guilds.Get(i.GuildID)
	if data.Name == configName {
		m, err := r.configure(i, data.Options)
		return respondWith(message, m), err
	}
	req, err := decode(data, r.router.Menus(), set)
	if err != nil {
		return answer{}, err
	}
	return r.show(ctx, message, req, wantsPrivate(data, set))
}

// pressButton answers the press of a button. The message below which it stands changes for the
// member whose message it is; anyone else gets a private one, so that no member turns the
// page that others are reading.
func (r *answerer) pressButton(ctx context.Context, i *discordgo.Interaction, id string) (answer, error) {
	c, err := r.buttons.read(id)
	switch {
	case err != nil:
		return answer{}, err
	case c.action == actShare:
		return share(i)
	case c.changes(i):
		return r.show(ctx, discordgo.InteractionResponseUpdateMessage, c.request, isPrivate(i))
	}
	return r.show(ctx, discordgo.InteractionResponseChannelMessageWithSource, c.request, true)
}

// deferral returns the first answer that says that there will be one; nil where there is
// no such thing. Who will see the answer, and whether it takes a message's place, is
// settled with it.
func (r *answerer) deferral(i *discordgo.Interaction) *discordgo.InteractionResponse {
	const later = discordgo.InteractionResponseDeferredChannelMessageWithSource
	switch data := i.Data.(type) {
	case discordgo.ApplicationCommandInteractionData:
		if i.Type == discordgo.InteractionApplicationCommandAutocomplete {
			return nil
		}
		return newDeferral(later, wantsPrivate(data, r.guilds.Get(i.GuildID)))
	case discordgo.MessageComponentInteractionData:
		switch c, err := r.buttons.read(data.CustomID); {
		case err == nil && c.action == actShare:
			return newDeferral(later, false)
		case err == nil && c.changes(i):
			return newDeferral(discordgo.InteractionResponseDeferredMessageUpdate, false)
		}
	}
	return newDeferral(later, true)
}

func (r *answerer) show(ctx context.Context, kind discordgo.InteractionResponseType, req commands.Request, private bool) (answer, error) {
	res, err := r.router.Handle(ctx, req)
	if err == nil && res.Total > 0 && req.Offset >= res.Total {
		// The coverage has become smaller since the button was made.
		limit := max(req.Limit, 1)
		req.Offset = (res.Total - 1) / limit * limit
		res, err = r.router.Handle(ctx, req)
	}
	if err != nil {
		return answer{}, err
	}
	p := render(res)
	p.message.Components = r.buttons.components(res, &p, private)
	if private && kind != discordgo.InteractionResponseUpdateMessage { // which changes nothing of who sees it
		p.message.Flags |= discordgo.MessageFlagsEphemeral
	}
	a := respondWith(kind, p.message)
	if !res.Answered() {
		a.outcome = ops.Silent
	}
	return a, nil
}

// share shows a private answer to everybody, as it stands.
func share(i *discordgo.Interaction) (answer, error) {
	if i.Message == nil || len(i.Message.Embeds) == 0 { // none of ours
		return answer{}, errUnknownButton
	}
	_, name := memberOf(i)
	public := newMessage()
	public.Content = clipEscaped("Shared by "+name, maxContent)
	public.Embeds, public.Components = i.Message.Embeds, withoutShare(i.Message.Components)
	return respondWith(discordgo.InteractionResponseChannelMessageWithSource, public), nil
}

// complete suggests values for the option that a member is typing. Where there is nothing
// to suggest it offers what was typed: discordgo leaves an empty list out, which Discord
// refuses.
func (r *answerer) complete(ctx context.Context, data discordgo.ApplicationCommandInteractionData) (answer, error) {
	for _, o := range data.Options {
		typed, ok := o.Value.(string)
		if !ok || !o.Focused {
			continue
		}
		found, err := r.router.Complete(ctx, data.Name, o.Name, typed)
		if err != nil {
			return answer{}, err
		}
		if same := text.Truncate(text.StripInvisible(typed), maxChoice); len(found) == 0 && same != "" {
			found = []commands.Choice{{Name: same, Value: same}}
		}
		if len(found) == 0 {
			return answer{}, nil
		}
		m := &discordgo.InteractionResponseData{}
		for _, c := range found {
			m.Choices = append(m.Choices, &discordgo.ApplicationCommandOptionChoice{Name: c.Name, Value: c.Value})
		}
		return respondWith(discordgo.InteractionApplicationCommandAutocompleteResult, m), nil
	}
	return answer{}, nil
}
