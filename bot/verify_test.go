package bot_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"onrecord/bot/discordtest"
	"onrecord/commands"
)

// town is a router over some invented articles on cameras.
func town(t testing.TB) *commands.Router {
	t.Helper()
	var articles []string
	for i, body := range []string{
		"“We will not spend a penny on cameras for the old quay,” said Olive Brandt.\n\n“Nobody needs lights there,” said Ines Falk.",
		"Olive Brandt said: “We will not spend a penny on cameras for the old quay.”",
		"“We will not spend one penny on cameras for the old quay,” Olive Brandt said. She warned that radios help smugglers.",
		"“We will not spend a penny on cameras for the old quay,” said Olive Brandt, the mayor.",
		"“*We* will ~~not~~ `spend` a **penny** | on > # @everyone <@1> [radios](https://evil.example),” said Olive Brandt.",
	} {
		articles = append(articles, article(fmt.Sprint("t", i), fmt.Sprint("Town ", i), fmt.Sprint("Outlet ", i), body))
	}
	return router(t, source(articles...))
}

func TestChecksAsSlashCommands(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, town(t))
	const penny = "We will not spend a penny on cameras for the old quay"
	const green, amber, red, grey = 0x2e9e5b, 0xe8a317, 0xd83c3e, 0x99a2ad
	for _, test := range []struct {
		name    string
		command string
		options map[string]any
		colour  int // of the first embed; 0: not looked at
		context bool
		want    []string
	}{
		{"said", "verify", map[string]any{"quote": penny, "speaker": "Brandt"}, green, true, []string{"**Olive Brandt", "prints it so", "~~a~~__one__"}},
		{"by another", "verify", map[string]any{"quote": penny, "speaker": "Ines Falk"}, red, true, []string{"Olive Brandt", "Ines Falk"}},
		{"altered", "verify", map[string]any{"quote": "We will spend a penny on cameras for the old quay"}, amber, true, []string{"__not__", "may mean the opposite"}},
		{"absent", "verify", map[string]any{"quote": "the zeppelin flew over the harbour"}, grey, false, []string{"Looked through 5 articles of 5 outlets"}},
		{"too short", "verify", map[string]any{"quote": "old quay"}, grey, false, []string{"Too short"}},
		{"who", "who", map[string]any{"words": penny}, 0, true, []string{"Word for word in 3 places", "Olive Brandt", "1–3 of 4"}},
		{"who, absent", "who", map[string]any{"words": "zeppelin"}, 0, false, []string{"Nobody in the coverage", "nothing in 5 articles of 5 outlets"}},
		{"compare", "compare", map[string]any{"words": "penny cameras"}, 0, true, []string{"Olive Brandt", "Outlet 2"}},
		{"timeline", "timeline", map[string]any{"speaker": "brandt"}, 0, true, []string{"1–3 of", "Olive Brandt"}},
		{"timeline of nothing", "timeline", nil, 0, false, []string{"needs a speaker, or words"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := srv.Slash(test.command, test.options).Reply()
			wantText(t, m, test.want...)
			if got := canPress(m, "Context 1") || canPress(m, "More context"); got != test.context {
				t.Errorf("context %v", got)
			}
			if test.colour != 0 && m.Embeds[0].Color != test.colour {
				t.Errorf("the colour of %q is %#x", m.Embeds[0].Title, m.Embeds[0].Color)
			}
			checkUnpinging(t, m)
			if len(test.options) == 0 {
				return
			}
			in := srv.Slash(test.command, private(test.options))
			hidden := in.Reply()
			wantPrivate(t, hidden, true)
			public := in.Click("Share").Reply()
			wantPrivate(t, public, false)
			wantText(t, public, test.want...)
		})
	}
	for command, options := range map[string]map[string]any{"who": {"words": penny}, "timeline": {"speaker": "Olive Brandt"}} {
		t.Run(command+", next page", func(t *testing.T) {
			in := srv.Slash(command, maps.Clone(options))
			first := in.Reply().Text()
			m := in.Click("Next").Reply()
			wantText(t, m, "4")
			if m.Text() == first || !canPress(m, "Previous") {
				t.Errorf("the second page is\n%s", m.Text())
			}
		})
	}
}

func TestCheckThisQuote(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, town(t))
	in := srv.MessageCommand("Check this quote", "Falk said “we will not spend a penny on cameras for the old quay”, but \"nobody needs the lights there\" said Ines Falk.\n> the zeppelin flew over the quay\n> — Olive Brandt")
	m := in.Reply()
	wantPrivate(t, m, true)
	wantText(t, m, "claimed of Ines Falk", "but by Olive Brandt", "claimed of Olive Brandt", "Looked through")
	public := in.Click("Share").Reply()
	wantPrivate(t, public, false)
	wantText(t, public, "but by Olive Brandt")
	wantText(t, srv.MessageCommand("Check this quote", strings.Repeat("“we will not spend a penny”\n", 7)).Reply(), "The first 5 of 7")
	checkUnpinging(t, srv.MessageCommand("Check this quote", "*We* will ~~never~~ `spend` a **penny** | on > # @everyone <@1> cameras for the quay").Reply())
}

func TestFindInCoverage(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, builtin(t))
	for _, test := range []struct {
		message, want string
		share         bool
	}{
		{"> Morning all\n**Cressida Dick** said we cannot allow the status quo to continue, <@1234>! https://x.example", "Cressida Dick, commissioner", true},
		{"I forgot. How many plots did MI5 foil?", "**six attempts** at terrorism", true},
		{"zeppelins over the zeppelin field", "Not in the coverage", true},
		{"🎉🎉🎉", "There is nothing in that message to look up", false},
		{"", "There is no text in that message", false},
	} {
		t.Run(test.message, func(t *testing.T) {
			in := srv.MessageCommand("Find in coverage", test.message)
			m := in.Reply()
			wantPrivate(t, m, true)
			wantText(t, m, test.want)
			if canPress(m, "Share") != test.share {
				t.Fatalf("Share %v", !test.share)
			}
			if !test.share {
				return
			}
			public := in.Click("Share").Reply()
			wantPrivate(t, public, false)
			wantText(t, public, m.Content)
			for _, e := range m.Embeds {
				wantText(t, public, e.Title, e.Description)
			}
		})
	}
}
