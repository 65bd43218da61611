package index

import (
	"context"
	"errors"
	"sync"

	"onrecord/corpus"
)

// A Live is an index that can be replaced by one over another corpus while it is
// searched. Every search runs on one index from beginning to end; the old one is
// closed when the last search on it is over. It is safe for use by many
// goroutines.
type Live struct {
	opts      Options
	release   func() error    // gives up the folder; nil in memory
	replacing sync.Mutex      // one replacement at a time
	closed    context.Context // over when the Live is closed, and what Replace does with it
	close     context.CancelFunc

	mu  sync.Mutex
	now *generation // nil once closed
}

// A generation is one index and the searches that are on their way in it.
type generation struct {
	*Index
	users sync.WaitGroup // grows only while the generation is Live.now
}

var errClosed = errors.New("index: closed")

// OpenLive opens an index as Open does.
func OpenLive(ctx context.Context, c *corpus.Corpus, opts Options) (*Live, error) {
	x, err := Open(ctx, c, opts)
	if err != nil {
		return nil, err
	}
	// The folder is held as long as the Live, not as long as its first index.
	l := &Live{opts: opts, release: x.release, now: &generation{Index: x}}
	l.closed, l.close = context.WithCancel(context.Background())
	x.release = nil
	return l, nil
}

// Replace makes an index over c beside the present one and puts it in its place.
// Only articles that are not in the present corpus as they are are analysed, and
// those whose people are known by other roles now. When it fails, the present one
// stays and goes on answering. It does nothing when c has the version of the
// corpus that is there. In a folder, what is kept is of c before c is searched.
//
// What changes is indexed apart. When that has become much, Replace puts all of it
// together before it returns, but c is searched already meanwhile.
func (l *Live) Replace(ctx context.Context, c *corpus.Corpus) error {
	l.replacing.Lock()
	defer l.replacing.Unlock()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(l.closed, cancel)()
	g, err := l.enter()
	if err != nil {
		return err
	}
	if g.corpus.Version == c.Version {
		g.users.Done()
		return nil
	}
	next, err := g.next(ctx, c, l.opts)
	g.users.Done()
	switch {
	case err != nil && l.closed.Err() != nil:
		return errClosed
	case err != nil:
		return err
	}
	if err := l.put(&generation{Index: next}); err != nil || !next.untidy() {
		return err
	}
	tidy, err := next.tidy(ctx, l.opts)
	if err != nil {
		// It answers as it is, and the next time it is tried again.
		l.opts.log().Warn("the index was not put together", "err", err)
		return nil
	}
	return l.put(&generation{Index: tidy})
}

// put makes g the present generation and closes the one before, when its last
// search is over.
func (l *Live) put(g *generation) error {
	l.mu.Lock()
	old := l.now
	if old != nil {
		l.now = g
	}
	l.mu.Unlock()
	switch {
	case old != nil:
		old.users.Wait()
		return old.Close()
	case g != nil: // closed while g was built
		return errors.Join(errClosed, g.Close())
	}
	return errClosed
}

// enter returns the present generation; the caller must call its users.Done.
func (l *Live) enter() (*generation, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.now == nil {
		return nil, errClosed
	}
	l.now.users.Add(1)
	return l.now, nil
}

// Search answers a query as Index.Search does.
func (l *Live) Search(ctx context.Context, q corpus.Query) (corpus.Answer, error) {
	g, err := l.enter()
	if err != nil {
		return corpus.Answer{}, err
	}
	defer g.users.Done()
	return g.Search(ctx, q)
}

// Alike finds the articles that are likeliest to hold a text, as Index.Alike does.
func (l *Live) Alike(ctx context.Context, text string, limit int) ([]*corpus.Article, error) {
	g, err := l.enter()
	if err != nil {
		return nil, err
	}
	defer g.users.Done()
	return g.Alike(ctx, text, limit)
}

// Corpus returns the corpus that is searched at present. It stays whole when it
// is replaced. It is nil once the Live is closed.
func (l *Live) Corpus() *corpus.Corpus {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.now == nil {
		return nil
	}
	return l.now.Corpus()
}

// Close ends a replacement and waits for the searches that are on their way, and
// gives up the index and its folder. Searches after it fail.
func (l *Live) Close() error {
	l.close()
	err := l.put(nil)
	l.replacing.Lock() // whoever holds it may still write to the folder
	defer l.replacing.Unlock()
	if l.release != nil {
		err = errors.Join(err, l.release())
	}
	return err
}
