package effort_test

import (
	"testing"

	"onrecord/corpus/effort"
)

// A ledger takes the place of a test that is expected to fail.
type ledger struct {
	testing.TB
	faults int
}

func (l *ledger) Helper()               {}
func (l *ledger) Errorf(string, ...any) { l.faults++ }

func TestLinear(t *testing.T) {
	t.Setenv(effort.Variable, "")
	sum := 0
	once := func(n int) func() {
		return func() {
			for i := range 100 * n {
				sum += i
			}
		}
	}
	squared := func(n int) func() {
		return func() {
			for i := range n {
				for j := range n {
					sum += i ^ j
				}
			}
		}
	}
	for _, test := range []struct {
		name    string
		prepare func(n int) func()
		faults  int
	}{{"linear", once, 0}, {"quadratic", squared, 1}} {
		l := &ledger{TB: t}
		effort.Linear(l, 1000, test.prepare) // enough for a busy machine not to hide it
		if l.faults != test.faults {
			t.Errorf("%s work: %d faults, want %d", test.name, l.faults, test.faults)
		}
	}
	t.Log(sum) // or the work would be none
}

func TestRounds(t *testing.T) {
	for set, want := range map[string]int{"": 7, "1": 7, "3": 21, "0": 7, "-2": 7, "much": 7} {
		t.Setenv(effort.Variable, set)
		if got := effort.Rounds(7); got != want {
			t.Errorf("%s=%s: %d rounds, want %d", effort.Variable, set, got, want)
		}
	}
}
