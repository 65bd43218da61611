package ingest

import (
	"cmp"
	"context"
	"iter"
	"runtime"
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

// Import reads the sources and writes their articles to the store. Pages are read several at
// once; what becomes of them is decided in the order of the sources, so that the same sources
// give the same articles. When the context ends, what is being written is finished. The error
// is that of the context; faults of single sources are results.
func Import(ctx context.Context, store *Store, sources []Source, opts Options) error {
	for r := range opts.read(ctx, sources) {
		if ctx.Err() != nil {
			break
		}
		if r.Err == nil {
			r, r.Err = opts.plan(store, r.Draft)
		}
		if r.Err == nil && !opts.DryRun {
			r.Err = store.write(r)
		}
		if r.Err != nil {
			r.Outcome = Failed
		}
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

// read yields what is made of the sources, in their order, while it works on several at once:
// the memory that this takes does not depend on how many there are. When the context ends no
// further one is begun.
func (o *Options) read(ctx context.Context, sources []Source) iter.Seq[Result] {
	return func(yield func(Result) bool) {
		ctx, cancel := context.WithCancel(ctx)
		queue := make(chan chan Result, cmp.Or(max(o.Workers, 0), runtime.GOMAXPROCS(0))-1) // one more is waited for
		go func() {
			defer close(queue)
			for _, s := range sources {
				out := make(chan Result, 1)
				select {
				case <-ctx.Done():
					return
				case queue <- out:
				}
				go func() {
					d, err := s.read(ctx, o.Fetcher)
					out <- Result{Source: s.Name, Draft: d, Err: err}
				}()
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
