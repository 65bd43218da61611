package quotation

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"onrecord/corpus"
	"onrecord/corpus/golden"
)

// shared holds the articles by which the package is measured; it is no part of
// the repository.
const shared = "../../../shared/eval/quotes"

// TestGolden measures the package with the scorer of the evaluation set and
// compares the figures with those in testdata/golden.txt. A change that makes
// them better or worse shows in its diff: run go test -update and read it.
func TestGolden(t *testing.T) {
	scorer := filepath.Join(shared, "score.py")
	if _, err := os.Stat(scorer); err != nil {
		t.Skipf("not measured: %v", err)
	}
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skipf("not measured: %v", err)
	}
	var b strings.Builder
	for _, set := range []string{"politics_dev", "coverage_dev"} {
		gold := filepath.Join(shared, set+".jsonl")
		out := filepath.Join(t.TempDir(), set+".jsonl")
		extractAll(t, gold, out)
		got, err := exec.Command("python3", scorer, "--gold", gold, "--sys", out, "--bytes").CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", set, err, got)
		}
		fmt.Fprintf(&b, "%s\n%s\n", set, got)
	}
	golden.Check(t, "testdata/golden.txt", b.String())
}

// extractAll writes what the package finds in the articles of a gold file, in
// the form of onrecord quotations.
func extractAll(t *testing.T, gold, out string) {
	in, err := os.Open(gold)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	f, err := os.Create(out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	enc := json.NewEncoder(f)
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var doc struct{ Doc, Text string }
		if err := json.Unmarshal(lines.Bytes(), &doc); err != nil {
			t.Fatal(err)
		}
		statements, people := Extract(doc.Text)
		for _, s := range statements {
			name := ""
			if s.Speaker != corpus.Unattributed {
				name = people[s.Speaker].Name
			}
			err := enc.Encode(map[string]any{"doc": doc.Doc, "start": s.Span.Start, "end": s.Span.End, "text": doc.Text[s.Span.Start:s.Span.End], "kind": s.Kind, "speaker": name, "rule": s.Rule})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}
