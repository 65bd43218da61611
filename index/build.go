package index

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"
)

// Options say how an index is made and kept. The zero value keeps it in memory.
type Options struct {
	// Dir is the folder in which the index is kept from one run to the next. It
	// belongs to one process at a time.
	Dir string
	// Progress is called now and then while an index is built, in passages.
	Progress func(done, total int)
	// Thesaurus holds synonyms; nil means DefaultThesaurus.
	Thesaurus *Thesaurus
	// Log is told when a kept index cannot be used; nil discards it.
	Log *slog.Logger
}

func (o *Options) log() *slog.Logger {
	if o.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return o.Log
}

// lockWait is how long Open waits for another process to let go of the folder.
const lockWait = 500 * time.Millisecond

// How many passages are written to the engine at once. In memory, where bleve does not
// merge them, every batch stays a segment.
const (
	buildBatch    = 1500
	inMemoryBatch = 6000
)

var errDamaged = errors.New("kept index is damaged")

// A kept is an engine, what it holds, and its folder ("" in memory).
type kept struct {
	Engine
	dir string

	mu      sync.Mutex // guards those below
	held    map[string]Revision
	inPlace int // changes that were written at once, since it was made or opened
}

// keptPrefix begins the names of the folders in which indexes are kept. Of several
// the one with the highest number counts: a younger one is in the making, or was
// when the machine stopped.
const keptPrefix = "index-"

// openKept opens the youngest sound index in a folder, or makes one. Others are
// removed once it is in use, see removeOthers.
func openKept(ctx context.Context, opts *Options) (*kept, error) {
	if opts.Dir == "" {
		return newKept(opts)
	}
	numbers, err := keptIn(opts.Dir)
	if err != nil {
		return nil, err
	}
	for _, n := range slices.Backward(numbers) {
		dir := keptDir(opts.Dir, n)
		k, err := openSound(ctx, dir)
		if err == nil {
			return k, nil
		}
		opts.log().Warn("the kept index is damaged or of another version, and is built again", "folder", dir, "err", err)
	}
	return newKept(opts)
}

// newKept makes an empty index, beside those in the folder.
func newKept(opts *Options) (*kept, error) {
	dir := ""
	if opts.Dir != "" {
		numbers, err := keptIn(opts.Dir)
		if err != nil {
			return nil, err
		}
		next := 1
		if len(numbers) > 0 {
			next = numbers[len(numbers)-1] + 1
		}
		dir = keptDir(opts.Dir, next)
	}
	e, err := newBleve(dir)
	if err != nil {
		return nil, err
	}
	return &kept{Engine: e, dir: dir, held: map[string]Revision{}}, nil
}

func keptDir(dir string, n int) string {
	return filepath.Join(dir, keptPrefix+strconv.Itoa(n))
}

// keptIn returns the numbers of the indexes in a folder, ascending.
func keptIn(dir string) ([]int, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("read index folder: %w", err)
	}
	var out []int
	for _, e := range entries {
		if rest, ok := strings.CutPrefix(e.Name(), keptPrefix); ok {
			if n, err := strconv.Atoi(rest); err == nil {
				out = append(out, n)
			}
		}
	}
	slices.Sort(out)
	return out, nil
}

// removeOthers removes all indexes in the folder but this one.
func (k *kept) removeOthers(opts *Options) error {
	if k.dir == "" {
		return nil
	}
	numbers, err := keptIn(opts.Dir)
	for _, n := range numbers {
		if dir := keptDir(opts.Dir, n); dir != k.dir {
			err = errors.Join(err, removeKept(dir))
		}
	}
	return err
}

// removeKept removes an index, but no file that is not one of bleve's. "" is none.
func removeKept(dir string) error {
	if info, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) || err == nil && !info.IsDir() {
		return nil
	}
	store := filepath.Join(dir, "store")
	files, err := filepath.Glob(filepath.Join(store, "*.zap"))
	for _, name := range append(files, filepath.Join(store, "root.bolt"), store, filepath.Join(dir, "index_meta.json")) {
		// A folder that holds other files stays.
		if e := os.Remove(name); e != nil && !errors.Is(e, os.ErrNotExist) && name != store {
			err = errors.Join(err, e)
		}
	}
	_ = os.Remove(dir)
	return err
}

// openSound opens an index if its files are what was written.
func openSound(ctx context.Context, dir string) (k *kept, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: bleve panicked: %v", errDamaged, p)
		}
	}()
	segments, err := filepath.Glob(filepath.Join(dir, "store", "*.zap"))
	if err != nil {
		return nil, err
	}
	bad := map[string]os.FileInfo{}
	for _, name := range segments {
		if sound, info, err := checkSegment(name); err != nil {
			return nil, err
		} else if !sound {
			bad[name] = info
		}
	}
	e, err := openBleve(dir) // which removes what it was writing when the machine stopped
	if err != nil {
		return nil, err
	}
	for name, before := range bad {
		if now, err := os.Stat(name); err == nil && os.SameFile(before, now) && before.ModTime().Equal(now.ModTime()) {
			return nil, errors.Join(fmt.Errorf("%w: %s", errDamaged, name), e.Close())
		}
	}
	held, err := e.Held(ctx)
	if err != nil {
		return nil, errors.Join(err, e.Close())
	}
	return &kept{Engine: e, held: held, dir: dir}, nil
}

