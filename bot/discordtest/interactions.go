package discordtest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Types of interactions and of callbacks: receiving-and-responding,
// "Interaction Type" and "Interaction Callback Type".
const (
	kindCommand      = 2
	kindComponent    = 3
	kindAutocomplete = 4

	callbackPong           = 1
	callbackMessage        = 4
	callbackDeferred       = 5
	callbackDeferredUpdate = 6
	callbackUpdate         = 7
	callbackChoices        = 8
)

// Deadlines of interactions: receiving-and-responding, "Interaction Callback".
const (
	answerWithin  = 3 * time.Second
	tokenLifetime = 15 * time.Minute
)

// An Interaction is one use of the bot by a member.
type Interaction struct {
	ID, Token string

	srv     *Server
	kind    int
	user    User
	guild   string
	channel string
	dm      bool
	perms   uint64
	focused discordgo.ApplicationCommandOptionType // of an autocomplete
	source  *message                               // whose component was used
	altered bool
	created time.Time // by the server's clock
	sent    time.Time // real time
	payload []byte

	// guarded by srv.mu
	answer      int // type of the first answer, 0 before it
	late        bool
	original    *message
	editsBefore int
	followUps   []*message
	choices     []*Choice
	failed      error // the HTTP endpoint did not answer properly
}

func unknownInteraction(rule, detail string) *refusal {
	return &refusal{status: 404, code: 10062, message: "Unknown interaction", rule: rule, detail: detail}
}

// callback is POST /interactions/{id}/{token}/callback.
func (s *Server) callback(r *request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	in := s.byID[r.PathValue("id")]
	if in == nil || in.Token != r.PathValue("token") {
		return nil, unknownInteraction(RuleUnknown, "no such interaction, or another token")
	}
	return nil, s.accept(in, r.body)
}

// accept takes a first answer; s.mu is held.
func (s *Server) accept(in *Interaction, body []byte) error {
	if in.answer != 0 {
		return &refusal{status: 400, code: 40060, message: "Interaction has already been acknowledged.", rule: RuleTwice}
	}
	if age := s.now().Sub(in.created); age > answerWithin {
		in.late = true
		return unknownInteraction(RuleLate, fmt.Sprintf("interaction %s answered after %v", in.ID, age.Round(time.Millisecond)))
	}
	var cb struct {
		Type int             `json:"type"`
		Data json.RawMessage `json:"data"`
	}
	if err := decode(body, &cb); err != nil {
		return err
	}
	if takes := callbacks[in.kind]; !slices.Contains(takes, cb.Type) {
		return badForm(fmt.Sprintf("type: an interaction of type %d takes %v, not %d", in.kind, takes, cb.Type))
	}
	m, err := s.judgeCallback(in, cb.Type, cb.Data)
	if err != nil {
		return err
	}
	if err := s.api.check(callbackSchema(cb.Type), body); err != nil {
		return err
	}
	switch cb.Type {
	case callbackDeferred:
		m.Flags |= flagLoading
		in.original = s.newMessage(in)
		in.original.become(m)
	case callbackMessage:
		in.original = s.newMessage(in)
		in.original.become(m)
	case callbackUpdate, callbackDeferredUpdate:
		in.original, in.editsBefore = in.source, in.source.Edits
		if cb.Type == callbackUpdate {
			in.original.become(m)
		}
	case callbackChoices:
		in.choices = m.Choices
	}
	in.answer = cb.Type
	s.counts.Answered++
	s.latencies = append(s.latencies, time.Since(in.sent))
	s.notify()
	return nil
}

// callbacks are the callback types that each type of interaction takes.
var callbacks = map[int][]int{
	kindCommand:      {callbackMessage, callbackDeferred},
	kindComponent:    {callbackMessage, callbackDeferred, callbackDeferredUpdate, callbackUpdate},
	kindAutocomplete: {callbackChoices},
}

