package corpus

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Source is a folder of articles: .md files, one article each, and .jsonl
// files, one article a line. Files and folders whose names begin with "." or "_"
// are passed over, and so are files with any other ending.
type Source struct {
	Name string // what errors call it, put before each file's path
	FS   fs.FS
	Only string // read this one file of FS, not the whole folder
}

// PathSource returns the source at a path on disk: a folder, or one .md or
// .jsonl file.
func PathSource(name string) (Source, error) {
	info, err := os.Stat(name)
	if err != nil {
		return Source{}, fmt.Errorf("read corpus %s: %w", name, cause(err))
	}
	if info.IsDir() {
		return Source{Name: name, FS: os.DirFS(name)}, nil
	}
	if !isArticleFile(name) {
		return Source{}, fmt.Errorf("read corpus %s: neither a folder nor a .md or .jsonl file", name)
	}
	dir, file := filepath.Split(name)
	return Source{Name: strings.TrimSuffix(dir, string(filepath.Separator)), FS: os.DirFS(filepath.Clean(dir)), Only: file}, nil
}

// cause strips the path that an *fs.PathError repeats.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// A Fault is something wrong with one file of a corpus.
type Fault struct {
	File string
	Line int // counted from 1; 0 when the file as a whole is meant
	Msg  string
}

// String returns the fault as compilers print theirs. What has control characters
// in it is quoted.
func (f Fault) String() string {
	if f.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", printable(f.File), f.Line, printable(f.Msg))
	}
	return printable(f.File) + ": " + printable(f.Msg)
}

func printable(s string) string {
	if strings.ContainsFunc(s, isControl) || !utf8.ValidString(s) {
		return strconv.Quote(s)
	}
	return s
}

// A LoadError holds everything that is wrong with a corpus, in order of file and
// line.
type LoadError []Fault

// MaxShown is how many faults an error message shows: a screenful. maxFaults is
// how many of one file are kept: a file with more of them is no corpus.
const (
	MaxShown  = 20
	maxFaults = 1000
)

// Error returns the first faults, a line each, and how many more there are.
func (e LoadError) Error() string {
	var lines []string
	for _, f := range e[:min(len(e), MaxShown)] {
		lines = append(lines, f.String())
	}
	if more := len(e) - MaxShown; more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(lines, "\n")
}

func (e *LoadError) add(file string, line int, format string, args ...any) {
	*e = append(*e, Fault{file, line, fmt.Sprintf(format, args...)})
}

// addEach adds an error that may join several; nil adds nothing.
func (e *LoadError) addEach(file string, line int, err error) {
	if err == nil {
		return
	}
	for msg := range strings.SplitSeq(err.Error(), "\n") {
		e.add(file, line, "%s", msg)
	}
}

// maxFile and maxLine bound, in bytes, what a file or a line may make us hold in
// memory: no press article comes near, and a device or a stray dump is refused.
const (
	maxFile = 16 << 20
	maxLine = 16 << 20
)

// Load reads all articles of the sources. It is strict: unknown or repeated
// fields, bad dates and addresses, empty bodies, bytes that are not UTF-8, and
// ids or addresses that occur twice are faults. The error is a [LoadError] that
// names every article with a fault; the corpus then holds the others, or is nil
// when there are none.
func Load(ctx context.Context, sources ...Source) (*Corpus, error) {
	return Reload(ctx, nil, sources...)
}

// Reload reads the sources as Load does, but takes an article whose bytes have
// not changed over from the corpus of an earlier Load or Reload, as it is and
// with what was worked out about it: both corpora then hold the same article, and
// it must not be written to (quotation.AnnotateAgain does not). Every file is read
// all the same, since its time and size do not tell what is in it. previous may be
// nil.
func Reload(ctx context.Context, previous *Corpus, sources ...Source) (*Corpus, error) {
	var read []sourced
	var faults LoadError
	before := readBefore(previous)
	for _, src := range sources {
		names, err := src.files()
		if err != nil {
			faults.add(src.Name, 0, "cannot be read: %v", cause(err))
			continue
		}
		if len(names) == 0 {
			faults.add(src.Name, 0, "holds no article: put .md or .jsonl files there")
		}
		for _, name := range names {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			read = src.read(name, before, read, &faults)
		}
	}
	c := assemble(read, &faults)
	if len(faults) == 0 {
		return c, nil
	}
	slices.SortStableFunc(faults, func(a, b Fault) int {
		return cmp.Or(strings.Compare(a.File, b.File), a.Line-b.Line)
	})
	if len(c.Articles) == 0 {
		return nil, faults
	}
	return c, faults
}

func isArticleFile(name string) bool {
	ext := path.Ext(name)
	return ext == ".md" || ext == ".jsonl"
}

// files returns the paths of the article files within the source, in order.
func (s Source) files() ([]string, error) {
	if s.Only != "" {
		return []string{s.Only}, nil
	}
	var names []string
	err := fs.WalkDir(s.FS, ".", func(name string, d fs.DirEntry, err error) error {
		switch base := path.Base(name); {
		case err != nil:
			return err
		case name != "." && (strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_")):
			if d.IsDir() {
				return fs.SkipDir
			}
		case !d.IsDir() && isArticleFile(name):
			names = append(names, name)
		}
		return nil
	})
	return names, err
}

// read adds the articles of one file to out.
func (s Source) read(name string, before known, out []sourced, faults *LoadError) []sourced {
	shown := path.Join(filepath.ToSlash(s.Name), name)
	f, err := s.open(name)
	if err != nil {
		faults.add(shown, 0, "%v", err)
		return out
	}
	defer f.Close()
	if path.Ext(name) == ".jsonl" {
		return readJSONL(f, shown, before, out, faults)
	}
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	switch {
	case err != nil:
		faults.add(shown, 0, "cannot be read: %v", cause(err))
	case len(data) > maxFile:
		faults.add(shown, 0, "is longer than %d MB: that is no article", maxFile>>20)
	default:
		id := strings.TrimSuffix(name, ".md")
		a := before.article(hashOf("md", id, data), func() *Article { return parseMarkdown(id, shown, data, faults) })
		if a != nil {
			out = append(out, sourced{Article: a, file: shown})
		}
	}
	return out
}

// open opens a regular file. Opening a pipe would wait for a writer, for ever.
func (s Source) open(name string) (fs.File, error) {
	info, err := fs.Stat(s.FS, name)
	switch {
	case err != nil:
		return nil, fmt.Errorf("cannot be read: %w", cause(err))
	case info.IsDir():
		return nil, errors.New("is a link to a folder: name that folder as a corpus of its own")
	case !info.Mode().IsRegular():
		return nil, errors.New("is not a file but a pipe, a device or the like: put a file there")
	}
	f, err := s.FS.Open(name)
	if err != nil {
		return nil, fmt.Errorf("cannot be read: %w", cause(err))
	}
	return f, nil
}

const byteOrderMark = "\ufeff" // some editors write it at a file's start

// invalidUTF8 returns the line, counted from 1, of the first byte that is not
// UTF-8, or 0.
func invalidUTF8(data []byte) int {
	for line, rest := 1, data; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 {
			return line
		}
		if r == '\n' {
			line++
		}
		rest = rest[size:]
	}
	return 0
}
