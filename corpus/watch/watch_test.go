package watch_test

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"onrecord/corpus/watch"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// clock is when the file that was written last was written: file systems count time in
// steps, which may be longer than from one change to the next here.
var clock atomic.Int64

func write(t *testing.T, path, text string) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(path), 0o755))
	must(t, os.WriteFile(path, []byte(text), 0o644))
	now := time.Unix(1_600_000_000+clock.Add(1), 0)
	must(t, os.Chtimes(path, now, now))
}

// swap puts a link in the place of another at once, as deployments do.
func swap(t *testing.T, target, link string) {
	t.Helper()
	must(t, os.Symlink(target, link+".new"))
	must(t, os.Rename(link+".new", link))
}

// contents is what is there, as far as it can be read.
func contents(paths []string) string {
	var b strings.Builder
	for _, root := range paths {
		real, err := filepath.EvalSymlinks(root)
		if err != nil {
			continue
		}
		_ = filepath.WalkDir(real, func(path string, _ fs.DirEntry, _ error) error {
			data, _ := os.ReadFile(path)
			fmt.Fprintf(&b, "%s: %q\n", path, data)
			return nil
		})
	}
	return b.String()
}

// TestChangesAreSeen makes every kind of change, with the system's notices, and without
// them on a clock of its own.
func TestChangesAreSeen(t *testing.T) {
	for _, noNotices := range []bool{false, true} {
		t.Run(fmt.Sprintf("noNotices=%t", noNotices), func(t *testing.T) {
			dir := t.TempDir()
			if noNotices {
				synctest.Test(t, func(t *testing.T) { changesAreSeen(t, dir, noNotices) })
				return
			}
			changesAreSeen(t, dir, noNotices)
		})
	}
}

func changesAreSeen(t *testing.T, dir string, noNotices bool) {
	articles := filepath.Join(dir, "articles")
	write(t, filepath.Join(articles, "a.md"), "one")
	write(t, filepath.Join(articles, "deep", "b.md"), "two")
	write(t, filepath.Join(dir, "releases", "1", "c.md"), "three")
	write(t, filepath.Join(dir, "releases", "2", "c.md"), "three and more")
	swap(t, "releases/1", filepath.Join(dir, "current"))
	// As Kubernetes mounts a ConfigMap: files are links through one that is swapped.
	write(t, filepath.Join(dir, "mount", "..1", "d.md"), "four")
	write(t, filepath.Join(dir, "mount", "..2", "d.md"), "more")
	swap(t, "..1", filepath.Join(dir, "mount", "..data"))
	must(t, os.Symlink("..data/d.md", filepath.Join(dir, "mount", "d.md")))
	file := filepath.Join(dir, "single.jsonl")
	write(t, file, "{}")

	every := time.Hour // notices alone
	if noNotices {
		every = 20 * time.Millisecond
	}
	seen := make(chan string, 100)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	w := watch.Watcher{
		Paths: []string{articles, filepath.Join(dir, "current"), filepath.Join(dir, "mount"), file, filepath.Join(dir, "later")},
		Log:   slog.New(slog.DiscardHandler), Settle: 5 * time.Millisecond, Every: every, NoNotices: noNotices,
	}
	w.Look()
	go func() {
		defer close(done)
		w.Run(ctx, func(context.Context) { seen <- contents(w.Paths) })
	}()
	defer func() { cancel(); <-done }()
	for _, change := range []struct {
		name string
		make func()
	}{
		{"a new file", func() { write(t, filepath.Join(articles, "new.md"), "new") }},
		{"a changed file", func() { write(t, filepath.Join(articles, "a.md"), "uno") }},
		{"in a folder", func() { write(t, filepath.Join(articles, "deep", "b.md"), "due e due") }},
		{"a new folder", func() { write(t, filepath.Join(articles, "other", "deeper", "e.md"), "five") }},
		{"in the new folder", func() { write(t, filepath.Join(articles, "other", "deeper", "f.md"), "six") }},
		{"put in place whole", func() {
			write(t, filepath.Join(dir, "beside.md"), "uno!")
			must(t, os.Rename(filepath.Join(dir, "beside.md"), filepath.Join(articles, "a.md")))
		}},
		{"a removed file", func() { must(t, os.Remove(filepath.Join(articles, "new.md"))) }},
		{"a removed folder", func() { must(t, os.RemoveAll(filepath.Join(articles, "deep"))) }},
		{"a swapped folder", func() { swap(t, "releases/2", filepath.Join(dir, "current")) }},
		{"in the swapped folder", func() { write(t, filepath.Join(dir, "releases", "2", "g.md"), "seven") }},
		{"a swapped mount", func() { swap(t, "..2", filepath.Join(dir, "mount", "..data")) }},
		{"a single file", func() { write(t, file, "{}\n{}") }},
		{"a folder that comes", func() { write(t, filepath.Join(dir, "later", "h.md"), "eight") }},
		{"a folder that goes", func() { must(t, os.RemoveAll(filepath.Join(dir, "later"))) }},
		{"the folder itself", func() {
			must(t, os.Rename(articles, articles+".old"))
			write(t, filepath.Join(articles, "z.md"), "anew")
		}},
	} {
		change.make()
		// One change may be seen in two steps, of which the last one counts.
		guard := time.After(time.Minute)
		for got, want := "", contents(w.Paths); got != want; {
			select {
			case got = <-seen:
			case <-guard:
				t.Fatalf("%s was not seen; there was\n%s\nand there is\n%s", change.name, got, want)
			}
		}
	}
}

// TestWhatChangesBeforeRunIsSeen changes a file between the first look and Run, as
// happens while articles are being read.
func TestWhatChangesBeforeRunIsSeen(t *testing.T) {
	for _, noNotices := range []bool{false, true} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "a.md"), "one")
		w := watch.Watcher{Paths: []string{dir}, Log: slog.New(slog.DiscardHandler), Settle: time.Millisecond, Every: 50 * time.Millisecond, NoNotices: noNotices}
		w.Look()
		write(t, filepath.Join(dir, "a.md"), "two and more")
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		seen := 0
		w.Run(ctx, func(context.Context) { seen++; cancel() })
		cancel()
		if seen != 1 {
			t.Errorf("noNotices=%t: seen %d times", noNotices, seen)
		}
	}
}

// TestOthersMayWriteBeside has a log grow in the folder around the watched one: no
// notice of it is worth a look.
func TestOthersMayWriteBeside(t *testing.T) {
	dir := t.TempDir()
	articles := filepath.Join(dir, "articles")
	write(t, filepath.Join(articles, "a.md"), "one")
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	seen := make(chan struct{}, 10)
	w := watch.Watcher{Paths: []string{articles}, Log: slog.New(slog.DiscardHandler), Settle: time.Millisecond, Every: time.Hour}
	w.Look()
	go func() {
		defer close(done)
		w.Run(ctx, func(context.Context) { seen <- struct{}{} })
	}()
	defer func() { cancel(); <-done }()
	for i := range 50 {
		write(t, filepath.Join(dir, "bot.log"), fmt.Sprint(i))
	}
	write(t, filepath.Join(articles, "b.md"), "two") // and is seen all the same
	select {
	case <-seen:
	case <-time.After(time.Minute):
		t.Fatal("the change was not seen")
	}
}
