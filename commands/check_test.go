package commands

import (
	"slices"
	"strings"
	"testing"
)

// A claim is what of a check a message says.
type claim struct {
	text, speaker string
}

func TestClaimsIn(t *testing.T) {
	surnames := map[string]bool{"brandt": true, "falk": true, "olive": false}
	for _, test := range []struct {
		message string
		want    []claim
	}{
		{`Olive Brandt said "we will not spend a penny on cameras" last week`, []claim{{text: "we will not spend a penny on cameras", speaker: "Olive Brandt"}}},
		{"> We will not spend a penny on cameras\n— Olive Brandt", []claim{{text: "We will not spend a penny on cameras", speaker: "Olive Brandt"}}},
		{"“We will not spend,” Olive Brandt said, “a penny on cameras.”", []claim{{text: "We will not spend a penny on cameras.", speaker: "Olive Brandt"}}},
		{"“We will not spend a penny on cameras,” a spokesman said", []claim{{text: "We will not spend a penny on cameras"}}},
		{"Olive Brandt said “we will not spend a penny”", []claim{{text: "we will not spend a penny", speaker: "Olive Brandt"}}},
		{"> he said “we will not spend a penny” there", []claim{{text: "we will not spend a penny"}}},
		{"“he said 'never on my watch' and left us”", []claim{{text: "he said 'never on my watch' and left us"}}},
		{"> We will not\n> spend a penny on cameras", []claim{{text: "We will not spend a penny on cameras"}}},
		{">>> We will not spend a penny\n\non cameras", []claim{{text: "We will not spend a penny on cameras"}}},
		{"brandt said that the town will spend nothing on cameras", []claim{{text: "the town will spend nothing on cameras", speaker: "Brandt"}}},
		{"“Nobody will ever see a camera here,” Brandt said. Falk said: “The mayor is wrong about it.”",
			[]claim{{text: "Nobody will ever see a camera here", speaker: "Brandt"}, {text: "The mayor is wrong about it.", speaker: "Falk"}}},
		{"**we** will not spend a ||penny|| <@123456789012345678> on cameras https://harbour.example/x", []claim{{text: "we will not spend a █ penny on cameras"}}},
		{"see [we will not spend a penny](https://harbour.example/x) there", []claim{{text: "see we will not spend a penny there"}}},
		{`"We will not spend a penny" said Falk. And "one two three four five" "six seven eight nine ten"`,
			[]claim{{text: "We will not spend a penny", speaker: "Falk"}, {text: "one two three four five"}, {text: "six seven eight nine ten", speaker: ""}}},
		{"> we will not spend a penny\n> — Ines Falk", []claim{{text: "we will not spend a penny", speaker: "Ines Falk"}}},
		{"> we will not spend a penny — Ines Falk", []claim{{text: "we will not spend a penny", speaker: "Ines Falk"}}},
		{"did the mayor say 'we won't spend a penny on it'?", []claim{{text: "we won't spend a penny on it", speaker: "the mayor"}}},
		{"A minister said “we will not spend a penny on cameras”", []claim{{text: "we will not spend a penny on cameras"}}},
		{"> we will not spend a penny on cameras\n- olive brandt", []claim{{text: "we will not spend a penny on cameras", speaker: "Olive Brandt"}}},
		{"“We will not spend a penny on cameras” ~*Olive Brandt*", []claim{{text: "We will not spend a penny on cameras", speaker: "Olive Brandt"}}},
		{"||“We will not spend a penny on cameras”|| - Falk", []claim{{text: "We will not spend a penny on cameras", speaker: "Falk"}}},
		{"Falk (union): we will not spend a penny on cameras", []claim{{text: "we will not spend a penny on cameras", speaker: "Falk"}}},
		{"Olive Brandt: “we will not spend a penny on cameras”. Falk: “the mayor is wrong about it”",
			[]claim{{text: "we will not spend a penny on cameras", speaker: "Olive Brandt"}, {text: "the mayor is wrong about it", speaker: "Falk"}}},
		{"Olive Brandt: “we will not spend a penny on cameras”; Falk: “the mayor is wrong about it”",
			[]claim{{text: "we will not spend a penny on cameras", speaker: "Olive Brandt"}, {text: "the mayor is wrong about it", speaker: "Falk"}}},
		{"the traders' union isn't what it was, 'cause the traders lost money", []claim{{text: "the traders' union isn't what it was, 'cause the traders lost money"}}},
		{"Olive Brandt: we will not spend a penny", []claim{{text: "we will not spend a penny", speaker: "Olive Brandt"}}},
		{"Brandt: “we will not spend a penny”", []claim{{text: "we will not spend a penny", speaker: "Brandt"}}},
		{"**Brandt:** we will not spend a penny", []claim{{text: "we will not spend a penny", speaker: "Brandt"}}},
		{"brandt: \"we will not spend a penny\"", []claim{{text: "we will not spend a penny", speaker: "Brandt"}}},
		{"note: we will not spend a penny", []claim{{text: "note: we will not spend a penny"}}},
		{"Breaking News: we will not spend a penny", []claim{{text: "Breaking News: we will not spend a penny"}}},
		{"“he said “never on my watch” and left us”", []claim{{text: "he said “never on my watch” and left us"}}},
		{"“never a camera” — Brandt", []claim{{text: "“never a camera” — Brandt"}}},
		{"🎥🎥 <:camera:123456789012345678>", nil},
		{"", nil},
		{"Olive Brandt never said that the town would spend a penny on cameras", []claim{{text: "the town would spend a penny on cameras", speaker: "Olive Brandt"}}},
		{"Olive Brandt didn't say “we will not spend a penny on cameras”", []claim{{text: "we will not spend a penny on cameras", speaker: "Olive Brandt"}}},
		{"Did Olive Brandt really say “we will not spend a penny on cameras”?", []claim{{text: "we will not spend a penny on cameras", speaker: "Olive Brandt"}}},
		{"did brandt actually say \"we will not spend a penny on cameras\"", []claim{{text: "we will not spend a penny on cameras", speaker: "Brandt"}}},
		{"Has Brandt ever claimed “we will not spend a penny on cameras”?", []claim{{text: "we will not spend a penny on cameras", speaker: "Brandt"}}},
		{"Brandt never once said “we will not spend a penny on cameras”", []claim{{text: "we will not spend a penny on cameras", speaker: "Brandt"}}},
		{"did anybody really say “we will not spend a penny on cameras”?", []claim{{text: "we will not spend a penny on cameras"}}},
		{"“I never said that we will spend a penny on cameras,” said Brandt", []claim{{text: "I never said that we will spend a penny on cameras", speaker: "Brandt"}}},
		{"I never said so of the pennies for cameras", []claim{{text: "I never said so of the pennies for cameras"}}},
		{"“We will not spend a penny on cameras” (Olive Brandt)", []claim{{text: "We will not spend a penny on cameras", speaker: "Olive Brandt"}}},
		{"\"We will not spend a penny on cameras\" (Brandt, in March)", []claim{{text: "We will not spend a penny on cameras", speaker: "Brandt"}}},
		{"“We will not spend a penny on cameras” (Harbour Post)", []claim{{text: "We will not spend a penny on cameras"}}},
		{"Brandt said “we will not spend a penny on cameras” and Falk said “the mayor is wrong about it”",
			[]claim{{text: "we will not spend a penny on cameras", speaker: "Brandt"}, {text: "the mayor is wrong about it", speaker: "Falk"}}},
		{"Brandt said \"we will not spend a penny on cameras\", Falk said \"the mayor is wrong about it\"",
			[]claim{{text: "we will not spend a penny on cameras", speaker: "Brandt"}, {text: "the mayor is wrong about it", speaker: "Falk"}}},
		{"Brandt says “we will not spend a penny on cameras”, but Ines Falk argued that “the mayor is wrong about it”",
			[]claim{{text: "we will not spend a penny on cameras", speaker: "Brandt"}, {text: "the mayor is wrong about it", speaker: "Ines Falk"}}},
		{"Brandt said “we will not spend a penny on cameras”, “the trade is worth more than that”",
			[]claim{{text: "we will not spend a penny on cameras", speaker: "Brandt"}, {text: "the trade is worth more than that", speaker: "Brandt"}}},
		{"“We will not spend a penny on cameras” (Brandt) and “the mayor is wrong about it” (Falk)",
			[]claim{{text: "We will not spend a penny on cameras", speaker: "Brandt"}, {text: "the mayor is wrong about it", speaker: "Falk"}}},
		{"Brandt said that the council has said nothing of a penny for cameras", []claim{{text: "the council has said nothing of a penny for cameras", speaker: "Brandt"}}},
		{"“We will not spend a penny on cameras” said Brandt and “the mayor is wrong about it” said Falk",
			[]claim{{text: "We will not spend a penny on cameras", speaker: "Brandt"}, {text: "the mayor is wrong about it", speaker: "Falk"}}},
		{"Brandt said: we will not spend a penny on cameras", []claim{{text: "we will not spend a penny on cameras", speaker: "Brandt"}}},
		{"> \"we will not spend a penny on cameras\"\n— Ines Falk", []claim{{text: "we will not spend a penny on cameras", speaker: "Ines Falk"}}},
		{"> we will not spend a penny on cameras - Falk", []claim{{text: "we will not spend a penny on cameras", speaker: "Falk"}}},
		{"“we will not spend a penny on cameras” - olive brandt", []claim{{text: "we will not spend a penny on cameras", speaker: "Olive Brandt"}}},
		{"> we will not spend a penny on cameras\n— olive brandt", []claim{{text: "we will not spend a penny on cameras", speaker: "Olive Brandt"}}},
		{"olive brandt: we will not spend a penny on cameras", []claim{{text: "we will not spend a penny on cameras", speaker: "Olive Brandt"}}},
		{"“we will not spend a penny on cameras” (brandt)", []claim{{text: "we will not spend a penny on cameras", speaker: "Brandt"}}},
		{"Olive Brandt, the mayor: “we will not spend a penny on cameras”", []claim{{text: "we will not spend a penny on cameras", speaker: "Olive Brandt"}}},
		{"“the lamps - brandt wants them - will stay lit for good”", []claim{{text: "the lamps - brandt wants them - will stay lit for good"}}},
		{"> the mayor of the town is anti-Falk", []claim{{text: "the mayor of the town is anti-Falk"}}},
	} {
		t.Run(test.message, func(t *testing.T) {
			var got []claim
			checks, _ := claimsIn(test.message, surnames)
			for _, c := range checks {
				got = append(got, claim{c.Text, c.Speaker})
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("%q:\n got %+v\nwant %+v", test.message, got, test.want)
			}
		})
	}
}

func FuzzClaims(f *testing.F) {
	f.Add("> we will not\n> spend a penny — Brandt")
	f.Add("```go\n\"x\"``` “a “b” c” \u202e said \u200bbrandt")
	f.Add(strings.Repeat("> ", 100) + strings.Repeat("\"", 99))
	surnames := map[string]bool{"brandt": true}
	f.Fuzz(func(t *testing.T, message string) {
		got, all := claimsIn(message, surnames)
		if len(got) > maxClaims || all < len(got) {
			t.Errorf("%d claims", len(got))
		}
		for _, c := range got {
			if strings.TrimSpace(c.Text) == "" {
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
		t.Errorf("%+v of nothing but marks", got)
	}
}
