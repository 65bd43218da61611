package bot

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A Rate is how much one may do: Burst at once, and then one more every Per. The zero
// value stands for a default; [RateOff] is no limit at all.
type Rate struct {
	Burst int
	Per   time.Duration
}

// RateOff is no limit.
var RateOff = Rate{Burst: -1}

// DefaultUserRate and DefaultServerRate are limits that nobody meets who reads what they
// ask for. An answer takes ten seconds to read, and a page turned in haste one: twenty
// pages can be turned at once, and after that one every three seconds. A server has what
// six such members have; for more, half a class that asks at once already, its operator
// sets another rate. The bot itself could do thousands a second; the limits keep one
// member, or one server, from taking the places of others in the queue.
var (
	DefaultUserRate   = Rate{Burst: 20, Per: 3 * time.Second}
	DefaultServerRate = Rate{Burst: 120, Per: 500 * time.Millisecond}
)

// Bounds of a rate: with them, no arithmetic with rates can overflow.
const (
	maxBurst = 10_000
	maxTime  = 24 * time.Hour
)

// ParseRate reads a rate such as "20/1m", which is 20 in a minute: all of them at once if
// need be. "off" is no limit.
func ParseRate(s string) (Rate, error) {
	s = strings.TrimSpace(s)
	if strings.EqualFold(s, "off") {
		return RateOff, nil
	}
	number, in, ok := strings.Cut(s, "/")
	burst, err := strconv.Atoi(strings.TrimSpace(number))
	if !ok || err != nil {
		return Rate{}, fmt.Errorf("%.40q is no rate: write for example 20/1m for 20 in a minute, or off for no limit", s)
	}
	if burst < 1 || burst > maxBurst {
		return Rate{}, fmt.Errorf("the rate %.40q begins with %d: write a number from 1 to %d, or off for no limit", s, burst, maxBurst)
	}
	d, err := time.ParseDuration(strings.TrimSpace(in))
	if err != nil || d < time.Second || d > maxTime || d%time.Second != 0 {
		return Rate{}, fmt.Errorf("the rate %.40q is not for whole seconds up to a day: write for example %d/30s, %d/1m or %d/1h", s, burst, burst, burst)
	}
	return Rate{burst, (d + time.Duration(burst) - 1) / time.Duration(burst)}, nil // rounded up
}

// String writes a rate as [ParseRate] reads it.
func (r Rate) String() string {
	if r.off() {
		return "off"
	}
	d := r.full().Round(time.Millisecond) // what was rounded up for each
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return strconv.Itoa(r.Burst) + "/" + s
}

// off reports whether there is no limit.
func (r Rate) off() bool { return r.Burst <= 0 || r.Per <= 0 }

// full is how long it takes until all that was taken is there again.
func (r Rate) full() time.Duration { return time.Duration(r.Burst) * r.Per }

// times returns a rate at which n times as much is allowed.
func (r Rate) times(n int) Rate { return Rate{r.Burst * n, r.Per / time.Duration(n)} }
