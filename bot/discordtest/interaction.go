package discordtest

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"
)

// From says who uses the bot, and where. The zero value is [Alice] in the first
// guild.
type From struct {
	User        User
	Guild       string // the guild's id
	DM          bool   // in a direct message with the bot instead
	Channel     string // the channel's id
	Locale      string // of the user; "en-US" by default
	Permissions uint64 // of the member in the channel; by default those of an ordinary member

	// Alter changes the payload before it is sent, to try what Discord never
	// sends: an unknown type, missing fields, a megabyte of options. The bot may
	// leave such an interaction unanswered.
	Alter func(payload map[string]any)
}

// Permissions of members: topics/permissions, "Bitwise Permission Flags".
const (
	Ordinary      = 1<<10 | 1<<11 | 1<<14 | 1<<16 | 1<<31 // view, send, embed, read history, use commands
	ManageGuild   = 1 << 5
	Administrator = 1 << 3
)

// An Interaction is one use of the bot by a member.
type Interaction struct {
	ID, Token string

	srv     *Server
	kind    int64
	user    User
	guild   string
	channel string
	dm      bool
	focused int64    // type of the focused option, of an autocomplete
	source  *message // whose component was used
	perms   uint64
	altered bool
	created time.Time
	sent    time.Time
	payload []byte

	// guarded by srv.mu
	answer      int64 // type of the first answer, 0 before it
	late        bool
	took        time.Duration
	original    *message
	editsBefore int
	followUps   []*message
	choices     []Choice
	failed      error // the HTTP endpoint did not answer properly
	changed     chan struct{}
}

// A Choice is a suggestion of an autocomplete answer.
type Choice struct {
	Name  string
	Value any // string, int64 or float64
}

// signal wakes those who wait for a change; s.mu is held.
func (in *Interaction) signal() {
	close(in.changed)
	in.changed = make(chan struct{})
}

func newToken(id string) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "interaction:%s:%016x%016x%016x", id, rand.Uint64(), rand.Uint64(), rand.Uint64()))
}

// idOfToken reads the interaction's id out of a token.
func idOfToken(token string) string {
	data, _ := base64.RawURLEncoding.DecodeString(token)
	parts := strings.SplitN(string(data), ":", 3)
	if len(parts) != 3 {
		return ""
	}
	return parts[1]
}

