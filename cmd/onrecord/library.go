package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"golang.org/x/term"

	"onrecord/corpus"
	"onrecord/corpus/coverage"
	"onrecord/corpus/quotation"
	"onrecord/index"
)

// builtin is the name of the built-in coverage where a path is asked for.
const builtin = "builtin"

// openLibrary opens the library that the flags and the settings name.
func (p *program) openLibrary(ctx context.Context) (*index.Index, error) {
	set, err := p.settings()
	if err != nil {
		return nil, err
	}
	return p.library(ctx, set)
}

// library loads the articles, works out who said what in them, and indexes them.
func (p *program) library(ctx context.Context, set settings) (*index.Index, error) {
	c, err := loadCorpus(ctx, set, nil)
	if err != nil {
		return nil, err
	}
	opts := index.Options{Progress: p.progress(set), Log: p.logger(set), Dir: set.indexDir()}
	if opts.Thesaurus, err = readThesaurus(set.synonyms); err != nil {
		return nil, err
	}
	lib, err := index.Open(ctx, c, opts)
	var held *index.HeldError
	if errors.As(err, &held) {
		return nil, fmt.Errorf("%w: stop it, or set DATA_DIR to another folder (empty: the index is kept in memory)", err)
	}
	if err != nil && opts.Dir != "" {
		return nil, fmt.Errorf("the index cannot be kept in %s (%w): make room or mend the folder, or leave DATA_DIR empty to keep it in memory", opts.Dir, err)
	}
	return lib, err
}

// loadCorpus loads the articles and works out who said what in them. What has not
// changed since a previous corpus is taken over from that; it may be nil.
func loadCorpus(ctx context.Context, set settings, previous *corpus.Corpus) (*corpus.Corpus, error) {
	var sources []corpus.Source
	for _, path := range set.corpora() {
		src := corpus.Source{Name: "the built-in coverage", FS: coverage.Files}
		if path != builtin {
			var err error
			if src, err = corpus.PathSource(path); err != nil {
				return nil, fmt.Errorf("%w\ngive a folder, a .md or a .jsonl file with --corpus or CORPUS_DIR", err)
			}
		}
		sources = append(sources, src)
	}
	c, err := corpus.Reload(ctx, previous, sources...)
	if err != nil {
		var faults corpus.LoadError
		if errors.As(err, &faults) {
			number, them := "1 fault", "it"
			if n := len(faults); n > 1 {
				number, them = fmt.Sprintf("%d faults", n), "them"
			}
			return nil, fmt.Errorf("the corpus has %s, and nothing was loaded:\n%w\nmend %s and try again", number, err, them)
		}
		return nil, err
	}
	return c, quotation.AnnotateAgain(ctx, c, previous)
}

// readThesaurus returns the built-in synonyms and those of the file, if one is
// named.
func readThesaurus(name string) (*index.Thesaurus, error) {
	t, err := index.DefaultThesaurus()
	if err != nil || name == "" {
		return t, err
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("the file that THESAURUS names cannot be read: %w", err)
	}
	defer f.Close()
	if err := t.Read(name, f); err != nil {
		return nil, fmt.Errorf("%w\nmend the file that THESAURUS names: a line a group, single words parted by commas", err)
	}
	return t, nil
}

// longBuild is how many passages an index must have for its progress to be
// shown: fewer take less than a second.
const longBuild = 10_000

// progress shows how far the building of an index is: as one line that is
// written over in a terminal, as a line of the log for every tenth otherwise.
func (p *program) progress(set settings) func(done, total int) {
	if f, ok := p.stderr.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return func(done, total int) {
			if total < longBuild {
				return
			}
			fmt.Fprintf(p.stderr, "\rindexing: %d of %d passages (%d %%)", done, total, 100*done/total)
			if done == total {
				fmt.Fprintln(p.stderr)
			}
		}
	}
	log, tenth := p.logger(set), 0
	return func(done, total int) {
		if now := 10 * done / total; total >= longBuild && now > tenth {
			tenth = now
			log.Info("indexing", "done", done, "of", total)
		}
	}
}
