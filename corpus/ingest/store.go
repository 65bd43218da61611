package ingest

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"

	"onrecord/corpus"
	"onrecord/corpus/text"
)

// A store is a folder of articles that drafts are written to. It knows each article by
// its name, its address and how its text begins, and remembers what became of each
// source.
type store struct {
	dir  string
	lock *flock.Flock // nil if nothing is written

	records map[string]record // by source; nil until the store is open
	journal *os.File          // their file; nil until something is written

	byURL     map[string]*entry
	byOpening map[string][]*entry
	byName    map[string]*entry
}

// stateName is the file of records in the folder that articles are written to. A corpus
// passes over names that begin with a dot.
const stateName = ".onrecord-import.jsonl"

// A record is what the next import has to know about a source: what became of it, and
// what a person has decided about it.
type record struct {
	Source  string           `json:"source"` // an address, or the hash of a file's path
	Name    string           `json:"name,omitempty"`
	Written string           `json:"written,omitempty"` // SHA-256 of the article as import wrote it
	Fields  map[Field]string `json:"fields,omitempty"`
}

// An entry is an article of the store.
type entry struct {
	name, outlet, origin, text, opening string // the text is hashed, and so is its opening
	date                                corpus.Date
	planned                             bool // in this run
	waits                               bool // another version is put beside it in this run
}

// Endings of the files of an article NAME, beside NAME.md. A corpus reads none of
// these.
const (
	articleEnd = ".md"
	newEnd     = ".md.new"     // of another version
	reviewEnd  = ".review.txt" // behind that, or behind NAME
)

// open opens the folder, unless it is open, makes it if need be, and reads what is in it. Only
// one process at a time writes to a folder. With dryRun nothing is made or written.
func (s *store) open(ctx context.Context, dryRun bool) error {
	if s.records != nil {
		return nil
	}
	s.records, s.byURL = map[string]record{}, map[string]*entry{}
	s.byOpening, s.byName = map[string][]*entry{}, map[string]*entry{}
	if !dryRun {
		if err := s.hold(); err != nil {
			return err
		}
	}
	if err := s.readRecords(); err != nil {
		return err
	}
	return s.readArticles(ctx)
}

func (s *store) hold() error {
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
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	return err
}

// close lets go of the folder, if it is held.
func (s *store) close() error {
	if s.lock == nil {
		return nil
	}
	var err error
	if s.journal != nil {
		err = errors.Join(s.journal.Sync(), s.journal.Close())
	}
	return errors.Join(err, s.lock.Unlock(), os.Remove(s.lock.Path()))
}

// seen reports whether a page was imported before. One that waits for a yes was not.
func (s *store) seen(address string) bool {
	r := s.records[address]
	return r.Source != "" && (r.Name == "" || r.Written != "")
}

// readRecords reads the file of records. It is only ever appended to, and the last record of
// a source holds; a line that was torn by a crash is forgotten, and its source is imported
// again, which changes nothing.
func (s *store) readRecords() error {
	path := s.path(stateName)
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err == nil && !info.Mode().IsRegular(): // a link in the folder must not lead the import elsewhere
		return fmt.Errorf("%s is no plain file: move it away", path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read %s: %w", path, pathCause(err))
	}
	for line := range bytes.Lines(data) {
		var r record
		if json.Unmarshal(line, &r) == nil && r.Source != "" {
			s.records[r.Source] = r
		}
	}
	return nil
}

// note appends a record unless it is known.
func (s *store) note(r record) error {
	line, err := json.Marshal(r)
	if known, _ := json.Marshal(s.records[r.Source]); err == nil && bytes.Equal(line, known) {
		return nil
	}
	if s.journal == nil && err == nil {
		line = append([]byte("\n"), line...) // the last line may have been torn
		s.journal, err = os.OpenFile(s.path(stateName), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644)
	}
	if err == nil {
		_, err = s.journal.Write(append(line, '\n'))
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", s.path(stateName), pathCause(err))
	}
	s.records[r.Source] = r
	return nil
}

