package index

import (
	"context"
	"encoding/binary"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
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

// fill puts articles, of which numbers are given, into the index under their
// numbers, and reports progress, in units. bleve turns a batch into a segment on one
// processor, so several are made at the same time.
func fill(ctx context.Context, b bleve.Index, f *forward, articles []int, progress func(done, total int)) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	batches := make(chan []int)
	var workers sync.WaitGroup
	var done atomic.Int64
	var telling sync.Mutex
	total := 0
	for _, i := range articles {
		total += f.unitsOf(i).len()
	}
	for range min(runtime.GOMAXPROCS(0), (len(articles)+buildBatch-1)/buildBatch) {
		workers.Go(func() {
			seen := make([]uint32, len(f.dict.terms))
			for some := range batches {
				units, err := fillBatch(b, f, seen, some)
				if err != nil {
					cancel(err)
					continue // take what is still handed out
				}
				telling.Lock()
				progress(int(done.Add(int64(units))), total)
				telling.Unlock()
			}
		})
	}
	for some := range slices.Chunk(articles, buildBatch) {
		if ctx.Err() != nil {
			break
		}
		batches <- some
	}
	close(batches)
	workers.Wait()
	return context.Cause(ctx)
}

// fillBatch hands some articles to bleve and returns how many units they have. seen
// holds, by term, the article, plus one, that it was last seen in.
func fillBatch(b bleve.Index, f *forward, seen []uint32, articles []int) (units int, err error) {
	batch := b.NewBatch()
	var text []byte
	for _, i := range articles {
		text = text[:0]
		p := &f.articles[i]
		r := termReader{f.row, int(p.row)}
		for place := p.from; r.at < f.rowEnd(i) && !(p.renamed && place == p.context); place++ {
			if n := r.next(); seen[n] != uint32(i+1) {
				seen[n] = uint32(i + 1)
				text = append(append(text, f.dict.terms[n]...), ' ')
			}
		}
		if err := batch.Index(docID(i), map[string]any{termsField: string(text)}); err != nil {
			return 0, fmt.Errorf("index: %w", err)
		}
		units += f.unitsOf(i).len()
	}
	if err := b.Batch(batch); err != nil {
		return 0, fmt.Errorf("index: %w", err)
	}
	return units, nil
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