// judgeCallback reads and judges the data of a first answer; s.mu is held.
func (s *Server) judgeCallback(in *Interaction, kind int, data []byte) (*messageBody, error) {
	if kind == callbackUpdate {
		m, err := in.source.merge(data)
		if err != nil {
			return nil, err
		}
		return m, s.judgeMessage(m, flagSuppressEmbeds)
	}
	m := &messageBody{}
	if err := decode(data, m); err != nil {
		return nil, err
	}
	if kind == callbackMessage {
		return m, s.judgeMessage(m, replyFlags)
	}
	var f form
	if kind == callbackChoices {
		if m.Choices == nil {
			f.failf("data.choices: this field is required")
		}
		f.choices("data.choices", m.Choices, in.focused)
	}
	if deref(m.Content) != "" || len(m.Embeds) > 0 || len(m.Components) > 0 {
		f.failf("data: a callback of type %d shows no message", kind)
	}
	if m.Flags != 0 && (kind != callbackDeferred || m.Flags != flagEphemeral) {
		f.failf("data.flags: ephemeral is the only flag, and only of a deferred answer")
	}
	return m, f.err()
}

// judgeMessage says whether Discord takes a message.
func (s *Server) judgeMessage(m *messageBody, flags int) error {
	var f form
	f.message(m, flags)
	if err := f.err(); err != nil {
		return err
	}
	if len(m.Embeds) == 0 && len(m.Components) == 0 && strings.TrimSpace(deref(m.Content)) == "" {
		return &refusal{status: 400, code: 50006, message: "Cannot send an empty message", rule: RuleEmpty}
	}
	if m.pings() {
		s.violate(RuleMentions, "message", "allowed_mentions with an empty parse list is missing, or lets the message ping")
	}
	return nil
}

// webhook finds the interaction of a webhook route, if it may be followed up or
// edited now; s.mu is held.
func (s *Server) webhook(r *request) (*Interaction, error) {
	unknown := &refusal{status: 404, code: 10015, message: "Unknown Webhook", rule: RuleUnknown, detail: "no such application or interaction token"}
	in := s.byID[strings.TrimPrefix(r.PathValue("token"), tokenPrefix)]
	if r.PathValue("app") != applicationID || in == nil || in.Token != r.PathValue("token") {
		return nil, unknown
	}
	if s.now().Sub(in.created) > tokenLifetime {
		in.late = true
		return nil, &refusal{status: 401, code: 50027, message: "Invalid Webhook Token", rule: RuleLate, detail: "interaction " + in.ID + " is over 15 minutes old"}
	}
	if in.original == nil {
		unknown.rule, unknown.detail = RuleOrder, "interaction "+in.ID+" has no first answer yet"
		return nil, unknown
	}
	return in, nil
}

// followUp is POST /webhooks/{app}/{token}.
func (s *Server) followUp(r *request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	in, err := s.webhook(r)
	if err != nil {
		return nil, err
	}
	// receiving-and-responding, "Create Followup Message": straight after a
	// deferred answer it edits that answer, whose ephemeral flag stays.
	m := in.original
	if !m.Loading {
		m = s.newMessage(in)
	}
	answer, err := s.change(m, r.body, "IncomingWebhookRequestPartial", replyFlags)
	if err == nil && m != in.original {
		in.followUps = append(in.followUps, m)
	}
	return answer, err
}

// editMessage is PATCH /webhooks/{app}/{token}/messages/@original.
func (s *Server) editMessage(r *request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	in, err := s.webhook(r)
	if err != nil {
		return nil, err
	}
	return s.change(in.original, r.body, "IncomingWebhookUpdateRequestPartial", flagSuppressEmbeds)
}

// change edits a message by a body; s.mu is held.
func (s *Server) change(m *message, body []byte, schema string, flags int) (any, error) {
	b, err := m.merge(body)
	if err != nil {
		return nil, err
	}
	if err := s.judgeMessage(b, flags); err != nil {
		return nil, err
	}
	if err := s.api.check(schema, body); err != nil {
		return nil, err
	}
	m.become(b)
	s.notify()
	return m.object(), nil
}

