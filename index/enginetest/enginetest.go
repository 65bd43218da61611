// Package enginetest is what any engine must do, as testing/fstest is for file systems.
package enginetest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"onrecord/corpus"
	"onrecord/index"
)

// TestEngine tests an engine. open makes an empty one.
func TestEngine(t *testing.T, open func(t *testing.T) index.Engine) {
	filled := opened(t, open, passages()...)
	t.Run("matches", func(t *testing.T) { testMatches(t, filled) })
	t.Run("filters", func(t *testing.T) { testFilters(t, filled) })
	t.Run("order", func(t *testing.T) { testOrder(t, filled) })
	t.Run("by date", func(t *testing.T) { testByDate(t, filled) })
	t.Run("pages", func(t *testing.T) { testPages(t, opened(t, open, manyPassages(150)...)) })
	t.Run("months", func(t *testing.T) { testMonths(t, opened(t, open, everyDay()...)) })
	t.Run("terms", func(t *testing.T) { testTerms(t, filled) })
	t.Run("writes", func(t *testing.T) { testWrites(t, opened(t, open, passages()...)) })
	t.Run("an empty engine", func(t *testing.T) { testEmpty(t, opened(t, open)) })
	t.Run("a search that is called off", func(t *testing.T) { testCalledOff(t, filled) })
	t.Run("many goroutines", func(t *testing.T) { testGoroutines(t, opened(t, open, passages()...)) })
}

// additions are documents by their articles, their texts as terms.
func additions(docs ...index.Document) (out []index.Addition) {
	for _, d := range docs {
		for _, text := range []*string{&d.Text, &d.Context, &d.Proper, &d.Speaker} {
			*text = strings.Join(index.Terms(*text), " ")
		}
		if n := len(out); n > 0 && out[n-1].Documents[0].Article == d.Article {
			out[n-1].Documents = append(out[n-1].Documents, d)
		} else {
			out = append(out, index.Addition{Documents: []index.Document{d}})
		}
	}
	return out
}

func opened(t *testing.T, open func(t *testing.T) index.Engine, docs ...index.Document) index.Engine {
	t.Helper()
	e := open(t)
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := e.Write(t.Context(), nil, additions(docs...)); err != nil {
		t.Fatal(err)
	}
	return e
}

// passages are those of four invented articles.
func passages() []index.Document {
	return []index.Document{
		{Article: "ferry", Hash: "f1", Number: 0, Outlet: "Coast Echo", Date: "2021-03-31", Text: "The ferry sails in winter",
			Context: "Ferry news", Proper: "The"},
		{Article: "ferry", Hash: "f1", Number: 1, Outlet: "Coast Echo", Date: "2021-03-31", Text: "No ferry sails, said Doorn",
			Speaker: "Piet Doorn harbour master", Kind: []string{string(corpus.Indirect)}, Proper: "No Doorn"},
		{Article: "quay", Hash: "q1", Number: 0, Outlet: "Harbour Post", Date: "2021-04-01", Text: "Cameras on the quay see the ferry",
			Speaker: "Olive Brandt mayor", Kind: []string{string(corpus.Direct)}, Proper: "Cameras"},
		{Article: "quay", Hash: "q1", Number: 1, Outlet: "Harbour Post", Date: "2021-04-01", Text: "Cameras are blind",
			Speaker: "Olive Brandt mayor Piet Doorn",
			Kind:    []string{string(corpus.Direct), string(corpus.Mixed)}, Context: "winter"},
		{Article: "tide", Hash: "t1", Number: 0, Outlet: "North Wire", Text: "The tide is high in winter"},
		{Article: "lamp", Hash: "l1", Number: 0, Outlet: "North Wire", Date: "2020-12-31", Text: "Lamps, lamps and cameras",
			Kind: []string{string(corpus.Report)}},
	}
}

// called returns the names of passages: article and place.
func called(passages []index.Passage) []string {
	out := []string{}
	for _, p := range passages {
		out = append(out, fmt.Sprint(p.Article, p.Number))
	}
	return out
}

func candidates(t *testing.T, e index.Engine, p index.Plan) index.Found {
	t.Helper()
	found, err := e.Candidates(t.Context(), &p)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// matches looks whether a plan is answered with these passages, in any order.
func matches(t *testing.T, e index.Engine, p index.Plan, want ...string) {
	t.Helper()
	p.Limit = 100
	found := candidates(t, e, p)
	got := called(found.Passages)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) || found.Total != len(want) {
		t.Errorf("%q of %d, want %q", got, found.Total, want)
	}
}

