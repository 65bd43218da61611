package ingest

import (
	"context"
	"iter"
	"runtime"
	"slices"
)

// Options say how to import. The zero Options are the defaults.
type Options struct {
	DryRun  bool
	Yes     bool              // publish doubtful articles, too, of whose source most of the prose was left out
	Fields  map[Field]string  // what a person says about every source
	Outlets map[string]string // by the domains of their sites, beside those that are known
	Fetcher Fetcher           // of addresses
	// Done is called with every result, in the order of the sources.
	Done    func(r Result)
	Workers int // how many pages are read at once; default: the number of processors
}

// Import reads the sources and writes their articles to the store. Pages are read,
// and articles written, several at once; what becomes of them is decided in the
// order of the sources, so that the same sources give the same articles. When the
// context ends, what is being written is finished. The error is that of the context;
// faults of single sources are results.
func Import(ctx context.Context, store *Store, sources []Source, opts Options) error {
	if opts.Workers <= 0 {
		opts.Workers = runtime.GOMAXPROCS(0)
	}
	drafts := inOrder(ctx, slices.Values(sources), opts.Workers, func(s Source) Result {
		d, err := s.read(ctx, opts.Fetcher)
		return Result{Source: s.Name, Draft: d, Err: err}
	})
	plans := func(yield func(Result) bool) {
		for r := range drafts {
			if ctx.Err() != nil {
				return
			}
			if r.Err == nil {
				r, r.Err = opts.plan(store, r.Draft)
			}
			if !yield(r) {
				return
			}
		}
	}
	results := inOrder(context.WithoutCancel(ctx), plans, opts.Workers, func(r Result) Result {
		if r.Err == nil && !opts.DryRun {
			r.Err = store.write(r)
		}
		if r.Err != nil {
			r.Outcome = Failed
		}
		return r
	})
	for r := range results {
		if opts.Done != nil {
			opts.Done(r)
		}
	}
	return ctx.Err()
}

func (o *Options) plan(store *Store, d *Draft) (Result, error) {
	for f, v := range o.Fields {
		d.Set(f, v, FromOperator)
	}
	d.readOutlet(o.Outlets)
	return store.plan(d, o.Yes)
}

// inOrder yields what f makes of the items, in their order, while it works on several
// at once: the memory that this takes does not depend on how many there are. When the
// context ends no further item is begun.
func inOrder[A, B any](ctx context.Context, items iter.Seq[A], workers int, f func(A) B) iter.Seq[B] {
	return func(yield func(B) bool) {
		ctx, cancel := context.WithCancel(ctx)
		queue := make(chan chan B, workers-1) // one more is waited for
		go func() {
			defer close(queue)
			for item := range items {
				out := make(chan B, 1)
				select {
				case <-ctx.Done():
					return
				case queue <- out:
				}
				go func() { out <- f(item) }()
			}
		}()
		defer func() {
			cancel()
			for out := range queue { // what was begun is finished
				<-out
			}
		}()
		for out := range queue {
			if !yield(<-out) {
				return
			}
		}
	}
}
