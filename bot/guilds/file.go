package guilds

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"syscall"
	"time"

	"github.com/gofrs/flock"
	"go.etcd.io/bbolt"
	bbolterrors "go.etcd.io/bbolt/errors"
)

// lockWait is how long Open waits for another process to let go of the file.
const lockWait = 500 * time.Millisecond

// format is the number of the way in which the entries are written. Bump it when that
// changes; an older onrecord then refuses the file instead of misreading it.
const format = 1

// The database's buckets, and the one key of the first.
var (
	bucketAbout   = []byte("about")
	bucketServers = []byte("servers")
	keyFormat     = []byte("format")
)

// A HeldError says that another process uses the file.
type HeldError struct{ Path string }

func (e *HeldError) Error() string {
	return fmt.Sprintf("guilds: another onrecord uses %s: end that one, or give each a DATA_DIR of its own", e.Path)
}

// A damageError says what is wrong with the file itself, in contrast to the disk.
type damageError struct{ cause error }

func (e *damageError) Error() string { return "it is damaged: " + e.cause.Error() }
func (e *damageError) Unwrap() error { return e.cause }

// A fault is a panic of bbolt's: on damage that it has not foreseen it panics.
type fault struct{ value any }

func (e *fault) Error() string { return fmt.Sprintf("the database falls over it: %v", e.value) }

// Open opens the file with the settings of all servers, or begins one with the first
// that is set; the folder is made if need be. The file belongs to one process at a time:
// for another one's the error is a [*HeldError]. A damaged file is moved aside and a
// fresh one begun: see [Store.Moved]. A file that a newer onrecord wrote is left alone,
// and is an error.
func Open(path string) (*Store, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, fmt.Errorf("guilds: the folder for %s cannot be made: %w", path, err)
	}
	release, err := lock(path)
	if err != nil {
		return nil, err
	}
	s := &Store{path: path, release: release, limit: maxServers}
	s.all, err = load(path)
	var damage *damageError
	if errors.As(err, &damage) {
		s.moved, err = moveAside(path)
		s.damage = damage
	}
	if err != nil {
		return nil, errors.Join(err, release())
	}
	return s, nil
}

// lock takes a lock beside the file. bbolt has one too, but of the file itself, and ours
// is now and then another one of the same name.
func lock(path string) (release func() error, err error) {
	l := flock.New(path+".lock", flock.SetPermissions(0o600))
	ctx, cancel := context.WithTimeout(context.Background(), lockWait)
	defer cancel()
	ok, err := l.TryLockContext(ctx, lockWait/10)
	switch {
	case ok:
		return l.Unlock, nil
	case err != nil && !errors.Is(err, context.DeadlineExceeded):
		return nil, fmt.Errorf("guilds: %s cannot be locked; see that its folder can be written: %w", path, err)
	}
	return nil, &HeldError{path}
}

// moveAside gives a damaged file another name, which no file has, and returns that.
func moveAside(path string) (string, error) {
	name := path + ".damaged-" + time.Now().UTC().Format("20060102T150405Z")
	to := name
	for i := 2; ; i++ {
		if _, err := os.Lstat(to); errors.Is(err, fs.ErrNotExist) {
			break
		} else if err != nil {
			return "", fmt.Errorf("guilds: the damaged %s cannot be moved aside: %w", path, err)
		}
		to = name + "-" + strconv.Itoa(i)
	}
	if err := os.Rename(path, to); err != nil {
		return "", fmt.Errorf("guilds: %s is damaged and cannot be moved aside: move it away yourself: %w", path, err)
	}
	return to, nil
}

// load reads the whole file. That is all that is ever done with a file of an earlier
// run: bbolt believes what stands in its pages, and when it writes into damaged ones it
// may take the process's memory until there is none.
func load(path string) (all map[id]Settings, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("guilds: the settings cannot be read: %w", err)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("guilds: the settings cannot be kept in %s, which is no file: move it away", path)
	case info.Size() == 0:
		return nil, nil
	}
	err = guarded(func() error {
		db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true, Timeout: lockWait})
		if err != nil {
			return fileFault(path, err)
		}
		all = map[id]Settings{}
		err = db.View(func(tx *bbolt.Tx) error { return read(tx, all) })
		return errors.Join(err, db.Close())
	})
	var panicked *fault
	if errors.As(err, &panicked) {
		err = &damageError{err}
	}
	var held *HeldError
	if err == nil || errors.As(err, &held) {
		return all, err
	}
	return nil, fmt.Errorf("guilds: the settings in %s cannot be used: %w", path, err)
}