func alternative(field index.Field, term string, boost float64) index.Alternative {
	return index.Alternative{Field: field, Term: term, Boost: boost}
}

func revision(hash string, documents int) index.Revision {
	return index.Revision{Hash: hash, Documents: documents}
}

// term is what a word counts as.
func term(word string) string { return index.Terms(word)[0] }

func textClause(words ...string) index.Clause {
	return index.AnyOf(index.Text, index.Terms(strings.Join(words, " "))...)
}

// only is a plan that clauses filter.
func only(clauses ...index.Clause) index.Plan { return index.Plan{Must: clauses} }

func testMatches(t *testing.T, e index.Engine) {
	for _, test := range []struct {
		name string
		plan index.Plan
		want []string
	}{
		{"a word", index.Plan{Must: []index.Clause{textClause("ferry")}}, []string{"ferry0", "ferry1", "quay0"}},
		{"inflected", index.Plan{Must: []index.Clause{textClause("camera")}}, []string{"quay0", "quay1", "lamp0"}},
		{"all of two", index.Plan{Must: []index.Clause{textClause("ferry"), textClause("cameras")}}, []string{"quay0"}},
		{"one of two terms", index.Plan{Must: []index.Clause{textClause("tide", "blind")}}, []string{"quay1", "tide0"}},
		{"one of two fields", index.Plan{Must: []index.Clause{{alternative(index.Text, "winter", 1), alternative(index.Context, "winter", 0.2)}}}, []string{"ferry0", "quay1", "tide0"}},
		{"the other field", index.Plan{Must: []index.Clause{{alternative(index.Context, "winter", 1)}}}, []string{"quay1"}},
		{"a proper noun", index.Plan{Must: []index.Clause{{alternative(index.Proper, term("cameras"), 1)}}}, []string{"quay0"}},
		{"a keyword", index.Plan{Must: []index.Clause{{alternative(index.Outlet, "North Wire", 1)}}}, []string{"tide0", "lamp0"}},
		{"one of should", index.Plan{Should: []index.Clause{textClause("tide"), textClause("lamps")}, Least: 1}, []string{"tide0", "lamp0"}},
		{"two of should", index.Plan{Should: []index.Clause{textClause("ferry"), textClause("winter"), textClause("sails")}, Least: 2}, []string{"ferry0", "ferry1"}},
		{"all of should", index.Plan{Should: []index.Clause{textClause("ferry"), textClause("winter"), textClause("sails")}, Least: 3}, []string{"ferry0"}},
		{"should adds nothing to must", index.Plan{Must: []index.Clause{textClause("ferry")}, Should: []index.Clause{textClause("winter"), textClause("zeppelin")}},
			[]string{"ferry0", "ferry1", "quay0"}},
		{"must and one of should", index.Plan{Must: []index.Clause{textClause("ferry")}, Should: []index.Clause{textClause("winter"), textClause("quay")}, Least: 1},
			[]string{"ferry0", "quay0"}},
		{"must and one of should and an unknown one", index.Plan{Must: []index.Clause{textClause("ferry")}, Should: []index.Clause{textClause("zeppelin"), textClause("quay")}, Least: 1},
			[]string{"quay0"}},
		{"an unknown word", index.Plan{Must: []index.Clause{textClause("zeppelin")}}, nil},
		{"a word and an unknown one", index.Plan{Must: []index.Clause{textClause("ferry"), textClause("zeppelin")}}, nil},
		{"an unknown word or a known one", index.Plan{Must: []index.Clause{textClause("zeppelin", "tide")}}, []string{"tide0"}},
		{"an unknown word, and should", index.Plan{Must: []index.Clause{textClause("zeppelin")}, Should: []index.Clause{textClause("ferry")}}, nil},
		{"an unknown word, under a filter", index.Plan{Must: []index.Clause{textClause("zeppelin"), index.AnyOf(index.Article, "ferry")}}, nil},
		{"one of unknown words, and must", index.Plan{Must: []index.Clause{textClause("ferry")}, Should: []index.Clause{textClause("zeppelin"), textClause("airship")}, Least: 1}, nil},
		{"more of should than there is", index.Plan{Must: []index.Clause{textClause("ferry")}, Should: []index.Clause{textClause("sails")}, Least: 2}, nil},
		{"any of no terms", index.Plan{Must: []index.Clause{{}}}, nil},
		{"a word, and any of no terms", index.Plan{Must: []index.Clause{textClause("ferry"), {}}}, nil},
		{"no clause", index.Plan{}, nil},
	} {
		t.Run(test.name, func(t *testing.T) { matches(t, e, test.plan, test.want...) })
	}
}

