package discordtest

import (
	"cmp"
	"encoding/json"
	"reflect"
	"slices"

	"github.com/bwmarrin/discordgo"
)

// A Command is a registered command as discordgo reads it.
type Command = discordgo.ApplicationCommand

// A Choice is one of an option's values, or a suggestion of an autocomplete
// answer.
type Choice = discordgo.ApplicationCommandOptionChoice

// scope says whether a request may ask for the commands of its guild. A guild
// that it has not joined is the bot's mistake; that a scope is missing it cannot
// know.
func (s *Server) scope(r *request) (guild string, err error) {
	if app := r.PathValue("app"); app != applicationID {
		return "", &refusal{status: 404, code: 10002, message: "Unknown Application", rule: RuleUnknown, detail: "application " + app}
	}
	guild = r.PathValue("guild")
	if guild == "" {
		return "", nil
	}
	i := slices.IndexFunc(s.opts.Guilds, func(g Guild) bool { return g.ID == guild })
	refused := &refusal{status: 403, code: 50001, message: "Missing Access"}
	switch {
	case i < 0:
		refused.rule, refused.detail = RuleUnknown, "guild "+guild
		return guild, refused
	case s.opts.Guilds[i].NoCommands:
		return guild, refused
	}
	return guild, nil
}

func (s *Server) listCommands(r *request) (any, error) {
	guild, err := s.scope(r)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]*Command{}, s.commands[guild]...), nil
}

// putCommands replaces the commands of a scope. A command's id stays while name
// and type do; its version changes with any change.
func (s *Server) putCommands(r *request) (any, error) {
	guild, err := s.scope(r)
	if err != nil {
		return nil, err
	}
	var list []*Command
	if err := decode(r.body, &list); err != nil {
		return nil, err
	}
	for i := range list {
		list[i].Type = cmp.Or(list[i].Type, discordgo.ChatApplicationCommand)
	}
	var f form
	f.commands(list)
	if err := f.err(); err != nil {
		return nil, err
	}
	var each []json.RawMessage
	_ = json.Unmarshal(r.body, &each) // as decode has read it
	for _, command := range each {
		if err := s.api.check("ApplicationCommandUpdateRequest", command); err != nil {
			return nil, err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range list {
		s.store(guild, list[i])
	}
	s.commands[guild] = list
	s.notify()
	return append([]*Command{}, list...), nil
}

// store fills in what Discord fills in; s.mu is held.
func (s *Server) store(guild string, c *Command) {
	c.ApplicationID, c.GuildID = applicationID, guild
	if c.NSFW == nil {
		c.NSFW = new(false)
	}
	if guild == "" && c.DMPermission == nil { //nolint:staticcheck // the older way, which Discord still gives out
		c.DMPermission = new(true) //nolint:staticcheck // as above
	}
	if guild == "" && c.IntegrationTypes == nil {
		c.IntegrationTypes = new([]discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall})
	}
	for _, old := range s.commands[guild] {
		if old.Type == c.Type && old.Name == c.Name {
			c.ID, c.Version = old.ID, old.Version
			if !reflect.DeepEqual(old, c) {
				c.Version = s.newID()
			}
			return
		}
	}
	c.ID, c.Version = s.newID(), s.newID()
}

// Commands lists the registered commands by name: the global ones for an empty
// guild, else the guild's own.
func (s *Server) Commands(guild string) []*Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := slices.Clone(s.commands[guild])
	slices.SortFunc(list, func(a, b *Command) int { return cmp.Compare(a.Name, b.Name) })
	return list
}
