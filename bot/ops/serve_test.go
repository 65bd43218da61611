package ops

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// listen serves on a free port of this machine until the test ends.
func listen(t *testing.T) (addr string, stop func()) {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	stop = serve(t.Context(), ln, Handler(NewMetrics(about, nil), well, quiet()), quiet())
	t.Cleanup(stop)
	return ln.Addr().String(), stop
}

// ask asks on a connection of its own.
func ask(addr, path string) (int, string, error) {
	c := &http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := c.Get("http://" + addr + path)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(body), err
}

func TestServe(t *testing.T) {
	stop, err := Serve(t.Context(), "127.0.0.1:0", http.NotFoundHandler(), quiet())
	if err != nil {
		t.Fatal(err)
	}
	stop()
	stop() // twice does no harm

	addr, stop := listen(t)
	for path, want := range map[string]string{"/healthz": "ok\n", "/readyz": `{"ready":true`, "/metrics": "onrecord_ready 1\n"} {
		code, body, err := ask(addr, path)
		if err != nil || code != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%s: %d %v\n%s", path, code, err, body)
		}
	}
	if _, err := Serve(t.Context(), addr, http.NotFoundHandler(), quiet()); err == nil || !strings.Contains(err.Error(), "metrics and health cannot be served: listen tcp "+addr) {
		t.Errorf("an address that is taken: %v", err)
	}
	stop()
	if _, _, err := ask(addr, "/healthz"); err == nil {
		t.Error("it listens after it was stopped")
	}
}

func TestServeEndsWithItsContext(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	stop := serve(ctx, ln, http.NotFoundHandler(), quiet())
	cancel()
	stop() // waits for the end, and goleak looks whether it was one
	if c, err := net.Dial("tcp", ln.Addr().String()); err == nil {
		c.Close()
		t.Error("it listens after its context ended")
	}
}

// TestHostileRequests sends what no Prometheus sends, byte for byte.
func TestHostileRequests(t *testing.T) {
	addr, _ := listen(t)
	long := strings.Repeat("a", 64<<10)
	for _, test := range []struct{ name, request, want string }{
		{"long header", "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: " + long + "\r\n\r\n", "431"},
		{"many headers", "GET /healthz HTTP/1.1\r\nHost: x\r\n" + strings.Repeat("X-Many: a\r\n", 5000) + "\r\n", "431"},
		{"long path", "GET /" + long + " HTTP/1.1\r\nHost: x\r\n\r\n", "431"},
		{"no host", "GET /healthz HTTP/1.1\r\n\r\n", "400"},
		{"no HTTP", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", "400"},
		{"split header", "GET /healthz HTTP/1.1\r\nHost: x\r\nX: a\x00b\r\n\r\n", "400"},
		{"two lengths", "GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "400"},
		{"climbing", "GET /x/../metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "404"},
		{"encoded climbing", "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "404"},
		{"proxy", "GET http://discord.com/api HTTP/1.1\r\nHost: discord.com\r\nConnection: close\r\n\r\n", "404"},
		{"tunnel", "CONNECT discord.com:443 HTTP/1.1\r\nHost: discord.com:443\r\nConnection: close\r\n\r\n", "404"},
		{"big body", "POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n", "405"},
		{"bad chunks", "GET /healthz HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n", "200"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, err := net.Dial("tcp", addr)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			_ = c.SetDeadline(time.Now().Add(5 * time.Second))
			_, _ = io.WriteString(c, test.request) // may be cut off in the middle
			line, err := bufio.NewReader(c).ReadString('\n')
			if err != nil || !strings.HasPrefix(line, "HTTP/1.1 "+test.want) && !strings.HasPrefix(line, "HTTP/1.0 "+test.want) {
				t.Errorf("got %q, %v; want %s", line, err, test.want)
			}
			if code, _, err := ask(addr, "/healthz"); code != http.StatusOK {
				t.Errorf("afterwards: %d %v", code, err)
			}
		})
	}
}

// TestConnectionsAreBounded: those who connect and say nothing are few, and
// those who ask are answered once one of them goes.
func TestConnectionsAreBounded(t *testing.T) {
	addr, _ := listen(t)
	var idle []net.Conn
	for range maxConns {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if _, err := fmt.Fprint(c, "GET /healthz HTTP/1.1\r\nX-Slow: "); err != nil {
			t.Fatal(err)
		}
		idle = append(idle, c)
	}
	if code, _, err := ask(addr, "/healthz"); err == nil {
		t.Errorf("one connection too many was answered with %d", code)
	}
	for _, c := range idle {
		c.Close()
	}
	for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		if code, _, err := ask(addr, "/healthz"); err == nil && code == http.StatusOK {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("nobody is answered after the others have gone")
		}
	}
}

// TestASlowRequestIsCut: who sends a header byte by byte is cut off.
func TestASlowRequestIsCut(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	srv := newServer(http.NotFoundHandler(), quiet())
	if srv.ReadHeaderTimeout != headerWithin || srv.ReadTimeout == 0 || srv.WriteTimeout == 0 || srv.IdleTimeout == 0 {
		t.Errorf("the server waits for ever: %+v", srv)
	}
	srv.ReadHeaderTimeout = 50 * time.Millisecond
	t.Cleanup(run(t.Context(), ln, srv, quiet()))
	c, err := net.Dial("tcp", ln.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for range 1000 { // of 10 ms; cut off, the writing fails
		if _, err := fmt.Fprint(c, "G"); err != nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("it waits for ever")
}
