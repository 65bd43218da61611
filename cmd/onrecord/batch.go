package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"onrecord/commands"
)

// maxBatchLine bounds one request of a batch, in bytes.
const maxBatchLine = 1 << 20

func (p *program) batchCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "batch",
		Short: "Answer requests from standard input, one JSON object a line",
		Long: fmt.Sprintf(`Answer requests from standard input, one JSON object a line, in their order:
  {"id":"1","command":"quote","args":{"query":"parker encryption"},"limit":5,"offset":0}  gives
  {"id":"1","reply":{"command":"quote","query":"parker encryption",…,"total":2,"results":[…]}}
Args are the command's options; limit and offset may be left out. When the request
cannot be answered, its reply says why and has no results:
  {"id":"1","reply":{"command":"quote","query":"","error":"…","total":0,"results":[]}}
A line that is no request at all gets its number instead:
  {"id":null,"error":"line 7: …"}
A line may have %d MB. The exit status is 0 when every request was answered, be it
by silence, and 2 when one was at fault.`, maxBatchLine>>20),
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			lib, err := p.openLibrary(cmd.Context())
			if err != nil {
				return err
			}
			defer lib.Close()
			return batch(cmd.Context(), commands.NewRouter(lib, about()), p.stdin, p.stdout, p.stderr)
		},
	}
}

// A batchLine is one line of the input.
type batchLine struct {
	number  int // counted from 1
	text    []byte
	tooLong bool
}

// A batchAnswer is a line of the output.
type batchAnswer struct {
	json    []byte
	atFault bool
	trace   string // of a panic, for the log
}

// batch answers line by line, and holds no more than one, however many there are. A
// request at fault gets a reply that says so, and the whole batch then ends with an error
// too.
func batch(ctx context.Context, router *commands.Router, in io.Reader, out, log io.Writer) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	lines := make(chan batchLine)
	var readErr error
	go func() { // reading cannot be cancelled; the program ends soon after
		defer close(lines)
		readErr = readLines(in, func(line batchLine) bool {
			select {
			case lines <- line:
				return true
			case <-ctx.Done():
				return false
			}
		})
	}()
	written, atFault := 0, 0
	for {
		var line batchLine
		var more bool
		select {
		case line, more = <-lines:
		case <-ctx.Done():
			return fmt.Errorf("the batch was interrupted; %s", replies(written))
		}
		if !more {
			break
		}
		answer := answerLine(ctx, router, line)
		if answer.atFault && ctx.Err() != nil { // which is the fault
			continue
		}
		if answer.atFault {
			atFault++
		}
		fmt.Fprint(log, answer.trace)
		if _, err := out.Write(answer.json); err != nil {
			return fmt.Errorf("the replies cannot be written: %w", err)
		}
		written++
	}
	switch {
	case readErr != nil:
		return fmt.Errorf("the requests cannot be read: %w; %s", readErr, replies(written))
	case atFault == 1:
		return errors.New("1 request was at fault; its reply says why")
	case atFault > 1:
		return fmt.Errorf("%d requests were at fault; their replies say why", atFault)
	}
	return nil
}

func replies(n int) string {
	if n == 1 {
		return "1 reply was written"
	}
	return fmt.Sprintf("%d replies were written", n)
}

// readLines hands over every line that is not empty, until there are no more or
// yield returns false.
func readLines(in io.Reader, yield func(batchLine) bool) error {
	r := bufio.NewReader(in)
	for number := 1; ; number++ {
		text, err := r.ReadBytes('\n')
		line := batchLine{number, bytes.TrimSpace(text), len(text) > maxBatchLine}
		if len(line.text) > 0 && !yield(line) {
			return nil
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// answerLine answers one line. Whatever goes wrong becomes its answer.
func answerLine(ctx context.Context, router *commands.Router, j batchLine) (answer batchAnswer) {
	var req batchRequest
	defer func() {
		if p := recover(); p != nil {
			trace := fmt.Sprintf("onrecord: panic while answering line %d: %v\n%s", j.number, p, debug.Stack())
			answer = refuseRequest(j, req, fmt.Sprintf("something went wrong here: %v", p))
			answer.trace = trace
		}
	}()
	if j.tooLong {
		return refuseLine(j, nil, fmt.Errorf("it is longer than %d MB", maxBatchLine>>20))
	}
	req, err := readBatchRequest(j.text)
	if err != nil {
		return refuseLine(j, req.ID, err)
	}
	res, err := router.Handle(ctx, req.Request)
	if err != nil {
		return refuseRequest(j, req, err.Error())
	}
	return batchAnswer{json: jsonLine(struct {
		ID    jsontext.Value     `json:"id"`
		Reply *commands.Response `json:"reply"`
	}{req.ID, res})}
}

// refuseRequest answers a request that was understood, in the form of a reply.
// Without an id, the number of its line tells which one it was.
func refuseRequest(j batchLine, req batchRequest, why string) batchAnswer {
	if len(req.ID) == 0 || string(req.ID) == "null" {
		why = fmt.Sprintf("line %d: %s", j.number, why)
	}
	return batchAnswer{atFault: true, json: jsonLine(struct {
		ID    jsontext.Value    `json:"id"`
		Reply *commands.Refusal `json:"reply"`
	}{req.ID, &commands.Refusal{Request: req.Request, Why: why}})}
}

// refuseLine answers what is no request.
func refuseLine(j batchLine, id jsontext.Value, why error) batchAnswer {
	return batchAnswer{atFault: true, json: jsonLine(struct {
		ID    jsontext.Value `json:"id"`
		Error string         `json:"error"`
	}{id, fmt.Sprintf("line %d: %v", j.number, why)})}
}

// jsonLine encodes what is made of plain values only, which cannot fail.
func jsonLine(v any) []byte {
	var b bytes.Buffer
	if err := writeJSON(&b, v); err != nil {
		panic(err)
	}
	return b.Bytes()
}
