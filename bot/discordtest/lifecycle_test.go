package discordtest

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

func TestLifecycle(t *testing.T) {
	message := `{"type":4,"data":{"content":"c",` + quietMentions + `}}`
	edit := `{"content":"e",` + quietMentions + `}`
	for _, tt := range []struct {
		name string
		do   func(s *Server, in *Interaction) answer
		want answer
		rule string
	}{
		{"in time", func(s *Server, in *Interaction) answer {
			s.Advance(2900 * time.Millisecond)
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
		{"wrong token", func(s *Server, in *Interaction) answer {
			return call(t, s, "POST", "/interactions/"+in.ID+"/x/callback", message)
		}, answer{404, 10062, "Unknown interaction"}, RuleUnknown},
		{"wrong id", func(s *Server, in *Interaction) answer {
			return call(t, s, "POST", "/interactions/1/"+in.Token+"/callback", message)
		}, answer{404, 10062, "Unknown interaction"}, RuleUnknown},
		{"edit first", func(s *Server, in *Interaction) answer {
			return call(t, s, "PATCH", in.webhookPath()+"/messages/@original", edit)
		}, answer{404, 10015, "Unknown Webhook"}, RuleOrder},
		{"follow-up first", func(s *Server, in *Interaction) answer {
			return call(t, s, "POST", in.webhookPath(), edit)
		}, answer{404, 10015, "Unknown Webhook"}, RuleOrder},
		{"edit", func(s *Server, in *Interaction) answer {
			call(t, s, "POST", in.callbackPath(), message)
			s.Advance(14 * time.Minute)
			return call(t, s, "PATCH", in.webhookPath()+"/messages/@original", edit)
		}, answer{200, 0, `"content":"e"`}, ""},
		{"edit after 15 minutes", func(s *Server, in *Interaction) answer {
			call(t, s, "POST", in.callbackPath(), message)
			s.Advance(16 * time.Minute)
			return call(t, s, "PATCH", in.webhookPath()+"/messages/@original", edit)
		}, answer{401, 50027, "Invalid Webhook Token"}, RuleLate},
		{"edit after delete", func(s *Server, in *Interaction) answer {
			call(t, s, "POST", in.callbackPath(), message)
			if a := call(t, s, "DELETE", in.webhookPath()+"/messages/@original", ""); a.status != 204 {
				t.Error(a)
			}
			return call(t, s, "PATCH", in.webhookPath()+"/messages/@original", edit)
		}, answer{404, 10008, "Unknown Message"}, RuleUnknown},
		{"edit to nothing", func(s *Server, in *Interaction) answer {
			call(t, s, "POST", in.callbackPath(), message)
			return call(t, s, "PATCH", in.webhookPath()+"/messages/@original", `{"content":null,`+quietMentions+`}`)
		}, answer{400, 50006, "empty"}, RuleEmpty},
		{"edit makes it ephemeral", func(s *Server, in *Interaction) answer {
			call(t, s, "POST", in.callbackPath(), message)
			return call(t, s, "PATCH", in.webhookPath()+"/messages/@original", `{"content":"e","flags":64,`+quietMentions+`}`)
		}, answer{400, 50035, "BITFIELD_INVALID"}, RuleForm},
		{"edit to V2 beside content", func(s *Server, in *Interaction) answer {
			call(t, s, "POST", in.callbackPath(), message)
			return call(t, s, "PATCH", in.webhookPath()+"/messages/@original", `{"flags":32768,"components":[{"type":10,"content":"v"}],`+quietMentions+`}`)
		}, answer{400, 50035, "LEGACY_FIELDS"}, RuleForm},
		{"edit to V2", func(s *Server, in *Interaction) answer {
			call(t, s, "POST", in.callbackPath(), message)
			return call(t, s, "PATCH", in.webhookPath()+"/messages/@original", `{"content":null,"flags":32768,"components":[{"type":10,"content":"v"}],`+quietMentions+`}`)
		}, answer{200, 0, `"flags":32768`}, ""},
		{"deferred, then edit", func(s *Server, in *Interaction) answer {
			call(t, s, "POST", in.callbackPath(), `{"type":5,"data":{"flags":64}}`)
			if m := in.Message(); !m.Loading || !m.Ephemeral || !in.Deferred() {
				t.Errorf("deferred: %s", m.JSON)
			}
			s.Advance(time.Minute)
			return call(t, s, "PATCH", in.webhookPath()+"/messages/@original", edit)
		}, answer{200, 0, `"flags":64`}, ""},
		{"deferred, then follow-up", func(s *Server, in *Interaction) answer {
			call(t, s, "POST", in.callbackPath(), `{"type":5}`)
			a := call(t, s, "POST", in.webhookPath(), `{"content":"f","flags":64,`+quietMentions+`}`)
			if m := in.Reply(); m.Content != "f" || m.Ephemeral || len(in.FollowUps()) != 0 {
				t.Errorf("the follow-up did not become the answer: %s", m.JSON)
			}
			return a
		}, answer{200, 0, `"content":"f"`}, ""},
		{"deferred with content", func(s *Server, in *Interaction) answer {
			return call(t, s, "POST", in.callbackPath(), `{"type":5,"data":{"content":"c"}}`)
		}, answer{400, 50035, "takes nothing"}, RuleForm},
		{"deferred with V2", func(s *Server, in *Interaction) answer {
			return call(t, s, "POST", in.callbackPath(), `{"type":5,"data":{"flags":32768}}`)
		}, answer{400, 50035, "BITFIELD_INVALID"}, RuleForm},
		{"update of a command", func(s *Server, in *Interaction) answer {
			return call(t, s, "POST", in.callbackPath(), strings.Replace(message, "4", "7", 1))
		}, answer{400, 50035, "BASE_TYPE_CHOICES"}, RuleForm},
		{"refused, then good", func(s *Server, in *Interaction) answer {
			call(t, s, "POST", in.callbackPath(), `{"type":4,"data":{"content":"`+x(2001)+`",`+quietMentions+`}}`)
			return call(t, s, "POST", in.callbackPath(), message)
		}, answer{204, 0, ""}, RuleForm},
		{"with response", func(s *Server, in *Interaction) answer {
			return call(t, s, "POST", in.callbackPath()+"?with_response=true", message)
		}, answer{200, 0, `"response_message_id"`}, ""},
		{"could ping", func(s *Server, in *Interaction) answer {
			return call(t, s, "POST", in.callbackPath(), `{"type":4,"data":{"content":"@everyone"}}`)
		}, answer{204, 0, ""}, RuleMentions},
		{"does ping", func(s *Server, in *Interaction) answer {
			return call(t, s, "POST", in.callbackPath(), `{"type":4,"data":{"content":"c","allowed_mentions":{"parse":["users"]}}}`)
		}, answer{204, 0, ""}, RuleMentions},
		{"edit could ping", func(s *Server, in *Interaction) answer {
			call(t, s, "POST", in.callbackPath(), message)
			return call(t, s, "PATCH", in.webhookPath()+"/messages/@original", `{"content":"e"}`)
		}, answer{200, 0, ""}, RuleMentions},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, _ := quiet(t, Options{Frozen: true})
			ready(t, s)
			register(t, s, quote)
			in, _ := ask(t, s)
			got := tt.do(s, in)
			if got.status != tt.want.status || got.code != tt.want.code || !strings.Contains(got.body, tt.want.body) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
			checkRules(t, s, tt.rule)
		})
	}
}

