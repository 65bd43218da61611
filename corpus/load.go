package corpus

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// A Source is a folder of articles: .md files, one article each, and .jsonl
// files, one article a line. Files and folders whose names begin with "." or "_"
// are passed over, and so are files with any other ending.
type Source struct {
	Name string // what errors call it, put before each file's path
	FS   fs.FS
	Only string // read this one file of FS, not the whole folder
	at   string // the folder on disk, without links, or "": a file there is read once, whatever it is called
}

// PathSource returns the source at a path on disk: a folder, or one .md or
// .jsonl file.
func PathSource(name string) (Source, error) {
	info, err := os.Stat(name)
	if err != nil {
		return Source{}, fmt.Errorf("read corpus %s: %w", name, errors.Unwrap(err))
	}
	src := Source{Name: name}
	if !info.IsDir() {
		src.Name, src.Only = filepath.Dir(name), filepath.Base(name)
		if !isArticleFile(name) {
			return Source{}, fmt.Errorf("read corpus %s: neither a folder nor a .md or .jsonl file", name)
		}
	}
	src.FS = os.DirFS(src.Name)
	if real, err := filepath.EvalSymlinks(src.Name); err == nil {
		src.at, _ = filepath.Abs(real)
	}
	return src, nil
}

// A Fault is something wrong with one file of a corpus.
type Fault struct {
	File string
	Line int // counted from 1; 0 when the file as a whole is meant
	Msg  string
}

// String returns the fault as compilers print theirs.
func (f Fault) String() string { return f.place() + ": " + f.Msg }

func (f Fault) place() string {
	if f.Line > 0 {
		return fmt.Sprintf("%s:%d", f.File, f.Line)
	}
	return f.File
}

// A LoadError holds everything that is wrong with a corpus, in order of file and
// line.
type LoadError []Fault

// maxShown is how many faults an error message shows: a screenful.
const maxShown = 20

// Error returns the first faults, a line each, and how many more there are.
func (e LoadError) Error() string {
	var lines []string
	for _, f := range e[:min(len(e), maxShown)] {
		lines = append(lines, f.String())
	}
	if more := len(e) - maxShown; more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(lines, "\n")
}

// maxArticle bounds, in bytes, what a file or a line may make us hold in memory: no
// press article comes near, and a device or a stray dump is refused.
const maxArticle = 16 << 20

const byteOrderMark = "\ufeff" // some editors write it at a file's start

func (e *LoadError) add(file string, line int, format string, args ...any) {
	*e = append(*e, Fault{file, line, fmt.Sprintf(format, args...)})
}

// A loader gathers what is read from the sources of one corpus.
type loader struct {
	read     []sourced
	faults   LoadError
	previous map[[sha256.Size]byte]sourced // those of the corpus before
	sources  map[[sha256.Size]byte]sourced // by what they were read from
}

// take adds the article of some bytes, or the faults that parse finds, a [LoadError]. One that
// the previous corpus read from the same bytes, under the same name, is that one: parsing takes
// thrice as long.
func (l *loader) take(name string, data []byte, file string, line int, parse func() (*Article, error)) {
	sum := sha256.Sum256(slices.Concat([]byte(name+"\x00"), data))
	before, unchanged := l.previous[sum]
	a := before.Article
	if !unchanged {
		var err error
		if a, err = parse(); err != nil {
			faults, _ := errors.AsType[LoadError](err) // parse returns no others
			l.faults = append(l.faults, faults...)
			return
		}
	}
	l.sources[sum] = sourced{Article: a, file: file, line: line}
	l.read = append(l.read, l.sources[sum])
}

// keep adds what the previous corpus had of files and folders that have faults now, and c has not.
func (l *loader) keep(c *Corpus) {
	faulty := map[string]bool{}
	for _, f := range l.faults {
		faulty[path.Clean(filepath.ToSlash(f.File))] = true // a folder, as it was named
	}
	known := len(l.read)
	for sum, before := range l.previous {
		place := before.file
		for !faulty[place] && place != path.Dir(place) {
			place = path.Dir(place)
		}
		if _, held := c.byID[before.ID]; !held && faulty[place] {
			l.sources[sum] = before
			l.read = append(l.read, before)
		}
	}
	slices.SortFunc(l.read[known:], func(a, b sourced) int { return cmp.Or(strings.Compare(a.file, b.file), a.line-b.line) })
}

