package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Errors of requests to Discord that an operator has to mend.
var (
	ErrToken      = errors.New("Discord refuses the token: copy a new one from https://discord.com/developers/applications (Bot, Reset Token) into DISCORD_TOKEN")
	ErrNotDiscord = errors.New("what answers is not Discord: something between here and there answers in its place, as a proxy or the log-in page of a network")
)

const (
	// maxBody bounds an answer of Discord's, in bytes: 130 commands of 8,000 characters,
	// the most that there can be, and what Discord adds to them.
	maxBody = 8 << 20
	// longestPause bounds what a 429 may ask for: the day in which Discord counts new
	// sessions and commands. longestShared bounds it where every request has to wait.
	longestPause  = 24 * time.Hour
	longestShared = time.Hour
)

// A transport guards discordgo's requests: bodies are bounded, what is no answer of
// Discord's own becomes a [requestError] that keeps Retry-After, and a pause that Discord
// wants of the whole address is kept, because requests made in it lead to a ban (Discord's
// documentation, Rate Limits, "Invalid Request Limit Aka Cloudflare Bans").
type transport struct {
	base http.RoundTripper

	mu          sync.Mutex
	pausedUntil time.Time
	reached     bool          // Discord has answered, if only to refuse
	ahead       time.Duration // this machine's clock, of Discord's
}

// clock reports whether Discord has answered, and how far this machine's clock is ahead of
// Discord's; it is right to a second or two.
func (t *transport) clock() (reached bool, ahead time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.reached, t.ahead
}

// RoundTrip implements [http.RoundTripper].
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	t.mu.Lock()
	pause := time.Until(t.pausedUntil)
	t.mu.Unlock()
	if pause > 0 {
		return nil, &requestError{status: http.StatusTooManyRequests, after: pause}
	}
	res, err := t.base.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, maxBody))
	if err != nil {
		return nil, err
	}
	kind, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type"))
	isJSON := kind == "application/json" && json.Valid(body)
	if date, err := http.ParseTime(res.Header.Get("Date")); err == nil && isJSON { // in whole seconds
		t.mu.Lock()
		t.reached, t.ahead = true, time.Since(date.Add(time.Second/2))
		t.mu.Unlock()
	}
	switch {
	case res.StatusCode == http.StatusTooManyRequests:
		after, everybody := retryAfter(res.Header, body)
		if everybody {
			t.mu.Lock()
			t.pausedUntil = time.Now().Add(min(after, longestShared))
			t.mu.Unlock()
		}
		return nil, &requestError{status: res.StatusCode, after: after, code: errorCode(body)}
	case res.StatusCode >= 500:
		return nil, &requestError{status: res.StatusCode, doubt: true}
	case res.StatusCode == http.StatusNoContent:
	case res.StatusCode >= 300 && res.StatusCode < 400, !isJSON:
		return nil, &requestError{status: res.StatusCode, err: ErrNotDiscord}
	}
	// discordgo sleeps for what these say, whatever becomes of the context.
	for name := range res.Header {
		if strings.HasPrefix(name, "X-Ratelimit-") {
			res.Header.Del(name)
		}
	}
	res.Body = io.NopCloser(bytes.NewReader(body))
	return res, nil
}

// retryAfter reads how long a 429 asks to wait, and whether every request has to: with
// the global limit, and when the proxy before Discord refuses, which answers in HTML. The
// body is more exact than the header, which is in whole seconds.
func retryAfter(header http.Header, body []byte) (after time.Duration, everybody bool) {
	var said struct {
		After  *float64 `json:"retry_after"`
		Global bool     `json:"global"`
	}
	isJSON := json.Unmarshal(body, &said) == nil
	seconds, err := strconv.ParseFloat(header.Get("Retry-After"), 64)
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

func errorCode(body []byte) int {
	var said struct {
		Code int `json:"code"`
	}
	_ = json.Unmarshal(body, &said) // HTML has none
	return said.Code
}

// A requestError is why a request to Discord came to nothing, in words that can be
// logged: without the address, which may hold an interaction's token, and without the
// body, which may hold a member's words.
type requestError struct {
	status int           // of HTTP; 0 without an answer
	code   int           // of Discord's JSON; 0 without one
	after  time.Duration // what a 429 wants to pass first
	doubt  bool          // the request may have had its effect
	err    error
}

func (e *requestError) Unwrap() error { return e.err }

func (e *requestError) Error() string {
	http := fmt.Sprint(e.status, " ", http.StatusText(e.status))
	switch {
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

// passes reports whether the failure may be gone later.
func (e *requestError) passes() bool {
	return (e.status == 0 || e.status == 429 || e.status >= 500) && !errors.Is(e.err, context.Canceled)
}

// passes reports whether what went wrong with Discord may be gone later.
func passes(err error) bool {
	var e *requestError
	return errors.As(err, &e) && e.passes()
}

// asRequestError reads what discordgo says of a failed request. It returns nil for nil.
func asRequestError(err error) *requestError {
	var e *requestError
	var refused *discordgo.RESTError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &e):
		return e
	case errors.As(err, &refused):
		e = &requestError{status: refused.Response.StatusCode}
		if refused.Message != nil {
			e.code = refused.Message.Code
		}
		if e.status == http.StatusUnauthorized && refused.Request.Header.Get("Authorization") != "" {
			e.err = ErrToken
		}
		return e
	case errors.Is(err, discordgo.ErrJSONUnmarshal):
		return &requestError{status: http.StatusOK, err: ErrNotDiscord, doubt: true}
	}
	var address *url.Error
	if errors.As(err, &address) {
		err = address.Err // without the address
	}
	var op *net.OpError
	dialling := errors.As(err, &op) && op.Op == "dial" // a failed look-up of the name is one too
	return &requestError{err: err, doubt: !dialling}
}

// A retry says how often a request is sent again while Discord is busy or broken.
type retry struct {
	tries  int           // in all
	within time.Duration // bounds one try, so that one that hangs leaves room for another
	once   bool          // what may have arrived is not sent again
	most   time.Duration // the longest pause that is waited for; 0: as long as ctx allows
}

// do sends until Discord takes it. Its error is nil or a [*requestError].
func (r retry) do(ctx context.Context, send func(context.Context) error) *requestError {
	const step = 100 * time.Millisecond // what the wait grows by where Discord names none
	doubt := false
	for try := 1; ; try++ {
		within, cancel := context.WithTimeout(ctx, r.within)
		e := asRequestError(send(within))
		cancel()
		if e == nil {
			return nil
		}
		doubt = doubt || e.doubt
		e.doubt = doubt
		wait := max(e.after, time.Duration(try)*step)
		end, bounded := ctx.Deadline()
		if !e.passes() || try >= r.tries || r.once && doubt || r.most > 0 && wait > r.most || bounded && time.Until(end) < wait || sleep(ctx, wait) != nil {
			return e
		}
	}
}

// sleep lets d pass, or fails when ctx ends before.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
