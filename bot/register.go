package bot

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/bwmarrin/discordgo"

	"onrecord/commands"
)

// discordCommands describes the slash commands and the entries of messages' menus
// as Discord wants them.
func discordCommands(router *commands.Router) []*discordgo.ApplicationCommand {
	var out []*discordgo.ApplicationCommand
	for _, m := range router.Menus() {
		out = append(out, &discordgo.ApplicationCommand{Type: discordgo.MessageApplicationCommand, Name: m.Name})
	}
	for _, s := range router.Specs() {
		if s.Hidden {
			continue
		}
		c := &discordgo.ApplicationCommand{
			Type:        discordgo.ChatApplicationCommand,
			Name:        s.Name,
			Description: s.Description,
			Options:     []*discordgo.ApplicationCommandOption{},
		}
		for _, o := range s.Options {
			c.Options = append(c.Options, &discordgo.ApplicationCommandOption{
				Type:         discordgo.ApplicationCommandOptionString,
				Name:         o.Name,
				Description:  o.Description,
				Required:     o.Required,
				Autocomplete: o.Complete != "",
			})
		}
		c.Options = append(c.Options, &discordgo.ApplicationCommandOption{
			Type:        discordgo.ApplicationCommandOptionBoolean,
			Name:        privateOption,
			Description: "Show the answer to you alone; you can share it afterwards",
		})
		out = append(out, c)
	}
	return out
}

// register writes the commands to Discord if those that it has are others, and
// reports whether it wrote. Guild is one server's id, or "" for everywhere.
func register(ctx context.Context, s *discordgo.Session, app, guild string, router *commands.Router) (bool, error) {
	want := discordCommands(router)
	have, err := s.ApplicationCommands(app, guild, discordgo.WithContext(ctx))
	if err != nil {
		return false, fmt.Errorf("bot: the registered commands cannot be read: %w", err)
	}
	if sameCommands(want, have) {
		return false, nil
	}
	if _, err := s.ApplicationCommandBulkOverwrite(app, guild, want, discordgo.WithContext(ctx)); err != nil {
		return false, fmt.Errorf("bot: the commands cannot be registered: %w", err)
	}
	return true, nil
}

// sameCommands compares what we decide of a command; the rest is Discord's.
func sameCommands(want, have []*discordgo.ApplicationCommand) bool {
	if len(want) != len(have) {
		return false
	}
	there := map[string]bool{}
	for _, c := range have {
		there[fingerprint(c)] = true
	}
	for _, c := range want {
		if !there[fingerprint(c)] {
			return false
		}
	}
	return true
}

func fingerprint(c *discordgo.ApplicationCommand) string {
	options := c.Options
	if options == nil {
		options = []*discordgo.ApplicationCommandOption{}
	}
	b, err := json.Marshal([]any{c.Type, c.Name, c.Description, options})
	if err != nil {
		return "" // cannot happen
	}
	return string(b)
}
