package discordtest

import (
	"cmp"
	"fmt"
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
	Permissions int64  // of the member in the channel; by default those of an ordinary member

	// Alter changes the payload before it is sent, to try what Discord never
	// sends. The bot may leave such an interaction unanswered.
	Alter func(payload map[string]any)
}

// Permissions of members: topics/permissions, "Bitwise Permission Flags".
const (
	ordinary      = 1<<10 | 1<<11 | 1<<14 | 1<<16 | 1<<31 // view, send, embed, read history, use commands
	ManageGuild   = discordgo.PermissionManageGuild
	Administrator = discordgo.PermissionAdministrator
)

// Slash uses a slash command, or a subcommand as in "config show". What Discord's
// client would not let a member do ends the test.
func (s *Server) Slash(name string, options map[string]any, from ...From) *Interaction {
	s.tb.Helper()
	return s.must(s.TrySlash(name, options, from...))
}

// TrySlash is Slash for other goroutines than the test's.
func (s *Server) TrySlash(name string, options map[string]any, from ...From) (*Interaction, error) {
	return s.useCommand(discordgo.InteractionApplicationCommand, name, options, "", from)
}

// Autocomplete types text into an option and asks for suggestions.
func (s *Server) Autocomplete(name, option, typed string, from ...From) *Interaction {
	s.tb.Helper()
	options := map[string]any{option: typed}
	return s.must(s.useCommand(discordgo.InteractionApplicationCommandAutocomplete, name, options, option, from))
}

// useCommand uses a slash command; with a focused option, to complete it.
func (s *Server) useCommand(kind discordgo.InteractionType, name string, given map[string]any, focused string, from []From) (*Interaction, error) {
	f, path := s.where(from), strings.Fields(name)
	c, err := s.findCommand(path[0], discordgo.ChatApplicationCommand, f)
	if err != nil {
		return nil, err
	}
	options, err := fillOptions(c.Options, path[1:], given, focused)
	if err != nil {
		return nil, fmt.Errorf("discordtest: use /%s: %w", name, err)
	}
	return s.use(kind, f, nil, map[string]any{"id": c.ID, "name": c.Name, "type": c.Type, "options": options})
}

// fillOptions gives the options of a command, or of its subcommand, the values.
func fillOptions(options []*discordgo.ApplicationCommandOption, path []string, given map[string]any, focused string) (
	filled []*discordgo.ApplicationCommandInteractionDataOption, err error) {
	for _, o := range options {
		value, ok := given[o.Name]
		option := &discordgo.ApplicationCommandInteractionDataOption{Name: o.Name, Type: o.Type, Value: value, Focused: o.Name == focused}
		switch {
		case len(path) > 0 && o.Name == path[0]:
			option.Options, err = fillOptions(o.Options, path[1:], given, focused)
			return append(filled, option), err
		case ok && option.Focused && !o.Autocomplete:
			return nil, fmt.Errorf("the option %q does not complete", o.Name)
		case ok:
			filled = append(filled, option)
		case o.Required && focused == "" && len(path) == 0:
			return nil, fmt.Errorf("the option %q is required", o.Name)
		}
	}
	if len(path) > 0 || len(filled) < len(given) {
		return nil, fmt.Errorf("it has no subcommand %v or not all options of %v", path, given)
	}
	return filled, nil
}

// MessageCommand uses a command of the Apps menu of a message that Bob wrote.
func (s *Server) MessageCommand(name, content string, from ...From) *Interaction {
	s.tb.Helper()
	f := s.where(from)
	c, err := s.findCommand(name, discordgo.MessageApplicationCommand, f)
	if err != nil {
		s.tb.Fatal(err)
	}
	const id = "1122222222222222222"
	message := map[string]any{"id": id, "type": 0, "channel_id": f.Channel, "author": Bob.object(), "content": content, "timestamp": s.Now().UTC()}
	return s.must(s.use(discordgo.InteractionApplicationCommand, f, nil, map[string]any{
		"id": c.ID, "name": c.Name, "type": c.Type, "target_id": id,
		"resolved": map[string]any{"messages": map[string]any{id: message}},
	}))
}

