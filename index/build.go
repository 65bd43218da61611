package index

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/gofrs/flock"
	"golang.org/x/sync/errgroup"
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

// How many passages are written to the engine at once. In memory, where bleve does not
// merge them, every batch stays a segment.
const (
	buildBatch    = 1500
	inMemoryBatch = 6000
)

// processors is how many workers build at once.
var processors = runtime.GOMAXPROCS(0)

var errDamaged = errors.New("kept index is damaged")

// A kept is an engine and the folder that it is kept in.
type kept struct {
	Engine
	dir     string // "" in memory
	inPlace int    // replacements that were written to it
}

// keptPrefix begins the names of the folders in which indexes are kept. Of several
// the one with the highest number counts: a younger one is in the making, or was
// when the machine stopped.
const keptPrefix = "index-"

// openKept opens the youngest sound index in a folder, or makes one, and says what it
// holds. Others are removed once it is in use, see removeOthers.
func openKept(ctx context.Context, opts *Options) (k *kept, held map[string]Revision, err error) {
	folders, _, err := keptIn(opts.Dir)
	if err != nil {
		return nil, nil, err
	}
	for _, dir := range slices.Backward(folders) {
		k, held, err := openSound(ctx, dir)
		if err == nil {
			return k, held, nil
		}
		opts.Log.Warn("the kept index is damaged or of another version, and is built again", "folder", dir, "err", err)
	}
	k, err = newKept(opts)
	return k, nil, err
}

// newKept makes an empty index, beside those in the folder.
func newKept(opts *Options) (*kept, error) {
	_, dir, err := keptIn(opts.Dir)
	if err != nil {
		return nil, err
	}
	e, err := newBleve(dir)
	if err != nil {
		return nil, err
	}
	return &kept{Engine: e, dir: dir}, nil
}

// keptIn returns the folders of the indexes in a folder, the oldest first, and that of the next;
// in "" there are none.
func keptIn(dir string) (folders []string, next string, err error) {
	if dir == "" {
		return nil, "", nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, "", fmt.Errorf("read index folder: %w", err)
	}
	var numbers []int
	for _, e := range entries {
		rest, ok := strings.CutPrefix(e.Name(), keptPrefix)
		if n, err := strconv.Atoi(rest); ok && err == nil {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	last := 0
	for _, n := range numbers {
		folders, last = append(folders, filepath.Join(dir, keptPrefix+strconv.Itoa(n))), n
	}
	return folders, filepath.Join(dir, keptPrefix+strconv.Itoa(last+1)), nil
}

// removeOthers removes all indexes in the folder but this one.
func (k *kept) removeOthers(opts *Options) error {
	folders, _, err := keptIn(opts.Dir)
	for _, dir := range folders {
		if dir != k.dir {
			err = errors.Join(err, removeKept(dir))
		}
	}
	return err
}

// removeKept removes an index, but no file that is not one of bleve's or the vectors.
func removeKept(dir string) error {
	if info, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) || err == nil && !info.IsDir() {
		return nil
	}
	var err error
	for _, name := range []string{"store", "index_meta.json", vectorsFile, vectorsUnderway} {
		err = errors.Join(err, os.RemoveAll(filepath.Join(dir, name)))
	}
	_ = os.Remove(dir) // it stays if it holds other files
	return err
}

// openSound opens an index if its files are what was written, and says what it holds.
func openSound(ctx context.Context, dir string) (k *kept, held map[string]Revision, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: bleve panicked: %v", errDamaged, p)
		}
	}()
	if dir == "" {
		return nil, nil, errors.New("it was kept in memory")
	}
	bad, err := badSegments(dir)
	if err != nil {
		return nil, nil, err
	}
	e, err := openBleve(dir) // which removes what it was writing when the machine stopped
	if err != nil {
		return nil, nil, err
	}
	for _, name := range bad {
		if _, err := os.Stat(name); err == nil {
			return nil, nil, errors.Join(fmt.Errorf("%w: %s", errDamaged, name), e.Close())
		}
	}
	held, err = e.Held(ctx)
	if err == nil && len(held) == 0 { // bleve opens one so whose segments are gone
		err = fmt.Errorf("%w: it is empty", errDamaged)
	}
	if err != nil {
		return nil, nil, errors.Join(err, e.Close())
	}
	return &kept{Engine: e, dir: dir}, held, nil
}

