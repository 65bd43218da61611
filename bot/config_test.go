package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"onrecord/bot/discordtest"
	"onrecord/bot/guilds"
	"onrecord/commands"
	"onrecord/corpus"
	"onrecord/index"
)

const newsroom = "1155555555555555555"

func openGuilds(t *testing.T) *guilds.Store {
	t.Helper()
	s, err := guilds.Open(filepath.Join(t.TempDir(), "guilds.json"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// startConfig runs a bot in whose store servers can set something.
func startConfig(t *testing.T, srv *discordtest.Server, store *guilds.Store, forgetEvery ...time.Duration) {
	t.Helper()
	c, err := corpus.NewCorpus(nil)
	if err != nil {
		t.Fatal(err)
	}
	b, err := New(commands.NewRouter(empty{c}, commands.About{}), Config{Token: srv.Token(), HTTP: srv.Client(), Log: slog.New(slog.DiscardHandler), Guilds: store, forgetEvery: append(forgetEvery, 0)[0]})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- b.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	srv.WaitReady()
}

func TestConfigInDiscord(t *testing.T) {
	srv := discordtest.New(t)
	store := openGuilds(t)
	startConfig(t, srv, store)
	manager := discordtest.From{Permissions: discordtest.ManageGuild}
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
		{map[string]any{"page": 3}, guilds.Settings{Private: true, Page: 3}, []string{"up to **3 excerpts**."}},
		{map[string]any{"reset": true}, guilds.Settings{}, []string{"as just changed", "to **everybody**", "the default"}},
	} {
		m := srv.Slash("config", test.options, manager).Reply()
		if got := store.Get(newsroom); got != test.want {
			t.Errorf("/config %v: %+v is set, want %+v", test.options, got, test.want)
		}
		for _, want := range test.says {
			if !strings.Contains(m.Text(), want) {
				t.Errorf("/config %v lacks %q:\n%s", test.options, want, m.Text())
			}
		}
		if !m.Ephemeral {
			t.Errorf("/config %v is answered in public", test.options)
		}
	}
	if store.Len() != 0 {
		t.Errorf("a server with the defaults has an entry")
	}
}

func TestWhoMayConfigure(t *testing.T) {
	srv := discordtest.New(t)
	store := openGuilds(t)
	startConfig(t, srv, store)
	if _, err := srv.TrySlash("config", nil); err == nil {
		t.Error("Discord shows /config to every member")
	}
	if _, err := srv.TrySlash("config", nil, discordtest.From{DM: true}); err == nil {
		t.Error("Discord shows /config in direct messages")
	}
	// A member to whom an administrator gave the command, and who may nothing else.
	given := discordtest.From{Permissions: discordtest.ManageGuild, Alter: func(p map[string]any) { p["member"].(map[string]any)["permissions"] = "0" }}
	if m := srv.Slash("config", map[string]any{"page": 2}, given).Reply(); store.Get(newsroom).Page != 2 {
		t.Errorf("whom an administrator lets configure is told\n%s", m.Text())
	}
	outside := discordtest.From{Permissions: discordtest.Administrator, Alter: func(p map[string]any) {
		p["user"] = p["member"].(map[string]any)["user"]
		delete(p, "member")
		delete(p, "guild_id")
	}}
	if m := srv.Slash("config", map[string]any{"page": 4}, outside).Reply(); !m.Ephemeral || !strings.Contains(m.Text(), "/config is for servers") || store.Len() != 1 {
		t.Errorf("in a direct message (private %v):\n%s", m.Ephemeral, m.Text())
	}
}

func TestConfigRefusesWhatItCannotRead(t *testing.T) {
	c := &configurer{openGuilds(t), slog.New(slog.DiscardHandler)}
	for _, o := range []interactionOption{
		{Name: "page", Value: 0.0}, {Name: "page", Value: 6.0}, {Name: "page", Value: 2.5}, {Name: "page", Value: -1.0}, {Name: "page", Value: 1e300}, {Name: "page", Value: "4"}, {Name: "page", Value: nil},
		{Name: "private", Value: "true"}, {Name: "private", Value: 1.0}, {Name: "reset", Value: "x"}, {Name: "reset", Value: nil},
		{Name: "", Value: true}, {Name: strings.Repeat("@everyone", 1000), Value: true}, {Name: "colour", Value: map[string]any{}},
	} {
		in := from(1, 0)
		in.GuildID = newsroom
		in.Data.Options = []interactionOption{{Name: "private", Value: true}, o}
		_, err := c.answer(in)
		var user *commands.UserError
		if !errors.As(err, &user) || c.store.Len() != 0 {
			t.Errorf("%.30q = %v: %v, %d servers have something set", o.Name, o.Value, err, c.store.Len())
		}
		checkLimits(t, renderError(err))
	}
}

func TestSettingsThatCannotBeSaved(t *testing.T) {
	var log strings.Builder
	closed := openGuilds(t)
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	in := from(1, 0)
	in.GuildID = newsroom
	in.Data.Options = []interactionOption{{Name: "private", Value: true}}
	for store, want := range map[*guilds.Store]string{nil: "keeps no settings", closed: "could not be saved"} {
		c := &configurer{store, slog.New(slog.NewTextHandler(&log, nil))}
		_, err := c.answer(in)
		var user *commands.UserError
		if !errors.As(err, &user) || !strings.Contains(user.Msg, want) {
			t.Errorf("got %v, want %q", err, want)
		}
		if c.settings(in) != (guilds.Settings{}) {
			t.Error("it holds nevertheless")
		}
	}
	if !strings.Contains(log.String(), "level=ERROR") || !strings.Contains(log.String(), "guilds: ") {
		t.Errorf("the log is %q", log.String())
	}
	bad := from(1, 0)
	bad.GuildID = "newsroom"
	bad.Data.Options = in.Data.Options
	if _, err := (&configurer{openGuilds(t), slog.New(slog.DiscardHandler)}).answer(bad); err == nil {
		t.Error("a server without an id has something set")
	}
}

func TestWhoSeesAnAnswer(t *testing.T) {
	for _, test := range []struct {
		command string
		said    any // by the member
		set     bool
		want    bool
	}{
		{"quote", nil, false, false}, {"quote", nil, true, true}, {"quote", false, true, false}, {"quote", true, false, true}, {"quote", true, true, true},
		{"help", nil, false, true}, {"help", false, false, true}, {"help", nil, true, true},
		{"quote", "false", true, true}, // which no member can say
	} {
		in := from(1, 7)
		in.Data.Name = test.command
		if test.said != nil {
			in.Data.Options = []interactionOption{{Name: privateOption, Value: test.said}}
		}
		if got := in.wantsPrivate(guilds.Settings{Private: test.set}); got != test.want {
			t.Errorf("/%s, the member said %v, the server %v: private is %v", test.command, test.said, test.set, got)
		}
	}
}

// TestFiveExcerptsAPage shows pages of every size that can be set, of excerpts that are
// as long as they may be and shorter, with all buttons.
func TestFiveExcerptsAPage(t *testing.T) {
	for _, words := range []int{8, 60, 400} {
		long := words / 10 // of title, outlet and address; the shortest are as usual
		var body []string
		for i := range 12 {
			body = append(body, fmt.Sprintf("Lantern number %d hangs over the quay %s.", i+1, strings.Repeat("* and_over ", words)))
		}
		a, err := corpus.New("lanterns", corpus.Meta{Title: "Lanterns" + strings.Repeat(" *lanterns*", long), Outlet: "Harbour" + strings.Repeat("_Post ", long), URL: "https://harbour.example/" + strings.Repeat("x", 12*long), Form: corpus.Full}, strings.Join(body, "\n\n"))
		if err != nil {
			t.Fatal(err)
		}
		c, err := corpus.NewCorpus([]*corpus.Article{a})
		if err != nil {
			t.Fatal(err)
		}
		x, err := index.Open(t.Context(), c, index.Options{})
		if err != nil {
			t.Fatal(err)
		}
		d := &dispatcher{router: commands.NewRouter(x, commands.About{})}
		for page := range guilds.MaxPage + 1 {
			size := pageOf("quote", guilds.Settings{Page: page})
			if page > 0 && size != page || page == 0 && size != guilds.DefaultPage || size > maxRowButtons {
				t.Errorf("%d a page are set, and %d shown", page, size)
			}
			req := commands.Request{Command: "quote", Args: map[string]string{"query": "lantern"}, Limit: size}
			way, seen := control{request: req}, 0
			for more := true; more; {
				m, err := d.page(t.Context(), way, true)
				if err != nil {
					t.Fatal(err)
				}
				checkLimits(t, m)
				if m.shown == 0 || m.shown > size || words == 8 && m.shown != min(size, 12-seen) {
					t.Errorf("a page of %d shows %d", size, m.shown)
				}
				if rows := m.Components; len(rows) != 2 || len(rows[1].Components) != m.shown {
					t.Errorf("%d excerpts have the buttons %+v", m.shown, rows)
				}
				seen += m.shown
				way, more = nextPage(way.request, way.trail, m.shown, 12)
			}
			if seen != 12 {
				t.Errorf("pages of %d show %d excerpts of 12", size, seen)
			}
		}
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	}
	if got := pageOf("sources", guilds.Settings{Page: 5}); got != listSize {
		t.Errorf("a list has %d lines", got)
	}
	if guilds.DefaultPage != pageSize {
		t.Error("there are two defaults")
	}
}
