package ingest

import (
	"os"
	"path/filepath"
	"testing"
)

func TestState(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, stateName)
	open := func() *store {
		t.Helper()
		s := &store{dir: dir, records: map[string]record{}}
		if err := s.readRecords(); err != nil {
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
	note := func(s *store, source string) {
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
	if s.records["https://a.example/1"].Name != "n" || len(s.records) != 1 {
		t.Errorf("after a crash: %v", s.records)
	}
	note(s, "https://a.example/2")
	if err := s.journal.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s = open()
	note(s, "https://a.example/2")
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("what is known was written again: %q, %v", after, err)
	}
	add("nonsense\n\n{\"source\":\"https://a.example/3\"}\n")
	s = open()
	if len(s.records) != 3 {
		t.Errorf("%d sources", len(s.records))
	}
}

func TestStateRefuses(t *testing.T) {
	for name, make := range map[string]func(path string) error{
		"a link":   func(path string) error { return os.Symlink(path+"-elsewhere", path) },
		"a folder": func(path string) error { return os.Mkdir(path, 0o755) },
	} {
		s := &store{dir: t.TempDir()}
		if err := make(s.path(stateName)); err != nil {
			t.Fatal(err)
		}
		if err := s.readRecords(); err == nil {
			t.Errorf("%s was read", name)
		}
	}
}
