package index_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"onrecord/corpus"
	"onrecord/corpus/effort"
	"onrecord/index"
)

// ferries is a coverage of which every version says in its text, its outlet and
// its scope which one it is.
func ferries(t testing.TB, outlet string, articles int) *corpus.Corpus {
	t.Helper()
	all := []made{{"ferry", outlet, "2021-05-01", `"The ferry will sail in winter," Doorn told the ` + outlet + `.`}}
	for n := 1; n < articles; n++ {
		all = append(all, made{fmt.Sprint("tide", n), outlet, "2021-05-02", "The tide was high."})
	}
	return load(t, all[:min(articles, len(all))]...)
}

// manyFerries is a coverage of so many articles of which one differs from version
// to version.
func manyFerries(t testing.TB, version, articles int) *corpus.Corpus {
	t.Helper()
	all := []made{{"ferry", "Coast Echo", "2021-05-01", fmt.Sprintf(`"The ferry will sail %d times in winter," Doorn told the Coast Echo.`, version)}}
	for n := 1; n < articles; n++ {
		all = append(all, made{fmt.Sprint("tide", n), "Coast Echo", "2021-05-02", "The tide was high."})
	}
	return load(t, all[:min(articles, len(all))]...)
}

// tides is a coverage of one article of so many passages.
func tides(t testing.TB, outlet string, passages int) *corpus.Corpus {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "\"The ferry will sail in winter,\" Doorn told the %s.\n\n", outlet)
	for n := 1; n < passages; n++ {
		fmt.Fprintf(&b, "High %d.\n\n", n)
	}
	return load(t, made{"ferry", outlet, "2021-05-01", b.String()})
}

// everywhere runs a test on an index in memory and on one in a folder.
func everywhere(t *testing.T, test func(t *testing.T, opts index.Options)) {
	t.Run("in memory", func(t *testing.T) { test(t, index.Options{}) })
	t.Run("in a folder", func(t *testing.T) { test(t, index.Options{Dir: t.TempDir()}) })
}

// TestSearchingWhileTheIndexIsReplaced searches all the time while one corpus
// takes the place of another: in place, and built beside it. Every answer must be
// whole and of one corpus.
func TestSearchingWhileTheIndexIsReplaced(t *testing.T) {
	for _, size := range []struct {
		name     string
		versions []*corpus.Corpus
		rounds   int
	}{
		{"in place", []*corpus.Corpus{ferries(t, "Coast Echo", 2), ferries(t, "Harbour Post", 3)}, effort.Rounds(12)},
		{"beside", []*corpus.Corpus{tides(t, "Coast Echo", index.MostInPlace+100), tides(t, "Harbour Post", index.MostInPlace+200)}, effort.Rounds(3)},
	} {
		t.Run(size.name, func(t *testing.T) {
			everywhere(t, func(t *testing.T, opts index.Options) { replaceAndSearch(t, opts, size.versions, size.rounds) })
		})
	}
}

func replaceAndSearch(t *testing.T, opts index.Options, versions []*corpus.Corpus, rounds int) {
	x := open(t, versions[0], opts)
	of := map[string]*corpus.Corpus{versions[0].Version: versions[0], versions[1].Version: versions[1]}
	var over atomic.Bool
	var all sync.WaitGroup
	for n := range 3 {
		all.Go(func() {
			for !over.Load() {
				ans, err := x.Search(t.Context(), corpus.Query{Text: "ferry winter", ByDate: n == 0})
				if err != nil || len(ans.Results) != 1 || ans.Total != 1 {
					t.Errorf("%d of %d results, %v", len(ans.Results), ans.Total, err)
					return
				}
				a := ans.Results[0].Excerpt.Article()
				if c := of[ans.Scope.Version]; a != c.Articles[0] || !strings.Contains(ans.Results[0].Excerpt.Text(), a.Outlet) {
					t.Errorf("an answer of two corpora: %q of %s, version %s", ans.Results[0].Excerpt.Text(), a.Outlet, ans.Scope.Version)
				}
				if names, err := x.Suggest(t.Context(), corpus.OutletNames, "", 9); err != nil || len(names) != 1 {
					t.Errorf("outlets %q, %v", names, err)
				}
			}
		})
	}
	for n := range rounds {
		if err := x.Replace(t.Context(), versions[(n+1)%2]); err != nil {
			t.Fatal(err)
		}
		if x.Corpus() != versions[(n+1)%2] {
			t.Error("the last corpus is not there")
		}
	}
	over.Store(true)
	all.Wait()
}

