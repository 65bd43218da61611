package commands_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"onrecord/commands"
	"onrecord/corpus"
	"onrecord/index"
)

// TestLimitAndOffsetAreBounded asks for more than numbers can count: every
// command adds the two up.
func TestLimitAndOffsetAreBounded(t *testing.T) {
	s := newShelf(t)
	args := map[string]map[string]string{
		"quote":    {"query": "cameras"},
		"ask":      {"question": "cameras"},
		"article":  {"article": "post"},
		"verify":   {"quote": "cameras do not catch smugglers"},
		"who":      {"words": "cameras do not catch smugglers"},
		"compare":  {"words": "cameras"},
		"timeline": {"words": "cameras"},
		"check":    {"message": "cameras do not catch smugglers"},
		"find":     {"message": "cameras"},
		"context":  {"article": "post", "start": "0", "end": "5"},
	}
	router := commands.NewRouter(s, commands.About{})
	for _, spec := range router.Specs() {
		for _, test := range []struct {
			limit, offset int
			want          string
		}{
			{0, 0, ""},
			{1000, 1_000_000, ""},
			{1001, 0, "A limit of 1001 is too much. Ask for at most 1,000 results at a time, and for the next with an offset."},
			{math.MaxInt, 1, "A limit of 9223372036854775807 is too much. Ask for at most 1,000 results at a time, and for the next with an offset."},
			{1, 1_000_001, "An offset of 1000001 is too much. Pass over at most 1,000,000 results."},
			{1, math.MaxInt, "An offset of 9223372036854775807 is too much. Pass over at most 1,000,000 results."},
			{-1, 0, "A limit or offset cannot be negative. Leave it out for the default."},
			{0, math.MinInt, "A limit or offset cannot be negative. Leave it out for the default."},
		} {
			_, err := router.Handle(t.Context(), commands.Request{Command: spec.Name, Args: args[spec.Name], Limit: test.limit, Offset: test.offset})
			var user *commands.UserError
			switch {
			case test.want == "" && err != nil:
				t.Errorf("/%s, limit %d, offset %d: %v", spec.Name, test.limit, test.offset, err)
			case test.want != "" && (!errors.As(err, &user) || err.Error() != test.want):
				t.Errorf("/%s, limit %d, offset %d: %v, want %s", spec.Name, test.limit, test.offset, err, test.want)
			}
		}
	}
}

// TestTheSameRequestIsRefusedAlike asks with several options that there are not, often enough for
// any order of them to come up.
func TestTheSameRequestIsRefusedAlike(t *testing.T) {
	s := newShelf(t)
	for range 50 {
		_, err := handle(t, s, "article", "article", "lamp", "from", "2022", "to", "2015")
		if want := `/article has no option "from". Example: /article social networks should report`; err == nil || err.Error() != want {
			t.Fatalf("%v, want %s", err, want)
		}
	}
}

// TestAClosedLibraryIsAFault asks while the bot shuts down.
func TestAClosedLibraryIsAFault(t *testing.T) {
	var user *commands.UserError
	c, err := corpus.NewCorpus(nil)
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.Open(t.Context(), c, index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if res, err := handle(t, &shelf{Index: x, c: c}, "about"); err == nil || errors.As(err, &user) || strings.HasPrefix(err.Error(), "search: ") {
		t.Errorf("%v, %v; want an error that is no UserError, nor of a search", res, err)
	}
}
