package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"onrecord/commands"
)

var update = flag.Bool("update", false, "write the transcripts of README.md and docs again")

const (
	readmeFile   = "../../README.md"
	commandsFile = "../../docs/commands.md"
)

// TestDocsNameEveryField compares what docs/commands.md says of the JSON replies with
// the replies.
func TestDocsNameEveryField(t *testing.T) {
	doc, err := os.ReadFile(commandsFile)
	if err != nil {
		t.Fatal(err)
	}
	const requests = `{"command":"quote","args":{"query":"parker encryption"}}
{"command":"quote","args":{"query":"zeppelin"}}
{"command":"quote","args":{"query":"parker encrytion"}}
{"command":"quote","args":{}}
{"command":"verify","args":{"quote":"we do have population-scale monitoring","speaker":"parker"}}
{"command":"check","args":{"message":"Dick said \"we can allow the status quo to continue\""}}
{"command":"who","args":{"words":"plot and communicate out of the reach"}}
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
	if len(names) < 45 {
		t.Fatalf("only %d names: %v\n%s", len(names), names, log.String())
	}
	for name := range names {
		if !strings.Contains(string(doc), "`"+name+"`") && !strings.Contains(string(doc), `"`+name+`"`) {
			t.Errorf("docs/commands.md does not explain %q", name)
		}
	}
}

// TestTranscripts runs what the README and docs/commands.md show behind
// "$ go run ./cmd/onrecord" at the top of a block, and compares the rest of the block with
// what is printed.
func TestTranscripts(t *testing.T) {
	shown := map[string]bool{}
	checkTranscripts(t, readmeFile, shown)
	checkTranscripts(t, commandsFile, shown)
	for _, s := range commands.NewRouter(nil, commands.About{}).Specs() {
		if !s.Hidden && len(s.Options) > 0 && !shown[s.Name] {
			t.Errorf("there is no transcript of %q", s.Name)
		}
	}
}

// checkTranscripts checks the transcripts of one file, and adds their commands to shown.
func checkTranscripts(t *testing.T, name string, shown map[string]bool) {
	t.Helper()
	doc, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "```\n$ go run ./cmd/onrecord ", "```\n"
	blocks := strings.Split(string(doc), begin)
	out := blocks[0]
	for _, block := range blocks[1:] {
		command, block, _ := strings.Cut(block, "\n")
		want, rest, ok := strings.Cut(block, end)
		if !ok || strings.ContainsAny(command, `\'"$&|<>*?`) {
			t.Fatalf("%s: a block must end, and its command be plain words, the same in every shell", command)
		}
		args := strings.Fields(command)
		shown[args[0]] = true
		var stdout, stderr bytes.Buffer
		if code := run(t.Context(), args, strings.NewReader(""), &stdout, &stderr); code != exitAnswered {
			t.Fatalf("%s: exit status %d: %s", command, code, stderr.String())
		}
		got := "\n" + strings.TrimPrefix(stdout.String(), "\n") // a line between command and answer
		if got != want && !*update {
			t.Errorf("%s shows\n%s\nbut %s prints\n%s", name, want, command, got)
		}
		out += begin + command + "\n" + got + end + rest
	}
	if *update {
		if err := os.WriteFile(name, []byte(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestReadmeHasEveryCommand looks for a row of the table for each slash command,
// with its options in their order, and for the entries of the menu.
func TestReadmeHasEveryCommand(t *testing.T) {
	readme, err := os.ReadFile(readmeFile)
	if err != nil {
		t.Fatal(err)
	}
	router := commands.NewRouter(nil, commands.About{})
	for _, s := range router.Specs() {
		row := "`/" + s.Name
		for _, o := range s.Options {
			if o.Required {
				row += " " + o.Name
			} else {
				row += " [" + o.Name + "]"
			}
		}
		if row += "`"; !s.Hidden && !strings.Contains(string(readme), row) {
			t.Errorf("the README's table has no %s", row)
		}
	}
	for _, s := range router.Specs() {
		if s.Menu != "" && !strings.Contains(string(readme), "**"+s.Menu+"**") {
			t.Errorf("the README does not explain the menu's %q", s.Menu)
		}
	}
}
