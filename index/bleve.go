package index

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/registry"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// bleveEngine is the [Engine] on bleve, in a folder or in memory.
type bleveEngine struct{ index bleve.Index }

// Version is that of what is indexed, and kept with it: a change of the mapping, or of how
// words are folded, counts it up, and everything is indexed again.
const Version = "7"

var versionKey = []byte("onrecord")

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
	for _, f := range []Field{Text, Context, Proper, Speaker, Outlet, Day, Article, Kind} {
		field := bleve.NewKeywordFieldMapping()
		if slices.Contains([]Field{Text, Context, Proper, Speaker}, f) {
			field.Analyzer = wordsAnalyzer
		}
		field.Store, field.IncludeInAll, field.IncludeTermVectors = false, false, false
		field.DocValues, field.SkipFreqNorm = f == Day, f != Text
		doc.AddFieldMappingsAt(string(f), field)
	}
	doc.AddSubDocumentMapping("_all", bleve.NewDocumentDisabledMapping())
	m.DefaultMapping = doc
	return m, nil
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

// newBleve makes an empty index in a folder that there is not yet, or in memory if
// dir is "".
func newBleve(dir string) (*bleveEngine, error) {
	m, err := newMapping()
	if err != nil {
		return nil, err
	}
	x, err := bleve.NewUsing(dir, m, scorch.Name, scorch.Name, map[string]any{"numSnapshotsToKeep": 1})
	if err != nil {
		return nil, fmt.Errorf("make bleve index: %w", err)
	}
	if err := x.SetInternal(versionKey, []byte(Version)); err != nil {
		return nil, errors.Join(fmt.Errorf("make bleve index: %w", err), x.Close())
	}
	return &bleveEngine{x}, nil
}

// openBleve opens the index in a folder.
func openBleve(dir string) (*bleveEngine, error) {
	x, err := bleve.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("open bleve index: %w", err)
	}
	version, err := x.GetInternal(versionKey)
	if err == nil && string(version) != Version {
		err = fmt.Errorf("it is of version %q, not %q", version, Version)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open bleve index: %w", err), x.Close())
	}
	return &bleveEngine{x}, nil
}

func (e *bleveEngine) Close() error { return e.index.Close() }

func (e *bleveEngine) Candidates(ctx context.Context, p *Plan) (Found, error) {
	req := bleve.NewSearchRequestOptions(p.query(), p.Limit, p.Offset, false)
	req.SortBy([]string{"-_score", "_id"})
	if p.ByDate {
		req.SortBy([]string{string(Day), "_id"}) // ids are in the order of the text; a missing day is late
	}
	res, err := e.index.SearchInContext(ctx, req)
	if err != nil {
		return Found{}, fmt.Errorf("search: %w", err)
	}
	out := Found{Total: int(res.Total), Passages: make([]Passage, 0, len(res.Hits))}
	for _, h := range res.Hits {
		article, hash, number, err := splitID(h.ID)
		if err != nil {
			return Found{}, err
		}
		out.Passages = append(out.Passages, Passage{article, hash, number, h.Score})
	}
	return out, nil
}

// query puts a plan in bleve's words. What matches is found without scores, which
// bleve does on whole posting lists; only the words of the text give a score.
func (p *Plan) query() query.Query {
	var match []query.Query
	if p.From != "" || p.To != "" {
		from, to := cmp.Or(p.From, "0"), cmp.Or(p.To, "9999-12-31") // no day is ""
		yes := true
		days := bleve.NewTermRangeInclusiveQuery(string(from), string(to), &yes, &yes)
		days.SetField(string(Day))
		match = append(match, days)
	}
	for _, c := range p.Must {
		match = append(match, c.query())
	}
	if p.Least > len(p.Should) {
		return bleve.NewMatchNoneQuery()
	}
	if p.Least > 0 {
		match = append(match, atLeast(p.Least, p.Should))
	}
	q := bleve.NewBooleanQuery()
	if len(match) > 0 {
		q.AddMust(unscored{bleve.NewConjunctionQuery(match...)})
	}
	for _, c := range slices.Concat(p.Must, p.Should) {
		for _, a := range c {
			if a.Field == Text {
				t := termQuery(a.Field, a.Term)
				t.SetBoost(a.Boost)
				q.AddShould(t)
			}
		}
	}
	return q
}

// atLeast finds what holds so many of some clauses. Two of them are put as "the first and
// any other, or the second and any later one …", which bleve does on whole posting lists
// when no score is asked for; it counts clauses document by document.
func atLeast(n int, clauses []Clause) query.Query {
	some := bleve.NewDisjunctionQuery()
	if n != 2 {
		some.SetMin(float64(n))
		for _, c := range clauses {
			some.AddQuery(c.query())
		}
		return some
	}
	for i := range len(clauses) - 1 {
		later := slices.Concat(clauses[i+1:]...)
		some.AddQuery(bleve.NewConjunctionQuery(clauses[i].query(), later.query()))
	}
	return some
}

// An unscored query finds the same and gives no score. (bleve's own way, the filter of
// a boolean query, looks at every match of the rest; and fields without frequencies
// would score NaN.)
type unscored struct{ query.Query }

func (q unscored) Searcher(ctx context.Context, r bleveindex.IndexReader, m mapping.IndexMapping, o search.SearcherOptions) (search.Searcher, error) {
	o.Score = "none"
	return q.Query.Searcher(ctx, r, m, o)
}

