package watch_test

import (
	"fmt"
	"os"
	"path/filepath"
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

// TestChangesAreSeen makes every kind of change.
func TestChangesAreSeen(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) { changesAreSeen(t, dir) })
}

func changesAreSeen(t *testing.T, dir string) {
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

	paths := []string{articles, filepath.Join(dir, "current"), filepath.Join(dir, "mount"), file, filepath.Join(dir, "later")}
	changes := watch.Changes(t.Context(), time.Second, paths...)
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
		t.Log(change.name)
		change.make()
		time.Sleep(3 * time.Second)
		synctest.Wait()
		select {
		case <-changes:
		default:
			t.Fatalf("%s was not seen", change.name)
		}
	}
}

// TestCopyingIsWaitedFor writes for a while: it is one change, at its end.
func TestCopyingIsWaitedFor(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		changes := watch.Changes(t.Context(), time.Second, dir)
		for i := range 20 {
			write(t, filepath.Join(dir, fmt.Sprint(i)), "x")
			time.Sleep(900 * time.Millisecond)
		}
		select {
		case <-changes:
			t.Error("a change was seen before it was complete")
		default:
		}
		time.Sleep(3 * time.Second)
		<-changes
	})
}

// TestNothingIsNoChange looks for hours, and reads, and touches nothing.
func TestNothingIsNoChange(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.md"), "one")
	synctest.Test(t, func(t *testing.T) {
		changes := watch.Changes(t.Context(), time.Second, dir)
		for range 120 {
			_, err := os.ReadFile(filepath.Join(dir, "a.md"))
			must(t, err)
			time.Sleep(time.Minute)
		}
		select {
		case <-changes:
			t.Error("something has changed")
		default:
		}
	})
}
