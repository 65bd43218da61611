package ingest

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A Source is one page to be read.
type Source struct {
	Name string // what it is called in articles and in errors: an address, or a path
	path string // of a file; "" for an address
}

// A Fetched is a page that was fetched.
type Fetched struct {
	Address     string // where it was found in the end
	ContentType string
	Body        []byte

	// What the feed or sitemap says that named the page; the page itself goes first.
	Title, Author, Outlet, Date string
}

// A Fetcher fetches pages.
type Fetcher interface {
	Fetch(ctx context.Context, address string) (*Fetched, error)
}

// IsAddress reports whether an argument is a web address and no path.
func IsAddress(arg string) bool {
	scheme, _, ok := strings.Cut(arg, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// pageEndings are those of the files of a folder that are read, with the content type of
// each if it says one; all others are passed over.
var pageEndings = map[string]string{
	".txt": "", ".text": "", ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".xht": "text/html",
}

// Sources finds the pages that arguments name: files, addresses, and folders with
// all that is in them, in the order of their names. Links to folders are not
// followed, nor is the folder out, which the articles go to. A file in a folder is
// called by its path within that folder. What cannot be read is among the faults,
// and the rest is found nevertheless.
func Sources(ctx context.Context, args []string, out string) (found []Source, faults []Result, err error) {
	seen := map[string]bool{}
	add := func(key string, s Source) {
		if !seen[key] {
			seen[key] = true
			found = append(found, s)
		}
	}
	fault := func(name string, err error) {
		faults = append(faults, Result{Source: name, Outcome: Failed, Err: fmt.Errorf("it cannot be read: %w", pathCause(err))})
	}
	outInfo, _ := os.Stat(out)
	for _, arg := range args {
		if IsAddress(arg) {
			add(arg, Source{Name: arg})
			continue
		}
		root, err := filepath.EvalSymlinks(arg)
		if err == nil {
			root, err = filepath.Abs(root)
		}
		if err != nil {
			fault(arg, err)
			continue
		}
		err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			rel, _ := filepath.Rel(root, path) // it lies below
			info, statErr := os.Stat(path)
			switch {
			case ctx.Err() != nil:
				return ctx.Err()
			case err != nil, statErr != nil && isPageFile(rel):
				fault(filepath.Join(arg, rel), cmp.Or(err, statErr)) // WalkDir leaves the folder out
			case path == root && !d.IsDir():
				add(path, Source{Name: filepath.Base(arg), path: path})
			case d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") || os.SameFile(info, outInfo)):
				return fs.SkipDir
			case isPageFile(rel) && info.Mode().IsRegular():
				add(path, Source{Name: filepath.ToSlash(rel), path: path})
			}
			return nil
		})
		if err != nil {
			return nil, nil, err
		}
	}
	return found, faults, nil
}

func isPageFile(path string) bool {
	_, known := pageEndings[strings.ToLower(filepath.Ext(path))]
	return known && !strings.HasPrefix(filepath.Base(path), ".") && !strings.HasSuffix(path, reviewEnd)
}

// read makes a draft of a source.
func (s Source) read(ctx context.Context, fetcher Fetcher) (*Draft, error) {
	if s.path != "" {
		d, err := readFile(s.path, s.Name)
		if err == nil {
			d.key = sum([]byte(s.path))[:16] // tells files of the same name apart, and not where they lie
		}
		return d, err
	}
	page, err := fetcher.Fetch(ctx, s.Name)
	if err != nil {
		return nil, err
	}
	d, err := Page(s.Name, page.Body, page.ContentType)
	if err != nil {
		return nil, err
	}
	d.key, d.moved = s.Name, page.Address != s.Name
	d.fillIn(page)
	if d.URL == "" {
		d.Set(URL, page.Address, FromAddress)
	}
	return d, nil
}
