//go:build unix

package effort

import (
	"syscall"
	"time"
)

// processor is how long processors have worked for this process.
func processor() time.Duration {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		panic(err) // it asks for nothing that can be missing
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}
