package discordtest

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// Client is an HTTP client whose requests for https://discord.com/api go to the
// server; requests for any other host fail and are violations, so nothing
// leaves the machine.
func (s *Server) Client() *http.Client {
	return &http.Client{Transport: s.Transport(), Timeout: 20 * time.Second}
}

// Transport is the part of [Server.Client] that sends requests to the server.
func (s *Server) Transport() http.RoundTripper { return transport{s} }

type transport struct{ s *Server }

func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	refuse := func(err error) (*http.Response, error) {
		if r.Body != nil {
			_ = r.Body.Close()
		}
		return nil, err
	}
	if r.URL.Scheme != "https" || r.URL.Host != "discord.com" || !strings.HasPrefix(r.URL.Path, "/api/") {
		t.s.violate(RuleHost, r.Method+" "+r.URL.Host, "only https://discord.com/api may be asked")
		return refuse(t.s.errorf("%s://%s%s is not Discord's API", r.URL.Scheme, r.URL.Host, r.URL.Path))
	}
	if err := t.s.networkFault(r.Method, trimAPI(r.URL.Path), r.URL.Host); err != nil {
		return refuse(err)
	}
	inner, target := *r, *r.URL
	target.Scheme, target.Host = "http", t.s.Addr()
	inner.URL, inner.Host = &target, r.URL.Host
	return t.s.base.RoundTrip(&inner)
}

// Dialer connects to the server's gateway and to nothing else. The default
// dialer works as well; this one obeys the faults of the network.
func (s *Server) Dialer() *websocket.Dialer {
	return &websocket.Dialer{NetDialContext: s.DialContext, HandshakeTimeout: 10 * time.Second}
}

// DialContext connects to the server and to no other address.
func (s *Server) DialContext(ctx context.Context, network, addr string) (net.Conn, error) {
	if addr != s.Addr() {
		s.violate(RuleHost, "dial "+addr, "only the stand-in may be dialled")
		return nil, s.errorf("%s is not the stand-in", addr)
	}
	if err := s.networkFault("DIAL", "/gateway", addr); err != nil {
		return nil, err
	}
	var d net.Dialer
	return d.DialContext(ctx, network, addr)
}

// dnsError is what a resolver that finds nothing returns.
func dnsError(host string) error {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	return fmt.Errorf("dial tcp: %w", &net.DNSError{Err: "no such host", Name: name, IsNotFound: true})
}
