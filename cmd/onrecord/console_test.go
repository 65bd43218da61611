package main

import (
	"slices"
	"strings"
	"testing"
)

func TestLineArgs(t *testing.T) {
	for line, want := range map[string][]string{
		"/quote parker encryption":                      {"quote", "parker", "encryption"},
		" quote status quo speaker:Cressida Dick to:20": {"quote", "--speaker=Cressida Dick", "--to=20", "status", "quo"},
		"/timeline encryption speaker: Andrew  Parker":  {"timeline", "--speaker=Andrew Parker", "encryption"},
		"/quote parker private:true encryption":         {"quote", "parker", "encryption"},
		"/quote at 12:30 c:d":                           {"quote", "at", "12:30", "c:d"},
		"/quote query:a b limit:3":                      {"quote", "--query=a b", "--limit=3"},
		"/verify Dick said: “no” https://a.example":     {"verify", "Dick", "said:", "“no”", "https://a.example"},
		"/verify a -- -b speaker:dick":                  {"verify", "--speaker=dick", "--", "a", "--", "-b"},
		"/shout speaker:dick":                           {"shout", "speaker:dick"},
		"/Quote Parker":                                 {"quote", "Parker"},
		"/":                                             {""},
	} {
		t.Run(line, func(t *testing.T) {
			if got, err := lineArgs(new(program).slashCommands(nil), line); !slices.Equal(got, want) || err != nil {
				t.Errorf("%q, %v, want %q", got, err, want)
			}
		})
	}
}

func TestAnUnknownOptionIsNoWord(t *testing.T) {
	for line, want := range map[string]string{
		"/quote parker page:2":             `/quote has no option "page:"`,
		"/quote parker colour:red":         `/quote has no option "colour:"`,
		"/who status quo speaker:Dick":     `/who has no option "speaker:"; if it is meant as words, write "speaker: Dick"`,
		"/quote encryption --speaker dick": `an option is written speaker: here, not --speaker`,
		"/quote --from=2021 encryption":    `an option is written from: here, not --from`,
		"/sources --limit 2":               `an option is written limit: here, not --limit`,
		"/timeline speaker:dick outlte:x":  `/timeline has no option "outlte:"`,
	} {
		t.Run(line, func(t *testing.T) {
			if got, err := lineArgs(new(program).slashCommands(nil), line); err == nil || !strings.HasPrefix(err.Error(), want) {
				t.Errorf("%q, %v, want %s", got, err, want)
			}
		})
	}
}
