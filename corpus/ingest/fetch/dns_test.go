package fetch

import (
	"context"
	"io"
	"log"
	"net"
	"sync"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

func discardLog() *log.Logger { return log.New(io.Discard, "", 0) }

// A nameServer answers for changes.example with a public address the first time, and
// with the given one from then on; for every other name with the given one.
type nameServer struct {
	conn  net.PacketConn
	ip    [4]byte
	mu    sync.Mutex
	asked map[string]int
}

func newNameServer(t *testing.T, ip string) *nameServer {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &nameServer{conn: conn, ip: [4]byte(net.ParseIP(ip).To4()), asked: map[string]int{}}
	done := make(chan struct{})
	go func() {
		defer close(done)
		buf := make([]byte, 1500)
		for {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buf[:n]) != nil || len(m.Questions) != 1 {
				continue
			}
			if answer, err := s.answer(m); err == nil {
				_, _ = conn.WriteTo(answer, from)
			}
		}
	}()
	t.Cleanup(func() { conn.Close(); <-done })
	return s
}

func (s *nameServer) answer(m dnsmessage.Message) ([]byte, error) {
	q := m.Questions[0]
	m.Response, m.Authoritative, m.Additionals = true, true, nil
	if q.Type == dnsmessage.TypeA {
		s.mu.Lock()
		ip := s.ip
		if s.asked[q.Name.String()]++; q.Name.String() == "changes.example." && s.asked[q.Name.String()] == 1 {
			ip = [4]byte{192, 0, 2, 1} // for documentation: nobody can be reached there
		}
		s.mu.Unlock()
		m.Answers = []dnsmessage.Resource{{
			Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class, TTL: 0},
			Body:   &dnsmessage.AResource{A: ip},
		}}
	}
	return m.Pack()
}

func (s *nameServer) count(name string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[name]
}

func (s *nameServer) resolver() *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", s.conn.LocalAddr().String())
	}}
}
