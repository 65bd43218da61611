package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"

	"onrecord/corpus"
)

// An Index searches a corpus, which can be replaced by another while it is searched:
// every search runs on one corpus from beginning to end. It is safe for use by many
// goroutines.
type Index struct {
	Reader
	opts      Options
	release   func() error // gives up the folder; nil in memory
	replacing sync.Mutex   // one replacement at a time
	closing   context.Context
	close     context.CancelFunc

	searching sync.RWMutex // held for reading by every search
	now       *searcher    // nil once closed, and while the engine is lost, see writeInPlace
	snapshot  *snapshot
	kept      *kept // nil while it is lost
	closed    bool
}

var errClosed = errors.New("index is closed")

// Open returns an index over the corpus. With Options.Dir it takes up what an
// earlier run left there, and indexes only what has changed since. It fails with a
// [*HeldError] when another process has the folder.
func Open(ctx context.Context, c *corpus.Corpus, opts Options) (_ *Index, failed error) {
	opts.Thesaurus = cmp.Or(opts.Thesaurus, DefaultThesaurus())
	opts.Log = cmp.Or(opts.Log, slog.New(slog.DiscardHandler))
	first, err := newSnapshot(c, &snapshot{})
	if err != nil {
		return nil, err
	}
	x := &Index{opts: opts, snapshot: first}
	x.begin = x.hold
	x.closing, x.close = context.WithCancel(context.Background())
	if opts.Dir != "" {
		release, err := lock(opts.Dir)
		if err != nil {
			return nil, err
		}
		x.release = release
		defer func() {
			if failed != nil {
				failed = errors.Join(failed, release())
			}
		}()
	}
	var held map[string]Revision
	if x.kept, held, err = openKept(ctx, &opts); err != nil {
		return nil, err
	}
	if err = x.kept.addVectors(ctx, x.snapshot, &opts); err == nil {
		err = x.kept.apply(ctx, x.snapshot.changeFrom(held), &opts)
	}
	if err != nil {
		return nil, errors.Join(err, x.kept.Close())
	}
	x.now = x.searcher(x.kept, x.snapshot)
	if err := x.kept.removeOthers(&opts); err != nil {
		opts.Log.Warn("an index that is no longer used could not be removed", "err", err)
	}
	return x, nil
}

// Bounds on what is written to the index that is being searched, which waits for
// it: more is built beside it.
const (
	mostInPlace  = 2000 // documents
	mostInMemory = 50   // changes, since bleve merges none in memory
)

// Replace makes the index one over c. Only what has changed is analysed. When it
// fails, the present corpus stays and goes on being searched.
func (x *Index) Replace(ctx context.Context, c *corpus.Corpus) (err error) {
	x.replacing.Lock()
	defer x.replacing.Unlock()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(x.closing, cancel)()
	defer func() {
		switch {
		case err == nil:
		case x.closing.Err() != nil:
			err = errClosed
		default:
			err = fmt.Errorf("replace corpus: %w", err)
		}
	}()
	if err := x.closing.Err(); err != nil {
		return err
	}
	next, err := newSnapshot(c, x.snapshot)
	if err != nil {
		return err
	}
	if err := workOutVectors(ctx, next.roomForVectors()); err != nil {
		return err
	}
	change := next.changeFrom(x.snapshot.revisions())
	if x.kept != nil && change.size <= mostInPlace && (x.kept.dir != "" || x.kept.inPlace < mostInMemory) {
		x.searching.Lock()
		defer x.searching.Unlock()
		if err := x.writeInPlace(ctx, change); err != nil {
			return err
		}
		x.now, x.snapshot = x.searcher(x.kept, next), next
		x.kept.inPlace++
		return nil
	}
	beside, err := newKept(&x.opts)
	if err != nil {
		return err
	}
	err = beside.apply(ctx, next.changeFrom(nil), &x.opts)
	if err == nil {
		err = x.closing.Err() // which may not have reached ctx yet
	}
	if err != nil {
		return errors.Join(err, beside.Close(), removeKept(beside.dir))
	}
	beside.keepVectors(next, &x.opts)
	x.searching.Lock()
	old := x.kept
	x.kept, x.now, x.snapshot = beside, x.searcher(beside, next), next
	x.searching.Unlock()
	if old != nil {
		err = old.Close()
	}
	if err := errors.Join(err, beside.removeOthers(&x.opts)); err != nil {
		x.opts.Log.Warn("the index before could not be removed", "err", err) // the new one is searched all the same
	}
	return nil
}

// writeInPlace writes a change to the index that is searched. When it fails, as on a full disk, bleve
// is of no use any more, and what is on disk is taken up again. If that cannot be either, there is
// nothing to search until a replacement, which is built beside, succeeds.
func (x *Index) writeInPlace(ctx context.Context, c *change) (err error) {
	write := func() (err error) {
		defer caught(&err)
		return c.write(ctx, x.kept, c.articles)
	}
	if err = write(); err == nil || ctx.Err() != nil {
		return err // bleve is asked for nothing once ctx has ended
	}
	if closing := x.kept.Close(); closing != nil {
		x.opts.Log.Warn("the index could not be closed", "err", closing)
	}
	again, held, opening := openSound(ctx, x.kept.dir)
	if opening == nil && len(x.snapshot.changeFrom(held).articles) > 0 {
		opening = errors.Join(fmt.Errorf("%w: it does not hold the present corpus", errDamaged), again.Close())
	}
	if opening != nil {
		x.kept, x.now = nil, nil
		return errors.Join(err, opening)
	}
	x.kept, x.now = again, x.searcher(again, x.snapshot)
	return err
}

func (x *Index) searcher(e Engine, s *snapshot) *searcher {
	return newSearcher(e, s, &s.coverage, x.opts.Thesaurus)
}

// hold begins a search of the corpus as it is now, which stays until done is called.
func (x *Index) hold(context.Context) (now *searcher, done func(), err error) {
	x.searching.RLock()
	switch {
	case x.now != nil:
		return x.now, x.searching.RUnlock, nil
	case !x.closed:
		err = fmt.Errorf("%w: the index was lost, and is built again when there is room", corpus.ErrAway)
	default:
		err = errClosed
	}
	x.searching.RUnlock()
	return nil, nil, err
}

// Close ends a replacement, waits for the searches that are on their way, and gives
// up the index and its folder. Searches after it fail.
func (x *Index) Close() (err error) {
	x.close()
	x.replacing.Lock()
	defer x.replacing.Unlock()
	x.searching.Lock()
	defer x.searching.Unlock()
	if x.closed {
		return errClosed
	}
	x.closed, x.now = true, nil
	if x.kept != nil {
		err = x.kept.Close()
	}
	if x.release != nil {
		err = errors.Join(err, x.release())
	}
	return err
}
