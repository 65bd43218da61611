package bot

import "github.com/bwmarrin/discordgo"

// userAgent names the bot as Discord asks every client to (Reference, "User Agent").
const userAgent = "DiscordBot (https://github.com/bwmarrin/discordgo, v" + discordgo.VERSION + ") onrecord"

// answerSession returns a session for one answer, which needs no token but its own.
// discordgo keeps a bucket for every token it has seen, and shares one among all edits (its
// issues 1333 and 1384).
func (d *dispatcher) answerSession() *discordgo.Session {
	return &discordgo.Session{Client: d.cfg.HTTP, Ratelimiter: discordgo.NewRatelimiter(), UserAgent: userAgent, LogLevel: -1}
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
