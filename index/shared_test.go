package index

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"onrecord/corpus"
)

// A warehouse is a shared engine in memory: bleve's, and what was written of articles.
type warehouse struct {
	Engine
	mu       sync.Mutex
	store    *snapshot // nil until a load is finished
	away     bool
	looks    int
	written  int // articles
	failAt   int // the article that cannot be written; 0: none
	finished []string
}

func newWarehouse(t testing.TB) *warehouse {
	t.Helper()
	e, err := newBleve("")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return &warehouse{Engine: e}
}

func (w *warehouse) Write(ctx context.Context, remove map[string]Revision, add []Addition) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	for range add {
		if w.written++; w.written == w.failAt {
			return errors.New("no space is left")
		}
	}
	return w.Engine.Write(ctx, remove, add)
}

func (w *warehouse) Finish(_ context.Context, c *Coverage, _ []corpus.Identity) error {
	w.finished = append(w.finished, fmt.Sprintf("%d articles, %d passages", c.Articles, c.Passages))
	return nil
}

// beside is the warehouse itself, where nothing is searched yet.
func (w *warehouse) beside(context.Context, string) (Loading, error) { return w, nil }

// ferries are so many articles.
func ferries(t testing.TB, n int) *corpus.Corpus {
	t.Helper()
	var articles []*corpus.Article
	for i := range n {
		a, err := corpus.New(fmt.Sprintf("ferry%03d", i), corpus.Meta{Title: "Ferry", Form: corpus.Full}, fmt.Sprintf("Ferry %d was late.", i))
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, a)
	}
	return newCorpus(t, articles)
}

func TestLoadTakesUpWhatWasInterrupted(t *testing.T) {
	w := newWarehouse(t)
	w.failAt = 3*loadBatch + 7
	c := ferries(t, 5*loadBatch)
	if err := Load(t.Context(), c, nil, w.beside, nil); err == nil || !strings.Contains(err.Error(), "no space is left") || len(w.finished) > 0 {
		t.Fatalf("the load ends with %v, and %v is finished", err, w.finished)
	}
	w.failAt, w.written = 0, 0
	last := 0
	if err := Load(t.Context(), c, nil, w.beside, func(done, total int) { last = done }); err != nil {
		t.Fatal(err)
	}
	if w.written >= len(c.Articles) || w.written == 0 || last != w.written {
		t.Errorf("%d of %d articles are sent again, and %d shown", w.written, len(c.Articles), last)
	}
	if want := []string{"2500 articles, 2500 passages"}; !slices.Equal(w.finished, want) {
		t.Errorf("finished is %q, want %q", w.finished, want)
	}
}

func TestLoadWritesFewChangesToWhatIsSearched(t *testing.T) {
	w := newWarehouse(t)
	noOther := func(context.Context, string) (Loading, error) { return nil, errors.New("another state is begun") }
	if err := Load(t.Context(), ferries(t, 40), w, noOther, nil); err != nil {
		t.Fatal(err)
	}
	w.written = 0
	if err := Load(t.Context(), ferries(t, 43), w, noOther, nil); err != nil || w.written != 3 {
		t.Errorf("%d articles are sent (%v), want 3", w.written, err)
	}
	if err := Load(t.Context(), ferries(t, 10), w, noOther, nil); err != nil {
		t.Error(err)
	}
	held, err := w.Held(t.Context())
	if err != nil || len(held) != 10 {
		t.Errorf("%d articles are left (%v), want 10", len(held), err)
	}
	if err := Load(t.Context(), ferries(t, 11+mostInPlace), w, noOther, nil); err == nil || !strings.Contains(err.Error(), "another state is begun") {
		t.Errorf("many changes are written to what is searched: %v", err)
	}
}

// Version and the others are the snapshot's, while it is not away.
func (w *warehouse) Version(context.Context) (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.looks++
	if w.away {
		return "", fmt.Errorf("connect: %w", corpus.ErrAway)
	}
	return w.store.corpus.Version, nil
}

