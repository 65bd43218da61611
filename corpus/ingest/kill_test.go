package ingest_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"onrecord/corpus"
	"onrecord/corpus/ingest"
)

// importDir, set in a process of this test's program, makes it import and say so.
const importDir = "ONRECORD_TEST_IMPORT"

func TestMain(m *testing.M) {
	if dirs := os.Getenv(importDir); dirs != "" {
		in, out, _ := strings.Cut(dirs, ":")
		if err := importChild(in, out); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func importChild(in, out string) error {
	return ingest.Import(context.Background(), out, []string{in}, ingest.Options{}, func(r ingest.Result) { fmt.Println(r.Outcome, r.Name, r.Err) })
}

// TestKilled kills an import at a different place each time. What is there then
// loads, and an import afterwards ends as if nothing had happened.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("it starts processes")
	}
	in := t.TempDir()
	const pages = 32
	for n := range pages {
		write(t, filepath.Join(in, fmt.Sprintf("%02d.txt", n)), article(n, strings.Repeat(fmt.Sprintf("\nNobody knows how many of the %d stones there are in it, the mayor said again.\n", n*7), 40)))
	}
	whole := t.TempDir()
	importAll(t, whole, ingest.Options{}, in)
	want := contents(t, whole)
	for _, after := range []int{0, 1, 7, 25} {
		out := t.TempDir()
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), importDir+"="+in+":"+out)
		stdout, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(stdout)
		for n := 0; n < after && lines.Scan(); n++ {
			if !strings.HasPrefix(lines.Text(), "written ") {
				t.Fatal(lines.Text())
			}
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // it was killed
		for name, text := range contents(t, out) {
			if text != want[name] && !strings.HasPrefix(name, ".") {
				t.Errorf("killed after %d: %s is half written", after, name)
			}
		}
		if after > 0 {
			src, err := corpus.PathSource(out)
			if err != nil {
				t.Fatal(err)
			}
			if c, err := corpus.Load(t.Context(), src); err != nil || len(c.Articles) < after {
				t.Errorf("killed after %d: the corpus: %v", after, err)
			}
		}
		importAll(t, out, ingest.Options{}, in)
		got := contents(t, out)
		if len(got) != len(want) {
			t.Errorf("killed after %d: afterwards there are %d files, want %d", after, len(got), len(want))
		}
		for name, text := range want {
			if got[name] != text {
				t.Errorf("killed after %d: afterwards %s is another", after, name)
			}
		}
	}
}

func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") { // its lines are in the order in which the articles were done
			continue
		}
		out[e.Name()] = read(t, filepath.Join(dir, e.Name()))
	}
	return out
}