// checkRules wants violations of this one rule, or none.
func checkRules(t *testing.T, s *Server, rule string) {
	t.Helper()
	for _, v := range s.Violations() {
		if v.Rule != rule {
			t.Errorf("unexpected violation %s", v)
		}
	}
	if rule != "" && len(s.Violations()) == 0 {
		t.Errorf("no violation of %s", rule)
	}
}

func TestClicks(t *testing.T) {
	s, _ := quiet(t, Options{})
	ready(t, s)
	register(t, s, quote)
	buttons := `"components":[{"type":1,"components":[{"type":2,"style":1,"label":"Next","custom_id":"n"},
		{"type":2,"style":2,"label":"Off","custom_id":"o","disabled":true},{"type":2,"style":5,"label":"Link","url":"https://example.org"}]},
		{"type":1,"components":[{"type":3,"custom_id":"m","options":[{"label":"A","value":"a"}]}]}]`
	in, where := ask(t, s)
	call(t, s, "POST", where, `{"type":4,"data":{"content":"one","flags":64,`+buttons+`,`+quietMentions+`}}`)
	for name, from := range map[string][]From{"Off": nil, "Link": nil, "none": nil, "m": nil, "Next": {{User: Bob}}} {
		if _, err := in.use(name, nil, from...); err == nil {
			t.Errorf("%q could be clicked by %v", name, from)
		}
	}
	click := in.Click("Next")
	if !strings.Contains(string(click.Payload()), `"custom_id":"n"`) || !strings.Contains(string(click.Payload()), `"content":"one"`) {
		t.Errorf("payload %s", click.Payload())
	}
	if a := call(t, s, "POST", click.callbackPath(), `{"type":6}`); a.status != 204 {
		t.Error(a)
	}
	if a := call(t, s, "PATCH", click.webhookPath()+"/messages/@original", `{"content":"two",`+quietMentions+`}`); a.status != 200 {
		t.Error(a)
	}
	if m := click.Reply(); m.Content != "two" || m.ID != in.Reply().ID || !m.Ephemeral || len(m.Components) != 2 {
		t.Errorf("after the click: %s", m.JSON)
	}
	chosen := in.Select("m", []string{"a"})
	if a := call(t, s, "POST", chosen.callbackPath(), `{"type":7,"data":{"components":[],`+quietMentions+`}}`); a.status != 204 {
		t.Error(a)
	}
	if m := in.Reply(); m.Content != "two" || len(m.Components) != 0 || m.Edits != 2 {
		t.Errorf("after the choice: %s, %d edits", m.JSON, m.Edits)
	}
	checkRules(t, s, "")
}

