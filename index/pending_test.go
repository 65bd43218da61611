package index_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"onrecord/corpus"
	"onrecord/index"
)

// TestNamesAreSuggestedByWeight asks for all who speak, the one who says most first.
func TestNamesAreSuggestedByWeight(t *testing.T) {
	x := open(t, load(t, made{"a", "Coast Echo", "2021-01-01", `"It rains," said Zoe Falk. "It pours," Falk said. "It snows," Falk said.`},
		made{"b", "Coast Echo", "2021-01-02", `"It rains," said Ann Brandt.`}), index.Options{})
	names, err := x.Suggest(t.Context(), corpus.SpeakerNames, "", 5)
	if want := []string{"Zoe Falk", "Ann Brandt"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("%q, %v, want %q", names, err, want)
	}
}

// TestAWordOfInvisibleLetters asks for a contracted "not" after a soft hyphen only.
func TestAWordOfInvisibleLetters(t *testing.T) {
	x := open(t, harbour(t), index.Options{})
	for _, text := range []string{"\u00ad't", "\u0301't", "\u200b’t"} {
		if _, err := x.Search(t.Context(), corpus.Query{Text: text}); err != nil && !errors.Is(err, corpus.ErrNoWords) {
			t.Errorf("%q: %.80v", text, err)
		}
	}
}

// TestUndatedArticlesPassNoDates filters a corpus in which no article has a date.
func TestUndatedArticlesPassNoDates(t *testing.T) {
	x := open(t, load(t, made{"a", "Coast Echo", "", "The ferry sails."}), index.Options{})
	for _, q := range []corpus.Query{{From: "2021-01-01"}, {To: "2021-01-01"}} {
		q.Text = "ferry"
		if ans := search(t, x, q); ans.Total != 0 {
			t.Errorf("%+v: %d results of %d articles", q, ans.Total, ans.Scope.Articles)
		}
	}
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
