package bot

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"onrecord/commands"
	"onrecord/corpus/text"
)

// same compares controls; no arguments and an empty map of them are the same.
func same(t testing.TB, want, got control) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(control{}), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func quoteControl(words string) control {
	return control{action: actPage, request: commands.Request{Command: "quote", Args: map[string]string{"query": words}, Limit: 3, Offset: 6}}
}

func TestCustomIDsCarryTheRequest(t *testing.T) {
	filtered := quoteControl("status quo")
	filtered.request.Args["speaker"], filtered.request.Args["from"] = "Cressida Dick", "2021-09"
	for _, test := range []struct {
		want string
		c    control
	}{
		{"2p3.6|quote|query=parker+encryption", quoteControl("parker encryption")},
		{"2p3.6|quote|query=caf%C3%A9+~+%2B+100%25+%7C+a%3Db", quoteControl("café ~ + 100% | a=b")},
		{"2p3.6|quote|from=2021-09&query=status+quo&speaker=Cressida+Dick", filtered},
		{"2p10.12340|sources|", control{action: actPage, request: commands.Request{Command: "sources", Limit: 10, Offset: 12_340}}},
		{"2q3.0|context|article=" + strings.Repeat("a", 40) + "&end=1234568&start=1234567&sum=AAAAAA", // as long as they get
			control{action: actPrivate, request: commands.Request{Command: "context", Limit: 3,
				Args: map[string]string{"article": strings.Repeat("a", 40), "start": "1234567", "end": "1234568", "sum": "AAAAAA"}}}},
		{"2c3.0|context|article=" + strings.Repeat("a", 40) + "&end=1234568&start=1234567&sum=AAAAAA",
			control{action: actCite, request: commands.Request{Command: "context", Limit: 3,
				Args: map[string]string{"article": strings.Repeat("a", 40), "start": "1234567", "end": "1234568", "sum": "AAAAAA"}}}},
		{"2s", control{action: actShare}},
	} {
		t.Run(test.want, func(t *testing.T) {
			got := test.c.encode()
			if got != test.want || len(got) > maxCustomID {
				t.Errorf("got %s", got)
			}
			back, err := decodeControl(got)
			if err != nil {
				t.Fatal(err)
			}
			same(t, test.c, back)
		})
	}
}

// TestEveryControlComesBack is the property: whatever a button carries, its custom_id is
// one that Discord takes and stands for that same control, whether it has room in it or not.
func TestEveryControlComesBack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	letters := []rune("abc ABC 019 ~+%.|=\"'\\\x1f\x00\n-:é̂шф漢字🙂\u202e")
	typed := func(most int) string {
		var b strings.Builder
		for range r.IntN(most + 1) {
			b.WriteRune(letters[r.IntN(len(letters))])
		}
		return b.String()
	}
	inside := 0
	s := newButtons()
	for range 5000 {
		c := control{action: []action{actPage, actPrivate, actCite}[r.IntN(3)]}
		c.request = commands.Request{Command: "quote", Args: map[string]string{}, Limit: r.IntN(commands.MaxLimit + 1), Offset: r.IntN(commands.MaxOffset + 1)}
		for range r.IntN(4) {
			c.request.Args[typed(6)] = typed([]int{5, 30, 300}[r.IntN(3)])
		}
		id := s.customID(c)
		if id == "" || text.UTF16Len(id) > maxCustomID || escapeControls(id) != id {
			t.Fatalf("a custom_id of %d characters: %q", text.UTF16Len(id), id)
		}
		got, err := s.read(id)
		if err != nil {
			t.Fatalf("%q: %v", id, err)
		}
		same(t, c, got)
		if id[1] != byte(actCached) {
			inside++
			again, err := newButtons().read(id) // as after a restart
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

// escapeControls drops what Discord might not give back as it was.
func escapeControls(id string) string {
	return strings.TrimRight(strings.Map(func(r rune) rune {
		if text.Invisible(r) || r < ' ' {
			return -1
		}
		return r
	}, id), " ")
}

func TestAStrangeCustomIDIsRefusedPolitely(t *testing.T) {
	for _, id := range []string{
		"", "2", "2p", "2px", "1pt3.6~quote~query~a", "3p3.6|quote|query=a", "2x3.6|quote", "2x3.6|quote|", "2s3.6|quote|", "2p03.6|quote", "2p3|quote", "2p3.6.1|quote", "2p3.6",
		"2p3.6|quote|b=1&a=2", "2p3.6|quote|a=1&a=2", "2p3.6|quote|a", "2p3.6|quote|a=%4", "2p3.6|quote|a=%7a", "2pzz.6|quote|",
		"2p3.6|quote|query=a ", "2p3.6|quote|query=\u202e", "2s2", "2p" + strings.Repeat("a", 200), "\xff\xfe\xfd",
	} {
		t.Run(id, func(t *testing.T) {
			if _, err := newButtons().read(id); !errors.Is(err, errUnknown) {
				t.Error(err)
			}
		})
	}
	if _, err := newButtons().read("2kAAAAAAAAAAAAAAAAAAAAAAAA"); !errors.Is(err, errExpired) {
		t.Errorf("a key of another process: %v", err)
	}
}

func TestTheButtonsThatAreKeptAreBounded(t *testing.T) {
	s := newButtons()
	long := quoteControl(strings.Repeat("long ", 100))
	first := s.customID(long)
	for i := range maxCached {
		other := long
		other.request.Offset = i + 100
		s.customID(other)
	}
	if _, err := s.read(first); !errors.Is(err, errExpired) {
		t.Errorf("the oldest of too many: %v", err)
	}
	if s.cache.Len() != maxCached {
		t.Errorf("%d controls are kept", s.cache.Len())
	}
	if again := s.customID(long); again != first {
		t.Errorf("the same button got another key: %s and %s", first, again)
	}
}

func FuzzCustomID(f *testing.F) {
	for _, id := range []string{"2p3.6|quote|query=parker encryption", "2s", "2kabc", "2q3.0|a|b=%00", "", "2p|||", "2p0.0||=%25"} {
		f.Add(id)
	}
	f.Fuzz(func(t *testing.T, id string) {
		s := newButtons()
		c, err := s.read(id)
		if err != nil {
			var user *commands.UserError
			if !errors.As(err, &user) {
				t.Fatal(err)
			}
			return
		}
		if again := s.customID(c); again != id && text.UTF16Len(id) <= maxCustomID {
			t.Errorf("%q stands for the same as %q", id, again)
		}
	})
}
