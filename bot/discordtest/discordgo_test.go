package discordtest_test

import (
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"

	"onrecord/bot/discordtest"
)

// connect starts a real discordgo session against the server.
func connect(t testing.TB, srv *discordtest.Server, handle func(*discordgo.Session, *discordgo.InteractionCreate)) *discordgo.Session {
	t.Helper()
	s, err := discordgo.New("Bot " + srv.Token())
	if err != nil {
		t.Fatal(err)
	}
	s.Client = srv.Client()
	s.Identify.Intents = 0
	s.StateEnabled = false
	s.AddHandler(handle)
	if err := s.Open(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	// discordgo 0.29 reconnects for ever when Close meets its first heartbeat
	// ("close sent"), so that heartbeat is waited for.
	srv.WaitFor("the first heartbeat", func(st discordtest.Stats) bool { return st.Sessions > 0 && st.Heartbeats > 0 })
	return s
}

var noMentions = &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}

var quoteCommand = &discordgo.ApplicationCommand{
	Name: "quote", Description: "What was said, word for word",
	Options: []*discordgo.ApplicationCommandOption{
		{Type: discordgo.ApplicationCommandOptionString, Name: "query", Description: "Words", Required: true, MaxLength: 200},
		{Type: discordgo.ApplicationCommandOptionString, Name: "outlet", Description: "Outlet", Autocomplete: true},
	},
}

