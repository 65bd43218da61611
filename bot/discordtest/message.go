package discordtest

import (
	"encoding/json"
	"maps"
	"strings"
	"time"
)

var errEmpty = &refusal{status: 400, code: 50006, message: "Cannot send an empty message", rule: RuleEmpty}

// message is a message of the bot as the server keeps it; s.mu guards it.
type message struct {
	id      string
	in      *Interaction   // that the message answers
	data    map[string]any // content, embeds, components, flags
	at      time.Time
	editAt  time.Time
	edits   int // without the one that replaces "is thinking …"
	deleted bool
}

// newMessage makes the message of a first answer or a follow-up; s.mu is held.
func (s *Server) newMessage(in *Interaction, body map[string]any, loading bool) *message {
	m := &message{id: s.newID(), in: in, at: s.clock.now()}
	flags := integerOf(body, "flags")
	if loading {
		flags |= flagLoading
	}
	m.data = map[string]any{"content": "", "embeds": []any{}, "components": []any{}, "flags": flags}
	for _, key := range []string{"content", "embeds", "components"} {
		if v := body[key]; v != nil {
			m.data[key] = v
		}
	}
	return m
}

func (m *message) flags() int64 {
	flags, _ := m.data["flags"].(int64)
	return flags
}

// merged is what the message would be after an edit: fields that are absent
// stay, null empties. An edit can set the flags for Components V2 and for
// hidden embeds, and takes away neither Components V2 nor ephemeral.
func (m *message) merged(body map[string]any) (map[string]any, error) {
	next := maps.Clone(m.data)
	for key, empty := range map[string]any{"content": "", "embeds": []any{}, "components": []any{}} {
		if v, ok := body[key]; ok {
			if v == nil {
				v = empty
			}
			next[key] = v
		}
	}
	flags := m.flags() &^ flagLoading
	if body["flags"] != nil {
		flags = flags&^flagSuppressEmbeds | integerOf(body, "flags")&(flagSuppressEmbeds|flagComponentsV2)
	}
	next["flags"] = flags
	f := &form{}
	f.legacyMerged(next)
	switch {
	case len(f.errs) > 0:
		return nil, badForm(f)
	case emptyMessage(next):
		return nil, errEmpty
	}
	return next, nil
}

// legacyMerged looks at a whole message, in which empty fields are always there.
func (f *form) legacyMerged(m map[string]any) {
	flags, _ := m["flags"].(int64)
	rest := map[string]any{}
	if m["content"] != "" {
		rest["content"] = m["content"]
	}
	if len(listOf(m, "embeds")) > 0 {
		rest["embeds"] = m["embeds"]
	}
	f.legacy(rest, flags&flagComponentsV2 != 0)
}

func (m *message) set(data map[string]any, now time.Time) {
	if m.flags()&flagLoading == 0 {
		m.editAt = now
	}
	m.data = data
	m.in.signal()
}

// object is the message as Discord gives it; s.mu is held. The result shares
// only parts that are never changed.
func (m *message) object() map[string]any {
	in, s := m.in, m.in.srv
	o := map[string]any{
		"id": m.id, "type": 20, "channel_id": in.channel, "author": s.botUser(), "application_id": s.opts.ApplicationID,
		"webhook_id": s.opts.ApplicationID, "timestamp": stamp(m.at), "edited_timestamp": nil, "tts": false, "pinned": false,
		"mention_everyone": false, "mentions": []any{}, "mention_roles": []any{}, "attachments": []any{},
		"content": m.data["content"], "embeds": sentEmbeds(m.data["embeds"]), "components": sentComponents(m.data["components"]), "flags": m.flags(),
	}
	switch in.kind {
	case kindCommand:
		o["interaction_metadata"] = map[string]any{
			"id": in.ID, "type": in.kind, "user": userObject(in.user), "authorizing_integration_owners": in.owners(),
		}
	case kindComponent:
		o["type"] = 0
		o["interaction_metadata"] = map[string]any{
			"id": in.ID, "type": in.kind, "user": userObject(in.user), "authorizing_integration_owners": in.owners(),
			"interacted_message_id": in.source.id,
		}
	}
	if !m.editAt.IsZero() {
		o["edited_timestamp"] = stamp(m.editAt)
	}
	return o
}

// sentEmbeds are embeds as they come back: each says that it is a rich one, and
// each field whether it is inline.
func sentEmbeds(v any) []any {
	items, _ := v.([]any)
	out := make([]any, len(items))
	for i, item := range items {
		e, _ := item.(map[string]any)
		e = maps.Clone(e)
		e["type"] = "rich"
		for k, v := range e {
			if v == nil {
				delete(e, k)
			}
		}
		if fields := objectsOf(e, "fields"); fields != nil {
			list := make([]any, len(fields))
			for j, f := range fields {
				f = maps.Clone(f)
				f["inline"] = f["inline"] == true
				list[j] = f
			}
			e["fields"] = list
		}
		out[i] = e
	}
	return out
}

