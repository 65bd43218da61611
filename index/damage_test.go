package index_test

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"

	"onrecord/corpus"
	"onrecord/index"
)

// kept leaves an index in a folder, and returns it.
func kept(t *testing.T, c *corpus.Corpus) (dir string) {
	t.Helper()
	dir = t.TempDir()
	x, err := index.Open(t.Context(), c, index.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// filesIn returns the names of the files below a folder, from there.
func filesIn(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files = append(files, strings.TrimPrefix(path, dir+string(filepath.Separator)))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// segment returns the name of an index's largest segment.
func segment(t *testing.T, dir string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "index-*", "store", "*.zap"))
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	return slices.MaxFunc(names, func(a, b string) int { return int(size(t, a) - size(t, b)) })
}

func size(t *testing.T, name string) int64 {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// flip changes 64 bytes of a file from a place on.
func flip(t *testing.T, name string, at int) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := at; i < min(len(data), at+64); i++ {
		data[i] ^= 0x55
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// queries are some whose answers are compared.
var queries = []corpus.Query{
	{Text: "brandt cameras"}, {Text: "doorn", ByDate: true}, {Text: "quay", Outlet: "echo"}, {Text: "zeppelin mayor"}, {Text: "ferry", From: "2020-01-01"},
	{Text: "cameras", Speaker: "doorn"}, {Text: "Who runs a fish stall?", Question: true}, {Text: "camerras smuglers"}, {Text: "ferry winter"}, {Text: "tide"},
}

// answers returns all that an index says to the queries, to be compared.
func answers(t testing.TB, x *index.Index) string {
	t.Helper()
	var b strings.Builder
	for _, q := range queries {
		ans := search(t, x, q)
		fmt.Fprintf(&b, "%q: %d%s; near %s; missing %q, searched %q, of %+v\n", q.Text, ans.Total, texts(ans.Results), texts(ans.Nearest), ans.Missing, ans.Corrections, ans.Scope)
	}
	return b.String()
}

// fresh returns what an index says that is made of a corpus from nothing.
func fresh(t testing.TB, c *corpus.Corpus) string {
	t.Helper()
	x, err := index.Open(t.Context(), c, index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	return answers(t, x)
}

// TestADamagedIndexIsBuiltAnew damages what an earlier run kept. It must be said, and
// the answers be those of an undamaged index.
func TestADamagedIndexIsBuiltAnew(t *testing.T) {
	c := harbour(t)
	want := fresh(t, c)
	for _, test := range []struct {
		name   string
		damage func(t *testing.T, dir string)
		silent bool // nothing that was kept is lost
	}{
		{"flipped bytes at the beginning of a segment", func(t *testing.T, dir string) { flip(t, segment(t, dir), 0) }, false},
		{"flipped bytes in a segment", func(t *testing.T, dir string) { flip(t, segment(t, dir), int(size(t, segment(t, dir))/3)) }, false},
		{"flipped bytes at the end of a segment", func(t *testing.T, dir string) { flip(t, segment(t, dir), int(size(t, segment(t, dir))-64)) }, false},
		{"half a segment", func(t *testing.T, dir string) {
			if err := os.Truncate(segment(t, dir), size(t, segment(t, dir))/2); err != nil {
				t.Fatal(err)
			}
		}, false},
		{"an empty segment", func(t *testing.T, dir string) { write(t, segment(t, dir), "") }, false},
		{"no segments", func(t *testing.T, dir string) {
			for _, name := range filesIn(t, dir) {
				if strings.HasSuffix(name, ".zap") {
					remove(t, filepath.Join(dir, name))
				}
			}
		}, true},
		{"junk for the root", func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "index-1", "store", "root.bolt"), strings.Repeat("junk", 20_000))
		}, false},
		{"an empty root", func(t *testing.T, dir string) { write(t, filepath.Join(dir, "index-1", "store", "root.bolt"), "") }, true},
		{"flipped bytes in the root", func(t *testing.T, dir string) { flip(t, filepath.Join(dir, "index-1", "store", "root.bolt"), 0) }, true},
		{"no root", func(t *testing.T, dir string) { remove(t, filepath.Join(dir, "index-1", "store", "root.bolt")) }, true},
		{"no metadata", func(t *testing.T, dir string) { remove(t, filepath.Join(dir, "index-1", "index_meta.json")) }, false},
		{"junk for metadata", func(t *testing.T, dir string) { write(t, filepath.Join(dir, "index-1", "index_meta.json"), "{") }, false},
		{"another version", func(t *testing.T, dir string) {
			x, err := bleve.Open(filepath.Join(dir, "index-1"))
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(x.SetInternal(index.VersionKey, []byte("0")), x.Close()); err != nil {
				t.Fatal(err)
			}
		}, false},
		{"a foreign folder", func(t *testing.T, dir string) {
			if err := os.MkdirAll(filepath.Join(dir, "index-7"), 0o755); err != nil {
				t.Fatal(err)
			}
		}, false},
		{"a foreign file", func(t *testing.T, dir string) { write(t, filepath.Join(dir, "index-7"), "a list of ships") }, false},
		{"a younger one that was never finished", func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "index-2", "index_meta.json"), `{"storage":"scorch","index_type":"scorch"}`)
		}, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := kept(t, c)
			test.damage(t, dir)
			var log bytes.Buffer
			x, err := index.Open(t.Context(), c, index.Options{Dir: dir, Log: slog.New(slog.NewTextHandler(&log, nil))})
			if err != nil {
				t.Fatal(err)
			}
			if got := answers(t, x); got != want {
				t.Errorf("the answers are\n%s\nwant\n%s", got, want)
			}
			if said := strings.Contains(log.String(), "damaged"); !said && !test.silent {
				t.Errorf("nothing is said of it: %q", log.String())
			}
			if err := x.Close(); err != nil {
				t.Error(err)
			}
			log.Reset()
			again := open(t, c, index.Options{Dir: dir, Log: slog.New(slog.NewTextHandler(&log, nil)), Progress: func(int, int) { t.Error("it is built twice") }})
			if got := answers(t, again); got != want {
				t.Errorf("at the next start the answers are\n%s\nlog %q", got, log.String())
			}
		})
	}
}

