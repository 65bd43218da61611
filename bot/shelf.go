package bot

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"sync"

	"onrecord/commands"
)

// A shelf keeps the controls that are too long for a custom_id, under a key that
// does fit. It is bounded, and empty after a restart: a button whose control is
// no longer there says so. The key is made of the control itself, so the same
// button costs nothing twice, and comes back to life when somebody asks the same
// again.
type shelf struct {
	mu    sync.Mutex
	kept  map[string]control
	order []string // of the keys, the oldest first
	bytes int
}

// Bounds of a shelf: a request may have arguments of many kilobytes.
const (
	maxKept      = 10_000
	maxKeptBytes = 16 << 20
)

// errForgotten is what a member reads whose button leads nowhere any more.
var errForgotten = &commands.UserError{
	Msg:  "This button has been forgotten",
	Hint: "Its question is too long to stand in the button itself, and the bot has been restarted or has had much to do since. Please ask again.",
}

// errStrange is for a custom_id that this version of the bot has not written.
var errStrange = &commands.UserError{
	Msg:  "This button is not known here",
	Hint: "The bot may have been updated since. Please ask again.",
}

// customID returns the custom_id for a control, and keeps what has no room in it.
func (s *shelf) customID(c control) string {
	if id, ok := encodeControl(c); ok {
		return id
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %d %d %q %v", c.request.Command, c.request.Limit, c.request.Offset, c.request.Args, c.trail))
	key := base64.RawURLEncoding.EncodeToString(sum[:18])
	id := string([]byte{customIDVersion, byte(c.action), asKey}) + key
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept == nil {
		s.kept = map[string]control{}
	}
	if _, there := s.kept[id]; there {
		return id
	}
	s.kept[id] = c
	s.order = append(s.order, id)
	s.bytes += c.size()
	for len(s.order) > maxKept || s.bytes > maxKeptBytes && len(s.order) > 1 {
		oldest := s.order[0]
		s.order[0] = ""
		s.order = s.order[1:]
		gone := s.kept[oldest]
		s.bytes -= gone.size()
		delete(s.kept, oldest)
	}
	return id
}

// control returns what a custom_id stands for. The error is fit for the member.
func (s *shelf) control(id string) (control, error) {
	if len(id) > 3 && len(id) <= maxCustomID && id[0] == customIDVersion && id[2] == asKey {
		s.mu.Lock()
		defer s.mu.Unlock()
		if c, ok := s.kept[id]; ok {
			return c, nil
		}
		return control{}, errForgotten
	}
	c, err := decodeControl(id)
	if err != nil {
		return control{}, errStrange
	}
	return c, nil
}

// size is about how many bytes a control takes.
func (c *control) size() int {
	n := 200 + len(c.request.Command)
	for name, value := range c.request.Args {
		n += len(name) + len(value)
	}
	return n
}
