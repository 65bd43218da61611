package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/commands"
	"onrecord/corpus"
)

// endless is a batch of n requests that exists only while it is read.
type endless struct {
	n    int
	rest []byte
}

func (e *endless) Read(p []byte) (int, error) {
	if len(e.rest) == 0 {
		if e.n == 0 {
			return 0, io.EOF
		}
		e.n--
		e.rest = fmt.Appendf(nil, "{\"id\":%d,\"command\":\"sources\",\"args\":{}}\n", e.n)
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

// TestBatchStreams answers many requests and watches what is held in memory:
// a few requests, not all of them. It also checks the order of the replies.
func TestBatchStreams(t *testing.T) {
	const n = 8000
	var before, after runtime.MemStats
	size := 0
	pr, pw := io.Pipe()
	go func() {
		var stderr bytes.Buffer
		if code := run(t.Context(), []string{"batch"}, &endless{n: n}, pw, &stderr); code != exitAnswered {
			pw.CloseWithError(fmt.Errorf("exit status %d: %s", code, stderr.String()))
			return
		}
		pw.Close()
	}()
	dec := json.NewDecoder(pr)
	for want := n - 1; ; want-- {
		var reply struct {
			ID    int
			Reply json.RawMessage
		}
		if err := dec.Decode(&reply); err == io.EOF {
			if want != -1 {
				t.Fatalf("%d replies are missing", want+1)
			}
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if reply.ID != want || len(reply.Reply) == 0 {
			t.Fatalf("reply %d where %d was due", reply.ID, want)
		}
		size += len(reply.Reply)
		switch want {
		case n - 1: // the index is there
			runtime.GC()
			runtime.ReadMemStats(&before)
		case n / 2:
			runtime.GC()
			runtime.ReadMemStats(&after)
		}
	}
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); size < 16<<20 || grown > 2<<20 {
		t.Errorf("%d kB are held after %d requests; all replies are %d kB", grown>>10, n/2, size>>10)
	}
}

// TestBatchEndsWhileItWaits cancels a batch whose next request never comes.
func TestBatchEndsWhileItWaits(t *testing.T) {
	in, requests := io.Pipe() // never written to, never closed
	defer requests.Close()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- batch(ctx, commands.NewRouter(&trap{}, about()), in, io.Discard, io.Discard) }()
	cancel()
	select {
	case err := <-done:
		if err == nil || err.Error() != "read requests after line 0: context canceled" {
			t.Errorf("it ends with %v", err)
		}
	case <-time.After(time.Minute):
		t.Fatal("it waits on")
	}
}

// process starts the program as one of its own, with the streams as pipes.
func process(t *testing.T, args ...string) (cmd *exec.Cmd, stdin io.WriteCloser, stdout io.ReadCloser, stderr *bytes.Buffer) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd = exec.CommandContext(t.Context(), self)
	cmd.Args = append([]string{"onrecord"}, args...) // by which testscript.Main tells what to be
	cmd.Dir = t.TempDir()
	stderr = new(bytes.Buffer)
	cmd.Stderr = stderr
	if stdin, err = cmd.StdinPipe(); err == nil {
		stdout, err = cmd.StdoutPipe()
	}
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	return cmd, stdin, stdout, stderr
}

func TestSignalEndsABatch(t *testing.T) {
	for _, sig := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		t.Run(sig.String(), func(t *testing.T) {
			cmd, stdin, stdout, stderr := process(t, "batch")
			fmt.Fprintln(stdin, `{"id":1,"command":"about"}`)
			var reply map[string]any
			if err := json.NewDecoder(stdout).Decode(&reply); err != nil {
				t.Fatal(err, stderr)
			}
			if err := cmd.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			kill := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
			defer kill.Stop()
			if err := cmd.Wait(); cmd.ProcessState.ExitCode() != exitFault {
				t.Errorf("it ends with %v\n%s", err, stderr)
			}
			if !strings.Contains(stderr.String(), "read requests after line 1: interrupted") {
				t.Errorf("it says %s", stderr)
			}
		})
	}
}

