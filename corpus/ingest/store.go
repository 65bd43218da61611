package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/gofrs/flock"

	"onrecord/corpus"
)

// A Store is a folder of articles that drafts are written to. It knows each
// article by a few hundred bytes: its name, its origin, its address and the sketch
// of its text.
type Store struct {
	dir  string
	lock *flock.Flock // nil if nothing is written

	mu       sync.Mutex
	entries  []entry
	texts    sketchIndex      // in the order of entries
	byOrigin map[string][]int // a source goes by its name, which others may have too
	byURL    map[string]int
	names    map[string]bool // in lower case: some file systems do not tell cases apart
	repeats  *Repeats
}

type entry struct {
	name, outlet string
	date         corpus.Date
	review       *review // of an article that was there before
	planned      bool    // in this run
	url          string  // as corpus.AddressKey has it
	spoilt       bool    // by hand: its text is not known
}

// nearText is which share of their runs of words two texts have in common to be
// called nearly the same, as an agency's report in two papers is. sameText is the
// share from which one of two in the same outlet is not worth keeping.
const (
	nearText = 0.6
	sameText = 0.9
)

// OpenStore opens a folder, makes it if need be, and reads what is in it. Only one
// process at a time writes to a folder. With dryRun nothing is made or written.
func OpenStore(ctx context.Context, dir string, dryRun bool) (*Store, error) {
	if real, err := filepath.EvalSymlinks(dir); err == nil { // a link would not be looked into
		dir = real
	}
	s := &Store{dir: dir, byOrigin: map[string][]int{}, byURL: map[string]int{}, names: map[string]bool{}, repeats: &Repeats{}}
	if !dryRun {
		if err := s.hold(); err != nil {
			return nil, err
		}
	}
	if err := s.scan(ctx, dryRun); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (s *Store) hold() error {
	if err := os.MkdirAll(s.dir, 0o755); err != nil {
		return fmt.Errorf("the folder %s cannot be made: %w", s.dir, pathCause(err))
	}
	lock := flock.New(filepath.Join(s.dir, ".import.lock"))
	held, err := lock.TryLock()
	switch {
	case err != nil:
		return fmt.Errorf("nothing can be written to the folder %s: %w", s.dir, pathCause(err))
	case !held:
		return fmt.Errorf("another import is writing to the folder %s: wait until it has ended", s.dir)
	}
	s.lock = lock
	return nil
}

func pathCause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// ownText is which share of their runs of words a source and the article that was made
// of it have in common at the least, however much the source has changed since.
const ownText = 0.2

// own returns the article that was made of a draft's source before. Another file may
// have the same name: its text is another one, or its address.
func (s *Store) own(d *Draft) (n int, known bool) {
	sketch, url := sketchOf(d.Paragraphs), corpus.AddressKey(d.URL)
	best := 0.0
	for _, i := range s.byOrigin[oneLine(d.Source)] {
		e, text := &s.entries[i], s.texts.sketches[i]
		r := sketch.resemblance(text)
		switch {
		case e.spoilt || text.whole == sketch.whole:
			r = 1
		case !e.planned && d.Place != "" && e.review != nil && e.review.place == d.Place:
			r = 1 // a person, or the source's owner, may have written it anew
		case e.planned || url != "" && e.url != "" && url != e.url:
			continue
		}
		if r >= ownText && r > best {
			best, n, known = r, i, true
		}
	}
	return n, known
}

// Close brings the folder to disk and lets go of it.
func (s *Store) Close() error {
	if s.lock == nil {
		return nil
	}
	var err error
	if d, openErr := os.Open(s.dir); openErr == nil {
		err = errors.Join(ignoreInvalid(d.Sync()), d.Close())
	}
	err = errors.Join(err, s.lock.Unlock(), os.Remove(s.lock.Path()))
	s.lock = nil
	return err
}

// ignoreInvalid passes over what file systems say that cannot sync a folder.
func ignoreInvalid(err error) error {
	if errors.Is(err, fs.ErrInvalid) || errors.Is(err, errors.ErrUnsupported) {
		return nil
	}
	return err
}

// scan reads the articles that are there.
func (s *Store) scan(ctx context.Context, dryRun bool) error {
	return filepath.WalkDir(s.dir, func(path string, d fs.DirEntry, err error) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		switch {
		case err != nil && path == s.dir && dryRun && errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return fmt.Errorf("the folder %s cannot be read: %w", path, pathCause(err))
		case d.IsDir() && path != s.dir && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case d.IsDir():
			s.names[strings.ToLower(strings.TrimSuffix(d.Name(), articleEnd))] = true
			return nil
		}
		rel, err := filepath.Rel(s.dir, path)
		if err != nil {
			return err
		}
		// A temporary file of ours is left from a run that was killed.
		if left, _ := filepath.Match(tempPattern, d.Name()); left && rel == d.Name() && !dryRun {
			return os.Remove(path)
		}
		s.take(filepath.ToSlash(rel), path, d)
		return nil
	})
}

// maxArticle is the largest article that a corpus reads.
const maxArticle = 16 << 20

// take notes a file of the folder. What is no sound article is noted by its name
// alone: it is for the corpus to complain about.
func (s *Store) take(rel, path string, d fs.DirEntry) {
	for _, end := range []string{newReviewEnd, newEnd, reviewEnd, articleEnd} {
		if name, ok := strings.CutSuffix(rel, end); ok {
			s.names[strings.ToLower(name)] = true
			if end != articleEnd {
				return
			}
			break
		}
	}
	info, err := d.Info()
	if !strings.HasSuffix(rel, articleEnd) || strings.HasPrefix(d.Name(), "_") || err != nil || !info.Mode().IsRegular() || info.Size() > maxArticle {
		return
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return
	}
	name := strings.TrimSuffix(rel, articleEnd)
	e := entry{name: name}
	if data, err := os.ReadFile(filepath.Join(s.dir, name+reviewEnd)); err == nil {
		r := readReview(data)
		e.review = &r
	}
	a, err := corpus.ParseMarkdown(name, path, data)
	if err != nil { // spoilt by hand: it is known by its review
		if e.review != nil {
			s.add(e, e.review.source, "", nil)
		}
		return
	}
	e.outlet, e.date = a.Outlet, a.Date
	origin := a.Origin
	if e.review != nil {
		origin = e.review.source
		for _, x := range e.review.dropped {
			if x.Rule == repeatedLine && a.Outlet != "" {
				s.repeats.learn(a.Outlet, x.Text)
			}
		}
	}
	var paragraphs []string
	for _, p := range a.Paragraphs() {
		paragraphs = append(paragraphs, a.Body()[p.Start:p.End])
	}
	if a.Form != corpus.Full { // a digest is replaced by its article
		return
	}
	s.add(e, origin, a.URL, paragraphs)
}

func (s *Store) add(e entry, origin, url string, paragraphs []string) {
	n := len(s.entries)
	e.url, e.spoilt = corpus.AddressKey(url), paragraphs == nil
	s.entries = append(s.entries, e)
	s.texts.add(sketchOf(paragraphs))
	s.names[strings.ToLower(e.name)] = true
	if origin != "" {
		s.byOrigin[origin] = append(s.byOrigin[origin], n)
	}
	if key := corpus.AddressKey(url); key != "" {
		s.byURL[key] = n
	}
}
