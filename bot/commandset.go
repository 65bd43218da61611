package bot

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"onrecord/commands"
)

// discordCommands describes the slash commands, the entries of messages' menus and, where
// servers can set something, /config as Discord wants them.
func discordCommands(router *commands.Router, settable bool) []*discordgo.ApplicationCommand {
	var out []*discordgo.ApplicationCommand
	for _, m := range router.Menus() {
		out = append(out, &discordgo.ApplicationCommand{Type: discordgo.MessageApplicationCommand, Name: m.Name})
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
	return out
}

// CommandNames are the names under which interactions are counted.
func CommandNames(router *commands.Router) []string {
	names := []string{buttonName}
	for _, c := range discordCommands(router, true) {
		names = append(names, c.Name)
	}
	return names
}

type Change struct {
	Scope string // the id of a server; "" means everywhere
	Name  string // as members see it: /quote, or an entry of a menu
	Kind  string // Added, Changed or Removed
}

const (
	Added   = "added"
	Changed = "changed"
	Removed = "removed"
)

// nameOfCommand is the command as members see it, which is what Discord tells the commands
// of a scope apart by.
func nameOfCommand(c *discordgo.ApplicationCommand) string {
	switch c.Type {
	case 0, discordgo.ChatApplicationCommand:
		return "/" + c.Name
	case discordgo.MessageApplicationCommand:
		return c.Name + " [menu of messages]"
	}
	return fmt.Sprintf("%s [kind %d]", c.Name, c.Type)
}

// diffCommands tells what has to change for a scope to have the wanted commands: those to
// add or change in our order, then those to remove in Discord's.
func diffCommands(scope string, want, have []*discordgo.ApplicationCommand) []Change {
	there := map[string]string{} // what is not wanted, as far as is known
	for _, c := range have {
		there[nameOfCommand(c)] = fingerprint(c, scope)
	}
	var changes []Change
	for _, c := range want {
		name := nameOfCommand(c)
		old, ok := there[name]
		switch {
		case !ok:
			changes = append(changes, Change{scope, name, Added})
		case old != fingerprint(c, scope):
			changes = append(changes, Change{scope, name, Changed})
		}
		delete(there, name)
	}
	for _, c := range have {
		if _, ok := there[nameOfCommand(c)]; ok {
			changes = append(changes, Change{scope, nameOfCommand(c), Removed})
		}
	}
	return changes
}

// fingerprint is what we decide of a command, with one way to say each thing: what Discord
// leaves out means the same as null, false, "" and [].
func fingerprint(c *discordgo.ApplicationCommand, scope string) string {
	plain := discordgo.ApplicationCommand{Description: c.Description, DefaultMemberPermissions: c.DefaultMemberPermissions, Options: c.Options}
	if c.NSFW != nil && *c.NSFW {
		plain.NSFW = c.NSFW
	}
	if scope == "" { // only commands that are everywhere have contexts
		contexts := []discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM, discordgo.InteractionContextPrivateChannel}
		if c.Contexts != nil {
			contexts = slices.Sorted(slices.Values(*c.Contexts))
		}
		plain.Contexts = &contexts
	}
	b, _ := json.Marshal(plain) // cannot fail: these are fields that came from JSON or go into it
	return strings.ReplaceAll(string(b), ":[]", ":null")
}
