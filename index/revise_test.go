package index

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/corpus"
	"onrecord/corpus/effort"
	"onrecord/corpus/quotation"
)

// edited returns a corpus that differs from c by about so many articles: new ones,
// others under the same id, ones that are gone, and ones with another headline or
// of another day.
func edited(t *testing.T, rnd *rand.Rand, c *corpus.Corpus, changes int) *corpus.Corpus {
	t.Helper()
	all := slices.Clone(c.Articles)
	for range changes {
		i := rnd.IntN(len(all))
		a := all[i]
		meta := a.Meta
		switch rnd.IntN(5) {
		case 0:
			all = append(all, inventedArticle(t, rnd, fmt.Sprint("new", rnd.Uint32()), 5))
			continue
		case 1:
			if len(all) > 1 {
				all = slices.Delete(all, i, i+1)
			}
			continue
		case 2:
			all[i] = inventedArticle(t, rnd, a.ID, 5)
			continue
		case 3:
			meta.Title = fmt.Sprint("Ferries ", rnd.IntN(9))
		case 4:
			meta.Date = corpus.Date(fmt.Sprintf("20%02d-03-04", rnd.IntN(30)))
		}
		var err error
		if all[i], err = corpus.New(a.ID, meta, a.Body()); err != nil {
			t.Fatal(err)
		}
	}
	d, err := corpus.NewCorpus(all)
	if err != nil {
		t.Fatal(err)
	}
	if err := quotation.AnnotateAgain(t.Context(), d, c); err != nil {
		t.Fatal(err)
	}
	return d
}

// sameForward compares two forward indexes, but for what the store calls articles.
func sameForward(t *testing.T, want, got *forward) {
	t.Helper()
	a, b := *want, *got
	for _, f := range []*forward{&a, &b} {
		f.articles = slices.Clone(f.articles)
		for i := range f.articles {
			f.articles[i].doc, f.articles[i].renamed = 0, false
		}
	}
	if reflect.DeepEqual(a, b) { // cmp takes fifty times as long
		return
	}
	t.Fatalf("the forward index is not the one of a build (-build +replaced)\n%s", cmp.Diff(a, b,
		cmp.AllowUnexported(forward{}, dictionary{}, piece{}, person{}, unit{}, digest{}, told{}, occurrences{}, span32{}, range32{}, written{})))
}

// holdsAll looks whether the store finds every article that holds a term.
func holdsAll(t *testing.T, x *Index) {
	t.Helper()
	f := x.forward
	for n, term := range f.dict.terms[1:] {
		articles, err := x.store.postings(t.Context(), term)
		if err != nil {
			t.Fatal(err)
		}
		c := cursor{places: f.of(uint32(n + 1))}
		for i := range f.articles {
			end := uint32(len(f.places))
			if i+1 < len(f.articles) {
				end = f.articles[i+1].from
			}
			if c.below(end) && !articles.has(i) {
				t.Fatalf("%q is in article %d, and is not found", term, i)
			}
			c.seek(end)
		}
	}
}

// inventedQuery asks for invented words, some of them misspelt or unknown.
func inventedQuery(rnd *rand.Rand) corpus.Query {
	more := []string{"zeppelin", "brandd", "harbur", "ferrys", "boats", "olive", "board", "cammeras", "hwb"}
	more = append(more, rareWords...)
	var some []string
	for range 1 + rnd.IntN(5) {
		if list := inventedWords; rnd.IntN(3) > 0 {
			some = append(some, list[rnd.IntN(len(list))])
		} else {
			some = append(some, more[rnd.IntN(len(more))])
		}
	}
	q := corpus.Query{Text: strings.Join(some, " "), Limit: rnd.IntN(30), Question: rnd.IntN(3) == 0}
	switch rnd.IntN(6) {
	case 0:
		q.Speaker = "olive"
	case 1:
		q.From = "2015-01-01"
	case 2:
		q.Text = "who is the " + q.Text + "?"
	}
	return q
}

// sameAnswers holds one index against another of the same corpus.
func sameAnswers(t *testing.T, rnd *rand.Rand, l *Live, whole *Index, queries int) {
	t.Helper()
	for range queries {
		q := inventedQuery(rnd)
		got, gotErr := l.Search(t.Context(), q)
		want, wantErr := whole.Search(t.Context(), q)
		if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(gotErr, wantErr) {
			t.Fatalf("%+v: %d of %d results, searched %v, missing %q (%v); of an index made from nothing %d of %d, searched %v, missing %q (%v)",
				q, len(got.Results), got.Total, got.Corrections, got.Missing, gotErr, len(want.Results), want.Total, want.Corrections, want.Missing, wantErr)
		}
		alike, err := l.Alike(t.Context(), q.Text, 12)
		other, otherErr := whole.Alike(t.Context(), q.Text, 12)
		if err != nil || otherErr != nil || !slices.Equal(alike, other) {
			t.Fatalf("%q is like %d articles (%v); of an index made from nothing %d (%v)", q.Text, len(alike), err, len(other), otherErr)
		}
	}
}

