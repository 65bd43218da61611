package discordtest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Slash uses a slash command as a member would; a subcommand is written after
// its command, as in "config show". Values are string, int, float64, bool or
// [User], as the options' types ask. What Discord's client would not let a
// member do ends the test. The handle that it returns gives the reply.
func (s *Server) Slash(name string, options map[string]any, from ...From) *Interaction {
	s.tb.Helper()
	return s.must(s.TrySlash(name, options, from...))
}

// TrySlash is Slash for other goroutines than the test's.
func (s *Server) TrySlash(name string, options map[string]any, from ...From) (*Interaction, error) {
	return s.send(kindCommand, from, func(in *Interaction) (map[string]any, map[string]any, error) {
		return s.slashData(in, name, options, "")
	})
}

// Autocomplete types text into an option of a slash command and asks for
// suggestions; other options may be filled in already.
func (s *Server) Autocomplete(name, option, typed string, from ...From) *Interaction {
	s.tb.Helper()
	return s.AutocompleteWith(name, option, map[string]any{option: typed}, from...)
}

// AutocompleteWith is Autocomplete with other options filled in.
func (s *Server) AutocompleteWith(name, option string, options map[string]any, from ...From) *Interaction {
	s.tb.Helper()
	return s.must(s.send(kindAutocomplete, from, func(in *Interaction) (map[string]any, map[string]any, error) {
		return s.slashData(in, name, options, option)
	}))
}

// MessageCommand uses a command of the Apps menu of a message that Bob wrote.
func (s *Server) MessageCommand(name, content string, from ...From) *Interaction {
	s.tb.Helper()
	return s.must(s.send(kindCommand, from, func(in *Interaction) (map[string]any, map[string]any, error) {
		c, err := s.findCommand(name, commandMessage, in)
		if err != nil {
			return nil, nil, err
		}
		id := s.newID()
		target := map[string]any{
			"id": id, "type": 0, "channel_id": in.channel, "author": userObject(Bob), "content": content, "timestamp": stamp(s.clock.now()),
			"edited_timestamp": nil, "tts": false, "mention_everyone": false, "mentions": []any{}, "mention_roles": []any{},
			"attachments": []any{}, "embeds": []any{}, "components": []any{}, "pinned": false, "flags": 0,
		}
		data := commandData(c)
		data["target_id"] = id
		data["resolved"] = map[string]any{"messages": map[string]any{id: target}}
		return data, nil, nil
	}))
}

// UserCommand uses a command of the Apps menu of a user.
func (s *Server) UserCommand(name string, target User, from ...From) *Interaction {
	s.tb.Helper()
	return s.must(s.send(kindCommand, from, func(in *Interaction) (map[string]any, map[string]any, error) {
		c, err := s.findCommand(name, commandUser, in)
		if err != nil {
			return nil, nil, err
		}
		data := commandData(c)
		data["target_id"] = target.ID
		data["resolved"] = map[string]any{"users": map[string]any{target.ID: userObject(target)}}
		return data, nil, nil
	}))
}

// Click presses a button of the reply, named by its custom id or label.
func (in *Interaction) Click(button string, from ...From) *Interaction {
	in.srv.tb.Helper()
	return in.srv.must(in.use(button, nil, from...))
}

// Select chooses values in a select menu of the reply, named by its custom id.
func (in *Interaction) Select(customID string, values []string, from ...From) *Interaction {
	in.srv.tb.Helper()
	return in.srv.must(in.use(customID, values, from...))
}

