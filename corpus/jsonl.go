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
			l.fault(file, n, "too many faults: the rest of the file was not read")
			return
		}
		line := bytes.TrimSpace(bytes.TrimPrefix(lines.Bytes(), []byte(byteOrderMark)))
		if len(line) > 0 {
			l.parseJSON(file, n, line)
		}
	}
	if err := lines.Err(); err != nil {
		l.fault(file, n+1, "cannot be read: %v", err)
	}
}

// jsonArticle is a line of a .jsonl file.
type jsonArticle struct {
	ID          string `json:"id"`
	Body        string `json:"body"`
	frontMatter `json:",inline"`
}

func (l *loader) parseJSON(file string, line int, data []byte) {
	if l.unchanged("jsonl", data, file, line) {
		return
	}
	var read jsonArticle
	if err := json.Unmarshal(data, &read, json.RejectUnknownMembers(true)); err != nil {
		l.fault(file, line, "%s", jsonFault(err))
		return
	}
	known := len(l.faults)
	meta := read.meta(func(field, format string, args ...any) {
		l.fault(file, line, field+": "+format, args...)
	})
	l.add(read.ID, meta, read.Body, file, line, known)
}

// jsonFault says what is wrong. The library's own texts name types of Go, and differ
// from one run to the next.
func jsonFault(err error) string {
	var semantic *json.SemanticError
	var syntactic *jsontext.SyntacticError
	switch {
	case errors.Is(err, json.ErrUnknownName) && errors.As(err, &semantic):
		return fmt.Sprintf("unknown field %q; the fields are id, body, %s", semantic.JSONPointer.LastToken(), fieldNames)
	case errors.As(err, &semantic):
		return fmt.Sprintf("%s holds a value of the wrong kind", cmp.Or(string(semantic.JSONPointer), "line"))
	case errors.Is(err, jsontext.ErrDuplicateName) && errors.As(err, &syntactic):
		return fmt.Sprintf("field %q is given twice", syntactic.JSONPointer.LastToken())
	case errors.As(err, &syntactic):
		return fmt.Sprintf("not valid JSON: %v", syntactic.Err)
	}
	return fmt.Sprintf("not valid JSON: %v", err)
}
