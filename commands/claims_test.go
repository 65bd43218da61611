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
		{`"We will not spend a penny" said Falk. And "one two three four five" "six seven eight nine ten"`,
			[]claim{{"We will not spend a penny,", "Falk"}, {"one two three four five", ""}, {"six seven eight nine ten", ""}}},
		{"> we will not spend a penny\n> — Ines Falk", []claim{{"we will not spend a penny", "Ines Falk"}}},
		{"> we will not spend a penny — Ines Falk", []claim{{"we will not spend a penny", "Ines Falk"}}},
		{"did the mayor say 'we won't spend a penny on it'?", []claim{{"we won't spend a penny on it", ""}}},
		{"the traders' union isn't what it was, 'cause the traders lost money", []claim{{"the traders' union isn't what it was, 'cause the traders lost money", ""}}},
		{"Olive Brandt: we will not spend a penny", []claim{{"we will not spend a penny", "Olive Brandt"}}},
		{"Breaking News: we will not spend a penny", []claim{{"Breaking News: we will not spend a penny", ""}}},
		{"“he said “never on my watch” and left us”", []claim{{"he said “never on my watch” and left us", ""}}},
		{"🎥🎥 <:camera:123456789012345678>", nil},
		{"", nil},
	} {
		if got, _ := claimsIn(test.message, people); !slices.Equal(got, test.want) {
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
		got, all := claimsIn(message, people)
		if len(got) > maxClaims || all < len(got) {
			t.Errorf("%d claims", len(got))
		}
		for _, c := range got {
			if strings.TrimSpace(c.text) == "" {
				t.Error("a claim without words")
			}
		}
	})
}

func TestClaimsAreCounted(t *testing.T) {
	if got, all := claimsIn(strings.Repeat("“one two three four five” and ", 7), nil); len(got) != maxClaims || all != 7 {
		t.Errorf("%d of %d", len(got), all)
	}
	if got, _ := claimsIn(strings.Repeat("\"", 200), nil); len(got) != 0 {
		t.Errorf("%q of nothing but marks", got)
	}
}