func (c Clause) query() query.Query {
	any := make([]query.Query, len(c))
	for i, a := range c {
		any[i] = termQuery(a.Field, a.Term)
	}
	if len(any) == 1 {
		return any[0]
	}
	return bleve.NewDisjunctionQuery(any...)
}

func termQuery(f Field, term string) *query.TermQuery {
	q := bleve.NewTermQuery(term)
	q.SetField(string(f))
	return q
}

// read calls f with a reader of the index as it is now.
func (e *bleveEngine) read(f func(bleveindex.IndexReader) error) error {
	inner, err := e.index.Advanced()
	if err == nil {
		var r bleveindex.IndexReader
		if r, err = inner.Reader(); err == nil {
			err = errors.Join(f(r), r.Close())
		}
	}
	if err != nil {
		return fmt.Errorf("read index: %w", err)
	}
	return nil
}

func (e *bleveEngine) Frequencies(ctx context.Context, field Field, terms []string) ([]int, error) {
	out := make([]int, len(terms))
	err := e.read(func(r bleveindex.IndexReader) error {
		for i, t := range terms {
			docs, err := r.TermFieldReader(ctx, []byte(t), string(field), false, false, false)
			if err != nil {
				return err
			}
			out[i] = int(docs.Count())
			if err := docs.Close(); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

func (e *bleveEngine) Terms(_ context.Context, field Field, prefix string) ([]string, error) {
	return e.dictionary(func(r bleveindex.IndexReader) (bleveindex.FieldDict, error) {
		return r.FieldDictPrefix(string(field), []byte(prefix))
	})
}

func (e *bleveEngine) Similar(_ context.Context, field Field, term, prefix string, distance int) ([]string, error) {
	return e.dictionary(func(r bleveindex.IndexReader) (bleveindex.FieldDict, error) {
		return r.(bleveindex.IndexReaderFuzzy).FieldDictFuzzy(string(field), term, distance, prefix)
	})
}

// dictionary reads terms; bleve has those of documents that are gone, too, until it
// merges their segments.
func (e *bleveEngine) dictionary(open func(bleveindex.IndexReader) (bleveindex.FieldDict, error)) (out []string, err error) {
	err = e.read(func(r bleveindex.IndexReader) error {
		dict, err := open(r)
		if err != nil {
			return err
		}
		for {
			d, err := dict.Next()
			if err != nil || d == nil {
				return errors.Join(err, dict.Close())
			}
			out = append(out, d.Term)
		}
	})
	return out, err
}

func (e *bleveEngine) Held(context.Context) (map[string]Revision, error) {
	held := map[string]Revision{}
	err := e.read(func(r bleveindex.IndexReader) error {
		all, err := r.DocIDReaderAll()
		if err != nil {
			return err
		}
		defer all.Close()
		for {
			doc, err := all.Next()
			if err != nil || doc == nil {
				return err
			}
			id, err := r.ExternalID(doc)
			if err != nil {
				return err
			}
			article, hash, number, err := splitID(id)
			if err != nil {
				return err
			}
			held[article] = Revision{hash, max(held[article].Documents, number+1)}
		}
	})
	return held, err
}

func (e *bleveEngine) Write(ctx context.Context, remove map[string]Revision, add []Addition) error {
	if err := ctx.Err(); err != nil { // bleve does not ask
		return fmt.Errorf("write index: %w", err)
	}
	b := e.index.NewBatch()
	for key, rev := range remove {
		for n := range rev.Documents {
			b.Delete(documentID(key, rev.Hash, n))
		}
	}
	for _, a := range add {
		for _, d := range a.Documents {
			if err := b.Index(documentID(d.Article, d.Hash, d.Number), fields(&d)); err != nil {
				return fmt.Errorf("write index: %w", err)
			}
		}
	}
	if err := e.index.Batch(b); err != nil {
		return fmt.Errorf("write index: %w", err)
	}
	return nil
}

// fields is a document in bleve's words. A day that is not known is left out.
func fields(d *Document) map[string]any {
	out := map[string]any{string(Text): d.Text, string(Context): d.Context, string(Proper): d.Proper, string(Speaker): d.Speaker,
		string(Outlet): d.Outlet, string(Article): d.Article, string(Kind): d.Kind}
	if d.Date != "" {
		out[string(Day)] = string(d.Date)
	}
	return out
}

// compact merges all segments into one: every segment has a dictionary of its own.
func (e *bleveEngine) compact(ctx context.Context) error {
	inner, err := e.index.Advanced()
	s, ok := inner.(*scorch.Scorch)
	if !ok {
		return err
	}
	all := mergeplan.SingleSegmentMergePlanOptions
	all.SegmentsPerMergeTask = math.MaxInt
	if err := s.ForceMerge(ctx, &all); err != nil {
		return fmt.Errorf("compact index: %w", err)
	}
	return nil
}

// A document's id is its key, its revision and its number, so that all that is held
// can be told from the ids, and ids of one article are in the order of its text. A NUL,
// which no article's id has, stands between them.
func documentID(key, hash string, number int) string {
	return fmt.Sprintf("%s\x00%s\x00%05d", key, hash, number)
}

func splitID(id string) (article, hash string, number int, err error) {
	parts := strings.Split(id, "\x00")
	if len(parts) != 3 {
		return "", "", 0, fmt.Errorf("%w: a document is called %q", errDamaged, id)
	}
	number, err = strconv.Atoi(parts[2])
	return parts[0], parts[1], number, err
}