// TestAReplacementIsWhatABuildIs edits a corpus again and again, and holds what
// came of it step by step against an index that is made from nothing: the forward
// index to the byte, and answers to the last digit of their scores.
func TestAReplacementIsWhatABuildIs(t *testing.T) {
	for _, where := range []string{"in memory", "in a folder"} {
		t.Run(where, func(t *testing.T) {
			t.Parallel()
			rnd := rand.New(rand.NewPCG(11, 12))
			var opts Options
			if where == "in a folder" {
				opts.Dir = t.TempDir()
			}
			c := invented(t, rnd, 3, 9)
			l, err := OpenLive(t.Context(), c, opts)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = l.Close() }()
			taken, built, tidied := 0, 0, 0
			for step := range 40 {
				changes := 1 + rnd.IntN(4)
				switch {
				case step == 10 || step == 20: // it becomes another
					c = invented(t, rnd, 7*step, 9)
				case step > 30:
					changes = 12
				}
				large := l.now.store.parts[0].inverted
				c = edited(t, rnd, c, changes)
				if err := l.Replace(t.Context(), c); err != nil {
					t.Fatal(err)
				}
				c = l.Corpus() // the one before, if the edits came to nothing
				switch now := l.now.store.parts[0].inverted; {
				case now == large:
					taken++
				case step == 10 || step == 20:
					built++
				default:
					tidied++
				}
				whole, err := Open(t.Context(), c, Options{})
				if err != nil {
					t.Fatal(err)
				}
				sameForward(t, whole.forward, l.now.forward)
				holdsAll(t, l.now.Index)
				sameAnswers(t, rnd, l, whole, effort.Rounds(6))
				if err := whole.Close(); err != nil {
					t.Fatal(err)
				}
				if opts.Dir != "" && step%7 == 0 { // what is kept is taken up
					folder := l.now.store.parts[0].sealed
					if err := l.Close(); err != nil {
						t.Fatal(err)
					}
					if _, err := checkSeal(opts.current(), c.Version, peopleHash(c)); err != nil {
						t.Fatalf("step %d: %v", step, err)
					}
					if l, err = OpenLive(t.Context(), c, opts); err != nil {
						t.Fatal(err)
					}
					if now := l.now.store.parts[0].sealed; now[bleveDir+"/index_meta.json"] != folder[bleveDir+"/index_meta.json"] || len(now) != len(folder) {
						t.Errorf("step %d: what was kept was not taken up: %v, before %v", step, now, folder)
					}
				}
			}
			if taken < 20 || built != 2 || tidied == 0 {
				t.Errorf("the large part of the store was taken over %d times, built %d times, put together %d times: all must come up", taken, built, tidied)
			}
		})
	}
}

// TestAWordIsShownAsItIsWrittenFirst takes away the article that told of the role
// whose words came first in the whole corpus.
func TestAWordIsShownAsItIsWrittenFirst(t *testing.T) {
	var all []*corpus.Article
	for i, body := range []string{
		`Piet Doorn sang of HARBOURS. "I have never been so nervous," Doorn said.`,
		`Harbour master Piet Doorn has closed the north quay. "The stones are loose," Doorn said on Friday.`,
	} {
		a, err := corpus.New(fmt.Sprint(i), corpus.Meta{Date: corpus.Date(fmt.Sprintf("2021-05-0%d", i+1))}, body)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, a)
	}
	var corpora [2]*corpus.Corpus
	var before *corpus.Corpus
	for i := range corpora {
		var err error
		if corpora[i], err = corpus.NewCorpus(all[:2-i]); err != nil {
			t.Fatal(err)
		}
		if err := quotation.AnnotateAgain(t.Context(), corpora[i], before); err != nil {
			t.Fatal(err)
		}
		before = corpora[i]
	}
	x, err := Open(t.Context(), corpora[0], Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for i, want := range []string{"Harbour", "HARBOURS"} {
		whole, err := survey(t.Context(), corpora[i])
		if err != nil {
			t.Fatal(err)
		}
		f, err := revise(t.Context(), corpora[i], corpora[0], x.forward)
		if err != nil {
			t.Fatal(err)
		}
		sameForward(t, whole, f)
		if got := f.dict.surface[f.dict.numbers[term("harbour")]]; got != want {
			t.Errorf("the word is shown as %q, want %q", got, want)
		}
	}
}
