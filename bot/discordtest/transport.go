package discordtest

import (
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"
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
	if err := t.refuse(r); err != nil {
		if r.Body != nil {
			_ = r.Body.Close()
		}
		return nil, err
	}
	inner := r.Clone(r.Context())
	inner.URL.Scheme, inner.URL.Host = "http", t.s.rest.Listener.Addr().String()
	return t.s.client.RoundTrip(inner)
}

func (t transport) refuse(r *http.Request) error {
	if r.URL.Scheme != "https" || r.URL.Host != "discord.com" || !strings.HasPrefix(r.URL.Path, "/api/") {
		t.s.violate(RuleHost, r.Method+" "+r.URL.Host, "only https://discord.com/api may be asked")
		return fmt.Errorf("discordtest: %s://%s%s is not Discord's API", r.URL.Scheme, r.URL.Host, r.URL.Path)
	}
	if t.s.hit(r.Method+" "+apiPrefix.ReplaceAllString(r.URL.Path, "/"), true) != nil {
		return fmt.Errorf("dial tcp: %w", &net.DNSError{Err: "no such host", Name: r.URL.Host, IsNotFound: true})
	}
	return nil
}
