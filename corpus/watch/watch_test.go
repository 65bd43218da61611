package watch_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
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

func write(t *testing.T, path, text string) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(path), 0o755))
	must(t, os.WriteFile(path, []byte(text), 0o644))
}

// swap puts a link in the place of another at once, as deployments do.
func swap(t *testing.T, target, link string) {
	t.Helper()
	must(t, os.Symlink(target, link+".new"))
	must(t, os.Rename(link+".new", link))
}

// TestChangesAreSeen makes every kind of change, with the system's notices and without.
func TestChangesAreSeen(t *testing.T) {
	for _, noNotices := range []bool{false, true} {
		t.Run(fmt.Sprintf("noNotices=%t", noNotices), func(t *testing.T) {
			dir := t.TempDir()
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
			seen := make(chan struct{}, 100)
			ctx, cancel := context.WithCancel(t.Context())
			done := make(chan struct{})
			w := watch.Watcher{
				Paths: []string{articles, filepath.Join(dir, "current"), filepath.Join(dir, "mount"), file, filepath.Join(dir, "later")},
				Log:   slog.New(slog.DiscardHandler), Settle: 20 * time.Millisecond, Every: every, NoNotices: noNotices,
			}
			go func() {
				defer close(done)
				w.Run(ctx, func(context.Context) { seen <- struct{}{} })
			}()
			defer func() { cancel(); <-done }()
			time.Sleep(100 * time.Millisecond) // the first look
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
				select {
				case <-seen:
				case <-time.After(5 * time.Second):
					t.Fatalf("%s was not seen", change.name)
				}
				// One change may be seen in two steps; the next begins when there is peace.
				for quiet := false; !quiet; {
					select {
					case <-seen:
					case <-time.After(80 * time.Millisecond):
						quiet = true
					}
				}
			}
		})
	}
}

// TestCopyingIsWaitedFor writes for a while: it is one change, at its end.
func TestCopyingIsWaitedFor(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	sizes := make(chan int, 100)
	w := watch.Watcher{Paths: []string{dir}, Log: slog.New(slog.DiscardHandler), Settle: 150 * time.Millisecond, Every: time.Hour}
	go func() {
		defer close(done)
		w.Run(ctx, func(context.Context) {
			files, _ := os.ReadDir(dir)
			sizes <- len(files)
		})
	}()
	defer func() { cancel(); <-done }()
	time.Sleep(50 * time.Millisecond)
	for i := range 20 {
		write(t, filepath.Join(dir, fmt.Sprint(i)), "x")
		time.Sleep(10 * time.Millisecond)
	}
	select {
	case n := <-sizes:
		if n != 20 {
			t.Errorf("it was told at %d files of 20", n)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("it was not told")
	}
	select {
	case n := <-sizes:
		t.Errorf("it was told again, at %d files", n)
	case <-time.After(300 * time.Millisecond):
	}
}

// TestNothingIsNoChange reads, and touches nothing.
func TestNothingIsNoChange(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.md"), "one")
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	w := watch.Watcher{Paths: []string{dir}, Log: slog.New(slog.DiscardHandler), Settle: time.Millisecond, Every: 5 * time.Millisecond}
	w.Run(ctx, func(context.Context) { t.Error("something has changed") })
	if _, err := os.ReadFile(filepath.Join(dir, "a.md")); err != nil {
		t.Error(err)
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
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
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
	go func() {
		defer close(done)
		w.Run(ctx, func(context.Context) { seen <- struct{}{} })
	}()
	defer func() { cancel(); <-done }()
	time.Sleep(50 * time.Millisecond)
	for i := range 50 {
		write(t, filepath.Join(dir, "bot.log"), fmt.Sprint(i))
	}
	write(t, filepath.Join(articles, "b.md"), "two") // and is seen all the same
	select {
	case <-seen:
	case <-time.After(5 * time.Second):
		t.Fatal("the change was not seen")
	}
}