// use is a component interaction; by default of the member who asked first.
func (in *Interaction) use(name string, values []string, from ...From) (*Interaction, error) {
	s := in.srv
	if len(from) == 0 {
		from = []From{{User: in.user, Guild: in.guild, DM: in.dm, Channel: in.channel}}
	}
	return s.send(kindComponent, from, func(next *Interaction) (map[string]any, map[string]any, error) {
		m := in.original
		if m == nil || m.deleted {
			return nil, nil, s.errorf("there is no message with a component %q", name)
		}
		if m.flags()&flagEphemeral != 0 && next.user.ID != m.in.user.ID {
			return nil, nil, s.errorf("only %s sees the message with the component %q", m.in.user.Name, name)
		}
		next.source, next.channel = m, in.channel
		for _, c := range m.snapshot().All() {
			isButton := c.Type == typeButton
			if c.CustomID != name && (!isButton || c.Label != name) {
				continue
			}
			data := map[string]any{"custom_id": c.CustomID, "component_type": c.Type}
			switch {
			case c.Disabled:
				return nil, nil, s.errorf("the component %q is disabled", name)
			case isButton && c.CustomID == "":
				return nil, nil, s.errorf("the button %q is a link", name)
			case isButton != (values == nil):
				return nil, nil, s.errorf("the component %q is of type %d", name, c.Type)
			case !isButton:
				for _, v := range values {
					if !slices.ContainsFunc(c.Options, func(o SelectOption) bool { return o.Value == v }) {
						return nil, nil, s.errorf("the menu %q has no value %q", name, v)
					}
				}
				data["values"] = values
			}
			return data, m.object(), nil
		}
		return nil, nil, s.errorf("the message has no component %q", name)
	})
}

// send makes an interaction and delivers it.
func (s *Server) send(kind int64, from []From, fill func(*Interaction) (map[string]any, map[string]any, error)) (*Interaction, error) {
	var f From
	if len(from) > 0 {
		f = from[0]
	}
	in, err := s.start(kind, f, fill)
	if err != nil {
		return nil, err
	}
	return in, s.deliver(in)
}

func (s *Server) must(in *Interaction, err error) *Interaction {
	s.tb.Helper()
	if err != nil {
		s.tb.Fatalf("%v", err)
	}
	return in
}

// findCommand finds a command that the member sees; s.mu is held.
func (s *Server) findCommand(name string, kind int64, in *Interaction) (map[string]any, error) {
	for _, guild := range []string{in.guild, ""} {
		sc := s.commands[guild]
		if sc == nil || guild == "" && in.dm && sc.find(name, kind) >= 0 && !inDM(sc.list[sc.find(name, kind)]) {
			continue
		}
		if i := sc.find(name, kind); i >= 0 {
			return sc.list[i], s.mayUse(sc.list[i], in)
		}
	}
	return nil, s.errorf("no command %q of type %d is registered here", name, kind)
}

// mayUse applies default_member_permissions, which Discord checks before the bot
// hears of it; "0" leaves a command to administrators.
func (s *Server) mayUse(c map[string]any, in *Interaction) error {
	needed, err := strconv.ParseUint(stringOf(c, "default_member_permissions"), 10, 64)
	restricted := err == nil // anything but a number stands for everybody
	if in.dm || !restricted || in.perms&Administrator != 0 || needed != 0 && in.perms&needed == needed {
		return nil
	}
	return s.errorf("a member with the permissions %d does not see /%s, which needs %d", in.perms, c["name"], needed)
}

// inDM says whether a global command shows in direct messages with the bot.
func inDM(c map[string]any) bool {
	if contexts := listOf(c, "contexts"); contexts != nil {
		return slices.Contains(contexts, any(json.Number("1")))
	}
	return c["dm_permission"] != false
}

func commandData(c map[string]any) map[string]any {
	data := map[string]any{"id": c["id"], "name": c["name"], "type": commandType(c)}
	if c["guild_id"] != nil {
		data["guild_id"] = c["guild_id"]
	}
	return data
}

// slashData builds the data of a slash command or, with a focused option, of
// an autocomplete; s.mu is held.
func (s *Server) slashData(in *Interaction, name string, options map[string]any, focused string) (map[string]any, map[string]any, error) {
	path := strings.Fields(name)
	if len(path) == 0 {
		return nil, nil, s.errorf("no command")
	}
	c, err := s.findCommand(path[0], commandChat, in)
	if err != nil {
		return nil, nil, err
	}
	data := commandData(c)
	level, at := c, data
	for _, sub := range path[1:] {
		defined := objectsOf(level, "options")
		i := slices.IndexFunc(defined, func(o map[string]any) bool { return o["name"] == sub && integerOf(o, "type") <= optionGroup })
		if i < 0 {
			return nil, nil, s.errorf("/%s has no subcommand %q", name, sub)
		}
		level = defined[i]
		next := map[string]any{"name": sub, "type": integerOf(level, "type")}
		at["options"] = []any{next}
		at = next
	}
	b := optionBuilder{in: in, command: name, focused: focused, resolved: map[string]any{}}
	values, err := b.build(objectsOf(level, "options"), options)
	if err != nil {
		return nil, nil, s.errorf("/%s: %w", name, err)
	}
	if len(values) > 0 {
		at["options"] = values
	}
	if len(b.resolved) > 0 {
		data["resolved"] = b.resolved
	}
	return data, nil, nil
}

