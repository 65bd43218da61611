package main

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestHealthURL(t *testing.T) {
	for listen, want := range map[string]string{
		"":                "http://127.0.0.1:9464/readyz",
		"127.0.0.1:1":     "http://127.0.0.1:1/readyz",
		":8081":           "http://127.0.0.1:8081/readyz",
		"0.0.0.0:8081":    "http://127.0.0.1:8081/readyz",
		"[::]:8081":       "http://[::1]:8081/readyz",
		"[::1]:8081":      "http://[::1]:8081/readyz",
		"localhost:8081":  "http://localhost:8081/readyz",
		"off":             "",
		"127.0.0.1":       "",
		"127.0.0.1:":      "",
		"127.0.0.1:0":     "",
		"http://there:80": "",
	} {
		t.Run(listen, func(t *testing.T) {
			got, err := healthURL(listen)
			if got != want || (err == nil) != (want != "") {
				t.Errorf("ADMIN_LISTEN=%q: %q, %v; want %q", listen, got, err, want)
			}
			if err != nil && !strings.HasPrefix(err.Error(), "ADMIN_LISTEN ") {
				t.Errorf("ADMIN_LISTEN=%q: %v", listen, err)
			}
		})
	}
}

func TestHealth(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1") // is not asked
	mux := http.NewServeMux()
	answer := func(path string, status int, body string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		})
	}
	answer("/readyz", 200, "ready\ngateway: connected\n")
	answer("/not", 503, "not ready\ngateway: connecting\n")
	answer("/controls", 200, "a\x1b[31m\xffb")
	answer("/much", 200, strings.Repeat("x", 2*maxHealth))
	mux.Handle("/moved", http.RedirectHandler("/readyz", http.StatusFound))
	mux.HandleFunc("/slow", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/broken", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, "ready")
	})
	srv := httptest.NewServer(mux)
	defer srv.Close()
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	must(t, closed.Close())

	t.Setenv("ADMIN_LISTEN", srv.Listener.Addr().String())
	for _, test := range []struct {
		args           []string
		code           int
		stdout, stderr string
	}{
		{nil, exitAnswered, "ready\ngateway: connected\n", ""},
		{[]string{"--url", srv.URL + "/not"}, exitFault, "not ready\ngateway: connecting\n", "onrecord: bot is not well (503 Service Unavailable)\n"},
		{[]string{"--url", srv.URL + "/nowhere"}, exitFault, "404 page not found\n", "onrecord: bot is not well (404 Not Found)\n"},
		{[]string{"--url", srv.URL + "/controls"}, exitAnswered, "a[31m�b\n", ""},
		{[]string{"--url", srv.URL + "/much"}, exitAnswered, strings.Repeat("x", maxHealth) + "\n", ""},
		{[]string{"--url", srv.URL + "/moved"}, exitFault, "<a href=\"/readyz\">Found</a>.\n\n", "onrecord: bot is not well (302 Found)\n"},
		{[]string{"--url", srv.URL + "/broken"}, exitFault, "ready\n", "onrecord: read bot's answer: unexpected EOF\n"},
		{[]string{"--url", srv.URL + "/slow"}, exitFault, "", "onrecord: ask bot how it is: no answer within 50ms\n"},
		{[]string{"--url", "http://" + closed.Addr().String()}, exitFault, "", "onrecord: ask bot how it is: dial tcp " + closed.Addr().String() + ": connect: connection refused: does it run here?\n"},
		{[]string{"--url", "file:///etc/passwd"}, exitFault, "", "onrecord: --url must be an address that begins with http:// or https://\n"},
		{[]string{"--url", "http://"}, exitFault, "", "onrecord: --url must be an address that begins with http:// or https://\n"},
		{[]string{"now"}, exitFault, "", "onrecord: unknown command \"now\" for \"onrecord health\"\n"},
	} {
		t.Run(strings.Join(test.args, " "), func(t *testing.T) {
			var stdout, stderr safeBuffer
			p := &program{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr}
			if strings.HasSuffix(strings.Join(test.args, " "), "/slow") {
				p.patience = 50 * time.Millisecond // for the others it is the default
			}
			code := p.run(t.Context(), append([]string{"health"}, test.args...))
			if code != test.code || stdout.String() != test.stdout || stderr.String() != test.stderr {
				t.Errorf("health %q: exit status %d\n%s%s\nwant %d\n%s%s", test.args, code, stdout.String(), stderr.String(), test.code, test.stdout, test.stderr)
			}
		})
	}
	if healthWithin.String() != "2s" || !strings.Contains(new(program).healthCommand().Long, "within 2 seconds") {
		t.Errorf("it waits for %v", healthWithin)
	}
	t.Setenv("ADMIN_LISTEN", "off")
	var stdout, stderr safeBuffer
	if code := run(t.Context(), []string{"health"}, strings.NewReader(""), &stdout, &stderr); code != exitFault || !strings.HasPrefix(stderr.String(), "onrecord: ADMIN_LISTEN is off") {
		t.Errorf("off: exit status %d, %s", code, stderr.String())
	}
}
