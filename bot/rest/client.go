package rest

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
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

const (
	// base is where Discord's HTTP API begins.
	base = "https://discord.com/api/v10"
	// userAgent names the bot as Discord asks every client to (Discord's documentation,
	// Reference, "User Agent").
	userAgent = "DiscordBot (https://github.com/bwmarrin/discordgo, " + discordgo.VERSION + ") onrecord"
	// usualLimit bounds an answer, in bytes.
	usualLimit = 64 << 10
	// step is what the wait for the next try grows by where Discord names none.
	step = 100 * time.Millisecond
	// longestShared bounds a pause of all requests: what asks for more is broken, and
	// would silence the bot.
	longestShared = time.Hour
)

// A Client sends requests, any number at once. HTTP is needed; what is set is not
// changed after the first request.
type Client struct {
	HTTP  *http.Client // redirects are not followed, whatever it says of them
	Token string       // the bot's; "" sends none

	// Tries is how often a request is sent before it is given up; 0 means once.
	Tries int
	// Patience is the longest pause that Discord may ask for and that is waited for, if
	// the context has room for it. What asks for more is reported.
	Patience time.Duration
	// Pace is from one request to the next; 0 sends them as they come.
	Pace time.Duration

	mu   sync.Mutex
	next time.Time // the pace lets no request begin before
	// pausedUntil is the end of a pause that Discord wants from all of us: requests
	// made in it would count towards a ban of the address. It is a Time, whose
	// monotonic clock does not jump.
	pausedUntil time.Time
}

// A Request is one request. Method and Path are needed.
type Request struct {
	Method string
	Path   string // escaped, with its query; without the version
	Body   any    // sent as JSON, unless it is nil
	// Reply is what the answer's JSON is decoded into. While it is nil, the status
	// alone counts.
	Reply any
	// Limit bounds the answer, in bytes; 0 means 64 KiB.
	Limit int64
	// Within bounds one try, so that one that hangs leaves room for another; 0 leaves
	// that to the time-out of Client.HTTP, which is long enough not to try again.
	Within time.Duration
	// Once is for what would stand there twice if it were sent again although it had
	// arrived: it is sent again only when that cannot be.
	Once bool
}

// Do sends a request. When Discord is too busy or broken it waits and tries again, a
// bounded number of times, within ctx; a wait that ctx has no room for is not begun. The
// error holds an [Error] or [ErrToken], unless ctx ended or the request is not one.
func (c *Client) Do(ctx context.Context, r Request) error {
	var body []byte
	if r.Body != nil {
		var err error
		if body, err = json.Marshal(r.Body); err != nil {
			return fmt.Errorf("rest: %w", err)
		}
	}
	doubt := false // a try may have arrived although its answer did not
	for try := 1; ; try++ {
		if err := c.turn(ctx); err != nil {
			return err
		}
		err := c.send(ctx, r, body)
		var failed *Error
		if !errors.As(err, &failed) {
			return err
		}
		doubt = doubt || failed.Doubt
		failed.Doubt = doubt
		switch {
		case !failed.Passes(), try >= c.Tries, r.Once && doubt:
			return err
		case failed.After > c.Patience, failed.Timeout && r.Within == 0:
			return err
		}
		wait := max(failed.After, time.Duration(try)*step)
		if !room(ctx, wait) {
			return errors.Join(err, context.DeadlineExceeded)
		}
		if ended := Sleep(ctx, wait); ended != nil {
			return errors.Join(err, ended)
		}
	}
}

// turn waits until a request may be sent.
func (c *Client) turn(ctx context.Context) error {
	c.mu.Lock()
	pause := max(time.Until(c.pausedUntil), 0)
	if pause > c.Patience || !room(ctx, pause) {
		c.mu.Unlock()
		return &Error{Kind: SlowDown, Status: http.StatusTooManyRequests, After: pause}
	}
	wait := max(pause, time.Until(c.next))
	c.next = time.Now().Add(wait + c.Pace)
	c.mu.Unlock()
	return Sleep(ctx, wait)
}

// send sends a request once.
func (c *Client) send(ctx context.Context, r Request, body []byte) error {
	within := ctx
	if r.Within > 0 {
		var cancel context.CancelFunc
		within, cancel = context.WithTimeout(ctx, r.Within)
		defer cancel()
	}
	req, err := http.NewRequestWithContext(within, r.Method, base+r.Path, bytes.NewReader(body))
	if err != nil {
		return errors.New("rest: a request's address cannot be built") // it can hold an interaction's token
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	req.Header.Set("User-Agent", userAgent)
	if c.Token != "" {
		req.Header.Set("Authorization", "Bot "+c.Token)
	}
	client := *c.HTTP
	// Discord's API leads nobody elsewhere, and tokens are for nobody else.
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	res, err := client.Do(req)
	if err != nil {
		return noAnswer(ctx, err)
	}
	defer res.Body.Close()
	limit := r.Limit
	if limit == 0 {
		limit = usualLimit
	}
	data, broken := io.ReadAll(io.LimitReader(res.Body, limit))
	err = c.read(res, data, r.Reply)
	if broken != nil && errors.Is(err, ErrNotDiscord) {
		return noAnswer(ctx, broken) // only half of it is
	}
	return err
}

// read decodes an answer, or says what is wrong with it.
func (c *Client) read(res *http.Response, data []byte, reply any) error {
	var said struct { // Discord's documentation, Reference, "Error Messages"
		Code    int             `json:"code"`
		Message string          `json:"message"`
		Errors  json.RawMessage `json:"errors"`
	}
	e := &Error{Status: res.StatusCode}
	if res.StatusCode >= 400 {
		_ = json.Unmarshal(data, &said) // HTML says nothing
		e.Code, e.Message, e.Errors = said.Code, said.Message, said.Errors
	}
	kind, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type"))
	isJSON := kind == "application/json" && json.Valid(data)
	switch {
	case res.StatusCode < 300 && reply == nil:
		return nil
	case res.StatusCode == http.StatusTooManyRequests:
		e.Kind, e.After = SlowDown, c.slowDown(res, data, said.Code)
	case res.StatusCode >= 500:
		e.Kind, e.Doubt = OutOfOrder, true
	case !isJSON, res.StatusCode >= 300 && res.StatusCode < 400:
		e.Kind, e.Err = NotDiscord, ErrNotDiscord
	case res.StatusCode < 300:
		err := json.Unmarshal(data, reply)
		if err == nil {
			return nil
		}
		e.Kind, e.Err = NotDiscord, fmt.Errorf("%w: %w", ErrNotDiscord, err)
	case res.StatusCode == http.StatusUnauthorized && c.Token != "":
		return ErrToken
	default:
		e.Kind = Refused
	}
	return e
}

// noAnswer says why a request got no answer, without its address, which can hold a
// token.
func noAnswer(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("Discord does not answer: %w", ctx.Err())
	}
	var address *url.Error
	if errors.As(err, &address) {
		err = address.Err
	}
	var op *net.OpError
	dialled := !errors.As(err, &op) || op.Op != "dial" // a failed look-up of the name is one too
	var network net.Error
	return &Error{Kind: NoAnswer, Err: err, Doubt: dialled, Timeout: errors.As(err, &network) && network.Timeout()}
}

// room reports whether ctx lasts for d.
func room(ctx context.Context, d time.Duration) bool {
	end, ok := ctx.Deadline()
	return !ok || d <= 0 || time.Until(end) >= d
}

// Sleep lets d pass, or fails when ctx ends before.
func Sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