// checkSegment compares a segment's file with the checksum at its end, which bleve
// writes but does not read: the CRC-32 of all before it. (zapx, write.go)
func checkSegment(name string) (sound bool, info os.FileInfo, err error) {
	if info, err = os.Stat(name); err != nil {
		return false, nil, fmt.Errorf("check segment: %w", err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return false, nil, fmt.Errorf("check segment: %w", err)
	}
	end := len(data) - crc32.Size
	return end >= 0 && crc32.ChecksumIEEE(data[:end]) == binary.BigEndian.Uint32(data[end:]), info, nil
}

// A change is what must be written to make an engine hold a snapshot.
type change struct {
	keys   []string            // articles to add, in order
	remove map[string]Revision // what goes, or is replaced by one of the keys
	size   int                 // documents
}

// changeTo works out what k lacks of a snapshot, and what it has too much.
func (k *kept) changeTo(s *snapshot) change {
	c := change{remove: map[string]Revision{}}
	for _, a := range s.corpus.Articles {
		e := s.articles[a.ID]
		held, ok := k.held[e.ID]
		if ok && held.Hash != e.hash {
			c.remove[e.ID] = held
		}
		if held != (Revision{e.hash, len(e.passages)}) {
			c.keys = append(c.keys, e.ID)
			c.size += len(e.passages)
		}
	}
	for key, rev := range k.held {
		if s.articles[key] == nil {
			c.remove[key] = rev
			c.size += rev.Documents
		}
	}
	return c
}

// apply writes a change in batches, on all processors. Stopped half-way, it leaves
// whole articles of the one state or the other.
func (k *kept) apply(ctx context.Context, s *snapshot, c change, progress func(done, total int)) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	batch := buildBatch
	if k.dir == "" {
		batch = inMemoryBatch
	}
	keys := make(chan string)
	var workers sync.WaitGroup
	var mu sync.Mutex // one report at a time
	done := 0
	for range min(runtime.GOMAXPROCS(0), 1+c.size/batch) { // of a small corpus one segment
		workers.Go(func() {
			var add []Document
			remove := map[string]Revision{}
			write := func() {
				if len(add)+len(remove) == 0 || ctx.Err() != nil {
					return
				}
				if err := k.write(ctx, remove, add); err != nil {
					cancel(err)
					return
				}
				mu.Lock()
				defer mu.Unlock()
				if done += len(add); progress != nil && len(add) > 0 {
					progress(done, c.size)
				}
				add, remove = add[:0], map[string]Revision{}
			}
			for key := range keys {
				if rev, ok := c.remove[key]; ok {
					remove[key] = rev
				}
				if add = append(add, s.articles[key].documents()...); len(add) >= batch {
					write()
				}
			}
			write()
		})
	}
	for _, key := range c.keys {
		if ctx.Err() != nil {
			break
		}
		keys <- key
	}
	close(keys)
	workers.Wait()
	if err := context.Cause(ctx); err != nil {
		return err
	}
	gone := map[string]Revision{}
	for key, rev := range c.remove {
		if k.held[key] == rev {
			gone[key] = rev
		}
	}
	if len(gone) == 0 {
		return nil
	}
	return k.write(ctx, gone, nil)
}

// applyAtOnce writes a change as one: all of it is done, or nothing.
func (k *kept) applyAtOnce(ctx context.Context, s *snapshot, c change) error {
	var add []Document
	for _, key := range c.keys {
		add = append(add, s.articles[key].documents()...)
	}
	k.inPlace++
	return k.write(ctx, c.remove, add)
}

// compactAndReopen puts an index that was built to the disk, its segments merged into one if it
// is large, and opens it again: then bleve gives up the files that it has no use for.
func (k *kept) compactAndReopen(ctx context.Context, merge bool) (err error) {
	if b, ok := k.Engine.(*bleveEngine); ok && merge {
		if err := b.compact(ctx); err != nil {
			return err
		}
	}
	if err := k.Close(); err != nil {
		return fmt.Errorf("reopen index: %w", err)
	}
	k.Engine, err = openBleve(k.dir)
	return err
}

// write writes to the engine and keeps the books of what it holds.
func (k *kept) write(ctx context.Context, remove map[string]Revision, add []Document) error {
	if err := k.Write(ctx, remove, add); err != nil {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	for key := range remove {
		delete(k.held, key)
	}
	for i := range add {
		d := &add[i]
		k.held[d.Key] = Revision{d.Hash, d.Number + 1}
	}
	return nil
}

// lock takes the folder for this process, or says who holds it.
func lock(ctx context.Context, dir string) (release func() error, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make index folder: %w", err)
	}
	name := filepath.Join(dir, "lock")
	l := flock.New(name)
	ctx, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	ok, err := l.TryLockContext(ctx, lockWait/10)
	if !ok {
		if err != nil && !errors.Is(err, context.DeadlineExceeded) {
			return nil, fmt.Errorf("lock index folder: %w", err)
		}
		return nil, &HeldError{Dir: dir, Holder: holder(name)}
	}
	// For people and HeldError only: the lock itself is the operating system's.
	if err := os.WriteFile(name, []byte(strconv.Itoa(os.Getpid())), 0o644); err != nil {
		return nil, errors.Join(fmt.Errorf("lock index folder: %w", err), l.Unlock())
	}
	return l.Unlock, nil
}

// A HeldError says that another process holds the index's folder.
type HeldError struct {
	Dir    string
	Holder string // "process 4711", or "another process"
}

func (e *HeldError) Error() string {
	return fmt.Sprintf("index in %s is held by %s", e.Dir, e.Holder)
}

func holder(lockFile string) string {
	data, _ := os.ReadFile(lockFile)
	if pid := strings.TrimSpace(string(data)); pid != "" {
		return "process " + pid
	}
	return "another process"
}
