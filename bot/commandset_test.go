package bot

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/bwmarrin/discordgo"
)

// TestDifferencesOfCommands compares a command as we want it with one as Discord
// gives it out.
func TestDifferencesOfCommands(t *testing.T) {
	const option = `{"type":3,"name":"query","description":"Words"}`
	for _, test := range []struct {
		name       string
		want, have string // fields beside the name
		scope      string
		fields     string
	}{
		{name: "the same", want: `"description":"d"`, have: `"description":"d"`},
		{name: "Discord's own fields", want: `"description":"d"`,
			have: `"type":1,"description":"d","id":"1","application_id":"2","version":"3","dm_permission":true,"nsfw":false,"contexts":null,"integration_types":[0],"default_member_permissions":null,"name_localizations":null`},
		{name: "all written out", want: `"description":"d","options":[],"nsfw":false`, have: `"description":"d"`},
		{name: "description", want: `"description":"d"`, have: `"description":"e"`, fields: "[description]"},
		{name: "nsfw", want: `"description":"d"`, have: `"description":"d","nsfw":true`, fields: "[nsfw]"},
		{name: "permissions", want: `"description":"d","default_member_permissions":"32"`, have: `"description":"d","default_member_permissions":"32"`},
		{name: "other permissions", want: `"description":"d","default_member_permissions":"32"`, have: `"description":"d","default_member_permissions":"8"`, fields: "[default_member_permissions]"},
		{name: "permissions gone", want: `"description":"d","default_member_permissions":"32"`, have: `"description":"d","default_member_permissions":null`, fields: "[default_member_permissions]"},
		{name: "nobody and everybody", want: `"description":"d"`, have: `"description":"d","default_member_permissions":"0"`, fields: "[default_member_permissions]"},
		{name: "contexts in another order", want: `"description":"d","contexts":[0,1]`, have: `"description":"d","contexts":[1,0]`},
		{name: "contexts", want: `"description":"d","contexts":[0]`, have: `"description":"d","contexts":null`, fields: "[contexts]"},
		{name: "all contexts are the default", want: `"description":"d"`, have: `"description":"d","contexts":[0,1,2]`},
		{name: "not in direct messages", want: `"description":"d"`, have: `"description":"d","dm_permission":false`, fields: "[contexts]"},
		{name: "a server knows no contexts", want: `"description":"d","contexts":[0]`, have: `"description":"d"`, scope: "1"},
		{name: "installation is not ours", want: `"description":"d"`, have: `"description":"d","integration_types":[0,1]`},
		{name: "installation is ours", want: `"description":"d","integration_types":[0]`, have: `"description":"d","integration_types":[0,1]`, fields: "[integration_types]"},

		{name: "option", want: `"options":[` + option + `]`, have: `"options":[{"type":3,"name":"query","description":"Words","description_localizations":null}]`},
		{name: "option written out", want: `"options":[{"type":3,"name":"query","description":"Words","required":false,"autocomplete":false,"choices":[],"options":null,"channel_types":[],"min_length":0}]`, have: `"options":[` + option + `]`},
		{name: "option gone", want: `"options":[` + option + `]`, have: ``, fields: "[options]"},
		{name: "option too many", want: ``, have: `"options":[` + option + `]`, fields: "[options]"},
		{name: "type", want: `"options":[{"type":4,"name":"query","description":"Words"}]`, have: `"options":[` + option + `]`, fields: "[options]"},
		{name: "words", want: `"options":[{"type":3,"name":"query","description":"Other words"}]`, have: `"options":[` + option + `]`, fields: "[options]"},
		{name: "required", want: `"options":[{"type":3,"name":"query","description":"Words","required":true}]`, have: `"options":[` + option + `]`, fields: "[options]"},
		{name: "autocomplete", want: `"options":[` + option + `]`, have: `"options":[{"type":3,"name":"query","description":"Words","autocomplete":true}]`, fields: "[options]"},
		{name: "order", want: `"options":[` + option + `,{"type":5,"name":"private","description":"p"}]`, have: `"options":[{"type":5,"name":"private","description":"p"},` + option + `]`, fields: "[options]"},
		{name: "limits", want: `"options":[{"type":4,"name":"page","description":"p","min_value":1,"max_value":10}]`, have: `"options":[{"type":4,"name":"page","description":"p","min_value":1.0,"max_value":10}]`},
		{name: "least", want: `"options":[{"type":4,"name":"page","description":"p","min_value":0}]`, have: `"options":[{"type":4,"name":"page","description":"p"}]`, fields: "[options]"},
		{name: "most", want: `"options":[{"type":4,"name":"page","description":"p","max_value":5}]`, have: `"options":[{"type":4,"name":"page","description":"p","max_value":6}]`, fields: "[options]"},
		{name: "length", want: `"options":[{"type":3,"name":"q","description":"p","max_length":5}]`, have: `"options":[{"type":3,"name":"q","description":"p"}]`, fields: "[options]"},
		{name: "shortest", want: `"options":[{"type":3,"name":"q","description":"p","min_length":2}]`, have: `"options":[{"type":3,"name":"q","description":"p"}]`, fields: "[options]"},
		{name: "channels", want: `"options":[{"type":7,"name":"c","description":"p","channel_types":[5,0]}]`, have: `"options":[{"type":7,"name":"c","description":"p","channel_types":[0,5]}]`},
		{name: "other channels", want: `"options":[{"type":7,"name":"c","description":"p","channel_types":[5]}]`, have: `"options":[{"type":7,"name":"c","description":"p"}]`, fields: "[options]"},
		{name: "choices", want: `"options":[{"type":4,"name":"n","description":"p","choices":[{"name":"one","value":1}]}]`, have: `"options":[{"type":4,"name":"n","description":"p","choices":[{"name":"one","name_localizations":null,"value":1}]}]`},
		{name: "other choices", want: `"options":[{"type":4,"name":"n","description":"p","choices":[{"name":"one","value":1}]}]`, have: `"options":[{"type":4,"name":"n","description":"p","choices":[{"name":"one","value":2}]}]`, fields: "[options]"},
		{name: "choices are not numbers", want: `"options":[{"type":3,"name":"n","description":"p","choices":[{"name":"one","value":"1"}]}]`, have: `"options":[{"type":3,"name":"n","description":"p","choices":[{"name":"one","value":1}]}]`, fields: "[options]"},
		{name: "subcommand", want: `"options":[{"type":1,"name":"set","description":"s","options":[` + option + `]}]`, have: `"options":[{"type":1,"name":"set","description":"s"}]`, fields: "[options]"},
		{name: "much", want: `"description":"d","nsfw":true,"options":[` + option + `]`, have: `"description":"e"`, fields: "[description options nsfw]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			changes := diffCommands(test.scope, []*discordgo.ApplicationCommand{command(t, test.want)}, []*discordgo.ApplicationCommand{command(t, test.have)})
			want := "[]"
			if test.fields != "" {
				want = fmt.Sprint([]string{test.scope + " /quote changed " + test.fields})
			}
			if got := fmt.Sprint(lines(changes)); got != want {
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
	got := fmt.Sprintf("%q", lines(diffCommands("7", list("3:check", "1:quote", "1:ask"), list("1:old", "0:ask", "2:check", "9:new"))))
	const want = `["7 check [menu of messages] added []" "7 /quote added []" "7 /old removed []" "7 check [menu of members] removed []" "7 new [kind 9] removed []"]`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func lines(changes []Change) []string {
	out := []string{}
	for _, c := range changes {
		out = append(out, fmt.Sprint(c.Scope, " ", c.Name, " ", c.Kind, " ", c.Fields))
	}
	return out
}

func command(t *testing.T, fields string) *discordgo.ApplicationCommand {
	t.Helper()
	if fields != "" {
		fields = "," + fields
	}
	var c discordgo.ApplicationCommand
	if err := json.Unmarshal([]byte(`{"name":"quote"`+fields+`}`), &c); err != nil {
		t.Fatal(err)
	}
	return &c
}
