package index

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
)

// termsField is the one field of bleve's documents: a passage's terms.
const termsField = "t"

// analyzerName is the analyzer that takes our terms as they are.
const analyzerName = "terms"

// buildBatch is how many passages go to bleve at once; between 1,000 and 5,000
// its build speed hardly changes.
const buildBatch = 2000

// leanMapping indexes one field and keeps nothing else: no stored fields, no
// _all, no doc values, no term vectors. The text is the corpus's to keep.
func leanMapping() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	err := m.AddCustomAnalyzer(analyzerName, map[string]any{"type": custom.Name, "tokenizer": whitespace.Name})
	if err != nil {
		return nil, fmt.Errorf("index: mapping: %w", err)
	}
	field := bleve.NewTextFieldMapping()
	field.Analyzer = analyzerName
	field.Store, field.IncludeInAll, field.IncludeTermVectors, field.DocValues = false, false, false, false
	doc := bleve.NewDocumentStaticMapping()
	doc.AddFieldMappingsAt(termsField, field)
	m.DefaultMapping = doc
	m.DefaultAnalyzer = analyzerName
	return m, nil
}

// newStore makes a bleve index in the folder dir, or in memory if dir is "".
func newStore(dir string) (bleve.Index, error) {
	m, err := leanMapping()
	if err != nil {
		return nil, err
	}
	return bleve.NewUsing(dir, m, scorch.Name, scorch.Name, nil)
}

// fill puts every passage into the store under its number.
func fill(ctx context.Context, store bleve.Index, all []passage) error {
	batch := store.NewBatch()
	for i, p := range all {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := batch.Index(docID(i), map[string]any{termsField: strings.Join(p.terms(), " ")}); err != nil {
			return fmt.Errorf("index: %s: %w", p.article.ID, err)
		}
		if batch.Size() == buildBatch || i == len(all)-1 {
			if err := store.Batch(batch); err != nil {
				return fmt.Errorf("index: %w", err)
			}
			batch.Reset()
		}
	}
	return nil
}

// docID is a passage's number as bleve's document id: four bytes, most
// significant first, so that ids sort as numbers do.
func docID(n int) string {
	var b [4]byte
	binary.BigEndian.PutUint32(b[:], uint32(n))
	return string(b[:])
}

func docNumber(id string) (int, bool) {
	if len(id) != 4 {
		return 0, false
	}
	return int(binary.BigEndian.Uint32([]byte(id))), true
}

// candidates returns the numbers of up to limit passages that hold at least one
// of the terms, those that bleve thinks best first.
func candidates(ctx context.Context, store bleve.Index, terms []string, limit int) (numbers []int, err error) {
	defer func() {
		// bleve can panic on a damaged segment; that must cost one answer, not the bot.
		if p := recover(); p != nil {
			err = fmt.Errorf("index: bleve panicked: %v", p)
		}
	}()
	any := make([]query.Query, len(terms))
	for i, t := range terms {
		q := bleve.NewTermQuery(t)
		q.SetField(termsField)
		any[i] = q
	}
	req := bleve.NewSearchRequestOptions(bleve.NewDisjunctionQuery(any...), limit, 0, false)
	res, err := store.SearchInContext(ctx, req)
	if err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	return hitNumbers(res.Hits)
}

func hitNumbers(hits search.DocumentMatchCollection) ([]int, error) {
	out := make([]int, 0, len(hits))
	for _, h := range hits {
		n, ok := docNumber(h.ID)
		if !ok {
			return nil, errors.New("index: a document id is damaged")
		}
		out = append(out, n)
	}
	return out, nil
}
