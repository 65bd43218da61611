package bot

import (
	"encoding/json"
	"unicode/utf16"

	"onrecord/corpus"
)

// Discord's limits, in UTF-16 code units, as counted here: Discord documents
// "characters" and does not say which; code units are never fewer than any other
// count. All embeds of a message may have 6,000 together; a footer is kept to half
// of the 2,048 that it may have, so that one embed never has more. (Discord's
// documentation, Message and Embed Limits, 2026.)
const (
	maxTitle       = 256
	maxDescription = 4096
	maxFooter      = 1024
	maxContent     = 2000
)

// flagEphemeral shows a message to nobody but the member who asked.
const flagEphemeral = 1 << 6

// A message is the body of a reply.
type message struct {
	Content    string      `json:"content"`
	Embeds     []embed     `json:"embeds"`
	Components []component `json:"components"`
	Flags      int         `json:"flags,omitempty"`

	// What of the response stands in it; not sent.
	shown   int             // how many of the results, or of the lines of a list
	quoted  []corpus.Result // the excerpts
	outcome string          // ops.Silent when nothing was found
}

// MarshalJSON adds the one thing that no message may lack: that it mentions
// nobody, whatever stands in it. Empty lists are written too: a message that
// takes the place of another must clear what it does not have.
func (m message) MarshalJSON() ([]byte, error) {
	type plain message
	if m.Embeds == nil {
		m.Embeds = []embed{}
	}
	if m.Components == nil {
		m.Components = []component{}
	}
	return json.Marshal(struct {
		plain
		AllowedMentions allowedMentions `json:"allowed_mentions"`
	}{plain: plain(m), AllowedMentions: allowedMentions{Parse: []string{}}})
}

type allowedMentions struct {
	Parse []string `json:"parse"`
}

type embed struct {
	Title       string  `json:"title,omitempty"`
	Description string  `json:"description,omitempty"`
	URL         string  `json:"url,omitempty"`
	Footer      *footer `json:"footer,omitempty"`
}

type footer struct {
	Text string `json:"text"`
}

// Types of an answer to an interaction. (Discord's documentation, Interaction
// Callback Type.)
const (
	answerPong        = 1
	answerMessage     = 4 // show a message at once
	answerLater       = 5 // promise a message
	answerUpdateLater = 6 // promise a change of the message whose component was used
	answerUpdate      = 7 // put a message in the place of the one whose component was used
	answerChoices     = 8 // suggest values for the option that is being typed
)

// A callback is the answer to an interaction.
type callback struct {
	Type int `json:"type"`
	Data any `json:"data,omitempty"` // a message, suggestions, or the flags of a promise
}

// flags are all that a promise says of its message: whether it is private.
type flags struct {
	Flags int `json:"flags,omitempty"`
}

// length counts as Discord's strictest count does.
func length(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}
