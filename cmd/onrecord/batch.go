package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"onrecord/commands"
	"onrecord/corpus"
	"onrecord/corpus/text"
)

// batch answers line by line, and holds no more than one, however many there are. A request at fault
// gets a reply that says so, and the whole batch then ends with an error too.
func batch(ctx context.Context, router *commands.Router, in io.Reader, out, log io.Writer) error {
	number, atFault := 0, 0
	for line, err := range readLines(ctx, bufferedLines(in)) {
		if err != nil {
			return fmt.Errorf("read requests after line %d: %w", number, err)
		}
		number++
		if strings.TrimSpace(line) == "" {
			continue
		}
		ok, err := answerRequest(ctx, router, number, []byte(line), out, log)
		if err != nil {
			return fmt.Errorf("write replies: %w", err)
		}
		if !ok {
			atFault++
		}
	}
	if atFault > 0 {
		return fmt.Errorf("%s at fault: the replies say why", text.Count(atFault, "request"))
	}
	return nil
}

type batchReply struct {
	ID    jsontext.Value `json:"id"`
	Reply any            `json:"reply,omitempty"` // to a request
	Error string         `json:"error,omitempty"` // about what is none
}

// answerRequest answers one line. Whatever goes wrong becomes its answer, and it is not ok; the error is of writing.
func answerRequest(ctx context.Context, router *commands.Router, number int, line []byte, out, log io.Writer) (ok bool, err error) {
	req, err := readBatchRequest(line)
	if err != nil {
		return false, writeJSON(out, batchReply{ID: req.ID, Error: fmt.Sprintf("line %d: %v", number, err)})
	}
	refuse := func(why string) (bool, error) {
		if len(req.ID) == 0 || string(req.ID) == "null" { // the number tells which one it was
			why = fmt.Sprintf("line %d: %s", number, why)
		}
		return false, writeJSON(out, batchReply{ID: req.ID, Reply: &commands.Response{Request: req.Request, Error: why}})
	}
	defer func() {
		if p := recover(); p != nil {
			fmt.Fprintf(log, "onrecord: panic while answering line %d: %v\n%s", number, p, debug.Stack())
			ok, err = refuse(fmt.Sprintf("something went wrong here: %v", p))
		}
	}()
	res, err := router.Handle(ctx, req.Request)
	if err != nil {
		return refuse(err.Error())
	}
	return true, writeJSON(out, batchReply{ID: req.ID, Reply: res})
}

// A batchRequest is a request with the id that its reply is to bear.
type batchRequest struct {
	ID jsontext.Value `json:"id"` // nil when there is none
	commands.Request
}

const noRequest = `it is no request of the form {"id","command","args":{…},"limit","offset"}`

// readBatchRequest reads one request. It takes every name once and exactly as it is spelt, where encoding/json
// would let the last of several win. When there is an error, the id is that of the request if it can be told.
func readBatchRequest(line []byte) (batchRequest, error) {
	var req batchRequest
	err := json.Unmarshal(line, &req, json.RejectUnknownMembers(true), json.WithUnmarshalers(json.UnmarshalFromFunc(readScalar)))
	if err == nil {
		return req, nil
	}
	var named struct {
		ID jsontext.Value `json:"id"`
	}
	if json.Unmarshal(line, &named, jsontext.AllowDuplicateNames(true)) != nil {
		named.ID = nil // what was taken for it may be anything
	}
	return batchRequest{ID: named.ID}, fmt.Errorf("%s: %w", noRequest, corpus.JSONError(err))
}

// readScalar reads a text, and takes a number or a truth value for one: {"from":2015}.
func readScalar(dec *jsontext.Decoder, s *string) error {
	switch dec.PeekKind() {
	case '0', 't', 'f':
		value, err := dec.ReadValue()
		*s = string(value)
		return err
	}
	return errors.ErrUnsupported
}
