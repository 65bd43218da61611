package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"

	"onrecord/commands"
)

// A batchRequest is a request with the id that its reply is to bear.
type batchRequest struct {
	commands.Request
	id json.RawMessage // nil when there is none
}

// errNoRequest begins what is said about a line that is no request.
var errNoRequest = errors.New(`it is no request of the form {"id","command","args":{…},"limit","offset"}`)

// readBatchRequest reads one request. It takes every name once and exactly as it
// is spelt, where encoding/json would let the last of several win. When there is
// an error, the id is that of the request if it can be told.
func readBatchRequest(line []byte) (batchRequest, error) {
	if !utf8.Valid(line) {
		return batchRequest{}, fmt.Errorf("%w: it is not UTF-8", errNoRequest)
	}
	r := requestReader{dec: json.NewDecoder(bytes.NewReader(line)), req: batchRequest{Request: commands.Request{Args: map[string]string{}}}}
	r.dec.UseNumber()
	err := r.object("", r.topField)
	if err == nil {
		if _, end := r.dec.Token(); !errors.Is(end, io.EOF) {
			err = errors.New("there is more on the line behind the object")
		}
	}
	if err != nil { // then what was taken for the id may be anything
		return batchRequest{}, fmt.Errorf("%w: %w", errNoRequest, err)
	}
	if r.fault != nil {
		return r.req, fmt.Errorf("%w: %w", errNoRequest, r.fault)
	}
	return r.req, nil
}

// A requestReader walks over a request token by token. Its methods return errors
// of JSON's form; the first thing wrong with the request itself is kept in
// fault, and the walk goes on to find the id.
type requestReader struct {
	dec   *json.Decoder
	req   batchRequest
	fault error
}

func (r *requestReader) refuse(format string, args ...any) {
	if r.fault == nil {
		r.fault = fmt.Errorf(format, args...)
	}
}

// object reads an object and hands over its fields, each of which must read its
// value. Where names what it is, "" for the request itself.
func (r *requestReader) object(where string, field func(name string, again bool) error) error {
	begin, err := r.dec.Token()
	if err != nil {
		return err
	}
	if begin != json.Delim('{') {
		if where == "" {
			return errors.New("it is no object")
		}
		if begin != nil {
			r.refuse("%s must be an object", where)
		}
		return r.skip(begin)
	}
	seen := map[string]bool{}
	for r.dec.More() {
		key, err := r.dec.Token()
		if err != nil {
			return err
		}
		name := key.(string)
		again := seen[name]
		if again {
			r.refuse("%q is given twice", name)
		}
		seen[name] = true
		if err := field(name, again); err != nil {
			return err
		}
	}
	_, err = r.dec.Token()
	return err
}

// skip passes over the rest of a value whose first token was read.
func (r *requestReader) skip(first json.Token) error {
	if first != json.Delim('[') {
		return nil
	}
	var rest any
	for r.dec.More() {
		if err := r.dec.Decode(&rest); err != nil {
			return err
		}
	}
	_, err := r.dec.Token()
	return err
}

func (r *requestReader) topField(name string, again bool) error {
	if name == "args" && !again {
		return r.object("args", r.argument)
	}
	var value json.RawMessage
	if err := r.dec.Decode(&value); err != nil {
		return err
	}
	if again {
		return nil
	}
	switch name {
	case "id":
		r.req.id = value
	case "command":
		if json.Unmarshal(value, &r.req.Command) != nil {
			r.refuse("command must be a text")
		}
	case "limit":
		r.number(name, value, &r.req.Limit)
	case "offset":
		r.number(name, value, &r.req.Offset)
	case "args":
	default:
		r.refuse("there is no field %q", name)
	}
	return nil
}

func (r *requestReader) number(name string, value json.RawMessage, to *int) {
	if json.Unmarshal(value, to) != nil {
		r.refuse("%s must be a whole number", name)
	}
}

func (r *requestReader) argument(name string, again bool) error {
	var value any
	if err := r.dec.Decode(&value); err != nil {
		return err
	}
	if again {
		return nil
	}
	switch v := value.(type) {
	case string:
		r.req.Args[name] = v
	case json.Number:
		r.req.Args[name] = v.String()
	case bool:
		r.req.Args[name] = strconv.FormatBool(v)
	case nil:
	default:
		r.refuse("the argument %q must be a text", name)
	}
	return nil
}
