package corpus

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// readJSONL reads one article a line. Empty lines are passed over.
func readJSONL(r io.Reader, file string, before known, out []sourced, faults *LoadError) []sourced {
	sound := len(*faults)
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 64<<10), maxLine)
	n := 0
	for lines.Scan() {
		n++
		if len(*faults)-sound >= maxFaults {
			faults.add(file, n, "too many faults: the rest of the file was not read")
			return out
		}
		line := lines.Bytes()
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte(byteOrderMark))
		}
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		a := before.article(hashOf("jsonl", "", line), func() *Article { return parseJSON(file, n, line, faults) })
		if a != nil {
			out = append(out, sourced{Article: a, file: file, line: n})
		}
	}
	if err := lines.Err(); errors.Is(err, bufio.ErrTooLong) {
		faults.add(file, n+1, "line longer than %d MB: that is no article", maxLine>>20)
	} else if err != nil {
		faults.add(file, n+1, "cannot be read: %v", cause(err))
	}
	return out
}

// jsonArticle is a line of a .jsonl file.
type jsonArticle struct {
	ID          string `json:"id"`
	Body        string `json:"body"`
	frontMatter `json:",inline"`
}

func parseJSON(file string, line int, data []byte, faults *LoadError) *Article {
	before := len(*faults)
	var read jsonArticle
	if err := json.Unmarshal(data, &read, json.RejectUnknownMembers(true)); err != nil {
		faults.add(file, line, "%s", jsonFault(err))
		return nil
	}
	meta := read.meta(func(field, format string, args ...any) {
		faults.add(file, line, field+": "+format, args...)
	})
	a, err := New(read.ID, meta, read.Body)
	faults.addEach(file, line, err)
	if len(*faults) > before {
		return nil
	}
	return a
}

// jsonFault says what is wrong. The library's own texts name types of Go, and differ
// from one run to the next.
func jsonFault(err error) string {
	var semantic *json.SemanticError
	var syntactic *jsontext.SyntacticError
	switch {
	case errors.As(err, &semantic):
		field := strings.ReplaceAll(strings.TrimPrefix(string(semantic.JSONPointer), "/"), "/", ".")
		switch {
		case errors.Is(err, json.ErrUnknownName):
			return fmt.Sprintf("unknown field %q; the fields are id, body, %s", semantic.JSONPointer.LastToken(), fieldNames)
		case field == "":
			return "line must be an object with the fields id, body, " + fieldNames
		case semantic.GoType == reflect.TypeFor[params]():
			return fmt.Sprintf("field %q must be an object; the fields are %s", field, fieldNames)
		case semantic.GoType == reflect.TypeFor[[]string]():
			return fmt.Sprintf("field %q must be a list of texts", field)
		}
		return fmt.Sprintf("field %q must be a text", field)
	case errors.Is(err, jsontext.ErrDuplicateName) && errors.As(err, &syntactic):
		return fmt.Sprintf("field %q is given twice", syntactic.JSONPointer.LastToken())
	case errors.As(err, &syntactic):
		return fmt.Sprintf("not valid JSON: %v", syntactic.Err)
	}
	return fmt.Sprintf("not valid JSON: %v", err)
}
