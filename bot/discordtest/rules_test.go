package discordtest

import (
	"fmt"
	"strings"
	"testing"
)

// withAndWithoutOpenAPI runs a test of rules that do not depend on the OpenAPI
// description.
func withAndWithoutOpenAPI(t *testing.T, test func(t *testing.T, s *Server)) {
	for _, without := range []bool{false, true} {
		t.Run(fmt.Sprintf("without OpenAPI=%t", without), func(t *testing.T) {
			s := quiet(t, Options{})
			if s.noOpenAPI && !without {
				t.Skip("../shared/discord/openapi.json is missing")
			}
			s.noOpenAPI = without
			ready(t, s)
			register(t, s, quote)
			test(t, s)
		})
	}
}

// checkAnswer wants a refusal that says so, or with "" none. The OpenAPI description
// comes first and says it in other words.
func checkAnswer(t *testing.T, s *Server, a answer, want string) {
	t.Helper()
	if refused := a.status >= 400; refused != (want != "") || s.noOpenAPI && !strings.Contains(a.body, want) {
		t.Errorf("got %v, want %q", a, want)
	}
}

func TestMessageRules(t *testing.T) {
	button := func(id string) string { return fmt.Sprintf(`{"type":2,"style":1,"label":"L","custom_id":%q}`, id) }
	buttons := func(n int, more string) string {
		return `{"type":1,"components":[` + many(n, func(i int) string { return button(fmt.Sprint(more, i)) }) + `]}`
	}
	rows := func(rows ...string) string { return `"content":"c","components":[` + strings.Join(rows, ",") + `]` }
	row := func(b string) string { return rows(`{"type":1,"components":[` + b + `]}`) }
	embed := func(e string) string { return `"embeds":[{` + e + `}]` }
	withAndWithoutOpenAPI(t, func(t *testing.T, s *Server) {
		for _, tt := range []struct{ name, data, want string }{
			{"content", `"content":"` + x(2000) + `"`, ""},
			{"content over", `"content":"` + x(2001) + `"`, "content': maxLength: got 2,001,"},
			{"content beyond 16 bits", `"content":"` + strings.Repeat("😀", 2000) + `"`, ""},
			{"content number", `"content":5`, "got number, want string"},
			{"nothing", ``, "Cannot send an empty message"},
			{"white space", `"content":" \n"`, "Cannot send an empty message"},
			{"flags loading", `"content":"c","flags":128`, "/flags': value must be one of"},

			{"embeds", `"embeds":[` + many(10, func(int) string { return `{"title":"t"}` }) + `]`, ""},
			{"embeds over", `"embeds":[` + many(11, func(int) string { return `{"title":"t"}` }) + `]`, "embeds': maxItems: got 11,"},
			{"embed empty", embed(`"color":1`), "missing property 'description'"},
			{"title over", embed(`"title":"` + x(257) + `"`), "title': maxLength: got 257,"},
			{"description", embed(`"description":"` + x(4096) + `"`), ""},
			{"description over", embed(`"description":"` + x(4097) + `"`), "description': maxLength: got 4,097,"},
			{"footer over", embed(`"footer":{"text":"` + x(2049) + `"}`), "/footer/text': maxLength: got 2,049,"},
			{"6000", `"embeds":[{"description":"` + x(4096) + `"},{"description":"` + x(1904) + `"}]`, ""},
			{"6001", `"embeds":[{"description":"` + x(4096) + `"},{"description":"` + x(1904) + `","footer":{"text":"f"}}]`, "have 6001"},
			{"url scheme", embed(`"title":"t","url":"javascript:alert(1)"`), "/url': 'javascript:alert(1)' does not match pattern"},
			{"url relative", embed(`"title":"t","url":"/a"`), "/url': '/a' does not match pattern"},

			{"rows", rows(buttons(5, "a"), buttons(5, "b"), buttons(5, "c"), buttons(5, "d"), buttons(5, "e")), ""},
			{"rows over", rows(buttons(1, "a"), buttons(1, "b"), buttons(1, "c"), buttons(1, "d"), buttons(1, "e"), buttons(1, "f")), "components': maxItems: got 6,"},
			{"row over", rows(buttons(6, "a")), "components': maxItems: got 6,"},
			{"row empty", row(``), "minItems: got 0,"},
			{"button outside a row", rows(button("a")), "value must be 1"},
			{"label", row(`{"type":2,"style":1,"custom_id":"a","label":"` + x(80) + `"}`), ""},
			{"label over", row(`{"type":2,"style":1,"custom_id":"a","label":"` + x(81) + `"}`), "label': maxLength: got 81,"},
			{"label missing", row(`{"type":2,"style":1,"custom_id":"a"}`), "missing property 'label'"},
			{"custom id", row(button(x(100))), ""},
			{"custom id over", row(button(x(101))), "custom_id': maxLength: got 101,"},
			{"custom id missing", row(`{"type":2,"style":1,"label":"l"}`), "missing property 'custom_id'"},
			{"custom id twice", row(button("a") + "," + button("a")), "cannot be duplicated"},
			{"link without url", row(`{"type":2,"style":5,"label":"l"}`), "missing property 'url'"},
			{"link with custom id", row(`{"type":2,"style":5,"label":"l","url":"https://example.org","custom_id":"a"}`), "'not' failed"},
		} {
			t.Run(tt.name, func(t *testing.T) {
				data := strings.TrimPrefix(tt.data+","+noPings, ",")
				checkAnswer(t, s, call(t, s, "POST", ask(s).callbackPath(), `{"type":4,"data":{`+data+`}}`), tt.want)
			})
		}
	})
}

