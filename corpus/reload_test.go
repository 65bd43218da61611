package corpus_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"onrecord/corpus"
)

func md(title, body string) *fstest.MapFile {
	return &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: %q\ndate: \"2021-05-01\"\n---\n%s\n", title, body)}
}

func line(id, body string) string {
	return fmt.Sprintf(`{"id":%q,"title":"T","date":"2021-05-02","body":%q}`+"\n", id, body)
}

func reload(t *testing.T, previous *corpus.Corpus, fsys fstest.MapFS) *corpus.Corpus {
	t.Helper()
	c, err := corpus.Reload(t.Context(), previous, corpus.Source{Name: "c", FS: fsys})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestReload changes a corpus and looks which articles are the same ones as
// before, and whether the corpus is the one that is loaded from nothing.
func TestReload(t *testing.T) {
	before := reload(t, nil, fstest.MapFS{
		"a.md": md("A", "One."), "b.md": md("B", "Two."), "gone.md": md("G", "Three."),
		"all.jsonl": {Data: []byte(line("j1", "Four.") + line("j2", "Five.") + line("j3", "Six."))},
	})
	fsys := fstest.MapFS{
		"a.md":      md("A", "One."),
		"b.md":      md("B", "Two, corrected."),
		"moved.md":  md("G", "Three."), // the same bytes, another id
		"new.jsonl": {Data: []byte("\ufeff" + line("j3", "Six.") + "\n" + line("j1", "Four."))},
		"all.jsonl": {Data: []byte(line("j2", "Five!"))},
	}
	after, whole := reload(t, before, fsys), reload(t, nil, fsys)
	if after.Version != whole.Version || after.Scope() != whole.Scope() {
		t.Errorf("version %s and scope %+v, loaded from nothing %s and %+v", after.Version, after.Scope(), whole.Version, whole.Scope())
	}
	for i, a := range after.Articles {
		if b := whole.Articles[i]; a.ID != b.ID || a.Body() != b.Body() || a.Title != b.Title {
			t.Errorf("article %d is %s, loaded from nothing %s", i, a.ID, b.ID)
		}
		other, _ := before.Article(a.ID)
		kept := map[string]bool{"a": true, "j1": true, "j3": true}[a.ID]
		if same := other == a; same != kept {
			t.Errorf("%s is the article of before: %v, want %v", a.ID, same, kept)
		}
	}
	if again := reload(t, after, fsys); again.Articles[0] != after.Articles[0] {
		t.Error("what was taken over once is not taken over again")
	}
}

// TestReloadFindsTheSameFaults changes a sound corpus into a faulty one, of which two
// articles are left.
func TestReloadFindsTheSameFaults(t *testing.T) {
	before := reload(t, nil, fstest.MapFS{"a.md": md("A", "One."), "all.jsonl": {Data: []byte(line("j1", "Four."))}})
	src := corpus.Source{Name: "c", FS: fstest.MapFS{
		"a.md":      md("A", "One."),
		"b.md":      md("B", ""),
		"all.jsonl": {Data: []byte(line("j1", "Four.") + line("j1", "Four.") + "{\n" + line("a", "Five."))},
	}}
	_, want := corpus.Load(t.Context(), src)
	c, got := corpus.Reload(t.Context(), before, src)
	var faults corpus.LoadError
	if c == nil || len(c.Articles) != 2 || !errors.As(got, &faults) || len(faults) != 4 || got.Error() != want.Error() {
		t.Errorf("the faults are\n%v\nloaded from nothing\n%v", got, want)
	}
}

// TestReloadKeepsWhatAFaultyFileHeld, until it is mended or gone, and takes up all else.
func TestReloadKeepsWhatAFaultyFileHeld(t *testing.T) {
	c := reload(t, nil, fstest.MapFS{
		"a.md": md("A", "One."), "b.md": md("B", "Two."), "gone.md": md("G", "Three."),
		"all.jsonl": {Data: []byte(line("j1", "Four.") + line("j2", "Five."))},
	})
	broken := fstest.MapFS{
		"a.md": md("A", ""), "b.md": md("B", "Two, corrected."), "new.md": md("N", "Six."), "never.md": md("V", ""),
		"all.jsonl": {Data: []byte(line("j1", "Four, corrected.") + "{\n")},
	}
	mended := fstest.MapFS{"a.md": md("A", "One, corrected."), "all.jsonl": {Data: []byte(line("j1", "Four."))}}
	moved := fstest.MapFS{"a.md": md("A", ""), "all.jsonl": {Data: []byte(line("a", "One, moved.") + "{\n")}}
	for _, step := range []struct {
		name   string
		fsys   fstest.MapFS
		faults int
		want   string
	}{
		{"broken", broken, 3, "a: One. b: Two, corrected. new: Six. j1: Four, corrected. j2: Five."},
		{"broken still", broken, 3, "a: One. b: Two, corrected. new: Six. j1: Four, corrected. j2: Five."},
		{"moved elsewhere", moved, 2, "a: One, moved. j1: Four, corrected. j2: Five."},
		{"a folder that is empty", fstest.MapFS{}, 1, "a: One, moved. j1: Four, corrected. j2: Five."},
		{"mended", mended, 0, "a: One, corrected. j1: Four."},
	} {
		t.Run(step.name, func(t *testing.T) {
			after, err := corpus.Reload(t.Context(), c, corpus.Source{Name: "./c/", FS: step.fsys})
			faults, _ := errors.AsType[corpus.LoadError](err)
			var got []string
			for _, a := range after.Articles {
				got = append(got, a.ID+": "+a.Body())
			}
			if len(faults) != step.faults {
				t.Errorf("faults: %v, want %d", err, step.faults)
			}
			slices.Sort(got)
			want := strings.SplitAfter(step.want, ". ")
			for i := range want {
				want[i] = strings.TrimSpace(want[i])
			}
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%q, want %q", got, want)
			}
			c = after
		})
	}
}
