package index

import (
	"fmt"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/mapping"
)

// termsAnalyzer takes terms as they are, with a space between them.
const termsAnalyzer = "onrecord_terms"

// newMapping maps a document's fields. Nothing is stored, since the texts are the
// corpus's to keep, and nothing has positions, which would make the index two times
// as large: where words stand is looked up in the text of the candidates. Only what is
// sorted by has doc values, and only the text frequencies,
// because it alone gives a score.
func newMapping() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	config := map[string]any{"type": custom.Name, "tokenizer": whitespace.Name}
	if err := m.AddCustomAnalyzer(termsAnalyzer, config); err != nil {
		return nil, fmt.Errorf("map documents: %w", err)
	}
	doc := bleve.NewDocumentStaticMapping()
	for _, f := range []Field{Text, Context, Proper, Speaker} {
		field := searched(termsAnalyzer)
		field.SkipFreqNorm = f != Text
		doc.AddFieldMappingsAt(string(f), field)
	}
	for _, f := range []Field{Outlet, Day, Article, Kind} {
		field := searched(keyword.Name)
		field.DocValues = f == Day
		doc.AddFieldMappingsAt(string(f), field)
	}
	doc.AddSubDocumentMapping("_all", bleve.NewDocumentDisabledMapping())
	m.DefaultMapping = doc
	return m, nil
}

// searched is a text field that can be searched by terms, and nothing else.
func searched(analyzer string) *mapping.FieldMapping {
	f := bleve.NewTextFieldMapping()
	f.Analyzer = analyzer
	f.Store, f.IncludeInAll, f.IncludeTermVectors, f.DocValues, f.SkipFreqNorm = false, false, false, false, true
	return f
}
