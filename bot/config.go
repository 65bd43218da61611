package bot

import (
	"cmp"
	"fmt"

	"github.com/bwmarrin/discordgo"

	"onrecord/bot/guilds"
	"onrecord/commands"
	"onrecord/corpus/text"
)

// configName is the command by which a server's managers set what holds in it. It is this
// package's, because no answer depends on it: only how answers are shown.
const configName = "config"

// configCommand describes /config as Discord wants it. To begin with, only members who
// may manage the server see it.
func configCommand() *discordgo.ApplicationCommand {
	return &discordgo.ApplicationCommand{
		Type:                     discordgo.ChatApplicationCommand,
		Name:                     configName,
		Description:              "Show or change how this bot answers in this server",
		DefaultMemberPermissions: new(int64(discordgo.PermissionManageGuild)),
		Options: []*discordgo.ApplicationCommandOption{
			{Type: discordgo.ApplicationCommandOptionBoolean, Name: "private", Description: "Show answers to the member who asked alone, unless they say otherwise"},
			{Type: discordgo.ApplicationCommandOptionInteger, Name: "page", Description: "How many excerpts one message shows", MinValue: new(1.0), MaxValue: guilds.MaxPage},
			{Type: discordgo.ApplicationCommandOptionBoolean, Name: "reset", Description: "Go back to the defaults"},
		},
	}
}

// configure shows the settings of a server, after changing those that the member named. It
// does not ask whether the member may: Discord did so before, and a server's administrators
// may give the command to others than [configCommand] begins with.
func (d *dispatcher) configure(i *discordgo.Interaction, options []*discordgo.ApplicationCommandInteractionDataOption) (*discordgo.InteractionResponseData, error) {
	home := homeOf(i)
	if home == "" {
		return nil, &commands.UserError{Msg: "/config is for servers that have added the bot", Hint: "There is nothing to set elsewhere: use it in a server that you manage."}
	}
	if d.cfg.Guilds == nil {
		return nil, &commands.UserError{Msg: "This bot keeps no settings", Hint: "Whoever runs it can have them kept by setting DATA_DIR."}
	}
	before := d.cfg.Guilds.Get(home)
	set := changed(before, options)
	title := "Settings of this server"
	if set != before {
		if err := d.cfg.Guilds.Set(home, set); err != nil {
			d.cfg.Log.Error("a server's settings could not be saved", "interaction", i.ID, "err", err)
			return nil, &commands.UserError{Msg: "The settings could not be saved, and stay as they were", Hint: "Whoever runs the bot finds the reason in its log. Please try again later."}
		}
		title += ", as just changed"
	}
	m := newMessage()
	m.Flags = discordgo.MessageFlagsEphemeral
	m.Embeds = append(m.Embeds, &discordgo.MessageEmbed{Title: title, Description: describe(set), Color: grey})
	return m, nil
}

// changed returns the settings after the changes that a member named. To go back to the
// defaults comes first, so that it can stand together with others. Discord has checked the
// types of values and the page's bounds.
func changed(set guilds.Settings, options []*discordgo.ApplicationCommandInteractionDataOption) guilds.Settings {
	named := map[string]any{}
	for _, o := range options {
		named[o.Name] = o.Value
	}
	if named["reset"] == true {
		set = guilds.Settings{}
	}
	if private, ok := named["private"].(bool); ok {
		set.Private = private
	}
	if page, ok := named["page"].(float64); ok {
		set.Page = int(page)
	}
	return set
}

func describe(set guilds.Settings) string {
	shown := "• Answers are shown to **everybody** in the channel, unless a member sets the option private to True."
	if set.Private {
		shown = "• Answers are shown to **the member who asked** alone, unless they set the option private to False; they can share them afterwards."
	}
	page := ""
	if set.Page == 0 {
		page = ", the default"
	}
	return fmt.Sprintf("%s\n• A message shows up to **%s**%s.\n\n"+
		"Change that with the options private, page and reset of /config. Who may use which command, and in which channels, is for the server's administrators to say, under Server Settings › Integrations.",
		shown, text.Count(cmp.Or(set.Page, guilds.DefaultPage), "excerpt"), page)
}
