package corpus

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

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

func parseJSON(file string, line int, data []byte) (*Article, error) {
	var read document
	if err := json.Unmarshal(data, &read, json.RejectUnknownMembers(true)); err != nil {
		if err = JSONError(err); errors.Is(err, errUnknownField) {
			err = fmt.Errorf("%w; the fields are id, body, %s", err, fieldNames)
		}
		return nil, LoadError{{file, line, err.Error()}}
	}
	return read.article(file, func(string) int { return line }, nil)
}

// JSONError says what is wrong with a value of JSON, and where. The library's own texts name
// types of Go, and differ from one run to the next, so that no program relies on them.
func JSONError(err error) error {
	if form, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		return fmt.Errorf("not valid JSON: %w, at byte %d (%s)", form.Err, form.ByteOffset, cmp.Or(form.JSONPointer, "/"))
	}
	value, ok := errors.AsType[*json.SemanticError](err)
	switch {
	case errors.Is(err, json.ErrUnknownName):
		return fmt.Errorf("%w %q", errUnknownField, value.JSONPointer.LastToken())
	case ok:
		return fmt.Errorf("value of the wrong kind at %s", cmp.Or(value.JSONPointer, "/"))
	}
	return err
}

var errUnknownField = errors.New("unknown field")
