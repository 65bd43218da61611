package ingest

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"sync"
)

// stateName is the file of records in the folder that articles are written to. A corpus
// passes over names that begin with a dot.
const stateName = ".onrecord-import.jsonl"

const (
	maxState     = 256 << 20 // bytes
	maxStateLine = 1 << 20   // bytes
)

// A record is what the next import has to know about a source: what became of it, and
// what a person has decided about it.
type record struct {
	Source  string           `json:"source"` // an address, or the hash of a file's path
	Name    string           `json:"name,omitempty"`
	Written string           `json:"written,omitempty"` // SHA-256 of the article as import wrote it
	Fields  map[Field]string `json:"fields,omitempty"`
}

// apply does again to a draft what a person has decided about it before.
func (r *record) apply(d *Draft) {
	for f, v := range r.Fields {
		if d.Origins[f] != FromOperator {
			d.Set(f, v, FromOperator)
		}
	}
}

// decisions returns a record of what a person has decided about a draft.
func decisions(d *Draft) record {
	r := record{Source: d.key}
	for _, f := range allFields {
		if d.Origins[f] == FromOperator {
			if r.Fields == nil {
				r.Fields = map[Field]string{}
			}
			r.Fields[f] = d.Field(f)
		}
	}
	return r
}

// A state is the file of records. It is only ever appended to, and the last record of a
// source holds; a line that was torn by a crash is forgotten, and its source is imported
// again, which changes nothing.
type state struct {
	path string
	mu   sync.Mutex
	of   map[string]record // by source
	file *os.File          // nil until something is written
}

func readState(path string) (*state, error) {
	s := &state{path: path, of: map[string]record{}}
	// A link or a pipe in the folder must not lead the import elsewhere.
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return s, nil
	case err != nil:
		return nil, fmt.Errorf("read %s: %w", path, pathCause(err))
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no plain file: move it away", path)
	case info.Size() > maxState:
		return nil, fmt.Errorf("%s is longer than %d MB: move it away; pages are then fetched again", path, maxState>>20)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, pathCause(err))
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, maxStateLine)
	for lines.Scan() {
		var r record
		if json.Unmarshal(lines.Bytes(), &r) == nil && r.Source != "" {
			s.of[r.Source] = r
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return s, nil
}

// note appends a record unless it is known.
func (s *state) note(r record) (err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if reflect.DeepEqual(s.of[r.Source], r) {
		return nil
	}
	line, err := json.Marshal(r)
	if err != nil || len(line) >= maxStateLine {
		return errors.Join(err, fmt.Errorf("write %s: the record of %s has %d bytes", s.path, r.Source, len(line)))
	}
	if s.file == nil {
		line = append([]byte("\n"), line...) // the last line may have been torn
		if s.file, err = os.OpenFile(s.path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644); err != nil {
			return fmt.Errorf("write %s: %w", s.path, pathCause(err))
		}
	}
	if _, err := s.file.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("write %s: %w", s.path, pathCause(err))
	}
	s.of[r.Source] = r
	return nil
}

func (s *state) close() error {
	if s.file == nil {
		return nil
	}
	return errors.Join(s.file.Sync(), s.file.Close())
}

func (s *state) get(source string) record {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.of[source]
}

func sum(data []byte) string {
	h := sha256.Sum256(data)
	return hex.EncodeToString(h[:])
}
