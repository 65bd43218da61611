package discordtest

import (
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

func TestLifecycle(t *testing.T) {
	message := `{"type":4,"data":{"content":"c",` + noPings + `}}`
	edit := `{"content":"e","components":null,` + noPings + `}`
	original := func(in *Interaction) string { return in.webhookPath() + "/messages/@original" }
	for _, tt := range []struct {
		name string
		do   func(s *Server, in *Interaction) answer
		want answer
		rule string
	}{
		{"in time", func(s *Server, in *Interaction) answer {
			s.Advance(2 * time.Second)
			return call(t, s, "POST", in.callbackPath(), message)
		}, answer{204, 0, ""}, ""},
		{"late", func(s *Server, in *Interaction) answer {
			s.Advance(3100 * time.Millisecond)
			return call(t, s, "POST", in.callbackPath(), message)
		}, answer{404, 10062, "Unknown interaction"}, RuleLate},
		{"twice", func(s *Server, in *Interaction) answer {
			call(t, s, "POST", in.callbackPath(), message)
			return call(t, s, "POST", in.callbackPath(), message)
		}, answer{400, 40060, "already been acknowledged"}, RuleTwice},
		{"another token", func(s *Server, in *Interaction) answer {
			return call(t, s, "POST", "/interactions/"+in.ID+"/x/callback", message)
		}, answer{404, 10062, "Unknown interaction"}, RuleUnknown},
		{"edit first", func(s *Server, in *Interaction) answer {
			return call(t, s, "PATCH", original(in), edit)
		}, answer{404, 10015, "Unknown Webhook"}, RuleOrder},
		{"follow-up first", func(s *Server, in *Interaction) answer {
			return call(t, s, "POST", in.webhookPath(), edit)
		}, answer{404, 10015, "Unknown Webhook"}, RuleOrder},
		{"edit", func(s *Server, in *Interaction) answer {
			call(t, s, "POST", in.callbackPath(), message)
			s.Advance(14 * time.Minute)
			return call(t, s, "PATCH", original(in), edit)
		}, answer{200, 0, `"content":"e"`}, ""},
		{"edit to nothing", func(s *Server, in *Interaction) answer {
			call(t, s, "POST", in.callbackPath(), message)
			return call(t, s, "PATCH", original(in), `{"content":"",`+noPings+`}`)
		}, answer{400, 50006, "empty message"}, RuleForm},
		{"follow-up", func(s *Server, in *Interaction) answer {
			call(t, s, "POST", in.callbackPath(), message)
			return call(t, s, "POST", in.webhookPath(), edit)
		}, answer{200, 0, `"content":"e"`}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := quiet(t, Options{})
			ready(t, s)
			register(t, s, quote)
			if got := tt.do(s, ask(s)); got.status != tt.want.status || got.code != tt.want.code || !strings.Contains(got.body, tt.want.body) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
			checkRules(t, s, strings.Fields(tt.rule)...)
		})
	}
}

func TestButtons(t *testing.T) {
	s := New(t)
	ready(t, s)
	register(t, s, quote)
	in := ask(s)
	const message = `{"type":4,"data":{"content":"c","components":[{"type":1,"components":[{"type":2,"style":1,"label":"Next","custom_id":"n"}]}],` + noPings + `}}`
	call(t, s, "POST", in.callbackPath(), message)
	press := in.Click("Next")
	call(t, s, "POST", press.callbackPath(), `{"type":6}`)
	call(t, s, "PATCH", press.webhookPath()+"/messages/@original", `{"content":"d",`+noPings+`}`)
	if m := press.Reply(); m.Content != "d" || m.ID != in.Message().ID {
		t.Errorf("after a deferred update: %+v", m)
	}
	in = ask(s)
	call(t, s, "POST", in.callbackPath(), message)
	press = in.Click("n", From{User: Bob})
	call(t, s, "POST", press.callbackPath(), `{"type":7,"data":{"tts":false,"content":"e","components":null,"embeds":null,`+noPings+`}}`)
	if m := press.Reply(); m.Content != "e" || len(m.Components) != 0 {
		t.Errorf("after an update: %+v", m)
	}
}

func TestUnansweredAndAllowed(t *testing.T) {
	r := &recorder{TB: t}
	s := New(r, Options{})
	ready(t, s)
	register(t, s, quote)
	s.AllowViolation(RuleRoute)
	call(t, s, "GET", "/nowhere", "")
	ask(s)
	call(t, s, "POST", ask(s).callbackPath(), `{"type":5}`)
	s.Advance(4 * time.Second)
	s.Close()
	said := strings.Join(r.errors, "\n")
	for _, want := range []string{"only the callback 0", "only the callback 5"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
	if len(r.errors) != 2 {
		t.Errorf("reported:\n%s", said)
	}
}

// TestInstalls tries the ways in which the bot can be installed, wherever a member may be.
func TestInstalls(t *testing.T) {
	const strange = "1177777777777777777"
	group := discordgo.InteractionContextPrivateChannel
	for _, tt := range []struct {
		name, command string // its fields
		from          From
		owners        string // as the bot is told; "" where the command is not shown
	}{
		{"server", `"integration_types":[0,1]`, From{}, `{"0":"1155555555555555555"}`},
		{"server and member", `"integration_types":[0,1]`, From{Installed: true}, `{"0":"1155555555555555555","1":"` + Alice.ID + `"}`},
		{"by default, for servers", `"nsfw":false`, From{Installed: true}, `{"0":"1155555555555555555"}`},
		{"for members alone", `"integration_types":[1]`, From{}, ""},
		{"strange server", `"integration_types":[0,1]`, From{Guild: strange, Installed: true}, `{"1":"` + Alice.ID + `"}`},
		{"strange server, not installed", `"integration_types":[0,1]`, From{Guild: strange}, ""},
		{"direct message", `"integration_types":[0,1]`, From{In: discordgo.InteractionContextBotDM}, `{"0":"0"}`},
		{"group", `"integration_types":[0,1]`, From{In: group, Installed: true}, `{"1":"` + Alice.ID + `"}`},
		{"group, of no such command", `"integration_types":[0,1],"contexts":[0,1]`, From{In: group, Installed: true}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := New(&recorder{TB: t})
			ready(t, s)
			register(t, s, `{"name":"quote","description":"d",`+tt.command+`}`)
			in, err := s.TrySlash("quote", nil, tt.from)
			if (err != nil) != (tt.owners == "") {
				t.Fatal(err)
			}
			if err == nil && !strings.Contains(string(in.Payload), `"authorizing_integration_owners":`+tt.owners) {
				t.Errorf("the bot gets %s", in.Payload)
			}
		})
	}
	t.Run("confined", func(t *testing.T) {
		s := New(t)
		ready(t, s)
		register(t, s, `{"name":"quote","description":"d","integration_types":[0,1]}`)
		for _, from := range []From{{Guild: strange, Installed: true, Confined: true}, {Installed: true, Confined: true}} {
			in := s.Slash("quote", nil, from)
			call(t, s, "POST", in.callbackPath(), `{"type":4,"data":{"content":"c",`+noPings+`}}`)
			if hidden := from.Guild == strange; in.Reply().Ephemeral != hidden {
				t.Errorf("in guild %q it is hidden: %t", from.Guild, !hidden)
			}
		}
	})
	t.Run("of one guild", func(t *testing.T) {
		s := quiet(t, Options{})
		body := `[{"name":"quote","description":"d","contexts":[0]}]`
		checkAnswer(t, s, call(t, s, "PUT", "/applications/"+ApplicationID+"/guilds/1155555555555555555/commands", body), "only global commands")
	})
}
