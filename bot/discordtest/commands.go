package discordtest

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"sort"
	"time"
)

// A scope holds the commands of the application or of one guild.
type scope struct {
	list    []map[string]any // as Discord gives them out
	created []time.Time      // within a day, for the limit on creations
}

// scope finds the scope of a request's path; s.mu is held. Guild routes have
// the id at seg[3].
func (r *request) scope() (*scope, string, error) {
	if r.seg[1] != r.opts.ApplicationID {
		return nil, "", notFound(10002, "Unknown Application", RuleUnknown, "application "+r.seg[1])
	}
	guild := ""
	if r.seg[2] == "guilds" {
		guild = r.seg[3]
		if err := r.joined(guild); err != nil {
			return nil, "", err
		}
	}
	sc := r.commands[guild]
	if sc == nil {
		sc = &scope{}
		r.commands[guild] = sc
	}
	return sc, guild, nil
}

func commandType(m map[string]any) int64 {
	if m["type"] == nil {
		return commandChat
	}
	return integerOf(m, "type")
}

// find gives the position of the command with the name and type, or -1.
func (sc *scope) find(name string, kind int64) int {
	return slices.IndexFunc(sc.list, func(c map[string]any) bool { return c["name"] == name && commandType(c) == kind })
}

// create makes or changes a command. The id stays while name and type do, the
// version changes with any change. s.mu is held.
func (r *request) create(sc *scope, guild string, body map[string]any) (command map[string]any, made bool, err error) {
	command = canonical(body)
	command["application_id"] = r.opts.ApplicationID
	if guild != "" {
		command["guild_id"] = guild
	} else {
		if command["integration_types"] == nil {
			command["integration_types"] = []any{json.Number("0")}
		}
		if command["contexts"] == nil {
			command["contexts"] = nil
		}
		if command["dm_permission"] == nil {
			command["dm_permission"] = true
		}
	}
	i := sc.find(stringOf(command, "name"), commandType(command))
	if i < 0 {
		now := r.clock.now()
		sc.created = slices.DeleteFunc(sc.created, func(t time.Time) bool { return now.Sub(t) > 24*time.Hour })
		if len(sc.created) >= maxCreatesPerDay {
			return nil, false, &refusal{status: 429, code: 30034, message: "Max number of daily application command creates has been reached (200)", rule: RuleCommands}
		}
		sc.created = append(sc.created, now)
		command["id"], command["version"] = r.newID(), r.newID()
		sc.list = append(sc.list, command)
		return command, true, nil
	}
	old := sc.list[i]
	command["id"], command["version"] = old["id"], old["version"]
	if !reflect.DeepEqual(old, command) {
		command["version"] = r.newID()
	}
	sc.list[i] = command
	return command, false, nil
}

// canonical fills in what Discord fills in, and drops what it drops: options
// come back without false and empty fields.
func canonical(body map[string]any) map[string]any {
	c := map[string]any{
		"type": json.Number("1"), "description": "", "nsfw": false, "default_member_permissions": nil,
		"name_localizations": nil, "description_localizations": nil,
	}
	for k, v := range body {
		if v != nil && k != "id" {
			c[k] = v
		}
	}
	if p, ok := c["default_member_permissions"].(json.Number); ok {
		c["default_member_permissions"] = p.String()
	}
	if l := listOf(c, "options"); len(l) == 0 {
		delete(c, "options")
	} else {
		c["options"] = canonicalOptions(l)
	}
	return c
}

func canonicalOptions(options []any) []any {
	out := make([]any, len(options))
	for i, o := range options {
		m := map[string]any{"name_localizations": nil, "description_localizations": nil}
		for k, v := range o.(map[string]any) {
			l, isList := v.([]any)
			switch {
			case v == nil, v == false, isList && len(l) == 0:
			case k == "options":
				m[k] = canonicalOptions(l)
			default:
				m[k] = v
			}
		}
		out[i] = m
	}
	return out
}

// view is a command as GET gives it: the dictionaries of localizations only
// when they are asked for.
func view(c map[string]any, localizations bool) map[string]any {
	if localizations {
		return c
	}
	c = maps.Clone(c)
	delete(c, "name_localizations")
	delete(c, "description_localizations")
	if l := listOf(c, "options"); l != nil {
		out := make([]any, len(l))
		for i, o := range l {
			out[i] = view(o.(map[string]any), false)
		}
		c["options"] = out
	}
	return c
}

// checkTotals applies the limits on the number of commands.
func checkTotals(list []map[string]any) error {
	counts := map[int64]int{}
	for _, c := range list {
		counts[commandType(c)]++
	}
	for kind, most := range map[int64]int{commandChat: maxChatCommands, commandUser: maxUserCommands, commandMessage: maxMessageCommands} {
		if counts[kind] > most {
			return &refusal{status: 400, code: 30032, message: "Maximum number of application commands reached (" + itoa(most) + ")", rule: RuleCommands}
		}
	}
	return nil
}

func (r *request) listCommands() (int, any, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	sc, _, err := r.scope()
	if err != nil {
		return 0, nil, err
	}
	list := []any{}
	for _, c := range sc.list {
		list = append(list, view(c, r.flagged("with_localizations")))
	}
	return 200, list, nil
}

