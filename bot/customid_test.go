package bot

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"onrecord/commands"
)

// same compares controls; no trail and an empty one are the same.
func same(t testing.TB, want, got control) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(control{}, shortPage{}), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func quoteControl(words string) control {
	return control{action: actPage, request: commands.Request{Command: "quote", Args: map[string]string{"query": words}, Limit: 3, Offset: 6}}
}

func TestCustomIDsCarryTheRequest(t *testing.T) {
	long := quoteControl("parker encryption")
	long.action, long.trail = actShare, trail{{0, 2}, {5, 1}}
	filtered := quoteControl("status quo")
	filtered.request.Args["speaker"], filtered.request.Args["from"] = "Cressida Dick", "2021-09"
	for _, test := range []struct {
		c    control
		want string
	}{
		{quoteControl("parker encryption"), "1pt3.6~quote~query~parker+encryption"},
		{quoteControl("café ~ + 100%"), "1pt3.6~quote~query~caf%C3%A9+%7E+%2B+100%25"},
		{quoteControl("шифрование и прослушка"), "1pbMy42H3F1b3RlH3F1ZXJ5H9GI0LjRhNGA0L7QstCw0L3QuNC1INC4INC_0YDQvtGB0LvRg9GI0LrQsA"},
		{filtered, "1pt3.6~quote~from~2021-09~query~status+quo~speaker~Cressida+Dick"},
		{long, "1st3.6.0.2.5.1~quote~query~parker+encryption"},
		{control{action: actPage, request: commands.Request{Command: "sources", Limit: 10, Offset: 12_340}}, "1pta.9is~sources"},
		{control{action: actPrivate, request: commands.Request{Command: "context", Limit: 3, // as long as they get
			Args: map[string]string{"article": strings.Repeat("a", 40), "start": "1234567", "end": "1234568", "sum": "AAAAAA"}}},
			"1qt3.0~context~article~" + strings.Repeat("a", 40) + "~end~1234568~start~1234567~sum~AAAAAA"},
		{control{action: actShareAsIs}, "1m"},
	} {
		got, ok := encodeControl(test.c)
		if got != test.want || !ok {
			t.Errorf("got  %s (%v)\nwant %s", got, ok, test.want)
		}
		back, err := decodeControl(got)
		if err != nil {
			t.Errorf("%s: %v", got, err)
			continue
		}
		same(t, test.c, back)
	}
}

// TestEveryControlComesBack is the property: whatever a button carries, its
// custom_id is one that Discord takes and stands for that same control, whether
// there is room in it or not.
func TestEveryControlComesBack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	letters := []rune("abc ABC 019 ~+%.|\"'\\\x1f\x00\n-:é̂шф漢字🙂\u202e")
	text := func(most int) string {
		var b strings.Builder
		for range r.IntN(most + 1) {
			b.WriteRune(letters[r.IntN(len(letters))])
		}
		return b.String()
	}
	inside := 0
	var s shelf
	for range 5000 {
		c := control{action: []action{actPage, actPrivate, actShare}[r.IntN(3)]}
		c.request = commands.Request{Command: text(8), Args: map[string]string{}, Limit: r.IntN(commands.MaxLimit + 1), Offset: r.IntN(commands.MaxOffset + 1)}
		for range r.IntN(4) {
			c.request.Args[text(6)] = text([]int{5, 30, 300}[r.IntN(3)])
		}
		for range r.IntN(3) {
			c.trail = append(c.trail, shortPage{r.IntN(100), r.IntN(4)})
		}
		id := s.customID(c)
		if id == "" || len(id) > maxCustomID {
			t.Fatalf("a custom_id of %d bytes: %q", len(id), id)
		}
		if strings.IndexFunc(id, func(r rune) bool { return r <= ' ' || r > '~' }) >= 0 {
			t.Fatalf("more than printable ASCII: %q", id)
		}
		got, err := s.control(id)
		if err != nil {
			t.Fatalf("%q: %v", id, err)
		}
		same(t, c, got)
		if id[2] != asKey {
			inside++
			var other shelf // as after a restart
			again, err := other.control(id)
			if err != nil {
				t.Fatal(err)
			}
			same(t, c, again)
		}
		if t.Failed() {
			t.FailNow()
		}
	}
	if inside < 500 || inside > 4500 {
		t.Errorf("%d of 5000 stood in the custom_id itself; the test should try both", inside)
	}
}

