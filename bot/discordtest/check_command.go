package discordtest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Types of commands: application-commands, "Application Command Types".
const (
	commandChat    = 1
	commandUser    = 2
	commandMessage = 3
)

// Types of options: application-commands, "Application Command Option Type".
const (
	optionSubcommand = 1
	optionGroup      = 2
	optionString     = 3
	optionInteger    = 4
	optionBoolean    = 5
	optionUser       = 6
	optionChannel    = 7
	optionRole       = 8
	optionNumber     = 10
	optionAttachment = 11
)

// commandName: application-commands, "Application Command Naming".
var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// locales: reference, "Locales".
var locales = []string{
	"id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR", "ro",
	"fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko",
}

func lowerName(f *form, v any) {
	before := len(f.errs)
	text(1, maxCommandName)(f, v)
	if s, _ := v.(string); len(f.errs) == before && (!commandName.MatchString(s) || strings.ToLower(s) != s) {
		f.fail("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
	}
}

// localized is a dictionary from locale to a value that follows the rule.
func localized(each rule) rule {
	return nullable(func(f *form, v any) {
		m, ok := v.(map[string]any)
		if !ok {
			f.fail("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
		}
		for locale, s := range m {
			f.in(locale, func() {
				if !slices.Contains(locales, locale) {
					f.fail("DICT_TYPE_KEY_CHOICES", "no such locale")
				}
				each(f, s)
			})
		}
	})
}

// permissions is a bit set as a string of digits; the OpenAPI description asks
// for an integer, the documentation and every client send a string.
func permissions(f *form, v any) {
	s, ok := v.(string)
	if n, isNumber := v.(json.Number); isNumber {
		s, ok = n.String(), true
	}
	if _, err := strconv.ParseUint(s, 10, 64); !ok || err != nil {
		f.fail("NUMBER_TYPE_COERCE", "Value %q is not a permission set.", fmt.Sprint(v))
	}
}

// command checks one command of a body. In a PATCH nothing is required.
func (f *form) command(v any, guild, partial bool) {
	m, ok := v.(map[string]any)
	kind := int64(commandChat)
	if ok && m["type"] != nil {
		kind = integerOf(m, "type")
	}
	fields := map[string]rule{
		"type":                       nullable(choice(commandChat, commandUser, commandMessage)),
		"name":                       text(1, maxCommandName),
		"name_localizations":         localized(text(1, maxCommandName)),
		"description":                nullable(text(0, 0)),
		"description_localizations":  localized(text(0, 0)),
		"default_member_permissions": nullable(permissions),
		"nsfw":                       nullable(boolean),
		"options":                    unsupported, // only for chat commands
		"id":                         nullable(snowflake),
	}
	if !guild {
		fields["dm_permission"] = nullable(boolean)
		fields["contexts"] = nullable(list(1, 3, choice(0, 1, 2)))
		fields["integration_types"] = nullable(list(1, 2, choice(0, 1)))
	}
	required := []string{"name"}
	if kind == commandChat {
		fields["name"] = lowerName
		fields["name_localizations"] = localized(lowerName)
		fields["description"] = text(1, maxCommandDescription)
		fields["description_localizations"] = localized(text(1, maxCommandDescription))
		fields["options"] = nullable(func(f *form, v any) { f.options(v, 0) })
		required = append(required, "description")
	}
	if partial {
		required = nil
		delete(fields, "type")
		delete(fields, "id")
	}
	object(fields, required...)(f, v)
	if size := commandSize(m); size > maxCommandSize {
		f.fail("APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (%d)", maxCommandSize)
	}
}

// options checks the options of a command (depth 0), of a group or a
// subcommand.
func (f *form) options(v any, parent int64) {
	list(0, maxCommandOptions, func(f *form, v any) { f.option(v, parent) })(f, v)
	items, _ := v.([]any)
	names, optional, nested := map[string]bool{}, false, 0
	for i, item := range items {
		m, ok := item.(map[string]any)
		if !ok {
			continue
		}
		f.in(itoa(i), func() {
			name := stringOf(m, "name")
			if names[name] {
				f.in("name", func() { f.fail("APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists") })
			}
			names[name] = true
			if m["required"] == true && optional {
				f.fail("APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options")
			}
			optional = optional || m["required"] != true
			if t := integerOf(m, "type"); t == optionSubcommand || t == optionGroup {
				nested++
			}
		})
	}
	if nested > 0 && nested < len(items) {
		f.fail("APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types are mutually exclusive to all other types")
	}
}

// option checks one option. Every option may carry any field with a null, an
// empty or a false value, because discordgo writes them all.
func (f *form) option(v any, parent int64) {
	m, _ := v.(map[string]any)
	kind := integerOf(m, "type")
	fields := map[string]rule{
		"type": choice(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), "name": lowerName, "name_localizations": localized(lowerName),
		"description": text(1, maxCommandDescription), "description_localizations": localized(text(1, maxCommandDescription)),
		"required": nullable(boolean), "choices": unsupported, "options": unsupported, "channel_types": unsupported,
		"autocomplete": nullable(mustBeEmpty),
	}
	switch parent {
	case optionGroup:
		fields["type"] = choice(optionSubcommand)
	case optionSubcommand:
		fields["type"] = choice(3, 4, 5, 6, 7, 8, 9, 10, 11)
	}
	switch kind {
	case optionSubcommand, optionGroup:
		fields["options"] = nullable(func(f *form, v any) { f.options(v, kind) })
		fields["required"] = nullable(mustBeEmpty)
	case optionString, optionInteger, optionNumber:
		fields["autocomplete"] = nullable(boolean)
		fields["choices"] = nullable(func(f *form, v any) { f.choices(v, kind) })
		if kind == optionString {
			fields["min_length"], fields["max_length"] = nullable(integer(0, 6000)), nullable(integer(1, 6000))
		} else {
			fields["min_value"], fields["max_value"] = nullable(number), nullable(number)
		}
	case optionChannel:
		fields["channel_types"] = nullable(list(0, 25, integer(0, 100)))
	}
	object(fields, "type", "name", "description")(f, v)
	if m["autocomplete"] == true && len(listOf(m, "choices")) > 0 {
		f.in("autocomplete", func() {
			f.fail("APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", "autocomplete may not be set to true if choices are present")
		})
	}
	for _, pair := range [][2]string{{"min_length", "max_length"}, {"min_value", "max_value"}} {
		low, okLow := m[pair[0]].(json.Number)
		high, okHigh := m[pair[1]].(json.Number)
		a, _ := low.Float64()
		b, _ := high.Float64()
		if okLow && okHigh && a > b {
			f.in(pair[0], func() { f.fail("APPLICATION_COMMAND_OPTIONS_RANGE_INVALID", "%s is greater than %s", pair[0], pair[1]) })
		}
	}
}

// choices checks the choices of an option, and those of an autocomplete
// answer: they have the same structure.
func (f *form) choices(v any, kind int64) {
	value := text(1, maxChoiceValue)
	switch kind {
	case optionInteger:
		value = integer(-(1 << 53), 1<<53)
	case optionNumber:
		value = number
	}
	list(0, maxChoices, object(map[string]rule{
		"name": text(1, maxChoiceName), "name_localizations": localized(text(1, maxChoiceName)), "value": value}, "name", "value"))(f, v)
	names := map[string]bool{}
	items, _ := v.([]any)
	for i, item := range items {
		m, _ := item.(map[string]any)
		name := stringOf(m, "name")
		if names[name] {
			f.in(itoa(i), func() { f.fail("APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS", "Choice name already exists") })
		}
		names[name] = true
	}
}

// commandSize adds up names, descriptions and values of a command, of its
// options and choices; where there are localizations, the longest counts
// (application-commands, "Limits on Registering Commands").
func commandSize(m map[string]any) int {
	longest := func(key string) int {
		n := length(stringOf(m, key))
		more, _ := m[key+"_localizations"].(map[string]any)
		for _, v := range more {
			if s, ok := v.(string); ok {
				n = max(n, length(s))
			}
		}
		return n
	}
	size := longest("name") + longest("description")
	if v, ok := m["value"]; ok {
		size += length(fmt.Sprint(v))
	}
	for _, key := range []string{"options", "choices"} {
		for _, child := range objectsOf(m, key) {
			size += commandSize(child)
		}
	}
	return size
}