func (r *request) putCommands() (int, any, error) {
	f := &form{}
	guild := r.seg[2] == "guilds"
	list(0, maxChatCommands+maxUserCommands+maxMessageCommands, func(f *form, v any) { f.command(v, guild, false) })(f, r.body)
	items, _ := r.body.([]any)
	names := map[string]bool{}
	for i, item := range items {
		m, _ := item.(map[string]any)
		key := itoa(int(commandType(m))) + " " + stringOf(m, "name")
		if names[key] {
			f.in(itoa(i), func() {
				f.fail("APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
			})
		}
		names[key] = true
	}
	err := r.checked(f, func() error {
		for _, item := range items {
			if err := r.api.checkCommand("ApplicationCommandUpdateRequest", item); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	sc, guildID, err := r.scope()
	if err != nil {
		return 0, nil, err
	}
	var wanted []map[string]any
	for _, item := range items {
		wanted = append(wanted, item.(map[string]any))
	}
	if err := checkTotals(wanted); err != nil {
		return 0, nil, err
	}
	answer := []any{}
	kept := []map[string]any{}
	for _, body := range wanted {
		c, _, err := r.create(sc, guildID, body)
		if err != nil {
			return 0, nil, err
		}
		kept = append(kept, c)
		answer = append(answer, c)
	}
	sc.list = kept
	return 200, answer, nil
}

func (r *request) postCommand() (int, any, error) {
	f := &form{}
	f.command(r.body, r.seg[2] == "guilds", false)
	if m, ok := r.body.(map[string]any); ok && m["id"] != nil {
		f.in("id", func() { f.fail("UNKNOWN_FIELD", "Discord knows no such field here") })
	}
	if err := r.checked(f, func() error { return r.api.checkCommand("ApplicationCommandCreateRequest", r.body) }); err != nil {
		return 0, nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	sc, guild, err := r.scope()
	if err != nil {
		return 0, nil, err
	}
	body := r.body.(map[string]any)
	if sc.find(stringOf(body, "name"), commandType(body)) < 0 {
		if err := checkTotals(append(slices.Clone(sc.list), body)); err != nil {
			return 0, nil, err
		}
	}
	c, made, err := r.create(sc, guild, body)
	if err != nil {
		return 0, nil, err
	}
	if made {
		return 201, c, nil
	}
	return 200, c, nil
}

// named finds the command whose id ends the path; s.mu is held.
func (r *request) named() (*scope, int, error) {
	sc, _, err := r.scope()
	if err != nil {
		return nil, 0, err
	}
	id := r.seg[len(r.seg)-1]
	i := slices.IndexFunc(sc.list, func(c map[string]any) bool { return c["id"] == id })
	if i < 0 {
		return nil, 0, notFound(10063, "Unknown application command", RuleUnknown, "command "+id)
	}
	return sc, i, nil
}

func (r *request) getCommand() (int, any, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	sc, i, err := r.named()
	if err != nil {
		return 0, nil, err
	}
	return 200, sc.list[i], nil
}

func (r *request) patchCommand() (int, any, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	sc, i, err := r.named()
	if err != nil {
		return 0, nil, err
	}
	f := &form{}
	patch, _ := r.body.(map[string]any)
	whole := maps.Clone(patch)
	if whole != nil {
		whole["type"] = sc.list[i]["type"]
	}
	f.command(whole, r.seg[2] == "guilds", true)
	f.errs = slices.DeleteFunc(f.errs, func(e formError) bool { // added above, to know the command's kind
		return len(e.path) == 1 && e.path[0] == "type" && patch["type"] == nil
	})
	if len(f.errs) > 0 {
		return 0, nil, badForm(f)
	}
	if err := r.api.checkCommand("ApplicationCommandPatchRequestPartial", r.body); err != nil {
		return 0, nil, &refusal{status: 400, code: 50035, message: "Invalid Form Body", rule: RuleOpenAPI, detail: err.Error()}
	}
	old := sc.list[i]
	next := maps.Clone(old)
	maps.Copy(next, patch)
	next = canonical(next)
	next["id"], next["version"] = old["id"], old["version"]
	if !reflect.DeepEqual(old, next) {
		next["version"] = r.newID()
	}
	sc.list[i] = next
	return 200, next, nil
}

func (r *request) deleteCommand() (int, any, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	sc, i, err := r.named()
	if err != nil {
		return 0, nil, err
	}
	sc.list = slices.Delete(sc.list, i, i+1)
	return 204, nil, nil
}

// A Command is a registered command, as far as tests ask for it.
type Command struct {
	ID, Name, Description, Version, GuildID string
	Type                                    int
	JSON                                    json.RawMessage // as Discord gives it
}

// Commands lists the registered commands by name: the global ones for an empty
// guild, else the guild's own.
func (s *Server) Commands(guild string) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []Command
	if sc := s.commands[guild]; sc != nil {
		for _, c := range sc.list {
			data, _ := json.Marshal(c)
			list = append(list, Command{
				ID: stringOf(c, "id"), Name: stringOf(c, "name"), Description: stringOf(c, "description"), Version: stringOf(c, "version"),
				GuildID: guild, Type: int(commandType(c)), JSON: data,
			})
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name < list[j].Name })
	return list
}
