package discordtest

import (
	"cmp"
	"encoding/json"
	"net/http"
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
func (s *Server) scope(r *http.Request) (guild string, err error) {
	if app := r.PathValue("app"); app != applicationID {
		return "", &refusal{404, discordgo.ErrCodeUnknownApplication, "Unknown Application", RuleUnknown, "application " + app}
	}
	guild = r.PathValue("guild")
	i := slices.IndexFunc(s.opts.Guilds, func(g Guild) bool { return g.ID == guild })
	switch {
	case guild == "":
		return "", nil
	case i < 0:
		return "", &refusal{403, discordgo.ErrCodeMissingAccess, "Missing Access", RuleUnknown, "guild " + guild}
	case s.opts.Guilds[i].NoCommands:
		return "", &refusal{status: 403, code: discordgo.ErrCodeMissingAccess, message: "Missing Access"}
	}
	return guild, nil
}

func (s *Server) listCommands(r *http.Request, _ []byte) (any, error) {
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
func (s *Server) putCommands(r *http.Request, body []byte) (any, error) {
	guild, err := s.scope(r)
	if err != nil {
		return nil, err
	}
	var each []json.RawMessage
	if err := decode(body, &each); err != nil {
		return nil, err
	}
	list := make([]*Command, len(each))
	for i, command := range each {
		if err := decode(command, &list[i]); err != nil {
			return nil, err
		}
		if err := s.checkOpenAPI("ApplicationCommandUpdateRequest", command); err != nil {
			return nil, err
		}
	}
	if err := s.judgeCommands(list, body); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range list {
		s.fillIn(c, guild)
	}
	s.commands[guild] = list
	return list, nil
}

// fillIn fills in what Discord fills in; s.mu is held.
func (s *Server) fillIn(c *Command, guild string) {
	c.Type, c.ApplicationID, c.GuildID = cmp.Or(c.Type, discordgo.ChatApplicationCommand), applicationID, guild
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
