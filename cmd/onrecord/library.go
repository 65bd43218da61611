package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"onrecord/commands"
	"onrecord/corpus"
	"onrecord/corpus/coverage"
	"onrecord/corpus/quotation"
	"onrecord/corpus/text"
	"onrecord/index"
	"onrecord/index/opensearch"
)

// builtin is the name of the built-in coverage where a path is asked for.
const builtin = "builtin"

// A library is what commands answer from: an index over articles in memory, or what a cluster holds.
type library interface {
	commands.Library
	io.Closer
}

type local struct {
	*index.Index
	corpus *corpus.Corpus
	faults error // of articles that were left out at the start
}

// open opens the library that the settings name. For a process that stays, articles with faults
// are left out of it, as long as there are others: one bad file must not keep a bot from starting.
func (set settings) open(ctx context.Context, stays bool) (library, error) {
	if set.fromCluster() {
		synonyms, err := readThesaurus(set.synonyms)
		if err != nil {
			return nil, err
		}
		cluster, err := set.openCluster()
		if err != nil {
			return nil, err
		}
		return index.Follow(cluster, synonyms), nil
	}
	c, faults := loadCorpus(ctx, set, nil)
	if c == nil || faults != nil && !stays {
		return nil, faults
	}
	logFaults(set.bot.Log, faults, "it starts without the articles that have faults")
	lib, err := set.openIndex(ctx, c)
	if err != nil {
		return nil, err
	}
	if stays {
		tuneMemory()
	}
	return &local{lib, c, faults}, nil
}

// openCluster returns the cluster that the settings name. It need not be reached.
func (set settings) openCluster() (*opensearch.Cluster, error) {
	config := set.search
	config.Addresses = strings.FieldsFunc(set.searchURL, func(r rune) bool { return r == ',' || unicode.IsSpace(r) })
	config.Log = set.bot.Log
	cluster, err := opensearch.Open(config)
	if err != nil {
		return nil, fmt.Errorf("SEARCH_CA or SEARCH_URL: %w", err)
	}
	return cluster, nil
}

func (set settings) withRouter(ctx context.Context, stays bool, f func(*commands.Router) error) error {
	lib, err := set.open(ctx, stays)
	if _, held := errors.AsType[*index.HeldError](err); held {
		set.dataDir = "" // a bot is running on the index there: this one is made in memory
		lib, err = set.open(ctx, stays)
	}
	if err != nil {
		return err
	}
	defer lib.Close()
	return f(commands.NewRouter(lib, about()))
}

func (set settings) openIndex(ctx context.Context, c *corpus.Corpus) (*index.Index, error) {
	opts := index.Options{Log: set.bot.Log}
	opts.Progress = every(5*time.Second, func(done, total int) { opts.Log.Info("indexing", "done", done, "of", total) })
	if set.dataDir != "" {
		opts.Dir = filepath.Join(set.dataDir, "index")
	}
	var err error
	if opts.Thesaurus, err = readThesaurus(set.synonyms); err != nil {
		return nil, err
	}
	lib, err := index.Open(ctx, c, opts)
	if _, held := errors.AsType[*index.HeldError](err); held {
		return nil, fmt.Errorf("%w: stop it, or set DATA_DIR to another folder (empty: the index is kept in memory)", err)
	}
	if err != nil && opts.Dir != "" {
		return nil, fmt.Errorf("keep index in %s: %w: mend that, or leave DATA_DIR empty to keep it in memory", opts.Dir, err)
	}
	return lib, err
}

func every(pause time.Duration, show func(done, total int)) func(done, total int) {
	shown := time.Now()
	return func(done, total int) {
		if time.Since(shown) >= pause {
			shown = time.Now()
			show(done, total)
		}
	}
}

