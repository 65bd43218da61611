// Package dateparser stands in for github.com/markusmobius/go-dateparser, whose tables cost
// every start of a program 50 MB and a fifth of a second. go-htmldate asks it last, for dates
// that would only be shown as unconfirmed; here it finds none. The names are those that
// go-htmldate uses, and go.mod puts this in the other's place.
package dateparser

import (
	"errors"
	"time"
)

type (
	// A ParserType is a way of reading dates.
	ParserType uint8
	// A PreferredDateSource says which way an incomplete date lies.
	PreferredDateSource uint8
	// A Configuration says how to read dates.
	Configuration struct {
		PreferredDateSource PreferredDateSource
		StrictParsing       bool
		CurrentTime         time.Time
	}
	// A Parser reads dates.
	Parser struct{ ParserTypes []ParserType }
	// A Date is a date that was read.
	Date struct{ Time time.Time }
)

// What go-htmldate asks for.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
	Past PreferredDateSource = 1
)

// Parse finds no date.
func (p *Parser) Parse(*Configuration, string, ...string) (Date, error) {
	return Date{}, errors.New("dateparser: not built in")
}