func (w *warehouse) Coverage(ctx context.Context) (*Coverage, error) {
	return w.store.Coverage(ctx)
}

func (w *warehouse) Entries(ctx context.Context, ids []string) ([]*Entry, error) {
	return w.store.Entries(ctx, ids)
}

func (w *warehouse) List(ctx context.Context, l corpus.Listing) ([]string, int, error) {
	return w.store.List(ctx, l)
}

func (w *warehouse) Outlets(ctx context.Context, l corpus.Listing) ([]corpus.OutletCount, error) {
	return w.store.Outlets(ctx, l)
}

func (w *warehouse) People(ctx context.Context, names [][]string, limit int, places bool) ([]corpus.Identity, error) {
	return w.store.People(ctx, names, limit, places)
}

func (w *warehouse) AreNames(ctx context.Context, terms []string) ([]bool, error) {
	return w.store.AreNames(ctx, terms)
}

func (w *warehouse) Suggest(ctx context.Context, kind corpus.NameKind, typed []string, alike bool, limit int) ([]string, error) {
	return w.store.Suggest(ctx, kind, typed, alike, limit)
}

// hold has the warehouse hold so many ferries.
func (w *warehouse) hold(t *testing.T, n int) {
	t.Helper()
	c := ferries(t, n)
	if err := Load(t.Context(), c, w, nil, nil); err != nil {
		t.Fatal(err)
	}
	s, err := newSnapshot(c, &snapshot{})
	if err != nil {
		t.Fatal(err)
	}
	w.mu.Lock()
	w.store = s
	w.mu.Unlock()
}

func TestFollowerSeesWhatOthersWrite(t *testing.T) {
	w := newWarehouse(t)
	w.away = true
	synonyms := DefaultThesaurus()
	f := Follow(w, synonyms)
	now := time.Now()
	f.clock = func() time.Time { return now }
	ask := func() (int, error) {
		ans, err := f.Search(t.Context(), corpus.Query{Text: "ferry"})
		return ans.Total, err
	}
	if _, err := ask(); !errors.Is(err, corpus.ErrAway) {
		t.Errorf("while it is away: %v", err)
	}
	w.hold(t, 3)
	w.away = false
	if n, err := ask(); err != nil || n != 3 {
		t.Errorf("once it is there: %d, %v", n, err)
	}
	looks := w.looks
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if n, err := ask(); err != nil || n != 3 {
				t.Errorf("%d, %v", n, err)
			}
		})
	}
	all.Wait()
	if w.looks != looks {
		t.Errorf("twenty searches look %d times whether it has changed", w.looks-looks)
	}
	w.hold(t, 5)
	now = now.Add(lookAgain)
	if n, err := ask(); err != nil || n != 5 {
		t.Errorf("after a change: %d, %v", n, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	now = now.Add(lookAgain)
	if _, err := f.Search(ctx, corpus.Query{Text: "ferry"}); !errors.Is(err, context.Canceled) {
		t.Errorf("a search that is called off: %v", err)
	}
}

// A hung engine answers nothing, or panics.
type hung struct {
	Shared
	panics bool
}

func (h hung) Version(ctx context.Context) (string, error) {
	if h.panics {
		panic("a node fell over")
	}
	<-ctx.Done()
	return "", ctx.Err()
}

func TestFollowerWaitsForNoOneForLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		if _, err := Follow(hung{}, nil).Scope(t.Context(), corpus.Query{}); !errors.Is(err, corpus.ErrAway) {
			t.Errorf("a node that hangs: %v", err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := Follow(hung{}, nil).Scope(ctx, corpus.Query{}); !errors.Is(err, corpus.ErrAway) {
			t.Errorf("a member who has no time: %v", err)
		}
		if _, err := Follow(hung{panics: true}, nil).Scope(t.Context(), corpus.Query{}); err == nil || !strings.Contains(err.Error(), "a node fell over") {
			t.Errorf("a panic: %v", err)
		}
		synctest.Wait()
		time.Sleep(lookWithin) // of the bubble's clock
	})
}