// sentComponents are components as they come back: each has an id, unique in the
// message (components/reference, "Anatomy of a Component"), and select menus
// say how many values they take.
func sentComponents(v any) []any {
	taken := map[int64]bool{}
	var walk func(m map[string]any, do func(map[string]any) map[string]any) map[string]any
	walk = func(m map[string]any, do func(map[string]any) map[string]any) map[string]any {
		m = do(m)
		if list := objectsOf(m, "components"); list != nil {
			out := make([]any, len(list))
			for i, child := range list {
				out[i] = walk(child, do)
			}
			m["components"] = out
		}
		if a, ok := m["accessory"].(map[string]any); ok {
			m["accessory"] = walk(a, do)
		}
		return m
	}
	root := map[string]any{"components": v}
	root = walk(root, func(m map[string]any) map[string]any {
		taken[integerOf(m, "id")] = true
		return maps.Clone(m)
	})
	last := int64(0)
	root = walk(root, func(m map[string]any) map[string]any {
		if integerOf(m, "id") == 0 && m["type"] != nil {
			for last++; taken[last]; last++ {
			}
			m["id"] = last
		}
		for key, value := range map[string]int{"min_values": 1, "max_values": 1} {
			if t := integerOf(m, "type"); m[key] == nil && (t == typeSelect || t >= typeUsers && t <= typeChannels) {
				m[key] = value
			}
		}
		return m
	})
	return append([]any{}, listOf(root, "components")...)
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000+00:00") }

// A Message is a message of the bot as members see it now.
type Message struct {
	ID         string      `json:"id"`
	ChannelID  string      `json:"channel_id"`
	Content    string      `json:"content"`
	Embeds     []Embed     `json:"embeds"`
	Components []Component `json:"components"`
	Flags      int         `json:"flags"`

	Ephemeral bool            `json:"-"` // only the member who asked sees it
	Loading   bool            `json:"-"` // "is thinking …"
	Deleted   bool            `json:"-"`
	Edits     int             `json:"-"` // without the one that ended Loading
	JSON      json.RawMessage `json:"-"` // the message as Discord gives it
}

// An Embed is an embed of a message.
type Embed struct {
	Title       string       `json:"title"`
	Description string       `json:"description"`
	URL         string       `json:"url"`
	Timestamp   string       `json:"timestamp"`
	Color       int          `json:"color"`
	Footer      EmbedText    `json:"footer"`
	Author      EmbedText    `json:"author"`
	Image       EmbedText    `json:"image"`
	Thumbnail   EmbedText    `json:"thumbnail"`
	Fields      []EmbedField `json:"fields"`
}

// EmbedText is a footer (Text), an author (Name) or a picture (URL).
type EmbedText struct {
	Text    string `json:"text"`
	Name    string `json:"name"`
	URL     string `json:"url"`
	IconURL string `json:"icon_url"`
}

// An EmbedField is a field of an embed.
type EmbedField struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline"`
}

// A Component is a component of any type, with the fields that tests look at.
type Component struct {
	Type       int            `json:"type"`
	CustomID   string         `json:"custom_id"`
	Label      string         `json:"label"`
	Style      int            `json:"style"`
	URL        string         `json:"url"`
	Disabled   bool           `json:"disabled"`
	Content    string         `json:"content"`
	Emoji      *EmbedText     `json:"emoji"`
	Options    []SelectOption `json:"options"`
	Components []Component    `json:"components"`
	Accessory  *Component     `json:"accessory"`
}

// A SelectOption is an option of a select menu.
type SelectOption struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// snapshot is the message for tests; s.mu is held.
func (m *message) snapshot() *Message {
	data, err := json.Marshal(m.object())
	out := &Message{JSON: data}
	if err == nil {
		err = json.Unmarshal(data, out)
	}
	if err != nil {
		m.in.srv.tb.Errorf("discordtest: message %s: %v", m.id, err)
	}
	out.Ephemeral = out.Flags&flagEphemeral != 0
	out.Loading = out.Flags&flagLoading != 0
	out.Deleted, out.Edits = m.deleted, m.edits
	return out
}

// Text is everything that a reader of the message sees, part by part.
func (m *Message) Text() string {
	parts := []string{m.Content}
	for _, e := range m.Embeds {
		parts = append(parts, e.Author.Name, e.Title, e.Description)
		for _, f := range e.Fields {
			parts = append(parts, f.Name, f.Value)
		}
		parts = append(parts, e.Footer.Text)
	}
	for _, c := range m.All() {
		parts = append(parts, c.Content, c.Label)
	}
	var shown []string
	for _, p := range parts {
		if p != "" {
			shown = append(shown, p)
		}
	}
	return strings.Join(shown, "\n")
}

// All lists the components of the message, nested ones too, in reading order.
func (m *Message) All() []Component {
	var all []Component
	var walk func([]Component)
	walk = func(list []Component) {
		for _, c := range list {
			all = append(all, c)
			walk(c.Components)
			if c.Accessory != nil {
				walk([]Component{*c.Accessory})
			}
		}
	}
	walk(m.Components)
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