// Load reads all articles of the sources, and is strict. The error is a [LoadError] that names
// every article with a fault; the corpus then holds the others, or is nil when there are none.
func Load(ctx context.Context, sources ...Source) (*Corpus, error) {
	return Reload(ctx, nil, sources...)
}

// Reload reads the sources as Load does, but takes an article that has not changed over from a
// previous corpus, which may be nil, with what was worked out about it: both then hold the same
// article, and it must not be written to (quotation.AnnotateAgain does not).
func Reload(ctx context.Context, previous *Corpus, sources ...Source) (*Corpus, error) {
	l := loader{previous: cmp.Or(previous, &Corpus{}).sources, sources: map[[sha256.Size]byte]sourced{}}
	known := map[string]bool{} // files on disk: one folder may be in another that is named as well
	for _, src := range sources {
		names, err := src.files()
		if err != nil {
			l.faults.add(src.Name, 0, "cannot be read: %v", err)
			continue
		}
		if len(names) == 0 {
			l.faults.add(src.Name, 0, "holds no article: put .md or .jsonl files there")
		}
		for _, name := range names {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			file, place := path.Join(filepath.ToSlash(src.Name), name), path.Join(filepath.ToSlash(src.at), name)
			if known[place] && src.at != "" {
				continue
			}
			known[place] = src.at != ""
			if err := l.readFile(src.FS, name, file); err != nil {
				l.faults.add(file, 0, "cannot be read: %v", err)
			}
		}
	}
	c := l.corpus()
	if len(l.faults) == 0 {
		return c, nil
	}
	if faults := l.faults; previous != nil {
		l.keep(c)
		c, l.faults = l.corpus(), faults // one that another has taken the place of is no fault
	}
	slices.SortStableFunc(l.faults, func(a, b Fault) int {
		return cmp.Or(strings.Compare(a.File, b.File), a.Line-b.Line)
	})
	if len(c.Articles) == 0 {
		return nil, l.faults
	}
	return c, l.faults
}

func isArticleFile(name string) bool {
	ext := path.Ext(name)
	return ext == ".md" || ext == ".jsonl"
}

// files returns the paths of the article files within the source, in order.
func (s Source) files() ([]string, error) {
	var names []string
	root := cmp.Or(s.Only, ".")
	err := fs.WalkDir(s.FS, root, func(name string, d fs.DirEntry, err error) error {
		hidden := name != root && strings.ContainsAny(path.Base(name)[:1], "._")
		switch {
		case err != nil:
			return err
		case hidden && d.IsDir():
			return fs.SkipDir
		case !hidden && !d.IsDir() && isArticleFile(name):
			names = append(names, name)
		}
		return nil
	})
	return names, err
}

// readFile reads the articles of one file, called file in faults. It opens regular files
// only: opening a pipe would wait for a writer, for ever.
func (l *loader) readFile(fsys fs.FS, name, file string) error {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return errors.New("neither a file nor a link to one: put a file there, or name a folder as a corpus of its own")
	}
	f, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	id, isMarkdown := strings.CutSuffix(name, ".md")
	if !isMarkdown {
		l.readJSONL(f, file)
		return nil
	}
	data, err := io.ReadAll(io.LimitReader(f, maxArticle+1))
	if err != nil {
		return err
	}
	if len(data) > maxArticle {
		return fmt.Errorf("longer than %d MB: that is no article", maxArticle>>20)
	}
	l.take(name, data, file, 0, func() (*Article, error) { return ParseMarkdown(id, file, data) })
	return nil
}

// maxFaults is how many faults of one file are kept: one with more of them is no corpus.
const maxFaults = 1000

// readJSONL reads one article a line. Empty lines are passed over.
func (l *loader) readJSONL(r io.Reader, file string) {
	known := len(l.faults)
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxArticle)
	n := 0
	for lines.Scan() {
		n++
		if len(l.faults)-known >= maxFaults {
			l.faults.add(file, n, "too many faults: the rest of the file was not read")
			return
		}
		line := bytes.TrimSpace(bytes.TrimPrefix(lines.Bytes(), []byte(byteOrderMark)))
		if len(line) > 0 {
			l.take("jsonl", line, file, n, func() (*Article, error) { return parseJSON(file, n, line) })
		}
	}
	if err := lines.Err(); err != nil {
		l.faults.add(file, n+1, "cannot be read: %v", err)
	}
}
