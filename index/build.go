package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/gofrs/flock"

	"onrecord/corpus"
)

// layout is the version of what is kept on disk: it changes when the mapping,
// the terms or the cutting of passages change, and old indexes are then rebuilt.
const layout = 1

// lockWait is how long Open waits for another process to let go of the folder.
const lockWait = 500 * time.Millisecond

// Options say how an index is kept. The zero value keeps it in memory.
type Options struct {
	// Dir is the folder in which the index is kept from one run to the next. It
	// belongs to one process at a time.
	Dir string
}

// Open returns an index over the corpus. With Options.Dir it takes up what an
// earlier run left there if that was built from the same corpus, and builds it
// anew beside the old one otherwise.
func Open(ctx context.Context, c *corpus.Corpus, opts Options) (*Index, error) {
	x := &Index{corpus: c}
	x.survey()
	var err error
	if opts.Dir == "" {
		x.store, err = newStore("")
		if err != nil {
			return nil, fmt.Errorf("index: %w", err)
		}
		if err := fill(ctx, x.store, x.passages); err != nil {
			return nil, errors.Join(err, x.store.Close())
		}
		return x, nil
	}
	if x.release, err = lock(ctx, opts.Dir); err != nil {
		return nil, err
	}
	if x.store, err = openOrBuild(ctx, opts.Dir, c.Version, x.passages); err != nil {
		return nil, errors.Join(err, x.release())
	}
	return x, nil
}

// survey cuts the passages and counts their terms.
func (x *Index) survey() {
	x.df = map[string]int{}
	words := 0
	for _, a := range x.corpus.Articles {
		for _, s := range a.Passages() {
			x.passages = append(x.passages, passage{a, s})
		}
	}
	for _, p := range x.passages {
		terms := p.terms()
		words += len(terms)
		seen := make(map[string]bool, len(terms))
		for _, t := range terms {
			if !seen[t] {
				seen[t] = true
				x.df[t]++
			}
		}
	}
	x.meanLen = max(1, float64(words)/float64(max(1, len(x.passages))))
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

// A seal stands beside a finished index and says what it was built from.
type seal struct {
	Layout   int    `json:"layout"`
	Corpus   string `json:"corpus"`
	Passages int    `json:"passages"`
}

func openOrBuild(ctx context.Context, dir, version string, all []passage) (bleve.Index, error) {
	want := seal{Layout: layout, Corpus: version, Passages: len(all)}
	current := filepath.Join(dir, "current")
	if readSeal(current) == want {
		store, err := bleve.OpenUsing(filepath.Join(current, "bleve"), map[string]any{"bolt_timeout": lockWait.String()})
		if err == nil {
			return store, nil
		}
		// A damaged index is no loss: the corpus is the truth, and it is built anew.
	}
	next := filepath.Join(dir, "next")
	if err := os.RemoveAll(next); err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	if err := os.MkdirAll(next, 0o755); err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	store, err := newStore(filepath.Join(next, "bleve"))
	if err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	if err := fill(ctx, store, all); err != nil {
		return nil, errors.Join(err, store.Close(), os.RemoveAll(next))
	}
	if err := store.Close(); err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	if err := writeSeal(next, want); err != nil {
		return nil, err
	}
	if err := os.RemoveAll(current); err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	if err := os.Rename(next, current); err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	store, err = bleve.OpenUsing(filepath.Join(current, "bleve"), map[string]any{"bolt_timeout": lockWait.String()})
	if err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	return store, nil
}

func readSeal(dir string) (s seal) {
	data, err := os.ReadFile(filepath.Join(dir, "seal.json"))
	if err != nil || json.Unmarshal(data, &s) != nil {
		return seal{}
	}
	return s
}

func writeSeal(dir string, s seal) error {
	data, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "seal.json"), data, 0o644); err != nil {
		return fmt.Errorf("index: %w", err)
	}
	return nil
}
