package discordtest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
)

// A User is a member who uses the bot.
type User struct{ ID, Name string }

// Some members to write tests with.
var (
	Alice = User{ID: "1100000000000000001", Name: "alice"}
	Bob   = User{ID: "1100000000000000002", Name: "bob"}
)

// From says who uses the bot, and where. The zero value is [Alice] in the first
// guild.
type From struct {
	User        User
	Guild       string // the guild's id
	DM          bool   // in a direct message with the bot instead
	Channel     string // the channel's id
	Permissions uint64 // of the member in the channel; by default those of an ordinary member

	// Alter changes the payload before it is sent, to try what Discord never
	// sends. The bot may leave such an interaction unanswered.
	Alter func(payload map[string]any)
}

// Permissions of members: topics/permissions, "Bitwise Permission Flags".
const (
	Ordinary      = 1<<10 | 1<<11 | 1<<14 | 1<<16 | 1<<31 // view, send, embed, read history, use commands
	ManageGuild   = 1 << 5
	Administrator = 1 << 3
)

// Slash uses a slash command as a member would; a subcommand is written after
// its command, as in "config show". What Discord's client would not let a member
// do ends the test.
func (s *Server) Slash(name string, options map[string]any, from ...From) *Interaction {
	s.tb.Helper()
	return s.must(s.TrySlash(name, options, from...))
}

// TrySlash is Slash for other goroutines than the test's.
func (s *Server) TrySlash(name string, options map[string]any, from ...From) (*Interaction, error) {
	return s.use(kindCommand, from, func(in *Interaction) (map[string]any, error) { return s.slashData(in, name, options, "") })
}

// Autocomplete types text into an option of a slash command and asks for
// suggestions.
func (s *Server) Autocomplete(name, option, typed string, from ...From) *Interaction {
	s.tb.Helper()
	return s.must(s.use(kindAutocomplete, from, func(in *Interaction) (map[string]any, error) {
		return s.slashData(in, name, map[string]any{option: typed}, option)
	}))
}

// MessageCommand uses a command of the Apps menu of a message that Bob wrote.
func (s *Server) MessageCommand(name, content string, from ...From) *Interaction {
	s.tb.Helper()
	return s.must(s.use(kindCommand, from, func(in *Interaction) (map[string]any, error) {
		c, err := s.findCommand(name, discordgo.MessageApplicationCommand, in)
		if err != nil {
			return nil, err
		}
		id, data := s.newID(), commandData(c)
		data["target_id"] = id
		data["resolved"] = map[string]any{"messages": map[string]any{id: map[string]any{
			"id": id, "type": 0, "channel_id": in.channel, "author": userObject(Bob), "content": content, "timestamp": stamp(s.now()),
		}}}
		return data, nil
	}))
}

// Click presses a button of the reply, named by its custom id or label; by
// default the member who asked does.
func (in *Interaction) Click(button string, from ...From) *Interaction {
	s := in.srv
	s.tb.Helper()
	if len(from) == 0 {
		from = []From{{User: in.user, Guild: in.guild, DM: in.dm, Channel: in.channel}}
	}
	return s.must(s.use(kindComponent, from, func(press *Interaction) (map[string]any, error) {
		m := in.original
		if m == nil {
			return nil, fmt.Errorf("discordtest: there is no message with a button %q", button)
		}
		b, found := m.Button(button)
		if !found || b.Disabled || b.CustomID == "" || m.Ephemeral && cmp.Or(press.user, Alice).ID != m.in.user.ID {
			return nil, fmt.Errorf("discordtest: %s cannot press a button %q", press.user.Name, button)
		}
		press.source, press.channel = m, in.channel
		return map[string]any{"custom_id": b.CustomID, "component_type": typeButton}, nil
	}))
}

func (s *Server) must(in *Interaction, err error) *Interaction {
	s.tb.Helper()
	if err != nil {
		s.tb.Fatal(err)
	}
	return in
}