// TestSecondSignalKills blocks the program where it cannot end by itself: it
// writes replies that nobody reads.
func TestSecondSignalKills(t *testing.T) {
	cmd, stdin, stdout, stderr := process(t, "batch")
	// The id comes back in the reply, which no pipe has room for.
	go fmt.Fprintf(stdin, "{\"id\":%q,\"command\":\"sources\"}\n", strings.Repeat("x", 1<<19))
	if _, err := stdout.Read(make([]byte, 1)); err != nil {
		t.Fatal(err, stderr)
	}
	kill := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
	defer kill.Stop()
	// The first signal is taken; how soon another one kills is up to the scheduler.
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = cmd.Wait()
	}()
	for {
		_ = cmd.Process.Signal(os.Interrupt) // it may have ended
		select {
		case <-ended:
		case <-time.After(5 * time.Millisecond):
			continue
		}
		break
	}
	if by, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || !by.Signaled() || by.Signal() != syscall.SIGINT {
		t.Errorf("the second signal does not end it: %v\n%s", cmd.ProcessState, stderr)
	}
}

// A trap is a library that panics, fails or is silent, as the query says. It is asked for
// nothing else.
type trap struct{ commands.Library }

func (*trap) Scope(context.Context, corpus.Query) (corpus.Scope, error) { return corpus.Scope{}, nil }

func (*trap) Search(_ context.Context, q corpus.Query) (corpus.Answer, error) {
	switch q.Text {
	case "panic":
		panic("a trap")
	case "result": // one that cannot be shown
		return corpus.Answer{Total: 1, Results: make([]corpus.Result, 1)}, nil
	case "fail":
		return corpus.Answer{}, errors.New("the disk is gone")
	}
	return corpus.Answer{}, nil
}

