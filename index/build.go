package index

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/gofrs/flock"

	"onrecord/corpus"
)

// lockWait is how long Open waits for another process to let go of the folder.
const lockWait = 500 * time.Millisecond

// Options say how an index is made and kept. The zero value keeps it in memory.
type Options struct {
	// Dir is the folder in which the index is kept from one run to the next. It
	// belongs to one process at a time.
	Dir string
	// Progress is called now and then while an index is built.
	Progress func(done, total int)
	// Thesaurus holds synonyms; nil means DefaultThesaurus.
	Thesaurus *Thesaurus
	// Log is told when a kept index is found damaged; nil means nobody.
	Log *slog.Logger
}

// Open returns an index over the corpus. With Options.Dir it takes up what an
// earlier run left there if that was made of the same corpus and is whole, and
// builds it anew beside it otherwise.
func Open(ctx context.Context, c *corpus.Corpus, opts Options) (*Index, error) {
	if opts.Dir == "" {
		return open(ctx, c, opts)
	}
	release, err := lock(ctx, opts.Dir)
	if err != nil {
		return nil, err
	}
	x, err := open(ctx, c, opts)
	if err != nil {
		return nil, errors.Join(err, release())
	}
	x.release = release
	return x, nil
}

// open is Open in a folder that is held already.
func open(ctx context.Context, c *corpus.Corpus, opts Options) (*Index, error) {
	x, err := newIndex(c, opts)
	if err != nil {
		return nil, err
	}
	if opts.Dir != "" {
		err := x.takeUp(ctx, opts)
		if err == nil {
			return x, nil
		}
		if errors.Is(err, errDamaged) {
			opts.log().Warn("the kept index is damaged and is built anew", "folder", opts.current())
		}
	}
	if x.forward, err = survey(ctx, c); err != nil {
		return nil, err
	}
	return x, x.invert(ctx, opts)
}

// newIndex returns an index that has neither a forward index nor a store yet.
func newIndex(c *corpus.Corpus, opts Options) (x *Index, err error) {
	x = &Index{corpus: c, thesaurus: opts.Thesaurus, sources: sourceTerms(c.Articles)}
	if x.thesaurus == nil {
		if x.thesaurus, err = DefaultThesaurus(); err != nil {
			return nil, err
		}
	}
	if opts.Dir != "" {
		x.people = peopleHash(c)
	}
	return x, nil
}

func (o *Options) log() *slog.Logger {
	if o.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return o.Log
}

// current is the folder of the index that is kept, next that of one in the making.
func (o *Options) current() string { return filepath.Join(o.Dir, "current") }
func (o *Options) next() string    { return filepath.Join(o.Dir, "next") }

// takeUp opens a kept index; the error is errDamaged when it was whole once and
// is not any more, and another one when there is none for this corpus.
func (x *Index) takeUp(ctx context.Context, opts Options) error {
	dir := opts.current()
	files, err := checkSeal(dir, x.corpus.Version, x.people)
	if err != nil {
		return err
	}
	if x.forward, err = readForward(filepath.Join(dir, forwardFile), x.corpus.Articles); err != nil {
		return err
	}
	return x.openStore(ctx, dir, files)
}

// openStore opens what is kept in a folder with the given files.
func (x *Index) openStore(ctx context.Context, dir string, files map[string]string) error {
	// Read-only, so that bleve neither merges nor writes, and the seal stays true.
	b, err := bleve.OpenUsing(filepath.Join(dir, bleveDir), map[string]any{"bolt_timeout": lockWait.String(), "read_only": true})
	if err != nil {
		return fmt.Errorf("%w: %w", errDamaged, err)
	}
	large, err := openInverted(b)
	if err != nil {
		return err
	}
	large.sealed = files
	if x.store, err = newStore(ctx, large, x.forward); err != nil {
		return errors.Join(err, large.close())
	}
	return nil
}

// invert makes the store of the forward index, all of it: in memory, or in the
// folder that is kept.
func (x *Index) invert(ctx context.Context, opts Options) error {
	for i := range x.forward.articles {
		p := &x.forward.articles[i]
		p.doc, p.renamed = uint32(i+1), false
	}
	progress := opts.Progress
	if progress == nil {
		progress = func(int, int) {}
	}
	if opts.Dir != "" {
		files, err := x.write(ctx, opts, progress)
		if err != nil {
			return err
		}
		return x.openStore(ctx, opts.current(), files)
	}
	large, err := invert(ctx, x.forward, upTo(len(x.forward.articles)), progress)
	if err != nil {
		return err
	}
	if x.store, err = newStore(ctx, large, x.forward); err != nil {
		return errors.Join(err, large.close())
	}
	return nil
}

// write writes the index to a folder beside the current one and puts it in its
// place when it is whole. It returns the files that the seal names.
func (x *Index) write(ctx context.Context, opts Options, progress func(done, total int)) (files map[string]string, err error) {
	current, next := opts.current(), opts.next()
	if err := os.RemoveAll(next); err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	if err := os.MkdirAll(next, 0o755); err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(next))
		}
	}()
	if err := writeForward(filepath.Join(next, forwardFile), x.forward); err != nil {
		return nil, err
	}
	parts := filepath.Join(next, "parts")
	b, err := newBleve(parts)
	if err != nil {
		return nil, err
	}
	err = fill(ctx, b, x.forward, upTo(len(x.forward.articles)), progress)
	if err == nil {
		err = compact(ctx, b, filepath.Join(next, bleveDir))
	}
	if err = errors.Join(err, b.Close(), os.RemoveAll(parts)); err != nil {
		return nil, err
	}
	if files, err = hashFiles(next); err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	if err := writeSeal(next, x.corpus.Version, x.people, files); err != nil {
		return nil, err
	}
	if err := os.RemoveAll(current); err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	if err := os.Rename(next, current); err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	return files, nil
}

// lock takes the folder for this process, or says who holds it.
func lock(ctx context.Context, dir string) (release func() error, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("the index folder %s cannot be made: %w", dir, err)
	}
	name := filepath.Join(dir, "lock")
	l := flock.New(name)
	ctx, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	ok, err := l.TryLockContext(ctx, lockWait/10)
	if !ok {
		if err != nil && !errors.Is(err, context.DeadlineExceeded) {
			return nil, fmt.Errorf("the index folder %s cannot be locked: %w", dir, err)
		}
		return nil, &HeldError{Dir: dir, Holder: holder(name)}
	}
	// For people and HeldError only: the lock itself is the operating system's.
	if err := os.WriteFile(name, []byte(strconv.Itoa(os.Getpid())), 0o644); err != nil {
		return nil, errors.Join(fmt.Errorf("the index folder %s cannot be written: %w", dir, err), l.Unlock())
	}
	return l.Unlock, nil
}

// A HeldError says that another process holds the index's folder.
type HeldError struct {
	Dir    string
	Holder string // "process 4711", or "another process"
}

func (e *HeldError) Error() string {
	return fmt.Sprintf("the index in %s is held by %s", e.Dir, e.Holder)
}

func holder(lockFile string) string {
	data, _ := os.ReadFile(lockFile)
	if pid := strings.TrimSpace(string(data)); pid != "" {
		return "process " + pid
	}
	return "another process"
}
