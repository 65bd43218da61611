// Package guilds keeps what each Discord server ("guild" in Discord's API) has set for
// the bot, in memory and in one JSON file: reading never waits for the disk, and what
// [Store.Set] has returned from is on the disk. The file belongs to one process at a time.
// A damaged one is moved aside, never deleted, and a fresh one begun: settings can be made
// again. There are servers' ids and settings in it, and nothing about members.
package guilds

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"
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

// Each change writes the whole file, so its size is bounded. A hundred thousand servers,
// more than have anything set in any one bot, are 5 MB.
const (
	maxServers = 100_000
	maxFile    = 8 << 20
)

// A Store is what all servers have set. Its methods may be called by several goroutines
// at once. In a nil Store no server has set anything.
type Store struct {
	path    string
	moved   string                // where a damaged file lies now
	damage  error                 // what was wrong with it
	writing sync.Mutex            // held while the file is written
	lock    *flock.Flock          // of a file beside ours, which each change replaces
	all     atomic.Pointer[table] // replaced as a whole, never changed
}

// Open reads the settings of all servers from a file, which the first Set makes. It fails
// at once when another process uses the file, and when a newer onrecord wrote it. A
// damaged file is moved aside: see [Store.Moved].
func Open(path string) (*Store, error) {
	s := &Store{path: path, lock: flock.New(path + ".lock")}
	if ok, err := s.lock.TryLock(); err != nil {
		return nil, fmt.Errorf("lock %s: %w", path, err)
	} else if !ok {
		return nil, fmt.Errorf("lock %s: another process uses it", path)
	}
	all, err := s.load()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("read %s: %w", path, err), s.lock.Close())
	}
	s.all.Store(&all)
	return s, nil
}

func (s *Store) load() (table, error) {
	f, err := os.Open(s.path)
	if errors.Is(err, fs.ErrNotExist) {
		return table{}, nil
	}
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, err
	}
	all, err := decode(data)
	if err == nil || errors.Is(err, errNewer) {
		return all, err
	}
	s.damage = err
	s.moved = s.path + ".damaged-" + time.Now().UTC().Format("20060102T150405.000000000Z")
	return table{}, os.Rename(s.path, s.moved)
}

// Moved returns where Open moved a damaged file to, and what was wrong with it. The path
// is "" when there was none.
func (s *Store) Moved() (path string, damage error) { return s.moved, s.damage }

// Get returns what a server has set. It never waits for the disk.
func (s *Store) Get(guild string) Settings {
	id, err := parseID(guild)
	if s == nil || err != nil {
		return Settings{}
	}
	return (*s.all.Load())[id]
}

// Len returns how many servers have something set.
func (s *Store) Len() int { return len(*s.all.Load()) }

// Set sets what a server has set, and returns when that is on the disk. When it fails,
// everything is as it was, in memory and on the disk.
func (s *Store) Set(guild string, set Settings) error {
	id, err := parseID(guild)
	if err != nil {
		return err
	}
	if set.Page < 0 || set.Page > MaxPage {
		return fmt.Errorf("set %d excerpts a message: the least is 1 and the most %d", set.Page, MaxPage)
	}
	return s.change(func(all table) {
		all[id] = set
		if set == (Settings{}) {
			delete(all, id)
		}
	})
}

// Retain forgets the servers for which joined reports false and returns how many those
// are. With an error, none is forgotten.
func (s *Store) Retain(joined func(guild string) bool) (gone int, err error) {
	err = s.change(func(all table) {
		gone = len(all)
		maps.DeleteFunc(all, func(id uint64, _ Settings) bool { return !joined(strconv.FormatUint(id, 10)) })
		gone -= len(all)
	})
	return gone, err
}

// change edits a copy of all settings, writes it to the disk and then puts it in memory.
func (s *Store) change(edit func(all table)) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if !s.lock.Locked() {
		return errors.New("change settings: the store is closed")
	}
	now := *s.all.Load()
	next := maps.Clone(now)
	edit(next)
	if maps.Equal(now, next) {
		return nil
	}
	if len(next) > maxServers {
		return fmt.Errorf("change settings: there is no room for more than %d servers", maxServers)
	}
	// Written as a whole or not at all; on Windows, which cannot do that, in place.
	if err := maybe.WriteFile(s.path, encode(next), 0o600); err != nil {
		return err
	}
	s.all.Store(&next)
	// The file's name must survive a power cut, too. It is in place by now, so that it is
	// no failure when a file system cannot sync a folder.
	if dir, err := os.Open(filepath.Dir(s.path)); err == nil {
		_ = dir.Sync()
		_ = dir.Close()
	}
	return nil
}

// Close lets another process use the file. What was set can still be read.
func (s *Store) Close() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	return s.lock.Close()
}

// A table holds settings by the server's id; a server with the defaults has no entry.
type table map[uint64]Settings

// A file is what is written. A new field needs a new format, so that an older onrecord
// refuses the file instead of taking it for damaged.
type file struct {
	Format  int   `json:"format"`
	Servers table `json:"servers"`
}

const format = 1

var errNewer = errors.New("a newer onrecord wrote it")

func encode(all table) []byte {
	data, _ := json.Marshal(file{format, all}) // numbers and booleans: it cannot fail
	return data
}

// decode reads what encode has written and, but for white space, nothing else: whether it
// would write the same is a check for unknown fields, duplicate keys and odd ids at once.
func decode(data []byte) (table, error) {
	var f file
	err := json.Unmarshal(data, &f)
	if f.Format > format {
		return nil, errNewer
	}
	if err != nil {
		return nil, err
	}
	for id, set := range f.Servers {
		if id == 0 || set == (Settings{}) || set.Page < 0 || set.Page > MaxPage {
			return nil, fmt.Errorf("server %d has impossible settings: %+v", id, set)
		}
	}
	var compact bytes.Buffer
	_ = json.Compact(&compact, data) // it is JSON, as Unmarshal has said
	if f.Servers == nil || len(data) > maxFile || !bytes.Equal(encode(f.Servers), compact.Bytes()) {
		return nil, errors.New("it is not what onrecord writes")
	}
	return f.Servers, nil
}

// parseID reads a server's snowflake as Discord writes it, and in no other way, so that a
// server has one entry only. (Discord's documentation, API Reference, "Snowflakes".)
func parseID(guild string) (uint64, error) {
	id, err := strconv.ParseUint(guild, 10, 64)
	if err != nil || guild[0] == '0' {
		return 0, fmt.Errorf("read server id %.40q: not a snowflake", guild)
	}
	return id, nil
}
