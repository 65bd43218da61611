package bot

import (
	"errors"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"onrecord/commands"
)

// A watch is a clock that tests set.
type watch struct{ at time.Time }

func newWatch() *watch { return &watch{time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC)} }

func (w *watch) now() time.Time      { return w.at }
func (w *watch) add(d time.Duration) { w.at = w.at.Add(d) }

// from is an interaction of the user with the number, in a server unless that is 0.
func from(user, server int) *interaction {
	in := &interaction{ID: "1", Token: "t", Type: typeCommand}
	if server == 0 {
		in.User.ID = strconv.Itoa(user)
		return in
	}
	in.GuildID = strconv.Itoa(server)
	in.Member.User.ID = strconv.Itoa(user)
	return in
}

// take counts how many of n interactions pass.
func take(l *limiter, n int, in *interaction) int {
	passed := 0
	for range n {
		if ok, _, _ := l.allow(in); ok {
			passed++
		}
	}
	return passed
}

func TestAMemberAsksTooMuch(t *testing.T) {
	w := newWatch()
	l := newLimiter(Rate{5, 3 * time.Second}, RateOff, w.now)
	if n := take(l, 100, from(1, 7)); n != 5 {
		t.Errorf("%d of 100 passed, want 5", n)
	}
	for _, kind := range []int{typeComponent, 5, 99} { // buttons count, and whatever may come
		in := from(1, 7)
		in.Type = kind
		if ok, _, _ := l.allow(in); ok {
			t.Errorf("an interaction of type %d passed", kind)
		}
	}
	if n := take(l, 100, from(1, 0)) + take(l, 100, from(1, 8)); n != 0 {
		t.Error("elsewhere the same member is another one")
	}
	if n := take(l, 100, from(2, 7)); n != 5 {
		t.Errorf("another member may ask %d times, want 5", n)
	}
	ok, retryIn, whose := l.allow(from(1, 7))
	if ok || whose != limitOfUser || retryIn.Round(time.Millisecond) != 3*time.Second {
		t.Errorf("refused: %v, for %v, by the limit of the %s", !ok, retryIn, whose)
	}
	w.add(retryIn - 10*time.Millisecond)
	if n := take(l, 1000, from(1, 7)); n != 0 {
		t.Error("it passes before it may")
	}
	w.add(10 * time.Millisecond)
	if n := take(l, 1000, from(1, 7)); n != 1 {
		t.Errorf("when it may, %d pass, want 1; refusals must cost nothing", n)
	}
	w.add(15 * time.Second)
	if n := take(l, 100, from(1, 7)); n != 5 {
		t.Errorf("after a rest %d passed, want 5", n)
	}
}

func TestAServerAsksTooMuch(t *testing.T) {
	w := newWatch()
	l := newLimiter(Rate{5, 3 * time.Second}, Rate{12, time.Second}, w.now)
	total := 0
	for user := range 10 {
		total += take(l, 5, from(user+1, 7))
	}
	if total != 12 {
		t.Errorf("the server asked %d times, want 12", total)
	}
	// What the server refused has cost the member nothing.
	if n := take(l, 10, from(10, 0)); n != 5 {
		t.Errorf("in a direct message that member may ask %d times, want 5", n)
	}
	if n := take(l, 10, from(9, 8)); n != 5 {
		t.Errorf("in another server that member may ask %d times, want 5", n)
	}
	if ok, retryIn, whose := l.allow(from(20, 7)); ok || whose != limitOfServer || retryIn.Round(time.Millisecond) != time.Second {
		t.Errorf("refused: %v, for %v, by the limit of the %s", !ok, retryIn, whose)
	}
	// Nor what the member's limit refused, the server.
	if n := take(l, 100, from(1, 8)); n != 0 {
		t.Error("a member who asked too much passes elsewhere")
	}
	if n := take(l, 7, from(30, 8)) + take(l, 7, from(31, 8)); n != 7 {
		t.Errorf("the other server may ask %d times more, want 7", n)
	}
	// Who has to wait for both waits for the longer.
	if ok, retryIn, whose := l.allow(from(1, 7)); ok || whose != limitOfUser || retryIn < 2*time.Second {
		t.Errorf("refused: %v, for %v, by the limit of the %s", !ok, retryIn, whose)
	}
}

