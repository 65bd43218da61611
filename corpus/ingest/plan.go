package ingest

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
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
	Version   Outcome = "version"   // of another article, or of this one without words that it quotes: it is beside it
	Duplicate Outcome = "duplicate" // another article has the text
	Withheld  Outcome = "withheld"  // it is doubtful: it waits, as a new version would, until somebody says yes
	Failed    Outcome = "failed"
)

// A Result says what became of a source.
type Result struct {
	Source  string
	Outcome Outcome
	Name    string   // the article's file without the ending; of a duplicate, the article that it repeats
	Beside  string   // the new version's file, if the article is left as it is
	Quotes  []string // those of the article that its new version lacks, or that a duplicate has and the article lacks
	Draft   *Draft   // nil if it failed
	Err     error    // why it failed
	article []byte
	said    map[Field]string // by a person, before and now
}

// Preview returns the article and its review as they are, or would be, written.
func (r Result) Preview() (article, review []byte) {
	return r.article, r.Draft.review(r.Name)
}

// plan decides what is to become of a draft, and under which name.
func (s *store) plan(d *Draft, opts *Options) (r Result, err error) {
	r = Result{Source: d.Source, Draft: d}
	known := s.records[d.key]
	e := &entry{origin: oneLine(d.Source), text: textHash(d.body()), opening: openingOf(d.Paragraphs), planned: true}
	own := s.own(d.key, e)
	var old []byte
	var was *corpus.Article // as import wrote it
	if own != nil {
		if old, err = os.ReadFile(s.path(own.name + articleEnd)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return r, fmt.Errorf("%s cannot be read: %w", s.path(own.name+articleEnd), pathCause(err))
		}
		if sum(old) == known.Written {
			was, _ = corpus.ParseMarkdown(own.name, "", old)
		}
	}
	stays := 1.0
	if was != nil && textHash(was.Body()) != e.text {
		stays = shared(was.Body(), d.body())
	}
	if stays < another && !IsAddress(d.key) && was.Title != d.Title || own != nil && own.planned && own.text != e.text {
		own, old, was, known, stays = nil, nil, nil, record{}, 1 // the file holds another article than it did
	}
	r.said = map[Field]string{}
	maps.Copy(r.said, known.Fields)
	maps.Copy(r.said, opts.Fields)
	for f, v := range r.said {
		d.Set(f, v, FromOperator)
	}
	d.readOutlet(opts.Outlets)
	if r.article, err = d.Markdown(); err != nil {
		return r, fmt.Errorf("no article can be made of it: %w", err)
	}
	e.outlet, e.date = d.Outlet, d.Date
	other := s.byURL[corpus.AddressKey(d.URL)]
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
		if article, err := os.ReadFile(s.path(other.name + articleEnd)); err == nil { // marks and what was dropped may differ
			review, _ := os.ReadFile(s.path(other.name + reviewEnd)) // there may be none
			r.Quotes = missing(quotations(d.body(), string(d.review(""))), quotations(string(article), string(review)), true)
		}
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
	if was != nil && !bytes.Equal(old, r.article) {
		r.Quotes = missing(quotations(was.Title, was.Description, was.Body()), quotations(d.Title, d.Description, d.body()), false)
	}
	r.Beside = r.Name + newEnd
	switch {
	case old != nil && (bytes.Equal(old, r.article) || known.Written == sum(r.article)): // what a person has made of it stays
		r.Outcome, r.Beside = Unchanged, ""
	case old != nil && was == nil:
		r.Outcome = Edited
	case d.doubtful && !opts.Yes:
		r.Outcome = Withheld
	case stays < most || len(r.Quotes) > 0: // who said what must not be lost, nor an article to a notice that it is gone
		r.Outcome = Version
	case old != nil:
		r.Outcome, r.Beside = Updated, ""
	default:
		r.Outcome, r.Beside = Written, ""
	}
	if r.Outcome == Version {
		own.planned, own.waits = true, true
	} else {
		s.add(e, d.URL)
	}
	article := r.Name + articleEnd
	if stays < most {
		d.doubt("most of the words of " + article + " are not in this version: " +
			"the page may be another, or say that the article is gone")
	}
	for _, quote := range r.Quotes {
		d.Doubts = append(d.Doubts, Doubt{Text: quote, Why: article + " quotes words that are gone from this version, or changed"})
	}
	return r, nil
}

// Which part of an article's words its next version must have, for it to be one of the same
// article, and for it to take its place.
const (
	another = .1
	most    = .5
)

// write writes what is planned, each file whole or not at all. The article comes before its
// review and the record: if the process is killed between them, the next import finds the
// article as it would write it, and adds the others.
func (s *store) write(r Result) error {
	d, known := r.Draft, s.records[r.Draft.key]
	if d.moved && (r.Outcome == Duplicate || r.Outcome == Version) && r.Name != known.Name {
		return nil // many pages may lead there, as to one that asks for consent
	}
	note := record{Source: d.key, Fields: r.said}
	article, review := cmp.Or(r.Beside, r.Name+articleEnd), cmp.Or(r.Beside, r.Name)+reviewEnd
	switch {
	case r.Beside == "" && r.Outcome != Duplicate:
		note.Name, note.Written = r.Name, sum(r.article)
	case r.Name == known.Name:
		note.Name, note.Written = r.Name, known.Written
	case r.Outcome == Edited, r.Outcome == Withheld:
		note.Name = r.Name
	}
	var err error
	if r.Outcome != Duplicate && (r.Outcome != Unchanged || known.Written != note.Written) { // it may have been edited
		err = errors.Join(s.replace(article, r.article), s.replace(review, d.review(r.Name)))
	}
	if d.doubtful && r.Beside == "" { // it waited
		err = errors.Join(err, s.remove(r.Name+newEnd), s.remove(r.Name+newEnd+reviewEnd))
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
