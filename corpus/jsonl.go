package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// readJSONL reads one article a line. Empty lines are passed over.
func readJSONL(r io.Reader, file string, out []sourced, faults *LoadError) []sourced {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 64<<10), maxLine)
	n := 0
	for lines.Scan() {
		n++
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		if a := parseJSON(file, n, line, faults); a != nil {
			out = append(out, sourced{Article: a, file: file, line: n})
		}
	}
	if err := lines.Err(); errors.Is(err, bufio.ErrTooLong) {
		faults.add(file, n+1, "the line is longer than %d MB: that is no article", maxLine>>20)
	} else if err != nil {
		faults.add(file, n+1, "cannot be read: %v", cause(err))
	}
	return out
}

func parseJSON(file string, line int, data []byte, faults *LoadError) *Article {
	if invalidUTF8(data) > 0 {
		faults.add(file, line, "the text is not UTF-8")
		return nil
	}
	fields, err := jsonFields(data, line)
	if err != nil {
		faults.add(file, line, "not valid JSON: %v", err)
		return nil
	}
	before := len(*faults)
	var id, body string
	var had [2]bool
	meta := fields[:0]
	for _, f := range fields {
		own := map[string]int{"id": 0, "body": 1}
		i, isOwn := own[f.name]
		switch {
		case !isOwn:
			meta = append(meta, f)
			continue
		case had[i]:
			faults.add(file, line, "the field %s is given twice", f.name)
		case f.isList:
			faults.add(file, line, "the field %s must be a text", f.name)
		}
		had[i] = true
		if i == 0 {
			id = f.value
		} else {
			body = f.value
		}
	}
	m := metaFrom(meta, file, faults)
	if len(*faults) > before {
		return nil
	}
	a, err := New(id, m, body)
	if err != nil {
		faults.add(file, line, "%v", err)
		return nil
	}
	return a
}

// jsonFields walks the object token by token: encoding/json would let repeated
// and differently spelt names pass.
func jsonFields(data []byte, line int) ([]field, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	if err := expectDelim(dec, '{'); err != nil {
		return nil, err
	}
	fields, err := objectFields(nil, dec, "", line)
	if err != nil {
		return nil, err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is more on the line behind the object")
	}
	return fields, nil
}

func expectDelim(dec *json.Decoder, want json.Delim) error {
	t, err := dec.Token()
	if err != nil {
		return err
	}
	if t != want {
		return fmt.Errorf("found %v where %q was expected", t, want.String())
	}
	return nil
}

func objectFields(out []field, dec *json.Decoder, prefix string, line int) ([]field, error) {
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return nil, err
		}
		f := field{name: prefix + key.(string), line: line}
		value, err := dec.Token()
		if err != nil {
			return nil, err
		}
		switch v := value.(type) {
		case string:
			f.value = v
		case nil:
		case json.Delim:
			if v == '{' && f.name == "params" {
				if out, err = objectFields(out, dec, "params.", line); err != nil {
					return nil, err
				}
				continue
			}
			if v != '[' {
				return nil, fmt.Errorf("the field %s must be a text", f.name)
			}
			f.isList = true
			for dec.More() {
				item, err := dec.Token()
				if err != nil {
					return nil, err
				}
				s, ok := item.(string)
				if !ok {
					return nil, fmt.Errorf("the field %s must be a list of texts", f.name)
				}
				f.list = append(f.list, s)
			}
			if err := expectDelim(dec, ']'); err != nil {
				return nil, err
			}
		default:
			return nil, fmt.Errorf("the field %s must be a text", f.name)
		}
		out = append(out, f)
	}
	return out, expectDelim(dec, '}')
}
