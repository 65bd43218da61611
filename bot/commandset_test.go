package bot

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"

	"onrecord/commands"
)

// TestDifferencesOfCommands compares a command as we want it with one as Discord gives it
// out.
func TestDifferencesOfCommands(t *testing.T) {
	const d = `"description":"d"`
	const option = `{"type":3,"name":"query","description":"Words"}`
	options := func(fields ...string) string { return `"options":[` + strings.Join(fields, ",") + `]` }
	with := func(fields string) string { return options(strings.TrimSuffix(option, "}") + "," + fields + "}") }
	for _, test := range []struct {
		name       string
		want, have string // fields beside the name
		differ     bool
	}{
		{name: "the same", want: d, have: d},
		{name: "Discord's own fields", want: d,
			have: `"type":1,"description":"d","id":"1","application_id":"2","version":"3","dm_permission":true,"nsfw":false,"contexts":null,"integration_types":[0],"default_member_permissions":null,"name_localizations":null`},
		{name: "all written out", want: d + `,"options":[]`, have: d},
		{name: "description", want: d, have: `"description":"e"`, differ: true},
		{name: "permissions", want: d + `,"default_member_permissions":"32"`, have: d + `,"default_member_permissions":"32"`},
		{name: "other permissions", want: d + `,"default_member_permissions":"32"`, have: d + `,"default_member_permissions":"8"`, differ: true},
		{name: "permissions gone", want: d + `,"default_member_permissions":"32"`, have: d + `,"default_member_permissions":null`, differ: true},
		{name: "nobody and everybody", want: d, have: d + `,"default_member_permissions":"0"`, differ: true},
		{name: "contexts", want: d + `,"contexts":[0]`, have: d + `,"contexts":null`, differ: true},
		{name: "all contexts are the default", want: d, have: d + `,"contexts":[0,1,2]`},
		{name: "the lists in another order", want: d + `,"contexts":[0,1,2],"integration_types":[0,1]`, have: d + `,"contexts":[2,0,1],"integration_types":[1,0]`},
		{name: "for servers is the default", want: d, have: d + `,"integration_types":[0]`},
		{name: "for servers and members", want: d + `,"integration_types":[0,1]`, have: d + `,"integration_types":[0]`, differ: true},
		{name: "for servers alone", want: d + `,"integration_types":[0]`, have: d + `,"integration_types":[0,1]`, differ: true},

		{name: "option", want: options(option), have: with(`"description_localizations":null`)},
		{name: "option written out", want: with(`"required":false,"autocomplete":false,"choices":[],"options":null,"channel_types":[]`), have: options(option)},
		{name: "option gone", want: options(option), have: d, differ: true},
		{name: "option too many", want: d, have: d + "," + options(option), differ: true},
		{name: "type", want: options(`{"type":4,"name":"query","description":"Words"}`), have: options(option), differ: true},
		{name: "words", want: options(`{"type":3,"name":"query","description":"Other words"}`), have: options(option), differ: true},
		{name: "required", want: with(`"required":true`), have: options(option), differ: true},
		{name: "autocomplete", want: options(option), have: with(`"autocomplete":true`), differ: true},
		{name: "order", want: options(option, `{"type":5,"name":"p","description":"p"}`), have: options(`{"type":5,"name":"p","description":"p"}`, option), differ: true},
		{name: "limits", want: with(`"min_value":1,"max_value":10`), have: with(`"min_value":1.0,"max_value":10`)},
		{name: "least", want: with(`"min_value":0`), have: options(option), differ: true},
		{name: "most", want: with(`"max_value":5`), have: with(`"max_value":6`), differ: true},
		{name: "longest", want: with(`"max_length":5`), have: options(option), differ: true},
		{name: "shortest", want: with(`"min_length":2`), have: options(option), differ: true},
		{name: "channels", want: with(`"channel_types":[5]`), have: options(option), differ: true},
		{name: "choices", want: with(`"choices":[{"name":"one","value":1}]`), have: with(`"choices":[{"name":"one","name_localizations":null,"value":1}]`)},
		{name: "other choices", want: with(`"choices":[{"name":"one","value":1}]`), have: with(`"choices":[{"name":"one","value":2}]`), differ: true},
		{name: "choices are not numbers", want: with(`"choices":[{"name":"one","value":"1"}]`), have: with(`"choices":[{"name":"one","value":1}]`), differ: true},
		{name: "subcommand", want: options(`{"type":1,"name":"set","description":"s",` + options(option) + `}`), have: options(`{"type":1,"name":"set","description":"s"}`), differ: true},
	} {
		t.Run(test.name, func(t *testing.T) {
			command := func(fields string) []*discordgo.ApplicationCommand {
				var c discordgo.ApplicationCommand
				if err := json.Unmarshal([]byte(`{"type":1,"name":"quote",`+fields+`}`), &c); err != nil {
					t.Fatal(err)
				}
				return []*discordgo.ApplicationCommand{&c}
			}
			want := "[]"
			if test.differ {
				want = "[everywhere: ~ /quote]"
			}
			if got := fmt.Sprint(diffCommands("", command(test.want), command(test.have))); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

func TestCommandsAddedAndRemoved(t *testing.T) {
	list := func(names ...string) (out []*discordgo.ApplicationCommand) {
		for _, n := range names {
			var c discordgo.ApplicationCommand
			if _, err := fmt.Sscanf(n, "%d:%s", &c.Type, &c.Name); err != nil {
				t.Fatal(err)
			}
			out = append(out, &c)
		}
		return out
	}
	got := fmt.Sprint(diffCommands("7", list("3:check", "1:quote", "1:ask"), list("1:old", "1:ask", "2:check")))
	const want = `[in the server 7: + check [menu of messages] in the server 7: + /quote in the server 7: - /old in the server 7: - check [menu of members]]`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestOnlyMenusWithACommandAreOffered(t *testing.T) {
	r := commands.NewRouter(nil, commands.About{})
	for _, s := range r.Specs() {
		if s.Menu != "" && (s.Name == "" || len(s.Options) == 0) {
			t.Errorf("the menu %q leads nowhere", s.Menu)
		}
	}
	for _, c := range Commands(r, true, "") {
		if c.Name == "find" || c.Name == "context" {
			t.Errorf("/%s is offered as a slash command", c.Name)
		}
	}
}