// readArticles notes the articles that are there. What is no sound one is for the corpus to
// complain about: nothing is written over it. A digest is replaced by its article. It fails where
// a folder cannot be read, since what is in it would be written once more.
func (s *store) readArticles(ctx context.Context) error {
	folder := os.DirFS(s.dir)
	err := fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && name != "." && strings.HasPrefix(d.Name(), ".") {
			return fs.SkipDir
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("the folder %s cannot be read: %w", s.dir, err)
	}
	c, _ := corpus.Load(ctx, corpus.Source{FS: folder})
	if c == nil {
		return ctx.Err()
	}
	for _, a := range c.Articles {
		if a.Form == corpus.Full {
			opening := openingOf(strings.Split(a.Body(), "\n\n"))
			s.add(&entry{name: a.ID, outlet: a.Outlet, date: a.Date, origin: a.Origin, text: textHash(a.Body()), opening: opening}, a.URL)
		}
	}
	return ctx.Err()
}

func (s *store) add(e *entry, url string) {
	s.byName[e.name] = e
	s.byOpening[e.opening] = append(s.byOpening[e.opening], e)
	if key := corpus.AddressKey(url); key != "" {
		s.byURL[key] = e
	}
}

// textHash is the same for texts of the same words.
func textHash(text string) string { return sum([]byte(foldWords(text))) }

// openingOf hashes the first two paragraphs, in which versions of an article are the same.
func openingOf(paragraphs []string) string {
	return textHash(strings.Join(paragraphs[:min(2, len(paragraphs))], "\n"))
}

// own returns the article that was made of a source before: the one that was noted, or
// else one with the source's name and words, as after a kill. It is nil if there is none.
func (s *store) own(key string, of *entry) *entry {
	if name := s.records[key].Name; name != "" {
		return cmp.Or(s.byName[name], &entry{name: name}) // one that was taken away is written again
	}
	for _, e := range s.byOpening[of.opening] {
		if e.origin == of.origin && e.text == of.text && !e.planned {
			return e
		}
	}
	return nil
}

// versionOf returns the article that one is a version of, or the same as, or nil. Another
// outlet, or another day, make it another article; one version can wait beside it.
func (s *store) versionOf(of *entry) *entry {
	for _, e := range s.byOpening[of.opening] {
		if !differ(e.outlet, of.outlet) && !differ(string(e.date), string(of.date)) && (e.text == of.text || !e.waits) {
			return e
		}
	}
	return nil
}

func differ(a, b string) bool { return a != "" && b != "" && !strings.EqualFold(a, b) }

func (s *store) freeName(name string) string {
	for free, n := name, 2; ; n++ {
		_, article := os.Lstat(s.path(free + articleEnd))
		_, waits := os.Lstat(s.path(free + newEnd))
		if article != nil && waits != nil && s.byName[free] == nil {
			return free
		}
		free = fmt.Sprintf("%s-%d", name, n)
	}
}

// maxName bounds a file's name without its ending, in bytes. File systems take 255;
// the endings and a number need room, and a name should fit on a line.
const maxName = 96

// fileName makes a file's name of what is known about an article: the outlet, the
// date and the title. It has letters, digits and hyphens alone, so that it is safe
// on every file system and in an address.
func fileName(d *Draft) string {
	title := d.Title
	if title == "" {
		title = path.Base(strings.ReplaceAll(d.Source, `\`, "/"))
		title = strings.TrimSuffix(title, path.Ext(title))
	}
	outlet := d.Outlet
	if d.Origins[Outlet] == FromAddress {
		outlet = "" // the name of a host
	}
	words := foldWords(strings.ReplaceAll(text.Fold(outlet+" "+string(d.Date)+" "+title), "'", ""))
	name := ""
	for _, word := range strings.Fields(words) {
		if len(name)+1+len(word) > maxName {
			break
		}
		name += "-" + word
	}
	return cmp.Or(strings.TrimPrefix(name, "-"), "article")
}

func sum(data []byte) string { return fmt.Sprintf("%x", sha256.Sum256(data)) }
