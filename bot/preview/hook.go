package preview

import (
	"context"
	"net"
	"net/http"
	"sync"
)

// A hook is a listener without an address: only its client reaches whoever listens.
type hook struct {
	url    string
	client *http.Client
	conns  chan net.Conn
	closed chan struct{}
	close  sync.Once
}

func newHook(path string) *hook {
	h := &hook{url: "http://bot" + path, conns: make(chan net.Conn), closed: make(chan struct{})}
	h.client = &http.Client{Transport: &http.Transport{DialContext: h.dial}}
	return h
}

func (h *hook) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case h.conns <- theirs:
		return ours, nil
	case <-h.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Accept implements [net.Listener].
func (h *hook) Accept() (net.Conn, error) {
	select {
	case c := <-h.conns:
		return c, nil
	case <-h.closed:
		return nil, net.ErrClosed
	}
}

// Close implements [net.Listener].
func (h *hook) Close() error {
	h.close.Do(func() { close(h.closed) })
	return nil
}

// Addr implements [net.Listener].
func (h *hook) Addr() net.Addr { return &net.UnixAddr{Name: "preview", Net: "unix"} }
