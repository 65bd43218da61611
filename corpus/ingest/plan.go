package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

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
	Version   Outcome = "version"   // another article has the address, or nearly the text: this is beside it
	Duplicate Outcome = "duplicate" // another article has the address or the text
	Failed    Outcome = "failed"
)

// A Result says what became of a source.
type Result struct {
	Source  string
	Outcome Outcome
	Name    string   // the article's file without the ending; of a duplicate, the article that it repeats
	Beside  string   // the new version's file, if a person has edited the article
	Near    []string // articles with nearly the same text
	Draft   *Draft   // nil if it failed
	Err     error    // why it failed
	plan    *Plan
}

// Preview returns the article and its review as they are, or would be, written; nil
// if there are none.
func (r Result) Preview() (article, review []byte) {
	if r.plan == nil {
		return nil, nil
	}
	return r.plan.Preview()
}

// A Plan is what is to be written for one draft. Plans are made one after the
// other, so that names and duplicates do not depend on chance; writing them can
// go on at once.
type Plan struct {
	store   *Store
	draft   *Draft
	result  Result
	article []byte
	near    []string
	review  *review // of the article that is there already
	other   bool    // it is another version of that
	// filledIn says that a person has changed the article since, and the source has not.
	filledIn bool
}

// Plan decides what becomes of a draft.
func (s *Store) Plan(d *Draft) (*Plan, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	d.tidy()
	p := &Plan{store: s, draft: d}
	p.result = Result{Source: d.Source, Draft: d, plan: p}
	n, known := s.own(d)
	if known {
		p.result.Name, p.review = s.entries[n].name, s.entries[n].review
		if s.entries[n].planned {
			p.result.Outcome = Duplicate
			return p, nil
		}
		s.entries[n].planned = true
		if p.review != nil {
			p.review.apply(d)
			p.near = p.review.near
		}
	}
	s.repeats.Drop(d)
	var err error
	if p.article, err = d.Markdown(); err != nil {
		return nil, fmt.Errorf("no article can be made of it: %w", err)
	}
	url := corpus.AddressKey(d.URL)
	if other, taken := s.byURL[url]; taken && url != "" && (!known || other != n) {
		if known {
			return nil, fmt.Errorf("its address %s is that of %s too: keep one of the two", d.URL, s.entries[other].name)
		}
		return p.repeats(other), nil
	}
	if known {
		if url != "" {
			s.byURL[url] = n
		}
		return p, nil
	}
	if same := s.sameText(d, p); same >= 0 {
		return p.repeats(same), nil
	}
	p.result.Name = s.freeName(fileName(d))
	s.add(entry{name: p.result.Name, outlet: d.Outlet, date: d.Date, planned: true}, oneLine(d.Source), d.URL, d.Paragraphs)
	return p, nil
}

// repeats notes that the draft repeats an article: to the last word, or in another
// version, which goes beside it: it may be a correction.
func (p *Plan) repeats(n int) *Plan {
	p.result.Name = p.store.entries[n].name
	if p.store.texts.sketches[n].whole == sketchOf(p.draft.Paragraphs).whole {
		p.result.Outcome = Duplicate
		return p
	}
	p.other = true
	return p
}

// sameText returns the article that a draft only repeats, or -1, and notes in the
// plan those with nearly the same text: an agency's report in another paper, or a
// later version.
func (s *Store) sameText(d *Draft, p *Plan) int {
	same := -1
	s.texts.near(sketchOf(d.Paragraphs), nearText, func(n int, resemblance float64) {
		e := s.entries[n]
		sameOutlet := strings.EqualFold(e.outlet, d.Outlet)
		unknown := e.outlet == "" || d.Outlet == ""
		otherDay := e.date != "" && d.Date != "" && e.date != d.Date
		switch {
		case same >= 0:
		case resemblance == 1 && (sameOutlet || unknown) && !otherDay,
			resemblance >= sameText && sameOutlet && !unknown && !otherDay:
			same = n
		case len(p.near) < maxNear:
			p.near = append(p.near, e.name)
		}
	})
	return same
}

// maxNear is how many articles with nearly the same text a review names.
const maxNear = 10

func (s *Store) freeName(name string) string {
	free := name
	for n := 2; s.names[strings.ToLower(free)]; n++ {
		free = fmt.Sprintf("%s-%d", name, n)
	}
	return free
}

// recall does again to a draft what a person has decided about its source before.
func (s *Store) recall(d *Draft) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n, known := s.own(d); known && s.entries[n].review != nil {
		s.entries[n].review.apply(d)
	}
}

// Preview returns the article and its review as they would be written.
func (p *Plan) Preview() (article, review []byte) {
	return p.article, writeReview(p.draft, p.result.Name, sum(p.article), p.near)
}

// Result returns what would become of the draft, without writing anything. Of an
// article that is there already it reads the file.
func (p *Plan) Result() (Result, error) {
	if p.result.Outcome != "" {
		return p.result, nil
	}
	r := p.result
	r.Near = p.near
	old, err := os.ReadFile(p.path(articleEnd))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.Outcome = Written
		if p.other { // of one that is still being written
			r.Outcome, r.Beside = Version, p.result.Name+newEnd
		}
	case err != nil:
		return r, fmt.Errorf("%s cannot be read: %w", p.path(articleEnd), pathCause(err))
	case p.other:
		r.Outcome, r.Beside = Version, p.result.Name+newEnd
	case bytes.Equal(old, p.article):
		r.Outcome = Unchanged
	case p.review != nil && p.review.written == sum(p.article):
		r.Outcome, p.filledIn = Unchanged, true
	case p.review != nil && p.review.written == sum(old):
		r.Outcome = Updated
	default:
		r.Outcome, r.Beside = Edited, p.result.Name+newEnd
	}
	return r, nil
}

func (p *Plan) path(end string) string {
	return filepath.Join(p.store.dir, filepath.FromSlash(p.result.Name)+end)
}

// Write writes what is planned, each file whole or not at all. The article comes
// before its review: if the process is killed between the two, the next import
// finds the article as it would write it, and adds the review.
func (p *Plan) Write() (Result, error) {
	r, err := p.Result()
	if err != nil || r.Outcome == Duplicate {
		return r, err
	}
	if p.filledIn { // what a person has made of it stays
		return r, nil
	}
	_, review := p.Preview()
	article, beside := p.path(articleEnd), p.path(reviewEnd)
	if r.Outcome == Edited || r.Outcome == Version {
		article, beside = p.path(newEnd), p.path(newReviewEnd)
	}
	if err := replaceIfOther(article, p.article); err != nil {
		return r, err
	}
	return r, replaceIfOther(beside, review)
}
