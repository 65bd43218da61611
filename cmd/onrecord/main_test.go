package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/gofrs/flock"
	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"onrecord": main,
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

// TestReadmeNamesEveryField holds what the README says of the JSON replies
// against the replies.
func TestReadmeNamesEveryField(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	const requests = `{"command":"quote","args":{"query":"parker encryption"}}
{"command":"quote","args":{"query":"zeppelin"}}
{"command":"quote","args":{"query":"parker encrytion"}}
{"command":"quote","args":{}}
{"command":"sources"}
{"command":"help"}
`
	var out, log bytes.Buffer
	run(t.Context(), []string{"batch"}, strings.NewReader(requests), &out, &log)
	names := map[string]bool{}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for name, value := range v {
				names[name] = true
				walk(value)
			}
		case []any:
			for _, item := range v {
				walk(item)
			}
		}
	}
	for dec := json.NewDecoder(&out); dec.More(); {
		var reply any
		if err := dec.Decode(&reply); err != nil {
			t.Fatal(err)
		}
		walk(reply)
	}
	if len(names) < 30 {
		t.Fatalf("only %d names: %v\n%s", len(names), names, log.String())
	}
	for name := range names {
		if !strings.Contains(string(readme), "`"+name+"`") && !strings.Contains(string(readme), `"`+name+`"`) {
			t.Errorf("the README does not tell of %q", name)
		}
	}
}

// TestReadmeTranscript holds the README's transcript equal to what is printed.
func TestReadmeTranscript(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(readme), "```\n$ go run ./cmd/onrecord ")
	if !ok {
		t.Fatal("the README has no transcript")
	}
	command, rest, _ := strings.Cut(rest, "\n")
	want, _, _ := strings.Cut(rest, "```\n")
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), strings.Fields(command), strings.NewReader(""), &stdout, &stderr); code != exitAnswered {
		t.Fatalf("exit status %d: %s", code, stderr.String())
	}
	if stdout.String() != want {
		t.Errorf("the README shows\n%s\nbut %s prints\n%s", want, command, stdout.String())
	}
}
