package index

import (
	"fmt"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/token/edgengram"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/registry"
)

// Names of the analyzers: passages' words, names' words, and the beginnings of
// names' words, by which names are found while somebody types.
const (
	wordsAnalyzer     = "words"
	namesAnalyzer     = "names"
	beginningAnalyzer = "beginnings"
)

// Fields of a name that can be suggested, besides [Name].
const (
	beginningField = "beginning"
	namesField     = "names"  // its kind
	weightField    = "weight" // its rank
)

// longestBeginning is how many letters of a name's word it is found by.
const longestBeginning = 12

func init() {
	for name, split := range map[string]func(string) analysis.TokenStream{"onrecord_words": wordTokens, "onrecord_names": nameTokens} {
		err := registry.RegisterTokenizer(name, func(map[string]any, *registry.Cache) (analysis.Tokenizer, error) { return tokenizer(split), nil })
		if err != nil {
			panic(err) // the name is taken
		}
	}
}

// newMapping maps a document's fields. Nothing is stored: the texts are the
// corpus's to keep. Only what phrases are looked for in has positions, and only
// what is counted or sorted by has doc values.
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
	text := analysed(wordsAnalyzer)
	text.IncludeTermVectors, text.SkipFreqNorm = true, false
	doc.AddFieldMappingsAt(string(Text), text)
	for _, f := range []Field{Proper, Named, People, Context, Speaker} {
		field := analysed(wordsAnalyzer)
		field.SkipFreqNorm = f != People && f != Context // which count in the score
		doc.AddFieldMappingsAt(string(f), field)
	}
	for _, f := range []Field{Voice, Outlet, Article, Kind, namesField} {
		field := analysed("keyword")
		field.DocValues = f == Voice || f == Outlet
		doc.AddFieldMappingsAt(string(f), field)
	}
	date := bleve.NewDateTimeFieldMapping()
	date.Store, date.IncludeInAll = false, false
	doc.AddFieldMappingsAt(string(Day), date)
	doc.AddFieldMappingsAt(string(Name), analysed(namesAnalyzer))
	doc.AddFieldMappingsAt(beginningField, analysed(beginningAnalyzer))
	weight := bleve.NewNumericFieldMapping()
	weight.Store, weight.IncludeInAll, weight.Index = false, false, false
	doc.AddFieldMappingsAt(weightField, weight)
	doc.AddSubDocumentMapping("_all", bleve.NewDocumentDisabledMapping())
	m.DefaultMapping = doc
	m.DefaultAnalyzer = "keyword"
	return m, nil
}

// analysed is a text field that is only searched.
func analysed(analyzer string) *mapping.FieldMapping {
	f := bleve.NewTextFieldMapping()
	f.Analyzer = analyzer
	f.Store, f.IncludeInAll, f.IncludeTermVectors, f.DocValues, f.SkipFreqNorm = false, false, false, false, true
	return f
}

// A tokenizer splits a text into terms for bleve.
type tokenizer func(string) analysis.TokenStream

// Tokenize is bleve's interface.
func (split tokenizer) Tokenize(text []byte) analysis.TokenStream { return split(string(text)) }

// wordTokens returns the terms of a text. The second half of a name such as
// O'Brien stands where the whole stands.
func wordTokens(text string) analysis.TokenStream {
	out := make(analysis.TokenStream, 0, len(text)/6)
	position := 0
	for w := range words(text, 0) {
		position++
		for _, t := range [...]string{term(w.text), term(nameTail(w.text))} {
			if t != "" {
				out = append(out, &analysis.Token{Term: []byte(t), Start: w.span.Start, End: w.span.End, Position: position})
			}
		}
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
