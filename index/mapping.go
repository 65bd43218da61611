package index

import (
	"fmt"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/token/edgengram"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/registry"
)

// Names of the analyzers: passages' words, names' words, and the beginnings of
// names' words, by which names are found while a member types.
const (
	wordsAnalyzer     = "words"
	namesAnalyzer     = "names"
	beginningAnalyzer = "beginnings"
)

// Fields of a name that can be suggested, besides [Name].
const (
	beginningField = "beginning"
	namesField     = "names"
	weightField    = "weight" // its rank
)

// longestBeginning is how many letters of a name's word are indexed as its beginning.
// Fewer words begin with more letters: those are looked up in the dictionary.
const longestBeginning = 4

func init() {
	for name, split := range map[string]func(string) analysis.TokenStream{"onrecord_words": wordTokens, "onrecord_names": nameTokens} {
		err := registry.RegisterTokenizer(name, func(map[string]any, *registry.Cache) (analysis.Tokenizer, error) { return tokenizer(split), nil })
		if err != nil {
			panic(err) // the name is taken
		}
	}
}

// newMapping maps a document's fields. Nothing is stored, since the texts are the
// corpus's to keep, and nothing has positions, which would make the index two times
// as large: where words stand is looked up in the text of the candidates. Only what is
// sorted by has doc values, and only the text frequencies,
// because it alone gives a score.
func newMapping() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	for name, config := range map[string]map[string]any{
		wordsAnalyzer:     {"tokenizer": "onrecord_words"},
		namesAnalyzer:     {"tokenizer": "onrecord_names"},
		beginningAnalyzer: {"tokenizer": "onrecord_names", "token_filters": []string{beginningField}},
	} {
		if name == beginningAnalyzer {
			filter := map[string]any{"type": edgengram.Name, "min": 1.0, "max": float64(longestBeginning)}
			if err := m.AddCustomTokenFilter(beginningField, filter); err != nil {
				return nil, fmt.Errorf("map documents: %w", err)
			}
		}
		config["type"] = custom.Name
		if err := m.AddCustomAnalyzer(name, config); err != nil {
			return nil, fmt.Errorf("map documents: %w", err)
		}
	}
	doc := bleve.NewDocumentStaticMapping()
	for _, f := range []Field{Text, Context, Proper, Speaker} {
		field := searched(wordsAnalyzer)
		field.SkipFreqNorm = f != Text
		doc.AddFieldMappingsAt(string(f), field)
	}
	for _, f := range []Field{Outlet, Day, Article, Kind, namesField, weightField} {
		field := searched(keyword.Name)
		field.DocValues = f == Day || f == weightField
		doc.AddFieldMappingsAt(string(f), field)
	}
	doc.AddFieldMappingsAt(string(Name), searched(namesAnalyzer))
	doc.AddFieldMappingsAt(beginningField, searched(beginningAnalyzer))
	doc.AddSubDocumentMapping("_all", bleve.NewDocumentDisabledMapping())
	m.DefaultMapping = doc
	m.DefaultAnalyzer = keyword.Name
	return m, nil
}

// searched is a text field that can be searched by terms, and nothing else.
func searched(analyzer string) *mapping.FieldMapping {
	f := bleve.NewTextFieldMapping()
	f.Analyzer = analyzer
	f.Store, f.IncludeInAll, f.IncludeTermVectors, f.DocValues, f.SkipFreqNorm = false, false, false, false, true
	return f
}

// A tokenizer splits a text into terms for bleve.
type tokenizer func(string) analysis.TokenStream

// Tokenize is bleve's interface.
func (split tokenizer) Tokenize(text []byte) analysis.TokenStream { return split(string(text)) }

// wordTokens returns the terms of a text, the second half of a name such as O'Brien
// besides the whole. All tokens are allocated together.
func wordTokens(text string) analysis.TokenStream {
	tokens := make([]analysis.Token, 0, len(text)/4+2)
	add := func(t string) {
		if t != "" {
			tokens = append(tokens, analysis.Token{Term: []byte(t), Position: len(tokens) + 1})
		}
	}
	for w := range words(text, 0) {
		add(term(w.text))
		if tail := w.tail(); tail != "" {
			add(term(tail))
		}
	}
	out := make(analysis.TokenStream, len(tokens))
	for i := range tokens {
		out[i] = &tokens[i]
	}
	return out
}

// nameTokens returns the words of a name, folded but not inflected.
func nameTokens(text string) analysis.TokenStream {
	var out analysis.TokenStream
	for _, w := range nameWords(text) {
		out = append(out, &analysis.Token{Term: []byte(w), Position: len(out) + 1})
	}
	return out
}

// nameWords returns the words of a name, folded: O'Neil is one.
func nameWords(text string) []string {
	var out []string
	for w := range words(text, 0) {
		if f := foldName(w.text); f != "" {
			out = append(out, f)
		}
	}
	return out
}