func TestAStrangeCustomIDIsRefusedPolitely(t *testing.T) {
	var s shelf
	for _, id := range []string{
		"", "1", "1p", "1pt", "1ptx", "2pt3.6~quote~query~a", "1xt3.6~quote", "1pz3.6~quote", "1pt03.6~quote", "1pt3~quote", "1pt3.6.1~quote",
		"1pt3.6~quote~b~1~a~2", "1pt3.6~quote~a~1~a~2", "1pt3.6~quote~a", "1pt3.6~quote~a~%4", "1pt3.6~quote~a~%7a", "1pt-3.6~quote",
		"1ptzzzzzzz.6~quote", "1pb????", "1pt3.6~quote~query~é", "1m2", noPrevious, noNext, "1pt" + strings.Repeat("a", 200), "\xff\xfe\xfd",
	} {
		_, err := s.control(id)
		if !errors.Is(err, errStrange) {
			t.Errorf("%q: %v", id, err)
		}
	}
	if _, err := s.control("1pkAAAAAAAAAAAAAAAAAAAAAAAA"); !errors.Is(err, errForgotten) {
		t.Errorf("a key of another life: %v", err)
	}
}

func TestTheShelfIsBounded(t *testing.T) {
	var s shelf
	long := strings.Repeat("long ", 100)
	first := s.customID(quoteControl(long))
	for i := range maxKept {
		s.customID(control{action: actPage, request: commands.Request{Command: "quote", Args: map[string]string{"query": long}, Offset: i + 100}})
	}
	if _, err := s.control(first); !errors.Is(err, errForgotten) {
		t.Errorf("the oldest of too many: %v", err)
	}
	if len(s.kept) != maxKept || len(s.order) != maxKept {
		t.Errorf("%d controls, %d keys", len(s.kept), len(s.order))
	}
	huge := strings.Repeat("x", 24_000)
	for i := range 2000 {
		s.customID(control{action: actPage, request: commands.Request{Command: "quote", Args: map[string]string{"query": huge}, Offset: i}})
	}
	if s.bytes > maxKeptBytes || len(s.kept) != len(s.order) {
		t.Errorf("%d bytes in %d controls under %d keys", s.bytes, len(s.kept), len(s.order))
	}
	again := s.customID(quoteControl(long))
	if again != first {
		t.Errorf("the same button got another key: %s and %s", first, again)
	}
}

func FuzzCustomID(f *testing.F) {
	for _, id := range []string{"1pt3.6~quote~query~parker+encryption", "1pbMy42H3F1b3Rl", "1m", "1pkabc", "1st3.6.0.2~a~b~%00", "", "1pt~~~"} {
		f.Add(id)
	}
	f.Fuzz(func(t *testing.T, id string) {
		var s shelf
		c, err := s.control(id)
		if err != nil {
			var user *commands.UserError
			if !errors.As(err, &user) {
				t.Fatal(err)
			}
			return
		}
		if again := s.customID(c); again != id {
			t.Errorf("%q stands for the same as %q", id, again)
		}
		if c.request.Limit < 0 || c.request.Offset < 0 {
			t.Errorf("%q: limit %d, offset %d", id, c.request.Limit, c.request.Offset)
		}
	})
}

// TestPagesGoBackTheWayTheyCame walks through results of which no fixed number
// fits on a page, and back.
func TestPagesGoBackTheWayTheyCame(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		total, limit := 1+r.IntN(40), 3
		shown := func(offset int) int { return min(1+(offset*7+total)%5, limit, total-offset) }
		if total%2 == 0 { // as it nearly always is: as many as were asked for
			shown = func(offset int) int { return min(limit, total-offset) }
		}
		req, way := commands.Request{Command: "quote", Limit: limit}, trail(nil)
		var starts []int
		for {
			starts = append(starts, req.Offset)
			next, ok := nextPage(req, way, shown(req.Offset), total)
			if !ok {
				break
			}
			req, way = next.request, next.trail
		}
		if req.Offset+shown(req.Offset) != total {
			t.Fatalf("of %d results the last page shows %d from %d on", total, shown(req.Offset), req.Offset)
		}
		for i := len(starts) - 2; i >= max(0, len(starts)-1-maxTrail); i-- {
			back, ok := previousPage(req, way)
			if !ok || back.request.Offset != starts[i] {
				t.Fatalf("back from %d leads to %d (%v), want %d; pages %v", req.Offset, back.request.Offset, ok, starts[i], starts)
			}
			req, way = back.request, back.trail
		}
		if _, ok := previousPage(commands.Request{Limit: limit}, nil); ok {
			t.Fatal("there is a page before the first")
		}
	}
}
