package bot

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Errors of requests to Discord that an operator has to correct.
var (
	ErrToken      = errors.New("Discord refuses the token: copy a new one from https://discord.com/developers/applications (Bot, Reset Token) into DISCORD_TOKEN")
	ErrNotDiscord = errors.New("what answers is not Discord: something between here and there answers in its place, as a proxy or the log-in page of a network")
)

const (
	// requestWithin bounds one try of a request to Discord.
	requestWithin = 8 * time.Second
	// maxAnswer bounds, in bytes, what is read of an answer; what is cut is no JSON.
	maxAnswer = 8 << 20
	// maxTries is how often a request is sent while Discord is busy or broken, and
	// longestWait the longest pause between two tries.
	maxTries    = 4
	longestWait = time.Minute
)

// A transport guards discordgo's requests, and sends them again where the failure may be gone
// soon. A pause that Discord wants of the whole address is kept, because requests made in it lead to
// a ban (Discord's documentation, Rate Limits, "Invalid Request Limit Aka Cloudflare Bans").
type transport struct {
	base        http.RoundTripper
	within      time.Duration // bounds one try
	tries       int
	pausedUntil atomic.Pointer[time.Time]
	ahead       atomic.Pointer[time.Duration] // this machine's clock, of Discord's; nil until that has answered, if only to refuse
}

// guardClient returns a client whose requests go through a transport.
func guardClient(client *http.Client) *http.Client {
	return &http.Client{Transport: &transport{
		base: cmp.Or(client.Transport, http.DefaultTransport), within: cmp.Or(client.Timeout, requestWithin), tries: maxTries,
	}}
}

// RoundTrip implements [http.RoundTripper]. Its error is a *requestError.
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	for try := 1; ; try++ {
		res, err := t.try(req)
		if err == nil {
			return res, nil
		}
		if try > 1 && err.code == discordgo.ErrCodeInteractionHasAlreadyBeenAcknowledged {
			return &http.Response{StatusCode: http.StatusNoContent, Body: http.NoBody}, nil // by a try whose answer was lost
		}
		temporary := err.status == 0 || err.status == http.StatusTooManyRequests || err.status >= 500
		wait := max(err.after, time.Duration(try)*100*time.Millisecond)
		end, bounded := req.Context().Deadline()
		tooLong := wait > longestWait || bounded && time.Until(end) < wait
		if !temporary || try >= t.tries || tooLong || sleep(req.Context(), wait) != nil {
			return nil, err
		}
	}
}

// try sends a request once. It takes no more than most of the time that there is, so that
// one that hangs leaves room for another; what is only slow becomes slower by being sent
// twice.
func (t *transport) try(req *http.Request) (*http.Response, *requestError) {
	if until := t.pausedUntil.Load(); until != nil && time.Now().Before(*until) {
		return nil, &requestError{status: http.StatusTooManyRequests, after: time.Until(*until)}
	}
	within := t.within
	if end, ok := req.Context().Deadline(); ok {
		within = min(within, max(time.Until(end)*3/5, time.Second))
	}
	ctx, cancel := context.WithTimeout(req.Context(), within)
	defer cancel()
	req = req.Clone(ctx)
	req.Body, _ = req.GetBody() // discordgo's bodies are buffers
	res, err := t.base.RoundTrip(req)
	if err != nil {
		return nil, &requestError{err: err}
	}
	defer res.Body.Close()
	isJSON := strings.HasPrefix(res.Header.Get("Content-Type"), "application/json")
	if date, err := http.ParseTime(res.Header.Get("Date")); err == nil && isJSON { // in whole seconds
		t.ahead.Store(new(time.Since(date.Add(time.Second / 2))))
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	if err != nil {
		return nil, &requestError{err: err}
	}
	switch {
	case res.StatusCode == http.StatusNoContent:
	case res.StatusCode >= 400:
		return nil, t.refusal(req, res, body)
	case res.StatusCode >= 300, !isJSON, string(body) == "null": // redirects, too; and discordgo falls over null
		return nil, &requestError{status: res.StatusCode, err: ErrNotDiscord}
	}
	res.Body = io.NopCloser(bytes.NewReader(body))
	res.Header = nil // discordgo sleeps for what the limits in it say, whatever becomes of the context
	return res, nil
}

// refusal reads why Discord refuses a request. Every request has to pause after the global
// limit, and when the proxy before Discord refuses, which answers in HTML.
func (t *transport) refusal(req *http.Request, res *http.Response, body []byte) *requestError {
	seconds, _ := strconv.ParseFloat(res.Header.Get("Retry-After"), 64)
	said := struct {
		After  float64 `json:"retry_after"` // more exact than the header, which is in whole seconds
		Global bool    `json:"global"`
		Code   int     `json:"code"`
	}{After: seconds}
	isJSON := json.Unmarshal(body, &said) == nil
	e := &requestError{status: res.StatusCode, code: said.Code}
	switch {
	case res.StatusCode == http.StatusUnauthorized && req.Header.Get("Authorization") != "":
		e.err = ErrToken
	case res.StatusCode == http.StatusTooManyRequests:
		e.after = time.Duration(said.After * float64(time.Second))
		if !isJSON || said.Global {
			t.pausedUntil.Store(new(time.Now().Add(e.after)))
		}
	}
	return e
}

// A requestError is why a request to Discord came to nothing, in words that can be
// logged: without the address, which may hold an interaction's token, and without the
// body, which may hold a member's words.
type requestError struct {
	status int           // of HTTP; 0 without an answer
	code   int           // of Discord's JSON; 0 without one
	after  time.Duration // what a 429 wants to pass first
	err    error
}

func (e *requestError) Unwrap() error { return e.err }

func (e *requestError) Error() string {
	http := fmt.Sprint(e.status, " ", http.StatusText(e.status))
	switch {
	case e.status != 0 && e.err != nil: // ErrToken or ErrNotDiscord
		return e.err.Error()
	case errors.Is(e.err, context.DeadlineExceeded):
		return "Discord does not answer in time: look at https://discordstatus.com and at the network here"
	case e.status == 0:
		return fmt.Sprintf("Discord cannot be reached: %v", e.err)
	case e.status == 429:
		return fmt.Sprintf("Discord asks to slow down (%s): try again in %v", http, max(e.after, time.Second).Round(time.Second))
	case e.status >= 500:
		return fmt.Sprintf("Discord is out of order (%s): see https://discordstatus.com and try again later", http)
	}
	return fmt.Sprintf("Discord refuses that (%s, code %d)", http, e.code)
}

// cleaned returns why discordgo's request failed as a *requestError, without the address
// that [http.Client] adds; nil for nil.
func cleaned(err error) error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*requestError](err); ok {
		return e
	}
	return &requestError{status: http.StatusOK, err: ErrNotDiscord} // it could not be read
}

// codeOf returns the code by which Discord says why it refuses a request, or 0.
func codeOf(err error) int {
	if e, ok := errors.AsType[*requestError](err); ok {
		return e.code
	}
	return 0
}

func sleep(ctx context.Context, d time.Duration) error {
	over, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	<-over.Done()
	return ctx.Err()
}
