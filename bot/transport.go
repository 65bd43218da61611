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
	if date, err := http.ParseTime(res.Header.Get("Date")); err == nil && kind == "application/json" { // in whole seconds
		ahead := time.Since(date.Add(time.Second / 2))
		t.ahead.Store(&ahead)
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, maxBody))
	if err != nil {
		return nil, err
	}
	// discordgo falls over a null.
	isJSON := kind == "application/json" && json.Valid(body) && !bytes.Equal(bytes.TrimSpace(body), []byte("null"))
	switch {
	case res.StatusCode == http.StatusNoContent:
	case res.StatusCode >= 400:
		e, everybody := readRefusal(req, res, body)
		if everybody {
			until := time.Now().Add(min(e.after, longestShared))
			t.pausedUntil.Store(&until)
		}
		return nil, e
	case res.StatusCode >= 300, !isJSON:
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

// CloseIdleConnections is called by [http.Client.CloseIdleConnections].
func (t *transport) CloseIdleConnections() {
	(&http.Client{Transport: t.base}).CloseIdleConnections()
}

// readRefusal reads why Discord refuses a request: with a 429, how long it is to wait, and
// whether every request has to, as with the global limit, and when the proxy before Discord
// refuses, which answers in HTML. The body is more exact than the header, which is in whole
// seconds.
func readRefusal(req *http.Request, res *http.Response, body []byte) (e *requestError, everybody bool) {
	var said struct {
		After  float64 `json:"retry_after"`
		Global bool    `json:"global"`
		Code   int     `json:"code"`
	}
	isJSON := json.Unmarshal(body, &said) == nil
	e = &requestError{status: res.StatusCode, code: said.Code, doubt: res.StatusCode >= 500}
	if res.StatusCode == http.StatusUnauthorized && req.Header.Get("Authorization") != "" {
		e.err = ErrToken
	}
	if res.StatusCode != http.StatusTooManyRequests {
		return e, false
	}
	if said.After == 0 {
		said.After, _ = strconv.ParseFloat(res.Header.Get("Retry-After"), 64)
	}
	if !(said.After > 0) { // NaN too
		said.After = 1
	}
	e.after = time.Duration(min(said.After, longestPause.Seconds()) * float64(time.Second))
	return e, !isJSON || said.Global
}
