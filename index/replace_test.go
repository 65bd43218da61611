package index_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"onrecord/corpus"
	"onrecord/index"
)

// manyFerries is a coverage of so many articles of which one differs from version
// to version.
func manyFerries(t testing.TB, version, articles int) *corpus.Corpus {
	t.Helper()
	all := []made{{"ferry", "Coast Echo", "2021-05-01", fmt.Sprintf(`"The ferry will sail %d times in winter," Doorn told the Coast Echo.`, version)}}
	for n := 1; n < articles; n++ {
		all = append(all, made{fmt.Sprint("tide", n), "Coast Echo", "2021-05-02", `The tide was high.`})
	}
	return load(t, all[:min(articles, len(all))]...)
}

// TestManyReplacementsLeaveNothing replaces an index 200 times, and looks whether
// goroutines, memory or files pile up.
func TestManyReplacementsLeaveNothing(t *testing.T) {
	for _, where := range []string{"in memory", "in a folder"} {
		t.Run(where, func(t *testing.T) {
			var opts index.Options
			if where == "in a folder" {
				opts.Dir = t.TempDir()
			}
			corpora := []*corpus.Corpus{manyFerries(t, 1, 20), manyFerries(t, 2, 20)}
			l := openLive(t, corpora[0], opts)
			defer l.Close()
			type use struct{ goroutines, heap, files int }
			replace := func(times int) {
				for n := range times {
					if err := l.Replace(t.Context(), corpora[(n+1)%2]); err != nil {
						t.Fatal(err)
					}
					if ans := search(t, l, corpus.Query{Text: "ferry winter"}); len(ans.Results) != 1 {
						t.Fatalf("%d results", len(ans.Results))
					}
				}
			}
			inUse := func() (u use) {
				runtime.GC()
				runtime.GC() // what the first one let be finalised
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				u = use{goroutines: runtime.NumGoroutine(), heap: int(m.HeapAlloc)}
				if opts.Dir == "" {
					return u
				}
				if err := filepath.WalkDir(opts.Dir, func(string, os.DirEntry, error) error { u.files++; return nil }); err != nil {
					t.Fatal(err)
				}
				return u
			}
			// What is closed may take a moment to be gone.
			replace(20)
			before := inUse()
			for quiet := false; !quiet; {
				time.Sleep(5 * time.Millisecond)
				now := inUse()
				quiet = now.goroutines == before.goroutines && now.files == before.files
				before = now
			}
			replace(200)
			after := inUse()
			for try := 0; after.goroutines > before.goroutines || after.heap > before.heap+256<<10 || after.files != before.files; try++ {
				if try == 1000 {
					t.Fatalf("after 200 more replacements %+v, before %+v", after, before)
				}
				time.Sleep(10 * time.Millisecond)
				after = inUse()
			}
		})
	}
}

