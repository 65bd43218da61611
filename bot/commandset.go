package bot

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/bwmarrin/discordgo"

	"onrecord/commands"
)

// discordCommands describes the slash commands, the entries of messages' menus and,
// where servers can set something, /config as Discord wants them.
func discordCommands(router *commands.Router, settable bool) []*discordgo.ApplicationCommand {
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
	if settable {
		out = append(out, configCommand())
	}
	return out
}

// inGuild leaves out what only commands that are everywhere have: contexts and
// kinds of installation (Discord's documentation, "Application Command Structure").
func inGuild(list []*discordgo.ApplicationCommand) []*discordgo.ApplicationCommand {
	out := make([]*discordgo.ApplicationCommand, len(list))
	for i, c := range list {
		here := *c
		here.Contexts, here.IntegrationTypes = nil, nil
		here.DMPermission = nil //nolint:staticcheck // the older way, which Discord still gives out
		out[i] = &here
	}
	return out
}

// A Change is one difference between the commands that Discord has and ours.
type Change struct {
	Scope string // the id of a server; "" means everywhere
	Name  string // as members see it: /quote, or an entry of a menu
	Kind  string // Added, Changed or Removed
	// Fields are what differs in a command that changed, by Discord's names.
	Fields []string
}

// The kinds of a [Change].
const (
	Added   = "added"
	Changed = "changed"
	Removed = "removed"
)

// A commandKey is what Discord tells commands of a scope apart by.
type commandKey struct {
	kind discordgo.ApplicationCommandType
	name string
}

func keyOf(c *discordgo.ApplicationCommand) commandKey {
	if c.Type == 0 {
		return commandKey{discordgo.ChatApplicationCommand, c.Name}
	}
	return commandKey{c.Type, c.Name}
}

// ofOurs counts the commands that have the kind and name of one of ours.
func ofOurs(ours, have []*discordgo.ApplicationCommand) (n int) {
	keys := map[commandKey]bool{}
	for _, c := range ours {
		keys[keyOf(c)] = true
	}
	for _, c := range have {
		if keys[keyOf(c)] {
			n++
		}
	}
	return n
}

// shown is the command as members see it.
func (k commandKey) shown() string {
	switch k.kind {
	case discordgo.ChatApplicationCommand:
		return "/" + k.name
	case discordgo.MessageApplicationCommand:
		return k.name + " [menu of messages]"
	case discordgo.UserApplicationCommand:
		return k.name + " [menu of members]"
	}
	return k.name + " [kind " + strconv.Itoa(int(k.kind)) + "]"
}

// diffCommands tells what has to change for a scope to have the wanted commands:
// those to add or change in our order, then those to remove in Discord's.
func diffCommands(scope string, want, have []*discordgo.ApplicationCommand) []Change {
	there := map[commandKey]*discordgo.ApplicationCommand{}
	for _, c := range have {
		there[keyOf(c)] = c
	}
	var changes []Change
	for _, c := range want {
		k := keyOf(c)
		old, ok := there[k]
		delete(there, k)
		if !ok {
			changes = append(changes, Change{Scope: scope, Name: k.shown(), Kind: Added})
		} else if fields := changedFields(c, old, scope == ""); len(fields) > 0 {
			changes = append(changes, Change{Scope: scope, Name: k.shown(), Kind: Changed, Fields: fields})
		}
	}
	for _, c := range have {
		if k := keyOf(c); there[k] != nil {
			delete(there, k)
			changes = append(changes, Change{Scope: scope, Name: k.shown(), Kind: Removed})
		}
	}
	return changes
}

// changedFields compares what we decide of a command; the rest is Discord's. What
// Discord leaves out means the same as null, false, "" and [].
func changedFields(want, have *discordgo.ApplicationCommand, everywhere bool) []string {
	var fields []string
	differs := func(field string, want, have any) {
		if fingerprint(want) != fingerprint(have) {
			fields = append(fields, field)
		}
	}
	differs("description", want.Description, have.Description)
	differs("options", plainOptions(want.Options), plainOptions(have.Options))
	differs("default_member_permissions", want.DefaultMemberPermissions, have.DefaultMemberPermissions)
	differs("nsfw", want.NSFW != nil && *want.NSFW, have.NSFW != nil && *have.NSFW)
	if everywhere {
		differs("contexts", contexts(want), contexts(have))
		// Left out, they are what is set for the application; then they are not ours.
		if want.IntegrationTypes != nil {
			differs("integration_types", plainSet(want.IntegrationTypes), plainSet(have.IntegrationTypes))
		}
	}
	return fields
}

// contexts are where a command can be used. By default that is everywhere
// (Discord's documentation, "Interaction Contexts"), and dm_permission is the older
// way to say that it is not in direct messages.
func contexts(c *discordgo.ApplicationCommand) []discordgo.InteractionContextType {
	switch {
	case c.Contexts != nil:
		return plainSet(c.Contexts)
	case c.DMPermission != nil && !*c.DMPermission: //nolint:staticcheck // likewise
		return []discordgo.InteractionContextType{discordgo.InteractionContextGuild}
	}
	return []discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM, discordgo.InteractionContextPrivateChannel}
}

// plainSet is a list whose order says nothing.
func plainSet[T ~uint | ~uint8 | ~int](list *[]T) []T {
	if list == nil {
		return nil
	}
	set := slices.Clone(*list)
	slices.Sort(set)
	return slices.Compact(set)
}

// A plainOption is an option with one way to say each thing.
type plainOption struct {
	Type                   discordgo.ApplicationCommandOptionType
	Name, Description      string
	Required, Autocomplete bool
	Choices                []plainChoice `json:",omitempty"`
	Channels               []discordgo.ChannelType
	MinValue               *float64
	MaxValue               float64
	MinLength, MaxLength   int
	Options                []plainOption `json:",omitempty"`
}

type plainChoice struct {
	Name  string
	Value any
}

func plainOptions(options []*discordgo.ApplicationCommandOption) []plainOption {
	out := []plainOption{}
	for _, o := range options {
		p := plainOption{
			Type: o.Type, Name: o.Name, Description: o.Description, Required: o.Required, Autocomplete: o.Autocomplete,
			Channels: plainSet(&o.ChannelTypes), MinValue: o.MinValue, MaxValue: o.MaxValue, MaxLength: o.MaxLength,
			Options: plainOptions(o.Options),
		}
		if len(p.Channels) == 0 {
			p.Channels = nil
		}
		if o.MinLength != nil {
			p.MinLength = *o.MinLength
		}
		for _, c := range o.Choices {
			p.Choices = append(p.Choices, plainChoice{c.Name, c.Value})
		}
		out = append(out, p)
	}
	return out
}

func fingerprint(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return "" // cannot happen: these are fields that came from JSON or go into it
	}
	return string(b)
}
