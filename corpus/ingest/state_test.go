package ingest

import (
	"os"
	"path/filepath"
	"testing"
)

func TestState(t *testing.T) {
	path := filepath.Join(t.TempDir(), stateName)
	open := func() *state {
		t.Helper()
		s, err := readState(path)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	add := func(text string) {
		t.Helper()
		f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0o644)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteString(text); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	note := func(s *state, source string) {
		t.Helper()
		if err := s.note(record{Source: source, Name: "n"}); err != nil {
			t.Fatal(err)
		}
	}
	s := open()
	note(s, "https://a.example/1")
	// A kill: no close, and half a line.
	add(`{"source":"https://a.exam`)
	s = open()
	if s.get("https://a.example/1").Name != "n" || len(s.of) != 1 {
		t.Errorf("after a crash: %v", s.of)
	}
	note(s, "https://a.example/2")
	if err := s.close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s = open()
	note(s, "https://a.example/2")
	if err := s.close(); err != nil {
		t.Fatal(err)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("what is known was written again: %q, %v", after, err)
	}
	add("nonsense\n\n{\"source\":\"https://a.example/3\"}\n")
	s = open()
	if len(s.of) != 3 {
		t.Errorf("%d sources", len(s.of))
	}
}

func TestStateRefuses(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink(filepath.Join(dir, "elsewhere"), filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"link", "."} {
		if _, err := readState(filepath.Join(dir, name)); err == nil {
			t.Errorf("%s was opened", name)
		}
	}
}
