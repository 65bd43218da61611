package main

import (
	"slices"
	"testing"
)

func TestLineArgs(t *testing.T) {
	for line, want := range map[string][]string{
		"/quote parker encryption":                      {"quote", "parker", "encryption"},
		" quote status quo speaker:Cressida Dick to:20": {"quote", "--speaker=Cressida Dick", "--to=20", "status", "quo"},
		"/timeline encryption speaker: Andrew  Parker":  {"timeline", "--speaker=Andrew Parker", "encryption"},
		"/quote query:a b limit:3":                      {"quote", "--query=a b", "--limit=3"},
		"/verify Dick said: “no” https://a.example":     {"verify", "Dick", "said:", "“no”", "https://a.example"},
		"/verify a -- -b speaker:dick":                  {"verify", "--speaker=dick", "--", "a", "--", "-b"},
		"/shout speaker:dick":                           {"shout", "speaker:dick"},
		"/":                                             {""},
	} {
		t.Run(line, func(t *testing.T) {
			if got := lineArgs(new(program).slashCommands(nil), line); !slices.Equal(got, want) {
				t.Errorf("%q, want %q", got, want)
			}
		})
	}
}