// TestAFailedReplacementLeavesTheIndex calls replacements off before they begin and
// in the middle.
func TestAFailedReplacementLeavesTheIndex(t *testing.T) {
	everywhere(t, func(t *testing.T, opts index.Options) {
		var stop context.CancelFunc
		opts.Progress = func(int, int) {
			if stop != nil {
				stop()
			}
		}
		c := harbour(t)
		x := open(t, c, opts)
		want := answers(t, x)
		for name, next := range map[string]*corpus.Corpus{"small": ferries(t, "Coast Echo", 2), "large": tides(t, "Coast Echo", index.MostInPlace+1)} {
			var ctx context.Context
			ctx, stop = context.WithCancel(t.Context())
			if name == "small" {
				stop()
			}
			if err := x.Replace(ctx, next); err != nil {
				if !errors.Is(err, context.Canceled) {
					t.Errorf("%s: the error is %v", name, err)
				}
				if x.Corpus() != c {
					t.Errorf("%s: another corpus is searched", name)
				}
				if got := answers(t, x); got != want {
					t.Errorf("%s: the answers are\n%s\nwant\n%s", name, got, want)
				}
			} else if x.Corpus() != next {
				t.Errorf("%s: nothing failed, and the corpus is the old one", name)
			}
			stop()
			stop = nil
			if err := x.Replace(t.Context(), c); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if got := answers(t, x); got != want {
				t.Errorf("%s: after another replacement the answers are\n%s\nwant\n%s", name, got, want)
			}
		}
	})
}

// use is what an index uses of the machine.
type use struct{ goroutines, heap, files int }

func inUse(t *testing.T, dir string) (u use) {
	t.Helper()
	runtime.GC()
	runtime.GC() // what the first one let be finalised
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	u = use{goroutines: runtime.NumGoroutine(), heap: int(m.HeapAlloc)}
	if dir != "" {
		u.files = len(filesIn(t, dir))
	}
	return u
}

// TestManyReplacementsLeaveNothing looks whether goroutines, memory or files pile up.
func TestManyReplacementsLeaveNothing(t *testing.T) {
	everywhere(t, func(t *testing.T, opts index.Options) {
		corpora := []*corpus.Corpus{manyFerries(t, 1, 20), manyFerries(t, 2, 20)}
		x := open(t, corpora[0], opts)
		replace := func(times int) {
			for n := range times {
				if err := x.Replace(t.Context(), corpora[(n+1)%2]); err != nil {
					t.Fatal(err)
				}
				if ans := search(t, x, corpus.Query{Text: "ferry winter"}); len(ans.Results) != 1 {
					t.Fatalf("%d results", len(ans.Results))
				}
			}
		}
		// What is written may be merged a moment later. In memory an index is built
		// again after some replacements: both are compared at the same number of them.
		const times = 2 * (index.MostInMemory + 1)
		replace(times)
		before := inUse(t, opts.Dir)
		replace(times)
		after := inUse(t, opts.Dir)
		for try := 0; after.goroutines > before.goroutines || after.heap > before.heap+1<<20 || after.files > before.files+6; try++ {
			if try == 500 {
				t.Fatalf("after %d more replacements %+v, before %+v", times, after, before)
			}
			time.Sleep(10 * time.Millisecond)
			after = inUse(t, opts.Dir)
		}
		if folders, err := filepath.Glob(filepath.Join(opts.Dir, "index-*")); opts.Dir != "" && len(folders) != 1 {
			t.Errorf("folders %q, %v", folders, err)
		}
	})
}

// TestClosingLeavesNoGoroutine counts them before and after.
func TestClosingLeavesNoGoroutine(t *testing.T) {
	everywhere(t, func(t *testing.T, opts index.Options) {
		before := runtime.NumGoroutine()
		for range 3 {
			x, err := index.Open(t.Context(), harbour(t), opts)
			if err != nil {
				t.Fatal(err)
			}
			if err := x.Replace(t.Context(), tides(t, "Coast Echo", index.MostInPlace+1)); err != nil {
				t.Fatal(err)
			}
			if err := x.Close(); err != nil {
				t.Fatal(err)
			}
		}
		for try := 0; runtime.NumGoroutine() > before; try++ {
			if try == 500 {
				t.Fatalf("%d goroutines, before there were %d", runtime.NumGoroutine(), before)
			}
			time.Sleep(10 * time.Millisecond)
		}
	})
}

