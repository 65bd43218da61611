package guilds

import (
	"errors"
	"fmt"
	"maps"
	"sync"

	"go.etcd.io/bbolt"
)

// maxServers bounds the entries and so the memory, at about 50 MB. No bot is in as
// many servers; those that have something set are fewer still.
const maxServers = 1_000_000

// A Store is what all servers have set. Its methods may be called by several goroutines
// at once. In a nil Store no server has set anything, and nothing can be set.
type Store struct {
	path    string
	limit   int          // how many servers may have an entry
	release func() error // lets go of the lock
	moved   string       // where a damaged file lies now
	damage  error

	writing sync.Mutex // held while the file is written; guards what follows
	db      *bbolt.DB  // the file as this process wrote it; nil before the first change
	unsure  bool       // a write failed, and what is in the file was not read since
	broken  error      // there can be no more changes
	closed  bool

	mu  sync.RWMutex // guards all, and is never held while the disk works
	all map[id]Settings
}

// ErrFull means that so many servers have something set that there is no room for more.
var ErrFull = fmt.Errorf("guilds: %d servers have something set, and there is no room for more: forget those that the bot has left", maxServers)

// errNone is for a nil or closed Store.
var errNone = errors.New("guilds: the settings are not open, and nothing can be set")

// Get returns what a server has set. It never waits for the disk.
func (s *Store) Get(guild string) Settings {
	i, err := parseID(guild)
	if s == nil || err != nil {
		return Settings{}
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.all[i]
}

// Len returns how many servers have something set.
func (s *Store) Len() int {
	if s == nil {
		return 0
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.all)
}

// Moved returns where a damaged file was moved to when the store was opened, and what
// was wrong with it. The path is "" when there was none.
func (s *Store) Moved() (path string, damage error) { return s.moved, s.damage }

// Set sets what a server has set; the defaults need no entry. It returns when that is on
// the disk. When it fails, everything is as it was, in memory and on the disk, and the
// error says what to do.
func (s *Store) Set(guild string, set Settings) error {
	i, err := parseID(guild)
	if err != nil {
		return err
	}
	if err := set.Validate(); err != nil {
		return err
	}
	return s.change(map[id]Settings{i: set})
}

// Forget forgets what a server has set, as for one that the bot has left.
func (s *Store) Forget(guild string) error { return s.Set(guild, Settings{}) }

// Retain forgets every server for which joined reports false, and returns how many
// those were: either all of them are forgotten or none. Joined must know all servers
// that the bot is in; while Discord still counts them up, it is too early to ask.
func (s *Store) Retain(joined func(guild string) bool) (gone int, err error) {
	if s == nil {
		return 0, errNone
	}
	s.mu.RLock()
	ids := make([]id, 0, len(s.all))
	for i := range s.all {
		ids = append(ids, i)
	}
	s.mu.RUnlock()
	left := map[id]Settings{}
	for _, i := range ids { // without the lock: joined is not ours
		if !joined(i.String()) {
			left[i] = Settings{}
		}
	}
	if len(left) == 0 {
		return 0, nil
	}
	if err := s.change(left); err != nil {
		return 0, err
	}
	return len(left), nil
}

// change writes the settings of some servers to the disk and, when they are there, into
// memory. What is set already is not written.
func (s *Store) change(changes map[id]Settings) error {
	if s == nil {
		return errNone
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.closed {
		return errNone
	}
	if s.broken != nil {
		return s.broken
	}
	if s.unsure {
		if err := s.reload(); err != nil {
			return err
		}
	}
	s.mu.RLock()
	maps.DeleteFunc(changes, func(i id, set Settings) bool { return s.all[i] == set })
	size := len(s.all)
	for i := range changes {
		if s.all[i] == (Settings{}) {
			size++
		}
	}
	s.mu.RUnlock()
	switch {
	case len(changes) == 0:
		return nil
	case size > s.limit:
		return ErrFull
	}
	err := guarded(func() error {
		if s.db == nil {
			all := s.copied()
			maps.Copy(all, changes)
			return s.rewrite(all)
		}
		return s.db.Update(func(tx *bbolt.Tx) error { return put(tx.Bucket(bucketServers), changes) })
	})
	if err != nil {
		return s.failed(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all == nil {
		s.all = map[id]Settings{}
	}
	for i, set := range changes {
		if set == (Settings{}) {
			delete(s.all, i)
		} else {
			s.all[i] = set
		}
	}
	return nil
}

func (s *Store) copied() map[id]Settings {
	s.mu.RLock()
	defer s.mu.RUnlock()
	all := make(map[id]Settings, len(s.all)+1)
	maps.Copy(all, s.all)
	return all
}

// failed is what becomes of a store and of its caller after a write that failed with
// err. How far it got is known to the file alone: that is read again, so that memory
// holds what the disk does, and written anew with the next change.
func (s *Store) failed(err error) error {
	var panicked *fault
	if errors.As(err, &panicked) {
		// The file was changed under us. Its database may hold its own locks for ever.
		s.db = nil
		s.broken = fmt.Errorf("guilds: the settings in %s were damaged while the bot ran, and can no longer be changed: restart onrecord: %w", s.path, err)
		return s.broken
	}
	if s.db != nil {
		_ = s.db.Close() // what counts is said already
		s.db = nil
	}
	s.unsure = true
	return errors.Join(fmt.Errorf("guilds: the settings cannot be written to %s and stay as they were; see that its disk has room and can be written: %w", s.path, err), s.reload())
}

// reload makes memory hold what the disk does.
func (s *Store) reload() error {
	all, err := load(s.path)
	if err != nil {
		return fmt.Errorf("%w; restart onrecord when that is mended", err)
	}
	s.unsure = false
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all = all
	return nil
}

// Close lets go of the file. What was set can still be read, and nothing can be set any
// more.
func (s *Store) Close() error {
	if s == nil {
		return nil
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	var err error
	if s.db != nil {
		err = s.db.Close()
	}
	if err = errors.Join(err, s.release()); err != nil {
		return fmt.Errorf("guilds: %s cannot be closed: %w", s.path, err)
	}
	return nil
}
