package discordtest

import (
	"encoding/json"
	"fmt"
	"time"
)

// Types of callbacks: receiving-and-responding, "Interaction Callback Type".
const (
	callbackPong     = 1
	callbackMessage  = 4
	callbackDeferred = 5
	callbackDeferUpd = 6
	callbackUpdate   = 7
	callbackChoices  = 8
)

// Types of interactions: receiving-and-responding, "Interaction Type".
const (
	kindPing         = 1
	kindCommand      = 2
	kindComponent    = 3
	kindAutocomplete = 4
)

func unknownInteraction(rule, detail string) *refusal {
	return notFound(10062, "Unknown interaction", rule, detail)
}

var errAcknowledged = &refusal{status: 400, code: 40060, message: "Interaction has already been acknowledged.", rule: RuleTwice}

// callback is POST /interactions/{id}/{token}/callback.
func (r *request) callback() (int, any, error) {
	r.mu.Lock()
	in := r.byID[r.seg[1]]
	err := r.answerable(in, r.seg[2])
	r.mu.Unlock()
	if err != nil {
		return 0, nil, err
	}
	cb, err := r.checkCallback(in, r.body)
	if err != nil {
		return 0, nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.answerable(in, r.seg[2]); err != nil { // another answer may have come in between
		return 0, nil, err
	}
	r.accept(in, cb, r.arrived)
	if !r.flagged("with_response") {
		return 204, nil, nil
	}
	return 200, in.callbackResponse(), nil
}

// answerable says whether an interaction may get its first answer now; s.mu is
// held.
func (s *Server) answerable(in *Interaction, token string) error {
	switch {
	case in == nil:
		return unknownInteraction(RuleUnknown, "no such interaction")
	case in.Token != token:
		return unknownInteraction(RuleUnknown, "wrong token")
	case in.answer != 0:
		return errAcknowledged
	}
	if age := s.clock.now().Sub(in.created); age > answerWithin {
		in.late = true
		return unknownInteraction(RuleLate, fmt.Sprintf("interaction %s answered after %v", in.ID, age.Round(time.Millisecond)))
	}
	return nil
}

// A callbackBody is a first answer that has passed all checks.
type callbackBody struct {
	kind int64
	data map[string]any
}

// checkCallback checks the body of a first answer; s.mu is not held.
func (r *request) checkCallback(in *Interaction, body any) (callbackBody, error) {
	f := &form{}
	m, _ := body.(map[string]any)
	cb := callbackBody{kind: integerOf(m, "type")}
	cb.data, _ = m["data"].(map[string]any)
	if m["data"] != nil && cb.data == nil {
		f.in("data", func() { f.fail("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType") })
	}
	known := func(*form, any) {}
	object(map[string]rule{"type": choice(in.callbacks()...), "data": known}, "type")(f, body)
	if len(f.errs) == 0 {
		f.in("data", func() {
			if cb.kind == callbackChoices && cb.data == nil {
				f.fail("BASE_TYPE_REQUIRED", "This field is required")
			}
			r.checkCallbackData(f, in, cb)
		})
	}
	err := r.checked(f, func() error { return r.api.check(callbackSchema(cb.kind), body) })
	if err != nil {
		return cb, err
	}
	switch cb.kind {
	case callbackMessage:
		if emptyMessage(cb.data) {
			return cb, errEmpty
		}
	case callbackUpdate:
		r.mu.Lock()
		defer r.mu.Unlock()
		if _, err := in.source.merged(cb.data); err != nil {
			return cb, err
		}
	}
	return cb, nil
}

func (r *request) checkCallbackData(f *form, in *Interaction, cb callbackBody) {
	v2 := integerOf(cb.data, "flags")&flagComponentsV2 != 0
	switch cb.kind {
	case callbackMessage:
		f.message(bodyReply, cb.data, v2)
		f.legacy(cb.data, v2)
	case callbackDeferred:
		f.message(bodyDeferred, cb.data, false)
	case callbackDeferUpd:
		object(map[string]rule{})(f, orEmpty(cb.data))
	case callbackUpdate:
		r.mu.Lock()
		v2 = v2 || in.source.flags()&flagComponentsV2 != 0
		r.mu.Unlock()
		f.message(bodyUpdate, cb.data, v2)
	case callbackChoices:
		kind := int64(optionString)
		if in.focused != 0 {
			kind = in.focused
		}
		object(map[string]rule{
			"choices": func(f *form, v any) { f.choices(v, kind) },
			// discordgo writes these always
			"tts": nullable(mustBeEmpty), "content": nullable(mustBeEmpty), "embeds": nullable(mustBeEmpty), "components": nullable(mustBeEmpty),
		})(f, orEmpty(cb.data))
	}
}

func orEmpty(m map[string]any) map[string]any {
	if m == nil {
		return map[string]any{}
	}
	return m
}

// legacy refuses what cannot stand beside Components V2.
func (f *form) legacy(m map[string]any, v2 bool) {
	if !v2 {
		return
	}
	for _, key := range []string{"content", "embeds"} {
		if l, isList := m[key].([]any); m[key] != nil && m[key] != "" && (!isList || len(l) > 0) {
			f.in(key, func() {
				f.fail("MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "The '%s' field cannot be used when using MessageFlags.IS_COMPONENTS_V2", key)
			})
		}
	}
}

// callbacks are the callback types that the interaction takes.
func (in *Interaction) callbacks() []int64 {
	switch in.kind {
	case kindAutocomplete:
		return []int64{callbackChoices}
	case kindComponent:
		return []int64{callbackMessage, callbackDeferred, callbackDeferUpd, callbackUpdate}
	case kindPing:
		return []int64{callbackPong}
	default:
		return []int64{callbackMessage, callbackDeferred}
	}
}

// accept records a first answer; s.mu is held.
func (s *Server) accept(in *Interaction, cb callbackBody, arrived time.Time) {
	in.answer = cb.kind
	in.took = arrived.Sub(in.sent)
	s.latency.add(in.took)
	s.requests.answered++
	switch cb.kind {
	case callbackMessage, callbackDeferred:
		in.original = s.newMessage(in, cb.data, cb.kind == callbackDeferred)
	case callbackUpdate:
		in.original = in.source
		data, _ := in.source.merged(cb.data)
		in.source.set(data, s.clock.now())
		in.source.edits++
	case callbackDeferUpd:
		in.original = in.source
		in.editsBefore = in.source.edits
	case callbackChoices:
		in.choices = nil
		for _, c := range objectsOf(cb.data, "choices") {
			in.choices = append(in.choices, Choice{Name: stringOf(c, "name"), Value: plain(c["value"])})
		}
	}
	in.signal()
}

// plain turns a parsed JSON value into an ordinary Go value.
func plain(v any) any {
	n, ok := v.(json.Number)
	if !ok {
		return v
	}
	if i, err := n.Int64(); err == nil {
		return i
	}
	x, _ := n.Float64()
	return x
}

// callbackResponse is the answer to with_response; s.mu is held.
func (in *Interaction) callbackResponse() map[string]any {
	about := map[string]any{"id": in.ID, "type": in.kind}
	answer := map[string]any{"interaction": about}
	if in.original != nil {
		about["response_message_id"] = in.original.id
		about["response_message_loading"] = in.original.flags()&flagLoading != 0
		about["response_message_ephemeral"] = in.original.flags()&flagEphemeral != 0
		if in.answer == callbackMessage || in.answer == callbackUpdate {
			answer["resource"] = map[string]any{"type": in.answer, "message": in.original.object()}
		}
	}
	return answer
}
