package bot

import (
	"errors"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bwmarrin/discordgo"

	"onrecord/commands"
	"onrecord/corpus/text"
)

// from is an interaction of the user with the number, in a server unless that is 0.
func from(user, server int) *discordgo.Interaction {
	in := &discordgo.Interaction{ID: "1", Token: "t", Type: discordgo.InteractionApplicationCommand}
	u := &discordgo.User{ID: strconv.Itoa(user)}
	if server == 0 {
		in.User = u
		return in
	}
	in.GuildID, in.Member = strconv.Itoa(server), &discordgo.Member{User: u}
	in.AuthorizingIntegrationOwners = map[discordgo.ApplicationIntegrationType]string{discordgo.ApplicationIntegrationGuildInstall: in.GuildID}
	return in
}

func typing(user, server int) *discordgo.Interaction {
	in := from(user, server)
	in.Type = discordgo.InteractionApplicationCommandAutocomplete
	return in
}

// passing counts how many of n interactions pass.
func passing(l *limiter, n int, in *discordgo.Interaction) int {
	passed := 0
	for range n {
		if l.check(in) == nil {
			passed++
		}
	}
	return passed
}

func wantPassing(t *testing.T, what string, l *limiter, in *discordgo.Interaction, want int) {
	t.Helper()
	if n := passing(l, 100, in); n != want {
		t.Errorf("%s: %d of 100 pass, want %d", what, n, want)
	}
}

// inBubble runs a test by a clock that time.Sleep moves.
func inBubble(t *testing.T, name string, f func(*testing.T)) {
	t.Helper()
	t.Run(name, func(t *testing.T) { synctest.Test(t, f) })
}

func TestLimits(t *testing.T) {
	inBubble(t, "of a member", func(t *testing.T) {
		l := newLimiter(Rate{5, 3 * time.Second}, RateOff)
		wantPassing(t, "a member", l, from(1, 7), 5)
		press := from(1, 7)
		press.Type = discordgo.InteractionMessageComponent
		wantPassing(t, "buttons of that member", l, press, 0)
		wantPassing(t, "elsewhere", l, from(1, 8), 0)
		wantPassing(t, "in a direct message", l, from(1, 0), 0)
		wantPassing(t, "another member", l, from(2, 7), 5)
		time.Sleep(3*time.Second - time.Millisecond)
		wantPassing(t, "before it may", l, from(1, 7), 0)
		time.Sleep(time.Millisecond)
		wantPassing(t, "when it may, as what was refused costs nothing", l, from(1, 7), 1)
		time.Sleep(15 * time.Second)
		wantPassing(t, "after a rest", l, from(1, 7), 5)
	})
	inBubble(t, "of a server", func(t *testing.T) {
		l := newLimiter(Rate{5, 3 * time.Second}, Rate{12, time.Second})
		total := 0
		for user := range 10 {
			total += passing(l, 5, from(user+1, 7))
		}
		if total != 12 {
			t.Errorf("the server asked %d times, want 12", total)
		}
		wantPassing(t, "whom the server refused, in a direct message", l, from(10, 0), 5)
		wantPassing(t, "whom the server refused, in another server", l, from(9, 8), 5)
		wantPassing(t, "who asked too much, in another server", l, from(1, 8), 0)
		if n := passing(l, 7, from(30, 8)) + passing(l, 7, from(31, 8)); n != 7 {
			t.Errorf("the other server may ask %d times more, want 7", n)
		}
	})
	inBubble(t, "suggestions do not count", func(t *testing.T) {
		l := newLimiter(Rate{5, 3 * time.Second}, Rate{12, time.Second})
		wantPassing(t, "suggestions", l, typing(1, 7), 100)
		wantPassing(t, "answers after all those", l, from(1, 7), 5)
	})
	inBubble(t, "off", func(t *testing.T) {
		l := newLimiter(RateOff, RateOff)
		wantPassing(t, "answers", l, from(1, 7), 100)
		wantPassing(t, "suggestions", l, typing(1, 7), 100)
	})
	inBubble(t, "without an id", func(t *testing.T) {
		l := newLimiter(Rate{5, time.Second}, RateOff)
		if n := passing(l, 10, &discordgo.Interaction{}) + passing(l, 10, &discordgo.Interaction{Member: &discordgo.Member{}}); n != 5 {
			t.Errorf("%d pass", n)
		}
	})
	inBubble(t, "of many at once", func(t *testing.T) {
		l := newLimiter(Rate{5, time.Hour}, Rate{12, time.Hour})
		var all sync.WaitGroup
		passed := make([]int, 8)
		for user := range passed {
			all.Go(func() { passed[user] = passing(l, 100, from(user+1, 7)) })
		}
		all.Wait()
		total := 0
		for _, n := range passed {
			total += n
		}
		if total != 12 {
			t.Errorf("%d pass, want 12", total)
		}
	})
	inBubble(t, "whoever has not asked for a while is forgotten", func(t *testing.T) {
		l := newLimiter(Rate{5, 3 * time.Second}, Rate{12, time.Second})
		for user := range 20 {
			passing(l, 9, from(user+1, user%3))
		}
		time.Sleep(15 * time.Second)
		wantPassing(t, "the next", l, from(99, 7), 5)
		if n := l.known.Len(); n != 2 {
			t.Errorf("%d are known, want one member and one server", n)
		}
	})
	t.Run("memory is bounded", func(t *testing.T) {
		l := newLimiter(Rate{5, time.Hour}, RateOff)
		for user := range maxKnown + 1000 {
			passing(l, 1, from(user+1, 0))
		}
		if n := l.known.Len(); n != maxKnown {
			t.Errorf("%d are known", n)
		}
	})
}

