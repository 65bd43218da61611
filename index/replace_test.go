package index_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/corpus"
	"onrecord/corpus/effort"
	"onrecord/corpus/quotation"
	"onrecord/index"
)

var (
	inventedWords = strings.Fields("quay harbour Brandt Doorn O'Brien ferry mayor cameras the North Wire Board hwb nwb 2021 blind — 1.5 wire")
	// rareWords are written in every way, and few articles have each.
	rareWords = strings.Fields("kelpie Kelpie KELPIE selkies Selkie gannet GANNETS bollards Bollard anchor Anchored skerry Skerry tidal TIDAL")
	// strayWords are misspelt, synonyms, or nowhere.
	strayWords = strings.Fields("zeppelin brandd harbur ferrys boats olive board cammeras hwb")
)

func pick(rnd *rand.Rand, words []string) string { return words[rnd.IntN(len(words))] }

// invented returns a corpus of few words, which therefore meet in every way: in the
// text, in names and roles, in what initials make, and in headlines.
func invented(t *testing.T, rnd *rand.Rand, articles, paragraphs int) *corpus.Corpus {
	t.Helper()
	var all []*corpus.Article
	for i := range articles {
		all = append(all, inventedArticle(t, rnd, fmt.Sprint(i), paragraphs))
	}
	return annotated(t, all, nil)
}

func annotated(t *testing.T, articles []*corpus.Article, before *corpus.Corpus) *corpus.Corpus {
	t.Helper()
	c, err := corpus.NewCorpus(articles)
	if err != nil {
		t.Fatal(err)
	}
	if err := quotation.AnnotateAgain(t.Context(), c, before); err != nil {
		t.Fatal(err)
	}
	return c
}

