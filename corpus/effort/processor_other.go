//go:build !unix

package effort

import "time"

var begun = time.Now()

// processor is how long the process has run: its processor time is not asked for here.
func processor() time.Duration { return time.Since(begun) }