// TestNoWindowHoldsMore has members and servers ask at random, and holds every window of
// time against what the rates allow.
func TestNoWindowHoldsMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(3, 4))
		for range 20 {
			user := Rate{1 + rng.IntN(8), time.Duration(1 + rng.Int64N(int64(4*time.Second)))}
			server := Rate{1 + rng.IntN(20), time.Duration(1 + rng.Int64N(int64(2*time.Second)))}
			l := newLimiter(user, server)
			passed := map[Rate]map[int][]time.Time{user: {}, server: {}}
			for range 500 {
				time.Sleep(time.Duration(rng.ExpFloat64() * float64(user.Per) / 3))
				u, s := 1+rng.IntN(4), 1+rng.IntN(2)
				if l.check(from(u, s)) == nil {
					passed[user][u] = append(passed[user][u], time.Now())
					passed[server][s] = append(passed[server][s], time.Now())
				}
			}
			for r, all := range passed {
				for _, at := range all {
					for i := range at {
						for j := i; j < len(at); j++ {
							if most := r.Burst + int(float64(at[j].Sub(at[i]))/float64(r.Per)+1e-6); j-i+1 > most {
								t.Fatalf("%d in %v, want at most %d (%v)", j-i+1, at[j].Sub(at[i]), most, r)
							}
						}
					}
				}
			}
		}
	})
}

func TestWhatAMemberReadsWhoAsksTooMuch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(Rate{1, 12 * time.Second}, Rate{2, time.Second})
		passing(l, 1, from(1, 7))
		for _, test := range []struct {
			in   *discordgo.Interaction
			want string
		}{
			{from(1, 7), "That is a lot of questions in a short time. Please try again in 12 seconds."},
			{from(3, 7), "This server asks a lot of questions just now. Please try again in 1 second. If that happens often"},
			{from(1, 7), "That is a lot of questions in a short time. Please try again in 12 seconds."}, // the longer of the two
		} {
			err := l.check(test.in)
			var user *commands.UserError
			if !errors.As(err, &user) || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
			if m := renderError(err); m.Flags != discordgo.MessageFlagsEphemeral || text.UTF16Len(m.Content) > maxContent {
				t.Errorf("the message is %+v", m)
			}
			passing(l, 1, from(2, 7))
		}
	})
	if a := refusal(typing(1, 7), errBusy); a.response != nil {
		t.Errorf("a member who types is sent %+v", a.response)
	}
	for d, want := range map[time.Duration]string{
		1: "1 second", time.Second: "1 second", 1100 * time.Millisecond: "2 seconds", 119 * time.Second: "119 seconds",
		121 * time.Second: "3 minutes", time.Hour: "60 minutes",
	} {
		if got := inWords(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}

func TestSetRate(t *testing.T) {
	for s, want := range map[string]Rate{
		"20/1m":      {20, 3 * time.Second},
		" 120 / 1m ": {120, 500 * time.Millisecond},
		"1/1s":       {1, time.Second},
		"1/24h":      {1, 24 * time.Hour},
		"7/60s":      {7, 8571428571},
		"10000/1s":   {10000, 100 * time.Microsecond},
		"off":        RateOff,
		"OFF":        RateOff,
	} {
		t.Run(s, func(t *testing.T) {
			var got Rate
			if err := got.Set(s); err != nil || got != want {
				t.Errorf("%+v (%v), want %+v", got, err, want)
			}
		})
	}
	for s, want := range map[string]string{
		"": "is no rate", "20": "is no rate", "many/1m": "is no rate", "1.5/1m": "is no rate", "20 in 1m": "is no rate",
		"0/1m": "is no rate", "-3/1m": "is no rate", "10001/1m": "is no rate",
		"20/": "is no rate", "20/m": "is no rate", "20/1": "is no rate", "20/0s": "is no rate", "20/-1m": "is no rate", "20/25h": "is no rate", "99999999999999999999/1m": "is no rate",
		strings.Repeat("9", 1<<16): "is no rate",
	} {
		t.Run(text.Truncate(s, 20), func(t *testing.T) {
			var got Rate
			err := got.Set(s)
			if err == nil || !strings.Contains(err.Error(), want) || len(err.Error()) > 200 || got != (Rate{}) {
				t.Errorf("%+v: %.200v, want an error with %q", got, err, want)
			}
		})
	}
}

func FuzzSetRate(f *testing.F) {
	for _, s := range []string{"20/1m", "off", "7/59s", "10000/23h59m59s", "9999/1s", "1/1e9s"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var r Rate
		if r.Set(s) != nil {
			return
		}
		if r != RateOff && (r.Burst < 1 || r.Burst > maxBurst || r.Per <= 0) {
			t.Errorf("%q is %+v", s, r)
		}
		if n := passing(newLimiter(r, r), 20, from(1, 7)); r != RateOff && n < min(20, r.Burst) {
			t.Errorf("%q lets %d of 20 pass", s, n)
		}
	})
}
