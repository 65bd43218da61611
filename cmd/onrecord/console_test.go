package main

import (
	"io"
	"iter"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// A filler is made of so many letters.
type filler int64

func (f *filler) Read(p []byte) (int, error) {
	if *f == 0 {
		return 0, io.EOF
	}
	n := int(min(int64(len(p)), int64(*f)))
	for i := range n {
		p[i] = 'x'
	}
	*f -= filler(n)
	return n, nil
}

// TestALineOfAnyLengthIsNotHeld reads one of 256 MB between others.
func TestALineOfAnyLengthIsNotHeld(t *testing.T) {
	long := filler(256 * maxLine)
	next, stop := iter.Pull2(readLines(t.Context(), io.MultiReader(strings.NewReader("first\n"), &long, strings.NewReader("\nlast"))))
	defer stop()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for _, want := range []string{"first\n", strings.Repeat("x", maxLine+1), "last"} {
		if line, err, ok := next(); string(line) != want || err != nil || !ok {
			t.Errorf("read %d bytes, %v, want %d", len(line), err, len(want))
		}
	}
	runtime.ReadMemStats(&after)
	if took := (after.TotalAlloc - before.TotalAlloc) / maxLine; took > 32 {
		t.Errorf("reading it took %d MB of memory", took)
	}
}

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
