package discordtest

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

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
	User    User
	In      discordgo.InteractionContextType // a guild, or direct messages instead
	Guild   string                           // the guild's id, which need not be one that the bot has joined
	Channel string                           // the channel's id

	Installed bool // the member has installed the bot for themselves
	Confined  bool // the guild does not let bots that it has not installed speak in public

	// Alter changes the payload before it is sent, to try what Discord never
	// sends. The bot may leave such an interaction unanswered.
	Alter func(payload map[string]any)
}

// ordinary are the permissions of a member: topics/permissions, "Bitwise Permission Flags":
// view, send, embed, read history, use commands, use external apps. inMessages are those of
// a bot in direct messages: attach, embed, mention.
const (
	ordinary   = 1<<10 | 1<<11 | 1<<14 | 1<<16 | 1<<31 | discordgo.PermissionUseExternalApps
	inMessages = 1<<14 | 1<<15 | 1<<17
)

// Slash uses a slash command. What Discord's client would not let a member do ends the test.
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
	f := s.where(from)
	c, owners, err := s.findCommand(name, discordgo.ChatApplicationCommand, f)
	if err != nil {
		return nil, err
	}
	var options []*discordgo.ApplicationCommandInteractionDataOption
	for _, o := range c.Options {
		if value, ok := given[o.Name]; ok {
			options = append(options, &discordgo.ApplicationCommandInteractionDataOption{
				Name: o.Name, Type: o.Type, Value: value, Focused: o.Name == focused,
			})
		}
	}
	if len(options) < len(given) {
		return nil, fmt.Errorf("discordtest: /%s has not all options of %v", name, given)
	}
	return s.use(kind, f, nil, owners, map[string]any{"id": c.ID, "name": c.Name, "type": c.Type, "options": options})
}

// MessageCommand uses a command of the Apps menu of a message that Bob wrote.
func (s *Server) MessageCommand(name, content string, from ...From) *Interaction {
	s.tb.Helper()
	f := s.where(from)
	c, owners, err := s.findCommand(name, discordgo.MessageApplicationCommand, f)
	if err != nil {
		s.tb.Fatal(err)
	}
	const id = "1122222222222222222"
	message := map[string]any{"id": id, "type": 0, "channel_id": f.Channel, "author": Bob.object(), "content": content, "timestamp": s.Now().UTC()}
	return s.must(s.use(discordgo.InteractionApplicationCommand, f, nil, owners, map[string]any{
		"id": c.ID, "name": c.Name, "type": c.Type, "target_id": id,
		"resolved": map[string]any{"messages": map[string]any{id: message}},
	}))
}

// findCommand finds a command that the member sees there, and who has installed it.
func (s *Server) findCommand(name string, kind discordgo.ApplicationCommandType, from From) (*discordgo.ApplicationCommand, owners, error) {
	for _, c := range append(s.Commands(from.Guild), s.Commands("")...) {
		by := s.owners(c, from)
		hidden := len(by) == 0 || c.Contexts != nil && !slices.Contains(*c.Contexts, from.In)
		if c.Name == name && c.Type == kind && !hidden {
			return c, by, nil
		}
	}
	return nil, nil, fmt.Errorf("discordtest: no command %q of type %d is registered here", name, kind)
}

// owners say who has installed the bot so that an interaction is possible:
// receiving-and-responding, "Authorizing Integration Owners Object".
type owners map[discordgo.ApplicationIntegrationType]string

func (s *Server) owners(c *discordgo.ApplicationCommand, from From) owners {
	by := owners{}
	for _, way := range *c.IntegrationTypes {
		switch {
		case way == discordgo.ApplicationIntegrationUserInstall && from.Installed:
			by[way] = from.User.ID
		case way == discordgo.ApplicationIntegrationGuildInstall && from.In == discordgo.InteractionContextBotDM:
			by[way] = "0"
		case way == discordgo.ApplicationIntegrationGuildInstall && slices.Contains(s.opts.Guilds, from.Guild):
			by[way] = from.Guild
		}
	}
	return by
}

// Click presses a button of the reply, named by its custom id or label; by
// default the member who asked does.
func (in *Interaction) Click(button string, from ...From) *Interaction {
	s, f := in.srv, in.from
	s.tb.Helper()
	f.Alter = nil
	if len(from) > 0 { // who stands in the same place
		f.User, f.Alter = cmp.Or(from[0].User, f.User), from[0].Alter
	}
	b, found := in.Until(func(*Message) bool { return in.original != nil }).Button(button)
	if !found || b.Disabled || b.CustomID == "" || in.original.shown.Ephemeral && f.User != in.original.in.from.User {
		s.tb.Fatalf("discordtest: %s cannot press a button %q", f.User.Name, button)
	}
	return s.must(s.use(discordgo.InteractionMessageComponent, f, in.original, in.owners, map[string]any{"custom_id": b.CustomID, "component_type": b.Type()}))
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
	f.User, f.Channel = cmp.Or(f.User, Alice), cmp.Or(f.Channel, "1166666666666666666")
	if f.In == discordgo.InteractionContextGuild {
		f.Guild = cmp.Or(f.Guild, s.opts.Guilds[0])
	}
	return f
}

// use makes an interaction and delivers it: to the bot's HTTP endpoint where one is
// set, else by the gateway.
func (s *Server) use(kind discordgo.InteractionType, from From, source *message, by owners, data map[string]any) (*Interaction, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.newID()
	in := &Interaction{ID: id, Token: "stand-in.interaction." + id, srv: s, kind: kind, from: from, owners: by, source: source, created: s.now(), offset: s.offset}
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
	return in, nil
}

// object is the interaction as Discord sends it.
func (in *Interaction) object(data map[string]any) map[string]any {
	p := map[string]any{
		"id": in.ID, "application_id": ApplicationID, "type": in.kind, "token": in.Token, "version": 1, "data": data,
		"channel_id": in.from.Channel, "locale": "en-US", "context": in.from.In, "authorizing_integration_owners": in.owners,
	}
	if in.source != nil {
		p["message"] = in.source.object()
	}
	if in.from.In != discordgo.InteractionContextGuild {
		p["user"], p["app_permissions"] = in.from.User.object(), strconv.Itoa(inMessages)
		return p
	}
	may := ordinary
	if in.from.Confined {
		may &^= discordgo.PermissionUseExternalApps
	}
	p["guild_id"], p["app_permissions"] = in.from.Guild, strconv.Itoa(may)
	p["member"] = map[string]any{"user": in.from.User.object(), "permissions": strconv.Itoa(may)}
	return p
}
