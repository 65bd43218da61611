package bot_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord/bot"
	"onrecord/bot/discordtest"
	"onrecord/bot/guilds"
)

func TestCite(t *testing.T) {
	srv := discordtest.New(t)
	b := start(t, srv, harbour(t))
	asked := srv.Slash("quote", quote("lantern"))
	asked.Reply()
	wordy := srv.Slash("quote", quote("gorse "+strings.Repeat("lanterns ", 20))) // has no room in a button
	wordy.Reply()
	t.Run("one excerpt", func(t *testing.T) {
		const want = "```\n‘“Lantern number 7 hangs over the north quay,” said Gus Gorse.’ — Gus Gorse, quoted in Harbour Post, 6 May 2020. https://harbour.example/lanterns\n```\n" +
			"As Markdown:\n```\n> “Lantern number 7 hangs over the north quay,” said Gus Gorse.\n" +
			"— [Gus Gorse, quoted in Harbour Post, 6 May 2020](<https://harbour.example/lanterns#:~:text=Lantern%20number%207%20hangs%20over,north%20quay%2C%E2%80%9D%20said%20Gus%20Gorse.>)\n```"
		m := srv.Slash("quote", quote("gorse")).Click("Cite").Reply()
		wantPrivate(t, m, true)
		if len(m.Embeds) != 1 || len(m.Components) != 0 || m.Embeds[0].Description != want {
			t.Errorf("got\n%s\nwant\n%s", m.Text(), want)
		}
	})
	t.Run("by another member, of the page that is shown", func(t *testing.T) {
		shown := strings.Fields(lanterns(asked.Click("Next").Reply()))
		m := asked.Click("Cite", discordtest.From{User: discordtest.Bob}).Reply()
		wantPrivate(t, m, true)
		if both := strings.Fields(lanterns(m)); len(shown) != 3 || len(both) != 6 || !slices.Equal(slices.Compact(both), shown) {
			t.Errorf("on the second page it cites\n%s", m.Text())
		}
	})
	t.Run("what stands around", func(t *testing.T) {
		if m := asked.Click("Context 1").Click("Cite").Reply(); len(m.Embeds) == 0 {
			t.Errorf("got\n%s", m.Text())
		}
	})
	t.Run("of a shared answer", func(t *testing.T) {
		hidden := srv.Slash("quote", private(quote("gorse")))
		hidden.Reply()
		wantText(t, hidden.Click("Share").Click("Cite").Reply(), "Gus Gorse, quoted in")
	})
	t.Run("nothing", func(t *testing.T) {
		for _, in := range []*discordtest.Interaction{
			srv.Slash("quote", quote("zeppelin")), srv.Slash("verify", map[string]any{"quote": "the zeppelin hangs over the harbour"}),
			srv.Slash("help", nil), srv.Slash("sources", nil),
		} {
			if m := in.Reply(); canPress(m, "Cite") {
				t.Errorf("there is nothing to cite in\n%s", m.Text())
			}
		}
		m := asked.Click("Cite", withID("2c3.0|quote|query=zeppelin")).Reply()
		wantPrivate(t, m, true)
		wantText(t, m, "Not in the coverage")
	})
	t.Run("after a restart", func(t *testing.T) {
		if err := b.end(); err != nil {
			t.Fatal(err)
		}
		srv.WaitFor("the end of its session", func() bool { return srv.Sessions() == 0 })
		srv.Advance(6 * time.Second) // max_concurrency: one identify in five seconds
		start(t, srv, harbour(t))
		wantText(t, asked.Click("Cite").Reply(), "As Markdown:")
		wantText(t, wordy.Click("Cite").Reply(), "This button has expired")
	})
}

// TestCiteHostileText has articles whose text would end the block of code that it stands in,
// or means something to Discord when it is pasted.
func TestCiteHostileText(t *testing.T) {
	srv := discordtest.New(t)
	long := strings.TrimSpace(strings.Repeat("The lantern on the quay is lit every evening by somebody. ", 20))
	start(t, srv, router(t, source(
		article("a", "Alpha", "@everyone [Post](https://evil.example)", "“Fences ``` and ````` end @everyone <@1> **bold** \u202equay1,” said Olive Brandt."),
		article("b", "Beta", "Coast Echo", "“"+strings.ReplaceAll(long, ". ", ", ")+"quay2,” said Olive Brandt."),
	)))
	for _, word := range []string{"quay1", "quay2"} {
		m := srv.Slash("quote", quote(word)).Click("Cite").Reply()
		checkFences(t, m)
		if word == "quay2" {
			continue
		}
		_, pasted, _ := strings.Cut(m.Embeds[0].Description, "As Markdown:\n```\n")
		pasted = strings.TrimSuffix(pasted, "\n```")
		for _, taken := range []string{"@everyone", "<@1>", "**bold", "(https://evil", "\u202e", "```"} {
			if strings.Contains(pasted, taken) {
				t.Errorf("%q takes effect in\n%s", taken, pasted)
			}
		}
		if !strings.HasPrefix(pasted, "> ") || strings.Count(pasted, "\n") != 1 {
			t.Errorf("no quotation of one line:\n%s", pasted)
		}
	}
}

// TestCiteWithoutRoom cites five excerpts as long as they get, for which no message has room in
// both forms.
func TestCiteWithoutRoom(t *testing.T) {
	var articles []string
	for i, what := range []string{"is lit at dusk", "was sold by the mayor", "hangs over old ferries", "fell into deep water", "costs more than bread"} {
		body := "the lantern " + strings.TrimSuffix(strings.Repeat(what+" and *then* ", 520/(len(what)+12)), " and *then* ")
		articles = append(articles, article(fmt.Sprint("a", i), fmt.Sprint("Alpha ", i), fmt.Sprint("Outlet ", i), "“"+body+",” said Olive Brandt."))
	}
	store := openGuilds(t)
	if err := store.Set(newsroom, guilds.Settings{Page: 5}); err != nil {
		t.Fatal(err)
	}
	srv := discordtest.New(t)
	start(t, srv, router(t, source(articles...)), func(cfg *bot.Config) { cfg.Guilds = store })
	asked := srv.Slash("quote", quote("lantern"))
	wantText(t, asked.Reply(), "1–5 of 5")
	m := asked.Click("Cite").Reply()
	checkFences(t, m)
	both := strings.Count(m.Text(), "As Markdown:")
	if len(m.Embeds) != 5 || both == 0 || both == 5 {
		t.Errorf("%d excerpts are cited, %d of them in both forms:\n%s", len(m.Embeds), both, m.Text())
	}
}
