package discordtest

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// A Message is a message of the bot as members see it now.
type Message struct {
	*discordgo.Message
	Ephemeral bool // only the member who asked sees it
}

// Text is everything that a reader of the message sees, part by part.
func (m *Message) Text() string {
	parts := []string{m.Content}
	for _, e := range m.Embeds {
		parts = append(parts, e.Title, e.Description)
		if e.Footer != nil {
			parts = append(parts, e.Footer.Text)
		}
	}
	for _, b := range m.buttons() {
		parts = append(parts, b.Label)
	}
	parts = slices.DeleteFunc(parts, func(p string) bool { return p == "" })
	return strings.Join(parts, "\n")
}

func (m *Message) buttons() (all []*discordgo.Button) {
	for _, row := range m.Components {
		for _, c := range row.(*discordgo.ActionsRow).Components {
			all = append(all, c.(*discordgo.Button))
		}
	}
	return all
}

// Button finds the button with the label or custom id.
func (m *Message) Button(name string) (*discordgo.Button, bool) {
	for _, b := range m.buttons() {
		if b.Label == name || b.CustomID == name {
			return b, true
		}
	}
	return nil, false
}

// message is a message of the bot as the server keeps it; Server.mu guards it.
type message struct {
	in     *Interaction               // that the message answers
	fields map[string]json.RawMessage // as the bot sent them
	shown  Message
}

// newMessage makes the message of a first answer or a follow-up, which Discord may show to the
// member alone; s.mu is held.
func (s *Server) newMessage(in *Interaction) *message {
	confined := in.from.Confined && in.owners[discordgo.ApplicationIntegrationGuildInstall] == ""
	return &message{in: in, shown: Message{Message: &discordgo.Message{ID: s.newID()}, Ephemeral: confined}}
}

// write makes the message what a body says, if Discord takes that; s.mu is held. The bot
// always sends all fields.
func (s *Server) write(in *Interaction, m *message, body []byte) error {
	fields := map[string]json.RawMessage{}
	if err := decode(body, &fields); err != nil {
		return err
	}
	for field, empty := range map[string]string{"content": `""`, "embeds": `[]`, "components": `[]`} {
		if v := string(fields[field]); v == "" || v == "null" {
			fields[field] = json.RawMessage(empty)
		}
	}
	shown, err := s.judgeMessage(s.encode(fields))
	if err != nil {
		return err
	}
	shown.ID = m.shown.ID
	m.fields, m.shown.Message = fields, shown
	s.reply(in)
	return nil
}

// object is the message as Discord gives it; s.mu is held.
func (m *message) object() map[string]any {
	o := map[string]any{
		"id": m.shown.ID, "channel_id": m.in.from.Channel, "author": botUser.object(), "application_id": ApplicationID,
		"webhook_id": ApplicationID, "timestamp": m.in.created.UTC(), "type": 20, "flags": 0,
		"content": m.fields["content"], "embeds": m.fields["embeds"], "components": m.fields["components"],
		"interaction_metadata": map[string]any{"id": m.in.ID, "type": m.in.kind, "user": m.in.from.User.object()},
	}
	if m.shown.Ephemeral {
		o["flags"] = discordgo.MessageFlagsEphemeral
	}
	return o
}

// snapshot is the message for tests, a blank one where there is none; s.mu is held.
func (m *message) snapshot() *Message {
	if m == nil {
		return &Message{Message: &discordgo.Message{}}
	}
	return &Message{Message: m.shown.Message, Ephemeral: m.shown.Ephemeral}
}
