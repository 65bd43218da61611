package guilds

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
)

// Settings are what a server has set. The zero value is what every server begins with.
type Settings struct {
	// Private shows an answer to the member who asked alone, unless they said otherwise.
	Private bool
	// Page is how many excerpts one message shows: 1 to MaxPage, or 0 for the default.
	Page int
}

// DefaultPage and MaxPage are how many excerpts a message shows when nothing is set, and
// at most: below each stands a button of its own, and Discord has five in a row.
// (Discord's documentation, Component Reference, "Action Row".)
const (
	DefaultPage = 3
	MaxPage     = 5
)

// Validate reports settings that no server can have.
func (s Settings) Validate() error {
	if s.Page < 0 || s.Page > MaxPage {
		return fmt.Errorf("guilds: %d excerpts a page are impossible: 1 to %d, or 0 for the default", s.Page, MaxPage)
	}
	return nil
}

// A server's entry is its id in eight bytes, the most significant first, and its
// settings in two: flags, and excerpts a page. Every value can be written in one way
// only. What is to be added needs a new format, because an older onrecord must not
// take a file for damaged that is merely newer.
const (
	keySize   = 8
	valueSize = 2

	flagPrivate = 1 << 0
)

func encode(s Settings) []byte {
	value := []byte{0, byte(s.Page)}
	if s.Private {
		value[0] = flagPrivate
	}
	return value
}

// decode reads what encode has written, and nothing else.
func decode(value []byte) (Settings, error) {
	if len(value) != valueSize || value[0]&^flagPrivate != 0 || value[1] > MaxPage {
		return Settings{}, fmt.Errorf("the settings %.8x are none", value)
	}
	s := Settings{Private: value[0]&flagPrivate != 0, Page: int(value[1])}
	if s == (Settings{}) {
		return s, fmt.Errorf("the settings %.8x have no need to be written", value)
	}
	return s, nil
}

// An id is a server's snowflake: 64 bits, and never 0. (Discord's documentation, API
// Reference, "Snowflakes".)
type id uint64

// parseID reads an id as Discord writes it: so that a server has one entry only, in no
// other way.
func parseID(guild string) (id, error) {
	n, err := strconv.ParseUint(guild, 10, 64)
	if err != nil || guild[0] == '0' {
		return 0, fmt.Errorf("guilds: %.40q is no server's id", guild)
	}
	return id(n), nil
}

func (i id) String() string { return strconv.FormatUint(uint64(i), 10) }

func (i id) key() []byte { return binary.BigEndian.AppendUint64(nil, uint64(i)) }

func idOf(key []byte) (id, error) {
	if len(key) != keySize || binary.BigEndian.Uint64(key) == 0 {
		return 0, errors.New("a key is no server's id")
	}
	return id(binary.BigEndian.Uint64(key)), nil
}
