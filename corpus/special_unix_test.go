//go:build unix

package corpus_test

import (
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"onrecord/corpus"
)

// TestLoadOpensRegularFilesOnly puts into a corpus what blocks whoever opens it.
func TestLoadOpensRegularFilesOnly(t *testing.T) {
	dir, err := os.MkdirTemp("", "c") // t.TempDir is too long for a socket's name
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	in := func(name string) string { return filepath.Join(dir, name) }
	other := t.TempDir()
	must(t, os.WriteFile(filepath.Join(other, "elsewhere"), []byte("---\ntitle: \"A\"\n---\nBody.\n"), 0o600))
	must(t, os.Symlink(filepath.Join(other, "elsewhere"), in("a-link.md")))
	good, err := corpus.Load(t.Context(), corpus.Source{Name: "c", FS: os.DirFS(dir)})
	if err != nil || len(good.Articles) != 1 {
		t.Fatalf("a symbolic link to a file: %v", err)
	}
	must(t, syscall.Mkfifo(in("b-pipe.jsonl"), 0o600))
	must(t, os.Symlink("/dev/zero", in("c-device.md")))
	must(t, os.Symlink(other, in("d-folder.md")))
	must(t, os.Symlink("nowhere", in("e-nothing.md")))
	l, err := net.Listen("unix", in("f-socket.md"))
	must(t, err)
	defer l.Close()

	got := make(chan string, 1)
	go func() {
		c, err := corpus.Load(t.Context(), corpus.Source{Name: "c", FS: os.DirFS(dir)})
		got <- outcome(c, err)
	}()
	const want = `c/b-pipe.jsonl: cannot be read: neither a file nor a link to one: put a file there, or name a folder as a corpus of its own
c/c-device.md: cannot be read: neither a file nor a link to one: put a file there, or name a folder as a corpus of its own
c/d-folder.md: cannot be read: neither a file nor a link to one: put a file there, or name a folder as a corpus of its own
c/e-nothing.md: cannot be read: stat e-nothing.md: no such file or directory
c/f-socket.md: cannot be read: neither a file nor a link to one: put a file there, or name a folder as a corpus of its own
a-link: "A"  "" by "" full  unconfirmed[]
  "Body."
`
	select {
	case got := <-got:
		if got != want {
			t.Errorf("got\n%swant\n%s", got, want)
		}
	case <-time.After(time.Minute):
		t.Error("loading blocks")
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
