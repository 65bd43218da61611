package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
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
}

// errLate means that Discord no longer wants the answer: three seconds are over
// or it has one already.
var errLate = errors.New("the interaction can no longer be answered")

// maxTries is how often an answer is sent before it is given up.
const maxTries = 3

// answer sends the first answer to an interaction.
func (r *responder) answer(ctx context.Context, in *interaction, c callback) error {
	return r.deliver(ctx, http.MethodPost, "/interactions/"+in.ID+"/"+url.PathEscape(in.Token)+"/callback", c, maxTries)
}

// followUp sends one more message after the first answer. It tries once: unlike a
// first answer, a message that did arrive would stand there twice.
func (r *responder) followUp(ctx context.Context, in *interaction, m message) error {
	return r.deliver(ctx, http.MethodPost, "/webhooks/"+url.PathEscape(in.ApplicationID)+"/"+url.PathEscape(in.Token), m, 1)
}

// edit changes the message of the first answer.
func (r *responder) edit(ctx context.Context, in *interaction, m message) error {
	return r.deliver(ctx, http.MethodPatch, "/webhooks/"+url.PathEscape(in.ApplicationID)+"/"+url.PathEscape(in.Token)+"/messages/@original", m, maxTries)
}

// deliver sends a body. It waits and tries again when Discord is too busy or
// broken, up to so many tries, within ctx.
func (r *responder) deliver(ctx context.Context, method, path string, v any, tries int) error {
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("bot: %w", err)
	}
	for try := 1; ; try++ {
		wait, err := r.send(ctx, method, apiBase+path, body)
		if err == nil || wait < 0 || try == tries {
			return err
		}
		select {
		case <-time.After(max(wait, time.Duration(try)*100*time.Millisecond)):
		case <-ctx.Done():
			return errors.Join(err, ctx.Err())
		}
	}
}

// send sends one request. When it fails, wait says how long to let pass before
// the next try; negative means that there is no point in one.
func (r *responder) send(ctx context.Context, method, address string, body []byte) (wait time.Duration, err error) {
	req, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(body))
	if err != nil {
		return -1, errors.New("bot: an interaction's address cannot be built")
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", userAgent)
	res, err := r.http.Do(req)
	if err != nil {
		var u *url.Error
		if errors.As(err, &u) {
			err = u.Err // the address holds the interaction's token
		}
		return 0, fmt.Errorf("bot: Discord cannot be reached: %w", err)
	}
	defer res.Body.Close()
	reply, _ := io.ReadAll(io.LimitReader(res.Body, 64<<10))
	switch {
	case res.StatusCode < 300:
		return 0, nil
	case res.StatusCode == http.StatusTooManyRequests:
		return retryAfter(res), fmt.Errorf("bot: Discord asks to slow down (%s)", res.Status)
	case res.StatusCode >= 500:
		return 0, fmt.Errorf("bot: Discord is out of order (%s)", res.Status)
	}
	var refusal struct {
		Code    int             `json:"code"`
		Message string          `json:"message"`
		Errors  json.RawMessage `json:"errors"`
	}
	_ = json.Unmarshal(reply, &refusal) // an HTML page leaves it empty
	const unknownInteraction, alreadyAnswered = 10062, 40060
	if refusal.Code == unknownInteraction || refusal.Code == alreadyAnswered {
		return -1, fmt.Errorf("bot: %w (%d)", errLate, refusal.Code)
	}
	return -1, fmt.Errorf("bot: Discord refuses the answer (%s): %d %s %s", res.Status, refusal.Code, refusal.Message, refusal.Errors)
}

// retryAfter reads how long Discord asks to wait.
func retryAfter(res *http.Response) time.Duration {
	s, err := strconv.ParseFloat(res.Header.Get("Retry-After"), 64)
	if err != nil || s < 0 || s > 3600 {
		return time.Second
	}
	return time.Duration(s * float64(time.Second))
}
