package bot

import "github.com/bwmarrin/discordgo"

// newMessage returns a message that pings no one, whatever stands in it, and that
// clears what the message it may take the place of has. Every message begins with it.
func newMessage() *discordgo.InteractionResponseData {
	return &discordgo.InteractionResponseData{
		Embeds:          []*discordgo.MessageEmbed{},
		Components:      []discordgo.MessageComponent{},
		AllowedMentions: &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}},
	}
}