// TestDiscordgo proves that the library which the bot uses can talk to the
// stand-in: registration, slash command, button, autocomplete, edit, follow-up.
func TestDiscordgo(t *testing.T) {
	srv := discordtest.New(t)
	s := connect(t, srv, func(s *discordgo.Session, i *discordgo.InteractionCreate) {
		switch i.Type {
		case discordgo.InteractionApplicationCommand:
			d := i.ApplicationCommandData()
			if d.TargetID != "" {
				err := s.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource,
					Data: &discordgo.InteractionResponseData{Flags: discordgo.MessageFlagsEphemeral}})
				if err != nil {
					t.Error(err)
				}
				text := "read: " + d.Resolved.Messages[d.TargetID].Content
				if _, err := s.InteractionResponseEdit(i.Interaction, &discordgo.WebhookEdit{Content: &text, AllowedMentions: noMentions}); err != nil {
					t.Error(err)
				}
				if _, err := s.FollowupMessageCreate(i.Interaction, true, &discordgo.WebhookParams{Content: "and more", AllowedMentions: noMentions}); err != nil {
					t.Error(err)
				}
				return
			}
			err := s.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{
				Type: discordgo.InteractionResponseChannelMessageWithSource,
				Data: &discordgo.InteractionResponseData{
					Embeds: []*discordgo.MessageEmbed{{Title: "Quotes", Description: "> " + d.Options[0].StringValue(), URL: "https://example.org/a",
						Footer: &discordgo.MessageEmbedFooter{Text: "1 of 9, " + i.Member.User.Username}}},
					Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
						discordgo.Button{Label: "Next", CustomID: "page:2", Style: discordgo.PrimaryButton},
						discordgo.Button{Label: "Source", URL: "https://example.org", Style: discordgo.LinkButton}}}},
					AllowedMentions: noMentions,
				}})
			if err != nil {
				t.Error(err)
			}
		case discordgo.InteractionApplicationCommandAutocomplete:
			typed := i.ApplicationCommandData().Options[0].StringValue()
			err := s.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{Type: discordgo.InteractionApplicationCommandAutocompleteResult,
				Data: &discordgo.InteractionResponseData{Choices: []*discordgo.ApplicationCommandOptionChoice{{Name: "Post", Value: typed}}}})
			if err != nil {
				t.Error(err)
			}
		case discordgo.InteractionMessageComponent:
			err := s.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{Type: discordgo.InteractionResponseUpdateMessage,
				Data: &discordgo.InteractionResponseData{Content: "page " + i.MessageComponentData().CustomID, AllowedMentions: noMentions}})
			if err != nil {
				t.Error(err)
			}
		}
	})
	commands := []*discordgo.ApplicationCommand{quoteCommand, {Type: discordgo.MessageApplicationCommand, Name: "Check this"}}
	made, err := s.ApplicationCommandBulkOverwrite(srv.ApplicationID(), "", commands)
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.ApplicationCommandBulkOverwrite(srv.ApplicationID(), "", commands)
	if err != nil {
		t.Fatal(err)
	}
	if made[0].ID != again[0].ID || made[0].Version != again[0].Version {
		t.Errorf("the same command twice: %+v, then %+v", made[0], again[0])
	}

	have, err := s.ApplicationCommands(srv.ApplicationID(), "")
	if err != nil || len(have) != 2 || have[0].Options[0].MaxLength != 200 {
		t.Errorf("the commands are %+v, %v", have, err)
	}
	if app, err := s.Application("@me"); err != nil || app.ID != srv.ApplicationID() || app.VerifyKey != srv.PublicKey() {
		t.Errorf("the application is %+v, %v", app, err)
	}
	if g, err := s.GatewayBot(); err != nil || g.Shards != 1 || g.SessionStartLimit.Remaining != 999 {
		t.Errorf("the gateway is %+v, %v", g, err)
	}
	if guilds, err := s.UserGuilds(200, "", "", false); err != nil || len(guilds) != 1 {
		t.Errorf("the guilds are %+v, %v", guilds, err)
	}

	asked := srv.Slash("quote", map[string]any{"query": "parker encryption"})
	reply := asked.Reply()
	if len(reply.Embeds) != 1 || reply.Embeds[0].Description != "> parker encryption" || !strings.Contains(reply.Text(), "alice") || reply.Ephemeral {
		t.Errorf("reply: %s", reply.Text())
	}
	if turned := asked.Click("Next").Reply(); turned.Content != "page page:2" || turned.ID != reply.ID || turned.Edits != 1 {
		t.Errorf("after the click: %s", turned.Text())
	}
	checked := srv.MessageCommand("Check this", "He said so", discordtest.From{User: discordtest.Bob, DM: true})
	if m := checked.Reply(); m.Content != "read: He said so" || !m.Ephemeral || m.Loading {
		t.Errorf("message command: %s", m.Text())
	}
	if got := srv.Autocomplete("quote", "outlet", "post").Choices(); len(got) != 1 || got[0].Value != "post" {
		t.Errorf("choices: %v", got)
	}
	srv.WaitFor("the follow-up", func(discordtest.Stats) bool { return len(checked.FollowUps()) == 1 })
	if got := srv.Latencies().Count; got != 4 {
		t.Errorf("%d latencies, want 4", got)
	}
}

// TestDiscordgoResumes: discordgo obeys Op 7 and resumes at the general address.
func TestDiscordgoResumes(t *testing.T) {
	srv := discordtest.New(t)
	got := make(chan string, 10)
	s := connect(t, srv, func(_ *discordgo.Session, i *discordgo.InteractionCreate) { got <- i.ID })
	if _, err := s.ApplicationCommandBulkOverwrite(srv.ApplicationID(), "", []*discordgo.ApplicationCommand{{Name: "help", Description: "d"}}); err != nil {
		t.Fatal(err)
	}
	srv.Reconnect()
	srv.WaitFor("the connection to go", func(st discordtest.Stats) bool { return st.Sessions == 0 })
	in := srv.Slash("help", nil) // kept for the resume
	srv.WaitFor("the resume", func(st discordtest.Stats) bool { return st.Resumed == 1 && st.Heartbeats == 2 })
	if id := <-got; id != in.ID {
		t.Errorf("interaction %s, want %s", id, in.ID)
	}
	if st := srv.Stats(); st.Identifies != 1 {
		t.Errorf("%+v", st)
	}
}
