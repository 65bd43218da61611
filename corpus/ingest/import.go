package ingest

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"onrecord/corpus/ingest/fetch"
)

// Options say how to import. The zero Options are the defaults.
type Options struct {
	DryRun  bool
	Yes     bool              // publish doubtful articles, too, of whose source most of the prose was left out
	Fields  map[Field]string  // what a person says about every source
	Outlets map[string]string // by the domains of their sites, beside those that are known
	Web     fetch.Options
}

// Import writes the articles of what the arguments name to the folder out: of files, folders and
// addresses, of which feeds and sitemaps stand for those of their pages that were not imported
// before. It calls done with every result, first with what could not be found, and then in the
// order of the sources, so that the same sources give the same articles. When the context ends,
// what is being written is finished. Faults of single sources are results, and no errors.
func Import(ctx context.Context, out string, args []string, opts Options, done func(r Result)) (err error) {
	s := &store{dir: out} // it stays closed where nothing is imported, so that no folder is made
	defer func() { err = errors.Join(err, s.close()) }()
	f := &finder{out: out, web: fetch.New(opts.Web), known: map[string]*source{}, seen: s.seen, fault: done}
	defer f.web.Close()
	if slices.ContainsFunc(args, IsRemote) {
		if err := s.open(ctx, opts.DryRun); err != nil {
			return err
		}
	}
	if err := f.find(ctx, args); err != nil || len(f.sources) == 0 {
		return err
	}
	if opts.Fields[URL] != "" && len(f.sources) > 1 {
		return fmt.Errorf("--url is the address of one page, and there are %d sources", len(f.sources))
	}
	if err := s.open(ctx, opts.DryRun); err != nil {
		return err
	}
	atOnce := 4 * runtime.GOMAXPROCS(0) // as many files as keep the processors busy
	if slices.ContainsFunc(f.sources, func(s *source) bool { return s.path == "" }) {
		atOnce = 1 // one page of the web after the other, with the pauses that sites are given
	}
	for batch := range slices.Chunk(f.sources, atOnce) {
		results := make([]Result, len(batch))
		var all sync.WaitGroup
		for i, source := range batch {
			all.Go(func() { results[i].Draft, results[i].Err = source.read(ctx, f.web) })
		}
		all.Wait()
		for i, r := range results {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if r.Err == nil {
				r, r.Err = s.plan(r.Draft, &opts)
			}
			if r.Err == nil && !opts.DryRun {
				r.Err = s.write(r)
			}
			if r.Err != nil {
				r = failure(batch[i].name, r.Err)
			}
			done(r)
		}
	}
	return ctx.Err()
}
