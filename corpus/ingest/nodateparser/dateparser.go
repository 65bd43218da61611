// Package dateparser stands in for github.com/markusmobius/go-dateparser, which reads
// dates in some two hundred languages and builds tables for that whenever a program
// starts, be it ever used: 50 MB of memory and a fifth of a second, for the bot and for
// every look-up in a terminal. go-htmldate asks it last, when nothing else has found a
// date; a date guessed so would only be shown as unconfirmed. Here it finds none.
//
// The names are those that go-htmldate uses. go.mod puts this in the other's place.
package dateparser

import (
	"errors"
	"time"
)

// A ParserType is a way of reading dates.
type ParserType uint8

// The ways that go-htmldate asks for.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// A PreferredDateSource says which way an incomplete date lies.
type PreferredDateSource uint8

// Past is before now.
const Past PreferredDateSource = 1

// A Configuration says how to read dates.
type Configuration struct {
	PreferredDateSource PreferredDateSource
	StrictParsing       bool
	CurrentTime         time.Time
}

// A Parser reads dates.
type Parser struct {
	ParserTypes []ParserType
}

// A Date is a date that was read.
type Date struct {
	Time time.Time
}

var errNotHere = errors.New("dateparser: not built in")

// Parse finds no date.
func (p *Parser) Parse(*Configuration, string, ...string) (Date, error) { return Date{}, errNotHere }
