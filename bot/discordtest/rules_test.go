package discordtest

import (
	"fmt"
	"strings"
	"testing"
)

func x(n int) string { return strings.Repeat("x", n) }

// TestMessageRules sends every kind of message that Discord refuses, and good
// ones at the very limits.
func TestMessageRules(t *testing.T) {
	s, rec := quiet(t, Options{})
	ready(t, s)
	register(t, s, quote)
	button := func(id string) string { return fmt.Sprintf(`{"type":2,"style":1,"label":"L","custom_id":%q}`, id) }
	row := func(buttons ...string) string {
		return `{"type":1,"components":[` + strings.Join(buttons, ",") + `]}`
	}
	rows := func(rows ...string) string { return `"content":"c","components":[` + strings.Join(rows, ",") + `]` }
	v2 := func(parts ...string) string {
		return `"flags":32768,"components":[` + strings.Join(parts, ",") + `]`
	}
	embed := func(e string) string { return `"embeds":[{` + e + `}]` }
	many := func(n int, f func(int) string) string {
		var list []string
		for i := range n {
			list = append(list, f(i))
		}
		return strings.Join(list, ",")
	}
	text := func(s string) string { return fmt.Sprintf(`{"type":10,"content":%q}`, s) }
	option := func(v string) string { return fmt.Sprintf(`{"label":%q,"value":%q}`, v, v) }
	menu := func(rest string) string { return `{"type":3,"custom_id":"m",` + rest + `}` }
	for _, tt := range []struct{ name, data, want string }{
		{"content", `"content":"` + x(2000) + `"`, ""},
		{"content over", `"content":"` + x(2001) + `"`, "BASE_TYPE_MAX_LENGTH"},
		{"content in UTF-16", `"content":"` + strings.Repeat("😀", 1000) + `"`, ""},
		{"content over in UTF-16", `"content":"` + strings.Repeat("😀", 1001) + `"`, "BASE_TYPE_MAX_LENGTH"},
		{"content number", `"content":5`, "STRING_TYPE_CONVERT"},
		{"nothing", ``, "Cannot send an empty message"},
		{"white space", `"content":" \n\t"`, "Cannot send an empty message"},
		{"unknown field", `"content":"c","contents":"c"`, "UNKNOWN_FIELD"},
		{"unknown embed field", embed(`"title":"t","colour":1`), "UNKNOWN_FIELD"},
		{"duplicate field", `"content":"c","content":"d"`, "invalid JSON"},
		{"flags", `"content":"c","flags":68`, ""},
		{"flags unknown", `"content":"c","flags":1`, "BITFIELD_INVALID"},
		{"flags loading", `"content":"c","flags":128`, "BITFIELD_INVALID"},
		{"flags text", `"content":"c","flags":"64"`, "NUMBER_TYPE_COERCE"},
		{"poll", `"content":"c","poll":{}`, "NOT_IMPLEMENTED"},
		{"attachments", `"content":"c","attachments":[{"id":"0"}]`, "NOT_IMPLEMENTED"},
		{"mentions kind", `"content":"c","allowed_mentions":{"parse":["here"]}`, "BASE_TYPE_CHOICES"},

		{"embeds", `"embeds":[` + many(10, func(int) string { return `{"title":"t"}` }) + `]`, ""},
		{"embeds over", `"embeds":[` + many(11, func(int) string { return `{"title":"t"}` }) + `]`, "BASE_TYPE_MAX_LENGTH"},
		{"embed empty", embed(``), "BASE_TYPE_REQUIRED"},
		{"embed colour only", embed(`"color":1`), "BASE_TYPE_REQUIRED"},
		{"title", embed(`"title":"` + x(256) + `"`), ""},
		{"title over", embed(`"title":"` + x(257) + `"`), "BASE_TYPE_MAX_LENGTH"},
		{"description", embed(`"description":"` + x(4096) + `"`), ""},
		{"description over", embed(`"description":"` + x(4097) + `"`), "BASE_TYPE_MAX_LENGTH"},
		{"footer", embed(`"footer":{"text":"` + x(2048) + `"}`), ""},
		{"footer over", embed(`"footer":{"text":"` + x(2049) + `"}`), "BASE_TYPE_BAD_LENGTH"},
		{"footer empty", embed(`"title":"t","footer":{}`), "BASE_TYPE_REQUIRED"},
		{"author over", embed(`"author":{"name":"` + x(257) + `"}`), "BASE_TYPE_BAD_LENGTH"},
		{"fields", embed(`"fields":[` + many(25, func(int) string { return `{"name":"n","value":"v","inline":true}` }) + `]`), ""},
		{"fields over", embed(`"fields":[` + many(26, func(int) string { return `{"name":"n","value":"v"}` }) + `]`), "BASE_TYPE_MAX_LENGTH"},
		{"field name over", embed(`"fields":[{"name":"` + x(257) + `","value":"v"}]`), "BASE_TYPE_BAD_LENGTH"},
		{"field value over", embed(`"fields":[{"name":"n","value":"` + x(1025) + `"}]`), "BASE_TYPE_BAD_LENGTH"},
		{"field without value", embed(`"fields":[{"name":"n"}]`), "BASE_TYPE_REQUIRED"},
		{"field blank", embed(`"fields":[{"name":" ","value":"v"}]`), "BASE_TYPE_BAD_LENGTH"},
		{"6000", `"embeds":[{"description":"` + x(4096) + `"},{"description":"` + x(1904) + `"}]`, ""},
		{"6001", `"embeds":[{"description":"` + x(4096) + `"},{"description":"` + x(1904) + `","footer":{"text":"f"}}]`, "MAX_EMBED_SIZE_EXCEEDED"},
		{"url", embed(`"title":"t","url":"https://example.org/a#:~:text=b%20c"`), ""},
		{"url scheme", embed(`"title":"t","url":"javascript:alert(1)"`), "URL_TYPE_INVALID_SCHEME"},
		{"url relative", embed(`"title":"t","url":"/a"`), "URL_TYPE_INVALID_URL"},
		{"url hostless", embed(`"title":"t","url":"https:///a"`), "URL_TYPE_INVALID_URL"},
		{"url with space", embed(`"title":"t","url":"https://example.org/a b"`), "URL_TYPE_INVALID_URL"},
		{"url over", embed(`"title":"t","url":"https://example.org/` + x(2040) + `"`), "BASE_TYPE_BAD_LENGTH"},
		{"image", embed(`"image":{"url":"data:image/png;base64,"}`), "URL_TYPE_INVALID"},
		{"timestamp", embed(`"title":"t","timestamp":"yesterday"`), "DATE_TIME_TYPE_PARSE"},
		{"color", embed(`"title":"t","color":16777216`), "NUMBER_TYPE_MAX"},
		{"type", embed(`"title":"t","type":"link"`), "BASE_TYPE_CHOICES"},

		{"rows", rows(many(5, func(i int) string {
			return row(many(5, func(j int) string { return button(fmt.Sprint(i, j)) }))
		})), ""},
		{"rows over", rows(many(6, func(i int) string { return row(button(fmt.Sprint(i))) })), "BASE_TYPE_MAX_LENGTH"},
		{"row over", rows(row(many(6, func(i int) string { return button(fmt.Sprint(i)) }))), "BASE_TYPE_BAD_LENGTH"},
		{"row empty", rows(`{"type":1,"components":[]}`), "BASE_TYPE_BAD_LENGTH"},
		{"button outside a row", rows(button("a")), "BASE_TYPE_CHOICES"},
		{"label over", rows(row(`{"type":2,"style":1,"custom_id":"a","label":"` + x(81) + `"}`)), "BASE_TYPE_MAX_LENGTH"},
		{"label missing", rows(row(`{"type":2,"style":1,"custom_id":"a"}`)), "BUTTON_COMPONENT_LABEL_REQUIRED"},
		{"emoji", rows(row(`{"type":2,"style":1,"custom_id":"a","emoji":{"name":"😀"}}`)), ""},
		{"custom id", rows(row(button(x(100)))), ""},
		{"custom id over", rows(row(button(x(101)))), "BASE_TYPE_BAD_LENGTH"},
		{"custom id twice", rows(row(button("a")), row(button("a"))), "COMPONENT_CUSTOM_ID_DUPLICATED"},
		{"custom id missing", rows(row(`{"type":2,"style":1,"label":"l"}`)), "BASE_TYPE_REQUIRED"},
		{"link", rows(row(`{"type":2,"style":5,"label":"l","url":"https://example.org"}`)), ""},
		{"link over", rows(row(`{"type":2,"style":5,"label":"l","url":"https://example.org/` + x(493) + `"}`)), "BASE_TYPE_BAD_LENGTH"},
		{"link with custom id", rows(row(`{"type":2,"style":5,"label":"l","url":"https://example.org","custom_id":"a"}`)), "BUTTON_COMPONENT_INVALID_FIELD"},
		{"link without url", rows(row(`{"type":2,"style":5,"label":"l"}`)), "BASE_TYPE_REQUIRED"},
		{"url on a button", rows(row(`{"type":2,"style":1,"label":"l","custom_id":"a","url":"https://example.org"}`)), "BUTTON_COMPONENT_INVALID_FIELD"},
		{"style", rows(row(`{"type":2,"style":7,"label":"l","custom_id":"a"}`)), "BASE_TYPE_CHOICES"},
		{"menu", rows(row(menu(`"options":[` + option("a") + `,` + option("b") + `]`))), ""},
		{"menu and button", rows(row(menu(`"options":[`+option("a")+`]`), button("b"))), "COMPONENT_LAYOUT_WIDTH_EXCEEDED"},
		{"menu over", rows(row(menu(`"options":[` + many(26, func(i int) string { return option(fmt.Sprint(i)) }) + `]`))), "BASE_TYPE_BAD_LENGTH"},
		{"menu values twice", rows(row(menu(`"options":[` + option("a") + `,` + option("a") + `]`))), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"},
		{"menu values", rows(row(menu(`"max_values":3,"options":[` + option("a") + `]`))), "SELECT_COMPONENT_MAX_VALUES"},
		{"text input", rows(row(`{"type":4,"custom_id":"a","style":1}`)), "BASE_TYPE_CHOICES"},
		{"display without the flag", rows(text("a")), "BASE_TYPE_CHOICES"},

		{"v2", v2(text("a"), `{"type":17,"accent_color":1,"components":[`+text("b")+`,{"type":14,"divider":true,"spacing":2},`+row(button("a"))+`]}`,
			`{"type":9,"components":[`+text("c")+`],"accessory":{"type":2,"style":5,"label":"l","url":"https://example.org"}}`), ""},
		{"v2 with content", `"content":"c",` + v2(text("a")), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"},
		{"v2 with embeds", `"embeds":[{"title":"t"}],` + v2(text("a")), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"},
		{"v2 beside empty fields", `"content":"","embeds":[],` + v2(text("a")), ""},
		{"v2 40", v2(many(40, func(int) string { return text("a") })), ""},
		{"v2 41", v2(many(39, func(int) string { return text("a") }), row(button("b"))), "nested ones included"},
		{"v2 text", v2(text(x(2000)), text(x(2000))), ""},
		{"v2 text over", v2(text(x(2000)), text(x(2001))), "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"},
		{"v2 section without accessory", v2(`{"type":9,"components":[` + text("c") + `]}`), "BASE_TYPE_REQUIRED"},
		{"v2 container in container", v2(`{"type":17,"components":[{"type":17,"components":[` + text("a") + `]}]}`), "BASE_TYPE_CHOICES"},
		{"v2 empty", `"flags":32768,"components":[]`, "Cannot send an empty message"},
		{"v2 ids", v2(`{"type":10,"id":5,"content":"a"}`, `{"type":10,"id":5,"content":"b"}`), "COMPONENT_ID_DUPLICATED"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, where := ask(t, s)
			data := tt.data
			if !strings.Contains(data, "allowed_mentions") {
				data = strings.TrimPrefix(data+","+quietMentions, ",")
			}
			a := call(t, s, "POST", where, `{"type":4,"data":{`+data+`}}`)
			checkAnswer(t, a, tt.want, 204)
		})
	}
	if len(s.Violations()) == 0 || !rec.said("MAX_EMBED_SIZE_EXCEEDED") {
		t.Error("refusals were not reported as violations")
	}
	for _, v := range s.Violations() {
		if v.Rule == RuleOpenAPI || v.Rule == RuleMentions {
			t.Errorf("unexpected: %s", v)
		}
	}
}

func checkAnswer(t *testing.T, a answer, want string, good int) {
	t.Helper()
	switch {
	case want == "" && a.status != good:
		t.Errorf("a good body was refused: %v", a)
	case want != "" && (a.status != 400 || !strings.Contains(a.body, want)):
		t.Errorf("got %v, want 400 and %s", a, want)
	case want != "" && a.code == 50035 && !strings.Contains(a.body, `"_errors"`):
		t.Errorf("no _errors in %v", a)
	}
}

func TestCommandRules(t *testing.T) {
	s, _ := quiet(t, Options{})
	list := func(n int, f func(int) string) string {
		var out []string
		for i := range n {
			out = append(out, f(i))
		}
		return strings.Join(out, ",")
	}
	cmd := func(rest string) string { return `{"name":"a","description":"d",` + rest + `}` }
	opt := func(rest string) string { return cmd(`"options":[{"name":"o","description":"d",` + rest + `}]`) }
	named := func(name, description string) string {
		return fmt.Sprintf(`{"name":%q,"description":%q}`, name, description)
	}
	option := func(name string, required bool) string {
		return fmt.Sprintf(`{"type":3,"name":%q,"description":"d","required":%t}`, name, required)
	}
	choice := func(i int) string { return fmt.Sprintf(`{"name":"n%d","value":"v%d"}`, i, i) }
	for _, tt := range []struct{ name, body, want string }{
		{"good", quote, ""},
		{"none", ``, ""},
		{"name length", named(x(32), "d"), ""},
		{"name over", named(x(33), "d"), "BASE_TYPE_BAD_LENGTH"},
		{"name in capitals", named("Quote", "d"), "APPLICATION_COMMAND_INVALID_NAME"},
		{"name with space", named("a b", "d"), "APPLICATION_COMMAND_INVALID_NAME"},
		{"name with point", named("a.b", "d"), "APPLICATION_COMMAND_INVALID_NAME"},
		{"name in Cyrillic", named("цитата", "d"), ""},
		{"name in Cyrillic capitals", named("Цитата", "d"), "APPLICATION_COMMAND_INVALID_NAME"},
		{"name in Devanagari", named("उद्धरण", "d"), ""},
		{"name missing", `{"description":"d"}`, "BASE_TYPE_REQUIRED"},
		{"description", named("a", x(100)), ""},
		{"description over", named("a", x(101)), "BASE_TYPE_BAD_LENGTH"},
		{"description empty", named("a", ""), "BASE_TYPE_BAD_LENGTH"},
		{"description missing", `{"name":"a"}`, "BASE_TYPE_REQUIRED"},
		{"unknown field", cmd(`"hidden":true`), "UNKNOWN_FIELD"},
		{"permissions", cmd(`"default_member_permissions":"32"`), ""},
		{"permissions null", cmd(`"default_member_permissions":null`), ""},
		{"permissions bad", cmd(`"default_member_permissions":"admin"`), "NUMBER_TYPE_COERCE"},
		{"contexts", cmd(`"contexts":[0,1],"integration_types":[0]`), ""},
		{"contexts bad", cmd(`"contexts":[3]`), "BASE_TYPE_CHOICES"},
		{"localizations", cmd(`"name_localizations":{"de":"zitat"}`), ""},
		{"localizations locale", cmd(`"name_localizations":{"xx":"zitat"}`), "DICT_TYPE_KEY_CHOICES"},
		{"localizations name", cmd(`"name_localizations":{"de":"Zitat"}`), "APPLICATION_COMMAND_INVALID_NAME"},
		{"options", cmd(`"options":[` + list(25, func(i int) string { return option(fmt.Sprint("o", i), false) }) + `]`), ""},
		{"options over", cmd(`"options":[` + list(26, func(i int) string { return option(fmt.Sprint("o", i), false) }) + `]`), "BASE_TYPE_MAX_LENGTH"},
		{"options order", cmd(`"options":[` + option("a", false) + `,` + option("b", true) + `]`), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"},
		{"options twice", cmd(`"options":[` + option("a", true) + `,` + option("a", true) + `]`), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"},
		{"option name", cmd(`"options":[` + option("Query", true) + `]`), "APPLICATION_COMMAND_INVALID_NAME"},
		{"option type", opt(`"type":12`), "BASE_TYPE_CHOICES"},
		{"option as discordgo writes it", opt(`"type":5,"channel_types":null,"required":false,"options":null,"autocomplete":false,"choices":null`), ""},
		{"choices", opt(`"type":3,"choices":[` + list(25, choice) + `]`), ""},
		{"choices over", opt(`"type":3,"choices":[` + list(26, choice) + `]`), "BASE_TYPE_MAX_LENGTH"},
		{"choices of another type", opt(`"type":5,"choices":[` + choice(1) + `]`), "NOT_IMPLEMENTED"},
		{"choice name over", opt(`"type":3,"choices":[{"name":"` + x(101) + `","value":"v"}]`), "BASE_TYPE_BAD_LENGTH"},
		{"choice value over", opt(`"type":3,"choices":[{"name":"n","value":"` + x(101) + `"}]`), "BASE_TYPE_BAD_LENGTH"},
		{"choice value type", opt(`"type":4,"choices":[{"name":"n","value":"1"}]`), "NUMBER_TYPE_COERCE"},
		{"choice twice", opt(`"type":3,"choices":[` + choice(1) + `,` + choice(1) + `]`), "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS"},
		{"choices and autocomplete", opt(`"type":3,"autocomplete":true,"choices":[` + choice(1) + `]`), "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID"},
		{"autocomplete of a boolean", opt(`"type":5,"autocomplete":true`), "BASE_TYPE_CHOICES"},
		{"range", opt(`"type":4,"min_value":3,"max_value":2`), "APPLICATION_COMMAND_OPTIONS_RANGE_INVALID"},
		{"min_length of an integer", opt(`"type":4,"min_length":3`), "UNKNOWN_FIELD"},
		{"max_length", opt(`"type":3,"max_length":6001`), "NUMBER_TYPE_MAX"},
		{"subcommands", cmd(`"options":[{"type":2,"name":"g","description":"d","options":[{"type":1,"name":"s","description":"d","options":[` + option("a", true) + `]}]}]`), ""},
		{"subcommand in subcommand", cmd(`"options":[{"type":1,"name":"g","description":"d","options":[{"type":1,"name":"s","description":"d"}]}]`), "BASE_TYPE_CHOICES"},
		{"subcommand beside option", cmd(`"options":[{"type":1,"name":"g","description":"d"},` + option("a", false) + `]`), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"},
		{"8,000", cmd(`"options":[` + list(20, func(i int) string {
			return fmt.Sprintf(`{"type":3,"name":"o%d","description":"%s","choices":[{"name":"n","value":"%s"}]}`, i, x(100), x(100))
		}) + `]`), ""},
		{"8,000 over", cmd(`"options":[` + list(25, func(i int) string {
			return fmt.Sprintf(`{"type":3,"name":"o%d","description":"%s","choices":[{"name":"%s","value":"%s"},{"name":"x%s","value":"v"}]}`, i, x(100), x(100), x(100), x(90))
		}) + `]`), "APPLICATION_COMMAND_TOO_LARGE"},
		{"message command", `{"type":3,"name":"Check this"}`, ""},
		{"message command with description", `{"type":3,"name":"Check","description":"d"}`, "BASE_TYPE_MAX_LENGTH"},
		{"message command with options", `{"type":3,"name":"Check","options":[` + option("a", true) + `]}`, "NOT_IMPLEMENTED"},
		{"name twice", named("a", "d") + `,` + named("a", "e"), "APPLICATION_COMMANDS_DUPLICATE_NAME"},
		{"name twice of two types", named("a", "d") + `,{"type":3,"name":"a"}`, ""},
		{"100", list(100, func(i int) string { return named(fmt.Sprint("c", i), "d") }), ""},
		{"101", list(101, func(i int) string { return named(fmt.Sprint("c", i), "d") }), "Maximum number of application commands reached (100)"},
		{"16 message commands", list(16, func(i int) string { return fmt.Sprintf(`{"type":3,"name":"M%d"}`, i) }), "Maximum number of application commands reached (15)"},
		{"entry point", `{"type":4,"name":"launch"}`, "BASE_TYPE_CHOICES"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s.Advance(25 * 60 * 60 * 1e9) // a new day: 200 creations a day
			checkAnswer(t, call(t, s, "PUT", "/applications/"+s.ApplicationID()+"/commands", "["+tt.body+"]"), tt.want, 200)
		})
	}
	for _, v := range s.Violations() {
		if v.Rule == RuleOpenAPI {
			t.Errorf("unexpected: %s", v)
		}
	}
}

func TestAutocompleteRules(t *testing.T) {
	s, _ := quiet(t, Options{})
	ready(t, s)
	register(t, s, quote)
	choices := func(n int) string {
		var list []string
		for i := range n {
			list = append(list, fmt.Sprintf(`{"name":"n%d","value":"v%d"}`, i, i))
		}
		return `{"type":8,"data":{"choices":[` + strings.Join(list, ",") + `]}}`
	}
	for _, tt := range []struct{ name, body, want string }{
		{"25", choices(25), ""},
		{"none", choices(0), ""},
		{"26", choices(26), "BASE_TYPE_MAX_LENGTH"},
		{"a message", `{"type":4,"data":{"content":"c",` + quietMentions + `}}`, "BASE_TYPE_CHOICES"},
		{"deferred", `{"type":5}`, "BASE_TYPE_CHOICES"},
		{"without data", `{"type":8}`, "BASE_TYPE_REQUIRED"},
		{"name over", `{"type":8,"data":{"choices":[{"name":"` + x(101) + `","value":"v"}]}}`, "BASE_TYPE_BAD_LENGTH"},
		{"value over", `{"type":8,"data":{"choices":[{"name":"n","value":"` + x(101) + `"}]}}`, "BASE_TYPE_BAD_LENGTH"},
		{"value number", `{"type":8,"data":{"choices":[{"name":"n","value":1}]}}`, "STRING_TYPE_CONVERT"},
		{"as discordgo writes it", `{"type":8,"data":{"tts":false,"content":"","components":null,"embeds":null,"choices":[{"name":"n","value":"v"}]}}`, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in := s.Autocomplete("quote", "outlet", "g")
			checkAnswer(t, call(t, s, "POST", in.callbackPath(), tt.body), tt.want, 204)
			if got := in.Payload(); tt.name == "25" && (len(in.Choices()) != 25 || !strings.Contains(string(got), `"focused":true`)) {
				t.Errorf("%v choices for %s", in.Choices(), got)
			}
		})
	}
}