// TestAReplacementMendsTheFolder takes the kept index away while it is in use.
func TestAReplacementMendsTheFolder(t *testing.T) {
	dir := t.TempDir()
	x, err := index.Open(t.Context(), manyFerries(t, 1, 20), index.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(x.FolderOf()); err != nil {
		t.Fatal(err)
	}
	next := tides(t, "Coast Echo", index.MostInPlace+1)
	if err := x.Replace(t.Context(), next); err != nil {
		t.Fatal(err)
	}
	want := answers(t, x)
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	again := open(t, next, index.Options{Dir: dir, Progress: func(int, int) { t.Error("what was built was not taken up") }})
	if got := answers(t, again); got != want {
		t.Errorf("the answers are\n%s\nwant\n%s", got, want)
	}
}

// TestNothingTakesThePlaceOfACorpus replaces one by a corpus without articles, and
// that by one with.
func TestNothingTakesThePlaceOfACorpus(t *testing.T) {
	everywhere(t, func(t *testing.T, opts index.Options) {
		x := open(t, manyFerries(t, 1, 20), opts)
		for i, want := range []int{0, 1, 0, 1} {
			if err := x.Replace(t.Context(), manyFerries(t, 2+i, 20*want)); err != nil {
				t.Fatal(err)
			}
			if ans := search(t, x, corpus.Query{Text: "ferry winter"}); len(ans.Results) != want {
				t.Errorf("%d results, want %d", len(ans.Results), want)
			}
			if names, err := x.Suggest(t.Context(), corpus.SpeakerNames, "", 9); err != nil || len(names) != want {
				t.Errorf("speakers %q, %v", names, err)
			}
		}
	})
}

// TestClosingEndsAReplacement closes an index in the middle of a build. The folder
// must not be given up before the build has let go of it.
func TestClosingEndsAReplacement(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	building, goOn := make(chan bool), make(chan bool)
	var armed atomic.Bool
	x, err := index.Open(t.Context(), manyFerries(t, 1, 2), index.Options{Dir: dir, Progress: func(int, int) {
		if armed.CompareAndSwap(true, false) {
			close(building)
			<-goOn
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	armed.Store(true)
	replaced, closed := make(chan error, 1), make(chan error, 1)
	go func() { replaced <- x.Replace(context.Background(), tides(t, "Coast Echo", index.MostInPlace+1)) }()
	<-building
	go func() { closed <- x.Close() }()
	var held *index.HeldError
	if _, err := index.Open(t.Context(), manyFerries(t, 1, 2), index.Options{Dir: dir}); !errors.As(err, &held) {
		t.Errorf("the folder was given up while it was written to: %v", err)
	}
	select {
	case err := <-closed:
		t.Errorf("closed (%v) while it was written to", err)
	default:
	}
	<-x.Closing()
	close(goOn)
	if err := <-replaced; err == nil || err.Error() != "index is closed" {
		t.Errorf("the replacement says %v", err)
	}
	if err := <-closed; err != nil {
		t.Error(err)
	}
	if got, want := answers(t, open(t, manyFerries(t, 1, 2), index.Options{Dir: dir})), fresh(t, manyFerries(t, 1, 2)); got != want {
		t.Errorf("the answers are\n%s\nwant\n%s", got, want)
	}
}

// TestAClosedIndexSaysSo asks it for everything.
func TestAClosedIndexSaysSo(t *testing.T) {
	everywhere(t, func(t *testing.T, opts index.Options) {
		x, err := index.Open(t.Context(), harbour(t), opts)
		if err != nil {
			t.Fatal(err)
		}
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
		if x.Corpus() != nil {
			t.Error("it has a corpus")
		}
		ctx := t.Context()
		for name, ask := range map[string]func() error{
			"Search":  func() error { _, err := x.Search(ctx, corpus.Query{Text: "ferry"}); return err },
			"Suggest": func() error { _, err := x.Suggest(ctx, corpus.OutletNames, "e", 5); return err },
			"Alike":   func() error { _, err := x.Alike(ctx, "the ferry", 5); return err },
			"Replace": func() error { return x.Replace(ctx, harbour(t)) },
			"Close":   x.Close,
		} {
			if err := ask(); err == nil || !strings.Contains(err.Error(), "index is closed") {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}
