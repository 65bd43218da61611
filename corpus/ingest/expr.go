package ingest

import (
	"regexp"
	"sync"
)

// exprs are all expressions that there are, for a test that they can be compiled.
var exprs []string

// lazily makes an expression that is compiled when it is first used. The bot, and all
// commands but import, never use any of them, and there are many.
func lazily(text string) func() *regexp.Regexp {
	exprs = append(exprs, text)
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}