// TestOpenAPI looks for what only Discord's description has.
func TestOpenAPI(t *testing.T) {
	s := quiet(t, Options{})
	if s.noOpenAPI {
		t.Skip("there is no openapi.json")
	}
	ready(t, s)
	register(t, s, quote)
	checkAnswer(t, s, call(t, s, "POST", ask(s).callbackPath(), `{"type":4,"data":{"embeds":[{"title":"t","color":16777216}],`+noPings+`}}`), "color")
	checkAnswer(t, s, call(t, s, "PUT", "/applications/"+ApplicationID+"/commands", `[{"name":"a","description":"d","contexts":[9]}]`), "contexts")
	checkAnswer(t, s, call(t, s, "PUT", "/applications/"+ApplicationID+"/commands", `[{"name":"a","description":"d","default_member_permissions":"32"}]`), "")
	checkRules(t, s, RuleForm, RuleForm)
}

func TestMentions(t *testing.T) {
	for mentions, fine := range map[string]bool{
		``: false, `,"allowed_mentions":{}`: false, `,"allowed_mentions":{"parse":null}`: false, `,"allowed_mentions":{"parse":["users"]}`: false,
		`,"allowed_mentions":{"parse":[],"users":["1"]}`: false, `,"allowed_mentions":{"parse":[]}`: true,
	} {
		t.Run(mentions, func(t *testing.T) {
			s := quiet(t, Options{})
			ready(t, s)
			register(t, s, quote)
			checkAnswer(t, s, call(t, s, "POST", ask(s).callbackPath(), `{"type":4,"data":{"content":"c"`+mentions+`}}`), "")
			if !fine {
				checkRules(t, s, RuleMentions)
			}
		})
	}
}

