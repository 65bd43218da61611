package discordtest

import (
	"fmt"
)

// token finds the interaction of a webhook route and says whether follow-ups
// and edits are possible now; s.mu is held.
func (r *request) webhook() (*Interaction, error) {
	if r.seg[1] != r.opts.ApplicationID {
		return nil, notFound(10015, "Unknown Webhook", RuleUnknown, "webhook "+r.seg[1])
	}
	in := r.byID[idOfToken(r.seg[2])]
	if in == nil || in.Token != r.seg[2] {
		return nil, notFound(10015, "Unknown Webhook", RuleUnknown, "no such interaction token")
	}
	age := r.clock.now().Sub(in.created)
	switch {
	case age > tokenLifetime:
		in.late = true
		return nil, &refusal{status: 401, code: 50027, message: "Invalid Webhook Token", rule: RuleLate,
			detail: fmt.Sprintf("interaction %s is over 15 minutes old", in.ID)}
	case in.answer == 0 || in.original == nil:
		return nil, notFound(10015, "Unknown Webhook", RuleOrder, fmt.Sprintf("interaction %s has no first answer yet", in.ID))
	}
	return in, nil
}

// target finds the message that the route names; s.mu is held.
func (r *request) target() (*Interaction, *message, error) {
	in, err := r.webhook()
	if err != nil {
		return nil, nil, err
	}
	id := r.seg[4]
	if id == "@original" || in.original.id == id {
		if in.original.deleted {
			return nil, nil, notFound(10008, "Unknown Message", RuleUnknown, "the original response was deleted")
		}
		return in, in.original, nil
	}
	for _, m := range in.followUps {
		if m.id == id && !m.deleted {
			return in, m, nil
		}
	}
	return nil, nil, notFound(10008, "Unknown Message", RuleUnknown, "message "+id)
}

// followUp is POST /webhooks/{app}/{token}.
func (r *request) followUp() (int, any, error) {
	r.mu.Lock()
	_, err := r.webhook()
	r.mu.Unlock()
	if err != nil {
		return 0, nil, err
	}
	f := &form{}
	body, ok := r.body.(map[string]any)
	if !ok {
		f.fail("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
	} else {
		v2 := integerOf(body, "flags")&flagComponentsV2 != 0
		f.message(bodyReply, body, v2)
		f.legacy(body, v2)
	}
	if err := r.checked(f, func() error { return r.api.check("IncomingWebhookRequestPartial", r.body) }); err != nil {
		return 0, nil, err
	}
	if emptyMessage(body) {
		return 0, nil, errEmpty
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	in, err := r.webhook()
	if err != nil {
		return 0, nil, err
	}
	defer in.signal()
	// receiving-and-responding, "Create Followup Message": straight after a
	// deferred answer it edits that answer, whose ephemeral flag stays.
	if in.original.flags()&flagLoading != 0 {
		data, err := in.original.merged(body)
		if err != nil {
			return 0, nil, err
		}
		in.original.set(data, r.clock.now())
		return 200, in.original.object(), nil
	}
	m := r.newMessage(in, body, false)
	in.followUps = append(in.followUps, m)
	return 200, m.object(), nil
}

// getMessage is GET /webhooks/{app}/{token}/messages/{id}.
func (r *request) getMessage() (int, any, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	_, m, err := r.target()
	if err != nil {
		return 0, nil, err
	}
	return 200, m.object(), nil
}

// editMessage is PATCH /webhooks/{app}/{token}/messages/{id}.
func (r *request) editMessage() (int, any, error) {
	r.mu.Lock()
	_, m, err := r.target()
	v2 := err == nil && m.flags()&flagComponentsV2 != 0
	r.mu.Unlock()
	if err != nil {
		return 0, nil, err
	}
	f := &form{}
	body, ok := r.body.(map[string]any)
	if !ok {
		f.fail("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
	} else {
		f.message(bodyEdit, body, v2 || integerOf(body, "flags")&flagComponentsV2 != 0)
	}
	if err := r.checked(f, func() error { return r.api.check("IncomingWebhookUpdateRequestPartial", r.body) }); err != nil {
		return 0, nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	in, m, err := r.target()
	if err != nil {
		return 0, nil, err
	}
	data, err := m.merged(body)
	if err != nil {
		return 0, nil, err
	}
	if m.flags()&flagLoading == 0 {
		m.edits++
	}
	m.set(data, r.clock.now())
	in.signal()
	return 200, m.object(), nil
}

// deleteMessage is DELETE /webhooks/{app}/{token}/messages/{id}.
func (r *request) deleteMessage() (int, any, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	in, m, err := r.target()
	if err != nil {
		return 0, nil, err
	}
	m.deleted = true
	in.signal()
	return 204, nil, nil
}