// findCommand finds a command that the member sees. Discord checks
// default_member_permissions before the bot hears of it.
func (s *Server) findCommand(name string, kind discordgo.ApplicationCommandType, from From) (*discordgo.ApplicationCommand, error) {
	for _, c := range append(s.Commands(from.Guild), s.Commands("")...) {
		if c.Name != name || c.Type != kind || from.DM && c.Contexts != nil && !slices.Contains(*c.Contexts, discordgo.InteractionContextBotDM) {
			continue
		}
		if needed := c.DefaultMemberPermissions; needed == nil || from.DM || from.Permissions&(*needed|Administrator) != 0 {
			return c, nil
		}
	}
	return nil, fmt.Errorf("discordtest: no command %q of type %d is registered here, or not for this member", name, kind)
}

// Click presses a button of the reply, named by its custom id or label; by
// default the member who asked does.
func (in *Interaction) Click(button string, from ...From) *Interaction {
	s, f := in.srv, in.from
	s.tb.Helper()
	f.Alter = nil
	if len(from) > 0 {
		f = s.where(from)
		f.Channel = in.from.Channel
	}
	b, found := in.Until(func(*Message) bool { return in.original != nil }).Button(button)
	if !found || b.Disabled || b.CustomID == "" || in.original.shown.Ephemeral && f.User != in.original.in.from.User {
		s.tb.Fatalf("discordtest: %s cannot press a button %q", f.User.Name, button)
	}
	return s.must(s.use(discordgo.InteractionMessageComponent, f, in.original, map[string]any{"custom_id": b.CustomID, "component_type": b.Type()}))
}

func (s *Server) must(in *Interaction, err error) *Interaction {
	s.tb.Helper()
	if err != nil {
		s.tb.Fatal(err)
	}
	return in
}

// where fills in what is left out.
func (s *Server) where(from []From) From {
	f := append(from, From{})[0]
	f.User, f.Permissions = cmp.Or(f.User, Alice), cmp.Or(f.Permissions, ordinary)
	f.Channel = cmp.Or(f.Channel, "1166666666666666666")
	if !f.DM {
		f.Guild = cmp.Or(f.Guild, s.opts.Guilds[0].ID)
	}
	return f
}

// use makes an interaction and delivers it: to the bot's HTTP endpoint where one is
// set, else by the gateway.
func (s *Server) use(kind discordgo.InteractionType, from From, source *message, data map[string]any) (*Interaction, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.newID()
	in := &Interaction{ID: id, Token: "stand-in.interaction." + id, srv: s, kind: kind, from: from, source: source, created: s.now()}
	payload := in.object(data)
	if from.Alter != nil {
		from.Alter(payload)
	}
	in.Payload = s.encode(payload)
	if address := s.endpoint; address != nil {
		s.running.Go(func() { s.post(*address, in) })
	} else if err := s.dispatch(from.Guild, "INTERACTION_CREATE", in.Payload); err != nil {
		return nil, err
	}
	s.interactions[in.Token] = in
	if s.opts.Answered != nil { // what is lost is forgotten as well
		token := in.Token
		time.AfterFunc(answerWithin, func() { s.locked(func() { s.forget(token) }) })
	}
	return in, nil
}

// object is the interaction as Discord sends it.
func (in *Interaction) object(data map[string]any) map[string]any {
	channel := map[string]any{"id": in.from.Channel, "type": discordgo.ChannelTypeDM}
	p := map[string]any{
		"id": in.ID, "application_id": ApplicationID, "type": in.kind, "token": in.Token, "version": 1, "data": data,
		"channel_id": in.from.Channel, "channel": channel, "locale": "en-US", "app_permissions": strconv.Itoa(ordinary),
	}
	if in.source != nil {
		p["message"] = in.source.object()
	}
	if in.from.DM {
		p["user"], p["context"] = in.from.User.object(), discordgo.InteractionContextBotDM
		return p
	}
	channel["type"] = discordgo.ChannelTypeGuildText
	p["context"], p["guild_id"] = discordgo.InteractionContextGuild, in.from.Guild
	p["member"] = map[string]any{"user": in.from.User.object(), "permissions": strconv.FormatInt(in.from.Permissions, 10)}
	return p
}
