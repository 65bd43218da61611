package bot_test

import (
	"fmt"
	"testing"

	"github.com/bwmarrin/discordgo"

	"onrecord/bot"
	"onrecord/bot/discordtest"
	"onrecord/bot/guilds"
)

// Where a member uses a bot that they have installed for themselves.
var (
	elsewhere    = discordtest.From{Guild: "1177777777777777777", Installed: true} // a server that the bot has not joined
	inGroup      = discordtest.From{In: discordgo.InteractionContextPrivateChannel, Installed: true}
	inBotDM      = discordtest.From{In: discordgo.InteractionContextBotDM, Installed: true}
	whereAdded   = discordtest.From{Installed: true}
	whereSilent  = discordtest.From{Guild: elsewhere.Guild, Installed: true, Confined: true}
	addedAndMute = discordtest.From{Installed: true, Confined: true} // the server has added the bot as well
)

func TestCommandsAreForServersAndMembers(t *testing.T) {
	srv := discordtest.New(t)
	put(t, srv, `[{"name":"quote","description":"of old","integration_types":[0]}]`)
	start(t, srv, harbour(t), func(cfg *bot.Config) { cfg.Guilds, cfg.Settable = openGuilds(t), true }).waitLog(toMember)
	for _, c := range srv.Commands("") {
		installs, contexts := "[0 1]", "[0 1 2]"
		if c.Name == "config" {
			installs, contexts = "[0]", "[0]"
		}
		if got := fmt.Sprint(*c.IntegrationTypes); got != installs {
			t.Errorf("%s is installed by %s, want %s", c.Name, got, installs)
		}
		if got := fmt.Sprint(*c.Contexts); got != contexts {
			t.Errorf("%s is used in %s, want %s", c.Name, got, contexts)
		}
	}
	wantPuts(t, srv, 2, 0) // the old one above, and what the bot made of it
}

func TestInstalledForOneself(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, harbour(t))
	for name, from := range map[string]discordtest.From{
		"in a server that did not add it": elsewhere, "in a group": inGroup, "in a message to the bot": inBotDM, "in a server that did": whereAdded, "which confines others": addedAndMute,
	} {
		t.Run(name, func(t *testing.T) {
			asked := srv.Slash("quote", quote("lantern"), from)
			id := asked.Reply().ID
			wantPrivate(t, asked.Message(), false)
			m := asked.Click("Next").Reply()
			if wantText(t, m, "4–6 of 8"); m.ID != id {
				t.Error("the page was not turned in place")
			}
			wantPrivate(t, asked.Click("Context 1").Reply(), true)
			bobs := asked.Click("Next", discordtest.From{User: discordtest.Bob}).Reply()
			wantPrivate(t, bobs, true)
			shared := srv.Slash("quote", private(quote("lantern")), from)
			wantPrivate(t, shared.Reply(), true)
			public := shared.Click("Share").Reply()
			wantPrivate(t, public, false)
			wantText(t, public, "Shared by alice", "1–3 of 8")
			wantPrivate(t, srv.MessageCommand("Find in coverage", "a lantern over the quay", from).Reply(), true)
			if got := srv.Autocomplete("article", "article", "lant", from).Choices(); len(got) != 1 {
				t.Errorf("suggested: %v", got)
			}
		})
	}
	for name, from := range map[string]discordtest.From{
		"in a server that did not add it": {Guild: elsewhere.Guild}, "in a group": {In: discordgo.InteractionContextPrivateChannel},
	} {
		t.Run("not installed "+name, func(t *testing.T) {
			if _, err := srv.TrySlash("quote", quote("lantern"), from); err == nil {
				t.Error("Discord shows the command")
			}
		})
	}
}

// TestConfinedToTheMember is in a server that hides the answers of bots that it has not added.
func TestConfinedToTheMember(t *testing.T) {
	srv := discordtest.New(t)
	start(t, srv, harbour(t))
	asked := srv.Slash("quote", map[string]any{"query": "lantern", "private": false}, whereSilent)
	m := asked.Reply()
	wantPrivate(t, m, true)
	if canPress(m, "Share") {
		t.Error("what nobody else may see can be shared")
	}
	wantText(t, asked.Click("Next").Reply(), "4–6 of 8")
	wantPrivate(t, srv.MessageCommand("Check this quote", "“Lantern number 1 hangs over the north quay”", whereSilent).Reply(), true)

	t.Run("what could be shared before", func(t *testing.T) {
		asked := srv.Slash("quote", private(quote("lantern")), elsewhere)
		asked.Reply()
		m := asked.Click("Share", discordtest.From{Alter: func(p map[string]any) { p["app_permissions"] = "2048" }}).Reply()
		wantPrivate(t, m, true)
		wantText(t, m, "Use External Apps")
	})
}

func TestSettingsHoldWhereTheBotWasAdded(t *testing.T) {
	store := openGuilds(t)
	set := func(servers ...string) {
		for _, server := range servers {
			if err := store.Set(server, guilds.Settings{Page: 1, Private: true}); err != nil {
				t.Fatal(err)
			}
		}
	}
	set(newsroom, elsewhere.Guild)
	srv := discordtest.New(t)
	start(t, srv, harbour(t), func(cfg *bot.Config) { cfg.Guilds, cfg.Settable = store, true })
	eventually(t, "an end of settings of others", func() bool { return store.Get(elsewhere.Guild) == guilds.Settings{} })
	set(elsewhere.Guild)
	home := srv.Slash("quote", quote("lantern"), whereAdded).Reply()
	wantText(t, home, "1 of 8")
	wantPrivate(t, home, true)
	for _, from := range []discordtest.From{elsewhere, inGroup} {
		m := srv.Slash("quote", quote("lantern"), from).Reply()
		wantText(t, m, "1–3 of 8")
		wantPrivate(t, m, false)
		if _, err := srv.TrySlash("config", nil, from); err == nil {
			t.Error("Discord shows /config")
		}
	}
	outside := discordtest.From{Alter: func(p map[string]any) {
		p["authorizing_integration_owners"] = map[string]string{"1": discordtest.Alice.ID}
	}}
	wantText(t, srv.Slash("config", map[string]any{"page": 4}, outside).Reply(), "/config is for servers that have added the bot")
	if got := store.Get(newsroom); got.Page != 1 {
		t.Errorf("%+v is set", got)
	}
}