// badSegments returns the names of the segments that do not end with the checksum of
// all before it, a CRC-32, which bleve writes but does not read. (zapx, write.go)
func badSegments(dir string) ([]string, error) {
	names, err := filepath.Glob(filepath.Join(dir, "store", "*.zap"))
	if err != nil {
		return nil, fmt.Errorf("check segments: %w", err)
	}
	var bad []string
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("check segments: %w", err)
		}
		end := len(data) - crc32.Size
		if end < 0 || crc32.ChecksumIEEE(data[:end]) != binary.BigEndian.Uint32(data[end:]) {
			bad = append(bad, name)
		}
	}
	return bad, nil
}

// A change is what must be written to an engine that is to hold a snapshot.
type change struct {
	*snapshot
	held     map[string]Revision // what the engine holds
	articles []string            // that are to be added, replaced or removed
	size     int                 // of all of them
}

// changeFrom works out what must be written to an engine that holds some articles.
func (s *snapshot) changeFrom(held map[string]Revision) *change {
	c := &change{snapshot: s, held: held}
	for id, rev := range s.revisions() {
		if held[id] != rev {
			c.articles = append(c.articles, id)
		}
	}
	for id := range held {
		if s.articles[id] == nil {
			c.articles = append(c.articles, id)
		}
	}
	slices.Sort(c.articles)
	for _, id := range c.articles {
		c.size += c.sizeOf(id)
	}
	return c
}

// sizeOf is how many documents of an article are written, or removed where none is.
func (c *change) sizeOf(id string) int {
	if e := c.snapshot.articles[id]; e != nil {
		return len(e.passages)
	}
	return c.held[id].Documents
}

// A writer takes what is written of articles, see [Engine].
type writer interface {
	Write(ctx context.Context, remove map[string]Revision, add []Addition) error
}

// write writes some articles of a change, at once.
func (c *change) write(ctx context.Context, to writer, articles []string) error {
	remove := map[string]Revision{}
	var add []Addition
	for _, id := range articles {
		if rev, ok := c.held[id]; ok {
			remove[id] = rev
		}
		if e := c.snapshot.articles[id]; e != nil {
			add = append(add, Addition{e, e.documents()})
		}
	}
	return to.Write(ctx, remove, add)
}

// writeAll writes a change in batches of so many documents, on all processors. Stopped
// half-way, it leaves whole articles of the one state or the other.
func (c *change) writeAll(ctx context.Context, to writer, batch int, progress func(done, total int)) error {
	workers, working := errgroup.WithContext(ctx)
	workers.SetLimit(processors)
	var mu sync.Mutex // one report at a time
	done := 0
	for rest := c.articles; len(rest) > 0; {
		n, size := 0, 0
		for n < len(rest) && size < batch {
			size += c.sizeOf(rest[n])
			n++
		}
		articles := rest[:n]
		rest = rest[n:]
		workers.Go(func() error {
			if err := c.write(working, to, articles); err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			if done += size; progress != nil {
				progress(done, c.size)
			}
			return nil
		})
	}
	return cmp.Or(workers.Wait(), ctx.Err())
}

// apply writes a change to an index that is not searched yet.
func (k *kept) apply(ctx context.Context, c *change, opts *Options) error {
	if len(c.articles) == 0 {
		return nil
	}
	if c.size > buildBatch {
		defer debug.FreeOSMemory() // what building took is not needed again
	}
	batch := buildBatch
	if k.dir == "" {
		batch = inMemoryBatch
	}
	if err := c.writeAll(ctx, k, batch, opts.Progress); err != nil {
		return err
	}
	if b, ok := k.Engine.(*bleveEngine); ok && k.dir != "" && c.size > buildBatch {
		return b.compact(ctx)
	}
	return nil
}

// lock takes the folder for this process, or says who holds it.
func lock(dir string) (release func() error, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make index folder: %w", err)
	}
	name := filepath.Join(dir, "lock")
	l := flock.New(name)
	free, err := l.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock index folder: %w", err)
	}
	if !free {
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
