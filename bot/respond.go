package bot

import (
	"context"

	"github.com/bwmarrin/discordgo"
)

// userAgent names the bot as Discord asks every client to (Reference, "User Agent").
const userAgent = "DiscordBot (https://github.com/bwmarrin/discordgo, v" + discordgo.VERSION + ") onrecord"

// answerSession returns a session for one answer, which needs no token but its own.
// discordgo keeps a bucket for every token it has seen, and shares one among all edits (its
// issues 1333 and 1384).
func (d *dispatcher) answerSession() *discordgo.Session {
	return &discordgo.Session{Client: d.client, Ratelimiter: discordgo.NewRatelimiter(), UserAgent: userAgent, LogLevel: -1}
}

func (d *dispatcher) respond(ctx context.Context, i *discordgo.Interaction, response *discordgo.InteractionResponse) error {
	return cleaned(d.answerSession().InteractionRespond(i, response, discordgo.WithContext(ctx)))
}

func (d *dispatcher) edit(ctx context.Context, i *discordgo.Interaction, m *discordgo.InteractionResponseData) error {
	_, err := d.answerSession().InteractionResponseEdit(i, &discordgo.WebhookEdit{
		Content: &m.Content, Embeds: &m.Embeds, Components: &m.Components, AllowedMentions: m.AllowedMentions,
	}, discordgo.WithContext(ctx))
	return cleaned(err)
}

func (d *dispatcher) followUp(ctx context.Context, i *discordgo.Interaction, m *discordgo.InteractionResponseData) error {
	_, err := d.answerSession().FollowupMessageCreate(i, true, &discordgo.WebhookParams{
		Content: m.Content, Embeds: m.Embeds, Components: m.Components, AllowedMentions: m.AllowedMentions, Flags: m.Flags,
	}, discordgo.WithContext(ctx))
	return cleaned(err)
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
