package index

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"onrecord/corpus"
	"onrecord/index/meaning"
)

// ferryNews returns so many articles of two passages each.
func ferryNews(t testing.TB, n int) *corpus.Corpus {
	t.Helper()
	var all []*corpus.Article
	for i := range n {
		body := fmt.Sprintf("Ferry %d was late.\n\nNobody on the quay knew of ferry %d.", i, i)
		a, err := corpus.New(fmt.Sprint("ferry", i), corpus.Meta{Title: "Ferries", Outlet: "Coast Echo", Form: corpus.Full}, body)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, a)
	}
	return newCorpus(t, all)
}

func openIn(t *testing.T, dir string, c *corpus.Corpus, log *bytes.Buffer) *Index {
	t.Helper()
	x, err := Open(t.Context(), c, Options{Dir: dir, Log: slog.New(slog.NewTextHandler(log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	return x
}

// planted is a vector that no text of ferryNews has.
var planted = meaning.Of("zeppelin")

// keepPlanted leaves a kept index in a folder whose file has planted for the first passage
// of ferry0, and returns the name of the file.
func keepPlanted(t *testing.T, dir string, c *corpus.Corpus) (name string) {
	t.Helper()
	x := openIn(t, dir, c, &bytes.Buffer{})
	x.snapshot.articles["ferry0"].vectors[0] = planted
	if err := x.snapshot.writeVectors(x.kept.dir); err != nil {
		t.Fatal(err)
	}
	name = filepath.Join(x.kept.dir, vectorsFile)
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestVectorsAreKept(t *testing.T) {
	dir, c := t.TempDir(), ferryNews(t, 3)
	keepPlanted(t, dir, c)
	var log bytes.Buffer
	x := openIn(t, dir, c, &log)
	if x.snapshot.articles["ferry0"].vectors[0] != planted {
		t.Error("a kept vector was worked out again")
	}
	if log.Len() > 0 {
		t.Error(log.String())
	}
	fresh, err := Open(t.Context(), c, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer fresh.Close()
	for id, e := range fresh.snapshot.articles {
		for i, v := range e.vectors {
			if got := x.snapshot.articles[id].vectors[i]; got != v && got != planted {
				t.Errorf("passage %d of %s has another vector than it has when worked out", i, id)
			}
		}
	}
}

// TestKeptVectorsAreOfTheText changes the text of an article, and how one is cut: what was
// kept of them must not be used.
func TestKeptVectorsAreOfTheText(t *testing.T) {
	c := ferryNews(t, 3)
	other, err := corpus.New("ferry0", c.Articles[0].Meta, strings.Replace(c.Articles[0].Body(), "late", "lost", 1))
	if err != nil {
		t.Fatal(err)
	}
	changed, err := corpus.NewCorpus([]*corpus.Article{other, c.Articles[1], c.Articles[2]})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	keepPlanted(t, dir, c)
	x := openIn(t, dir, changed, &bytes.Buffer{})
	if got, want := x.snapshot.articles["ferry0"].vectors[0], meaning.Of("Ferry 0 was lost."); got != want {
		t.Error("the article's vector is not that of its text")
	}
	e := *x.snapshot.articles["ferry1"]
	key := e.vectorKey()
	e.passages = []corpus.Span{{Start: 0, End: len(e.Body())}}
	if e.vectorKey() == key {
		t.Error("an article that is cut in another way has the same key")
	}
}

// TestUnusableVectorsAreWorkedOut damages the file. It must be said, the vectors be those of
// the text, the index stay, and the file be sound afterwards.
func TestUnusableVectorsAreWorkedOut(t *testing.T) {
	c := ferryNews(t, 3)
	change := func(f func([]byte) []byte) func(*testing.T, string) {
		return func(t *testing.T, name string) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, f(data), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, test := range []struct {
		name   string
		damage func(t *testing.T, name string)
		silent bool
	}{
		{"a flipped byte in a vector", change(func(b []byte) []byte { b[len(vectorsMagic)+20+200] ^= 1; return b }), false},
		{"a flipped byte in a key", change(func(b []byte) []byte { b[len(vectorsMagic)] ^= 1; return b }), false},
		{"a flipped byte in a count", change(func(b []byte) []byte { b[len(vectorsMagic)+16] ^= 1; return b }), false},
		{"a flipped byte in the checksum", change(func(b []byte) []byte { b[len(b)-1] ^= 1; return b }), false},
		{"half of it", change(func(b []byte) []byte { return b[:len(b)/2] }), false},
		{"an article less", change(func(b []byte) []byte { return b[:len(b)-crc32.Size-20-2*meaning.Dimensions] }), false},
		{"a byte more", change(func(b []byte) []byte { return append(b, 0) }), false},
		{"nothing in it", change(func([]byte) []byte { return nil }), false},
		{"a foreign file", change(func([]byte) []byte { return []byte(strings.Repeat("a list of ships\n", 100)) }), false},
		{"another version", change(func(b []byte) []byte {
			b[len(vectorsMagic)-2] ^= 1
			end := len(b) - crc32.Size
			return binary.LittleEndian.AppendUint32(b[:end], crc32.ChecksumIEEE(b[:end]))
		}), false},
		{"no file", func(t *testing.T, name string) {
			if err := os.Remove(name); err != nil {
				t.Fatal(err)
			}
		}, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			name := keepPlanted(t, dir, c)
			test.damage(t, name)
			var log bytes.Buffer
			x := openIn(t, dir, c, &log)
			if x.snapshot.articles["ferry0"].vectors[0] != meaning.Of("Ferry 0 was late.") {
				t.Error("the vector is not that of the text")
			}
			if said := strings.Contains(log.String(), "vectors"); said == test.silent {
				t.Errorf("the log is %q", log.String())
			}
			if filepath.Join(x.kept.dir, vectorsFile) != name {
				t.Error("the index was built again")
			}
			if missing, err := takeVectors(x.kept.dir, x.snapshot.ordered); err != nil || len(missing) > 0 {
				t.Errorf("the file is not sound again: %d articles are missing, %v", len(missing), err)
			}
		})
	}
}

// TestVectorsAreWrittenWhole stops the writing of the file before it is done, and has it fail:
// the file before stays.
func TestVectorsAreWrittenWhole(t *testing.T) {
	c := ferryNews(t, 3)
	for name, stop := range map[string]func(t *testing.T, underway string){
		"killed between writing and renaming": func(t *testing.T, underway string) {
			if err := os.WriteFile(underway, []byte(vectorsMagic+"half"), 0o644); err != nil {
				t.Fatal(err)
			}
		},
		"it cannot be written": func(t *testing.T, underway string) {
			if err := os.MkdirAll(filepath.Join(underway, "of somebody else"), 0o755); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			file := keepPlanted(t, dir, c)
			stop(t, filepath.Join(filepath.Dir(file), vectorsUnderway))
			var log bytes.Buffer
			more := ferryNews(t, 3+fewVectors) // so many that the file is written again
			x := openIn(t, dir, more, &log)
			if x.snapshot.articles["ferry0"].vectors[0] != planted {
				t.Error("the file before was not used")
			}
			if _, err := takeVectors(x.kept.dir, x.snapshot.ordered); err != nil {
				t.Error(err)
			}
			if warned := strings.Contains(log.String(), "could not be kept"); warned != (name == "it cannot be written") {
				t.Errorf("the log is %q", log.String())
			}
		})
	}
}

// TestWhenVectorsAreWritten follows the file through additions to the corpus.
func TestWhenVectorsAreWritten(t *testing.T) {
	dir := t.TempDir()
	articles := func(x *Index) int { // that are in the file
		t.Helper()
		info, err := os.Stat(filepath.Join(x.kept.dir, vectorsFile))
		if err != nil {
			t.Fatal(err)
		}
		return int(info.Size()-int64(len(vectorsMagic)+crc32.Size)) / (len(vectorKey{}) + 4 + 2*meaning.Dimensions)
	}
	reopen := func(x *Index, n int) *Index {
		t.Helper()
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
		return openIn(t, dir, ferryNews(t, n), &bytes.Buffer{})
	}
	x := openIn(t, dir, ferryNews(t, 10), &bytes.Buffer{})
	if n := articles(x); n != 10 {
		t.Errorf("after a build %d articles are in the file, want 10", n)
	}
	if err := x.Replace(t.Context(), ferryNews(t, 200)); err != nil {
		t.Fatal(err)
	}
	if n := articles(x); n != 10 {
		t.Errorf("after a replacement in place %d, want the 10 before", n)
	}
	if x = reopen(x, 10+fewVectors/2); articles(x) != 10 {
		t.Errorf("with few new ones at a start %d, want the 10 before", articles(x))
	}
	if x = reopen(x, 11+fewVectors/2); articles(x) != 11+fewVectors/2 {
		t.Errorf("with more new ones at a start %d, want %d", articles(x), 11+fewVectors/2)
	}
	before := x.kept.dir
	if err := x.Replace(t.Context(), ferryNews(t, mostInPlace)); err != nil {
		t.Fatal(err)
	}
	if n := articles(x); n != mostInPlace || x.kept.dir == before {
		t.Errorf("after a replacement beside it %d, want %d, in %s", n, mostInPlace, x.kept.dir)
	}
	if _, err := os.Stat(before); !os.IsNotExist(err) {
		t.Errorf("the folder before is not removed: %v", err)
	}
}

// FuzzVectors reads foreign bytes as a file of vectors: nothing is taken from what is
// damaged, and what it says of itself costs no memory.
func FuzzVectors(f *testing.F) {
	s, err := newSnapshot(ferryNews(f, 2), &snapshot{})
	if err != nil {
		f.Fatal(err)
	}
	if err := workOutVectors(f.Context(), s.roomForVectors()); err != nil {
		f.Fatal(err)
	}
	wanted := map[vectorKey]*Entry{}
	for _, e := range s.articles {
		wanted[e.vectorKey()] = e
	}
	file, first := s.encodeVectors(), len(vectorsMagic)
	f.Add(file)
	f.Add(file[:first])
	f.Add(file[:first+20])
	f.Add([]byte(vectorsMagic + "\x00\x00\x00\x00"))
	for _, key := range []byte{0, 1} { // of an article that is wanted, and of one that is not
		lying := bytes.Clone(file)
		lying[first] ^= key
		copy(lying[first+len(vectorKey{}):], "\xff\xff\xff\xff")
		f.Add(lying)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		// Most mutations are of a file whose checksum is right, or none would get past it.
		for _, b := range [][]byte{data, binary.LittleEndian.AppendUint32(bytes.Clone(data), crc32.ChecksumIEEE(data))} {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			found, err := readVectors(b, wanted)
			runtime.ReadMemStats(&after)
			if n := after.TotalAlloc - before.TotalAlloc; n > 1<<20+2*uint64(len(b)) {
				t.Errorf("%d bytes cost %d of memory", len(b), n)
			}
			if err != nil && found != nil {
				t.Errorf("damaged (%v), and something is taken from it", err)
			}
		}
	})
}
