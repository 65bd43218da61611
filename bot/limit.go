package bot

import (
	"fmt"
	"math"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"onrecord/commands"
)

// completeTimes is how many suggestions one may have for each answer. Discord asks for
// some with nearly every key that is pressed while a member types, and they are cheap.
const completeTimes = 10

// maxBuckets is how many members, and how many servers, are told apart: with all of
// them, for answers and suggestions, a limiter takes 20 MB.
const maxBuckets = 50_000

// A limiter keeps single members and single servers from taking the places of all others.
type limiter struct {
	mu          sync.Mutex
	clock       clock
	answers     limits
	suggestions limits // while somebody types
}

// limits are those of members, and of whole servers.
type limits struct{ user, server buckets }

// Whom a limit concerns.
const (
	limitOfUser   = "user"
	limitOfServer = "server"
)

// newLimiter returns a limiter that goes by the time that now tells.
func newLimiter(user, server Rate, now func() time.Time) *limiter {
	l := &limiter{
		answers:     limits{newBuckets(user), newBuckets(server)},
		suggestions: limits{newBuckets(user.times(completeTimes)), newBuckets(server.times(completeTimes))},
	}
	l.clock = clock{now: now, last: now(), told: time.Unix(0, 0), leap: max(l.answers.user.rate.full(), l.answers.server.rate.full())}
	return l
}

// check returns what a member reads who asks too much; nil lets the interaction pass.
func (l *limiter) check(in *interaction) error {
	ok, retryIn, whose := l.allow(in)
	switch {
	case ok:
		return nil
	case whose == limitOfServer:
		return &commands.UserError{
			Msg:  "This server asks a lot of questions just now",
			Hint: "Please try again in " + inWords(retryIn) + ". If that happens often: its managers can say who may ask, and where, under Server Settings › Integrations, and whoever runs the bot can set another limit.",
		}
	}
	return &commands.UserError{Msg: "That is a lot of questions in a short time", Hint: "Please try again in " + inWords(retryIn) + "."}
}

// allow reports whether an interaction may be answered, and counts it if so. If not, it
// says whose limit is used up, and when there will be something left. An interaction
// that is refused counts nowhere: to go on trying does not make the wait any longer.
func (l *limiter) allow(in *interaction) (ok bool, retryIn time.Duration, whose string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.clock.time()
	kind := &l.answers
	if in.Type == typeComplete {
		kind = &l.suggestions
	}
	user := kind.user.find(in.who().ID, now)
	var server *rate.Limiter // none in a direct message
	if in.GuildID != "" {
		server = kind.server.find(in.GuildID, now)
	}
	ofUser, ofServer := kind.user.wait(user, now), kind.server.wait(server, now)
	switch {
	case ofServer > ofUser:
		return false, ofServer, limitOfServer
	case ofUser > 0:
		return false, ofUser, limitOfUser
	}
	for _, b := range []*rate.Limiter{user, server} {
		if b != nil {
			b.AllowN(now, 1)
		}
	}
	return true, 0, ""
}

// buckets are what members, or servers, have left. One that is full is as good as none,
// and makes way for others. One that is not is never forgotten: where there is no room,
// newcomers share one bucket, a large one, instead of taking somebody's away.
type buckets struct {
	rate   Rate
	most   int
	byID   map[uint64]*rate.Limiter
	shared *rate.Limiter
	swept  time.Time
}

// sharedTimes is how much more newcomers may have together than one of them.
const sharedTimes = 100

func newBuckets(r Rate) buckets {
	if r.off() {
		return buckets{}
	}
	r = Rate{min(r.Burst, completeTimes*maxBurst), min(r.Per, maxTime)} // so that no sum overflows
	return buckets{rate: r, most: maxBuckets, byID: map[uint64]*rate.Limiter{}, shared: newBucket(r.times(sharedTimes))}
}

func newBucket(r Rate) *rate.Limiter { return rate.NewLimiter(rate.Every(r.Per), r.Burst) }

// find returns somebody's bucket; nil has no end. Whoever has no id that can be read
// shares one with all others like them.
func (b *buckets) find(id string, now time.Time) *rate.Limiter {
	if b.rate.off() {
		return nil
	}
	key, _ := strconv.ParseUint(id, 10, 64)
	if have, ok := b.byID[key]; ok {
		return have
	}
	if len(b.byID) >= b.most {
		b.sweep(now)
	}
	if len(b.byID) >= b.most {
		return b.shared
	}
	have := newBucket(b.rate)
	b.byID[key] = have
	return have
}

// sweep forgets the full buckets. It looks at all of them, and so not more often than
// one of them gains something: all become full in the time of a burst's refilling, so
// that each is looked at a bounded number of times for every time it is used.
func (b *buckets) sweep(now time.Time) {
	if !b.swept.IsZero() && now.Sub(b.swept) < b.rate.Per {
		return
	}
	b.swept = now
	for id, have := range b.byID {
		if have.TokensAt(now) >= float64(b.rate.Burst) {
			delete(b.byID, id)
		}
	}
}

// wait is how long it takes until a bucket has something for one interaction more.
func (b *buckets) wait(have *rate.Limiter, now time.Time) time.Duration {
	if have == nil {
		return 0
	}
	left := have.TokensAt(now)
	if left >= 1 {
		return 0
	}
	const rounding = time.Microsecond // far more than floating point numbers are off by
	return time.Duration(math.Ceil((1-left)*float64(time.Second)/float64(have.Limit()))) + rounding
}

// A clock tells a time that never goes back: while the system's clock does, it stands
// still. Where that leaps ahead, it goes on by as much as fills every bucket, at most.
type clock struct {
	now  func() time.Time
	last time.Time
	leap time.Duration
	told time.Time
}

func (c *clock) time() time.Time {
	now := c.now()
	c.told = c.told.Add(max(0, min(now.Sub(c.last), c.leap)))
	c.last = now
	return c.told
}

// inWords says how long to wait, rounded up.
func inWords(d time.Duration) string {
	for _, unit := range []struct {
		of   time.Duration
		name string
	}{{time.Hour, "hour"}, {time.Minute, "minute"}} {
		if d > 2*unit.of-time.Second {
			return fmt.Sprintf("%d %ss", (d+unit.of-time.Millisecond)/unit.of, unit.name)
		}
	}
	if n := (d + time.Second - time.Millisecond) / time.Second; n > 1 {
		return fmt.Sprintf("%d seconds", n)
	}
	return "1 second"
}
