// Package guilds keeps what each Discord server ("guild" in Discord's API) has set for
// the bot, in memory and in one JSON file that is replaced as a whole: reading never waits
// for the disk. A damaged file is moved aside, never deleted, and a fresh one begun:
// settings can be made again. There are servers' ids and settings in it, and nothing about
// members. Its folder belongs to one process, which holds the lock of the index in it.
package guilds

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/renameio/v2/maybe"
)

// Settings are what a server has set. The zero value is what every server begins with.
type Settings struct {
	Private bool `json:"private,omitempty"` // show answers to the member who asked alone
	Page    int  `json:"page,omitempty"`    // excerpts a message: 1 to MaxPage, 0 for the default
}

// DefaultPage and MaxPage are how many excerpts a message shows when nothing is set, and
// at most: below each stands a button of its own, and Discord has five in a row.
// (Discord's documentation, Component Reference, "Action Row".)
const (
	DefaultPage = 3
	MaxPage     = 5
)

// A Store is what all servers have set. Its methods may be called by several goroutines
// at once. In a nil Store no server has set anything.
type Store struct {
	path    string
	moved   string                              // where a damaged file lies now
	damage  error                               // what was wrong with it
	writing sync.Mutex                          // held while the file is written
	all     atomic.Pointer[map[string]Settings] // by the server's id, without those that have the defaults; replaced as a whole
}

// Open reads the settings of all servers from a file, which the first Set makes. It fails
// when a newer onrecord wrote it. A damaged file is moved aside: see [Store.Moved].
func Open(path string) (*Store, error) {
	s := &Store{path: path}
	all := map[string]Settings{}
	data, err := os.ReadFile(path)
	if err == nil {
		all, s.damage = decode(data)
	}
	s.all.Store(&all)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return s, nil
	case err != nil:
		return nil, err // which names the file
	case errors.Is(s.damage, errNewer):
		return nil, fmt.Errorf("read %s: %w", path, errNewer)
	case s.damage != nil:
		s.moved = path + ".damaged-" + time.Now().UTC().Format("20060102T150405.000000000Z")
		return s, os.Rename(path, s.moved)
	}
	return s, nil
}

// Moved returns where Open moved a damaged file to, and what was wrong with it. The path
// is "" when there was none.
func (s *Store) Moved() (path string, damage error) { return s.moved, s.damage }

func (s *Store) Get(guild string) Settings {
	if s == nil {
		return Settings{}
	}
	return (*s.all.Load())[guild]
}

func (s *Store) Len() int { return len(*s.all.Load()) }

// Set sets what a server has set. When it fails, everything is as it was, in memory and
// on the disk.
func (s *Store) Set(guild string, set Settings) error {
	if set.Page < 0 || set.Page > MaxPage {
		return fmt.Errorf("set %d excerpts a message: the least is 1 and the most %d", set.Page, MaxPage)
	}
	return s.change(func(all map[string]Settings) { all[guild] = set })
}

// Retain forgets the servers for which joined reports false and returns how many those
// are. With an error, none is forgotten.
func (s *Store) Retain(joined func(guild string) bool) (gone int, err error) {
	err = s.change(func(all map[string]Settings) {
		gone = len(all)
		maps.DeleteFunc(all, func(guild string, _ Settings) bool { return !joined(guild) })
		gone -= len(all)
	})
	return gone, err
}

// change edits a copy of all settings, writes it to the disk and then puts it in memory.
func (s *Store) change(edit func(all map[string]Settings)) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	next := map[string]Settings{}
	maps.Copy(next, *s.all.Load())
	edit(next)
	maps.DeleteFunc(next, func(_ string, set Settings) bool { return set == (Settings{}) })
	if maps.Equal(*s.all.Load(), next) {
		return nil
	}
	// Written as a whole or not at all; on Windows, which cannot do that, in place.
	if err := maybe.WriteFile(s.path, encode(next), 0o600); err != nil {
		return err
	}
	s.all.Store(&next)
	return nil
}

// A file is what is written. A new field needs a new format, so that an older onrecord
// refuses the file instead of taking it for damaged.
type file struct {
	Format  int                 `json:"format"`
	Servers map[string]Settings `json:"servers"`
}

const format = 1

var errNewer = errors.New("a newer onrecord wrote it")

func encode(all map[string]Settings) []byte {
	data, _ := json.Marshal(file{format, all}) // strings, numbers and booleans: it cannot fail
	return data
}

// decode reads what encode has written and, but for white space, nothing else: whether it
// would write the same is a check for unknown fields and duplicate keys at once.
func decode(data []byte) (map[string]Settings, error) {
	var f file
	err := json.Unmarshal(data, &f)
	if f.Format > format {
		return nil, errNewer
	}
	var compact bytes.Buffer
	if err := errors.Join(err, json.Compact(&compact, data)); err != nil {
		return nil, err
	}
	if f.Servers == nil || !bytes.Equal(encode(f.Servers), compact.Bytes()) {
		return nil, errors.New("it is not what onrecord writes")
	}
	for id, set := range f.Servers {
		if set.Page < 0 || set.Page > MaxPage {
			return nil, fmt.Errorf("read settings of server %.40q: %d excerpts a message", id, set.Page)
		}
	}
	return f.Servers, nil
}
