package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestParseAddress(t *testing.T) {
	for _, tc := range []struct{ address, fault string }{
		{"https://press.example/a?b=c#d", ""},
		{"HTTPS://Press.Example", ""},
		{"https://press.example:443/", ""},
		{"http://press.example:80/", ""},
		{"http://93.184.216.34/", ""},
		{"http://[2606:2800:220:1::1]/", ""},
		{"ftp://press.example/", "only http"},
		{"file:///etc/passwd", "only http"},
		{"javascript:alert(1)", "only http"},
		{"press.example/a", "only http"},
		{"https://", "names no host"},
		{"https:///a", "names no host"},
		{"https://me@press.example/", "user name"},
		{"https://me:secret@press.example/", "user name"},
		{"http://press.example/a b", "spaces"},
		{"http://press.example/\r\nHost: other", "spaces or control"},
		{"http://%zz/", "no address"},
		{"http://press.example/" + strings.Repeat("a", 3000), "longer than"},
	} {
		u, err := parseAddress(tc.address)
		switch {
		case tc.fault == "" && (err != nil || u.Fragment != "" || u.Path == "" || u.Host != strings.ToLower(u.Host)):
			t.Errorf("%s: %v, %v", tc.address, u, err)
		case tc.fault != "" && (err == nil || !strings.Contains(err.Error(), tc.fault)):
			t.Errorf("%s: got %v, want an error about %q", tc.address, err, tc.fault)
		case tc.fault != "" && strings.Contains(err.Error(), "secret"):
			t.Errorf("%s: the error shows the password", tc.address)
		}
	}
}

// TestGuard asks the guard as the dialer does, without any network.
func TestGuard(t *testing.T) {
	for class, addresses := range map[string][]string{
		"this host":     {"0.0.0.0", "::", "0.1.2.3"},
		"loopback":      {"127.0.0.1", "127.255.255.254", "::1"},
		"private":       {"10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd12:3456::1"},
		"shared":        {"100.64.0.1"},
		"link-local":    {"169.254.169.254", "fe80::1", "fe80::1%eth0"},
		"multicast":     {"224.0.0.1", "239.255.255.255", "ff02::1"},
		"broadcast":     {"255.255.255.255"},
		"reserved":      {"240.0.0.1", "192.0.0.8", "198.18.0.1"},
		"documentation": {"192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"},
		"mapped":        {"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1"},
		"NAT64":         {"64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1"},
		"6to4":          {"2002:7f00:1::1", "2002:a00:1::"},
		"Teredo":        {"2001::1"},
		"site-local":    {"fec0::1"},
		"discard":       {"100::1"},
	} {
		for _, a := range addresses {
			network := "tcp4"
			if strings.Contains(a, ":") {
				network = "tcp6"
			}
			if err := guard(network, net.JoinHostPort(a, "443"), nil); !errors.Is(err, ErrGuard) {
				t.Errorf("%s %s: %v", class, a, err)
			}
		}
	}
	for _, bad := range [][2]string{{"tcp4", "8.8.8.8:22"}, {"tcp4", "8.8.8.8:8080"}, {"udp4", "8.8.8.8:443"}, {"unix", "/run/x"}, {"tcp4", "nonsense"}} {
		if err := guard(bad[0], bad[1], nil); !errors.Is(err, ErrGuard) {
			t.Errorf("%v: %v", bad, err)
		}
	}
	for _, good := range [][2]string{{"tcp4", "93.184.216.34:80"}, {"tcp4", "8.8.8.8:443"}, {"tcp6", "[2606:2800:220:1::1]:443"}} {
		if err := guard(good[0], good[1], nil); err != nil {
			t.Errorf("%v: %v", good, err)
		}
	}
}

// TestGuardIsInPlace leads a guarded client to the test's own server, in every way
// that there is: by address, by name, and by a name that changes its answer.
func TestGuardIsInPlace(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/": text("text/html", "secret")})
	_, port, err := net.SplitHostPort(s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	dns := newNameServer(t, "127.0.0.1")
	c := New(Options{Resolver: dns.resolver()})
	t.Cleanup(c.Close)
	for _, address := range []string{"http://127.0.0.1/", "http://localhost/", "http://inside.example/", "http://changes.example/", "http://changes.example/a", "http://[::ffff:127.0.0.1]/", "http://[::1]/", "http://169.254.169.254/latest/meta-data", "http://127.0.0.1:22/", "http://127.0.0.1:" + port + "/", "http://2130706433/", "http://0x7f.1/"} {
		if p, err := c.Fetch(t.Context(), address); err == nil {
			t.Errorf("%s was fetched: %q", address, p.Body)
		} else if !errors.Is(err, ErrGuard) && !strings.Contains(err.Error(), "no such host") && !strings.Contains(err.Error(), "lookup") {
			t.Errorf("%s: %v", address, err)
		}
	}
	if n := dns.count("changes.example."); n == 0 {
		t.Error("the name server was not asked; the test tests nothing")
	}
	// A redirect of a server that may be dialled leads to one that may not: the
	// dialer of a client that allows this server's port alone.
	other := newSite(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://127.0.0.1:"+port+"/", http.StatusFound)
	}})
	open, _ := newClient(t, Options{})
	transport := open.http.Transport.(*http.Transport)
	dial := transport.DialContext
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if address != other.Listener.Addr().String() {
			return nil, guard("tcp4", address, nil)
		}
		return dial(ctx, network, address)
	}
	if _, err := open.Fetch(t.Context(), other.URL); !errors.Is(err, ErrGuard) {
		t.Errorf("a redirect leads past the guard: %v", err)
	}
	if s.count("/") > 0 || s.count("/robots.txt") > 0 {
		t.Error("the private server was asked")
	}
}

func TestNoProxyFromTheEnvironment(t *testing.T) {
	proxy := newSite(t, map[string]http.HandlerFunc{"/": text("text/html", "from the proxy")})
	t.Setenv("HTTP_PROXY", proxy.URL)
	t.Setenv("http_proxy", proxy.URL)
	s := newSite(t, map[string]http.HandlerFunc{"/": text("text/html", "straight")})
	c, _ := newClient(t, Options{})
	if tr := c.http.Transport.(*http.Transport); tr.Proxy != nil {
		t.Error("the client has a proxy")
	}
	if p, err := c.Fetch(t.Context(), s.URL); err != nil || string(p.Body) != "straight" {
		t.Errorf("%v, %v", p, err)
	}
}

func TestTLSIsVerified(t *testing.T) {
	s := httptest.NewUnstartedServer(text("text/html", "words"))
	s.Config.ErrorLog = discardLog()
	s.StartTLS()
	t.Cleanup(s.Close)
	c, _ := newClient(t, Options{})
	if _, err := c.Fetch(t.Context(), s.URL); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("a server that nobody vouches for: %v", err)
	}
}
