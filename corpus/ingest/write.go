package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"onrecord/corpus"
)

// Endings of the files of an article NAME, beside NAME.md. A corpus reads none of
// these.
const (
	articleEnd   = ".md"
	reviewEnd    = ".review.txt"
	newEnd       = ".md.new"
	newReviewEnd = ".md.new.review.txt"
)

// Markdown writes the draft as an article. Fields that were concluded are named as
// unconfirmed.
func (d *Draft) Markdown() ([]byte, error) {
	m := corpus.Meta{Title: d.Title, Description: d.Description, Date: d.Date, Outlet: d.Outlet, Author: d.Author, URL: d.URL,
		Form: corpus.Full, Origin: oneLine(d.Source)}
	for _, f := range []Field{Title, Date, Description, Outlet, Author, URL} {
		if d.Field(f) != "" && isConcluded(d.Origins[f]) {
			m.Unconfirmed = append(m.Unconfirmed, string(f))
		}
	}
	return corpus.Markdown(m, d.Paragraphs)
}

// tidy makes of each paragraph one line without white space around it, as the file
// has it; of most it is what they are.
func (d *Draft) tidy() {
	var paragraphs []string
	var lines []int
	for i, p := range d.Paragraphs {
		if strings.ContainsAny(p, "\r\n") {
			p = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(p)
		}
		if p = strings.TrimFunc(p, unicode.IsSpace); p == "" {
			continue
		}
		paragraphs = append(paragraphs, p)
		if i < len(d.Lines) {
			lines = append(lines, d.Lines[i])
		}
	}
	d.Paragraphs, d.Lines = paragraphs, lines
}

// tempPattern names files that are being written; a corpus passes over them.
const tempPattern = ".import-*"

// replaceFile writes a file whole or not at all, whenever the process or the
// machine stops: it is written beside its place, brought to disk, and moved there.
func replaceFile(name string, data []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), tempPattern)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close(), os.Remove(f.Name()))
		}
	}()
	if _, err := f.Write(data); err != nil {
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return os.Rename(f.Name(), name)
}

// replaceIfOther writes a file unless it holds the data already.
func replaceIfOther(name string, data []byte) error {
	old, err := os.ReadFile(name)
	if err == nil && bytes.Equal(old, data) {
		return nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := replaceFile(name, data); err != nil {
		return fmt.Errorf("%s cannot be written: %w", name, pathCause(err))
	}
	return nil
}
