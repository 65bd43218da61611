package rest

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// ErrToken means that Discord refuses the token.
var ErrToken = errors.New("Discord refuses the token: copy it anew from https://discord.com/developers/applications (Bot, Reset Token) into DISCORD_TOKEN")

// ErrNotDiscord means that the address of Discord is somebody else's here, or that an
// answer is not what Discord would say.
var ErrNotDiscord = errors.New("what answers is not Discord: something between here and there answers in its place, as a proxy or the log-in page of a network")

// A Kind is a way for a request to come to nothing.
type Kind int

const (
	NoAnswer   Kind = iota // Discord cannot be reached, or does not answer in time
	SlowDown               // 429, or a pause that an earlier 429 wanted
	OutOfOrder             // 5xx
	NotDiscord             // the Error wraps ErrNotDiscord
	Refused                // 4xx: Discord has understood and does not want to
)

// An Error is why a request came to nothing.
type Error struct {
	Kind   Kind
	Status int // of HTTP; 0 without an answer

	Code    int             // of Discord's JSON; 0 without one
	Message string          // Discord's; to be quoted: it may be anybody's
	Errors  json.RawMessage // where in the request the faults are; see [Error.Faults]

	After time.Duration // with SlowDown, what Discord wants to pass first
	// Doubt means that the request may have had its effect in this or an earlier try.
	Doubt bool
	// Timeout means, with NoAnswer, that an answer did not come in time.
	Timeout bool
	Err     error // what is behind it, if anything
}

// Passes reports whether the failure may be gone later.
func (e *Error) Passes() bool {
	return e.Kind == NoAnswer || e.Kind == SlowDown || e.Kind == OutOfOrder
}

// HTTP is the status in our words, as "502 Bad Gateway": the other side may write what
// it likes.
func (e *Error) HTTP() string { return fmt.Sprint(e.Status, " ", http.StatusText(e.Status)) }

func (e *Error) Error() string {
	switch e.Kind {
	case NoAnswer:
		return fmt.Sprintf("Discord cannot be reached: %v", e.Err)
	case SlowDown:
		return fmt.Sprintf("Discord asks to slow down (%s): try again in %v", e.HTTP(), max(e.After, time.Second).Round(time.Second))
	case OutOfOrder:
		return fmt.Sprintf("Discord is out of order (%s)", e.HTTP())
	case NotDiscord:
		return fmt.Sprintf("%v (%s)", e.Err, e.HTTP())
	}
	return fmt.Sprintf("Discord refuses that (%s): %d %.200q %.1000s", e.HTTP(), e.Code, e.Message, e.Faults())
}

// Faults says where in the request which faults are, as "data.content:
// BASE_TYPE_MAX_LENGTH". Discord's messages about them are left out: they may hold the
// values, which are members' words.
func (e *Error) Faults() string {
	var tree map[string]json.RawMessage
	if json.Unmarshal(e.Errors, &tree) != nil {
		return ""
	}
	var found []string
	collect("", tree, &found, 0)
	slices.Sort(found)
	return strings.Join(found, ", ")
}

// maxFaultDepth and maxFaults bound what an answer can make of Faults.
const (
	maxFaultDepth = 12
	maxFaults     = 20
)

func collect(path string, tree map[string]json.RawMessage, found *[]string, depth int) {
	for name, raw := range tree {
		if len(*found) >= maxFaults || depth > maxFaultDepth {
			return
		}
		if name == "_errors" {
			var faults []struct {
				Code string `json:"code"`
			}
			_ = json.Unmarshal(raw, &faults)
			for _, f := range faults {
				*found = append(*found, fmt.Sprintf("%s: %.60q", strings.TrimPrefix(path, "."), f.Code))
			}
			continue
		}
		var below map[string]json.RawMessage
		if json.Unmarshal(raw, &below) == nil {
			collect(fmt.Sprintf("%s.%.40s", path, name), below, found, depth+1)
		}
	}
}

func (e *Error) Unwrap() error { return e.Err }