// start makes an interaction, remembers it and delivers it.
func (s *Server) start(kind int64, from From, fill func(in *Interaction) (data map[string]any, message map[string]any, err error)) (*Interaction, error) {
	if from.User.ID == "" {
		from.User = Alice
	}
	if from.Guild == "" {
		from.Guild = s.opts.Guilds[0].ID
	}
	i := slices.IndexFunc(s.opts.Guilds, func(g Guild) bool { return g.ID == from.Guild })
	if i < 0 && !from.DM {
		return nil, s.errorf("the bot is not in guild %s", from.Guild)
	}
	in := &Interaction{srv: s, kind: kind, user: from.User, dm: from.DM, channel: from.Channel, perms: cmpOr(from.Permissions, Ordinary), altered: from.Alter != nil, changed: make(chan struct{})}
	if in.channel == "" {
		in.channel = "1166666666666666666"
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	in.ID = s.newID()
	in.Token = newToken(in.ID)
	if !from.DM {
		in.guild = from.Guild
	}
	data, message, err := fill(in)
	if err != nil {
		return nil, err
	}
	p := map[string]any{
		"id": in.ID, "application_id": s.opts.ApplicationID, "type": kind, "token": in.Token, "version": 1, "data": data,
		"channel_id": in.channel, "locale": or(from.Locale, "en-US"), "app_permissions": strconv.Itoa(Ordinary),
		"entitlements": []any{}, "authorizing_integration_owners": in.owners(), "attachment_size_limit": 10 << 20,
	}
	if message != nil {
		p["message"] = message
	}
	if from.DM {
		p["user"], p["context"] = userObject(from.User), 1
		p["channel"] = map[string]any{"id": in.channel, "type": 1, "flags": 0, "last_message_id": nil, "recipients": []any{userObject(from.User)}}
	} else {
		g := s.opts.Guilds[i]
		p["context"], p["guild_id"], p["guild_locale"] = 0, g.ID, or(g.Locale, "en-US")
		p["guild"] = map[string]any{"id": g.ID, "locale": or(g.Locale, "en-US"), "features": []any{}}
		p["channel"] = map[string]any{"id": in.channel, "type": 0, "guild_id": g.ID, "name": "newsroom", "flags": 0, "nsfw": false,
			"position": 0, "parent_id": nil, "topic": nil, "rate_limit_per_user": 0, "last_message_id": nil, "permissions": strconv.Itoa(Ordinary)}
		p["member"] = map[string]any{
			"user": userObject(from.User), "nick": nil, "avatar": nil, "roles": []any{}, "joined_at": "2024-01-02T03:04:05.678000+00:00",
			"premium_since": nil, "deaf": false, "mute": false, "flags": 0, "pending": false, "communication_disabled_until": nil,
			"permissions": strconv.FormatUint(in.perms, 10),
		}
	}
	if from.Alter != nil {
		from.Alter(p)
	}
	if in.payload, err = json.Marshal(p); err != nil {
		return nil, s.errorf("%v", err)
	}
	in.created, in.sent = s.clock.now(), time.Now()
	s.byID[in.ID] = in
	s.requests.interactions++
	if s.opts.Keep > 0 {
		s.order = append(s.order, in)
		if len(s.order) > s.opts.Keep {
			delete(s.byID, s.order[0].ID)
			s.order[0] = nil
			s.order = s.order[1:]
		}
	}
	return in, nil
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func cmpOr(n, otherwise uint64) uint64 {
	if n == 0 {
		return otherwise
	}
	return n
}

// owners: receiving-and-responding, "Authorizing Integration Owners Object".
func (in *Interaction) owners() map[string]any {
	if in.dm {
		return map[string]any{"0": "0"}
	}
	return map[string]any{"0": in.guild}
}

// deliver sends the interaction to the bot: to its HTTP endpoint where one is
// set, else by the gateway; the two exclude each other at Discord too.
func (s *Server) deliver(in *Interaction) error {
	s.mu.Lock()
	endpoint := s.endpoint
	s.mu.Unlock()
	if endpoint != "" {
		if s.enter() {
			go func() {
				defer s.running.Done()
				s.post(endpoint, in)
			}()
		}
		return nil
	}
	err := s.dispatch(in.guild, "INTERACTION_CREATE", in.payload)
	if err != nil {
		s.mu.Lock()
		delete(s.byID, in.ID)
		s.requests.interactions--
		s.mu.Unlock()
	}
	return err
}

// Answered waits for the first answer, deferred ones too.
func (in *Interaction) Answered(ctx context.Context) error {
	return in.wait(ctx, "a first answer", func() bool { return in.answer != 0 })
}

// Wait waits until there is a message to read: the first answer, or what a
// deferred answer became.
func (in *Interaction) Wait(ctx context.Context) (*Message, error) {
	var m *Message
	err := in.wait(ctx, "a reply", func() bool {
		ready := in.original != nil && in.original.flags()&flagLoading == 0 &&
			(in.answer != callbackDeferUpd || in.original.edits > in.editsBefore)
		if ready {
			m = in.original.snapshot()
		}
		return ready
	})
	return m, err
}

// wait returns when done is true; done is called with s.mu held.
func (in *Interaction) wait(ctx context.Context, what string, done func() bool) error {
	for {
		in.srv.mu.Lock()
		ready, changed, failed := done(), in.changed, in.failed
		in.srv.mu.Unlock()
		switch {
		case ready:
			return nil
		case failed != nil:
			return failed
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return in.srv.errorf("interaction %s got no %s: %w", in.ID, strings.TrimPrefix(what, "a "), ctx.Err())
		case <-in.srv.ctx.Done():
			return in.srv.errorf("interaction %s got no %s before the server closed", in.ID, strings.TrimPrefix(what, "a "))
		}
	}
}

// within calls f with the timeout of [Options]; where it fails, so does the test.
func (in *Interaction) within(f func(context.Context) error) {
	in.srv.tb.Helper()
	ctx, cancel := context.WithTimeout(in.srv.ctx, in.srv.opts.Timeout)
	defer cancel()
	if err := f(ctx); err != nil {
		in.srv.tb.Fatalf("%v", err)
	}
}

// Reply is Wait for tests: no reply in time is the test's end. It must run in
// the test's goroutine.
func (in *Interaction) Reply() *Message {
	in.srv.tb.Helper()
	var m *Message
	in.within(func(ctx context.Context) (err error) {
		m, err = in.Wait(ctx)
		return err
	})
	return m
}

// Choices waits for the suggestions of an autocomplete. It must run in the
// test's goroutine.
func (in *Interaction) Choices() []Choice {
	in.srv.tb.Helper()
	in.within(in.Answered)
	in.srv.mu.Lock()
	defer in.srv.mu.Unlock()
	return slices.Clone(in.choices)
}

// Until waits until the reply, or what an edit made of it, is as wanted. It must
// run in the test's goroutine.
func (in *Interaction) Until(done func(*Message) bool) *Message {
	in.srv.tb.Helper()
	var m *Message
	in.within(func(ctx context.Context) error {
		return in.wait(ctx, "a reply as wanted", func() bool {
			if in.original == nil {
				return false
			}
			m = in.original.snapshot()
			return done(m)
		})
	})
	return m
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
	return in.answer == callbackDeferred || in.answer == callbackDeferUpd
}

// Latency is the real time from the interaction's frame to its first answer; 0
// before it.
func (in *Interaction) Latency() time.Duration {
	in.srv.mu.Lock()
	defer in.srv.mu.Unlock()
	return in.took
}

// Payload is the interaction as the bot receives it.
func (in *Interaction) Payload() json.RawMessage { return slices.Clone(in.payload) }

// Unanswered lists the interactions without a first answer.
func (s *Server) Unanswered() []*Interaction {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []*Interaction
	for _, in := range s.byID {
		if in.answer == 0 {
			list = append(list, in)
		}
	}
	return list
}

// checkUnanswered reports interactions whose 3 seconds passed without an answer,
// and deferred answers at which the member still waits.
func (s *Server) checkUnanswered() {
	s.mu.Lock()
	now := s.clock.now()
	var waiting []string
	for _, in := range s.byID {
		age := now.Sub(in.created).Round(time.Millisecond)
		switch {
		case age <= answerWithin || in.late || in.altered:
		case in.answer == 0:
			waiting = append(waiting, fmt.Sprintf("interaction %s got no answer in %v", in.ID, age))
		case in.answer == callbackDeferred && in.original.flags()&flagLoading != 0 && !in.original.deleted:
			waiting = append(waiting, fmt.Sprintf("interaction %s was deferred and not answered in %v", in.ID, age))
		}
	}
	s.mu.Unlock()
	slices.Sort(waiting)
	for _, w := range waiting {
		s.violate(RuleUnanswered, "gateway", "%s", w)
	}
}
