package ingest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
)

// stateName is the file of records in the folder that articles are written to. A corpus
// passes over names that begin with a dot.
const stateName = ".onrecord-import.jsonl"

// A record is what the next import has to know about a source: what became of it, and
// what a person has decided about it.
type record struct {
	Source  string           `json:"source"` // an address, or the hash of a file's path
	Name    string           `json:"name,omitempty"`
	Written string           `json:"written,omitempty"` // SHA-256 of the article as import wrote it
	Fields  map[Field]string `json:"fields,omitempty"`
}

// readRecords reads the file of records. It is only ever appended to, and the last record of
// a source holds; a line that was torn by a crash is forgotten, and its source is imported
// again, which changes nothing.
func (s *store) readRecords() error {
	path := s.path(stateName)
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err == nil && !info.Mode().IsRegular(): // a link in the folder must not lead the import elsewhere
		return fmt.Errorf("%s is no plain file: move it away", path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read %s: %w", path, pathCause(err))
	}
	for line := range bytes.Lines(data) {
		var r record
		if json.Unmarshal(line, &r) == nil && r.Source != "" {
			s.records[r.Source] = r
		}
	}
	return nil
}

// note appends a record unless it is known.
func (s *store) note(r record) error {
	if old := s.records[r.Source]; old.Source == r.Source && old.Name == r.Name && old.Written == r.Written && maps.Equal(old.Fields, r.Fields) {
		return nil
	}
	line, err := json.Marshal(r)
	if s.journal == nil && err == nil {
		line = append([]byte("\n"), line...) // the last line may have been torn
		s.journal, err = os.OpenFile(s.path(stateName), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644)
	}
	if err == nil {
		_, err = s.journal.Write(append(line, '\n'))
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", s.path(stateName), pathCause(err))
	}
	s.records[r.Source] = r
	return nil
}

func sum(data []byte) string {
	h := sha256.Sum256(data)
	return hex.EncodeToString(h[:])
}
