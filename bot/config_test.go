package bot_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/bwmarrin/discordgo"

	"onrecord/bot"
	"onrecord/bot/discordtest"
	"onrecord/bot/guilds"
)

const (
	newsroom = "1155555555555555555"
	archive  = "1155555555555555556"
)

func openGuilds(t *testing.T) *guilds.Store {
	t.Helper()
	s, err := guilds.Open(filepath.Join(t.TempDir(), "guilds.json"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestConfigInDiscord(t *testing.T) {
	srv := discordtest.New(t)
	store := openGuilds(t)
	start(t, srv, harbour(t), func(cfg *bot.Config) { cfg.Guilds, cfg.Settable = store, true })
	for _, test := range []struct {
		options map[string]any
		want    guilds.Settings
		says    []string
	}{
		{nil, guilds.Settings{}, []string{"to **everybody**", "up to **3 excerpts**, the default", "Server Settings › Integrations"}},
		{map[string]any{"private": true}, guilds.Settings{Private: true}, []string{"as just changed", "to **the member who asked** alone", "the default"}},
		{map[string]any{"page": 5}, guilds.Settings{Private: true, Page: 5}, []string{"as just changed", "**the member who asked**", "up to **5 excerpts**."}},
		{nil, guilds.Settings{Private: true, Page: 5}, []string{"**the member who asked**", "up to **5 excerpts**."}},
		{map[string]any{"private": false, "page": 1}, guilds.Settings{Page: 1}, []string{"to **everybody**", "up to **1 excerpt**."}},
		{map[string]any{"reset": false}, guilds.Settings{Page: 1}, []string{"up to **1 excerpt**."}},
		{map[string]any{"private": true, "reset": true}, guilds.Settings{Private: true}, []string{"**the member who asked**", "the default"}},
		{map[string]any{"reset": true}, guilds.Settings{}, []string{"as just changed", "to **everybody**", "the default"}},
	} {
		t.Run(fmt.Sprint(test.options), func(t *testing.T) {
			m := srv.Slash("config", test.options).Reply()
			wantText(t, m, test.says...)
			wantPrivate(t, m, true)
			if got := store.Get(newsroom); got != test.want {
				t.Errorf("%+v is set, want %+v", got, test.want)
			}
		})
	}
	t.Run("who may", func(t *testing.T) {
		for _, c := range srv.Commands("") {
			if needed := c.DefaultMemberPermissions; (needed != nil && *needed == discordgo.PermissionManageGuild) != (c.Name == "config") {
				t.Errorf("Discord shows /%s to members who may %v", c.Name, needed)
			}
		}
		if _, err := srv.TrySlash("config", nil, discordtest.From{In: discordgo.InteractionContextBotDM}); err == nil {
			t.Error("Discord shows /config in direct messages")
		}
		// A member to whom an administrator gave the command, and who may nothing else.
		given := discordtest.From{Alter: func(p map[string]any) { p["member"].(map[string]any)["permissions"] = "0" }}
		if m := srv.Slash("config", map[string]any{"page": 2}, given).Reply(); store.Get(newsroom).Page != 2 {
			t.Errorf("they are told\n%s", m.Text())
		}
		outside := discordtest.From{Alter: func(p map[string]any) { delete(p, "guild_id") }}
		wantText(t, srv.Slash("config", map[string]any{"page": 4}, outside).Reply(), "/config is for servers")
	})
	t.Run("what is set holds", func(t *testing.T) {
		srv.Slash("config", map[string]any{"page": 2, "private": true}).Reply()
		m := srv.Slash("quote", quote("lantern")).Reply()
		wantPrivate(t, m, true)
		wantText(t, m, "1–2 of 8")
		open := private(quote("lantern"))
		open["private"] = false
		wantPrivate(t, srv.Slash("quote", open).Reply(), false)
		wantPrivate(t, srv.Slash("quote", quote("lantern"), discordtest.From{In: discordgo.InteractionContextBotDM}).Reply(), false)
	})
}

func TestSettingsThatCannotBeSaved(t *testing.T) {
	gone, err := guilds.Open(filepath.Join(t.TempDir(), "no folder", "guilds.json"))
	if err != nil {
		t.Fatal(err)
	}
	for want, configure := range map[string]func(*bot.Config){
		"keeps no settings":  func(cfg *bot.Config) { cfg.Settable = true },
		"could not be saved": func(cfg *bot.Config) { cfg.Guilds, cfg.Settable = gone, true },
	} {
		t.Run(want, func(t *testing.T) {
			srv := discordtest.New(t)
			b := run(t, discordtest.Token, srv, harbour(t), configure)
			srv.WaitReady()
			wantText(t, srv.Slash("config", map[string]any{"private": true}).Reply(), want)
			wantPrivate(t, srv.Slash("quote", quote("lantern")).Reply(), false)
			if err := b.end(); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestSettingsOfServersThatWereLeft are forgotten at the next start.
func TestSettingsOfServersThatWereLeft(t *testing.T) {
	store := openGuilds(t)
	const left = "1155555555555555599"
	for _, guild := range []string{newsroom, left} {
		if err := store.Set(guild, guilds.Settings{Page: 2}); err != nil {
			t.Fatal(err)
		}
	}
	srv := discordtest.New(t)
	start(t, srv, harbour(t), func(cfg *bot.Config) { cfg.Guilds, cfg.Settable = store, true })
	eventually(t, "an end of its settings", func() bool { return store.Get(left) == guilds.Settings{} })
	if got, kept := store.Get(left), store.Get(newsroom); got != (guilds.Settings{}) || kept != (guilds.Settings{Page: 2}) {
		t.Errorf("left: %+v, kept: %+v", got, kept)
	}
}
