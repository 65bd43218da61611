package bot_test

import (
	"strings"
	"testing"

	"onrecord/bot/discordtest"
)

func TestNamesAreSuggestedWhileTyping(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, builtin(t))
	for _, test := range []struct{ command, option, typed, name, value string }{
		{"quote", "speaker", "park", "Andrew Parker, director general of MI5", "Andrew Parker"},
		{"quote", "speaker", "cresida", "Cressida Dick, commissioner of the Metropolitan Police", "Cressida Dick"},
		{"ask", "outlet", "guard", "The Guardian, 1 article", "The Guardian"},
		{"article", "article", "tech firms", "", ""},
	} {
		got := srv.Autocomplete(test.command, test.option, test.typed).Choices()
		if len(got) == 0 || test.name != "" && (got[0].Name != test.name || got[0].Value != test.value) {
			t.Errorf("/%s %s:%s: %v", test.command, test.option, test.typed, got)
			continue
		}
		options := map[string]any{test.option: got[0].Value}
		if o := map[string]string{"quote": "query", "ask": "question"}[test.command]; o != "" {
			options[o] = "encryption terrorism internet"
		}
		if m := srv.Slash(test.command, options).Reply(); strings.Contains(m.Text(), "No article") {
			t.Errorf("/%s %s:%v leads nowhere:\n%s", test.command, test.option, got[0].Value, m.Text())
		}
	}
}

func TestTypingIsNeverAnsweredWithAnError(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, builtin(t))
	for _, typed := range []string{strings.Repeat("x", 6000), "🙂", "\u202e", "<@1> @everyone", "?!"} {
		srv.Autocomplete("quote", "speaker", typed).Choices()
	}
	for _, alter := range []func(map[string]any){
		func(d map[string]any) { d["name"] = "shout" },
		func(d map[string]any) { d["options"] = nil },
		func(d map[string]any) {
			d["options"] = []any{map[string]any{"name": "speaker", "type": 3, "value": 7, "focused": true}}
		},
	} {
		in := srv.Autocomplete("quote", "speaker", "park", discordtest.From{Alter: func(p map[string]any) { alter(p["data"].(map[string]any)) }})
		if got := in.Choices(); len(got) > 0 {
			t.Errorf("suggested %v", got)
		}
	}
}
