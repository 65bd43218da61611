package index

import (
	"bytes"
	"fmt"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/registry"
)

// wordsAnalyzer is the name of the tokenizer and the analyzer of terms.
const wordsAnalyzer = "onrecord_words"

func init() {
	err := registry.RegisterTokenizer(wordsAnalyzer, func(map[string]any, *registry.Cache) (analysis.Tokenizer, error) { return tokenizer{}, nil })
	if err != nil {
		panic(err) // the name is taken
	}
}

// newMapping maps a document's fields. Nothing is stored, since the texts are the
// corpus's to keep, and nothing has positions, which would make the index two times
// as large: where words stand is looked up in the text of the candidates. Only what is
// sorted by has doc values, and only the text frequencies,
// because it alone gives a score.
func newMapping() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	config := map[string]any{"type": custom.Name, "tokenizer": wordsAnalyzer}
	if err := m.AddCustomAnalyzer(wordsAnalyzer, config); err != nil {
		return nil, fmt.Errorf("map documents: %w", err)
	}
	doc := bleve.NewDocumentStaticMapping()
	for _, f := range []Field{Text, Context, Proper, Speaker} {
		field := searched(wordsAnalyzer)
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

// A tokenizer splits the terms of a document for bleve. bleve's own, for white space, takes
// room for a thousand in advance.
type tokenizer struct{}

// Tokenize is bleve's interface.
func (tokenizer) Tokenize(text []byte) analysis.TokenStream {
	terms := bytes.Fields(text)
	tokens := make([]analysis.Token, len(terms)) // allocated together
	out := make(analysis.TokenStream, len(terms))
	for i, t := range terms {
		tokens[i] = analysis.Token{Term: t, Position: i + 1}
		out[i] = &tokens[i]
	}
	return out
}
