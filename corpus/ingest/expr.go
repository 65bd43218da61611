package ingest

import (
	"regexp"
	"sync"
)

// An expr is a regular expression that is compiled when it is first used. The bot, and
// all commands but import, never use any of them, and there are many.
type expr struct {
	text     string
	compiled func() *regexp.Regexp
}

// exprs are all that there are, for a test that they can be compiled.
var exprs []*expr

// lazily makes an expression of what must be a valid one.
func lazily(text string) *expr {
	e := &expr{text, sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })}
	exprs = append(exprs, e)
	return e
}

func (e *expr) MatchString(s string) bool            { return e.compiled().MatchString(s) }
func (e *expr) FindStringIndex(s string) []int       { return e.compiled().FindStringIndex(s) }
func (e *expr) FindStringSubmatch(s string) []string { return e.compiled().FindStringSubmatch(s) }
func (e *expr) FindStringSubmatchIndex(s string) []int {
	return e.compiled().FindStringSubmatchIndex(s)
}
func (e *expr) FindSubmatch(b []byte) [][]byte         { return e.compiled().FindSubmatch(b) }
func (e *expr) ReplaceAllString(s, with string) string { return e.compiled().ReplaceAllString(s, with) }
func (e *expr) ReplaceAllStringFunc(s string, f func(string) string) string {
	return e.compiled().ReplaceAllStringFunc(s, f)
}