func TestMemberErrors(t *testing.T) {
	s, _ := quiet(t, Options{})
	if _, err := s.TrySlash("quote", nil); err == nil || !strings.Contains(err.Error(), "registered") {
		t.Errorf("unregistered: %v", err)
	}
	register(t, s, quote, `{"name":"config","description":"d","contexts":[0],"options":[{"type":1,"name":"show","description":"d"}]}`)
	q := func(more map[string]any) map[string]any {
		m := map[string]any{"query": "x"}
		for k, v := range more {
			m[k] = v
		}
		return m
	}
	for _, tt := range []struct {
		command string
		options map[string]any
		from    From
		want    string
	}{
		{"quote", nil, From{}, `"query" is required`},
		{"quote", q(map[string]any{"nope": 1}), From{}, `no option "nope"`},
		{"quote", q(map[string]any{"limit": "5"}), From{}, "does not fit type 4"},
		{"quote", q(map[string]any{"limit": 10}), From{}, "max_value"},
		{"quote", map[string]any{"query": x(51)}, From{}, "max_length"},
		{"quote", q(map[string]any{"order": "old"}), From{}, "not one of its choices"},
		{"quote", q(nil), From{Guild: "1"}, "not in guild"},
		{"config", nil, From{}, "is a subcommand"},
		{"config show", nil, From{DM: true}, "registered"},
		{"config hide", nil, From{}, "no subcommand"},
		{"quote", q(map[string]any{"who": Bob, "private": true, "limit": 3, "order": "new", "outlet": "g"}), From{}, "no bot is connected"},
	} {
		if _, err := s.TrySlash(tt.command, tt.options, tt.from); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("/%s %v: got %v, want %s", tt.command, tt.options, err, tt.want)
		}
	}
	if n := s.Stats().Remembered; n != 0 {
		t.Errorf("%d interactions that were never sent are remembered", n)
	}
}

func TestPermissions(t *testing.T) {
	s := New(t)
	p, _ := ready(t, s)
	register(t, s, `{"name":"config","description":"d","default_member_permissions":"32"}`, `{"name":"secret","description":"d","default_member_permissions":"0"}`)
	for _, tt := range []struct {
		command     string
		permissions uint64
		ok          bool
	}{{"config", 0, false}, {"config", ManageGuild, true}, {"config", Administrator, true}, {"secret", ManageGuild, false}, {"secret", Administrator, true}} {
		if _, err := s.TrySlash(tt.command, nil, From{Permissions: tt.permissions}); (err == nil) != tt.ok {
			t.Errorf("/%s with %d: %v", tt.command, tt.permissions, err)
		}
	}
	if f := p.want(opDispatch, "INTERACTION_CREATE"); !strings.Contains(string(f.D), `"permissions":"32"`) {
		t.Errorf("payload %s", f.D)
	}
}

func TestAlter(t *testing.T) {
	s := New(t)
	p, _ := ready(t, s)
	register(t, s, quote)
	in, err := s.TrySlash("quote", map[string]any{"query": "x"}, From{Alter: func(payload map[string]any) {
		payload["type"] = 99
		delete(payload, "data")
	}})
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Type int
		Data any
	}
	if err := json.Unmarshal(p.want(opDispatch, "INTERACTION_CREATE").D, &got); err != nil || got.Type != 99 || got.Data != nil {
		t.Errorf("altered: %+v, %v", got, err)
	}
	if a := call(t, s, "POST", in.callbackPath(), `{"type":4,"data":{"content":"?",`+quietMentions+`}}`); a.status != 204 {
		t.Error(a)
	}
	if m := in.Until(func(m *Message) bool { return m.Content == "?" }); m.Edits != 0 {
		t.Errorf("message %s", m.JSON)
	}
	_, _ = s.TrySlash("quote", map[string]any{"query": "x"}, From{Alter: func(map[string]any) {}})
	s.Advance(4 * time.Second) // not answered, and no violation
}
