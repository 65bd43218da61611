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
	Version   Outcome = "version"   // another article has the address: this is beside it
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

// Preview returns the article and its review as they are, or would be, written; nil
// if there are none.
func (r Result) Preview() (article, review []byte) {
	if r.article == nil {
		return nil, nil
	}
	return r.article, r.Draft.review(r.Name)
}

// plan decides what is to become of a draft. Drafts are planned one after the other, so
// that names and duplicates do not depend on chance; writing them can go on at once.
// The outcome is set if nothing is to be written or another article is in the way.
func (s *Store) plan(d *Draft) (Result, error) {
	known := s.state.get(d.key)
	known.apply(d)
	r := Result{Source: d.Source, Draft: d}
	own := s.own(d)
	if own != nil && own.planned {
		r.Outcome, r.Name = Duplicate, own.name
		return r, nil
	}
	var err error
	if r.article, err = d.Markdown(); err != nil {
		return r, fmt.Errorf("no article can be made of it: %w", err)
	}
	url := corpus.AddressKey(d.URL)
	other := s.byURL[url]
	switch {
	case own != nil && other != nil && other.name != own.name:
		return r, fmt.Errorf("its address %s is that of %s too: keep one of the two", d.URL, other.name)
	case own != nil:
	case other != nil && other.text != textHash(d.body()):
		r.Outcome, r.Name, r.Beside = Version, other.name, other.name+newEnd // it may be a correction
		return r, nil
	case other == nil:
		other = s.copyOf(d)
	}
	if own == nil && other != nil {
		r.Outcome, r.Name = Duplicate, other.name
		return r, nil
	}
	if own == nil {
		own = &entry{name: s.freeName(fileName(d))}
	}
	r.Name = own.name
	s.add(&entry{
		name: r.Name, outlet: d.Outlet, date: d.Date, origin: oneLine(d.Source), text: textHash(d.body()), planned: true,
	}, d.URL)
	return r, nil
}

// write writes what is planned, each file whole or not at all, or in a dry run says what
// would be written. The article comes before its review and the record: if the process
// is killed between them, the next import finds the article as it would write it, and
// adds the others.
func (s *Store) write(r Result, opts Options) (Result, error) {
	known := s.state.get(r.Draft.key)
	written, filledIn := sum(r.article), false
	if r.Outcome == "" {
		old, err := os.ReadFile(s.path(r.Name + articleEnd))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			r.Outcome = Written
		case err != nil:
			return r, fmt.Errorf("%s cannot be read: %w", s.path(r.Name+articleEnd), pathCause(err))
		case bytes.Equal(old, r.article):
			r.Outcome = Unchanged
		case known.Written == written: // what a person has made of it stays
			r.Outcome, filledIn = Unchanged, true
		case known.Written == sum(old):
			r.Outcome = Updated
		default:
			r.Outcome, r.Beside = Edited, r.Name+newEnd
		}
		if (r.Outcome == Written || r.Outcome == Updated) && r.Draft.doubtful && !opts.Yes {
			r.Outcome, r.Beside = Withheld, r.Name+newEnd
		}
	}
	if opts.DryRun {
		return r, nil
	}
	note := decisions(r.Draft)
	switch r.Outcome {
	case Duplicate, Version:
		if r.Draft.moved { // many pages may lead there, as to one that asks for consent
			return r, nil
		}
	case Edited, Withheld:
		note.Name, note.Written = r.Name, known.Written
	default:
		note.Name, note.Written = r.Name, written
	}
	article, review := r.Name+articleEnd, r.Name+reviewEnd
	if r.Beside != "" {
		article, review = r.Name+newEnd, r.Name+newReviewEnd
	}
	if r.Outcome != Duplicate && !filledIn {
		if err := s.replace(article, r.article); err != nil {
			return r, err
		}
		if err := s.replace(review, r.Draft.review(r.Name)); err != nil {
			return r, err
		}
	}
	if r.Draft.doubtful && r.Beside == "" { // it waited
		for _, name := range []string{r.Name + newEnd, r.Name + newReviewEnd} {
			if err := os.Remove(s.path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return r, fmt.Errorf("%s cannot be removed: %w", s.path(name), pathCause(err))
			}
		}
	}
	return r, s.state.note(note)
}

func (s *Store) path(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

// replace writes a file unless it holds the data already.
func (s *Store) replace(name string, data []byte) error {
	path := s.path(name)
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, data) {
		return nil
	}
	if err := maybe.WriteFile(path, data, 0o644); err != nil {
		return fmt.Errorf("%s cannot be written: %w", path, pathCause(err))
	}
	return nil
}
