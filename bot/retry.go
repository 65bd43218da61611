package bot

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/bwmarrin/discordgo"
)

// A requestError is why a request to Discord came to nothing, in words that can be
// logged: without the address, which may hold an interaction's token, and without the
// body, which may hold a member's words.
type requestError struct {
	status         int           // of HTTP; 0 without an answer
	code           int           // of Discord's JSON; 0 without one
	after          time.Duration // what a 429 wants to pass first
	maybeDelivered bool          // the request may have had its effect
	err            error
}

func (e *requestError) Unwrap() error { return e.err }

func (e *requestError) Error() string {
	http := fmt.Sprint(e.status, " ", http.StatusText(e.status))
	switch {
	case errors.Is(e.err, ErrToken):
		return e.err.Error()
	case e.status == 0 && errors.Is(e.err, context.DeadlineExceeded):
		return "Discord does not answer in time: look at https://discordstatus.com and at the network here"
	case e.status == 0:
		return fmt.Sprintf("Discord cannot be reached: %v", e.err)
	case e.status == 429:
		return fmt.Sprintf("Discord asks to slow down (%s): try again in %v", http, max(e.after, time.Second).Round(time.Second))
	case e.status >= 500:
		return fmt.Sprintf("Discord is out of order (%s): see https://discordstatus.com and try again later", http)
	case errors.Is(e.err, ErrNotDiscord):
		return fmt.Sprintf("%v (%s)", e.err, http)
	}
	return fmt.Sprintf("Discord refuses that (%s, code %d)", http, e.code)
}

// temporary reports whether the failure may be gone later.
func (e *requestError) temporary() bool {
	return (e.status == 0 || e.status == 429 || e.status >= 500) && !errors.Is(e.err, context.Canceled)
}

// asRequestError reads what discordgo says of a failed request. It returns nil for nil.
func asRequestError(err error) *requestError {
	var e *requestError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &e):
		return e
	case errors.Is(err, discordgo.ErrJSONUnmarshal):
		return &requestError{status: http.StatusOK, err: ErrNotDiscord, maybeDelivered: true}
	}
	var address *url.Error
	if errors.As(err, &address) {
		err = address.Err // without the address
	}
	var op *net.OpError
	dialling := errors.As(err, &op) && op.Op == "dial" // a failed look-up of the name is one too
	return &requestError{err: err, maybeDelivered: !dialling}
}

// A retry says how often a request is sent again while Discord is busy or broken.
type retry struct {
	tries  int           // in all
	within time.Duration // bounds one try, so that one that hangs leaves room for another
	once   bool          // what may have arrived is not sent again
}

// longestWait is the longest pause before another try.
const longestWait = time.Minute

// do sends until Discord takes it. Its error is a [*requestError].
func (r retry) do(ctx context.Context, send func(context.Context) error) error {
	const step = 100 * time.Millisecond // what the wait grows by where Discord names none
	doubt := false
	for try := 1; ; try++ {
		within, cancel := context.WithTimeout(ctx, r.within)
		e := asRequestError(send(within))
		cancel()
		if e == nil {
			return nil
		}
		doubt = doubt || e.maybeDelivered
		e.maybeDelivered = doubt
		wait := max(e.after, time.Duration(try)*step)
		end, bounded := ctx.Deadline()
		tooLong := wait > longestWait || bounded && time.Until(end) < wait
		if !e.temporary() || try >= r.tries || r.once && doubt || tooLong || sleep(ctx, wait) != nil {
			return e
		}
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