func TestSuggestionsAreCountedApart(t *testing.T) {
	l := newLimiter(Rate{5, 3 * time.Second}, Rate{12, time.Second}, newWatch().now)
	typing := from(1, 7)
	typing.Type = typeComplete
	if n := take(l, 1000, typing); n != 50 {
		t.Errorf("%d suggestions, want 50", n)
	}
	if n := take(l, 100, from(1, 7)); n != 5 {
		t.Errorf("after all those, %d answers, want 5", n)
	}
	err := l.check(typing)
	if a := refused(typing, err); err == nil || a.Type != answerChoices || len(a.Data.(choices).Choices) != 0 {
		t.Errorf("whoever types too much gets %+v (%v)", a, err)
	}
}

func TestNoLimits(t *testing.T) {
	l := newLimiter(RateOff, RateOff, newWatch().now)
	typing := from(1, 7)
	typing.Type = typeComplete
	if n := take(l, 10_000, from(1, 7)) + take(l, 10_000, typing); n != 20_000 {
		t.Errorf("%d of 20,000 passed", n)
	}
	if err := l.check(from(1, 7)); err != nil {
		t.Error(err)
	}
}

func TestWhatWhoAsksTooMuchReads(t *testing.T) {
	l := newLimiter(Rate{1, 12 * time.Second}, Rate{2, time.Second}, newWatch().now)
	if err := l.check(from(1, 7)); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		in   *interaction
		want string
	}{
		{from(1, 7), "That is a lot of questions in a short time. Please try again in 12 seconds."},
		{from(3, 7), "This server asks a lot of questions just now. Please try again in 1 second. If that happens often"},
	} {
		err := l.check(test.in)
		var user *commands.UserError
		if !errors.As(err, &user) || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("got %v, want %s", err, test.want)
		}
		if m := renderError(err); m.Flags != flagEphemeral || length(m.Content) > maxContent {
			t.Errorf("the message is %+v", m)
		}
		_ = l.check(from(2, 7))
	}
	for d, want := range map[time.Duration]string{
		1: "1 second", time.Second: "1 second", time.Second + time.Microsecond: "1 second", 1100 * time.Millisecond: "2 seconds", 119 * time.Second: "119 seconds",
		2*time.Minute - time.Millisecond: "2 minutes", 121 * time.Second: "3 minutes", time.Hour: "60 minutes", 2 * time.Hour: "2 hours", 24 * time.Hour: "24 hours",
	} {
		if got := inWords(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}

// TestNoWindowHoldsMore has members and servers ask at random, and holds every window of
// time against what the rates allow.
func TestNoWindowHoldsMore(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 30 {
		user := Rate{1 + rng.IntN(8), time.Duration(1 + rng.Int64N(int64(4*time.Second)))}
		server := Rate{1 + rng.IntN(20), time.Duration(1 + rng.Int64N(int64(2*time.Second)))}
		w := newWatch()
		l := newLimiter(user, server, w.now)
		users, servers := map[int][]time.Time{}, map[int][]time.Time{}
		for range 2000 {
			w.add(time.Duration(rng.ExpFloat64() * float64(user.Per) / 3))
			u, s := 1+rng.IntN(4), 1+rng.IntN(2)
			ok, retryIn, whose := l.allow(from(u, s))
			if ok {
				users[u], servers[s] = append(users[u], w.at), append(servers[s], w.at)
				continue
			}
			// The wait that is told is the one that there is.
			if retryIn <= 0 || retryIn > max(user.Per, server.Per)+time.Millisecond {
				t.Fatalf("wait %v, with %v and %v", retryIn, user, server)
			}
			if rng.IntN(10) == 0 {
				w.add(retryIn)
				if ok, again, _ := l.allow(from(u, s)); !ok {
					t.Fatalf("after %v, for the %s, there are %v more to wait", retryIn, whose, again)
				}
				users[u], servers[s] = append(users[u], w.at), append(servers[s], w.at)
			}
		}
		for r, all := range map[Rate]map[int][]time.Time{user: users, server: servers} {
			for _, passed := range all {
				for i := range passed {
					for j := i; j < len(passed); j++ {
						if most := r.Burst + int(float64(passed[j].Sub(passed[i]))/float64(r.Per)+1e-6); j-i+1 > most {
							t.Fatalf("%d in %v, want at most %d (%v)", j-i+1, passed[j].Sub(passed[i]), most, r)
						}
					}
				}
			}
		}
	}
}

// TestManyMembersDoNotMakeOthersForgotten floods the limiter with members that it has
// never seen.
func TestManyMembersDoNotMakeOthersForgotten(t *testing.T) {
	w := newWatch()
	l := newLimiter(Rate{5, time.Second}, RateOff, w.now)
	b := &l.answers.user
	b.most = 1000
	if n := take(l, 10, from(1, 0)); n != 5 {
		t.Fatalf("%d passed", n)
	}
	passed := 0
	for user := range 100_000 {
		passed += take(l, 1, from(user+2, 0))
		if user%1000 == 0 {
			if n := take(l, 1, from(1, 0)); n != 0 {
				t.Fatalf("after %d others, the member who asked too much may ask again", user)
			}
		}
	}
	if len(b.byID) > b.most {
		t.Errorf("%d are told apart, want at most %d", len(b.byID), b.most)
	}
	if most := b.most + sharedTimes*5; passed > most {
		t.Errorf("%d newcomers passed at once, want at most %d", passed, most)
	}
	// Those who were there first may go on.
	if n := take(l, 10, from(2, 0)); n != 4 {
		t.Errorf("a member who was there before may ask %d times more, want 4", n)
	}
	// A minute later all are as new, and there is room.
	w.add(time.Minute)
	for user := range 1000 {
		if n := take(l, 10, from(500_000+user, 0)); n != 5 {
			t.Fatalf("newcomer %d may ask %d times, want 5", user, n)
		}
	}
	if len(b.byID) > b.most {
		t.Errorf("%d are told apart, want at most %d", len(b.byID), b.most)
	}
}

func TestWhoHasNoIDIsLimitedToo(t *testing.T) {
	l := newLimiter(Rate{5, time.Second}, Rate{7, time.Second}, newWatch().now)
	total := 0
	for _, id := range []string{"", "x", "-1", strings.Repeat("9", 1<<16)} {
		in := from(0, 0)
		in.User.ID = id
		total += take(l, 10, in)
	}
	if total > 10 {
		t.Errorf("%d passed without an id", total)
	}
}

func TestAClockThatJumps(t *testing.T) {
	const year = 365 * 24 * time.Hour
	for _, jump := range []time.Duration{-time.Second, -time.Hour, -50 * year, 50 * year, 290 * year} {
		w := newWatch()
		l := newLimiter(Rate{5, time.Second}, Rate{100, time.Second}, w.now)
		take(l, 10, from(1, 7))
		w.add(jump)
		if n := take(l, 100, from(1, 7)); n > 5 || jump < 0 && n > 0 {
			t.Errorf("after a jump of %v %d passed", jump, n)
		}
		w.add(time.Second)
		if n := take(l, 100, from(1, 7)); n != 1 {
			t.Errorf("a second after a jump of %v %d passed, want 1", jump, n)
		}
		w.add(-jump)
		if n := take(l, 100, from(1, 7)); n > 5 || jump > 0 && n > 0 {
			t.Errorf("after the jump back of %v %d passed", -jump, n)
		}
		w.add(time.Second)
		if n := take(l, 100, from(1, 7)); n != 1 {
			t.Errorf("a second after the jump back of %v %d passed, want 1", -jump, n)
		}
	}
	w := &watch{} // the year 1
	l := newLimiter(DefaultUserRate, DefaultServerRate, w.now)
	if n := take(l, 100, from(1, 7)); n != DefaultUserRate.Burst {
		t.Errorf("in the year 1 %d passed", n)
	}
}

func TestManyMembersAskAtOnce(t *testing.T) {
	l := newLimiter(Rate{5, time.Hour}, Rate{12, time.Hour}, time.Now)
	var all sync.WaitGroup
	var mu sync.Mutex
	total := 0
	for user := range 8 {
		all.Go(func() {
			n := take(l, 100, from(user+1, 7))
			mu.Lock()
			defer mu.Unlock()
			total += n
		})
	}
	all.Wait()
	if total != 12 {
		t.Errorf("%d passed, want 12", total)
	}
}

func TestParseRate(t *testing.T) {
	for s, want := range map[string]Rate{
		"20/1m":      {20, 3 * time.Second},
		" 120 / 1m ": {120, 500 * time.Millisecond},
		"1/1s":       {1, time.Second},
		"1/24h":      {1, 24 * time.Hour},
		"7/60s":      {7, 8571428572},
		"10000/1s":   {10000, 100 * time.Microsecond},
		"off":        RateOff,
		"OFF":        RateOff,
	} {
		got, err := ParseRate(s)
		if err != nil || got != want {
			t.Errorf("%q is %+v (%v), want %+v", s, got, err, want)
		}
	}
	for s, want := range map[string]string{
		"": "is no rate", "20": "is no rate", "many/1m": "is no rate", "1.5/1m": "is no rate", "20 in 1m": "is no rate",
		"0/1m": "number from 1", "-3/1m": "number from 1", "10001/1m": "number from 1",
		"20/": "whole seconds", "20/m": "whole seconds", "20/1": "whole seconds", "20/0s": "whole seconds", "20/-1m": "whole seconds",
		"20/100ms": "whole seconds", "20/1.5s": "whole seconds", "20/25h": "whole seconds", "20/1m/2": "whole seconds",
		strings.Repeat("9", 1<<16): "is no rate",
	} {
		got, err := ParseRate(s)
		if err == nil || !strings.Contains(err.Error(), want) || len(err.Error()) > 200 || got != (Rate{}) {
			t.Errorf("%.20q is %+v: %.200v, want an error with %q", s, got, err, want)
		}
	}
	for want, r := range map[string]Rate{"20/1m": DefaultUserRate, "120/1m": DefaultServerRate, "off": RateOff, "1/24h": {1, 24 * time.Hour}, "7/1m30s": {7, 12857142858}, "60/1h0m5s": {60, 3605 * time.Second / 60}} {
		if got := r.String(); got != want {
			t.Errorf("%+v is written %q, want %q", r, got, want)
		}
	}
}

func FuzzParseRate(f *testing.F) {
	for _, s := range []string{"20/1m", "off", "7/59s", "10000/23h59m59s", "9999/1s", "1/1e9s"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := ParseRate(s)
		if err != nil {
			return
		}
		if again, err := ParseRate(r.String()); err != nil || again != r {
			t.Errorf("%q is %+v, which is written %q and read as %+v (%v)", s, r, r.String(), again, err)
		}
		l := newLimiter(r, r, newWatch().now)
		if n := take(l, 20, from(1, 7)); !r.off() && n != min(20, r.Burst) {
			t.Errorf("%q lets %d of 20 pass", s, n)
		}
	})
}

func BenchmarkLimiter(b *testing.B) {
	for name, users := range map[string]int{"one": 1, "50000": 50_000, "flood": 10_000_000} {
		b.Run(name, func(b *testing.B) {
			l := newLimiter(DefaultUserRate, DefaultServerRate, time.Now)
			ins := make([]*interaction, min(users, 1_000_000))
			for i := range ins {
				ins[i] = from(i+1, i%5000+1)
			}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				l.allow(ins[i%len(ins)])
			}
		})
	}
}
