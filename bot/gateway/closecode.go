package gateway

import (
	"fmt"

	"github.com/gorilla/websocket"
)

// A FatalError is one that no further attempt can heal. Its text says what to do.
type FatalError struct {
	Code int // of Discord's close frame
}

// fatal are the close codes after which a bot must not connect again, and what to do
// about each. (Discord's documentation, Opcodes and Status Codes, "Gateway Close Event
// Codes".) 4004 is an [ErrToken].
var fatal = map[int]string{
	4010: "Discord refuses the shard: check SHARD_ID and SHARD_COUNT",
	4011: "the bot is in too many servers for so few shards: set SHARDS=auto, or a larger SHARD_COUNT",
	4012: "Discord no longer speaks this version of its gateway: update onrecord",
	4013: "Discord does not know the intents that were asked for: update onrecord",
	4014: "Discord refuses the intents that were asked for, although there should be none: update onrecord",
}

func (e *FatalError) Error() string { return fmt.Sprintf("%s (close code %d)", fatal[e.Code], e.Code) }

const wrongToken = 4004

// Close codes of ours. Any but 1000 and 1001 keeps the session.
const (
	closeGoing  = websocket.CloseNormalClosure // for good
	closeResume = 4000
)

// endsSession reports whether Discord's close code means that the session is over: its
// sequence was wrong or it timed out.
func endsSession(code int) bool { return code == 4007 || code == 4009 }
