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

// answer sends the answer to an interaction. It waits and tries again when
// Discord is too busy or broken, within ctx.
func (r *responder) answer(ctx context.Context, in *interaction, c callback) error {
	body, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("bot: %w", err)
	}
	address := apiBase + "/interactions/" + in.ID + "/" + url.PathEscape(in.Token) + "/callback"
	for try := 1; ; try++ {
		wait, err := r.post(ctx, address, body)
		if err == nil || wait < 0 || try == maxTries {
			return err
		}
		select {
		case <-time.After(max(wait, time.Duration(try)*100*time.Millisecond)):
		case <-ctx.Done():
			return errors.Join(err, ctx.Err())
		}
	}
}

// post sends one request. When it fails, wait says how long to let pass before
// the next try; negative means that there is no point in one.
func (r *responder) post(ctx context.Context, address string, body []byte) (wait time.Duration, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
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