func testFilters(t *testing.T, e index.Engine) {
	for _, test := range []struct {
		name   string
		filter index.Plan
		want   []string // of ferry0, ferry1, quay0, quay1, lamp0, tide0
	}{
		{"none", index.Plan{}, []string{"ferry0", "ferry1", "quay0", "quay1", "lamp0", "tide0"}},
		{"article", only(index.AnyOf(index.Article, "quay")), []string{"quay0", "quay1"}},
		{"unknown article", only(index.AnyOf(index.Article, "quayside")), nil},
		{"outlet", only(index.AnyOf(index.Outlet, "Coast Echo")), []string{"ferry0", "ferry1"}},
		{"outlets", only(index.AnyOf(index.Outlet, "Coast Echo", "North Wire", "Gull")), []string{"ferry0", "ferry1", "lamp0", "tide0"}},
		{"no outlet", only(index.AnyOf(index.Outlet)), nil},
		{"part of an outlet's name", only(index.AnyOf(index.Outlet, "Echo")), nil},
		{"speaker", only(index.AnyOf(index.Speaker, "doorn")), []string{"ferry1", "quay1"}},
		{"all of a speaker's names", only(index.AnyOf(index.Speaker, "doorn"), index.AnyOf(index.Speaker, "master")), []string{"ferry1"}},
		{"unknown speaker", only(index.AnyOf(index.Speaker, "doorn"), index.AnyOf(index.Speaker, "zeppelin")), nil},
		{"spoken", only(index.Spoken), []string{"ferry1", "quay0", "quay1"}},
		{"on a day", index.Plan{From: "2021-03-31", To: "2021-03-31"}, []string{"ferry0", "ferry1"}},
		{"a year", index.Plan{From: "2020-01-01", To: "2020-12-31"}, []string{"lamp0"}},
		{"across years", index.Plan{From: "2020-12-31", To: "2021-03-31"}, []string{"ferry0", "ferry1", "lamp0"}},
		{"from the day after", index.Plan{From: "2021-01-01", To: "2021-12-31"}, []string{"ferry0", "ferry1", "quay0", "quay1"}},
		{"from a day on", index.Plan{From: "2021-03-31"}, []string{"ferry0", "ferry1", "quay0", "quay1"}},
		{"until a day", index.Plan{To: "2021-03-31"}, []string{"ferry0", "ferry1", "lamp0"}},
		{"between", index.Plan{From: "2021-01-01", To: "2021-03-30"}, nil},
		{"the wrong way round", index.Plan{From: "2021-04-01", To: "2021-03-31"}, nil},
		{"several", index.Plan{Must: []index.Clause{index.AnyOf(index.Article, "quay"), index.AnyOf(index.Speaker, "doorn"), index.AnyOf(index.Outlet, "Harbour Post"), index.Spoken}, From: "2021-04-01", To: "2021-04-30"}, []string{"quay1"}},
		{"several of which one does not pass", only(index.AnyOf(index.Article, "quay"), index.AnyOf(index.Speaker, "doorn"), index.AnyOf(index.Outlet, "Coast Echo")), nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := test.filter
			p.Must = append(slices.Clone(p.Must), textClause("ferry", "cameras", "winter"))
			matches(t, e, p, test.want...)
			p.Must, p.Should, p.Least = test.filter.Must, []index.Clause{textClause("ferry"), textClause("cameras"), textClause("winter")}, 1
			matches(t, e, p, test.want...)
		})
	}
}

