package discordtest

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"time"
)

// A Message is a message of the bot as members see it now.
type Message struct {
	ID         string
	Content    string
	Embeds     []Embed
	Components []Component
	Flags      int
	Ephemeral  bool // only the member who asked sees it
	Loading    bool // "is thinking …"
	Edits      int  // without the one that ended Loading
}

// An Embed is an embed of a message, with the fields that the bot uses.
type Embed struct {
	Title       string    `json:"title,omitempty"`
	Description string    `json:"description,omitempty"`
	URL         string    `json:"url,omitempty"`
	Color       int       `json:"color,omitempty"`
	Footer      EmbedText `json:"footer,omitzero"`
}

// EmbedText is the text of a footer.
type EmbedText struct {
	Text string `json:"text"`
}

// A Component is a row or a button.
type Component struct {
	Type       int         `json:"type"`
	CustomID   string      `json:"custom_id,omitempty"`
	Label      string      `json:"label,omitempty"`
	Style      int         `json:"style,omitempty"`
	URL        string      `json:"url,omitempty"`
	Disabled   bool        `json:"disabled,omitempty"`
	Emoji      any         `json:"emoji,omitempty"`
	Components []Component `json:"components,omitempty"`
}

// Text is everything that a reader of the message sees, part by part.
func (m *Message) Text() string {
	parts := []string{m.Content}
	for _, e := range m.Embeds {
		parts = append(parts, e.Title, e.Description, e.Footer.Text)
	}
	for _, b := range m.All() {
		parts = append(parts, b.Label)
	}
	var shown []string
	for _, p := range parts {
		if p != "" {
			shown = append(shown, p)
		}
	}
	return strings.Join(shown, "\n")
}

// All lists the components of the message, each row before its buttons.
func (m *Message) All() []Component {
	var all []Component
	for _, row := range m.Components {
		all = append(append(all, row), row.Components...)
	}
	return all
}

// Button finds the button with the label or custom id.
func (m *Message) Button(name string) (Component, bool) {
	for _, c := range m.All() {
		if c.Type == typeButton && (c.Label == name || c.CustomID == name) {
			return c, true
		}
	}
	return Component{}, false
}

// messageBody is a message as the bot sends it: the fields that Discord takes.
type messageBody struct {
	Content         *string     `json:"content"`
	Embeds          []Embed     `json:"embeds"`
	Components      []Component `json:"components"`
	AllowedMentions *struct {
		Parse       *[]string `json:"parse"`
		Users       []string  `json:"users"`
		Roles       []string  `json:"roles"`
		RepliedUser bool      `json:"replied_user"`
	} `json:"allowed_mentions"`
	Flags int  `json:"flags"`
	TTS   bool `json:"tts"`

	// Choices and empty are here because discordgo sends one structure for all.
	Choices     []*Choice `json:"choices"`
	Attachments []any     `json:"attachments"`
}

// decode reads a body into a structure. A field that the structure does not have
// is refused: Discord would drop it, so sending it is a mistake.
func decode(body []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	err := d.Decode(v)
	if err == io.EOF { // no data is an empty message
		return nil
	}
	if err != nil {
		return badForm(err.Error())
	}
	return nil
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// message is a message of the bot as the server keeps it; s.mu guards it.
type message struct {
	Message
	in *Interaction // that the message answers
	at time.Time
}

// become makes the message what a body says; s.mu is held. The end of "is
// thinking …" is no edit.
func (m *message) become(b *messageBody) {
	if !m.Loading {
		m.Edits++
	}
	m.Content, m.Embeds, m.Components = deref(b.Content), b.Embeds, b.Components
	m.Flags = b.Flags | m.Flags&flagEphemeral // which nothing takes away
	m.Ephemeral, m.Loading = m.Flags&flagEphemeral != 0, m.Flags&flagLoading != 0
}

// newMessage makes the message of a first answer or a follow-up; s.mu is held.
func (s *Server) newMessage(in *Interaction) *message {
	return &message{Message: Message{ID: s.newID(), Loading: true}, in: in, at: s.now()}
}

// merge reads an edit of the message and fills in what it leaves out: fields that
// are absent stay, null empties.
func (m *message) merge(body []byte) (*messageBody, error) {
	given, b := map[string]json.RawMessage{}, &messageBody{}
	if err := decode(body, b); err != nil {
		return nil, err
	}
	_ = json.Unmarshal(body, &given) // as decode has read it
	if given["content"] == nil {
		b.Content = &m.Content
	}
	if given["embeds"] == nil {
		b.Embeds = m.Embeds
	}
	if given["components"] == nil {
		b.Components = m.Components
	}
	return b, nil
}

// object is the message as Discord gives it; s.mu is held.
func (m *message) object() map[string]any {
	return map[string]any{
		"id": m.ID, "channel_id": m.in.channel, "author": userObject(botUser), "application_id": applicationID,
		"webhook_id": applicationID, "timestamp": stamp(m.at), "type": 20,
		"content": m.Content, "embeds": append([]Embed{}, m.Embeds...), "components": append([]Component{}, m.Components...), "flags": m.Flags,
		"interaction_metadata": map[string]any{"id": m.in.ID, "type": m.in.kind, "user": userObject(m.in.user)},
	}
}

// snapshot is the message for tests; s.mu is held.
func (m *message) snapshot() *Message {
	copied := m.Message
	return &copied
}
