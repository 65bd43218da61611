package bot

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// Errors of requests to Discord that an operator has to correct.
var (
	ErrToken      = errors.New("Discord refuses the token: copy a new one from https://discord.com/developers/applications (Bot, Reset Token) into DISCORD_TOKEN")
	ErrNotDiscord = errors.New("what answers is not Discord: something between here and there answers in its place, as a proxy or the log-in page of a network")
)

const (
	// maxBody bounds an answer of Discord's, in bytes: 130 commands of 8,000 characters,
	// the most that there can be, and what Discord adds to them.
	maxBody = 8 << 20
	// maxPause bounds what a 429 may ask for.
	maxPause = time.Hour
)

// A transport guards discordgo's requests: bodies are bounded, what is no answer of
// Discord's own becomes a [requestError] that keeps Retry-After, and a pause that Discord
// wants of the whole address is kept, because requests made in it lead to a ban (Discord's
// documentation, Rate Limits, "Invalid Request Limit Aka Cloudflare Bans").
type transport struct {
	base        http.RoundTripper
	pausedUntil atomic.Pointer[time.Time]
	ahead       atomic.Pointer[time.Duration] // this machine's clock, of Discord's; nil until that has answered, if only to refuse
}

func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	if until := t.pausedUntil.Load(); until != nil && time.Now().Before(*until) {
		return nil, &requestError{status: http.StatusTooManyRequests, after: time.Until(*until)}
	}
	res, err := t.base.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	kind, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type"))
	isJSON := kind == "application/json"
	if date, err := http.ParseTime(res.Header.Get("Date")); err == nil && isJSON { // in whole seconds
		ahead := time.Since(date.Add(time.Second / 2))
		t.ahead.Store(&ahead)
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, maxBody))
	if err != nil {
		return nil, err
	}
	res.Body = io.NopCloser(bytes.NewReader(body))
	switch {
	case res.StatusCode == http.StatusNoContent:
	case res.StatusCode >= 400:
		return nil, t.refusal(req, res, body)
	case res.StatusCode >= 300, !isJSON, string(body) == "null": // discordgo falls over that
		return nil, &requestError{status: res.StatusCode, err: ErrNotDiscord}
	}
	// discordgo sleeps for what these say, whatever becomes of the context.
	for name := range res.Header {
		if strings.HasPrefix(name, "X-Ratelimit-") {
			res.Header.Del(name)
		}
	}
	return res, nil
}

// CloseIdleConnections is called by [http.Client.CloseIdleConnections].
func (t *transport) CloseIdleConnections() {
	(&http.Client{Transport: t.base}).CloseIdleConnections()
}

// refusal reads why Discord refuses a request. Every request has to pause after the global
// limit, and when the proxy before Discord refuses, which answers in HTML.
func (t *transport) refusal(req *http.Request, res *http.Response, body []byte) error {
	var said struct {
		After  float64 `json:"retry_after"` // more exact than the header, which is in whole seconds
		Global bool    `json:"global"`
		Code   int     `json:"code"`
	}
	isJSON := json.Unmarshal(body, &said) == nil
	e := &requestError{status: res.StatusCode, code: said.Code, maybeDelivered: res.StatusCode >= 500}
	switch {
	case res.StatusCode == http.StatusUnauthorized && req.Header.Get("Authorization") != "":
		e.err = ErrToken
	case res.StatusCode == http.StatusTooManyRequests:
		if !isJSON {
			seconds, _ := strconv.Atoi(res.Header.Get("Retry-After"))
			said.After = max(float64(seconds), 1)
		}
		e.after = time.Duration(min(said.After, maxPause.Seconds()) * float64(time.Second))
		if until := time.Now().Add(e.after); !isJSON || said.Global {
			t.pausedUntil.Store(&until)
		}
	}
	return e
}