// loadCorpus loads the articles and works out who said what in them. What has not
// changed since a previous corpus is taken over from that; it may be nil. Beside an error
// about some articles it returns the others.
func loadCorpus(ctx context.Context, set settings, previous *corpus.Corpus) (*corpus.Corpus, error) {
	var sources []corpus.Source
	for i, path := range set.paths {
		if path == builtin && slices.Contains(set.paths[:i], path) {
			continue // named twice, which is no fault of every article in it
		}
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
	if faults, ok := errors.AsType[corpus.LoadError](err); ok {
		err = fmt.Errorf("%s in the corpus:\n%w\nmend that and try again", text.Count(len(faults), "fault"), faults)
	}
	if c == nil {
		return nil, err
	}
	if err := quotation.AnnotateAgain(ctx, c, previous); err != nil {
		return nil, err
	}
	return c, err
}

// logFaults writes a line for each fault of a corpus that the error shows, if there is one, and what follows.
func logFaults(log *slog.Logger, err error, follows string) {
	if err == nil {
		return
	}
	lines := strings.ReplaceAll(err.Error(), "\n", ": ") // with its advice
	if faults, ok := errors.AsType[corpus.LoadError](err); ok {
		lines = faults.Error()
	}
	for line := range strings.Lines(lines) {
		log.Error("the corpus has a fault", "err", strings.TrimSpace(line))
	}
	log.Error(follows)
}

func readThesaurus(name string) (*index.Thesaurus, error) {
	t := index.DefaultThesaurus()
	if name == "" {
		return t, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("read THESAURUS: %w: set it to a file of synonyms, or leave it empty", err)
	}
	defer f.Close()
	if err := t.Read(name, f); err != nil {
		return nil, fmt.Errorf("%w: mend the file that THESAURUS names: a line a group, single words separated by commas", err)
	}
	return t, nil
}

// A guarded is what a cluster holds, which is not to lose most of its articles: a folder that
// was left out by mistake is likelier.
type guarded struct {
	index.Loading
	corpus *corpus.Corpus
}

func (g guarded) Held(ctx context.Context) (map[string]index.Revision, error) {
	held, err := g.Loading.Held(ctx)
	stay := 0
	for id := range held {
		if _, stays := g.corpus.Article(id); stays {
			stay++
		}
	}
	if err == nil && 2*stay < len(held) {
		err = fmt.Errorf("of %s in the cluster %d would be left: look at CORPUS_DIR, or give --shrink", text.Count(len(held), "article"), stay)
	}
	return held, err
}

func (p *program) load(ctx context.Context, set settings, shrink bool) (err error) {
	if set.searchURL == "" {
		return errors.New("load: SEARCH_URL names no cluster: set it, or leave loading out, since articles in memory need none")
	}
	if !set.named {
		return errors.New("load: say which articles, by CORPUS_DIR or --corpus (builtin is the built-in coverage): what is not among them leaves the cluster")
	}
	c, err := loadCorpus(ctx, set, nil)
	if err != nil {
		return err
	}
	cluster, err := set.openCluster()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cluster.Close()) }()
	present, err := cluster.Present(ctx)
	if err != nil {
		return fmt.Errorf("load coverage: %w", err)
	}
	if present != nil && !shrink {
		present = guarded{present, c}
	}
	began, sent := time.Now(), 0
	shown := every(time.Second, func(done, total int) {
		rate := float64(done) / time.Since(began).Seconds()
		fmt.Fprintf(p.stderr, "sent %d of %s, %.0f a second\n", done, text.Count(total, "passage"), rate)
	})
	err = index.Load(ctx, c, present, cluster.Beside, func(done, total int) {
		sent = done
		shown(done, total)
	})
	switch {
	case err != nil && sent > 0:
		return fmt.Errorf("%w: what was sent stays: run it again to go on", err)
	case err != nil:
		return err
	}
	scope := c.Scope()
	fmt.Fprintf(p.stdout, "The cluster has %s, version %s; %s sent.\n", commands.ScopeText(scope), scope.Version, text.Count(sent, "passage"))
	return nil
}
