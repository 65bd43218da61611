// Package effort is for tests: it says how much work they do, and compares how the time of
// what they test grows with how its input grows. It compares processor time of one process,
// so a busy machine fails nothing.
package effort

import (
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"testing"
	"time"
)

// Variable is the setting that makes tests do so many times the work: more random
// rounds, longer texts. The default is 1.
const Variable = "ONRECORD_TEST_EFFORT"

// Rounds returns how often a test tries, of which n is the default.
func Rounds(n int) int {
	if times, err := strconv.Atoi(os.Getenv(Variable)); err == nil && times > 1 {
		return n * times
	}
	return n
}

const (
	growth = 12 // how much more the large input is than the small one
	margin = 3  // how far the work may outgrow the input; a quadratic one does by growth
	tries  = 20 // other tests take processor time, too
	least  = 4 * time.Millisecond
)

// Linear fails a test if work on an input of n bytes grows much faster than n, up to
// twelve times a small n. Prepare makes the work, and is not measured.
func Linear(t testing.TB, n int, prepare func(n int) (work func())) {
	t.Helper()
	n = Rounds(n)
	small, large := prepare(n), prepare(growth*n)
	var a, b time.Duration
	for range tries {
		// The small one is soon over, and seems slow if anything comes between.
		a, b = min(took(small), took(small), took(small)), took(large)
		if b <= margin*growth*a+least {
			return
		}
	}
	t.Errorf("%d bytes took %v, %d bytes took %v of the processor", n, a, growth*n, b)
}

// took returns how long work takes of the processor. The collector takes no part: it would go
// through what other tests hold, too, and more often for the larger input.
func took(work func()) time.Duration {
	runtime.GC()
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	begin := processor()
	work()
	return processor() - begin
}
