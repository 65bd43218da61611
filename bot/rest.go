package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"onrecord/bot/rest"
)

// A responder sends the answers to interactions, which need no token but their own.
type responder struct{ api *rest.Client }

// Why an answer did not arrive.
var (
	// errLate means that Discord no longer wants it: three seconds are over.
	errLate = errors.New("the interaction can no longer be answered")
	// errAnswered means that somebody else has given one.
	errAnswered = errors.New("the interaction has been answered already")
)

// tryWithin bounds each time that an answer is sent, so that one that hangs leaves room
// in Discord's three seconds for another. It is most of them, because what is only slow,
// as on a machine that has too much to do, becomes slower by being sent twice.
const tryWithin = 1800 * time.Millisecond

func newResponder(client *http.Client) *responder {
	// Its contexts end long before its patience.
	return &responder{&rest.Client{HTTP: client, Tries: 4, Patience: time.Hour}}
}

// answer sends the first answer to an interaction.
func (r *responder) answer(ctx context.Context, in *interaction, c callback) error {
	return r.deliver(ctx, rest.Request{Method: http.MethodPost, Path: "/interactions/" + in.ID + "/" + url.PathEscape(in.Token) + "/callback", Body: c, Within: tryWithin})
}

// followUp sends one more message after the first answer.
func (r *responder) followUp(ctx context.Context, in *interaction, m message) error {
	return r.deliver(ctx, rest.Request{Method: http.MethodPost, Path: in.webhookPath(), Body: m, Within: httpTimeout, Once: true})
}

// edit changes the message of the first answer.
func (r *responder) edit(ctx context.Context, in *interaction, m message) error {
	return r.deliver(ctx, rest.Request{Method: http.MethodPatch, Path: in.webhookPath() + "/messages/@original", Body: m, Within: 5 * time.Second})
}

func (in *interaction) webhookPath() string {
	return "/webhooks/" + url.PathEscape(in.ApplicationID) + "/" + url.PathEscape(in.Token)
}

// deliver sends a body, and says why Discord does not take it.
func (r *responder) deliver(ctx context.Context, q rest.Request) error {
	err := r.api.Do(ctx, q)
	var e *rest.Error
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &e):
		return fmt.Errorf("bot: %w", err) // the time was up
	case e.Kind == rest.SlowDown:
		return fmt.Errorf("bot: Discord asks to slow down (%s, for %v)", e.HTTP(), e.After)
	case e.Passes():
		return fmt.Errorf("bot: %w", err)
	}
	switch e.Code { // Discord's documentation, JSON Error Codes
	case 10062:
		return fmt.Errorf("bot: %w (10062)", errLate)
	case 40060:
		if e.Doubt {
			return nil // by ourselves
		}
		return fmt.Errorf("bot: %w (40060)", errAnswered)
	}
	return fmt.Errorf("bot: Discord refuses the answer (%s): %d %.200s %.1000s", e.HTTP(), e.Code, e.Message, e.Faults())
}

// inDoubt reports whether what was sent may have arrived although it failed.
func inDoubt(err error) bool {
	var e *rest.Error
	if errors.As(err, &e) {
		return e.Doubt
	}
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled)
}
