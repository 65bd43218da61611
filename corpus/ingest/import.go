package ingest

import (
	"context"
	"errors"
	"runtime"
)

// Options say how to import. The zero Options are the defaults.
type Options struct {
	DryRun  bool
	Fields  map[Field]string // what a person says about every source
	Fetcher Fetcher          // nil: addresses are faults
	// Ask is called with each draft before it is written, one after the other; it
	// may change it. An error makes the source fail, ErrStop ends the import.
	Ask func(*Draft) error
	// Done is called with every result, in the order of the sources.
	Done    func(r Result)
	Workers int // how many pages are read at once; default: the number of processors
}

// ErrStop ends an import before the next source, as a person has asked.
var ErrStop = errors.New("the import was stopped")

// ahead is how many drafts per worker may wait for their turn. It bounds the
// memory that an import takes, whatever the number of its sources.
const ahead = 8

// Import reads the sources and writes their articles to the store. Pages are read,
// and articles written, several at once; what becomes of them is decided in the
// order of the sources, so that the same sources give the same articles. When the
// context ends, what is being written is finished. The error is that of the context
// or ErrStop; faults of single sources are results.
func Import(ctx context.Context, store *Store, sources []Source, opts Options) error {
	if opts.Workers <= 0 {
		opts.Workers = runtime.GOMAXPROCS(0)
	}
	if opts.Ask != nil {
		opts.Workers = 1 // a person is asked about one page after the other
	}
	if files := fileSources(sources); len(files) >= minRepeats {
		err := inOrder(ctx, files, opts.Workers, func(s Source) *Draft {
			d, err := s.read(ctx, nil)
			if err != nil {
				return nil // the second pass says so
			}
			opts.setFields(d)
			d.tidy()
			return d
		}, func(d *Draft) error {
			if d != nil {
				store.repeats.Count(d)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	type step struct {
		source Source
		draft  *Draft
		err    error
	}
	writes := newQueue(opts.Workers, opts.Done)
	err := inOrder(ctx, sources, opts.Workers, func(s Source) step {
		d, err := s.read(ctx, opts.Fetcher)
		if err == nil {
			opts.setFields(d)
		}
		return step{s, d, err}
	}, func(st step) error {
		if st.err == nil && opts.Ask != nil {
			store.recall(st.draft)
			st.err = opts.Ask(st.draft)
			if errors.Is(st.err, ErrStop) {
				return st.err
			}
		}
		var plan *Plan
		if st.err == nil {
			plan, st.err = store.Plan(st.draft)
		}
		failed := Result{Source: st.source.Name, Outcome: Failed, Err: st.err}
		writes.put(func() Result {
			if failed.Err != nil {
				return failed
			}
			do := plan.Write
			if opts.DryRun {
				do = plan.Result
			}
			r, err := do()
			if err != nil {
				r.Outcome, r.Err = Failed, err
			}
			return r
		})
		return nil
	})
	writes.wait()
	return err
}

func (o *Options) setFields(d *Draft) {
	for f, v := range o.Fields {
		d.Set(f, v, FromOperator)
	}
}

func fileSources(sources []Source) []Source {
	var out []Source
	for _, s := range sources {
		if s.path != "" {
			out = append(out, s)
		}
	}
	return out
}
