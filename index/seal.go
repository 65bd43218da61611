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
	"os"
	"path/filepath"

	"onrecord/corpus"
)

// layout is the version of what is kept on disk: it changes when the mapping,
// the terms or the cutting of units change, and old indexes are then rebuilt.
const layout = 10

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

// checkSeal fails with errNoIndex when the folder holds no index for the
// corpus, and with errDamaged when one was there and changed since.
func checkSeal(dir, version, people string) error {
	data, err := os.ReadFile(filepath.Join(dir, sealFile))
	var s seal
	if err != nil || json.Unmarshal(data, &s) != nil || s.Layout != layout || s.Corpus != version || s.People != people {
		return errNoIndex
	}
	files, err := hashFiles(dir)
	if err != nil || len(files) != len(s.Files) {
		return errDamaged
	}
	for name, hash := range s.Files {
		if files[name] != hash {
			return errDamaged
		}
	}
	return nil
}

func writeSeal(dir, version, people string) error {
	files, err := hashFiles(dir)
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	data, err := json.MarshalIndent(seal{layout, version, people, files}, "", "\t")
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	if err := os.WriteFile(filepath.Join(dir, sealFile), data, 0o644); err != nil {
		return fmt.Errorf("index: %w", err)
	}
	return nil
}

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
