// Package dateparser stands in for github.com/markusmobius/go-dateparser, whose tables cost
// every start of a program 50 MB and a fifth of a second. go-htmldate asks it last, for dates
// that would only be shown as unconfirmed; here it finds none. The names are those that
// go-htmldate uses, and go.mod puts this in the other's place.
package dateparser

import "time"

// What go-htmldate asks for, as go-dateparser calls it.
type (
	Parser        struct{ ParserTypes []ParserType }
	ParserType    int
	Configuration struct {
		PreferredDateSource int
		StrictParsing       bool
		CurrentTime         time.Time
	}
	Date struct{ Time time.Time }
)

// Values of theirs.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
	Past = 1
)

// Parse finds no date.
func (*Parser) Parse(*Configuration, string, ...string) (none Date, err error) { return none, nil }
