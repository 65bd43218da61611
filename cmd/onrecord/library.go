package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"onrecord/corpus"
	"onrecord/corpus/coverage"
	"onrecord/corpus/quotation"
	"onrecord/index"
)

// builtin is the name of the built-in coverage where a path is asked for.
const builtin = "builtin"

// openLibrary loads the articles, works out who said what in them, and indexes
// them, as the flags and the settings say.
func (p *program) openLibrary(ctx context.Context) (*index.Index, error) {
	set, err := p.settings()
	if err != nil {
		return nil, err
	}
	return openLibrary(ctx, set)
}

func openLibrary(ctx context.Context, set settings) (*index.Index, error) {
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
	c, err := corpus.Load(ctx, sources...)
	if err != nil {
		var faults corpus.LoadError
		if errors.As(err, &faults) {
			number, them := "1 fault", "it"
			if n := len(faults); n > 1 {
				number, them = fmt.Sprintf("%d faults", n), "them"
			}
			return nil, fmt.Errorf("the corpus has %s, and nothing was loaded:\n%w\nmend %s and start again", number, err, them)
		}
		return nil, err
	}
	if err := quotation.Annotate(ctx, c.Articles); err != nil {
		return nil, err
	}
	c.People = quotation.Link(c.Articles)
	opts := index.Options{}
	if set.dataDir != "" {
		opts.Dir = filepath.Join(set.dataDir, "index")
	}
	x, err := index.Open(ctx, c, opts)
	var held *index.HeldError
	if errors.As(err, &held) {
		return nil, fmt.Errorf("%w: stop it, or set DATA_DIR to another folder (empty: the index is kept in memory)", err)
	}
	if err != nil && opts.Dir != "" {
		return nil, fmt.Errorf("the index cannot be kept in %s (%w): make room or mend the folder, or leave DATA_DIR empty to keep it in memory", opts.Dir, err)
	}
	return x, err
}
