package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"sync/atomic"
	"time"
)

// apiBase is where Discord's HTTP API begins.
const apiBase = "https://discord.com/api/v10"

// userAgent names the bot as Discord asks every client to.
const userAgent = "DiscordBot (https://github.com/bwmarrin/discordgo, 0.29.0) onrecord"

// A responder sends the answers to interactions. It is ours, and not
// discordgo's, because discordgo sends all of them through one locked bucket,
// keeps a bucket for every interaction for ever, and sleeps through a cancelled
// context (upstream issues 1384 and 1333).
type responder struct {
	http *http.Client
	// pausedUntil is the end of a pause that Discord wants from all of us: requests
	// made in it would count towards a ban of the address. It is kept as a Time,
	// whose monotonic clock does not jump.
	pausedUntil atomic.Pointer[time.Time]
}

// Why an answer did not arrive.
var (
	// errLate means that Discord no longer wants it: three seconds are over.
	errLate = errors.New("the interaction can no longer be answered")
	// errAnswered means that somebody else has given one.
	errAnswered = errors.New("the interaction has been answered already")
)

// maxTries is how often an answer is sent before it is given up; tryWithin bounds
// each time, so that one that hangs leaves room in Discord's three seconds for
// another.
const (
	maxTries  = 4
	tryWithin = 1200 * time.Millisecond
)

// A delivery is one body on its way to Discord.
type delivery struct {
	method, path string
	// once is for what would stand there twice if it were sent again although it
	// had arrived: it is sent again only when Discord says that it did not.
	once bool
	// within bounds one try; 0 leaves that to the context.
	within time.Duration
}

// answer sends the first answer to an interaction.
func (r *responder) answer(ctx context.Context, in *interaction, c callback) error {
	return r.deliver(ctx, delivery{method: http.MethodPost, path: "/interactions/" + in.ID + "/" + url.PathEscape(in.Token) + "/callback", within: tryWithin}, c)
}

// followUp sends one more message after the first answer.
func (r *responder) followUp(ctx context.Context, in *interaction, m message) error {
	return r.deliver(ctx, delivery{method: http.MethodPost, path: in.webhookPath(), once: true}, m)
}

// edit changes the message of the first answer.
func (r *responder) edit(ctx context.Context, in *interaction, m message) error {
	return r.deliver(ctx, delivery{method: http.MethodPatch, path: in.webhookPath() + "/messages/@original", within: 5 * time.Second}, m)
}

func (in *interaction) webhookPath() string {
	return "/webhooks/" + url.PathEscape(in.ApplicationID) + "/" + url.PathEscape(in.Token)
}

// deliver sends a body. It waits and tries again when Discord is too busy or
// broken, a bounded number of times, within ctx; a wait that ctx has no room for is
// not begun.
func (r *responder) deliver(ctx context.Context, d delivery, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("bot: %w", err)
	}
	doubt := false // a try may have arrived although its answer did not
	for try := 1; ; try++ {
		if err := sleep(ctx, r.pause()); err != nil {
			return fmt.Errorf("bot: Discord wants a pause, which there is no time for: %w", err)
		}
		err := r.send(ctx, d, body)
		var again *retryError
		switch {
		case errors.Is(err, errAnswered) && doubt:
			return nil // by ourselves
		case !errors.As(err, &again):
			return err
		case try == maxTries, d.once && again.doubt:
			return err
		}
		doubt = doubt || again.doubt
		if waitErr := sleep(ctx, max(again.after, time.Duration(try)*100*time.Millisecond)); waitErr != nil {
			return errors.Join(err, waitErr)
		}
	}
}

// A retryError is a failure that may be over at the next try.
type retryError struct {
	err   error
	after time.Duration // to let pass before it
	doubt bool          // the request may have had its effect
}

func (e *retryError) Error() string { return e.err.Error() }
func (e *retryError) Unwrap() error { return e.err }

// pause returns how long all requests have to wait.
func (r *responder) pause() time.Duration {
	if until := r.pausedUntil.Load(); until != nil {
		return time.Until(*until)
	}
	return 0
}

// send sends one request. Its error is a *retryError when there is a point in
// another.
func (r *responder) send(ctx context.Context, d delivery, body []byte) error {
	if d.within > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, d.within)
		defer cancel()
	}
	req, err := http.NewRequestWithContext(ctx, d.method, apiBase+d.path, bytes.NewReader(body))
	if err != nil {
		return errors.New("bot: an interaction's address cannot be built")
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", userAgent)
	res, err := r.http.Do(req)
	if err != nil {
		var u *url.Error
		if errors.As(err, &u) {
			err = u.Err // the address holds the interaction's token
		}
		var op *net.OpError
		dialled := !errors.As(err, &op) || op.Op != "dial" // a failed look-up of the name is one too
		return &retryError{err: fmt.Errorf("bot: Discord cannot be reached: %w", err), doubt: dialled}
	}
	defer res.Body.Close()
	reply, _ := io.ReadAll(io.LimitReader(res.Body, 64<<10))
	switch {
	case res.StatusCode < 300:
		return nil
	case res.StatusCode == http.StatusTooManyRequests:
		after, all := retryAfter(res, reply)
		if all {
			until := time.Now().Add(after)
			r.pausedUntil.Store(&until)
		}
		return &retryError{err: fmt.Errorf("bot: Discord asks to slow down (%s, for %v)", res.Status, after), after: after}
	case res.StatusCode >= 500:
		return &retryError{err: fmt.Errorf("bot: Discord is out of order (%s)", res.Status), doubt: true}
	}
	return refusal(res.Status, reply)
}

// refusal says why Discord does not take a body. An HTML page says nothing.
func refusal(status string, reply []byte) error {
	s := saidBy(reply)
	switch s.Code { // Discord's documentation, JSON Error Codes
	case 10062:
		return fmt.Errorf("bot: %w (10062)", errLate)
	case 40060:
		return fmt.Errorf("bot: %w (40060)", errAnswered)
	}
	return fmt.Errorf("bot: Discord refuses the answer (%s): %d %.200s %.1000s", status, s.Code, s.Message, s.Errors)
}

// longestPause bounds a pause: what asks for more is broken.
const longestPause = time.Hour

// retryAfter reads how long Discord asks to wait, and whether everybody has to: with
// the global limit, and when the proxy before Discord refuses, which answers in
// HTML. The body is more exact than the header, which is in whole seconds.
func retryAfter(res *http.Response, reply []byte) (after time.Duration, all bool) {
	var said struct {
		After  *float64 `json:"retry_after"`
		Global bool     `json:"global"`
	}
	isJSON := json.Unmarshal(reply, &said) == nil
	seconds, err := strconv.ParseFloat(res.Header.Get("Retry-After"), 64)
	if said.After != nil {
		seconds, err = *said.After, nil
	}
	switch {
	case err != nil || !(seconds >= 0): // NaN too
		after = time.Second
	case seconds > longestPause.Seconds():
		after = longestPause
	default:
		after = time.Duration(seconds * float64(time.Second))
	}
	return after, !isJSON || said.Global
}