// TestForeignFilesStay keeps an index among files that are not its own.
func TestForeignFilesStay(t *testing.T) {
	dir := t.TempDir()
	foreign := []string{"README.md", "index.html", "index-old/page.txt", "index-2.bak", "store/root.bolt", "index_meta.json", "photos/1.jpg", ".hidden", "index-x"}
	for _, name := range foreign {
		write(t, filepath.Join(dir, name), "of somebody else")
	}
	c := harbour(t)
	for range 2 {
		x, err := index.Open(t.Context(), c, index.Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := answers(t, x), fresh(t, c); got != want {
			t.Errorf("the answers are\n%s\nwant\n%s", got, want)
		}
		if err := x.Replace(t.Context(), ferries(t, "Coast Echo", 3)); err != nil {
			t.Fatal(err)
		}
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range foreign {
		if data, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(data) != "of somebody else" {
			t.Errorf("%s is %q, %v", name, data, err)
		}
	}
	if left := filesIn(t, dir); slices.ContainsFunc(left, func(name string) bool { return strings.HasSuffix(name, ".tmp") }) {
		t.Errorf("left behind: %q", left)
	}
}

// TestForeignFilesInAFolderOfOurNameStay keeps somebody's file where an index could be.
func TestForeignFilesInAFolderOfOurNameStay(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "index-7", "notes.txt")
	write(t, name, "of somebody else")
	open(t, harbour(t), index.Options{Dir: dir})
	if _, err := os.Stat(name); err != nil {
		t.Error(err)
	}
}

// TestAnUnfinishedSegmentIsNoDamage leaves part of a segment, as a process does that
// is killed while it writes one: bleve does not use it.
func TestAnUnfinishedSegmentIsNoDamage(t *testing.T) {
	dir := kept(t, harbour(t))
	write(t, filepath.Join(dir, "index-1", "store", "0000000000ff.zap"), "half a segm")
	open(t, harbour(t), index.Options{Dir: dir, Progress: func(int, int) { t.Error("all of it is built again") }})
}
