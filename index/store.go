package index

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	index "github.com/blevesearch/bleve_index_api"
)

// termsField is the one field of bleve's documents: an article's terms, each
// once. Where in the article they stand the forward index knows.
const termsField = "t"

// analyzerName is the analyzer that takes our terms as they are.
const analyzerName = "terms"

// buildBatch is how many articles go to bleve at once.
const buildBatch = 1000

// leanMapping indexes one field and keeps nothing else: no stored fields, no
// _all, no doc values, no positions and no frequencies. The text is the
// corpus's to keep, and the forward index has the rest.
func leanMapping() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	err := m.AddCustomAnalyzer(analyzerName, map[string]any{"type": custom.Name, "tokenizer": whitespace.Name})
	if err != nil {
		return nil, fmt.Errorf("index: mapping: %w", err)
	}
	field := bleve.NewTextFieldMapping()
	field.Analyzer = analyzerName
	field.Store, field.IncludeInAll, field.IncludeTermVectors, field.DocValues, field.SkipFreqNorm = false, false, false, false, true
	doc := bleve.NewDocumentStaticMapping()
	doc.AddFieldMappingsAt(termsField, field)
	doc.AddSubDocumentMapping("_all", bleve.NewDocumentDisabledMapping())
	m.DefaultMapping = doc
	m.DefaultAnalyzer = analyzerName
	return m, nil
}

// A store is the inverted index: bleve's, read through its own reader. bleve's
// search would score every matching document, which takes 92 % of its time;
// here only the posting lists are taken from it, rare terms first.
type store struct {
	index    bleve.Index
	reader   index.IndexReader
	articles []uint32 // by bleve's document number: the article's number
}

// newBleve makes an empty bleve index in the folder dir, or in memory if dir is "".
func newBleve(dir string) (bleve.Index, error) {
	m, err := leanMapping()
	if err != nil {
		return nil, err
	}
	b, err := bleve.NewUsing(dir, m, scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	return b, nil
}

// fill puts every article into the index under its number and reports progress,
// in units. bleve turns a batch into a segment on one processor, so several are
// made at the same time.
func fill(ctx context.Context, b bleve.Index, f *forward, progress func(done, total int)) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	starts := make(chan int)
	var workers sync.WaitGroup
	var done atomic.Int64
	var telling sync.Mutex
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			seen := make([]uint32, len(f.dict.terms))
			for from := range starts {
				to := min(from+buildBatch, len(f.articles))
				if err := fillBatch(b, f, seen, from, to); err != nil {
					cancel(err)
					continue // take what is still handed out
				}
				units := f.unitsOf(to-1).to - f.articles[from].units
				telling.Lock()
				progress(int(done.Add(int64(units))), len(f.units))
				telling.Unlock()
			}
		})
	}
	for from := 0; from < len(f.articles) && ctx.Err() == nil; from += buildBatch {
		starts <- from
	}
	close(starts)
	workers.Wait()
	return context.Cause(ctx)
}

// fillBatch hands some articles to bleve. seen holds, by term, the article, plus
// one, that it was last seen in.
func fillBatch(b bleve.Index, f *forward, seen []uint32, from, to int) error {
	batch := b.NewBatch()
	var text []byte
	for i := from; i < to; i++ {
		text = text[:0]
		for r := (termReader{f.row, int(f.articles[i].row)}); r.at < f.rowEnd(i); {
			if n := r.next(); seen[n] != uint32(i+1) {
				seen[n] = uint32(i + 1)
				text = append(append(text, f.dict.terms[n]...), ' ')
			}
		}
		if err := batch.Index(docID(i), map[string]any{termsField: string(text)}); err != nil {
			return fmt.Errorf("index: %w", err)
		}
	}
	if err := b.Batch(batch); err != nil {
		return fmt.Errorf("index: %w", err)
	}
	return nil
}

// compact merges bleve's segments into one and copies that to a folder: each
// segment has a dictionary of its own, and short posting lists are mostly
// overhead. bleve would take away what was merged some time, but does not say when.
func compact(ctx context.Context, b bleve.Index, dir string) error {
	inner, err := b.Advanced()
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	s, isScorch := inner.(*scorch.Scorch)
	all, isCopyable := b.(bleve.IndexCopyable)
	if !isScorch || !isCopyable {
		return fmt.Errorf("index: bleve made a %T", inner)
	}
	if err := s.ForceMerge(ctx, nil); err != nil {
		return fmt.Errorf("index: %w", err)
	}
	if err := all.CopyTo(bleve.FileSystemDirectory(dir)); err != nil {
		return fmt.Errorf("index: %w", err)
	}
	return nil
}

// docID is an article's number as bleve's document id: four bytes, most significant
// first.
func docID(n int) string {
	var b [4]byte
	binary.BigEndian.PutUint32(b[:], uint32(n))
	return string(b[:])
}

// openStore takes a reader of the index, which then must not change any more,
// and finds out which of its documents is which article.
func openStore(b bleve.Index, articles int) (*store, error) {
	inner, err := b.Advanced()
	if err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	s := &store{index: b}
	if s.reader, err = inner.Reader(); err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	if err := s.number(articles); err != nil {
		return nil, errors.Join(err, s.reader.Close())
	}
	return s, nil
}

var errDamaged = errors.New("index: the kept index is damaged")

func (s *store) number(articles int) error {
	all, err := s.reader.DocIDReaderAll()
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	defer all.Close()
	seen := 0
	for {
		internal, err := all.Next()
		if err != nil {
			return fmt.Errorf("index: %w", err)
		}
		if internal == nil {
			break
		}
		id, err := s.reader.ExternalID(internal)
		if err != nil {
			return fmt.Errorf("index: %w", err)
		}
		doc := internal.Value()
		if len(id) != 4 || doc > uint64(2*articles+buildBatch) {
			return errDamaged
		}
		for uint64(len(s.articles)) <= doc {
			s.articles = append(s.articles, ^uint32(0))
		}
		s.articles[doc] = binary.BigEndian.Uint32([]byte(id))
		if int(s.articles[doc]) >= articles {
			return errDamaged
		}
		seen++
	}
	if seen != articles {
		return errDamaged
	}
	return nil
}

// postings returns the articles that hold a term.
// bleve can panic on a damaged segment: that is an error here.
func (s *store) postings(ctx context.Context, term string) (set bitset, err error) {
	defer func() {
		if p := recover(); p != nil {
			set, err = nil, fmt.Errorf("index: bleve panicked: %v", p)
		}
	}()
	r, err := s.reader.TermFieldReader(ctx, []byte(term), termsField, false, false, false)
	if err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	defer r.Close()
	set = newBitset(len(s.articles))
	var doc index.TermFieldDoc
	for {
		d, err := r.Next(&doc)
		if err != nil {
			return nil, fmt.Errorf("index: %w", err)
		}
		if d == nil {
			break
		}
		n := d.ID.Value()
		if n >= uint64(len(s.articles)) {
			return nil, errDamaged
		}
		set.add(int(s.articles[n]))
	}
	return set, nil
}

// similar calls yield for the terms within a distance of one; prefix must begin them.
func (s *store) similar(term string, distance int, prefix string, yield func(term string)) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("index: bleve panicked: %v", p)
		}
	}()
	fuzzy, ok := s.reader.(index.IndexReaderFuzzy)
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

func (s *store) close() error {
	return errors.Join(s.reader.Close(), s.index.Close())
}
