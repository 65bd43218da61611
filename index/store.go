package index

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"
	index "github.com/blevesearch/bleve_index_api"
)

// An inverted is a bleve index that does not change any more, read through its own
// reader: bleve's search would score every matching document, which takes 92 % of
// its time; here only the posting lists are taken from it, rare terms first. Several
// stores can share it.
type inverted struct {
	index  bleve.Index
	reader index.IndexReader
	docs   []uint32          // by bleve's document number: what it is called, or nothing
	sealed map[string]string // of one on disk: its files, see seal
	stores atomic.Int32      // that have it
}

const nothing = ^uint32(0)

var errDamaged = errors.New("index: the kept index is damaged")

// openInverted takes a reader of an index, which is closed if that fails.
func openInverted(b bleve.Index) (v *inverted, err error) {
	inner, err := b.Advanced()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("index: %w", err), b.Close())
	}
	v = &inverted{index: b}
	if v.reader, err = inner.Reader(); err != nil {
		return nil, errors.Join(fmt.Errorf("index: %w", err), b.Close())
	}
	if err := v.name(); err != nil {
		return nil, errors.Join(err, v.close())
	}
	return v, nil
}

// name finds out what the documents are called.
func (v *inverted) name() error {
	count, err := v.reader.DocCount()
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	all, err := v.reader.DocIDReaderAll()
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	defer all.Close()
	for {
		internal, err := all.Next()
		if err != nil {
			return fmt.Errorf("index: %w", err)
		}
		if internal == nil {
			return nil
		}
		id, err := v.reader.ExternalID(internal)
		if err != nil {
			return fmt.Errorf("index: %w", err)
		}
		doc := internal.Value()
		if len(id) != 4 || doc > 2*count+buildBatch {
			return errDamaged
		}
		for uint64(len(v.docs)) <= doc {
			v.docs = append(v.docs, nothing)
		}
		v.docs[doc] = binary.BigEndian.Uint32([]byte(id))
	}
}

func (v *inverted) close() error { return errors.Join(v.reader.Close(), v.index.Close()) }

// A store is the inverted index of a corpus: one that was made of most of its
// articles, and a small one, in memory, of those that came since or changed, and of
// what people are called now in those that did not. What the large one has too much
// does no harm: whether an article holds a term the forward index knows.
type store struct {
	parts    []part // the first is the large one
	articles int
	stale    int // articles that the large one lacks, those it has that are gone, and a part of those whose people are called otherwise
}

// A part is an inverted index and which articles are in it.
type part struct {
	*inverted
	articles []uint32 // by bleve's document number: the article's number, or nothing
}

// newStore makes the store of a forward index with an inverted one that has the
// articles that have a doc.
func newStore(ctx context.Context, large *inverted, f *forward) (s *store, err error) {
	number := make([]uint32, len(large.docs)) // by what a document is called
	for i := range number {
		number[i] = nothing
	}
	var lacking []int
	wholly := 0
	for i := range f.articles {
		p := &f.articles[i]
		if p.doc == 0 || p.renamed {
			lacking = append(lacking, i)
		}
		switch {
		case p.doc == 0:
			wholly++
		case int(p.doc) > len(number):
			return nil, errDamaged
		default:
			number[p.doc-1] = uint32(i)
		}
	}
	// What people are called are few words: to index them takes an eighth of the time.
	s = &store{articles: len(f.articles), stale: wholly + (len(lacking)-wholly)/8}
	had := 0
	p := part{large, make([]uint32, len(large.docs))}
	for n, doc := range large.docs {
		switch p.articles[n] = nothing; {
		case doc == nothing:
		case int(doc) >= len(number):
			return nil, errDamaged
		case number[doc] == nothing:
			s.stale++
		default:
			p.articles[n] = number[doc]
			had++
		}
	}
	if had+wholly != len(f.articles) {
		return nil, errDamaged
	}
	if len(lacking) > 0 {
		small, err := invert(ctx, f, lacking, func(int, int) {})
		if err != nil {
			return nil, err
		}
		s.parts = []part{{small, small.docs}}
		small.stores.Add(1)
	}
	large.stores.Add(1)
	s.parts = append([]part{p}, s.parts...)
	return s, nil
}

// invert makes an inverted index of some articles in memory.
func invert(ctx context.Context, f *forward, articles []int, progress func(done, total int)) (*inverted, error) {
	b, err := newBleve("")
	if err != nil {
		return nil, err
	}
	if err := fill(ctx, b, f, articles, progress); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return openInverted(b)
}

// postings returns the articles that hold a term.
// bleve can panic on a damaged segment: that is an error here.
func (s *store) postings(ctx context.Context, term string) (set bitset, err error) {
	defer func() {
		if p := recover(); p != nil {
			set, err = nil, fmt.Errorf("index: bleve panicked: %v", p)
		}
	}()
	set = newBitset(s.articles)
	for i := range s.parts {
		if err := s.parts[i].postings(ctx, term, set); err != nil {
			return nil, err
		}
	}
	return set, nil
}

// postings adds the articles to a set.
func (p *part) postings(ctx context.Context, term string, set bitset) error {
	r, err := p.reader.TermFieldReader(ctx, []byte(term), termsField, false, false, false)
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	defer r.Close()
	var doc index.TermFieldDoc
	for {
		d, err := r.Next(&doc)
		if err != nil {
			return fmt.Errorf("index: %w", err)
		}
		if d == nil {
			return nil
		}
		n := d.ID.Value()
		if n >= uint64(len(p.articles)) {
			return errDamaged
		}
		if a := p.articles[n]; a != nothing {
			set.add(int(a))
		}
	}
}

// similar calls yield for the terms within a distance of one; prefix must begin
// them. It may do so twice for one, and for terms of articles that are gone.
func (s *store) similar(term string, distance int, prefix string, yield func(term string)) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("index: bleve panicked: %v", p)
		}
	}()
	for i := range s.parts {
		if err := s.parts[i].similar(term, distance, prefix, yield); err != nil {
			return err
		}
	}
	return nil
}

func (p *part) similar(term string, distance int, prefix string, yield func(term string)) error {
	fuzzy, ok := p.reader.(index.IndexReaderFuzzy)
	if !ok {
		return nil
	}
	dict, err := fuzzy.FieldDictFuzzy(termsField, term, distance, prefix)
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	defer dict.Close()
	for {
		e, err := dict.Next()
		if err != nil {
			return fmt.Errorf("index: %w", err)
		}
		if e == nil {
			return nil
		}
		yield(e.Term)
	}
}

// close gives up the parts, and closes those that no other store has.
func (s *store) close() error {
	var errs []error
	for _, p := range s.parts {
		if p.stores.Add(-1) == 0 {
			errs = append(errs, p.close())
		}
	}
	return errors.Join(errs...)
}
