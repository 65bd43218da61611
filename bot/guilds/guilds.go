// Package guilds keeps what each Discord server ("guild" in Discord's API) has set for
// the bot, in memory and in one JSON file that is replaced as a whole. There are servers'
// ids and settings in it, and nothing about members. Its folder belongs to one process,
// which holds the lock of the index in it.
package guilds

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"sync"

	"github.com/go-json-experiment/json"
	"github.com/google/renameio/v2/maybe"
)

// Settings are what a server has set. The zero value is what every server begins with.
type Settings struct {
	Private bool `json:"private,omitzero"` // show answers to the member who asked alone
	Page    int  `json:"page,omitzero"`    // excerpts a message: 1 to MaxPage, 0 for the default
}

// DefaultPage and MaxPage are how many excerpts a message shows when nothing is set, and at most:
// each has a button, and Discord has five in a row (Component Reference, "Action Row").
const (
	DefaultPage = 3
	MaxPage     = 5
)

// A Store is what all servers have set. Its methods may be called by several goroutines
// at once. In a nil Store no server has set anything.
type Store struct {
	path string
	mu   sync.RWMutex
	all  map[string]Settings // by the server's id, without those that have the defaults
}

// Open reads the settings of all servers from a file, which the first Set makes.
func Open(path string) (*Store, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return &Store{path: path, all: map[string]Settings{}}, nil
	}
	if err != nil {
		return nil, err // which names the file
	}
	all, err := decode(data)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return &Store{path: path, all: all}, nil
}

func (s *Store) Get(guild string) Settings {
	if s == nil {
		return Settings{}
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.all[guild]
}

// Set sets what a server has set. When it fails, everything is as it was, in memory and
// on the disk.
func (s *Store) Set(guild string, set Settings) error {
	return s.change(func(all map[string]Settings) {
		all[guild] = set
		if set == (Settings{}) {
			delete(all, guild)
		}
	})
}

// Keep forgets what all other servers have set. Without any servers, which may be a fault
// of Discord's, it does nothing.
func (s *Store) Keep(guilds []string) error {
	if s == nil || len(guilds) == 0 {
		return nil
	}
	return s.change(func(all map[string]Settings) {
		maps.DeleteFunc(all, func(guild string, _ Settings) bool { return !slices.Contains(guilds, guild) })
	})
}

func (s *Store) change(change func(all map[string]Settings)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := maps.Clone(s.all)
	change(next)
	if maps.Equal(next, s.all) {
		return nil
	}
	data, err := json.Marshal(file{format, next}, json.Deterministic(true))
	if err != nil {
		return err
	}
	// Written as a whole or not at all; on Windows, which cannot do that, in place.
	if err := maybe.WriteFile(s.path, data, 0o600); err != nil {
		return err
	}
	s.all = next
	return nil
}

// A file is what is written. A new field needs a new format, which an older onrecord
// refuses.
type file struct {
	Format  int                 `json:"format"`
	Servers map[string]Settings `json:"servers"`
}

const format = 1

func decode(data []byte) (map[string]Settings, error) {
	var f file
	err := json.Unmarshal(data, &f, json.RejectUnknownMembers(true))
	if err == nil && (f.Format != format || f.Servers == nil) {
		err = fmt.Errorf("not of format %d, which this onrecord writes", format)
	}
	return f.Servers, err
}
