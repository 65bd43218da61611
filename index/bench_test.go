package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"

	"onrecord/corpus"
	"onrecord/corpus/quotation"
	"onrecord/corpus/verbatim"
	"onrecord/index/meaning"
)

// The benchmarks need ../shared: a corpus of any size is made of its articles.
// ONRECORD_BENCH_ARTICLES says of how many; 12,500 are the 100,000 passages that
// the figures in CONTRIBUTING.md are of.
const defaultBenchArticles = 1250

func benchArticles(b *testing.B) int {
	b.Helper()
	n, err := strconv.Atoi(os.Getenv("ONRECORD_BENCH_ARTICLES"))
	if err != nil || n <= 0 {
		return defaultBenchArticles
	}
	return n
}

func scaled(b *testing.B) *corpus.Corpus {
	b.Helper()
	return loadFile(b, nil, scaledFile(b))
}

// scaledFile returns the name of the corpus's one file.
func scaledFile(b *testing.B) string {
	b.Helper()
	script, politics := sharedFile(b, "eval/search/scale.py"), sharedFile(b, "eval/search/politics.jsonl")
	out, err := exec.Command("python3", script, politics, strconv.Itoa(benchArticles(b))).Output()
	if err != nil {
		b.Fatal(err)
	}
	name := filepath.Join(b.TempDir(), "scale.jsonl")
	if err := os.WriteFile(name, out, 0o644); err != nil {
		b.Fatal(err)
	}
	return name
}

func loadFile(b *testing.B, previous *corpus.Corpus, name string) *corpus.Corpus {
	b.Helper()
	src, err := corpus.PathSource(name)
	if err != nil {
		b.Fatal(err)
	}
	c, err := corpus.Reload(b.Context(), previous, src)
	if err != nil {
		b.Fatal(err)
	}
	return c
}

// BenchmarkBuild measures a build in the folder of a kept index.
func BenchmarkBuild(b *testing.B) {
	c := scaled(b)
	if err := quotation.AnnotateCorpus(b.Context(), c); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	units := 0
	for b.Loop() {
		dir := b.TempDir()
		x, err := Open(b.Context(), c, Options{Dir: dir})
		if err != nil {
			b.Fatal(err)
		}
		units += x.snapshot.coverage.Passages
		b.ReportMetric(float64(folderSize(b, dir))/1e6, "MB-on-disk")
		if err := x.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(units)/b.Elapsed().Seconds(), "passages/s")
}

// BenchmarkReplaceOne measures how soon a corpus can be searched that has one
// article more than the one before, or one less: reading the files, working out who
// says what, and the index, in the folder of a kept one. Whole is the same from
// nothing.
func BenchmarkReplaceOne(b *testing.B) {
	names := [2]string{scaledFile(b)}
	data, err := os.ReadFile(names[0])
	if err != nil {
		b.Fatal(err)
	}
	names[1] = filepath.Join(b.TempDir(), "more.jsonl")
	more := `{"id":"more","title":"One more","date":"2009-03-04","params":{"outlet":"Outlet 3"},"body":"“We will see,” said Ada Quill, the harbour master."}`
	if err := os.WriteFile(names[1], append(data, more...), 0o644); err != nil {
		b.Fatal(err)
	}
	var load, people, replace time.Duration
	take := func(b *testing.B, previous *corpus.Corpus, name string, index func(*corpus.Corpus) error) {
		start := time.Now()
		c := loadFile(b, previous, name)
		loaded := time.Now()
		if err := quotation.AnnotateAgain(b.Context(), c, previous); err != nil {
			b.Fatal(err)
		}
		annotated := time.Now()
		if err := index(c); err != nil {
			b.Fatal(err)
		}
		load, people, replace = load+loaded.Sub(start), people+annotated.Sub(loaded), replace+time.Since(annotated)
	}
	report := func(b *testing.B) {
		for unit, took := range map[string]time.Duration{"s-load": load, "s-people": people, "s-index": replace} {
			b.ReportMetric(took.Seconds()/float64(b.N), unit)
		}
		load, people, replace = 0, 0, 0
	}
	b.Run("whole", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			take(b, nil, names[1], func(c *corpus.Corpus) error {
				x, err := Open(b.Context(), c, Options{Dir: b.TempDir()})
				if err != nil {
					return err
				}
				return x.Close()
			})
		}
		report(b)
	})
	b.Run("one", func(b *testing.B) {
		c := loadFile(b, nil, names[0])
		if err := quotation.AnnotateCorpus(b.Context(), c); err != nil {
			b.Fatal(err)
		}
		l, err := Open(b.Context(), c, Options{Dir: b.TempDir()})
		if err != nil {
			b.Fatal(err)
		}
		defer l.Close()
		b.ReportAllocs()
		for n := 1; b.Loop(); n++ {
			take(b, l.Corpus(), names[n%2], func(c *corpus.Corpus) error { return l.Replace(b.Context(), c) })
		}
		report(b)
	})
}