// TestBatchOutlivesEveryRequest asks what cannot be answered among what can. The
// replies come in the order of the requests.
func TestBatchOutlivesEveryRequest(t *testing.T) {
	ask := func(id int, query string) string {
		return fmt.Sprintf(`{"id":%d,"command":"quote","args":{"query":%q}}`, id, query)
	}
	in := strings.Join([]string{
		ask(1, "a"), ask(2, "panic"), ask(3, "result"), "", ask(4, "fail"), ask(5, "a"),
		ask(6, "?"+strings.Repeat(" ", 1<<20)), // line 7
		ask(7, "a"),
		"{\"id\":\"\xff\"}", // line 9
		strings.Repeat(" ", 1<<21) + ask(8, "a"),
		ask(9, "?") + strings.Repeat("\t", 100_000), // without a line's end
	}, "\n")
	const silent = `{"command":"quote","query":"%s","corpus":{"articles":0,"outlets":0,"from":"","to":"","version":""},"total":0,"results":[]}`
	refused := func(query, why string) string {
		return fmt.Sprintf(`{"command":"quote","query":"%s","error":"%s","total":0,"results":[]}`, query, why)
	}
	want := []string{
		`{"id":1,"reply":` + fmt.Sprintf(silent, "a") + `}`,
		`{"id":2,"reply":` + refused("panic", "something went wrong here: a trap") + `}`,
		`{"id":3,"reply":` + refused("result", "something went wrong here: runtime error: invalid memory address or nil pointer dereference") + `}`,
		`{"id":4,"reply":` + refused("fail", "search: the disk is gone") + `}`,
		`{"id":5,"reply":` + fmt.Sprintf(silent, "a") + `}`,
		`{"id":6,"reply":` + refused("?", "The option \\\"query\\\" is too long. A few words are enough.") + `}`,
		`{"id":7,"reply":` + fmt.Sprintf(silent, "a") + `}`,
		`{"id":null,"error":"line 9: it is no request of the form {\"id\",\"command\",\"args\":{…},\"limit\",\"offset\"}: not valid JSON: invalid UTF-8, at byte 7 (/id)"}`,
		`{"id":8,"reply":` + fmt.Sprintf(silent, "a") + `}`,
		`{"id":9,"reply":` + fmt.Sprintf(silent, "?") + `}`,
	}
	var out, log bytes.Buffer
	err := batch(t.Context(), commands.NewRouter(&trap{}, about()), strings.NewReader(in), &out, &log)
	if err == nil || err.Error() != "5 requests at fault: the replies say why" {
		t.Errorf("it ends with %v", err)
	}
	if diff := cmp.Diff(strings.Join(want, "\n")+"\n", out.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if !strings.Contains(log.String(), "panic while answering line 2: a trap") {
		t.Errorf("the log is %s", log.String())
	}
}

func TestReadBatchRequest(t *testing.T) {
	for _, test := range []struct{ line, id, want string }{
		{`{"id":"a","command":"quote","args":{"query":"x","n":2015,"b":true,"z":null},"limit":3,"offset":null}`, `"a"`, ""},
		{` {"id":{"n":[1]},"command":"help"} `, `{"n":[1]}`, ""},
		{`{}`, "", ""},
		{`{"args":null}`, "", ""},
		{`[]`, "", "value of the wrong kind at /"},
		{`7`, "", "value of the wrong kind at /"},
		{`{"id":1`, "", "not valid JSON: unexpected EOF, at byte 7 (/)"},
		{`{"id":1,}`, "", "not valid JSON: invalid character ',' at start of value, at byte 7 (/)"},
		{`{"id":1}{"id":2}`, "", "not valid JSON: invalid character '{' after top-level value, at byte 8 (/)"},
		{`{"id":1} x`, "", "not valid JSON: invalid character 'x' after top-level value, at byte 9 (/)"},
		{`{"ID":1}`, "", `unknown field "ID"`},
		{`{"query":{"a":[1]},"id":1}`, "1", `unknown field "query"`},
		{`{"\u001b":1}`, "", `unknown field "\x1b"`},
		{`{"id":1,"id":2}`, "2", "not valid JSON: duplicate object member name, at byte 8 (/id)"},
		{`{"command":"a","id":1,"command":"b"}`, "1", "not valid JSON: duplicate object member name, at byte 22 (/command)"},
		{`{"args":{"query":"a"},"args":{"query":"b"},"id":1}`, "1", "not valid JSON: duplicate object member name, at byte 22 (/args)"},
		{`{"args":{"query":"a","query":"b"},"id":1}`, "1", "not valid JSON: duplicate object member name, at byte 21 (/args/query)"},
		{`{"args":{"query":["a"]},"id":1}`, "1", "value of the wrong kind at /args/query"},
		{`{"args":[{"query":"a"},[]],"id":1}`, "1", "value of the wrong kind at /args"},
		{`{"args":"a","id":1}`, "1", "value of the wrong kind at /args"},
		{`{"command":[],"id":1}`, "1", "value of the wrong kind at /command"},
		{`{"limit":"5","id":1}`, "1", "value of the wrong kind at /limit"},
		{`{"limit":1.5,"id":1}`, "1", "value of the wrong kind at /limit"},
		{`{"offset":1e99,"id":1}`, "1", "value of the wrong kind at /offset"},
	} {
		t.Run(test.line, func(t *testing.T) {
			req, err := readBatchRequest([]byte(test.line))
			got := ""
			if err != nil {
				got = strings.TrimPrefix(err.Error(), noRequest+": ")
			}
			if got != test.want || string(req.ID) != test.id {
				t.Errorf("%s:\n got id %s, %s\nwant id %s, %s", test.line, req.ID, got, test.id, test.want)
			}
		})
	}
	req, err := readBatchRequest([]byte(`{"id":"a","command":"quote","args":{"query":"x","n":2015,"b":true,"z":null},"limit":3,"offset":4}`))
	want := commands.Request{Command: "quote", Args: map[string]string{"query": "x", "n": "2015", "b": "true", "z": ""}, Limit: 3, Offset: 4}
	if diff := cmp.Diff(want, req.Request); err != nil || diff != "" {
		t.Errorf("%v (-want +got)\n%s", err, diff)
	}
}

// FuzzReadBatchRequest asks that a request which is taken means the same to
// encoding/json.
func FuzzReadBatchRequest(f *testing.F) {
	f.Add(`{"id":"1","command":"quote","args":{"query":"a","from":2015},"limit":5}`)
	f.Add(`{"args":[{}],"id":[1],"offset":null}{`)
	f.Fuzz(func(t *testing.T, line string) {
		req, err := readBatchRequest([]byte(line))
		if err != nil {
			return
		}
		var same struct {
			Command       any // a number is read as a text
			Args          map[string]any
			Limit, Offset int
		}
		if err := json.Unmarshal([]byte(line), &same); err != nil {
			t.Fatal(err)
		}
		if name, isText := same.Command.(string); isText && name != req.Command || same.Limit != req.Limit || same.Offset != req.Offset || len(req.Args) > len(same.Args) {
			t.Fatalf("%+v, but encoding/json reads %+v", req, same)
		}
	})
}
