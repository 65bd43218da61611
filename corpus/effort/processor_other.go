//go:build !unix

package effort

import "time"

var began = time.Now()

// processor stands in for processor time where that is not told.
func processor() time.Duration { return time.Since(began) }
