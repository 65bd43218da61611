package main

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestHealth(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1") // is not asked
	serve := func(h http.HandlerFunc) (address string) {
		srv := httptest.NewServer(h)
		t.Cleanup(srv.Close)
		return srv.Listener.Addr().String()
	}
	answer := func(status int, body string) (address string) {
		return serve(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/readyz" {
				t.Errorf("it asks for %s", r.URL.Path)
			}
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		})
	}
	ready := answer(http.StatusOK, "ready\n")
	_, port, err := net.SplitHostPort(ready)
	must(t, err)
	const nobody = "127.0.0.1:1" // a port that no program gets
	for _, test := range []struct {
		name, listen   string
		code           int
		stdout, stderr string // its beginning
	}{
		{"ready", ready, exitAnswered, "ready\n", ""},
		{"on all addresses", ":" + port, exitAnswered, "ready\n", ""},
		{"on all of IPv4", "0.0.0.0:" + port, exitAnswered, "ready\n", ""},
		{"not ready", answer(http.StatusServiceUnavailable, "connecting\n"), exitFault, "connecting\n", "onrecord: bot is not well (503 Service Unavailable)"},
		{"silent", serve(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }), exitFault, "", "onrecord: ask bot how it is: "},
		{"nobody", nobody, exitFault, "", "onrecord: ask bot how it is: Get \"http://" + nobody + "/readyz\": dial tcp " + nobody + ": connect: connection refused: does it run here?"},
		{"off", "off", exitFault, "", "onrecord: ADMIN_LISTEN is off"},
		{"no address", "127.0.0.1", exitFault, "", "onrecord: ADMIN_LISTEN should be: Where /healthz, "},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("ADMIN_LISTEN", test.listen)
			var stdout, stderr safeBuffer
			code := run(t.Context(), []string{"health"}, strings.NewReader(""), &stdout, &stderr)
			if code != test.code || stdout.String() != test.stdout || !strings.HasPrefix(stderr.String(), test.stderr) {
				t.Errorf("exit status %d\n%s%s\nwant %d\n%s%s", code, stdout.String(), stderr.String(), test.code, test.stdout, test.stderr)
			}
		})
	}
}