func folderSize(b *testing.B, dir string) (n int64) {
	b.Helper()
	err := filepath.WalkDir(dir, func(_ string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		n += info.Size()
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return n
}

func openScaled(b *testing.B) *Index {
	b.Helper()
	c := scaled(b)
	if err := quotation.AnnotateCorpus(b.Context(), c); err != nil {
		b.Fatal(err)
	}
	x, err := Open(b.Context(), c, Options{Dir: b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = x.Close() })
	return x
}

// BenchmarkSearch measures a search with excerpts and speakers beside bleve as
// it comes, with its highlighter, on the same passages and queries in the same
// run.
func BenchmarkSearch(b *testing.B) {
	x := openScaled(b)
	var queries []string
	for _, q := range readGold(b, "eval/search/politics_queries_dev.jsonl") {
		queries = append(queries, q.Query)
	}
	ours := func(q string) error {
		_, err := x.Search(context.Background(), corpus.Query{Text: q})
		return err
	}
	b.Run("onrecord", func(b *testing.B) { times(b, queries, ours) })
	b.Run("onrecord-parallel", func(b *testing.B) { parallel(b, queries, ours) })
	plain := plainBleve(b, x)
	defer plain.Close()
	theirs := func(q string) error {
		req := bleve.NewSearchRequestOptions(bleve.NewMatchQuery(q), 10, 0, false)
		req.Highlight = bleve.NewHighlight()
		req.Fields = []string{"text"}
		_, err := plain.SearchInContext(context.Background(), req)
		return err
	}
	b.Run("plain-bleve", func(b *testing.B) { times(b, queries, theirs) })
}

func plainBleve(b *testing.B, x *Index) bleve.Index {
	b.Helper()
	plain, err := bleve.New(filepath.Join(b.TempDir(), "plain"), bleve.NewIndexMapping())
	if err != nil {
		b.Fatal(err)
	}
	batch := plain.NewBatch()
	flush := func() {
		if err := plain.Batch(batch); err != nil {
			b.Fatal(err)
		}
		batch.Reset()
	}
	for _, e := range x.snapshot.articles {
		for i, s := range e.passages {
			if err := batch.Index(e.ID+strconv.Itoa(i), map[string]string{"text": e.Body()[s.Start:s.End]}); err != nil {
				b.Fatal(err)
			}
			if batch.Size() == 1000 {
				flush()
			}
		}
	}
	flush()
	return plain
}

// times runs every query and reports how long they took, one by one.
func times[Q any](b *testing.B, queries []Q, search func(Q) error) {
	b.ReportAllocs()
	var all []time.Duration
	for b.Loop() {
		for _, q := range queries {
			start := time.Now()
			if err := search(q); err != nil {
				b.Fatal(err)
			}
			all = append(all, time.Since(start))
		}
	}
	slices.Sort(all)
	at := func(p float64) float64 {
		return float64(all[int(p*float64(len(all)-1))].Nanoseconds()) / 1e6
	}
	b.ReportMetric(at(0.50), "ms-p50")
	b.ReportMetric(at(0.95), "ms-p95")
	b.ReportMetric(at(0.99), "ms-p99")
	b.ReportMetric(float64(len(all))/b.Elapsed().Seconds(), "searches/s")
	b.ReportMetric(0, "ns/op") // of all queries together: says nothing
}

func parallel[Q any](b *testing.B, queries []Q, search func(Q) error) {
	var n atomic.Int64
	for b.Loop() {
		var all sync.WaitGroup
		for w := range runtime.GOMAXPROCS(0) {
			all.Go(func() {
				for i := range queries {
					if err := search(queries[(i+w*len(queries)/2)%len(queries)]); err != nil {
						b.Error(err)
					}
					n.Add(1)
				}
			})
		}
		all.Wait()
	}
	b.ReportMetric(float64(n.Load())/b.Elapsed().Seconds(), "searches/s")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkMemory reports what stays in memory with everything loaded.
func BenchmarkMemory(b *testing.B) {
	x := openScaled(b)
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	for b.Loop() {
	}
	runtime.KeepAlive(x)
	b.ReportMetric(float64(m.HeapAlloc)/1e6, "MB-heap")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkVerify measures holding a claim against the corpus: finding the
// articles that are alike, and judging it on their text. The claims are quotations
// of the corpus, every other with a word changed.
func BenchmarkVerify(b *testing.B) {
	x := openScaled(b)
	people := quotation.Link(x.snapshot.corpus.Articles)
	var claims []verbatim.Claim
	for _, a := range x.snapshot.corpus.Articles {
		for _, st := range a.Statements {
			words := strings.Fields(a.Body()[st.Span.Start:st.Span.End])
			if len(words) < 8 || len(words) > 40 || st.Kind != corpus.Direct || len(claims) >= 1000 {
				continue
			}
			if len(claims)%2 == 1 {
				words[len(words)/2] = "otherwise"
			}
			claims = append(claims, verbatim.Claim{Text: strings.Join(words, " ")})
		}
	}
	verify := func(c verbatim.Claim) error {
		articles, err := x.Alike(context.Background(), c.Text, 12)
		if err != nil {
			return err
		}
		if r := verbatim.Check(c, articles, people); r.Verdict == verbatim.Absent {
			b.Errorf("%q is said to be absent", c.Text)
		}
		return nil
	}
	b.Run("one", func(b *testing.B) {
		b.ReportAllocs()
		times(b, claims, verify)
	})
	b.Run("parallel", func(b *testing.B) { parallel(b, claims, verify) })
	b.Run("4000-characters", func(b *testing.B) {
		body := x.snapshot.corpus.Articles[0].Body()
		times(b, []verbatim.Claim{{Text: body[:min(4000, len(body))]}, {Text: strings.Repeat("we will not ", 333)}}, func(c verbatim.Claim) error {
			articles, err := x.Alike(context.Background(), c.Text, 12)
			verbatim.Check(c, articles, people)
			return err
		})
	})
}

// BenchmarkSuggest measures suggestions while names are typed, letter by letter, every
// other one with a wrong letter.
func BenchmarkSuggest(b *testing.B) {
	x := openScaled(b)
	var typed []string
	for _, s := range x.snapshot.suggestions[corpus.SpeakerNames] {
		name := s.key
		if len(typed) > 3000 {
			break
		}
		if len(name) < 3 {
			continue
		}
		for n := range min(len(name), 12) {
			typed = append(typed, name[:n])
		}
		typed = append(typed, strings.Replace(name, name[2:3], "x", 1))
	}
	times(b, typed, func(t string) error {
		_, err := x.Suggest(context.Background(), corpus.SpeakerNames, t, 25)
		return err
	})
}

// BenchmarkMeaning measures the search for the passages that are nearest in meaning, beside
// a plain loop over all numbers of all vectors, in turns on the same queries.
func BenchmarkMeaning(b *testing.B) {
	x := openScaled(b)
	numbers := func(v *meaning.Vector) (out [meaning.Dimensions]int8) {
		data, err := v.AppendBinary(nil)
		if err != nil {
			b.Fatal(err)
		}
		for i := range out {
			out[i] = int8(data[i])
		}
		return out
	}
	var vectors [][meaning.Dimensions]int8
	for _, a := range x.snapshot.corpus.Articles {
		for i := range x.snapshot.articles[a.ID].vectors {
			vectors = append(vectors, numbers(&x.snapshot.articles[a.ID].vectors[i]))
		}
	}
	var queries []meaning.Vector
	for _, q := range readGold(b, "eval/search/politics_queries_dev.jsonl") {
		queries = append(queries, meaning.Of(q.Query))
	}
	var ours, plain []time.Duration
	for i := 0; b.Loop(); i++ {
		q := &queries[i%len(queries)]
		start := time.Now()
		found, err := x.snapshot.nearestInMeaning(b.Context(), &filter{Query: &corpus.Query{}}, q)
		ours = append(ours, time.Since(start))
		if err != nil || len(found) == 0 {
			b.Fatal(found, err)
		}
		asked := numbers(q)
		start = time.Now()
		best := int32(0)
		for i := range vectors {
			product := int32(0)
			for k, n := range &vectors[i] {
				product += int32(asked[k]) * int32(n)
			}
			best = max(best, product)
		}
		plain = append(plain, time.Since(start))
		first := numbers(&x.snapshot.articles[found[0].Article].vectors[found[0].Number])
		for k, n := range first {
			best -= int32(asked[k]) * int32(n)
		}
		if best != 0 {
			b.Fatalf("query %d: the nearest is not the first", i)
		}
	}
	slices.Sort(ours)
	slices.Sort(plain)
	half := len(ours) / 2
	b.ReportMetric(float64(ours[half].Nanoseconds())/1e6, "ms-p50")
	b.ReportMetric(float64(plain[half].Nanoseconds())/1e6, "ms-plain")
	b.ReportMetric(float64(ours[half])/float64(plain[half]), "of-plain")
	b.ReportMetric(float64(len(vectors)), "passages")
	b.ReportMetric(0, "ns/op") // of both together: says nothing
}

// BenchmarkHostile reports, query by query, how long the longest of what members can type
// takes. The index forgets in between what it worked out.
func BenchmarkHostile(b *testing.B) {
	x := openScaled(b)
	frequent := "people government year time minister country company police said told "
	var misspelt, different strings.Builder
	for i := range 500 {
		fmt.Fprintf(&misspelt, "govermnetn%c ", 'a'+i%26)
		fmt.Fprintf(&different, "word%d ", i)
	}
	for name, text := range map[string]string{
		"frequent":  strings.Repeat(frequent, 70),
		"question":  "what " + strings.Repeat(frequent, 70) + "?",
		"misspelt":  misspelt.String(),
		"different": different.String(),
		"stopwords": strings.Repeat("the of and to ", 350),
		"marks":     strings.Repeat("\"“”", 1200),
		"phrases":   strings.Repeat(`"people in the" `, 300),
		"controls":  strings.Repeat("\x00\x1b\u202e", 1200),
		"syntax":    strings.Repeat("+text:(a*|b~9)^5 -[1 TO 2] /.*(.+)+$/ ", 120),
		"one word":  strings.Repeat("encryption", 500),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				x.now.used.Purge()
				x.now.families.Purge()
				x.now.corrected.Purge()
				b.StartTimer()
				_, err := x.Search(context.Background(), corpus.Query{Text: text})
				if err != nil && !errors.Is(err, corpus.ErrNoWords) {
					b.Fatal(err)
				}
			}
		})
	}
}
