package commands_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"onrecord/commands"
	"onrecord/corpus"
)

// A silent library finds nothing and remembers what it was asked.
type silent struct {
	*shelf
	asked []string
}

func (s *silent) Search(_ context.Context, q corpus.Query) (corpus.Answer, error) {
	s.asked = append(s.asked, q.Text)
	return corpus.Answer{Scope: s.c.Scope()}, nil
}

func TestFindSearchesForTheLongestSentences(t *testing.T) {
	ar, err := txtar.ParseFile("testdata/find.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(ar.Files); i += 2 {
		lib := &silent{shelf: town(t)}
		res, err := commands.NewRouter(lib, commands.About{}).Handle(t.Context(), commands.Request{Command: "find", Args: map[string]string{"message": string(ar.Files[i].Data)}})
		if err != nil {
			t.Errorf("%s: %v", ar.Files[i].Name, err)
			continue
		}
		if got, want := strings.Join(lib.asked, "\n"), strings.TrimSpace(string(ar.Files[i+1].Data)); got != want {
			t.Errorf("%s: searched for\n%s\nwant\n%s", ar.Files[i].Name, got, want)
		}
		if res.Answered() || !strings.Contains(strings.Join(res.View().Notes, "\n"), "Not in the coverage") {
			t.Errorf("%s: silence is not said", ar.Files[i].Name)
		}
	}
}

// TestFindCanBeAskedAgainShortly looks at the request that buttons carry: it gives
// the same results without the message.
func TestFindCanBeAskedAgainShortly(t *testing.T) {
	s := newShelf(t)
	res, err := handle(t, s, "find", "message", "cameras do not")
	if err != nil || res.Again == nil {
		t.Fatal(res, err)
	}
	again, err := commands.NewRouter(s, commands.About{}).Handle(t.Context(), *res.Again)
	if err != nil || again.Total != res.Total || again.Results[0].Excerpt != res.Results[0].Excerpt {
		t.Errorf("again: %v, %v", again, err)
	}
}

func TestFindNeedsWords(t *testing.T) {
	s := newShelf(t)
	for _, message := range []string{"🎉🎉", "<@1> <#2> <:fish:3> :smile:", "https://x.example/cameras", "**__~~||", "\u200b\u202e", "…!?"} {
		var user *commands.UserError
		if _, err := handle(t, s, "find", "message", message); !errors.As(err, &user) || user.Msg != "There is nothing in that message to look up" {
			t.Errorf("%q: %v", message, err)
		}
	}
}

func FuzzFind(f *testing.F) {
	lib := &silent{shelf: town(f)}
	r := commands.NewRouter(lib, commands.About{})
	for _, m := range []string{"> > *a*", "```", strings.Repeat("a. ", 3000), "مرحبا بالعالم؟ نعم", "\xff\x00", "<@<@1>>", "((((", strings.Repeat("[", 3000)} {
		f.Add(m)
	}
	f.Fuzz(func(t *testing.T, message string) {
		lib.asked = nil
		_, err := r.Handle(t.Context(), commands.Request{Command: "find", Args: map[string]string{"message": message}})
		var user *commands.UserError
		if err != nil && !errors.As(err, &user) {
			t.Fatal(err)
		}
		for _, asked := range lib.asked {
			if strings.ContainsAny(asked, "\n<>@`*\u202e\u200b") {
				t.Errorf("searched for %q", asked)
			}
		}
	})
}
