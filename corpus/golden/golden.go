// Package golden holds what tests work out against files under version control, which
// change only with -update: figures, and what is made of a text. Only tests use it.
package golden

import (
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Update is the flag with which the files are written again.
var Update = flag.Bool("update", false, "write the golden files again")

// Check fails the test if a file is not what was got, and writes it with -update.
func Check(t testing.TB, file, got string) {
	t.Helper()
	if *Update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s changed; if it is meant to, run go test -update\n(-want +got)\n%s", file, diff)
	}
}
