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
	"time"
)

// An api asks Discord's HTTP API for what needs the bot's token, one request after
// the other. It is ours, and not discordgo's, because discordgo sleeps through a
// cancelled context, after a 429 and in its buckets, and does not find the
// Retry-After of the proxy before Discord, which answers in HTML. What it sends may
// be sent twice: it reads and overwrites.
type api struct {
	http  *http.Client
	token string
	pace  time.Duration // from one request to the next
	last  time.Time
}

func newAPI(cfg *Config, pace time.Duration) *api {
	client := *cfg.HTTP
	// Discord's API leads nobody elsewhere, and the token is for nobody else.
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &api{http: &client, token: cfg.Token, pace: pace}
}

const (
	// apiTries is how often a request is sent before it is given up.
	apiTries = 4
	// longestAPIPause is the longest that Discord may ask to wait. What asks for more
	// is reported: somebody may be waiting for it at a terminal.
	longestAPIPause = time.Minute
	// maxAPIReply bounds an answer, in bytes: 130 commands of 8,000 characters, the
	// most that there can be, and what Discord adds to them.
	maxAPIReply = 8 << 20
)

// errNoAPI means that the address of Discord is somebody else's here.
var errNoAPI = errors.New("what answers is not Discord: something between here and there answers in its place, as a proxy or the log-in page of a network")

// A refusedError is a request that Discord understood and refused.
type refusedError struct {
	status, code int // of HTTP, and of Discord's JSON
	text         string
}

func (e *refusedError) Error() string { return e.text }

// do sends v, unless it is nil, and decodes the answer into reply, unless that is
// nil. It waits and tries again when Discord is too busy or broken. An error that
// may be gone later holds a [retryError].
func (a *api) do(ctx context.Context, method, path string, v, reply any) error {
	var body []byte
	if v != nil {
		var err error
		if body, err = json.Marshal(v); err != nil {
			return fmt.Errorf("bot: %w", err)
		}
	}
	for try := 1; ; try++ {
		if err := sleep(ctx, time.Until(a.last.Add(a.pace))); err != nil {
			return err
		}
		a.last = time.Now()
		err := a.send(ctx, method, path, body, reply)
		var again *retryError
		if err == nil || !errors.As(err, &again) || try == apiTries || again.after > longestAPIPause {
			return err
		}
		if waitErr := sleep(ctx, max(again.after, time.Duration(try)*100*time.Millisecond)); waitErr != nil {
			return errors.Join(err, waitErr)
		}
	}
}

// sleep lets d pass, unless ctx ends before or has no room for it.
func sleep(ctx context.Context, d time.Duration) error {
	if end, ok := ctx.Deadline(); ok && d > 0 && time.Until(end) < d {
		return context.DeadlineExceeded
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return ctx.Err()
	}
}

// send sends one request.
func (a *api) send(ctx context.Context, method, path string, body []byte, reply any) error {
	var content io.Reader
	if body != nil {
		content = bytes.NewReader(body)
	}
	req, err := http.NewRequestWithContext(ctx, method, apiBase+path, content)
	if err != nil {
		return fmt.Errorf("bot: %w", err)
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	req.Header.Set("User-Agent", userAgent)
	req.Header.Set("Authorization", "Bot "+a.token)
	res, err := a.http.Do(req)
	if err != nil {
		return unanswered(ctx, err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(io.LimitReader(res.Body, maxAPIReply))
	if err != nil {
		return unanswered(ctx, err)
	}
	kind, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type"))
	isJSON := kind == "application/json" && json.Valid(data)
	switch {
	case res.StatusCode == http.StatusTooManyRequests:
		return tooMany(res, data)
	case res.StatusCode >= 500:
		return &retryError{err: fmt.Errorf("Discord is out of order (%s): look at https://discordstatus.com, and try again later", res.Status)}
	case !isJSON, res.StatusCode >= 300 && res.StatusCode < 400:
		return fmt.Errorf("%w (%s)", errNoAPI, res.Status)
	case res.StatusCode == http.StatusUnauthorized:
		return ErrToken
	case res.StatusCode >= 400:
		return refusedRequest(res, data)
	case reply == nil:
		return nil
	}
	if err := json.Unmarshal(data, reply); err != nil {
		return fmt.Errorf("%w: %w", errNoAPI, err)
	}
	return nil
}

// unanswered says why a request got no answer. A time-out is not tried again: the
// wait was long enough.
func unanswered(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err // the address says nothing
	}
	var network net.Error
	if errors.As(err, &network) && network.Timeout() {
		return &retryError{err: fmt.Errorf("Discord does not answer in time: look at https://discordstatus.com and at the network here (%w)", err), after: 2 * longestAPIPause}
	}
	return &retryError{err: fmt.Errorf("Discord cannot be reached: look at the network here (%w)", err)}
}

// tooMany reads an answer of 429.
func tooMany(res *http.Response, data []byte) error {
	const tooManyCreates = 30034 // Discord's documentation, JSON Error Codes
	if saidBy(data).Code == tooManyCreates {
		return &retryError{err: errors.New("Discord takes no more than 200 new commands a day: try again tomorrow; what is registered stays"), after: 24 * time.Hour}
	}
	after, _ := retryAfter(res, data)
	return &retryError{err: fmt.Errorf("Discord asks to slow down (%s): try again in %v", res.Status, max(after, time.Second).Round(time.Second)), after: after}
}

// said is what Discord's JSON says of an error (Reference, "Error Messages").
type said struct {
	Code    int             `json:"code"`
	Message string          `json:"message"`
	Errors  json.RawMessage `json:"errors"`
}

func saidBy(data []byte) said {
	var s said
	_ = json.Unmarshal(data, &s) // HTML says nothing
	return s
}

func refusedRequest(res *http.Response, data []byte) error {
	s := saidBy(data)
	return &refusedError{status: res.StatusCode, code: s.Code,
		text: fmt.Sprintf("Discord refuses that (%s): %d %.200q %.1000s", res.Status, s.Code, s.Message, s.Errors)}
}
