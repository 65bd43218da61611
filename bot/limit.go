package bot

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"

	"onrecord/commands"
	"onrecord/corpus/text"
)

// A Rate is how much one may do: Burst at once, and then one more every Per. The zero
// value stands for a default; [RateOff] is no limit at all.
type Rate struct {
	Burst int
	Per   time.Duration
}

// RateOff is no limit: the next one comes at once.
var RateOff = Rate{Burst: 1}

// No member meets these limits who reads what they ask for: an answer takes ten seconds to read.
// A server has what six such members have; for more, its operator sets another rate.
var (
	defaultUserRate   = Rate{Burst: 20, Per: 3 * time.Second}
	defaultServerRate = Rate{Burst: 120, Per: 500 * time.Millisecond}
)

// maxBurst bounds a rate, and maxKnown how many members and servers a limiter knows: those who
// asked last.
const (
	maxBurst = 10_000
	maxKnown = 100_000
)

// Set makes it a rate such as "20/1m", which is 20 in a minute: all of them at once if need
// be. "off" is no limit.
func (r *Rate) Set(s string) error {
	if s = strings.TrimSpace(s); strings.EqualFold(s, "off") {
		*r = RateOff
		return nil
	}
	number, in, _ := strings.Cut(s, "/")
	burst, _ := strconv.Atoi(strings.TrimSpace(number)) // 0 is none
	d, _ := time.ParseDuration(strings.TrimSpace(in))
	if burst < 1 || burst > maxBurst || d < time.Second || d > 24*time.Hour {
		return fmt.Errorf("%.40q is no rate: write for example 20/1m for 20 in a minute (1 to %d, in a second to 24h), or off for no limit", s, maxBurst)
	}
	*r = Rate{burst, d / time.Duration(burst)}
	return nil
}

// A limiter keeps single members and single servers from taking the places of all others.
type limiter struct {
	user, server Rate
	mu           sync.Mutex
	known        *lru.Cache[string, *rate.Limiter]
}

func newLimiter(user, server Rate) *limiter {
	known, _ := lru.New[string, *rate.Limiter](maxKnown) // fails for no size alone
	return &limiter{user: user, server: server, known: known}
}

// check returns what a member reads who asks too much; nil lets the interaction pass. One
// that is refused counts nowhere: to go on trying does not make the wait any longer.
// Suggestions, which Discord asks for with nearly every key, are cheap and do not count.
func (l *limiter) check(i *discordgo.Interaction) error {
	if i.Type == discordgo.InteractionApplicationCommandAutocomplete {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	id, _ := memberOf(i)
	now := time.Now()
	for { // who may ask as much as ever again is not remembered
		_, last, ok := l.known.GetOldest()
		if !ok || last.TokensAt(now) < float64(last.Burst()) {
			break
		}
		l.known.RemoveOldest()
	}
	user := l.find("user "+id, l.user).ReserveN(now, 1)
	server := l.find("server "+cmp.Or(homeOf(i), id), l.server).ReserveN(now, 1)
	userWait, serverWait := user.DelayFrom(now), server.DelayFrom(now)
	if max(userWait, serverWait) == 0 {
		return nil
	}
	user.CancelAt(now)
	server.CancelAt(now)
	if serverWait > userWait {
		return &commands.UserError{
			Msg:  "This server asks a lot of questions just now",
			Hint: "Please try again in " + inWords(serverWait) + ". If that happens often: its managers can say who may ask, and where, under Server Settings › Integrations, and whoever runs the bot can set another limit.",
		}
	}
	return &commands.UserError{Msg: "That is a lot of questions in a short time", Hint: "Please try again in " + inWords(userWait) + "."}
}

func (l *limiter) find(id string, r Rate) *rate.Limiter {
	have, ok := l.known.Get(id)
	if !ok {
		have = rate.NewLimiter(rate.Every(r.Per), r.Burst)
		l.known.Add(id, have)
	}
	return have
}

func inWords(d time.Duration) string {
	if d > 2*time.Minute {
		return text.Count(int(math.Ceil(d.Minutes())), "minute")
	}
	return text.Count(int(math.Ceil(d.Seconds())), "second")
}