// fileFault tells damage from what is the matter with the disk, of what bbolt.Open says.
func fileFault(path string, err error) error {
	var disk *fs.PathError
	var number syscall.Errno
	switch {
	case errors.Is(err, bbolterrors.ErrTimeout): // no onrecord, which has a lock of its own
		return &HeldError{path}
	case errors.Is(err, bbolterrors.ErrVersionMismatch):
		return fmt.Errorf("it was written by a newer onrecord; update this one, or move the file away: %w", err)
	case errors.As(err, &disk) || errors.As(err, &number):
		return fmt.Errorf("see that it is a file that can be read: %w", err)
	}
	return &damageError{err}
}

// read reads all servers' settings. Of what a damaged file holds, no length is believed.
func read(tx *bbolt.Tx, all map[id]Settings) error {
	about, servers := tx.Bucket(bucketAbout), tx.Bucket(bucketServers)
	if about == nil {
		return errors.New("it is another program's database: move it away")
	}
	number := about.Get(keyFormat)
	written, err := strconv.Atoi(string(number[:min(len(number), 20)]))
	switch {
	case err != nil || written < 1:
		return &damageError{fmt.Errorf("its format is %.20q", number)}
	case written > format:
		return fmt.Errorf("it was written by a newer onrecord, in format %d, of which this one knows those up to %d: update onrecord, or move the file away", written, format)
	case servers == nil:
		return &damageError{errors.New("it lacks its servers")}
	}
	var before id
	return servers.ForEach(func(key, value []byte) error {
		i, err := idOf(key)
		if err != nil {
			return &damageError{err}
		}
		set, err := decode(value)
		if err != nil {
			return &damageError{err}
		}
		if i <= before { // damage can lead round in a circle
			return &damageError{errors.New("its servers are out of order")}
		}
		before = i
		all[i] = set
		return nil
	})
}

// rewrite puts a new file with these servers in the place of the one that is there, and
// opens it for further changes.
func (s *Store) rewrite(all map[id]Settings) error {
	next := s.path + ".new"
	if err := os.Remove(next); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err // of a process that was killed
	}
	if err := writeNew(next, all); err != nil {
		return errors.Join(err, os.RemoveAll(next))
	}
	if err := os.Rename(next, s.path); err != nil {
		return errors.Join(err, os.Remove(next))
	}
	// The new name must outlive a power cut as the bytes do. Not every system can do that
	// to a folder, and one that cannot does it by itself.
	if dir, err := os.Open(filepath.Dir(s.path)); err == nil {
		_ = dir.Sync()
		dir.Close()
	}
	// It is written, and so no error; the next change rewrites it once more.
	s.db, _ = bbolt.Open(s.path, 0o600, &bbolt.Options{Timeout: lockWait})
	return nil
}

// writeNew makes a file with these servers.
func writeNew(path string, all map[id]Settings) error {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: lockWait})
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		about, err := tx.CreateBucket(bucketAbout)
		if err != nil {
			return err
		}
		if err := about.Put(keyFormat, []byte(strconv.Itoa(format))); err != nil {
			return err
		}
		servers, err := tx.CreateBucket(bucketServers)
		if err != nil {
			return err
		}
		return put(servers, all)
	})
	return errors.Join(err, db.Close())
}

// put writes servers' settings into the database; the defaults need no entry.
func put(b *bbolt.Bucket, servers map[id]Settings) error {
	for _, i := range slices.Sorted(maps.Keys(servers)) { // in order, which is quicker
		if servers[i] == (Settings{}) {
			if err := b.Delete(i.key()); err != nil {
				return err
			}
		} else if err := b.Put(i.key(), encode(servers[i])); err != nil {
			return err
		}
	}
	return nil
}

// guarded runs f. bbolt reads the file as memory: where that has been cut off, or leads
// astray, it panics or faults, which becomes an error here and not the process's end.
func guarded(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = &fault{p}
		}
	}()
	return f()
}