func testOrder(t *testing.T, e index.Engine) {
	for _, test := range []struct {
		name string
		plan index.Plan
		want []string
	}{
		{"what adds to the score", index.Plan{Must: []index.Clause{textClause("ferry")}, Should: []index.Clause{{alternative(index.Text, "quay", 9)}}, Limit: 1}, []string{"quay0"}},
		{"what is worth more", index.Plan{Should: []index.Clause{{alternative(index.Text, term("tide"), 9), alternative(index.Text, term("lamps"), 0.1)}}, Least: 1, Limit: 10}, []string{"tide0", "lamp0"}},
		{"what is worth less", index.Plan{Should: []index.Clause{{alternative(index.Text, term("tide"), 0.1), alternative(index.Text, term("lamps"), 9)}}, Least: 1, Limit: 10}, []string{"lamp0", "tide0"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			found := candidates(t, e, test.plan)
			if got := called(found.Passages); !slices.Equal(got, test.want) {
				t.Errorf("%q, want %q", got, test.want)
			}
			if !slices.IsSortedFunc(found.Passages, func(a, b index.Passage) int { return cmp.Compare(b.Score, a.Score) }) {
				t.Errorf("not in order of score: %v", found.Passages)
			}
		})
	}
}

// testByDate asks for the earliest, one by one: in one article as they stand, and last what has
// no day.
func testByDate(t *testing.T, e index.Engine) {
	plan := index.Plan{Should: []index.Clause{textClause("ferry"), textClause("cameras"), textClause("winter")}, Least: 1, ByDate: true, Limit: 1}
	var got []string
	for {
		found := candidates(t, e, plan)
		if found.Total != 6 {
			t.Errorf("%d passages, want 6", found.Total)
		}
		if len(found.Passages) == 0 {
			break
		}
		got = append(got, called(found.Passages)...)
		plan.Offset++
	}
	if want := []string{"lamp0", "ferry0", "ferry1", "quay0", "quay1", "tide0"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// manyPassages have the same words in different number, on few days.
func manyPassages(n int) []index.Document {
	out := make([]index.Document, n)
	for i := range out {
		text := "ferry"
		for range i % 7 {
			text += " tide"
		}
		out[i] = index.Document{Article: fmt.Sprintf("a%03d", i/5), Hash: "1", Number: i % 5, Outlet: "Echo", Text: text,
			Date: corpus.Date(fmt.Sprintf("2021-05-%02d", 1+i/5%3))}
	}
	return out
}

func testPages(t *testing.T, e index.Engine) {
	for name, plan := range map[string]index.Plan{
		"by score": {Must: []index.Clause{textClause("ferry")}, Should: []index.Clause{textClause("tide")}},
		"one of":   {Should: []index.Clause{textClause("ferry"), textClause("tide")}, Least: 1},
	} {
		t.Run(name, func(t *testing.T) {
			plan.Limit = 1000
			whole := candidates(t, e, plan)
			if len(whole.Passages) != 150 || whole.Total != 150 {
				t.Fatalf("%d passages of %d", len(whole.Passages), whole.Total)
			}
			var paged []index.Passage
			for plan.Limit, plan.Offset = 7, 0; plan.Offset < 150; plan.Offset += plan.Limit {
				page := candidates(t, e, plan)
				if page.Total != 150 || len(page.Passages) != min(7, 150-plan.Offset) {
					t.Fatalf("at %d: %d passages of %d", plan.Offset, len(page.Passages), page.Total)
				}
				paged = append(paged, page.Passages...)
			}
			if !slices.Equal(called(paged), called(whole.Passages)) {
				t.Errorf("the pages are %q, the whole %q", called(paged), called(whole.Passages))
			}
			plan.Offset = 150
			if beyond := candidates(t, e, plan); len(beyond.Passages) != 0 || beyond.Total != 150 {
				t.Errorf("beyond the last: %d passages of %d", len(beyond.Passages), beyond.Total)
			}
			plan.Offset, plan.Limit = 0, 0
			if none := candidates(t, e, plan); len(none.Passages) != 0 || none.Total != 150 {
				t.Errorf("of a page without passages: %d of %d", len(none.Passages), none.Total)
			}
		})
	}
}

// everyDay are passages of the days about the ends of months and years.
func everyDay() []index.Document {
	var out []index.Document
	for _, year := range []string{"0999", "2020"} {
		for _, day := range []string{"01-01", "01-31", "02-01", "02-29", "04-30", "12-31"} {
			date := corpus.Date(strings.Replace(year+"-"+day, "0999-02-29", "0999-02-28", 1))
			out = append(out, index.Document{Article: string(date), Hash: "1", Text: "day", Outlet: "Echo", Date: date})
		}
	}
	return append(out, index.Document{Article: "undated", Hash: "1", Text: "day", Outlet: "Echo"})
}

// testMonths asks for the time between any two of the days.
func testMonths(t *testing.T, e index.Engine) {
	days := everyDay()
	for _, from := range days {
		for _, to := range days {
			if from.Date == "" || to.Date == "" {
				continue
			}
			var want []string
			for _, d := range days {
				if from.Date <= d.Date && d.Date <= to.Date {
					want = append(want, d.Article+"0")
				}
			}
			matches(t, e, index.Plan{Must: []index.Clause{textClause("day")}, From: from.Date, To: to.Date}, want...)
		}
	}
}

func testTerms(t *testing.T, e index.Engine) {
	ctx := t.Context()
	n, err := e.Frequencies(ctx, index.Text, []string{"ferry", term("lamps"), "zeppelin", "winter", ""})
	if want := []int{3, 1, 0, 2, 0}; err != nil || !slices.Equal(n, want) {
		t.Errorf("frequencies %d (%v), want %d", n, err, want)
	}
	if n, err := e.Frequencies(ctx, index.Outlet, []string{"Coast Echo", "Echo"}); err != nil || !slices.Equal(n, []int{2, 0}) {
		t.Errorf("frequencies of outlets %d (%v)", n, err)
	}
	if n, err := e.Frequencies(ctx, index.Text, nil); err != nil || len(n) != 0 {
		t.Errorf("frequencies of nothing %d (%v)", n, err)
	}
	for _, test := range []struct {
		field  index.Field
		prefix string
		want   []string
	}{
		{index.Text, "wint", []string{"winter"}},
		{index.Text, "s", []string{term("said"), term("sails"), term("see")}},
		{index.Text, "zeppelin", nil},
		{index.Text, "[a-", nil},
		{index.Text, ".*", nil},
		{index.Outlet, "Coast", []string{"Coast Echo"}},
	} {
		t.Run(test.prefix, func(t *testing.T) {
			got, err := e.Terms(ctx, test.field, test.prefix)
			slices.Sort(got)
			if want := slices.Sorted(slices.Values(test.want)); err != nil || !slices.Equal(got, want) {
				t.Errorf("terms of %s with %q: %q (%v), want %q", test.field, test.prefix, got, err, want)
			}
		})
	}
	for _, test := range []struct {
		term, prefix string
		distance     int
		want         []string
	}{
		{"wintre", "w", 1, []string{"winter"}}, // two letters that changed places are one mistake
		{"winer", "w", 1, []string{"winter"}},
		{"wintter", "w", 1, []string{"winter"}},
		{"wimter", "w", 1, []string{"winter"}},
		{"winter", "w", 1, []string{"winter"}},
		{"minter", "m", 1, nil},
		{"minter", "", 1, []string{"winter"}},
		{"winte*", "w", 1, []string{"winter"}},
		{"zeppelin", "z", 2, nil},
	} {
		t.Run(test.term, func(t *testing.T) {
			got, err := e.Similar(ctx, index.Text, test.term, test.prefix, test.distance)
			if err != nil || !slices.Equal(got, test.want) {
				t.Errorf("%q within %d of those with %q: %q (%v), want %q", test.term, test.distance, test.prefix, got, err, test.want)
			}
		})
	}
}

func testWrites(t *testing.T, e index.Engine) {
	ctx := t.Context()
	held := func(want map[string]index.Revision) {
		t.Helper()
		got, err := e.Held(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("held (-want +got)\n%s", diff)
		}
	}
	write := func(remove map[string]index.Revision, add ...index.Document) {
		t.Helper()
		if err := e.Write(ctx, remove, additions(add...)); err != nil {
			t.Fatal(err)
		}
	}
	held(map[string]index.Revision{"ferry": revision("f1", 2), "quay": revision("q1", 2), "tide": revision("t1", 1), "lamp": revision("l1", 1)})

	write(map[string]index.Revision{"tide": revision("t1", 1), "nothing": revision("x", 3)})
	held(map[string]index.Revision{"ferry": revision("f1", 2), "quay": revision("q1", 2), "lamp": revision("l1", 1)})
	matches(t, e, index.Plan{Must: []index.Clause{textClause("tide")}})
	if n, err := e.Frequencies(ctx, index.Text, []string{"tide", "winter"}); err != nil || !slices.Equal(n, []int{0, 1}) {
		t.Errorf("frequencies of what is gone: %d, %v", n, err)
	}

	// A replacement of two passages by one.
	write(map[string]index.Revision{"quay": revision("q1", 2)}, index.Document{Article: "quay", Hash: "q2", Outlet: "Gull", Text: "Officers on the quay", Date: "2022-01-01"})
	held(map[string]index.Revision{"ferry": revision("f1", 2), "quay": revision("q2", 1), "lamp": revision("l1", 1)})
	matches(t, e, index.Plan{Must: []index.Clause{textClause("cameras")}}, "lamp0")
	matches(t, e, index.Plan{Must: []index.Clause{textClause("quay")}}, "quay0")
	matches(t, e, only(textClause("quay"), index.AnyOf(index.Outlet, "Harbour Post")))

	// The same once more changes nothing.
	write(nil, index.Document{Article: "quay", Hash: "q2", Outlet: "Gull", Text: "Officers on the quay", Date: "2022-01-01"})
	held(map[string]index.Revision{"ferry": revision("f1", 2), "quay": revision("q2", 1), "lamp": revision("l1", 1)})
	matches(t, e, index.Plan{Must: []index.Clause{textClause("quay")}}, "quay0")

	write(nil)
	write(map[string]index.Revision{"ferry": revision("f1", 2), "quay": revision("q2", 1), "lamp": revision("l1", 1)})
	held(map[string]index.Revision{})
	matches(t, e, index.Plan{Must: []index.Clause{textClause("quay", "ferry", "lamps")}})
	write(nil, passages()...)
	held(map[string]index.Revision{"ferry": revision("f1", 2), "quay": revision("q1", 2), "tide": revision("t1", 1), "lamp": revision("l1", 1)})
	matches(t, e, index.Plan{Must: []index.Clause{textClause("ferry")}}, "ferry0", "ferry1", "quay0")
}

func testEmpty(t *testing.T, e index.Engine) {
	ctx := t.Context()
	matches(t, e, index.Plan{Must: []index.Clause{textClause("ferry")}})
	matches(t, e, index.Plan{Must: []index.Clause{index.AnyOf(index.Article, "ferry"), index.AnyOf(index.Outlet, "Echo"), index.Spoken}, Should: []index.Clause{textClause("ferry")}, Least: 1})
	if n, err := e.Frequencies(ctx, index.Text, []string{"ferry"}); err != nil || !slices.Equal(n, []int{0}) {
		t.Errorf("frequencies %d, %v", n, err)
	}
	if found, err := e.Terms(ctx, index.Text, "f"); err != nil || len(found) != 0 {
		t.Errorf("terms %v, %v", found, err)
	}
	if found, err := e.Similar(ctx, index.Text, "ferry", "f", 1); err != nil || len(found) != 0 {
		t.Errorf("similar terms %v, %v", found, err)
	}
	if held, err := e.Held(ctx); err != nil || len(held) != 0 {
		t.Errorf("held %v, %v", held, err)
	}
}

func testCalledOff(t *testing.T, e index.Engine) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.Candidates(ctx, &index.Plan{Must: []index.Clause{textClause("ferry")}, Limit: 10}); !errors.Is(err, context.Canceled) {
		t.Errorf("candidates: %v", err)
	}
	matches(t, e, index.Plan{Must: []index.Clause{textClause("tide")}}, "tide0")
}

// testGoroutines searches while one article is replaced again and again: it is there
// at every moment, once.
func testGoroutines(t *testing.T, e index.Engine) {
	ctx := t.Context()
	var all sync.WaitGroup
	over := make(chan struct{})
	for range 4 {
		all.Go(func() {
			for {
				select {
				case <-over:
					return
				default:
				}
				found, err := e.Candidates(ctx, &index.Plan{Must: []index.Clause{textClause("tide")}, Limit: 10})
				if err != nil || found.Total != 1 || found.Passages[0].Article != "tide" || !strings.HasPrefix(found.Passages[0].Hash, "t") {
					t.Errorf("%+v, %v", found, err)
					return
				}
				if _, err := e.Similar(ctx, index.Text, "tidy", "t", 1); err != nil {
					t.Error(err)
				}
				if _, err := e.Held(ctx); err != nil {
					t.Error(err)
				}
			}
		})
	}
	hash := "t1"
	for i := range 20 {
		next := fmt.Sprint("t", i+2)
		add := []index.Document{{Article: "tide", Hash: next, Outlet: "North Wire", Text: "The tide is low"}}
		if err := e.Write(ctx, map[string]index.Revision{"tide": revision(hash, 1)}, additions(add...)); err != nil {
			t.Error(err)
		}
		hash = next
	}
	close(over)
	all.Wait()
}