// optionBuilder turns a test's values into options, as far as Discord's client
// would let a member send them.
type optionBuilder struct {
	in       *Interaction
	command  string
	focused  string
	resolved map[string]any
}

func (b *optionBuilder) build(defined []map[string]any, given map[string]any) ([]any, error) {
	rest := maps.Clone(given)
	var out []any
	for _, d := range defined {
		name, kind := stringOf(d, "name"), integerOf(d, "type")
		if kind <= optionGroup {
			return nil, fmt.Errorf("%q is a subcommand and must be named", name)
		}
		v, ok := rest[name]
		delete(rest, name)
		switch {
		case !ok && d["required"] == true && b.focused == "":
			return nil, fmt.Errorf("the option %q is required", name)
		case !ok:
			continue
		}
		o := map[string]any{"name": name, "type": kind}
		if name == b.focused {
			if d["autocomplete"] != true {
				return nil, fmt.Errorf("the option %q has no autocomplete", name)
			}
			o["focused"], o["value"], b.in.focused = true, fmt.Sprint(v), kind
			out = append(out, o)
			continue
		}
		value, err := b.value(d, kind, v)
		if err != nil {
			return nil, fmt.Errorf("the option %q: %w", name, err)
		}
		o["value"] = value
		out = append(out, o)
	}
	for name := range rest {
		return nil, fmt.Errorf("there is no option %q", name)
	}
	if b.focused != "" && b.in.focused == 0 {
		return nil, fmt.Errorf("there is no option %q to complete", b.focused)
	}
	return out, nil
}

func (b *optionBuilder) value(d map[string]any, kind int64, v any) (any, error) {
	var size float64
	low, high := "min_value", "max_value"
	switch x := v.(type) {
	case string:
		if kind != optionString || x == "" {
			return nil, fmt.Errorf("%q does not fit type %d", x, kind)
		}
		size, low, high = float64(length(x)), "min_length", "max_length"
		if size > 6000 {
			return nil, fmt.Errorf("a member can type up to 6,000 characters, these are %v", size)
		}
	case int:
		if kind != optionInteger && kind != optionNumber {
			return nil, fmt.Errorf("%d does not fit type %d", x, kind)
		}
		size = float64(x)
	case float64:
		if kind != optionNumber {
			return nil, fmt.Errorf("%v does not fit type %d", x, kind)
		}
		size = x
	case bool:
		if kind != optionBoolean {
			return nil, fmt.Errorf("%t does not fit type %d", x, kind)
		}
		return x, nil
	case User:
		if kind != optionUser {
			return nil, fmt.Errorf("a user does not fit type %d", kind)
		}
		b.resolved["users"] = map[string]any{x.ID: userObject(x)}
		return x.ID, nil
	default:
		return nil, fmt.Errorf("a %T is no value of an option", v)
	}
	for key, wrong := range map[string]func(float64) bool{low: func(n float64) bool { return size < n }, high: func(n float64) bool { return size > n }} {
		if n, ok := d[key].(json.Number); ok {
			if limit, _ := n.Float64(); wrong(limit) {
				return nil, fmt.Errorf("%v is not within its %s %s", v, key, n)
			}
		}
	}
	if choices := objectsOf(d, "choices"); len(choices) > 0 && !slices.ContainsFunc(choices, func(c map[string]any) bool {
		return fmt.Sprint(c["value"]) == fmt.Sprint(v)
	}) {
		return nil, fmt.Errorf("%v is not one of its choices", v)
	}
	return v, nil
}