// use makes an interaction with the data that fill gives and delivers it: to the
// bot's HTTP endpoint where one is set, else by the gateway.
func (s *Server) use(kind int, from []From, fill func(*Interaction) (map[string]any, error)) (*Interaction, error) {
	f := append(from, From{})[0]
	in := &Interaction{srv: s, kind: kind, user: cmp.Or(f.User, Alice), dm: f.DM, perms: cmp.Or(f.Permissions, Ordinary), altered: f.Alter != nil}
	in.channel = cmp.Or(f.Channel, "1166666666666666666")
	if !f.DM {
		in.guild = cmp.Or(f.Guild, s.opts.Guilds[0].ID)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	in.ID = s.newID()
	in.Token = tokenPrefix + in.ID
	data, err := fill(in)
	if err != nil {
		return nil, err
	}
	payload := in.object(data)
	if f.Alter != nil {
		f.Alter(payload)
	}
	if in.payload, err = json.Marshal(payload); err != nil {
		return nil, fmt.Errorf("discordtest: encode an interaction: %w", err)
	}
	in.created, in.sent = s.now(), time.Now()
	if s.endpoint == "" {
		if err := s.dispatch(in.guild, "INTERACTION_CREATE", in.payload); err != nil {
			return nil, err
		}
	} else if address := s.endpoint; s.ctx.Err() == nil {
		s.running.Go(func() { s.post(address, in) })
	}
	s.byID[in.ID] = in
	s.order = append(s.order, in.ID)
	s.counts.Interactions++
	if s.opts.Keep > 0 && len(s.order) > s.opts.Keep {
		delete(s.byID, s.order[0])
		s.order = s.order[1:]
	}
	return in, nil
}

// object is the interaction as Discord sends it: receiving-and-responding,
// "Interaction Object".
func (in *Interaction) object(data map[string]any) map[string]any {
	p := map[string]any{
		"id": in.ID, "application_id": applicationID, "type": in.kind, "token": in.Token, "version": 1, "data": data,
		"channel_id": in.channel, "locale": "en-US", "app_permissions": strconv.Itoa(Ordinary), "entitlements": []any{},
	}
	if in.source != nil {
		p["message"] = in.source.object()
	}
	if in.dm {
		p["user"], p["context"], p["channel"] = userObject(in.user), 1, map[string]any{"id": in.channel, "type": 1}
		p["authorizing_integration_owners"] = map[string]any{"0": "0"}
		return p
	}
	p["context"], p["guild_id"], p["guild_locale"] = 0, in.guild, "en-US"
	p["authorizing_integration_owners"] = map[string]any{"0": in.guild}
	p["channel"] = map[string]any{"id": in.channel, "type": 0, "guild_id": in.guild, "name": "newsroom"}
	p["member"] = map[string]any{
		"user": userObject(in.user), "nick": nil, "roles": []any{}, "joined_at": "2024-01-02T03:04:05.678000+00:00",
		"permissions": strconv.FormatUint(in.perms, 10),
	}
	return p
}

// findCommand finds a command that the member sees. Discord checks
// default_member_permissions before the bot hears of it.
func (s *Server) findCommand(name string, kind discordgo.ApplicationCommandType, in *Interaction) (*Command, error) {
	for _, c := range append(slices.Clone(s.commands[in.guild]), s.commands[""]...) {
		if c.Name != name || c.Type != kind || in.dm && (c.Contexts != nil && !slices.Contains(*c.Contexts, discordgo.InteractionContextBotDM)) {
			continue
		}
		if needed := c.DefaultMemberPermissions; needed != nil && !in.dm && in.perms&(uint64(*needed)|Administrator) == 0 {
			return nil, fmt.Errorf("discordtest: a member with the permissions %d does not see /%s, which needs %d", in.perms, name, *needed)
		}
		return c, nil
	}
	return nil, fmt.Errorf("discordtest: no command %q of type %d is registered here", name, kind)
}

func commandData(c *Command) map[string]any {
	data := map[string]any{"id": c.ID, "name": c.Name, "type": c.Type}
	if c.GuildID != "" {
		data["guild_id"] = c.GuildID
	}
	return data
}

// slashData is the data of a slash command or, with a focused option, of an
// autocomplete.
func (s *Server) slashData(in *Interaction, name string, given map[string]any, focused string) (map[string]any, error) {
	path := append(strings.Fields(name), "")
	c, err := s.findCommand(path[0], discordgo.ChatApplicationCommand, in)
	if err != nil {
		return nil, err
	}
	data := commandData(c)
	options, at := c.Options, data
	for _, sub := range path[1 : len(path)-1] {
		i := slices.IndexFunc(options, func(o *discordgo.ApplicationCommandOption) bool {
			return o.Name == sub && o.Type <= discordgo.ApplicationCommandOptionSubCommandGroup
		})
		if i < 0 {
			return nil, fmt.Errorf("discordtest: /%s has no subcommand %q", name, sub)
		}
		next := map[string]any{"name": sub, "type": options[i].Type}
		at["options"] = []any{next}
		options, at = options[i].Options, next
	}
	var values []any
	rest := maps.Clone(given)
	for _, o := range options {
		v, ok := rest[o.Name]
		delete(rest, o.Name)
		switch {
		case ok && o.Name == focused && o.Autocomplete:
			in.focused = o.Type
			values = append(values, map[string]any{"name": o.Name, "type": o.Type, "value": v, "focused": true})
		case ok && o.Name != focused:
			values = append(values, map[string]any{"name": o.Name, "type": o.Type, "value": v})
		case ok || o.Required && focused == "" || o.Type <= discordgo.ApplicationCommandOptionSubCommandGroup:
			return nil, fmt.Errorf("discordtest: /%s %v: the option %q is required, or does not complete", name, given, o.Name)
		}
	}
	if len(rest) > 0 {
		return nil, fmt.Errorf("discordtest: /%s has no options %v", name, rest)
	}
	if values != nil {
		at["options"] = values
	}
	return data, nil
}
