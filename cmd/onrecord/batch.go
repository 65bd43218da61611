package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strconv"

	"github.com/spf13/cobra"

	"onrecord/commands"
)

// maxBatchLine bounds one request of a batch, in bytes.
const maxBatchLine = 1 << 20

func (p *program) batchCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "batch",
		Short: "Answer requests from standard input, one JSON object a line",
		Long: `Answer requests from standard input, one JSON object a line, in their order:
  {"id":"1","command":"quote","args":{"query":"parker encryption"}}  gives
  {"id":"1","reply":{…}}  or, when the request is at fault,  {"id":"1","error":"…"}`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			lib, err := p.openLibrary(cmd.Context())
			if err != nil {
				return err
			}
			defer lib.Close()
			return batch(cmd.Context(), commands.NewRouter(lib, about()), p.stdin, p.stdout)
		},
	}
}

type batchRequest struct {
	ID      json.RawMessage `json:"id"`
	Command string          `json:"command"`
	Args    map[string]any  `json:"args"`
	Limit   int             `json:"limit"`
	Offset  int             `json:"offset"`
}

type batchReply struct {
	ID    json.RawMessage    `json:"id"`
	Reply *commands.Response `json:"reply,omitempty"`
	Error string             `json:"error,omitempty"`
}

// batch answers line by line. A few requests are worked on at once; replies are
// written in the order of the requests, and no more are held than are worked on,
// however many there are. Requests at fault get an error in their reply, and the
// whole batch then ends with an error too.
func batch(ctx context.Context, router *commands.Router, in io.Reader, out io.Writer) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type job struct {
		line []byte
		done chan batchReply
	}
	workers := 2 * runtime.GOMAXPROCS(0)
	jobs := make(chan job)
	pending := make(chan job, workers) // in the order of the requests
	for range workers {
		go func() {
			for j := range jobs {
				j.done <- answerLine(ctx, router, j.line)
			}
		}()
	}
	var readErr error
	go func() {
		defer close(pending)
		defer close(jobs)
		lines := bufio.NewScanner(in)
		lines.Buffer(make([]byte, 64<<10), maxBatchLine)
		for lines.Scan() {
			line := bytes.TrimSpace(lines.Bytes())
			if len(line) == 0 {
				continue
			}
			j := job{bytes.Clone(line), make(chan batchReply, 1)}
			select {
			case pending <- j:
			case <-ctx.Done():
				return
			}
			select {
			case jobs <- j:
			case <-ctx.Done():
				return
			}
		}
		readErr = lines.Err()
	}()
	w := bufio.NewWriter(out)
	failed := 0
	for j := range pending {
		var reply batchReply
		select {
		case reply = <-j.done:
		case <-ctx.Done():
			return ctx.Err()
		}
		if reply.Error != "" {
			failed++
		}
		if err := writeJSON(w, reply); err != nil {
			return fmt.Errorf("the replies cannot be written: %w", err)
		}
		if len(pending) == 0 { // nobody waits for a reply that is ready
			if err := w.Flush(); err != nil {
				return fmt.Errorf("the replies cannot be written: %w", err)
			}
		}
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("the replies cannot be written: %w", err)
	}
	switch {
	case errors.Is(readErr, bufio.ErrTooLong):
		return fmt.Errorf("a request is longer than %d bytes; the batch ends there", maxBatchLine)
	case readErr != nil:
		return fmt.Errorf("the requests cannot be read: %w", readErr)
	case failed > 0:
		return fmt.Errorf("%d requests were at fault; their replies say why", failed)
	}
	return ctx.Err()
}

func answerLine(ctx context.Context, router *commands.Router, line []byte) batchReply {
	var req batchRequest
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.DisallowUnknownFields()
	dec.UseNumber()
	if err := dec.Decode(&req); err != nil {
		return batchReply{ID: json.RawMessage("null"), Error: "not a request of the form {\"id\",\"command\",\"args\":{…}}: " + err.Error()}
	}
	if len(req.ID) == 0 {
		req.ID = json.RawMessage("null")
	}
	r := commands.Request{Command: req.Command, Args: map[string]string{}, Limit: req.Limit, Offset: req.Offset}
	for name, value := range req.Args {
		switch v := value.(type) {
		case string:
			r.Args[name] = v
		case json.Number:
			r.Args[name] = v.String()
		case bool:
			r.Args[name] = strconv.FormatBool(v)
		case nil:
		default:
			return batchReply{ID: req.ID, Error: fmt.Sprintf("the argument %q must be a text", name)}
		}
	}
	res, err := router.Handle(ctx, r)
	if err != nil {
		return batchReply{ID: req.ID, Error: err.Error()}
	}
	return batchReply{ID: req.ID, Reply: res}
}
