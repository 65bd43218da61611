package index_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"onrecord/corpus"
	"onrecord/corpus/effort"
	"onrecord/index"
)

// ferries is a coverage of which every version says in its text, its outlet and
// its scope which one it is.
func ferries(t testing.TB, outlet string, articles int) *corpus.Corpus {
	t.Helper()
	all := []made{{"ferry", outlet, "2021-05-01", `"The ferry will sail in winter," Doorn told the ` + outlet + `.`}}
	for n := range articles - 1 {
		all = append(all, made{"tide" + string(rune('a'+n)), outlet, "2021-05-02", `The tide was high.`})
	}
	return load(t, all...)
}

func openLive(t testing.TB, c *corpus.Corpus, opts index.Options) *index.Live {
	t.Helper()
	l, err := index.OpenLive(t.Context(), c, opts)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestSearchingWhileTheIndexIsReplaced searches all the time while one corpus
// takes the place of another. Every answer must be whole and of one corpus.
func TestSearchingWhileTheIndexIsReplaced(t *testing.T) {
	for _, where := range []string{"in memory", "in a folder"} {
		t.Run(where, func(t *testing.T) {
			var opts index.Options
			if where == "in a folder" {
				opts.Dir = t.TempDir()
			}
			versions := []*corpus.Corpus{ferries(t, "Coast Echo", 2), ferries(t, "Harbour Post", 3)}
			l := openLive(t, versions[0], opts)
			var over atomic.Bool
			var all sync.WaitGroup
			for range 4 {
				all.Go(func() {
					for !over.Load() {
						ans, err := l.Search(t.Context(), corpus.Query{Text: "ferry winter"})
						if err != nil || len(ans.Results) != 1 {
							t.Errorf("%d results, %v", len(ans.Results), err)
							return
						}
						a := ans.Results[0].Excerpt.Article()
						of := versions[ans.Scope.Articles-2]
						if a != of.Articles[0] || ans.Scope.Version != of.Version || !strings.Contains(ans.Results[0].Excerpt.Text(), a.Outlet) {
							t.Errorf("an answer of two corpora: %q of %s, version %s", ans.Results[0].Excerpt.Text(), a.Outlet, ans.Scope.Version)
						}
					}
				})
			}
			for n := range effort.Rounds(8) {
				if err := l.Replace(t.Context(), versions[(n+1)%2]); err != nil {
					t.Fatal(err)
				}
			}
			over.Store(true)
			all.Wait()
			if l.Corpus() != versions[0] {
				t.Error("the last corpus is not there")
			}
			if err := l.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestAFailedReplacementLeavesTheIndex(t *testing.T) {
	dir := t.TempDir()
	l := openLive(t, harbour(t), index.Options{Dir: dir})
	defer l.Close()
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if err := l.Replace(stopped, ferries(t, "Coast Echo", 2)); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	ans, err := l.Search(t.Context(), corpus.Query{Text: "brandt cameras"})
	if err != nil || len(ans.Results) == 0 {
		t.Errorf("%d results, %v", len(ans.Results), err)
	}
}

func TestReplacingKeepsTheFolder(t *testing.T) {
	t.Parallel() // opening what is held takes half a second
	dir := t.TempDir()
	l := openLive(t, harbour(t), index.Options{Dir: dir})
	if err := l.Replace(t.Context(), ferries(t, "Coast Echo", 2)); err != nil {
		t.Fatal(err)
	}
	if _, err := index.Open(t.Context(), harbour(t), index.Options{Dir: dir}); err == nil {
		t.Error("the folder was given up with the first index")
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Search(t.Context(), corpus.Query{Text: "ferry"}); err == nil {
		t.Error("a closed index answers")
	}
	open(t, ferries(t, "Coast Echo", 2), index.Options{Dir: dir})
}
