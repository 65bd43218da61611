package index_test

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"onrecord/corpus"
	"onrecord/corpus/effort"
	"onrecord/index"
)

// A child process of the test is told by these what to do: in which folder, what, and
// with which random numbers.
const (
	childDir  = "ONRECORD_TEST_CHILD_DIR"
	childTask = "ONRECORD_TEST_CHILD_TASK"
)

// child returns a command that runs a test in a process of its own. What that leaves in the
// folder for temporary files when it is killed goes with those of t.
func child(t *testing.T, test, dir, task string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, "-test.run=^"+test+"$", "-test.timeout=60s")
	temporary := t.TempDir()
	cmd.Env = append(os.Environ(), childDir+"="+dir, childTask+"="+task, "TMPDIR="+temporary, "TMP="+temporary) // TMP: on Windows
	return cmd
}

// crashVersions are the corpora between which a process changes, by task.
func crashVersions(t *testing.T, task string) []*corpus.Corpus {
	t.Helper()
	if task == "beside" {
		return []*corpus.Corpus{tides(t, "Coast Echo", index.MostInPlace+100), tides(t, "Harbour Post", index.MostInPlace+200)}
	}
	return []*corpus.Corpus{manyFerries(t, 1, 100), manyFerries(t, 2, 60), harbour(t)}
}

// dieWithin kills this process at a random moment within some time.
func dieWithin(d time.Duration) {
	time.AfterFunc(rand.N(d+time.Millisecond), func() {
		if self, err := os.FindProcess(os.Getpid()); err == nil {
			_ = self.Kill()
		}
	})
}

// buildAndDie builds an index in a folder, or replaces its corpus again and again,
// and is killed while it does.
func buildAndDie(t *testing.T, dir, task string) {
	versions := crashVersions(t, task)
	if task == "build" {
		begin := time.Now()
		x, err := index.Open(t.Context(), versions[0], index.Options{Dir: t.TempDir()})
		if err != nil {
			t.Fatal(err)
		}
		defer x.Close()
		dieWithin(time.Since(begin))
	}
	x, err := index.Open(t.Context(), versions[0], index.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for n := 1; ; n++ {
		begin := time.Now()
		if err := x.Replace(t.Context(), versions[n%len(versions)]); err != nil {
			t.Fatal(err)
		}
		if n == 1 && task != "build" {
			dieWithin(2 * time.Since(begin))
		}
	}
}

// TestAKilledProcessLosesNothing kills processes that write to a folder, again and
// again. Every next start must open the folder and answer as if it were built again.
func TestAKilledProcessLosesNothing(t *testing.T) {
	if dir := os.Getenv(childDir); dir != "" {
		buildAndDie(t, dir, os.Getenv(childTask))
		return
	}
	for _, task := range []string{"build", "in place", "beside"} {
		t.Run(task, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			versions := crashVersions(t, task)
			var want []string
			for _, c := range versions {
				want = append(want, fresh(t, c))
			}
			for round := range effort.Rounds(3) {
				cmd := child(t, "TestAKilledProcessLosesNothing", dir, task)
				said, err := cmd.CombinedOutput()
				var exit *exec.ExitError
				if !errors.As(err, &exit) || exit.ExitCode() != -1 {
					t.Fatalf("it was not killed: %v\n%s", err, said)
				}
				n := rand.IntN(len(versions))
				var log bytes.Buffer
				x, err := index.Open(t.Context(), versions[n], index.Options{Dir: dir, Log: slog.New(slog.NewTextHandler(&log, nil))})
				if err != nil {
					t.Fatalf("round %d: %v", round, err)
				}
				if got := answers(t, x); got != want[n] {
					t.Errorf("round %d, version %d: the answers are\n%s\nwant\n%s\nlog %s", round, n, got, want[n], log.String())
				}
				if log.Len() > 0 {
					t.Logf("round %d: %s", round, log.String())
				}
				if err := x.Close(); err != nil {
					t.Fatal(err)
				}
				if left := strings.Count(strings.Join(filesIn(t, dir), "\n"), "index_meta.json"); left != 1 {
					t.Errorf("round %d: %d indexes are kept", round, left)
				}
			}
		})
	}
}

// TestAnotherProcessHasTheFolder opens a folder that another process has. When that
// is killed, the folder is free.
func TestAnotherProcessHasTheFolder(t *testing.T) {
	if dir := os.Getenv(childDir); dir != "" {
		x, err := index.Open(t.Context(), harbour(t), index.Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		defer x.Close()
		fmt.Println("open")
		if _, err := io.ReadAll(os.Stdin); err != nil { // until it is killed
			t.Fatal(err)
		}
		return
	}
	t.Parallel()
	dir := t.TempDir()
	cmd := child(t, "TestAnotherProcessHasTheFolder", dir, "")
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "open\n" {
		t.Fatalf("the process says %q, %v", line, err)
	}
	for range 2 {
		var held *index.HeldError
		_, err = index.Open(t.Context(), harbour(t), index.Options{Dir: dir})
		if want := fmt.Sprintf("process %d", cmd.Process.Pid); !errors.As(err, &held) || held.Holder != want || held.Dir != dir {
			t.Errorf("%v, want that it is held by %s", err, want)
		}
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // killed
	x := open(t, harbour(t), index.Options{Dir: dir, Progress: func(int, int) { t.Error("what the other process built was not taken up") }})
	if got, want := answers(t, x), fresh(t, harbour(t)); got != want {
		t.Errorf("the answers are\n%s\nwant\n%s", got, want)
	}
}
