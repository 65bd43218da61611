package index

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/sync/singleflight"

	"onrecord/corpus"
)

// A Shared is an engine that keeps the articles, too, for several bots.
type Shared interface {
	Engine
	Store
	// Version returns the version of the coverage that is searched, see [corpus.Scope]. It
	// is asked for all the time.
	Version(context.Context) (string, error)
}

// A Loading is a state of the coverage in a shared engine that can be written to.
type Loading interface {
	writer
	Held(context.Context) (map[string]Revision, error)
	// Finish has what was written searched, if it is all of the coverage.
	Finish(context.Context, *Coverage, []corpus.Identity) error
}

// loadBatch is how many passages at a time are sent to a shared engine.
const loadBatch = 500

// Load brings the coverage in a shared engine up to a corpus. What is there is not sent
// again, so that a load that was interrupted is taken up by the next. A few changes go to the
// state that is searched at present, if there is one; more to one beside it, by the name of
// the corpus's version, which takes its place when it is complete.
func Load(ctx context.Context, c *corpus.Corpus, present Loading, beside func(ctx context.Context, version string) (Loading, error), progress func(done, total int)) error {
	s, err := newSnapshot(c, &snapshot{})
	if err != nil {
		return err
	}
	to := present
	var missing *change
	if to != nil {
		missing, err = s.missingFrom(ctx, to)
	}
	if err == nil && (to == nil || missing.size > mostInPlace) {
		if to, err = beside(ctx, c.Version); err == nil {
			missing, err = s.missingFrom(ctx, to)
		}
	}
	if err == nil {
		err = missing.writeAll(ctx, to, loadBatch, progress)
	}
	if err == nil {
		err = to.Finish(ctx, &s.coverage, c.People)
	}
	if err != nil {
		return fmt.Errorf("load coverage: %w", err)
	}
	return nil
}

// missingFrom works out what must be written to a state of the coverage.
func (s *snapshot) missingFrom(ctx context.Context, to Loading) (*change, error) {
	held, err := to.Held(ctx)
	return s.changeFrom(held), err
}

// lookAgain is how long what is known of shared coverage is believed: after that, the next
// search asks whether it is another.
const lookAgain = 2 * time.Second

// A Follower searches the coverage in a shared engine as it is now, while others write it.
type Follower struct {
	Reader
	shared    Shared
	thesaurus *Thesaurus
	now       atomic.Pointer[sighting]
	looking   singleflight.Group
	entries   *lru.Cache[revised, *Entry]
	clock     func() time.Time
}

// mostEntries is how many articles a follower remembers: those of a few pages, some megabytes.
const mostEntries = 128

// A sighting is what is known of the coverage, and when it was found out.
type sighting struct {
	*searcher
	at time.Time
}

// Follow returns a follower, which closes the engine when it is closed. The engine need not
// be reached yet: while it is away, searches fail with [corpus.ErrAway].
func Follow(shared Shared, t *Thesaurus) *Follower {
	f := &Follower{shared: shared, thesaurus: t, clock: time.Now}
	f.begin = f.current
	f.entries, _ = lru.New[revised, *Entry](mostEntries) // it fails for sizes below 1 only
	return f
}

// Close gives up the engine.
func (f *Follower) Close() error { return f.shared.Close() }

// current begins a search of the coverage as it is, or was a moment ago.
func (f *Follower) current(ctx context.Context) (now *searcher, done func(), err error) {
	if last := f.now.Load(); last != nil && f.clock().Sub(last.at) < lookAgain {
		return last.searcher, func() {}, nil
	}
	// Searches that come together ask once, and whose time is over does not end that.
	looked := f.looking.DoChan("", func() (any, error) { return f.look(context.WithoutCancel(ctx)) })
	select {
	case <-ctx.Done():
		err = ctx.Err()
	case found := <-looked:
		if err = found.Err; err == nil {
			return found.Val.(*searcher), func() {}, nil
		}
	}
	if errors.Is(err, context.DeadlineExceeded) {
		err = fmt.Errorf("%w: %w", corpus.ErrAway, err)
	}
	return nil, nil, fmt.Errorf("look up coverage: %w", err)
}

// lookWithin is how long it may take to find out what the coverage is: members wait for it.
const lookWithin = 8 * time.Second

// look finds out what the coverage is now. A searcher stays while it is the same.
func (f *Follower) look(ctx context.Context) (_ *searcher, err error) {
	ctx, cancel := context.WithTimeout(ctx, lookWithin)
	defer cancel()
	defer caught(&err) // nobody else would: it has a goroutine of its own
	version, err := f.shared.Version(ctx)
	if err != nil {
		return nil, err
	}
	if last := f.now.Load(); last != nil && last.coverage.Version == version {
		f.now.Store(&sighting{last.searcher, f.clock()})
		return last.searcher, nil
	}
	coverage, err := f.shared.Coverage(ctx)
	if err != nil {
		return nil, err
	}
	now := newSearcher(f.shared, f.shared, coverage, f.thesaurus)
	now.entries = f.entries
	f.now.Store(&sighting{now, f.clock()})
	return now, nil
}