// Wait waits until there is a message to read: the first answer, or what a
// deferred answer became.
func (in *Interaction) Wait(ctx context.Context) (*Message, error) {
	return in.wait(ctx, func(m *message) bool {
		return m != nil && !m.Loading && (in.answer != callbackDeferredUpdate || m.Edits > in.editsBefore)
	})
}

// wait returns the reply when done is true of it; done is called with s.mu held.
func (in *Interaction) wait(ctx context.Context, done func(*message) bool) (reply *Message, err error) {
	err = in.srv.await(ctx, func() (bool, error) {
		in.srv.mu.Lock()
		defer in.srv.mu.Unlock()
		ready := done(in.original)
		if ready && in.original != nil {
			reply = in.original.snapshot()
		}
		return ready, in.failed
	})
	if err != nil {
		return nil, fmt.Errorf("discordtest: wait for the answer to interaction %s: %w", in.ID, err)
	}
	return reply, nil
}

// must is wait for the test's goroutine: no answer in time is the test's end.
func (in *Interaction) must(wait func(context.Context) (*Message, error)) *Message {
	in.srv.tb.Helper()
	ctx, cancel := context.WithTimeout(in.srv.ctx, patience)
	defer cancel()
	m, err := wait(ctx)
	if err != nil {
		in.srv.tb.Fatal(err)
	}
	return m
}

// Reply is Wait for tests: no reply in time is the test's end. It must run in
// the test's goroutine.
func (in *Interaction) Reply() *Message {
	in.srv.tb.Helper()
	return in.must(in.Wait)
}

// Until waits until the reply, or what an edit made of it, is as wanted. It must
// run in the test's goroutine.
func (in *Interaction) Until(done func(*Message) bool) *Message {
	in.srv.tb.Helper()
	return in.must(func(ctx context.Context) (*Message, error) {
		return in.wait(ctx, func(m *message) bool { return m != nil && done(m.snapshot()) })
	})
}

// Choices waits for the suggestions of an autocomplete. It must run in the
// test's goroutine.
func (in *Interaction) Choices() []*Choice {
	in.srv.tb.Helper()
	in.must(func(ctx context.Context) (*Message, error) {
		return in.wait(ctx, func(*message) bool { return in.answer != 0 })
	})
	in.srv.mu.Lock()
	defer in.srv.mu.Unlock()
	return slices.Clone(in.choices)
}

// Message is the reply as members see it at this moment: nil before there is
// one.
func (in *Interaction) Message() *Message {
	in.srv.mu.Lock()
	defer in.srv.mu.Unlock()
	if in.original == nil {
		return nil
	}
	return in.original.snapshot()
}

// FollowUps are the further messages so far.
func (in *Interaction) FollowUps() []*Message {
	in.srv.mu.Lock()
	defer in.srv.mu.Unlock()
	var list []*Message
	for _, m := range in.followUps {
		list = append(list, m.snapshot())
	}
	return list
}

// Deferred says whether the first answer was a deferred one.
func (in *Interaction) Deferred() bool {
	in.srv.mu.Lock()
	defer in.srv.mu.Unlock()
	return in.answer == callbackDeferred || in.answer == callbackDeferredUpdate
}

// Payload is the interaction as the bot receives it.
func (in *Interaction) Payload() json.RawMessage { return slices.Clone(in.payload) }

// checkUnanswered reports interactions whose 3 seconds passed without an answer,
// and deferred answers at which the member still waits.
func (s *Server) checkUnanswered() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, in := range s.byID {
		age := s.now().Sub(in.created).Round(time.Millisecond)
		if age <= answerWithin || in.late || in.altered {
			continue
		}
		if in.answer == 0 {
			s.violate(RuleUnanswered, "gateway", "interaction %s got no answer in %v", in.ID, age)
		}
		if in.answer == callbackDeferred && in.original.Loading {
			s.violate(RuleUnanswered, "gateway", "interaction %s was deferred and not answered in %v", in.ID, age)
		}
	}
}
