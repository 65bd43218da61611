package bot_test

import (
	"strings"
	"testing"

	"onrecord/bot/discordtest"
)

func TestFindInCoverage(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, builtin(t))
	for _, test := range []struct{ message, want string }{
		{"> Morning all\n**Cressida Dick** said we cannot allow the status quo to continue, <@1234>! https://x.example", "**Cressida Dick**, commissioner"},
		{"I forgot. How many plots did MI5 foil?", "How many plots did MI5 foil?"},
		{"zeppelins over the zeppelin field", "Not in the coverage"},
		{"🎉🎉🎉", "There are no words in that message"},
		{"", "There is no text in that message"},
	} {
		in := srv.MessageCommand("Find in coverage", test.message)
		m := in.Reply()
		if !m.Ephemeral || !strings.Contains(m.Text(), test.want) {
			t.Errorf("%q: private %v, wants %q:\n%s", test.message, m.Ephemeral, test.want, m.Text())
		}
		if wantShare := !strings.Contains(test.want, "in that message"); canPress(m, "Share") != wantShare {
			t.Errorf("%q: Share %v", test.message, !wantShare)
		} else if wantShare {
			if public := shared(t, in.Click("Share")); public.Ephemeral || !strings.Contains(public.Text(), test.want) {
				t.Errorf("%q: what was shared is\n%s", test.message, public.Text())
			}
		}
	}
}

// TestHostileMessages lets messages try everything: there is always an answer.
func TestHostileMessages(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, builtin(t))
	const rtl, zws = "\u202e", "\u200b"
	for _, message := range []string{
		strings.Repeat("encryption and terrorism. ", 400), // 10,000 characters
		strings.Repeat("x", 10_000),
		strings.Repeat("🎉", 5000),
		strings.Repeat("> ", 2000) + "encryption",
		"```go\nfunc main() { encryption() }\n```" + strings.Repeat("`", 501),
		rtl + "noitpyrcne" + zws + " encryption \u2066isolated",
		"@everyone @here <@1> <@&2> <#3> </quote:4> <t:5:R> encryption @everyone",
		"هل قال باركر شيئا عن التشفير؟",
		strings.Repeat("[encryption](https://evil.example) ", 200),
		strings.Repeat("é̂", 4000),
		"\"\"\"\"“”“”«»",
		strings.Repeat("“", 100) + "encryption" + strings.Repeat("”", 100),
		strings.Repeat("\"", 200),
		"“a “b “we do not have «encryption» and” c” d”" + strings.Repeat("'", 99),
		"*we ~~do** not~ `have | > # population-scale_monitoring__ or ||anything like that",
		"a\x00b\x07c \x1b[31m encryption",
		strings.Repeat("\n", 3000) + "encryption",
	} {
		for _, menu := range []string{"Find in coverage", "Check this quote"} {
			m := srv.MessageCommand(menu, message).Reply()
			if !m.Ephemeral {
				t.Errorf("%s on %.40q: the answer is for everybody", menu, message)
			}
			if menu == "Find in coverage" {
				checkHarmless(t, m)
			} else {
				checkUnpinging(t, m)
			}
		}
	}
	// A menu that this version does not know.
	in := srv.MessageCommand("Find in coverage", "encryption", discordtest.From{Alter: func(p map[string]any) { p["data"].(map[string]any)["name"] = "Make coffee" }})
	if m := in.Reply(); !strings.Contains(m.Text(), "does not know what to do") {
		t.Errorf("an unknown menu: %s", m.Text())
	}
}

func TestOnlyMenusWithACommandAreRegistered(t *testing.T) {
	srv := discordtest.New(t)
	r := builtin(t)
	start(t, srv, r)
	known := map[string]bool{}
	for _, s := range r.Specs() {
		known[s.Name] = true
	}
	want := map[string]bool{"Check this quote": known["check"], "Find in coverage": true}
	for _, c := range srv.Commands("") {
		if c.Type == 3 && !want[c.Name] {
			t.Errorf("the menu %q leads nowhere", c.Name)
		}
		if c.Name == "find" || c.Name == "context" {
			t.Errorf("/%s is offered as a slash command", c.Name)
		}
		delete(want, c.Name)
	}
	if want["Find in coverage"] || want["Check this quote"] {
		t.Errorf("menus that are missing: %v", want)
	}
}
