package fetch

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestJournal(t *testing.T) {
	path := filepath.Join(t.TempDir(), JournalName)
	open := func() *Journal {
		t.Helper()
		j, err := OpenJournal(path)
		if err != nil {
			t.Fatal(err)
		}
		return j
	}
	add := func(s string) {
		t.Helper()
		f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0o644)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteString(s); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	done := func(j *Journal, address string) {
		t.Helper()
		if err := j.Done(address); err != nil {
			t.Fatal(err)
		}
	}
	j := open()
	done(j, "https://a.example/1")
	done(j, "https://a.example/1")
	if !j.Seen("https://a.example/1") || j.Seen("https://a.example/2") {
		t.Error("it does not know what is done")
	}
	// A kill: no Close, and half a line.
	add(`{"address":"https://a.exam`)
	_ = j.file.Close()
	j = open()
	if !j.Seen("https://a.example/1") || len(j.done) != 1 {
		t.Errorf("after a crash: %v", j.done)
	}
	done(j, "https://a.example/2")
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	add("nonsense\n\n" + strings.Repeat("x", 1<<20) + "\n{\"address\":\"https://a.example/3\"}\n" + strings.Repeat("y", 1<<16))
	j = open()
	done(j, "https://a.example/4")
	if err := j.Done("https://a.example/" + strings.Repeat("a", maxJournalLine)); err == nil {
		t.Error("a line that cannot be read again was written")
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	j = open()
	for _, a := range []string{"1", "2", "3", "4"} {
		if !j.Seen("https://a.example/" + a) {
			t.Errorf("%s is forgotten", a)
		}
	}
	if len(j.done) != 4 {
		t.Errorf("%d addresses", len(j.done))
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestJournalRefuses(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink(filepath.Join(dir, "elsewhere"), filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"link", ".", "no/such/folder"} {
		if j, err := OpenJournal(filepath.Join(dir, name)); err == nil {
			_ = j.Close()
			t.Errorf("%s was opened", name)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "elsewhere")); err == nil {
		t.Error("a link was followed")
	}
	big := filepath.Join(dir, "big")
	if err := os.WriteFile(big, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(big, maxJournal+1); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenJournal(big); err == nil || !strings.Contains(err.Error(), "longer than 64 MB") {
		t.Errorf("a huge journal: %v", err)
	}
}
