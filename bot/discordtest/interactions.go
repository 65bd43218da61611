package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"
)

// answerWithin is how long Discord waits: receiving-and-responding, "Interaction Callback".
const answerWithin = 3 * time.Second

// An Interaction is one use of the bot by a member.
type Interaction struct {
	ID, Token string
	Payload   []byte // as the bot receives it

	srv     *Server
	kind    discordgo.InteractionType
	from    From
	owners  owners
	source  *message // whose button was pressed
	created time.Time
	offset  time.Duration // what tests had added to the clock then

	// guarded by srv.mu
	answer   discordgo.InteractionResponseType // the first; 0 before it
	replied  bool                              // more than a deferred answer
	original *message
	choices  []*discordgo.ApplicationCommandOptionChoice
}

// Types of first answers: receiving-and-responding, "Interaction Callback Type".
const (
	callbackMessage        = discordgo.InteractionResponseChannelMessageWithSource
	callbackDeferred       = discordgo.InteractionResponseDeferredChannelMessageWithSource
	callbackDeferredUpdate = discordgo.InteractionResponseDeferredMessageUpdate
	callbackUpdate         = discordgo.InteractionResponseUpdateMessage
)

// callbacks are the callback types that each type of interaction takes.
var callbacks = map[discordgo.InteractionType][]discordgo.InteractionResponseType{
	discordgo.InteractionApplicationCommand:             {callbackMessage, callbackDeferred},
	discordgo.InteractionMessageComponent:               {callbackMessage, callbackDeferred, callbackDeferredUpdate, callbackUpdate},
	discordgo.InteractionApplicationCommandAutocomplete: {discordgo.InteractionApplicationCommandAutocompleteResult},
}

// callback is POST /interactions/{id}/{token}/callback.
func (s *Server) callback(r *http.Request, body []byte) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	in := s.interactions[r.PathValue("interaction_token")]
	unknown := &refusal{404, discordgo.ErrCodeUnknownInteraction, "Unknown interaction", RuleUnknown, "no such interaction, or another token"}
	if in == nil || in.ID != r.PathValue("interaction_id") {
		return nil, unknown
	}
	if in.answer != 0 {
		return nil, &refusal{400, discordgo.ErrCodeInteractionHasAlreadyBeenAcknowledged,
			"Interaction has already been acknowledged.", RuleTwice, ""}
	}
	if age := s.offset - in.offset; age > answerWithin {
		unknown.rule, unknown.detail = RuleLate, fmt.Sprintf("interaction %s answered after %v", in.ID, age)
		return nil, unknown
	}
	given := struct {
		Type discordgo.InteractionResponseType
		Data json.RawMessage
	}{Data: json.RawMessage(`{}`)}
	if err := decode(body, &given); err != nil {
		return nil, err
	}
	if takes := callbacks[in.kind]; !slices.Contains(takes, given.Type) {
		return nil, badForm("type: an interaction of type %d takes %v, not %d", in.kind, takes, given.Type)
	}
	if err := s.accept(in, given.Type, given.Data); err != nil {
		return nil, err
	}
	in.answer = given.Type
	return nil, nil
}

// accept does what a first answer of the type does; s.mu is held.
func (s *Server) accept(in *Interaction, kind discordgo.InteractionResponseType, data []byte) error {
	var given struct {
		Flags   discordgo.MessageFlags
		Choices []*discordgo.ApplicationCommandOptionChoice
	}
	if err := decode(data, &given); err != nil {
		return err
	}
	m := in.source
	if kind == callbackMessage || kind == callbackDeferred {
		m = s.newMessage(in)
		m.shown.Ephemeral = m.shown.Ephemeral || given.Flags&discordgo.MessageFlagsEphemeral != 0
	}
	var err error
	switch kind {
	case callbackMessage, callbackUpdate:
		err = s.write(in, m, data)
	case callbackDeferred, callbackDeferredUpdate:
		err = s.checkRules("no message", data)
	default:
		if err = s.checkRules("suggestions", data); err == nil {
			in.choices = given.Choices
			s.reply(in)
		}
	}
	if err == nil {
		in.original = m
	}
	return err
}

// change is POST /webhooks/{app}/{token}, a further message, and PATCH
// /webhooks/{app}/{token}/messages/@original, an edit of the first.
func (s *Server) change(r *http.Request, body []byte) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	in := s.interactions[r.PathValue("webhook_token")]
	unknown := &refusal{404, discordgo.ErrCodeUnknownWebhook, "Unknown Webhook", RuleUnknown, "no such application or interaction token"}
	if r.PathValue("webhook_id") != ApplicationID || in == nil {
		return nil, unknown
	}
	if in.original == nil {
		unknown.rule, unknown.detail = RuleOrder, "interaction "+in.ID+" has no first answer yet"
		return nil, unknown
	}
	m := in.original
	if r.Method == http.MethodPost {
		m = s.newMessage(in)
	}
	if err := s.write(in, m, body); err != nil {
		return nil, err
	}
	return m.object(), nil
}

// reply notes that the member has an answer; s.mu is held.
func (s *Server) reply(in *Interaction) {
	if !in.replied && s.opts.Answered != nil {
		s.opts.Answered(s.now().Sub(in.created))
		delete(s.interactions, in.Token)
	}
	in.replied = true
}

// Until waits until the reply, or what an edit made of it, is as wanted; that it never is
// is an error of the test.
func (in *Interaction) Until(done func(*Message) bool) (m *Message) {
	in.srv.tb.Helper()
	if !in.srv.await(func() (so bool) {
		in.srv.locked(func() {
			m = in.original.snapshot()
			so = done(m)
		})
		return so
	}) {
		in.srv.tb.Errorf("discordtest: there is never the answer to interaction %s", in.ID)
	}
	return m
}

// Reply waits until there is a message to read, the first answer or what a deferred
// answer became, or suggestions.
func (in *Interaction) Reply() *Message {
	in.srv.tb.Helper()
	return in.Until(func(*Message) bool { return in.replied })
}

// Choices waits for the suggestions of an autocomplete, as Reply does.
func (in *Interaction) Choices() []*discordgo.ApplicationCommandOptionChoice {
	in.srv.tb.Helper()
	in.Reply()
	return in.choices
}

// Message is the reply as members see it now: a blank one before there is one.
func (in *Interaction) Message() *Message { return in.Until(func(*Message) bool { return true }) }

// Deferred says whether the first answer was a deferred one.
func (in *Interaction) Deferred() bool {
	in.srv.mu.Lock()
	defer in.srv.mu.Unlock()
	return in.answer == callbackDeferred || in.answer == callbackDeferredUpdate
}

// checkUnanswered reports members who wait too long; benchmarks count them. s.mu is held.
func (s *Server) checkUnanswered() {
	for _, in := range s.interactions {
		age := s.offset - in.offset
		waits := !in.replied && in.answer != callbackDeferredUpdate && in.from.Alter == nil
		if waits && age > answerWithin && s.opts.Answered == nil {
			s.violate(RuleUnanswered, RouteGateway, "interaction %s got no answer in %v, only the callback %d", in.ID, age, in.answer)
		}
	}
	clear(s.interactions)
}
