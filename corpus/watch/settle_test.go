package watch

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func writeFile(t *testing.T, path string) {
	t.Helper()
	if err := os.WriteFile(path, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestCopyingIsWaitedFor writes for a while: it is one change, at its end. Time and
// notices are made here.
func TestCopyingIsWaitedFor(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		notices := notices{wake: make(chan struct{}, 1)}
		told := make(chan int, 100)
		w := Watcher{Paths: []string{dir}, Log: slog.New(slog.DiscardHandler), Settle: 150 * time.Millisecond, Every: time.Hour}
		go w.run(ctx, &notices, func(context.Context) {
			files, _ := os.ReadDir(dir)
			told <- len(files)
		})
		synctest.Wait() // for the first look
		for i := range 20 {
			writeFile(t, filepath.Join(dir, fmt.Sprint(i)))
			notices.nudge()
			time.Sleep(140 * time.Millisecond)
		}
		synctest.Wait()
		if len(told) > 0 {
			t.Errorf("it was told at %d files of 20", <-told)
		}
		time.Sleep(30 * time.Minute)
		synctest.Wait()
		if len(told) != 1 {
			t.Errorf("it was told %d times", len(told))
		} else if n := <-told; n != 20 {
			t.Errorf("it was told at %d files of 20", n)
		}
		cancel()
		synctest.Wait()
	})
}

// TestNothingIsNoChange looks for hours, and reads, and touches nothing; then for a
// moment with the system's notices.
func TestNothingIsNoChange(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "a.md"))
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Hour)
		defer cancel()
		w := Watcher{Paths: []string{dir}, Log: slog.New(slog.DiscardHandler), NoNotices: true}
		defer readEvery(t, ctx, time.Minute, filepath.Join(dir, "a.md"))()
		w.Run(ctx, func(context.Context) { t.Error("something has changed") })
	})
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	w := Watcher{Paths: []string{dir}, Log: slog.New(slog.DiscardHandler), Settle: time.Millisecond, Every: 5 * time.Millisecond}
	defer readEvery(t, ctx, time.Millisecond, filepath.Join(dir, "a.md"))()
	w.Run(ctx, func(context.Context) { t.Error("something has changed") })
}

// readEvery reads a file again and again until ctx ends. The function returned waits for
// that.
func readEvery(t *testing.T, ctx context.Context, pause time.Duration, name string) (wait func()) {
	var reader sync.WaitGroup
	reader.Go(func() {
		for ctx.Err() == nil {
			if _, err := os.ReadFile(name); err != nil {
				t.Error(err)
			}
			time.Sleep(pause)
		}
	})
	return reader.Wait
}
