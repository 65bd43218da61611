package rest

import (
	"encoding/json"
	"net/http"
	"strconv"
	"time"
)

const (
	// TooManyCreates is Discord's code for a 429 that a day has to pass after: 200 new
	// commands were written in one (Discord's documentation, JSON Error Codes).
	TooManyCreates = 30034
	// longestPause bounds a pause: the day in which Discord counts sessions and new
	// commands.
	longestPause = 24 * time.Hour
)

// slowDown returns the pause that a 429 wants, and makes it everybody's when it is
// meant for all.
func (c *Client) slowDown(res *http.Response, data []byte, code int) time.Duration {
	if code == TooManyCreates {
		return longestPause
	}
	after, all := retryAfter(res.Header, data)
	if all {
		until := time.Now().Add(min(after, longestShared))
		c.mu.Lock()
		if until.After(c.pausedUntil) {
			c.pausedUntil = until
		}
		c.mu.Unlock()
	}
	return after
}

// retryAfter reads how long Discord asks to wait, and whether everybody has to: with
// the global limit, and when the proxy before Discord refuses, which answers in
// HTML. The body is more exact than the header, which is in whole seconds.
func retryAfter(header http.Header, data []byte) (after time.Duration, all bool) {
	var said struct {
		After  *float64 `json:"retry_after"`
		Global bool     `json:"global"`
	}
	isJSON := json.Unmarshal(data, &said) == nil
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
