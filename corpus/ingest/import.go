package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
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
	for batch := range f.read(ctx, atOnce) { // to the last, so that nothing is read any more once Import returns
		for _, r := range batch {
			if ctx.Err() != nil {
				break
			}
			name := r.Source
			if r.Err == nil {
				r, r.Err = s.plan(r.Draft, &opts)
			}
			if r.Err == nil && !opts.DryRun {
				r.Err = s.write(r)
			}
			if r.Err != nil {
				r = failure(name, r.Err)
			}
			done(r)
		}
	}
	return ctx.Err()
}

// read reads the sources, so many at once, while what it read before is written.
func (f *finder) read(ctx context.Context, atOnce int) <-chan []Result {
	read := make(chan []Result)
	go func() {
		defer close(read)
		for batch := range slices.Chunk(f.sources, atOnce) {
			if ctx.Err() != nil {
				return
			}
			results := make([]Result, len(batch))
			var all sync.WaitGroup
			for i, source := range batch {
				all.Go(func() {
					results[i].Source = source.name
					results[i].Draft, results[i].Err = source.read(ctx, f.web)
				})
			}
			all.Wait()
			read <- results
		}
	}()
	return read
}

// A source is one page to be read.
type source struct {
	name  string      // what it is called in articles and in errors: an address, or a path
	path  string      // of a file; "" for an address
	page  *fetch.Page // what was fetched to see whether it is a list; else nil
	entry fetch.Entry // what the list says that names it
}

// IsAddress reports whether an argument is a web address and no path.
func IsAddress(arg string) bool { return webAddressOf(arg) != nil }

// isList reports whether a file is a saved feed or sitemap, going by its name.
func isList(name string) bool {
	return slices.Contains([]string{".xml", ".rss", ".atom"}, strings.ToLower(filepath.Ext(name)))
}

// IsRemote reports whether an argument stands for pages of the web, and not for files.
func IsRemote(arg string) bool { return IsAddress(arg) || isList(arg) }

// pageEndings are those of the files of a folder that are read, with the content type of
// each if it says one; all others are passed over.
var pageEndings = map[string]string{
	".txt": "", ".text": "", ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".xht": "text/html",
}

// A finder finds the pages that arguments name, each once. What cannot be read is a fault, and
// the rest is found nevertheless.
type finder struct {
	out     string // the folder that the articles go to: nothing is found in it
	web     *fetch.Client
	seen    func(address string) bool // whether a page was imported before; lists lead to others only
	fault   func(r Result)
	sources []*source
	known   map[string]*source // by address or path
}

func (f *finder) find(ctx context.Context, args []string) error {
	for _, arg := range args {
		switch {
		case strings.Contains(arg, "://"): // of another kind, too, to be told so
			page, err := f.web.Fetch(ctx, arg)
			switch {
			case ctx.Err() != nil:
				return ctx.Err()
			case err != nil:
				f.fault(failure(arg, err))
			case fetch.IsList(page):
				f.addListed(ctx, arg, page)
			default:
				f.add(arg, source{name: arg, page: page})
			}
		case isList(arg):
			if data, err := os.ReadFile(arg); err != nil {
				f.unread(arg, err)
			} else {
				f.addListed(ctx, arg, &fetch.Page{Body: data})
			}
		default:
			if err := f.walk(ctx, arg); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *finder) add(key string, s source) {
	if f.known[key] == nil {
		f.known[key] = &s
		f.sources = append(f.sources, &s)
	}
}

// addListed adds the pages that a list leads to.
func (f *finder) addListed(ctx context.Context, arg string, list *fetch.Page) {
	entries, faults := f.web.Expand(ctx, list, f.seen)
	for _, e := range entries {
		f.add(e.Address, source{name: e.Address})
		f.known[e.Address].entry = e
	}
	for _, err := range faults {
		f.fault(failure(arg, err))
	}
}

func (f *finder) unread(name string, err error) {
	f.fault(failure(name, fmt.Errorf("it cannot be read: %w", pathCause(err))))
}

// failure is the result of a source of which nothing could be had, under the address at fault.
func failure(name string, err error) Result {
	if of, ok := errors.AsType[*fetch.Error](err); ok {
		name, err = cmp.Or(of.Address, name), of.Err
	}
	return Result{Source: name, Outcome: Failed, Err: err}
}

// walk adds a file, or a folder with all that is in it, in the order of the names. A file in a
// folder is called by its path within that folder. Links to folders are not followed.
func (f *finder) walk(ctx context.Context, arg string) error {
	root, err := filepath.EvalSymlinks(arg)
	if err == nil {
		root, err = filepath.Abs(root)
	}
	if err != nil {
		f.unread(arg, err)
		return nil
	}
	outInfo, _ := os.Stat(f.out)
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(root, path) // it lies below
		info, statErr := os.Stat(path)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil, statErr != nil && isPageFile(rel):
			f.unread(filepath.Join(arg, rel), cmp.Or(err, statErr)) // WalkDir leaves the folder out
		case path == root && !d.IsDir():
			f.add(path, source{name: filepath.Base(arg), path: path})
		case d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") || os.SameFile(info, outInfo)):
			return fs.SkipDir
		case isPageFile(rel) && info.Mode().IsRegular():
			f.add(path, source{name: filepath.ToSlash(rel), path: path})
		}
		return nil
	})
}

func isPageFile(path string) bool {
	_, known := pageEndings[strings.ToLower(filepath.Ext(path))]
	return known && !strings.HasPrefix(filepath.Base(path), ".") && !strings.HasSuffix(path, reviewEnd)
}

// read makes a draft of a source. A page that is stranger than the rules foresee is a fault of that
// one source, and must not end an import of ten thousand.
func (s *source) read(ctx context.Context, web *fetch.Client) (d *Draft, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("its structure cannot be read (%v): save it as plain text", r)
		}
	}()
	if s.path != "" {
		d, err = readFile(s.path, s.name)
		if err == nil {
			d.key = sum([]byte(s.path))[:16] // tells files of the same name apart, and not where they lie
		}
		return d, err
	}
	page := s.page
	s.page = nil // there may be many, and large ones
	if page == nil {
		if page, err = web.Fetch(ctx, s.name); err != nil {
			return nil, err
		}
	}
	d, err = Page(s.name, page.Body, page.ContentType)
	if err != nil {
		return nil, err
	}
	d.key, d.moved = s.name, page.Address != s.name
	d.fillIn(s.entry)
	if d.URL == "" {
		d.Set(URL, page.Address, FromAddress)
	}
	return d, nil
}
