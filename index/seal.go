package index

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"

	"onrecord/corpus"
)

// layout is the version of what is kept on disk: it changes when the mapping,
// the terms or the cutting of units change, and old indexes are then rebuilt.
const layout = 11

// What a kept index consists of.
const (
	sealFile    = "seal.json"
	forwardFile = "forward"
	bleveDir    = "bleve"
)

// A seal stands beside a finished index: what it was built from, and a hash of
// every file. bleve itself does not notice flipped bytes.
type seal struct {
	Layout int               `json:"layout"`
	Corpus string            `json:"corpus"`
	People string            `json:"people"` // see peopleHash
	Files  map[string]string `json:"files"`  // SHA-256 by path within the folder
}

var errNoIndex = errors.New("index: nothing is kept for this corpus")

// checkSeal returns the files of the folder. It fails with errNoIndex when that
// holds no index for the corpus, and with errDamaged when one was there and changed
// since.
func checkSeal(dir, version, people string) (map[string]string, error) {
	data, err := os.ReadFile(filepath.Join(dir, sealFile))
	var s seal
	if err != nil || json.Unmarshal(data, &s) != nil || s.Layout != layout || s.Corpus != version || s.People != people {
		return nil, errNoIndex
	}
	files, err := hashFiles(dir)
	if err != nil || !maps.Equal(files, s.Files) {
		return nil, errDamaged
	}
	return files, nil
}

// writeSeal seals the files of a folder.
func writeSeal(dir, version, people string, files map[string]string) error {
	data, err := json.MarshalIndent(seal{layout, version, people, files}, "", "\t")
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	if err := os.WriteFile(filepath.Join(dir, sealFile), data, 0o644); err != nil {
		return fmt.Errorf("index: %w", err)
	}
	return nil
}

// reseal replaces the forward index of a sealed folder. The other files are not
// looked at, so that what happened to them since they were sealed is noticed. Where
// it ends half-way, the seal does not fit and the index is built anew.
func reseal(dir, version, people string, files map[string]string, f *forward) error {
	name := filepath.Join(dir, forwardFile)
	if err := writeForward(name+newSuffix, f); err != nil {
		_ = os.Remove(name + newSuffix)
		return err
	}
	data, err := os.ReadFile(name + newSuffix)
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	sum := sha256.Sum256(data)
	files = maps.Clone(files)
	files[forwardFile] = hex.EncodeToString(sum[:])
	if err := os.Rename(name+newSuffix, name); err != nil {
		return fmt.Errorf("index: %w", err)
	}
	return writeSeal(dir, version, people, files)
}

// newSuffix ends the name of a file that takes the place of another when it is whole.
const newSuffix = ".new"

func hashFiles(dir string) (map[string]string, error) {
	out := map[string]string{}
	root := os.DirFS(dir)
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == sealFile {
			return err
		}
		f, err := root.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		h := sha256.New()
		if _, err := io.Copy(h, f); err != nil {
			return err
		}
		out[name] = hex.EncodeToString(h.Sum(nil))
		return nil
	})
	return out, err
}

// peopleHash stands for who was found to speak in the articles. Their names are
// in the index, and the rules that find them change with the program, not with
// the corpus.
func peopleHash(c *corpus.Corpus) string {
	h := sha256.New()
	var buf []byte
	text := func(list ...string) {
		buf = binary.AppendUvarint(buf, uint64(len(list)))
		for _, s := range list {
			buf = append(binary.AppendUvarint(buf, uint64(len(s))), s...)
		}
	}
	numbers := func(list ...int) {
		for _, n := range list {
			buf = binary.AppendVarint(buf, int64(n))
		}
	}
	flush := func() {
		_, _ = h.Write(buf) // never fails
		buf = buf[:0]
	}
	for i := range c.People {
		p := &c.People[i]
		text(p.Name, string(p.Kind))
		text(p.Roles...)
		text(p.Aliases...)
		numbers(p.Statements, len(p.Places))
		for _, place := range p.Places {
			numbers(place.Article, place.Person)
		}
		flush()
	}
	for _, a := range c.Articles {
		numbers(len(a.People), len(a.Statements))
		for i := range a.People {
			p := &a.People[i]
			text(p.Name, p.Role)
			text(p.Aliases...)
			numbers(len(p.Mentions))
			for _, m := range p.Mentions {
				numbers(m.Start, m.End)
			}
		}
		for i := range a.Statements {
			s := &a.Statements[i]
			numbers(s.Span.Start, s.Span.End, s.Speaker)
			text(string(s.Kind))
		}
		flush()
	}
	return hex.EncodeToString(h.Sum(nil))
}