// inventedArticle returns one of at most so many paragraphs.
func inventedArticle(t *testing.T, rnd *rand.Rand, id string, paragraphs int) *corpus.Article {
	t.Helper()
	word := func() string { return pick(rnd, inventedWords) }
	var b strings.Builder
	fmt.Fprintf(&b, "Nobody saw the %s.\n\n", pick(rnd, rareWords))
	// Those who come up everywhere have a role of their own in each article.
	fmt.Fprintf(&b, "\"The %s,\" said Piet Klaas, the %s and %s skipper.\n\n", word(), strings.ToLower(pick(rnd, rareWords)), strings.ToLower(pick(rnd, rareWords)))
	for range rnd.IntN(paragraphs) {
		fmt.Fprintf(&b, "%s %s of the Harbour Wire Board %s.", word(), word(), word())
		fmt.Fprintf(&b, " \"The %s %s,\" said %s Olive %s, the %s %s.\n\n", word(), word(), word(), word(), word(), word())
	}
	meta := corpus.Meta{Title: word() + " " + word(), Outlet: pick(rnd, []string{"North Wire", "Coast Echo"}), Date: inventedDate(rnd), Form: corpus.Full}
	a, err := corpus.New(id, meta, b.String())
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func inventedDate(rnd *rand.Rand) corpus.Date {
	if rnd.IntN(6) == 0 {
		return ""
	}
	return corpus.Date(fmt.Sprintf("20%02d-%02d-0%d", 10+rnd.IntN(12), 1+rnd.IntN(12), 1+rnd.IntN(9)))
}

// edited returns a corpus that differs from c by about so many articles: new ones,
// others under the same id, ones that are gone, and ones with another headline, of
// another day or of another outlet.
func edited(t *testing.T, rnd *rand.Rand, c *corpus.Corpus, changes int) *corpus.Corpus {
	t.Helper()
	all := slices.Clone(c.Articles)
	for range changes {
		i := rnd.IntN(len(all))
		a := all[i]
		meta := a.Meta
		switch rnd.IntN(6) {
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
			meta.Date = inventedDate(rnd)
		case 5:
			meta.Outlet = pick(rnd, []string{"North Wire", "Coast Echo", "Harbour Post"})
		}
		var err error
		if all[i], err = corpus.New(a.ID, meta, a.Body()); err != nil {
			t.Fatal(err)
		}
	}
	return annotated(t, all, c)
}

// inventedQuery asks for invented words, some of them misspelt or unknown.
func inventedQuery(rnd *rand.Rand) corpus.Query {
	var some []string
	for range 1 + rnd.IntN(5) {
		if rnd.IntN(3) > 0 {
			some = append(some, pick(rnd, inventedWords))
		} else {
			some = append(some, pick(rnd, slices.Concat(rareWords, strayWords)))
		}
	}
	q := corpus.Query{Text: strings.Join(some, " "), Limit: rnd.IntN(30), Offset: max(0, rnd.IntN(20)-15), Question: rnd.IntN(3) == 0}
	switch rnd.IntN(8) {
	case 0:
		q.Speaker = "olive"
	case 1:
		q.From = "2015-01-01"
	case 2:
		q.From, q.To = "2012-03-01", "2016-02-29"
	case 3:
		q.Text = "who is the " + q.Text + "?"
	case 4:
		q.Outlet = "echo"
	case 5:
		q.ByDate, q.Spoken, q.Question = true, rnd.IntN(2) == 0, false
	}
	return q
}

// said is all that an index says to a query, to be compared.
type said struct {
	Answer           string
	Speakers, Papers []string
	Articles         []string
	Alike            []string
	Err              string
}

func say(t *testing.T, x *index.Index, q corpus.Query, typed string) (s said) {
	t.Helper()
	ctx := t.Context()
	ans, err := x.Search(ctx, q)
	if err != nil {
		s.Err = err.Error()
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d; missing %q, searched %q, of %+v", ans.Total, ans.Missing, ans.Corrections, ans.Scope)
	for _, r := range append(ans.Results, ans.Nearest...) {
		a := r.Excerpt.Article()
		fmt.Fprintf(&b, "\n%.9f %s %v %q by %v, marks %v, answer %v", r.Score, a.ID, r.Excerpt.Span(), r.Excerpt.Text(), r.Speaker(), r.Matches, r.Answer)
		for _, also := range r.Also {
			fmt.Fprintf(&b, ", also %s", also.ID)
		}
	}
	s.Answer = b.String()
	var errs [4]error
	s.Speakers, errs[0] = x.Suggest(ctx, corpus.SpeakerNames, typed, 50)
	s.Papers, errs[1] = x.Suggest(ctx, corpus.OutletNames, typed, 50)
	s.Articles, errs[2] = x.Suggest(ctx, corpus.ArticleNames, typed, 50)
	alike, err := x.Alike(ctx, q.Text, 12)
	errs[3] = err
	for _, a := range alike {
		s.Alike = append(s.Alike, a.ID)
	}
	for _, err := range errs {
		if err != nil {
			t.Fatalf("%+v: %v", q, err)
		}
	}
	return s
}

// sameAnswers holds one index against one of the same corpus that was made from nothing.
func sameAnswers(t *testing.T, rnd *rand.Rand, x *index.Index, queries int) {
	t.Helper()
	whole, err := index.Open(t.Context(), x.Corpus(), index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer whole.Close()
	for range queries {
		q := inventedQuery(rnd)
		typed := pick(rnd, strings.Fields("o ol brand brnadt klas skip north ech harbour x 2015 ferries"))
		got, want := say(t, x, q, typed), say(t, whole, q, typed)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%+v (-made from nothing +replaced)\n%s", q, diff)
		}
	}
}

// TestAReplacementIsWhatABuildIs edits a corpus again and again, and holds what came
// of it step by step against an index that is made from nothing.
func TestAReplacementIsWhatABuildIs(t *testing.T) {
	everywhere(t, func(t *testing.T, opts index.Options) {
		t.Parallel()
		rnd := rand.New(rand.NewPCG(11, 12))
		c := invented(t, rnd, 20, 6)
		x, err := index.Open(t.Context(), c, opts)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = x.Close() }()
		for step := range effort.Rounds(12) {
			switch step {
			case 4: // it becomes another
				c = invented(t, rnd, 35, 6)
			case 9:
				c = tides(t, "Coast Echo", index.MostInPlace+1)
			case 10:
				c = invented(t, rnd, 18, 6)
			default:
				c = edited(t, rnd, c, 1+rnd.IntN(6))
			}
			if err := x.Replace(t.Context(), c); err != nil {
				t.Fatal(err)
			}
			sameAnswers(t, rnd, x, 5)
			if opts.Dir != "" && step%5 == 0 { // what is kept is taken up
				if err := x.Close(); err != nil {
					t.Fatal(err)
				}
				opening := true
				again := opts
				again.Progress = func(int, int) {
					if opening {
						t.Errorf("step %d: something was built again", step)
					}
				}
				if x, err = index.Open(t.Context(), c, again); err != nil {
					t.Fatal(err)
				}
				opening = false
				sameAnswers(t, rnd, x, 5)
			}
		}
	})
}

// TestAChangedArticleIsFoundByItsNewWords changes one article of many in every part
// that is searched.
func TestAChangedArticleIsFoundByItsNewWords(t *testing.T) {
	everywhere(t, func(t *testing.T, opts index.Options) {
		version := func(title, outlet, date, body string) *corpus.Corpus {
			all := slices.Clone(harbour(t).Articles)
			a, err := corpus.New("changed", corpus.Meta{Title: title, Outlet: outlet, Date: corpus.Date(date), Form: corpus.Full}, body)
			if err != nil {
				t.Fatal(err)
			}
			return annotated(t, append(all, a), nil)
		}
		const body = `The kelpie left the bay. "It was grey," said Ann Stone.`
		before := version("Kelpies", "Gull", "2021-01-01", body)
		x := open(t, before, opts)
		for _, test := range []struct {
			name    string
			c       *corpus.Corpus
			found   corpus.Query
			missing corpus.Query
		}{
			{"text", version("Kelpies", "Gull", "2021-01-01", `The selkie left the bay. "It was grey," said Ann Stone.`),
				corpus.Query{Text: "selkie"}, corpus.Query{Text: "kelpie left"}},
			{"outlet", version("Kelpies", "Tern", "2021-01-01", body), corpus.Query{Text: "kelpie", Outlet: "tern"}, corpus.Query{Text: "kelpie", Outlet: "gull"}},
			{"date", version("Kelpies", "Gull", "2022-02-02", body), corpus.Query{Text: "kelpie", From: "2022-02-02"}, corpus.Query{Text: "kelpie", To: "2022-02-01"}},
			{"speaker", version("Kelpies", "Gull", "2021-01-01", strings.Replace(body, "Ann Stone", "Bob Wolf", 1)),
				corpus.Query{Text: "grey", Speaker: "wolf"}, corpus.Query{Text: "grey", Speaker: "stone"}},
		} {
			t.Run(test.name, func(t *testing.T) {
				if err := x.Replace(t.Context(), test.c); err != nil {
					t.Fatal(err)
				}
				if ans := search(t, x, test.found); len(ans.Results) != 1 {
					t.Errorf("%s: %+v has %d results, want 1", test.name, test.found, len(ans.Results))
				}
				if ans := search(t, x, test.missing); len(ans.Results) != 0 {
					t.Errorf("%s: %+v has %s", test.name, test.missing, texts(ans.Results))
				}
				if err := x.Replace(t.Context(), before); err != nil {
					t.Fatal(err)
				}
				if got, want := answers(t, x), fresh(t, before); got != want {
					t.Errorf("%s: changed back, the answers are\n%s\nwant\n%s", test.name, got, want)
				}
			})
		}
	})
}

// TestAFailedReplacementLeavesNoFolder calls one off that is built beside.
func TestAFailedReplacementLeavesNoFolder(t *testing.T) {
	dir := t.TempDir()
	x := open(t, harbour(t), index.Options{Dir: dir})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := x.Replace(ctx, tides(t, "Coast Echo", index.MostInPlace+1)); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	if folders, err := filepath.Glob(filepath.Join(dir, "index-*")); err != nil || len(folders) != 1 {
		t.Errorf("folders %q, %v", folders, err)
	}
}
