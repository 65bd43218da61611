package discordtest

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"

	"github.com/bwmarrin/discordgo"
)

// scope says whether a request may ask for the commands of its guild.
func (s *Server) scope(r *http.Request) (guild string, err error) {
	if app := r.PathValue("application_id"); app != ApplicationID {
		return "", &refusal{404, discordgo.ErrCodeUnknownApplication, "Unknown Application", RuleUnknown, "application " + app}
	}
	guild = r.PathValue("guild_id")
	if guild != "" && !slices.Contains(s.opts.Guilds, guild) {
		return "", &refusal{403, discordgo.ErrCodeMissingAccess, "Missing Access", RuleUnknown, "guild " + guild}
	}
	return guild, nil
}

func (s *Server) listCommands(r *http.Request, _ []byte) (any, error) {
	guild, err := s.scope(r)
	if err != nil {
		return nil, err
	}
	return append([]*discordgo.ApplicationCommand{}, s.Commands(guild)...), nil
}

// putCommands replaces the commands of a scope.
func (s *Server) putCommands(r *http.Request, body []byte) (any, error) {
	guild, err := s.scope(r)
	if err != nil {
		return nil, err
	}
	if err := s.checkRules("commands", body); err != nil {
		return nil, err
	}
	list := []*discordgo.ApplicationCommand{}
	if err := decode(body, &list); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	taken := map[string]bool{}
	for _, c := range list {
		c.Type = cmp.Or(c.Type, discordgo.ChatApplicationCommand)
		key := fmt.Sprint(c.Type, c.Name)
		if taken[key] {
			return nil, badForm("the command %q: application command names must be unique", c.Name)
		}
		taken[key] = true
		if err := judgeOptions(c.Options); err != nil {
			return nil, err
		}
		if guild != "" && (c.IntegrationTypes != nil || c.Contexts != nil) {
			return nil, badForm("the command %q: only global commands have integration_types and contexts", c.Name)
		}
		c.ID, c.ApplicationID, c.GuildID = s.newID(), ApplicationID, guild
		if c.IntegrationTypes == nil {
			c.IntegrationTypes = &[]discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall}
		}
		if c.NSFW == nil {
			c.NSFW = new(false) // as Discord gives it out
		}
	}
	s.commands[guild] = list
	return list, nil
}

// Commands lists the guild's own commands, for an empty guild the global ones.
func (s *Server) Commands(guild string) []*discordgo.ApplicationCommand {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.commands[guild])
}
