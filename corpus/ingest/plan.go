package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2/maybe"

	"onrecord/corpus"
)

// An Outcome is what became of a draft.
type Outcome string

// Outcomes.
const (
	Written   Outcome = "written"   // a new article
	Updated   Outcome = "updated"   // an article that import wrote was replaced
	Unchanged Outcome = "unchanged" // the article is there already
	Edited    Outcome = "edited"    // a person has edited the article: the new version is beside it
	Version   Outcome = "version"   // another article has the address, or begins so: this is beside it
	Duplicate Outcome = "duplicate" // another article has the text
	Withheld  Outcome = "withheld"  // it is doubtful: it waits, as a new version would, until somebody says yes
	Failed    Outcome = "failed"
)

// A Result says what became of a source.
type Result struct {
	Source  string
	Outcome Outcome
	Name    string // the article's file without the ending; of a duplicate, the article that it repeats
	Beside  string // the new version's file, if a person has edited the article
	Draft   *Draft // nil if it failed
	Err     error  // why it failed
	article []byte
}

// Preview returns the article and its review as they are, or would be, written.
func (r Result) Preview() (article, review []byte) {
	return r.article, r.Draft.review(r.Name)
}

// plan decides what is to become of a draft, and under which name.
func (s *store) plan(d *Draft, opts *Options) (r Result, err error) {
	r = Result{Source: d.Source, Draft: d}
	known := s.records[d.key]
	for _, said := range []map[Field]string{known.Fields, opts.Fields} { // by a person, before and now
		for f, v := range said {
			d.Set(f, v, FromOperator)
		}
	}
	d.readOutlet(opts.Outlets)
	if r.article, err = d.Markdown(); err != nil {
		return r, fmt.Errorf("no article can be made of it: %w", err)
	}
	e := &entry{
		outlet: d.Outlet, date: d.Date, origin: oneLine(d.Source), text: textHash(d.body()), opening: openingOf(d.Paragraphs), planned: true,
	}
	own, other := s.own(d.key, e), s.byURL[corpus.AddressKey(d.URL)]
	if own == nil && other == nil {
		other = s.versionOf(e)
	}
	switch {
	case own != nil && own.planned:
		r.Outcome, r.Name = Duplicate, own.name
		return r, nil
	case own != nil && other != nil && other.name != own.name:
		return r, fmt.Errorf("its address %s is that of %s too: keep one of the two", d.URL, other.name)
	case own == nil && other != nil && other.text == e.text:
		r.Outcome, r.Name = Duplicate, other.name
		return r, nil
	case own == nil && other != nil: // it may be a correction
		r.Outcome, r.Name, r.Beside = Version, other.name, other.name+newEnd
		other.waits = true
		return r, nil
	case own == nil:
		e.name = s.freeName(fileName(d))
	default:
		e.name = own.name
	}
	r.Name = e.name
	s.add(e, d.URL)

	old, err := os.ReadFile(s.path(r.Name + articleEnd))
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return r, fmt.Errorf("%s cannot be read: %w", s.path(r.Name+articleEnd), pathCause(err))
	case err == nil && (bytes.Equal(old, r.article) || known.Written == sum(r.article)): // what a person has made of it stays
		r.Outcome = Unchanged
	case err == nil && known.Written != sum(old):
		r.Outcome, r.Beside = Edited, r.Name+newEnd
	case d.doubtful && !opts.Yes:
		r.Outcome, r.Beside = Withheld, r.Name+newEnd
	case err == nil:
		r.Outcome = Updated
	default:
		r.Outcome = Written
	}
	return r, nil
}

// write writes what is planned, each file whole or not at all. The article comes before its
// review and the record: if the process is killed between them, the next import finds the
// article as it would write it, and adds the others.
func (s *store) write(r Result) error {
	d, known := r.Draft, s.records[r.Draft.key]
	if d.moved && (r.Outcome == Duplicate || r.Outcome == Version) {
		return nil // many pages may lead there, as to one that asks for consent
	}
	note := record{Source: d.key, Fields: d.said()}
	article, review := r.Name+articleEnd, r.Name+reviewEnd
	if r.Beside != "" {
		article, review = r.Beside, r.Name+newReviewEnd
	}
	switch r.Outcome {
	case Duplicate, Version:
	case Edited, Withheld:
		note.Name, note.Written = r.Name, known.Written
	default:
		note.Name, note.Written = r.Name, sum(r.article)
	}
	var err error
	if r.Outcome != Duplicate && (r.Outcome != Unchanged || known.Written != note.Written) { // it may have been edited
		err = errors.Join(s.replace(article, r.article), s.replace(review, d.review(r.Name)))
	}
	if d.doubtful && r.Beside == "" { // it waited
		err = errors.Join(err, s.remove(r.Name+newEnd), s.remove(r.Name+newReviewEnd))
	}
	if err != nil {
		return err
	}
	return s.note(note)
}

func (s *store) path(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

// replace writes a file unless it holds the data already.
func (s *store) replace(name string, data []byte) error {
	path := s.path(name)
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, data) {
		return nil
	}
	if err := maybe.WriteFile(path, data, 0o644); err != nil {
		return fmt.Errorf("%s cannot be written: %w", path, pathCause(err))
	}
	return nil
}

func (s *store) remove(name string) error {
	if err := os.Remove(s.path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s cannot be removed: %w", s.path(name), pathCause(err))
	}
	return nil
}
