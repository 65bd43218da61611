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
	release   func() error // gives up the folder; nil in memory
	replacing sync.Mutex   // one replacement at a time

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
	x.release = nil
	return l, nil
}

// Replace builds an index over c beside the present one and puts it in its
// place. When it fails, the present one stays and goes on answering. It does
// nothing when c has the version of the corpus that is there.
func (l *Live) Replace(ctx context.Context, c *corpus.Corpus) error {
	l.replacing.Lock()
	defer l.replacing.Unlock()
	g, err := l.enter()
	if err != nil {
		return err
	}
	same := g.corpus.Version == c.Version
	g.users.Done()
	if same {
		return nil
	}
	next, err := open(ctx, c, l.opts)
	if err != nil {
		return err
	}
	return l.put(&generation{Index: next})
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

// Close waits for the searches that are on their way, and gives up the index and
// its folder. Searches after it fail.
func (l *Live) Close() error {
	err := l.put(nil)
	if l.release != nil {
		err = errors.Join(err, l.release())
	}
	return err
}
