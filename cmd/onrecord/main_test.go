package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gofrs/flock"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"onrecord": main,
	})
}

// run runs the program with the arguments.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	return (&program{stdin: stdin, stdout: stdout, stderr: stderr}).run(ctx, args)
}

// signalSelf sends this process a signal.
func signalSelf(s os.Signal) error {
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		return err
	}
	return self.Signal(s)
}

// TestScripts runs the command line as a user does.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			new(settings).variables().VisitAll(func(v *flag.Flag) { env.Setenv(v.Name, "") })
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

// TestExamplesRun runs what --help shows as an example of each command, and what the
// README shows of them without quoting.
func TestExamplesRun(t *testing.T) {
	readme, err := os.ReadFile(readmeFile)
	must(t, err)
	examples := regexp.MustCompile(`(?m)^    onrecord [^'"<>\n]*$`).FindAllString(string(readme), -1)
	isSlash := map[string]bool{}
	for _, cmd := range new(program).slashCommands(nil).Commands() {
		isSlash[cmd.Name()] = true
		examples = append(examples, cmd.Example)
	}
	for _, example := range examples {
		typed, _, _ := strings.Cut(example, "#")
		args := strings.Fields(typed)[1:]
		if !isSlash[args[0]] {
			continue
		}
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			var out bytes.Buffer
			if code := run(t.Context(), args, strings.NewReader(""), &out, &out); code == exitFault {
				t.Error(out.String())
			}
		})
	}
}

// TestEnvExample holds .env.example equal to what the settings read. Its order is its own.
func TestEnvExample(t *testing.T) {
	got, err := os.ReadFile("../../.env.example")
	must(t, err)
	var want []string
	new(settings).variables().VisitAll(func(v *flag.Flag) { want = append(want, fmt.Sprintf("# %s\n%s=", v.Usage, v.Name)) })
	entries := strings.Split(strings.TrimSpace(string(got)), "\n\n")
	slices.Sort(entries)
	slices.Sort(want)
	if diff := cmp.Diff(want, entries); diff != "" {
		t.Errorf(".env.example (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(envExample, string(got)); diff != "" {
		t.Errorf("copy .env.example to cmd/onrecord/help/env.example (-want +got)\n%s", diff)
	}
}
