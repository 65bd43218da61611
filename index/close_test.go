package index

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord/corpus"
)

// A limpet is an engine that closes with a fault.
type limpet struct{ Engine }

func (l limpet) Close() error { return errors.Join(l.Engine.Close(), errors.New("it sticks")) }

func corpusOf(t *testing.T, body string) *corpus.Corpus {
	t.Helper()
	a, err := corpus.New("a", corpus.Meta{Form: corpus.Full}, body)
	if err != nil {
		t.Fatal(err)
	}
	return newCorpus(t, []*corpus.Article{a})
}

// TestWhatWasReplacedCannotFailItsReplacement: who is told that it failed believes that the
// corpus from before is searched.
func TestWhatWasReplacedCannotFailItsReplacement(t *testing.T) {
	var log strings.Builder
	x, err := Open(t.Context(), corpusOf(t, "A lantern."), Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	x.kept.Engine, x.kept.inPlace = limpet{x.kept.Engine}, mostInMemory // so that the next is built beside it
	next := corpusOf(t, "A ferry.")
	if err := x.Replace(t.Context(), next); err != nil || x.Corpus() != next {
		t.Errorf("the replacement failed with %v, and is searched: %t", err, x.Corpus() == next)
	}
	if !strings.Contains(log.String(), "it sticks") {
		t.Errorf("it logs %q", log.String())
	}
}

// TestOpenThatFailsGivesUpItsFolder: the next one can have it.
func TestOpenThatFailsGivesUpItsFolder(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir, c := t.TempDir(), corpusOf(t, "A lantern.")
	if _, err := Open(ctx, c, Options{Dir: dir}); !errors.Is(err, context.Canceled) {
		t.Fatalf("opened although it was to end: %v", err)
	}
	x, err := Open(t.Context(), c, Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
}

// A full engine is on a disk that has no room; bleve is of no use once that has shown.
type full struct{ Engine }

func (f full) Write(context.Context, map[string]Revision, []Addition) error {
	return errors.Join(errors.New("no space left on device"), f.Engine.Close())
}

func (f full) Close() error { return nil }

// TestReplaceOnAFullDisk: the corpus from before goes on being searched from the disk or, when
// nothing of use is there, nothing is, and that is said; once there is room, the next one is.
func TestReplaceOnAFullDisk(t *testing.T) {
	for _, lost := range []string{"", "store", "memory"} {
		t.Run("lost "+lost, func(t *testing.T) {
			dir := t.TempDir()
			if lost == "memory" {
				dir = ""
			}
			x, err := Open(t.Context(), corpusOf(t, "A lantern."), Options{Dir: dir})
			if err != nil {
				t.Fatal(err)
			}
			defer x.Close()
			finds := func(word string) {
				t.Helper()
				if ans, err := x.Search(t.Context(), corpus.Query{Text: word}); err != nil || ans.Total != 1 {
					t.Errorf("%s: %d found, %v", word, ans.Total, err)
				}
			}
			x.kept.Engine = full{x.kept.Engine}
			if lost == "store" {
				if err := os.RemoveAll(filepath.Join(x.kept.dir, "store")); err != nil {
					t.Fatal(err)
				}
			}
			next := corpusOf(t, "A ferry.")
			if err := x.Replace(t.Context(), next); err == nil || !strings.Contains(err.Error(), "no space left") {
				t.Errorf("replaced on a full disk: %v", err)
			}
			if lost == "" {
				finds("lantern")
			} else if _, err := x.Search(t.Context(), corpus.Query{Text: "lantern"}); !errors.Is(err, corpus.ErrAway) {
				t.Errorf("searched what is lost: %v", err)
			}
			if err := x.Replace(t.Context(), next); err != nil {
				t.Error(err)
			}
			finds("ferry")
			if folders, _ := filepath.Glob(filepath.Join(dir, keptPrefix+"*")); dir != "" && len(folders) != 1 {
				t.Errorf("kept in %q", folders)
			}
		})
	}
}

// TestClosingWhatIsLost gives up its folder.
func TestClosingWhatIsLost(t *testing.T) {
	dir, c := t.TempDir(), corpusOf(t, "A lantern.")
	x, err := Open(t.Context(), c, Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	x.kept.Engine = full{x.kept.Engine}
	if err := os.RemoveAll(filepath.Join(x.kept.dir, "store")); err != nil {
		t.Fatal(err)
	}
	if x.Replace(t.Context(), corpusOf(t, "A ferry.")) == nil || x.Close() != nil || !errors.Is(x.Close(), errClosed) {
		t.Error("it is not closed once")
	}
	if x, err = Open(t.Context(), c, Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	_ = x.Close()
}
