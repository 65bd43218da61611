package main

import (
	"errors"
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"onrecord/commands"
	"onrecord/corpus"
)

// A batchRequest is a request with the id that its reply is to bear.
type batchRequest struct {
	ID jsontext.Value `json:"id"` // nil when there is none
	commands.Request
}

// noRequest begins what is said about a line that is no request.
const noRequest = `it is no request of the form {"id","command","args":{…},"limit","offset"}`

// readBatchRequest reads one request. It takes every name once and exactly as it
// is spelt, where encoding/json would let the last of several win. When there is
// an error, the id is that of the request if it can be told.
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
