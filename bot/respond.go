package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"
)

// A responder brings answers to Discord. They need no token but their own.
type responder struct{ client *http.Client }

// Why an answer did not arrive.
var (
	errLate     = errors.New("interaction can no longer be answered")
	errAnswered = errors.New("interaction already answered")
)

// Each try at an answer is bounded, so that one that hangs leaves room in Discord's three
// seconds for another. It is most of them, because what is only slow becomes slower by
// being sent twice.
var (
	firstTries    = retry{tries: 4, within: 1800 * time.Millisecond}
	editTries     = retry{tries: 4, within: 5 * time.Second}
	followUpTries = retry{tries: 4, within: requestWithin, once: true}
)

// session returns a session for one answer. discordgo keeps a bucket for every token it
// has seen, and shares one among all edits (its issues 1333 and 1384).
func (r *responder) session() *discordgo.Session {
	return &discordgo.Session{Client: r.client, Ratelimiter: discordgo.NewRatelimiter(), UserAgent: userAgent, LogLevel: -1}
}

// userAgent names the bot as Discord asks every client to (Reference, "User Agent").
const userAgent = "DiscordBot (https://github.com/bwmarrin/discordgo, v" + discordgo.VERSION + ") onrecord"

func (r *responder) respond(ctx context.Context, i *discordgo.Interaction, response *discordgo.InteractionResponse) error {
	return responseError(firstTries.do(ctx, func(ctx context.Context) error {
		return r.session().InteractionRespond(i, response, discordgo.WithContext(ctx))
	}))
}

func (r *responder) edit(ctx context.Context, i *discordgo.Interaction, m *discordgo.InteractionResponseData) error {
	return responseError(editTries.do(ctx, func(ctx context.Context) error {
		_, err := r.session().InteractionResponseEdit(i, &discordgo.WebhookEdit{
			Content: &m.Content, Embeds: &m.Embeds, Components: &m.Components, AllowedMentions: m.AllowedMentions,
		}, discordgo.WithContext(ctx))
		return err
	}))
}

func (r *responder) followUp(ctx context.Context, i *discordgo.Interaction, m *discordgo.InteractionResponseData) error {
	return responseError(followUpTries.do(ctx, func(ctx context.Context) error {
		_, err := r.session().FollowupMessageCreate(i, true, &discordgo.WebhookParams{
			Content: m.Content, Embeds: m.Embeds, Components: m.Components, AllowedMentions: m.AllowedMentions, Flags: m.Flags,
		}, discordgo.WithContext(ctx))
		return err
	}))
}

func responseError(err error) error {
	e := asRequestError(err)
	switch {
	case e == nil:
		return nil
	case e.code == discordgo.ErrCodeUnknownInteraction:
		return fmt.Errorf("respond: %w", errLate)
	case e.code == discordgo.ErrCodeInteractionHasAlreadyBeenAcknowledged && e.maybeDelivered:
		return nil // by ourselves, in a try whose answer was lost
	case e.code == discordgo.ErrCodeInteractionHasAlreadyBeenAcknowledged:
		return fmt.Errorf("respond: %w", errAnswered)
	}
	return fmt.Errorf("respond: %w", e)
}

// maybeDelivered reports whether what was sent may have arrived although it failed.
func maybeDelivered(err error) bool {
	var e *requestError
	return errors.As(err, &e) && e.maybeDelivered
}

// newMessage returns a message that pings no one, whatever stands in it, and that
// clears what the message it may take the place of has. Every message begins with it.
func newMessage() *discordgo.InteractionResponseData {
	return &discordgo.InteractionResponseData{
		Embeds:          []*discordgo.MessageEmbed{},
		Components:      []discordgo.MessageComponent{},
		AllowedMentions: &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}},
	}
}

func newDeferral(kind discordgo.InteractionResponseType, private bool) *discordgo.InteractionResponse {
	p := &discordgo.InteractionResponse{Type: kind}
	if private {
		p.Data = &discordgo.InteractionResponseData{Flags: discordgo.MessageFlagsEphemeral}
	}
	return p
}
