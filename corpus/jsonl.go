package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
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
			faults.add(file, n, "there are too many faults: the rest of the file was not read")
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
		faults.add(file, n+1, "the line is longer than %d MB: that is no article", maxLine>>20)
	} else if err != nil {
		faults.add(file, n+1, "cannot be read: %v", cause(err))
	}
	return out
}

func parseJSON(file string, line int, data []byte, faults *LoadError) *Article {
	before := len(*faults)
	if invalidUTF8(data) > 0 {
		faults.add(file, line, "%s", notUTF8)
		data = bytes.ToValidUTF8(data, []byte("?")) // to find what else is wrong
	}
	fields, err := jsonFields(data, line)
	if err != nil {
		if len(*faults) == before {
			faults.add(file, line, "not valid JSON: %v", err)
		}
		return nil
	}
	if escape := loneSurrogate(data); escape != "" {
		faults.add(file, line, "the escape %s is half a character: write both halves, or the character itself", escape)
	}
	own := map[string]*field{}
	meta := fields[:0]
	for _, f := range fields {
		switch {
		case f.group != "" || f.key != "id" && f.key != "body":
			meta = append(meta, f)
		case own[f.key] != nil:
			faults.add(file, line, "%s", f.twice(line))
		default:
			own[f.key] = &f
		}
	}
	text := func(key string) (value string, sound bool) {
		f := own[key]
		if f == nil {
			return "", true
		}
		return f.value, f.sound(false, file, faults)
	}
	m := metaFrom(meta, file, faults)
	id, idSound := text("id")
	body, bodySound := text("body")
	a, idFault, bodyFault := newArticle(id, m, body)
	if idFault != nil && idSound {
		faults.add(file, line, "%v", idFault)
	}
	if bodyFault != nil && bodySound {
		faults.add(file, line, "%v", bodyFault)
	}
	if len(*faults) > before {
		return nil
	}
	return a
}

// jsonFields walks the object token by token: encoding/json would let repeated
// and differently spelt names pass. Its error is one of JSON's form; what is
// wrong with a field's value is left to the field to say.
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

func objectFields(out []field, dec *json.Decoder, group string, line int) ([]field, error) {
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return nil, err
		}
		f := field{group: group, key: key.(string), line: line}
		isGroup := group == "" && f.key == params
		value, err := dec.Token()
		if err != nil {
			return nil, err
		}
		switch {
		case value == nil:
		case isGroup && value == json.Delim('{'):
			if out, err = objectFields(append(out, f), dec, params, line); err != nil {
				return nil, err
			}
			continue
		case isGroup:
			f.refuse(line, "must hold fields: %s", strings.Join(paramFields, ", "))
			err = skip(dec, value)
		case value == json.Delim('['):
			err = listItems(dec, &f)
		default:
			s, ok := value.(string)
			if !ok {
				f.refuse(line, "must be a text")
			}
			f.value, err = s, skip(dec, value)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, expectDelim(dec, '}')
}

func listItems(dec *json.Decoder, f *field) error {
	f.isList = true
	for dec.More() {
		item, err := dec.Token()
		if err != nil {
			return err
		}
		s, ok := item.(string)
		if !ok && len(f.wrong) == 0 {
			f.refuse(f.line, "must be a list of texts")
		}
		f.list = append(f.list, s)
		if err := skip(dec, item); err != nil {
			return err
		}
	}
	return expectDelim(dec, ']')
}

// maxDepth bounds how deep a value that is passed over may be nested, as
// encoding/json bounds it elsewhere.
const maxDepth = 10_000

// skip passes over the rest of a value whose first token was read.
func skip(dec *json.Decoder, first json.Token) error {
	depth := nesting(first)
	for depth > 0 {
		t, err := dec.Token()
		if err != nil {
			return err
		}
		if depth += nesting(t); depth > maxDepth {
			return errors.New("it is nested too deep")
		}
	}
	return nil
}

// nesting is +1 for a token that begins an object or a list, -1 for one that
// ends it.
func nesting(t json.Token) int {
	switch t {
	case json.Delim('{'), json.Delim('['):
		return 1
	case json.Delim('}'), json.Delim(']'):
		return -1
	}
	return 0
}

// loneSurrogate returns the first \u escape in a JSON text that is one half of a
// character outside of the basic plane, without the other; otherwise "".
// encoding/json reads it as U+FFFD, and the author's character would be lost.
func loneSurrogate(data []byte) string {
	for i := 0; i+1 < len(data); i++ {
		if data[i] != '\\' {
			continue
		}
		r := escaped(data[i:])
		if utf16.IsSurrogate(r) {
			if utf16.DecodeRune(r, escaped(data[i+6:])) == utf8.RuneError {
				return string(data[i : i+6])
			}
			i += 6
		}
		i++ // what stands behind a backslash begins no escape
	}
	return ""
}

// escaped returns the value of the \u escape that data begins with, or -1.
func escaped(data []byte) rune {
	if len(data) < 6 || data[0] != '\\' || data[1] != 'u' {
		return -1
	}
	n, err := strconv.ParseUint(string(data[2:6]), 16, 16)
	if err != nil {
		return -1
	}
	return rune(n)
}
