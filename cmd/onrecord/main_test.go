package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/gofrs/flock"
	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"onrecord": func() {
			ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
			defer stop()
			os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
		},
	})
}

// TestScripts runs the command line as a user does.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			for _, s := range settingNames {
				env.Setenv(s.name, "")
			}
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			// hold DIR takes the lock of an index folder until the script ends.
			"hold": func(ts *testscript.TestScript, _ bool, args []string) {
				ts.Check(os.MkdirAll(ts.MkAbs(args[0]), 0o755))
				name := ts.MkAbs(args[0]) + "/lock"
				ts.Check(os.WriteFile(name, []byte("4711"), 0o644))
				l := flock.New(name)
				ok, err := l.TryLock()
				ts.Check(err)
				if !ok {
					ts.Fatalf("%s is held already", name)
				}
				ts.Defer(func() { _ = l.Unlock() })
			},
		},
	})
}

// TestEnvExample holds .env.example equal to what the settings read.
func TestEnvExample(t *testing.T) {
	var b strings.Builder
	for i, s := range settingNames {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "# %s\n%s=\n", s.doc, s.name)
	}
	got, err := os.ReadFile("../../.env.example")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != b.String() {
		t.Errorf(".env.example is\n%s\nbut the settings are\n%s", got, b.String())
	}
}

// endless is a batch of n requests that exists only while it is read.
type endless struct {
	n    int
	rest []byte
}

func (e *endless) Read(p []byte) (int, error) {
	if len(e.rest) == 0 {
		if e.n == 0 {
			return 0, io.EOF
		}
		e.n--
		e.rest = fmt.Appendf(nil, "{\"id\":%d,\"command\":\"sources\",\"args\":{}}\n", e.n)
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

// TestBatchStreams answers many requests and watches what is held in memory:
// a few requests, not all of them. It also checks the order of the replies.
func TestBatchStreams(t *testing.T) {
	const n = 20_000
	var before, after runtime.MemStats
	pr, pw := io.Pipe()
	runtime.GC()
	runtime.ReadMemStats(&before)
	go func() {
		var stderr bytes.Buffer
		if code := run(t.Context(), []string{"batch"}, &endless{n: n}, pw, &stderr); code != exitAnswered {
			pw.CloseWithError(fmt.Errorf("exit status %d: %s", code, stderr.String()))
			return
		}
		pw.Close()
	}()
	dec := json.NewDecoder(pr)
	for want := n - 1; ; want-- {
		var reply struct {
			ID    int
			Reply json.RawMessage
		}
		if err := dec.Decode(&reply); err == io.EOF {
			if want != -1 {
				t.Fatalf("%d replies are missing", want+1)
			}
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if reply.ID != want || len(reply.Reply) == 0 {
			t.Fatalf("reply %d where %d was due", reply.ID, want)
		}
		if want == n/2 {
			runtime.GC()
			runtime.ReadMemStats(&after)
		}
	}
	// The replies come to 40 MB; a tenth of that leaves room for the index.
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 8<<20 {
		t.Errorf("%d MB are held after %d requests", grown>>20, n/2)
	}
}
