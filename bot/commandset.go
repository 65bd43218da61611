package bot

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"onrecord/commands"
)

// Commands describes the slash commands, the entries of messages' menus and, where
// servers can set something, /config as Discord wants them in a server, or everywhere.
func Commands(router *commands.Router, settable bool, guild string) []*discordgo.ApplicationCommand {
	var out []*discordgo.ApplicationCommand
	for _, s := range router.Specs() {
		if s.Menu != "" {
			out = append(out, &discordgo.ApplicationCommand{Type: discordgo.MessageApplicationCommand, Name: s.Menu})
		}
	}
	for _, s := range router.Specs() {
		if s.Hidden {
			continue
		}
		c := &discordgo.ApplicationCommand{Type: discordgo.ChatApplicationCommand, Name: s.Name, Description: s.Description}
		for _, o := range s.Options {
			c.Options = append(c.Options, &discordgo.ApplicationCommandOption{
				Type: discordgo.ApplicationCommandOptionString, Name: o.Name, Description: o.Description,
				Required: o.Required, Autocomplete: o.Complete != "",
			})
		}
		c.Options = append(c.Options, &discordgo.ApplicationCommandOption{
			Type: discordgo.ApplicationCommandOptionBoolean, Name: privateOption,
			Description: "Show the answer to you alone; you can share it afterwards",
		})
		out = append(out, c)
	}
	if settable {
		out = append(out, configCommand())
	}
	if guild != "" {
		return out
	}
	for _, c := range out { // only those that are everywhere have these
		c.IntegrationTypes, c.Contexts = &bothInstalls, &allContexts
		if c.Name == configName {
			c.IntegrationTypes, c.Contexts = &serverInstall, &inServers
		}
	}
	return out
}

// The ways in which the bot is installed, and where its commands are used: a server adds it,
// or members do so for themselves, and then have it in all servers and direct messages.
var (
	serverInstall = []discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall}
	bothInstalls  = append(serverInstall, discordgo.ApplicationIntegrationUserInstall)
	inServers     = []discordgo.InteractionContextType{discordgo.InteractionContextGuild}
	allContexts   = append(inServers, discordgo.InteractionContextBotDM, discordgo.InteractionContextPrivateChannel)
)

// diffCommands tells, line by line, what has to change for a server, or everywhere, to
// have the wanted commands: those to add or change in our order, then those to remove.
func diffCommands(guild string, want, have []*discordgo.ApplicationCommand) (lines []string) {
	where := "everywhere"
	if guild != "" {
		where = "in the server " + guild
	}
	there := map[string]string{} // what is not wanted, as far as is known
	for _, c := range have {
		there[nameOfCommand(c)] = fingerprint(c)
	}
	for _, c := range want {
		name := nameOfCommand(c)
		switch old, ok := there[name]; {
		case !ok:
			lines = append(lines, where+": + "+name)
		case old != fingerprint(c):
			lines = append(lines, where+": ~ "+name)
		}
		delete(there, name)
	}
	for _, name := range slices.Sorted(maps.Keys(there)) {
		lines = append(lines, where+": - "+name)
	}
	return lines
}

// nameOfCommand is the command as members see it, by which Discord identifies the commands
// of a server.
func nameOfCommand(c *discordgo.ApplicationCommand) string {
	switch c.Type {
	case discordgo.ChatApplicationCommand:
		return "/" + c.Name
	case discordgo.MessageApplicationCommand:
		return c.Name + " [menu of messages]"
	}
	return c.Name + " [menu of members]"
}

// fingerprint is what we decide of a command, with one way to say each thing: a command that
// says nothing else is for servers that install the bot and has all contexts, and an empty
// list is none.
func fingerprint(c *discordgo.ApplicationCommand) string {
	decided := discordgo.ApplicationCommand{
		Description: c.Description, DefaultMemberPermissions: c.DefaultMemberPermissions, Options: c.Options,
		IntegrationTypes: inOrder(cmp.Or(c.IntegrationTypes, &serverInstall)), Contexts: inOrder(cmp.Or(c.Contexts, &allContexts)),
	}
	b, _ := json.Marshal(decided) // cannot fail: these are fields that came from JSON or go into it
	return strings.ReplaceAll(string(b), ":[]", ":null")
}

func inOrder[T cmp.Ordered](list *[]T) *[]T {
	return new(slices.Sorted(slices.Values(*list)))
}
