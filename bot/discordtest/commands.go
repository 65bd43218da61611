package discordtest

import (
	"cmp"
	"encoding/json"
	"reflect"
	"slices"
)

// Types of commands: application-commands, "Application Command Types".
const (
	commandChat    = 1
	commandMessage = 3
)

// Types of options: application-commands, "Application Command Option Type".
const (
	optionSubcommand = 1
	optionGroup      = 2
	optionString     = 3
	optionInteger    = 4
	optionBoolean    = 5
	optionNumber     = 10
)

// A Command is a registered command as Discord gives it out, and, without its
// ids, as the bot sends it.
type Command struct {
	ID                       string   `json:"id"`
	ApplicationID            string   `json:"application_id"`
	GuildID                  string   `json:"guild_id,omitempty"`
	Version                  string   `json:"version"`
	Type                     int      `json:"type"`
	Name                     string   `json:"name"`
	Description              string   `json:"description"`
	DefaultMemberPermissions *string  `json:"default_member_permissions"`
	Contexts                 []int    `json:"contexts,omitempty"`
	IntegrationTypes         []int    `json:"integration_types,omitempty"`
	DMPermission             *bool    `json:"dm_permission,omitempty"`
	NSFW                     bool     `json:"nsfw"`
	Options                  []Option `json:"options,omitempty"`
}

// An Option is an option of a command, a subcommand or a group of them.
type Option struct {
	Type         int      `json:"type"`
	Name         string   `json:"name"`
	Description  string   `json:"description"`
	Required     bool     `json:"required,omitempty"`
	Autocomplete bool     `json:"autocomplete,omitempty"`
	Choices      []Choice `json:"choices,omitempty"`
	Options      []Option `json:"options,omitempty"`
	ChannelTypes []int    `json:"channel_types,omitempty"`
	MinValue     *float64 `json:"min_value,omitempty"`
	MaxValue     *float64 `json:"max_value,omitempty"`
	MinLength    *int     `json:"min_length,omitempty"`
	MaxLength    *int     `json:"max_length,omitempty"`
}

// A Choice is one of an option's values, or a suggestion of an autocomplete
// answer.
type Choice struct {
	Name  string `json:"name"`
	Value any    `json:"value"` // string or float64
}

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
	return append([]Command{}, s.commands[guild]...), nil
}

// putCommands replaces the commands of a scope. A command's id stays while name
// and type do; its version changes with any change.
func (s *Server) putCommands(r *request) (any, error) {
	guild, err := s.scope(r)
	if err != nil {
		return nil, err
	}
	var list []Command
	if err := decode(r.body, &list); err != nil {
		return nil, err
	}
	for i := range list {
		list[i].Type = cmp.Or(list[i].Type, commandChat)
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
		s.store(guild, &list[i])
	}
	s.commands[guild] = list
	s.notify()
	return append([]Command{}, list...), nil
}

// store fills in what Discord fills in; s.mu is held.
func (s *Server) store(guild string, c *Command) {
	c.ApplicationID, c.GuildID = applicationID, guild
	if guild == "" && c.DMPermission == nil {
		c.DMPermission = new(true)
	}
	if guild == "" && c.IntegrationTypes == nil {
		c.IntegrationTypes = []int{0}
	}
	for _, old := range s.commands[guild] {
		if old.Type == c.Type && old.Name == c.Name {
			c.ID, c.Version = old.ID, old.Version
			if !reflect.DeepEqual(old, *c) {
				c.Version = s.newID()
			}
			return
		}
	}
	c.ID, c.Version = s.newID(), s.newID()
}

// Commands lists the registered commands by name: the global ones for an empty
// guild, else the guild's own.
func (s *Server) Commands(guild string) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := slices.Clone(s.commands[guild])
	slices.SortFunc(list, func(a, b Command) int { return cmp.Compare(a.Name, b.Name) })
	return list
}