func TestCallbackRules(t *testing.T) {
	choices := func(n int) string {
		return `{"type":8,"data":{"choices":[` + many(n, func(i int) string { return fmt.Sprintf(`{"name":"n%d","value":"v"}`, i) }) + `]}}`
	}
	choice := func(name, value string) string {
		return `{"type":8,"data":{"choices":[{"name":"` + name + `","value":` + value + `}]}}`
	}
	withAndWithoutOpenAPI(t, func(t *testing.T, s *Server) {
		slash := func() *Interaction { return ask(s) }
		complete := func() *Interaction { return s.Autocomplete("quote", "outlet", "g") }
		for _, tt := range []struct {
			name string
			in   func() *Interaction
			body string
			want string
		}{
			{"deferred by discordgo", slash, `{"type":5,"data":{"tts":false,"content":"","components":null,"embeds":null,"flags":64}}`, ""},
			{"deferred with a flag", slash, `{"type":5,"data":{"flags":4}}`, "/flags': value must be one of 0, 64"},
			{"deferred with content", slash, `{"type":5,"data":{"content":"c"}}`, "/content': maxLength: got 1, want 0"},
			{"update of nothing", slash, `{"type":7,"data":{"content":"c",` + noPings + `}}`, "takes [4 5]"},
			{"25 choices", complete, choices(25), ""},
			{"26 choices", complete, choices(26), "choices': maxItems: got 26,"},
			{"choices left out, as by discordgo", complete, `{"type":8,"data":{"tts":false,"content":"","components":null,"embeds":null}}`, "missing property 'choices'"},
			{"name over", complete, choice(x(101), `"v"`), "name': maxLength: got 101,"},
			{"value over", complete, choice("n", `"`+x(101)+`"`), "value': maxLength: got 101,"},
			{"value of no type", complete, choice("n", `true`), "got boolean"},
			{"a message", complete, `{"type":4,"data":{"content":"c",` + noPings + `}}`, "takes [8]"},
		} {
			t.Run(tt.name, func(t *testing.T) {
				checkAnswer(t, s, call(t, s, "POST", tt.in().callbackPath(), tt.body), tt.want)
			})
		}
	})
}

func TestCommandRules(t *testing.T) {
	cmd := func(rest string) string { return `{"name":"a","description":"d",` + rest + `}` }
	named := func(name, description string) string {
		return fmt.Sprintf(`{"name":%q,"description":%q}`, name, description)
	}
	option := func(name string, required bool) string {
		return fmt.Sprintf(`{"type":3,"name":%q,"description":"d","required":%t}`, name, required)
	}
	withAndWithoutOpenAPI(t, func(t *testing.T, s *Server) {
		for _, tt := range []struct{ name, body, want string }{
			{"good", quote, ""},
			{"name over", named(x(33), "d"), "does not match pattern"},
			{"name in capitals", named("Quote", "d"), "'not' failed"},
			{"name with space", named("a b", "d"), "does not match pattern"},
			{"name in Devanagari", named("उद्धरण", "d"), ""},
			{"name twice", named("a", "d") + `,` + named("a", "e"), "must be unique"},
			{"name twice of two types", named("a", "d") + `,{"type":3,"name":"a"}`, ""},
			{"description", named("a", x(100)), ""},
			{"description over", named("a", x(101)), "description': maxLength: got 101,"},
			{"description missing", `{"name":"a"}`, "missing property 'description'"},
			{"options", cmd(`"options":[` + many(25, func(i int) string { return option(fmt.Sprint("o", i), false) }) + `]`), ""},
			{"options over", cmd(`"options":[` + many(26, func(i int) string { return option(fmt.Sprint("o", i), false) }) + `]`), "options': maxItems: got 26,"},
			{"options order", cmd(`"options":[` + option("a", false) + `,` + option("b", true) + `]`), "must be placed before"},
			{"options twice", cmd(`"options":[` + option("a", true) + `,` + option("a", true) + `]`), "already exists"},
			{"choices, which the bot does not have", cmd(`"options":[{"type":3,"name":"o","description":"d","choices":[{"name":"n","value":"v"}]}]`), "maxItems: got 1, want 0"},
			{"message command", `{"type":3,"name":"Check this"}`, ""},
			{"message command with description", `{"type":3,"name":"Check","description":"d"}`, "description': maxLength: got 1,"},
		} {
			t.Run(tt.name, func(t *testing.T) {
				checkAnswer(t, s, call(t, s, "PUT", "/applications/"+ApplicationID+"/commands", "["+tt.body+"]"), tt.want)
			})
		}
	})
}