// TestAReplacementMendsTheFolder takes the kept index away while it is in use.
func TestAReplacementMendsTheFolder(t *testing.T) {
	dir := t.TempDir()
	l := openLive(t, manyFerries(t, 1, 20), index.Options{Dir: dir})
	if err := os.RemoveAll(filepath.Join(dir, "current")); err != nil {
		t.Fatal(err)
	}
	if err := l.Replace(t.Context(), manyFerries(t, 2, 20)); err != nil {
		t.Fatal(err)
	}
	if ans := search(t, l, corpus.Query{Text: "ferry 2 times"}); len(ans.Results) != 1 {
		t.Errorf("%d results", len(ans.Results))
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	built, err := os.Stat(filepath.Join(dir, "current", "seal.json"))
	if err != nil {
		t.Fatal(err)
	}
	open(t, manyFerries(t, 2, 20), index.Options{Dir: dir})
	if now, err := os.Stat(filepath.Join(dir, "current", "seal.json")); err != nil || !now.ModTime().Equal(built.ModTime()) {
		t.Error("what was built was not taken up")
	}
}

// TestNothingTakesThePlaceOfACorpus replaces one by a corpus without articles, and
// that by one with.
func TestNothingTakesThePlaceOfACorpus(t *testing.T) {
	for _, dir := range []string{"", t.TempDir()} {
		l := openLive(t, manyFerries(t, 1, 20), index.Options{Dir: dir})
		for i, want := range []int{0, 1} {
			if err := l.Replace(t.Context(), manyFerries(t, 2+i, 20*want)); err != nil {
				t.Fatal(err)
			}
			if ans := search(t, l, corpus.Query{Text: "ferry winter"}); len(ans.Results) != want {
				t.Errorf("%d results, want %d", len(ans.Results), want)
			}
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestAReplacementThatEndsHalfWay leaves the folder as a crash would: each file
// is the old one or the new one, or part of it.
func TestAReplacementThatEndsHalfWay(t *testing.T) {
	versions := []*corpus.Corpus{manyFerries(t, 1, 20), manyFerries(t, 2, 20)}
	dir := t.TempDir()
	current := filepath.Join(dir, "current")
	kept := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(current, name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	replaced := func() (forward, seal [2][]byte) {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		l := openLive(t, versions[0], index.Options{Dir: dir})
		forward[0], seal[0] = kept("forward"), kept("seal.json")
		if err := l.Replace(t.Context(), versions[1]); err != nil {
			t.Fatal(err)
		}
		forward[1], seal[1] = kept("forward"), kept("seal.json")
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		return forward, seal
	}
	for crash := range 4 {
		for v, c := range versions {
			forward, seal := replaced()
			files := map[string][]byte{"forward": forward[1], "seal.json": seal[0]}
			switch crash {
			case 1:
				files["seal.json"] = seal[1][:len(seal[1])/2]
			case 2:
				files = map[string][]byte{"forward": forward[0], "seal.json": seal[0], "forward.new": forward[1][:len(forward[1])/2]}
			case 3:
				files = map[string][]byte{"forward": forward[1][:len(forward[1])/2], "seal.json": seal[1]}
			}
			for name, data := range files {
				if err := os.WriteFile(filepath.Join(current, name), data, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			x := openLive(t, c, index.Options{Dir: dir})
			if ans := search(t, x, corpus.Query{Text: fmt.Sprintf("ferry %d times", v+1)}); len(ans.Results) != 1 || ans.Scope.Version != c.Version {
				t.Errorf("crash %d, version %d: %d results", crash, v, len(ans.Results))
			}
			if err := x.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestClosingEndsAReplacement closes a Live in the middle of a build. The folder
// must not be given up before the build has let go of it.
func TestClosingEndsAReplacement(t *testing.T) {
	t.Parallel() // opening what is held takes half a second
	dir := t.TempDir()
	building, goOn := make(chan bool), make(chan bool)
	var armed atomic.Bool
	l := openLive(t, manyFerries(t, 1, 2), index.Options{Dir: dir, Progress: func(int, int) {
		if armed.Load() {
			close(building)
			<-goOn
		}
	}})
	armed.Store(true)
	replaced, closed := make(chan error, 1), make(chan error, 1)
	go func() { replaced <- l.Replace(context.Background(), manyFerries(t, 2, 200)) }()
	<-building
	go func() { closed <- l.Close() }()
	for l.Corpus() != nil {
		runtime.Gosched()
	}
	var held *index.HeldError
	if _, err := index.Open(t.Context(), manyFerries(t, 1, 2), index.Options{Dir: dir}); !errors.As(err, &held) {
		t.Errorf("the folder was given up while it was written to: %v", err)
	}
	close(goOn)
	if err := <-replaced; err == nil || err.Error() != "index: closed" {
		t.Errorf("the replacement says %v", err)
	}
	if err := <-closed; err != nil {
		t.Error(err)
	}
	open(t, manyFerries(t, 1, 2), index.Options{Dir: dir})
}
