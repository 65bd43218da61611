package commands

import (
	"slices"
	"strings"
	"testing"

	"onrecord/corpus"
)

func TestClaimsIn(t *testing.T) {
	people := []corpus.Identity{{Name: "Olive Brandt", Kind: corpus.Individual}}
	for _, test := range []struct {
		message string
		want    []claim
	}{
		{`Olive Brandt said "we will not spend a penny on cameras" last week`, []claim{{"we will not spend a penny on cameras", "Olive Brandt"}}},
		{"> We will not spend a penny on cameras\n— Olive Brandt", []claim{{"We will not spend a penny on cameras", "Olive Brandt"}}},
		{"> We will not\n> spend a penny on cameras", []claim{{"We will not spend a penny on cameras", ""}}},
		{">>> We will not spend a penny\n\non cameras", []claim{{"We will not spend a penny on cameras", ""}}},
		{"brandt said that the town will spend nothing on cameras", []claim{{"the town will spend nothing on cameras", "Brandt"}}},
		{"“Nobody will ever see a camera here,” Brandt said. Falk said: “The mayor is wrong about it.”",
			[]claim{{"Nobody will ever see a camera here,", "Brandt"}, {"The mayor is wrong about it.", "Falk"}}},
		{"**we** will not spend a ||penny|| <@123456789012345678> on cameras https://harbour.example/x", []claim{{"we will not spend a penny on cameras", ""}}},
		{"see [we will not spend a penny](https://harbour.example/x) there", []claim{{"see we will not spend a penny there", ""}}},
		{"🎥🎥 <:camera:123456789012345678>", nil},
		{"", nil},
	} {
		if got := claimsIn(test.message, people); !slices.Equal(got, test.want) {
			t.Errorf("%q:\n got %q\nwant %q", test.message, got, test.want)
		}
	}
}

func FuzzClaims(f *testing.F) {
	f.Add("> we will not\n> spend a penny — Brandt")
	f.Add("```go\n\"x\"``` “a “b” c” \u202e said \u200bbrandt")
	f.Add(strings.Repeat("> ", 100) + strings.Repeat("\"", 99))
	people := []corpus.Identity{{Name: "Olive Brandt", Kind: corpus.Individual}}
	f.Fuzz(func(t *testing.T, message string) {
		got := claimsIn(message, people)
		if len(got) > maxClaims {
			t.Errorf("%d claims", len(got))
		}
		for _, c := range got {
			if strings.TrimSpace(c.text) == "" {
				t.Error("a claim without words")
			}
		}
	})
}
